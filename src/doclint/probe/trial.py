"""A template on trial: what it makes of data that was made up, read as pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from doclint.model.page import Page
from doclint.model.source import Source
from doclint.model.template import Template
from doclint.parse.markdown import parse_markdown
from doclint.probe.budget import limited_memory
from doclint.probe.lines import Line, LineFault, line_faults, lines
from doclint.probe.needs import Need
from doclint.probe.reading import needs
from doclint.probe.rendering import Rendering
from doclint.probe.samples import Plan, made
from doclint.probe.tracing import Tracer

PAGES = ("", ".md", ".markdown", ".mdx", ".txt")
"""The suffixes of pages that are read as Markdown."""

BASE = Plan()
"""One item of everything, every flag set."""

_PLAIN, _TRIMMED = (False, False), (True, True)


@dataclass(frozen=True, eq=False)
class Probe:
    """One rendering: of which plan, the data, the text with its origins, and the page."""

    plan: Plan
    data: Mapping[str, Any]
    rendering: Rendering
    page: Page


@dataclass(frozen=True, eq=False)
class Trial:
    """The subject of rules about renderings. Probes are made when they are first asked for.

    `trims` are the options that the template is taken to be rendered with. `known` is data that the
    project has for it: made-up data takes its place where that says nothing.
    """

    template: Template
    needs: Need
    trims: tuple[bool, bool]
    tracer: Tracer
    known: Mapping[str, Any] = field(default_factory=dict)
    markdown: bool = True
    lines: tuple[Line, ...] = ()
    _probes: dict[object, Probe] = field(default_factory=dict)

    def probe(self, plan: Plan = BASE) -> Probe:
        """What the template makes of a plan's data."""
        key = plan.key
        if key not in self._probes:
            self._probes[key] = _probe(self.tracer, self.needs, plan, self.template.source.path)
        return self._probes[key]

    def line_faults(self, plan: Plan = BASE) -> tuple[LineFault, ...]:
        """The lines of the template that do not stand on the page as they are meant to."""
        probe = self.probe(plan)
        return tuple(line_faults(self.lines, probe.rendering, probe.page))

    def probes(self) -> tuple[Probe, ...]:
        """All that were made so far."""
        return tuple(self._probes.values())


def trial(template: Template, known: Mapping[str, Any] | None = None) -> Trial:
    """A template on trial, with the options of its environment that fit it best."""
    need = needs(template)

    def on(trims: tuple[bool, bool]) -> Trial:
        compiled = Tracer(template, trims)
        markdown = template.page_suffix in PAGES
        return Trial(template, need, trims, compiled, known or {}, markdown, lines(template))

    if template.setting.trims is not None:
        return on(template.setting.trims)
    plain = on(_PLAIN)
    if not plain.markdown or not (broken := _broken_loops(plain)):
        return plain
    rows = {line.loops[-1].span.start for line in plain.lines if line.sign == "row" and line.loops}
    if 2 * len(broken) < len(rows):
        return plain  # most loops are right as they are: the others are not
    trimmed = on(_TRIMMED)
    return trimmed if len(_broken_loops(trimmed)) < len(broken) else plain


def _broken_loops(one: Trial) -> set[int]:
    """The loops whose rows are no rows of a table, by where they begin."""
    found = one.line_faults(Plan(items=2))
    return {fault.line.loops[-1].span.start for fault in found if fault.line.loops}


def _probe(tracer: Tracer, need: Need, plan: Plan, path: str) -> Probe:
    data = made(need, plan)
    with limited_memory():
        rendering = tracer.render(data)
    return Probe(plan, data, rendering, parse_markdown(Source(path, rendering.text)))


def pieces_of(probe: Probe, wanted: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """The values on a page that show some data, each with its offset."""
    for begin, piece in probe.rendering.placed():
        for read in piece.reads:
            if wanted(read):
                yield begin, read
