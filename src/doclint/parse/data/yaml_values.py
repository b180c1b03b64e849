"""YAML to plain data by the rules of YAML 1.2, with remarks on what others read differently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from doclint.model.pattern import regex
from doclint.parse.data.yaml_events import (
    MAX_DEPTH,
    Provider,
    TextError,
    as_text_error,
    events,
    kind,
    scalar_place,
)
from doclint.parse.data.yaml_scalars import is_ambiguous, is_too_long, resolve

_MAX_MERGED = 500_000  # members; merges of merges grow faster than their text
_WORD = regex(r"\S\w*")
_MAX_NAME = 200  # characters of a key that is no scalar


class Remark(NamedTuple):
    """Something about the text that the data does not show; the code and fact of a note."""

    code: str
    fact: tuple[str, str]
    start: int
    end: int


def read_yaml(text: str, provider: Provider = events) -> tuple[Any, list[Remark]]:
    """The data of the first document; None and a remark if the text can't be read."""
    builder = None
    try:
        builder = _Builder(text, provider(text))
        return builder.document(), builder.remarks
    except ImportError:  # a broken installation is no broken text
        raise
    except Exception as error:  # on broken text, parsers raise more than their own errors
        remarks = builder.remarks if builder else []
        return None, [*remarks, syntax_error(as_text_error(error, text), text)]


def syntax_error(error: TextError, text: str) -> Remark:
    """The error on the word where it was seen; at the end of the text, on its last character."""
    start = min(error.start, max(len(text.rstrip()) - 1, 0))
    word = _WORD.match(text, start)
    end = word.end() if word else min(start + 1, len(text))
    return Remark("syntax-error", ("problem", error.problem), start, end)


class _Builder:
    """Builds data from events, one call a node."""

    def __init__(self, text: str, stream: Iterable[Any]) -> None:
        self.text = text
        self.events: Iterator[Any] = iter(stream)
        self.remarks: list[Remark] = []
        self.anchors: dict[str, Any] = {}
        self.depth = self.merged = 0

    def remark(self, code: str, fact: tuple[str, str], event: Any) -> None:
        """Note something about a scalar or an alias."""
        if kind(event) == "ScalarEvent":
            start, end = scalar_place(self.text, event)
        else:
            start, end = event.start_mark.index, event.end_mark.index
        self.remarks.append(Remark(code, fact, start, end))

    def document(self) -> Any:
        """The first document of the stream, which is read up to what follows, for its errors."""
        data, found = None, False
        for event in self.events:
            if found and kind(event) in ("DocumentStartEvent", "StreamEndEvent"):
                break
            if kind(event) in _NODES:
                data, found = self.node(event), True
        return data

    def node(self, event: Any) -> Any:
        return _NODES[type(event).__name__](self, event)

    def scalar(self, event: Any) -> Any:
        value = event.value
        if event.implicit[0]:
            value = resolve(value)
            if is_ambiguous(event.value):
                self.remark("ambiguous-scalar", ("text", event.value), event)
            elif is_too_long(event.value):
                self.remark("syntax-error", ("problem", "a number with too many digits"), event)
        elif event.tag and event.tag.endswith((":int", ":float", ":bool", ":null")):
            value = resolve(value)
        if event.anchor:
            self.anchors[event.anchor] = value
        return value

    def alias(self, event: Any) -> Any:
        value = self.anchors.get(event.anchor)
        if event.anchor not in self.anchors:
            self.remark("undefined-alias", ("alias", event.anchor), event)
        elif value is _OPEN:
            self.remark("circular-alias", ("alias", event.anchor), event)
            return None
        return value

    def enter(self, event: Any) -> None:
        """Go into a collection. Its anchor is open until it is complete: no circles are built."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TextError("is nested too deeply", event.start_mark.index)
        if event.anchor:
            self.anchors[event.anchor] = _OPEN

    def leave(self, event: Any, value: Any) -> None:
        self.depth -= 1
        if event.anchor:
            self.anchors[event.anchor] = value

    def sequence(self, event: Any) -> list[Any]:
        self.enter(event)
        items: list[Any] = []
        while kind(item := next(self.events)) != "SequenceEndEvent":
            items.append(self.node(item))
        self.leave(event, items)
        return items

    def mapping(self, event: Any) -> dict[str, Any]:
        self.enter(event)
        members: dict[str, Any] = {}
        merged: list[Any] = []
        while kind(key := next(self.events)) != "MappingEndEvent":
            name = self.key(key)
            value = self.node(next(self.events))
            if name == "<<" and not getattr(key, "style", None):
                merged += value if isinstance(value, list) else [value]
                continue
            if name in members:
                self.remark("duplicate-key", ("key", name), key)
            members[name] = value
        for other in {id(other): other for other in merged}.values():
            self.merge(members, other, event)
        self.leave(event, members)
        return members

    def merge(self, members: dict[str, Any], other: Any, event: Any) -> None:
        """Add what another mapping has and this one has not (YAML's merge key)."""
        if isinstance(other, dict):
            self.merged += len(other)
            if self.merged > _MAX_MERGED:
                raise TextError("merges more members than can be read", event.start_mark.index)
            members.update({k: v for k, v in other.items() if k not in members})

    def key(self, event: Any) -> str:
        """The name of a member; keys are strings, as in JSON."""
        if kind(event) != "ScalarEvent":
            return self.other_key(event)
        name = str(event.value)
        if event.anchor:
            self.anchors[event.anchor] = name
        if not event.style and not isinstance(resolve(name), str):
            self.remark("other-key", ("key", name), event)
        return name

    def other_key(self, event: Any) -> str:
        """A key that is an alias or a collection: its value if that is a scalar, else its text."""
        value = self.node(event)
        start, end = event.start_mark.index, event.end_mark.index
        is_scalar = not isinstance(value, (dict, list))  # a collection may be huge, by its aliases
        name = str(value) if is_scalar else self.text[start : start + _MAX_NAME].split("\n")[0]
        self.remarks.append(Remark("other-key", ("key", name), start, max(end, start + 1)))
        return name


_OPEN = object()
_NODES = {
    "ScalarEvent": _Builder.scalar,
    "AliasEvent": _Builder.alias,
    "SequenceStartEvent": _Builder.sequence,
    "MappingStartEvent": _Builder.mapping,
}
