"""The text of a template around its loops: headings, tables and sections that stay empty."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from doclint.checks._template_labels import Label, labels, plain, unfenced
from doclint.checks._template_scope import Path, Place, head, places
from doclint.model.finding import Hit
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.model.template import Node, Template

_LITERAL = regex(
    r"(?P<key>[\w-]*(?:id|uuid|guid|category|slug|hash|key))[ \t]*:[ \t]*[\"']?"
    r"(?P<value>[0-9a-f]{12,64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[\"']?[ \t]*$",
    re.I,
)
_DELIMITER = regex(r"[ \t>]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")


def duplicate_heading(template: Template) -> Iterator[Hit]:
    """Headings with the title of one above, where both are shown. Facts: title."""
    seen: dict[str, Label] = {}
    arms = _arms(template)
    for label in labels(template):
        if label.level > 6 or not label.whole:
            continue
        first = seen.setdefault(label.text.lower(), label)
        if first is not label and not _apart(first, label, arms):
            yield Hit(label.span, "", {"title": label.text}, (("the first", first.span),))


def _arms(template: Template) -> list[Node]:
    return [node for node in template.walk() if node.kind == "arm"]


def _apart(one: Label, other: Label, arms: Sequence[Node]) -> bool:
    """Whether one of the two stands in an arm that the other is not in."""
    return any(_within(arm, one) != _within(arm, other) for arm in arms)


def _within(arm: Node, label: Label) -> bool:
    return arm.span.start <= label.span.start < arm.span.end


def hard_coded_identity(template: Template) -> Iterator[Hit]:
    """Ids in front matter that every page of a template gets. Facts: key, value."""
    text = plain(template)
    end = text.find("\n---", 3)
    if not text.startswith("---\n") or end < 0:
        return
    source, start = template.source, 4
    if not any(tag.kind == "value" and tag.span.start < end for tag in template.tags):
        return
    for line in text[4:end].split("\n"):
        match = _LITERAL.match(line)
        if match and source.text[start : start + len(line)] == line:
            facts = {"key": match["key"], "value": match["value"]}
            yield Hit(source.span(start, start + len(line)).stripped(), "", facts)
        start += len(line) + 1


def unlabelled_repeat(template: Template) -> Iterator[Hit]:
    """Loops over blocks with nothing to tell their items apart. Facts: over."""
    text = plain(template)
    for node in template.walk():
        if node.kind != "for" or not _blocks(text[node.span.start : node.span.end]):
            continue
        if not _told_apart(node, template):
            facts = {"over": node.values[0].span.text.strip()}
            yield Hit(head(node), "", facts)


def _blocks(text: str) -> bool:
    """Whether a loop writes a whole table or an example for each item."""
    lines = text.split("\n")
    fences = sum(line.strip()[:3] in ("```", "~~~") for line in lines)
    headers = pairwise(lines)
    return fences >= 2 or any(
        _DELIMITER.match(line) and "|" in line and "|" in header for header, line in headers
    )


def _told_apart(loop: Node, template: Template) -> bool:
    """Whether something of an item stands outside of its tables and examples."""
    fences = _fenced(template)
    for node in loop.walk():
        if node.kind in ("include", "call", "unknown", "raw"):
            return True
        if node.kind == "print":
            row = template.source.line(node.span.line).lstrip(" \t>").startswith("|")
            if not row and node.span.line not in fences:
                return True
    return False


def _fenced(template: Template) -> set[int]:
    """The lines in fences."""
    both = zip(plain(template).split("\n"), unfenced(template).split("\n"), strict=True)
    source = template.source.text.split("\n")
    found, opened = set(), False
    for number, ((line, open_line), written) in enumerate(zip(both, source, strict=True), 1):
        if line.strip()[:3] in ("```", "~~~") and not open_line.strip():
            opened = not opened
        elif opened and written.strip():
            found.add(number)
    return found


def empty_section(template: Template) -> Iterator[Hit]:
    """Sections that have nothing under their heading for some data. Facts: title, over."""
    found = [label for label in labels(template) if label.level <= 6]
    asked = _asked(template)
    for at, label in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        if following is not None and following.level > label.level:
            continue
        end = following.span.start if following else len(template.source.text)
        nodes, within = _under(template.nodes, label, end)
        if within and (loop := _only_loops(nodes)) and loop.span.start not in asked:
            facts = {"title": label.text, "over": loop.values[0].span.text.strip()}
            yield Hit(label.span, "", facts, (("all that is there", head(loop)),))


def _asked(template: Template) -> set[int]:
    """The loops over what a test around them has asked for."""
    return {
        place.node.span.start
        for place in places(template)
        if place.node.kind == "for" and place.path(place.node.values[0]) in _tested(place)
    }


def _tested(place: Place) -> set[Path | None]:
    arms = [one for one in place.above if one.kind == "arm"]
    return {path for arm in arms for test in arm.values for path in place.paths(test)}


def _under(nodes: Sequence[Node], label: Label, end: int) -> tuple[list[tuple[Node, str]], bool]:
    """What stands between a heading and an offset, each with its text there."""
    start = label.span.end
    for node in nodes:
        inner = node.span.start <= label.span.start < node.span.end and node.kind != "text"
        if inner:
            for part in (node.body, node.otherwise):
                found, within = _under(part, label, min(end, node.span.end))
                if within:
                    return found, True
    found = []
    within = False
    for node in nodes:
        if node.kind == "text" and node.span.start <= label.span.start < node.span.end:
            within = True
        if node.span.end > start and node.span.start < end:
            text = node.span.source.text[max(start, node.span.start) : min(end, node.span.end)]
            found.append((node, text))
    return found, within


def _only_loops(nodes: Sequence[tuple[Node, str]]) -> Node | None:
    """The loop that is all there is, but for other loops and white space."""
    loops = []
    for node, text in nodes:
        if node.kind == "for" and not node.otherwise:
            loops.append(node)
        elif node.kind in ("set", "do", "import") or (node.kind == "text" and not text.strip()):
            continue
        else:
            return None
    return loops[0] if loops else None


def header_only_table(template: Template) -> Iterator[Hit]:
    """Tables that have no row where a list has no items. Facts: over."""
    text = plain(template)
    for place in places(template):
        node = place.node
        if node.kind == "for" and not node.otherwise and (header := _header(text, node)):
            over = place.path(node.values[0])
            rest = text[node.span.end :].lstrip("\n \t")
            if over is not None and over not in _tested(place) and not rest.startswith("|"):
                facts = {"over": node.values[0].span.text.strip()}
                yield Hit(header, "", facts, (("the loop", head(node)),))
    for tag in template.foreign:
        if tag.word == "for" and (header := _above(text, tag.span)):
            yield Hit(header, "", {"over": " ".join(tag.span.text.split())})


def _header(text: str, loop: Node) -> Span | None:
    """The header of a table all of whose rows a loop writes."""
    inside = text[loop.tag.span.end : loop.span.end] if loop.tag else ""
    if not inside.lstrip().startswith("|"):
        return None
    start = loop.span.start
    lines = text[:start].rstrip().rsplit("\n", 2)
    return _pair(lines, len(text[:start].rstrip()), loop.span)


def _above(text: str, span: Span) -> Span | None:
    before = text[: span.start].rstrip()
    return _pair(before.rsplit("\n", 2), len(before), span)


def _pair(lines: Sequence[str], end: int, span: Span) -> Span | None:
    if len(lines) < 2 or not _DELIMITER.match(lines[-1]) or "|" not in lines[-2]:
        return None
    return span.source.span(end - len(lines[-1]) - 1 - len(lines[-2]), span.end).stripped()
