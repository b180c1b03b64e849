"""Lists of parameters and properties: bullets with a name in front, and definition lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from doclint.model.contract import Listing, Member, Said
from doclint.model.page import Block, Item, Items, Paragraph, Prose
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.read.attributes import are_attributes
from doclint.read.names import Name, read_names
from doclint.read.prose import cut
from doclint.read.rows import Cells, plain_truth, read_member, with_notation
from doclint.read.tables import Context
from doclint.read.types import read_type
from doclint.read.values import leads_values, tokens
from doclint.read.vocabulary import Vocabulary

# What is in brackets has one reading (`?>`), so that a bracket that nothing closes costs one look.
_GROUP = regex(
    r"\s*+(?:[:\-–—]\s*+)?[(\[<]"
    r"(?P<group>(?>[^()\[\]<>\n]+|\([^()\n]*\)|\[[^\[\]\n]*\]|<[^<>\n]*>|[<>])*)[)\]>]"
)
_GROUPS = 3  # groups in brackets behind a name; more of them are text
_ASSIGNED = regex(r"[\w\[\].-]+(?:=<|:\s*<)(?P<group>[^<>]+)>")
_DASH = regex(r"[\s:：\-–—.,=]*")
_QUOTED = regex(r"`(?P<name>[^`\n]+)`")
_FEWEST = 2  # values that make a list of them
_DEFINED = regex(r"(?P<name>[^\n]{1,80}?)[ \t]*\n[ \t]{0,3}:[ \t]+")
_TYPED = regex(r"^(?P<type>[\w<>\[\]|, ]{2,40}?)(?:\s*[:：]\s*(?P<value>.*))?$")


def read_items(items: Items, context: Context, vocabulary: Vocabulary) -> Listing | None:
    """A list of members; None where it is a list of something else."""
    if are_attributes(items, vocabulary):
        return None
    read = [_read_item(item, context, vocabulary) for item in items.items]
    members = [each for each in read if each is not None]
    if (
        not members
        or len(members) * 5 < len(items.items) * 3
        or not _lists_members(members, context)
    ):
        return None
    if leads_values(_caption(context), vocabulary) and not any(m.type for m in members):
        return _of_values(items, members, context, vocabulary)
    nested = tuple(_nested(items.items, read, context, vocabulary))
    return Listing(
        "members",
        items.span,
        context.section,
        where=context.where,
        status=context.status,
        members=with_notation((*(m for m in members), *nested)),
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


def read_values(items: Items) -> Said[tuple[Said[str], ...]] | None:
    """The values that a list gives, one in front of each item; None where an item has none."""
    heads = [_head_value(item) for item in items.items]
    values = tuple(head for head in heads if head is not None)
    if len(values) < _FEWEST or len(values) < len(heads):
        return None
    return Said(values, items.span)


def _head_value(item: Item) -> Said[str] | None:
    """The code span that an item begins with."""
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph):
        return None
    found = tokens(first.prose)
    if not found or found[0].outer[0] != 0 or not found[0].value:
        return None
    return Said(found[0].value, first.prose.at(found[0].start, found[0].end))


def _lists_members(members: Sequence[Member], context: Context) -> bool:
    """Bullets with a bold word in front are common; types or a heading tell those of members."""
    typed = sum(member.type is not None for member in members)
    if typed * 2 >= len(members):
        return True
    return context.where in ("path", "query", "header", "body", "cookie") or bool(
        {"parameters", "members"} & set(context.roles)
    )


def _nested(
    items: Sequence[Item], read: Sequence[Member | None], context: Context, vocabulary: Vocabulary
) -> Iterator[Member]:
    """The members of lists inside of items, under the name of the item."""
    for item, member in zip(items, read, strict=True):
        for block in item.blocks if member else ():
            if isinstance(block, Items) and member:
                # A list below a member holds values as often as members: only types tell.
                bare = replace(context, where=context.where and "response", roles=())
                inner = read_items(block, bare, vocabulary)
                for each in inner.members if inner else ():
                    yield replace(each, path=(*member.path, *each.path), where=member.where)


def _read_item(item: Item, context: Context, vocabulary: Vocabulary) -> Member | None:
    member = read_headed(item.blocks, _head_span(item), context, vocabulary)
    values = values_below(item.blocks, vocabulary) if member and not member.enum else None
    return replace(member, enum=values) if member and values else member


def read_headed(
    blocks: Sequence[Block], row: Span, context: Context, vocabulary: Vocabulary
) -> Member | None:
    """The member whose name stands out in front of some text, with what the text says of it."""
    first = blocks[0] if blocks else None
    head = _marked_head(first.prose) if isinstance(first, Paragraph) else None
    if head is None or not isinstance(first, Paragraph):
        return None
    cells, name = _item_cells(first.prose, head, blocks, vocabulary)
    if name is None:
        return None
    return read_member(name, name.path, cells, row, where=context.where, vocabulary=vocabulary)


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


def _marked_head(prose: Prose) -> int | None:
    """Where the code span or bold text ends that an item starts with; None if it has none."""
    first = prose.inlines[0] if prose.inlines else None
    if first is None or first.start > prose.span.start + 1:
        return None
    if first.kind not in ("code", "strong", "link", "emphasis"):
        return None
    if first.inner is None:
        return len(first.value) if first.value and prose.text.startswith(first.value) else None
    longest = min(len(prose.text), first.inner[1] - first.inner[0])
    ends = (n for n in range(longest, 0, -1) if prose.at(n - 1, n).end <= first.inner[1])
    return next(ends, None)


def _item_cells(
    prose: Prose, head: int, blocks: Sequence[Block], vocabulary: Vocabulary
) -> tuple[Cells, Name | None]:
    names = read_names(cut(prose, 0, head), vocabulary)
    if len(names) != 1 or _is_label(prose.text[:head], vocabulary):
        return Cells(), None
    name, cells, at = names[0], {}, head
    if assigned := _ASSIGNED.match(prose.text[:head]):
        cells["type"] = cut(prose, *assigned.span("group"))
    for _ in range(_GROUPS):
        group = _GROUP.match(prose.text, at)
        if group is None:
            break
        cells.update(_group_cells(prose, *group.span("group"), vocabulary))
        at = group.end()
    dash = _DASH.match(prose.text, at)
    rest = cut(prose, dash.end() if dash else at)
    more = next((b.prose for b in blocks[1:2] if isinstance(b, Paragraph)), None)
    if not rest.text and more is not None:
        cells.update(_following(more, vocabulary))
    elif rest.text:
        cells["description"] = rest
    return Cells(cells), name


def _is_label(text: str, vocabulary: Vocabulary) -> bool:
    """`**Type:** object` is a remark about something else, no member called Type."""
    role = vocabulary.column(text)
    return text.rstrip().endswith(":") and role is not None and role != "name"


def _group_cells(prose: Prose, start: int, end: int, vocabulary: Vocabulary) -> dict[str, Prose]:
    """`(string: <required>)`, `(integer, optional)`, `(int: 0)`."""
    group = cut(prose, start, end)
    match = _TYPED.match(group.text)
    if match and match["value"] is not None and read_type(match["type"], vocabulary):
        found = {"type": cut(group, *match.span("type"))}
        value = cut(group, *match.span("value"))
        mark = value.text.strip("<>[]() ")
        if plain_truth(mark, vocabulary) is not None:
            found["required"] = cut(
                value, value.text.index(mark), value.text.index(mark) + len(mark)
            )
        elif value.text and "<" not in value.text:
            found["default"] = value
        return found
    if vocabulary.truth(group.text) is not None:
        return {"required": group}
    return {"type": group}


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


# Definition lists ---------------------------------------------------------------------------------


def read_definitions(
    paragraphs: Sequence[Paragraph], context: Context, vocabulary: Vocabulary
) -> Listing | None:
    """Paragraphs of the form "name, line break, colon, text" that follow each other."""
    members = [m for p in paragraphs for m in _definitions(p.prose, context, vocabulary)]
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


def _definitions(prose: Prose, context: Context, vocabulary: Vocabulary) -> Iterator[Member]:
    raw = prose.span.text
    match = _DEFINED.match(raw)
    colon = prose.text.find(" : ") if match else -1
    if match is None or colon < 0:
        return
    names = read_names(cut(prose, 0, colon), vocabulary)
    description = cut(prose, colon + 3)
    for name in names:
        cells = Cells({"description": description})
        yield read_member(
            name, name.path, cells, prose.span, where=context.where, vocabulary=vocabulary
        )
