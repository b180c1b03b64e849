"""Lists of parameters and properties: bullets with a name in front, and what is nested in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from doclint.model.contract import SENT, Listing, Member, Said
from doclint.model.page import Block, Item, Items, Paragraph, Prose
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.read.attributes import are_attributes, read_attributes, read_qualities
from doclint.read.labelled import marked_by
from doclint.read.leads import Lead, lead_cells, marked_head, read_lead, read_leads
from doclint.read.names import Name, read_names
from doclint.read.prose import cut
from doclint.read.rows import Cells, read_member, with_notation
from doclint.read.tables import Context
from doclint.read.types import read_type
from doclint.read.values import leads_values, tokens
from doclint.read.vocabulary import Vocabulary

_QUOTED = regex(r"`(?P<name>[^`\n]+)`")
_FEWEST = 2  # values that make a list of them
_MIXIN = regex(r"Includes?\s+\(?[A-Z][\w .-]{0,60}\)?")
_MODELLED = regex(
    r"(?P<title>[A-Z][\w ]{2,30}?)\s*\((?P<model>[\w.\[\]<> -]{1,60})(?:,[^()]{0,60})?\)"
)
_TOLD = ("type", "required", "optional", "default", "enum", "limits")
_ENUMERATION = regex(r"enum(?:eration)?\b", re.I)
_PLAIN_VALUE = regex(r"(?P<value>[\w.+-]+)(?=\s*(?:$|\s[-–—(]))")
_WORD = regex(r"(?a)[a-z$@_][\w.$@\[\]-]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """An item that is about a member.

    `marked` tells that its name stands out from the text, `labelled` that a colon is behind it,
    `attributes` that there is a list below it that says what it is.
    """

    item: Item
    member: Member
    marked: bool
    labelled: bool = False
    attributes: bool = False

    @property
    def told(self) -> bool:
        """Whether a type or a mark tells that it is a member."""
        said = self.member.type is not None or self.member.required is not None
        return said or self.attributes


def read_items(items: Items, context: Context, vocabulary: Vocabulary) -> Listing | None:
    """A list of members; None where it is a list of something else."""
    if are_attributes(items, vocabulary):
        return None
    entries = [entry for item in items.items for entry in _read_item(item, context, vocabulary)]
    members = [each.member for each in entries]
    read = len({id(entry.item) for entry in entries})
    if not members or read * 5 < len(items.items) * 3:
        return None
    if not _lists_members(entries, context, vocabulary):
        return None
    if leads_values(_caption(context), vocabulary) and not any(m.type for m in members):
        return _of_values(items, members, context, vocabulary)
    nested = tuple(
        each
        for entry in entries
        for each in nested_items(entry.member, entry.item.blocks, context, vocabulary)
    )
    return Listing(
        "members",
        items.span,
        context.section,
        where=context.where,
        status=context.status,
        members=with_notation((*marked_by(members, context.caption, vocabulary), *nested)),
        caption=context.caption,
    )


def _caption(context: Context) -> str:
    return context.caption.text if context.caption else ""


def _of_values(
    items: Items, members: Sequence[Member], context: Context, vocabulary: Vocabulary
) -> Listing:
    """A list of the values of something: of a member that the line in front names, if it does.

    Where it does not, the values stand as they are read, so that nothing else is made of them.
    """
    named = _named_in(context.caption, vocabulary)
    values = read_values(items)
    if named and values:
        whole = Member(named.name, named.path, context.where, named.anchor, enum=values)
        members = (replace(whole, row=items.span),)
    where, caption = context.where, context.caption
    read = tuple(members)
    return Listing(
        "values", items.span, context.section, where=where, members=read, caption=caption
    )


def _named_in(caption: Span | None, vocabulary: Vocabulary) -> Name | None:
    """The one name in back-ticks that a line has: "Possible values of `sort`:"."""
    found = list(_QUOTED.finditer(caption.text)) if caption else []
    if caption is None or len(found) != 1:
        return None
    span = caption.within(*found[0].span("name"))
    names = read_names(Prose(span, span.text), vocabulary)
    return names[0] if len(names) == 1 else None


def read_values(items: Items, *, plain: bool = False) -> Said[tuple[Said[str], ...]] | None:
    """The values that a list gives, one in front of each item; None where an item has none.

    They are marked as code; or are words with a dash or brackets behind them, if `plain` will do.
    """
    heads = [_head_value(item, plain=plain) for item in items.items]
    values = tuple(head for head in heads if head is not None)
    if len(values) < _FEWEST or len(values) < len(heads):
        return None
    return Said(values, items.span)


def _head_value(item: Item, *, plain: bool = False) -> Said[str] | None:
    """The code span that an item begins with; or the word."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return None
    word = _PLAIN_VALUE.match(first.prose.text) if plain and len(item.blocks) == 1 else None
    if word is not None:
        return Said(word["value"], first.prose.at(*word.span("value")))
    found = tokens(first.prose)
    if not found or found[0].outer[0] != 0 or not found[0].value:
        return None
    return Said(found[0].value, first.prose.at(found[0].start, found[0].end))


def _lists_members(entries: Sequence[Entry], context: Context, vocabulary: Vocabulary) -> bool:
    """Bullets with a bold word in front are common; types or a heading tell those of members."""
    typed = sum(entry.member.type is not None or entry.attributes for entry in entries)
    titled = _tells_members(entries, context, vocabulary)
    if not all(entry.marked for entry in entries):
        if titled or context.where == "request":  # where a mark alone tells a member too
            typed = sum(entry.told for entry in entries)
        return typed * 2 >= len(entries) and not _are_labels(entries, vocabulary)
    return typed * 2 >= len(entries) or _announced(entries, context, vocabulary) or titled


def _tells_members(entries: Sequence[Entry], context: Context, vocabulary: Vocabulary) -> bool:
    """Whether the titles around a list say that it is one of members."""
    if context.where in SENT or {"parameters", "members"} & set(context.roles):
        return True
    title = _caption(context).strip("#*_:： \n")
    return vocabulary.column(title) == "name" and _are_words(entries)


def _are_words(entries: Sequence[Entry]) -> bool:
    """Whether names are spelled as those of members, and not as titles are."""
    return all(_WORD.fullmatch(entry.member.name) for entry in entries)


def _are_labels(entries: Sequence[Entry], vocabulary: Vocabulary) -> bool:
    """Whether plain words in front are all titles of columns: "Format: string"."""
    plain = [entry for entry in entries if not entry.marked]
    return all(e.labelled and vocabulary.column(e.member.name) is not None for e in plain)


def _announced(entries: Sequence[Entry], context: Context, vocabulary: Vocabulary) -> bool:
    """Whether the line in front says that keys follow: "Keys:", "JSON response body schema:"."""
    line = _caption(context).strip()
    if not line.endswith((":", "：")) or not _are_words(entries):
        return False
    if vocabulary.column(line) == "name":
        return True
    return vocabulary.is_part(line) and bool({"schema", "members"} & set(vocabulary.roles(line)))


def nested_items(
    member: Member, blocks: Sequence[Block], context: Context, vocabulary: Vocabulary
) -> Iterator[Member]:
    """The members of lists inside of what is about a member, under its name."""
    kind = member.type.value if member.type else None
    of_object = kind is not None and "object" in (kind.items.kinds if kind.items else kind.kinds)
    for above, block in pairwise((None, *blocks)):
        if not isinstance(block, Items):
            continue
        lead = above.prose.text if isinstance(above, Paragraph) else ""
        if leads_values(lead, vocabulary) and not of_object:
            continue
        # A list below a member holds values as often as members: only types tell.
        roles = ("members",) if of_object and not leads_values(lead, vocabulary) else ()
        bare = replace(context, where=context.where and "response", roles=roles, caption=None)
        inner = read_items(block, bare, vocabulary)
        for each in inner.members if inner and inner.kind == "members" else ():
            repeated = each.path[: len(member.path)] == member.path and len(each.path) > 1
            path = each.path if repeated else (*member.path, *each.path)
            yield replace(each, path=path, where=member.where)


def _read_item(item: Item, context: Context, vocabulary: Vocabulary) -> Iterator[Entry]:
    """The members that an item is about: one, or those of the names in front that share it."""
    first = item.blocks[0] if item.blocks else None
    leads = read_leads(first.prose, vocabulary) if isinstance(first, Paragraph) else ()
    if not leads or not isinstance(first, Paragraph) or _is_caption(leads[0], item, vocabulary):
        return
    below = {**_told(item, vocabulary), **_qualities(item, vocabulary)}
    cells = _cells(leads[-1], item.blocks, below, vocabulary)
    row, where = _head_span(item), context.where
    behind = first.prose.text.lstrip()[len(leads[0].name.anchor.text) :].lstrip()
    labelled = behind.startswith((":", "："))
    for lead in leads:
        name = lead.name
        member = read_member(name, name.path, cells, row, where=where, vocabulary=vocabulary)
        kind = member.type.value.words if member.type else ""
        values = None if member.enum else _values_in(item, vocabulary, kind)
        member = replace(member, enum=values) if values else member
        yield Entry(item, member, lead.marked, labelled, attributes=bool(below))


def _is_caption(lead: Lead, item: Item, vocabulary: Vocabulary) -> bool:
    """Whether an item is the title of the list in it: "Attributes (object)", and no member."""
    if not any(isinstance(block, Items) for block in item.blocks):
        return False
    title = lead.name.anchor.text
    first = item.blocks[0]
    if lead.marked and isinstance(first, Paragraph):
        end = marked_head(first.prose) or 0
        told = first.prose.text[end:].strip(" :：") or first.prose.span.text.startswith("`")
        title = "" if told else first.prose.text[:end]
    return title[:1].isupper() and vocabulary.is_part(title)


def taken_in(items: Items, context: Context, vocabulary: Vocabulary) -> Iterator[Listing]:
    """What a list takes in from elsewhere, so that it does not show all members by itself.

    These are mixins ("Include Pet"), and titles with the name of a model: "Attributes (Pet)".
    """
    for item in items.items:
        first = item.blocks[0] if item.blocks else None
        inner = [block for block in item.blocks if isinstance(block, Items)]
        if isinstance(first, Paragraph):
            text = first.prose.text
            if _MIXIN.fullmatch(text) or (inner and _names_model(text, vocabulary)):
                span, reason = first.span, "takes in members from elsewhere"
                yield Listing("other", span, context.section, where=context.where, reason=reason)
        for each in inner:
            yield from taken_in(each, context, vocabulary)


def _names_model(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a title names what its members are added to: "Attributes (array[Pet])"."""
    title = _MODELLED.fullmatch(text)
    if title is None or not vocabulary.is_part(title["title"]):
        return False
    kind = read_type(title["model"], vocabulary)
    plain = title["model"].strip().lower() in vocabulary.types
    return not plain and (kind is None or (kind.kinds == {"array"} and kind.items is None))


def _told(item: Item, vocabulary: Vocabulary) -> Mapping[str, Prose]:
    """What the paragraphs below the first one say, each in a line: "**Default**: 10"."""
    paragraphs = [block for block in item.blocks[1:] if isinstance(block, Paragraph)]
    said = read_attributes(paragraphs, vocabulary) if paragraphs else {}
    return {role: prose for role, prose in said.items() if role in _TOLD}


def _qualities(item: Item, vocabulary: Vocabulary) -> Mapping[str, Prose]:
    found: dict[str, Prose] = {}
    for block in item.blocks[1:]:
        if isinstance(block, Items):
            found |= read_qualities(block, vocabulary)
    return found


def _values_in(item: Item, vocabulary: Vocabulary, kind: str) -> Said[tuple[Said[str], ...]] | None:
    """The values in a list below an item, or below one of the items in it that announces them.

    Below a member whose `kind` is an enumeration, they need no marks, and are called members too.
    """
    if values := values_below(item.blocks, vocabulary):
        return values
    listed = _ENUMERATION.match(kind) is not None
    for block in item.blocks[1:]:
        for inner in block.items if isinstance(block, Items) else ():
            if _announces(inner, vocabulary, listed=listed):
                lists = [each for each in inner.blocks if isinstance(each, Items)]
                return read_values(lists[0], plain=listed) if len(lists) == 1 else None
    lists = [block for block in item.blocks[1:] if isinstance(block, Items)]
    return read_values(lists[0], plain=True) if listed and len(lists) == 1 else None


def _announces(item: Item, vocabulary: Vocabulary, *, listed: bool) -> bool:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return False
    text = first.prose.text
    named = listed and bool({"members", "parameters"} & set(vocabulary.roles(text)))
    return vocabulary.column(text) == "enum" or (named and vocabulary.is_part(text))


def read_headed(
    blocks: Sequence[Block], row: Span, context: Context, vocabulary: Vocabulary
) -> Member | None:
    """The member whose name stands out in front of some text, with what the text says of it."""
    first = blocks[0] if blocks else None
    lead = read_lead(first.prose, vocabulary) if isinstance(first, Paragraph) else None
    if lead is None:
        return None
    cells = _cells(lead, blocks, {}, vocabulary)
    path = lead.name.path
    return read_member(lead.name, path, cells, row, where=context.where, vocabulary=vocabulary)


def _cells(
    lead: Lead, blocks: Sequence[Block], below: Mapping[str, Prose], vocabulary: Vocabulary
) -> Cells:
    """What is said of a member in front of its text, behind it, and in the list below."""
    cells = dict(lead_cells(lead).by_role)
    more = next((b.prose for b in blocks[1:2] if isinstance(b, Paragraph)), None)
    following = _following(more, vocabulary) if not lead.rest.text and more else {}
    for role, prose in (*following.items(), *below.items()):
        cells.setdefault(role, prose)
    return Cells(cells)


def values_below(
    blocks: Sequence[Block], vocabulary: Vocabulary
) -> Said[tuple[Said[str], ...]] | None:
    """The values in a list behind a text whose last words announce them: "The order, one of:"."""
    for block, below in pairwise(blocks):
        if isinstance(block, Paragraph) and isinstance(below, Items):
            return read_values(below) if leads_values(block.prose.text, vocabulary) else None
    return None


def _head_span(item: Item) -> Span:
    """An item without the lists inside it."""
    inner = next((block.span for block in item.blocks[1:] if isinstance(block, Items)), None)
    return Span(item.span.source, item.span.start, inner.start) if inner else item.span


def _following(prose: Prose, vocabulary: Vocabulary) -> dict[str, Prose]:
    """The paragraph below a name that stands alone: "`string`, format: `date`"."""
    first = prose.inlines[0] if prose.inlines else None
    if (
        first
        and first.kind == "code"
        and first.start <= prose.span.start + 1
        and read_type(first.value, vocabulary)
    ):
        return {
            "type": cut(prose, 0, len(first.value)),
            "description": cut(prose, len(first.value)),
        }
    return {"description": prose}
