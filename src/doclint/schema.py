"""JSON Schema: what breaks one, in the words of a person. No other module has an engine."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from operator import ge, gt, le, lt
from typing import TYPE_CHECKING, Any

from doclint.model.record import dataclass
from doclint.model.words import did_you_mean

if TYPE_CHECKING:
    from jsonschema import ValidationError

_LONGEST = 60  # characters of a value that are shown
_TYPES = {
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "null": "nothing",
    "number": "a number",
    "object": "a mapping",
    "string": "text",
}


@dataclass(frozen=True, slots=True)
class Violation:
    """A part of a value that breaks a schema. `pointer` is its JSON Pointer (RFC 6901)."""

    pointer: str
    keyword: str
    reason: str


def violations(value: Any, schema: Mapping[str, Any]) -> Iterator[Violation]:
    """All that breaks a schema of draft 2020-12, in the order of the value's keys."""
    from jsonschema import Draft202012Validator  # 60 ms: no run without rule files needs it

    for error in Draft202012Validator(schema).iter_errors(value):
        pointer = "".join(f"/{_escaped(part)}" for part in error.absolute_path)
        for key, reason in _reasons(error):
            yield Violation(
                f"{pointer}/{_escaped(key)}" if key else pointer, error.validator, reason
            )


def schema_fault(schema: Mapping[str, Any]) -> Violation | None:
    """Why this is no JSON Schema of draft 2020-12 that stands for itself; None if it is one.

    References to other files are not followed: a lint reads what is named, and no network. Those
    inside of it have to lead somewhere, and not back to themselves.
    """
    from jsonschema import Draft202012Validator, SchemaError

    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        pointer = "".join(f"/{_escaped(part)}" for part in error.absolute_path)
        return Violation(pointer, str(error.validator), " ".join(error.message.split()))
    for pointer, address in _texts(schema, ("$ref", "$dynamicRef")):
        if not address.startswith("#"):
            reason = f"`{address}` is in another file, expected `#/...`"
            return Violation(pointer, "$ref", reason)
        if not _exists(schema, address):
            return Violation(pointer, "$ref", f"`{address}` is not there")
    try:
        any(Draft202012Validator(schema).iter_errors({}))
    except RecursionError:
        return Violation("", "$ref", "it refers to itself without end")
    return None


def _texts(value: Any, keys: Sequence[str], pointer: str = "") -> Iterator[tuple[str, str]]:
    """What stands under some keys anywhere in a schema, each with its place."""
    if isinstance(value, Mapping):
        for key in keys:
            if isinstance(value.get(key), str):
                yield f"{pointer}/{key}", value[key]
    inside: Iterable[tuple[str | int, Any]] = (
        value.items() if isinstance(value, Mapping) else enumerate(value)
    )
    for part, inner in inside:
        if isinstance(inner, Mapping | list):
            yield from _texts(inner, keys, f"{pointer}/{_escaped(part)}")


def _exists(schema: Any, address: str) -> bool:
    """Whether a fragment, a JSON Pointer or the name of an anchor, leads somewhere in a schema."""
    from urllib.parse import unquote

    if address[1:] and not address.startswith("#/"):
        anchors = _texts(schema, ("$anchor", "$dynamicAnchor"))
        return address[1:] in {name for _, name in anchors}
    value = schema
    for part in unquote(address).split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, list) and name.isdecimal() and int(name) < len(value):
            value = value[int(name)]
        elif isinstance(value, Mapping) and name in value:
            value = value[name]
        else:
            return False
    return True


def _escaped(part: str | int) -> str:
    return str(part).replace("~", "~0").replace("/", "~1")


def _reasons(error: ValidationError) -> Iterator[tuple[str, str]]:
    """A reason for each key that is wrong; the key is "" where the value itself is."""
    wanted: Any = error.validator_value
    found: Any = error.instance
    match error.validator:
        case "additionalProperties" if wanted is False:
            yield from _unknown_keys(found, error.schema)
        case "required":
            name = error.message.split("'")[1]  # one error a name, and no field that holds it
            yield "", f"lacks `{name}`"
        case "type":
            names = [wanted] if isinstance(wanted, str) else wanted
            expected = " or ".join(_TYPES[name] for name in names)
            yield "", f"is {_shown(found)}, expected {expected}"
        case "enum":
            known = [str(value) for value in wanted]
            near = did_you_mean(str(found), known)
            yield "", f"is {_shown(found)}, expected one of {', '.join(known)}{near}"
        case "pattern":
            yield "", f"is {_shown(found)}, expected text like {wanted}"
        case "minItems":
            yield "", f"has {len(found)} items, expected {wanted} or more"
        case _:
            yield "", error.message


def _unknown_keys(value: Mapping[str, Any], schema: Any) -> Iterator[tuple[str, str]]:
    known, patterns = schema.get("properties", {}), schema.get("patternProperties", ())
    for key in value:
        if key not in known and not any(re.search(pattern, key) for pattern in patterns):
            yield key, f"unknown key `{key}`{did_you_mean(key, known)}"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return f"`{text if len(text) <= _LONGEST else text[: _LONGEST - 3] + '...'}`"


# Values against the schemas of a spec, many times over --------------------------------------------

Check = Callable[[Any], Sequence[str]]
"""Gives the keywords of a schema that a value breaks, each once, in the order of the alphabet."""

_FORMAT = "format"
_BREAKS: Mapping[str, tuple[type | tuple[type, ...], Callable[[Any, Any], bool]]] = {
    "exclusiveMaximum": ((int, float), ge),
    "exclusiveMinimum": ((int, float), le),
    "maximum": ((int, float), gt),
    "maxItems": (list, lambda value, most: len(value) > most),
    "maxLength": (str, lambda value, most: len(value) > most),
    "maxProperties": (dict, lambda value, most: len(value) > most),
    "minimum": ((int, float), lt),
    "minItems": (list, lambda value, least: len(value) < least),
    "minLength": (str, lambda value, least: len(value) < least),
    "minProperties": (dict, lambda value, least: len(value) < least),
}
"""The limits: the types of Python that each is about, and when a value breaks it."""


def compiled(schema: Mapping[str, Any]) -> Check:
    """A check of values against a schema of draft 2020-12, to be kept and used often.

    Limits need no engine, whose import takes as long as the rest of a short run. For what else a
    schema says, jsonschema-rs does it where it is installed, a hundred times as fast; jsonschema
    does it for schemas that the other one refuses, and for those with a `format`, which the two
    judge in different ways. What neither of them can use, such as a pattern of another language,
    is broken by nothing.
    """
    if all(word in _BREAKS and type(said) in (int, float) for word, said in schema.items()):
        return _limits(schema)
    if _FORMAT not in schema and find_spec("jsonschema_rs") is not None:
        try:
            return _fast(schema)
        except ValueError:
            pass
    return _portable(schema)


def _limits(schema: Mapping[str, Any]) -> Check:
    tests = [(word, *_BREAKS[word], said) for word, said in sorted(schema.items())]

    def check(value: Any) -> Sequence[str]:
        if isinstance(value, bool):
            return ()
        return [
            word
            for word, kinds, breaks, said in tests
            if isinstance(value, kinds) and breaks(value, said)
        ]

    return check


def _fast(schema: Mapping[str, Any]) -> Check:
    """Raises ValueError for what jsonschema-rs refuses to compile."""
    from jsonschema_rs import Draft202012Validator

    validator = Draft202012Validator(dict(schema), validate_formats=False)

    def check(value: Any) -> Sequence[str]:
        try:
            errors = list(validator.iter_errors(value))
        except ValueError:  # a number that it has no room for
            return ()
        return sorted({str(error.schema_path[0]) for error in errors})

    return check


def _portable(schema: Mapping[str, Any]) -> Check:
    from jsonschema import Draft202012Validator, SchemaError

    known = Draft202012Validator.FORMAT_CHECKER if _FORMAT in schema else None
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError:
        return lambda _: ()
    validator = Draft202012Validator(schema, format_checker=known)

    def check(value: Any) -> Sequence[str]:
        try:
            errors = list(validator.iter_errors(value))
        except (re.error, ArithmeticError, RecursionError):
            return ()
        return sorted({str(error.absolute_schema_path[0]) for error in errors})

    return check
