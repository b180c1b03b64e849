"""What people said not to report: in comments, in front matter, in the config."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from doclint.config import Config
from doclint.files import matches, relative
from doclint.findings import plain
from doclint.model.finding import Finding
from doclint.model.page import Block, Heading, Markup, Page
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Source, Span
from doclint.model.spec import Spec
from doclint.model.template import Template
from doclint.model.words import did_you_mean

UNUSED = "project/unused-suppression"
"""The rule about suppressions that suppress nothing; it runs after all others."""

_COMMENT = regex(
    r"(?:<!--|\{/\*|\{?\#|\.\.)[ \t]*doclint:\s*(?P<kind>ignore-file|ignore|off|on)\b"
    r"(?:\s*\[(?P<names>[^\]]*)\])?(?P<reason>.*?)(?:--!?>|\*/\}|\#\}|\Z)",
    re.DOTALL,
)
_WIDE = 8  # characters that a comment may begin with
_MISSPELT = regex(r"(?:<!--|\{/\*|\{?\#|\.\.)\s*doclint[:\s-]\s*(?:[\w-]*[ \t]*\[|ignore|disable)")
_SPEC_COMMENT = regex(r"(?:^|[ \t])\#[ \t]*doclint:[^\n]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Suppression:
    """A rule or family that is off in a stretch of a file. `span` is where that is written."""

    name: str
    span: Span
    start: int
    end: int
    reason: str = ""

    def covers(self, finding: Finding) -> bool:
        """Whether a finding lies in the stretch and is one of the rule's."""
        place = finding.place
        inside = self.start <= place.start < self.end or place.start == self.start == self.end
        same = place.path == self.span.source.path
        return inside and same and named(self.name, finding.rule)


class Idle(NamedTuple):
    """A suppression that does nothing, and why; a stale one can go, others are slips."""

    span: Span
    name: str
    reason: str
    stale: bool = False


def named(name: str, rule: str) -> bool:
    """Whether a name stands for a rule: its id, or its family."""
    return name in (rule, rule.partition("/")[0])


def on_page(page: Page) -> Iterator[Suppression]:
    """The suppressions of a page, in its order."""
    yield from _front_matter(page)
    comments = [found for span in page.comments if (found := _read(span)) is not None]
    for number, (span, kind, names, reason) in enumerate(comments):
        if kind == "on":
            continue
        for name in names or ("",):
            start, end = _stretch(page, span, kind, name, comments[number + 1 :])
            yield Suppression(name, span, start, end, reason)


def in_spec(source: Source) -> Iterator[Suppression]:
    """The suppressions in a YAML document: each for its own line, or alone on one for the next."""
    if "doclint:" not in source.text or source.path.endswith(".json"):
        return
    for match in _SPEC_COMMENT.finditer(source.text):
        span = source.span(match.start(), match.end()).stripped()
        read = _read(span)
        if read is None or read[1] in ("on", "off"):
            continue
        start, end = _lines(span)
        if read[1] == "ignore-file":
            start, end = 0, len(source.text) + 1
        for name in read[2] or ("",):
            yield Suppression(name, span, start, end, read[3])


def in_template(template: Template) -> Iterator[Suppression]:
    """The suppressions in the comments of a template, for its own findings and those of pages.

    One for a line that begins a block, such as a loop, is for the whole of it.
    """
    inner = (tag.span for tag in template.tags if tag.kind == "comment")
    comments = [found for span in inner if (found := _read(span, _bare(span.text))) is not None]
    for number, (span, kind, names, reason) in enumerate(comments):
        start, end = _in_template(template, span) if kind == "ignore" else (span.end, 0)
        for name in names or ("",) if kind != "on" else ():
            if kind != "ignore":
                start, end = _until(span, kind, name, comments[number + 1 :])
            yield Suppression(name, span, start, end, reason)


def _bare(comment: str) -> str:
    """A comment as it is written with the usual delimiters, and without marks that trim."""
    at = comment.find("doclint")
    return f"{{# {comment[at:].rstrip(' #}-+%>*/')} #}}" if 0 < at < _WIDE else comment


def _in_template(template: Template, comment: Span) -> tuple[int, int]:
    """The line of a comment, or the lines below it up to a blank one, with all that they open."""
    source = comment.source
    text, line = source.text, source.line(comment.line)
    if line.strip() != comment.text.strip():
        begin = source.line_starts[comment.line - 1]
        return begin, begin + len(line) + 1
    start = min(text.find("\n", comment.end) % (len(text) + 1) + 1, len(text))
    blank = text.find("\n\n", start)
    end = len(text) + 1 if blank < 0 else blank
    opened = (node.span for node in template.walk() if start <= node.span.start < end)
    return start, max((span.end for span in opened), default=end)


_Read = tuple[Span, str, tuple[str, ...], str]


def _read(span: Span, written: str = "") -> _Read | None:
    text = written or span.text
    match = _COMMENT.match(text)
    if match is None:
        return (span, "", (), "") if _MISSPELT.match(text) else None
    names = tuple(name.strip() for name in (match["names"] or "").split(",") if name.strip())
    return span, match["kind"], names, " ".join(match["reason"].split())


def _lines(comment: Span) -> tuple[int, int]:
    """The line that a comment in a spec is for."""
    source = comment.source
    line = comment.line
    if not source.line(line)[: source.position(comment.start)[1] - 1].strip():
        line = min(line + 1, len(source.line_starts))
    start = source.line_starts[line - 1]
    return start, start + len(source.line(line)) + 1


def _front_matter(page: Page) -> Iterator[Suppression]:
    matter = page.front_matter
    own = matter.data.get("doclint") if matter else None
    names = own.get("ignore") if isinstance(own, Mapping) else None
    if matter is None or not isinstance(names, (list, str)):
        return
    for name in [names] if isinstance(names, str) else names:
        at = max(0, matter.body.text.find(str(name), matter.body.text.find("doclint")))
        span = matter.body.within(at, at + len(str(name)))
        yield Suppression(str(name), span, 0, len(page.source.text) + 1, "front matter")


def _stretch(
    page: Page, span: Span, kind: str, name: str, later: Iterable[_Read]
) -> tuple[int, int]:
    if kind == "ignore":
        return _next_block(page, span)
    return _until(span, kind, name, later)


def _until(span: Span, kind: str, name: str, later: Iterable[_Read]) -> tuple[int, int]:
    """From a comment to the one that ends what it says, or to the end of the file."""
    end = len(span.source.text) + 1
    if kind == "ignore-file":
        return 0, end
    for other, other_kind, names, _ in later:
        if other.source is not span.source:
            continue
        if other_kind == "on" and (not names or name in names):
            return span.end, other.start
    return span.end, end


def _next_block(page: Page, comment: Span) -> tuple[int, int]:
    """The innermost block that the comment stands in, else the next one."""
    best: Span | None = None
    for block in _places(page):
        if block.span.source is not comment.source:
            continue
        if isinstance(block, Markup) and block.span.start <= comment.start < block.span.end:
            continue
        if block.span.start < comment.start and comment.end <= block.span.end:
            if not _holds_blocks(block):
                return block.span.start, block.span.end
        elif block.span.start >= comment.end and (best is None or block.span.start < best.start):
            best = block.span
    return (best.start, best.end) if best else (comment.end, comment.end)


def _places(page: Page) -> Iterator[Block | Heading]:
    for section in page.walk():
        if section.heading:
            yield section.heading
    yield from page.blocks()


def _holds_blocks(block: Block | Heading) -> bool:
    return hasattr(block, "items") or hasattr(block, "blocks")


def apply(
    findings: Iterable[Finding], suppressions: Sequence[Suppression]
) -> tuple[tuple[Finding, ...], frozenset[int]]:
    """The findings, those that are suppressed marked so; and the numbers of what was of use."""
    by_path: dict[str, list[tuple[int, Suppression]]] = {}
    for number, suppression in enumerate(suppressions):
        by_path.setdefault(suppression.span.source.path, []).append((number, suppression))
    told: list[Finding] = []
    used: set[int] = set()
    for finding in findings:
        near = by_path.get(finding.place.path, ())
        hits = [(number, own) for number, own in near if own.name and own.covers(finding)]
        used.update(number for number, _ in hits)
        if hits:
            finding = replace(finding, state="suppressed", reason=hits[0][1].reason or None)
        told.append(finding)
    return tuple(told), frozenset(used)


def unused(
    suppressions: Sequence[Suppression],
    used: Collection[int],
    ran: Collection[str],
    known: Collection[str],
) -> Iterator[Idle]:
    """Suppressions that do nothing.

    One of a rule that did not run is not judged. `known` are the ids of all rules.
    """
    names = {*known, *(rule.partition("/")[0] for rule in known)}
    for number, own in enumerate(suppressions):
        if not own.name:
            expected = "expected `doclint: ignore[rule]` or `doclint: ignore[family]`"
            yield Idle(own.span, own.span.text, f"names no rule; {expected}")
        elif own.name not in names:
            near = did_you_mean(own.name, sorted(names))
            yield Idle(own.span, own.name, f"no rule or family is called so{near}")
        elif number not in used and all(rule in ran for rule in known if named(own.name, rule)):
            yield Idle(own.span, own.name, "there is nothing to suppress", stale=True)


def by_config(
    findings: Iterable[Finding], config: Config, specs: Sequence[Spec]
) -> Iterator[Finding]:
    """The findings, those that the config is not interested in marked as suppressed."""
    ignores = [*_operation_ignores(config, specs)]
    for finding in findings:
        reason = _config_reason(finding, config, ignores)
        yield replace(finding, state="suppressed", reason=reason) if reason else finding


def _config_reason(
    finding: Finding, config: Config, ignores: Sequence[tuple[str, frozenset[str], tuple[str, ...]]]
) -> str | None:
    for glob, names in config.per_file_ignores.items():
        if any(named(name, finding.rule) for name in names):
            if matches(relative(finding.place.path, config.root), (glob,)):
                return f"per-file-ignores: {glob}"
    for reason, operations, names in ignores:
        if finding.operation in operations and any(named(name, finding.rule) for name in names):
            return reason
    return None


def _operation_ignores(
    config: Config, specs: Sequence[Spec]
) -> Iterator[tuple[str, frozenset[str], tuple[str, ...]]]:
    """For each operation and tag of the config: the reason to give, the operations, the rules."""
    operations = [operation for spec in specs for operation in spec.operations]
    for key, names in config.per_operation_ignores.items():
        same = frozenset(str(one) for one in operations if key in (one.id, str(one)))
        yield f"per-operation-ignores: {key}", same | {plain(key) or ""}, names
    for tag, names in config.per_tag_ignores.items():
        tagged = (one for one in operations if tag in (one.node.value.get("tags") or ()))
        yield f"per-tag-ignores: {tag}", frozenset(map(str, tagged)), names
