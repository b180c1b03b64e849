"""Values that go through fewer filters than their like, and JSON that falls out of its block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from doclint.checks._engines import listed
from doclint.checks._template_scope import Place, places
from doclint.model.finding import Hit
from doclint.model.record import dataclass
from doclint.model.template import Expr, Template

_LIKE = 2  # values that go through the same filters, where one does not
_OPENER = re.compile(r"(?:`{3,}|~{3,})\w*|\.\. (?:code-block|code|sourcecode)::.*|.*\w::", re.I)
_DIRECTIVE = re.compile(r"\.\. (?:code-block|code|sourcecode)::.*|.*\w::", re.I)
_ASIDE = ("macro", "call", "filter", "block")

Chain = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Alone:
    """A value on a line of its own, right below what opens a block of code."""

    expr: Expr
    place: Place
    opener: str
    indent: str

    @property
    def chain(self) -> Chain:
        """The filters that it goes through, with what they are given."""
        return tuple(_chain(self.expr))


def shorter_chain(template: Template) -> Iterator[Hit]:
    """Values in code that lack a filter that their like go through. Facts: value, filter."""
    groups: dict[tuple[str, str], list[_Alone]] = {}
    for one in _alone(template):
        groups.setdefault((one.opener, one.indent), []).append(one)
    for found in groups.values():
        yield from _shorter(found)


def _shorter(found: Sequence[_Alone]) -> Iterator[Hit]:
    """The one that lacks something, if all others agree."""
    chains = [one.chain for one in found]
    odd = [one for one in found if chains.count(one.chain) == 1]
    like = [one for one in found if chains.count(one.chain) == len(found) - 1]
    if len(odd) != 1 or len(like) < _LIKE or not odd[0].expr.subject.path:
        return
    whole, part = like[0].chain, odd[0].chain
    missing = [one for one in whole if one not in part]
    if not missing or [one for one in whole if one in part] != list(part):
        return
    names = "|".join(name for name, *_ in missing)
    facts = {"value": odd[0].expr.subject.span.text.strip(), "filter": names}
    also = tuple(("as here", other.expr.span) for other in like[:2])
    yield Hit(odd[0].expr.span, f"filter:{facts['value']}", facts, also)


def json_behind_block(template: Template) -> Iterator[Hit]:
    """JSON that is not indented as far as its block of reStructuredText. Facts: value, why."""
    if template.page_suffix not in (".rst", ".rest"):
        return
    for one in _alone(template):
        if not _DIRECTIVE.fullmatch(one.opener) or not _is_json(one):
            continue
        indents = [given for name, *given in one.chain if name == "indent"]
        if not one.indent and not _is_first(indents):
            why = "it is not indented, so that the block is empty"
        elif one.indent and not indents and _has_lines(one):
            why = "only its first line is indented"
        else:
            continue
        value = one.expr.subject.span.text.strip()
        yield Hit(one.expr.span, f"filter:{value}", {"value": value, "why": why})


def _is_json(one: _Alone) -> bool:
    """Whether a value becomes JSON, with no filter that may indent it, and nothing around does."""
    names = {name for name, *_ in one.chain}
    inside = any(node.kind in _ASIDE for node in one.place.above)
    return "tojson" in names and names <= listed("filters") and not inside


def _has_lines(one: _Alone) -> bool:
    return any(name == "tojson" and given for name, *given in one.chain)


def _is_first(indents: Sequence[Sequence[str]]) -> bool:
    """Whether `indent` is told to indent the first line too, as far as can be seen."""
    return any(len(given) > 1 or "first" in " ".join(given) for given in indents)


def _chain(expr: Expr) -> Iterator[tuple[str, ...]]:
    if expr.kind == "filter" and expr.parts:
        yield from _chain(expr.parts[0])
        given = (part.span.text.strip() for part in expr.parts[1:])
        yield (str(expr.value), *given, *expr.names)


def _alone(template: Template) -> Iterator[_Alone]:
    for place in places(template):
        if place.node.kind != "print" or not place.at:
            continue
        before, behind = place.beside[place.at - 1], place.beside[place.at + 1 : place.at + 2]
        if before.kind != "text" or (behind and not _begins_line(behind[0].span.text)):
            continue
        above, newline, indent = before.span.text.rpartition("\n")
        opener = above.rstrip().rpartition("\n")[2].strip()
        if newline and not indent.strip() and _OPENER.fullmatch(opener):
            yield _Alone(place.node.values[0], place, opener, indent)


def _begins_line(text: str) -> bool:
    return not text.split("\n", 1)[0].strip() and "\n" in text
