"""The audit report: one file of HTML that asks nothing of anybody."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.result import Result
from doclint.report.context import Context


def html(result: Result, context: Context, *, made: str = "") -> Iterator[str]:
    """The lines of the report. `made` is when, which is not told unless it is given."""
    from doclint.report.html.document import document  # its library takes longer than most runs

    return document(result, context, made=made)
