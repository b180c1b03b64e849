"""What was found in a repository, in words."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from doclint.init.survey import FolderSeen, Survey, documented
from doclint.model.result import Result
from doclint.report.frame import clean

_MOST = 12  # lines of each kind


def told(survey: Survey, result: Result) -> Iterator[str]:
    """Specs, pages, templates, what matches and what would be reported, a line or a few each.

    The result is that of a run as it is proposed.
    """
    return map(clean, _told(survey, result))


def _told(survey: Survey, result: Result) -> Iterator[str]:
    yield from _section(
        "Specs", [*_specs(survey, result)] or ["none that pages could be compared with"]
    )
    yield from _section("Pages", [*_pages(survey.folders)] or ["none"])
    if survey.templates:
        lines = [f"{one.path}  {one.delimiters}" for one in survey.templates]
        yield from _section("Templates", lines)
    if survey.context:
        yield f"Data of templates: {survey.context}"
    if survey.tags:
        most = Counter(survey.tags).most_common(4)
        yield f"Tags of docs tools: {', '.join(f'{name} ({count})' for name, count in most)}"
    if survey.excluded:
        yield f"Left out: {_some(survey.excluded)}"
    plain, now = matched(survey.result), matched(result)
    if result.checked:
        yield f"Matched: {now}"
    if plain != now:
        yield f"  and without a configuration: {plain}"
    for path, specs in _unclear(result).items():
        yield f"Not clear: {path} fits {_some(specs)} alike"
    yield f"Reported today: {reported(result)}"


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield title
    yield from (f"  {line}" for line in lines[:_MOST])
    if len(lines) > _MOST:
        yield f"  and {len(lines) - _MOST} more"


def _specs(survey: Survey, result: Result) -> Iterator[str]:
    counts = documented(result)
    used = [spec for spec in survey.specs if spec.pages]
    for spec in used or survey.specs:
        pages = _count(len(spec.pages), "page") if spec.pages else "no page"
        described = f"{counts.get(spec.path, 0)} of {_count(spec.operations, 'operation')}"
        yield f"{spec.path}  {spec.kind}, {described} on {pages}"
    idle = [spec.path for spec in survey.specs if used and not spec.pages]
    if idle := [*idle, *survey.other_specs]:
        yield f"no page is about, or another says the same: {_some(idle)}"


def _pages(folders: Sequence[FolderSeen]) -> Iterator[str]:
    """Each folder, those with few pages below one taken together."""
    merged = folders if len(folders) <= _MOST else [*_merged(folders)]
    for one in merged:
        formats = ", ".join(f"{number} {name}" for name, number in one.formats.items())
        yield f"{one.path}  {formats}, {one.about} with a spec"


def _merged(folders: Iterable[FolderSeen]) -> Iterator[FolderSeen]:
    found: dict[str, tuple[Counter[str], int]] = {}
    for one in folders:
        top = "/".join(one.path.split("/")[:2])
        formats, about = found.get(top, (Counter(), 0))
        found[top] = formats + Counter(one.formats), about + one.about
    for path, (formats, about) in found.items():
        yield FolderSeen(posixpath.normpath(path), formats, about)


def matched(result: Result) -> str:
    """How many operations are described, and pages matched."""
    seen = result.coverage
    lost = f", {_count(seen.pages_unmatched, 'page')} unmatched" if seen.pages_unmatched else ""
    tables = f"{seen.tables_understood} of {_count(seen.tables, 'table')} understood"
    if not result.project.specs:
        return f"{_count(seen.pages, 'page')} with no spec; {tables}"
    documented = f"{seen.operations_documented} of {_count(seen.operations, 'operation')}"
    pages = f"on {seen.pages_matched} of {_count(seen.pages, 'page')}"
    return f"{documented} {pages}{lost}; {tables}"


def reported(result: Result) -> str:
    """The findings by severity and family."""
    severities = Counter(one.severity for one in result.findings)
    counts = [_count(severities[kind], kind) for kind in ("error", "warning", "info")]
    if not severities:
        return "nothing"
    told = ", ".join(count for count in counts if not count.startswith("0 "))
    families = Counter(one.rule.partition("/")[0] for one in result.findings)
    return f"{told} ({', '.join(f'{name} {count}' for name, count in families.most_common())})"


def _unclear(result: Result) -> Mapping[str, Sequence[str]]:
    found = result.project.facts.get("ambiguous", {})
    items = list(found.items()) if isinstance(found, Mapping) else []
    return dict(items[:3])


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - 4} more" if len(names) > 4 else ""
    return ", ".join(names[:4]) + more


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
