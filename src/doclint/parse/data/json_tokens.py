"""The tokens of JSON and of what documentation writes in its place."""

from __future__ import annotations

import json
import re
from typing import Any

from doclint.model.pattern import regex

BLANKS = regex(r"[ \t\r\n]+")
ODD_SPACES = regex(r"[\f\v\u00a0\u3000\ufeff]+")
SKIPPED = frozenset(" \t\r\n/#<-\f\v\u00a0\u3000\ufeff")  # what starts one of these, or a comment
COMMENT = regex(r"//[^\n]*|/\*.*?(?:\*/|\Z)|#[^\n]*|<!--.*?(?:-->|\Z)|--[ \t][^\n]*", re.S)
STRING = regex(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')
LOOSE_STRING = {
    '"': re.compile(r'"((?:[^"\\\n]|\\[^\n]|\\(?=\n|\Z))*)("|(?=\n)|\Z)'),
    "'": regex(r"'((?:[^'\\\n]|\\[^\n]|\\(?=\n|\Z))*)('|(?=\n)|\Z)"),
    "`": regex(r"`([^`\n]*)(`|(?=\n)|\Z)"),
    "\u201c": regex('\u201c([^\u201d\u201c"\n]*)([\u201d\u201c"]|(?=\n)|\\Z)'),
    "\u201d": regex('\u201d([^\u201d"\n]*)([\u201d"]|(?=\n)|\\Z)'),
    "\uff02": regex('\uff02([^\uff02"\n]*)([\uff02"]|(?=\n)|\\Z)'),
    "\u2018": regex("\u2018([^\u2019\n]*)(\u2019|(?=\n)|\\Z)"),
}
QUOTES = frozenset(LOOSE_STRING)
CONTROL = regex(r"[\x00-\x1f]")
LOST_END = regex(r"[\w@.$-]{1,80}\"[ \t]*:")
"""What stands behind a string that took in the start of the next key."""

LOST_START = regex(r"\"[ \t]*(?:[,}\]\n]|\Z)")
LOST_KEY_START = regex(r"\"[ \t]*:")
WHOLE_KEY = regex(STRING.pattern + r"\s*:")
OPEN_KEY = regex(
    r"\"([^\"\n:,{}\[\]]{1,80}?)'?(?=[ \t]*:[ \t]*(?:"
    r"(?:\"(?:[^\"\\\n]|\\.)*+\"|-?\d[\d.]*+|true|false|null)[ \t]*(?:[,}\]\n]|\Z)"
    r"|[{\[][ \t]*(?:\"\w|[\n{\[])))"
)
"""A key without its closing quote: a colon and a whole value stand inside of its string."""

NUMBER = regex(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][-+]?[0-9]++)?(?![\w.+-])")
LOOSE_NUMBER = regex(
    r"[-+]?(?:0[xX][0-9a-fA-F]+|(?:[0-9][0-9_]*+(?:\.[0-9]*+)?|\.[0-9]++)(?:[eE][-+]?[0-9]+)?"
    r"|Infinity|NaN)(?=[\s,}\]:/#\uff0c\uff1b\u3001]|\Z)"
)
ELLIPSIS = regex(
    r"(?:"
    r"(?:\.{2,}|[\u2026\u22ee\u22ef]+|\u3002{3,})(?:[ \t]*[\w(][^\"{}\[\],:\n\uff0c]{0,200})?"
    r"|[:.](?:[ \t]*\n[ \t\n]{0,200}[:.])++(?=[ \t]*(?:\n|\Z))"
    r")"
)
"""Dots, and what is said beside them; or dots or colons below one another."""

CUT_OFF = regex(rf"{ELLIPSIS.pattern}\s*\Z")

DESCRIBED = regex(r":?\s*(?=[{\[])")  # behind words: "a list of names: ["
ALTERNATIVE = regex(r"(?:\|{1,2}|/|or\b|OR\b)[ \t]*(?=[\"'{\[\d-]|true\b|false\b|null\b)")
PLACEHOLDER = regex(
    r"\{\{[^{}\n]{0,400}\}\}"  # {{ jinja }}
    r"|<%[^%\n]{0,400}%>"  # <% erb %>
    r"|\$\{[^}\n]{0,400}\}"  # ${shell}
    r"|%[({][^)}\n]{0,400}[)}]s?"  # %(python)s
    r"|<[^<>\n\"{}]{1,80}>"  # <id>
    r"|\{[A-Za-z_][\w.\- ]*\}(?=\s*(?:[,}\]\n]|\Z))"  # {id}
    r"|\[(?!(?:true|false|null)\])[A-Za-z][\w \-]*\](?=\s*[,}\n])"  # [id]
    r"|@\w+@|\$[A-Za-z_]\w*"
)
LEFT_OUT = regex(rf"{ELLIPSIS.pattern}|(?:{PLACEHOLDER.pattern})(?![ \t]*:)")
OBJECT = regex(r"[{\[]\s*(?:[\"'}\]{\[/\u201c\d-]|[\w$-]+\s*[:,\]\uff1a]|\.\.|\u2026|\Z)")
JUNK = regex(r"[^,}\]\n\uff0c\"]+")
_STOPS = r"\s,:{}\[\]\"'\uff0c\uff1a\uff1b\u3001"  # what ends a word
WORDS = regex(rf"[^{_STOPS}]+(?:[ \t]+[^{_STOPS}/#]+)*")
KEY = regex(rf"[^{_STOPS}=]+")
TYPE = regex(
    r"(?:[a-z][a-z0-9]*-){0,4}"  # ipv4-cidr-string
    r"(?:string|str|integer|int(?:32|64)?|long|number|float|double|decimal|boolean|bool|object"
    r"|array|list|map|date(?:-?time)?|timestamp|uuid|null|any|enum|file|binary|byte)s?"
    r"(?:(?:\s*[|/]\s*|\s+or\s+)\w+)*(?:\[\])?\Z",
    re.I,
)
LITERAL = regex(rf"(?:true|false|null)(?![^{_STOPS}])")
LITERALS = {"true": True, "false": False, "null": None}
FOREIGN_LITERALS = {
    **dict.fromkeys(("True", "TRUE"), ("true", True)),
    **dict.fromkeys(("False", "FALSE"), ("false", False)),
    **dict.fromkeys(("None", "NULL", "Null", "nil", "undefined"), ("null", None)),
    **dict.fromkeys(("NaN", "Infinity"), ("number", None)),
}
COLONS = {":": "", "\uff1a": "fullwidth-punctuation", "=": "equals-for-colon"}
COMMAS = {
    ",": "",
    ";": "semicolon-for-comma",
    "\uff1b": "fullwidth-punctuation",
    "\uff0c": "fullwidth-punctuation",
    "\u3001": "fullwidth-punctuation",
}
CLOSER = {"{": "}", "[": "]"}
CLOSERS = frozenset(CLOSER.values())
LEADING = frozenset(("", "{", "[", '"', "'"))
NEXT_VALUE = frozenset("\"'{[\u201c\uff02")  # starts a value, even on the same line
NEXT_LINE_VALUE = frozenset("-._\u2026$<")  # starts one on a line of its own, as letters do
NEWLINE_STRING = regex(r"[^\":{}\[\]]*\"(?=\s*(?:[,}\]:\n]|\Z))")
FIRST_KEY = regex(r'\s*"([^"\n]*)"\s*:')
BARE_MEMBERS = regex(r'"[^"\n]*"\s*:')
HTTP_HEAD = regex(
    r"(?:[A-Z][A-Za-z]*(?:-[A-Za-z]+)+:[^\n]*"
    r"|HTTP(?:/[\d.]+)?[ \t]+\d{3}\b[^\n]*"
    r"|(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)[ \t]+\S+(?:[ \t]+HTTP/[\d.]+)?[ \t]*(?=\n|\Z))"
    r"(?:\n[ \t]*(?:[?&]|[A-Za-z][\w-]*:)[^\n]*)*"
)
"""A request line or a status line, with the rest of an address and the headers below it.

Some messages are headers alone.
"""

FIRST_BRACKET = regex(r"^[ \t]*[{\[](?=\s*[\"'{}\[\]\n/])", re.M)
NEXT_BRACKET = regex(r"^[ \t]*[{\[]", re.M)
MAX_DEPTH = 100  # a level takes six frames of the thousand that Python allows
MAX_DIGITS = 1000  # longer integers take quadratic time


def number(digits: str) -> int | float:
    """A number as JSON writes it."""
    whole = digits.lstrip("-").isdigit() and len(digits) < MAX_DIGITS
    return int(digits) if whole else float(digits)


def loose_number(written: str) -> Any:
    """The number that was meant, or its text if that is not clear."""
    try:
        return json.loads(re.sub(r"^\+?(-?)0*(?=\d)", r"\1", written.replace("_", "")))
    except ValueError:
        return written


def unescaped(body: str, quote: str) -> str:
    """What a string in any quotes holds; a backslash before what needs none is kept."""
    escaped = re.sub(r'\\(?!["\\/bfnrtu])', r"\\\\", body)
    if quote != '"':
        escaped = escaped.replace('"', '\\"')
    try:
        return str(json.loads(f'"{escaped}"', strict=False))
    except ValueError:
        return body


_NUMBERS_ROW = regex(r"\s*(1(?:[ \t]+\d{1,6})+)[ \t]*\|?[ \t]*(?=\n)")
_NUMBERED_LINE = regex(r"^[ \t]*(\d{1,6})(?:[ \t]*[|:.)]|(?=[ \t]|$))[ \t]?", re.M)


def line_numbers(text: str) -> list[tuple[int, int]]:
    """Where a listing's line numbers stand: in a row on top, or one in front of each line."""
    if row := _NUMBERS_ROW.match(text):
        numbers = [int(part) for part in row[1].split()]
        if numbers == list(range(1, len(numbers) + 1)):
            return [row.span()]
    if not text.lstrip()[:1].isdigit():
        return []
    found = list(_NUMBERED_LINE.finditer(text))
    lines = sum(bool(line.strip()) for line in text.split("\n"))
    counts = len({int(match[1]) - nth for nth, match in enumerate(found)}) == 1
    return [match.span() for match in found] if counts and len(found) == lines > 2 else []


def blanked(text: str, spans: list[tuple[int, int]]) -> str:
    """The text with blanks for some stretches, so that offsets stay."""
    parts: list[str] = []
    at = 0
    for start, end in spans:
        parts += text[at:start], " " * (end - start)
        at = end
    return "".join([*parts, text[at:]])
