"""What is wrong with an example that was meant to be JSON, in a writer's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice

from doclint.checks._json_layout import Layout
from doclint.checks._shown import short
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.value import Deviation, JsonText
from doclint.read.examples import CODE, RELAXED

_BRACKETS = frozenset(("extra-closer", "truncated", "unclosed"))
_JSON_ONLY = frozenset(
    ("literal-case", "number-format", "single-quotes", "trailing-comma", "unquoted-key")
)  # other formats allow these
_LEFT_OUT = regex(r"\.{2,}|\u2026|\u22ef|\u3002{3}")
_TO_FILL_IN = regex(
    r"[A-Z][A-Z0-9_]*_[A-Z0-9_]*|[xX*#?_.-]+|.*[Xx]{3}.*|.*\b(?:your|my|some|the|a|an|same|see)\b.*",
    re.I | re.S,
)
_UPPER = regex(r"[A-Z][A-Z0-9_]+")
_WORD = regex(r"[A-Za-z]{1,3}\s*")
_WORDS = regex(r"[ \w/|,-]{0,60}\}")
_CLIPPED = regex(r"(?:\.\.|\u2026)\Z")
_LONGEST = 40
_MOST, _MOST_BRACKETS = 100, 8


@dataclass(frozen=True, slots=True)
class Fault:
    """A stretch of the body of an example, and what is wrong with it.

    `opener` is the offset of the bracket that it is about, if that is another place.
    """

    code: str
    start: int
    end: int
    problem: str
    opener: int | None = None


def faults(body: str, read: JsonText, label: str) -> list[Fault]:
    """All that is no notation, in the order of the text."""
    if is_schema(read):
        return []
    found = dict.fromkeys(_Faults(body, read, label))
    return sorted(found, key=lambda fault: (fault.start, fault.end))


def is_schema(read: JsonText) -> bool:
    """Whether names of types stand for most of the values: then it shows their shape."""
    leaves = types = 0
    names = {one.start for one in read.deviations if one.code == "type-name"}
    for value in read.values:
        for _, _, inner in value.walk():
            leaves += inner.kind not in ("object", "array", "ellipsis")
            types += inner.start in names and inner.kind == "placeholder"
    return types * 2 > leaves


class _Faults:
    """The deviations of one example that are faults."""

    def __init__(self, body: str, read: JsonText, label: str) -> None:
        self.body, self.read = body, read
        self.notes = read.deviations
        self.relaxed = label in RELAXED | CODE
        self.codes = {one.code for one in self.notes}
        self.layout = Layout(body, read)

    def __iter__(self) -> Iterator[Fault]:
        elided, cut = self.is_elided(), self.body.rstrip().endswith(",")
        for note in () if self.are_clipped() else self.suspicious():
            if (self.relaxed and note.code in _JSON_ONLY) or (elided and note.code in _BRACKETS):
                continue
            if cut and note.code == "truncated":  # the beginning of something longer
                continue
            if note.code in ("truncated", "unclosed"):
                yield self.open_bracket(note)
            elif word := _WORDINGS.get(note.code):
                start, end, problem = word(self, note)
                if problem:
                    yield Fault(note.code, start, end, problem)

    def suspicious(self) -> Iterator[Deviation]:
        """Those that may be faults: as many as anyone mends, since each costs a look around."""
        small = (o for o in self.notes if o.code in _WORDINGS and o.code not in _BRACKETS)
        brackets = (one for one in self.notes if one.code in _BRACKETS)
        return chain(islice(small, _MOST), islice(brackets, _MOST_BRACKETS))

    def is_elided(self) -> bool:
        """Whether dots stand for parts of the structure: on their own, at the end, in a remark."""
        end = len(self.body.rstrip())
        for note in self.notes:
            if note.code == "comment" and _LEFT_OUT.search(self.body, note.start, note.end):
                return True
            if note.code == "ellipsis" and (
                note.end >= end or not self.layout.before(note.start).strip(" \t,[{")
            ):
                return True
        return False

    def are_clipped(self) -> bool:
        """Whether lines end in dots inside of a string: what did not fit was cut off."""
        strings = (one for one in self.notes if one.code == "unclosed-string")
        return any(_CLIPPED.search(self.body, one.start, one.end) for one in strings)

    def described(self) -> frozenset[int]:
        """Where words without quotes stand for a value in braces: `{ text or number }`."""
        colons = {one.start for one in self.notes if one.code == "missing-colon"}
        keys = (one.end for one in self.notes if one.code == "unquoted-key")
        ends = (end for end in keys if end in colons)
        return frozenset(end for end in ends if _WORDS.match(self.body, end))

    # What stands around

    def token(self, offset: int) -> str:
        """What stands at an offset, to name it."""
        line = self.layout.behind(self.layout.rest(offset))
        if match := re.match(r"\"(?:[^\"\\]|\\.)*\"?|[{}\[\],:]|[^\s,:{}\[\]]+", line):
            return short(match[0].strip('"') or match[0], _LONGEST)
        return ""

    def shown(self, start: int, end: int) -> str:
        return short(self.body[start:end].strip('"'), _LONGEST)

    # Wordings: where, and what is wrong, which is "" for notation

    def missing_comma(self, note: Deviation) -> tuple[int, int, str]:
        start, following = max(note.start - 1, 0), self.layout.rest(note.start)
        if _LEFT_OUT.search(self.body, note.start, following):  # in a remark
            return start, note.start, ""
        return start, note.start, f"a comma is missing before `{self.token(note.start)}`"

    def trailing_comma(self, note: Deviation) -> tuple[int, int, str]:
        following = self.layout.rest(note.end)
        closer = self.body[following : following + 1]
        between = self.body[note.end : following]
        new_line = between.find("\n")
        remark = new_line >= 0 and between[new_line:].strip() != ""
        if closer not in ("}", "]") or not closer or remark:  # the end, or parts left out
            return note.start, note.end, ""
        return note.start, note.end, f"a comma before `{closer}`, with nothing behind it"

    def extra_comma(self, note: Deviation) -> tuple[int, int, str]:
        return note.start, note.end, "a comma with nothing before it"

    def missing_colon(self, note: Deviation) -> tuple[int, int, str]:
        if note.start in self.described():
            return note.start, note.end, ""
        start, key = self.string_before(note.start)
        following = self.body[self.layout.rest(note.end) : self.layout.rest(note.end) + 1]
        what = "a colon and a value are" if following in (",", "}", "]", "") else "a colon is"
        return start, note.end, f"{what} missing behind `{key}`"

    def missing_value(self, note: Deviation) -> tuple[int, int, str]:
        start = self.body.rfind(":", 0, note.start + 1)
        key_end = len(self.body[: max(start, 0)].rstrip())
        first, key = self.string_before(key_end)
        if start < 0 or "=" in self.body[start + 1 : note.start]:
            return note.start, note.end + 1, "a value is missing"
        return first, start + 1, f"`{key}` has no value"

    def string_before(self, end: int) -> tuple[int, str]:
        """The start of the key that ends there, and its name."""
        if key := self.layout.keys.get(end):
            return key.start, short(str(key.value), _LONGEST)
        return max(end - 1, 0), short(self.body[max(end - 1, 0) : end], _LONGEST)

    def member_in_array(self, note: Deviation) -> tuple[int, int, str]:
        if "unclosed" in self.codes:  # that is why
            return note.start, note.end, ""
        before = self.body[: note.start].rstrip()
        quote = max(before.rfind('"', 0, len(before) - 1), 0)
        key = self.shown(quote, len(before))
        return quote, note.end, f"`{key}` is a member of no object: its braces are missing"

    def unclosed_string(self, note: Deviation) -> tuple[int, int, str]:
        text = short(self.body[note.start + 1 : note.end].rstrip("'`\u2019\u201d"), _LONGEST)
        return note.start, note.end, f"the quote that closes `{text}` is missing"

    def unopened_string(self, note: Deviation) -> tuple[int, int, str]:
        return note.start, note.end, f"the quote that opens `{self.shown(*_span(note))}` is missing"

    def open_bracket(self, note: Deviation) -> Fault:
        """A bracket without its end, at the place that shows it."""
        early = self.layout.early_closer(note.start, len(self.body))
        if early is not None:
            return Fault(note.code, early, early + 1, self.too_early(early))
        at, seen = self.layout.unclosed(note.start)
        at = min(at, len(self.body) - 1)  # a bracket that was only supposed may lie behind the end
        bracket, length = self.body[at], len(self.body.rstrip())
        problem = f"the bracket `{bracket}` is never closed"
        if seen < length:
            problem = f"the bracket `{bracket}` is not closed before this"
            problem += f" `{self.body[seen]}`"
        seen = min(seen, length - 1)
        return Fault(note.code, seen, seen + 1, problem, at)

    def extra_closer(self, note: Deviation) -> tuple[int, int, str]:
        bare = next((one for one in self.notes if one.code == "bare-members"), None)
        bracket = self.body[note.start]
        if bare and not self.body[note.end :].strip() and bracket == "}":
            at = bare.start
            return at, at + 1, "the `{` that the last `}` closes is missing"
        early = self.layout.early_closer(0, note.start)
        if early is not None:
            return early, early + 1, self.too_early(early)
        return note.start, note.end, f"`{bracket}` closes nothing"

    def too_early(self, at: int) -> str:
        return f"`{self.body[at]}` closes too early: the next line closes the same bracket"

    def bare_word(self, note: Deviation) -> tuple[int, int, str]:
        word = self.body[note.start : note.end]
        behind = next((o for o in self.notes if o.code == "junk" and o.start == note.end), None)
        end = behind.end if behind else note.end
        notation = _TO_FILL_IN.fullmatch(word) or _UPPER.fullmatch(word) or " " in word
        if notation or note.start not in self.layout.fields:
            return note.start, end, ""
        return note.start, end, f"`{self.shown(note.start, end)}` is not quoted"

    def unquoted_key(self, note: Deviation) -> tuple[int, int, str]:
        if note.end in self.described():
            return note.start, note.end, ""
        return note.start, note.end, f"the key `{self.shown(*_span(note))}` is not quoted"

    def single_quotes(self, note: Deviation) -> tuple[int, int, str]:
        return note.start, note.end, f"{self.code(note)} is in single quotes, expected double ones"

    def odd_quotes(self, note: Deviation) -> tuple[int, int, str]:
        text = short(self.body[note.start : note.end], _LONGEST)
        return note.start, note.end, f"the quotes of {text} are none that JSON knows"

    def code(self, note: Deviation) -> str:
        return f"`{short(self.body[note.start : note.end], _LONGEST)}`"

    def bad_escape(self, note: Deviation) -> tuple[int, int, str]:
        text = self.body[note.start : note.end]
        if match := re.search(r"(?<!\\)(?:\\\\)*(\\(?!u[0-9a-fA-F]{4}|[\"\\/bfnrt]).?)", text[:-1]):
            start = note.start + match.start(1)
            return start, start + len(match[1]), f"`{match[1]}` is no escape that JSON knows"
        return note.start, note.end, "a backslash escapes nothing"

    def control_character(self, note: Deviation) -> tuple[int, int, str]:
        match = re.search(r"[\x00-\x1f]", self.body[note.start : note.end])
        start = note.start + match.start() if match else note.start
        name = {"\t": "tab"}.get(self.body[start], f"control character {ord(self.body[start])}")
        return start, start + 1, f"a {name} in a string, expected it escaped"

    def newline_in_string(self, note: Deviation) -> tuple[int, int, str]:
        line = self.layout.before(note.start)
        start = note.start - len(line) + max(line.rfind('"'), 0)
        return start, note.start, f"the string `{self.shown(start, note.start)}` breaks over a line"

    def equals(self, note: Deviation) -> tuple[int, int, str]:
        return note.start, note.end, "`=` where a colon belongs"

    def semicolon(self, note: Deviation) -> tuple[int, int, str]:
        return note.start, note.end, "`;` where a comma belongs"

    def fullwidth(self, note: Deviation) -> tuple[int, int, str]:
        sign = self.body[note.start : note.end]
        plain = {"\uff1a": ":", "\uff0c": ",", "\u3001": ",", "\uff1b": ","}.get(sign, "")
        return note.start, note.end, f"a fullwidth `{sign}`, expected `{plain}`"

    def odd_space(self, note: Deviation) -> tuple[int, int, str]:
        code = ord(self.body[note.start])
        return note.start, note.end, f"a space that JSON does not know (U+{code:04X})"

    def literal_case(self, note: Deviation) -> tuple[int, int, str]:
        word = self.body[note.start : note.end]
        meant = {"none": "null", "nil": "null", "undefined": "null"}.get(word.lower(), word.lower())
        if word in ("NaN", "Infinity"):
            return note.start, note.end, f"`{word}` is no number that JSON knows"
        return note.start, note.end, f"`{word}` where JSON has `{meant}`"

    def number_format(self, note: Deviation) -> tuple[int, int, str]:
        return note.start, note.end, f"{self.code(note)} is no number that JSON knows"

    def junk(self, note: Deviation) -> tuple[int, int, str]:
        sign = self.body[note.start]
        if any(one.code == "bare-word" and one.end == note.start for one in self.notes):
            return note.start, note.end, ""  # a part of it
        if sign in "{[":
            return note.start, note.start + 1, f"`{sign}` where a key belongs"
        if sign == ":":
            return note.start, note.start + 1, "a second colon behind one key"
        return note.start, note.end, ""

    def text_after(self, note: Deviation) -> tuple[int, int, str]:
        """Letters that stick to the last bracket; all else may be meant for the reader."""
        text = self.body[note.start : note.end]
        attached = self.body[note.start - 1 : note.start] in ("}", "]")
        problem = f"`{text.strip()}` behind the last bracket"
        return note.start, note.end, problem if attached and _WORD.fullmatch(text) else ""


def _span(note: Deviation) -> tuple[int, int]:
    return note.start, note.end


_Wording = Callable[[_Faults, Deviation], tuple[int, int, str]]
_WORDINGS: dict[str, _Wording] = {
    "bad-escape": _Faults.bad_escape,
    "bare-word": _Faults.bare_word,
    "control-character": _Faults.control_character,
    "equals-for-colon": _Faults.equals,
    "extra-closer": _Faults.extra_closer,
    "extra-comma": _Faults.extra_comma,
    "fullwidth-punctuation": _Faults.fullwidth,
    "junk": _Faults.junk,
    "literal-case": _Faults.literal_case,
    "member-in-array": _Faults.member_in_array,
    "missing-colon": _Faults.missing_colon,
    "missing-comma": _Faults.missing_comma,
    "missing-value": _Faults.missing_value,
    "newline-in-string": _Faults.newline_in_string,
    "number-format": _Faults.number_format,
    "odd-quotes": _Faults.odd_quotes,
    "odd-space": _Faults.odd_space,
    "semicolon-for-comma": _Faults.semicolon,
    "single-quotes": _Faults.single_quotes,
    "text-after": _Faults.text_after,
    "trailing-comma": _Faults.trailing_comma,
    "unclosed-string": _Faults.unclosed_string,
    "unopened-string": _Faults.unopened_string,
    "unquoted-key": _Faults.unquoted_key,
}
