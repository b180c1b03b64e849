"""Members that have a heading or a paragraph of their own, no row of a table and no item of a list.

`### limit` with "Type: integer" below it, or a paragraph such as "**limit** `integer` _optional_".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from doclint.model.contract import SENT, Listing, Member, Said
from doclint.model.page import Block, Heading, Paragraph, Prose, Section
from doclint.model.pattern import regex
from doclint.read.attributes import lines_of, read_attributes
from doclint.read.definitions import is_definition
from doclint.read.leads import Lead, read_lead
from doclint.read.lists import read_headed, values_below
from doclint.read.names import read_names
from doclint.read.prose import cut, seen
from doclint.read.rows import Cells, mark_of, read_member, with_notation
from doclint.read.tables import Context
from doclint.read.vocabulary import Vocabulary

_ASSIGNED = regex(r"[\w.-]+(?:\[\])?=\[[^\[\]]+\]")
_NAME = regex(r"(?a)[a-z$@_][\w.$@\[\]-]*")


def read_apart(section: Section, context: Context, vocabulary: Vocabulary) -> Iterator[Listing]:
    """The members that a section gives in paragraphs, and in sections of their own."""
    if not _tells_members(context):
        return
    if _lead(section.heading, vocabulary) is None:  # what stands below a name is about that name
        mark = section.heading.prose if section.heading else None
        yield from read_paragraphs_apart(section.blocks, context, vocabulary, mark)
    yield from _listing(tuple(_headed(section, context, vocabulary)), context)


def read_paragraphs_apart(
    blocks: Sequence[Block], context: Context, vocabulary: Vocabulary, mark: Prose | None = None
) -> Iterator[Listing]:
    """The members that paragraphs of a section or of an item give, one after the other.

    A title that says "Required" or "Optional" is a `mark` of those that follow.
    """
    if _tells_members(context):
        yield from _listing(tuple(_paragraphs(blocks, context, vocabulary, mark)), context)


def read_assigned(prose: Prose, context: Context, vocabulary: Vocabulary) -> Iterator[Listing]:
    """The members behind a title in one line: "`id=[integer]` where `id` is the pet"."""
    codes = [each for each in prose.inlines if each.kind == "code" and _ASSIGNED.match(each.value)]
    starts = [seen(prose, each.start) for each in codes if each.inner is not None]
    if not _tells_members(context) or not starts or prose.text[: starts[0]].strip(" :：-–—"):
        return
    lines = (cut(prose, at, to) for at, to in zip_longest(starts, starts[1:]))
    found = (read_headed((Paragraph(each),), each.span, context, vocabulary) for each in lines)
    yield from _listing([member for member in found if member is not None], context)


def _tells_members(context: Context) -> bool:
    told = bool({"parameters", "members"} & set(context.roles))
    return told or context.where in (*SENT, "request", "url")


def _listing(members: Sequence[Member], context: Context) -> Iterator[Listing]:
    """A listing, if types or marks tell that it is one of members."""
    rows = [member.row for member in members if member.row]
    typed = sum(member.type is not None or member.required is not None for member in members)
    if not typed or typed * 2 < len(members):
        return
    yield Listing(
        "members",
        rows[0].until(rows[-1]),
        context.section,
        where=context.where,
        status=context.status,
        members=with_notation(tuple(members)),
        caption=context.caption,
    )


def _paragraphs(
    blocks: Sequence[Block], context: Context, vocabulary: Vocabulary, mark: Prose | None
) -> Iterator[Member]:
    """The members in front of paragraphs, or of their lines; a mark alone is about what follows."""
    for block in blocks:
        if not isinstance(block, Paragraph) or is_definition(block):
            continue
        if mark_of(block.prose.text, vocabulary) is not None:
            mark = block.prose
            continue
        if read_attributes((block,), vocabulary):
            continue
        for line in _lines(block.prose, vocabulary):
            found = read_headed((Paragraph(line),), line.span, context, vocabulary)
            if found is not None:
                yield _marked(found, mark, vocabulary)


def _marked(member: Member, mark: Prose | None, vocabulary: Vocabulary) -> Member:
    truth = mark_of(mark.text, vocabulary) if mark else None
    if mark is None or truth is None or member.required is not None:
        return member
    return replace(member, required=Said(truth, member.anchor))


def _lines(prose: Prose, vocabulary: Vocabulary) -> Iterator[Prose]:
    """The lines of a paragraph, where each is led by a member; else the paragraph."""
    lines = [line for line in lines_of(prose) if line.text.strip()]
    leads = [read_lead(line, vocabulary) for line in lines]
    yield from lines if all(lead is not None and lead.sure for lead in leads) else (prose,)


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
