"""One line a finding, that editors and other programs can jump from."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.finding import Finding
from doclint.model.result import Result
from doclint.report.context import Context
from doclint.report.frame import clean
from doclint.report.full import paint
from doclint.report.hyperlinks import linked
from doclint.report.verdicts import marked


def concise(result: Result, *, color: bool = False, links: bool = False) -> Iterator[str]:
    """`path:line:column: severity[rule] message`, and the other line of the page it is about."""
    for finding in result.findings:
        rule = paint(f"{finding.severity}[{finding.rule}]", finding.severity, color)
        place = linked(clean(str(finding.place)), finding.place.path, links=links)
        yield f"{place}: {rule} {clean(finding.message)}{ends(finding)}"


def ends(finding: Finding) -> str:
    """What is said behind a message in one line."""
    return f"{other_line(finding)}{marked(finding)}{caused(finding)}"


def caused(finding: Finding) -> str:
    """The line of another file whose change brought it."""
    place = finding.changed
    return f" (caused by {clean(place.path)}:{place.line})" if place else ""


def both_ends(finding: Finding, context: Context) -> str:
    """A message in one line, with the first place in another file that it is about."""
    others = (one for one in finding.also if one.place.path != finding.place.path)
    other = next(others, None)
    if other is None:
        return f"{finding.message}{ends(finding)}"
    where = f"{context.path(other.place.path)}:{other.place.line}"
    return f"{finding.message}{ends(finding)} ({other.label}: {where})"


def other_line(finding: Finding) -> str:
    """The line of the first other place, where it is on the same page and another line."""
    place = finding.also[0].place if finding.also else finding.place
    here = place.path == finding.place.path and place.line != finding.place.line
    return f" (see line {place.line})" if here else ""
