"""Values that readers see as Python writes them, and sentences that a missing value tears."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.checks._engines import listed
from doclint.checks._render_optional import Optional, key_of, optional
from doclint.checks._shown import short
from doclint.checks._slips import words
from doclint.model.finding import Hit
from doclint.model.source import Span
from doclint.model.template import Expr, Print
from doclint.probe.needs import Need
from doclint.probe.places import Sink
from doclint.probe.samples import shown
from doclint.probe.trial import BASE, Trial

_REPR = re.compile(r"\[(?:['\"\d{\[].*)?\]|\{(?:['\"].*)?\}", re.S)
_RUNS_OVER = frozenset(("join", "sort", "map", "selectattr", "rejectattr", "unique", "dictsort"))
_KIND = {"list": "list", "mapping": "mapping"}
_PUNCTUATION = re.compile(r"[.,;:!?)](?:\s|\Z)")
_WORDS = re.compile(r"[^\W\d_]{2,}")
_WORD = re.compile(r"\w[^\S\n]+\Z")
ALWAYS = frozenset(
    (
        *(
            "code",
            "id",
            "in",
            "key",
            "kind",
            "label",
            "location",
            "method",
            "name",
            "path",
            "status",
        ),
        *("title", "type", "url", "uri", "value", "version"),
    )
)
"""Fields that every record of their kind has."""

_LONGEST = 60
_TEXTS = ("sentence", "cell", "text", "code")
_WRAPS = (("(", ")"), ("**", "**"), ("`", "`"))
_SIBLINGS = 2  # fields beside a value that are asked for, where it is the only one that is not
_RST = (".rst", ".rest")
_NEAR = 200  # characters of fixed text beside a value


def raw_repr(trial: Trial) -> Iterator[Hit]:
    """Lists and mappings that are printed as Python writes them. Facts: name, kind, shown."""
    if not trial.page_kind:
        return
    run_over = _run_over(trial)
    known = optional(trial)
    printed = {key_of(one.expr.span): one for one in _prints(trial)}
    told: set[int] = set()
    for piece in trial.probe(BASE).rendering.pieces:
        one = printed.get(key_of(piece.spot))
        if one is None or piece.literal or not piece.sure or not _REPR.fullmatch(piece.text):
            continue
        need = known.needs.get(key_of(one.expr.span))
        places = _loops(need, run_over) if need is not None and need.kind in _KIND else []
        if need is None or not places or piece.spot.start in told or _is_asked(one, need):
            continue
        if trial.sink(one.expr.span).kind in ("front-matter", "fence"):
            continue
        told.add(piece.spot.start)
        facts = {"name": one.expr.span.text, "kind": need.kind, "shown": short(shown(piece.text))}
        yield Hit(one.span, "", facts, (("it is run through here", places[0]),))


def _prints(trial: Trial) -> Iterator[Print]:
    for one in trial.template.files():
        yield from one.prints()


def _run_over(trial: Trial) -> dict[tuple[int, int, int], Span]:
    """What loops and filters run over, that know what they are given."""
    found = {}
    for one in trial.template.files():
        for node in one.walk():
            if node.kind == "for":
                found[key_of(node.values[0].span)] = node.values[0].span
            for expr in (part for value in node.values for part in value.walk()):
                if expr.kind == "filter" and expr.value in _RUNS_OVER:
                    found[key_of(expr.span)] = expr.span
    return found


def _loops(need: Need, run_over: dict[tuple[int, int, int], Span]) -> list[Span]:
    found = (run_over.get(key_of(place)) for place in need.places)
    return [span for span in found if span is not None]


def _is_asked(one: Print, need: Need) -> bool:
    """Whether a template looks at what kind of value it has before it prints it."""
    told = any(use.startswith("maybe-") for use in need.uses)
    return told or _is_guarded(one, one.expr.subject.path)


# Sentences ----------------------------------------------------------------------------------------


def empty_in_sentence(trial: Trial) -> Iterator[Hit]:
    """Sentences with a gap where a value may be missing. Facts: name, shown."""
    if not trial.page_kind and trial.template.page_suffix not in _RST:
        return
    known = optional(trial)
    for one in trial.template.prints():
        places = _missing_at_times(one, known)
        if places is None:
            continue
        need = known.need(one.expr)
        own = not places or need is None or places != _of_siblings(need, known)
        sink = trial.sink(one.expr.span) if trial.page_kind else _written(one)
        if sink.sure and sink.kind in _TEXTS and (_tears(sink) or (own and _is_wrapped(sink))):
            facts = {"name": _named(one.expr), "shown": _gap(sink)}
            yield Hit(one.span, "", facts, tuple(("asked for here", at) for at in places[:1]))


def _written(one: Print) -> Sink:
    """The text beside a value as the template has it, where no page can be read."""
    text, span = one.span.source.text, one.span
    before = text[max(span.start - _NEAR, 0) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _NEAR].partition("\n")[0]
    before, after = before.rpartition("}")[2], after.partition("{")[0]
    kind = "sentence" if len(_WORDS.findall(before)) > 1 else "unknown"
    return Sink(kind, before=before, after=after)


def _is_rare_name(name: str) -> bool:
    """Whether a field has a name that only some records have a value for."""
    return "_".join(words(name)) in listed("optional-values")


def _named(expr: Expr) -> str:
    if expr.kind == "condition":
        return expr.parts[1].span.text
    return (expr.parts[0] if _is_nothing_else(expr) else expr).subject.span.text


def _tears(sink: Sink) -> bool:
    """Whether a value is gone between a word and a full stop."""
    return bool(_WORD.search(sink.before) and _PUNCTUATION.match(sink.after))


def _is_wrapped(sink: Sink) -> bool:
    """Whether nothing is left of brackets and marks but themselves: `()`, `****`."""
    return any(sink.before.endswith(a) and sink.after.startswith(b) for a, b in _WRAPS)


def _gap(sink: Sink) -> str:
    text = " ".join(f"{sink.before}{sink.after}".split("\n")[-1].split())
    whole = sink.before.rpartition("\n")[2] + sink.after.partition("\n")[0]
    text = shown(whole) or text
    return text if len(text) <= _LONGEST else f"…{text[-_LONGEST:]}"


def _missing_at_times(one: Print, known: Optional) -> list[Span] | None:
    """Where the template says that a value may be missing; None if it does not."""
    expr = one.expr
    if expr.kind == "condition":
        return [] if _asks_for_itself(expr) else None
    if _is_nothing_else(expr):
        return [] if not _is_guarded(one, expr.parts[0].subject.path) else None
    need = known.need(expr)
    if need is None or need.made or not _is_bare(expr) or _is_guarded(one, expr.subject.path):
        return None
    if need.kind != "text" and not _is_joined(expr, need):
        return None
    if need.kind != "text" and not _is_rare_name(need.name):
        return _of_itself(one, known) or None
    return _of_itself(one, known) or _of_siblings(need, known) or _of_namesakes(need, known)


def _is_nothing_else(expr: Expr) -> bool:
    """Whether nothing is shown in place of what is missing: `a or ""`, `a|default("")`."""
    if expr.kind == "filter" and expr.value in ("default", "d"):
        other = expr.parts[1:2]
        return not other or other[0].value == ""
    return expr.kind == "or" and expr.parts[-1].kind == "constant" and expr.parts[-1].value == ""


def _is_joined(expr: Expr, need: Need) -> bool:
    return need.kind == "list" and "join" in expr.filters


def _asks_for_itself(expr: Expr) -> bool:
    """Whether a choice without an `else` asks for what it shows, or for what that is read from."""
    test = expr.parts[0]
    test = test.parts[0] if test.kind == "test" and test.value == "defined" else test
    value = expr.parts[1].subject.path
    return len(expr.parts) == 2 and bool(test.path) and value[: len(test.path)] == test.path


def _of_itself(one: Print, known: Optional) -> list[Span]:
    """Where a template asks for the very value that it prints."""
    need = known.need(one.expr)
    return known.places(need) if need is not None else []


def _is_bare(expr: Expr) -> bool:
    """Whether nothing takes the place of a value that is missing."""
    chain = {part.value for part in expr.walk() if part.kind == "filter"}
    return bool(expr.subject.path) and not chain & {"default", "d"}


def _is_guarded(one: Print, path: tuple[str, ...]) -> bool:
    """Whether a condition around speaks of the same record: what it asks for may imply it."""
    base = path[:-1]
    tests = [guard for guard, holds in one.guards if not (holds and _leaves_open(guard, path))]
    tests += (test for loop in one.loops for test in loop.values[1:])
    for part in (part for test in tests for part in test.walk()):
        if part.path == path or (
            base and len(part.path) > len(base) and part.path[: len(base)] == base
        ):
            return True
    return not base and bool(tests)


def _leaves_open(test: Expr, path: tuple[str, ...]) -> bool:
    """Whether a test holds without a value too: `pets or owner`, where the owner is shown."""
    paths = [part.path for part in test.parts]
    return test.kind == "or" and path in paths and () not in paths and len({*paths}) > 1


def _of_siblings(need: Need, known: Optional) -> list[Span] | None:
    """The questions that are asked for other fields of the same record."""
    above = need.above
    if above is None or not above.name or need.name in ALWAYS:
        return None
    asked = [
        known.places(other)[0]
        for other in above.keys.values()
        if other is not need and other.kind in ("text", "object") and known.places(other)
    ]
    return asked if len(asked) >= (1 if _is_rare_name(need.name) else _SIBLINGS) else None


def _of_namesakes(need: Need, known: Optional) -> list[Span] | None:
    """The questions for a field of the same name that other records have."""
    if not _is_rare_name(need.name) or need.above is None or not need.above.name:
        return None
    others = (other for other in known.needs.values() if other.name == need.name)
    asked = [at for other in others if other is not need for at in known.places(other)[:1]]
    return asked or None
