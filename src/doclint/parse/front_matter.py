"""The data on top of a page: YAML between `---`, TOML between `+++`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from doclint.model.page import FrontMatter, Note
from doclint.model.pattern import regex
from doclint.model.source import Source, Span

_YAML = regex(r"---[ \t]*\n(?P<body>(?:.*?\n)?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_TOML = regex(r"\+\+\+[ \t]*\n(?P<body>(?:.*?\n)?)\+\+\+[ \t]*(?:\n|\Z)", re.S)
_TOML_PLACE = regex(r"(.*?) ?\(at line (\d+), column (\d+)\)")


def read_front_matter(source: Source) -> tuple[FrontMatter | None, tuple[Note, ...], int]:
    """The front matter, what is wrong with it, and where the page goes on."""
    for pattern, syntax, read in ((_YAML, "yaml", _yaml), (_TOML, "toml", _toml)):
        if found := pattern.match(source.text):
            body = source.span(*found.span("body"))
            data, notes = read(body)
            span = source.span(0, found.end()).stripped()
            return FrontMatter(span, body, data, syntax), notes, found.end()
    return None, (), 0


def _yaml(body: Span) -> tuple[Mapping[str, object], tuple[Note, ...]]:
    from doclint.parse.data.documents import load  # most pages have none

    loaded = load(body.source, body.start, body.end)
    notes = tuple(map(_renamed, loaded.notes))
    if isinstance(loaded.data, Mapping):
        return loaded.data, notes
    if loaded.data is None or notes:
        return {}, notes
    return {}, (_note(body.stripped(), "is no mapping"),)


def _renamed(note: Note) -> Note:
    """What is wrong in front matter is not wrong in a spec."""
    problem = note.facts.get("problem") or note.facts.get("message") or note.code
    facts = {**note.facts, "problem": str(problem)}
    code = note.code.removesuffix("-error")
    return Note(f"front-matter-{code}", note.span, facts)


def _toml(body: Span) -> tuple[Mapping[str, object], tuple[Note, ...]]:
    import tomllib

    try:
        return tomllib.loads(body.text), ()
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        said = _TOML_PLACE.match(str(error))
        if said is None:
            return {}, (_note(body.stripped(), str(error)),)
        lines = body.text.split("\n")
        line = min(int(said[2]), len(lines)) - 1
        at = sum(map(len, lines[:line])) + line
        span = body.within(at, at + len(lines[line])).stripped()
        return {}, (_note(span, said[1]),)


def _note(span: Span, problem: str) -> Note:
    problem = problem[:1].lower() + problem[1:]
    return Note("front-matter-syntax", span, {"problem": problem})
