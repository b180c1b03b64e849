"""How a page writes types, and how it would write others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from doclint.model.contract import Type
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.read.types import read_type
from doclint.read.vocabulary import load_vocabulary

_WRITTEN = regex(
    r"(?P<open>(?:\*\*|__|[*_`])*\??)"
    r"(?P<head>(?:an?\s+)?(?:array|list)s?(?:\s+of\s+|\s*(?:\\?[\[(<]|&lt;)|-)|\\?\[\s*)?"
    r"(?P<word>[a-z]+(?:-time)?\d*)"
    r"(?:(?P<before>\s*\\?[(<\[]\s*\$?)(?P<format>[a-z][a-z0-9]*(?:-[a-z]+)*)(?P<behind>\s*\\?[)>\]]))?"
    r"(?P<tail>\\?\[\\?\]|\s*\\?[\])>]|&gt;)?"
    r"(?P<rest>.*)",
    re.I | re.S,
)
_FORMATS = frozenset(
    (
        *("int32", "int64", "float", "double", "date", "date-time", "datetime", "time", "duration"),
        *("uuid", "uri", "url", "email", "byte", "binary", "password", "hostname", "ipv4", "ipv6"),
        *("uri-reference", "iri", "timestamp", "decimal", "regex", "unixtime", "int8", "int16"),
    )
)
_NAMED = {
    "long": "int64",
    "bigint": "int64",
    "short": "int16",
    **{name: name for name in ("int8", "int16", "int32", "int64", "float", "double")},
}
"""Words for numbers of one format."""
_PYTHON = {"string": "str", "number": "float", "array": "list", "object": "dict"}
_SHORT = {**_PYTHON, "integer": "int", "boolean": "bool", "null": "null"}
"""Short words for kinds, of which some are those of Python alone."""
_BRACKETS = {"&lt;": "&gt;", "[": "]", "(": ")", "<": ">"}
_MARK_LETTER = regex(r"\w")


@dataclass(frozen=True, slots=True)
class Shape:
    """A type of a spec that can be written in a few words; an array has the `items` it is of."""

    kind: str
    format: str = ""
    items: str = ""
    items_format: str = ""

    @property
    def inner(self) -> tuple[str, str]:
        """What its innermost word is for: a kind and its format."""
        return (self.items, self.items_format) if self.items else (self.kind, self.format)


@dataclass(frozen=True, slots=True)
class Written:
    """A type as it is written, taken apart: `open` *head* `word` *format* *tail* and the rest."""

    open: str
    head: str
    word: str
    before: str
    format: str
    behind: str
    tail: str
    rest: str

    @property
    def core(self) -> str:
        """All between the marks."""
        return self.head + self.word + self.before + self.format + self.behind + self.tail

    @property
    def is_array(self) -> bool:
        """Whether it names the type of the items of an array."""
        return bool(self.head or self.tail)


@lru_cache(maxsize=1 << 10)
def taken_apart(text: str) -> Written | None:
    """A written type in its parts; None where it holds more than marks and one type."""
    match = _WRITTEN.fullmatch(text)
    if match is None:
        return None
    parts = Written(**{name: value or "" for name, value in match.groupdict().items()})
    if parts.format and parts.format.lower() not in _FORMATS:
        rest = parts.before + parts.format + parts.behind + parts.tail + parts.rest
        parts = replace(parts, before="", format="", behind="", tail="", rest=rest)
    if parts.head.endswith((" ", "\t")) and parts.word.lower().endswith("s"):
        parts = replace(parts, word=parts.word[:-1], tail=parts.word[-1])
    return parts if _is_sound(parts) else None


def _is_sound(parts: Written) -> bool:
    vocabulary = load_vocabulary()
    if parts.word.lower() not in vocabulary.types or not _pairs(parts):
        return False
    rest = vocabulary.deprecation.without(vocabulary.marks.without(parts.rest))
    return "?" not in parts.open + rest and not _MARK_LETTER.search(rest)


def _pairs(parts: Written) -> bool:
    """Whether the brackets around a word open and close."""
    opening = parts.head.strip().replace("\\", "")
    closing = parts.tail.strip().replace("\\", "").lower()
    opened = next((mark for mark in _BRACKETS if opening.endswith(mark)), "")
    if opened:
        return closing == _BRACKETS[opened]
    return closing in ("", "s") if opening else closing in ("", "[]")


def shape_of(kind: Type, formats: tuple[str, str] = ("", "")) -> Shape | None:
    """The shape of a type of a spec; None for those of several kinds.

    `formats` are its own and that of its items.
    """
    kinds = kind.kinds - {"null", "file"}
    if len(kinds) != 1:
        return None
    (only,) = kinds
    if only != "array":
        return Shape(only, formats[0])
    items = kind.items.kinds - {"null", "file"} if kind.items else frozenset()
    inner = next(iter(items)) if len(items) == 1 else ""
    return Shape("array", "", "" if inner == "array" else inner, formats[1])


Known = tuple[tuple[Shape, Written], ...]
"""Types as they are written, each with what it is in the spec."""


@dataclass(frozen=True, slots=True)
class Style:
    """Types as a page writes them; those of the same operation, and those around them."""

    known: Known = ()
    around: Known = ()
    strange: frozenset[tuple[str, str]] = frozenset()

    @property
    def nearest(self) -> Known:
        """Those that tell best how types are written."""
        return self.known or self.around

    def words(self, shape: Shape, old: Written) -> str | None:
        """A type in the style of the page, where another one stands now."""
        if (shape.kind, shape.items) in self.strange:
            return None  # it has names of its own for these
        word = self._word(*shape.inner, old)
        if shape.kind != "array" or not shape.items:
            return word + self._format(shape.format, word, old)
        frame = self._frame(old)
        if frame is None:
            return self._word("array", "", old)
        head, tail = frame
        return f"{head}{self._item(word, head, old)}{tail}"

    def _word(self, kind: str, format_: str, old: Written) -> str:
        """The word for a kind."""
        found = _word_of(self.known, kind, format_) or _word_of(self.around, kind, format_)
        return found or _cased(self._default_word(kind, old), self._model(old))

    def _default_word(self, kind: str, old: Written) -> str:
        words = {parts.word.lower() for _, parts in self.nearest} or {old.word.lower()}
        short = words & ({"str", "dict"} if kind in _PYTHON else {"str", "dict", "int", "bool"})
        return _SHORT[kind] if short else kind

    def _model(self, old: Written) -> str:
        """A word whose case is the one in use."""
        return _most([parts.word for _, parts in self.nearest if not parts.head] or [old.word])

    def _format(self, format_: str, word: str, old: Written) -> str:
        """The format behind a word, where the page writes formats."""
        shown = [parts for shape, parts in self.known if shape.format and not parts.is_array]
        shown = shown or [parts for shape, parts in self.around if parts.format]
        with_one = [parts for parts in shown if parts.format]
        told = not format_ or _NAMED.get(word.lower(), word.lower()) == format_
        if told or (shown and len(with_one) * 2 < len(shown)):
            return ""
        model = with_one[0] if with_one else old if old.format else None
        return f"{model.before}{format_}{model.behind}" if model else ""

    def _frame(self, old: Written) -> tuple[str, str] | None:
        """What stands around the type of items; None where arrays are only called so."""
        arrays = [parts for shape, parts in self.known if shape.kind == "array" and shape.items]
        arrays = arrays or [parts for shape, parts in self.around if shape.kind == "array"]
        frames = Counter((parts.head, parts.tail) for parts in arrays)
        if frames:
            frame = frames.most_common(1)[0][0]
            return frame if any(frame) else None
        if old.is_array:
            return old.head, old.tail
        return _cased("array of ", self._model(old)), "s"

    def _item(self, word: str, head: str, old: Written) -> str:
        """The word for items: behind "Array of " it is in lower case, if not elsewhere so."""
        models = [parts.word for _, parts in self.nearest if parts.head == head]
        models = models or [old.word] * (old.head == head)
        if models:
            return _cased(word.lower() if word[1:].islower() else word, _most(models))
        return word.lower() if head.endswith(" ") and word[1:].islower() else word


def _word_of(known: Known, kind: str, format_: str) -> str | None:
    """The word that is in use for a kind, and for its format."""
    kinds = load_vocabulary().types
    plain = [
        (shape, parts.word)
        for shape, parts in known
        if shape.inner[0] == kind and kinds.get(parts.word.lower()) == frozenset((kind,))
    ]
    exact = [word for shape, word in plain if format_ and shape.inner[1] == format_]
    general = [word for _, word in plain if _NAMED.get(word.lower(), "") in ("", format_)]
    if exact or general:
        return _most(exact or general)
    return format_ if plain and format_ in _NAMED and format_ in kinds else None


def _most(words: Sequence[str]) -> str:
    """The most frequent one, of several the first."""
    return Counter(words).most_common(1)[0][0]


def _cased(word: str, model: str) -> str:
    """A word in the case of another."""
    if model.isupper() and len(model) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if model[:1].isupper() else word


def style_of(pairs: Iterable[tuple[Shape, str, bool]], around: Known = ()) -> Style:
    """The style of types that are right: each with its shape, and whether it was understood."""
    known: list[tuple[Shape, Written]] = []
    strange: set[tuple[str, str]] = set()
    for shape, text, understood in pairs:
        parts = taken_apart(text) if understood else None
        if parts is not None:
            known.append((shape, parts))
        elif shape.inner[0] == "object":
            strange.add((shape.kind, shape.items))
    plain = {(shape.kind, shape.items) for shape, _ in known}
    return Style(tuple(known), around, frozenset(strange - plain))


def told_by(text: str) -> tuple[Shape, Written] | None:
    """What a written type is by its own words; None where it is not understood."""
    parts, kind = taken_apart(text), read_type(text, load_vocabulary())
    shape = shape_of(kind) if parts and kind else None
    if parts is None or shape is None:
        return None
    format_ = _NAMED.get(parts.word.lower(), parts.format.lower())
    if shape.items:
        return replace(shape, items_format=format_), parts
    return replace(shape, format=format_), parts
