"""How names are to be written, and what is one of several things that a page may have."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence

from doclint.checks._kinds import (
    PLACES,
    Regex,
    Titles,
    each,
    know,
    nested,
    one_of,
    shown,
    text,
    texts,
)
from doclint.checks._table_kinds import Columns, Tables
from doclint.model.option import OptionError, Read
from doclint.model.page import Example
from doclint.model.project import Described
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.model.words import did_you_mean
from doclint.read.vocabulary import load_vocabulary

_WORDS = re.compile(r"[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+")
_RUN = re.compile(r"[\w-]+")
_NO_STYLE = re.compile(r"[\w-]+")


def _lower(words: Sequence[str], joint: str) -> str:
    return joint.join(word.lower() for word in words)


def _title(words: Sequence[str], joint: str) -> str:
    return joint.join(word[:1].upper() + word[1:].lower() for word in words)


def _camel(words: Sequence[str]) -> str:
    return words[0].lower() + _title(words[1:], "")


STYLES: Mapping[str, tuple[str, Callable[[Sequence[str]], str]]] = {
    "snake_case": (r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*", lambda words: _lower(words, "_")),
    "kebab-case": (r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", lambda words: _lower(words, "-")),
    "camelCase": (r"[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)*", _camel),
    "PascalCase": (r"(?:[A-Z][a-z0-9]*)+", lambda words: _title(words, "")),
    "SCREAMING_SNAKE_CASE": (
        r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*",
        lambda words: _lower(words, "_").upper(),
    ),
    "Train-Case": (
        r"[A-Z][A-Za-z0-9]*(?:-[A-Z0-9][A-Za-z0-9]*)*",
        lambda words: _title(words, "-"),
    ),
    "lowercase": (r"[a-z0-9]+", lambda words: _lower(words, "")),
}
"""The pattern of each style, and how it joins words."""

NAMED = (*PLACES, "url", "operation")
"""What has a name."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a name is written.

    In a rule file snake_case, kebab-case, camelCase, PascalCase, SCREAMING_SNAKE_CASE, Train-Case
    or lowercase; or a regular expression for the whole name.
    """

    name: str
    pattern: re.Pattern[str]

    @classmethod
    def from_option(cls, value: object, read: Read) -> Style:
        """The style of that name, or that which a regular expression describes."""
        written = text(value)
        if written in STYLES:
            return cls(written, re.compile(STYLES[written][0]))
        if _NO_STYLE.fullmatch(written):
            near = did_you_mean(written, STYLES) or f"; there are {', '.join(STYLES)}"
            raise OptionError(f"no style `{written}`{near}")
        return cls("", Regex.from_option(value, read).pattern)

    def fits(self, name: str) -> bool:
        """Whether a name is written so; by a style, each of its parts: `page[size]` has two."""
        if not self.name:
            return self.pattern.fullmatch(name) is not None
        return all(self.pattern.fullmatch(part.strip("_")) for part in _parts(name))

    def better(self, name: str) -> str:
        """The name as the style has it; "" where only a regular expression is known."""
        if not self.name:
            return ""
        join = STYLES[self.name][1]
        found = _RUN.sub(lambda run: join(_WORDS.findall(run[0]) or [run[0]]), name)
        return found if self.fits(found) and found != name else ""

    def __str__(self) -> str:
        return self.name or f"like /{self.pattern.pattern}/"


def _parts(name: str) -> Iterator[str]:
    return (part for part in _RUN.findall(name) if part.strip("_0123456789-"))


@dataclass(frozen=True, slots=True)
class Words:
    """Texts as they are: in a rule file one, or a list of them."""

    all: tuple[str, ...] = ()

    @classmethod
    def from_option(cls, value: object, _read: Read) -> Words:
        """A text or a list of texts."""
        return cls(texts(value))

    def __str__(self) -> str:
        return ", ".join(f"`{word}`" for word in self.all) or "none"


@dataclass(frozen=True, slots=True)
class Wheres:
    """What names are of.

    In a rule file path, query, header, cookie, parameters (of which the page does not say where
    they go), body, response, response-header, url (the words of paths) and operation (the
    operationId); or a list of these.
    """

    all: tuple[str, ...]

    @classmethod
    def from_option(cls, value: object, _read: Read) -> Wheres:
        """One place or a list of places; OptionError for one that is not known."""
        return cls(tuple(one_of(one, NAMED, *number) for one, number in each(value)))

    def __str__(self) -> str:
        return ", ".join(self.all)


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a page, or its part about an operation, has or has not: one of the fields."""

    section: Titles | None = None
    key: str = ""
    column: Columns | None = None
    table: Tables | None = None
    text: Regex | None = None
    example: str = ""

    @classmethod
    def from_option(cls, value: object, read: Read) -> Thing:
        """The thing that a mapping of one key stands for."""
        known = ("section", "key", "column", "table", "text", "example")
        if not isinstance(value, Mapping) or len(value) != 1:
            raise OptionError(f"is {shown(value)}, expected a mapping of one key: {_list(known)}")
        know(value, known)
        ((kind, what),) = value.items()
        match kind:
            case "section":
                return cls(section=nested(Titles, what, read, kind))
            case "column":
                return cls(column=nested(Columns, what, read, kind))
            case "table":
                return cls(table=nested(Tables, what, read, kind))
            case "text":
                return cls(text=nested(Regex, what, read, kind))
            case "key":
                return cls(key=text(what, kind))
            case _:
                return cls(example=text(what, kind))

    def starts(self, described: Described) -> tuple[int, ...]:
        """Where it is on a page, in order; what the front matter says is on top of it."""
        if self.key:
            return (0,) if _has(described, self.key.split(".")) else ()
        return tuple(sorted(self._everywhere(described)))

    def is_in(self, part: Span | None, starts: Sequence[int]) -> bool:
        """Whether it is in a part of the page, or on it at all; front matter is about all parts."""
        if part is None or self.key:
            return bool(starts)
        first = bisect_left(starts, part.start)
        return first < len(starts) and starts[first] < part.end

    def _everywhere(self, described: Described) -> Iterator[int]:
        words = load_vocabulary(described.words)
        page = described.page
        if self.section:
            headings = (section.heading for section in page.walk())
            yield from (h.span.start for h in headings if h and self.section.fit(h, words))
        elif self.text:
            yield from (match.start() for match in self.text.pattern.finditer(page.source.text))
        elif self.example:
            examples = (block for block in page.blocks() if isinstance(block, Example))
            own = self.example.lower()
            yield from (each.span.start for each in examples if each.language.lower() == own)
        else:
            for found in (self.table or Tables()).of(described):
                if self.column is None or not any(self.column.missing(found.table, words)):
                    yield found.table.span.start

    def __str__(self) -> str:
        if self.key:
            return f"the key `{self.key}`"
        if self.section:
            return f"a section {self.section}"
        if self.column:
            several = len(self.column.all) > 1
            return f"the columns {self.column}" if several else f"a column {self.column}"
        if self.table:
            return f"a table of {self.table}"
        return f"text like {self.text}" if self.text else f"an example in {self.example}"


@dataclass(frozen=True, slots=True)
class Things:
    """Things out of which a page has to have one.

    In a rule file a list of two or more, each a mapping of one key: `section` (titles), `key` (of
    the front matter, dots lead inward), `column` (columns that one table has), `table` (tables),
    `text` (a regular expression for the page as it is written) or `example` (the language of a
    code block).
    """

    all: tuple[Thing, ...]

    @classmethod
    def from_option(cls, value: object, read: Read) -> Things:
        """The things that a list stands for."""
        if not isinstance(value, Sequence) or isinstance(value, str) or len(value) < 2:
            raise OptionError(f"is {shown(value)}, expected a list of two things or more")
        return cls(tuple(nested(Thing, one, read, *number) for one, number in each(value)))

    def __str__(self) -> str:
        return ", ".join(map(str, self.all))


def _has(described: Described, keys: Sequence[str]) -> bool:
    matter = described.page.front_matter
    value: object = matter.data if matter else {}
    for key in keys:
        if not isinstance(value, Mapping) or key not in value:
            return False
        value = value[key]
    return value not in (None, "", [], {})


def _list(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}"
