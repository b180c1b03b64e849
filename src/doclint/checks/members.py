"""Rows against the spec: what a page says of a parameter or property, and the spec denies."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from doclint.checks import _mark_fixes as marks
from doclint.checks import _row_fixes as fixes
from doclint.checks._subjects import by_listing, related, shown, subject
from doclint.checks._value_fixes import in_list
from doclint.link.compare import plain_value, same_value, type_words, types_differ
from doclint.link.paths import placeholders
from doclint.model.contract import Member, Said
from doclint.model.finding import Fix, Hit
from doclint.model.project import Endpoint, Pair

_LIMITS = {
    "maximum": ("maximum", "maxLength", "maxItems"),
    "minimum": ("minimum", "minLength", "minItems"),
}
_REQUIRED = {True: "required", False: "optional"}
_NULLABLE = {True: "nullable", False: "not nullable"}
_MANY = 80  # letters; of a longer list of values only the start is shown

Saying = Callable[[Member], Said[Any] | None]


def _hit(
    endpoint: Endpoint,
    pair: Pair,
    page: Said[Any],
    spec: Said[Any],
    fix: Fix | None = None,
    /,
    **facts: object,
) -> Hit:
    return Hit(
        page.anchor,
        subject(pair),
        {"name": shown(pair.member), "operation": endpoint.operation, **facts},
        (("the spec", spec.anchor),),
        fix=fix,
    )


def _denied(
    endpoint: Endpoint, of: str, page: Saying, spec: Saying, differ: Callable[[Any, Any], bool]
) -> Iterator[tuple[Pair, Said[Any], Said[Any]]]:
    """Rows that say something where every candidate says something else; with what it says.

    Of several rows of a table for one thing, it is enough that one is right.
    """
    found: list[tuple[Pair, Said[Any], Said[Any]]] = []
    right: set[tuple[int, str]] = set()
    for pair in related(endpoint, of):
        said = page(pair.member)
        known = [each for each in map(spec, pair.candidates) if each is not None]
        if said is None or len(known) < len(pair.candidates):
            continue
        if all(differ(said.value, each.value) for each in known):
            found.append((pair, said, known[0]))
        else:
            right.add(_one(endpoint, pair))
    yield from (each for each in found if _one(endpoint, each[0]) not in right)


def _one(endpoint: Endpoint, pair: Pair) -> tuple[int, str]:
    """The table and the subject of a row; the parts of a schema may stand in several tables."""
    whole = any(each.operation is None for each in endpoint.specified)
    return 0 if whole else id(pair.listing), subject(pair)


def _is_one(saying: Saying, pair: Pair) -> bool:
    """Whether all that a row may be about has one value: else nobody knows which is meant."""
    return len({plain_value(said.value) for said in map(saying, pair.candidates) if said}) == 1


def _unlike(one: object, other: object) -> bool:
    return one != other


def type_differs(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows that give a type which no value of the spec's type has.

    Facts: name, operation, page, spec.
    """

    def differ(said: Any, known: Any) -> bool:
        return types_differ(said, known, parameter=of == "parameter")

    saying = attrgetter("type")
    for pair, page, spec in _denied(endpoint, of, saying, saying, differ):
        facts = {"page": type_words(page.value), "spec": type_words(spec.value)}
        yield _hit(endpoint, pair, page, spec, fixes.typed(endpoint, pair), **facts)


# Required and nullable ----------------------------------------------------------------------------


def required_differs(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows that are marked required, or optional, against the spec.

    Of a response, or where the spec has a default for what it requires, only in tables whose other
    marks are the spec's: there the column is meant. What one of several sections about an operation
    requires, the others need not.
    Facts: name, operation, page, spec.
    """
    if endpoint.part and of == "body":
        return
    sure = {id(pair) for _, rows in by_listing(endpoint) if _means_it(rows) for pair in rows}
    saying = attrgetter("required")
    for pair, page, spec in _denied(endpoint, of, saying, saying, _unlike):
        loose = _defaulted(pair, spec.value) or any(c.where == "response" for c in pair.candidates)
        if (
            not _is_body_row(pair)
            and (id(pair) in sure or not loose)
            and not _in_path(endpoint, pair)
        ):
            facts = {"page": _REQUIRED[page.value], "spec": _REQUIRED[spec.value]}
            fix = marks.marked(endpoint, pair, "required", spec.value)
            yield _hit(endpoint, pair, page, spec, fix, **facts)


def _means_it(rows: Sequence[Pair]) -> bool:
    """Whether a table marks its rows as the spec does, but for one, or one in four."""
    alike = [
        page.value == known.value
        for pair in rows
        if (page := pair.member.required)
        and pair.candidates
        and (known := pair.candidates[0].required)
    ]
    wrong = alike.count(False)
    return len(alike) > 2 and wrong <= max(1, len(alike) // 4)


def _in_path(endpoint: Endpoint, pair: Pair) -> bool:
    """Whether the page's own path has a place of that name: what the spec has may be another."""
    said = pair.member.required
    paths = (naming.path.value for naming in endpoint.documented.namings)
    own = {name for path in paths for name in placeholders(path)}
    return bool(said and said.value) and pair.member.name in own


def _is_body_row(pair: Pair) -> bool:
    """A row for the body as a whole, that Swagger 2.0 gives a name."""
    return any(len(m.path) > 1 and not m.path[0] for m in pair.candidates)


def _defaulted(pair: Pair, required: bool) -> bool:
    """A parameter that is required and has a default can be left out in practice."""
    return required and all(candidate.default is not None for candidate in pair.candidates)


def nullable_differs(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows that say a value may be null, or not, against the spec.

    Swagger 2.0 has no word for null, so it denies nothing. Facts: name, operation, page, spec.
    """
    saying = attrgetter("nullable")
    legacy = endpoint.spec is not None and endpoint.spec.legacy
    for pair, page, spec in _denied(endpoint, of, saying, saying, _unlike):
        if spec.value or not legacy:
            facts = {"page": _NULLABLE[page.value], "spec": _NULLABLE[spec.value]}
            fix = marks.nullable(endpoint, pair, spec.value)
            yield _hit(endpoint, pair, page, spec, fix, **facts)


# Values -------------------------------------------------------------------------------------------


def default_differs(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows with another default than the spec's. Facts: name, operation, page, spec."""
    saying = attrgetter("default")
    for pair, page, spec in _denied(endpoint, of, saying, _plain_default, _no_value):
        facts = {"page": page.value, "spec": _shown_value(spec.value)}
        sure = _is_one(_plain_default, pair)
        fix = fixes.valued(endpoint, pair, page, spec.value) if sure else None
        yield _hit(endpoint, pair, page, spec, fix, **facts)


def _no_value(said: Any, known: Any) -> bool:
    return not same_value(said, known)


def _plain_default(member: Member) -> Said[Any] | None:
    """A default that a page can write in a word."""
    said = member.default
    if said is None or said.value in (None, "") or isinstance(said.value, (dict, list)):
        return None
    return said


def _shown_value(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def enum_differs(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows whose list of allowed values is not the spec's: a value too many, or one too few.

    Facts: name, operation, problem.
    """
    for pair in related(endpoint, of):
        page = pair.member.enum
        spec = [c.enum for c in pair.candidates if c.enum is not None]
        if page is not None and len(spec) == len(pair.candidates):
            yield from _unknown_values(endpoint, pair, page, spec)
            yield from _lost_values(endpoint, pair, page, spec)


def _unknown_values(
    endpoint: Endpoint, pair: Pair, page: Said[Any], spec: Sequence[Said[Any]]
) -> Iterator[Hit]:
    """Values that no candidate has, in a list of which the spec knows the most."""
    known = {plain_value(value) for each in spec for value in each.value}
    odd = [said for said in page.value if plain_value(said.value) not in known]
    found = len(page.value) - len(odd)
    if found < max(1, len(odd)) or (found < 2 and len(page.value) > 2):
        return
    values = _cut(", ".join(map(_shown_value, spec[0].value)))
    fix = in_list(endpoint, pair, page, spec) if odd else None
    for said in odd:
        problem = f"`{said.value}` is not one of its values in the spec ({values})"
        yield _hit(endpoint, pair, said, spec[0], fix, problem=problem)


def _lost_values(
    endpoint: Endpoint, pair: Pair, page: Said[Any], spec: Sequence[Said[Any]]
) -> Iterator[Hit]:
    """Values that every candidate has and a list that is otherwise complete has not."""
    said = {plain_value(value.value) for value in page.value}
    known = [{plain_value(value) for value in each.value} for each in spec]
    row = pair.member.row.text.lower() if pair.member.row else ""
    if len(said) < 2 or any(said - each for each in known):
        return
    lost = [
        value
        for value in spec[0].value
        if value not in (None, "")
        and all(plain_value(value) in each for each in known)
        and plain_value(value) not in said
        and plain_value(value) not in row
    ]
    if lost and len(lost) <= max(1, len(said) // 2):
        names = ", ".join(f"`{_shown_value(value)}`" for value in lost)
        fix = in_list(endpoint, pair, page, spec)
        yield _hit(endpoint, pair, page, spec[0], fix, problem=f"the list leaves out {names}")


def _cut(text: str) -> str:
    return text if len(text) <= _MANY else f"{text[: _MANY - 1]}…"


def range_differs(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows with another greatest or least value, or length, than the spec's.

    Facts: name, operation, page, spec, limit.
    """
    for limit, words in _LIMITS.items():

        def saying(member: Member, limit: str = limit) -> Said[Any] | None:
            return (member.limits or {}).get(limit)

        def known(member: Member, words: tuple[str, ...] = words) -> Said[Any] | None:
            found = [said for word in words if (said := (member.limits or {}).get(word))]
            return found[0] if len(found) == 1 and _is_number(found[0].value) else None

        for pair, page, spec in _denied(endpoint, of, saying, known, _unlike):
            facts = {"page": f"{page.value:g}", "spec": spec.value, "limit": limit}
            sure = _is_one(known, pair)
            fix = fixes.limited(endpoint, pair, page, spec.value) if sure else None
            yield _hit(endpoint, pair, page, spec, fix, **facts)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


# Deprecation --------------------------------------------------------------------------------------


def deprecated_unmarked(endpoint: Endpoint, *, of: str) -> Iterator[Hit]:
    """Rows for what the spec calls deprecated, that do not say so. Facts: name, operation."""
    for pair in related(endpoint, of):
        known = [c.deprecated for c in pair.candidates if c.deprecated and c.deprecated.value]
        if len(known) == len(pair.candidates) and not _is_marked(pair):
            here = Said(True, pair.member.anchor)
            yield _hit(endpoint, pair, here, known[0], marks.deprecated(endpoint, pair))


def _is_marked(pair: Pair) -> bool:
    """Whether a row, or the heading above it, says it; or the name is struck through."""
    said = pair.member.deprecated
    if said is not None:
        return said.value
    heading = pair.listing.section.heading
    text = (heading.text if heading else "") + (pair.member.row.text if pair.member.row else "")
    return any(word in text.lower() for word in ("deprecat", "~~", "<del>", "<s>", "<strike>"))
