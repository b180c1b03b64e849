"""Whether a value of a rule file is what the annotation of an option asks for."""

from __future__ import annotations

import ast
from typing import Any

from doclint.model.option import OptionError

_PLAIN: dict[str, tuple[tuple[type, ...], str]] = {
    "bool": ((bool,), "true or false"),
    "int": ((int,), "a whole number"),
    "float": ((int, float), "a number"),
    "str": ((str,), "text"),
    "None": ((type(None),), "nothing"),
}
_LONGEST = 60  # characters of a value that are shown
_LISTS = ("Sequence", "tuple", "list", "Collection", "Iterable", "frozenset", "set")
_MAPPINGS = ("Mapping", "dict")


def fit(annotation: str, value: Any) -> None:
    """OptionError, with the way to what is wrong, unless the value is of that type.

    Types that a rule file has no words for say nothing.
    """
    try:
        wanted = ast.parse(annotation, mode="eval").body
    except SyntaxError:
        return
    _fit(wanted, value)


def _fit(wanted: ast.expr, value: Any) -> None:
    kind, inner = _parts(wanted)
    if kind in _PLAIN:
        _expect(type(value) in _PLAIN[kind][0], wanted, value)
    elif kind == "|":
        _expect(any(_fits(one, value) for one in inner), wanted, value)
    elif kind in _LISTS:
        _expect(isinstance(value, list | tuple), wanted, value)
        for number, item in enumerate(value):
            _below(inner[:1], item, number)
    elif kind in _MAPPINGS:
        _expect(isinstance(value, dict), wanted, value)
        for key, item in value.items():
            _below(inner[1:], item, key)


def _parts(wanted: ast.expr) -> tuple[str, list[ast.expr]]:
    """The name of a type and those that it is made of; "|" for alternatives."""
    if isinstance(wanted, ast.BinOp):
        return "|", [wanted.left, wanted.right]
    if isinstance(wanted, ast.Subscript):
        inner = wanted.slice
        return ast.unparse(wanted.value), inner.elts if isinstance(inner, ast.Tuple) else [inner]
    return ast.unparse(wanted), []


def _below(inner: list[ast.expr], value: Any, key: str | int) -> None:
    for wanted in inner:
        try:
            _fit(wanted, value)
        except OptionError as error:
            raise OptionError(str(error), str(key), *error.keys) from None


def _fits(wanted: ast.expr, value: Any) -> bool:
    try:
        _fit(wanted, value)
    except OptionError:
        return False
    return True


def _expect(is_right: bool, wanted: ast.expr, value: Any) -> None:
    if not is_right:
        raise OptionError(f"is {_shown(value)}, expected {_words(wanted)}")


def _words(wanted: ast.expr) -> str:
    """A type as a person calls it."""
    kind, inner = _parts(wanted)
    if kind in _PLAIN:
        return _PLAIN[kind][1]
    if kind == "|":
        return " or ".join(map(_words, inner))
    if kind in _LISTS:
        return f"a list of {_words(inner[0])}" if inner else "a list"
    if kind in _MAPPINGS:
        return f"a mapping to {_words(inner[1])}" if len(inner) > 1 else "a mapping"
    return "anything"


def _shown(value: Any) -> str:
    import json

    text = json.dumps(value, ensure_ascii=False, default=str)
    return f"`{text if len(text) <= _LONGEST else text[: _LONGEST - 3] + '...'}`"
