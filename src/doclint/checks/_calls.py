"""Which operation a call of a code sample is for, by what the section around it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doclint.link.paths import nearness, placeholders, segments
from doclint.model.contract import Call, Naming
from doclint.model.pattern import regex
from doclint.model.project import Endpoint
from doclint.model.record import dataclass
from doclint.model.source import Anchor, Span
from doclint.model.spec import Operation

Segments = tuple[str, ...]

_BASE = regex(r"api|apis|rest|public|v?\d+(?:[.-]\d+)*(?:alpha|beta|rc)?\d*|latest|beta|\*", re.I)
_OVERRIDES = frozenset(("x-http-method-override", "x-http-method", "x-method-override"))
_VARIABLE = regex(r"[\"']?(?:\$\{?[\w.]+\}?|\{\{[\w.\- ]+\}\})(?=/)")
_FRONT = 4  # segments in front of a path that can be a base


@dataclass(frozen=True, slots=True)
class Named:
    """A method and a path that a section is about, as the page or the spec has them."""

    method: str
    path: str
    segments: Segments
    anchor: Anchor
    label: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def named(endpoint: Endpoint) -> tuple[Named, ...]:
    """What a section is about: all that it names itself, then the operations of the spec."""
    found = []
    for naming in endpoint.documented.namings:
        if naming.method is not None and not _is_example(naming):
            path = naming.path.value
            anchor = _between(naming.method.anchor, naming.path.anchor)
            found.append(Named(naming.method.value, path, _parts(path), anchor, "the section"))
    operations = [each.operation for each in endpoint.specified if each.operation]
    return (*found, *map(of_operation, operations))


def of_operation(operation: Operation) -> Named:
    """An operation of a spec."""
    path = operation.path
    return Named(operation.method, path, _parts(path), operation.node.key, "the spec")


def _is_example(naming: Naming) -> bool:
    """Whether an operation is named by a request to a host, which may be one of several."""
    return naming.kind == "fence" and "://" in naming.path.value


def _between(method: Anchor, path: Anchor) -> Anchor:
    """A method and a path as one place, where they stand on one line."""
    if isinstance(method, Span) and isinstance(path, Span) and method.start < path.start:
        whole = method.until(path)
        return path if "\n" in whole.text else whole
    return path


def _parts(path: str) -> Segments:
    return tuple(part.lower() for part in segments(path))


def sent(endpoint: Endpoint) -> tuple[Call, ...]:
    """The calls of a section whose method is known, but for those that name its operation."""
    own = {id_of(naming.path.anchor) for naming in endpoint.documented.namings}
    return tuple(
        call
        for call in endpoint.documented.calls
        if call.naming.method is not None
        and id_of(call.naming.path.anchor) not in own
        and not _is_bare(call)
        and not any(field.name.value.lower() in _OVERRIDES for field in call.headers)
    )


def _is_bare(call: Call) -> bool:
    """Whether a message is but a method and a path, as operations are named."""
    plain = call.tool == "http" and not call.headers and call.body is None
    return plain and "://" not in call.naming.path.value


def id_of(anchor: Anchor) -> tuple[int, int]:
    """What tells two places of a page apart."""
    return (anchor.start, anchor.end) if isinstance(anchor, Span) else (-1, -1)


def method_of(call: Call) -> str:
    """The method of a call."""
    return call.naming.method.value if call.naming.method else ""


def address_of(call: Call) -> Segments:
    """The segments of the path that a call sends."""
    return _parts(call.naming.path.value)


def is_for(call: Segments, known: Segments) -> bool:
    """Whether an address is one that a path describes, but for a base that one of them has."""
    return any(_fit(one, other) for one, other in _aligned(call, known))


def ends_alike(call: Segments, known: Segments) -> bool:
    """Whether one of two paths ends with the other, in more than one word."""
    call, known = _bare(call), _bare(known)
    length = min(len(call), len(known))
    words = sum("*" not in part for part in known[-length:])
    return words > 1 and _fit(call[-length:], known[-length:])


def may_be_for(call: Segments, known: Segments) -> bool:
    """The same for any segments in front, and for values with slashes in them."""
    call, known = _bare(call) or call, _bare(known) or known
    if not known:
        return True  # the root of an API, behind its base path
    length = min(len(call), len(known))
    if (len(call) >= len(known) or known[-length] != "*") and _fit(call[-length:], known[-length:]):
        return True
    pattern = "/".join(r"(?:\*|[^*]+)" if part == "*" else _glob(part) for part in known)
    return re.search(rf"(?:^|/){pattern}$", "/".join(call)) is not None


def _glob(part: str) -> str:
    return "[^/]*".join(map(re.escape, part.split("*")))


def _aligned(call: Segments, known: Segments) -> Iterator[tuple[Segments, Segments]]:
    """A call and a path without the base that only one of them has."""
    extra = len(call) - len(known)
    if extra >= 0 and _is_base(call[:extra]):
        yield call[extra:], known
    elif extra < 0 and _is_base(known[:-extra]):
        yield call, known[-extra:]


def _is_base(front: Segments) -> bool:
    return len(front) <= _FRONT and all(map(_BASE.fullmatch, front))


def _fit(call: Segments, known: Segments) -> bool:
    """Whether each segment of a call can stand for that of a path; placeholders for anything."""
    return (
        bool(known)
        and len(call) == len(known)
        and any("*" not in part for part in known)
        and all(_same(have, want) for have, want in zip(call, known, strict=True))
    )


def _same(have: str, want: str) -> bool:
    if have == want or "*" in (have, want):
        return True
    if "*" in want:
        return re.fullmatch(_glob(want), have) is not None
    return "*" in have and re.fullmatch(_glob(have), want) is not None


def is_nearly(call: Segments, known: Segments) -> bool:
    """Whether an address is a path but for a word, which is another, or for a lost placeholder."""
    call, known = _bare(call), _bare(known)
    extra = len(call) - len(known)
    if extra == 0:
        return _differs_in_a_word(call, known)
    if extra == -1:
        shorter = ((*known[:n], *known[n + 1 :]) for n in range(len(call)) if known[n] == "*")
        return any(_all_fit(call, each) for each in shorter)
    return extra == 1 and _has_another_word(call, known)


def _differs_in_a_word(call: Segments, known: Segments) -> bool:
    """Whether the last word is another one, or any other is a slip."""
    differing = [n for n, pair in enumerate(zip(call, known, strict=True)) if not _fits(*pair)]
    if len(differing) != 1:
        return False
    at = differing[0]
    have, want = call[at], known[at]
    if not (_is_word(have) and _is_word(want)):
        return False
    slip = nearness(("", have), ("", want)) > 0
    if len(known) == 1:
        return slip or bool(set(have.split(".")) & set(want.split(".")))
    last = all(part == "*" for part in known[at + 1 :])
    return last or slip


def is_slip(call: Segments, known: Segments) -> bool:
    """Whether an address is a path but for a slip in one of its words; another word is the same."""
    call, known = _bare(call), _bare(known)
    pairs = [*zip(call, known, strict=False)] if len(call) == len(known) else []
    differing = [pair for pair in pairs if not _fits(*pair)]
    if len(differing) != 1 or not all(map(_is_word, differing[0])):
        return False
    have, want = differing[0]
    same = any(_is_word(one) and one == other for one, other in pairs)
    return same and nearness(("", have), ("", want)) > 0


def _has_another_word(call: Segments, known: Segments) -> bool:
    """Whether a call has a word more: at its end, or anywhere in a path that is but words."""
    plain = all(map(_is_word, known))
    at = range(len(call)) if plain else (len(call) - 1,)
    shorter = ((*call[:n], *call[n + 1 :]) for n in at if _is_word(call[n]))
    return any(_all_fit(each, known) for each in shorter)


def _is_word(part: str) -> bool:
    return "*" not in part and not any(char.isdigit() for char in part)


def _bare(path: Segments) -> Segments:
    """A path without the base in front of it."""
    front = 0
    while front < len(path) and _BASE.fullmatch(path[front]):
        front += 1
    return path[front:]


def _fits(have: str, want: str) -> bool:
    """The same without placeholders in a call that stand for a word of the path."""
    return _same(have, want) if "*" in want else have == want


def _all_fit(call: Segments, known: Segments) -> bool:
    return len(call) == len(known) and all(map(_fits, call, known))


def has_name_in_front(call: Segments, known: Named) -> bool:
    """Whether an address has the name of the last placeholder in front of its value."""
    names, parts, call = placeholders(known.path), _bare(known.segments), _bare(call)
    if not names or parts[-1:] != ("*",) or len(call) != len(parts) + 1:
        return False
    return call[-2] == names[-1].lower() and _all_fit((*call[:-2], call[-1]), parts)


def is_without_last(call: Segments, known: Segments) -> bool:
    """Whether an address is a path without the placeholder at its end."""
    call, known = _bare(call), _bare(known)
    return bool(call) and known[-1:] == ("*",) and _all_fit(call, known[:-1])


def may_hold_front(call: Call, known: Segments) -> bool:
    """Whether the variable that an address begins with can hold the front of a path as well."""
    address = address_of(call)
    front, rest = known[: -len(address)], known[-len(address) :]
    return (
        bool(address and front)
        and _VARIABLE.match(call.naming.path.value) is not None
        and _all_fit(address, rest)
        and not set(address) & set(front)
    )


def distinct(calls: Sequence[Call]) -> set[tuple[str, Segments]]:
    """The methods and addresses that calls have."""
    return {(method_of(call), address_of(call)) for call in calls}
