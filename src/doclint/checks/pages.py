"""Pages as a whole: what could not be read, fences that never end, sections without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from doclint.checks._fence_fixes import closed
from doclint.checks._shown import short
from doclint.model.finding import Hit
from doclint.model.page import Example, Heading, Note, Page, Section
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.read.vocabulary import plain

_LABEL = 7
# What ends around a title, and what begins around the next one; what begins and ends shows more.
_ONLY_FRAME = regex(
    r"\s*+(?:</[\w-]+\s*+>\s*+)*+(?:<(?:section|div|article|main|header)\b[^<>]*+>\s*+)*+"
)
_FENCE = regex(r"(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)")
_MARKDOWN = regex(
    r"(?P<line>#{2,6} [^\n#]+|\|[ \t]*:?-{3,}[-:| \t]*\||\*\*[^*\n]+\*\*:?|<!--[^\n]*"
    r"|\[[^\]\n]+\]\([^)\n]+\)[^\n]*)[ \t]*$",
    re.M,
)


def unreadable(note: Note) -> Iterator[Hit]:
    """Files that are no UTF-8 text. Facts: reason."""
    if note.code == "unreadable":
        yield Hit(note.span, "", {"reason": note.facts.get("reason", "")})


def unclosed_fence(page: Page) -> Iterator[Hit]:
    """Code blocks without an end, at the line that opens them. Facts: language, end."""
    fences = [b for b in page.blocks() if isinstance(b, Example) and b.kind == "fence"]
    found = False
    for fence in fences:
        inner = _fence_inside(fence)
        if inner is not None:
            found = True
            yield _open(fence, inner)
    last = next((fence for fence in fences if not fence.closed), None)
    if last is None or found:
        return
    for fence in fences:
        swallowed = _swallowed(fence)
        if swallowed is not None:
            yield _open(fence, swallowed)
            return
    yield _open(last, None)


def empty_section(page: Page) -> Iterator[Hit]:
    """Headings with nothing under them, where headings are marked. Facts: title."""
    if page.format == "text":
        return
    starts = {(gap.span.source, gap.span.start) for gap in page.gaps}
    for section, following in zip_longest(list(page.walk()), list(page.walk())[1:]):
        heading = section.heading
        if any((block.span.source, block.span.start) in starts for block in section.blocks):
            continue
        if heading and _is_titled(heading) and _is_empty(section, page) and not _is_tab(following):
            yield Hit(heading.span, f"section:{heading.text}", {"title": short(heading.text)})


def duplicate_heading(page: Page) -> Iterator[Hit]:
    """Headings of one level and one parent with the same words. Facts: title, line.

    Saved text has lost the levels.
    """
    if page.format == "text":
        return
    for sections in (page.sections, *(section.sections for section in page.walk())):
        seen: dict[tuple[int, str], Heading] = {}
        for heading in _headings(sections):
            key = heading.level, plain(heading.text)
            first = seen.setdefault(key, heading)
            if first is not heading and key[1]:
                facts = {"title": short(heading.text), "line": first.span.line}
                also = (("the other section", first.span),)
                yield Hit(heading.span, f"section:{heading.text}", facts, also)


def _headings(sections: tuple[Section, ...]) -> Iterator[Heading]:
    for section in sections:
        if section.heading and _is_titled(section.heading) and not _is_tab(section):
            yield section.heading


def _is_titled(heading: Heading) -> bool:
    return heading.level < _LABEL


def _is_empty(section: Section, page: Page) -> bool:
    """Whether there is nothing under a heading, not even a comment."""
    end = section.heading.span.end - section.span.start if section.heading else 0
    text = section.span.text[end:]
    if _ONLY_FRAME.fullmatch(text) and page.format == "html":
        text = ""
    return not (section.blocks or section.sections or text.strip())


def _is_tab(section: Section | None) -> bool:
    """Whether a heading is the title of a tab, as in `# [Python](#tab/python)`."""
    heading = section.heading if section else None
    return heading is not None and any(i.value.startswith("#tab") for i in heading.prose.inlines)


_EDGES = 2  # the marks of a code block that is not closed, and of one inside it


def _fence_inside(fence: Example) -> Span | None:
    """A line in a code block that opens another: the first one was to end above it."""
    own = _FENCE.match(fence.span.text)
    if own is None:
        return None
    mark = own["fence"]
    if fence.span.text.count(mark) < _EDGES + fence.closed:
        return None
    lead = fence.span.source.position(fence.span.start)[1] + 2  # in a list item all is indented
    opener = re.compile(
        rf"^[ \t>]{{0,{lead}}}{mark[0]}{{{len(mark)},}}[ \t]*[A-Za-z{{.][^`\n]*$", re.M
    )
    inner = opener.search(fence.span.text, own.end())
    return fence.span.within(inner.start(), inner.end()).stripped() if inner else None


def _swallowed(fence: Example) -> Span | None:
    """A line in a code block that is Markdown: a heading, a table, a label in bold."""
    if fence.language in ("markdown", "md", "mdx", "text", "diff"):
        return None
    start = fence.body.span.start - fence.span.start
    found = _MARKDOWN.search(fence.span.text, max(0, start))
    while found and found.start() and fence.span.text[found.start() - 1] != "\n":
        found = _MARKDOWN.search(fence.span.text, found.end())
    return fence.span.within(found.start("line"), found.end("line")) if found else None


def _open(fence: Example, swallowed: Span | None) -> Hit:
    text = fence.span.text.split("\n", 1)[0].rstrip()
    end = "the end of the page"
    if swallowed:
        is_fence = swallowed.text.startswith(("```", "~~~"))
        end = "where the next one opens" if is_fence else f"`{short(swallowed.text)}`"
    also = (("shown as code", swallowed),) if swallowed else ()
    facts = {"language": f"{fence.language} " if fence.language else "", "end": end}
    anchor = fence.span.within(0, len(text))
    return Hit(anchor, f"fence:{fence.language}", facts, also, fix=closed(fence))
