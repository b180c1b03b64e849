"""How pages take in other files: each tool's notation is data, and a project may add its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache
from pathlib import Path
from typing import Any

from doclint.model.pattern import regex
from doclint.model.record import dataclass

_DATA = Path(__file__).with_name("notations.toml")
_ARGUMENT = regex(
    r"""(?<![\w-])([\w-]++)\s*+[=:]\s*+(?:"([^"\n]*+)"|'([^'\n]*+)'|([^\s"'{}=&]++))"""
)
_IMPORT = regex(
    r"""^import[ \t]+(?P<name>[A-Z]\w*)[ \t]+from[ \t]+["'](?P<path>[^"'\n]+\.mdx?)["'];?[ \t]*$""",
    re.M,
)
_PART = regex(r"([^:#]*\.\w+)[:#](.+)\Z")
_PATH_KEYS = ("file", "src", "path", "source", "url")
_ELEMENT = regex(r"^[ \t]*(<([A-Z]\w*)\b([^<>\n]*?)/>)[ \t]*$", re.M)
_TELLING = regex(
    r"Param|Header|Respons|Request|Field|Error|Schema|Attribute|Propert|Partial|Common|Shared|Body"
)
_LONGEST = 20_000  # characters of a paragraph that are looked at


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of a text that stands for files. `kind` is the notation.

    `part` says which part of a file, `lines` which lines. With `code`, the file is shown as it is.
    """

    start: int
    end: int
    kind: str
    paths: tuple[str, ...] = ()
    part: str = ""
    lines: str = ""
    code: bool = False
    language: str = ""
    args: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Notation:
    """A pattern, and the words of which a text has one where it can match."""

    name: str
    pattern: re.Pattern[str]
    words: tuple[str, ...] = ()
    code: bool = False


@dataclass(frozen=True, slots=True)
class Fences:
    """What is taken in by fences: by their directive, or by an attribute."""

    directives: Mapping[str, str]
    attributes: re.Pattern[str]


@cache
def data() -> Mapping[str, Any]:
    """What is known of the tools."""
    import tomllib

    return tomllib.loads(_DATA.read_text("utf-8"))


@cache
def notations(own: tuple[str, ...] = ()) -> tuple[Notation, ...]:
    """All notations, those of the project first."""
    mine = (Notation("own", _lines(pattern)) for pattern in own)
    known = (
        Notation(
            each["name"],
            _lines(each["pattern"]),
            tuple(each.get("words", ())),
            each.get("code", False),
        )
        for each in data()["notation"]
    )
    return (*mine, *known)


@cache
def fences() -> Fences:
    """What fences take in."""
    known = data()["fences"]
    return Fences(known["directives"], re.compile(known["attributes"]))


@cache
def _unknown() -> re.Pattern[str]:
    return _lines(data()["unknown"]["pattern"])


def _lines(pattern: str) -> re.Pattern[str]:
    return regex(rf"^[ \t]*(?:{pattern})[ \t]*$", re.M)


def imports(text: str) -> Mapping[str, str]:
    """The components of a page that are pages themselves, with their paths."""
    if "import" not in text:
        return {}
    return {found["name"]: found["path"] for found in _IMPORT.finditer(text)}


def present(text: str, own: Sequence[str] = ()) -> tuple[Notation, ...]:
    """The notations that a text may hold."""
    return tuple(
        each
        for each in notations(tuple(own))
        if not each.words or any(word in text for word in each.words)
    )


def statements(
    text: str, known: Iterable[Notation], components: Mapping[str, str], *, mdx: bool = False
) -> tuple[Statement, ...]:
    """What a stretch of text takes in, on lines of its own, in order."""
    if len(text) > _LONGEST:
        return ()
    found = [*_known(text, known), *_components(text, components, mdx=mdx), *_strange(text)]
    told: list[Statement] = []
    for each in sorted(found, key=lambda each: each.start):  # the sort is stable: known ones first
        if not told or each.start >= told[-1].end:
            told.append(each)
    return tuple(told)


def _known(text: str, known: Iterable[Notation]) -> Iterator[Statement]:
    for notation in known:
        for match in notation.pattern.finditer(text):
            statement = _statement(match, notation)
            if statement is not None:
                yield statement


def _statement(match: re.Match[str], notation: Notation) -> Statement | None:
    groups = {key: value for key, value in match.groupdict().items() if value}
    args = arguments(" ".join(value for key, value in groups.items() if key.startswith("args")))
    paths = [v.strip() for k, v in groups.items() if k.startswith("path") and k != "paths"]
    paths += (
        _listed(groups.get("paths", ""))
        or [args[key] for key in _PATH_KEYS if not paths and key in args][:1]
    )
    if not paths:
        return None
    part = groups.get("part", "")
    if len(paths) == 1 and not part:
        paths[0], part = split_part(paths[0])
    return Statement(
        match.start() + len(match[0]) - len(match[0].lstrip()),
        match.start() + len(match[0].rstrip()),
        notation.name,
        tuple(paths),
        part,
        groups.get("lines", "") or args.get("range", "") or args.get("lines", ""),
        notation.code or _as_code(args),
        groups.get("language", "") or args.get("language", "") or args.get("lang", ""),
        args,
    )


def _listed(lines: str) -> list[str]:
    paths = (line.strip().strip("\"'") for line in lines.split("\n"))
    return [path for path in paths if path and not path.startswith(";")]


def _as_code(args: Mapping[str, str]) -> bool:
    return "highlight" in args or args.get("code") == "true" or args.get("type") == "code"


def arguments(text: str) -> Mapping[str, str]:
    """`key="value"` pairs."""
    return {
        match[1]: next((value for value in match.groups()[1:] if value is not None), "")
        for match in _ARGUMENT.finditer(text)
    }


def split_part(path: str) -> tuple[str, str]:
    """A path, and which part of the file is meant: `x.md:2:10`, `x.md:name`, `x.md#name`."""
    match = _PART.match(path)
    return (match[1], match[2]) if match else (path, "")


def _components(text: str, components: Mapping[str, str], *, mdx: bool) -> Iterator[Statement]:
    """Elements that stand for an imported page; and those that may hold anything."""
    if "<" not in text:
        return
    for match in _ELEMENT.finditer(text):
        path = components.get(match[2])
        if path is not None:
            args = arguments(match[3])
            yield Statement(*match.span(1), "component", (path,), args=args)
        elif mdx and not match[3].strip() and _TELLING.search(match[2]):
            yield Statement(*match.span(1), "unknown")


def _strange(text: str) -> Iterator[Statement]:
    for match in _unknown().finditer(text):
        start = match.start() + len(match[0]) - len(match[0].lstrip())
        yield Statement(start, match.start() + len(match[0].rstrip()), "unknown")
