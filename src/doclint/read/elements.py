"""What a tag of a docs tool says, as the cells of a row would: by the data of its dialect."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from doclint.model.page import Block, Element, Prose
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.model.tag import Attribute, Tag
from doclint.model.value import Value
from doclint.parse.data.tolerant_json import parse_json
from doclint.parse.markdown.inline import read_inline
from doclint.read.dialects import Dialects, Meaning

CELLS = (
    *("name", "type", "required", "optional", "nullable", "default", "enum"),
    *("deprecated", "description", "place"),
)
"""The roles of what a member's tag says."""

_FLAGS = frozenset(("required", "optional", "nullable", "deprecated"))
"""The roles of attributes that say something by being there; `default` alone says nothing."""

_VERB = regex(r"\s*(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|QUERY)\s*\Z", re.I)
_ENDPOINT = regex(
    r"\s*(?P<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|QUERY)\s+(?P<path>\S+)\s*\Z", re.I
)
_ADDRESS = regex(r"(?:https?://|/|\{)\S*\Z")
_HOST = regex(r"(?:https?:)?//[^/?#]*")
_MARKED = regex(r"[\\&]")
_SUMMARY = regex(
    r"<summary\b[^\0]*?<strong\b[^<>]*>\s*(?P<name>[\w.$@-]+)\s*</strong>"
    r"(?:\s*<span\b[^<>]*>\s*(?P<type>[a-z]+(?:\[\])?)\s*</span>)?"
    r"(?P<rest>(?:\s*<(?:span|strong)\b[^<>]*>[^<>]*</(?:span|strong)>)*)"
)
_REQUIRED = regex(r">\s*(?P<required>required)\s*<")
_ALTERNATIVES = regex(r">\s*(?:oneOf|anyOf)\s*<")
_PLACED = regex(
    r"<(?P<tag>[A-Z][\w.]*)\s+(?:path=[\"'](?P<path>[^\"'\n]*)|(?P<other>query|body|header|cookie)=)"
)
_PLACEHOLDER = regex(r"/(?:\{(?P<braced>[\w.-]+)\}|[:<](?P<other>[A-Za-z_][\w-]*))")
_LONGEST_SUMMARY = 1000
_LONGEST_PATH = 300
_UNION = regex(r"""\s*(?:"[^"\n]*"|'[^'\n]*')(?:\s*\|\s*(?:"[^"\n]*"|'[^'\n]*'))*\s*\Z""")


def prose_of(attribute: Attribute, role: str = "") -> Prose:
    """The value of an attribute; one that only stands there says "yes" to its own name."""
    if attribute.value is None:
        return Prose(attribute.span, role if role in ("required", "optional") else "yes")
    span = attribute.span.stripped()
    if span.text == attribute.value.strip() or not _MARKED.search(span.text):
        return Prose(span, span.text)
    prose = read_inline(span)
    return prose if prose.text == attribute.value.strip() else Prose(span, attribute.value.strip())


def formatted(prose: Prose) -> Prose:
    """A description with the code in it, which components show as such."""
    plain = "`" in prose.text and not prose.inlines and prose.span.text == prose.text
    return read_inline(prose.span) if plain else prose


def titles_of(tag: Tag, meaning: Meaning | None, dialects: Dialects) -> Iterator[Prose]:
    """What may be the title of a tab, the likeliest first; or the status of a response."""
    role = "status" if meaning and meaning.kind == "part" else "title"
    for name in dialects.names(role, meaning):
        found = tag.get(name)
        if found and found.value and found.value.strip():
            yield prose_of(found)


def members_of(
    tag: Tag, meaning: Meaning, dialects: Dialects, blocks: tuple[Block, ...]
) -> Iterator[Element]:
    """The members that a tag stands for: one, or those of the JSON that it is given."""
    if meaning.data:
        found = tag.get(meaning.data)
        for said in _of_data(found, meaning, dialects) if found and found.value else ():
            yield Element("member", tag, said, blocks)
        return
    yield Element("member", tag, _said(tag, meaning, dialects), blocks)


def _said(tag: Tag, meaning: Meaning, dialects: Dialects) -> Mapping[str, Prose]:
    said: dict[str, Prose] = {}
    for role in CELLS:
        found = tag.get_first(dialects.names(role, meaning))
        if found is not None and (found.value is not None or role in _FLAGS):
            shown = prose_of(found, role)
            said[role] = formatted(shown) if role == "description" else shown
    for attribute in tag.attributes:
        if attribute.name in meaning.by_place and attribute.value:
            said["name"] = prose_of(attribute)
            if attribute.name != "path" or _is_path(attribute, tag):
                said["place"] = Prose(attribute.span, attribute.name)
            break
    if "name" not in said:
        said.update(_summary(tag))
    if meaning.where:
        said.setdefault("where", Prose(tag.opened, meaning.where))
    return _with_union(said)


def _is_path(attribute: Attribute, tag: Tag) -> bool:
    """Whether `path="limit"` says where it goes: many pages have names of any kind in `path`.

    They have no other attribute for names then, and more names than their paths have placeholders.
    """
    names, others = _ways(attribute.span.source.text, tag.name)
    placeholders = _placeholders(attribute.span.source.text)
    return others or attribute.value in placeholders or len(names) <= len(placeholders)


@lru_cache(maxsize=16)
def _ways(text: str, tag: str) -> tuple[frozenset[str], bool]:
    """The names that tags of one kind have in `path`, and whether some have theirs elsewhere."""
    found = {(each["path"], each["other"]) for each in _PLACED.finditer(text) if each["tag"] == tag}
    return frozenset(path for path, _ in found if path), any(other for _, other in found)


@lru_cache(maxsize=16)
def _placeholders(text: str) -> frozenset[str]:
    return frozenset(each["braced"] or each["other"] for each in _PLACEHOLDER.finditer(text))


def _summary(tag: Tag) -> Iterator[tuple[str, Prose]]:
    """What the summary of what a tag holds says: a name, a type, whether it is required.

    Of alternatives it says no type: they have their own.
    """
    end = tag.tags[0].span.start if tag.tags else tag.inner.end if tag.inner else 0
    inner = tag.inner.text[: max(0, end - tag.inner.start)] if tag.inner else ""
    at = inner.find("<summary")
    found = _SUMMARY.match(inner[: at + _LONGEST_SUMMARY], at) if at >= 0 else None
    if found is None or tag.inner is None:
        return
    yield "name", Prose(tag.inner.within(*found.span("name")), found["name"])
    if found["type"] and not _ALTERNATIVES.search(inner, found.end()):
        yield "type", Prose(tag.inner.within(*found.span("type")), found["type"])
    required = _REQUIRED.search(inner, *found.span("rest"))
    if required:
        yield "required", Prose(tag.inner.within(*required.span("required")), "required")


def _with_union(said: dict[str, Prose]) -> Mapping[str, Prose]:
    """`type='"asc" | "desc"'` gives the values, and no type."""
    kind = said.get("type")
    if kind and _UNION.match(kind.text) and "enum" not in said:
        said["enum"] = said.pop("type")
    return said


def _of_data(
    attribute: Attribute, meaning: Meaning, dialects: Dialects
) -> Iterator[Mapping[str, Prose]]:
    """What JSON says of a member, or of each in a list of them."""
    values = parse_json(attribute.span.text).values
    data = values[0] if len(values) == 1 else None
    for each in (data.items if data.kind == "array" else (data,)) if data else ():
        said = {}
        for role in CELLS:
            found = _looked_up(each, dialects.names(role, meaning))
            if found is not None:
                said[role] = _shown(found, attribute.span)
        if "name" in said:
            yield said


def _looked_up(value: Value, names: tuple[str, ...]) -> Value | None:
    for name in names:
        at: Value | None = value
        for part in name.split("."):
            at = next((m for key, m in at.members if key.value == part), None) if at else None
        if at is not None and at.kind != "null":
            return at
    return None


def _shown(value: Value, span: Span) -> Prose:
    quoted = value.kind == "string"
    place = span.within(value.start + quoted, max(value.start + quoted, value.end - quoted))
    return Prose(place, str(value.value) if quoted else place.text)


# Operations ---------------------------------------------------------------------------------------


def operation_of(tag: Tag, meaning: Meaning | None, dialects: Dialects) -> Element | None:
    """The operation that a tag names: any with a method and a path, or with both in one."""
    found = _named_apart(tag, meaning, dialects) or _named_together(tag, meaning)
    found = found or _named_inside(tag, meaning, dialects)
    if found is None:
        return None
    summary = tag.get_first(dialects.names("summary", meaning))
    if summary and summary.value and summary.value.strip():
        found["summary"] = prose_of(summary)
    return Element("operation", tag, found)


def _named_apart(tag: Tag, meaning: Meaning | None, dialects: Dialects) -> dict[str, Prose] | None:
    method = tag.get_first(dialects.names("method", meaning))
    path = tag.get_first(dialects.names("path", meaning))
    if method is None or path is None or not _VERB.match(method.value or ""):
        return None
    base = tag.get_first(dialects.names("base", meaning))
    where = _address(path, base)
    if where is None or not (meaning or _ADDRESS.match((path.value or "").strip())):
        return None
    return {"method": prose_of(method), "path": where}


def _address(path: Attribute, base: Attribute | None) -> Prose | None:
    """The path of an operation, behind the one that its server has."""
    own = prose_of(path)
    before = prose_of(base) if base and base.value and base.value.strip() else None
    if _ADDRESS.match(own.text) and own.text.startswith("http"):
        return own
    prefix = _HOST.sub("", before.text).rstrip("/") if before else ""
    if not own.text:
        return before
    if not prefix and own.text.startswith("/"):
        return own
    return Prose(own.span, f"{prefix}/{own.text.lstrip('/')}")


def _named_inside(tag: Tag, meaning: Meaning | None, dialects: Dialects) -> dict[str, Prose] | None:
    """`<Endpoint method="GET">/pets</Endpoint>`, or the other way round."""
    inner = tag.inner.stripped() if tag.inner else None
    if inner is None or len(inner.text) > _LONGEST_PATH:
        return None
    shown = Prose(inner, inner.text)
    method = tag.get_first(dialects.names("method", meaning))
    path = tag.get_first(dialects.names("path", meaning))
    if method and _VERB.match(method.value or "") and _ADDRESS.match(inner.text):
        return {"method": prose_of(method), "path": shown}
    if path and _VERB.match(inner.text) and _ADDRESS.match((path.value or "").strip()):
        return {"method": shown, "path": prose_of(path)}
    return None


def _named_together(tag: Tag, meaning: Meaning | None) -> dict[str, Prose] | None:
    """`endpoint="GET /pets"`, or `{{< http "GET" "/pets" >}}`."""
    names = meaning.attributes.get("operation", ()) if meaning else ()
    for attribute in tag.attributes:
        both = _ENDPOINT.match(attribute.value or "") if attribute.name in names else None
        if both:
            span = attribute.span
            method = Prose(span.within(*both.span("method")), both["method"])
            return {"method": method, "path": Prose(span.within(*both.span("path")), both["path"])}
    first, second = tag.get("0"), tag.get("1")
    if first and second and _VERB.match(first.value or "") and _ADDRESS.match(second.value or ""):
        return {"method": prose_of(first), "path": prose_of(second)}
    return None
