"""What a project wants: doclint.toml, or [tool.doclint] in pyproject.toml, as a frozen Config."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from doclint import __version__
from doclint.files import Files, enclosing, joined, matches, relative
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.words import did_you_mean

NAMES = ("doclint.toml", "pyproject.toml")
"""The files that may hold a configuration, the first one first."""

Keys = tuple[str | int, ...]

_TYPES = {
    "array": (list, "a list"),
    "object": (dict, "a table"),
    "string": (str, "text"),
    "boolean": (bool, "true or false"),
}
_FIRST: Mapping[str, Keys] = {"api": (0,)}  # of several tables, the one that is shown
_COMMENT = "{#"  # what begins one, unless something else is said
_DELIMITERS = (4, 6)  # the starts and ends of blocks and variables, and perhaps of comments


class UsageError(Exception):
    """Something that the user can mend; the message says what and where."""


@dataclass(frozen=True, slots=True)
class Api:
    """An API: its specs and its `errors`, lists of codes, as shown; globs of the rest, from `root`.

    `context` is where the data of its templates lies, `context_map` what their names are in that of
    an operation. `places` tells where a key is set, to begin a message with.
    """

    name: str = ""
    spec: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    base_path: str = ""
    schemas: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    context_map: Mapping[str, str] = field(default_factory=dict)
    root: str = "."
    places: Mapping[str, str] = field(default_factory=dict, compare=False)

    def covers(self, path: str) -> bool:
        """Whether a page is one of this API's."""
        return not self.pages or matches(relative(path, self.root), self.pages)

    def renders(self, path: str) -> bool:
        """Whether a file is named as a template of this API's pages."""
        return bool(self.templates) and matches(relative(path, self.root), self.templates)


@dataclass(frozen=True, slots=True)
class Templates:
    """How a project renders: its own Jinja environment, as far as it tells of it.

    None, and no delimiters at all, mean that it does not say. `filters`, `tests`, `globals` and
    `extensions` are names that it adds to those of Jinja; `paths` are folders in which included
    templates are looked up, as shown to the user.
    """

    delimiters: tuple[str, ...] = ()
    trim_blocks: bool | None = None
    lstrip_blocks: bool | None = None
    keep_trailing_newline: bool | None = None
    autoescape: bool | None = None
    filters: tuple[str, ...] | None = None
    tests: tuple[str, ...] | None = None
    globals: tuple[str, ...] | None = None
    extensions: tuple[str, ...] | None = None
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Config:
    """A project's choices. Globs are relative to `root`, the folder of `file`.

    `lines` tells on which line of the file a key is set; what is not there is a default. `context`
    are files with the data of the checked templates, as shown to the user: the command names them.
    `includes_by` are patterns of how pages take in other files, `include_paths` folders in which
    these are looked up, as shown to the user.
    """

    required_version: str = ""
    select: tuple[str, ...] = ("recommended",)
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    rule_folders: tuple[str, ...] = ()
    plugins: tuple[str, ...] = ()
    apis: tuple[Api, ...] = ()
    templates: Templates = field(default_factory=Templates)
    context: tuple[str, ...] = ()
    vocabulary: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    per_operation_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    per_tag_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    includes_by: tuple[str, ...] = ()
    include_paths: tuple[str, ...] = ()
    severities: Mapping[str, str] = field(default_factory=dict)
    file: str | None = None
    root: str = "."
    data: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def place(self, key: str) -> str:
        """Where a key is set, to begin a message with: `doclint.toml:4: `; "" without a file."""
        return f"{self.file}:{self.lines.get(key, 1)}: " if self.file else ""

    def excludes(self, path: str) -> bool:
        """Whether a file or folder is not to be looked at."""
        return bool(self.exclude) and matches(relative(path, self.root), self.exclude)

    def includes(self, path: str) -> bool:
        """Whether a page that lies in a checked folder is to be checked."""
        return not self.include or matches(relative(path, self.root), self.include)

    def names(self, path: str) -> bool:
        """Whether a file is named as a page: by a glob that tells its suffix too."""
        suffix = posixpath.splitext(path)[1].lower()
        globs = [(glob, self.root) for glob in self.include]
        globs += [(glob, api.root) for api in self.apis for glob in api.pages]
        return any(
            glob.lower().endswith(suffix) and matches(relative(path, root), (glob,))
            for glob, root in globs
        )

    def renders(self, path: str) -> bool:
        """Whether a file is named as a template, whatever its suffix."""
        return any(api.renders(path) for api in self.apis)


def find_config(files: Files, start: str = ".") -> str | None:
    """The nearest file with a configuration, from a folder upward to the top of its repository."""
    for folder in enclosing(files, start):
        for name in NAMES:
            path = joined(folder, name)
            if files.exists(path) and _is_ours(files, path):
                return path
    return None


def _is_ours(files: Files, path: str) -> bool:
    if posixpath.basename(path) != NAMES[1]:
        return True
    text = files.read(path).text
    return "doclint" in text and "doclint" in _parsed(path, text).get("tool", {})


def load_config(files: Files, path: str | None = None, start: str = ".") -> Config:
    """The configuration in a file, or in the nearest one; the defaults if there is none.

    UsageError with the place where it is wrong.
    """
    path = path or find_config(files, start)
    if path is None:
        return Config()
    try:
        text = files.read(path).text
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or error}") from None
    data = _parsed(path, text)
    above: Keys = ()
    if posixpath.basename(path) == NAMES[1]:
        data, above = data.get("tool", {}).get("doclint", {}), ("tool", "doclint")

    def place(*keys: str | int) -> str:
        return f"{path}:{line_of(text, (*above, *keys))}: "

    for keys, reason in chain(faults(data, schema()), _odd_delimiters(data), _odd_patterns(data)):
        raise UsageError(f"{place(*keys)}{reason}")
    apis = tuple(
        _api(api, posixpath.dirname(path) or ".", {key: place("api", at, key) for key in api})
        for at, api in enumerate(data.get("api", ()))
    )
    lines = {key: line_of(text, (*above, key, *_FIRST.get(key, ()))) for key in data}
    config = _config(path, data, apis, lines)
    _demand(config)
    return config


def _parsed(path: str, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r" \(at line (\d+), column (\d+)\)", str(error))
        where = f":{place[1]}:{place[2]}" if place else f":{text.count(chr(10)) + 1}"
        reason = str(error).partition(" (at ")[0]
        raise UsageError(f"{path}{where}: {reason[:1].lower()}{reason[1:]}") from None


@cache
def schema() -> Mapping[str, Any]:
    """The JSON Schema of a configuration."""
    text = Path(__file__).with_name("config.schema.json").read_text("utf-8")
    found: Mapping[str, Any] = json.loads(text)
    return found


def faults(value: Any, wanted: Mapping[str, Any], at: Keys = ()) -> Iterator[tuple[Keys, str]]:
    """What is wrong with a value, by what our schema uses of JSON Schema.

    A validator would take longer to import than most runs take.
    """
    name = ".".join(map(str, at))
    if "enum" in wanted and value not in wanted["enum"]:
        near = did_you_mean(str(value), wanted["enum"])
        yield at, f"`{name}` is {value!r}, expected one of {', '.join(wanted['enum'])}{near}"
    types = wanted.get("type", ())
    types = [types] if isinstance(types, str) else types
    if types and not any(isinstance(value, _TYPES[kind][0]) for kind in types):
        expected = " or ".join(_TYPES[kind][1] for kind in types)
        yield at, f"`{name}` is {value!r}, expected {expected}"
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from faults(item, wanted.get("items", {}), (*at, number))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _key_faults(key, item, wanted, at)


def _key_faults(
    key: str, item: Any, wanted: Mapping[str, Any], at: Keys
) -> Iterator[tuple[Keys, str]]:
    known, other = wanted.get("properties", {}), wanted.get("additionalProperties", {})
    if key in known or other is not False:
        yield from faults(item, known.get(key, other), (*at, key))
    else:
        inside = f" in `{'.'.join(str(part) for part in at)}`" if at else ""
        yield (*at, key), f"unknown key `{key}`{inside}{did_you_mean(key, known)}"


def _odd_delimiters(data: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    """What the schema leaves open: how many delimiters there may be."""
    given = data.get("templates", {}).get("delimiters")
    if given is not None and (len(given) not in _DELIMITERS or not all(given)):
        expected = "4 or 6 texts: start and end of blocks, of variables, of comments"
        yield ("templates", "delimiters"), f"`templates.delimiters` is {given}, expected {expected}"
    elif given is not None and len({*(*given[::2], _COMMENT)[:3]}) < 3:
        reason = f"`templates.delimiters` is {given}: blocks, variables and comments begin alike"
        yield ("templates", "delimiters"), reason


def _odd_patterns(data: Mapping[str, Any]) -> Iterator[tuple[Keys, str]]:
    """Patterns of includes that are no part of that of a line, or do not say where the path is."""
    for number, pattern in enumerate(data.get("includes", {}).get("patterns", ())):
        at = ("includes", "patterns", number)
        try:
            groups = re.compile(f"(?:{pattern})").groupindex
        except re.error as error:
            yield at, f"`includes.patterns` has {pattern!r}, which is no pattern: {error}"
            continue
        if "path" not in groups:
            yield at, f"`includes.patterns` has {pattern!r}, expected a group `(?P<path>...)` in it"


def _config(
    path: str, data: Mapping[str, Any], apis: tuple[Api, ...], lines: Mapping[str, int]
) -> Config:
    root = posixpath.dirname(path) or "."
    given = data.get("rules", {})
    folders = [*data.get("rule-folders", ()), *(given if isinstance(given, list) else ())]
    settings = given if isinstance(given, dict) else {}
    lists: dict[str, Any] = {
        key.replace("-", "_"): tuple(data[key])
        for key in ("select", "extend-select", "ignore", "exclude", "include", "plugins")
        if key in data
    }
    tables: dict[str, Any] = {
        key.replace("-", "_"): {name: tuple(names) for name, names in data.get(key, {}).items()}
        for key in ("vocabulary", "per-file-ignores", "per-operation-ignores", "per-tag-ignores")
    }
    return Config(
        **lists,
        **tables,
        required_version=data.get("required-version", ""),
        rule_folders=tuple(joined(root, folder) for folder in folders),
        apis=apis,
        templates=_templates(data.get("templates", {}), root),
        includes_by=tuple(data.get("includes", {}).get("patterns", ())),
        include_paths=tuple(
            joined(root, each) for each in data.get("includes", {}).get("paths", ())
        ),
        severities={name: own["severity"] for name, own in settings.items() if "severity" in own},
        file=path,
        root=root,
        data=data,
        lines=lines,
    )


def _api(data: Mapping[str, Any], root: str, places: Mapping[str, str]) -> Api:
    return Api(
        name=data.get("name", ""),
        spec=tuple(joined(root, path) for path in _listed(data.get("spec", ()))),
        pages=_listed(data.get("pages", ())),
        base_path=data.get("base-path", ""),
        schemas=_listed(data.get("schemas", ())),
        errors=tuple(joined(root, path) for path in _listed(data.get("errors", ()))),
        templates=_listed(data.get("templates", ())),
        context=_listed(data.get("context", ())),
        context_map=data.get("context-map", {}),
        root=root,
        places=places,
    )


def _listed(given: str | Iterable[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _templates(data: Mapping[str, Any], root: str) -> Templates:
    said: dict[str, Any] = {
        key.replace("-", "_"): tuple(value) if isinstance(value, list) else value
        for key, value in data.items()
    }
    said["paths"] = tuple(joined(root, path) for path in data.get("paths", ()))
    return Templates(**said)


def _demand(config: Config) -> None:
    """Raise UsageError if this is not a version that the project asks for."""
    wanted = config.required_version
    place = f"{config.file}:{config.lines.get('required-version', 1)}"
    for demand in filter(None, (part.strip() for part in wanted.split(","))):
        match = re.fullmatch(r"(>=|<=|==|!=|>|<)?\s*(\d+(?:\.\d+)*)", demand)
        if match is None:
            raise UsageError(f"{place}: `{wanted}` is no version, expected such as `>=0.4`")
        if not _fits(match[1] or "==", _numbers(__version__), _numbers(match[2])):
            raise UsageError(f"{place}: this is doclint {__version__}, expected {wanted}")


def _fits(operator: str, own: list[int], wanted: list[int]) -> bool:
    return {
        ">=": own >= wanted,
        "<=": own <= wanted,
        ">": own > wanted,
        "<": own < wanted,
        "==": own == wanted,
        "!=": own != wanted,
    }[operator]


def _numbers(version: str) -> list[int]:
    numbers = [int(number) for number in re.findall(r"\d+", version)[:3]]
    return numbers + [0] * (3 - len(numbers))


_HEADER = regex(r"\s*(\[{1,2})\s*([^\[\]#]+?)\s*\]")
_KEY = regex(r"""\s*((?:"[^"\n]*"|'[^'\n]*'|[\w-]+)(?:\s*\.\s*(?:"[^"\n]*"|[\w-]+))*)\s*=""")


def line_of(text: str, keys: Keys) -> int:
    """The line that sets a key, or that which opens the nearest table around it."""
    best, line = 0, 1
    counts: dict[Keys, int] = {}
    table: Keys = ()
    for number, row in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(row):
            table = _parts(header[2])
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = (*table, counts[table])
            here = table
        elif key := _KEY.match(row):
            here = (*table, *_parts(key[1]))
        else:
            continue
        if len(here) > best and keys[: len(here)] == here:
            best, line = len(here), number
    return line


def _parts(dotted: str) -> Keys:
    return tuple(part.strip("\"'") for part in re.findall(r""""[^"]*"|'[^']*'|[\w-]+""", dotted))
