"""The blocks of a section, read one after the other: listings, statuses, examples, claims."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace
from itertools import islice, takewhile

from doclint.model.contract import SENT, Claim, Listing, Sample, Status
from doclint.model.page import (
    Block,
    Definitions,
    Element,
    Example,
    Items,
    Paragraph,
    Quote,
    Section,
    Table,
)
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.read.answers import titled_status, told_statuses
from doclint.read.attributes import definition_attributes, lines_of
from doclint.read.contexts import behind_line, claimed_status, narrowed, shown_by, where_of
from doclint.read.definitions import (
    is_definition,
    read_definitions,
    read_paragraphs,
    stands_alone,
)
from doclint.read.errors import read_error_definitions, read_error_items
from doclint.read.groups import with_groups
from doclint.read.header_mentions import read_header_mentions
from doclint.read.labelled import behind_title, read_in_line, title_end
from doclint.read.lists import read_items, taken_in
from doclint.read.properties import read_apart, read_assigned, read_paragraphs_apart
from doclint.read.prose import cut
from doclint.read.samples import announced, labelled_statuses, read_sample
from doclint.read.scripts import consists_of, folded
from doclint.read.statuses import (
    definition_statuses,
    heading_status,
    http_statuses,
    item_statuses,
    listed_statuses,
    sentence_statuses,
    solo_status,
)
from doclint.read.summaries import summary_of, summed_up
from doclint.read.tables import Context, read_table
from doclint.read.tag_members import read_elements
from doclint.read.type_fences import read_type_fence
from doclint.read.typed_json import read_typed_json, read_typed_span
from doclint.read.vocabulary import Vocabulary, plain

_DENIAL = 40  # characters of a text that denies parameters and says nothing else
_ASKING = 12  # words of a line that may turn to requests
_LINES = 50  # of a paragraph that may have titles; more of them are no text about an operation
_ANSWERS = frozenset(("response", "status", "error"))
_CAPTION = 300  # a longer paragraph in front of a table is no caption
_MEDIA = regex(r"(?<![ \t])[ \t]*+\([a-z]+/[\w.+*-]+\)")  # "Request (application/json)"
_NONE = regex(
    r"^\W*(?:there\s+(?:are|is)\s+)?(?:this\s+\w+\s+)?(?:no|does\s+not\s+(?:take|require|have|accept|need)(?:\s+any)?|"
    r"takes\s+no|requires\s+no|has\s+no|needs\s+no)\s+(?P<what>(?:[\w-]+\s+){0,3}?)"
    r"(?:parameters?|params?|arguments?|headers?)\b(?P<rest>[^.\n]{0,40})",
    re.I,
)


@dataclass(slots=True)
class Found:
    """What was read so far, in the order of the page."""

    listings: list[Listing] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    descriptions: list[Span] = field(default_factory=list)


def read_section(section: Section, context: Context, vocabulary: Vocabulary, found: Found) -> None:
    """Add what the blocks of a section say; the sections inside it are read on their own."""
    before = len(found.listings)
    if section.heading and "response" in (context.where or ""):
        if claimed := claimed_status(section.heading, vocabulary):
            found.statuses.append(replace(claimed, span=section.span))
    elif section.heading and (claimed := heading_status(section.heading, in_responses=False)):
        found.statuses.append(replace(claimed, span=section.span))
    _read_blocks(section.blocks, context, vocabulary, found)
    found.listings += read_apart(section, context, vocabulary)
    found.listings[before:] = (with_groups(one, vocabulary) for one in found.listings[before:])


def _read_blocks(
    blocks: Sequence[Block], context: Context, vocabulary: Vocabulary, found: Found
) -> Context:
    """Read blocks in order; a line that names a status or a caption speaks for what follows."""
    base, near, at = context, context, 0
    answer: Context | None = None
    last: Example | None = None
    while at < len(blocks):
        block = _caption_of(blocks[at])
        at += 1
        if isinstance(block, Paragraph) and is_definition(block):
            run = [block, *_defined(blocks[at:])]
            at += len(run) - 1
            at += sum(1 for _ in takewhile(_goes_on, blocks[at:]))
            listing = read_paragraphs(run, near, vocabulary)
            found.listings += [listing] if listing else []
        elif isinstance(block, Paragraph):
            answer = behind_line(block, context, answer, vocabulary)
            base, near = _read_paragraph(block, base, vocabulary, found)
        elif summary := summary_of(block):
            near = _read_summary(summary, base, vocabulary, found)
        elif isinstance(block, Element):
            elements = [block, *_elements(blocks[at:])]
            at += len(elements) - 1
            found.listings += read_elements(elements, base, vocabulary)
        elif isinstance(block, Example) and not block.shows_page:
            found.samples.append(read_sample(block, shown_by(near, answer), last))
            found.statuses += (*http_statuses(block), *labelled_statuses(block, near))
            typed = read_type_fence(block, near, vocabulary)
            typed = typed or read_typed_json(block, near, vocabulary)
            found.listings += [typed] if typed else []
            last, near = block, _behind(found.samples[-1], base, near)
        else:
            base = near = _read_block(block, base, near, vocabulary, found)
            near, last = _announced_by(block, base, vocabulary), None
    return base


def _elements(blocks: Sequence[Block]) -> Iterator[Element]:
    for block in blocks:
        if not isinstance(block, Element):
            return
        yield block


def _caption_of(block: Block) -> Block:
    """A short line that stands in a quote as titles of examples do: "> Body 请求参数"."""
    inner = block.blocks if isinstance(block, Quote) else ()
    only = inner[0] if len(inner) == 1 else None
    return only if isinstance(only, Paragraph) and len(only.prose.text) < _DENIAL else block


def _behind(sample: Sample, base: Context, near: Context) -> Context:
    """What speaks for what follows an example: no line about what comes back, behind a request."""
    response = (near.where or "").startswith("response")
    return base if response and sample.role == "request" else near


def _defined(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if not (isinstance(block, Paragraph) and is_definition(block)):
            return
        yield block


def _goes_on(block: Block) -> bool:
    """Whether a block goes on with a definition: by Markdown alone it would be indented code."""
    return isinstance(block, Example) and block.kind == "indented"


def _read_block(
    block: Block, base: Context, near: Context, vocabulary: Vocabulary, found: Found
) -> Context:
    match block:
        case Table():
            listing = read_table(block, near, vocabulary)
            found.listings.append(listing)
            found.statuses += listing.statuses if listing.kind == "statuses" else ()
        case Items():
            _read_items(block, _in_front(block, base, near, vocabulary), vocabulary, found)
            return _behind_status(block, base, found)
        case Definitions():
            alone = stands_alone(block, near, vocabulary)
            _read_definitions(block, base if alone else near, vocabulary, found)
        case Quote():
            return _read_blocks(block.blocks, near, vocabulary, found)
    return base


def _in_front(items: Items, base: Context, near: Context, vocabulary: Vocabulary) -> Context:
    """What speaks for a list: no sentence in front of one whose items are titles of parts."""
    firsts = [item.blocks[0] for item in items.items if len(item.blocks) > 1]
    texts = [one.prose.text for one in firsts if isinstance(one, Paragraph)]
    parts = any(len(text) <= _CAPTION and vocabulary.is_part(text) for text in texts)
    title = _MEDIA.sub("", near.caption.text) if near.caption else ""
    return base if parts and not vocabulary.is_part(title) else near


def _announced_by(block: Block, base: Context, vocabulary: Vocabulary) -> Context:
    """What speaks for what follows a list whose last item is its title: "- **Response**:"."""
    item = block.items[-1] if isinstance(block, Items) and block.items else None
    only = item.blocks[0] if item is not None and len(item.blocks) == 1 else None
    if not isinstance(only, Paragraph) or len(only.prose.text) > _CAPTION:
        return base
    text = only.prose.text.rstrip()
    titles = text.endswith((":", "：")) and vocabulary.is_part(text)
    return _captioned(only, base, vocabulary) if titles else base


def _behind_status(items: Items, base: Context, found: Found) -> Context:
    """What speaks for what follows a list of one status: "- 200 OK", and its body behind it."""
    only = items.items[0] if len(items.items) == 1 else None
    if only is None or len(only.blocks) != 1 or not (base.where or "").startswith("response"):
        return base
    codes = [one.code for one in found.statuses if one.span == only.span]
    return replace(base, status=codes[0]) if len(codes) == 1 else base


def _read_paragraph(
    block: Paragraph, base: Context, vocabulary: Vocabulary, found: Found
) -> tuple[Context, Context]:
    """The context from here on, and the one for the very next block."""
    prose = block.prose
    if status := solo_status(prose) or titled_status(prose, vocabulary):
        found.statuses.append(status)
        base = replace(base, where="response", status=status.code)
        return base, base
    if claim := _claim(block, base, vocabulary):
        found.claims.append(claim)
    if "example" not in base.roles:
        found.statuses += sentence_statuses(prose)
        found.statuses += told_statuses(prose, vocabulary)
    _labelled(block, base, vocabulary, found)
    if _of_response_headers(base, vocabulary):
        found.listings += read_header_mentions(block, base.section)
    if base.section.heading is None or not base.roles:
        found.descriptions.append(prose.span)
    return base, _captioned(block, base, vocabulary)


def _read_summary(one: Paragraph, base: Context, words: Vocabulary, found: Found) -> Context:
    """The context of what folds away below a summary."""
    status = summed_up(one, words)
    found.statuses += [status] if status else []
    into = status and replace(base, where="response", status=status.code)
    return into or _captioned(one, base, words)


def _labelled(block: Paragraph, base: Context, vocabulary: Vocabulary, found: Found) -> None:
    """What stands in a line behind its title: "**URL Parameters**: `id=[integer]`"."""
    for line in islice(lines_of(block.prose), _LINES):
        end = title_end(line, vocabulary)
        if end is None:
            continue
        titled = _captioned(Paragraph(cut(line, 0, end)), base, vocabulary)
        rest = behind_title(line, end)
        if _ANSWERS & set(titled.roles):
            found.statuses += tuple(listed_statuses(rest, told=found.statuses))
        assigned = tuple(read_assigned(rest, titled, vocabulary))
        found.listings += assigned or read_in_line(rest, titled, vocabulary)
        typed = read_typed_span(rest, titled, vocabulary)
        found.listings += [typed] if typed else []


def _of_response_headers(base: Context, vocabulary: Vocabulary) -> bool:
    heading = base.section.heading
    said = heading is not None and "response_header" in vocabulary.roles(heading.text)
    return said or base.where == "response_header"


def _captioned(block: Paragraph, base: Context, vocabulary: Vocabulary) -> Context:
    text = _MEDIA.sub("", block.prose.text)
    roles = vocabulary.roles(text) if len(text) <= _CAPTION else ()
    where = where_of(roles) if roles else None
    if (base.where or "").startswith("response") and not _asks(text, where, base, vocabulary):
        where = narrowed(where, base.where) if where in ("header", "body") else base.where
    both = {"response", "request"} <= set(roles) or sum(role in SENT for role in roles) > 1
    vague = where == "request" and (base.where is not None or not vocabulary.is_part(text))
    if where is None or vague or both:
        where = base.where or ("request" if _titles_parameters(text, roles, vocabulary) else None)
    status = announced(block, vocabulary) or base.status
    if status is None and "error" in roles:
        status = "error"
    return replace(
        base, where=where, status=status, roles=(*base.roles, *roles), caption=block.span
    )


def _titles_parameters(text: str, roles: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Whether a line is the title of a list of parameters, as a heading would be."""
    return "parameters" in roles and vocabulary.is_part(text) and "response" not in roles


def _asks(text: str, where: str | None, base: Context, vocabulary: Vocabulary) -> bool:
    """Whether a line in a part about responses turns to what is sent: "Request body:"."""
    if base.status is not None:
        return False
    asked = any("request" in vocabulary.roles(word) for word in text.split()[:_ASKING])
    return asked or where not in ("header", "body")


def _claim(block: Paragraph, base: Context, vocabulary: Vocabulary) -> Claim | None:
    """A sentence that denies parameters: of the kind that it names, or of its heading's kind."""
    text = block.prose.text
    if plain(text) in vocabulary.words["none"] and base.where in SENT:
        return Claim(base.where or "", block.span)
    match = _NONE.match(text)
    if not match:
        return _claim_elsewhere(block, vocabulary)
    rest = match["rest"].strip().lower()
    if rest.startswith(("other", "besides", "except", "beyond", "other than", "if", "when")):
        return None
    words = match["what"] + (" headers" if "header" in match[0].lower() else "")
    named = where_of(vocabulary.roles(f"{words} parameters"))
    if re.search(r"\b(?:other|additional|further|extra|special|more)\b", words, re.I):
        return None
    where = named if named in SENT else base.where if not match["what"].strip() else None
    return Claim(where, block.span) if where in SENT and where else None


def _claim_elsewhere(block: Paragraph, vocabulary: Vocabulary) -> Claim | None:
    """What a short text of another language denies: "查询参数：无"."""
    text = block.prose.text
    if text.isascii() or len(text) > _DENIAL:
        return None
    known = folded(text)
    said = [word for word in vocabulary.words["nothing"] if word in known]
    others = vocabulary.fillers | vocabulary.words["nothing"]
    if not said or not consists_of(known, vocabulary.headings, others):
        return None
    where = where_of(vocabulary.roles(text))
    return Claim(where, block.span) if where in SENT and where else None


def _read_items(items: Items, context: Context, vocabulary: Vocabulary, found: Found) -> None:
    if taken := tuple(taken_in(items, context, vocabulary)):
        known = {listing.span.start for listing in found.listings if listing.reason}
        found.listings += [listing for listing in taken if listing.span.start not in known]
    if statuses := item_statuses(items):
        found.statuses += statuses
        listing = Listing(
            "statuses", items.span, context.section, statuses=statuses, caption=context.caption
        )
        found.listings.append(listing)
    elif listing_ := read_items(items, context, vocabulary):
        found.listings.append(listing_)
        rows = {member.row.start for member in listing_.members if member.row}
        for item in items.items if listing_.kind == "members" else ():
            if item.span.start not in rows:
                _read_blocks(item.blocks, context, vocabulary, found)
        return
    elif "error" in context.roles and (errors := read_error_items(items)):
        found.listings.append(
            Listing("errors", items.span, context.section, errors=errors, caption=context.caption)
        )
    by_item = {status.span.start: status for status in statuses}
    for item in items.items:
        claimed = by_item.get(item.span.start)
        inner = replace(context, where="response", status=claimed.code) if claimed else context
        _read_blocks(item.blocks, inner, vocabulary, found)
        first = item.blocks[0] if item.blocks else None
        if not claimed and isinstance(first, Paragraph) and len(item.blocks) > 1:
            titled = _captioned(first, inner, vocabulary)
            found.listings += read_paragraphs_apart(item.blocks[1:], titled, vocabulary)


def _read_definitions(
    block: Definitions, context: Context, vocabulary: Vocabulary, found: Found
) -> None:
    """A list of members, statuses or error codes; or of parts, whose terms stand as headings."""
    if any(definition_attributes(block, vocabulary)):
        return
    members = tuple(read_definitions(block, context, vocabulary))
    found.listings += members
    statuses = definition_statuses(block)
    codes = {status.span.start: status.code for status in statuses}
    if statuses:
        found.statuses += statuses
        listing = Listing(
            "statuses", block.span, context.section, statuses=statuses, caption=context.caption
        )
        found.listings.append(listing)
    elif not members and "error" in context.roles and (errors := read_error_definitions(block)):
        found.listings.append(
            Listing("errors", block.span, context.section, errors=errors, caption=context.caption)
        )
    for entry in block.entries if not members else ():
        inner = context
        if code := codes.get(entry.span.start):
            inner = replace(context, where="response", status=code)
        elif len(entry.terms) == 1:
            inner = _captioned(Paragraph(entry.terms[0]), context, vocabulary)
        _read_blocks(entry.blocks, inner, vocabulary, found)
