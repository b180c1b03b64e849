"""Findings as runs have them, and as nobody would wish them, for the tests of formats."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from hypothesis import strategies as st

from doclint.files import decode
from doclint.model.finding import Also, Cause, Change, Finding, Place, Repair
from doclint.model.page import Page
from doclint.model.result import Coverage, Crash, Result
from doclint.model.source import Source
from doclint.report.context import Context
from doclint.report.formats import lines
from doclint.rules.catalog import catalog

PAGE = Source("docs/pets.md", "# Pets\n\n| `limit` | **string** |\n")
SPEC = Source("openapi.yaml", "a: 1\nschema: {type: integer}\n")
HERE = Context(here="/repo", root="/repo", rules=cache(catalog))

HOSTILE = (
    "\x1b[2Jboo",
    "::error file=x::pwned\n::stop-commands::x",
    "##[add-mask]a",
    "100%, a: b, c%0Ad\r\n",
    "</failure><script>alert(1)</script>]]>&amp;'\"",
    "\u202eevil\u2066\x9b31m\u2028",
    "\x00\x01\x08\ufffe\uffff\ud800",
    "\U0001f43e pets, \u043f\u0438\u0442\u043e\u043c\u0446\u044b, \u30da\u30c3\u30c8",
    "[click](https://evil.example) ![x](y) {0} {{id}}",
    "@everyone #1 !2 $3 :tada: www.evil.example a@b.example http://evil.example GH-1",
    "| pipe | `tick | <b>",
    "x" * 70_000,
)
"""Texts that pages may have."""

PATHS = (
    "docs/pets.md",
    "docs/a page #1?.md",
    "docs/100%25.md",
    "C:\\docs\\pets.md",
    "docs/\u30da\u30c3\u30c8.md",
    "docs/\udcff.md",
    "docs/::error::,x=1.md",
    "../other/spec.yaml",
    "/elsewhere/spec.yaml",
)
"""Paths that files may have."""


def place(source: Source, text: str, length: int | None = None) -> Place:
    """Where a text stands, or as many characters from there."""
    start = source.text.index(text)
    return between(source, start, start + (len(text) if length is None else length))


def between(source: Source, start: int, end: int) -> Place:
    """A place by its offsets."""
    line, column = source.position(start)
    end_line, end_column = source.position(end)
    return Place(source.path, start, end, line, column, end_line, end_column)


def finding(**changes: Any) -> Finding:
    """One finding of a page against its spec, with other values."""
    values: dict[str, Any] = {
        "rule": "parameter/type-differs",
        "severity": "error",
        "place": place(PAGE, "string"),
        "message": "`limit` is a string on the page, an integer in the spec",
        "subject": "query:limit",
        "operation": "GET /pets",
        "also": (Also(place(SPEC, "integer"), "the spec", "/schema/type"),),
        "fingerprint": "0123456789abcdef",
    }
    return Finding(**(values | changes))


def result(*found: Finding, **values: Any) -> Result:
    """A run with these findings."""
    known = {"sources": {PAGE.path: PAGE, SPEC.path: SPEC}, "coverage": Coverage(pages=1)}
    return Result(findings=tuple(found), **(known | values))


def many(count: int, **changes: Any) -> list[Finding]:
    """Findings on lines of their own."""
    one = finding(**changes)
    return [
        replace(
            one,
            place=replace(one.place, line=number, end_line=number),
            fingerprint=f"{number:016x}",
        )
        for number in range(1, count + 1)
    ]


def shown(name: str, of: Result, context: Context = HERE) -> str:
    """A report as it is printed."""
    return "".join(f"{line}\n" for line in lines(of, name, context=context))


def situations() -> dict[str, tuple[Result, Context]]:
    """What runs come to, by name."""
    page = Page(Source("docs/clean.md", "# Clean\n"), ())
    warning, info = (finding(severity=severity) for severity in ("warning", "info"))
    zero = finding(place=replace(place(PAGE, "string"), end=24, end_column=15), also=())
    whole = finding(place=between(PAGE, 0, len(PAGE.text)), operation=None)
    caused = finding(cause=Cause("page.md.j2", 3, 1, 96, 412), verdict="template", fix=None)
    hidden = finding(state="suppressed", reason="known | `since` <2020>")
    paths = [replace(finding(), place=replace(finding().place, path=path)) for path in PATHS]
    texts = [
        finding(message=text, operation=text, also=(Also(place(SPEC, "1"), text, text),))
        for text in HOSTILE
    ]
    return {
        "nothing found": (result(checked=(page,)), HERE),
        "nothing to check": (Result(), replace(HERE, nothing=True)),
        "findings": (result(finding(), warning, info, checked=(page,)), HERE),
        "warnings only": (result(warning, warning), HERE),
        "a crash": (result(crashes=(Crash("body/unknown", f"KeyError: {HOSTILE[0]}"),)), HERE),
        "odd places": (result(zero, whole, caused, suppressed=(hidden,)), HERE),
        "odd paths": (result(*paths), HERE),
        "hostile texts": (result(*texts), HERE),
        "a fix": (result(mended("integer", 24, 30), mended("a\nb", 0, 9, safe=False)), HERE),
        "too many": (result(*many(5200)), HERE),
    }


def mended(text: str, start: int, end: int, *, safe: bool = True, path: str = PAGE.path) -> Finding:
    """A finding with a fix of one edit."""
    return finding(fix=Repair((Change(path, start, end, text),), safe))


TEXTS = st.text(st.characters(), max_size=40) | st.sampled_from(HOSTILE[:-1])


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """Any finding that may be told of the page."""
    start, end = sorted((draw(st.integers(0, 31)), draw(st.integers(0, 31))))
    where = replace(between(PAGE, start, end), path=draw(st.sampled_from(PATHS)))
    return finding(
        rule=draw(st.sampled_from(("parameter/type-differs", "house/our-words"))),
        severity=draw(st.sampled_from(("error", "warning", "info"))),
        place=where,
        message=draw(TEXTS),
        subject=draw(TEXTS),
        operation=draw(st.none() | TEXTS),
        also=tuple(Also(where, label) for label in draw(st.lists(TEXTS, max_size=2))),
        fingerprint=draw(st.sampled_from(("0" * 16, "1" * 16))),
    )


@st.composite
def files(draw: st.DrawFn) -> tuple[bytes, Source, tuple[Change, ...]]:
    """A file with line breaks of one kind, perhaps a mark, and edits that do not overlap."""
    text = draw(st.text(st.sampled_from("ab|\n\u00e9\u30da\U0001f43e\t"), min_size=1, max_size=40))
    line_break = draw(st.sampled_from(("\n", "\r\n", "\r")))
    mark = draw(st.sampled_from((b"", b"\xef\xbb\xbf")))
    data = mark + text.replace("\n", line_break).encode()
    source = decode("docs/pets.md", data)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True)))
    news = st.text(st.sampled_from("xy\n\U0001f43e"), max_size=5)
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return data, source, tuple(Change(source.path, a, b, draw(news)) for a, b in pairs)
