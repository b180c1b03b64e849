"""Inline Markdown as marks: code, links, emphasis, HTML and line breaks, as CommonMark has them.

Plain text has no mark: it is what lies between. Mistune's own inline parser gives no places, and
what could be hooked there changes from one minor release to the next.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import field

from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.parse.markdown.emphasis import PUNCTUATION, Mark, Run, flanks, pair_runs
from doclint.parse.markdown.link_target import Target, read_target, reference_key

_SPECIAL = regex(r"[\\`*_\[\]!<&\n]")
_TICKS = regex(r"`+")
_TAG = regex(
    r"<[A-Za-z][A-Za-z0-9-]*"
    r"""(?:\s+[A-Za-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^']*'|"[^"]*"))?)*\s*/?>"""
    r"|</[A-Za-z][A-Za-z0-9-]*\s*>|<!---?>"
)
_RAW = {"<!--": "-->", "<?": "?>", "<![CDATA[": "]]>", "<!": ">"}
_DECLARATION = regex(r"<![A-Za-z]")
_AUTOLINK = regex(
    r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^<>\x00-\x20]*"
    r"|[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*)>"
)
_ENTITY = regex(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LABEL = regex(r"\[((?:[^\[\]\\]|\\.){0,999})\]", re.S)
_OPEN_BRACKET = regex(r"(?<!\\)\[")
_LONGEST_LABEL = 999


def scan(text: str, references: Mapping[str, Target], *, cell: bool = False) -> list[Mark]:
    """Every mark of a text, outer before inner."""
    scanner = _Scanner(text, references, cell)
    at = 0
    while special := _SPECIAL.search(text, at):
        at = _HANDLERS[special[0]](scanner, special.start())
    found = scanner.found
    if scanner.runs:
        found += pair_runs(scanner.runs)
    if len(found) > 1:
        found.sort(key=_outer_first)
    return found


def _outer_first(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


@dataclass(slots=True)
class _Bracket:
    """An open `[` or `![`, and how many runs there were before it."""

    start: int
    inner: int
    image: bool
    runs: int


@dataclass(slots=True)
class _Scanner:
    """One pass from left to right. A handler takes its character's offset and returns the next."""

    text: str
    references: Mapping[str, Target]
    cell: bool  # in a table cell `\\|` is a pipe, in code too
    found: list[Mark] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    brackets: list[_Bracket] = field(default_factory=list)
    dead: int = 0  # so many of the brackets can become no link any more
    ticks: dict[int, list[int]] | None = None
    absent: set[str] = field(default_factory=set)

    def add(self, mark: Mark) -> int:
        self.found.append(mark)
        return mark.end

    def backslash(self, at: int) -> int:
        following = self.text[at + 1 : at + 2]
        if following == "\n":
            return self.add(Mark(at, at + 2, "linebreak"))
        if self.cell and self.text.startswith("\\|", at + 1):  # the table takes the first one
            return self.add(Mark(at, at + 3, "escape", None, "|"))
        if following in PUNCTUATION:
            return self.add(Mark(at, at + 2, "escape", None, following))
        return at + 1

    def tick(self, at: int) -> int:
        end = _run_end(self.text, at)
        close = self.closing_ticks(at, end)
        if close < 0:
            return end
        code = _code(self.text[end:close])
        if self.cell:
            code = code.replace("\\|", "|")
        return self.add(Mark(at, close + end - at, "code", (end, close), code))

    def closing_ticks(self, at: int, end: int) -> int:
        """Where the next run of as many ticks starts; -1 if there is none."""
        if self.ticks is None:
            close = self.text.find("`", end)
            if close < 0 or (end == at + 1 and not self.text.startswith("`", close + 1)):
                return close
            self.ticks = {}
            for run in _TICKS.finditer(self.text, at):
                self.ticks.setdefault(len(run[0]), []).append(run.start())
        closers = self.ticks.get(end - at, [])
        nth = bisect_left(closers, end)
        return closers[nth] if nth < len(closers) else -1

    def star(self, at: int) -> int:
        end = _run_end(self.text, at)
        opens, closes = flanks(self.text, at, end)
        if opens or closes:
            self.runs.append(Run(self.text[at], at, end - at, opens, closes, end - at))
        return end

    def bang(self, at: int) -> int:
        return self.bracket(at + 1, image=True) if self.text.startswith("[", at + 1) else at + 1

    def bracket(self, at: int, *, image: bool = False) -> int:
        self.brackets.append(_Bracket(at - image, at + 1, image, len(self.runs)))
        return at + 1

    def close(self, at: int) -> int:
        if not self.brackets:
            return at + 1
        bracket = self.brackets.pop()
        dead = not bracket.image and len(self.brackets) < self.dead
        self.dead = min(self.dead, len(self.brackets))
        link = None if dead else self.target(bracket, at)
        if link is None:
            return at + 1
        target, end = link
        # Emphasis binds inside the link first, and never across its brackets.
        self.found += pair_runs(self.runs[bracket.runs :])
        del self.runs[bracket.runs :]
        if not bracket.image:  # a link holds no other link
            self.dead = len(self.brackets)
        kind = "image" if bracket.image else "link"
        return self.add(Mark(bracket.start, end, kind, (bracket.inner, at), *target))

    def target(self, bracket: _Bracket, close: int) -> tuple[Target, int] | None:
        """What stands behind the closing bracket: `(url)`, `[label]`, `[]` or nothing."""
        if inline := read_target(self.text, close + 1):
            return inline
        if not self.references:
            return None
        label = _LABEL.match(self.text, close + 1)
        if label and label[1].strip():
            target = self.references.get(reference_key(label[1]))
            return (target, label.end()) if target else None
        own = self.text[bracket.inner : close]
        if len(own) > _LONGEST_LABEL or _OPEN_BRACKET.search(own):
            return None
        target = self.references.get(reference_key(own))
        end = close + 3 if self.text.startswith("[]", close + 1) else close + 1
        return (target, end) if target else None

    def angle(self, at: int) -> int:
        if tag := _TAG.match(self.text, at):
            return self.add(Mark(at, tag.end(), "html", None, tag[0]))
        if link := _AUTOLINK.match(self.text, at):
            return self.add(Mark(at, link.end(), "autolink", link.span(1), link[1]))
        if self.text[at + 1 : at + 2] not in ("!", "?"):
            return at + 1
        for opener, closer in _RAW.items():
            # A closer once looked for in vain is not looked for again: hostile text stays linear.
            if self.text.startswith(opener, at) and closer not in self.absent:
                if opener == "<!" and not _DECLARATION.match(self.text, at):
                    continue
                close = self.text.find(closer, at + len(opener))
                if close >= 0:
                    end = close + len(closer)
                    return self.add(Mark(at, end, "html", None, self.text[at:end]))
                self.absent.add(closer)
        return at + 1

    def ampersand(self, at: int) -> int:
        entity = _ENTITY.match(self.text, at)
        if not entity:
            return at + 1
        char = html.unescape(entity[0])
        if char == entity[0] and not entity[0].startswith("&#"):
            return at + 1
        return self.add(Mark(at, entity.end(), "entity", None, char))

    def newline(self, at: int) -> int:
        start, end = at, at + 1
        while start and self.text[start - 1] == " ":
            start -= 1
        while self.text[end : end + 1] in (" ", "\t"):
            end += 1
        return self.add(Mark(start, end, "linebreak" if at - start >= 2 else "softbreak"))


_HANDLERS: dict[str, Callable[[_Scanner, int], int]] = {
    "\\": _Scanner.backslash,
    "`": _Scanner.tick,
    "*": _Scanner.star,
    "_": _Scanner.star,
    "!": _Scanner.bang,
    "[": _Scanner.bracket,
    "]": _Scanner.close,
    "<": _Scanner.angle,
    "&": _Scanner.ampersand,
    "\n": _Scanner.newline,
}


def _run_end(text: str, at: int) -> int:
    """Where a run of one character ends."""
    char, end = text[at], at + 1
    while text.startswith(char, end):
        end += 1
    return end


def _code(raw: str) -> str:
    code = raw.replace("\n", " ")
    return code[1:-1] if code[:1] == code[-1:] == " " and code.strip(" ") else code
