"""Rows against the spec: what a page says of a parameter or property, and the spec denies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from doclint.link.compare import plain_value, same_value, type_words, types_differ
from doclint.link.pairing import is_about
from doclint.model.contract import Member, Said
from doclint.model.finding import Hit
from doclint.model.project import Endpoint, Pair

_PARAMETERS = frozenset(("path", "query", "header", "cookie"))
_UPPER_LIMITS = ("maximum", "maxLength", "maxItems")
_LOWER_LIMITS = ("minimum", "minLength", "minItems")


def family(pair: Pair) -> str:
    """Whether a row is one of a parameter or of a body."""
    members = pair.candidates or pair.elsewhere or (pair.member,)
    return "parameter" if any(m.where in _PARAMETERS for m in members) else "body"


def subject(pair: Pair) -> str:
    """What a row is about, for rules that yield to each other: `query:limit`, `body:/data/id`."""
    found = (pair.candidates or (pair.member,))[0]
    return member_subject(found)


def member_subject(member: Member) -> str:
    """What a member is about: `query:limit`, `body:/data/id`."""
    if member.where in _PARAMETERS or member.where is None:
        return f"{member.where or 'any'}:{'.'.join(member.path)}"
    return f"{member.where}:/{'/'.join(member.path)}"


def related(endpoint: Endpoint, of: str) -> Iterator[Pair]:
    """The pairs of a family that have candidates, from listings that are about the operation."""
    trusted: dict[int, bool] = {}
    for pair in endpoint.pairs:
        key = id(pair.listing)
        if key not in trusted:
            trusted[key] = is_about(pair.listing, endpoint.pairs)
        if pair.candidates and trusted[key] and family(pair) == of:
            yield pair


def _hit(endpoint: Endpoint, pair: Pair, page: Said[Any], spec: Said[Any], **facts: object) -> Hit:
    return Hit(
        page.anchor,
        subject(pair),
        {"name": pair.member.name, "operation": endpoint.operation, **facts},
        (("the spec", spec.anchor),),
    )


def _contradicted(
    page: Said[Any] | None, pair: Pair, get: Callable[[Member], Said[Any] | None], differ: Callable[[Any, Any], bool]
) -> Said[Any] | None:
    """What the spec says instead, if every candidate says something, and something else."""
    if page is None:
        return None
    known = [get(candidate) for candidate in pair.candidates]
    said = [each for each in known if each is not None]
    if len(said) == len(known) and said and all(differ(page.value, each.value) for each in said):
        return said[0]
    return None


def type_differs(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows that give a type which no value of the spec's type has. Facts: name, operation, page, spec."""
    for pair in related(endpoint, of):
        page = pair.member.type

        def differ(said: Any, known: Any) -> bool:
            return types_differ(said, known, parameter=of == "parameter")

        spec = _contradicted(page, pair, lambda m: m.type, differ)
        if page and spec:
            yield _hit(endpoint, pair, page, spec, page=type_words(page.value), spec=type_words(spec.value))


def required_differs(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows of a request that are marked required, or optional, against the spec. Facts: name, operation, page, spec."""
    words = {True: "required", False: "optional"}
    for pair in related(endpoint, of):
        page = pair.member.required
        if any(candidate.where == "response" for candidate in pair.candidates):
            continue  # what a response always holds is no one's duty, and pages use the column loosely
        if any(len(m.path) > 1 and not m.path[0] for m in pair.candidates):
            continue
        spec = _contradicted(page, pair, lambda m: m.required, lambda a, b: bool(a != b))
        if page and spec and not _defaulted(pair, spec.value):
            yield _hit(endpoint, pair, page, spec, page=words[page.value], spec=words[spec.value])


def _defaulted(pair: Pair, required: bool) -> bool:
    """A parameter that is required and has a default can be left out in practice."""
    return required and all(candidate.default is not None for candidate in pair.candidates)


def nullable_differs(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows that say a value may be null, or not, against the spec. Facts: name, operation, page, spec."""
    words = {True: "nullable", False: "not nullable"}
    for pair in related(endpoint, of):
        page = pair.member.nullable
        spec = _contradicted(page, pair, lambda m: m.nullable, lambda a, b: bool(a != b))
        if page and spec:
            yield _hit(endpoint, pair, page, spec, page=words[page.value], spec=words[spec.value])


def default_differs(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows with another default than the spec's. Facts: name, operation, page, spec."""
    for pair in related(endpoint, of):
        page = pair.member.default
        spec = _contradicted(page, pair, _plain_default, lambda a, b: not same_value(a, b))
        if page and spec:
            yield _hit(endpoint, pair, page, spec, page=page.value, spec=_shown(spec.value))


def _plain_default(member: Member) -> Said[Any] | None:
    said = member.default
    plain = said is not None and said.value is not None and not isinstance(said.value, (dict, list))
    return said if plain and said is not None and said.value != "" else None


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def enum_differs(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows whose list of allowed values is not the spec's: a value too many, or one too few.

    Facts: name, operation, problem.
    """
    for pair in related(endpoint, of):
        page = pair.member.enum
        known = [candidate.enum for candidate in pair.candidates]
        if page is None or not known or any(each is None for each in known):
            continue
        spec = [each for each in known if each is not None]
        yield from _unknown_values(endpoint, pair, page, spec)
        yield from _lost_values(endpoint, pair, page, spec)


def _unknown_values(
    endpoint: Endpoint, pair: Pair, page: Said[tuple[Any, ...]], spec: list[Said[tuple[Any, ...]]]
) -> Iterator[Hit]:
    """Values that no candidate has, in a list of which the spec knows the most."""
    known = {plain_value(value) for each in spec for value in each.value}
    odd = [said for said in page.value if plain_value(said.value) not in known]
    found = len(page.value) - len(odd)
    if not odd or found < max(1, len(odd)) or (found < 2 and len(page.value) > 2):
        return
    for said in odd:
        values = ", ".join(map(str, spec[0].value))
        problem = f"`{said.value}` is not one of its values in the spec ({_cut(values)})"
        yield _hit(endpoint, pair, said, spec[0], problem=problem)


def _lost_values(
    endpoint: Endpoint, pair: Pair, page: Said[tuple[Any, ...]], spec: list[Said[tuple[Any, ...]]]
) -> Iterator[Hit]:
    """Values that every candidate has and a list that is otherwise complete has not."""
    said = {plain_value(value.value) for value in page.value}
    text = (pair.member.row or pair.member.anchor).text.lower() if pair.member.row else ""
    if any(said - {plain_value(v) for v in each.value} for each in spec) or len(said) < 2:
        return
    lost = [v for v in spec[0].value if all(plain_value(v) in map(plain_value, e.value) for e in spec)]
    lost = [v for v in lost if v not in (None, "") and plain_value(v) not in said and plain_value(v) not in text]
    if lost and len(lost) <= max(1, len(said) // 2):
        names = ", ".join(f"`{value}`" for value in lost)
        also = "value is" if len(lost) == 1 else "values are"
        yield _hit(endpoint, pair, page, spec[0], problem=f"the {also} not listed that the spec also allows: {names}")


def _cut(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def range_differs(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows with another greatest or least value than the spec's. Facts: name, operation, page, spec, limit."""
    for pair in related(endpoint, of):
        for name, limits in (("maximum", _UPPER_LIMITS), ("minimum", _LOWER_LIMITS)):
            page = (pair.member.limits or {}).get(name)

            def limit(member: Member, limits: tuple[str, ...] = limits) -> Said[Any] | None:
                found = [said for key in limits if (said := (member.limits or {}).get(key))]
                return found[0] if len(found) == 1 else None

            spec = _contradicted(page, pair, limit, lambda a, b: not same_value(a, b))
            if page and spec and isinstance(spec.value, (int, float)):
                yield _hit(endpoint, pair, page, spec, page=f"{page.value:g}", spec=spec.value, limit=name)


def deprecated_unmarked(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows for what the spec calls deprecated, that do not say so. Facts: name, operation."""
    for pair in related(endpoint, of):
        said = pair.member.deprecated
        heading = pair.listing.section.heading
        around = heading.text.lower() if heading else ""
        row = pair.member.row.text.lower() if pair.member.row else ""
        known = [c.deprecated for c in pair.candidates if c.deprecated and c.deprecated.value]
        if (said is None or not said.value) and len(known) == len(pair.candidates) and "deprecat" not in around + row:
            here = Said(True, pair.member.anchor)
            yield _hit(endpoint, pair, here, known[0])
