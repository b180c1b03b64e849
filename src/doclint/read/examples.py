"""Which examples are JSON, and what they hold, in whatever way they are written."""

from __future__ import annotations

import re
from functools import lru_cache

from doclint.model.page import Example
from doclint.model.pattern import regex
from doclint.model.value import JsonText, Value
from doclint.parse.data.json_tokens import HTTP_HEAD
from doclint.parse.data.tolerant_json import is_strict, parse_json

JSON = frozenset(("json", "ld+json", "jsonld", "json-ld", "application/json", "json-object"))
"""Labels that promise JSON (RFC 8259)."""

RELAXED = frozenset(("jsonc", "json5", "hjson", "cjson"))
"""Labels of formats that allow more: comments, commas at the end, other quotes."""

CODE = frozenset(("js", "javascript"))
"""Labels of code that may be nothing but an object, written as its language allows."""

_OTHERS = CODE | frozenset(
    (
        *("", "none", "text", "txt", "plain", "plaintext"),
        *("http", "https", "request", "response"),
    )
)
_BRACKET = regex(r"^[ \t]*(?:\d+[ \t|:.]*)?[{\[]|\A\s*\"", re.M)
_STATEMENT = regex(
    r"\{\{[-~]?[ \t]*(?:[#/][A-Za-z]|\$\w+[ \t]*:="
    r"|[A-Za-z][^{}\"\n]{0,80}\"[^{}\n]{0,200}\}\}"  # {{ env "NAME" }}
    r"|(?:range|if|else|end|with|define|template|block)\b)|\{%"
)
_TABLE = regex(r"^[ \t]*\[\[?[\w-]+(?:\.(?:[\w-]+|\"[^\"\n]*\"))*+\]\]?[ \t]*$", re.M)
_SETTING = regex(r"^[ \t]*[\w.-]+[ \t]*=[ \t]*\S", re.M)
_NO_DATA = frozenset(("unquoted-key", "single-quotes"))
_CONTAINERS = ("object", "array")
_OF_SPHINX = ("literal", "pre")  # kinds of code that Sphinx makes


@lru_cache(maxsize=1 << 12)  # linking and the rules ask, one after the other
def read_json(example: Example) -> JsonText | None:
    """What an example holds, if it is JSON or was meant to be; offsets are those of its body.

    Under a label that does not promise JSON it has to look like it: names in double quotes, and
    nothing in front of it but the head of an HTTP message or remarks.
    """
    label = example.language.lower()
    if label not in JSON | RELAXED | _OTHERS or not _BRACKET.search(example.body):
        return None
    read = parse_json(example.body)
    if not read.values or read.values[0].kind not in _CONTAINERS:
        return None
    if read.deviations and _STATEMENT.search(example.body):  # what a template makes of it is JSON
        return None
    if label in JSON | RELAXED:
        return read
    is_data = _looks_like_data(example.body, read) and not _is_python(example, read)
    return read if is_data else None


def _is_python(example: Example, read: JsonText) -> bool:
    """Whether code without a label is a literal of Python, where that is what none stands for.

    Sphinx takes code without a label for Python; a fence without one says nothing.
    """
    if example.kind not in _OF_SPHINX:
        return False
    words = {example.body[one.start : one.end] for one in read.deviations}
    return bool(words & {"True", "False", "None"}) and words <= {"True", "False", "None"}


def read_deviating_json(example: Example) -> JsonText | None:
    """The same for an example that is not strict JSON; None for one that is, found out quickly."""
    return None if is_strict(example.body) else read_json(example)


def left_open(read: JsonText) -> int:
    """How many brackets of a text have no end."""
    return sum(not value.closed for root in read.values for _, _, value in root.walk())


def _looks_like_data(body: str, read: JsonText) -> bool:
    """Whether a text without a label is JSON rather than code, a template or another format."""
    codes = {deviation.code for deviation in read.deviations}
    before = [one for one in read.deviations if one.code == "text-before"]
    if _TABLE.search(body) and _SETTING.search(body):  # TOML
        return False
    if "bare-members" in codes and not any(map(_holds_literal, read.values)):
        return False  # names in quotes, and what they mean
    heads = all(HTTP_HEAD.fullmatch(body, one.start, one.end) for one in before)
    return heads and not codes & _NO_DATA and any(map(_holds_data, read.values))


def _holds_literal(value: Value) -> bool:
    return any(inner.kind != "placeholder" for _, key, inner in value.walk() if key is not None)


def _holds_data(value: Value) -> bool:
    """Whether there is a member, or an item that no other notation in brackets has."""
    for _, key, inner in value.walk():
        if key is not None and key.kind == "string" and inner.kind != "missing":
            return True
    return value.kind == "array" and any(item.kind == "string" for item in value.items)
