"""What a page writes in pieces that its reader sees as one: a list for each of the entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclint.parse.html.tree import Element, Words

_LISTS = ("ul", "ol")


def lists_end(children: Sequence[Element | Words], at: int) -> int:
    """Where lists of one item each end that follow each other from a child on; 0 for one list."""
    first = children[at]
    if not isinstance(first, Element) or not _is_single(first):
        return 0
    end = 0
    for number in range(at + 1, len(children)):
        child = children[number]
        if isinstance(child, Words):
            if child.text.strip():
                break
        elif (child.tag, child.written) == (first.tag, first.written) and _is_single(child):
            end = number + 1
        else:
            break
    return end


def _is_single(element: Element) -> bool:
    """Whether an element is a list of one item, with a class for how it looks."""
    if element.tag not in _LISTS or "class" not in element.written:
        return False
    items = [child for child in element.children if isinstance(child, Element)]
    return len(items) == 1 and items[0].tag == "li"


def definition_parts(element: Element) -> Iterator[Element]:
    """The terms and descriptions of a definition list, also where groups hold them."""
    for child in element.children:
        if isinstance(child, Element):
            if child.tag in ("dt", "dd"):
                yield child
            elif child.tag == "div":
                yield from (
                    c for c in child.children if isinstance(c, Element) and c.tag in ("dt", "dd")
                )
