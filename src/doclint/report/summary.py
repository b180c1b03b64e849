"""The last lines of a run: silence means checked, so they say what was checked and what was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from doclint.model.result import Result
from doclint.report.frame import clean
from doclint.report.map_report import links


def summary(
    result: Result, *, seconds: float, verbose: bool = False, done: str = ""
) -> Iterator[str]:
    """Counts of findings and of what was covered; with `verbose`, each page and its operations.

    `done` says how many were fixed, by a run that was to do so; another says how many can be.
    """
    if verbose:
        for page, operations in links(result.project, result.checked):
            yield f"{clean(page)}: {clean(', '.join(operations)) or 'no operation'}"
    parts = (done, found(result), *_fixable(result, fixing=bool(done)))
    seen = "; ".join(filter(None, (", ".join(filter(None, parts)), covered(result))))
    yield f"{seen}. {seconds:.1f} s"


def found(result: Result) -> str:
    """How many findings there are, and in how many files."""
    base = f", compared with {clean(result.since)}" if result.since else ""
    return f"{_findings(result)} in {_files(result)}{base}"


def covered(result: Result) -> str:
    """What was checked, and what was not; "" for templates alone."""
    return ", ".join(_coverage(result))


def _findings(result: Result) -> str:
    counts = Counter(finding.severity for finding in result.findings)
    kinds = [("error", "errors"), ("warning", "warnings"), ("info", "infos")]
    said = [_count(counts[one], one, many) for one, many in kinds if counts[one]]
    if result.suppressed:
        said.append(f"{len(result.suppressed)} suppressed")
    said.extend(_known(result))
    return ", ".join(said) if counts else ", ".join(("no findings", *said))


def _known(result: Result) -> Iterator[str]:
    """How many findings are old or known to a baseline, and how many of those it knows are gone."""
    if result.older:
        yield f"{len(result.older):,} older (not shown)"
    if result.baselined:
        yield f"{len(result.baselined):,} baselined"
    stale = sum(entry.count for entry in result.stale)
    if stale:
        yield f"{_count(stale, 'stale entry', 'stale entries')} of the baseline"


def _fixable(result: Result, *, fixing: bool) -> Iterator[str]:
    """How many fixes were not asked for."""
    safe = [finding.fix.safe for finding in result.findings if finding.fix]
    if any(safe) and not fixing:
        yield f"{sum(safe)} fixable with `--fix`"
    if not all(safe):
        more = "more" if any(safe) or fixing else "fixable"
        yield f"{safe.count(False)} {more} with `--unsafe-fixes`"


def _files(result: Result) -> str:
    """How many pages and templates, and how many of them have findings."""
    pages = {page.source.path for page in result.checked}
    templates = {template.source.path for template in result.project.templates}
    kinds = [(templates, "template", "templates")] if templates else []
    if pages or not templates:
        kinds.insert(0, (pages, "page", "pages"))
    return " and ".join(_hit(result, *kind) for kind in kinds)


def _hit(result: Result, paths: Collection[str], one: str, many: str) -> str:
    where = {finding.place.path for finding in result.findings}
    inside = {
        page.source.path
        for page in result.checked
        if any(one.source and one.source.path in where for one in page.includes)
    }
    hit = (where | inside) & set(paths)
    found = _count(len(paths), one, many)
    return f"{len(hit)} of {found}" if hit else found


def _coverage(result: Result) -> Iterator[str]:
    seen = result.coverage
    if result.project.templates and not result.checked:
        return
    used = {one.spec.source.path for one in result.project.endpoints if one.spec}
    defined = [one for one in result.project.schemas if one.source.path in used]
    if defined and not result.project.specs:
        yield f"no spec found, {_count(len(defined), 'JSON Schema', 'JSON Schemas')} used"
    elif not result.project.specs:
        found = "the spec could not be read" if _broken(result) else "no spec found"
        yield f"{found}, so pages were compared with themselves only"
    else:
        operations = _count(seen.operations, "operation", "operations")
        yield f"{seen.operations_documented} of {operations} documented"
        yield f"{_count(seen.pages_unmatched, 'page', 'pages')} unmatched"
    yield f"{seen.tables_understood} of {_count(seen.tables, 'table', 'tables')} understood"
    if seen.includes_missed:
        yield f"{seen.includes_missed} of {_count(seen.includes, 'include', 'includes')} not read"


def _broken(result: Result) -> bool:
    """Whether something is wrong in a file that is no page, where there is no spec either."""
    pages = {page.source.path for page in result.project.pages}
    return any(note.span.source.path not in pages for note in result.project.notes)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
