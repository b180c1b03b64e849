"""From what a rule file says under `with:` to the options that its check is called with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from inspect import Parameter
from pathlib import Path
from typing import Any

from doclint.model.option import OptionError, Read
from doclint.model.pattern import regex
from doclint.model.words import did_you_mean
from doclint.rules.option_types import fit
from doclint.rules.rule import Check, annotated, options

_LITERAL = regex(r"Literal\[(.*)\]\Z", re.S)
_CHOICE = regex(r"""["']([^"']*)["']""")


def bound(check: Check, given: Mapping[str, Any], read: Read) -> dict[str, Any]:
    """The options as the check wants them; OptionError with the way to what is wrong.

    A name may be written with hyphens. `read` gives the data of a file beside the rule file.
    """
    known = {option.name: option for option in options(check)}
    found: dict[str, Any] = {}
    for key, value in given.items():
        name = str(key).replace("-", "_")
        if name not in known:
            raise OptionError(f"the check has no option `{key}`{did_you_mean(name, known)}", key)
        try:
            found[name] = _made(known[name], value, check, read)
        except OptionError as error:
            raise OptionError(str(error), key, *error.keys) from None
    for name, option in known.items():
        if option.default is Parameter.empty and name not in found:
            raise OptionError(f"the check needs the option `{name}`")
    return found


def _made(option: Parameter, value: Any, check: Check, read: Read) -> Any:
    """The option itself: what its annotation makes of it, if that has a way to."""
    annotation = annotated(option)
    known = choices(annotation)
    if known and value not in known:
        near = did_you_mean(str(value), known)
        raise OptionError(f"is `{value}`, expected one of {', '.join(known)}{near}")
    kind = kind_of(option, check)
    if kind is not None:
        return kind.from_option(value, read)
    fit(annotation, value)
    return value


def kind_of(option: Parameter, check: Check) -> Any:
    """The class that makes an option of what a rule file says; None if it is taken as it is."""
    for name in re.findall(r"\w+", annotated(option)):
        kind = getattr(check, "__globals__", {}).get(name)
        if hasattr(kind, "from_option"):
            return kind
    return None


def choices(annotation: object) -> tuple[str, ...]:
    """The texts that an option may be, where its annotation lists them."""
    literal = _LITERAL.match(str(annotation))
    return tuple(_CHOICE.findall(literal[1])) if literal else ()


def beside(file: Path) -> Read:
    """Reads the data of files that lie beside a rule file."""

    def read(name: str) -> Any:
        from doclint.model.source import Source
        from doclint.parse.data.documents import load

        path = file.parent / name
        try:
            loaded = load(Source(str(path), path.read_text("utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "is no UTF-8 text"
            raise OptionError(f"`{path}` cannot be read: {str(reason).lower()}") from None
        for note in loaded.notes:
            if note.code != "ambiguous-scalar":
                raise OptionError(f"`{path}:{note.span.line}` is no JSON or YAML: {note.code}")
        return loaded.data

    return read
