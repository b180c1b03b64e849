"""A docs set made for tests: a spec, data, a template, and a page rendered for each operation."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import jinja2

TEMPLATE = """\
---
title: {{ title | tojson }}
slug: {{ slug }}
---

# {{ title }}

{{ summary }}

`{{ method }} {{ path }}`

## Path parameters

| Parameter | Type | Required |
|-----------|------|----------|
{% for p in path_params %}
| `{{ p.name }}` | {{ p.type }} | yes |
{% endfor %}

## Query parameters

| Parameter | Type | Required |
|-----------|------|----------|
{% for p in query_params %}
| `{{ p.name }}` | {{ p.type }} | {{ 'yes' if p.required else 'no' }} |
{% endfor %}

## Response

Answers with a `200`:

```json
{{ response }}
```

| Property | Type |
|----------|------|
{% for p in properties %}
| `{{ p.name }}` | {{ p.type }} |
{% endfor %}

## Errors

{% for e in errors %}
- `{{ e.status }}`: {{ e.meaning }}
{% endfor %}
"""

CONFIG = """\
[[api]]
name = "orchard"
spec = "openapi.yaml"
pages = ["docs/**/*.md"]
templates = ["templates/*.md.j2"]
context = "build/{name}.yaml"

[templates]
trim-blocks = true
lstrip-blocks = true
"""

_THINGS = (
    *("apple", "pear", "plum", "quince", "cherry", "fig", "date", "medlar", "almond", "peach"),
    *("walnut", "hazel", "sloe", "mulberry", "apricot"),
)
_ACTS = ("read", "move", "graft", "prune")

Context = dict[str, Any]


def contexts(pages: int = 60) -> dict[str, Context]:
    """The data of pages, 60 at most, by the name of the page."""
    names = [(act, thing) for thing in _THINGS for act in _ACTS]
    return {f"{act}-{thing}": _context(act, thing) for act, thing in names[:pages]}


def _context(act: str, thing: str) -> Context:
    number = len(thing) % 3
    queries = [
        {"name": "limit", "type": "integer", "format": "int32", "required": False},
        {"name": f"{thing}_age", "type": "integer", "format": "int64", "required": True},
        {"name": "order", "type": "string", "format": "", "required": False},
    ]
    for each in queries:
        each["description"] = f"Which {each['name']} to {act} by."
    properties = [
        {"name": "id", "type": "string", "description": f"The id of the {thing}."},
        {"name": "height", "type": "integer", "description": "In centimetres."},
        {"name": f"{act}_count", "type": "integer", "description": f"How often it was {act}."},
    ]
    body = {"id": f"{thing}-1", "height": 310, f"{act}_count": 4}
    return {
        "title": f"{act.capitalize()} a {thing}",
        "slug": f"{act}-{thing}",
        "summary": f"Lets you {act} one {thing} of the orchard.",
        "method": "GET",
        "path": f"/{thing}s/{{{thing}_id}}/{act}",
        "path_params": [
            {"name": f"{thing}_id", "type": "string", "description": f"The {thing} to {act}."}
        ],
        "query_params": queries[: 2 + (number > 0)],
        "response": json.dumps(body, indent=2),
        "properties": properties,
        "errors": [
            {"status": "404", "meaning": f"There is no such {thing}."},
            {"status": "429", "meaning": "You ask too often."},
        ],
    }


def spec(data: Mapping[str, Context]) -> str:
    """The spec that says the same, as JSON, which is YAML."""
    paths = {own["path"]: {"get": _operation(name, own)} for name, own in data.items()}
    document = {"openapi": "3.1.0", "info": {"title": "Orchard", "version": "1"}, "paths": paths}
    return json.dumps(document, indent=1)


def _operation(name: str, own: Context) -> Context:
    act, _, thing = name.partition("-")
    shapes = {one["name"]: {"type": one["type"]} for one in own["properties"]}
    body = {"type": "object", "properties": shapes, "required": [*shapes]}
    errors = {one["status"]: {"description": one["meaning"]} for one in own["errors"]}
    good = {"description": "Done.", "content": {"application/json": {"schema": body}}}
    return {
        "operationId": f"{act}{thing.capitalize()}",
        "summary": own["title"],
        "parameters": [
            *(_parameter(one, "path") for one in own["path_params"]),
            *(_parameter(one, "query") for one in own["query_params"]),
        ],
        "responses": {"200": good, **errors},
    }


def _parameter(one: Context, place: str) -> Context:
    schema = {"type": one["type"], **({"format": one["format"]} if one.get("format") else {})}
    needed = place == "path" or one["required"]
    about = {"description": one["description"], "schema": schema}
    return {"name": one["name"], "in": place, "required": needed, **about}


def rendered(template: str, data: Mapping[str, Context]) -> dict[str, str]:
    """A page for each, as Jinja makes it."""
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True)
    compiled = environment.from_string(template)
    return {f"docs/{name}.md": compiled.render(own) + "\n" for name, own in data.items()}


def tree(
    template: str = TEMPLATE,
    *,
    config: str = CONFIG,
    pages: int = 60,
    change: Callable[[dict[str, Context]], None] = lambda data: None,  # noqa: ARG005
) -> dict[str, str]:
    """All files of a set of pages. `change` makes the data wrong, which the spec is not."""
    data = contexts(pages)
    document = spec(data)
    change(data)
    return {
        "doclint.toml": config,
        "openapi.yaml": document,
        "templates/endpoint.md.j2": template,
        **rendered(template, data),
        **{f"build/{name}.yaml": json.dumps(own, indent=1) for name, own in data.items()},
    }
