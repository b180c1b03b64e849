"""A configuration with the line that each value comes from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from doclint.config import Config, schema
from doclint.files import matches, relative


def config_text(config: Config, path: str | None = None) -> Iterator[str]:
    """Each key, its value and where it is set; then what holds for one path."""
    yield f"# {config.file or 'no configuration: all values are defaults'}"
    for key, known in schema()["properties"].items():
        value = config.data.get(key, known.get("default"))
        line = config.lines.get(key)
        yield f"{key} = {_shown(value)}  # {f'{config.file}:{line}' if line else 'default'}"
    if path is not None:
        yield from _for_path(config, path)


def _for_path(config: Config, path: str) -> Iterator[str]:
    yield f"# for {path}"
    yield f"excluded = {_shown(config.excludes(path))}"
    names = [api.name or ", ".join(api.spec) for api in config.apis if api.covers(path)]
    yield f"api = {_shown(names)}"
    own = relative(path, config.root)
    ignored = (rules for glob, rules in config.per_file_ignores.items() if matches(own, (glob,)))
    yield f"ignored = {_shown(sorted({rule for rules in ignored for rule in rules}))}"


def _shown(value: Any) -> str:
    """A value as TOML writes it, tables on one line."""
    if isinstance(value, Mapping):
        inside = ", ".join(f"{json.dumps(key)} = {_shown(own)}" for key, own in value.items())
        return f"{{{inside}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_shown, value))}]"
    return json.dumps(value, ensure_ascii=False)
