"""Members that stand in elements of the site's own, whose classes say what is what.

`<div><span class="param-name">limit</span><span class="param-type">integer</span>...</div>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from doclint.parse.html.tree import Element, Words
from doclint.parse.html.words import says

_ENTRIES = frozenset(("div", "section", "article", "li", "details"))
_HEADS = frozenset(("span", "div", "code", "strong", "b", "em", "i", "small", "label", "p", "a"))
_HOLDERS = _ENTRIES | _HEADS | {"summary", "header", "h3", "h4", "h5", "h6"}
_WHOLE = ("Body", "body", "BODY")  # what goes there may be all of it, under a name that is not sent
_DEEP = 6  # elements around the name of an entry
_SEVERAL = 2  # entries that look the same stand side by side in what holds them
_MANY = 50  # elements that are looked into for text
_MARKS = 8  # elements that stand beside a name


def field_kind(element: Element) -> str:
    """How a reader takes an element by its class: a name stands out, types and marks too."""
    if element.tag not in _HEADS or "class" not in element.written:
        return ""
    if says(element, "field_name"):
        return "strong"
    return "emphasis" if says(element, "field_mark") else ""


def is_field(element: Element) -> bool:
    """Whether an element is about one member, whose name it begins with."""
    if element.tag not in _ENTRIES or _first_name(element) is None:
        return False
    alike = [child.written for child in element.children if _begins_entry(child)]
    return alike.count(alike[0]) < _SEVERAL if alike else True


def _begins_entry(child: Element | Words) -> TypeGuard[Element]:
    if isinstance(child, Words) or child.tag not in _ENTRIES or field_kind(child):
        return False
    return _first_name(child) is not None


def take_head(element: Element) -> list[Element]:
    """The name that an entry begins with and the marks beside it, taken out of the tree."""
    name = _first_name(element)
    marks = [] if name is None else [*_leading(element, name)]
    if name is None or any("".join(_texts(mark)).strip(" :\n") in _WHOLE for mark in marks):
        return []
    head = [name, *(mark for mark in marks if mark.start > name.start)]
    for each in head:
        around = each.parent
        if around is not None:
            around.children = [child for child in around.children if child is not each]
    return head


def _first_name(element: Element) -> Element | None:
    """The element with a name that stands in front of all other text, but for marks."""
    first = next(_shown(element, skip_marks=True), None)
    for _ in range(_DEEP):
        if not isinstance(first, Element) or first.tag not in _HOLDERS:
            break
        if field_kind(first) == "strong":
            return first if _is_word(first) else None
        first = next(_shown(first, skip_marks=True), None)
    return None


def _leading(element: Element, name: Element) -> Iterator[Element]:
    """The types and marks that stand around a name, before any other text."""
    around = name.parent
    for _ in range(_DEEP):
        if around is None:
            return
        marks = _marks_of(around)
        yield from marks
        if around is element:
            return
        around = around.parent


def _marks_of(around: Element) -> list[Element]:
    """The marks right inside an element, up to other text."""
    found: list[Element] = []
    for child in _shown(around, skip_marks=False):
        if isinstance(child, Element) and field_kind(child) == "emphasis":
            found.append(child)
        elif isinstance(child, Words) or not _holds_name(child):
            break
    return found[:_MARKS]


def _holds_name(element: Element) -> bool:
    return field_kind(element) == "strong" or _first_name(element) is not None


def _shown(element: Element, *, skip_marks: bool) -> Iterator[Element | Words]:
    for child in element.children:
        if isinstance(child, Words):
            if child.text.strip():
                yield child
        elif not (skip_marks and field_kind(child) == "emphasis"):
            if _may_show(child):
                yield child


def _may_show(element: Element) -> bool:
    """Whether an element has text; so has one with many others in it."""
    stack: list[Element | Words] = [element]
    for _ in range(_MANY):
        if not stack:
            return False
        child = stack.pop()
        if isinstance(child, Words):
            if child.text.strip():
                return True
        else:
            stack.extend(child.children[_MANY::-1])
    return True


def _texts(element: Element) -> Iterator[str]:
    stack: list[Element | Words] = [element]
    while stack:
        child = stack.pop()
        if isinstance(child, Element):
            stack.extend(reversed(child.children))
        elif child.text.strip():
            yield child.text


def _is_word(name: Element) -> bool:
    """Whether a name is one word of a few letters."""
    text = "".join(_texts(name)).strip()
    return 0 < len(text) <= 80 and " " not in text


def fields_end(children: Sequence[Element | Words], at: int) -> int:
    """Where the entries end that follow each other from a child on; 0 where none begins."""
    end = 0
    for number in range(at, len(children)):
        child = children[number]
        if isinstance(child, Words):
            if child.text.strip():
                break
        elif child.tag != "li" and is_field(child):
            end = number + 1
        else:
            break
    return end
