"""The formats of a report by name."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.result import Result

NAMES = ("full", "concise", "grouped", "json", "jsonl")


def lines(result: Result, name: str, *, color: bool = False) -> Iterator[str]:
    """The lines of a report in the format of that name."""
    match name:
        case "concise":
            from doclint.report.concise import concise

            return concise(result, color=color)
        case "grouped":
            from doclint.report.grouped import grouped

            return grouped(result, color=color)
        case "json":
            from doclint.report.json_report import json_report

            return json_report(result)
        case "jsonl":
            from doclint.report.json_report import jsonl

            return jsonl(result)
        case _:
            from doclint.report.full import full

            return full(result, color=color)
