"""Names that nothing gives a value to, as far as a template itself tells."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from doclint.checks._slips import is_one_of, is_short_for, is_slip, is_turned, words
from doclint.checks._template_names import Binding, Names, Use, names
from doclint.model.finding import Hit
from doclint.model.pattern import regex
from doclint.model.source import Anchor
from doclint.model.template import Node, Tag, Template
from doclint.probe.trial import Trial

_BINDS = regex(r"\b(?:for|set)\s+(\w+(?:\s*,\s*\w+)*)")
_WORD = regex(r"\w+")
_ASKED = frozenset(("optional", "tested", "called"))
_ANY = frozenset(("item", "entry", "x", "it", "elem", "el", "e", "i", "obj", "row", "val", "v"))
_SHORT = 3  # letters of a name that may be another cut short, whatever is read from it
_NEAR = 200  # bindings before a use that are looked at
_LEAST = 6  # letters of a name that is taken for a slip of one that is not bound here either


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why a name is taken for a mistake, where that shows, and what speaks of the same."""

    why: str
    also: tuple[str, Anchor] | None = None
    subject: str = ""


def undefined_name(trial: Trial) -> Iterator[Hit]:
    """Names that are bound nowhere, or not where they are used. Facts: name, why."""
    known = _Known(trial.template, names(trial.template))
    for name, uses in known.free.items():
        if trial.known.whole and trial.known.has(name):
            continue
        reason = known.reason(name, uses) or _not_in_data(trial, name)
        if reason is not None:
            also = [] if reason.also is None else [reason.also]
            also += [("and here", use.expr.span) for use in uses[1:]]
            facts = {"name": name, "why": reason.why}
            yield Hit(uses[0].expr.span, reason.subject or f"name:{name}", facts, tuple(also))


def _not_in_data(trial: Trial, name: str) -> _Reason | None:
    """The project keeps the data of its pages, and none has the name, which nothing asks for."""
    need = trial.needs.keys.get(name)
    if need is None or need.uses & _ASKED or not trial.template.complete:
        return None
    if not trial.known.nowhere(name):
        return None
    first, *more = trial.known.lacks(name)
    place = first.place
    also = ("the data", place) if place is not None else None
    others = f" and {len(more)} more have none" if more else " has none"
    return _Reason(f": `{first.sample.label}`{others}", also)


@dataclass(frozen=True, eq=False)
class _Known:
    """What a template tells of its names."""

    template: Template
    names: Names
    _passing: dict[int, bool] = field(default_factory=dict)

    @cached_property
    def free(self) -> dict[str, list[Use]]:
        """The uses of each name that nothing binds, in their order."""
        found: dict[str, list[Use]] = {}
        told = set(self.template.setting.globals or ()) | self.of_others
        for use in self.names.free():
            if use.name not in told:
                found.setdefault(use.name, []).append(use)
        return found

    @cached_property
    def of_others(self) -> set[str]:
        """What the templates that are used bind: some of it is seen here."""
        files = [one for one in self.template.files() if one is not self.template]
        return {binding.name for one in files for binding in names(one).bindings}

    @cached_property
    def bound(self) -> dict[str, list[Binding]]:
        """The bindings of each name."""
        found: dict[str, list[Binding]] = {}
        for binding in self.names.bindings:
            found.setdefault(binding.name, []).append(binding)
        return found

    @cached_property
    def uses_of(self) -> dict[int, list[Use]]:
        """The uses of each binding, by its identity."""
        found: dict[int, list[Use]] = {}
        for use in self.names.uses:
            for binding in use.bindings:
                found.setdefault(id(binding), []).append(use)
        return found

    def attributes(self, binding: Binding) -> set[str]:
        """What is read from it by name."""
        uses = self.uses_of.get(id(binding), ())
        return {use.attribute for use in uses if use.attribute is not None}

    def is_unused(self, binding: Binding) -> bool:
        """Whether nothing uses it, nor a template that is included where it can be seen."""
        inside = binding.scope.node or self.template
        return id(binding) not in self.uses_of and not self.passes_on(inside)

    def passes_on(self, inside: Node | Template) -> bool:
        """Whether names that can be seen in a part go to where nobody sees how they are used."""
        if id(inside) not in self._passing:
            kinds = ("include", "unknown")
            self._passing[id(inside)] = any(node.kind in kinds for node in inside.walk())
        return self._passing[id(inside)]

    # Reasons

    def reason(self, name: str, uses: Sequence[Use]) -> _Reason | None:
        """Why a name that nothing binds is a mistake; None if it may be data."""
        if foreign := self.foreign(name):
            return foreign
        if any(use.optional for use in uses):
            return None
        if name == "loop":
            return self.outside_loop(uses)
        return self.outside(name, uses) or self.meant(name, uses) or self.misspelled(name, uses)

    def foreign(self, name: str) -> _Reason | None:
        """A tag of another style would bind it."""
        for tag in self.template.foreign:
            if name in _bound_in(tag):
                also = ("the tag that would bind it", tag.span)
                return _Reason(": what would bind it is no tag here", also, f"tag:{tag.word}")
        return None

    def outside_loop(self, uses: Sequence[Use]) -> _Reason | None:
        """`loop` where no loop is around it, in a template that has some."""
        before = [b for b in self.bound.get("loop", ()) if b.since < uses[0].at]
        if not before:
            return None
        return _Reason(": there is no loop around it", ("the loop before it", before[-1].span))

    def outside(self, name: str, uses: Sequence[Use]) -> _Reason | None:
        """A loop or a macro binds it, whose body does not reach as far."""
        bound = [b for b in self.bound.get(name, ()) if b.kind in ("loop", "parameter", "call")]
        if not bound or min(use.at for use in uses) < bound[0].since:
            return None  # it may be data, and that of the loop hide it
        read = {attribute for binding in bound for attribute in self.attributes(binding)}
        if not all(use.attribute in read for use in uses):
            return None
        binder = "loop" if bound[0].kind == "loop" else bound[0].node.kind
        return _Reason(f": the {binder} that binds it does not reach as far", _where(bound[0]))

    def meant(self, name: str, uses: Sequence[Use]) -> _Reason | None:
        """A name that can be seen there, and that it is another form of."""
        seen = self.seen(uses)
        for binding in seen:
            if is_turned(name, binding.name) or is_slip(name, binding.name):
                return _did_you_mean(binding)
        inner = [b for b in seen if b.kind != "set" or self.is_unused(b)]
        for binding in inner:
            if self.stands_for(name, uses, binding):
                return _did_you_mean(binding)
        return None

    def seen(self, uses: Sequence[Use]) -> list[Binding]:
        """The bindings that can be seen at all uses of a name, the nearest first."""
        kinds = ("loop", "parameter", "set", "with", "call")
        end = bisect_left(self.names.bindings, min(u.at for u in uses), key=attrgetter("since"))
        return [
            binding
            for binding in reversed(self.names.bindings[max(end - _NEAR, 0) : end])
            if binding.kind in kinds and all(u.scope.within(binding.scope) for u in uses)
        ]

    def stands_for(self, name: str, uses: Sequence[Use], binding: Binding) -> bool:
        """Whether a name was meant to be what a loop or a macro gives."""
        unused = self.is_unused(binding)
        read = {use.attribute for use in uses}
        if unused and binding.kind == "loop" and self.none_used(binding):
            return binding is self.innermost(uses) and (None not in read or self.is_alone(uses))
        if binding.kind == "loop" and is_one_of(name, _looped(binding.node)):
            return binding.scope.node is self.around(uses)
        if name in _ANY and None not in read and binding.kind == "loop":
            return binding is self.innermost(uses)
        other = binding.name
        if not (is_short_for(name, other) or is_short_for(other, name) or _ends(name, other)):
            return False
        if unused or None in read:
            return unused
        long = min(len(name), len(other)) >= _SHORT and bool(self.attributes(binding))
        return read <= self.attributes(binding) or (long and binding.kind == "loop")

    def is_alone(self, uses: Sequence[Use]) -> bool:
        """Whether no other name is used only where these are, so that it must be the one."""
        loop = self.around(uses)
        inside = [found for found in self.free.values() if all(loop in use.around for use in found)]
        return len(inside) == 1 and any(use.node.kind == "print" for use in uses)

    def none_used(self, binding: Binding) -> bool:
        """Whether a loop uses nothing of what it gives, though it gives more than numbers."""
        node = binding.node
        counted = node.values[0].kind == "call" and node.values[0].parts[0].value == "range"
        own = self.targets.get(id(node), ())
        return not counted and all(map(self.is_unused, own)) and binding.name[0] != "_"

    @cached_property
    def targets(self) -> dict[int, list[Binding]]:
        """What each loop gives, by its identity."""
        found: dict[int, list[Binding]] = {}
        for binding in self.names.bindings:
            if binding.kind == "loop":
                found.setdefault(id(binding.node), []).append(binding)
        return found

    def innermost(self, uses: Sequence[Use]) -> Binding | None:
        """The first thing that the loop nearest around some uses gives."""
        node = self.around(uses)
        return next(iter(self.targets.get(id(node), ())), None)

    def around(self, uses: Sequence[Use]) -> Node | None:
        """The loop nearest around some uses; None if it is not the same one."""
        loops = [next((n for n in reversed(u.around) if n.kind == "for"), None) for u in uses]
        return loops[0] if all(loop is loops[0] for loop in loops) else None

    def misspelled(self, name: str, uses: Sequence[Use]) -> _Reason | None:
        """A slip of other data that the template uses more often, or that its test guards."""
        if len(name) >= _LEAST and len(uses) == 1:
            for length in range(len(name) - 1, len(name) + 2):
                for other in self.often.get((name[0], length), ()):
                    if is_slip(name, other):
                        return _meant_data(self.free[other][0])
        if len(uses) == 1 and uses[0].node.kind == "arm":
            return self.guards(name, uses[0])
        return None

    def guards(self, name: str, use: Use) -> _Reason | None:
        """A test of a name that is used nowhere, around a loop over its plural."""
        arm = use.node
        if arm.values[0] is use.whole is use.expr:
            for other in (one for one in self.free if is_one_of(name, one)):
                inside = [u for u in self.free[other] if arm in u.around]
                if inside:
                    return _meant_data(inside[0])
        return None

    @cached_property
    def often(self) -> dict[tuple[str, int], list[str]]:
        """Names of data that are used more than once, by first letter and length."""
        found: dict[tuple[str, int], list[str]] = {}
        for name, uses in self.free.items():
            if len(uses) > 1:
                found.setdefault((name[0], len(name)), []).append(name)
        return found


def _bound_in(tag: Tag) -> Iterable[str]:
    found = _BINDS.search(tag.span.text)
    return _WORD.findall(found[1]) if found else ()


def _ends(name: str, other: str) -> bool:
    """Whether one name has the words of the other, and more: `param` and `query_param`."""
    one, two = words(name), words(other)
    short, long = sorted((one, two), key=len)
    return 0 < len(short) < len(long) and short in (long[-len(short) :], long[: len(short)])


def _looped(node: Node) -> str:
    """The last name of what a loop runs over: `params` of `op.params|sort`."""
    path = node.values[0].subject.path
    return path[-1] if path else ""


def _where(binding: Binding) -> tuple[str, Anchor]:
    return "bound here", binding.span


def _did_you_mean(binding: Binding) -> _Reason:
    return _Reason(f"; did you mean `{binding.name}`?", _where(binding))


def _meant_data(use: Use) -> _Reason:
    return _Reason(f"; did you mean `{use.name}`?", ("which is used here", use.expr.span))
