"""Data that remembers where it came from.

A string read from `query_params[0].name` is still a string, to the template and to all filters, but
it can be asked for that path. Only True, False and None cannot be told apart: whoever reads one of
them from a container knows its path.
"""

from __future__ import annotations

from typing import Any

_PATH = "__doclint_path__"  # of a kind that what is undefined has not, and that nobody reads


class _Str(str):
    pass


class _Int(int):
    pass


class _Float(float):
    pass


class _Dict(dict[Any, Any]):
    pass


class Record(dict[str, Any]):
    """An object with fields: those win over the methods of a mapping that are called the same."""

    def has(self, name: str) -> bool:
        """Whether there is such a field."""
        return dict.__contains__(self, name)


class Giving(Record):
    """A made-up mapping, which has something under every key.

    With `holds` it says so when it is asked.
    """

    holds = True

    def __missing__(self, key: object) -> Any:
        for value in self.values():
            return value
        raise KeyError(key)

    def __contains__(self, key: object) -> bool:
        return (self.holds and bool(self)) or dict.__contains__(self, key)

    def get(self, key: str, default: Any = None) -> Any:
        """What is under a key; the default only where there is nothing at all."""
        return self[key] if self else default


class Holding(list[Any]):
    """A made-up list, which holds whatever it is asked for."""

    def __contains__(self, item: object) -> bool:
        return bool(self)


class _List(list[Any]):
    pass


for _kind, _name in ((_Str, "str"), (_Int, "int"), (_Float, "float"), (_Dict, "dict")):
    _kind.__name__ = _name  # as errors of Python call it
Record.__name__ = Giving.__name__ = "dict"
Holding.__name__ = _List.__name__ = "list"


def track(value: Any, path: str) -> Any:
    """The same data, each part with its path."""
    tracked: Any
    match value:
        case bool() | None:
            return value
        case dict():
            kind = type(value) if isinstance(value, Record) else _Dict
            tracked = kind(
                (track(key, f"{path}#{key}"), track(v, below(path, key)))
                for key, v in value.items()
            )
            if isinstance(value, Giving):
                tracked.holds = value.holds
        case list() | tuple():
            many = Holding if isinstance(value, Holding) else _List
            tracked = many(track(item, below(path, n)) for n, item in enumerate(value))
        case str():
            tracked = _Str(value)
        case int():
            tracked = _Int(value)
        case float():
            tracked = _Float(value)
        case _:
            return value
    setattr(tracked, _PATH, path)
    return tracked


def path_of(value: object) -> str | None:
    """Where a value was read from: `params[0].name`, `properties#id` for a key; None: not known."""
    path: str | None = getattr(value, _PATH, None)
    return path


def below(path: str, key: object) -> str:
    """`params[0]`, `params[0].name`, `headers['x-id']`."""
    if isinstance(key, str) and key.isidentifier():
        return f"{path}.{key}" if path else str(key)
    shown = repr(str(key)) if isinstance(key, str) else repr(key)
    return f"{path}[{shown}]"
