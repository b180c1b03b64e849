"""Names that nothing gives a value to, as far as a template itself tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import takewhile

from doclint.checks._engines import listed
from doclint.checks._slips import is_one_of, is_short_for, is_slip, is_turned, words
from doclint.checks._template_facts import Facts, ends, macro_of
from doclint.checks._template_fixes import renamed
from doclint.checks._template_names import Binding, Use, names
from doclint.model.finding import AND_HERE, Hit
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Anchor
from doclint.model.template import Node, Tag
from doclint.probe.filters import TEXT_METHODS
from doclint.probe.trial import Trial

_BINDS = regex(r"\b(?:for|set)\s+(\w+(?:\s*,\s*\w+)*)")
_WORD = regex(r"\w+")
_ASKED = frozenset(("optional", "tested", "called"))
_ANY = frozenset(("item", "entry", "x", "it", "elem", "el", "e", "i", "obj", "row", "val", "v"))
_OF_ITEMS = frozenset(("name", "type", "enum"))
_SHORT = 3  # letters of a name that may be another cut short, whatever is read from it
_LEAST = 6  # letters of a name that is taken for a slip of one that is not bound here either


@dataclass(frozen=True, slots=True)
class _Reason:
    """Why a name is taken for a mistake, where that shows, and what speaks of the same.

    `near` is the name that was meant, where it is known.
    """

    why: str
    also: tuple[str, Anchor] | None = None
    subject: str = ""
    near: str | None = None


def undefined_name(trial: Trial) -> Iterator[Hit]:
    """Names that are bound nowhere, or not where they are used. Facts: name, why."""
    known = _Known(trial.template, names(trial.template))
    for name, uses in known.free.items():
        if trial.known.whole and trial.known.has(name):
            continue
        reason = known.reason(name, uses) or _not_in_data(trial, name)
        if reason is not None:
            also = [] if reason.also is None else [reason.also]
            also += [(AND_HERE, use.expr.span) for use in uses[1:]]
            facts = {"name": name, "why": reason.why}
            subject = reason.subject or f"name:{name}"
            fix = renamed((use.expr.span for use in uses), name, reason.near)
            yield Hit(uses[0].expr.span, subject, facts, tuple(also), fix=fix)


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


class _Known(Facts):
    """Why a name is a mistake, as a template tells."""

    def reason(self, name: str, uses: Sequence[Use]) -> _Reason | None:
        """Why a name that nothing binds is a mistake; None if it may be data."""
        if foreign := self.foreign(name):
            return foreign
        if any(use.optional for use in uses):
            return None
        if name == "loop":
            return self.outside_loop(uses)
        return (
            self.outside(name, uses)
            or self.meant(name, uses)
            or self.for_parameter(name, uses)
            or self.for_import(name, uses)
            or self.for_set(name, uses)
            or self.misspelled(name, uses)
        )

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
        bound = self.bound.get(name, ())
        given = [b for b in bound if b.kind in ("loop", "parameter", "call") or _in_loop(b)]
        if not given or self.hidden(name, uses, given[0]):
            return None  # it may be data, and that of the loop hide it
        inner = all(b.kind == "loop" or _in_loop(b) for b in bound)
        read = {attribute for binding in given for attribute in self.attributes(binding)}
        known = all(use.attribute in read for use in uses) and given[0].kind != "set"
        known = known or (given[0].kind == "parameter" and all(map(self.of_caller, uses)))
        if not known and (not inner or name in listed("globals")):
            return None
        node = given[0].scope.node if given[0].kind == "set" else given[0].node
        binder = "loop" if node is None or node.kind == "for" else node.kind
        why = f": the {binder} that binds it does not reach as far"
        if all(map(self.of_caller, uses)):
            why = ": macros do not see the parameters of those that they are called in"
            if binder != "macro":
                why = f": macros do not see the {binder}s that they are called in"
        return _Reason(why, _where(given[0]))

    def hidden(self, name: str, uses: Sequence[Use], binding: Binding) -> bool:
        """Whether a name is read before it is bound, but by macros that are called behind that."""
        early = [use for use in uses if use.at < binding.since]
        return bool(early) and (name in listed("globals") or not all(map(self.of_caller, early)))

    def of_caller(self, use: Use) -> bool:
        """Whether a macro reads a name that the places have where it is called, all of them."""
        if (macro := macro_of(use)) is None:
            return False
        calls = [one for one in self.calls.get(macro.name, ()) if macro not in one.around]
        inside = [{id(node) for node in one.around} for one in calls]
        bound = self.bound.get(use.name, ())
        return bool(calls) and all(any(id(b.scope.node) in i for b in bound) for i in inside)

    def for_parameter(self, name: str, uses: Sequence[Use]) -> _Reason | None:
        """A macro prints a name, the only one it is not given, and not one that it is given."""
        macro = macro_of(uses[0])
        if macro is None or name in listed("globals"):
            return None
        unused = [b for b in self.given.get(id(macro), ()) if self.is_unused(b)]
        if len(unused) != 1 or not all(macro in use.around for use in uses):
            return None
        plain = all(use.attribute is None for use in uses) and any(map(_is_printed, uses))
        bare = plain or all(map(_is_text, uses))
        alone = len(self.free_in[id(macro)]) == 1
        if (alone and bare) or _shared(name, unused[0].name) > 1:
            return _did_you_mean(unused[0])
        return None

    def for_import(self, name: str, uses: Sequence[Use]) -> _Reason | None:
        """Macros are called of a name, and none of those that are imported."""
        before = [b for b in self.modules if b.since < uses[0].at]
        if len(self.modules) != 1 or not before or not all(map(_is_called, uses)):
            return None
        told = {found for found, own in self.free.items() if all(map(_is_called, own))}
        alone = told == {name} and self.is_unused(before[0])
        return _did_you_mean(before[0]) if alone or _is_like(name, before[0].name) else None

    def for_set(self, name: str, uses: Sequence[Use]) -> _Reason | None:
        """A value that is set and never used, or is made of what has the name elsewhere."""
        if name in listed("globals") or self.extends:
            return None
        for binding in self.seen(uses):
            if binding.kind != "set" or not _shared(name, binding.name):
                continue
            if _made_of(binding.node, name) or self.is_only(name, binding):
                return _did_you_mean(binding)
        return None

    def is_only(self, name: str, binding: Binding) -> bool:
        """Whether what is set is used nowhere, and no other name is as near to it as one."""
        if not self.is_unused(binding):
            return False
        near = [self.by_end.get(end, set()) for end in ends(binding.name)]
        sets = [self.sets_by_end.get(end, set()) for end in ends(name)]
        one = all((found & self.spare) <= {binding.name} for found in sets)
        return one and all(found - self.bound.keys() <= {name} for found in near)

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

    def stands_for(self, name: str, uses: Sequence[Use], binding: Binding) -> bool:
        """Whether a name was meant to be what a loop or a macro gives."""
        read = {use.attribute for use in uses}
        if binding.kind == "loop" and self.is_unused(binding) and self.none_used(binding):
            return binding is self.innermost(uses) and (None not in read or self.is_alone(uses))
        return (binding.kind == "loop" and self.is_item(name, uses, read, binding)) or self.is_form(
            name, read, binding
        )

    def is_item(
        self, name: str, uses: Sequence[Use], read: Set[str | None], binding: Binding
    ) -> bool:
        """Whether a name is what stands for the items of a loop elsewhere, or in short."""
        node, other = binding.node, binding.name
        if node is not self.around(uses):
            return False
        if is_one_of(name, _looped(node)):
            return True
        if None in read:
            return False
        cut = len(name) < _SHORT and is_short_for(name, other)
        if cut or _is_head(name, other, node):
            return True
        if name in _ANY:
            return binding is self.innermost(uses)
        many = len(read) > 1 and read <= (listed("words") | _OF_ITEMS)
        return many and self.is_unused(binding) and name not in listed("globals")

    def is_form(self, name: str, read: Set[str | None], binding: Binding) -> bool:
        """Whether a name is another one cut short, or with a word more."""
        other, unused = binding.name, self.is_unused(binding)
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
        own = self.given.get(id(node), ())
        return not counted and all(map(self.is_unused, own)) and binding.name[0] != "_"

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


def _bound_in(tag: Tag) -> Iterable[str]:
    found = _BINDS.search(tag.span.text)
    return _WORD.findall(found[1]) if found else ()


def _ends(name: str, other: str) -> bool:
    """Whether one name has the words of the other, and more: `param` and `query_param`."""
    one, two = words(name), words(other)
    short, long = sorted((one, two), key=len)
    return 0 < len(short) < len(long) and short in (long[-len(short) :], long[: len(short)])


def _is_printed(use: Use) -> bool:
    return use.node.kind == "print" and use.node.values[0].subject is use.expr


def _is_called(use: Use) -> bool:
    """Whether it is `m` of `m.row(pet)`."""
    return len(use.whole.path) == 2 and any(
        expr.kind == "call" and expr.parts[0] is use.whole
        for value in use.node.values
        for expr in value.walk()
    )


def _is_text(use: Use) -> bool:
    """Whether a method of text is called of it."""
    return use.attribute in TEXT_METHODS and _is_called(use)


def _is_like(name: str, other: str) -> bool:
    """Whether two names differ in number, or one is cut short or has a word more."""
    short, long = sorted((name, other), key=len)
    cut = len(short) >= _SHORT and is_short_for(short, long)
    return cut or is_one_of(short, long) or _ends(name, other)


def _in_loop(binding: Binding) -> bool:
    """Whether something is set in a loop, with whose round it is gone."""
    node = binding.scope.node
    return binding.kind == "set" and node is not None and node.kind == "for"


def _shared(name: str, other: str) -> int:
    """With how many words two names begin or end alike."""
    one, two = words(name), words(other)
    ways = zip(one, two, strict=False), zip(one[::-1], two[::-1], strict=False)
    return max(sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], way)) for way in ways)


def _made_of(node: Node, name: str) -> bool:
    """Whether what is set is read from something under a name: `config.base_url.strip()`."""
    value = node.values[0] if len(node.values) == 1 and len(node.names) == 1 else None
    while value is not None and value.kind in ("call", "filter") and value.parts:
        value = value.parts[0]
        if value.kind == "attribute" and value.value != name:
            value = value.parts[0]
    return value is not None and value.kind in ("attribute", "item") and value.path[-1:] == (name,)


def _is_head(name: str, other: str, node: Node) -> bool:
    """Whether a loop over `parameters` gives `p`, and a name is `param`."""
    last = words(_looped(node))[-1:]
    head = len(name) >= _SHORT and bool(last) and last[0].startswith(name.lower())
    return head and is_short_for(other, name)


def _looped(node: Node) -> str:
    """The last name of what a loop runs over: `params` of `op.params|sort`."""
    path = node.values[0].subject.path
    return path[-1] if path else ""


def _where(binding: Binding) -> tuple[str, Anchor]:
    return "bound here", binding.span


def _did_you_mean(binding: Binding) -> _Reason:
    return _Reason(f"; did you mean `{binding.name}`?", _where(binding), near=binding.name)


def _meant_data(use: Use) -> _Reason:
    also = ("which is used here", use.expr.span)
    return _Reason(f"; did you mean `{use.name}`?", also, near=use.name)
