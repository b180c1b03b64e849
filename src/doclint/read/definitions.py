"""Definition lists: terms that are names, fields, status or error codes, with what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from doclint.model.contract import SENT, Listing, Member
from doclint.model.page import Definition, Definitions, Items, Paragraph, Prose
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.read.attributes import read_qualities
from doclint.read.leads import Lead, beside, lead_cells, read_lead
from doclint.read.lists import nested_items, values_below
from doclint.read.names import read_names
from doclint.read.prose import cut, seen
from doclint.read.rows import Cells, read_member, with_notation
from doclint.read.tables import Context
from doclint.read.values import leads_values
from doclint.read.vocabulary import Vocabulary

_DEFINED = regex(r"(?P<name>[^\n]{1,80}?)[ \t]*\n[ \t]{0,3}:[ \t]+")
_TERM = regex(
    r"(?:\A(?=[^\n]{1,81}\n)|(?<=\n)(?=[`*:]*[\w.$@\[\]-]+[`*]*[ \t]*\n))"
    r"(?P<name>[^\n]+?)[ \t]*\n[ \t]{0,3}:[ \t]+(?P<text>(?=\S))"
)
_PLAIN = regex(r"(?a)[A-Za-z$@_][\w.$@-]*(?:\[[\w.]*\][\w.-]*)*[?*]?")
_SPELLED = regex(r"[a-z$@_]|[A-Z][a-z]+[A-Z-]|\w+_")  # as titles and words are not
_FIELD = regex(
    r":?(?P<role>[<>]?[a-z]+)\s+(?:(?P<type>[\w\[\]<>.,| -]{1,60}?)\s+)?(?P<name>[\w.$\[\]-]+):?"
)
# The fields of the Sphinx domains for HTTP and Python, and where they say that a member goes.
_FIELDS: Mapping[str, str | None] = {
    **dict.fromkeys(("param", "parameter", "arg", "argument", "key", "keyword"), None),
    **dict.fromkeys(("query", "queryparameter", "queryparam", "qparam"), "query"),
    **dict.fromkeys(("form", "formparameter", "formparam", "fparam"), "body"),
    **dict.fromkeys(("json", "jsonparam", "reqjson", "reqjsonobj", "reqjsonarr"), "body"),
    **dict.fromkeys(("<json", "<jsonobj", "<jsonarr"), "body"),
    **dict.fromkeys((">json", ">jsonobj", ">jsonarr"), "response"),
    **dict.fromkeys(("resjson", "resjsonobj", "resjsonarr"), "response"),
    **dict.fromkeys(("<header", "reqheader", "requestheader"), "header"),
    **dict.fromkeys((">header", "resheader", "responseheader"), "response_header"),
}
# Of two fields of one name, the one that gives the type.
_TYPING = frozenset(("reqjsonobj", "resjsonobj", "<jsonobj", ">jsonobj"))
_BODIES = ("body", "response")
_TYPES = frozenset(("object", "array", "list", "string", "boolean", "integer", "json", "dict"))
_NAMED_SHARE = 0.6  # of the terms are names

_Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of a list that is a name, and what is said of it. `field` tells that it is a field."""

    member: Member
    definition: Definition
    field: bool = False
    spelled: bool = False


def are_parts(block: Definitions, vocabulary: Vocabulary) -> bool:
    """Whether terms stand as titles, so that no line in front says what they hold."""
    terms = [term for each in block.entries for term in each.terms]
    return bool(terms) and all(vocabulary.is_part(term.text.rstrip(": ")) for term in terms)


def stands_alone(block: Definitions, near: Context, vocabulary: Vocabulary) -> bool:
    """Whether a line in front says nothing of a list: its terms are titles, or fields."""
    if are_parts(block, vocabulary):
        return True
    fields = any(
        (field := _only_field(each)) and field["role"] in _FIELDS for each in block.entries
    )
    return fields and not vocabulary.is_part(_caption(near).rstrip(": "))


def read_definitions(
    block: Definitions, context: Context, vocabulary: Vocabulary
) -> Iterator[Listing]:
    """The members that a definition list gives, by where they go; none of a list of other terms."""
    types, typing = _types(block)
    entries = [
        entry
        for each in block.entries
        if id(each) not in typing
        for entry in _entries(each, context, types, vocabulary)
    ]
    named = typing | {id(entry.definition) for entry in entries}
    others = sum(id(each) not in named for each in block.entries)
    if not entries or others > len(block.entries) * (1 - _NAMED_SHARE):
        if not any(entry.field for entry in entries):
            return
        entries = [entry for entry in entries if entry.field]
    if not _lists_members(entries, context):
        return
    if leads_values(_caption(context), vocabulary) and not any(e.member.type for e in entries):
        return
    yield from _listings(block, entries, context, vocabulary)


def _listings(
    block: Definitions, entries: Sequence[Entry], context: Context, vocabulary: Vocabulary
) -> Iterator[Listing]:
    groups: dict[str | None, list[Member]] = {}
    for entry in entries:
        group = groups.setdefault(entry.member.where, [])
        group += [entry.member, *_nested(entry, context, vocabulary)]
    for where, members in groups.items():
        rows = [member.row for member in members if member.row]
        yield Listing(
            "members",
            block.span if len(groups) == 1 else rows[0].until(rows[-1]),
            context.section,
            where=where,
            status=context.status,
            members=with_notation(tuple(members)),
            caption=context.caption,
        )


def _caption(context: Context) -> str:
    return context.caption.text if context.caption else ""


def _lists_members(entries: Sequence[Entry], context: Context) -> bool:
    """Terms are names by their fields, by types, or by the heading over names spelled as such."""
    if any(entry.field for entry in entries):
        return True
    told = sum(
        entry.member.type is not None or entry.member.required is not None for entry in entries
    )
    if told * 2 >= len(entries):
        return True
    spelled = sum(entry.spelled for entry in entries) * 2 >= len(entries)
    sent = context.where in (*SENT, "response_header")
    return sent or (spelled and bool({"parameters", "members", "schema"} & set(context.roles)))


# Terms --------------------------------------------------------------------------------------------


def _types(block: Definitions) -> tuple[dict[_Key, Prose], set[int]]:
    """The types that fields of their own give, such as `:type limit: int`, and those fields."""
    fields = [(each, field) for each in block.entries if (field := _only_field(each))]
    names = {_key(f) for _, f in fields if f["role"] in _FIELDS and f["role"] not in _TYPING}
    types: dict[_Key, Prose] = {}
    typing: set[int] = set()
    for each, field in fields:
        first = each.blocks[0] if each.blocks else None
        if _key(field) in names and _gives_type(field) and isinstance(first, Paragraph):
            types[_key(field)] = first.prose
            typing.add(id(each))
    return types, typing


def _only_field(each: Definition) -> re.Match[str] | None:
    return _FIELD.fullmatch(each.terms[0].text.strip()) if len(each.terms) == 1 else None


def _key(field: re.Match[str]) -> _Key:
    """Which member a field is about: where it goes, and its name as it is written."""
    role = field["role"].removesuffix("type")
    return _FIELDS.get({"q": "query"}.get(role, role)), field["name"]


def _gives_type(field: re.Match[str]) -> bool:
    role = field["role"]
    return not field["type"] and (role in _TYPING or role.endswith("type"))


def _entries(
    each: Definition, context: Context, types: Mapping[_Key, Prose], vocabulary: Vocabulary
) -> Iterator[Entry]:
    for term in each.terms:
        if found := _field(term, vocabulary):
            lead, key = found
            cells = {"type": types[key]} if key in types else {}
            where = key[0] or _titled_where(context, vocabulary)
            member = _member(lead, each, cells, where, vocabulary)
            yield Entry(member, each, field=True)
            continue
        leads = _leads(term, vocabulary)
        for lead in leads:
            member = _member(lead, each, {}, context.where, vocabulary)
            spelled = lead.marked or _SPELLED.match(lead.name.anchor.text) is not None
            yield Entry(member, each, spelled=spelled)


def _titled_where(context: Context, vocabulary: Vocabulary) -> str | None:
    """Where a title says that members go; "**Update a pet with form data**" is none of a part."""
    heading = context.section.heading
    titles = [_caption(context), heading.text if heading else ""]
    part = any(vocabulary.is_part(title.rstrip(": ")) for title in titles)
    return context.where if part else None


def _field(term: Prose, vocabulary: Vocabulary) -> tuple[Lead, _Key] | None:
    """A field such as `param integer limit`, `query limit`, `>json string id`."""
    text = term.text.strip()
    match = _FIELD.fullmatch(text)
    if match is None or match["role"] not in _FIELDS:
        return None
    if _FIELDS[match["role"]] in _BODIES and not match["type"] and match["name"] in _TYPES:
        return None  # `>json object`: what the whole body is
    shift = term.text.find(text)
    name = cut(term, *(shift + at for at in match.span("name")))
    names = read_names(name, vocabulary)
    if len(names) != 1:
        return None
    cells = {"type": cut(term, *(shift + at for at in match.span("type")))} if match["type"] else {}
    return Lead(names[0], cells, cut(term, 0, 0), sure=True), _key(match)


def _leads(term: Prose, vocabulary: Vocabulary) -> tuple[Lead, ...]:
    """The names that a term consists of, with what stands beside them."""
    term = cut(term, 0)
    lead = read_lead(term, vocabulary, bare=True)
    if lead is not None and not lead.rest.text and (lead.cells or lead.marked):
        return (lead,)
    names = read_names(term, vocabulary)
    plain = _PLAIN.fullmatch(term.text) or (lead is not None and len(names) > 1)
    nothing = cut(term, 0, 0)
    marked = lead is not None and lead.marked
    return tuple(Lead(n, {}, nothing, sure=False, marked=marked) for n in names if plain)


def _member(
    lead: Lead,
    each: Definition,
    more: Mapping[str, Prose],
    where: str | None,
    vocabulary: Vocabulary,
) -> Member:
    cells = dict(lead_cells(lead).by_role)
    first = each.blocks[0] if each.blocks else None
    if isinstance(first, Paragraph):
        said, rest = beside(first.prose, vocabulary)
        for role, prose in (*said.items(), ("description", rest)):
            cells.setdefault(role, prose)
    below = (read_qualities(b, vocabulary) for b in each.blocks if isinstance(b, Items))
    for role, prose in [*more.items(), *(pair for found in below for pair in found.items())]:
        cells.setdefault(role, prose)
    name = lead.name
    row = _row(each)
    member = read_member(name, name.path, Cells(cells), row, where=where, vocabulary=vocabulary)
    values = None if member.enum else values_below(each.blocks, vocabulary)
    return replace(member, enum=values) if values else member


def _row(each: Definition) -> Span:
    """An entry without the lists inside it."""
    lists = (b.span for b in each.blocks if isinstance(b, (Items, Definitions)))
    inner = next(lists, None)
    return Span(each.span.source, each.span.start, inner.start) if inner else each.span


def _nested(entry: Entry, context: Context, vocabulary: Vocabulary) -> Iterator[Member]:
    """The members of lists inside of an entry, under its name."""
    member = entry.member
    yield from nested_items(member, entry.definition.blocks, context, vocabulary)
    bare = replace(context, where=member.where, roles=(), caption=None)
    for block in entry.definition.blocks:
        if isinstance(block, Definitions):
            for listing in read_definitions(block, bare, vocabulary):
                for each in listing.members:
                    yield replace(each, path=(*member.path, *each.path), where=member.where)


# "Term, line break, colon, text" ------------------------------------------------------------------


def read_paragraphs(
    paragraphs: Sequence[Paragraph], context: Context, vocabulary: Vocabulary
) -> Listing | None:
    """Paragraphs of the form "name, line break, colon, text" that follow each other."""
    members = [m for p in paragraphs for m in _defined(p, context, vocabulary)]
    if not members:
        return None
    span = paragraphs[0].span.until(paragraphs[-1].span)
    return Listing(
        "members",
        span,
        context.section,
        where=context.where,
        status=context.status,
        members=with_notation(tuple(members)),
        caption=context.caption,
    )


def is_definition(paragraph: Paragraph) -> bool:
    """Whether a paragraph is a term with its definition (as PHP Markdown Extra has them)."""
    return _DEFINED.match(paragraph.span.text) is not None


def _defined(paragraph: Paragraph, context: Context, vocabulary: Vocabulary) -> Iterator[Member]:
    for term, text, whole in _pairs(paragraph.prose):
        leads = _leads(term, vocabulary) or tuple(
            Lead(name, {}, cut(term, 0, 0), sure=False) for name in read_names(term, vocabulary)
        )
        said = Definition((term,), (Paragraph(text),), whole)
        for lead in leads:
            yield _member(lead, said, {}, context.where, vocabulary)


def _pairs(prose: Prose) -> Iterator[tuple[Prose, Prose, Span]]:
    """The terms of a paragraph with their texts; what has no blank line in front is one too."""
    raw, base = prose.span.text, prose.span.start
    found = list(_TERM.finditer(raw))
    for match, following in zip_longest(found, found[1:]):
        end = following.start("name") if following else len(raw)
        ends = (match.end("name"), match.start("text"), end)
        first, last, stop = (seen(prose, base + at) for at in ends)
        start = seen(prose, base + match.start("name"))
        whole = prose.span.within(match.start("name"), len(raw[:end].rstrip()))
        yield cut(prose, start, first), cut(prose, last, stop), whole
