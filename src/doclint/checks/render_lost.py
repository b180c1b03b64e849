"""Values that a template prints and no reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.checks._shown import proses
from doclint.checks.swallowed import swallowed_text
from doclint.model.finding import Hit
from doclint.model.page import Table
from doclint.model.project import Described
from doclint.model.source import Span
from doclint.model.template import Node
from doclint.probe.rendering import Piece
from doclint.probe.samples import Plan, shown
from doclint.probe.trial import BASE, Probe, Trial

_TAG = re.compile(r"<((?:[a-z][\w.-]{0,40})?zq\w+)(?:\s[^<>/]*)?>\Z")
_LINK = re.compile(r"<zq\w+:[^<>\s]*>\Z")
_BROWSERS = re.compile(r"<(?P<name>zq\w+)>|<(?P<end>/?)(?:script|style|textarea)\b", re.I)
_LINKED = re.compile(
    r"mail|ur[il]|link|href|address|site|page|component|tag|element|scheme|protocol", re.I
)
_HOLDS = frozenset(("if", "arm", "for", "with", "autoescape", "filter"))


def value_lost(trial: Trial) -> Iterator[Hit]:
    """Values that no page shows, whatever the data. Facts: name, reason."""
    yield from _outside_blocks(trial)
    if not trial.page_kind or trial.template.page_suffix == ".mdx":
        return
    if trial.markdown:
        yield from _beyond_header(trial, trial.probe(BASE))
    told: set[int] = set()
    for plan in (BASE, Plan(flags=False)):
        for hit in _swallowed(trial, trial.probe(plan)):
            if isinstance(hit.anchor, Span) and hit.anchor.start not in told:
                told.add(hit.anchor.start)
                yield hit


def _hit(span: Span, name: str, reason: str) -> Hit:
    return Hit(span, "", {"name": name, "reason": reason})


# Blocks -------------------------------------------------------------------------------------------


def _outside_blocks(trial: Trial) -> Iterator[Hit]:
    """What a template that extends another prints outside of its blocks."""
    parent: Node | None = None
    for node in trial.template.nodes:
        if node.kind == "extends":
            parent = node
        elif parent is not None and (lost := _printed(node)) is not None:
            yield _hit(lost.span, lost.values[0].span.text, "the parent template shows blocks only")
            return  # what stands beside it is lost for the same reason


def _printed(node: Node) -> Node | None:
    """The first value that a node prints, blocks aside."""
    if node.kind == "print":
        return node if node.values[0].kind != "call" else None  # a call may be for its effect
    if node.kind not in _HOLDS:
        return None
    return next((found for child in node.body if (found := _printed(child))), None)


# Tables -------------------------------------------------------------------------------------------


def _beyond_header(trial: Trial, probe: Probe) -> Iterator[Hit]:
    """What stands in a cell for which the header of its table has no column."""
    glued = {fault.line.span.start for fault in trial.line_faults(BASE)}
    told: set[int] = set()
    for block in probe.page.blocks():
        if not isinstance(block, Table) or block.kind != "pipe":
            continue
        columns = len(block.header.cells)
        for row in block.rows:
            begin = probe.rendering.span(row.span.start, row.span.start + 1)
            if begin is None or begin.start in glued:
                continue
            for cell in row.cells[columns:]:
                piece = _value(probe, cell.span)
                if piece is not None and piece.spot.start not in told:
                    told.add(piece.spot.start)
                    yield _hit(piece.spot, piece.spot.text, f"its table has {columns} columns only")


def _value(probe: Probe, span: Span) -> Piece | None:
    """The first value on a stretch of a page, if all of it is sure."""
    pieces = [piece for _, piece in probe.rendering.placed(span.start, span.end)]
    values = [piece for piece in pieces if not piece.literal]
    return values[0] if values and all(piece.sure for piece in pieces) else None


# Tags ---------------------------------------------------------------------------------------------


def _swallowed(trial: Trial, probe: Probe) -> Iterator[Hit]:
    """Words in angle brackets, which renderers take for tags."""
    text = probe.rendering.text
    if "<" not in text:
        return
    ways = "put it into back-ticks, or write `&lt;` for `<`" if trial.markdown else "write `&lt;`"
    tags = (*_value_tags(probe), *_fixed_tags(probe)) if trial.markdown else _of_browsers(probe)
    for span in tags:
        found = probe.rendering.span(span.start, span.end)
        if found is not None:
            kind = "link" if _LINK.match(span.text) else "tag"
            yield _hit(found, shown(span.text), f"renderers take it for a {kind}: {ways}")


def _value_tags(probe: Probe) -> Iterator[Span]:
    """Tags whose name is a value, and that no other tag closes."""
    for prose, _ in proses(probe.page):
        for inline in prose.walk():
            text = probe.rendering.text[inline.start : inline.end]
            if inline.kind == "html" and (tag := _TAG.match(inline.value)):
                span = _span(probe, inline.start, len(tag[0]))
                if _is_word(probe, span, tag[1]):
                    yield span
            elif inline.kind == "autolink" and _LINK.match(text):
                span = _span(probe, inline.start, len(text))
                if _is_word(probe, span, text):
                    yield span


def _is_word(probe: Probe, span: Span, name: str) -> bool:
    """Whether a value in angle brackets is nothing but that: no link, and closed nowhere."""
    text = probe.rendering.text
    if f"</{name}>" in text or text[span.start - 1 : span.start] == "<":
        return False  # `<<anchor>>` is a link elsewhere
    value = _value(probe, span)
    # `<a@b.c>` and `<https://...>` are links
    return value is not None and not any(map(_LINKED.search, value.reads))


def _of_browsers(probe: Probe) -> Iterator[Span]:
    """Tags of a page in HTML whose name is a value, and that no other tag closes."""
    shows = True
    for tag in _BROWSERS.finditer(probe.rendering.text):
        if not tag["name"]:
            shows = bool(tag["end"])
        elif shows:
            span = _span(probe, tag.start(), len(tag[0]))
            if probe.rendering.is_literal(span.start, span.start + 1):
                yield from (span,) if _is_word(probe, span, tag["name"]) else ()


def _span(probe: Probe, start: int, length: int) -> Span:
    return Span(probe.page.source, start, start + length)


def _fixed_tags(probe: Probe) -> Iterator[Span]:
    """Tags in cells that the template itself writes."""
    for hit in swallowed_text(Described(probe.page, probe.page.source.path, (), {})):
        if isinstance(hit.anchor, Span) and probe.rendering.is_literal(
            hit.anchor.start, hit.anchor.end
        ):
            yield hit.anchor
