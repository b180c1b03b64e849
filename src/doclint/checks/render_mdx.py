"""Angle brackets that MDX takes for tags, so that a page does not compile."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.checks._shown import proses, short
from doclint.model.finding import Hit
from doclint.model.page import Prose
from doclint.model.source import Span
from doclint.probe.samples import Plan, shown
from doclint.probe.trial import BASE, Probe, Trial

_OPENS = re.compile(r"<(?P<name>[A-Za-z_$][\w.$:-]*)(?P<behind>[^<>\n]{0,200})(?P<end>>?)")
_EMPTY = frozenset(("br", "hr", "img", "input", "wbr", "source", "col", "link", "meta"))
_BESIDE = re.compile(r"[\w$.-]*\Z")
_LOOK_BACK = 500  # characters that are looked through for what a tag stands in
_FAR = 60  # characters in front of a tag that are shown with it
_MADE = re.compile(r"zq[a-z]")


def tag_in_mdx(trial: Trial) -> Iterator[Hit]:
    """Words behind a `<` that nothing closes, outside of code. Facts: tag, text."""
    if trial.template.page_suffix != ".mdx":
        return
    told: set[int] = set()
    for plan in (BASE, Plan(flags=False)):
        probe = trial.probe(plan)
        for prose, _ in proses(probe.page) if "<" in probe.rendering.text else ():
            for tag in _tags(prose):
                span = _span(probe, tag, prose)
                if span is not None and span.start not in told and not _is_closed(trial, tag):
                    told.add(span.start)
                    yield Hit(span, f"text:{tag[0]}", _facts(tag, prose))


def _tags(prose: Prose) -> Iterator[re.Match[str]]:
    """What looks like the beginning of a tag, outside of code, other tags and expressions."""
    text = prose.span.text
    hidden = bytearray(len(text))
    for one in prose.walk():
        if one.kind in ("code", "html", "escape"):
            start = one.start - prose.span.start + (one.kind == "html")
            end = one.end - prose.span.start
            hidden[start:end] = b"x" * max(end - start, 0)
    for tag in _OPENS.finditer(text):
        before = text[max(tag.start() - _LOOK_BACK, 0) : tag.start()]
        if not hidden[tag.start()] and not _is_within(before):
            yield tag


def _is_within(before: str) -> bool:
    """Whether a text ends in a tag, or in an expression."""
    return before.rfind("<") > before.rfind(">") or before.rfind("{") > before.rfind("}")


def _span(probe: Probe, tag: re.Match[str], prose: Prose) -> Span | None:
    """Where the template writes a tag that it opens itself."""
    start = prose.span.start + tag.start()
    end = start + len(tag[0])
    if not probe.rendering.is_literal(start, start + 1):
        return None
    if any(not piece.sure for _, piece in probe.rendering.placed(start, end)):
        return None
    return probe.rendering.span(start, end)


def _is_closed(trial: Trial, tag: re.Match[str]) -> bool:
    """Whether it is a tag that is closed, in any branch, or a link."""
    name, behind = tag["name"], tag["behind"]
    written = name if not _MADE.search(name) else "{{"
    if f"</{written}" in trial.template.source.text or name in _EMPTY:
        return True
    if behind.startswith(("//", "@", ".")):
        return True
    whole = bool(tag["end"]) and not behind.rstrip().endswith("/") and "=" not in behind
    return not (behind.startswith(",") or whole)


def _facts(tag: re.Match[str], prose: Prose) -> dict[str, object]:
    before = _BESIDE.search(prose.span.text[: tag.start()][-_FAR:])
    text = f"{before[0] if before else ''}{tag[0]}"
    return {"tag": shown(f"<{tag['name']}"), "text": short(shown(text))}
