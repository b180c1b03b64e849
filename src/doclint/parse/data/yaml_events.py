"""YAML as a stream of events, from whichever parser is installed.

PyYAML on libyaml and ruamel.yaml give the same events by the same class names, so that all else
works with either. Offsets count characters of a text without a byte order mark.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from doclint.model.pattern import regex

MAX_DEPTH = 200
"""Data is not nested deeper: whoever walks it may do so by recursion, and libyaml stays linear."""

Provider = Callable[[str], Iterator[Any]]

# YAML 1.2.2, section 5.1; neither parser allows the others
_UNREADABLE = regex("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class TextError(Exception):
    """A text that can't be read, with what is wrong and where it was seen."""

    def __init__(self, problem: str, start: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.start = start


def libyaml_events(text: str) -> Iterator[Any]:
    """From PyYAML, if it was built with libyaml."""
    import yaml

    loader = yaml.CSafeLoader(text)
    return iter(loader.get_event, None)


def ruamel_events(text: str) -> Iterator[Any]:
    """From ruamel.yaml's own parser: pure Python, and some 15 times slower."""
    from ruamel.yaml import YAML

    stream: Iterator[Any] = YAML(typ="safe", pure=True).parse(text)
    return stream


def events(text: str) -> Iterator[Any]:
    """From the fastest parser there is."""
    try:
        return libyaml_events(text)
    except (ImportError, AttributeError):  # no PyYAML, or one without libyaml
        return ruamel_events(text)


def kind(event: object) -> str:
    """The name of an event, the same for all parsers."""
    return type(event).__name__


def scalar_place(text: str, event: Any) -> tuple[int, int]:
    """Where the characters of a scalar stand, without its anchor, tag and quotes."""
    start, end = event.start_mark.index, event.end_mark.index
    if event.style in ("'", '"'):
        return text.find(event.style, start, end) + 1, end - 1
    if (event.anchor or event.tag) and text.endswith(event.value, start, end):
        return end - len(event.value), end
    return start, end


def as_text_error(error: Exception, text: str) -> TextError:
    """What a parser's exception says, in our terms."""
    if isinstance(error, TextError):
        return error
    if isinstance(error, RecursionError):
        return TextError("is nested too deeply", 0)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return TextError(str(problem), _unreadable(text))
    context = getattr(error, "context", None)
    return TextError(f"{problem} {context}" if context else str(problem), mark.index)


def _unreadable(text: str) -> int:
    """The offset of the first character that YAML does not allow."""
    found = _UNREADABLE.search(text)
    return found.start() if found else 0


@contextmanager
def paused_collector() -> Iterator[None]:
    """No cyclic garbage is made while loading, yet looking for it takes most of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
