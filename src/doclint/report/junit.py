"""JUnit's XML: each finding is a test, and so is each page without one."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.finding import Finding
from doclint.model.result import Result
from doclint.report.concise import both_ends
from doclint.report.context import Context
from doclint.report.plain import xml
from doclint.report.ranks import fails

_FOR_RUN = "doclint"  # the class of what is no page


def junit(result: Result, context: Context) -> Iterator[str]:
    """A test failed if its finding makes a run fail; what is less bad is output of one that passed.

    A rule that crashed is a test with an error, and so is that there was nothing to check.
    """
    failed = sum(fails(finding, context.fail_on) for finding in result.findings)
    stopped = [*_stopped(result, context)]
    clean = _clean(result)
    count = len(result.findings) + len(stopped) + len(clean)
    numbers = f'tests="{count}" failures="{failed}" errors="{len(stopped)}"'
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="doclint" {numbers}>'
    yield f'  <testsuite name="doclint" {numbers} skipped="0">'
    for name, reason in stopped:
        yield from _case(_FOR_RUN, name, f'<error message="{xml(reason)}"/>')
    for finding in result.findings:
        yield from _test(finding, context)
    for path in clean:
        called = xml(context.path(path))
        yield f'    <testcase classname="{called}" name="no findings" file="{called}"/>'
    yield "  </testsuite>"
    yield "</testsuites>"


def _stopped(result: Result, context: Context) -> Iterator[tuple[str, str]]:
    yield from ((f"rule {crash.rule}", str(crash)) for crash in result.crashes)
    if context.nothing:
        yield "files", "nothing to check"


def _clean(result: Result) -> list[str]:
    """The pages and templates in which nothing was found."""
    hit = {finding.place.path for finding in result.findings}
    pages = [page.source.path for page in result.checked]
    templates = [template.source.path for template in result.project.templates]
    return [path for path in dict.fromkeys((*pages, *templates)) if path not in hit]


def _test(finding: Finding, context: Context) -> Iterator[str]:
    path, place = context.path(finding.place.path), finding.place
    said = both_ends(finding, context)
    name = f"{finding.rule} at {place.line}:{place.column}"
    text = f"{path}:{place.line}:{place.column}: {finding.severity}[{finding.rule}] {said}"
    if fails(finding, context.fail_on):
        kind = f'<failure type="{finding.severity}" message="{xml(said)}">{xml(text)}</failure>'
        yield from _case(path, name, kind, file=path)
    else:
        yield from _case(path, name, f"<system-out>{xml(text)}</system-out>", file=path)


def _case(about: str, name: str, inside: str, *, file: str = "") -> Iterator[str]:
    where = f' file="{xml(file)}"' if file else ""
    yield f'    <testcase classname="{xml(about)}" name="{xml(name)}"{where}>'
    yield f"      {inside}"
    yield "    </testcase>"
