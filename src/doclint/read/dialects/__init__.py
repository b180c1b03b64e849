"""What the tags of docs tools mean: a file of data for each dialect, and those of a config."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from doclint.model.record import dataclass
from doclint.model.tag import Tag

SYNTAXES = ("jsx", "liquid", "hugo", "colon", "indent")
"""`<Tag a="b">`, `{% tag a="b" %}`, `{{< tag a="b" >}}`, `:::tag`, `=== "tab"` or `!!! tag`."""

KINDS = ("operation", "naming", "part", "tab", "member", "text", "request-body", "responses")
"""What a tag may stand for; the last two hold in `data` what OpenAPI calls so."""

_FILES = Path(__file__).parent
_COMMON = "common.toml"
_SAID = frozenset(("is", "says", "where", "named-by-place", "data"))


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a tag stands for.

    `says` is what a part would have as its heading, `where` the place of a member. `by_place` are
    attributes that are called like a place and hold the name. `data` is an attribute that holds all
    the rest as JSON. `attributes` maps a role, as a column would have it, to names of attributes.
    """

    kind: str
    says: str = ""
    where: str | None = None
    by_place: tuple[str, ...] = ()
    data: str = ""
    attributes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Dialects:
    """The meanings of tags by their syntax and name; `common` are attributes of any tag.

    `words` are those that speak of a part or a place in the names of tags that nobody knows, `data`
    the keys of what such tags are given as code.
    """

    tags: Mapping[tuple[str, str], Meaning]
    common: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    data: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def meaning(self, tag: Tag) -> Meaning | None:
        """What a tag stands for; None for one that is not known."""
        return self.tags.get((tag.syntax, tag.name))

    def names(self, role: str, meaning: Meaning | None = None) -> tuple[str, ...]:
        """The attributes that may say something, those of the tag first."""
        own = meaning.attributes.get(role) if meaning else None
        return self.common.get(role, ()) if own is None else own


def load_dialects(extra: Mapping[str, Mapping[str, Any]] | None = None) -> Dialects:
    """The built-in dialects and those of a config, which may say anew what a tag means."""
    return _load(_frozen(extra or {})) if extra else _builtin()


@cache
def _builtin() -> Dialects:
    import tomllib  # most pages have no tags

    read = {path.name: tomllib.loads(path.read_text("utf-8")) for path in _paths()}
    given = {
        table: {role: _names(names) for role, names in said.items()}
        for table, said in read.pop(_COMMON).items()
    }
    tags = dict(_tags(read.values()))
    return Dialects(tags, given["attributes"], given["words"], given["data"])


def _paths() -> Iterator[Path]:
    return iter(sorted(_FILES.glob("*.toml")))


@lru_cache(maxsize=8)
def _load(extra: Any) -> Dialects:
    known, own = _builtin(), _thawed(extra)
    return replace(known, tags={**known.tags, **dict(_tags(own.values()))})


def _tags(
    dialects: Iterable[Mapping[str, Any]],
) -> Iterator[tuple[tuple[str, str], Meaning]]:
    for dialect in dialects:
        for name, said in dialect.get("tags", {}).items():
            for syntax in _names(dialect.get("syntax", SYNTAXES)):
                yield (syntax, name), _meaning(said)


def _meaning(said: Mapping[str, Any]) -> Meaning:
    return Meaning(
        said["is"],
        said.get("says", ""),
        said.get("where"),
        _names(said.get("named-by-place", ())),
        said.get("data", ""),
        {role: _names(names) for role, names in said.items() if role not in _SAID},
    )


def _names(given: str | Sequence[str]) -> tuple[str, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _frozen(data: Any) -> Any:
    """The same as something that can be a key."""
    if isinstance(data, Mapping):
        return tuple(sorted((key, _frozen(value)) for key, value in data.items())), "table"
    return tuple(data) if isinstance(data, list) else data


def _thawed(data: Any) -> Any:
    if isinstance(data, tuple) and len(data) == 2 and data[1] == "table":
        return {key: _thawed(value) for key, value in data[0]}
    return data
