"""Pages as a whole: what could not be read, fences that never end, sections without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.checks.shown import short
from doclint.model.finding import Hit
from doclint.model.page import Example, Heading, Note, Page, Section
from doclint.model.source import Span
from doclint.read.vocabulary import plain

_LABEL = 7
_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)")
_MARKDOWN = re.compile(
    r"(?P<line>#{2,6} [^\n#]+|\|[ \t]*:?-{3,}[-:| \t]*\||\*\*[^*\n]+\*\*:?|<!--[^\n]*|\[[^\]\n]+\]\([^)\n]+\)[^\n]*)[ \t]*$",
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
    """Headings with nothing under them. Facts: title."""
    for section in page.walk():
        heading = section.heading
        if heading and heading.level < _LABEL and not section.blocks and not section.sections:
            if not section.span.text[heading.span.end - section.span.start :].strip():
                yield Hit(heading.span, f"section:{heading.text}", {"title": short(heading.text)})


def duplicate_heading(page: Page) -> Iterator[Hit]:
    """Headings of one level and one parent with the same words. Facts: title, line."""
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
        if section.heading and section.heading.level < _LABEL:
            yield section.heading


def _fence_inside(fence: Example) -> Span | None:
    """A line in a code block that opens another: the first one was to end above it."""
    own = _FENCE.match(fence.span.text)
    if own is None:
        return None
    mark = own["fence"]
    opener = re.compile(rf"^ {{0,3}}{mark[0]}{{{len(mark)},}}[ \t]*[A-Za-z{{.][^`\n]*$", re.M)
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
        end = f"line {swallowed.line}, where the next one opens" if is_fence else f"`{short(swallowed.text)}`"
    also = (("shown as code", swallowed),) if swallowed else ()
    facts = {"language": f"{fence.language} " if fence.language else "", "end": end}
    return Hit(fence.span.within(0, len(text)), f"fence:{fence.language}", facts, also)
