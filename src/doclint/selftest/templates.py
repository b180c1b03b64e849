"""Templates that do not parse, or that show something else than they say."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from doclint.model.finding import Edit
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.model.template import Expr, Node, Tag, Template
from doclint.selftest.sites import Site, misspelt, swap

_LINE = regex(r"\A\|.*\|\s*\Z")


def _loops(template: Template) -> Iterator[Node]:
    """The loops over a list that has a name, in the template's own file."""
    for node in template.walk():
        if node.kind == "for" and node.values and node.span.source is template.source:
            if node.values[0].path:
                yield node


def wrong_list(template: Template, pick: Random) -> Iterator[Site]:
    """A loop over the list of another section."""
    loops = [*_loops(template)]
    names = sorted({node.values[0].span.text for node in loops if len(node.values[0].path) == 1})
    for node in loops:
        old = node.values[0].span
        others = [name for name in names if name != old.text]
        if old.text in names and others:
            new = pick.choice(others)
            yield swap(old, new, f"a loop over {old.text} goes over {new}", node.span)


def lost_end(template: Template, _: Random) -> Iterator[Site]:
    """A block without its end."""
    for node in template.walk():
        end = node.end
        if end is not None and end.kind == "block" and end.span.source is template.source:
            yield swap(end.span, "", f"`{end.span.text}` goes", node.span)


def _prints(template: Template) -> Iterator[tuple[Node, Expr]]:
    for node in template.walk():
        if node.kind == "print" and node.values and node.span.source is template.source:
            yield node, node.values[0]


def foreign_tag(template: Template, _: Random) -> Iterator[Site]:
    """A loop that is written as another engine has it."""
    own, other = template.delimiters.block, ("<%", "%>")
    if own == other:
        other = ("{%", "%}")
    for loop in _loops(template):
        tags = [tag for tag in (loop.tag, loop.end) if tag is not None]
        edits = tuple(Edit(tag.span, _as(tag, own, other)) for tag in tags)
        what = f"`{tags[0].span.text}` becomes `{edits[0].text}`"
        yield Site(edits, what, (loop.span,))


def _as(tag: Tag, own: tuple[str, str], other: tuple[str, str]) -> str:
    """A tag between other delimiters."""
    inner = tag.span.text.removeprefix(own[0]).removesuffix(own[1])
    return f"{other[0]}{inner}{other[1]}"


def lost_brace(template: Template, _: Random) -> Iterator[Site]:
    """A value without the end of its tag."""
    for node, _expr in _prints(template):
        closer = template.delimiters.value[1]
        if node.span.text.endswith(closer) and len(closer) > 1:
            last = Span(node.span.source, node.span.end - 1, node.span.end)
            yield swap(last, "", f"the last character of `{node.span.text}` goes", node.span)


def unknown_name(template: Template, pick: Random) -> Iterator[Site]:
    """A variable of a loop with two letters in the wrong order."""
    for loop in _loops(template):
        inner = [node for child in loop.body for node in child.walk() if node.kind == "print"]
        reads = [one for node in inner for expr in node.values for one in expr.walk()]
        for one in reads:
            if one.kind == "name" and one.value in loop.names:
                name = str(one.value)
                wrong = misspelt(name, pick) or f"{name}x"
                yield swap(one.span, wrong, f"`{name}` becomes `{wrong}`")
                break


def unknown_filter(template: Template, pick: Random) -> Iterator[Site]:
    """A filter with two letters in the wrong order."""
    for node, expr in _prints(template):
        for one in expr.walk():
            wrong = misspelt(str(one.value), pick) if one.kind == "filter" else None
            at = one.span.text.rfind(str(one.value)) if wrong else -1
            if wrong and at >= 0:
                span = one.span.within(at, at + len(str(one.value)))
                yield swap(span, wrong, f"the filter {one.value} becomes {wrong}", node.span)


def glued_lines(template: Template, _: Random) -> Iterator[Site]:
    """Trim marks that put all rows of a loop onto one line."""
    for loop in _loops(template):
        tag, end, inner = loop.tag, loop.end, _inner(loop)
        if tag is None or end is None or not _LINE.match(inner.strip()):
            continue
        at = tag.span.end - len(template.delimiters.block[1])
        to = end.span.start + len(template.delimiters.block[0])
        places = [place for place, mark in ((at, tag.after), (to, end.before)) if not mark]
        source = loop.span.source
        edits = tuple(Edit(Span(source, place, place), "-") for place in places)
        yield Site(edits, "marks that trim put the rows of a loop onto one line", (loop.span,))


def _inner(loop: Node) -> str:
    if loop.tag is None or loop.end is None:
        return ""
    return loop.span.source.text[loop.tag.span.end : loop.end.span.start]
