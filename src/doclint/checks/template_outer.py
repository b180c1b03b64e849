"""Values of an outer object where a loop should show those of its items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from doclint.checks._template_names import Binding, Use, names
from doclint.model.finding import AND_HERE, Hit
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.template import Node, Template

_NAMES = frozenset(("name", "title", "id", "key", "label"))
_SEVERAL = 2  # things that a row shows of its item
_MARKUP = 3  # characters around a value that tell where it stands
_FAR = 600  # characters before a loop that are looked at
_DELIMITER = regex(r"[ \t>]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*")
_SIGNS = regex(r"\W*")
_OPENS = regex(r"[ \t]*\|?(?:<\w+>|[*_`\[ \t])*")
_CLOSES = regex(r"(?:</\w+>|[*_`\] \t])*\|")
_CHANGES = ("include", "unknown", "set", "call", "block", "do")


def wrong_variable(template: Template) -> Iterator[Hit]:
    """Values that every row of a loop repeats. Facts: value, item, why."""
    known = _Loops(template)
    for node, binding in known.loops:
        plain = bool(node.values[0].subject.path)
        if plain and (found := known.repeated(node, binding)):
            first, *more = found
            also = [("the loop", binding.span), *((AND_HERE, use.whole.span) for use in more)]
            facts = {
                "value": first.whole.span.text,
                "item": binding.name,
                "why": f"and nothing in the loop shows anything of `{binding.name}`",
            }
            yield Hit(first.whole.span, f"value:{first.whole.span.text}", facts, tuple(also))
        elif found := (
            (plain and known.strange(node, binding))
            or known.beside(node, binding)
            or known.unnamed(node, binding)
        ):
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
        """Each loop over what is read or asked from something, with the one name that it gives."""
        return [
            (one.node, one)
            for one in names(self.template).bindings
            if one.kind == "loop" and len(one.node.names) == 1 and _path(one.node)
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
        path = _path(node)
        return [use for use in uses if use.name == path[0] and len(path) > 1]

    def beside(self, node: Node, binding: Binding) -> list[Use]:
        """The values where the other arms of a test show those of the item, in the same markup."""
        found = self.of_owner(node, [use for use in self.inside.get(id(node), []) if _is_read(use)])
        return [
            use
            for use in found
            if self.is_only_here(use)
            and any(
                binding in one.bindings and _is_beside(use, one)
                for one in self.printed[str(use.attribute)]
            )
        ]

    def unnamed(self, node: Node, binding: Binding) -> list[Use]:
        """The names of what a list belongs to in a table of its own, whose rows have no other."""
        uses = [use for use in self.inside.get(id(node), []) if use.around[-1] is node]
        read = {use.attribute for use in self.inside.get(id(node), []) if binding in use.bindings}
        if None in read or len(read) < _SEVERAL or read & _NAMES or not _heads(node):
            return []
        shown = [use for use in uses if _is_read(use) and use.attribute in _NAMES]
        return [
            use for use in self.of_owner(node, shown) if _is_first(use) and _is_around(use, node)
        ]

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


def _path(node: Node) -> tuple[str, ...]:
    """What a loop runs over, or what is called for it: `shop.pets` and `shop.pets("cat")`."""
    over = node.values[0].subject
    return over.parts[0].path if over.kind == "call" else over.path


def _is_read(use: Use) -> bool:
    """Whether it is `pet.name` and printed."""
    return _is_printed(use) and use.attribute is not None and len(use.whole.path) == 2


def _is_beside(use: Use, other: Use) -> bool:
    """Whether two values stand in two arms of one test, in the same markup."""
    pair = use.around, other.around
    if any(len(around) < 2 or around[-1].kind != "arm" for around in pair):
        return False
    apart = pair[0][-1] is not pair[1][-1] and pair[0][-2] is pair[1][-2]
    markup = _markup(use)
    return apart and all(map(str.strip, markup)) and markup == _markup(other)


def _markup(use: Use) -> tuple[str, str]:
    """The signs that stand right around a value, on its line."""
    before, after = _line(use)
    signs = _SIGNS.match(before[: -_MARKUP - 1 : -1]), _SIGNS.match(after[:_MARKUP])
    return signs[0][0] if signs[0] else "", signs[1][0] if signs[1] else ""


def _line(use: Use) -> tuple[str, str]:
    """The line before a value and behind it."""
    span = use.node.span
    line, column = span.source.line(span.line), span.source.position(span.start)[1]
    return line[: column - 1], line[column - 1 + span.end - span.start :]


def _heads(node: Node) -> str:
    """The line that parts the header of a table from its rows, right before a loop; or none."""
    line = _before(node).rpartition("\n")[2]
    return line if _DELIMITER.fullmatch(line) else ""


def _before(node: Node) -> str:
    """What stands right before a loop, up to a line as long as those of tables are."""
    return node.span.source.text[max(node.span.start - _FAR, 0) : node.span.start].rstrip()


def _is_around(use: Use, node: Node) -> bool:
    """Whether the table before a loop stands in what gives the value its name."""
    line = _heads(node)
    start = node.span.source.text.rfind(line, max(node.span.start - _FAR, 0), node.span.start)
    return all(one.kind == "loop" and one.span.end < start for one in use.bindings)


def _is_first(use: Use) -> bool:
    """Whether a value is all that its row begins with, but for its markup."""
    before, after = _line(use)
    return bool(_OPENS.fullmatch(before.rpartition("%}")[2]) and _CLOSES.match(after))


def _is_printed(use: Use) -> bool:
    return use.node.kind == "print" and use.node.values[0].subject is use.whole


def _calls(node: Node) -> bool:
    """Whether anything is called, which may give something else each time."""
    return any(
        expr.kind == "call" for one in node.walk() for value in one.values for expr in value.walk()
    )


def _stands_alone(use: Use) -> bool:
    """Whether a value is all that stands on its line, in its cell, or behind a colon."""
    before, after = _line(use)
    before, after = before.rstrip(), after.lstrip()
    return before[-1:] in ("|", ":", "") and after[:1] in ("|", "")
