"""Examples against the rows that tell of them: names, types and values that no row has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.checks._beside import Beside, besides, listed, mentioned, near_row
from doclint.checks._shown import short
from doclint.checks._stand_ins import tells
from doclint.checks._subjects import top
from doclint.link.compare import article, plain_value, squeezed, types_differ
from doclint.model.contract import Contract, Member, Said, Type
from doclint.model.finding import Hit
from doclint.model.pattern import regex
from doclint.model.project import Endpoint
from doclint.model.value import Value
from doclint.read.types import read_type
from doclint.read.values import announces_some
from doclint.read.vocabulary import load_vocabulary, plain

_KINDS = {
    "array": "array",
    "false": "boolean",
    "number": "number",
    "object": "object",
    "string": "string",
    "true": "boolean",
}
_SCALARS = ("boolean", "number", "string")
_STAND_IN = regex(
    r"|[<{$\[(%].*|.*[>})\]%]|.*\.\.\.?.*|.*\u2026.*|[xX*#?_-]+|.*\b(?:value|example)\b.*", re.S
)
_LONGEST = 40
_FEWEST = 2
_VALUE = regex(r"[\w.-]+")
_CLOSED = regex(
    r"\b(?:(?:possible|allowed|valid|accepted|permitted|supported|available)\s+(?:\w+\s+)?values?"
    r"|one\s+of|enum)\b|取值",
    re.I,
)
_OPEN = regex(r"\b(?:e\.g|for\s+example|such\s+as|like|etc|includ\w+)\b|\.\.\.|\u2026", re.I)
_MARKS = frozenset("?*!+:-")

# Names --------------------------------------------------------------------------------------------


def near_miss_key(endpoint: Endpoint) -> Iterator[Hit]:
    """Keys that are slips of a row that no key shows. Facts: key, near."""
    if endpoint.documented.gaps:
        return  # it may stand in what the page takes in
    names = listed(endpoint.documented)
    told: set[str] = set()
    for beside in besides(endpoint.documented):
        for key in beside.lost:
            near = near_row(beside, key) if key not in told else None
            marked = near and _MARKS.issuperset(key.removeprefix(near))  # as in `sure?`
            if near and not marked and (key not in names or squeezed(key) == squeezed(near)):
                told.add(key)
                row = beside.best.rows.by_name[near]
                also = (("the row", row[0].anchor),) if row else ()
                yield Hit(beside.key(key), beside.subject(key), {"key": key, "near": near}, also)


def key_without_row(endpoint: Endpoint) -> Iterator[Hit]:
    """Keys that a list of what stands beside them lacks. Facts: key, line."""
    if endpoint.documented.gaps:
        return  # it may stand in what the page takes in
    told: set[str] = set()
    for beside in besides(endpoint.documented):
        lost = beside.lost
        if lost and _is_selection(beside):
            continue
        if lost and beside.lists(0):
            apart = _elsewhere(endpoint.documented)
            lost = tuple(key for key in lost if key not in apart)
        for key in lost if beside.lists(min(len(lost), beside.strange)) else ():
            if key not in told and _is_due(endpoint, key):
                told.add(key)
                place = top(beside.best.rows.listing)
                facts = {"key": ".".join((*beside.best.rows.prefix, key)), "line": place.line}
                yield Hit(beside.key(key), beside.subject(key), facts, (("the table", place),))


def _is_selection(beside: Beside) -> bool:
    """Whether the text above the rows announces some of them: "Key properties of a pet:"."""
    caption = beside.best.rows.listing.caption
    return caption is not None and announces_some(caption.text, load_vocabulary())


def _elsewhere(contract: Contract) -> frozenset[str]:
    """Names that the section explains in its text, or in a table of something else."""
    return mentioned(contract) | listed(contract, apart=True)


def _is_due(endpoint: Endpoint, key: str) -> bool:
    """Whether a table would list a key: no annotation, and nothing that most pages leave out."""
    if not key[:1].isalpha() or plain(key) in load_vocabulary().words["envelope"]:
        return False
    return endpoint.habits.get(("example", key), True)


def row_without_key(endpoint: Endpoint) -> Iterator[Hit]:
    """Rows that no example shows, beside others that one does. Facts: name."""
    if endpoint.documented.gaps:
        return  # it may stand in what the page takes in
    found = besides(endpoint.documented)
    shown = {key for beside in found for key in beside.shape.keys}
    told: set[str] = set()
    for beside in found:
        for name in beside.best.unshown if beside.lists(beside.strange) else ():
            if name not in shown and name not in told and beside.rows(name):
                told.add(name)
                where = (("the example", beside.shape.sample.example.span),)
                yield Hit(beside.rows(name)[0].anchor, beside.subject(name), {"name": name}, where)


# Types --------------------------------------------------------------------------------------------


def type_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Values that are of none of the types that their row gives. Facts: key, value, table."""
    told: set[str] = set()
    for beside in besides(endpoint.documented):
        for key, value in beside.shape.members():
            if key.value in told:
                continue
            rows = beside.rows(key.value)
            said = [row.type for row in rows if row.type is not None]
            if not said or len(said) < len(rows):
                continue
            if all(_differ(value, each, schema=beside.is_schema) for each in said):
                if not any(_explains(row, value) for row in rows):
                    told.add(key.value)
                    yield _type_hit(beside, key, value, said[0])


def _type_hit(beside: Beside, key: Value, value: Value, said: Said[Type]) -> Hit:
    facts = {"key": key.value, "value": _shown(beside, value), "table": short(said.value.words)}
    return Hit(beside.at(value), beside.subject(key.value), facts, (("the row", said.anchor),))


def _shown(beside: Beside, value: Value) -> str:
    """A value for a sentence: "the number `12`", "an array"."""
    kind = _KINDS[value.kind]
    if kind not in _SCALARS:
        return f"{article(kind)} {kind}"
    text = beside.shape.sample.example.body[value.start : value.end]
    return f"the {kind} `{short(text, _LONGEST)}`"


def _differ(value: Value, said: Said[Type], *, schema: bool) -> bool:
    """Whether a value is of another type; one that stands for a value is of the type it names."""
    kind = _KINDS.get(value.kind)
    if kind is None or (kind == "array" and not value.items):
        return False
    meant = _stands_for(value, schema=schema) if kind == "string" else ()
    if meant is None:
        return False
    types = [*meant] if schema and meant else [Type(frozenset((kind,))), *meant]
    return all(types_differ(said.value, each, parameter=False) for each in types)


def _stands_for(value: Value, *, schema: bool) -> tuple[Type, ...] | None:
    """The type that a text names, which may be what is meant; None for one that may be anything."""
    text = str(value.value).strip()
    if _STAND_IN.fullmatch(text) or tells(text):
        return None
    named = read_type(text, load_vocabulary()) if len(text) <= _LONGEST else None
    if named is None:
        return None if schema else ()
    return (named,) if named.kinds else None


def _explains(row: Member, value: Value) -> bool:
    """Whether a row speaks of the type that it does not give: "the number, as a string"."""
    kind = _KINDS[value.kind]
    text = row.description.value.lower() if row.description and kind in _SCALARS else ""
    words = ("string", "quote") if kind == "string" else (kind, "int" if kind == "number" else kind)
    return any(word in text for word in words)


# Values -------------------------------------------------------------------------------------------


def value_not_listed(endpoint: Endpoint) -> Iterator[Hit]:
    """Values that are none of those that their row lists. Facts: key, value, known."""
    names = listed(endpoint.documented)
    told: set[str] = set()
    for beside in besides(endpoint.documented):
        for key, value in beside.shape.members():
            rows = beside.rows(key.value)
            lists = [row.enum for row in rows if row.enum is not None]
            if key.value in told or not lists or len(lists) < len(rows):
                continue
            if all(_is_unknown(value, row, names) for row in rows):
                told.add(key.value)
                known = ", ".join(str(each.value).rstrip(".") for each in lists[0].value)
                facts = {"key": key.value, "value": short(str(value.value), _LONGEST)}
                facts["known"] = short(known)
                also = (("the row", lists[0].anchor),)
                yield Hit(beside.at(value), beside.subject(key.value), facts, also)


def _is_unknown(value: Value, row: Member, names: frozenset[str]) -> bool:
    """Whether a value is none of a closed list of values, and stands for nothing else."""
    known = row.enum.value if row.enum else ()
    text = str(value.value)
    if value.kind != "string" or not _VALUE.fullmatch(text) or len(known) < _FEWEST:
        return False
    if row.row and text.lower() in row.row.text.lower():  # as the name of its type, say
        return False
    if any(one.value in names for one in known) or not _is_closed(row):
        return False
    if _STAND_IN.fullmatch(text) or read_type(text, load_vocabulary()) is not None:
        return False
    return plain_value(text) not in {plain_value(one.value) for one in known}


def _is_closed(row: Member) -> bool:
    """Whether the row says that there are no other values."""
    text = row.row.text if row.row else ""
    return _CLOSED.search(text) is not None and not _OPEN.search(text)
