"""Gathers what a project knows of a template's data: from its files, or from its specs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from doclint.model.spec import Operation, Spec
from doclint.model.supply import Fed, Supply
from doclint.probe.contexts import operation_context
from doclint.probe.known import Known, Sample
from doclint.probe.names import named
from doclint.probe.needs import Need
from doclint.read.specified import parameter_nodes

_OPERATIONS = 8
"""Operations that data is made of; they are chosen to be as different as can be."""
_CANDIDATES = 400  # operations that are looked at for that
_SHAPES = {"mapping": "mapping", "list": "list", "text": "text", "number": "text"}


def known(root: Need, supply: Supply, given: Iterable[str] = ()) -> Known:
    """What is known of the data that a template needs; of `given` names the project says nothing.

    UsageError for a file of data that cannot be read.
    """
    names = [need for name, need in root.keys.items() if "called" not in need.uses]
    given = frozenset(given)
    files = tuple(_of_files(supply.fed(), [need.name for need in names]))
    files = tuple(one for one in files if _is_of(one.data, names, given))
    if files:
        return Known(files, whole=True, given=given)
    samples = tuple(operation_samples(varied(supply.specs), root, supply.named))
    ours = _enough(samples, names, given, told=supply.told)
    return Known(samples if ours else (), given=given)


def _is_of(data: Mapping[str, Any], needs: Sequence[Need], given: frozenset[str]) -> bool:
    """Whether data is that of a template: it has at least half of the names that it asks for."""
    asked = [need.name for need in needs if need.name not in given]
    return 2 * sum(name in data for name in asked) >= max(len(asked), 1)


def _of_files(fed: Sequence[Fed], names: Sequence[str]) -> Iterator[Sample]:
    """The data of each page, on top of what is that of all of them."""
    common = [one for one in fed if one.page is None]
    by_page: dict[str, list[Fed]] = {}
    for one in fed:
        if one.page is not None:
            by_page.setdefault(one.page, []).append(one)
    together = by_page and len(common) == 1
    for own in by_page.values():
        yield _sample((*common, *own) if together else tuple(own), names)
    for one in () if together else common:
        yield _sample((one,), names)


def _sample(fed: tuple[Fed, ...], names: Sequence[str]) -> Sample:
    last = fed[-1]
    label = last.source.path + (f"#{last.pointer}" if last.pointer else "")
    data = {name: one.data[name] for one in fed for name in names if name in one.data}
    return Sample(label, data, fed)


def _enough(
    samples: Sequence[Sample], needs: Sequence[Need], given: frozenset[str], *, told: bool
) -> bool:
    """Whether a template is fed with operations: they have what it asks for, and more than text."""
    asked = [need for need in needs if need.name not in given]
    met = [need for need in asked if any(need.name in one.data for one in samples)]
    structured = any(need.keys or need.item or need.value for need in met)
    return bool(met) and 2 * len(met) >= len(asked) and (told or structured)


# Operations ---------------------------------------------------------------------------------------


def operation_samples(
    operations: Iterable[Operation], root: Need, names: Mapping[str, str] | None = None
) -> Iterator[Sample]:
    """What operations have for the names that a template asks for.

    A name of which one of them has something of another shape means something else.
    """
    offered = [(str(one), _offered(one, root, names or {})) for one in operations]
    other = {
        name
        for _, data in offered
        for name, value in data.items()
        if not _agrees(root.keys[name], value)
    }
    for label, data in offered:
        own = {name: value for name, value in data.items() if name not in other}
        if own:
            yield Sample(label, own)


def _offered(operation: Operation, root: Need, names: Mapping[str, str]) -> dict[str, Any]:
    context = operation_context(operation.spec, operation, context_map=names)
    values = {
        name: named(name, context, _SHAPES.get(need.kind))
        for name, need in root.keys.items()
        if "called" not in need.uses
    }
    return {name: value for name, value in values.items() if value is not None}


def _agrees(need: Need, value: Any) -> bool:
    """Whether a value has most of what a template reads from it, as far as that can be told."""
    keys, holders = need.keys, [value]
    if need.kind in ("list", "mapping"):
        inner = need.item if need.kind == "list" else need.value
        keys = inner.keys if inner else {}
        holders = list(value.values()) if isinstance(value, Mapping) else list(value)
    elif keys and not isinstance(value, Mapping):
        return False
    objects = [one for one in holders if isinstance(one, Mapping) and one]
    if not (keys and objects):
        return not keys or not any(holders)
    return 2 * sum(any(name in one for one in objects) for name in keys) >= len(keys)


def varied(specs: Iterable[Spec], most: int = _OPERATIONS) -> tuple[Operation, ...]:
    """A few operations that show together most of what operations can have."""
    every = [one for spec in specs for one in spec.operations if not one.internal][:_CANDIDATES]
    traits = [(operation, frozenset(_traits(operation))) for operation in every]
    chosen: list[Operation] = []
    seen: set[str] = set()
    while traits and len(chosen) < most:
        best = max(traits, key=lambda one: len(one[1] - seen))
        if chosen and not best[1] - seen:
            break
        chosen.append(best[0])
        seen |= best[1]
        traits.remove(best)
    return tuple(chosen)


def _traits(operation: Operation) -> Iterator[str]:
    """What an operation has, and what it has not."""
    parameters = [node.value for node in parameter_nodes(operation)]
    places = [str(one.get("in")) for one in parameters]
    for place in ("path", "query", "header", "cookie", "body", "formData"):
        yield f"{place}:{min(places.count(place), 2)}"
    for word in ("description", "example", "schema", "deprecated"):
        yield from (f"parameter:{word}:{word in one}" for one in parameters)
    schemas = [one.get("schema") for one in parameters]
    yield from (f"schema:{word}" for one in schemas if isinstance(one, dict) for word in one)
    for word in ("summary", "description", "tags", "security", "deprecated"):
        yield f"{word}:{bool(operation.node.value.get(word))}"
    body = operation.node.get("requestBody")
    content = body and body.get("content")
    kinds = list(content.value) if content and isinstance(content.value, dict) else []
    yield f"content:{min(len(kinds), 2)}"
    yield from _answers(operation)


def _answers(operation: Operation) -> Iterator[str]:
    holder = operation.node.get("responses")
    for node in holder.items() if holder and isinstance(holder.value, dict) else ():
        response = node.resolved().value
        told = [word for word in ("content", "schema", "headers") if word in (response or ())]
        yield f"response:{node.name[:1]}:{','.join(told)}"
