"""What made a line of a page: the line of its template, the round of its loop, the data."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from doclint.build import build
from doclint.config import Config, UsageError
from doclint.discover import discover
from doclint.files import Files
from doclint.findings import places
from doclint.model.finding import Place
from doclint.model.page import Page
from doclint.model.pattern import regex
from doclint.model.source import Pointer, Source, Span
from doclint.model.template import Template
from doclint.model.trace import Loop, Part, Read, Trace
from doclint.parse.pages import PARSERS, is_page
from doclint.probe.origins import Origins, Rendered
from doclint.probe.paths import keys_of
from doclint.probe.stretches import Difference, Stretch

_PLACE = regex(r"(.+?):(\d+)(?::\d+)?\Z", 16)
_NEEDED = "expected PAGE:LINE, such as `docs/list-pets.md:12`"


def trace(args: Namespace, files: Files, config: Config) -> Trace:
    """What made the line that is asked for; UsageError where there is none, or nobody knows it."""
    path, line = _asked(args.place, files)
    found = discover(files, (path,), config, args.spec, templates=args.template)
    project, checked = build(files, found, config)
    page = next((one for one in checked if one.source.path == path), None)
    if page is None:
        raise UsageError(f"`{path}` is no page ({', '.join(PARSERS)})")
    text = _line(page.source, line)
    templates = (*project.templates, *project.other_templates)
    if not templates:
        raise UsageError(
            "no template is known; name it with `--template`, or in `templates` of an `[[api]]`"
        )
    named = frozenset(map(files.shown, args.template))
    origins = Origins(files, config, project, templates, checked, named=named)
    one = origins.pages.get(path)
    if one is None:
        raise UsageError(f"`{path}` was not rendered from {_known(origins, page, templates)}")
    return _traced(one, line, text)


def _asked(given: str, files: Files) -> tuple[str, int]:
    match = _PLACE.match(given)
    if match is None:
        raise UsageError(f"`{given}` is no place; {_NEEDED}")
    path = files.shown(match[1])
    if not files.exists(path):
        raise UsageError(f"`{path}` is not there")
    if files.is_folder(path) or not is_page(path):
        raise UsageError(f"`{path}` is no page; {_NEEDED}")
    return path, int(match[2])


def _line(source: Source, line: int) -> str:
    count = len(source.line_starts) - source.text.endswith("\n")
    if not 1 <= line <= count:
        raise UsageError(f"`{source.path}` has no line {line}; it has {count}")
    return source.line(line)


def _known(origins: Origins, page: Page, templates: tuple[Template, ...]) -> str:
    """The templates that it was compared with, and how far it is from them."""
    shown = []
    for template in templates[:3]:
        found, wanted = origins.likeness(page, template)
        shown.append(f"`{template.source.path}` (it has {found} of {wanted} fixed lines)")
    more = f" or {len(templates) - 3} more" if len(templates) > 3 else ""
    return " or ".join(shown) + more


def _traced(one: Rendered, line: int, text: str) -> Trace:
    source = one.page.source
    start = source.line_starts[line - 1]
    stretches = one.over(start, start + len(text)) if text.strip() else ()
    differs = next((each for each in one.differences if each.covers(line)), None)
    spots = _spots(one, stretches, differs)
    where = places(each for each in spots if each is not None)
    main = _main(stretches, differs)
    return Trace(
        page=source.path,
        line=line,
        text=text,
        template=one.template.source.path,
        evidence=one.evidence,
        same=None if one.feed is None else differs is None,
        expected=differs.there[line - differs.line :][:1] if differs else (),
        spot=where[main] if main else None,
        written=main.source.line(main.line) if main else "",
        parts=tuple(_parts(one, stretches, start, where)),
        loops=tuple(_loops(one, stretches, where)),
    )


def _main(stretches: tuple[Stretch, ...], differs: Difference | None) -> Span | None:
    """The line of the template, from its first character that shows."""
    own = [each for each in stretches if each.piece.text.strip()] or [*stretches]
    if own:
        return own[0].spot(own[0].start, own[0].end)
    return differs.spot if differs else None


def _spots(
    one: Rendered, stretches: tuple[Stretch, ...], differs: Difference | None
) -> Iterator[Span | Pointer | None]:
    yield _main(stretches, differs)
    for each in stretches:
        yield each.spot(each.start, each.end)
        for read in each.piece.reads:
            yield one.feed.place(read) if one.feed else None
    for tag, _ in _tags(one, stretches):
        yield tag


def _tags(one: Rendered, stretches: tuple[Stretch, ...]) -> Iterator[tuple[Span, str]]:
    """The loops around a line, each with the round that it comes from."""
    inner = max(stretches, key=lambda each: len(each.piece.loops), default=None)
    if inner is None or not inner.piece.loops:
        return
    spot = inner.piece.spot
    around = [
        node.tag.span
        for template in one.template.files()
        for node in template.walk()
        if node.kind == "for" and node.tag is not None
        if node.span.source is spot.source and node.span.start <= spot.start < node.span.end
    ]
    yield from zip(around, inner.piece.loops[-len(around) :], strict=False)


def _loops(
    one: Rendered, stretches: tuple[Stretch, ...], where: dict[Span | Pointer, Place]
) -> Iterator[Loop]:
    for tag, turn in _tags(one, stretches):
        keys, _ = keys_of(turn)
        number = keys[-1] if keys and isinstance(keys[-1], int) else 0
        over = turn.rpartition("[")[0]
        yield Loop(tag.text, over, int(number) + 1, where[tag])


def _parts(
    one: Rendered, stretches: tuple[Stretch, ...], start: int, where: dict[Span | Pointer, Place]
) -> Iterator[Part]:
    for each in stretches:
        spot = each.spot(each.start, each.end)
        reads = [(read, one.feed.place(read) if one.feed else None) for read in each.piece.reads]
        yield Part(
            text=one.page.source.text[each.start : each.end],
            column=each.start - start + 1,
            fixed=each.piece.literal,
            same=each.same,
            written=spot.text,
            place=where[spot],
            reads=tuple(Read(read, where[at] if at else None) for read, at in reads),
        )
