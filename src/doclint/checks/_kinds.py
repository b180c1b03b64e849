"""What the options of the general checks are: pages, headings, tables, columns, patterns, schemas.

Each is made of what a rule file says when the rule is loaded, so that a mistake is told then.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, Self, TypeVar

from doclint.checks._shown import short
from doclint.files import matches
from doclint.model.option import OptionError, Read
from doclint.model.page import Heading
from doclint.model.project import Described, Endpoint, methods
from doclint.model.record import dataclass
from doclint.model.words import did_you_mean
from doclint.read.vocabulary import Vocabulary, plain, vocabulary_keys

PLACES = (
    *("path", "query", "header", "cookie", "parameters"),
    *("body", "response", "response-header"),
)
"""Where members belong, as rule files say it; `parameters` are those of the first four together."""
_METHODS = ("GET", "PUT", "POST", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "QUERY")
_DESCRIBED = ("operation", "no-operation")
_LEVELS = range(1, 8)


class _Option(Protocol):
    @classmethod
    def from_option(cls, value: object, read: Read) -> Self: ...


Kind = TypeVar("Kind", bound=_Option)


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression, as Python writes them."""

    pattern: re.Pattern[str]

    @classmethod
    def from_option(cls, value: object, _read: Read) -> Regex:
        """The compiled expression; OptionError if it is none."""
        try:
            return cls(re.compile(text(value)))
        except (re.error, OverflowError, RecursionError) as error:
            raise OptionError(f"`{value}` is no regular expression: {error}") from None

    def __str__(self) -> str:
        return f"/{self.pattern.pattern}/"


@dataclass(frozen=True, slots=True)
class Pages:
    """Which pages a rule is for.

    In a rule file a glob or a list of them, from the folder of the configuration; or a mapping of
    `path`, `except` (globs), `describes` (operation, no-operation) and `method`.
    """

    path: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    describes: str = ""
    method: tuple[str, ...] = ()

    @classmethod
    def from_option(cls, value: object, _read: Read) -> Pages:
        """The pages that a glob, a list of them or a mapping stands for."""
        if not isinstance(value, Mapping):
            return cls(texts(value))
        know(value, ("path", "except", "describes", "method"))
        methods = [method.upper() for method in texts(value.get("method", ()), "method")]
        return cls(
            texts(value.get("path", ()), "path"),
            texts(value.get("except", ()), "except"),
            one_of(value["describes"], _DESCRIBED, "describes") if "describes" in value else "",
            tuple(one_of(method, _METHODS, "method") for method in methods),
        )

    def hold(self, described: Described) -> bool:
        """Whether a page is one of them."""
        if self.path and not matches(described.path, self.path):
            return False
        if matches(described.path, self.besides):
            return False
        if self.describes and (self.describes == "operation") != bool(described.operations):
            return False
        return not self.method or any(map(self.methods_of, described.operations))

    def methods_of(self, endpoint: Endpoint) -> bool:
        """Whether an operation has one of the methods, if any are named."""
        return not self.method or bool(methods(endpoint).intersection(self.method))

    def __str__(self) -> str:
        return "all pages" if self == Pages() else ", ".join(self.path) or "some pages"


@dataclass(frozen=True, slots=True)
class Title:
    """A heading by its text, a regular expression, its role in the vocabulary, its level."""

    text: str = ""
    pattern: re.Pattern[str] | None = None
    role: str = ""
    level: int | None = None

    @classmethod
    def from_option(cls, value: object, read: Read) -> Title:
        """The heading that a text or a mapping stands for."""
        if isinstance(value, str):
            return cls(text(value))
        if not isinstance(value, Mapping) or not value:
            raise OptionError(f"is {shown(value)}, expected a title: text or a mapping")
        know(value, ("text", "matches", "role", "level"))
        level = value.get("level")
        if level is not None and (isinstance(level, bool) or level not in _LEVELS):
            raise OptionError(f"is {shown(level)}, expected a number from 1 to 7", "level")
        pattern = value.get("matches")
        return cls(
            text(value["text"], "text") if "text" in value else "",
            None if pattern is None else nested(Regex, pattern, read, "matches").pattern,
            _role(value["role"]) if "role" in value else "",
            level,
        )

    def fits(self, heading: Heading, words: Vocabulary) -> bool:
        """Whether a heading is meant."""
        if self.level is not None and heading.level != self.level:
            return False
        if self.text and plain(heading.text) != plain(self.text):
            return False
        if self.pattern and not self.pattern.search(heading.text):
            return False
        return not self.role or self.role in words.roles(heading.text)

    def __str__(self) -> str:
        words = [f"`{self.text}`"] if self.text else []
        words += [f"/{self.pattern.pattern}/"] if self.pattern else []
        words += [f"one about {self.role.replace('_', ' ')}"] if self.role else []
        return " and ".join(words) or f"of level {self.level}"


@dataclass(frozen=True, slots=True)
class Titles:
    """Headings: any one of several titles will do.

    In a rule file a text, compared without case and marks; a mapping of `text`, `matches` (a
    regular expression), `role` (what the vocabulary calls it, such as query, response or error) and
    `level`; or a list of these.
    """

    any: tuple[Title, ...] = ()

    @classmethod
    def from_option(cls, value: object, read: Read) -> Titles:
        """The headings that a text, a mapping or a list of them stands for."""
        return cls(tuple(nested(Title, one, read, *keys) for one, keys in each(value)))

    def fit(self, heading: Heading | None, words: Vocabulary) -> bool:
        """Whether a heading is one of them."""
        return heading is not None and any(title.fits(heading, words) for title in self.any)

    def __str__(self) -> str:
        return " or ".join(map(str, self.any))


@dataclass(frozen=True, slots=True)
class Order:
    """Headings in the order that they are to stand in.

    In a rule file a list of two or more, each what `section` is elsewhere: a text, a mapping of
    `text`, `matches`, `role` and `level`, or a list of these, any of which will do.
    """

    titles: tuple[Titles, ...]

    @classmethod
    def from_option(cls, value: object, read: Read) -> Order:
        """The order that a list of titles stands for."""
        if not isinstance(value, Sequence) or isinstance(value, str) or len(value) < 2:
            raise OptionError(f"is {shown(value)}, expected a list of two titles or more")
        return cls(tuple(nested(Titles, one, read, n) for n, one in enumerate(value)))

    def rank(self, heading: Heading | None, words: Vocabulary) -> int | None:
        """Where a heading comes in the order; None if nothing is said of it."""
        ranks = (rank for rank, titles in enumerate(self.titles) if titles.fit(heading, words))
        return next(ranks, None)

    def __str__(self) -> str:
        return ", ".join(map(str, self.titles))


@dataclass(frozen=True, slots=True)
class Schema:
    """A JSON Schema of draft 2020-12: in a rule file itself, or the name of a file beside it."""

    data: Mapping[str, Any]

    @classmethod
    def from_option(cls, value: object, read: Read) -> Schema:
        """The schema, or that in the file of that name; OptionError if it is none."""
        from doclint.schema import schema_fault

        data = read(value) if isinstance(value, str) else value
        if not isinstance(data, Mapping):
            raise OptionError(f"is {shown(data)}, expected a JSON Schema")
        fault = schema_fault(data)
        if fault:
            inside = f"`{value}`: " if isinstance(value, str) else ""
            keys = () if isinstance(value, str) else fault.pointer.split("/")[1:]
            raise OptionError(f"{inside}is no JSON Schema: {fault.reason}", *keys)
        return cls(data)

    def __str__(self) -> str:
        return "a JSON Schema"


def texts(value: object, *keys: str | int) -> tuple[str, ...]:
    """A text or a list of texts; OptionError if it is neither."""
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, Sequence):
        raise OptionError(f"is {shown(value)}, expected text or a list of texts", *keys)
    for number, each in enumerate(found):
        text(each, *keys, number)
    return tuple(found)


def text(value: object, *keys: str | int) -> str:
    """A text that is not empty; OptionError if it is none."""
    if not isinstance(value, str) or not value:
        raise OptionError(f"is {shown(value)}, expected text", *keys)
    return value


def know(value: Mapping[str, object], known: Sequence[str]) -> None:
    """OptionError for a key that is none of those known."""
    for key in value:
        if key not in known:
            near = did_you_mean(str(key), known) or f"; there are {', '.join(known)}"
            raise OptionError(f"unknown key `{key}`{near}", str(key))


def one_of(value: object, known: Iterable[str], *keys: str | int) -> str:
    """A text out of some; OptionError with the one that is probably meant."""
    known = tuple(known)
    if not isinstance(value, str) or value not in known:
        near = did_you_mean(str(value), known)
        raise OptionError(f"is {shown(value)}, expected one of {', '.join(known)}{near}", *keys)
    return value


def each(value: object) -> Iterator[tuple[object, tuple[int, ...]]]:
    """The items of a list with the keys that lead to them; what is no list by itself."""
    if isinstance(value, (list, tuple)):
        if not value:
            raise OptionError("is an empty list, expected one item or more")
        yield from ((item, (number,)) for number, item in enumerate(value))
    else:
        yield value, ()


def nested(kind: type[Kind], value: object, read: Read, *keys: str | int) -> Kind:
    """An option that is a part of another."""
    try:
        return kind.from_option(value, read)
    except OptionError as error:
        raise OptionError(str(error), *keys, *error.keys) from None


def shown(value: object) -> str:
    """A value as a message gives it."""
    return f"`{short(json.dumps(value, ensure_ascii=False, default=str))}`"


def _role(value: object) -> str:
    ending = "-heading"
    known = [key.removesuffix(ending) for key in vocabulary_keys() if key.endswith(ending)]
    return one_of(value, (key for key in known if key != "generic"), "role").replace("-", "_")
