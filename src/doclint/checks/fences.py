"""What the label of a fence promises, against what the fence holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.checks._fence_fixes import labelled
from doclint.checks._json_faults import faults, is_schema
from doclint.model.finding import Hit
from doclint.model.page import Example
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.model.value import DEVIATIONS
from doclint.read.examples import CODE, JSON, RELAXED, read_deviating_json, read_json

_MARKUP = frozenset(("xml", "html", "xhtml", "svg", "soap"))
_DATA = JSON | RELAXED | CODE
_COMMAND = regex(r"\s*(?:\$\s+)?(?:sudo\s+)?(?:curl|wget|http|https|xh)[ \t]+(?:-|'|\"|\w+[:/]|\$)")
_ANSWER = regex(r"^[{\[]", re.M)
_CUT = regex(r"(?:,|\.\.|\u2026)\s*\Z")
_REQUEST = regex(
    r"\s*(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)[ \t]+(?:https?://|/)\S*"
    r"(?:[ \t]+HTTP/[\d.]+)?[ \t]*(?:\r?\n|\Z)"
)
_TAG = regex(r"\s*<(?:\?xml\s|!DOCTYPE\s|(?P<name>[A-Za-z][\w:.-]*)(?:\s[^<>]*)?/?>)")


def wrong_language(example: Example) -> Iterator[Hit]:
    """Fences of commands, markup or requests that are labelled as data, and data as markup.

    Facts: language, content.
    """
    label = example.language.lower()
    content = _content(example) if label in _DATA | _MARKUP else None
    if content is None or (content == "markup" and label in _MARKUP):
        return
    facts, anchor = {"language": example.language, "content": _WORDS[content]}, _label(example)
    fix = labelled(example, anchor, content) if example.kind == "fence" else None
    yield Hit(anchor, f"language:{label}", facts, fix=fix)


_WORDS = {
    "command": "a shell command",
    "markup": "XML or HTML",
    "request": "an HTTP request",
    "json": "JSON",
}


def _content(example: Example) -> str | None:
    """What a text can only be, by how it begins; None where that leaves it open."""
    body = example.body
    if _COMMAND.match(body):
        return None if _prints_data(body) else "command"
    if _is_markup(body) and example.language.lower() not in CODE:  # there it may be JSX
        return "markup"
    if _REQUEST.match(body):
        return "request"
    if example.language.lower() in _MARKUP and body.lstrip()[:1] == "{":
        read = read_json(Example("", example.body, example.span))
        return "json" if read is not None and read.strict else None
    return None


def _prints_data(body: str) -> bool:
    """Whether the command stands in front of what it prints, which the label is right for."""
    return _ANSWER.search(body) is not None and body.rstrip().endswith(("}", "]"))


def _is_markup(body: str) -> bool:
    match = _TAG.match(body)
    if match is None or not body.rstrip().endswith(">"):
        return False
    return match["name"] is None or f"</{match['name']}>" in body or "/>" in body


def _label(example: Example) -> Span:
    """Where the label stands: on the first line of the fence."""
    line = example.span.text.partition("\n")[0].lower()
    at = line.find(example.language.lower())
    return example.span.within(at, at + len(example.language)) if at >= 0 else example.span


def notation(example: Example) -> Iterator[Hit]:
    """Fences labelled as JSON with what no parser of JSON takes, though a reader does.

    Facts: what.
    """
    label = example.language.lower()
    read = read_deviating_json(example) if label in JSON else None
    if read is None or is_schema(read) or faults(example.body, read, label):
        return
    cut = _CUT.search(example.body)  # which `truncated` tells of
    notes = [one for one in read.deviations if not (cut and one.code == "truncated")]
    for note in sorted(notes, key=lambda one: one.start)[:1]:
        end = min(max(note.end, note.start + 1), len(example.body))
        anchor = example.body.at(min(note.start, end), end)
        yield Hit(anchor, "notation", {"what": DEVIATIONS[note.code]})


def truncated(example: Example) -> Iterator[Hit]:
    """Examples that are cut off, behind a comma or inside of a string. Facts: bracket."""
    read = read_deviating_json(example)
    body = example.body.rstrip()
    opened = [one for one in read.deviations if one.code == "truncated"] if read else []
    if read is None or not opened or faults(example.body, read, example.language.lower()):
        return
    dots = any(one.code == "ellipsis" and one.end >= len(body) - 1 for one in read.deviations)
    if _CUT.search(body) and not dots:
        first = example.body.at(opened[0].start, opened[0].start + 1)
        facts = {"bracket": example.body[opened[0].start]}
        end = example.body.at(len(body) - 1, len(body))
        yield Hit(end, "truncated", facts, (("the bracket", first),))
