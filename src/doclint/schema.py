"""JSON Schema: what breaks one, in the words of a person. No other module has an engine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

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
