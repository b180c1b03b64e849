"""Fields that a template itself, not its data, gives a type in an example and in a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from doclint.checks._template_labels import Label, above, labels, plain, told
from doclint.model.finding import Hit
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.model.template import Template
from doclint.read.types import read_type
from doclint.read.vocabulary import load_vocabulary

_FENCE = regex(r"[ \t>]*(?:```|~~~)[ \t]*(?P<word>[\w+-]*)")
_MEMBER = regex(r"[ \t{]*\"(?P<name>[\w$.-]{1,80})\"[ \t]*:[ \t]*(?P<value>[^\n]{0,200}?)[ \t,}]*$")
_NAME = regex(r"[`*\s]*(?P<name>[A-Za-z_$][\w$.-]{0,80})[`*\s]*$")
_MARKED = regex(
    r"\s*(?:\*\*(?P<bold>[^*\n]{1,40})\*\*|`(?P<code>[^`\n]{1,40})`|\((?P<round>[\w ]{1,40})\))"
)
_NUMBER = regex(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$")
_SIDES = {"response": "response", "error": "response", "response_header": "response"}


@dataclass(frozen=True, slots=True)
class _Said:
    """A field with the types that a line gives it."""

    name: str
    kinds: frozenset[str]
    word: str
    span: Span
    side: str


def contradicts_itself(template: Template) -> Iterator[Hit]:
    """Fields that are one thing in an example and another in a table. Facts: name, shown, told."""
    examples, rows = _said(template)
    for name, said in examples.items():
        listed = rows.get(name, [])
        if len(listed) != 1 or any(one.kinds != said[0].kinds for one in said):
            continue
        row, one = listed[0], said[0]
        if one.side and one.side == row.side and not _meet(one.kinds, row.kinds):
            facts = {"name": name, "shown": one.word, "told": row.word}
            yield Hit(one.span, f"field:{name}", facts, (("the table", row.span),))


def _meet(one: frozenset[str], other: frozenset[str]) -> bool:
    wide = {frozenset(("integer",)): {"integer", "number"}}
    return bool(set(wide.get(one, one)) & set(wide.get(other, other)))


def _said(template: Template) -> tuple[Mapping[str, list[_Said]], Mapping[str, list[_Said]]]:
    """What examples show, and what rows tell, by name."""
    examples: dict[str, list[_Said]] = {}
    rows: dict[str, list[_Said]] = {}
    marks = labels(template)
    source, start = template.source, 0
    fence: str | None = None
    column: int | None = None
    for line, written in zip(plain(template).split("\n"), source.text.split("\n"), strict=True):
        match = _FENCE.match(line)
        if match:
            fence = None if fence is not None else match["word"].lower()
        elif line == written and fence is not None and fence in ("", "json", "jsonc", "json5"):
            if found := _shown(line):
                said = _at(found, source.span(start, start + len(line)), marks)
                examples.setdefault(said.name, []).append(said)
        elif fence is None and line.lstrip(" \t>").startswith("|"):
            cells = [cell.strip() for cell in line.strip(" \t>").strip("|").split("|")]
            column = _type_column(cells) if column is None else column
            if line == written and (found := _listed(cells, column)):
                said = _at(found, source.span(start, start + len(line)), marks)
                rows.setdefault(said.name, []).append(said)
        elif line.strip():
            column = None
        start += len(line) + 1
    return examples, rows


def _at(found: tuple[str, frozenset[str], str], span: Span, marks: Sequence[Label]) -> _Said:
    name, kinds, word = found
    where = told(above(marks, span.start))
    side = _SIDES.get(where, "request") if where else ""
    return _Said(name, kinds, word, span.stripped(), side)


def _shown(line: str) -> tuple[str, frozenset[str], str] | None:
    """What a line of an example shows: a name, its types, and how they are written."""
    match = _MEMBER.match(line)
    if match is None:
        return None
    value = match["value"].strip()
    kinds = _kinds(value)
    return (match["name"], kinds, value) if kinds else None


def _kinds(value: str) -> frozenset[str]:
    if value[:1] == '"' or value.isalpha():
        word = value.strip('"').lower()
        if word in ("true", "false"):
            return frozenset(("boolean",)) if value[:1] != '"' else frozenset(("string",))
        if known := load_vocabulary().types.get(word):
            return known
        return frozenset(("string",)) if value[:1] == '"' and value[-1:] == '"' else frozenset()
    if _NUMBER.match(value):
        return frozenset(("number",)) if re.search(r"[.eE]", value) else frozenset(("integer",))
    return frozenset()


def _type_column(header: Sequence[str]) -> int | None:
    roles = [load_vocabulary().column(cell) for cell in header]
    return roles.index("type") if "type" in roles else None


def _listed(cells: Sequence[str], column: int | None) -> tuple[str, frozenset[str], str] | None:
    """What a row tells: a name, its types, and how they are written."""
    name = _NAME.match(cells[0]) if len(cells) > 1 else None
    if name is None:
        return None
    if column is not None and 0 < column < len(cells):
        word = cells[column]
    elif match := _MARKED.match(cells[1]):
        word = match["bold"] or match["code"] or match["round"]
    else:
        return None
    kinds = read_type(word, load_vocabulary())
    return (name["name"], kinds.kinds, word.strip("`* ")) if kinds and kinds.kinds else None
