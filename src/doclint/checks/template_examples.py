"""Examples in JSON that are written into a template."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.checks._shown import short
from doclint.checks.examples import invalid_json
from doclint.model.finding import Hit
from doclint.model.page import Example
from doclint.probe.hoisting import is_fixed, on_template
from doclint.probe.trial import Trial
from doclint.read.examples import read_deviating_json


def invalid_example(trial: Trial) -> Iterator[Hit]:
    """JSON of the template's own that does not parse, names of types in place of values too.

    Facts: problem, more.
    """
    probe = trial.probe()
    for example in probe.page.blocks() if trial.markdown else ():
        if isinstance(example, Example) and is_fixed(probe.rendering, example):
            hits = [*invalid_json(example)] or [*_types(example)]
            yield from filter(None, (on_template(probe, hit) for hit in hits))


def _types(example: Example) -> Iterator[Hit]:
    """The first name of a type that stands for a value in what is labelled as JSON."""
    if example.language.lower() != "json":
        return
    read = read_deviating_json(example)
    names = [one for one in read.deviations if one.code == "type-name"] if read else []
    for first in names[:1]:
        word = short(example.body[first.start : first.end])
        more = f" (and {len(names) - 1} more)" if len(names) > 1 else ""
        facts = {"problem": f"`{word}` is the name of a type, not a value", "more": more}
        yield Hit(example.body.at(first.start, first.end), "types", facts)
