"""Examples that are no JSON any more, or that show something else than the spec has."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from random import Random
from typing import Any

from doclint.link.compare import plain_value, types_differ
from doclint.model.contract import Member, Sample, Type
from doclint.model.finding import Edit
from doclint.model.project import Endpoint
from doclint.model.source import Span, Text
from doclint.model.value import Value
from doclint.read.examples import JSON, read_json
from doclint.selftest.sites import Site, misspelt, swap

_LANGUAGES = (*sorted(JSON), "")
_NEW = {"string": "12345", "integer": '"twelve"', "number": '"twelve"', "boolean": '"maybe"'}
_KINDS = {"true": "boolean", "false": "boolean", "string": "string", "number": "number"}


def _samples(endpoint: Endpoint) -> Iterator[tuple[Sample, Value]]:
    """The examples on the page itself that are JSON, to the letter."""
    seen: set[int] = set()
    for sample in endpoint.documented.samples:
        body = sample.example.body
        known = id(sample.example) in seen or body.span.source is not endpoint.page.source
        if known or sample.example.language.lower() not in _LANGUAGES:
            continue
        seen.add(id(sample.example))
        read = read_json(sample.example)
        if read is not None and read.strict and _is_exact(body):
            yield sample, read.values[0]


def _is_exact(body: Text) -> bool:
    """Whether each character of the code stands on the page as it is."""
    return all(body.at(at, at + 1).text == body[at] for at in range(0, len(body), 17))


def _pairs(value: Value) -> Iterator[tuple[tuple[Value, Value], tuple[Value, Value]]]:
    """Members that follow each other."""
    for _, _, inner in value.walk():
        yield from pairwise(inner.members)


def _in(endpoint: Endpoint) -> Iterator[tuple[Text, Value]]:
    for sample, value in _samples(endpoint):
        yield sample.example.body, value


def lost_comma(endpoint: Endpoint, pick: Random) -> Iterator[Site]:
    """No comma between two members."""
    for body, value in _in(endpoint):
        places = [body.index(",", one[1].end, two[0].start) for one, two in _pairs(value)]
        if places:
            at = pick.choice(places)
            yield swap(body.at(at, at + 1), "", "a comma between two members of JSON goes")


def extra_comma(endpoint: Endpoint, pick: Random) -> Iterator[Site]:
    """A comma behind the last member."""
    for body, value in _in(endpoint):
        ends = [inner.members[-1][1].end for _, _, inner in value.walk() if inner.members]
        if ends:
            at = pick.choice(ends)
            what = "a comma behind the last member of JSON comes in"
            yield Site((Edit(_gap(body, at), ","),), what)


def _gap(body: Text, at: int) -> Span:
    """The place behind a character."""
    before = body.at(at - 1, at)
    return Span(before.source, before.end, before.end)


def lost_bracket(endpoint: Endpoint, _pick: Random) -> Iterator[Site]:
    """No bracket at the end of an inner object or list."""
    for body, value in _in(endpoint):
        for path, _, inner in value.walk():
            if path and inner.kind in ("object", "array") and body[inner.end - 1] in "]}":
                what = "a closing bracket of JSON goes"
                yield swap(body.at(inner.end - 1, inner.end), "", what)
                break


def lost_quote(endpoint: Endpoint, pick: Random) -> Iterator[Site]:
    """No quotation mark behind a text."""
    for body, value in _in(endpoint):
        texts = [one for path, _, one in value.walk() if path and one.kind == "string"]
        if texts:
            end = pick.choice(texts).end
            yield swap(body.at(end - 1, end), "", "a quotation mark of JSON goes")


def doubled_key(endpoint: Endpoint, pick: Random) -> Iterator[Site]:
    """A member that stands twice in its object."""
    for body, value in _in(endpoint):
        members = [member for _, _, inner in value.walk() for member in inner.members]
        if plain := [one for one in members if not (one[1].items or one[1].members)]:
            key, last = pick.choice(plain)
            text = f"{body[key.start : last.end]}, "
            place = body.at(key.start, key.start + 1)
            edit = Edit(Span(place.source, place.start, place.start), text)
            yield Site((edit,), f"the key `{key.value}` of JSON comes twice")


# Against the spec ---------------------------------------------------------------------------------


def _known(endpoint: Endpoint) -> Iterator[tuple[Text, Value, Value, list[Member]]]:
    """The members of examples that the spec knows at their place: key, value, what it says."""
    if not endpoint.certain:
        return
    by_path: dict[tuple[str, ...], list[Member]] = {}
    for one in endpoint.specified:
        for member in one.members:
            if member.where in ("body", "response"):
                by_path.setdefault(member.path, []).append(member)
    for sample, value in _samples(endpoint):
        where = {"request": "body", "response": "response"}.get(sample.role or "")
        for path, key, inner in value.walk() if where else ():
            names = tuple(part for part in path if isinstance(part, str))
            found = [one for one in by_path.get(names, ()) if one.where == where]
            if key is not None and found and names[-1:] == (key.value,):
                yield sample.example.body, key, inner, found


def wrong_key(endpoint: Endpoint, pick: Random) -> Iterator[Site]:
    """A key with two letters in the wrong order."""
    names = {member.name for one in endpoint.specified for member in one.members}
    for body, key, _, _ in _known(endpoint):
        wrong = misspelt(str(key.value), pick, names)
        if wrong and body[key.start : key.end] == f'"{key.value}"':
            what = f"the key `{key.value}` of JSON becomes `{wrong}`"
            yield swap(body.at(key.start, key.end), f'"{wrong}"', what)


def wrong_kind(endpoint: Endpoint, _: Random) -> Iterator[Site]:
    """A value of a type that the spec does not have there."""
    for body, key, value, members in _known(endpoint):
        kind, kinds = _KINDS.get(value.kind), [one.type for one in members]
        new = _NEW.get(kind or "")
        if new is None or not all(kinds) or any(one.enum for one in members):
            continue
        other = Type(frozenset(("number" if new[0] != '"' else "string",)))
        if all(types_differ(other, each.value, parameter=False) for each in kinds if each):
            what = f"the value of `{key.value}` in JSON becomes {new}"
            yield swap(body.at(value.start, value.end), new, what)


def wrong_choice(endpoint: Endpoint, pick: Random) -> Iterator[Site]:
    """A value that is none of those that the spec allows."""
    for body, key, value, members in _known(endpoint):
        enums: list[tuple[Any, ...]] = [one.enum.value for one in members if one.enum]
        known = {plain_value(each) for enum in enums for each in enum}
        if value.kind != "string" or len(enums) < len(members):
            continue
        wrong = misspelt(str(value.value), pick, known)
        if wrong and plain_value(value.value) in known and plain_value(wrong) not in known:
            what = f"the value of `{key.value}` in JSON becomes {wrong}"
            yield swap(body.at(value.start, value.end), f'"{wrong}"', what)
