"""Rows of parameters and properties that say something else than the spec."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

from doclint.link.compare import near_names, plain_value, same_value, types_differ
from doclint.model.contract import Member, Said, Type
from doclint.model.finding import Edit
from doclint.model.pattern import regex
from doclint.model.project import Endpoint, Pair
from doclint.model.source import Span
from doclint.selftest.sites import (
    Site,
    misspelt,
    own,
    removed,
    styled,
    swap,
    turned,
    whole_lines,
)

_TYPES = ("integer", "string", "boolean", "array", "object")
_TYPE = regex(r"[`*_]*([A-Za-z]+(?:\[\])?)")
_OPPOSITES = {
    "required": "optional",
    "yes": "no",
    "true": "false",
    "mandatory": "optional",
    "optional": "required",
    "no": "yes",
    "false": "true",
}
_INVENTED = {True: "extra_flag_mode", False: "extraFlagMode"}


def _rows(endpoint: Endpoint) -> Iterator[tuple[Pair, Span]]:
    """The rows that stand on the page itself and that the spec knows, each with its row."""
    for pair in endpoint.pairs if endpoint.certain else ():
        row = own(pair.member.row, endpoint)
        if row is not None and pair.candidates and own(pair.member.anchor, endpoint):
            yield pair, row


def _told(pair: Pair, key: str) -> tuple[Said[Any], list[Any]] | None:
    """What a row says, and what the spec says of all that it may mean; None if it does not."""
    said: Said[Any] | None = getattr(pair.member, key)
    known = [each.value for one in pair.candidates if (each := getattr(one, key)) is not None]
    return (said, known) if said is not None and len(known) == len(pair.candidates) else None


def wrong_type(endpoint: Endpoint, pick: Random) -> Iterator[Site]:
    """A type that no value of the spec's type has."""
    for pair, row in _rows(endpoint):
        told = _told(pair, "type")
        span = told and own(told[0].anchor, endpoint)
        match = _TYPE.match(span.text) if span else None
        if told is None or span is None or match is None or _differs(told[0].value, pair, any):
            continue
        kinds = [kind for kind in _TYPES if _differs(Type(frozenset((kind,))), pair, all)]
        if kinds:
            kind = styled(pick.choice(kinds), match[1])
            what = f"the type of `{pair.member.name}`: {match[1]} becomes {kind}"
            yield swap(span.within(*match.span(1)), kind, what, row)


def _differs(said: Type, pair: Pair, some: Any) -> bool:
    parameter = pair.member.where not in ("body", "response")
    return bool(
        some(types_differ(said, one.type.value, parameter=parameter) for one in _typed(pair))
    )


def _typed(pair: Pair) -> Iterator[Any]:
    return (one for one in pair.candidates if one.type is not None)


def wrong_mark(endpoint: Endpoint, _: Random) -> Iterator[Site]:
    """Optional for required, or the other way round."""
    for pair, row in _rows(endpoint):
        told = _told(pair, "required")
        span = told and own(told[0].anchor, endpoint)
        if told is None or span is None or any(told[0].value != each for each in told[1]):
            continue
        if pair.member.where == "response" or any(one.default for one in pair.candidates):
            continue  # what a response has, and what a default stands in for, is not asked for
        word = span.text.strip("`*_() ")
        if (other := _OPPOSITES.get(word.lower())) is not None:
            other = styled(other, word)
            what = f"the mark of `{pair.member.name}`: {word} becomes {other}"
            yield from turned(span, word, other, what, row)


def lost_row(endpoint: Endpoint, _: Random) -> Iterator[Site]:
    """A row that is gone, of a list that has all."""
    rows = [*_rows(endpoint)]
    for pair, row in rows:
        beside = [one for one, _ in rows if one.listing is pair.listing]
        names = [one.member.path for one, _ in rows if one.member.path == pair.member.path]
        leads = any(_leads(pair.member, one.member) for one in beside)
        alone = len(names) == 1 and not leads and _is_sent(pair)
        if len(beside) > 1 and alone and _is_whole(endpoint, pair):
            site = removed(row, f"the row of `{pair.member.name}` goes", pair.listing.span)
            yield replace(site, doubt=_doubt(pair.member.name, row))


def _is_whole(endpoint: Endpoint, pair: Pair) -> bool:
    """Whether the page has a row for all that the spec has in the place of this one."""
    where = {one.where for one in pair.candidates}
    told = {one.name for each in endpoint.pairs for one in each.candidates}
    known = [one for each in endpoint.specified for one in each.members if one.where in where]
    return all(one.name in told for one in known if len(one.path) == 1)


def _doubt(name: str, row: Span) -> str:
    """Whether a name stands elsewhere on the page, too."""
    text = row.source.text
    rest = text[: row.start] + text[row.end :]
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", rest, re.I)
    return f"`{name}` stands elsewhere on the page, where it may be told of" if found else ""


def _leads(one: Member, other: Member) -> bool:
    """Whether the rows of what stands inside of one would be left behind."""
    return len(other.path) > len(one.path) and other.path[: len(one.path)] == one.path


def _is_sent(pair: Pair) -> bool:
    return all(one.where in ("path", "query", "body") for one in pair.candidates)


def wrong_name(endpoint: Endpoint, pick: Random) -> Iterator[Site]:
    """A name with two letters in the wrong order."""
    known = {name for one in endpoint.specified for name in one.by_name or {}}
    for pair, row in _rows(endpoint):
        span = own(pair.member.anchor, endpoint)
        name = misspelt(pair.member.name, pick, known)
        if span is None or name is None or near_names(pair.member.name, known - {name}):
            continue  # the spec has a name so close that the slip may mean that one
        what = f"`{pair.member.name}` becomes `{name}`"
        yield from turned(span, pair.member.name, name, what, row)


def invented_row(endpoint: Endpoint, _: Random) -> Iterator[Site]:
    """A row for something that the operation does not have."""
    for pair, row in _rows(endpoint):
        span, member = own(pair.member.anchor, endpoint), pair.member
        if span is None or not _is_sent(pair) or len(member.path) != 1 or row.text.count("\n"):
            continue
        if not row.start <= span.start <= span.end <= row.end or member.where == "path":
            continue
        name = _INVENTED["_" in member.name or member.name.islower()]
        lines = whole_lines(row)
        at = span.start - lines.start + span.text.find(member.name)
        copy = lines.text[:at] + name + lines.text[at + len(member.name) :]
        if span.text.count(member.name) == 1 and name not in (one.name for one in pair.candidates):
            edit = Edit(Span(lines.source, lines.end, lines.end), copy)
            yield Site((edit,), f"a row for `{name}` comes in", (row, pair.listing.span))


def wrong_default(endpoint: Endpoint, _: Random) -> Iterator[Site]:
    """Another default."""
    for pair, row in _rows(endpoint):
        told = _told(pair, "default")
        span = told and own(told[0].anchor, endpoint)
        if told is None or span is None:
            continue
        if not all(same_value(told[0].value, each) for each in told[1]):
            continue
        word = span.text.strip("`*_\"'()., ")
        other = _other_value(word)
        if other and plain_value(word) == plain_value(told[0].value):
            what = f"the default of `{pair.member.name}`: {word} becomes {other}"
            yield from turned(span, word, other, what, row)


def _other_value(word: str) -> str:
    if word.lower() in ("true", "false"):
        return styled("false" if word.lower() == "true" else "true", word)
    if re.fullmatch(r"\d{1,9}", word):
        return str(int(word) + 7)
    return f"{word}x" if re.fullmatch(r"[A-Za-z_]\w{1,30}", word) else ""


def wrong_value(endpoint: Endpoint, pick: Random) -> Iterator[Site]:
    """A value among those that are allowed that the spec does not have."""
    for pair, row in _rows(endpoint):
        told = _told(pair, "enum")
        for value in told[0].value if told else ():
            span = own(getattr(value, "anchor", None), endpoint)
            known = {plain_value(each) for one in told[1] for each in one} if told else set()
            if span is None or plain_value(value.value) not in known:
                continue
            wrong = misspelt(str(value.value), pick, known) or _other_value(str(value.value))
            if wrong and wrong.lower() not in known:
                what = f"a value of `{pair.member.name}`: {value.value} becomes {wrong}"
                yield from turned(span, str(value.value), wrong, what, row)


def wrong_limit(endpoint: Endpoint, _: Random) -> Iterator[Site]:
    """Another limit."""
    for pair, row in _rows(endpoint):
        for key, said in (pair.member.limits or {}).items():
            known = [(one.limits or {}).get(key) for one in pair.candidates]
            span = own(said.anchor, endpoint)
            if span is None or not all(one and same_value(said.value, one.value) for one in known):
                continue
            word = span.text.strip("`*_ ")
            if re.fullmatch(r"\d{1,9}", word):
                other = str(int(word) + 7)
                what = f"the {key} of `{pair.member.name}`: {word} becomes {other}"
                yield from turned(span, word, other, what, row)
