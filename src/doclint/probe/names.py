"""What templates call the parts of an operation, and paths that lead to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from doclint.config import Api, UsageError
from doclint.model.pattern import regex
from doclint.model.words import did_you_mean
from doclint.probe import plain

_PLACES = ("path", "query", "header", "cookie", "body", "formData")
_HUMP = regex(r"(?<=[a-z0-9])(?=[A-Z])|[\s.-]+")
_SHAPES: Mapping[str, type | tuple[type, ...]] = {
    "mapping": dict,
    "list": list,
    "text": (str, int, float),
}


def named(name: str, context: Mapping[str, Any], shape: str | None = None) -> Any:
    """What a template means by a name: a part of the context; None where it is not known.

    `shape` is what the template takes it for: mapping, list or text; None where that is not known.
    """
    if name in context:
        value = _shaped(name, context, shape)
        return value if _fits(value, shape) or name not in known_names() else None
    means = _spelled().get(spelling(name), ())
    values = [_shaped(part, context, shape) if part else context for part in means]
    fit = [value for value in values if value is not None and _fits(value, shape)]
    return fit[0] if len(fit) == 1 else None


def _shaped(part: str, context: Mapping[str, Any], shape: str | None) -> Any:
    """A part in the shape that is asked for, if it has that too."""
    value = context.get(part)
    if shape is None or _fits(value, shape):
        return value
    other = plain.words()["shapes"].get(shape, {}).get(part)
    return context.get(other, value) if other else value


def _fits(value: Any, shape: str | None) -> bool:
    return shape is None or isinstance(value, _SHAPES[shape])


@cache
def _spelled() -> Mapping[str, tuple[str, ...]]:
    """The parts that a name may mean; "" is all of it."""
    found: dict[str, tuple[str, ...]] = {spelling(name): ("",) for name in plain.words()["whole"]}
    for part, others in plain.words()["names"].items():
        for name in map(spelling, (part, *others)):
            found[name] = (*found.get(name, ()), part)
    return found


def parts_of(name: str) -> frozenset[str]:
    """The parts of an operation that a name may mean: two names with one in common may be one."""
    return frozenset(_spelled().get(spelling(name), ())) - {""}


def kinds_of(name: str) -> frozenset[str]:
    """What a list holds by its name, as path, query, response or error; empty if not known."""
    parts = _spelled().get(spelling(name), ())
    kinds: Mapping[str, Sequence[str]] = plain.words()["kinds"]
    return frozenset(kind for kind, known in kinds.items() if set(parts) & set(known))


def is_list_name(name: str) -> bool:
    """Whether a name is one that only lists have, such as `query_params` or `errors`."""
    return bool(kinds_of(name)) and spelling(name).endswith("s")


def spelling(name: str) -> str:
    """A name as names are compared: `query_params` for `queryParams` and `query-params`."""
    return _HUMP.sub("_", name).lower().strip("_")


def at(path: str, context: Mapping[str, Any]) -> Any:
    """What a path leads to, such as `parameters.query` or `responses.200.fields`; or None.

    A step into a list is the place of parameters, a number, or the name, status or media type of an
    item.
    """
    value: Any = context
    for step in path.split("."):
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list):
            value = _of_list(value, step)
        else:
            return None
    return value


def _of_list(items: list[Any], step: str) -> Any:
    if step in _PLACES:
        return [item for item in items if isinstance(item, Mapping) and item.get("in") == step]
    if step.isdecimal() and int(step) < len(items):
        return items[int(step)]
    for item in items:
        own = item if isinstance(item, Mapping) else {}
        if step in (own.get("name"), own.get("status"), own.get("media_type")):
            return item
    return None


def demand_map(api: Api) -> None:
    """Raise UsageError, with the place, for a path in a `context-map` that begins nowhere."""
    place = api.places.get("context-map", "")
    known = known_names()
    for name, path in api.context_map.items():
        first = path.partition(".")[0]
        if first not in known:
            hint = did_you_mean(first, known)
            raise UsageError(f"{place}`context-map.{name}`: an operation has no `{first}`{hint}")


@cache
def known_names() -> tuple[str, ...]:
    """The names of all parts of a context."""
    more = (part for table in plain.words()["shapes"].values() for part in table.values())
    return tuple(dict.fromkeys((*plain.words()["names"], *more)))
