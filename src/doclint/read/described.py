"""A request body or responses that a tag is given as OpenAPI has them: as what it shows of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from doclint.model.page import Block, Element, Example, Heading, Markup, Prose, Section
from doclint.model.record import dataclass
from doclint.model.source import Span, Text
from doclint.model.tag import Tag
from doclint.model.value import Value
from doclint.parse.data.tolerant_json import parse_json

_DEPTH = 8
_MOST = 2000  # properties of one tag
_LEVEL = 7


def request_of(tag: Tag, data: str) -> Iterator[Block]:
    """The properties of a Request Body Object that an attribute holds (OpenAPI 3.1, 4.8.13)."""
    given = _given(tag, data)
    if given is not None:
        yield from _Shown(tag, given.span, "body").body(given.value)


def responses_of(tag: Tag, data: str) -> Iterator[Section]:
    """A section for each status of a Responses Object that an attribute holds (4.8.16)."""
    given = _given(tag, data)
    for key, value in given.value.members if given else ():
        span, shown = given.span if given else tag.opened, str(key.value)
        if value.kind == "object" and not shown.startswith("x-"):
            place = _inside(span, key)
            heading = Heading(Prose(place, shown), _LEVEL, place)
            blocks = tuple(_Shown(tag, span, "response").body(value))
            yield Section(heading, (Markup(place), *blocks), (), _inside(span, value))


@dataclass(frozen=True, slots=True)
class _Given:
    value: Value
    span: Span


def _given(tag: Tag, data: str) -> _Given | None:
    """What an attribute holds, where that is one object."""
    found = tag.get(data)
    if found is None or not found.value:
        return None
    values = parse_json(found.span.text).values
    whole = len(values) == 1 and values[0].kind == "object"
    return _Given(values[0], found.span) if whole else None


def _inside(span: Span, value: Value) -> Span:
    """Where a value stands, without its quotation marks."""
    quoted = value.kind == "string"
    start = value.start + quoted
    return span.within(start, max(start, value.end - quoted))


def _member(value: Value | None, name: str) -> Value | None:
    found = (inner for key, inner in value.members if key.value == name) if value else ()
    return next(iter(found), None)


@dataclass(slots=True)
class _Shown:
    """Makes blocks of what one tag is given."""

    tag: Tag
    span: Span
    where: str
    count: int = 0

    def body(self, value: Value) -> Iterator[Block]:
        """The properties and the examples of the one JSON media type of a body or a response."""
        media = [inner for kind, inner in _content(value) if "json" in kind]
        if len(media) == 1:
            schema = _member(media[0], "schema")
            yield from self.properties(schema, 0) if schema else ()
            yield from self.examples(media[0])

    def examples(self, media: Value) -> Iterator[Example]:
        named = _member(media, "examples")
        given = [_member(inner, "value") for _, inner in named.members] if named else []
        for value in (_member(media, "example"), *given):
            if value is not None and value.kind in ("object", "array"):
                place = _inside(self.span, value)
                yield Example("json", Text(place.text, place), place, kind="data")

    def properties(self, schema: Value, depth: int) -> Iterator[Element]:
        """The properties of a schema, of all that it is made of and of its items, each once."""
        if depth > _DEPTH or schema.kind != "object":
            return
        needed = _member(schema, "required")
        required = {item.value: item for item in needed.items} if needed else {}
        known = _member(schema, "properties")
        for key, value in known.members if known else ():
            self.count += 1
            if self.count <= _MOST and value.kind == "object":
                said = self.said(key, value, required.get(key.value))
                yield Element("member", self.tag, said, tuple(self.properties(value, depth + 1)))
        seen = {key.value for key, _ in known.members} if known else set()
        for part in _parts(schema):
            for element in self.properties(part, depth + 1):
                name = element.said["name"].text
                if name not in seen:
                    yield element
                seen.add(name)

    def said(self, key: Value, value: Value, required: Value | None) -> Mapping[str, Prose]:
        place = _inside(self.span, key)
        said = {"name": Prose(place, str(key.value)), "where": Prose(place, self.where)}
        if required is not None:
            said["required"] = Prose(place, "yes")
        for role in ("type", "description", "default", "enum"):
            found = _member(value, role)
            if found is not None and (role != "type" or found.kind == "string"):
                shown = _inside(self.span, found)
                text = str(found.value) if found.kind == "string" else shown.text
                said[role] = Prose(shown, text)
        return said


def _parts(schema: Value) -> Iterator[Value]:
    """The schemas whose properties are shown as those of another one."""
    for word in ("items", "allOf", "oneOf", "anyOf"):
        found = _member(schema, word)
        yield from (found.items if found.kind == "array" else (found,)) if found else ()


def _content(value: Value) -> Iterator[tuple[str, Value]]:
    content = _member(value, "content")
    for key, inner in content.members if content else ():
        yield str(key.value), inner
