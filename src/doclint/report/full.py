"""For a person at a terminal: each finding with its lines, on the page and in the spec."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from doclint.model.finding import Finding, Place, Repair
from doclint.model.result import Result
from doclint.model.source import Source
from doclint.report.frame import clean, frame
from doclint.report.hyperlinks import linked
from doclint.report.verdicts import verdict

_COLORS = {"error": "31", "warning": "33", "info": "36", "dim": "2", "bold": "1", "spec": "34"}
_SHOWN = 6  # other places of one finding
_SHORT = 60  # characters of a fix that are shown


def full(result: Result, *, color: bool = False, links: bool = False) -> Iterator[str]:
    """The lines of the report: a block for each finding, and an empty line behind it."""
    labels = {str(one): one.label for spec in result.project.specs for one in spec.operations}
    for finding in result.findings:
        yield from _finding(finding, result.sources, labels, color, links=links)
        yield ""


def paint(text: str, style: str, color: bool) -> str:
    """The text in a color, if colors are wanted."""
    return f"\x1b[{_COLORS[style]}m{text}\x1b[0m" if color else text


def _finding(
    finding: Finding,
    sources: Mapping[str, Source],
    labels: Mapping[str, str],
    color: bool,
    *,
    links: bool,
) -> Iterator[str]:
    head = paint(f"{finding.severity}[{finding.rule}]", finding.severity, color)
    yield f"{head}: {paint(clean(finding.message), 'bold', color)}{_mark(finding)}"
    others = [also for also in finding.also if not _is_within(also.place, finding.place)][:_SHOWN]
    lines = [finding.place.line, *(also.place.line for also in others)]
    gutter = max(3, len(str(max(lines)))) + 2
    operation = finding.operation or ""
    about = clean(labels.get(operation, operation)) or _pointer(finding.pointer)
    label = _label(finding) if others else ""
    yield _arrow("-->", finding.place, about, gutter, links=links)
    own = _lines(finding.place, sources.get(finding.place.path), gutter, "^", label)
    yield from _painted(own, finding.severity, color)
    for also in others:
        yield _arrow(":::", also.place, _pointer(also.pointer), gutter, links=links)
        source = sources.get(also.place.path)
        other = _lines(also.place, source, gutter, "-", clean(also.label))
        yield from _painted(other, "spec", color)
    if len(finding.also) > _SHOWN:
        yield f"{'':>{gutter}} = and {len(finding.also) - _SHOWN} more places"
    yield from _reasons(finding)
    if finding.fix:
        yield f"  help: {_help(finding, finding.fix, sources)}"


def _reasons(finding: Finding) -> Iterator[str]:
    """Who is wrong, and which change it comes from, where that is known."""
    if said := verdict(finding):
        yield f"  verdict: {said}"
    if place := finding.changed:
        yield f"  caused by {clean(place.path)}:{place.line}"


def _label(finding: Finding) -> str:
    """What is meant by the characters that are marked, where others are shown too."""
    if finding.cause is not None or finding.rule.partition("/")[0] in ("template", "render"):
        return "the data" if finding.verdict == "data" else "the template"
    return "here" if finding.pointer is not None else "the page"


def _mark(finding: Finding) -> str:
    if finding.fix is None:
        return ""
    return "  [fix]" if finding.fix.safe else "  [unsafe fix]"


def _help(finding: Finding, fix: Repair, sources: Mapping[str, Source]) -> str:
    """What a fix does, in words: a short one is said as it is."""
    unsafe = "" if fix.safe else " (look at it afterwards: `--unsafe-fixes`)"
    change, *others = fix.changes
    written = clean(change.text.strip())
    if others or len(written) > _SHORT or "\n" in change.text.strip():
        return f"it can be rewritten{unsafe}"
    source = sources.get(change.path)
    old = source.text[change.start : change.end].strip() if source else ""
    where = "here" if change.path == finding.place.path else f"in {clean(change.path)}"
    if not written:
        return f"remove `{clean(_cut(old))}` {where}{unsafe}"
    return f"{'write' if old else 'add'} `{written}` {where}{unsafe}"


def _cut(text: str) -> str:
    line, _, more = text.partition("\n")
    return f"{line[:_SHORT]}..." if more or len(line) > _SHORT else line


def _is_within(place: Place, other: Place) -> bool:
    """Whether a place needs no frame of its own, as the one of another shows it."""
    same = (place.path, place.line, place.end_line) == (other.path, other.line, other.end_line)
    return same and place.start < other.end and other.start < place.end


def _arrow(arrow: str, place: Place, about: str, gutter: int, *, links: bool) -> str:
    where = linked(clean(str(place)), place.path, links=links)
    return f"{arrow:>{gutter}} {where}{'   ' + about if about else ''}"


def _pointer(pointer: str | None) -> str:
    return f"#{clean(pointer)}" if pointer else ""


def _lines(
    place: Place, source: Source | None, gutter: int, mark: str, label: str
) -> Iterator[str]:
    if source is not None:
        yield from frame(source, place, gutter, mark, label)


def _painted(lines: Iterator[str], style: str, color: bool) -> Iterator[str]:
    """The lines of a frame, the mark below in a color."""
    for line in lines:
        bar, _, marked = line.partition(" | ")
        yield f"{bar} | {paint(marked, style, color)}" if not bar.strip() else line
