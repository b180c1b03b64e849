"""Which findings a baseline knows: entry by entry, by what says most first.

An entry answers for one finding. What is known by its subject stays known however its line is
rewritten; what has none is known by its text and by what stands around it, so that a new mistake
never hides behind an old one that was mended.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from operator import attrgetter

from doclint.baseline.traces import last
from doclint.model.entry import Entry
from doclint.model.record import dataclass

_SPEAKS = 12  # characters of a text that says something
_QUOTED = re.compile(r"`[^`]+`")

Key = Callable[[Entry], Hashable]
_SAME = ("rule", "path", "operation", "subject")


def _by(*names: str) -> Key:
    return attrgetter(*names)


_EXACT = ("text", "before", "after", "under", "message")
_PLACED: Sequence[Sequence[str]] = (
    _EXACT,
    ("text", "before", "after", "message"),
    ("text", "under", "message"),
    ("text", "before", "after"),
    ("text", "before", "message"),
    ("text", "after", "message"),
    ("text", "under", "before"),
    ("text", "under", "after"),
    ("before", "after", "under", "message"),
    ("before", "after", "under"),
)
"""What shows that two findings of the same are one: first it is as it was, then less and less."""
_NAMED: Sequence[Sequence[str]] = (("text", "message"), ("text",), ("under", "message"))
"""What shows it of those that have a subject, too."""

_STAYED: Sequence[Sequence[str]] = (
    ("text", "before", "after"),
    ("text", "under"),
    ("text", "before"),
    ("text", "after"),
)
"""What shows that it is the same though its operation is no longer there."""
_LIKE: Sequence[Sequence[str]] = (
    ("rule", "operation", "subject", "message", "text"),
    ("rule", "operation", "subject", "message"),
    ("rule", "operation", "subject", "text"),
    ("rule", "operation", "subject"),
)
"""What shows that a page is another one under a new name; the last only where it says enough."""


def _any(_entry: Entry) -> bool:
    return True


@dataclass(slots=True)
class Pairing:
    """Entries and findings, and which of them belong together so far.

    `open` are the numbers of entries, each as often as it still answers for a finding; `loose` are
    those of findings that none answers for; `found` has the number of an entry for each of the
    others.
    """

    entries: list[Entry]
    findings: Sequence[Entry]
    open: Counter[int] = field(default_factory=Counter)
    loose: dict[int, None] = field(default_factory=dict)
    found: dict[int, int] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        """Whether nothing is left on one of the sides."""
        return not (self.loose and self.open)

    def left(self) -> list[int]:
        """The entries that answer for fewer findings than they could."""
        return [number for number, count in self.open.items() if count > 0]

    def join(
        self,
        key: Key,
        *,
        entries: Callable[[Entry], bool] = _any,
        findings: Callable[[Entry], bool] = _any,
        alone: bool = False,
    ) -> None:
        """Pairs what has the same key, in order; with `alone`, only where nothing else has it."""
        if self.done:
            return
        known: dict[Hashable, list[int]] = defaultdict(list)
        for number in self.left():
            if entries(self.entries[number]):
                known[key(self.entries[number])] += [number] * self.open[number]
        wanted: dict[Hashable, list[int]] = defaultdict(list)
        for number in self.loose if known else ():
            if findings(self.findings[number]):
                wanted[key(self.findings[number])].append(number)
        for value, numbers in wanted.items():
            mine = known.get(value, [])
            if not alone or len(numbers) <= len(mine):
                for number, entry in zip(numbers, mine, strict=False):
                    self.pair(entry, number)

    def pair(self, entry: int, finding: int) -> None:
        """Says that an entry answers for a finding."""
        self.found[finding] = entry
        del self.loose[finding]
        self.open[entry] -= 1
        if not self.open[entry]:
            del self.open[entry]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known beside findings, by what files are called in the baseline.

    `operations` and `headings` are those of each page that was read; `rules` are all there are;
    `gone` says whether a file is no longer there.
    """

    operations: Mapping[str, Collection[str]]
    headings: Callable[[str], Collection[str]]
    rules: Collection[str]
    gone: Callable[[str], bool]
    renamed: Callable[[Collection[str]], Mapping[str, str]] = lambda _: {}


def match(entries: Sequence[Entry], findings: Sequence[Entry], around: Surroundings) -> Pairing:
    """Which entry answers for which finding; the entries have pages as they are called now."""
    state = Pairing([*entries], findings)
    state.open.update({number: entry.count for number, entry in enumerate(entries)})
    state.loose.update(dict.fromkeys(range(len(findings))))
    _on_page(state, around)
    gone = {*filter(around.gone, _pages(state))}
    if gone:
        _follow(state, around.renamed(gone))
        _on_page(state, around)
        _follow(state, dict(_likely(state, gone & _pages(state))))
        _on_page(state, around)
    _elsewhere(state, around)
    return state


def _pages(state: Pairing) -> set[str]:
    """The pages of the entries that are left."""
    return {state.entries[number].path for number in state.left()}


def _on_page(state: Pairing, around: Surroundings) -> None:
    """Pairs what is on one page: the same about one subject, then what is called differently."""
    for names in _PLACED:
        state.join(_by(*_SAME, *names))
    for names in _NAMED:
        state.join(_by(*_SAME, *names), entries=_has_subject)
    _alone(state, (*_SAME, "under"))
    _alone(state, _SAME)
    written = ("rule", "message", "text")
    _alone(state, (*_SAME, *written), among=written, entries=_speaks)
    for name in ("under", "text", "before", "after"):
        _alone(state, (*_SAME, "message", name), among=_SAME, entries=_has_kind)
    _called_otherwise(state, around)


def _has_subject(entry: Entry) -> bool:
    """Whether its subject is a thing, as `query:limit` is, and no kind of mistake, as `syntax`."""
    return ":" in entry.subject or "/" in entry.subject


def _speaks(entry: Entry) -> bool:
    """Whether its text is long enough to be seldom the same by chance."""
    return len(entry.text) >= _SPEAKS


def _has_kind(entry: Entry) -> bool:
    """Whether it is told what is wrong with an operation, of which there may be only one."""
    return bool(entry.subject and entry.operation)


def _has_operation(entry: Entry) -> bool:
    return bool(entry.operation)


def _all(wanted: Iterable[Callable[[Entry], bool]], entry: Entry) -> bool:
    return all(one(entry) for one in wanted)


def _alone(
    state: Pairing,
    names: Sequence[str],
    *,
    among: Sequence[str] = (),
    entries: Callable[[Entry], bool] = _has_subject,
) -> None:
    """Pairs what has the same, if it is the only one anywhere that has that, or what is `among`."""
    if state.done:
        return
    key, mark = _by(*names), _by(*(among or names))
    had, have = Counter[Hashable](), Counter(map(mark, state.findings))
    for entry in state.entries:
        had[mark(entry)] += entry.count

    def single(entry: Entry) -> bool:
        return entries(entry) and had[mark(entry)] == have[mark(entry)] == 1

    state.join(key, entries=single, findings=single)


def _called_otherwise(state: Pairing, around: Surroundings) -> None:
    """Pairs what stands where it stood, but is told of another operation, subject or rule."""
    if state.done:
        return
    state.join(_by("rule", "path", *_EXACT))

    def left(entry: Entry) -> bool:
        known = around.operations.get(entry.path)
        return known is not None and entry.operation not in known

    for names in _STAYED:
        key, bare = ("rule", "path", "subject", *names), len(names) < 3 and "under" not in names
        wanted = partial(_all, [left, *([_has_operation] if bare else [])])
        state.join(_by(*key, "message"), entries=wanted)
        state.join(_by(*key), entries=partial(_all, [wanted, _has_subject]))
    state.join(
        _by("path", "operation", "subject", *_EXACT),
        entries=lambda entry: entry.rule not in around.rules,
    )
    _in_other_order(state)


def _in_other_order(state: Pairing) -> None:
    """Pairs what says the same of several things, of which another one comes first now."""

    def words(entry: Entry) -> Hashable:
        bare = entry.message.replace(",", " ")
        return entry.rule, entry.path, tuple(sorted(bare.split()))

    def lists(entry: Entry) -> bool:
        return len(_QUOTED.findall(entry.message)) > 1

    told = {state.findings[number].message for number in state.loose}
    had = {state.entries[number].message for number in state.left()}
    state.join(
        words,
        entries=lambda entry: lists(entry) and entry.message not in told,
        findings=lambda entry: lists(entry) and entry.message not in had,
    )


def _follow(state: Pairing, renamed: Mapping[str, str]) -> None:
    """Gives the entries that are left the names that their pages have now."""
    for number in state.left():
        entry = state.entries[number]
        if entry.path in renamed:
            state.entries[number] = replace(entry, path=renamed[entry.path])


def _likely(state: Pairing, gone: Collection[str]) -> Iterable[tuple[str, str]]:
    """What pages that are gone may be called now: those that are most like them in findings.

    Of several that are as much, it is one of the same name; else nobody knows.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for names in _LIKE if gone else ():
        key = _by(*names)
        where: dict[Hashable, Counter[str]] = defaultdict(Counter)
        for number in state.loose:
            where[key(state.findings[number])][state.findings[number].path] += 1
        for number in state.left():
            entry = state.entries[number]
            if entry.path in gone and (len(names) > len(_LIKE[-1]) or _is_named(entry)):
                for path, count in where[key(entry)].items():
                    votes[entry.path][path] += min(count, state.open[number])
    for path, own in sorted(votes.items()):
        most = max(own.values())
        best = [other for other, count in own.items() if count == most]
        if len(best) > 1:
            best = [one for one in best if one.rpartition("/")[2] == path.rpartition("/")[2]]
        if len(best) == 1:
            yield path, best[0]


def _is_named(entry: Entry) -> bool:
    """Whether an entry tells by itself what it is about, on whatever page."""
    return bool(entry.operation) and _has_subject(entry)


def _elsewhere(state: Pairing, around: Surroundings) -> None:
    """Pairs what has moved to another page with its section, where only one can be meant."""

    def moved(entry: Entry) -> bool:
        if around.gone(entry.path):
            return True
        known = around.operations.get(entry.path)
        if known is None:
            return False
        if _is_named(entry):
            return entry.operation not in known
        return bool(entry.under) and last(entry.under) not in around.headings(entry.path)

    def inner(*names: str) -> Key:
        key = _by("rule", "operation", "subject", "message", *names)
        return lambda entry: (key(entry), last(entry.under))

    both = _by("rule", "operation", "subject", "message", "text", "before", "after")
    state.join(both, entries=moved, alone=True)
    for names in (("text", "before"), ("text", "after")):
        state.join(inner(*names), entries=moved, alone=True)
    state.join(
        _by("rule", "operation", "subject", "message"),
        entries=lambda entry: _is_named(entry) and moved(entry),
        alone=True,
    )
