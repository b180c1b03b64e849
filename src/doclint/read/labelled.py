"""Members in the line of their title: "**Query parameters**: `limit` (integer), `status`".

A line is read as a whole or not at all: what stands in code between the names may be values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from doclint.model.contract import SENT, Listing, Member, Said
from doclint.model.page import Inline, Prose
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.read.groups import group_mark
from doclint.read.leads import Lead, lead_cells, marked_head, read_lead
from doclint.read.prose import cut, seen
from doclint.read.rows import plain_truth, read_member, with_notation
from doclint.read.tables import Context
from doclint.read.values import leads_values
from doclint.read.vocabulary import Vocabulary

_TITLE = regex(r"[^\W\d_][^:：`\n]{2,40}(?=[:：])")
_COLON = regex(r"\s*[:：\-–—]\s*")
_SEPARATOR = regex(r"(?:[,;/&|、，；]|\b(?:and|or))$")
_GROUP = regex(r"\([^()]*\)|\[[^\[\]]*\]")
_NAME = regex(r"(?a)[:{<?]?[a-z$@_]\w*+(?:[.-]\w++|\[\w*\])*+[?*]?[}>]?(?:[:=][^&\n]*)?")
_HEADER = regex(r"[A-Z][\w-]*(?::[^\n]*)?")
_MOST = 40  # members in one line


def title_end(line: Prose, vocabulary: Vocabulary) -> int | None:
    """Where the title ends that a line begins with, and that says which part it is about."""
    marked = marked_head(line)
    match = _TITLE.match(line.text) if marked is None else None
    end = match.end() if match else marked
    if not end or "`" in line.at(0, end).text or not vocabulary.is_part(line.text[:end]):
        return None
    if line.text[:end].rstrip().endswith((":", "：")) or _COLON.match(line.text, end):
        return end
    return end if marked and any(_outer_codes(behind_title(line, end))) else None


def behind_title(line: Prose, end: int) -> Prose:
    """What stands behind the title of a line."""
    colon = _COLON.match(line.text, end)
    return cut(line, colon.end() if colon else end)


def title_mark(title: str, vocabulary: Vocabulary) -> bool | None:
    """What a title says of all that it stands over: "Required", "Optional parameters:"."""
    title = title.strip(" :：*_#")
    whole = plain_truth(title, vocabulary)
    return group_mark(title, vocabulary) if whole is None else whole


def marked_by(
    members: Sequence[Member], title: Span | None, words: Vocabulary
) -> tuple[Member, ...]:
    """Members with the mark of their title, where they have none of their own."""
    truth = title_mark(title.text, words) if title else None
    if title is None or truth is None:
        return tuple(members)
    said = Said(truth, title)
    return tuple(each if each.required else replace(each, required=said) for each in members)


def read_in_line(rest: Prose, context: Context, vocabulary: Vocabulary) -> Iterator[Listing]:
    """The members behind a title, where all that stands there are members."""
    parts = tuple(_parts(rest))
    if not parts or _are_values(parts, context, vocabulary):
        return
    leads = [read_lead(part, vocabulary) for part in parts]
    found = [lead for lead in leads if lead is not None]
    if len(found) < len(parts) or not _are_members(found, context):
        return
    members = [
        _member(lead, part, context, vocabulary) for lead, part in zip(found, parts, strict=True)
    ]
    marked = marked_by(members, context.caption, vocabulary)
    yield Listing(
        "members",
        rest.span,
        context.section,
        where=context.where,
        status=context.status,
        members=with_notation(marked),
        caption=context.caption,
    )


def _member(lead: Lead, part: Prose, context: Context, vocabulary: Vocabulary) -> Member:
    name = lead.name
    cells = lead_cells(lead)
    return read_member(
        name, name.path, cells, part.span, where=context.where, vocabulary=vocabulary
    )


def _are_members(leads: Sequence[Lead], context: Context) -> bool:
    """Whether names can only be members: by the title, or by what stands beside each of them."""
    if context.where in ("path", "query", "header", "cookie") or "parameters" in context.roles:
        return True
    told = all(lead.sure for lead in leads)
    if context.where in (*SENT, "request"):
        return told and (len(leads) > 1 or "required" in leads[0].cells)
    return told and len(leads) > 1


def _are_values(parts: Sequence[Prose], context: Context, vocabulary: Vocabulary) -> bool:
    """Whether what stands in code may be something else than names."""
    spelled = _HEADER if "header" in (context.where or "") else _NAME
    if not all(spelled.fullmatch(_code(part)) or _NAME.fullmatch(_code(part)) for part in parts):
        return True
    texts = [_GROUP.sub("", part.text)[len(_code(part)) :].strip(" ,;.") for part in parts]
    told = sum(bool(text.strip("*?")) for text in texts)
    return any(leads_values(part.text, vocabulary) for part in parts) or 0 < told < len(parts)


def _code(part: Prose) -> str:
    return part.inlines[0].value if part.inlines else ""


def _parts(rest: Prose) -> Iterator[Prose]:
    """A text in parts that begin with a code span each; none where one stands elsewhere."""
    codes = list(islice(_outer_codes(rest), _MOST + 1))
    starts = [seen(rest, each.start) for each in codes]
    if not 0 < len(starts) <= _MOST or rest.text[: starts[0]].strip():
        return
    for (code, start), (_, following) in pairwise(zip(codes, starts, strict=True)):
        behind = rest.text[start + len(code.value) : following]
        if not _SEPARATOR.search(_GROUP.sub("", behind).rstrip()):
            return
    for start, end in pairwise((*starts, len(rest.text))):
        yield cut(rest, start, start + len(_bare(rest.text[start:end])))


def _bare(part: str) -> str:
    """A part without the separators behind it: "`limit`, and "."""
    while (bare := _SEPARATOR.sub("", part.rstrip(" \n."))) != part:
        part = bare
    return part


def _outer_codes(rest: Prose) -> Iterator[Inline]:
    """The code spans that do not stand in brackets."""
    groups = [match.span() for match in _GROUP.finditer(rest.text)]
    for each in rest.inlines:
        if each.kind == "code" and each.inner is not None:
            at = seen(rest, each.start)
            if not any(first < at < last for first, last in groups):
                yield each
