"""Commands of a shell in a code sample: their words as the shell passes them on, with places.

Read are the quotes and line ends of sh, of cmd (`^`) and of PowerShell (a back-tick). Placeholders
of documentation, as `<host>` and `{{ id }}`, are taken for a part of their word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import lru_cache

from doclint.model.pattern import regex
from doclint.model.record import dataclass

_COMMAND = regex(
    r"(?:^|(?<=[\s;&|(`/]))(?P<anywhere>curl)(?:\.exe)?(?=[ \t]|[\\^`][ \t]*\n)"
    r"|(?:^[ \t]*(?:[$>%#][ \t]+)?|(?<=[|;&(])[ \t]*)(?P<first>https?|wget|xh)(?:\.exe)?(?=[ \t])",
    re.M,
)
_PLAIN = regex(r"[\w:/.,@%+=~?*!-]+")
_BLANK = regex(r"[ \t\r]+")
_JOIN = regex(r"(?P<mark>[\\^`])(?P<blank>[ \t\r]*)\n")
_DOUBLE = regex(r'"(?:[^"\\]|\\.)*+"', re.S)
_ESCAPED = regex(r"\\(?P<char>[\"\\$`])|\\\n")
_ANSI = regex(r"\$'(?:[^'\\]|\\.)*+'", re.S)
_ANSI_ESCAPED = regex(r"\\(?P<char>.)", re.S)
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r"}
_HOLE = regex(
    r"\{\{[^{}\n]{0,200}\}\}|\$\{[^{}\n]{0,200}\}|\$\([^()\n]{0,400}\)|<[\w][\w .:/|-]{0,80}>"
    r"|\[[\w][\w .-]{0,80}\](?=/)|\{[\w][\w .|-]{0,80}\}"
)
_DOCUMENT = regex(r"<<-?[ \t]*(?P<quote>['\"]?)(?P<tag>\w+)(?P=quote)")
_REDIRECT = regex(r"(?:[12&]?>{1,2}(?:&[12])?|<(?![\w<]))[ \t]*")
_NEXT_OPTION = regex(
    r"[ \t]*(?:-[HXdFGu]|--(?:header|data(?:-raw|-binary|-urlencode)?|request|form|url|json|user))"
    r"(?:[ \t=]+['\"@{$\w<]|[A-Z'\"])"
)
# Text in quotes that has another command in it, or goes on with an option: the quotes end too late.
_RUN_OVER = regex(
    r"\n[ \t]*(?:\$[ \t]+)?curl[ \t]|\\[ \t]*\n[ \t]*(?:--?[A-Za-z]|[\"']?(?:https?://|\$))"
)
_PARAMETER = regex(r"&[\w$\[\].%-]+=")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a word that stands in the text as it is. `quote` is what is around it."""

    value: str
    start: int
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A word without its quotes. `start` and `end` are those in the text, quotes included."""

    pieces: tuple[Piece, ...]
    start: int
    end: int

    @property
    def value(self) -> str:
        """What the command is given."""
        return "".join(piece.value for piece in self.pieces)

    @property
    def quotes(self) -> frozenset[str]:
        """The kinds of quotes that it has; "" for what stands bare."""
        return frozenset(piece.quote for piece in self.pieces)

    @property
    def inner(self) -> tuple[int, int]:
        """From its first character to its last, in the text."""
        if not self.pieces:
            return self.start, self.end
        last = self.pieces[-1]
        return self.pieces[0].start, last.start + len(last.value)

    def cut(self, start: int, end: int | None = None) -> Word:
        """A part of it, by offsets of its value."""
        stop = len(self.value) if end is None else end
        found, at = [], 0
        for piece in self.pieces:
            first, last = max(start - at, 0), min(stop - at, len(piece.value))
            if first < last:
                found.append(Piece(piece.value[first:last], piece.start + first, piece.quote))
            at += len(piece.value)
        if not found:
            place = self.inner[0] if start <= 0 else self.inner[1]
            return Word((), place, place)
        return Word(tuple(found), found[0].start, found[-1].start + len(found[-1].value))


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a command from doing what it shows.

    Codes: lost-continuation, blank-behind-backslash, open-quote, bare-ampersand.
    """

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Command:
    """A command. `document` is what stands in its here-document; `style` is sh, cmd or powershell.

    `words` are those behind its name.
    """

    name: str
    words: tuple[Word, ...]
    start: int
    end: int
    document: Word | None = None
    style: str = "sh"
    faults: tuple[Fault, ...] = ()


@lru_cache(maxsize=512)
def commands(text: str) -> tuple[Command, ...]:
    """The commands of a text that send requests: curl, HTTPie, wget; in their order."""
    return tuple(_commands(str(text)))


def _commands(text: str) -> Iterator[Command]:
    at = 0
    while match := _COMMAND.search(text, at):
        group = match.lastgroup or "first"
        command = _Reader(text, match.end(), match.start(group)).command(match[group])
        yield command
        at = max(command.end, match.end())


@dataclass(eq=False)
class _Reader:
    """Reads the words of one command, from behind its name."""

    text: str
    at: int
    start: int
    words: list[Word] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    tag: str = ""
    style: str = "sh"
    document: Word | None = None

    def command(self, name: str) -> Command:
        while self._gap():
            if not self._redirect():
                self._word()
        end = self.at
        if self.tag and self.text.startswith("\n", self.at):
            end = self._document()
        return Command(
            name,
            tuple(self.words),
            self.start,
            end,
            self.document,
            self.style,
            tuple(self.faults),
        )

    def _gap(self) -> bool:
        """Pass what stands between words; False at the end of the command."""
        while self.at < len(self.text):
            if blank := _BLANK.match(self.text, self.at):
                self.at = blank.end()
            elif join := _JOIN.match(self.text, self.at):
                self._joined(join)
            elif self._is_comment():
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            elif self.text[self.at] == "\n" and not self.tag:
                if not _NEXT_OPTION.match(self.text, self.at + 1) or not self.words:
                    return False
                end = self.words[-1].end
                self.faults.append(Fault("lost-continuation", end - 1, end))
                self.at += 1
            else:
                return self.text[self.at] not in "\n;|&)`"
        return False

    def _joined(self, join: re.Match[str]) -> None:
        """Pass the end of a line that goes on; a blank behind the mark takes its meaning away."""
        self.style = {"^": "cmd", "`": "powershell"}.get(join["mark"], self.style)
        if join["blank"].strip("\r"):
            self.faults.append(Fault("blank-behind-backslash", join.start(), join.end() - 1))
        self.at = join.end()

    def _is_comment(self) -> bool:
        return self.text[self.at] == "#" and self.text[self.at - 1] in " \t\n"

    def _redirect(self) -> bool:
        """Pass `> file`, and take note of a here-document."""
        if tagged := _DOCUMENT.match(self.text, self.at):
            self.tag, self.at = tagged["tag"], tagged.end()
            return True
        if redirect := _REDIRECT.match(self.text, self.at):
            self.at = redirect.end()
            if self._gap():
                self._word()
                self.words.pop()
            return True
        return False

    def _word(self) -> None:
        start, depth = self.at, 0
        pieces: list[Piece] = []
        while self.at < len(self.text):
            char = self.text[self.at]
            if char in "()":
                depth += 1 if char == "(" else -1
            if depth < 0 or self._ends(char):
                break
            before = self.at
            pieces += self._piece(char)
            self.at = max(self.at, before + 1)
        self.at = max(self.at, start + 1)
        self.words.append(Word(tuple(_joined(pieces)), start, self.at))

    def _ends(self, char: str) -> bool:
        """Whether a word ends here; at an `&` only if no parameter of a query follows."""
        if char in " \t\r\n;|":
            return True
        if char == "&":
            if not _PARAMETER.match(self.text, self.at):
                return True
            self.faults.append(Fault("bare-ampersand", self.at, self.at + 1))
        return char in "\\^`" and _JOIN.match(self.text, self.at) is not None

    def _piece(self, char: str) -> Iterator[Piece]:
        """The next stretch of a word: a quoted text, a placeholder, a character."""
        start = self.at
        if hole := _HOLE.match(self.text, start):
            self.at = hole.end()
            yield Piece(hole[0], start)
        elif quoted := self._quoted(char):
            yield from quoted
        elif char in "'\"":
            self.at = start + 1  # it never ends
        elif char == "\\" and start + 1 < len(self.text) and self.style == "sh":
            self.at = start + 2
            yield Piece(self.text[start + 1], start + 1)
        else:
            plain = _PLAIN.match(self.text, start)
            self.at = plain.end() if plain else start + 1
            yield Piece(self.text[start : self.at], start)

    def _quoted(self, char: str) -> list[Piece]:
        """The pieces inside of quotes; none where no quotes begin, or where they never end."""
        if char == "'":
            end = self.text.find("'", self.at + 1)
            return self._closed("'", self.at + 1, end)
        if char == '"':
            whole = _DOUBLE.match(self.text, self.at)
            return self._closed('"', self.at + 1, whole.end() - 1 if whole else -1)
        if char == "$" and self.text.startswith("$'", self.at):
            whole = _ANSI.match(self.text, self.at)
            return self._closed("$'", self.at + 2, whole.end() - 1 if whole else -1)
        return []

    def _closed(self, quote: str, start: int, end: int) -> list[Piece]:
        if end < 0 or _RUN_OVER.search(self.text, start, end):
            self.faults.append(Fault("open-quote", self.at, start))
            return []
        self.at = end + 1
        escaped = {'"': _ESCAPED, "$'": _ANSI_ESCAPED}.get(quote)
        return [*_pieces(self.text, start, end, quote, escaped)]

    def _document(self) -> int:
        """Read the here-document that begins on the next line; returns where it ends."""
        start = self.at + 1
        close = re.compile(rf"^[ \t]*{self.tag}[ \t]*$", re.M).search(self.text, start)
        end = close.start() if close else len(self.text)
        value = self.text[start:end]
        self.document = Word((Piece(value, start, "<<"),), start, end)
        return close.end() if close else end


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Pieces with those put together that stand side by side."""
    run: list[Piece] = []
    end = -1
    for piece in pieces:
        if run and (piece.start != end or piece.quote != run[0].quote):
            yield Piece("".join(one.value for one in run), run[0].start, run[0].quote)
            run = []
        run.append(piece)
        end = piece.start + len(piece.value)
    if run:
        yield Piece("".join(one.value for one in run), run[0].start, run[0].quote)


def _pieces(
    text: str, start: int, end: int, quote: str, escaped: re.Pattern[str] | None
) -> Iterator[Piece]:
    """What stands between quotes, without the backslashes that a shell takes away."""
    at = start
    for match in escaped.finditer(text, start, end) if escaped else ():
        if match.start() > at:
            yield Piece(text[at : match.start()], at, quote)
        if char := match["char"]:
            yield Piece(_control(quote, char), match.start("char"), quote)
        at = match.end()
    if at < end or at == start:
        yield Piece(text[at:end], at, quote)


def _control(quote: str, char: str) -> str:
    return _CONTROLS.get(char, char) if quote == "$'" else char
