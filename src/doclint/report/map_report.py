"""Which part of which page describes which operation, by which signs, and what has no partner."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from doclint.model.page import Page
from doclint.model.project import Endpoint, Project
from doclint.model.result import Result
from doclint.report.frame import clean


def links(project: Project, pages: Sequence[Page]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each page with the labels of the operations that it describes."""
    found: dict[int, dict[str, None]] = {}
    for endpoint in project.endpoints:
        labels = found.setdefault(id(endpoint.page), {})
        labels.update(dict.fromkeys(known.label for known in endpoint.specified))
    for page in pages:
        yield page.source.path, tuple(found.get(id(page), ()))


def map_text(result: Result) -> Iterator[str]:
    """Each page with its sections and their operations, then what has no partner."""
    data = map_data(result)
    for page in data["pages"]:
        yield clean(f"{page['path']}{_from(page['template'])}")
        for section in page["sections"]:
            yield from _section(section)
    for path, specs in data["ambiguous"].items():
        yield clean(f"{path} fits several specs alike: {', '.join(specs)}")
    yield from _alone("pages without an operation", data["pages_without_operation"])
    yield from _alone("operations without a page", data["operations_without_page"])
    yield from _alone("templates that no page is known to be of", data["templates_without_page"])


def _from(template: dict[str, str] | None) -> str:
    return f" from {template['path']} ({template['evidence']})" if template else ""


def _section(section: dict[str, Any]) -> Iterator[str]:
    operations = ", ".join(operation["label"] for operation in section["operations"])
    title = f"{section['line']}: {section['title'] or '(no heading)'}"
    named = f"{section['named']}, which no spec has" if section["named"] else "nothing in a spec"
    yield clean(f"  {title} = {operations or named}")
    for sign in section["evidence"]:
        yield clean(f"      {sign['sign']} {sign['text']} ({sign['weight']:g})")


def _alone(title: str, names: Sequence[str]) -> Iterator[str]:
    if names:
        yield f"{title}: {len(names)}"
        yield from (f"  {clean(name)}" for name in names)


def map_json(result: Result) -> Iterator[str]:
    """The same as JSON."""
    yield json.dumps(map_data(result), indent=2, ensure_ascii=False)


def map_data(result: Result) -> dict[str, Any]:
    """The same as plain values."""
    project = result.project
    by_page: dict[int, list[Endpoint]] = {}
    for endpoint in project.endpoints:
        by_page.setdefault(id(endpoint.page), []).append(endpoint)
    pages = [(page, by_page.get(id(page), [])) for page in result.checked]
    return {
        "version": 1,
        "pages": [
            {
                "path": page.source.path,
                "template": _template(result, page),
                "sections": [_section_data(one) for one in endpoints],
            }
            for page, endpoints in pages
            if endpoints
        ],
        "pages_without_operation": [
            page.source.path
            for page, endpoints in pages
            if not any(endpoint.specified for endpoint in endpoints)
        ],
        "ambiguous": project.facts.get("ambiguous", {}),
        "operations_without_page": [*_undocumented(project)],
        "templates_without_page": [*_unused(result)],
    }


def _template(result: Result, page: Page) -> dict[str, str] | None:
    known = result.templates.get(page.source.path)
    return {"path": known[0], "evidence": known[1]} if known else None


def _section_data(endpoint: Endpoint) -> dict[str, Any]:
    contract = endpoint.documented
    return {
        "line": contract.span.line,
        "title": contract.title,
        "named": None if endpoint.specified else endpoint.operation,
        "operations": [
            {"label": known.label, "operation": str(known.operation or "") or None}
            for known in endpoint.specified
        ],
        "spec": endpoint.spec.source.path if endpoint.spec else None,
        "evidence": [
            {"sign": sign.sign, "text": sign.text, "weight": sign.weight}
            for sign in endpoint.evidence
        ],
    }


def _unused(result: Result) -> Iterator[str]:
    """The templates that no page is known to be rendered from, nor another one to use."""
    used = {path for path, _ in result.templates.values()}
    for template in result.project.templates:
        used.update(one.source.path for one in template.files() if one is not template)
    paths = (template.source.path for template in result.project.templates)
    return (path for path in paths if path not in used)


def _undocumented(project: Project) -> Iterator[str]:
    known = {id(one.operation) for endpoint in project.endpoints for one in endpoint.specified}
    for spec in project.specs:
        for operation in spec.operations:
            if id(operation) not in known and not operation.internal:
                yield f"{operation.label} in {spec.source.path}"
