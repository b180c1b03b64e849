"""What a run did not check, and why: silence means checked, so this must be said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doclint.model.page import Page
from doclint.model.project import Endpoint
from doclint.model.record import dataclass
from doclint.model.result import Result
from doclint.read.examples import read_json


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was not checked: where it is, what it is or says, and why."""

    place: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind. `broken` are those that somebody has to mend."""

    title: str
    note: str
    items: tuple[Item, ...]
    broken: bool = False


def unchecked(result: Result) -> tuple[Group, ...]:
    """The kinds of which there are some."""
    by_page = _by_page(result)
    every = (
        Group(
            "Rules that crashed", "What they would have found is not here.", _crashes(result), True
        ),
        Group(
            "Pages without a partner",
            "They name operations that no spec has.",
            _strangers(result, by_page),
        ),
        Group(
            "Pages that name no operation",
            "They were compared with nothing but themselves.",
            _silent(by_page),
        ),
        Group(
            "Pages that fit several specs",
            "They were compared with none of them.",
            _ambiguous(result),
        ),
        Group("Operations without a page", "No page was matched with them.", _undocumented(result)),
        Group(
            "Tables and lists",
            "They look like parameters or fields, and were not understood.",
            _tables(by_page),
        ),
        Group(
            "Examples",
            "They are neither the request nor the response of an operation.",
            _examples(by_page),
        ),
        Group(
            "Texts that pages take in",
            "Nothing is said to be missing where one of them may have it.",
            _includes(result),
        ),
        Group("Templates", "No trial got to these lines.", _unreached(result)),
        Group("Comparison", "What is to be known of it.", _notices(result)),
        Group("Files", "They were found and not read.", _files(result)),
    )
    return tuple(group for group in every if group.items)


def _by_page(result: Result) -> list[tuple[Page, list[Endpoint]]]:
    found: dict[int, list[Endpoint]] = {}
    for endpoint in result.project.endpoints:
        found.setdefault(id(endpoint.page), []).append(endpoint)
    return [(page, found.get(id(page), [])) for page in result.checked]


_ByPage = Iterable[tuple[Page, list[Endpoint]]]


def _crashes(result: Result) -> tuple[Item, ...]:
    return tuple(Item(one.rule, "", one.reason) for one in result.crashes)


def _strangers(result: Result, pages: _ByPage) -> tuple[Item, ...]:
    reason = "no spec has them" if result.project.specs else "there is no spec"
    return tuple(
        Item(page.source.path, ", ".join(dict.fromkeys(_named(own))), reason)
        for page, own in pages
        if any(one.documented.namings for one in own) and not any(one.specified for one in own)
    )


def _named(endpoints: Iterable[Endpoint]) -> Iterator[str]:
    return (one.operation for one in endpoints if one.documented.namings and one.operation)


def _silent(pages: _ByPage) -> tuple[Item, ...]:
    return tuple(
        Item(page.source.path, "", "no method with a path was read from it")
        for page, own in pages
        if not any(one.documented.namings or one.specified for one in own)
    )


def _ambiguous(result: Result) -> tuple[Item, ...]:
    found = result.project.facts.get("ambiguous")
    known = found if isinstance(found, dict) else {}
    return tuple(Item(path, "", f"fits alike: {', '.join(specs)}") for path, specs in known.items())


def _undocumented(result: Result) -> tuple[Item, ...]:
    if not result.project.whole:
        return ()
    known = {id(one.operation) for each in result.project.endpoints for one in each.specified}
    return tuple(
        Item(spec.source.path, operation.label, "no page was matched with it")
        for spec in result.project.specs
        for operation in spec.operations
        if id(operation) not in known and not operation.internal and not spec.loose
    )


def _tables(pages: _ByPage) -> tuple[Item, ...]:
    found = {
        id(listing): Item(_place(listing.span), _title(listing.section.heading), listing.reason)
        for _, own in pages
        for endpoint in own
        for listing in endpoint.documented.listings
        if listing.reason and listing.kind != "other"
    }
    return tuple(found.values())


def _examples(pages: _ByPage) -> tuple[Item, ...]:
    found = {}
    for _, own in pages:
        for endpoint in own:
            for sample in endpoint.documented.samples:
                if sample.role is None:
                    kind = "JSON" if read_json(sample.example) else sample.example.language
                    place = _place(sample.example.span)
                    title = _title(sample.section.heading if sample.section else None)
                    reason = f"{kind or 'code'}: neither a request nor a response"
                    found[id(sample.example)] = Item(place, title, reason)
    return tuple(found.values())


def _includes(result: Result) -> tuple[Item, ...]:
    return tuple(
        Item(_place(one.span), one.path, one.reason) for page in result.checked for one in page.gaps
    )


def _unreached(result: Result) -> tuple[Item, ...]:
    return tuple(
        Item(f"{path}:{source.position(start)[0]}", source.text[start:end].strip()[:80], "no trial")
        for path, stretches in result.unreached.items()
        for source in [result.sources.get(path)]
        if source is not None
        for start, end in stretches
    )


def _notices(result: Result) -> tuple[Item, ...]:
    return tuple(Item(result.since, "", words) for words in result.notices)


def _files(result: Result) -> tuple[Item, ...]:
    skipped = (
        Item(path, "", "neither a page, a template nor an OpenAPI document")
        for path in result.skipped
    )
    ignored = (Item(path, "", f"it is {words}") for path, words in result.ignored)
    unread = (Item("", "", words) for words in result.unread)
    return (*skipped, *ignored, *unread)


def _place(span: object) -> str:
    return f"{span.source.path}:{span.line}"  # type: ignore[attr-defined]


def _title(heading: object) -> str:
    return heading.text if heading is not None else ""  # type: ignore[attr-defined]
