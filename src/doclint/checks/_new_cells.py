"""What the cells of a new row hold, as those of other rows have it."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from operator import attrgetter
from typing import Any

from doclint.checks._mark_fixes import cased, opposite
from doclint.checks._row_fixes import spec_shape, type_style
from doclint.checks._type_words import taken_apart
from doclint.link.compare import plain_value
from doclint.model.contract import Listing, Member, Said
from doclint.model.page import Page, Row
from doclint.model.pattern import regex
from doclint.model.project import Endpoint, Pair
from doclint.model.record import dataclass
from doclint.model.source import Span

_LETTER = regex(r"\w")
_BREAK = regex(r"<br\s*/?>", 2)
_PARAGRAPH = regex(r"\n[ \t]*\n")
_BLANK = regex(r"\s+")
_BARE_PIPE = regex(r"(?<!\\)\|")
_CODE = regex(r"`[^`\n]+`")
_STOP = regex(r"(?:\w{3}|[`*)])\.\Z")
_HARD = regex(r"\n[ \t]*(?:[-*+]|\d+[.)]|#|>|\||```|~~~)")
_PLACES = ("path", "query", "header", "cookie", "body")
_LONGEST = 600

Key = Callable[[Member], Any]


@dataclass(frozen=True, slots=True)
class Model:
    """A row of a table that is about something of the spec, with all of its cells."""

    row: Row
    pair: Pair

    def text(self, column: int) -> str:
        """What is written in a cell."""
        return self.row.cells[column].span.text

    @property
    def known(self) -> Member:
        """What it is about in the spec."""
        return self.pair.candidates[0]


@dataclass(frozen=True, slots=True)
class Filled:
    """The text of a cell. It is `sure` if nobody has to look at it again."""

    text: str
    sure: bool = True


@dataclass(frozen=True)
class Cells:
    """How a table writes what it says: by its rows that are about one thing each."""

    endpoint: Endpoint
    listing: Listing
    models: Sequence[Model]

    def filled(self, member: Member) -> list[Filled] | None:
        """The cells of a row about a member of the spec; None where one is not understood."""
        found = []
        for column, role in enumerate(self.listing.roles):
            cell = self._cell(column, role, member)
            if cell is None or "\n" in cell.text or self._breaks(cell.text):
                return None
            found.append(cell)
        return found

    def _breaks(self, text: str) -> bool:
        kind = self.listing.table.kind if self.listing.table else ""
        return kind == "pipe" and _BARE_PIPE.search(text) is not None

    @cached_property
    def _roles(self) -> dict[str, Callable[[int, Member], Filled | None]]:
        return {
            "name": self._name,
            "type": self._type,
            "required": self._required,
            "optional": self._required,
            "place": self._place,
            "default": self._default,
            "enum": self._enum,
            "nullable": lambda column, member: self._mark(column, member, "nullable"),
            "deprecated": lambda column, member: self._mark(column, member, "deprecated"),
            "limits": self._limits,
            "description": self._description,
        }

    def _cell(self, column: int, role: str | None, member: Member) -> Filled | None:
        if role in self._roles:
            return self._roles[role](column, member)
        texts = {model.text(column) for model in self.models}
        if len(texts) == 1 and len(self.models) > 1:
            return Filled(texts.pop(), sure=role is None)
        return Filled("") if role == "notes" and "" in texts else None

    def _as(self, column: int, member: Member, key: Key) -> str | None:
        """What most rows have in a column that are like the new one in what it is about."""
        wanted = key(member)
        found = [model.text(column) for model in self.models if key(model.known) == wanted]
        return Counter(found).most_common(1)[0][0] if found else None

    def _nothing(self, column: int, key: Key) -> str | None:
        """What stands in a column where the spec says nothing: no letters, or the same words."""
        texts = Counter(m.text(column) for m in self.models if key(m.known) is None)
        if not texts:
            return None
        text, count = texts.most_common(1)[0]
        usual = count > 1 and count * 2 > texts.total()
        return text if usual or not _LETTER.search(text) else None

    # Names and types ----------------------------------------------------------------------------

    def _name(self, column: int, member: Member) -> Filled | None:
        """A name in the marks of the others; those that tell what is required go with that."""
        frames = [*self._frames(column, lambda model: model.pair.member.anchor)]
        same = [frame for model, frame in frames if _required(model.known) == _required(member)]
        if not same:
            plain = {frame for _, frame in frames}
            same = [*plain] if len(plain) == 1 else []
        if not same or is_odd(member.name):
            return None
        before, after = Counter(same).most_common(1)[0][0]
        return Filled(f"{before}{member.name}{after}")

    def _frames(
        self, column: int, anchor: Callable[[Model], object]
    ) -> Iterator[tuple[Model, tuple[str, str]]]:
        """What stands around something in the cells of a column."""
        for model in self.models:
            span, cell = anchor(model), model.row.cells[column].span
            if isinstance(span, Span) and cell.start <= span.start and span.end <= cell.end:
                text = cell.source.text
                yield model, (text[cell.start : span.start], text[span.end : cell.end])

    def _type(self, column: int, member: Member) -> Filled | None:
        shape = spec_shape(self.endpoint, (member,))
        if shape is None:
            none = None if member.type else self._as(column, member, lambda each: each.type is None)
            return None if none is None else Filled(none)
        own = [m for m in self.models if m.pair.member.type is not None]
        for model in own:
            if spec_shape(self.endpoint, model.pair.candidates) == shape and _is_right(model):
                return Filled(model.text(column))
        style = type_style(self.endpoint, self.listing)
        told = [taken_apart(model.text(column)) for model in own]
        told += [parts for _, parts in style.around]
        old = next((one for one in told if one and not _LETTER.search(one.rest)), None)
        words = style.words(shape, old) if old else None
        return Filled(f"{old.open}{words}{old.rest}") if old and words else None

    # Marks --------------------------------------------------------------------------------------

    def _required(self, column: int, member: Member) -> Filled | None:
        return self._mark(column, member, "required")

    def _mark(self, column: int, member: Member, key: str) -> Filled | None:
        """The mark that rows have of which the same holds, or the word for the opposite."""
        said: Said[bool] | None = getattr(member, key)
        wanted = bool(said and said.value)
        right = [m for m in self.models if _says(m, key) and self._is_plain(m, key, column)]
        texts = [m.text(column) for m in right if _truth(m.known, key) == wanted]
        if texts:
            return Filled(Counter(texts).most_common(1)[0][0])
        others = {opposite(m.text(column)) for m in right}
        word = others.pop() if len(others) == 1 else None
        return Filled(word) if word else None

    def _is_plain(self, model: Model, key: str, column: int) -> bool:
        """Whether a cell is understood: a condition says neither yes nor no."""
        return bool(getattr(model.pair.member, key)) or not _LETTER.search(model.text(column))

    def _place(self, column: int, member: Member) -> Filled | None:
        text = self._as(column, member, lambda each: each.where)
        if text is not None:
            return Filled(text)
        words = {model.text(column) for model in self.models}
        plain = all(word.lower() in _PLACES for word in words)
        return Filled(cased(member.where or "", min(words))) if plain and words else None

    # Values -------------------------------------------------------------------------------------

    def _default(self, column: int, member: Member) -> Filled | None:
        value = _default_of(member)
        if value is None:
            return Filled(self._nothing(column, _default_of) or "")
        if isinstance(value, (dict, list)) or is_odd(plain_value(value)):
            return None
        frames = [frame for _, frame in self._frames(column, _anchor_of("default"))]
        before, after = Counter(frames).most_common(1)[0][0] if frames else ("", "")
        known = {m.text(column) for m in self.models if isinstance(_default_of(m.known), bool)}
        text = str(value) if not isinstance(value, bool) else str(value).lower()
        if isinstance(value, bool) and any("True" in each or "False" in each for each in known):
            text = str(value)
        return Filled(f"{before}{text}{after}")

    def _enum(self, column: int, member: Member) -> Filled | None:
        if member.enum is None:
            return Filled(self._nothing(column, attrgetter("enum")) or "")
        values = [plain_value(value) for value in member.enum.value]
        return self._listed(column, [str(v) for v in member.enum.value], values)

    def _listed(self, column: int, values: Sequence[str], plain: Sequence[str]) -> Filled | None:
        """Values in the marks and with the separators of the lists of other rows."""
        if any(map(is_odd, plain)):
            return None
        for model in self.models:
            said = model.pair.member.enum
            spans = (
                [each.anchor for each in said.value if isinstance(each.anchor, Span)]
                if said
                else []
            )
            cell = model.row.cells[column].span
            if len(spans) > 1 and cell.start <= spans[0].start and spans[-1].end <= cell.end:
                text = cell.source.text
                gaps = {text[a.end : b.start] for a, b in pairwise(spans)}
                before, after = text[cell.start : spans[0].start], text[spans[-1].end : cell.end]
                if len(gaps) == 1 and not _LETTER.search(before + after):
                    return Filled(before + gaps.pop().join(values) + after)
        return None

    def _limits(self, column: int, member: Member) -> Filled | None:
        if member.limits or member.enum:
            return None
        text = self._nothing(column, lambda each: each.limits or each.enum)
        return None if text is None else Filled(text)

    # Descriptions -------------------------------------------------------------------------------

    def _description(self, column: int, member: Member) -> Filled | None:
        """The spec's words in a line, behind a type and a mark where others have those there."""
        lead = self._lead(column, member)
        if lead is None:
            return None
        if member.description is None:
            text = self._nothing(column, attrgetter("description"))
            return (
                Filled(text, sure=True)
                if text is not None and not lead
                else Filled(lead, sure=False)
            )
        kind = self.listing.table.kind if self.listing.table else ""
        words = in_a_line(member.description.value, kind, self.endpoint.page)
        others = [model.text(column) for model in self.models]
        return Filled(lead + ended(words, others)) if words is not None else None

    def _lead(self, column: int, member: Member) -> str | None:
        """What stands in front of a description; None where that is not understood."""
        inside = [model for model, _ in self._frames(column, _anchor_of("type"))]
        if not inside or "type" in self.listing.roles:
            return ""
        if len(inside) * 2 <= len(self.models):
            return None
        shape = spec_shape(self.endpoint, (member,))
        for model in inside:
            text = model.text(column)
            found = _BREAK.search(text)
            said = model.pair.member.type
            if found is None or said is None or not isinstance(said.anchor, Span) or shape is None:
                continue
            start = said.anchor.start - model.row.cells[column].span.start
            end = said.anchor.end - model.row.cells[column].span.start
            marks = text[:start] + text[end : found.start()]
            same = _required(model.known) == _required(member)
            told = bool(_LETTER.search(marks))
            if end > found.start() or not same or not _is_right(model):
                continue
            if told and not _says(model, "required"):
                continue
            old = taken_apart(said.anchor.text)
            words = old and type_style(self.endpoint, self.listing).words(shape, old)
            if words and old and said.anchor.text == old.core:
                return text[:start] + words + text[end : found.end()]
        return None


def in_a_line(text: str, kind: str, page: Page) -> str | None:
    """The first paragraph of a text, as it can stand in a cell; None for one with lists and such.

    What a spec says is Markdown (OpenAPI 3.2, "Rich Text Formatting").
    """
    first = _PARAGRAPH.split(text.strip(), 1)[0]
    if _HARD.search("\n" + first) or len(first) > _LONGEST:
        return None
    line = _BLANK.sub(" ", first).strip()
    if kind == "html" or page.format == "html":
        marked = _CODE.sub(lambda m: f"\0{m[0][1:-1]}\1", line)
        line = html.escape(marked, quote=False).replace("\0", "<code>").replace("\1", "</code>")
    if page.format == "mdx":
        line = _outside_code(line, kind)
    return _BARE_PIPE.sub(r"\\|", line) if kind == "pipe" else line


def ended(text: str, others: Sequence[str]) -> str:
    """A text without its full stop, where the texts beside it have none."""
    texts = [other for other in others if _LETTER.search(other)]
    bare = texts and not any(other.rstrip("`* ").endswith(".") for other in texts)
    return text[:-1] if bare and _STOP.search(text) and ". " not in text else text


def _outside_code(line: str, kind: str) -> str:
    """Braces and less-than signs as MDX wants them, but in code spans."""
    parts, at = [], 0
    for match in [*_CODE.finditer(line), None]:
        end = match.start() if match else len(line)
        text = line[at:end]
        if kind == "html":
            text = text.replace("{", "&#123;").replace("}", "&#125;")
        else:
            text = text.replace("<", "&lt;").replace("{", "\\{").replace("}", "\\}")
        parts.append(text + (match[0] if match else ""))
        at = match.end() if match else end
    return "".join(parts)


def is_odd(text: str) -> bool:
    """Whether a name or value needs escapes somewhere."""
    return not text or any(mark in text for mark in "`|<>&*{}[]\\\n\"'") or text != text.strip()


def _required(member: Member) -> bool | None:
    return member.required.value if member.required else None


def _truth(member: Member, key: str) -> bool:
    said: Said[bool] | None = getattr(member, key)
    return bool(said and said.value)


def _says(model: Model, key: str) -> bool:
    """Whether a row says what the spec says; an empty cell says no."""
    said: Said[bool] | None = getattr(model.pair.member, key)
    return (said.value if said else False) == _truth(model.known, key)


def _is_right(model: Model) -> bool:
    """Whether the type of a row may be that of the spec."""
    said, known = model.pair.member.type, model.known.type
    return bool(said and known and said.value.kinds & known.value.kinds)


def _anchor_of(key: str) -> Callable[[Model], object]:
    def anchor(model: Model) -> object:
        said = getattr(model.pair.member, key)
        return said.anchor if said else None

    return anchor


def _default_of(member: Member) -> Any:
    return None if member.default is None or member.default.value == "" else member.default.value
