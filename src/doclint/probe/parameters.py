"""Parameters of an operation as plain data."""

from __future__ import annotations

from typing import Any

from doclint.model.spec import Node
from doclint.probe import plain
from doclint.read.specified import parameter_schema

_PLACES = ("path", "query", "header", "cookie", "body", "formData")
_BESIDE = (
    *("type", "format", "enum", "default", "items", "nullable", "pattern"),
    *("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"),
)
_OF_PARAMETER = frozenset(("name", "in", "required", "description", "example", "examples"))

Context = dict[str, Any]


def read_parameter(node: Node) -> Context:
    """A parameter with its schema, and what that says beside it too, as Swagger 2.0 has it."""
    inner = parameter_schema(node)
    shape = plain.plain(inner)
    if inner is node:
        shape = {word: value for word, value in shape.items() if word not in _OF_PARAMETER}
    value, name = node.value, node.value["name"]
    beside = {word: shape[word] for word in _BESIDE if word in shape}
    return {
        **beside,
        **{word: own for word, own in value.items() if word not in ("schema", "content")},
        "name": name,
        "in": value.get("in"),
        "required": value.get("required") is True,
        "description": node.text("description") or "",
        "deprecated": node.truth("deprecated"),
        "schema": shape,
        "example": given_example(node, plain.example(shape, name)),
    }


def given_example(node: Node, otherwise: Any) -> Any:
    """The example that a parameter or a media type has, or the value of its first one."""
    if "example" in node.value:
        return node.value["example"]
    listed = node.get("examples")
    for each in listed.items() if listed and isinstance(listed.value, dict) else ():
        one = each.resolved().value
        if isinstance(one, dict) and "value" in one:
            return one["value"]
    return otherwise


def grouped(every: list[Context]) -> Context:
    """All parameters, and those of each place."""
    by_place: dict[str, list[Context]] = {
        place: [one for one in every if one["in"] == place] for place in _PLACES
    }
    by_place["form"] = by_place.pop("formData")
    own = {f"{place}_params": by_place[place] for place in by_place if place != "body"}
    return {"parameters": every, "parameters_by_place": by_place, **own}
