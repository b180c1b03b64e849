"""A comment for a pull request: a summary, and the findings in a table, the worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doclint.model.finding import Finding, Place
from doclint.model.pattern import regex
from doclint.model.result import Result
from doclint.report.concise import both_ends
from doclint.report.context import Context
from doclint.report.frame import clean
from doclint.report.ranks import worst_first
from doclint.report.summary import covered, found

MARK = "<!-- doclint -->"
"""The first line, by which a bot knows the comment that it wrote before."""

_LONGEST = 65_000  # of 65,536 characters that GitHub takes for a comment
_LONG = 1_000  # characters of one message
_SEVERITIES = {"error": "**error**", "warning": "warning", "info": "info"}
_CODE = regex(r"`([^`]+)`")
_MARKUP = {ord(sign): f"&#{ord(sign)};" for sign in "\\`*_[]<>|~&"}
# What begins a mention, a reference, an emoji, an address or a formula, where text follows it.
_LIVE = regex(
    r"[@#!$%](?=[\w/$&{(.'\"+-])|:(?=//|[\w+-]+:)|(?<=\b[Ww]{3})\.|(?<=\b[Gg][Hh])-(?=\d)"
)


def markdown(result: Result, context: Context) -> Iterator[str]:
    """The comment; what does not fit into it is counted. Nothing that a page says has an effect."""
    head = [MARK, "", f"### doclint: {found(result)}", "", *_trouble(result, context)]
    tail = [] if context.nothing else [*_covered(result)]
    rows = [_row(finding, context) for finding in worst_first(result.findings)]
    room = _LONGEST - sum(map(_length, [*head, *tail])) - 200  # for the head and end of the table
    shown = [*_fitting(rows, room)]
    yield from head
    if shown:
        yield from ("| | where | what |", "|---|---|---|", *shown, "")
    if left := len(rows) - len(shown):
        yield from (f"{left} more {'is' if left == 1 else 'are'} not shown here.", "")
    yield from tail


def _trouble(result: Result, context: Context) -> Iterator[str]:
    """What kept the run from its end."""
    for crash in result.crashes[:10]:
        yield from (f"**Not all was checked:** {_prose(str(crash)[:_LONG])}", "")
    if context.nothing:
        yield from ("**Nothing to check:** no page, no template and no OpenAPI document.", "")


def _covered(result: Result) -> Iterator[str]:
    if seen := covered(result):
        yield f"{seen}."


def _fitting(rows: Iterable[str], room: int) -> Iterator[str]:
    for row in rows:
        room -= _length(row)
        if room < 0:
            return
        yield row


def _length(line: str) -> int:
    """The length with the line break, as GitHub may count it: two for what is beyond 16 bits."""
    return len(line.encode("utf-16-le", "surrogatepass")) // 2 + 1


def _row(finding: Finding, context: Context) -> str:
    place, said = finding.place, both_ends(finding, context)
    cut = f"{said[:_LONG]}..." if len(said) > _LONG else said
    what = f"{_prose(cut)}<br>{_code(finding.rule)}"
    return f"| {_SEVERITIES[finding.severity]} | {_where(place, context)} | {what} |"


def _where(place: Place, context: Context) -> str:
    """The file and its line, with a link to it where that is known."""
    path = context.path(place.path)
    shown = _code(f"{path}:{place.line}")
    if not context.address or context.is_outside(place.path):
        return shown
    from urllib.parse import quote

    there = quote(f"{context.address}{path}", safe="/:", errors="surrogateescape")
    return f'<a href="{there}#L{place.line}">{shown}</a>'


def _prose(text: str) -> str:
    """A message: what stands between back-ticks is code."""
    parts = _CODE.split(text)
    return "".join(_code(part) if number % 2 else _inert(part) for number, part in enumerate(parts))


def _code(text: str) -> str:
    return f"<code>{_inert(text)}</code>"


def _inert(text: str) -> str:
    """A text that is shown as it is: no markup, no mention, no reference, no address of anything.

    A sign in an element of its own begins none of these, as they are looked for in one text.
    """
    parts = []
    at = 0
    shown = clean(text)
    for live in _LIVE.finditer(shown):
        parts += [shown[at : live.start()].translate(_MARKUP), f"<span>{live[0]}</span>"]
        at = live.end()
    return "".join((*parts, shown[at:].translate(_MARKUP)))
