"""What binds the names of a template, and what uses them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import field
from functools import cached_property
from operator import attrgetter

from doclint.checks._slips import words
from doclint.checks._template_names import Binding, Names, Use, names
from doclint.model.record import dataclass
from doclint.model.template import Node, Template

_PASSES = frozenset(("include", "unknown"))
_LATE = frozenset(("macro", "call", "block"))
_EVER = 1 << 62
_NEAR = 200  # bindings before a use that are looked at


@dataclass(frozen=True, eq=False)
class Facts:
    """The bindings and uses of a template, found by what they are asked for."""

    template: Template
    names: Names
    _passing: dict[int, int] = field(default_factory=dict)

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
        return id(binding) not in self.uses_of and binding.span.start >= self.passes_on(inside)

    def passes_on(self, inside: Node | Template) -> int:
        """Up to where names that can be seen in a part go to where nobody sees how they are used.

        What is bound behind that is not bound yet there, unless a macro is called later.
        """
        if id(inside) not in self._passing:
            ends = [node.span.end for node in inside.walk() if node.kind in _PASSES]
            macros = (node for node in inside.walk() if node.kind in _LATE and node is not inside)
            late = any(one.kind in _PASSES for node in macros for one in node.walk())
            self._passing[id(inside)] = _EVER if late else max(ends, default=0)
        return self._passing[id(inside)]

    @cached_property
    def calls(self) -> dict[str, list[Use]]:
        """The uses of each name of a macro."""
        found: dict[str, list[Use]] = {}
        for use in self.names.uses:
            if any(binding.kind == "macro" for binding in use.bindings):
                found.setdefault(use.name, []).append(use)
        return found

    @cached_property
    def free_in(self) -> dict[int, set[str]]:
        """The names that nothing binds in each macro, by its identity."""
        found: dict[int, set[str]] = {}
        for name, uses in self.free.items():
            for use in uses:
                if (macro := macro_of(use)) is not None:
                    found.setdefault(id(macro), set()).add(name)
        return found

    @cached_property
    def by_end(self) -> dict[tuple[int, str], set[str]]:
        """The names that nothing binds, by their first word and by their last one."""
        found: dict[tuple[int, str], set[str]] = {}
        for name in self.free:
            for end in ends(name):
                found.setdefault(end, set()).add(name)
        return found

    @cached_property
    def sets_by_end(self) -> dict[tuple[int, str], set[str]]:
        """The names that are set, in the same way."""
        found: dict[tuple[int, str], set[str]] = {}
        for binding in self.names.bindings:
            if binding.kind == "set":
                for end in ends(binding.name):
                    found.setdefault(end, set()).add(binding.name)
        return found

    @cached_property
    def spare(self) -> set[str]:
        """The names that are set and never used."""
        sets = [one for one in self.names.bindings if one.kind == "set"]
        used = {one.name for one in sets if not self.is_unused(one)}
        return {one.name for one in sets} - used

    @cached_property
    def modules(self) -> list[Binding]:
        """What `import` binds, for all that a template has."""
        found = (b for b in self.names.bindings if b.kind == "import")
        return [b for b in found if not b.node.names]  # those of `from` are macros

    @cached_property
    def extends(self) -> bool:
        """Whether another template goes on with what is set here."""
        return any(node.kind == "extends" for node in self.template.walk())

    @cached_property
    def given(self) -> dict[int, list[Binding]]:
        """What each loop gives, and each macro is given, by its identity."""
        found: dict[int, list[Binding]] = {}
        for binding in self.names.bindings:
            if binding.kind in ("loop", "parameter"):
                found.setdefault(id(binding.node), []).append(binding)
        return found

    def innermost(self, uses: Sequence[Use]) -> Binding | None:
        """The first thing that the loop nearest around some uses gives."""
        node = self.around(uses)
        return next(iter(self.given.get(id(node), ())), None)

    def around(self, uses: Sequence[Use]) -> Node | None:
        """The loop nearest around some uses; None if it is not the same one."""
        loops = [next((n for n in reversed(u.around) if n.kind == "for"), None) for u in uses]
        return loops[0] if all(loop is loops[0] for loop in loops) else None

    def seen(self, uses: Sequence[Use]) -> list[Binding]:
        """The bindings that can be seen at all uses of a name, the nearest first."""
        kinds = ("loop", "parameter", "set", "with", "call")
        end = bisect_left(self.names.bindings, min(u.at for u in uses), key=attrgetter("since"))
        return [
            binding
            for binding in reversed(self.names.bindings[max(end - _NEAR, 0) : end])
            if binding.kind in kinds and all(u.scope.within(binding.scope) for u in uses)
        ]

    @cached_property
    def often(self) -> dict[tuple[str, int], list[str]]:
        """Names of data that are used more than once, by first letter and length."""
        found: dict[tuple[str, int], list[str]] = {}
        for name, uses in self.free.items():
            if len(uses) > 1:
                found.setdefault((name[0], len(name)), []).append(name)
        return found


def macro_of(use: Use) -> Node | None:
    """The macro that a use stands in, the outermost."""
    return next((node for node in use.around if node.kind == "macro"), None)


def ends(name: str) -> Iterator[tuple[int, str]]:
    """The first word of a name and its last one, each with where it stands: 0 or -1."""
    if parts := words(name):
        yield 0, parts[0]
        yield -1, parts[-1]
