"""JSON that a template makes: whether its commas and brackets fit, whatever its values are.

A value that is printed stands for whatever fits its place: a value, a key, members.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from doclint.model.page import Example
from doclint.model.record import dataclass
from doclint.model.source import Span
from doclint.model.template import Expr, Template
from doclint.probe.rendering import Piece, Rendering
from doclint.probe.trial import Probe

_VALUE = "\ue000"
_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<text>\"(?:[^\"\\\n]|\\.)*\")|(?P<value>\ue000)|(?P<sign>[{}\[\],:])"
    r"|(?P<plain>-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b|true\b|false\b|null\b)"
)
_CLOSES = {"}": "{", "]": "["}

Printed = Mapping[tuple[int, int], Expr]
"""What a template prints, by its source and where it begins."""


def printed(template: Template) -> Printed:
    """The expressions that a template and those that it uses print."""
    return {
        (id(one.source), node.values[0].span.start): node.values[0]
        for one in template.files()
        for node in one.walk()
        if node.kind == "print"
    }


@dataclass(frozen=True, slots=True)
class Fence:
    """A JSON fence of a page: where it begins in the template, and its body on the page."""

    spot: Span
    start: int
    end: int
    labelled: bool = True


@dataclass(frozen=True, slots=True)
class JsonFault:
    """What keeps a fence from being JSON: at which offset of the page, and what is there."""

    kind: str
    at: int
    problem: str
    shown: tuple[int, int]


def fences(probe: Probe) -> Iterator[Fence]:
    """The fences of a page that are labelled as JSON or not at all, those that end."""
    text = probe.rendering.text
    for block in probe.page.blocks():
        if not isinstance(block, Example) or block.kind != "fence" or not block.closed:
            continue
        spot = probe.rendering.span(block.span.start, block.span.start + 1)
        begin = text.find("\n", block.span.start) + 1
        end = text.rfind("\n", begin, block.span.end)
        if block.language.lower() in ("json", "") and spot is not None and 0 < begin <= end:
            yield Fence(spot, begin, end, labelled=bool(block.language))


def judged(rendering: Rendering, fence: Fence, known: Printed) -> JsonFault | bool:
    """What is wrong with a fence; True if nothing is, False if that cannot be told."""
    made = _neutral(rendering, fence, known)
    if made is None:
        return False
    text, places = made
    tokens = _tokens(text, places, rendering)
    return _Machine(rendering).run(tokens) if tokens else False


def _neutral(rendering: Rendering, fence: Fence, known: Printed) -> tuple[str, list[int]] | None:
    """The body with a mark for each value that the data makes, and where each character stands."""
    parts: list[str] = []
    places: list[int] = []
    for begin, piece in rendering.placed(fence.start, fence.end):
        if not piece.sure:
            return None
        first, last = max(fence.start - begin, 0), fence.end - begin
        text = piece.text[first:last] if _is_fixed(piece, known) else _VALUE
        offsets = range(begin + first, begin + first + len(text))
        parts.append(text)
        places.extend(offsets)
    return "".join(parts), places


def _is_fixed(piece: Piece, known: Printed) -> bool:
    """Whether the template itself says the text: `{{ "," if not loop.last }}` too."""
    if piece.literal or not piece.reads:
        return True
    expr = known.get((id(piece.spot.source), piece.spot.start))
    return expr is not None and _is_choice(expr)


def _is_choice(expr: Expr) -> bool:
    if expr.kind == "condition":
        return all(part.kind == "constant" or _is_choice(part) for part in expr.parts[1:])
    return False


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int
    spot: Span | None = None


def _tokens(text: str, places: list[int], rendering: Rendering) -> list[_Token]:
    """The tokens of a body; none if it is not written as JSON is."""
    found: list[_Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None or (match.lastgroup == "value" and _touches(text, at)):
            return []
        at = match.end()
        if match.lastgroup != "space":
            start, end = places[match.start()], places[match.end() - 1] + 1
            spot = None
            if match.lastgroup == "value":
                spot = rendering.span(start, start + 1)
            found.append(_Token(str(match.lastgroup), match[0], start, end, spot))
    return found


def _touches(text: str, at: int) -> bool:
    """Whether a value stands beside words of the template: together they are one word."""
    beside = text[max(at - 1, 0) : at] + text[at + 1 : at + 2]
    return any(char.isalnum() or char in "_-.\"'" for char in beside)


class _Machine:
    """Reads tokens as JSON. A value stands for what fits."""

    def __init__(self, rendering: Rendering) -> None:
        self.rendering = rendering
        self.stack: list[tuple[str, _Token]] = []
        self.phase = "value"
        self.last: _Token | None = None

    def run(self, tokens: list[_Token]) -> JsonFault | bool:
        """The first fault; False where something else than commas and brackets is odd."""
        for token in tokens:
            found = self._sign(token) if token.kind == "sign" else self._leaf(token)
            if found is not None:
                return found
            self.last = token
        if self.stack:
            opened = self.stack[-1][1]
            return self._fault("open", opened, f"`{opened.text}` is never closed", opened)
        return self.phase in ("end", "open")

    def _fault(self, kind: str, at: _Token, problem: str, until: _Token) -> JsonFault:
        begin = self.rendering.text.rfind("\n", 0, at.start) + 1
        return JsonFault(kind, at.start, problem, (begin, until.end))

    def _after(self) -> None:
        self.phase = "after" if self.stack else "end"

    def _leaf(self, token: _Token) -> JsonFault | bool | None:
        if self.phase in ("after", "open"):
            return self._beside(token)
        return self._key(token) if self.phase in ("first", "next") else self._plain(token)

    def _beside(self, token: _Token) -> JsonFault | bool | None:
        """What follows a value with nothing between; one of another print may be part of it."""
        again = self.last is not None and token.spot is not None and self.last.spot == token.spot
        if self.stack and (again or (self.phase == "after" and token.kind != "value")):
            return self._missing(token)
        return None if token.kind == "value" else False

    def _missing(self, token: _Token) -> JsonFault:
        assert self.last is not None
        words = "a value" if token.kind == "value" else f"`{token.text}`"
        return self._fault("missing", self.last, f"a comma is missing before {words}", token)

    def _key(self, token: _Token) -> bool | None:
        if self.stack[-1][0] == "[":
            self.phase = "open" if token.kind == "value" else "after"
            return None
        if token.kind == "plain":
            return False
        self.phase = "open" if token.kind == "value" else "colon"
        return None

    def _plain(self, token: _Token) -> bool | None:
        if self.phase != "value":
            return False
        self._after()
        if token.kind == "value" and not self.stack:
            self.phase = "open"
        return None

    def _sign(self, token: _Token) -> JsonFault | bool | None:
        if token.text in "{[":
            return self._opened(token)
        if token.text in "}]":
            return self._closed(token)
        if token.text == ":":
            if self.phase not in ("colon", "open") or not self.stack:
                return False
            self.phase = "value"
            return None
        return self._comma(token)

    def _opened(self, token: _Token) -> JsonFault | bool | None:
        if self.phase == "after":
            return self._missing(token)
        if self.phase in ("colon", "end", "open"):
            return False
        if self.phase in ("first", "next") and self._in("{"):
            return False
        self.stack.append((token.text, token))
        self.phase = "first"
        return None

    def _in(self, bracket: str) -> bool:
        return bool(self.stack) and self.stack[-1][0] == bracket

    def _closed(self, token: _Token) -> JsonFault | bool | None:
        if not self._in(_CLOSES[token.text]) or self.phase in ("colon", "value"):
            return False
        if self.phase == "next" and self.last is not None:
            return self._fault("extra", self.last, f"a comma stands before `{token.text}`", token)
        self.stack.pop()
        self._after()
        return None

    def _comma(self, token: _Token) -> JsonFault | bool | None:
        if not self.stack or self.phase in ("colon", "value"):
            return False
        if self.phase == "first" and self.last is not None:
            return self._fault("extra", token, f"a comma stands after `{self.last.text}`", token)
        if self.phase == "next":
            return self._fault("extra", token, "two commas follow each other", token)
        self.phase = "next"
        return None
