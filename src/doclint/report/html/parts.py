"""Which part of an operation a finding is about."""

from __future__ import annotations

from doclint.model.finding import Finding
from doclint.model.pattern import regex

PARTS = ("parameters", "body", "examples", "responses", "errors")
"""The columns of the matrix, in its order."""

FAMILIES = {
    "parameters": ("parameter",),
    "body": ("body",),
    "examples": ("example", "request"),
    "responses": ("response", "body"),
    "errors": ("response", "error"),
}
"""The families of rules that compare a part with the spec."""

_OF_FAMILY = {
    "parameter": "parameters",
    "body": "body",
    "example": "examples",
    "request": "examples",
    "response": "responses",
    "error": "errors",
}
_OF_SUBJECT = {
    "path": "parameters",
    "query": "parameters",
    "header": "parameters",
    "cookie": "parameters",
    "body": "body",
    "response": "responses",
    "response-header": "responses",
    "response_header": "responses",
    "error": "errors",
    "error-field": "errors",
}
_FAILED = regex("[45](?:[0-9X]{2})?")


def part_of(finding: Finding) -> str | None:
    """The part of its operation that a finding is about; None where it is about none of them."""
    family, (kind, _, value) = finding.rule.partition("/")[0], finding.subject.partition(":")
    if family in ("endpoint", "page", "project", "spec", "front-matter"):
        return None
    if family in ("example", "request"):
        return "examples"
    if kind == "status":
        return "errors" if failed(value) else "responses"
    return _OF_SUBJECT.get(kind) or _OF_FAMILY.get(family)


def failed(code: str | None) -> bool:
    """Whether a status is one of an error; `default` is what most specs say of errors."""
    return code in ("default", "error") or bool(code and _FAILED.match(code))
