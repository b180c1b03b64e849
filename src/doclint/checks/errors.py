"""Error codes: on a page against a catalogue or a spec, and against the page itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from re import IGNORECASE

from doclint.checks._error_codes import (
    listed,
    listings,
    of_catalogues,
    of_operation,
    of_spec,
    shown,
    style,
    styles,
)
from doclint.checks._new_codes import missing_error
from doclint.model.contract import ErrorCode, Listing, Sample
from doclint.model.finding import Hit
from doclint.model.page import Paragraph, Section
from doclint.model.pattern import regex
from doclint.model.project import Endpoint
from doclint.model.source import Anchor, Span
from doclint.model.value import Value
from doclint.model.words import did_you_mean
from doclint.read.errors import is_status
from doclint.read.examples import read_json

_DIGIT = regex(r"\d")
_NEAR = 0.8  # how alike two names are that are meant to be one
_FEW = 4  # codes; a shorter table has no habit of naming each only once
_IDENTIFIER = regex(r"(?<![\w./-])(?:[A-Za-z]+_\w+|[a-z]+[A-Z]\w*)(?![\w/(-])")
_SPEAKS = regex(r"\berrors?\b|\bfail", IGNORECASE)


# Against a catalogue or a spec --------------------------------------------------------------------


def unknown(endpoint: Endpoint) -> Iterator[Hit]:
    """Codes that neither the catalogue nor the spec has. Facts: code, source, near."""
    known, also, source = _known(endpoint)
    if not known:
        return
    written, seen = styles(known), set()
    for error in _judged(endpoint, known):
        if error.code in known or error.code in seen or style(error.code) not in written:
            continue
        seen.add(error.code)
        near = did_you_mean(error.code, known)
        facts = {"code": error.code, "source": source, "near": near}
        yield Hit(error.anchor, f"error:{error.code}", facts, also)


def _judged(endpoint: Endpoint, known: frozenset[str]) -> Iterator[ErrorCode]:
    """The codes of tables and examples, and those of lists that have at least one known code."""
    yield from endpoint.documented.errors
    for listing in listings(endpoint):
        if listing.table or any(error.code in known for error in listing.errors):
            yield from (error for error in listing.errors if not is_status(error.code))


def _known(endpoint: Endpoint) -> tuple[frozenset[str], tuple[tuple[str, Anchor], ...], str]:
    """All codes that a page may show, where they stand, and what lists them."""
    catalogue = of_catalogues(endpoint)
    if catalogue:
        source = endpoint.catalogues[0].source
        codes = frozenset(catalogue) | frozenset(of_spec(endpoint))
        return codes, (("the list of codes", source.span(0, 0)),), f"`{source.path}`"
    known = of_spec(endpoint)
    first = next(iter(known.values()), None)
    also = (("the spec", first),) if first else ()
    # One enum of a spec may be about one of several fields: some code of the page has to be in it.
    fits = any(error.code in known for error in shown(endpoint))
    return frozenset(known) if fits else frozenset(), also, "the spec"


def missing(endpoint: Endpoint) -> Iterator[Hit]:
    """Codes of the operation that a list of its codes leaves out. Facts: code, operation."""
    if endpoint.documented.gaps:
        return  # it may stand in what the page takes in
    known = {**of_spec(endpoint), **of_operation(endpoint)}
    codes = {error.code for error in listed(endpoint)}
    first = next(listings(endpoint), None)
    if first is None or len(endpoint.specified) > 1 or not codes & set(known):
        return
    absent = [code for code in known if code not in codes]
    near = {code for code in codes if code not in known and did_you_mean(code, absent)}
    catalogue = of_catalogues(endpoint)
    for code, anchor in known.items():
        if code not in codes and not did_you_mean(code, near):
            facts = {"code": code, "operation": endpoint.operation}
            place = first.caption or first.errors[0].anchor
            fix = missing_error(endpoint, first, code, catalogue.get(code))
            yield Hit(place, f"error:{code}", facts, (("listed here", anchor),), fix=fix)


# The page against itself --------------------------------------------------------------------------


def duplicate(listing: Listing) -> Iterator[Hit]:
    """Codes that stand twice in one list. Facts: code, line."""
    errors = listing.errors
    counts = Counter(error.code for error in errors)
    repeated = sum(count > 1 for count in counts.values())
    if len(counts) < _FEW or repeated * _FEW > len(counts):
        return
    seen: dict[str, ErrorCode] = {}
    for error in errors:
        first = seen.setdefault(error.code, error)
        if first is not error and first.row is not error.row and _clash(first, error, counts):
            assert isinstance(first.anchor, Span)
            facts = {"code": error.code, "line": first.anchor.line}
            also = (("the other row", first.anchor),)
            yield Hit(error.anchor, f"error:{error.code}", facts, also)


def _clash(first: ErrorCode, other: ErrorCode, counts: Mapping[str, int]) -> bool:
    """Whether two rows are no two conditions of one error: a number is given out once."""
    statuses = {each.status.value if each.status else None for each in (first, other)}
    if len(statuses) > 1 or is_status(other.code) or not _DIGIT.search(other.code):
        return False
    return counts[other.code] == 2


def type_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Codes that are a number in one place and a string in another. Facts: code, here, there."""
    seen: dict[str, ErrorCode] = {}
    for error in endpoint.documented.errors:
        if not error.code.lstrip("-").isdigit():
            continue
        first = seen.setdefault(error.code, error)
        if first.quoted != error.quoted:
            yield _typed(error, first)
            return
    for error in listed(endpoint):
        example = seen.get(error.code)
        if example is not None and error.quoted and not example.quoted:
            yield _typed(example, error)
            return


def _typed(error: ErrorCode, other: ErrorCode) -> Hit:
    kinds = ("number", "string")
    facts = {"code": error.code, "here": kinds[error.quoted], "there": kinds[other.quoted]}
    return Hit(error.anchor, f"error:{error.code}", facts, (("the other", other.anchor),))


def field_not_in_example(endpoint: Endpoint) -> Iterator[Hit]:
    """Fields that a text beside an example of an error names and it lacks. Facts: name, near."""
    if endpoint.documented.gaps:
        return  # it may stand in what the page takes in
    samples = {id(one.example): one for one in endpoint.documented.samples}
    names = _member_names(endpoint)
    for section in endpoint.documented.sections:
        for before, after in _neighbours(section):
            for text, example in ((before, after), (after, before)):
                sample = samples.get(id(example))
                if isinstance(text, Paragraph) and sample and _SPEAKS.search(text.prose.text):
                    yield from _strangers(text, sample, names)


def _member_names(endpoint: Endpoint) -> frozenset[str]:
    listings = endpoint.documented.listings
    return frozenset(member.name for listing in listings for member in listing.members)


def _neighbours(section: Section) -> Iterator[tuple[object, object]]:
    return zip(section.blocks, section.blocks[1:], strict=False)


def _strangers(text: Paragraph, sample: Sample, names: frozenset[str]) -> Iterator[Hit]:
    """Names in a text that are nearly those of fields of an example which it does not name."""
    if sample.role == "request":
        return
    keys = {str(k.value): k for k in _keys(sample)}
    found = {match[0]: match for match in _IDENTIFIER.finditer(text.prose.text)}
    if not keys.keys() & found.keys():
        return  # it speaks of something else
    unnamed = [key for key in keys if key not in found]
    for name, match in found.items():
        near = get_close_matches(name, unnamed, 1, _NEAR)
        if near and name not in keys and name not in names:
            facts = {"name": name, "near": near[0]}
            also = (("the example", sample.example.span),)
            yield Hit(text.prose.at(*match.span()), f"error-field:{name}", facts, also)


def _keys(sample: Sample) -> Iterator[Value]:
    read = read_json(sample.example)
    for value in read.values if read else ():
        yield from (key for _, key, _ in value.walk() if key is not None)
