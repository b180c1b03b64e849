"""The formats of a report by name."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from doclint.model.result import Result
    from doclint.report.context import Context

_FOR_PEOPLE = ("full", "concise", "grouped")
_OF_RESULT = {"json": "json_report", "jsonl": "json_report"}  # with the module, if it is another
_WITH_CONTEXT = ("sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown", "html")

NAMES = (*_FOR_PEOPLE, *_OF_RESULT, *_WITH_CONTEXT)


def lines(
    result: Result,
    name: str,
    *,
    color: bool = False,
    links: bool = False,
    context: Context | None = None,
) -> Iterator[str]:
    """The lines of a report in the format of that name.

    Colors and links are for people only; `context` is what the result does not know of the run.
    """
    if name in _FOR_PEOPLE:
        return _format(name)(result, color=color, links=links)
    if name in _OF_RESULT:
        return _format(name)(result)
    from doclint.report.context import Context

    return _format(name)(result, context or Context())


def _format(name: str) -> Callable[..., Iterator[str]]:
    """The function of a format; only the module of the one that is asked for is imported."""
    module = import_module(f"doclint.report.{_OF_RESULT.get(name, name)}")
    function = f"{name}_report" if name == "json" else name
    found: Callable[..., Iterator[str]] = getattr(module, function)
    return found
