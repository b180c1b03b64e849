"""Tags that stand for members, one after the other, to a listing; those in them are nested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from doclint.model.contract import SENT, Listing, Member, Said
from doclint.model.page import Element, Items, Paragraph, Prose, Table
from doclint.read.labelled import marked_by, title_mark
from doclint.read.lists import read_items, values_below
from doclint.read.names import read_names
from doclint.read.rows import Cells, read_member, with_notation
from doclint.read.tables import Context, read_table
from doclint.read.vocabulary import Vocabulary

_NO_NAME = "a tag gives no name"


def read_elements(
    elements: Sequence[Element], context: Context, vocabulary: Vocabulary
) -> Iterator[Listing]:
    """What tags list, apart by where it belongs."""
    if (
        context.where is None
        and context.caption
        and title_mark(context.caption.text, vocabulary) is not None
    ):
        context = replace(context, where="request")  # no response has "Optional attributes"
    found = [(each, _where(each, context)) for each in elements if each.kind == "member"]
    for where in dict.fromkeys(where for _, where in found):
        own = [each for each, place in found if place == where]
        inner = replace(context, where=where)
        members = [m for each in own for m in _members(each, (), inner, vocabulary)]
        yield Listing(
            "members",
            own[0].tag.opened.until(own[-1].span),
            context.section,
            where=where,
            status=context.status,
            members=with_notation(
                tuple(_with_blanks(_titled(members, context, vocabulary), vocabulary))
            ),
            caption=context.caption,
            reason="" if all(_is_named(each, vocabulary) for each in own) else _NO_NAME,
        )


def _titled(
    members: Iterable[Member], context: Context, vocabulary: Vocabulary
) -> Iterator[Member]:
    """The members with the mark of their title, as "Optional fields" has one; not those in them."""
    for member in members:
        own = marked_by((member,), context.caption, vocabulary) if len(member.path) == 1 else ()
        yield own[0] if own else member


def _is_named(element: Element, vocabulary: Vocabulary) -> bool:
    """Whether it has a name, and all in it that should."""
    name = element.said.get("name")
    inner = (each for each in element.blocks if isinstance(each, Element))
    named = name is not None and len(read_names(name, vocabulary)) == 1
    return named and all(_is_named(each, vocabulary) for each in inner if each.kind == "member")


def _where(element: Element, context: Context) -> str | None:
    """Where a tag belongs, which a heading may say better than the tag itself."""
    said = element.said.get("where")
    if said is None or context.where in SENT or (context.where or "").startswith("response"):
        return context.where
    if context.where in ("request", "url") and said.text.startswith("response"):
        return context.where  # a tag for responses, taken for what is sent
    return said.text


def _members(
    element: Element, above: tuple[str, ...], context: Context, vocabulary: Vocabulary
) -> Iterator[Member]:
    name = element.said.get("name")
    names = read_names(name, vocabulary) if name else ()
    if len(names) != 1:
        return
    own = names[0].path
    path = own if above and own[: len(above)] == above and own != above else (*above, *own)
    cells = Cells({**_described(element), **element.said})
    row = element.tag.opened
    member = read_member(names[0], path, cells, row, where=context.where, vocabulary=vocabulary)
    values = values_below(element.blocks, vocabulary) if member.enum is None else None
    yield replace(member, enum=values) if values else member
    yield from _nested(element, replace(context, where=member.where), path, vocabulary)


def _described(element: Element) -> dict[str, Prose]:
    texts = (block.prose for block in element.blocks if isinstance(block, Paragraph))
    description = next(texts, None)
    return {"description": description} if description else {}


def _nested(
    element: Element, context: Context, path: tuple[str, ...], vocabulary: Vocabulary
) -> Iterator[Member]:
    for block in element.blocks:
        if isinstance(block, Element) and block.kind == "member":
            yield from _members(block, path, context, vocabulary)
        elif isinstance(block, Table):
            yield from _below(read_table(block, context, vocabulary), path)
        elif isinstance(block, Items):
            bare = replace(context, where=context.where and "response", roles=())
            inner = read_items(block, bare, vocabulary)
            yield from _below(inner, path, context.where) if inner else ()


def _below(listing: Listing, path: tuple[str, ...], where: str | None = None) -> Iterator[Member]:
    """The members of a table or list in a tag, under the name that the tag gives."""
    for each in listing.members if listing.kind == "members" else ():
        yield replace(each, path=(*path, *each.path), where=where or each.where)


def _with_blanks(members: Iterable[Member], vocabulary: Vocabulary) -> Iterator[Member]:
    """Where some tags are marked as required, nothing says that the others are optional."""
    every = tuple(members)
    top = {m.where for m in every if m.required and m.required.value and len(m.path) == 1}
    top &= {"query", "header", "cookie", "body", "request"}
    for member in every:
        silent = member.required is None and member.where in top
        optional = silent and len(member.path) == 1 and not _mentions(member, vocabulary)
        yield replace(member, required=Said(False, member.anchor)) if optional else member


def _mentions(member: Member, vocabulary: Vocabulary) -> bool:
    """Whether a text speaks of being required, in words that say neither yes nor no."""
    text = member.description.value if member.description else ""
    return vocabulary.marks.search(text) is not None
