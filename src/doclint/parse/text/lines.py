"""The lines of a saved text, what each may be, and stretches of them as prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from doclint.model.page import Prose
from doclint.model.pattern import regex
from doclint.model.source import Source, Span
from doclint.parse.data.json_tokens import TYPE

_BLANKS = " \t\r\f\v\u00a0\u200b"
_TITLE_LENGTH, _TITLE_WORDS = 80, 9
_LONG = 80  # a longer line is running text, whatever it ends in
_TITLE = regex(r"(?:\d+(?:\.\d+)*\.?[ \t]+)?[(\"“]?[A-Z0-9\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NO_TITLE = regex(
    r"[.,;:!?…。，；：！？|]\Z|[={}<>\\\t;|]|://|[:：]\s|\S\s{2,}\S|\(\)|\A[\d\W]+\Z|/\S*/"
    r"|\A(?:GET|PUT|POST|PATCH|DELETE|HEAD|OPTIONS)\b|\A\(BUTTON\)|\A[\d.]+\s+[-–—]"
)
_SENTENCE = regex(
    r"(?:This|These|That|If|You|It|When|There|We|Note|See|Click|Use|Returns)\b|(?:The|An?|No) [a-z]"
)
_VALUE = regex(
    r"(?:yes|no|true|false|null|none|n/?a|default|required|optional|mandatory|header|path|query|body|cookie"
    r"|formdata|[-–—]|是|否|必选|可选|必填|选填|必須|任意)\Z",
    re.I,
)
_END = regex(r"[.!?:;。！？：；…][\"')\]”’]*\Z")
_KEY_LINE = regex(r"[^\W\d_][\w /()-]{0,40}[:：]\s*\S")
_IN_COLUMNS = regex(r"\t|\S\s{2,}\S")
_METHOD = regex(r"(?:GET|PUT|POST|PATCH|DELETE|HEAD|OPTIONS)\Z")
_ADDRESS = regex(r"(?:https?://|/|\{)\S*\Z")
_REMARK = regex(r"(?:#|//)\s+\S")
_NOTHING = regex(r"(?:none|n/?a|nil|null|empty|not applicable|无|なし|不涉及)\.?\Z", re.I)
_STATUS = regex(r"[1-5]\d\d(?:\s*[:：–—-]|\s+[A-Z])")
_REQUEST = regex(r"(?:GET|PUT|POST|PATCH|DELETE|HEAD|OPTIONS)[ \t]+(?:https?://|/|\{)\S*")
_SIGNS = ("[¶]", "¶", "🔗")  # of a link to a heading
_LINK = regex(r"\[\d{1,4}\]\Z")
_LINKED = regex(r"[A-Z](?:[^\n#]{0,78}[^\W_\n]|[^\n#]{0,77}\))#\Z")
_STARRED = regex(r"(\*{2,6}) (?=\S)[^\n]*\S \1\Z")
_FEWEST_LINKED = 3  # titles that end in the sign of a link to them
_REFERENCE = regex(r"\[\d{1,4}\](?=\S)")
_REFERENCES = regex(r"^References\n\s*\n(?:[ \t]+Visible links:?\n)?[ \t]+1\. (?:\w+:|/)\S*$", re.M)


class Line(NamedTuple):
    """A line without the white space around it; `number` counts from 0, blank ones too.

    `first` and `last` are the offsets of the whole line, `indent` the columns in front of its text.
    `level` is that of a heading with a mark: stars around it, or the sign of a link behind it.
    """

    number: int
    start: int
    text: str
    indent: int
    first: int
    last: int
    level: int = 0

    @property
    def end(self) -> int:
        """Where its text ends."""
        return self.start + len(self.text)

    @property
    def is_title(self) -> bool:
        """Whether it may be a heading: a few words without a full stop, no value of a table."""
        text = self.text
        return self.level > 0 or (
            len(text) <= _TITLE_LENGTH
            and text.count(" ") < _TITLE_WORDS
            and _TITLE.match(text) is not None
            and not _NO_TITLE.search(text)
            and not _SENTENCE.match(text)
            and not is_value(text)
        )

    @property
    def is_prose(self) -> bool:
        """Whether it is running text: a sentence, or long."""
        text = self.text
        return len(text) > _LONG or (" " in text and _END.search(text) is not None)

    @property
    def is_content(self) -> bool:
        """Whether a heading may stand above it: a text, a key with its value, a request, a row."""
        known = (_KEY_LINE, _REQUEST, _STATUS, _METHOD, _ADDRESS, _NOTHING, _REMARK)
        return (
            self.is_prose
            or any(pattern.match(self.text) for pattern in known)
            or _IN_COLUMNS.search(self.text) is not None
        )


def is_value(text: str) -> bool:
    """Whether a short text is rather a cell of a table: the name of a type, yes or no."""
    return _VALUE.match(text) is not None or TYPE.match(text) is not None


def read_lines(text: str) -> list[Line]:
    """The lines that are not blank, up to the addresses that a dump has below its text."""
    found: list[Line] = []
    at = 0
    if references := _REFERENCES.search(text):
        text = text[: references.start()]
    linked = sum(1 for one in text.split("\n") if _LINKED.match(one.strip(_BLANKS)))
    for number, written in enumerate(text.split("\n")):
        shown = written.strip(_BLANKS)
        if shown:
            lead = written.find(shown)
            indent = len(written[:lead].expandtabs(4))
            start, shown, level = _title(shown, at + lead, linked=linked >= _FEWEST_LINKED)
            found.append(Line(number, start, shown, indent, at, at + len(written), level))
        at += len(written) + 1
    return found


def _title(text: str, start: int, *, linked: bool) -> tuple[int, str, int]:
    """Where the text of a line starts, the text without the marks of a heading, and its level."""
    level = 0
    if stars := _STARRED.match(text):
        count = len(stars[1])
        start, text = start + count + 1, text[count + 1 : -count - 1]
        level = _MOST_STARS + 1 - count
    sign = next((sign for sign in _SIGNS if text.endswith(sign)), "")
    shown = _LINK.sub("", text.removesuffix(sign)).rstrip() if sign else ""
    if shown:
        return start, shown, level or _UNKNOWN
    if linked and _LINKED.match(text):
        return start, text[:-1], level or _UNKNOWN
    return start, text, level


_UNKNOWN, _MOST_STARS = 2, 6


def width(lines: Sequence[Line]) -> int:
    """The width that the text was broken to, by lines that go on in lower case; 0 if it was not."""
    found = 0
    longest = max((line.indent + len(line.text) for line in lines), default=0)
    most = _WIDEST if longest <= _WIDEST else _WIDE
    for line, following in pairwise(lines):
        if following.number == line.number + 1 and following.text[:1].islower():
            length = line.indent + len(line.text)
            found = max(found, length) if _NARROW < length <= most else found
    return found


_NARROW, _WIDE, _WIDEST = 50, 100, 132


def is_request(line: Line, following: Line) -> bool:
    """Whether a method and its address stand on two lines."""
    return bool(_METHOD.match(line.text) and _ADDRESS.match(following.text))


def goes_on(line: Line, following: Line, columns: int) -> bool:
    """Whether a line was broken where its next word did not fit."""
    if line.level or not columns or following.number != line.number + 1:
        return False
    if following.indent != line.indent:
        return False
    word = len(following.text.split(None, 1)[0])
    return line.indent + len(line.text) + 1 + word > columns


class Words:
    """Makes prose of stretches; leaves out the numbers that a dump has in front of its links."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.numbered = _REFERENCES.search(source.text) is not None

    def prose(self, stretches: Sequence[tuple[int, int]]) -> Prose:
        """The stretches as one text, with a blank between them."""
        span = Span(self.source, stretches[0][0], stretches[-1][1])
        if len(stretches) == 1 and not self.numbered:
            return Prose(span, span.text)
        pieces: list[str] = []
        places: list[tuple[int, int]] = []
        length = 0
        for start, end in stretches:
            for first, last in self._shown(start, end):
                blank = bool(pieces) and first == start
                pieces.append(" " * blank + self.source.text[first:last])
                places.append((length + blank, first))
                length += len(pieces[-1])
        return Prose(span, "".join(pieces), (), tuple(places))

    def of(self, *lines: Line) -> Prose:
        """The text of lines."""
        return self.prose([(line.start, line.end) for line in lines])

    def _shown(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        if self.numbered:
            for match in _REFERENCE.finditer(self.source.text, start, end):
                if match.start() > start:
                    yield start, match.start()
                start = match.end()
        yield start, end
