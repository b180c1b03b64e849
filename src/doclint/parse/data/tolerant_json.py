"""JSON as documentation writes it: a tree of values with places, and a note of each deviation.

`parse_json` takes any text and never fails. Examples on pages have comments, trailing commas,
`...`, bare type names, templates, line numbers and missing ends. Each is read as what its author
meant, and noted, so that a rule can say what is wrong while others still compare what is shown.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from doclint.model.value import Deviation, JsonText, Value
from doclint.parse.data import json_tokens as token


def parse_json(text: str) -> JsonText:
    """What the text holds. Offsets count its characters."""
    reader = _Reader(text)
    values = tuple(reader.values())
    return JsonText(values, tuple(sorted(reader.deviations, key=lambda deviation: deviation.start)))


def is_strict(text: str) -> bool:
    """Whether the text is JSON (RFC 8259) without a key twice, found out quickly."""
    try:
        json.loads(text, object_pairs_hook=_members, parse_constant=_refused, parse_int=float)
    except (ValueError, RecursionError):
        return False
    return True


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("a key twice")
    return members


def _refused(constant: str) -> Any:
    """Python reads NaN and Infinity; JSON does not."""
    raise ValueError(constant)


class _Reader:
    """Reads from left to right; `at` is the next character, `open` the closers still to come."""

    def __init__(self, text: str) -> None:
        self.deviations: list[Deviation] = []
        self.text = text
        self.at = 0
        self.open: list[str] = []
        self.closed = True  # whether the container just left had its closer
        if numbers := token.line_numbers(text):
            self.text = token.blanked(text, numbers)
            self.note("line-numbers", numbers[0][0], numbers[-1][1])

    def note(self, code: str, start: int, end: int) -> None:
        self.deviations.append(Deviation(code, start, end))

    def take(self, end: int, code: str = "") -> tuple[int, int]:
        """Go on to `end`, noting the stretch if it deviates."""
        start, self.at = self.at, end
        if code:
            self.note(code, start, end)
        return start, end

    def skip(self) -> str:
        """Go on to the next character that means something, and return it; "" at the end."""
        while (char := self.text[self.at : self.at + 1]) in token.SKIPPED:
            if blanks := token.BLANKS.match(self.text, self.at):
                self.at = blanks.end()
            elif comment := token.COMMENT.match(self.text, self.at):
                self.take(comment.end(), "comment")
            elif odd := token.ODD_SPACES.match(self.text, self.at):
                self.take(odd.end(), "odd-space")
            else:
                break
        return char

    # The text as a whole

    def values(self) -> Iterator[Value]:
        self.lead()
        char = self.skip()
        if char == '"' and token.BARE_MEMBERS.match(self.text, self.at):
            self.note("bare-members", self.at, self.at)
            yield self.container("")
        elif char:
            yield self.value()
        while char := self.skip():
            if char in token.COMMAS:
                self.take(self.at + 1, "trailing-comma")
            elif char in token.CLOSERS:
                self.take(self.at + 1, "extra-closer")
            elif char in token.CLOSER:
                self.note("several-values", self.at, self.at + 1)
                yield self.value()
            elif dots := token.ELLIPSIS.match(self.text, self.at):
                self.take(dots.end(), "ellipsis")
            elif char == '"' and token.BARE_MEMBERS.match(self.text, self.at):
                self.note("several-values", self.at, self.at + 1)
                yield self.container("")
            else:
                bracket = token.NEXT_BRACKET.search(self.text, self.at)
                self.take(bracket.end() - 1 if bracket else len(self.text), "text-after")

    def lead(self) -> None:
        """Step over a request line with its headers, a prompt and the like."""
        char = self.skip()
        if head := token.HTTP_HEAD.match(self.text, self.at):
            self.take(head.end(), "text-before")
        elif char not in token.LEADING:
            rest = self.text[self.at :]  # so that ^ holds where we are
            if bracket := token.FIRST_BRACKET.search(rest):
                self.take(self.at + bracket.end() - 1, "text-before")

    # Values

    def value(self) -> Value:
        """The value that starts here; `missing` if none does."""
        char = self.skip()
        if not char:
            self.note("truncated", self.at, self.at)
            return Value("missing", self.at, self.at)
        for read in _READERS:
            if value := read(self, char):
                return value
        self.note("missing-value", self.at, self.at)
        return Value("missing", self.at, self.at)

    def string(self, char: str) -> Value | None:
        if char not in token.QUOTES:
            return None
        strict = token.STRING.match(self.text, self.at) if char == '"' else None
        if strict is None:
            return self.loose_string(char)
        if token.LOST_END.match(self.text, strict.end()) and strict[0][1:-1].rstrip()[-1:] == ",":
            body = strict[0][1:-1].rstrip(", \t")
            start, end = self.take(self.at + 1 + len(body), "unclosed-string")
            return Value("string", start, end, token.unescaped(body, char))
        start, end = self.take(strict.end())
        body = self.text[start + 1 : end - 1]
        return Value("string", start, end, json.loads(strict[0]) if "\\" in body else body)

    def loose_string(self, char: str) -> Value:
        match = token.LOOSE_STRING[char].match(self.text, self.at)
        assert match  # these patterns take whatever follows the quote
        if char == '"' and not match[2]:
            return self.open_string(match)
        code = "single-quotes" if char == "'" else "odd-quotes"
        if char == '"':
            code = "control-character" if token.CONTROL.search(match[1]) else "bad-escape"
        start, end = self.take(match.end(), code)
        return Value("string", start, end, token.unescaped(match[1], char))

    def open_string(self, match: re.Match[str]) -> Value:
        """No closing quote on the line: either it is on the next one, or it was forgotten."""
        start = self.at
        if rest := token.NEWLINE_STRING.match(self.text, match.end()):
            self.note("newline-in-string", match.end(), match.end() + 1)
            self.at = rest.end()
            return Value("string", start, self.at, self.text[start + 1 : self.at - 1])
        body = match[1].rstrip()
        if body.endswith((",", "}", "]")):
            body = body.rstrip(",}] \t")
        self.take(start + 1 + len(body), "unclosed-string")
        return Value("string", start, self.at, body)

    def placeholder(self, char: str) -> Value | None:
        if char not in "{[<$%@" or not (match := token.PLACEHOLDER.match(self.text, self.at)):
            return None
        if char == "{" and not match[0].startswith("{{") and token.OBJECT.match(self.text, self.at):
            return None
        return Value("placeholder", *self.take(match.end(), "placeholder"), match[0])

    def dots(self, _: str) -> Value | None:
        match = token.ELLIPSIS.match(self.text, self.at)
        return Value("ellipsis", *self.take(match.end(), "ellipsis")) if match else None

    def number(self, _: str) -> Value | None:
        if match := token.NUMBER.match(self.text, self.at):
            return Value("number", *self.take(match.end()), token.number(match[0]))
        if match := token.LOOSE_NUMBER.match(self.text, self.at):
            start, end = self.take(match.end(), "number-format")
            return Value("number", start, end, token.loose_number(match[0]))
        return None

    def word(self, _: str) -> Value | None:
        if match := token.LITERAL.match(self.text, self.at):
            return Value(match[0], *self.take(match.end()), token.LITERALS[match[0]])
        if not (match := token.WORDS.match(self.text, self.at)):
            return None
        if token.LOST_START.match(self.text, match.end()):
            start, end = self.take(match.end() + 1, "unopened-string")
            return Value("string", start, end, match[0])
        if foreign := token.FOREIGN_LITERALS.get(match[0]):
            kind, value = foreign
            return Value(kind, *self.take(match.end(), "literal-case"), value)
        code = "type-name" if token.TYPE.match(match[0]) else "bare-word"
        return Value("placeholder", *self.take(match.end(), code), match[0])

    # Containers

    def nested(self, char: str) -> Value | None:
        if char not in token.CLOSER:
            return None
        if len(self.open) < token.MAX_DEPTH:
            return self.container(char)
        start, _ = self.take(len(self.text), "too-deep")
        return Value("missing", start, start)

    def container(self, opener: str) -> Value:
        """An array, an object, or for "" members that have no braces."""
        start, _ = self.take(self.at + len(opener))
        self.open.append(token.CLOSER.get(opener, "}"))
        if opener == "[":
            items = tuple(self.items())
            value = Value("array", start, self.at, items=items, closed=self.closed)
        else:
            members = tuple(self.members(bare=not opener))
            closed = self.closed or not opener
            if self.closed and not opener:
                self.note("extra-closer", self.at - 1, self.at)
            value = Value("object", start, self.at, members=members, closed=closed)
        self.open.pop()
        if not value.closed:
            self.note("unclosed" if self.skip() else "truncated", start, start + 1)
        return value

    def inside(self) -> Iterator[str]:
        """The first character of each part of the innermost container, until it ends."""
        close = self.open[-1]
        while char := self.skip():
            if char == close:
                self.take(self.at + 1)
                break
            if char in token.CLOSERS and char in self.open[:-1]:
                break
            if char == "{" and self.open[-2:] == ["]", "}"] and self.is_object():
                break  # the next item of the array: the object before it has no end
            if char in token.CLOSERS:
                self.take(self.at + 1, "extra-closer")
            elif char in token.COMMAS:
                self.take(self.at + 1, "extra-comma")
            else:
                yield char
        self.closed = char == close

    def is_object(self) -> bool:
        """Whether the brace here opens an object and no placeholder."""
        template = self.text.startswith("{{", self.at)
        return not template and token.OBJECT.match(self.text, self.at) is not None

    def items(self) -> Iterator[Value]:
        for _ in self.inside():
            start = self.at
            item = self.value()
            if item.kind == "string" and self.skip() == ":":  # braces forgotten
                self.take(self.at + 1, "member-in-array")
                value = self.value()
                item = Value("object", item.start, value.end, members=((item, value),))
            yield item
            self.at = max(self.at, start + 1)
            self.separate(elided=item.kind == "ellipsis" or not item.closed)

    def members(self, *, bare: bool) -> Iterator[tuple[Value, Value]]:
        seen: set[str] = set()
        for char in self.inside():
            if bare and self.starts_over(seen):
                self.closed = False
                break
            key = self.key(char)
            if key is None:
                self.take(self.at + 1, "junk")
                continue
            if key.kind == "string" and key.value in seen:
                self.note("duplicate-key", key.start, key.end)
            seen.add(key.value)
            value = self.member_value(key)
            yield key, value
            again = bare and self.starts_over(seen)
            self.separate(elided=value is key or not value.closed or again)

    def starts_over(self, seen: set[str]) -> bool:
        """Whether a name comes again without a comma: members without braces, in another form."""
        match = token.FIRST_KEY.match(self.text, self.at)
        return match is not None and match[1] in seen

    def key(self, char: str) -> Value | None:
        whole = token.WHOLE_KEY.match(self.text, self.at)
        if not whole and (match := token.OPEN_KEY.match(self.text, self.at)):
            return Value("string", *self.take(match.end(), "unclosed-string"), match[1])
        if key := self.string(char) or self.dots(char) or self.placeholder(char):
            return key
        match = token.KEY.match(self.text, self.at)
        if match and token.LOST_KEY_START.match(self.text, match.end()):
            return Value("string", *self.take(match.end() + 1, "unopened-string"), match[0])
        return Value("string", *self.take(match.end(), "unquoted-key"), match[0]) if match else None

    def member_value(self, key: Value) -> Value:
        colon = "" if key.kind == "ellipsis" else self.skip()
        if colon not in token.COLONS:
            if key.kind != "string":  # dots or a template stand for whole members
                return key
            if dots := self.dots(colon):
                return dots  # the rest was cut off behind a name
            self.note("missing-colon", key.end, key.end)
            return self.value() if colon in token.CLOSER else Value("missing", key.end, key.end)
        self.take(self.at + 1, token.COLONS[colon])
        if self.text.startswith(">", self.at):  # `=>`
            self.at += 1
        char = self.skip()
        if char != "," and char not in token.CLOSERS:
            return self.value()
        self.note("missing-value", self.at, self.at)
        return Value("missing", self.at, self.at)

    def separate(self, *, elided: bool) -> None:
        """Step over the comma before the next part, and over what is no part at all."""
        end = self.at
        while (char := self.skip()) and char not in token.CLOSERS:
            if char in token.COMMAS:
                self.commas(char)
                return
            if token.CUT_OFF.match(self.text, self.at):
                return
            if other := token.ALTERNATIVE.match(self.text, self.at):
                self.take(other.end(), "alternative")
                self.value()
                continue
            if (other := token.DESCRIBED.match(self.text, self.at)) and self.are_words(end):
                self.take(other.end(), "alternative")
                self.value()
                continue
            new_line = self.text.find("\n", end, self.at) >= 0
            if char in token.NEXT_VALUE or (new_line and _starts_line(char)):
                if not elided and not token.LEFT_OUT.match(self.text, self.at):
                    self.note("missing-comma", end, end)
                return
            self.junk()

    def are_words(self, end: int) -> bool:
        """Whether the value that ends there is said in words, without quotes."""
        last = self.deviations[-1] if self.deviations else None
        words = last is not None and last.code == "bare-word" and last.end == end
        return words and last is not None and " " in self.text[last.start : end]

    def commas(self, char: str) -> None:
        comma, _ = self.take(self.at + 1, token.COMMAS[char])
        while (char := self.skip()) and char in token.COMMAS:
            self.take(self.at + 1, "extra-comma")
        if char == self.open[-1]:
            self.note("trailing-comma", comma, comma + 1)

    def junk(self) -> None:
        """Step over anything up to the end of the line, a separator, a closer or a string."""
        stop = token.JUNK.match(self.text, self.at)
        self.take(max(stop.end() if stop else 0, self.at + 1), "junk")


def _starts_line(char: str) -> bool:
    """Whether a value may start with it, if it is the first on its line."""
    return char.isalnum() or char in token.NEXT_LINE_VALUE


_READERS = (
    _Reader.string,
    _Reader.placeholder,
    _Reader.nested,
    _Reader.dots,
    _Reader.number,
    _Reader.word,
)
