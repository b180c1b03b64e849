"""Escaping that readers see: done twice, or where entities stay as they are written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from doclint.model.finding import Hit
from doclint.model.page import Example, Heading, Page, Paragraph, Prose, Table
from doclint.model.template import Expr
from doclint.probe.rendering import Piece
from doclint.probe.samples import Plan, shown
from doclint.probe.trial import Trial

_ESCAPES = re.compile(r"\|\s*(?:e|escape|forceescape|urlize|xmlattr)\b|\bautoescape\b")
_TWICE = re.compile(r"&amp;(?:#\d{1,5}|#x[0-9a-fA-F]{1,4}|[a-zA-Z]{2,6});")
_ONCE = re.compile(r"&(?:amp|lt|gt|quot|#34|#39);")
_TAG = re.compile(r"</?(?:br|p|b|i|em|strong|code|ul|ol|li|a|div|span)\b[^<>]*>")
_ODD = Plan(items=2, text="#&<")


def doubled_entities(trial: Trial) -> Iterator[Hit]:
    """Escaped text that readers see as entities. Facts: problem."""
    if not trial.page_kind or not _escapes(trial):
        return
    probe = trial.probe(_ODD)
    code = _code(probe.page) if trial.markdown else []
    known = _expressions(trial)
    told: set[tuple[int, int]] = set()
    for at, piece in probe.rendering.placed():
        key = (id(piece.spot.source), piece.spot.start)
        if piece.literal or not piece.sure or key in told:
            continue
        problem = _problem(at, piece, code, known.get(key))
        if problem:
            told.add(key)
            yield Hit(piece.spot, "", {"problem": problem})


def _escapes(trial: Trial) -> bool:
    sources = (one.source.text for one in trial.template.files())
    return bool(trial.template.setting.autoescape) or any(map(_ESCAPES.search, sources))


def _expressions(trial: Trial) -> Mapping[tuple[int, int], Expr]:
    return {
        (id(one.source), node.values[0].span.start): node.values[0]
        for one in trial.template.files()
        for node in one.walk()
        if node.kind == "print"
    }


def _problem(at: int, piece: Piece, code: list[tuple[int, int]], expr: Expr | None) -> str:
    if twice := _TWICE.search(piece.text):
        once = twice[0].replace("&amp;", "&", 1)
        return f"this escapes twice: readers see `{once}`, as the page has `{twice[0]}`"
    if _ONCE.search(piece.text) and _within(code, at):
        return f"code shows entities as they are written: readers see `{shown(piece.text)}`"
    if expr is not None and not _within(code, at):
        for part in expr.walk():
            if part.kind == "constant" and isinstance(part.value, str):
                tag = _TAG.search(part.value)
                if tag and _escaped(tag[0]) in piece.text:
                    return f"this escapes its own `{tag[0]}`: readers see the tag as text"
    return ""


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _code(page: Page) -> list[tuple[int, int]]:
    """The stretches of a page that Markdown shows as they are: fences and back-ticks."""
    found = [
        (block.span.start, block.span.end)
        for block in page.blocks()
        if isinstance(block, Example) and block.kind == "fence"
    ]
    for prose in _prose(page):
        found += ((one.start, one.end) for one in prose.walk() if one.kind == "code")
    return sorted(found)


def _prose(page: Page) -> Iterator[Prose]:
    for section in page.walk():
        if isinstance(section.heading, Heading):
            yield section.heading.prose
    for block in page.blocks():
        if isinstance(block, Paragraph):
            yield block.prose
        elif isinstance(block, Table):
            for row in (block.header, *block.rows):
                yield from (cell.prose for cell in row.cells)


def _within(stretches: list[tuple[int, int]], at: int) -> bool:
    number = bisect_right(stretches, (at, 1 << 60)) - 1
    return number >= 0 and at < stretches[number][1]
