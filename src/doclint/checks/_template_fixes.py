"""Edits that mend tags of templates."""

from __future__ import annotations

from collections.abc import Iterable

from doclint.model.finding import Edit, Fix
from doclint.model.source import Span
from doclint.model.template import Delimiters, Node, Tag


def on_own_lines(loop: Node, trims: tuple[bool, bool]) -> Fix | None:
    """Marks with which each round of a loop makes a line, and the loop itself none.

    Both tags eat the line break before them: `{%- for x in xs %}`, a row, `{%- endfor %}`. Where
    the environment trims behind blocks, no marks at all do the same.
    """
    if loop.tag is None or loop.end is None:
        return None
    mark = "" if trims[0] else "-"
    wanted = [(loop.tag, mark, ""), (loop.end, mark, loop.end.after)]
    edits = [edit for tag, before, after in wanted for edit in _marked(tag, before, after)]
    return Fix(tuple(edits), safe=True) if edits else None


def _marked(tag: Tag, before: str, after: str) -> list[Edit]:
    """Edits that give a tag other marks than it has; its delimiters are two characters each."""
    start, end = tag.span.start, tag.span.end
    source = tag.span.source
    edits = []
    if tag.before != before:
        edits.append(Edit(source.span(start + 2, start + 2 + len(tag.before)), before))
    if tag.after != after:
        edits.append(Edit(source.span(end - 2 - len(tag.after), end - 2), after))
    return edits


def renamed(spans: Iterable[Span], name: str, near: str | None) -> Fix | None:
    """Another name wherever one stands."""
    if near is None or not near.isidentifier():
        return None
    edits = [Edit(span, near) for span in spans if span.text == name]
    return Fix(tuple(edits), safe=False) if edits else None


def in_style(tags: tuple[Tag, ...], own: Delimiters) -> Fix:
    """The same tags in the style of the template."""
    return Fix(tuple(_restyled(tag, own) for tag in tags), safe=False)


def _restyled(tag: Tag, own: Delimiters) -> Edit:
    text = tag.span.text
    word = text.index(tag.word)
    begin = next(at for at in range(word, -1, -1) if not text[at - 1 : at].isspace())
    inside = text[begin:].rstrip()
    closing = next(size for size in range(1, len(inside)) if inside[-size - 1] not in "%>])}@*")
    inside = inside[:-closing].rstrip("-+").strip()
    start, end = own.block
    return Edit(tag.span, f"{start}{tag.before} {inside} {tag.after}{end}")


def loop_before(nodes: tuple[Node, ...], line: Span) -> Node | None:
    """The last loop that ends before a line, with nothing but blanks between them."""
    text = line.source.text
    for node in nodes:
        for inner in node.walk():
            end = inner.end
            if inner.kind == "for" and end and not text[end.span.end : line.start].strip():
                if end.span.end <= line.start:
                    return inner
    return None
