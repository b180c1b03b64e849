"""The address of a request: what of it is the path, and what the query."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.pattern import regex
from doclint.read.shell import Word

_HOLE = r"(?:\$\{?[\w.]+\}?|\{\{[^{}]*\}\}|\{[^{}]*\}|<[^<>]*>|\[[^\[\]]*\])"
_ADDRESS = regex(
    rf"[A-Za-z][A-Za-z+.-]*://|/|(?:{_HOLE}|[\w.-]+\.[\w.-]+|localhost)(?::\d+|:{_HOLE})?(?:[/?#]|$)"
    rf"|(?:{_HOLE}|[\w-]+):\d+(?:[/?#]|$)|:\d*/|{_HOLE}{{2,3}}/|[\w.-]+{_HOLE}[\w.-]*/"
)
_WHOLE = regex(r"[A-Za-z][A-Za-z+.-]*://|/|\$|\{")
_TAIL = regex(r"(?:\{[^{}]*\}|<[^<>]*>|[^?#{<]|[{<](?![^{}<>]*[}>]))*+")
_PAIR = regex(r"(?P<name>[^&=?#\s]+)(?:=(?P<value>[^&#]*))?")


def is_address(text: str) -> bool:
    """Whether a word can be the address of a request: it has a scheme, a host or a path."""
    return len(text) > 1 and _ADDRESS.match(text) is not None


def path_of(address: Word) -> Word:
    """An address without its query; without its host too, where nothing but its place tells it.

    `$HOST/pets` and `{base}/pets` stay as they are.
    """
    value = address.value
    tail = _TAIL.match(value)
    end = tail.end() if tail else len(value)
    start = 0 if _WHOLE.match(value) else max(value.find("/", 0, end), 0)
    return address.cut(start, end)


def query_of(address: Word) -> Iterator[tuple[Word, Word | None]]:
    """The names in the query of an address, each with its value."""
    value = address.value
    tail = _TAIL.match(value)
    at = tail.end() if tail else len(value)
    if value[at : at + 1] == "?":
        hash_at = value.find("#", at)
        yield from pairs(address.cut(at + 1, hash_at if hash_at >= 0 else None))


def pairs(fields: Word) -> Iterator[tuple[Word, Word | None]]:
    """Names and values of a text such as `a=1&b=2`."""
    for match in _PAIR.finditer(fields.value):
        value = fields.cut(*match.span("value")) if match["value"] is not None else None
        yield fields.cut(*match.span("name")), value
