"""Members that have a heading or a paragraph of their own, no row of a table and no item of a list.

`### limit` with "Type: integer" below it, or a paragraph such as "**limit** `integer` _optional_".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from doclint.model.contract import SENT, Listing, Member
from doclint.model.page import Block, Heading, Paragraph, Prose, Section
from doclint.model.pattern import regex
from doclint.read.attributes import read_attributes
from doclint.read.definitions import is_definition
from doclint.read.leads import Lead, read_lead
from doclint.read.lists import read_headed, values_below
from doclint.read.names import read_names
from doclint.read.prose import cut
from doclint.read.rows import Cells, read_member, with_notation
from doclint.read.tables import Context
from doclint.read.vocabulary import Vocabulary

_NAME = regex(r"(?a)[a-z$@_][\w.$@\[\]-]*")


def read_apart(section: Section, context: Context, vocabulary: Vocabulary) -> Iterator[Listing]:
    """The members that a section gives in paragraphs, and in sections of their own."""
    if context.where not in (*SENT, "request") and not {"parameters", "members"} & set(
        context.roles
    ):
        return
    for found in (_paragraphs(section, context, vocabulary), _headed(section, context, vocabulary)):
        members = tuple(found)
        typed = sum(member.type is not None or member.required is not None for member in members)
        if typed and typed * 2 >= len(members):
            yield _listing(members, section, context)


def _listing(members: Sequence[Member], section: Section, context: Context) -> Listing:
    rows = [member.row for member in members if member.row]
    return Listing(
        "members",
        rows[0].until(rows[-1]),
        section,
        where=context.where,
        status=context.status,
        members=with_notation(tuple(members)),
        caption=context.caption,
    )


def _paragraphs(section: Section, context: Context, vocabulary: Vocabulary) -> Iterator[Member]:
    if _lead(section.heading, vocabulary) is not None:
        return  # what stands below a name is about that name
    for block in section.blocks:
        if isinstance(block, Paragraph) and not is_definition(block):
            if read_attributes((block,), vocabulary):
                continue
            if member := read_headed((block,), block.span, context, vocabulary):
                yield member


def _headed(section: Section, context: Context, vocabulary: Vocabulary) -> Iterator[Member]:
    for child in section.sections:
        lead = _lead(child.heading, vocabulary)
        if lead is not None:
            name, cells = lead.name, Cells({**_cells(child.blocks, vocabulary), **lead.cells})
            member = read_member(
                name, name.path, cells, child.span, where=context.where, vocabulary=vocabulary
            )
            values = None if member.enum else values_below(child.blocks, vocabulary)
            yield replace(member, enum=values) if values else member


def _lead(heading: Heading | None, vocabulary: Vocabulary) -> Lead | None:
    """The name that a heading consists of: in back-ticks, or spelled as titles are not.

    Its type and marks may stand beside it: "`limit` (integer, optional)".
    """
    if heading is None:
        return None
    prose = cut(heading.prose, 0)
    names = read_names(prose, vocabulary)
    first = prose.inlines[0] if prose.inlines else None
    spelled = _NAME.match(prose.text) and not vocabulary.is_part(prose.text)
    quoted = first is not None and first.kind == "code"
    if not (quoted or spelled):
        return None
    lead = read_lead(prose, vocabulary, bare=True)
    if lead is not None and lead.sure and not lead.rest.text:
        return lead
    nothing = cut(prose, 0, 0)
    return Lead(names[0], {}, nothing, sure=False) if len(names) == 1 else None


def _cells(blocks: Sequence[Block], vocabulary: Vocabulary) -> Mapping[str, Prose]:
    """What stands below the name: lines for one thing each, or a text."""
    lines = read_attributes(blocks, vocabulary)
    texts = (block.prose for block in blocks if isinstance(block, Paragraph))
    description = next(texts, None)
    return {"description": description, **lines} if description else lines
