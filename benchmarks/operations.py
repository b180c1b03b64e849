"""A made-up API of any size and its spec; the same seed gives the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

PHRASES = {
    "200": "OK",
    "201": "Created",
    "204": "No Content",
    "400": "Bad Request",
    "401": "Unauthorized",
    "403": "Forbidden",
    "404": "Not Found",
    "409": "Conflict",
    "429": "Too Many Requests",
}

_AREAS = (  # noqa: SIM905 - a word a line is no easier to read
    "alpine arctic baltic canal cavern coast delta desert estuary fjord forest glacier gorge "
    "harbor heath highland island jungle lagoon lake marsh meadow moor mountain oasis orchard "
    "plain plateau pond prairie reef ridge river savanna steppe summit tundra valley volcano marina"
).split()
_THINGS = (  # noqa: SIM905 - the same
    "antenna battery beacon buoy cable camera gauge heater logger mast modem panel probe pump "
    "radar relay sampler scale sensor shelter siren station tower valve vane"
).split()
_FIELDS: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("label", {"type": "string", "maxLength": 80}, "The name that people see"),
    ("altitude", {"type": "number"}, "Metres above sea level"),
    ("active", {"type": "boolean"}, "Whether it reports at present"),
    ("interval", {"type": "integer", "minimum": 1, "maximum": 3600}, "Seconds between two values"),
    ("installed_at", {"type": "string", "format": "date-time"}, "When it was put up"),
    ("serial", {"type": "string"}, "What the maker calls it"),
    ("mode", {"type": "string", "enum": ["auto", "manual", "off"]}, "How it is run"),
    ("unit", {"type": "string", "enum": ["metric", "imperial"]}, "The system of its units"),
    ("tags", {"type": "array", "items": {"type": "string"}}, "Words to find it by"),
    ("voltage", {"type": "number"}, "What the supply gives, in volts"),
    ("firmware", {"type": "string"}, "The version that it runs"),
    ("owner", {"type": "string"}, "Who looks after it"),
    ("visits", {"type": "integer"}, "How often somebody went there"),
    ("heated", {"type": "boolean"}, "Whether it keeps itself free of ice"),
    ("latitude", {"type": "number", "minimum": -90, "maximum": 90}, "Degrees north of the equator"),
    ("longitude", {"type": "number"}, "Degrees east of Greenwich"),
    ("remarks", {"type": "string"}, "Anything else that is worth a note"),
    ("readings", {"type": "array", "items": {"type": "number"}}, "The last values, newest first"),
)
_QUERY: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("limit", {"type": "integer", "default": 20}, "How many to return at most"),
    ("cursor", {"type": "string"}, "Where the page before this one ended"),
    ("sort", {"type": "string", "enum": ["newest", "oldest"]}, "The order of the list"),
    ("active_only", {"type": "boolean"}, "Leave out what does not report"),
    ("since", {"type": "string", "format": "date"}, "Nothing older than this day"),
    ("tag", {"type": "string"}, "Only what carries this word"),
    ("radius", {"type": "number"}, "Kilometres around the middle of the area"),
)
_VERBS = (
    ("GET", "List", "", ("200", "400", "401")),
    ("POST", "Create", "", ("201", "400", "409")),
    ("GET", "Get", "/{id}", ("200", "404")),
    ("PATCH", "Update", "/{id}", ("200", "400", "404")),
    ("DELETE", "Delete", "/{id}", ("204", "403", "404")),
)


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter or property: `where` is path, query, header, body or response."""

    name: str
    where: str
    schema: Mapping[str, Any]
    description: str
    required: bool
    children: tuple[Field, ...] = ()

    @property
    def type(self) -> str:
        """Its type as the spec calls it."""
        return str(self.schema["type"])


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation: enough to write a page about it and its part of the spec."""

    method: str
    path: str
    id: str
    title: str
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    response: tuple[Field, ...]
    statuses: tuple[str, ...]
    resource: str

    @property
    def success(self) -> str:
        """The status of an answer that is no error."""
        return self.statuses[0]

    def of(self, where: str) -> tuple[Field, ...]:
        """The parameters of the path, the query or the header."""
        return tuple(field for field in self.parameters if field.where == where)


def operations(count: int, seed: int) -> tuple[Operation, ...]:
    """So many operations, five for each resource."""
    random = Random(seed)
    every = (one for resource in _resources() for one in _of_resource(resource, random))
    return tuple(one for _, one in zip(range(count), every, strict=False))


def _resources() -> Iterator[tuple[str, str]]:
    """The path in front of a resource, and its name in the singular, without an end."""
    round_ = 1
    while True:
        for area in _AREAS:
            yield from ((f"/v{round_}/{area}", thing) for thing in _THINGS)
        round_ += 1


def _of_resource(resource: tuple[str, str], random: Random) -> Iterator[Operation]:
    prefix, thing = resource
    _, version, area = prefix.split("/")
    plural = f"{thing[:-1]}ies" if thing.endswith("ry") else f"{thing}s"
    key = f"{thing}_id"
    fields = tuple(_fields(random))
    for method, verb, tail, statuses in _VERBS:
        many = verb == "List"
        named = f"{plural if many else thing} of the {area}"
        path = f"{prefix}/{plural}{tail.replace('id', key)}"
        what = plural if many else thing
        yield Operation(
            method=method,
            path=path,
            id=f"{verb.lower()}{area.title()}{what.title()}{version.title()}",
            title=f"{verb} {named if many else 'a ' + named}".replace("a antenna", "an antenna"),
            parameters=tuple(_parameters(verb, key, random)),
            body=_placed(fields, "body") if method in ("POST", "PATCH") else (),
            response=() if method == "DELETE" else _answer(thing, fields, many=many),
            statuses=(*statuses, *(("429",) if random.random() < 0.3 else ())),
            resource=f"{area.title()}{thing.title()}{version.title()}",
        )


def _fields(random: Random) -> Iterator[Field]:
    for name, schema, description in random.sample(_FIELDS, random.randint(5, 10)):
        yield Field(name, "body", schema, description, random.random() < 0.4)
    if random.random() < 0.5:
        inner = tuple(
            Field(name, "body", schema, description, False)
            for name, schema, description in random.sample(_FIELDS, 3)
        )
        yield Field("site", "body", {"type": "object"}, "The place where it stands", False, inner)


def _parameters(verb: str, key: str, random: Random) -> Iterator[Field]:
    if verb not in ("List", "Create"):
        about = f"Which {key.removesuffix('_id')} is meant"
        yield Field(key, "path", {"type": "string"}, about, True)
    if verb == "List":
        for name, schema, description in random.sample(_QUERY, random.randint(2, 6)):
            yield Field(name, "query", schema, description, False)
    if random.random() < 0.3:
        about = "Marks the request in the logs"
        yield Field("X-Request-Id", "header", {"type": "string"}, about, False)


def _answer(thing: str, fields: tuple[Field, ...], *, many: bool) -> tuple[Field, ...]:
    about = f"The name of the {thing} in the API"
    own = (Field("id", "response", {"type": "string"}, about, True), *_placed(fields, "response"))
    if not many:
        return own
    items = {"type": "array", "items": {"type": "object"}}
    return (
        Field("data", "response", items, "One entry each", True, own),
        Field("next", "response", {"type": "string"}, "The cursor of the next page", False),
    )


def _placed(fields: tuple[Field, ...], where: str) -> tuple[Field, ...]:
    return tuple(
        Field(f.name, where, f.schema, f.description, f.required, _placed(f.children, where))
        for f in fields
    )


# The spec -----------------------------------------------------------------------------------------


def spec(every: tuple[Operation, ...]) -> dict[str, Any]:
    """The OpenAPI 3.1 document of the operations."""
    paths: dict[str, dict[str, Any]] = {}
    schemas = {"Error": _object(_ERROR)}
    for one in every:
        paths.setdefault(one.path, {})[one.method.lower()] = _operation(one)
        schemas.update(_schemas(one))
    return {
        "openapi": "3.1.0",
        "info": {"title": "Weather stations", "version": "1.0.0"},
        "servers": [{"url": "https://api.weather.example"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _schemas(one: Operation) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the operations of a resource share: what is sent, and what comes back."""
    if one.body:
        yield f"{one.resource}Input", _object(one.body)
    if one.response:
        many = one.response[0].children
        yield one.resource, _object(many or one.response)


def _operation(one: Operation) -> dict[str, Any]:
    found: dict[str, Any] = {"operationId": one.id, "summary": one.title}
    if one.parameters:
        found["parameters"] = [_parameter(field) for field in one.parameters]
    if one.body:
        found["requestBody"] = {"required": True, "content": _json(_ref(f"{one.resource}Input"))}
    found["responses"] = {code: _response(one, code) for code in one.statuses}
    return found


def _parameter(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "in": field.where,
        "required": field.required,
        "description": field.description,
        "schema": dict(field.schema),
    }


def _response(one: Operation, code: str) -> dict[str, Any]:
    found: dict[str, Any] = {"description": PHRASES[code]}
    if code == one.success and one.response:
        found["content"] = _json(_answered(one))
    elif code >= "400":
        found["content"] = _json(_ref("Error"))
    return found


def _answered(one: Operation) -> dict[str, Any]:
    first = one.response[0]
    if not first.children:
        return _ref(one.resource)
    schema = _object(one.response)
    schema["properties"][first.name]["items"] = _ref(one.resource)
    return schema


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _json(schema: Mapping[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _object(fields: tuple[Field, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {field.name: _property(field) for field in fields},
    }
    if required := [field.name for field in fields if field.required]:
        found["required"] = required
    return found


def _property(field: Field) -> dict[str, Any]:
    if field.children and field.type == "array":
        return {**field.schema, "description": field.description, "items": _object(field.children)}
    if field.children:
        return {**_object(field.children), "description": field.description}
    return {**field.schema, "description": field.description}


_ERROR = (
    Field("code", "response", {"type": "string"}, "The kind of error", True),
    Field("message", "response", {"type": "string"}, "What went wrong, in words", True),
)


def example(fields: tuple[Field, ...], random: Random) -> dict[str, Any]:
    """Values that the fields allow."""
    return {field.name: _value(field, random) for field in fields}


def _value(field: Field, random: Random) -> Any:
    if field.children:
        inner = example(field.children, random)
        return [inner] if field.type == "array" else inner
    return random.choice(field.schema.get("enum") or _values(field, random))


def _values(field: Field, random: Random) -> Sequence[Any]:
    match field.type:
        case "integer":
            return range(1, 900)
        case "number":
            return [round(random.uniform(-80, 80), 2)]
        case "boolean":
            return (True, False)
        case "array":
            return ([1.5, 0.25],) if field.schema["items"]["type"] == "number" else (["north"],)
    dates = {"date-time": ("2024-05-01T06:00:00Z",), "date": ("2024-05-01",)}
    names = [f"{field.name[:3]}-{number}" for number in range(10, 15)]
    return dates.get(field.schema.get("format", ""), names)
