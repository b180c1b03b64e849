"""The dialects that a configuration gives, in its own tables or in files, as they are meant."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any

from doclint.config import Config, Keys, UsageError, faults, line_of, schema
from doclint.files import Files, joined
from doclint.model.words import did_you_mean
from doclint.read.dialects import KINDS, SYNTAXES, Dialects, load_dialects


def given_dialects(files: Files, config: Config) -> Dialects:
    """The dialects of a project beside the built-in ones; UsageError where they are wrong."""
    given = config.data.get("dialects", {})
    if not given:
        return load_dialects()
    read = {name: _dialect(files, config, name, said) for name, said in given.items()}
    return load_dialects(read)


def _dialect(files: Files, config: Config, name: str, said: Any) -> Mapping[str, Any]:
    above: Keys = ()
    if isinstance(said, str):
        path = joined(config.root, said)
        text = _text(files, path, config.place("dialects"))
        found = _parsed(path, text)
        wrong = faults(found, schema()["properties"]["dialects"]["additionalProperties"])
        for keys, reason in wrong:
            raise UsageError(f"{path}:{line_of(text, keys)}: {reason}")
    else:
        path, found = config.file or "", said
        above = _above(path, name)
        text = files.read(path).text
    for keys, reason in _odd(found):
        raise UsageError(f"{path}:{line_of(text, (*above, *keys))}: {reason}")
    return found


def _above(path: str, name: str) -> Keys:
    tool = ("tool", "doclint") if posixpath.basename(path) == "pyproject.toml" else ()
    return (*tool, "dialects", name)


def _text(files: Files, path: str, place: str) -> str:
    try:
        return files.read(path).text
    except OSError as error:
        reason = (error.strerror or "no such file or directory").lower()
        raise UsageError(f"{place}`{path}` cannot be read as a dialect: {reason}") from None


def _parsed(path: str, text: str) -> Mapping[str, Any]:
    import tomllib  # most projects have no dialects in files

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        raise UsageError(f"{path}: {reason[:1].lower()}{reason[1:]}") from None


def _odd(dialect: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    """What a schema leaves open: what a tag must say, and what says nothing beside it."""
    given = dialect.get("syntax", ())
    for syntax in (given,) if isinstance(given, str) else given:
        if syntax not in SYNTAXES:
            expected = ", ".join(SYNTAXES)
            yield ("syntax",), f"`{syntax}` is no syntax of tags, expected one of {expected}"
    if not dialect.get("tags"):
        yield (), "a dialect has no `tags`: none of its tags mean anything"
    for name, said in dialect.get("tags", {}).items():
        kind = said.get("is")
        if kind is None:
            yield (
                ("tags", name),
                f"the tag `{name}` has no `is`, expected one of {', '.join(KINDS)}",
            )
        elif kind == "part" and "says" not in said and "status" not in said:
            near = did_you_mean("says", said)
            yield ("tags", name), f"the part `{name}` has neither `says` nor `status`{near}"
