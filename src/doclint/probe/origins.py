"""Which page was rendered from which template, and from which data, as far as that is certain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from itertools import islice

from doclint.config import Config
from doclint.files import Files
from doclint.model.page import Page
from doclint.model.project import Project
from doclint.model.record import dataclass
from doclint.model.source import Source, Span
from doclint.model.template import Template
from doclint.probe.budget import Budget, limited_memory
from doclint.probe.feeding import Feed, Feeds, feeds
from doclint.probe.paths import Keys, keys_of
from doclint.probe.rendering import Rendering
from doclint.probe.skeleton import Skeleton, skeleton
from doclint.probe.stretches import Beside, Difference, Stretch, over
from doclint.probe.tracing import Tracer
from doclint.probe.trial import Trial, trial

_BUDGET = Budget(steps=2_000_000, output=4_000_000)
_OTHERS = 24  # pages beside those that are checked
_TRIMS = ((False, False), (True, True), (True, False), (False, True))
_FIT = 0.7  # the share of lines that a page has in common with what its data gives
_STEADY = 0.9  # of a template's fixed lines, those that a page has that nobody says is its own
_TOLD = 0.5  # the same where the configuration names the template
_KNOWN_BY = 4  # fixed lines that a page is known by
_FEWER, _MARKS = 2, 8  # or by fewer that are always there, and others in loops
_HEADINGS = 0.8  # the share of a page's headings that the template may have given
_CLEARLY = 1.5  # how many more fixed lines one template has to explain than any other
_MOST_STALE = 0.5  # the share of a template's pages that may be stale before the data is doubted
_FEW = 3  # pages of which all may be


@dataclass(frozen=True, eq=False)
class Rendered:
    """A page with the template that it was rendered from.

    `evidence` says how that is known. Where the data is known too, there is `feed`, and what the
    template makes of it is the `rendering`; `differences` are then where the page is another, and
    the `stale` of them say that somebody edited it, or did not render it again.
    """

    page: Page
    template: Template
    evidence: str
    stretches: tuple[Stretch, ...] = ()
    feed: Feed | None = None
    rendering: Rendering | None = None
    differences: tuple[Difference, ...] = ()
    stale: tuple[Difference, ...] = ()
    doubtful: bool = False

    @property
    def is_from_files(self) -> bool:
        """Whether its data is in files of the project."""
        return self.feed is not None and bool(self.feed.files)

    @cached_property
    def shown(self) -> frozenset[Keys]:
        """The data that stands on the page, with what it is part of."""
        pieces = self.rendering.pieces if self.rendering else ()
        reads = {read for piece in pieces for read in piece.reads if piece.text.strip()}
        keys = [keys_of(read)[0] for read in reads]
        return frozenset(each[:end] for each in keys for end in range(1, len(each) + 1))

    def is_edited(self, line: int, last: int) -> bool:
        """Whether some of these lines are for certain not what the template gives for the data."""
        around = [each for each in self.differences if each.covers(line, last)]
        return bool(around) and all(each.sure for each in around)

    def is_unread(self, name: str) -> bool:
        """Whether the data has an item of that name, and the template shows nothing of it."""
        items = [*self.feed.items(name)] if self.feed and name else []
        return bool(items) and not any(keys in self.shown for keys in items)

    def over(self, start: int, end: int) -> tuple[Stretch, ...]:
        """What made a part of the page; () where the template did not."""
        return over(self.stretches, start, end)

    def spot(self, start: int, end: int) -> Span | None:
        """The stretch of the template that made a part of the page, on one of its lines."""
        parts = [one.spot(start, end) for one in self.over(start, end)]
        if not parts:
            return None
        span = parts[0]
        for part in parts[1:]:
            if part.source is span.source and part.line == span.line and part.end > span.end:
                span = span.until(part)
        return _first_line(span)


def _first_line(span: Span) -> Span:
    text = span.text
    line = text.partition("\n")[0]
    return span.within(0, len(line)) if line.strip() else span


def rendered_pages(
    files: Files,
    config: Config,
    project: Project,
    templates: Sequence[Template],
    checked: Sequence[Page],
) -> Mapping[str, Rendered]:
    """The pages that were rendered from templates of a project, by path.

    All of those that are checked, and as many others as it takes to know what is usual.
    """
    return Origins(files, config, project, templates, checked).pages


@dataclass(eq=False)
class Origins:
    """The pages of a project that were rendered from its templates; looked for when asked.

    `named` are the paths of templates that somebody said pages are rendered from.
    """

    files: Files
    config: Config
    project: Project
    templates: Sequence[Template]
    checked: Sequence[Page]
    named: frozenset[str] = frozenset()
    _known: dict[int, _Known] = field(default_factory=dict)

    @cached_property
    def feeds(self) -> Feeds:
        """The data of pages."""
        return feeds(self.files, self.config, self.project)

    @cached_property
    def pages(self) -> Mapping[str, Rendered]:
        """The pages that are known to be rendered, by path."""
        known = {id(page) for page in self.checked}
        others = islice((page for page in self.project.pages if id(page) not in known), _OTHERS)
        found = [one for page in (*self.checked, *others) if (one := self._of(page)) is not None]
        judged = (self._settled(one) for one in _judged(found))
        return {one.page.source.path: one for one in judged if one is not None}

    def _settled(self, one: Rendered) -> Rendered | None:
        """The page; beside the fixed text alone where what it was made of is doubtful."""
        if not one.doubtful:
            return one
        told = one.template in self._told(one.page)
        return self._known[id(one.template)].beside(one.page, told=told)

    def _of(self, page: Page) -> Rendered | None:
        """The page with its template, if exactly one fits it."""
        told = self._told(page)
        fits = sorted(self._fits(page, told), key=lambda fit: -fit[0])
        if not fits:
            return None
        if len(fits) > 1 and fits[0][0] < _CLEARLY * fits[1][0]:
            return None
        return fits[0][1]

    def _told(self, page: Page) -> list[Template]:
        """The templates that the configuration names for it."""
        apis = [api for api in self.config.apis if api.templates]
        mine = [api for api in apis if api.covers(page.source.path)]
        return [
            template
            for template in self.templates
            if template.source.path in self.named
            or any(api.renders(template.source.path) for api in mine)
        ]

    def likeness(self, page: Page, template: Template) -> tuple[int, int]:
        """How many of a template's fixed lines a page has, and how many there are."""
        known = self._about(template)
        steady = known.skeleton if known else None
        return (steady.found(page.source), len(steady.steady)) if steady else (0, 0)

    def _fits(self, page: Page, told: Sequence[Template]) -> Iterator[tuple[float, Rendered]]:
        for template in told or self.templates:
            known = self._about(template)
            if known is None:
                continue
            near = known.beside(page, told=bool(told))
            if near is None and (known.skeleton.steady or not told):
                continue  # to render it takes longer than to see that it is another
            one = known.fed(page, self.feeds) or near
            if one is not None:
                count = len(one.rendering.text) if one.rendering else 0
                yield float(count or known.skeleton.found(page.source)), one

    def _about(self, template: Template) -> _Known | None:
        if id(template) not in self._known:
            self._known[id(template)] = _Known(template)
        own = self._known[id(template)]
        return own if own.usable else None


def may_be_from(templates: Sequence[Template], sources: Iterable[Source]) -> Iterator[Source]:
    """The texts that have some of the fixed lines of one of the templates."""
    known = [one for one in map(_Known, templates) if one.usable]
    for source in sources:
        if any(one.skeleton.found(source) >= _FEWER for one in known):
            yield source


class _Known:
    """What is known of one template: its fixed text, and what it makes of data."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.tracers: dict[tuple[bool, bool], Tracer] = {}

    @cached_property
    def trial(self) -> Trial:
        """The template on made-up data."""
        return trial(self.template)

    @cached_property
    def skeleton(self) -> Skeleton:
        """Its fixed text."""
        return skeleton(self.trial)

    @property
    def usable(self) -> bool:
        """Whether it is a template that can be rendered at all."""
        return bool(self.template.nodes)

    def fed(self, page: Page, known: Feeds) -> Rendered | None:
        """The page beside what its data gives, if it is known and they are alike."""
        for feed in (known.kept_for(page), known.said_of(page, self.trial.needs)):
            if feed is None:
                continue
            best = self._closest(page.source, feed)
            if best.fit >= _FIT:
                same, size = len(best.pairs), best.size[0]
                source = feed.files[-1].source if feed.files else feed.spec and feed.spec.source
                where = source.path if source else "the spec"
                return Rendered(
                    page,
                    self.template,
                    f"{same} of {size} lines as `{where}` gives them",
                    tuple(best.stretches()),
                    feed,
                    best.rendering,
                    tuple(best.differences()),
                )
        return None

    def _closest(self, page: Source, feed: Feed) -> Beside:
        """The rendering that is most like the page."""
        best: Beside | None = None
        for one in self._tried(page, feed):
            best = one if best is None or one.fit > best.fit else best
            if best.fit == 1:
                break
        assert best is not None
        return best

    def _tried(self, page: Source, feed: Feed) -> Iterator[Beside]:
        """Renderings with the options that the template may be rendered with."""
        told = self.template.setting.trims
        for trims in (told,) if told else _TRIMS:
            if trims not in self.tracers:
                self.tracers[trims] = Tracer(self.template, trims, _BUDGET)
            with limited_memory():
                rendering = self.tracers[trims].render(feed.data)
            yield Beside(page, rendering, whole=self._is_whole(feed, rendering))

    def _is_whole(self, feed: Feed, rendering: Rendering) -> bool:
        """Whether nothing is missing that the template asks for."""
        lacking = set(self.trial.needs.keys) - set(feed.data)
        broken = rendering.stopped or rendering.missing or rendering.failures
        return not (lacking or broken) and self.template.complete

    def beside(self, page: Page, *, told: bool) -> Rendered | None:
        """The page beside the fixed text, if it has nearly all of that and little else."""
        own = self.skeleton
        found, wanted = own.found(page.source), len(own.steady)
        share, least = (_TOLD, 1) if told else (_STEADY, _KNOWN_BY)
        if not told and _FEWER <= found < _KNOWN_BY and own.marks(page.source) >= _MARKS:
            least = _FEWER  # most of it stands in loops
        if found < max(least, share * wanted) or not self._has_headings(page):
            return None
        evidence = f"{found} of {wanted} fixed lines"
        return Rendered(page, self.template, evidence, own.stretches(page.source))

    def _has_headings(self, page: Page) -> bool:
        lines = [s.heading.span for s in page.walk() if s.heading is not None]
        texts = [span.source.line(span.line).rstrip() for span in lines]
        known = sum(self.skeleton.knows(text) for text in texts)
        return known >= _HEADINGS * len(texts)


def _judged(found: Sequence[Rendered]) -> Iterator[Rendered]:
    """With those differences that say that a page is stale, where the data is certain."""
    groups: dict[tuple[int, bool], list[Rendered]] = {}
    for one in found:
        if one.feed is not None:
            groups.setdefault((id(one.template), one.is_from_files), []).append(one)
    certain = {key for key, group in groups.items() if _is_certain(group, from_files=key[1])}
    for one in found:
        if one.feed is None or (id(one.template), one.is_from_files) in certain:
            yield replace(one, stale=tuple(each for each in one.differences if each.sure))
        else:
            yield replace(one, doubtful=True)


def _is_certain(pages: Sequence[Rendered], *, from_files: bool) -> bool:
    """Whether pages were made of the data that is known: most of them are what it gives.

    Where that is in files of the project, all may be stale, if there are few or for one reason.
    """
    odd = [one for one in pages if one.differences]
    if len(odd) <= _MOST_STALE * len(pages):
        return True
    spots = {each.spot and each.spot.line for one in odd for each in one.differences}
    return from_files and (len(odd) <= _FEW or len(spots) <= _FEW)
