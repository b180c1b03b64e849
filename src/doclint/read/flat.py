"""What headings say on a page that has lost their levels.

"Body" below "Response" is a body that comes back. Where all headings stand side by side, it may as
well be one that is sent: then the page does not say. Where such a page is about several operations,
headings that only name a part of one belong to the last heading that says more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from doclint.model.contract import Contract, Naming
from doclint.model.page import Block, Include, Markup, Page, Paragraph, Section, Table
from doclint.model.pattern import regex
from doclint.parse.text.lines import is_value
from doclint.read.namings import block_namings, ending, heading_naming, is_strong
from doclint.read.statuses import heading_status
from doclint.read.tables import Context
from doclint.read.vocabulary import Vocabulary, plain

_EITHER = ("header", "body", "request")
_BACK = frozenset(("response", "response_header", "error", "status"))
_TOP, _LABEL = 2, 7
_NAMES = ("line", "heading", "list", "table")
_NAMES_TOGETHER = regex(r"\w\W{0,3} (?:or|and) \w|[,/]")
_CELLS = regex(r"\t|\S {2,}\S|^\||\|\Z")


def flattened(context: Context, before: Iterable[Section], vocabulary: Vocabulary) -> Context:
    """A context without where members belong, if a heading about responses came before it."""
    if context.where not in _EITHER or "request" in context.roles:
        return context
    titles = (section.heading.text for section in before if section.heading)
    back = any(_BACK & set(vocabulary.roles(title)) for title in titles)
    return replace(context, where=None) if back else context


def grouped(page: Page, sections: Sequence[Section], vocabulary: Vocabulary) -> tuple[Section, ...]:
    """The sections of a flat page about several operations, the parts of each below its title."""
    every = [each for section in sections for each in section.walk()]
    levels = {each.level for each in every}
    if (
        page.format != "text"
        or levels - {0, 1, _TOP, _LABEL}
        or not _are_several(every, vocabulary)
    ):
        return tuple(sections)
    groups: list[list[Section]] = []
    below = _are_named_below(every, vocabulary)
    behind = False  # an operation was named, below its parts
    for section in every:
        alone = replace(section, sections=())
        request = _from_request(alone, vocabulary)
        if not groups or not _goes_on(section, vocabulary, behind=behind):
            groups.append([alone])
            behind = False
        elif request and _is_begun(groups[-1], vocabulary):
            # The title of this operation is lost, and what stood below it.
            groups.append([request])
            behind = below
        else:
            groups[-1].append(alone)
            behind = behind or (below and request is not None)
    return tuple(_group(group, vocabulary) for group in groups)


def _is_begun(group: Sequence[Section], vocabulary: Vocabulary) -> bool:
    """Whether an operation was named in a group, or parts of one were."""
    if _is_named(group, vocabulary):
        return True
    return any(each.level != _LABEL for each in _parts(group, vocabulary))


def _are_named_below(sections: Sequence[Section], vocabulary: Vocabulary) -> bool:
    """Whether parts of an operation stand in front of the first line that names one."""
    named = (n for n, each in enumerate(sections) if any(_namings(each, vocabulary)))
    return bool(_parts(sections[: next(named, -1) + 1], vocabulary))


def _goes_on(section: Section, vocabulary: Vocabulary, *, behind: bool) -> bool:
    """Whether a section belongs to the group; examples do, behind the line that names it."""
    if behind and not _is_example(section, vocabulary):
        return False
    return section.level == _LABEL or _is_part(section, vocabulary)


def _parts(group: Sequence[Section], vocabulary: Vocabulary) -> list[Section]:
    """The sections of a group that are about parts of an operation, by their titles."""
    titled = [(each, each.heading.text) for each in group[1:] if each.heading]
    return [one for one, title in titled if {*vocabulary.roles(title)} - {"example", "request"}]


def _is_named(group: Sequence[Section], vocabulary: Vocabulary) -> bool:
    return any(_request_at(each, vocabulary) is not None for each in group)


def _is_example(section: Section, vocabulary: Vocabulary) -> bool:
    """Whether a section is of examples, or no more than a title without a text of its own."""
    roles = vocabulary.roles(section.heading.text) if section.heading else ()
    if "example" in roles or not section.blocks:
        return True
    texts = (one.prose.text for one in section.blocks if isinstance(one, Paragraph))
    return not roles and not any(" " in text for text in texts)


def _from_request(section: Section, vocabulary: Vocabulary) -> Section | None:
    """A section from the line on that names an operation."""
    at = _request_at(section, vocabulary)
    if at is None:
        return None
    blocks = section.blocks[at:]
    return Section(None, blocks, (), blocks[0].span.until(blocks[-1].span))


def _request_at(section: Section, vocabulary: Vocabulary) -> int | None:
    """The number of the block that is a line which names an operation."""
    for number, block in enumerate(section.blocks):
        named = block_namings((block,), vocabulary)
        if any(one.kind in ("line", "fence") and _is_sure(one) for one in named):
            return number
    return None


def is_doubtful(
    page: Page, namings: Sequence[Naming], sections: Sequence[Section], vocabulary: Vocabulary
) -> bool:
    """Whether sections of a flat page may be about several operations, since titles were lost."""
    if page.format != "text":
        return False
    every = [one.heading.text for one in sections if one.heading]
    if sections and sections[0].heading is None:  # a line that names it, and its examples
        every = [title for title in every if vocabulary.roles(title)]
    titles = Counter(map(plain, every))
    several = len(sections) > 1 and sections[0].level != 1 and max(titles.values(), default=0) > 1
    return several or len(operations(namings)) > 1


def with_losses(
    page: Page, contracts: Sequence[Contract], vocabulary: Vocabulary
) -> Iterator[Contract]:
    """The contracts of a page; on one that has lost cells or titles each may lack something."""
    lost = _lost(page, vocabulary) if page.format == "text" else ()
    for one in contracts:
        yield replace(one, gaps=(*one.gaps, *lost)) if lost else one


def _lost(page: Page, vocabulary: Vocabulary) -> tuple[Include, ...]:
    """What may be cells of a table or a title; all of a page about several operations."""
    every = [*page.walk()]
    if _are_several(every, vocabulary):
        return (Include(page.source.span(), ""),)
    for section in every:
        if section.heading and section.level == _LABEL:
            return (Include(section.heading.span, ""),)
        for block in section.blocks:
            if _is_lost(block):
                return (Include(block.span, ""),)
    return ()


def _is_lost(block: Block) -> bool:
    """Whether a block may be a part of a table, or a table has names that run together."""
    if isinstance(block, Table):
        names = (row.cells[0].text for row in block.rows if row.cells)
        return any(_NAMES_TOGETHER.search(name) for name in names)
    if not isinstance(block, Paragraph):
        return isinstance(block, Markup)
    text = block.prose.text
    return " " not in text or is_value(text) or _CELLS.search(text) is not None


def operations(namings: Iterable[Naming]) -> frozenset[tuple[str, str]]:
    """The different operations among namings, by their methods and the ends of their paths."""
    return frozenset(ending(one) for one in namings if _is_sure(one))


def _is_sure(naming: Naming) -> bool:
    """Whether a naming is the page's own: a line of code may be an example."""
    return naming.kind in _NAMES or (naming.kind == "fence" and is_strong(naming))


def _are_several(sections: Iterable[Section], vocabulary: Vocabulary) -> bool:
    return len(operations(n for each in sections for n in _namings(each, vocabulary))) > 1


def _namings(section: Section, vocabulary: Vocabulary) -> Iterator[Naming]:
    if section.heading and (naming := heading_naming(section.heading, None)):
        yield naming
    yield from block_namings(section.blocks, vocabulary)


def _is_part(section: Section, vocabulary: Vocabulary) -> bool:
    heading = section.heading
    if heading is None or heading_naming(heading, None):
        return False
    claimed = heading_status(heading, in_responses=True)
    return vocabulary.is_part(heading.text) or claimed is not None


def _group(group: Sequence[Section], vocabulary: Vocabulary) -> Section:
    """A title with its parts; a request line below an example is the operation's own."""
    title, own, parts = _titled(group[0]), list(group[0].blocks), []
    for part in group[1:]:
        at = _request_at(part, vocabulary)
        own += () if at is None else part.blocks[at:]
        parts.append(replace(part, blocks=part.blocks[:at]))
    span = title.span.until(group[-1].span)
    return replace(title, blocks=tuple(own), sections=tuple(parts), span=span)


def _titled(section: Section) -> Section:
    """A section that begins a group: what may have been a label is its title."""
    if section.heading is None or section.level != _LABEL:
        return section
    return replace(section, heading=replace(section.heading, level=_TOP))
