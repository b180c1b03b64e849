"""Postman collections (v2.0 and v2.1) as specs: the requests that they save, and the responses.

A collection tells of what there is, by examples: what it does not have may be there all the same,
and what it sends need not be needed. So its spec is loose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Any, NamedTuple

from doclint.model.page import Note
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Source, Written
from doclint.model.spec import Document, Spec, escaped
from doclint.parse.data.documents import load
from doclint.parse.data.tolerant_json import parse_json
from doclint.parse.specs.derived import Draft, Shown
from doclint.parse.specs.openapi import made

_OPENER = regex(r"\s*\{")
_MAKER = "postman"  # is looked for first: in a text that lacks it the search is slow
_FORMAT = regex(rf"schema\.(?:get)?{_MAKER}\.com/json/collection/v2|\"_{_MAKER}_id\"")
_HEAD = regex(
    r"^(?:[a-z][a-z+.-]*://[^/?#]*|\{\{[^{}]*\}\}(?=[/?#]|$)|[^/?#{:]*\.[^/?#{]*|localhost[:\d]*)",
    re.I,
)
_TAIL = regex(r"[?#].*", re.S)
_VARIABLE = regex(r"\{\{([^{}]*)\}\}")
_VALUE = regex(
    r"\d+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{9,}|(?=[a-f]*\d)[0-9a-f]{16,}|[A-Z0-9]{26}", re.I
)
"""A segment that is the value of a placeholder: a number, a UUID, a long identifier."""
_FIXED = regex(r"v\d[\w.]*|api|rest", re.I)
_STANDARD = frozenset(
    (
        *("accept", "accept-encoding", "accept-language", "authorization", "cache-control"),
        *("connection", "content-length", "content-type", "cookie", "host", "origin"),
        *("postman-token", "pragma", "referer", "user-agent"),
    )
)
"""Headers that any client sends."""
_UNREADABLE = frozenset(
    (
        *("extra-closer", "junk", "member-in-array", "missing-colon", "several-values"),
        *("text-after", "text-before", "too-deep", "truncated", "unclosed", "unclosed-string"),
        *("unopened-string", "bare-members"),
    )
)
_MOST = 20  # examples of one body that are looked at
_LONGEST = 200_000  # characters of a body that is looked at


def sniff(text: str) -> bool:
    """Whether a text looks like a collection: a guess, but a quick one."""
    named = _MAKER in text and '"item"' in text and bool(_OPENER.match(text))
    return named and _FORMAT.search(text) is not None


def parse_collection(source: Source) -> tuple[Spec | None, tuple[Note, ...]]:
    """The spec that a collection stands for; None for a text that is none."""
    data, notes = load(source)
    if not isinstance(data, dict) or not isinstance(data.get("item"), list):
        return None, notes
    draft = _Collection(_variables(data))
    for pointer, item in _requests(data["item"]):
        draft.add(pointer, item)
    told = Source(source.path, source.text, source.undecoded, draft.draft.written)
    info = data.get("info")
    title = info.get("name") if isinstance(info, dict) else None
    content = {
        "openapi": "3.1.0",
        "info": {"title": title if isinstance(title, str) else "", "version": ""},
        "servers": [{"url": path} for path in draft.bases()],
        "paths": draft.paths(),
    }
    return made(Document(told, content, loose=True), "3.1.0", "postman"), notes


def _variables(data: dict[str, Any]) -> dict[str, str]:
    listed = data.get("variable")
    return {
        str(each["key"]): each["value"]
        for each in (listed if isinstance(listed, list) else ())
        if isinstance(each, dict) and "key" in each and isinstance(each.get("value"), str)
    }


def _requests(items: list[Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """The requests in all folders, in their order, with their pointers."""
    stack = [(f"/item/{n}", item) for n, item in enumerate(items)][::-1]
    while stack:
        pointer, item = stack.pop()
        if not isinstance(item, dict):
            continue
        if isinstance(item.get("request"), dict | str):
            yield pointer, item
        inner = item.get("item")
        if isinstance(inner, list):
            stack += [(f"{pointer}/item/{n}", each) for n, each in enumerate(inner)][::-1]


# Addresses ----------------------------------------------------------------------------------------


class _Part(NamedTuple):
    """A name that a request gives, its value, and where the name is written."""

    name: str
    value: Any
    at: Written


@dataclass(frozen=True, slots=True)
class _Address:
    """Where a request goes: its path in braces, and the names in it and behind it."""

    path: str
    at: Written
    names: tuple[_Part, ...] = ()
    query: tuple[_Part, ...] = ()


def _address(url: Any, pointer: str, variables: dict[str, str]) -> _Address | None:
    """The address of a request; None for one that has no path that could be compared."""
    raw, at = (url.get("raw"), f"{pointer}/raw") if isinstance(url, dict) else (url, pointer)
    parts = _parts(url.get("path") if isinstance(url, dict) else None, raw)
    segments = [_segment(part, variables) for part in parts]
    path = "/" + "/".join(part.strip("/") for part in segments if part.strip("/"))
    if not any(part and "{" not in part for part in path.split("/")):
        return None
    place = Written(at if isinstance(raw, str) else f"{pointer}/path")
    query = _listed(url.get("query"), f"{pointer}/query") if isinstance(url, dict) else ()
    named = {part[1:] for part in parts if part.startswith(":")}
    told = _listed(url.get("variable"), f"{pointer}/variable") if isinstance(url, dict) else ()
    known = {part.name: part for part in told}
    names = tuple(known.get(name, _Part(name, None, place)) for name in sorted(named))
    return _Address(path, place, names, tuple(query) or tuple(_sent(raw, at)))


def _parts(listed: Any, raw: Any) -> list[str]:
    """The segments of a path, from a list of them, from a text, or from a whole address."""
    if isinstance(listed, list):
        written = [each.get("value") if isinstance(each, dict) else each for each in listed]
        return [each for each in written if isinstance(each, str)]
    if isinstance(listed, str):
        return listed.split("/")
    return _TAIL.sub("", _HEAD.sub("", raw, count=1)).split("/") if isinstance(raw, str) else []


def _segment(part: str, variables: dict[str, str]) -> str:
    """A segment with its placeholders in braces: `:id`, `{{id}}`, and values that stand for one."""
    if part.startswith(":") and len(part) > 1:
        return f"{{{part[1:]}}}"
    if _VALUE.fullmatch(part):
        return f"{{{part}}}"

    return _VARIABLE.sub(lambda match: _filled(match[1], variables), part)


def _filled(name: str, variables: dict[str, str]) -> str:
    """What stands for a variable: its value if that is a part of all paths, as `v1` is."""
    value = variables.get(name, "")
    if "://" in value:
        return value.partition("://")[2].partition("/")[2]
    return value if "/" in value or _FIXED.fullmatch(value) else f"{{{name}}}"


def _listed(entries: Any, pointer: str) -> tuple[_Part, ...]:
    """Names with their values, those that are switched off too."""
    found = []
    for number, each in enumerate(entries if isinstance(entries, list) else ()):
        name = each.get("key") if isinstance(each, dict) else None
        if isinstance(name, str) and name and "{{" not in name:
            found.append(_Part(name, each, Written(f"{pointer}/{number}/key")))
    return tuple(found)


def _sent(raw: Any, pointer: str) -> Iterator[_Part]:
    """The names in the query of an address that is one text."""
    if not isinstance(raw, str) or "?" not in raw:
        return
    at = raw.index("?") + 1
    for pair in raw[at:].partition("#")[0].split("&"):
        name = pair.partition("=")[0]
        if name and "{" not in name and "%" not in name:
            yield _Part(name, None, Written(pointer, stretch=(at, at + len(name))))
        at += len(pair) + 1


# Operations ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Saved:
    """All requests of a collection that are the same operation."""

    path: str
    method: str
    name: str
    parameters: dict[tuple[str, str], bool] = field(default_factory=dict)
    sent: dict[str, list[Shown]] = field(default_factory=dict)
    fields: dict[str, dict[str, str]] = field(default_factory=dict)
    received: dict[str, list[Shown]] = field(default_factory=dict)

    @property
    def pointer(self) -> str:
        """Where it is in the spec."""
        return f"/paths/{escaped(self.path)}/{self.method.lower()}"


class _Collection:
    """The operations of a collection, request by request."""

    def __init__(self, variables: dict[str, str]) -> None:
        self.variables = variables
        self.draft = Draft()
        self.saved: dict[tuple[str, str], _Saved] = {}

    def add(self, pointer: str, item: dict[str, Any]) -> None:
        """Add what one request tells."""
        request, pointer_of = item["request"], f"{pointer}/request"
        request = {"url": request} if isinstance(request, str) else request
        url = pointer_of if isinstance(item["request"], str) else f"{pointer_of}/url"
        address = _address(request.get("url"), url, self.variables)
        method = request.get("method", "GET")
        if address is None or not isinstance(method, str) or not method.isalpha():
            return
        one = self._operation(address, method.upper(), item)
        at = Written(f"{pointer_of}/method") if "method" in request else address.at
        self.draft.place(one.pointer, at)
        self.draft.place(one.pointer.rpartition("/")[0], address.at)
        self._parameters(one, address, request, pointer_of)
        responses = [*_responses(item, pointer)]
        codes = [code for code, _, _ in responses]
        if not codes or any(code < 400 for code in codes):  # what fails may be wrong on purpose
            self._body(one, request.get("body"), f"{pointer_of}/body")
        for code, body, place in responses:
            self._response(one, code, body, place)

    def _operation(self, address: _Address, method: str, item: dict[str, Any]) -> _Saved:
        key = "/".join("*" if "{" in part else part for part in address.path.split("/"))
        name = item.get("name")
        fresh = _Saved(address.path, method, name if isinstance(name, str) else "")
        return self.saved.setdefault((key, method), fresh)

    def _parameters(
        self, one: _Saved, address: _Address, request: dict[str, Any], pointer: str
    ) -> None:
        headers = [
            part
            for part in _listed(request.get("header"), f"{pointer}/header")
            if part.name.lower() not in _STANDARD
        ]
        for where, parts in (
            ("path", address.names),
            ("query", address.query),
            ("header", headers),
        ):
            for part in parts:
                if where != "path" or f"{{{part.name}}}" in one.path:
                    self._parameter(one, where, part)

    def _parameter(self, one: _Saved, where: str, part: _Part) -> None:
        if (where, part.name) not in one.parameters:
            pointer = f"{one.pointer}/parameters/{len(one.parameters)}"
            one.parameters[where, part.name] = where == "path"
            self.draft.place(pointer, part.at)
            self.draft.place(f"{pointer}/name", part.at)

    def _body(self, one: _Saved, body: Any, pointer: str) -> None:
        mode = body.get("mode") if isinstance(body, dict) else None
        if mode == "raw":
            known = one.sent.setdefault("application/json", [])
            known += _shown(body.get("raw"), f"{pointer}/raw") if len(known) < _MOST else ()
        elif mode in ("urlencoded", "formdata"):
            form = "multipart/form-data" if mode == "formdata" else _FORM
            fields = one.fields.setdefault(form, {})
            for part in _listed(body.get(mode), f"{pointer}/{mode}"):
                kind = part.value.get("type") if isinstance(part.value, dict) else None
                if part.name not in fields:
                    fields[part.name] = "file" if kind == "file" else ""
                    at = f"{_content(one.pointer, form)}/schema/properties/{escaped(part.name)}"
                    self.draft.place(at, part.at)

    def _response(self, one: _Saved, code: int, body: Any, pointer: str) -> None:
        self.draft.place(f"{one.pointer}/responses/{code}", Written(f"{pointer}/code"))
        known = one.received.setdefault(str(code), [])
        known += _shown(body, f"{pointer}/body") if len(known) < _MOST else ()

    # The spec

    def bases(self) -> list[str]:
        """The addresses that variables stand for, of which the path may be in front of others."""
        return [value for value in self.variables.values() if "://" in value]

    def paths(self) -> dict[str, Any]:
        """The paths of the spec."""
        found: dict[str, Any] = {}
        for one in self.saved.values():
            methods = found.setdefault(one.path, {})
            if one.method in _METHODS:
                methods[one.method.lower()] = self._told(one)
        return found

    def _told(self, one: _Saved) -> dict[str, Any]:
        parameters = [
            {"name": name, "in": where, **({"required": True} if needed else {})}
            for (where, name), needed in one.parameters.items()
        ]
        sent = {
            media: self._media(shown, _content(one.pointer, media))
            for media, shown in one.sent.items()
            if shown
        }
        forms = {form: {"schema": _form(fields)} for form, fields in one.fields.items() if fields}
        told: dict[str, Any] = {"summary": one.name, "parameters": parameters, "responses": {}}
        if sent or forms:
            told["requestBody"] = {"content": {**sent, **forms}}
        for code, shown in one.received.items():
            at = f"{one.pointer}/responses/{code}/content/{_JSON}"
            content = {"application/json": self._media(shown, at)} if shown else {}
            told["responses"][code] = {"description": "", "content": content}
        return told

    def _media(self, shown: list[Shown], pointer: str) -> dict[str, Any]:
        return {"schema": self.draft.shape(shown, f"{pointer}/schema")}


_FORM = "application/x-www-form-urlencoded"
_JSON = escaped("application/json")
_METHODS = frozenset(("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"))


def _content(pointer: str, media: str) -> str:
    return f"{pointer}/requestBody/content/{escaped(media)}"


def _form(fields: dict[str, str]) -> dict[str, Any]:
    """The schema of a form: whatever its fields hold is sent as text."""
    shapes = {name: {"type": kind} if kind else {} for name, kind in fields.items()}
    return {"type": "object", "properties": shapes}


def _responses(item: dict[str, Any], pointer: str) -> Iterator[tuple[int, Any, str]]:
    listed = item.get("response")
    for number, each in enumerate(listed if isinstance(listed, list) else ()):
        code = each.get("code") if isinstance(each, dict) else None
        if isinstance(code, int) and 100 <= code < 600:
            yield code, each.get("body"), f"{pointer}/response/{number}"


def _shown(body: Any, pointer: str) -> Iterable[Shown]:
    """The object or list that a saved body is."""
    if not isinstance(body, str) or body.lstrip()[:1] not in ("{", "[") or len(body) > _LONGEST:
        return ()
    read = parse_json(body)
    codes = {deviation.code for deviation in read.deviations}
    if len(read.values) != 1 or codes & _UNREADABLE:
        return ()
    return (Shown(read.values[0], pointer),)
