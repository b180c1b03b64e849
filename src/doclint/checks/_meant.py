"""Which bodies of the spec an example on a page may mean, and what it denies of all of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from doclint.checks._differences import Comparison, Difference, agreed
from doclint.checks._json_faults import is_schema
from doclint.link.compare import near_names
from doclint.link.paths import fits, segments
from doclint.link.same import Same
from doclint.model.contract import Body, Naming, Sample, Specified
from doclint.model.pattern import regex
from doclint.model.project import Endpoint
from doclint.model.record import dataclass
from doclint.model.spec import Node, Operation
from doclint.model.value import JsonText, Value, value_of
from doclint.read import schema
from doclint.read.examples import read_json

_SCHEMA = frozenset(("type", "$ref", "allOf", "anyOf", "oneOf", "enum"))
_BROKEN = frozenset(
    (
        *("extra-closer", "junk", "member-in-array", "missing-colon", "unclosed", "alternative"),
        *("unclosed-string", "unopened-string", "too-deep", "equals-for-colon"),
    )
)
"""Deviations with which members may belong to another object, or mean something else."""
_HEAD = regex(
    r"^[ \t]*(?:HTTP/[\d.]+[ \t]+(?P<status>\d{3})\b|(?:GET|POST|PUT|PATCH|DELETE)[ \t]+\S)", re.M
)
_JSON = regex(r"(?:application|text)/(?:[\w.+-]*\+)?json\b|\*/\*|application/\*", re.I)
_BY_DIRECTION = frozenset(("missing", "read-only", "write-only"))
_SLIP = 0.75  # of a key
_FEW = 50  # unknown keys that may be slips
_ITEMS = 5  # of a list, looked at to see what its items are


@dataclass(frozen=True, slots=True)
class Meant:
    """A value of an example, the body of the spec that it means, and what it denies of it.

    `whole` names the body for a sentence: "the response of GET /pets"; `label` its operation.
    """

    sample: Sample
    value: Value
    body: Body
    whole: str
    label: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A body that a value may mean; `share` is how many of the keys at the top it knows."""

    body: Body
    known: Specified
    share: float
    differences: tuple[Difference, ...]


def meant(endpoint: Endpoint, formats: Sequence[str] = ()) -> tuple[Meant, ...]:
    """The values of the examples of an endpoint that are understood and differ from the spec."""
    if not endpoint.certain or not endpoint.documented.samples:
        return ()
    return _meant(Same(endpoint), tuple(formats))


@lru_cache(maxsize=2)
def _meant(same: Same[Endpoint], formats: tuple[str, ...]) -> tuple[Meant, ...]:
    endpoint = same.value
    bodies = [(body, known) for known in endpoint.specified for body in _of_json(known.bodies)]
    found: list[Meant] = []
    for sample in endpoint.documented.samples if bodies else ():
        read = _readable(sample, endpoint)
        if read is None:
            continue
        found += filter(
            None, (_understood(one, read, bodies, formats) for one in _parts(sample, read))
        )
    return tuple(found)


def _readable(sample: Sample, endpoint: Endpoint) -> JsonText | None:
    """What an example holds, if it is whole, and one of its operation."""
    read = read_json(sample.example)
    if read is None or is_schema(read) or _BROKEN & {one.code for one in read.deviations}:
        return None
    if _follows_another(sample, endpoint) or all(map(_is_json_schema, read.values)):
        return None
    return read


def understood(endpoint: Endpoint) -> frozenset[int]:
    """The ids of the samples that are compared: all their values may mean bodies of the spec."""
    every = [body for known in endpoint.specified for body in _of_json(known.bodies)]
    found: set[int] = set()
    for sample in endpoint.documented.samples if every and endpoint.certain else ():
        read = _readable(sample, endpoint)
        if read is not None and all(
            any(_share_of(value, body) >= 0.5 for body in _asked(part, every))
            for part, value in _parts(sample, read)
        ):
            found.add(id(sample))
    return frozenset(found)


def _is_json_schema(value: Value) -> bool:
    """Whether an object describes a body instead of being one: its members are schemas."""
    own = {key.value: member for key, member in value.members}
    kind = own.get("type")
    if kind is None or kind.value not in ("object", "array"):
        return False
    items = (own["items"],) if "items" in own else ()
    listed = own["properties"].members if "properties" in own else ()
    parts = [*items, *(member for _, member in listed)]
    return bool(parts) and all(_SCHEMA & {key.value for key, _ in one.members} for one in parts)


def _follows_another(sample: Sample, endpoint: Endpoint) -> bool:
    """Whether the call in front of an example is one of another operation."""
    start = sample.example.span.start
    calls = [call for call in endpoint.documented.calls if call.span.end <= start]
    if not calls or any(each.operation is None for each in endpoint.specified):
        return False
    last = max(calls, key=lambda call: call.span.start)
    return not any(_may_call(last.naming, each.operation) for each in endpoint.specified)


def _may_call(naming: Naming, operation: Operation | None) -> bool:
    if operation is None or (naming.method and naming.method.value != operation.method):
        return False
    called, path = segments(naming.path.value), segments(operation.path)
    return fits(called[-len(path) :], path) or fits(called, path[-len(called) :])


def _of_json(bodies: Sequence[Body]) -> Iterator[Body]:
    return (body for body in bodies if body.media_type is None or _JSON.match(body.media_type))


def _parts(sample: Sample, read: JsonText) -> Iterator[tuple[Sample, Value]]:
    """Each value with what its own head says: an example may hold several messages."""
    at = 0
    for value in read.values:
        heads = list(_HEAD.finditer(sample.example.body, at, value.start))
        at = value.end
        if heads and heads[-1]["status"]:
            sample = replace(sample, role="response", status=heads[-1]["status"])
        elif heads:
            sample = replace(sample, role="request", status=None)
        yield sample, value


def _understood(
    part: tuple[Sample, Value],
    read: JsonText,
    bodies: Sequence[tuple[Body, Specified]],
    formats: tuple[str, ...],
) -> Meant | None:
    """What a value denies of all that it may mean; None where nothing of it is understood.

    A body that it is not said to be, but that it fits better, speaks against what is said.
    """
    sample, value = part
    compared = {
        where: Comparison(sample.example.body, read, where, formats)
        for where in ("body", "response", None)
    }
    asked = set(map(id, _asked(sample, [body for body, _ in bodies])))
    likely = [*_candidates(value, [one for one in bodies if id(one[0]) in asked], compared)]
    denied = tuple(agreed([one.differences for one in likely], 1)) if likely else ()
    if not denied:
        return None
    best = max(likely, key=lambda one: (one.share, -len(one.differences)))
    others = _candidates(value, [one for one in bodies if id(one[0]) not in asked], compared)
    if any(_fits_better(one, best) for one in others):
        return None
    return Meant(sample, value, best.body, _whole(best), best.known.label, denied)


def _fits_better(other: _Candidate, best: _Candidate) -> bool:
    """Whether a body explains a value that another one does not; one schema is the same for both.

    What is only missing, or only goes the other way, is no sign of another body.
    """
    if other.body.node.resolved() == best.body.node.resolved():
        return False
    strange = any(one.kind not in _BY_DIRECTION for one in best.differences)
    return other.share > best.share or (
        other.share == best.share and strange and not other.differences
    )


def _asked(sample: Sample, bodies: Sequence[Body]) -> Iterator[Body]:
    """The bodies that an example is said to be one of."""
    role = sample.role or ("response" if sample.status else None)
    if all(body.status is None and body.where == "body" for body in bodies):
        role = role and "request"
    if role != "response":
        yield from (body for body in bodies if body.where == "body")
    if role != "request":
        yield from _responses(sample.status, [body for body in bodies if body.where == "response"])


def _responses(status: str | None, bodies: Sequence[Body]) -> Sequence[Body]:
    """The responses with a status, or in its range; without one, those of success."""
    if status == "error":
        return [body for body in bodies if (body.status or "")[:1] != "2"]
    if status is None:
        found = [body for body in bodies if (body.status or "")[:1] == "2"]
        return found or [body for body in bodies if body.status == "default"]
    for code in (status, f"{status[:1]}XX", "default"):
        if found := [body for body in bodies if body.status == code]:
            return found
    return ()


def _candidates(
    value: Value,
    bodies: Iterable[tuple[Body, Specified]],
    compared: Mapping[str | None, Comparison],
) -> Iterator[_Candidate]:
    for body, known in bodies:
        direction = body.where if known.operation else None
        if candidate := _candidate(value, body, known, compared[direction]):
            yield candidate


def _candidate(
    value: Value, body: Body, known: Specified, comparison: Comparison
) -> _Candidate | None:
    """A body that a value may mean: one that knows half of its keys at the top."""
    node, share = _node(value, body), _share_of(value, body)
    if node is None or share < 0.5:
        return None
    found = comparison.differences(value, node)
    own = _own(body, comparison.where) if found else frozenset()
    return _Candidate(
        body, known, share, tuple(one for one in found if (one.kind, one.path) not in own)
    )


def _node(value: Value, body: Body) -> Node | None:
    """The schema that a value may be one of; None where it can't be one of a body."""
    kinds = schema.kinds(body.node)
    if value.kind == "object" and kinds == {"array"}:
        return schema.items(body.node)  # one of the list is shown
    if value.kind == "array" and kinds and "array" not in kinds:
        return None
    return body.node


def _share_of(value: Value, body: Body) -> float:
    node = _node(value, body)
    return _share(value, node) if node is not None else 0


@lru_cache(maxsize=1 << 10)
def _own(body: Body, where: str | None) -> frozenset[tuple[str, tuple[str, ...]]]:
    """What the spec's own examples of a body deny: there it contradicts itself."""
    found: set[tuple[str, tuple[str, ...]]] = set()
    for data in _given(body):
        value = value_of(data)
        comparison = Comparison("", JsonText((value,), ()), where, own=True)
        found.update((one.kind, one.path) for one in comparison.differences(value, body.node))
    return frozenset(found)


def _given(body: Body) -> Iterator[object]:
    """The examples of a body: of its schema and beside it (OpenAPI 3.2, Media Type Object)."""
    yield from schema.own_examples(body.node)
    holder = body.node.document.at(body.node.pointer.rpartition("/")[0])
    if holder is None or not isinstance(holder.value, dict):
        return
    if "example" in holder.value:
        yield holder.value["example"]
    examples = holder.get("examples")
    for each in examples.items() if examples and isinstance(examples.value, dict) else ():
        one = each.resolved().value
        yield one["value"] if isinstance(one, dict) and "value" in one else one


def _share(value: Value, node: Node) -> float:
    """How many of the keys at the top a schema knows; those of its items for a list.

    A slip of a name that is not shown counts for less, so that a body which knows the key wins.
    """
    if value.kind == "array":
        inner = schema.items(node)
        objects = [item for item in value.items if item.kind == "object"][:_ITEMS]
        if inner is None or not objects:
            return 0
        return min(_share(item, inner) for item in objects)
    known = schema.properties(node)
    keys = [key.value for key, _ in value.members if key.kind == "string"]
    strange = [key for key in keys if key not in known]
    free = [name for name in known if name not in keys] if strange else []
    slips = sum(bool(near_names(key, free)) for key in strange[:_FEW])
    return (len(keys) - len(strange) + _SLIP * slips) / len(keys) if keys else 0


def _whole(best: _Candidate) -> str:
    if best.known.operation is None:
        return f"`{best.known.label}`"
    part = "request" if best.body.where == "body" else "response"
    status = f"{best.body.status} " if best.body.status else ""
    return f"the {status}{part} of {best.known.label}"
