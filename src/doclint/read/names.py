"""The names in a row's first cell, with the marks that stand beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.model.contract import Said
from doclint.model.page import Prose
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.read.prose import seen
from doclint.read.vocabulary import Vocabulary

_LEAD = regex(r"[\s>»›└├─│┗┣━↳→·•\-–|+.~ ]*")
_FLAG = regex(r"\s*-(?:-[a-z]|[a-zA-Z]\b(?!-))")
_DEEPER = regex(r"[>»›↳→└├┗┣]|\xa0\xa0|[\u2002\u2003]")
_NAME = regex(
    r"(?P<open>[:{<\[\"']|\$\{|\{\{\s*)?"
    r"(?P<name>[^\W\d][\w.$@:\-/]*(?:\[[\w.:\-]*\][\w.:\-]*)*|@[\w.]+|\$\w+|\d+)"
    r"(?:\s*\}\}|[}>\]\"'])?",
    re.A,
)
_CODE_NAME = regex(
    r"[:{<?]?\s*(?P<name>[\w$@][\w.$@:\-/]*(?:\[[\w.:\-]*\][\w.:\-]*|\{[\w.]*\}[\w.\-]*)*)\s*[}>]?"
    r"(?P<mark>[?*!]*)(?:=.*|:\s.*|\s*\(.*|<\w+>)?$",
    re.A | re.S,
)
_SEPARATOR = regex(r"[*?!\s,/&|]*(?:\bor\b|\band\b)?[\s,/&|]*$", re.I)
_MARK = regex(r"\\?[*?!†‡¹²³⁺]+")
_STAR = regex(
    r"<(?P<tag>mark|span|font|b|strong|sup|sub|em|i)\b"
    r"(?P<said>[^<>]*(?:\bred\b|required|mandatory|danger|error)[^<>]*)>"
    r"\s*\\?(?P<star>\*)\s*</(?P=tag)>\s*\Z",
    re.I,
)
_LONGEST_STAR = 200
_PARTS = regex(r"\[([^\[\]]*)\]|([^.\[\]]+)")


@dataclass(frozen=True, slots=True)
class Name:
    """A name, how deep its row is nested, and what the marks at it say.

    `path` are its parts without array marks; `mark` is a bare `?`, `*` or footnote sign behind it.
    """

    name: str
    path: tuple[str, ...]
    anchor: Span
    depth: int = 0
    mark: str = ""
    required: Said[bool] | None = None
    deprecated: Said[bool] | None = None
    array: bool = False


def read_names(prose: Prose, vocabulary: Vocabulary) -> tuple[Name, ...]:
    """The names that a cell gives, mostly one; none where it holds other words."""
    text = prose.text
    if _FLAG.match(text) and prose.inlines and prose.inlines[0].kind == "code":
        return ()  # an option of a command
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    depth = len(_DEEPER.findall(text, 0, start))
    found = tuple(_in_code(prose, start)) or tuple(_in_words(prose, start, vocabulary))
    if not found:
        return ()
    rest_at = max(end for _, _, end in found)
    required, deprecated = read_marks(prose, vocabulary, rest_at)
    required = required or _red_star(prose)
    mark = _behind(text, rest_at)
    return tuple(
        Name(
            path[-1],
            path,
            place,
            depth,
            match.groupdict().get("mark") or mark,
            required,
            deprecated,
            array=written.endswith("]"),
        )
        for match, at, _ in found
        for written, place in [_name(prose, match, at)]
        for path in [parts(written)]
    )


def _red_star(prose: Prose) -> Said[bool] | None:
    """A star behind a name that is coloured, or called so, for it to be required."""
    text = prose.span.text
    if "*" not in text[-_LONGEST_STAR:] or "</" not in text[-_LONGEST_STAR:]:
        return None
    found = _STAR.search(text, max(0, len(text) - _LONGEST_STAR))
    return Said(True, prose.span.within(*found.span("star"))) if found else None


def _name(prose: Prose, match: re.Match[str], at: int) -> tuple[str, Span]:
    """A name as it is written, and where it stands."""
    written = match["name"].rstrip(".:/-")
    start = at + match.start("name")
    return written, prose.at(start, start + len(written))


def parts(written: str) -> tuple[str, ...]:
    """`data.items[].id` and `data[items][id]` to ("data", "items", "id")."""
    if written.isidentifier():
        return (written,)  # as most are
    bare = re.sub(r"\[(?:\d*|\*|:\w+)\]|\{\}", "", written)
    if bare.startswith(("@", "$", ":")) or "/" in bare:
        return (bare.lstrip(":"),)
    found = (match[1] or match[2] for match in _PARTS.finditer(bare))
    return tuple(part for part in found if part) or (bare,)


def _behind(text: str, at: int) -> str:
    match = _MARK.match(text, at) or _MARK.match(text, at + 1)
    return match[0].lstrip("\\") if match else ""


def _in_code(prose: Prose, start: int) -> Iterator[tuple[re.Match[str], int, int]]:
    """Names in code spans that lead the cell, with nothing but separators between them."""
    text, at = prose.text, start
    if not prose.inlines:
        return
    for inline in prose.walk():
        if inline.kind != "code" or not inline.value.strip():
            continue
        spot = seen(prose, inline.inner[0]) if inline.inner else -1
        if _MARK.fullmatch(inline.value.strip()):
            continue  # a star of its own, in a code span
        gap = text[at:spot] if spot >= at else "x"
        if not _SEPARATOR.match(gap if at > start else gap.strip("(*[")) or "\n\n" in gap:
            return
        match = _CODE_NAME.match(inline.value.strip())
        if not match or not match["name"].rstrip(".:/-"):
            return
        shift = spot + len(inline.value) - len(inline.value.lstrip())
        at = spot + len(inline.value)
        yield match, shift, at


def _in_words(
    prose: Prose, start: int, vocabulary: Vocabulary
) -> Iterator[tuple[re.Match[str], int, int]]:
    match = _NAME.match(prose.text, start)
    if not match or not match["name"].rstrip(".:/-"):
        return
    rest = prose.text[match.end() :].split("\n")[0]
    emphasised = any(
        inline.kind in ("strong", "link", "emphasis")
        and inline.start <= prose.span.start + start + 3
        for inline in prose.inlines
    )
    if _only_marks(rest, vocabulary) or (emphasised and rest[:1] in ("", " ", "\n", "(", ",", ":")):
        yield match, 0, match.end()


def _only_marks(rest: str, vocabulary: Vocabulary) -> bool:
    """Whether nothing but marks stands behind a name: `(required)`, `*`, `(string)`."""
    rest = vocabulary.deprecation.without(vocabulary.marks.without(rest))
    rest = re.sub(r"\([^)]{0,40}\)|\[[^\]]{0,40}\]", "", rest)
    return not re.search(r"\w", rest) or re.fullmatch(r"\s*[¹²³\d]\s*", rest) is not None


def read_marks(
    prose: Prose, vocabulary: Vocabulary, start: int = 0
) -> tuple[Said[bool] | None, Said[bool] | None]:
    """What a text says of required and of deprecated, from an offset on."""
    required = deprecated = None
    if len(prose.text) > start + 1:
        match = vocabulary.marks.search(prose.text, start)
        if match and not vocabulary.is_conditional(prose.text, *match.span()):
            optional = match[2] is not None or _negated(prose.text, match.start())
            required = Said(not optional, prose.at(match.start(), match.end()))
        if match := vocabulary.deprecation.search(prose.text, start):
            deprecated = Said(True, prose.at(match.start(), match.end()))
    return required, deprecated


def _negated(text: str, at: int) -> bool:
    return text[max(0, at - 5) : at].lower().endswith(("not ", "non-", "un"))
