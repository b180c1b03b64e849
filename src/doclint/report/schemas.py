"""The JSON Schemas of what doclint reads and writes, by name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_FILES = {
    "config": "config.schema.json",
    "findings": "report/findings.schema.json",
    "finding": "report/findings.schema.json",
    "rule": "rules/rule.schema.json",
    "baseline": "baseline/baseline.schema.json",
}

NAMES = tuple(_FILES)


def schema(name: str) -> dict[str, Any]:
    """The schema of that name; a `finding` is a line of `--format jsonl`."""
    file = Path(__file__).parents[1] / _FILES[name]
    found: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return _line(found) if name == "finding" else found


def _line(findings: dict[str, Any]) -> dict[str, Any]:
    """The schema of one finding, from that of all."""
    return {
        "$schema": findings["$schema"],
        "$id": "urn:doclint:finding",
        "title": "A line of what `doclint check --format jsonl` prints, version 1",
        "$ref": "#/$defs/finding",
        "$defs": findings["$defs"],
    }
