"""What an operation takes and gives, with examples, as templates are fed with it."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from doclint.model.spec import Node, Operation
from doclint.probe import plain
from doclint.probe.parameters import Context, given_example, read_parameter

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


def requests(operation: Operation, parameters: list[Context]) -> Context:
    """What is sent: the bodies that are possible, and the first of them under names of its own."""
    bodies = list(_request_bodies(operation, parameters))
    first = bodies[0] if bodies else {}
    return {
        "req_bodies": bodies,
        "bodies_by_media_type": {body["media_type"]: body for body in bodies},
        "request_body": first,
        "request_example": first.get("body", ""),
        "body_params": first.get("fields", []),
    }


def _request_bodies(operation: Operation, parameters: list[Context]) -> Iterator[Context]:
    holder = operation.node.get("requestBody")
    if holder is not None and isinstance(holder.value, dict):
        required = holder.truth("required")
        about = {"description": holder.text("description") or "", "required": required}
        yield from (about | body for body in _media(holder, "readOnly"))
    kind = next(iter(_kinds_of(operation, "consumes")), _JSON)
    for one in parameters:
        if one["in"] == "body":
            about = {"description": one["description"], "required": one["required"]}
            yield about | _body(kind, one["schema"], one["example"])
    form = [one for one in parameters if one["in"] == "formData"]
    if form:
        needed = [one["name"] for one in form if one["required"]]
        shapes = {one["name"]: {**one["schema"], "description": one["description"]} for one in form}
        whole = {"type": "object", "properties": shapes, "required": needed}
        sent = {one["name"]: one["example"] for one in form}
        kind = _FORM if kind == _JSON else kind
        yield {"description": "", "required": bool(needed)} | _body(kind, whole, sent)


def _kinds_of(operation: Operation, word: str) -> list[str]:
    """The media types of Swagger 2.0, those of the operation before those of the document."""
    for holder in (operation.node.value, operation.spec.document.data):
        listed = holder.get(word) if isinstance(holder, dict) else None
        if isinstance(listed, list):
            return [kind for kind in listed if isinstance(kind, str)]
    return []


def _media(holder: Node, without: str) -> Iterator[Context]:
    content = holder.get("content")
    for each in content.items() if content and isinstance(content.value, dict) else ():
        media = each.resolved()
        if isinstance(media.value, dict):
            shape = plain.plain(media.step("schema"))
            made = plain.example(shape, without=without) if shape else ""
            yield _body(each.name, shape, given_example(media, made))


def _body(media_type: str, shape: Context, value: Any) -> Context:
    return {
        "media_type": media_type,
        "content_type": media_type,
        "type": shape.get("type", ""),
        "schema": shape,
        "example": value,
        "body": plain.as_json(value),
        "properties": plain.properties(shape),
        "fields": list(_fields(shape)),
    }


def _fields(shape: Context) -> Iterator[Context]:
    """The properties as a list, of which each knows its name and whether it is required."""
    inner = shape
    while "properties" not in inner and isinstance(inner.get("items"), dict):
        inner = inner["items"]
    listed = inner.get("required")
    needed = listed if isinstance(listed, list) else []
    for name, own in plain.properties(shape).items():
        told = {"description": "", "example": plain.example(own, name), **own}
        yield told | {"name": name, "required": name in needed, "schema": own}


# Answers ------------------------------------------------------------------------------------------


def answers(operation: Operation) -> Context:
    """What comes back: all responses, the first that is a success, and the errors."""
    holder = operation.node.get("responses")
    nodes = holder.items() if holder and isinstance(holder.value, dict) else ()
    every = [_response(operation, node) for node in nodes if not node.name.startswith("x-")]
    good = [one for one in every if one["status"].startswith("2")]
    first = next(iter(good or [one for one in every if one["status"] == "default"]), {})
    errors = [_error(one) for one in every if one["status"][:1] in ("4", "5")]
    return {
        "responses": every,
        "responses_by_status": {one["status"]: one for one in every},
        "success_responses": good,
        "res_body": first,
        "response_example": first.get("body", ""),
        "response_fields": first.get("fields", []),
        "response_headers": first.get("headers", []),
        "response_description": first.get("description", ""),
        "errors": errors,
        "errors_by_code": {one["code"]: one for one in errors},
    }


def _response(operation: Operation, node: Node) -> Context:
    response = node.resolved()
    content = list(_media(response, "writeOnly"))
    if not content and (old := response.step("schema")):
        content = [_old_body(operation, response, plain.plain(old))]
    first = content[0] if content else _body("", {}, "")
    description = response.text("description") or ""
    return first | {
        "code": node.name,
        "status": node.name,
        "status_code": node.name,
        "name": _phrase(node.name) or description,
        "description": description,
        "headers": list(_headers(response)),
        "content": content,
    }


def _old_body(operation: Operation, response: Node, shape: Context) -> Context:
    """A body as Swagger 2.0 has it: examples by media type beside the schema."""
    kind = next(iter(_kinds_of(operation, "produces")), _JSON)
    told = response.get("examples")
    given = told.value if told and isinstance(told.value, dict) else {}
    return _body(kind, shape, given.get(kind, plain.example(shape, without="writeOnly")))


def _headers(response: Node) -> Iterator[Context]:
    listed = response.get("headers")
    for each in listed.items() if listed and isinstance(listed.value, dict) else ():
        header = each.resolved()
        if isinstance(header.value, dict):
            value = {**header.value, "name": each.name, "in": "header"}
            yield read_parameter(Node(header.document, header.pointer, value))


def _error(response: Context) -> Context:
    message = response["name"] or response["description"]
    return response | {"msg": message, "message": message, "desc": response["description"]}


def _phrase(status: str) -> str:
    try:
        return HTTPStatus(int(status)).phrase
    except ValueError:
        return ""
