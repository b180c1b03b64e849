"""JSON that the commands of a code sample send: their data as examples of their own."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.contract import Call
from doclint.model.page import Example
from doclint.model.pattern import regex
from doclint.model.source import Text
from doclint.read.calls import calls

_LOOKS = regex(r"\s*(?:\{\s*(?:\"|\})|\[\s*[{\[\"\d])")
_HOLE = regex(r"\$|<[\w .|/-]+>|\{\{")
_START = regex(r"[ \t]*(?:[$>%#][ \t]+)?(?:sudo[ \t]+|time[ \t]+)?\Z")


def sends_json(call: Call) -> bool:
    """Whether the data of a call looks like JSON."""
    return call.body is not None and _LOOKS.match(call.body) is not None


def data_of(body: Text) -> Example:
    """The data of a call as an example of its own."""
    return Example("json", body, body.span)


def plain_data(example: Example) -> Iterator[Example]:
    """The JSON that commands of a code block send, where it is written as it is sent.

    Commands inside of other code do not count, nor data with variables or placeholders in it.
    """
    for call in () if example.shows_page else calls(example):
        body = call.body
        if body is None or call.tool == "http" or not sends_json(call) or _HOLE.search(body):
            continue
        if _begins_line(call) and _is_as_written(body):
            yield data_of(body)


def _begins_line(call: Call) -> bool:
    text, start = call.span.source.text, call.span.start
    return _START.match(text, text.rfind("\n", 0, start) + 1, start) is not None


def _is_as_written(body: Text) -> bool:
    """Whether nothing but what is in front of its lines is lost of what is written."""
    written, own = body.span.text.split("\n"), body.split("\n")
    return len(written) == len(own) and all(
        line.endswith(each) and not line[: len(line) - len(each)].strip()
        for line, each in zip(written, own, strict=True)
    )
