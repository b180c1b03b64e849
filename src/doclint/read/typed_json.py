"""Code blocks that show a body with types for its values: `"limit": integer, // required`.

A block is read as a whole or not at all: each value is the name of a type, or most of them have
a remark that begins with one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from doclint.model.contract import SENT, Listing, Member, Said, Sample, Type
from doclint.model.page import Example, Prose
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span, Text
from doclint.model.value import Deviation, JsonText, Value
from doclint.parse.data.tolerant_json import parse_json
from doclint.read.examples import read_json
from doclint.read.leads import beside
from doclint.read.names import Name, parts
from doclint.read.prose import cut
from doclint.read.qualifiers import qualifiers
from doclint.read.rows import Cells, read_member
from doclint.read.tables import Context
from doclint.read.types import read_type
from doclint.read.vocabulary import Vocabulary

_MEANT = frozenset(
    (
        *("type-name", "comment", "placeholder", "unquoted-key", "trailing-comma", "missing-comma"),
        *("single-quotes", "semicolon-for-comma"),
    )
)
_REMARK = regex(r"[ \t,;]*(?://+|#+|/\*+)[ \t]*(?P<text>[^\n]*?)[ \t]*(?:\*/[ \t]*)?(?=\n|\Z)")
_LEAD = regex(r"(?P<lead>[^\n]{1,60}?)(?:\.(?:\s|$)|:\s|\s[-–—]+\s|$)")
_MARKED = regex(r"(?P<type>[\w<>\[\]| ]{2,40}?)\s*(?:\((?P<more>[^()]*)\)|,\s*(?P<rest>[^()]*))?")
_NUMBERS = frozenset(("number", "integer"))
_OF_TYPES = frozenset(("type", "format", "kind", "datatype", "data_type"))
_MOST = 500  # members
_LONGEST = 20_000  # characters of a block that does not say what it is

Told = Mapping[str, Prose]


@dataclass(frozen=True, slots=True)
class Shown:
    """A member of a block: its key, what stands for its value, and what is said of it."""

    path: tuple[str, ...]
    key: Value
    value: Value
    told: Told
    remarked: bool = False


def read_typed_json(example: Example, context: Context, vocabulary: Vocabulary) -> Listing | None:
    """The members that a code block shows with their types, in a part about a body."""
    if not _tells_types(example.body, context):
        return None
    read = _parsed(example.body) if '"?:' in example.body else read_json(example)
    read = read or _unlabelled(example)
    return _listing(read, example.body, example.span, context, vocabulary)


def read_typed_span(prose: Prose, context: Context, vocabulary: Vocabulary) -> Listing | None:
    """The same of a code span that a text begins with: "`{ "name": string }`"."""
    first = prose.inlines[0] if prose.inlines else None
    if first is None or first.kind != "code" or first.inner is None:
        return None
    body = Text(first.value, Span(prose.span.source, *first.inner))
    if body[:1] not in "{[" or body.span.text != body or not _tells_types(body, context):
        return None
    return _listing(_parsed(body), body, body.span, context, vocabulary)


def beside_rows(listings: Sequence[Listing], samples: Sequence[Sample]) -> Iterator[Listing]:
    """Listings without the code blocks that show what a table or a list has rows of, too."""
    blocks = {sample.example.span for sample in samples}
    told: dict[tuple[str | None, str], list[str | None]] = {}
    for each in listings:
        if each.span not in blocks:
            for member in each.members:
                told.setdefault((each.where, member.path[0]), []).append(each.status)
    for each in listings:
        rows = [told.get((each.where, member.path[0]), ()) for member in each.members]
        statuses = {status for found in rows for status in found}
        same = statuses if each.status is None else statuses & {None, each.status}
        if each.span not in blocks or not same:
            yield each


def _tells_types(body: Text, context: Context) -> bool:
    """Whether a part is about what is sent or comes back, and a text in it may hold types."""
    where = context.where or ""
    told = where in (*SENT, "request") or where.startswith("response")
    return (told or "schema" in context.roles) and _has_words(body)


def _listing(
    read: JsonText | None, body: Text, span: Span, context: Context, vocabulary: Vocabulary
) -> Listing | None:
    if read is None or len(read.values) != 1 or not _are_meant(read.deviations):
        return None
    shown = tuple(_shown(read.values[0], (), body, vocabulary))
    if not 0 < len(shown) <= _MOST or not _are_typed(shown):
        return None
    members = tuple(_member(each, body, context, vocabulary) for each in shown)
    return Listing(
        "members",
        span,
        context.section,
        where=context.where,
        status=context.status,
        members=members,
        caption=context.caption,
    )


def _has_words(body: Text) -> bool:
    """Whether a text may hold types, as is soon found out."""
    return "string" in body.lower() or "int" in body or "//" in body or "bool" in body


def _unlabelled(example: Example) -> JsonText | None:
    """What a block holds that does not say what it is: `{ name: string, size?: number }`."""
    braces = example.body.lstrip()[:1] in "{[" and len(example.body) < _LONGEST
    return _parsed(example.body) if not example.language and braces else None


def _parsed(body: Text) -> JsonText:
    """What a text holds, where a question mark behind a name in quotes is part of the name."""
    return parse_json(body.replace('"?:', '?":'))


def _are_meant(deviations: Sequence[Deviation]) -> bool:
    return all(each.code in _MEANT for each in deviations)


def _are_typed(shown: Sequence[Shown]) -> bool:
    """Whether values are types, or remarks give them; "string" may be a value as well."""
    leaves = [each for each in shown if each.value.kind not in ("object", "array")]
    if not leaves or any(each.value.kind == "missing" for each in shown):
        return False
    typed = [each for each in leaves if each.told.get("type") is not None]
    remarked = sum(each.remarked for each in leaves)
    if remarked * 2 >= len(leaves):
        return True
    if len(typed) < len(leaves) or remarked:
        return False
    return any(each.value.kind != "string" for each in leaves) or _names_types(leaves)


def _names_types(leaves: Sequence[Shown]) -> bool:
    """Whether texts in quotes are types: tools write "string" for a value that they lack.

    A key such as "type" may have the name of a type for its value.
    """
    words = {str(each.value.value).lower() for each in leaves}
    keys = {str(each.key.value).lower() for each in leaves}
    return words != {"string"} and keys.isdisjoint(_OF_TYPES)


def _shown(
    value: Value, path: tuple[str, ...], body: Text, vocabulary: Vocabulary
) -> Iterator[Shown]:
    if value.kind == "array" and len(value.items) == 1:
        yield from _shown(value.items[0], path, body, vocabulary)
    for key, inner in value.members:
        inner_path = (*path, *parts(str(key.value).rstrip("?")))
        remark = _remark(inner, body, vocabulary)
        told = {**_typed(inner, body, vocabulary), **remark}
        yield Shown(inner_path, key, inner, told, bool(remark))
        yield from _shown(inner, inner_path, body, vocabulary)


def _typed(value: Value, body: Text, vocabulary: Vocabulary) -> Told:
    """What stands for a value, if that is a type: `string`, `"integer (required)"`."""
    start, end = value.start, value.end
    if value.kind == "string":
        start, end = start + 1, end - 1
    elif value.kind != "placeholder":
        return {}
    text = _prose(body.at(start, end))
    match = _MARKED.fullmatch(text.text)
    if match is None or read_type(match["type"], vocabulary) is None:
        return {}
    found = {"type": cut(text, *match.span("type"))}
    group = "more" if match["more"] is not None else "rest"
    if match[group] is None:
        return found
    more, whole = qualifiers(cut(text, *match.span(group)), vocabulary)
    return {**more, **found} if whole else {}


def _remark(value: Value, body: Text, vocabulary: Vocabulary) -> Told:
    """What the remark behind a value says in front: "// (string, required) the name"."""
    match = _REMARK.match(body, value.end)
    if match is None or not match["text"]:
        return {}
    text = _prose(body.at(*match.span("text")))
    found, _ = beside(text, vocabulary)
    if found:
        return found
    lead = _LEAD.match(text.text)
    said, whole = qualifiers(cut(text, *lead.span("lead")), vocabulary) if lead else ({}, False)
    return said if whole else {}


def _member(shown: Shown, body: Text, context: Context, vocabulary: Vocabulary) -> Member:
    key, value = shown.key, shown.value
    written = body[key.start : key.end]
    place = body.at(key.start, key.end)
    if written[:1] in "\"'":
        place = body.at(key.start + 1, key.start + 1 + len(str(key.value).rstrip("?")))
    optional = Said(False, place) if str(key.value).endswith("?") else None
    name = Name(shown.path[-1], shown.path, place, required=optional)
    row = body.at(key.start, value.end)
    read = read_member(
        name,
        shown.path,
        Cells(dict(shown.told)),
        row,
        where=context.where,
        vocabulary=vocabulary,
    )
    return _numeric(read, value, place)


def _numeric(member: Member, value: Value, place: Span) -> Member:
    """A member with the type of its brackets; and where it is a number, of any kind of number."""
    said = member.type
    if said is None and value.kind in ("object", "array"):
        return replace(member, type=Said(Type(frozenset((value.kind,)), None, value.kind), place))
    if said is None or said.value.words != "number":
        return member
    return replace(member, type=Said(replace(said.value, kinds=_NUMBERS), said.anchor))


def _prose(span: Span) -> Prose:
    return Prose(span, span.text)
