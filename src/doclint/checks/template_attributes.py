"""What is read from objects that have no such thing, as far as a template itself tells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from doclint.checks._engines import listed, meant
from doclint.checks._slips import (
    is_one_of,
    is_restyled,
    is_short_for,
    is_slip,
    near_word,
    shares_end,
    slip_of,
)
from doclint.checks._template_fixes import renamed
from doclint.checks._template_mappings import is_made, mappings
from doclint.checks._template_names import Binding, Use, names
from doclint.checks._template_reads import Read, reads
from doclint.checks._template_scope import Path, places
from doclint.checks._template_told import told
from doclint.model.finding import Hit
from doclint.model.record import dataclass
from doclint.model.source import Anchor, Span
from doclint.model.template import Expr, Node, Template
from doclint.probe import filters
from doclint.probe.known import Known
from doclint.probe.needs import Need
from doclint.probe.through import gives_pairs
from doclint.probe.trial import Trial

_ASKED = frozenset(("optional", "tested", "called"))
_OBJECTS = 3  # which lack a name, so that it is no chance
_LISTED = 2  # names in a comment that are read, so that it is right
_MOST = 200  # names of one object that a name is compared with
_LEAST = 5  # letters of a name that may be a slip
_OF_LISTS = frozenset(("append", "extend", "insert", "pop", "index", "count", "length", "size"))


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why a name is a mistake, where that shows, and the name that was meant."""

    why: str
    also: tuple[str, Anchor] | None = None
    near: str | None = None


def undefined_attribute(trial: Trial) -> Iterator[Hit]:
    """What is read from an object that has no such thing. Facts: name, owner, why."""
    yield from _of_loop(trial.template)
    known = _Known(trial.template)
    done: set[tuple[Path, str]] = set()
    for read in known.reads:
        mark = (read.owner, read.name)
        needs = trial.needs_at(read.expr.span)
        if mark in done or (trial.known.whole and any(map(trial.known.has, needs))):
            continue
        reason = known.method(read) if read.called else known.reason(read)
        reason = reason or _not_in_data(trial.known, needs)
        if reason is not None:
            done.add(mark)
            again = known.by_owner.get(read.owner, {}).get(read.name, ())
            yield _hit(read, reason, again or (read,))


def _hit(read: Read, reason: _Reason, again: Sequence[Read]) -> Hit:
    facts = {"name": read.name, "owner": read.of.span.text, "why": reason.why}
    subject = f"attribute:{'.'.join((*read.owner, read.name))}"
    also = (reason.also,) if reason.also else ()
    spans = (_name_span(one.expr) for one in again if one.dotted)
    fix = renamed(spans, read.name, reason.near) if read.dotted else None
    return Hit(read.expr.span, subject, facts, also, fix=fix)


def _name_span(expr: Expr) -> Span:
    """Where the name stands that is read: the end of `p.name`."""
    size = len(expr.span.text)
    return expr.span.within(size - len(str(expr.value)), size)


def _not_in_data(known: Known, needs: Sequence[Need]) -> _Reason | None:
    """The project keeps the data of its pages, and none of the objects has the name."""
    need = needs[0] if len(needs) == 1 else None
    if need is None or need.uses & _ASKED or not known.nowhere(need):
        return None
    lacking = known.lacks(need)
    keys = dict.fromkeys(key for seen in lacking for key in seen.value or ())
    near = next((key for key in keys if isinstance(key, str) and _is_near(need.name, key)), None)
    if near is None and len(lacking) < _OBJECTS:
        return None  # it may be missing by chance
    place = lacking[0].place
    why = f"; did you mean `{near}`?" if near else f" in the data (`{lacking[0].sample.label}`)"
    return _Reason(why, ("the data", place) if place is not None else None, near)


def _is_near(name: str, key: str) -> bool:
    turns = is_restyled(name, key) or is_short_for(name, key) or is_short_for(key, name)
    return turns or is_slip(name, key)


def _of_loop(template: Template) -> Iterator[Hit]:
    """What `loop` has not."""
    own = listed("loop")
    for use in names(template).uses:
        name = use.attribute
        if use.name != "loop" or name is None or name in own or meant("loop-elsewhere", name):
            continue
        if use.bindings and all(one.kind == "own" for one in use.bindings):
            near = slip_of(name, own) or _in_full(name, own)
            why = f"; did you mean `loop.{near}`?" if near else ""
            facts = {"name": name, "owner": "loop", "why": why}
            fix = renamed([_name_span(use.whole)], name, near)
            yield Hit(use.whole.span, f"loop:{name}", facts, fix=fix)


def _in_full(name: str, known: frozenset[str]) -> str | None:
    """What a name is cut short of, or begins with."""
    near = [one for one in sorted(known) if is_short_for(name, one) or name.startswith(one)]
    return near[0] if near else None


@dataclass(frozen=True, eq=False)
class _Known:
    """What a template reads."""

    template: Template

    @cached_property
    def reads(self) -> tuple[Read, ...]:
        """Everything that is read by name."""
        return reads(self.template)

    @cached_property
    def by_owner(self) -> dict[Path, dict[str, list[Read]]]:
        """What is read from each object, by name."""
        found: dict[Path, dict[str, list[Read]]] = {}
        for read in self.reads:
            if read.owner:
                found.setdefault(read.owner, {}).setdefault(read.name, []).append(read)
        return found

    @cached_property
    def counts(self) -> Counter[str]:
        """How often each name is read, from whatever."""
        return Counter(read.name for read in self.reads)

    @cached_property
    def bindings(self) -> dict[int, tuple[Binding, ...]]:
        """What the name that each use begins with may mean, by the identity of its expression."""
        return {id(use.expr): use.bindings for use in names(self.template).uses}

    @cached_property
    def by_name(self) -> dict[str, list[Use]]:
        """The uses of each name."""
        found: dict[str, list[Use]] = {}
        for use in names(self.template).uses:
            found.setdefault(use.name, []).append(use)
        return found

    @cached_property
    def uses_of(self) -> dict[int, list[Use]]:
        """The uses of each binding, by its identity."""
        found: dict[int, list[Use]] = {}
        for use in names(self.template).uses:
            for binding in use.bindings:
                found.setdefault(id(binding), []).append(use)
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """Names that many objects have."""
        return listed("words")

    def reason(self, read: Read) -> _Reason | None:
        """Why it is a mistake, and where that shows."""
        if read.optional:
            return self.slip(read)
        return (
            self.of_text(read)
            or self.of_list(read)
            or self.slip(read)
            or self.guard(read)
            or self.told(read)
        )

    def method(self, read: Read) -> _Reason | None:
        """A slip of a method of text or mappings."""
        known = filters.TEXT_METHODS | filters.MAPPING_METHODS
        near = None if read.name in known or not read.dotted else near_word(read.name, known)
        return _meant(near) if near else None

    def of_text(self, read: Read) -> _Reason | None:
        """A key of a mapping is text, and has nothing to be read from it."""
        if read.of.kind != "name" or read.name in filters.TEXT_METHODS:
            return None
        bound = self.bindings.get(id(read.of), ())
        if len(bound) != 1 or bound[0].kind != "loop" or bound[0].name == "loop":
            return None
        loop, (binding,) = bound[0].node, bound
        over = loop.values[0]
        if len(loop.names) == 1:
            where = self.key_used(binding, over.path) or self.is_mapping(loop)
        elif loop.names[0] == binding.name and gives_pairs(over):
            where = self.is_of_value(read, binding)
        else:
            return None
        why = f": `{binding.name}` is a key, which is text"
        return None if where is None else _Reason(why, where)

    def key_used(self, binding: Binding, over: Path) -> tuple[str, Anchor] | None:
        """Where what a loop gives is a key of what it runs over."""
        wanted = (*over, f"[{binding.name}]")
        for use in self.by_name.get(over[0], ()) if over else ():
            path = use.whole.path
            if path[: len(wanted)] == wanted and binding.scope.node in use.around:
                return "used as a key here", use.whole.span
        return None

    def is_mapping(self, loop: Node) -> tuple[str, Anchor] | None:
        """Whether the template asks elsewhere for the items of what a loop runs over."""
        over = loop.values[0]
        made = is_made(over, self.bindings.get(id(over), ()))
        own = None if made else self.loops.get(id(loop))
        known = own is not None and own in mappings(self.template).paths
        return ("a loop over a mapping", loop.values[0].span) if known else None

    @cached_property
    def loops(self) -> dict[int, Path]:
        """Where what each loop runs over lies in the data, by its identity; no filters."""
        return {
            id(place.node): place.path(place.node.values[0]) or ()
            for place in places(self.template)
            if place.node.kind == "for" and place.node.values[0].kind in ("name", "attribute")
        }

    def is_of_value(self, read: Read, key: Binding) -> tuple[str, Anchor] | None:
        """Whether the value beside a key has what is read from the key, which is shown as text."""
        own = [one for one in names(self.template).bindings if one.node is key.node]
        values = [one for one in own if one.kind == "loop" and one is not key]
        shown = any(use.whole is use.expr for use in self.uses_of.get(id(key), ()))
        for use in (u for value in values for u in self.uses_of.get(id(value), ())):
            if shown and (use.attribute == read.name or use.attribute in self.words):
                return "its value", use.whole.span
        return None

    def of_list(self, read: Read) -> _Reason | None:
        """What the items of a list have is read from the list, in a loop over it."""
        path = read.of.path
        if not path or read.name in _OF_LISTS or read.name in filters.MAPPING_METHODS:
            return None
        for node in reversed(read.place.above):
            if node.kind != "for" or len(node.names) != 1 or node.values[0].subject.path != path:
                continue
            item = self.by_owner.get((*read.owner, "[]"), {})
            inside = all(node in one.place.above for one in self.by_owner[read.owner][read.name])
            if read.name in item and inside and node.tag is not None:
                why = f"; did you mean `{node.names[0]}.{read.name}`?"
                return _Reason(why, ("the loop over it", node.tag.span))
        return None

    def slip(self, read: Read) -> _Reason | None:
        """A name that the same object, or others, have in another spelling."""
        beside = self.by_owner.get(read.owner, {})
        own = len(beside.get(read.name, ())) or 1
        for name, others in islice(beside.items(), _MOST):
            restyled, slip = (
                is_restyled(read.name, name),
                own == 1 and self.is_slip(read.name, name),
            )
            if own > len(others) or not (restyled or slip) or _either(read, others):
                continue
            later = len(others) > own or self.is_odd(read, others[0])
            if restyled and later and not read.optional and read.dotted and others[0].dotted:
                return _did_you_mean(others[0])
            if slip:
                return _did_you_mean(others[0])
        if self.counts[read.name] == 1 and len(read.name) >= _LEAST and read.name not in self.words:
            near = slip_of(
                read.name, [n for n, c in self.counts.items() if c > 1 or n in self.words]
            )
            near = near or slip_of(read.name, self.words)
            if near is not None and near not in beside:
                return _meant(near)
        return None

    def is_odd(self, read: Read, other: Read) -> bool:
        """Whether a name has not the style of most others, or of descriptions of APIs; or is later.

        The template has both spellings as often.
        """
        snake, camel = self.styles["snake"], self.styles["camel"]
        style, wanted = _style(read.name), "snake" if snake > camel else "camel"
        if style == _style(other.name) or "" in (style, _style(other.name)):
            return other.expr.span.start < read.expr.span.start
        if snake == camel and not {read.name, other.name} & self.words:
            return other.expr.span.start < read.expr.span.start
        return style != wanted

    @cached_property
    def styles(self) -> Counter[str]:
        """How many names of each style are read."""
        return Counter(map(_style, self.counts))

    def is_slip(self, name: str, other: str) -> bool:
        """Whether one name of an object is a slip of another one of it."""
        if len(name) < _LEAST or name in self.words or not is_slip(name, other):
            return False
        if self.counts[other] != self.counts[name] or other in self.words:
            return self.counts[other] > self.counts[name] or other in self.words
        text = self.template.source.text.lower()  # a heading may tell which of the two is right
        return text.count(name.lower()) <= text.count(other.lower())

    def guard(self, read: Read) -> _Reason | None:
        """A test of one thing around a loop over several, which is read nowhere else."""
        arm = read.place.node
        beside = self.by_owner.get(read.owner, {})
        if arm.kind != "arm" or arm.values[0] is not read.expr or len(beside[read.name]) > 1:
            return None
        for name, others in beside.items():
            inside = [one for one in others if arm in one.place.above]
            if inside and len(inside) == len(others) and is_one_of(read.name, name):
                return _did_you_mean(inside[0])
        return None

    def told(self, read: Read) -> _Reason | None:
        """A comment lists what such objects have; all else that is read is in it, this is not."""
        beside = self.by_owner.get(read.owner, {}).keys() - {read.name}
        names = {step for step in read.owner[-2:] if step != "[]"} | {read.of.span.text}
        for one in told(self.template) if len(beside) >= _LISTED and read.dotted else ():
            if read.name in one.names or not beside <= one.names or not names & one.words:
                continue
            near = [other for other in sorted(one.names) if shares_end(read.name, other)]
            if near:
                also = ("a comment on what it has", one.span)
                only = near[0] if len(near) == 1 else None
                return _meant(only, also) if only else _Reason(", as a comment tells", also)
        return None


def _style(name: str) -> str:
    """How the words of a name are told apart: snake or camel; "" for one word, or both."""
    snake, camel = "_" in name.strip("_"), not name.islower() and name[:1].islower()
    return "" if snake == camel else "snake" if snake else "camel"


def _either(read: Read, others: list[Read]) -> bool:
    """Whether a template takes one of two names, whichever is there."""
    for other in others:
        if read.choice is not None and read.choice is other.choice:
            return True
        chains = (*read.place.above, read.place.node), (*other.place.above, other.place.node)
        fork = next((pair for pair in zip(*chains, strict=False) if pair[0] is not pair[1]), None)
        if fork is not None and fork[0].kind == fork[1].kind == "arm":
            return True
    return False


def _did_you_mean(other: Read) -> _Reason:
    return _meant(other.name, ("which is read here", other.expr.span))


def _meant(near: str, also: tuple[str, Anchor] | None = None) -> _Reason:
    return _Reason(f"; did you mean `{near}`?", also, near)
