"""Templates as they are written: what does not parse, and what is printed instead of run."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.checks._template_fixes import in_style
from doclint.model.finding import AND_HERE, Hit
from doclint.model.page import Note
from doclint.model.template import Tag, Template


def syntax_error(note: Note) -> Iterator[Hit]:
    """What Jinja cannot parse. Facts: reason."""
    if note.code == "template-syntax":
        opened = note.facts.get("opened")
        also = (("opened here", opened),) if opened else ()
        yield Hit(note.span, "", {"reason": note.facts["reason"]}, also)  # type: ignore[arg-type]


def foreign_delimiter(template: Template) -> Iterator[Hit]:
    """Tags in another style than the rest, once for those that belong together. Facts: tag, own."""
    begin, end = template.delimiters.block
    for tag, others in _together(template.foreign):
        facts = {"tag": " ".join(tag.span.text.split()), "own": f"{begin} {end}"}
        also = tuple((AND_HERE, other.span) for other in others)
        fix = in_style((tag, *others), template.delimiters) if others else None
        yield Hit(tag.span, f"tag:{tag.word}", facts, also, fix=fix)


def _together(tags: tuple[Tag, ...]) -> Iterator[tuple[Tag, tuple[Tag, ...]]]:
    """A tag that opens, with those up to the one that ends it."""
    at = 0
    while at < len(tags):
        tag = tags[at]
        words = [one.word for one in tags[at + 1 :]]
        end = words.index(f"end{tag.word}") + 1 if f"end{tag.word}" in words else 0
        yield tag, tags[at + 1 : at + 1 + end]
        at += 1 + end
