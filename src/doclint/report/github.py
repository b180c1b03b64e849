"""Workflow commands of GitHub Actions: annotations beside the lines of a pull request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from doclint.model.finding import Finding
from doclint.model.result import Result
from doclint.report.concise import ends
from doclint.report.context import Context
from doclint.report.frame import clean
from doclint.report.ranks import worst_first

_MOST = 10  # annotations of a kind that GitHub shows for one step
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_OTHERS = 3  # other places that an annotation tells


def github(result: Result, context: Context) -> Iterator[str]:
    """The worst findings as annotations, and then all in the log if there are more than shown."""
    stopped = [*map(str, result.crashes), *(["nothing to check"] if context.nothing else [])]
    yield from (_command("error", one, title="doclint") for one in map(clean, stopped[:_MOST]))
    ranked = worst_first(result.findings)
    shown = [*_shown(ranked, len(stopped))]
    yield from (_annotation(finding, context) for finding in shown)
    if len(shown) < len(ranked) or len(stopped) > _MOST:
        yield _command("notice", _more(ranked, shown), title="doclint")
        yield "::group::doclint: all findings"
        yield from (f"- {_inert(clean(one))}" for one in stopped[_MOST:])
        yield from (_logged(finding, context) for finding in ranked)
        yield "::endgroup::"


def _shown(ranked: Iterable[Finding], errors: int) -> Iterator[Finding]:
    """As many of each severity as are shown, and a notice less, which tells of the others."""
    left = {"error": _MOST - errors, "warning": _MOST, "info": _MOST - 1}
    for finding in ranked:
        left[finding.severity] -= 1
        if left[finding.severity] >= 0:
            yield finding


def _more(ranked: list[Finding], shown: list[Finding]) -> str:
    """How many have no annotation."""
    counts = Counter(finding.severity for finding in ranked)
    counts.subtract(finding.severity for finding in shown)
    told = [f"{n} more {kind}{'s' if n > 1 else ''}" for kind, n in counts.items() if n]
    many = " and ".join(told) or "more"
    return f"{many}: GitHub shows {_MOST} of a kind for a step, the log has all"


def _annotation(finding: Finding, context: Context) -> str:
    """Columns go with findings on one line only, as GitHub wants it. Ends are exclusive."""
    place = finding.place
    where = {"file": context.path(place.path), "line": place.line, "endLine": place.last_line}
    if place.line == place.end_line:
        where |= {"col": place.column, "endColumn": place.end_column}
    others = (
        f"\n{clean(also.label)}: {clean(context.path(also.place.path))}:{also.place.line}"
        for also in finding.also[:_OTHERS]
    )
    message = f"{clean(finding.message)}{ends(finding)}{''.join(others)}"
    command = _COMMANDS[finding.severity]
    return _command(command, message, **where, title=f"doclint {finding.rule}")


def _logged(finding: Finding, context: Context) -> str:
    place = finding.place
    where = f"{context.path(place.path)}:{place.line}:{place.column}"
    said = f"{finding.severity}[{finding.rule}] {finding.message}{ends(finding)}"
    return f"- {_inert(clean(f'{where}: {said}'))}"


def _inert(text: str) -> str:
    """A text in the middle of a line in which GitHub finds no command of the older kind."""
    return text.replace("##[", "## [")


def _command(name: str, message: str, **properties: object) -> str:
    told = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    return f"::{name} {told}::{_data(message)}"


def _data(text: str) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return _inert(text)


def _property(text: str) -> str:
    return _data(clean(text)).replace(":", "%3A").replace(",", "%2C")
