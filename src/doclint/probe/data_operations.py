"""Data that pages were rendered from, as specs of the one operation that it tells of.

It tells of what it has a name for: what a template adds in its own words is no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from doclint.link.linking import link
from doclint.link.paths import placeholders
from doclint.model.contract import Contract, Type
from doclint.model.pattern import regex
from doclint.model.project import Endpoint
from doclint.model.source import Source, Written
from doclint.model.spec import Document, Spec, escaped
from doclint.model.supply import Fed
from doclint.parse.specs.openapi import made
from doclint.probe.names import parts_of
from doclint.read.types import read_type
from doclint.read.vocabulary import load_vocabulary

_OPERATION = regex(r"\s*(?P<method>[A-Za-z]+)\s+(?P<path>(?:https?://|/)\S+)\s*")
_METHODS = frozenset(("GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"))
_LISTS = {
    "path_params": "path",
    "query_params": "query",
    "header_params": "header",
    "cookie_params": "cookie",
    "parameters": "",
}
_FIELDS = {"body_params": "body", "form_params": "body", "response_fields": "response"}
_NAMES = ("name", "key", "field", "parameter", "param")
_PLACES = ("in", "location", "where", "place", "param_type")
_VALUES = ("enum", "allowed_values", "values", "options")
_SENT_IN = ("path", "query", "header", "cookie")
_MOST = 500  # names of one operation


def with_data(
    endpoints: tuple[Endpoint, ...], fed: Mapping[str, Fed]
) -> tuple[tuple[Endpoint, ...], tuple[Spec, ...]]:
    """The endpoints, those that no spec knows beside what the data of their page says; and that.

    `fed` is the data of each page by its path.
    """
    known = {one.page.source.path for one in endpoints if one.specified}
    by_page: dict[str, list[Contract]] = {}
    for one in endpoints:
        path = one.page.source.path
        if path in fed and path not in known:
            by_page.setdefault(path, []).append(one.documented)
    told: dict[int, Endpoint] = {}
    specs: list[Spec] = []
    for path, contracts in by_page.items():
        spec = data_spec(fed[path])
        if spec is not None:
            linked = link(contracts, (spec,)).endpoints
            if any(one.specified for one in linked):
                specs.append(spec)
                told.update((id(one.documented), one) for one in linked)
    return tuple(told.get(id(one.documented), one) for one in endpoints), tuple(specs)


def data_spec(fed: Fed) -> Spec | None:
    """The spec of the operation that a page's data tells of; None where it tells of none."""
    for pointer, data in _holders(fed):
        named = _operation(data, pointer)
        if named is not None:
            return _Told(fed.source, data, pointer).spec(*named)
    return None


def _holders(fed: Fed) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The data itself, and what it has under one name, as in `endpoint: {method: GET}`."""
    yield fed.pointer, fed.data
    for name, value in fed.data.items():
        if isinstance(value, dict):
            yield f"{fed.pointer}/{escaped(str(name))}", value


def _operation(data: Mapping[str, Any], pointer: str) -> tuple[str, str, str, str] | None:
    """A method and a path, and where each stands."""
    texts = {str(name): value for name, value in data.items() if isinstance(value, str)}
    methods = [n for n in texts if "method" in parts_of(n) or n == "method"]
    paths = [n for n in texts if {"path", "url"} & parts_of(n) or n in ("path", "url")]
    for name in paths:
        whole = _OPERATION.fullmatch(texts[name])
        at = f"{pointer}/{escaped(name)}"
        if whole and whole["method"].upper() in _METHODS:
            return whole["method"].upper(), whole["path"], at, at
        if methods and ("/" in texts[name]):
            method = texts[methods[0]].strip().upper()
            if method in _METHODS:
                return method, texts[name].strip(), f"{pointer}/{escaped(methods[0])}", at
    return None


class _Told:
    """What data tells of an operation, as a document, and where each part of it stands."""

    def __init__(self, source: Source, data: Mapping[str, Any], pointer: str) -> None:
        self.source, self.data, self.pointer = source, data, pointer
        self.written: dict[tuple[str, bool], Written] = {}

    def spec(self, method: str, path: str, method_at: str, path_at: str) -> Spec:
        """The spec of one operation."""
        own = _path(path)
        at = f"/paths/{escaped(own)}"
        self._place(at, path_at)
        self._place(f"{at}/{method.lower()}", method_at)
        operation = self._told(f"{at}/{method.lower()}", own)
        content = {
            "openapi": "3.1.0",
            "info": {"title": "", "version": ""},
            "paths": {own: {method.lower(): operation}},
        }
        told = Source(self.source.path, self.source.text, self.source.undecoded, self.written)
        return made(Document(told, content, loose=True), "3.1.0", "data")

    def _told(self, at: str, path: str) -> dict[str, Any]:
        parameters: list[dict[str, Any]] = []
        told: dict[str, Any] = {"parameters": parameters, "responses": {}}
        for name, where, pointer, item in self._items(_LISTS):
            place = where or _where(item, name, path)
            if place in _SENT_IN and len(parameters) < _MOST:
                here = f"{at}/parameters/{len(parameters)}"
                self._place(here, pointer)
                self._place(f"{here}/name", pointer)
                shape = self._shape(item, pointer, f"{here}/schema")
                told_so = isinstance(item.get("required"), bool)
                required = {"required": item["required"]} if told_so else {}
                self._place(f"{here}/required", f"{pointer}/required")
                parameters.append({"name": name, "in": place, "schema": shape, **required})
        body = f"{at}/requestBody/content/application~1json"
        if fields := self._properties("body", f"{body}/schema"):
            told["requestBody"] = {"content": {"application/json": {"schema": fields}}}
        answer = f"{at}/responses/200/content/application~1json"
        if fields := self._properties("response", f"{answer}/schema"):
            told["responses"]["200"] = {"content": {"application/json": {"schema": fields}}}
        return told

    def _properties(self, where: str, at: str) -> dict[str, Any]:
        """The schema of a body that is told as a list of fields; dots lead to what is inside."""
        fields: dict[str, Any] = {}
        for name, _, pointer, item in self._items(
            {part: place for part, place in _FIELDS.items() if place == where}
        ):
            if "." not in name and "[" not in name and len(fields) < _MOST:
                here = f"{at}/properties/{escaped(name)}"
                self._place(here, pointer)
                fields[name] = self._shape(item, pointer, here)
        return {"type": "object", "properties": fields} if fields else {}

    def _items(self, lists: Mapping[str, str]) -> Iterator[tuple[str, str, str, Mapping[str, Any]]]:
        """The names in lists that are called so: name, place, pointer, and what is said of it."""
        for key, value in self.data.items():
            parts = {*parts_of(str(key)), str(key)} & set(lists)
            if len(parts) != 1:
                continue
            pointer, where = f"{self.pointer}/{escaped(str(key))}", lists[parts.pop()]
            for number, item in enumerate(value if isinstance(value, list) else ()):
                word = _first(item, _NAMES)
                if word is not None and isinstance(item[word], str):
                    yield item[word], where, f"{pointer}/{number}", item
            for name, item in value.items() if isinstance(value, dict) else ():
                if isinstance(item, dict) and not _first(item, _NAMES):
                    yield str(name), where, f"{pointer}/{escaped(str(name))}", item

    def _shape(self, item: Mapping[str, Any], pointer: str, at: str) -> dict[str, Any]:
        self._place(at, pointer)
        shape: dict[str, Any] = {}
        said = item.get("type")
        kind = read_type(said, load_vocabulary()) if isinstance(said, str) else None
        if kind is not None and kind.kinds:
            shape |= _schema(kind)
            self._place(f"{at}/type", f"{pointer}/type")
        word = _first(item, _VALUES)
        if word and isinstance(item[word], list) and all(map(_is_plain, item[word])):
            shape["enum"] = item[word]
            self._place(f"{at}/enum", f"{pointer}/{word}")
        if "default" in item and _is_plain(item["default"]) and item["default"] != "":
            shape["default"] = item["default"]
            self._place(f"{at}/default", f"{pointer}/default")
        return shape

    def _place(self, made_at: str, pointer: str) -> None:
        self.written.setdefault((made_at, False), Written(pointer))
        self.written.setdefault((made_at, True), Written(pointer))


def _path(text: str) -> str:
    """The path of an address, which may have a host in front."""
    bare = text.partition("://")[2].partition("/")[2] if "://" in text else text
    return "/" + bare.partition("?")[0].strip("/")


def _where(item: Mapping[str, Any], name: str, path: str) -> str:
    """Where a parameter belongs that is in a list of all."""
    word = _first(item, _PLACES)
    if word is not None and isinstance(item[word], str):
        return str(item[word]).strip().lower()
    return "path" if name in placeholders(path) else ""


def _first(item: Any, words: tuple[str, ...]) -> str | None:
    return next((word for word in words if word in item), None) if isinstance(item, dict) else None


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | int | float | bool)


def _schema(kind: Type) -> dict[str, Any]:
    kinds = sorted(kind.kinds - {"file"})
    if not kinds:
        return {}
    shape: dict[str, Any] = {"type": kinds if len(kinds) > 1 else kinds[0]}
    if kind.items is not None and kind.items.kinds:
        shape["items"] = _schema(kind.items)
    return shape
