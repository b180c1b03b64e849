"""Calls in code samples against the operation that their section is about."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.checks._address_fixes import with_method, with_option, with_word
from doclint.checks._calls import (
    Named,
    address_of,
    distinct,
    ends_alike,
    has_name_in_front,
    is_for,
    is_nearly,
    is_without_last,
    may_be_for,
    may_hold_front,
    method_of,
    named,
    sent,
)
from doclint.link.paths import placeholders
from doclint.model.contract import Call
from doclint.model.finding import Fix, Hit
from doclint.model.project import Endpoint
from doclint.model.source import Anchor, Span

_SAFE = ("HEAD", "OPTIONS")
_WITH_BODY = ("POST", "PUT", "PATCH")
_OF_ONE = ("DELETE", "PUT", "PATCH")  # methods for one thing rather than for a list of them


def method_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """Calls of an operation's path with a method that it does not have. Facts: call, known."""
    known, calls = named(endpoint), sent(endpoint)
    if not known or any(_is_right(call, each) for call in calls for each in known):
        return
    reaches = ends_alike if len(distinct(calls)) == 1 else is_for
    for call in calls:
        address = address_of(call)
        meant = [e for e in known if is_for(address, e.segments) or reaches(address, e.segments)]
        if meant and method_of(call) not in _SAFE and call.naming.method:
            facts = {"call": _sent(call), "known": _methods(meant)}
            anchor, fix = call.naming.method.anchor, _right_method(call, meant)
            yield Hit(anchor, f"call:{meant[0]}", facts, _also(meant[0]), fix=fix)


def _right_method(call: Call, meant: list[Named]) -> Fix | None:
    """The method that page and spec agree on; safe if what is sent goes with it."""
    known, method = _agreed(meant), call.naming.method
    if known is None or method is None:
        return None
    safe = (call.body is not None or bool(call.form)) is (known.method in _WITH_BODY)
    if call.stated:
        return with_method(method.anchor, method.value, known.method, safe=safe)
    return with_option(method.anchor, known.method, safe=safe) if call.tool == "curl" else None


def _agreed(meant: list[Named]) -> Named | None:
    """What is meant, where that is one operation, for the section and for the spec."""
    owners = {one.label for one in meant}
    same = len({one.method for one in meant}) == 1
    return meant[-1] if same and len(owners) > 1 and meant[-1].label == "the spec" else None


def _is_right(call: Call, known: Named) -> bool:
    return method_of(call) == known.method and may_be_for(address_of(call), known.segments)


def _sent(call: Call) -> str:
    """The method of a call, with the reason where it is not stated."""
    method = method_of(call)
    if call.stated:
        return f"`{method}`"
    return f"`{method}` ({'its data makes it so' if method == 'POST' else 'no method is stated'})"


def _methods(meant: list[Named]) -> str:
    """The operations that are meant, each once: page and spec may have other placeholders."""
    each = {(one.method, one.segments): one for one in reversed(meant)}
    return ", ".join(f"`{one}`" for one in reversed(each.values()))


def _also(meant: Named) -> tuple[tuple[str, Anchor], ...]:
    return ((meant.label, meant.anchor),)


def path_differs(endpoint: Endpoint) -> Iterator[Hit]:
    """The only call of a section, to a path that is not its operation's.

    Facts: call, known, owner.
    """
    known, calls = named(endpoint), sent(endpoint)
    if not known or len(distinct(calls)) != 1:
        return
    address = address_of(calls[0])
    if any(has_name_in_front(address, e) or may_be_for(address, e.segments) for e in known):
        return
    if any(may_hold_front(calls[0], each.segments) for each in known):
        return
    meant = [each for each in known if _is_nearly(calls[0], each)]
    for call in calls if meant and not _are_mentions(known, calls[0]) else ():
        path = call.naming.path
        facts = {"call": path.value, "known": meant[0].path, "owner": meant[0].label}
        known_to_all = _agreed(meant)
        fix = with_word(path.anchor, known_to_all.path, safe=True) if known_to_all else None
        yield Hit(path.anchor, f"call:{meant[0]}", facts, _also(meant[0]), fix=fix)


def _are_mentions(known: tuple[Named, ...], call: Call) -> bool:
    """Whether a section names several operations, and all below its call: it is about none."""
    own = [each.anchor for each in known if each.label == "the section"]
    place = call.naming.path.anchor
    if not isinstance(place, Span) or not 1 < len(own) == len(known):
        return False
    return all(isinstance(each, Span) and place.start < each.start for each in own)


def path_lacks_name(endpoint: Endpoint) -> Iterator[Hit]:
    """Paths whose only call has the name of the last placeholder in front of its value.

    Facts: known, name, call.
    """
    known, calls = named(endpoint), sent(endpoint)
    if len(distinct(calls)) != 1:
        return
    call, address = calls[0], address_of(calls[0])
    for each in known:
        if has_name_in_front(address, each) and each.method == method_of(call):
            path, name = call.naming.path, placeholders(each.path)[-1]
            facts = {"known": each.path, "name": name, "call": path.value}
            yield Hit(each.anchor, f"call:{each}", facts, (("the call", path.anchor),))
            return


def _is_nearly(call: Call, known: Named) -> bool:
    """Whether an address is that of an operation but for one segment."""
    if method_of(call) != known.method:
        return False
    address = address_of(call)
    if known.method in _OF_ONE and is_without_last(address, known.segments):
        return True
    return is_nearly(address, known.segments)
