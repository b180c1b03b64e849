"""A template on trial: what it makes of data that was made up, read as pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from typing import Any

from doclint.model.page import Page
from doclint.model.record import dataclass
from doclint.model.source import Source, Span
from doclint.model.supply import Supply
from doclint.model.template import Node, Template
from doclint.parse.markdown.pages import parse_markdown
from doclint.probe.budget import limited_memory
from doclint.probe.filling import filled, varied_samples
from doclint.probe.gathering import known
from doclint.probe.known import Known, Sample
from doclint.probe.lines import Line, LineFault, line_faults, lines, unshown
from doclint.probe.needs import Need
from doclint.probe.places import Sink
from doclint.probe.reading import needs
from doclint.probe.rendering import Rendering
from doclint.probe.samples import Plan, made
from doclint.probe.sinks import Sinks
from doclint.probe.tracing import Tracer

PAGES = (".md", ".markdown", ".mdx")
"""The suffixes of pages that are read as Markdown."""

HTML = (".html", ".htm", ".xhtml")
"""The suffixes of pages in HTML."""

BASE = Plan()
"""One item of everything, every flag set."""

_MARKS = re.compile(r"^[ \t]*(?:#{1,6} \S|```|\|[ :-]+\|[ |:-]*$)", re.M)
_PLAIN, _TRIMMED = (False, False), (True, True)


@dataclass(frozen=True, eq=False)
class Probe:
    """One rendering: of which plan, the data, the text with its origins, and the page.

    `sample` is what it was made of, where that was no made-up data.
    """

    plan: Plan
    data: Mapping[str, Any]
    rendering: Rendering
    page: Page
    sample: Sample | None = None


@dataclass(frozen=True, eq=False)
class Trial:
    """The subject of rules about renderings. Probes are made when they are first asked for.

    `trims` are the options that the template is taken to be rendered with; where others fit it as
    well, `other` is the trial with those, and lines are wrong only if they are so in both.
    `known` are samples of the data that the project has for it.
    """

    template: Template
    needs: Need
    trims: tuple[bool, bool]
    tracer: Tracer
    known: Known = field(default_factory=Known)
    markdown: bool = True
    lines: tuple[Line, ...] = ()
    other: Trial | None = None
    _probes: dict[object, Probe] = field(default_factory=dict)
    _real: list[Probe] = field(default_factory=list)
    _sinks: list[Sinks] = field(default_factory=list)
    _by_place: dict[tuple[int, int, int], list[Need]] = field(default_factory=dict)

    def probe(self, plan: Plan = BASE) -> Probe:
        """What the template makes of a plan's data."""
        key = plan.key
        if key not in self._probes:
            self._probes[key] = _probe(self.tracer, self.needs, plan, self.template.source.path)
        return self._probes[key]

    def real(self) -> tuple[Probe, ...]:
        """What it makes of a few samples of real data, if the project has some."""
        if not self._real:
            few = varied_samples(self.known, self.needs)
            self._real.extend(self._of_sample(sample) for sample in few)
        return tuple(self._real)

    def _of_sample(self, sample: Sample) -> Probe:
        data = filled(self.known, sample, self.needs).data
        rendering, page = _rendered(self.tracer, data, self.template.source.path)
        return Probe(BASE, data, rendering, page, sample)

    def line_faults(self, plan: Plan = BASE) -> tuple[LineFault, ...]:
        """The lines of the template that do not stand on the page as they are meant to.

        Those that its tests kept from being shown are looked at where all tests come out true.
        """
        probe = self.probe(plan)
        found = tuple(line_faults(self.lines, probe.rendering, probe.page))
        if plan.flags and (missed := unshown(self.lines, probe.rendering)):
            probe = self.probe(replace(plan, forced=True))
            found += tuple(line_faults(missed, probe.rendering, probe.page))
        if self.other is None or not found:
            return found
        same = {fault.line.span.start for fault in self.other.line_faults(plan)}
        return tuple(fault for fault in found if fault.line.span.start in same)

    def sink(self, span: Span) -> Sink:
        """Where the value stands on the page that a tag or an expression prints."""
        return self.sinks.of(span)

    @property
    def page_kind(self) -> str:
        """What its pages are read as: markdown, html, or "" where they cannot be."""
        html = self.template.page_suffix in HTML
        return "markdown" if self.markdown else "html" if html else ""

    @property
    def sinks(self) -> Sinks:
        """Where all that it prints stands."""
        if not self._sinks:
            self._sinks.append(Sinks(self))
        return self._sinks[0]

    def unreached(self) -> tuple[tuple[int, int], ...]:
        """The stretches of the template that no probe rendered as they are meant to be.

        What stands between tags of another style is shown once, whatever it is meant to be.
        """
        shown = {
            piece.spot.start
            for probe in self._probes.values()
            for piece in probe.rendering.pieces
            if piece.spot.source is self.template.source
        }
        texts = (node.span for node in self.template.walk() if node.kind == "text")
        found = [(span.start, span.end) for span in texts if span.start not in shown]
        tags = self.template.foreign
        if len(tags) > 1:
            found.append((tags[0].span.start, tags[-1].span.end))
        return tuple(found)

    def needs_at(self, span: Span) -> tuple[Need, ...]:
        """The pieces of data that an expression reads: several, where callers of a macro differ."""
        if not self._by_place:
            for need in self.needs.walk():
                for place in dict.fromkeys(need.places):
                    key = (id(place.source), place.start, place.end)
                    self._by_place.setdefault(key, []).append(need)
        return tuple(self._by_place.get((id(span.source), span.start, span.end), ()))

    def probes(self) -> tuple[Probe, ...]:
        """All that were made so far."""
        return tuple(self._probes.values())


def trial(template: Template, supply: Supply | None = None) -> Trial:
    """A template on trial, with the options of its environment that fit it best.

    UsageError where the files that a supply names cannot be read.
    """
    need = needs(template)
    samples = known(need, supply, template.setting.globals or ()) if supply else Known()

    def on(trims: tuple[bool, bool]) -> Trial:
        compiled = Tracer(template, trims)
        markdown = template.page_suffix in PAGES or _reads_as_markdown(template)
        return Trial(template, need, trims, compiled, samples, markdown, lines(template))

    if template.setting.trims is not None:
        return on(template.setting.trims)
    plain = on(_PLAIN)
    if not plain.markdown or not (broken := _broken(plain)):
        return plain
    if _is_careful(plain, broken):
        return plain
    trimmed = on(_TRIMMED)
    others = _broken(trimmed)
    if others < broken:
        return trimmed
    return plain if broken <= others else replace(plain, other=trimmed)


def _reads_as_markdown(template: Template) -> bool:
    """Whether a template whose name tells nothing of its pages is written in Markdown."""
    return not template.page_suffix and bool(_MARKS.search(template.source.text))


def _broken(one: Trial) -> set[int]:
    """The lines that are not what they are meant to be, by where they begin."""
    return {fault.line.span.start for fault in one.line_faults(Plan(items=2))}


def _is_careful(one: Trial, broken: set[int]) -> bool:
    """Whether most loops of rows trim by marks of their own: then the others should."""
    rows = [line for line in one.lines if line.sign == "row" and line.loops]
    right = [line for line in rows if line.span.start not in broken]
    trimming = [line for line in right if _trims(line.loops[-1])]
    return len(trimming) > 1 and len(trimming) > len(rows) - len(right)


def _trims(loop: Node) -> bool:
    tags = [tag for tag in (loop.tag, loop.end) if tag is not None]
    return any("-" in (tag.before, tag.after) for tag in tags)


def _probe(tracer: Tracer, need: Need, plan: Plan, path: str) -> Probe:
    """A rendering. Data that has something under every key may never end: then it has not."""
    more: dict[str, Any] = {"forced": plan.flags if plan.forced else None}
    more["patient"] = plan.key == BASE.key
    data = made(need, plan)
    rendering, page = _rendered(tracer, data, path, **more)
    if rendering.stopped is not None and plan.giving and not tracer.broken:
        data = made(need, replace(plan, giving=False))
        rendering, page = _rendered(tracer, data, path, **more)
    return Probe(plan, data, rendering, page)


def _rendered(
    tracer: Tracer, data: Mapping[str, Any], path: str, **more: Any
) -> tuple[Rendering, Page]:
    with limited_memory():
        rendering = tracer.render(data, **more)
    return rendering, parse_markdown(Source(path, rendering.text))


def pieces_of(probe: Probe, wanted: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """The values on a page that show some data, each with its offset."""
    for begin, piece in probe.rendering.placed():
        for read in piece.reads:
            if wanted(read):
                yield begin, read
