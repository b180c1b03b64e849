"""Operations that stand in elements: badges with a method, paths beside them, attributes."""

from __future__ import annotations

from collections.abc import Sequence

from doclint.model.page import Block, Example, Heading, Paragraph, Prose
from doclint.model.pattern import regex
from doclint.parse.html.fragment import Fragment
from doclint.parse.html.tree import Element, Words, all_words
from doclint.parse.html.words import says

_VERBS = frozenset(("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"))
_PATH = regex(r"(?:https?://|/|\{\{?\w|\$\{)[^\s<>\"'`]*\Z")
_METHOD = regex(r"\bdata-(?:method|type|verb|http-method)\s*=\s*[\"']?(?P<method>[A-Za-z]{3,7})\b")
_VERB_LINE = regex(rf"[\w ]{{0,20}}[:：]?\s*(?:{'|'.join(sorted(_VERBS))})\W{{0,3}}")
_PATH_LINE = regex(r"[\w ]{0,20}[:：]?\s*(?:https?://|/)\S*")
_LONGEST_LINE = 300
OPERATION = regex(r"\W*(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s*\W?(?:/|https?://)\S*")
"""A text that is but a method and a path."""
_FEW = 16  # elements and stretches of text that a badge or a path may consist of


def text_of(element: Element | Words) -> str:
    """What a small element says; "" for one that says more than a method or a path."""
    if isinstance(element, Words):
        return element.text.strip()
    found: list[str] = []
    stack: list[Element | Words] = [element]
    for _ in range(_FEW):
        if not stack:
            return "".join(found).strip()
        child = stack.pop()
        if isinstance(child, Words):
            found.append(child.text)
        else:
            stack.extend(child.children[_FEW::-1])
    return ""


def shout(root: Element) -> None:
    """Write methods in capitals that style sheets show so: `<span class="method">get</span>`."""
    for element in root.walk():
        if not element.written or len(element.children) != 1:
            continue
        (words,) = element.children
        if not isinstance(words, Words) or words.end - words.start != len(words.text):
            continue
        verb = words.text.strip()
        if verb != verb.upper() and verb.upper() in _VERBS:
            if says(element, "method") or verb.lower() in _classes(element):
                element.children = [Words(words.text.upper(), words.start, words.end)]


def _classes(element: Element) -> Sequence[str]:
    return element.attributes.get("class", "").lower().replace("-", " ").split()


def pair_end(children: Sequence[Element | Words], at: int) -> int:
    """Where a pair of a method and a path ends that starts at a child; 0 where none does."""
    first = children[at]
    if not isinstance(first, Element) or text_of(first) not in _VERBS:
        return 0
    for number in range(at + 1, min(at + 3, len(children))):
        text = text_of(children[number])
        if text:
            return number + 1 if _PATH.match(text) else 0
    return 0


def first_pair_end(children: Sequence[Element | Words]) -> int:
    """Where the pair ends that children begin with; 0 where they begin with something else."""
    first = next((at for at, child in enumerate(children) if text_of(child)), None)
    return pair_end(children, first) if first is not None else 0


def told_in_lines(texts: Sequence[str]) -> bool:
    """Whether lines name one operation: one says the method and one the path."""
    lines = [text.strip() for text in texts if len(text) < _LONGEST_LINE]
    verbs = sum(_VERB_LINE.fullmatch(line) is not None for line in lines)
    return verbs == 1 and sum(_PATH_LINE.fullmatch(line) is not None for line in lines) == 1


def attributed(fragment: Fragment, element: Element) -> Prose | None:
    """The operation of an element whose attribute is the method, and whose text is the path."""
    if "data-" not in element.written or not (said := _METHOD.search(element.written)):
        return None
    verb, path = said["method"].upper(), text_of(element)
    words = next((each for each in all_words(element) if each.text.strip()), None)
    if verb not in _VERBS or not _PATH.match(path) or words is None or path not in words.text:
        return None
    tag = fragment.text[element.start : element.opened]
    start = element.start + tag.find(element.written) + said.start("method")
    at = fragment.place(words.start + words.text.find(path))
    spans = ((0, fragment.place(start)), (len(verb) + 1, at))
    return Prose(fragment.span(element.start, element.end), f"{verb} {path}", (), spans)


def operation_in(piece: Heading | Block) -> Prose | None:
    """What a piece says that is but a method and a path."""
    if isinstance(piece, Paragraph):
        return piece.prose if OPERATION.fullmatch(piece.prose.text.strip()) else None
    if isinstance(piece, Example) and "\n" not in piece.body and OPERATION.fullmatch(piece.body):
        at = piece.body.at(0, len(piece.body))
        return Prose(at, str(piece.body), (), ((0, at.start),))
    return None


def names_operation(piece: Heading | Block) -> bool:
    """Whether a piece names an operation, as the heading of its section too."""
    if isinstance(piece, Heading):
        return OPERATION.match(piece.text) is not None
    return operation_in(piece) is not None
