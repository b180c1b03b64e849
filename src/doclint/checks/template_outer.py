"""Values of an outer object where a loop should show those of its items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from doclint.checks._template_names import Binding, Use, names
from doclint.model.finding import Hit
from doclint.model.template import Node, Template

_CHANGES = ("include", "unknown", "set", "call", "block", "do")


def wrong_variable(template: Template) -> Iterator[Hit]:
    """Values that every row of a loop repeats. Facts: value, item, why."""
    known = _Loops(template)
    for node, binding in known.loops:
        if found := known.repeated(node, binding):
            first, *more = found
            also = [("the loop", binding.span), *(("and here", use.whole.span) for use in more)]
            facts = {
                "value": first.whole.span.text,
                "item": binding.name,
                "why": f"and nothing in the loop shows anything of `{binding.name}`",
            }
            yield Hit(first.whole.span, f"value:{first.whole.span.text}", facts, tuple(also))
        elif found := known.strange(node, binding):
            first = found[0]
            facts = {
                "value": first.whole.span.text,
                "item": binding.name,
                "why": f"did you mean `{binding.name}.{first.attribute}`?",
            }
            also = [("the loop", binding.span)]
            yield Hit(first.whole.span, f"value:{first.whole.span.text}", facts, tuple(also))


@dataclass(frozen=True, eq=False)
class _Loops:
    """The loops of a template that give one name."""

    template: Template

    @cached_property
    def loops(self) -> list[tuple[Node, Binding]]:
        """Each loop over plain data, with the name that it gives."""
        return [
            (one.node, one)
            for one in names(self.template).bindings
            if one.kind == "loop" and len(one.node.names) == 1 and one.node.values[0].subject.path
        ]

    @cached_property
    def inside(self) -> dict[int, list[Use]]:
        """The uses in the body of each loop, by its identity."""
        found: dict[int, list[Use]] = {}
        for use in names(self.template).uses:
            for node in use.around:
                if node.kind == "for":
                    found.setdefault(id(node), []).append(use)
        return found

    @cached_property
    def printed(self) -> dict[str, list[Use]]:
        """What is printed by itself, or through filters, by the name of the attribute."""
        found: dict[str, list[Use]] = {}
        for use in names(self.template).uses:
            if _is_printed(use) and use.attribute is not None:
                found.setdefault(use.attribute, []).append(use)
        return found

    def repeated(self, node: Node, binding: Binding) -> list[Use]:
        """The values of a loop whose rows are all the same."""
        uses = self.inside.get(id(node), [])
        changes = any(one.kind in _CHANGES for one in node.walk() if one is not node)
        if changes or any(use.name in ("loop", binding.name) for use in uses):
            return []
        if any(one.node is node for use in uses for one in use.bindings):
            return []
        shown = [use for use in uses if _is_printed(use) and use.attribute is not None]
        nested = any(one.kind == "for" for one in node.walk() if one is not node)
        plain = all(use.whole.path for use in uses) and not _calls(node)
        outer = self.of_owner(node, shown) or [use for use in shown if _is_of_loop(use, node)]
        return shown if plain and not nested and outer else []

    def strange(self, node: Node, binding: Binding) -> list[Use]:
        """The values of what a loop's list belongs to, where all other loops show their items'."""
        uses = [use for use in self.inside.get(id(node), []) if use.around[-1] is node]
        read = {use.attribute for use in uses if binding in use.bindings}
        if None in read or not read:
            return []
        shown = [
            use
            for use in uses
            if _is_printed(use) and use.attribute not in (None, *read) and len(use.whole.path) == 2
        ]
        return [
            use
            for use in self.of_owner(node, shown)
            if _stands_alone(use) and (self.is_usual(node, use) or self.is_only_here(use))
        ]

    def of_owner(self, node: Node, uses: list[Use]) -> list[Use]:
        """Those that are read from what the list of a loop is read from."""
        owner = node.values[0].subject.path[0]
        return [use for use in uses if use.name == owner and len(node.values[0].subject.path) > 1]

    def is_usual(self, node: Node, use: Use) -> bool:
        """Whether the value is shown outside of the loop too, and other loops have it of items."""
        others = self.printed[str(use.attribute)]
        again = any(one.name == use.name and node not in one.around for one in others)
        items = {
            id(one.bindings[0].node)
            for one in others
            if one.bindings and one.bindings[0].kind == "loop" and one.name != use.name
        }
        return again and bool(items)

    def is_only_here(self, use: Use) -> bool:
        """Whether nothing else in the template reads the value."""
        return self.counts[use.name, use.attribute] == 1

    @cached_property
    def counts(self) -> Counter[tuple[str, str | None]]:
        """How often each value of an object is read."""
        return Counter((use.name, use.attribute) for use in names(self.template).uses)


def _is_of_loop(use: Use, inner: Node) -> bool:
    """Whether a value is of the round of a loop around another one."""
    bound = use.bindings
    return len(bound) == 1 and bound[0].kind == "loop" and bound[0].node is not inner


def _is_printed(use: Use) -> bool:
    return use.node.kind == "print" and use.node.values[0].subject is use.whole


def _calls(node: Node) -> bool:
    """Whether anything is called, which may give something else each time."""
    return any(
        expr.kind == "call" for one in node.walk() for value in one.values for expr in value.walk()
    )


def _stands_alone(use: Use) -> bool:
    """Whether a value is all that stands on its line, in its cell, or behind a colon."""
    span = use.node.span
    line, column = span.source.line(span.line), span.source.position(span.start)[1]
    before, after = line[: column - 1].rstrip(), line[column - 1 + span.end - span.start :].lstrip()
    return before[-1:] in ("|", ":", "") and after[:1] in ("|", "")
