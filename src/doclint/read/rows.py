"""One row or list item to a member: its type, whether it is required, its values."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import Any, TypeVar

from doclint.model.contract import SENT, Member, Said, Type
from doclint.model.page import Prose
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.read.names import Name, read_marks
from doclint.read.prose import cut
from doclint.read.scripts import EAST
from doclint.read.types import read_type
from doclint.read.values import read_default, read_enum, read_limits, said_value
from doclint.read.vocabulary import Vocabulary
from doclint.read.wording import Wording

_LEADING_MARK = regex(r"[\s*_(\[`【（]*$")
_LAST_SENTENCE = regex(r"[.!?)][ \t]+(?P<mark>[^\W\d_]{3,20})\.?\s*\Z")  # "The name. Required."
_APART = regex(r"[ \t]*(?:$|[\n.,;:)）\]–—]|-\s)")
_NEEDED = regex(r"requir|mandator|\bmust\b", re.I)
_ANSWER = regex(r"[\s*_`]*+[:：][\s*_`]*+([^\W_]+)")  # "Required: no"
_COMPOUND = regex(r"-\w")
_TYPE_LEAD = regex(
    r"\(?`?(?:[A-Za-z]+(?:<[\w ,]+>|\[\])?)(?:\s*\([\w -]{1,20}\))?`?\)?(?=$|[\s.,;:\-–—(])"
)
# A type in a sentence, with words behind it that leave no other meaning.
_TYPE_TOLD = regex(
    r"(?:an?\s+)?(?P<type>string|integer|boolean|array)\s+"
    r"(?:representing|indicating|containing|specifying|identifying|describing|denoting|that|which)\b",
    re.I,
)

_GLOSSED = regex(
    r"\s*(?P<value>-?\d+(?:\.\d+)?|true|false|null|\"[^\"\n]*\")\s*[(（][^()（）]*[)）]\s*", re.I
)
_WORDS = regex(rf"\s*[{EAST}\uac00-\ud7af]")  # a value would stand in quotes
_LONGEST_DEFAULT = 60
_PROSE = ("description", "notes")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cells:
    """What a row says, by the role of the column."""

    by_role: Mapping[str, Prose] = field(default_factory=dict)

    def get(self, role: str) -> Prose | None:
        """The text under a role; None where the row has none."""
        prose = self.by_role.get(role)
        return prose if prose is None or prose.text.strip() else None


def read_member(
    name: Name,
    path: tuple[str, ...],
    cells: Cells,
    row: Span,
    *,
    where: str | None,
    vocabulary: Vocabulary,
) -> Member:
    """What a row says of a parameter or a property."""
    kind, marks_in_type = _type(cells, name, vocabulary)
    place = cells.get("place")
    description = cells.get("description")
    return Member(
        name=path[-1],
        path=path,
        where=_where_by(place, where, vocabulary) or _where(where, description, vocabulary),
        anchor=name.anchor,
        type=kind,
        required=_required(cells, name, marks_in_type, vocabulary),
        nullable=_nullable(cells, kind, vocabulary),
        default=_default(cells, vocabulary),
        enum=_enum(cells, vocabulary),
        limits=_limits(cells, vocabulary),
        deprecated=_deprecated(cells, name, vocabulary),
        read_only=_flag(description, vocabulary.read_only),
        description=Said(description.text, description.span) if description else None,
        row=row,
    )


def _where_by(place: Prose | None, where: str | None, vocabulary: Vocabulary) -> str | None:
    """Where a cell puts a row: the body and the headers are those of the response below its title.

    What else a row of a response is said to be in, as the path, is no place of a response.
    """
    said = place and vocabulary.place(place.text)
    if said and where is not None and where.startswith("response"):
        return {"body": "response", "header": "response_header"}.get(said, where)
    return said or None


def _where(where: str | None, description: Prose | None, vocabulary: Vocabulary) -> str | None:
    """Where the headings put a row; where they leave it open, what its description says."""
    if where in (None, "request", "url") and description is not None:
        return vocabulary.placed(description.text) or where
    return where


def _type(
    cells: Cells, name: Name, vocabulary: Vocabulary
) -> tuple[Said[Type] | None, Said[bool] | None]:
    """The type that a row gives, and a required mark that stands with it."""
    prose = cells.get("type")
    if prose is None:
        about = cells.get("description")
        return _of_items(_told_type(about, vocabulary) or _type_in(about, vocabulary), name), None
    required, _ = read_marks(prose, vocabulary)
    text = prose.text
    if required or vocabulary.deprecation.search(text):
        text = vocabulary.deprecation.without(vocabulary.marks.without(text)).strip(" ,;()[]")
    found = read_type(text.split("\n")[0], vocabulary) or read_type(text, vocabulary)
    said = Said(found, _first_line(prose).span) if found else None
    return _of_items(said, name), required


def _of_items(said: Said[Type] | None, name: Name) -> Said[Type] | None:
    """Under a name such as `tags[]` stands the type of the items, or that of the array."""
    if said is None or not name.array or "array" in said.value.kinds or not said.value.kinds:
        return said
    kind = said.value
    return Said(Type(kind.kinds | {"array"}, kind, kind.words), said.anchor)


def _first_line(prose: Prose) -> Prose:
    end = prose.text.find("\n")
    return prose if end < 0 else cut(prose, 0, end)


def _told_type(prose: Prose | None, vocabulary: Vocabulary) -> Said[Type] | None:
    """A type that begins a sentence: "A string representing the name"."""
    match = _TYPE_TOLD.match(prose.text) if prose is not None else None
    kind = read_type(match["type"], vocabulary) if match else None
    return Said(kind, prose.at(*match.span("type"))) if prose and match and kind else None


def _type_in(prose: Prose | None, vocabulary: Vocabulary) -> Said[Type] | None:
    """A type at the head of a description: "**integer** (required)", "String. The name"."""
    if prose is None or not (match := _TYPE_LEAD.match(prose.text)):
        return None
    if _COMPOUND.match(prose.text, match.end()):
        return None  # "URL-encoded text"
    words = match[0].strip("`() ")
    bold = any(
        i.kind in ("strong", "code", "emphasis") and i.start <= prose.span.start + 1
        for i in prose.inlines
    )
    behind = prose.text[match.end() : match.end() + 2].strip(" ")
    if (
        not bold
        and behind[:1] not in (".", ",", ";", ":", "-", "–", "—", "\n", "")
        and match[0][:1] != "("
    ):
        return None
    if vocabulary.types.get(words.lower().split("(")[0].strip()) is None and "[]" not in words:
        return None
    found = read_type(words, vocabulary)
    if (
        found is None
        or not found.kinds
        or re.match(r"\s*(?:of|or|and|\|)\b", prose.text[match.end() :])
    ):
        return None
    return Said(found, prose.at(0, len(match[0])))


def _required(
    cells: Cells, name: Name, beside: Said[bool] | None, vocabulary: Vocabulary
) -> Said[bool] | None:
    for role, turned in (("required", False), ("optional", True)):
        prose = cells.get(role)
        if prose is not None:
            truth = vocabulary.truth(prose.text)
            if truth is None:
                return None
            stated = plain_truth(prose.text, vocabulary)
            return Said(truth != turned if stated is None else stated, prose.span)
    marked = name.required or beside
    return marked or _agreed(cells, lambda prose: _required_in(prose, vocabulary))


def _agreed(cells: Cells, read: Callable[[Prose], Said[bool] | None]) -> Said[bool] | None:
    """What the prose of a row says; None where one cell says yes and another no."""
    found = [read(prose) for role in _PROSE if (prose := cells.get(role)) is not None]
    said = [each for each in found if each is not None]
    return said[0] if len({each.value for each in said}) == 1 else None


def _first(cells: Cells, roles: Iterable[str], read: Callable[[Prose], T | None]) -> T | None:
    """What is read first from the cells of some roles."""
    for role in roles:
        prose = cells.by_role.get(role)
        if prose is not None and prose.text.strip() and (found := read(prose)) is not None:
            return found
    return None


def plain_truth(text: str, vocabulary: Vocabulary) -> bool | None:
    """What the words "required" and "optional" say, whatever the column is called."""
    word = text.strip().lower().strip("*_`.")
    if word in vocabulary.words["required_marks"]:
        return True
    return False if word in vocabulary.words["optional_marks"] else None


def mark_of(title: str, vocabulary: Vocabulary) -> bool | None:
    """What a title says of those that stand below it: "Required:", "Optional"."""
    return plain_truth(title.strip(" :："), vocabulary)


def _required_in(prose: Prose, vocabulary: Vocabulary) -> Said[bool] | None:
    """A mark in front of a description, in brackets in its first words, or as its last sentence."""
    match = vocabulary.marks.search(prose.text, 0, 60)
    last = _LAST_SENTENCE.search(prose.text)
    if last and (match is None or match.start() >= last.start("mark")):
        truth = plain_truth(last["mark"], vocabulary)
        return None if truth is None else Said(truth, prose.at(*last.span("mark")))
    if not match or vocabulary.is_conditional(prose.text, *match.span()):
        return None
    before = prose.text[: match.start()]
    bracketed = prose.text[match.start() - 1 : match.start()] in ("(", "[", "（", "【")
    closed = prose.text[match.end() : match.end() + 1] in (")", "]", "）", "】", ",")
    line = before.rpartition("\n")[2]
    leads = _LEADING_MARK.fullmatch(line) or _is_behind_type(prose, line, match, vocabulary)
    if not (leads or (bracketed and closed)):
        return None
    if before.strip().lower().endswith("not"):
        return None
    answer = _ANSWER.match(prose.text, match.end())
    if answer and answer[1].lower() in vocabulary.words["hedges"]:
        return None
    turned = answer is not None and vocabulary.truth(answer[1]) is False
    return Said((match[2] is None) != turned, prose.at(match.start(), match.end()))


def _is_behind_type(prose: Prose, line: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether a mark stands apart behind a type: "**string** _required_", "(string, required)"."""
    if line.lower().strip(" \t.,;*_`([（/|") not in vocabulary.types:
        return False
    place = prose.at(match.start(), match.end())
    formatted = any(
        each.kind in ("strong", "emphasis", "code") and each.start <= place.start < each.end
        for each in prose.walk()
        if each.start > prose.span.start
    )
    return formatted or _APART.match(prose.text, match.end()) is not None


def _nullable(cells: Cells, kind: Said[Type] | None, vocabulary: Vocabulary) -> Said[bool] | None:
    prose = cells.get("nullable")
    if prose is not None:
        truth = vocabulary.truth(prose.text)
        return None if truth is None else Said(truth, prose.span)
    if kind and "null" in kind.value.kinds:
        return Said(True, kind.anchor)
    return None


def _default(cells: Cells, vocabulary: Vocabulary) -> Said[Any] | None:
    prose = cells.get("default")
    if prose is not None:
        return _default_cell(prose, vocabulary)
    roles = (*_PROSE, "type", "enum", "limits", "required")
    return _first(cells, roles, lambda prose: read_default(prose, vocabulary))


def _default_cell(prose: Prose, vocabulary: Vocabulary) -> Said[Any] | None:
    """What a cell under "default" says, without a gloss: "1 (all)"; None for words: "自动"."""
    text = prose.text
    if glossed := _GLOSSED.fullmatch(text):
        return said_value(prose, *glossed.span("value"), vocabulary)
    if len(text) >= _LONGEST_DEFAULT or (_WORDS.match(text) and not prose.inlines):
        return None
    return said_value(prose, 0, len(text), vocabulary)


def _enum(cells: Cells, vocabulary: Vocabulary) -> Said[tuple[Said[str], ...]] | None:
    column = _first(cells, ("enum",), lambda prose: read_enum(prose, vocabulary, bare=True))
    if column is not None:
        return column
    found = _first(cells, _PROSE, lambda prose: read_enum(prose, vocabulary))
    found = found or _first(cells, ("type",), lambda prose: _enum_in_type(prose, vocabulary))
    return found or _first(cells, ("limits",), lambda prose: read_enum(prose, vocabulary))


def _enum_in_type(prose: Prose, vocabulary: Vocabulary) -> Said[tuple[Said[str], ...]] | None:
    """The values that a type lists, which are no types themselves: "`string` or `[string]`"."""
    found = read_enum(prose, vocabulary)
    types = found and all(read_type(one.value, vocabulary) for one in found.value)
    return None if types else found


def _limits(cells: Cells, vocabulary: Vocabulary) -> Mapping[str, Said[Any]] | None:
    roles = ("limits", *_PROSE, "type")
    return _first(cells, roles, lambda prose: read_limits(prose, vocabulary))


def _deprecated(cells: Cells, name: Name, vocabulary: Vocabulary) -> Said[bool] | None:
    column = cells.get("deprecated")
    if column is not None:
        truth = vocabulary.truth(column.text)
        return None if truth is None else Said(truth, column.span)
    roles = ("type", *_PROSE, "required")
    return name.deprecated or _first(
        cells, roles, lambda prose: _flag(prose, vocabulary.deprecation)
    )


def _flag(prose: Prose | None, words: Wording) -> Said[bool] | None:
    match = prose and words.search(prose.text)
    return Said(True, prose.at(match.start(), match.end())) if prose and match else None


def _starred(members: tuple[Member, ...]) -> Iterator[Member]:
    marks = (m.required.anchor for m in members if m.required)
    stars = any(isinstance(mark, Span) and mark.text == "*" for mark in marks)
    known = set[tuple[str, ...]]()
    for m in members:
        silent = m.required is None and m.where in SENT and len(m.path) == 1
        silent = silent and m.path not in known  # `tags[]` below `tags` is about its items
        known.add(m.path)
        optional = stars and silent and not (m.description and _NEEDED.search(m.description.value))
        yield replace(m, required=Said(False, m.anchor)) if optional else m


def with_notation(members: tuple[Member, ...]) -> tuple[Member, ...]:
    """Where `?string` marks null in some rows of a listing, the other rows say "not null".

    Where stars mark some parameters of a request as required, the others are optional.
    """
    members = tuple(_starred(members))
    if not any(m.type and m.type.value.words.startswith("?") for m in members):
        return members
    return tuple(
        replace(m, nullable=Said(False, m.type.anchor)) if m.type and m.nullable is None else m
        for m in members
    )
