"""Lists of members that a tag is given as code: `params={[{ name: "limit", type: "integer" }]}`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from doclint.model.page import Element, Example, Prose
from doclint.model.record import dataclass
from doclint.model.source import Span, Text
from doclint.model.tag import Attribute, Tag
from doclint.model.value import Value
from doclint.parse.data.tolerant_json import parse_json
from doclint.read.dialects import Dialects
from doclint.read.elements import formatted
from doclint.read.guessed import is_name, place_in, speaks_of

_MOST = 2000  # members of one tag
_DEPTH = 8
_LONGEST = 200_000
_OWN = frozenset(("type", "required", "description"))
_CODE = ("{", "[")
_EXAMPLES = frozenset(("request", "response", "body"))


@dataclass(frozen=True, slots=True)
class GivenList:
    """Members that one attribute holds; `where` is the place that its name tells."""

    where: str | None
    members: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class GivenExample:
    """JSON that one attribute shows, of a request or of a response."""

    of: str
    place: Span
    example: Example


def given_lists(tag: Tag, dialects: Dialects) -> Iterator[GivenList]:
    """The lists of members among the attributes of a tag."""
    for attribute in tag.attributes if tag.syntax == "jsx" else ():
        text = attribute.span.text
        if attribute.value is None or not text.startswith(_CODE) or len(text) > _LONGEST:
            continue
        values = parse_json(text).values
        where = place_in(attribute.name, dialects)
        known = where is not None or any(
            speaks_of(kind, attribute.name, dialects) for kind in ("members", "lists", "request")
        )
        if len(values) != 1 or not known:
            continue
        members = tuple(_Given(tag, attribute, where, dialects).members(values[0], 0))
        if members:
            yield GivenList(where, members)


def given_examples(tag: Tag, dialects: Dialects) -> Iterator[GivenExample]:
    """The JSON that attributes show as text: `response={`{"id": 1}`}`."""
    for attribute in tag.attributes if tag.syntax == "jsx" else ():
        text = attribute.span.text
        quoted = attribute.span.source.text[attribute.span.start - 1 : attribute.span.start]
        if quoted not in ("`", "'", '"') or not text.lstrip().startswith(_CODE):
            continue
        if "\\" in text or "${" in text or "&" in text:
            continue  # not what the reader sees
        place = place_in(attribute.name, dialects)
        asked = speaks_of("request", attribute.name, dialects) or place == "body"
        of = "response" if place == "response" else "request" if asked else ""
        if of:
            span = attribute.span.stripped()
            example = Example("json", Text(span.text, span), span, "data")
            yield GivenExample(of, span, example)


@dataclass(slots=True)
class _Given:
    """Makes members of what one attribute holds."""

    tag: Tag
    attribute: Attribute
    where: str | None
    dialects: Dialects
    count: int = 0

    def members(self, value: Value, depth: int) -> Iterator[Element]:
        """A member for each object of a list, or for each key of an object of objects.

        Of a list that is made of other code too, nobody knows what it holds.
        """
        entries = tuple(self.entries(value))
        plain = bool(entries) and all(said is not None for said, _ in entries)
        for said, item in entries if plain and depth < _DEPTH else ():
            self.count += 1
            if said is not None and self.count <= _MOST:
                below = self.looked_up(item, "inner")
                inner = tuple(self.members(below, depth + 1)) if below else ()
                place = self.attribute.span.within(item.start, item.end)
                row = Tag("jsx", self.tag.name, (), place, None, place)
                yield Element("member", row, said, inner)

    def entries(self, value: Value) -> Iterator[tuple[Mapping[str, Prose] | None, Value]]:
        """What each object says of a member."""
        if value.kind == "array":
            for item in value.items:
                yield self.said(item, None), item
        for key, item in value.members if value.kind == "object" else ():
            yield self.said(item, key), item

    def said(self, item: Value, key: Value | None) -> Mapping[str, Prose] | None:
        """What an object says of a member; None for one that stands for none."""
        if item.kind != "object":
            return None
        said: dict[str, Prose] = {}
        for role in self.dialects.data:
            found = self.looked_up(item, role) if role != "inner" else None
            if found is not None and self.is_told(found, role):
                shown = self.shown(found)
                said[role] = formatted(shown) if role == "description" else shown
        if key is not None:
            said["name"] = self.shown(key)
        if "name" not in said or not is_name(said["name"].text) or _OWN.isdisjoint(said):
            return None
        if self.where:
            said["where"] = Prose(said["name"].span, self.where)
        return said

    def is_told(self, value: Value, role: str) -> bool:
        """Whether a value says something as text; names of other code do not."""
        return value.kind in ("string", "number", "true", "false") or (
            value.kind == "array" and role == "enum"
        )

    def looked_up(self, value: Value, role: str) -> Value | None:
        for name in self.dialects.data.get(role, ()):
            at: Value | None = value
            for part in name.split("."):
                at = next((m for key, m in at.members if key.value == part), None) if at else None
            if at is not None and at.kind not in ("null", "missing"):
                return at
        return None

    def shown(self, value: Value) -> Prose:
        quoted = value.kind == "string" and self.attribute.span.text[value.start] in "\"'`"
        start = value.start + quoted
        place = self.attribute.span.within(start, max(start, value.end - quoted))
        return Prose(place, str(value.value) if value.kind == "string" else place.text)
