"""Values that a template prints bare into a place where not every text may stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from doclint.checks._template_bare import Bare, bare, is_one_of
from doclint.model.finding import AND_HERE, Edit, Fix, Hit
from doclint.probe.places import Sink
from doclint.probe.trial import Trial

_WORDS = {"mapping": "an object", "list": "a list", "none": "`None`"}
_FLAT = ' | replace("|", "\\\\|") | replace("\\n", " ")'


def unescaped_cell(
    trial: Trial,
    *,
    names: Sequence[str] = (),
    code_names: Sequence[str] = (),
    others: bool = False,
) -> Iterator[Hit]:
    """Values printed bare into a cell of a pipe table: free text by its name, or all `others`.

    All of a template are one finding, at the first of them. `code_names` are those that count in a
    code span too. Facts: value, column, in_code.
    """
    yield from _together(_bare_cells(trial, names, code_names, others=others))


def _bare_cells(
    trial: Trial, names: Sequence[str], code_names: Sequence[str], *, others: bool
) -> Iterator[Hit]:
    for one, sink in _in("cell", trial):
        if sink.table != "pipe" or sink.inside in ("link", "attribute"):
            continue
        within = code_names if sink.inside == "code" else names
        if is_one_of(one.name, within) == others:
            continue
        in_code = ", in a code span too" if sink.inside == "code" else ""
        facts = {"value": one.shown, "column": sink.name, "in_code": in_code}
        yield Hit(one.printed.span, f"print:{one.shown}", facts, fix=_fix(one, _FLAT))


def unquoted_front_matter(
    trial: Trial, *, names: Sequence[str] = (), others: bool = False
) -> Iterator[Hit]:
    """Values printed bare into YAML front matter: free text by its name or its key, or all others.

    All of a template are one finding, at the first of them. Facts: value, key, mended.
    """
    yield from _together(_bare_keys(trial, names, others=others))


def _bare_keys(trial: Trial, names: Sequence[str], *, others: bool) -> Iterator[Hit]:
    for one, sink in _in("front-matter", trial):
        is_text = is_one_of(one.name, names) or sink.name.lower() in names
        if sink.quoted or is_text == others:
            continue
        facts = {"value": one.shown, "key": sink.name, "mended": f"{one.shown} | tojson"}
        alone = not sink.before.strip() and not sink.after.strip()
        yield Hit(
            one.printed.span,
            f"print:{one.shown}",
            facts,
            fix=_fix(one, " | tojson") if alone else None,
        )


def _together(hits: Iterable[Hit]) -> Iterator[Hit]:
    """One finding for what an author does not know of: the first place, with all others."""
    found = list(hits)
    if not found:
        return
    first, *rest = found
    fixes = [hit.fix for hit in found if hit.fix]
    edits = tuple(dict.fromkeys(edit for fix in fixes for edit in fix.edits))
    also = (*first.also, *((AND_HERE, hit.anchor) for hit in rest))
    fix = Fix(edits, safe=all(fix.safe for fix in fixes)) if edits else None
    yield replace(first, also=also, fix=fix)


def quoted_front_matter(trial: Trial) -> Iterator[Hit]:
    """Values printed into a quoted text of front matter, which a quote in them ends.

    Facts: value, key, quote, mended.
    """
    for one, sink in _in("front-matter", trial):
        if sink.quoted in ('"', "'"):
            facts = {"value": one.shown, "key": sink.name, "quote": sink.quoted}
            facts["mended"] = f"{one.shown} | tojson"
            yield Hit(one.printed.span, f"print:{one.shown}", facts)


def json_without_tojson(trial: Trial, *, known: bool = False) -> Iterator[Hit]:
    """Values printed bare where JSON is shown, of which nothing is known.

    With `known`, those that the project's data shows to be no text. Facts: value, is_, mended.
    """
    for one, sink in _in("fence", trial):
        if sink.quoted or sink.name.lower() not in ("json", "json5", "jsonc"):
            continue
        kinds = trial.known.kinds(one.need) if one.need else frozenset()
        shown = [kind for kind in ("mapping", "list", "none") if kind in kinds]
        if bool(kinds) != known or (known and not shown):
            continue
        x = one.shown
        mended = f"{x} if {x} is string else {x} | tojson"
        facts = {"value": x, "is_": _WORDS[shown[0]] if shown else "", "mended": mended}
        fix = _fix(one, mended.removeprefix(x))
        yield Hit(one.printed.span, f"print:{x}", facts, fix=fix)


def _in(kind: str, trial: Trial) -> Iterator[tuple[Bare, Sink]]:
    """The bare prints of what may be text that are shown in places of a kind."""
    for one in bare(trial.template, trial.needs):
        sink = trial.sink(one.printed.span)
        if sink.kind != kind or not sink.sure:
            continue
        kinds = trial.known.kinds(one.need) if one.need else frozenset()
        numbers = bool(kinds) and kinds <= {"number", "boolean"}
        if not numbers and (one.need is None or one.need.kind in ("text", "object", "flag")):
            yield one, sink


def _fix(one: Bare, more: str) -> Fix | None:
    """The value, with something done to it."""
    if one.printed.expr is not one.value:
        return None
    end = len(one.value.span.text)
    return Fix((Edit(one.value.span.within(end, end), more),), safe=False)
