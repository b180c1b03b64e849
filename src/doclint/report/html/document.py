"""The report put together: what templates show, and one file with all that they need."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from doclint import __version__
from doclint.discover import AUDITED
from doclint.model.finding import SEVERITIES, Finding
from doclint.model.pattern import regex
from doclint.model.result import Result
from doclint.report.context import Context
from doclint.report.html.causes import causes
from doclint.report.html.comments import Comments
from doclint.report.html.facets import Facets
from doclint.report.html.known import known
from doclint.report.html.listing import Listing, families
from doclint.report.html.matrix import STATES, Row, matrix
from doclint.report.html.parts import PARTS
from doclint.report.html.run import About, about
from doclint.report.html.tiles import tiles
from doclint.report.html.unchecked import unchecked
from doclint.report.html.visible import embedded, visible

_FOLDER = Path(__file__).with_name("templates")
_CODE = regex(r"`([^`\n]+)`")
_CONTROL = regex(
    "\N{MATHEMATICAL LEFT ANGLE BRACKET}U\\+[0-9A-F]{4,6}\N{MATHEMATICAL RIGHT ANGLE BRACKET}"
)


def document(result: Result, context: Context, *, made: str = "") -> Iterator[str]:
    """The lines of the whole file."""
    style, script = (_file(name) for name in ("report.css", "report.js"))
    run = about(context, made)
    page = _environment().get_template("report.html.j2")
    text = page.render(
        begins=Markup(AUDITED),
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
        **_shown(result, run),
    )
    yield from text.rstrip("\n").split("\n")


def _shown(result: Result, run: About) -> dict[str, Any]:
    """All that the templates show."""
    facets = Facets(result, run.apis)
    listing = Listing(result, facets, run.owners, Comments(result, run.config))
    rows = matrix(result, facets.of_specs, run.recommended)
    return {
        "version": __version__,
        "about": run,
        "tiles": tiles(result),
        "counts": Counter(finding.severity for finding in result.findings),
        "files": len({finding.place.path for finding in result.findings}),
        "coverage": result.coverage,
        "parts": PARTS,
        "states": STATES,
        "rows": rows,
        "strangers": sum(row.is_strange for row in rows),
        "columns": _columns(rows),
        "specs": bool(result.project.specs),
        "several": len(set(facets.of_specs.values())) > 1,
        "causes": causes(result, run.summaries),
        "groups": listing.groups,
        "families": families(listing.facet("rules")),
        "by_family": _by_family(result.findings),
        "facets": [(name, listing.facet(name)) for name in ("apis", "tags", "owners")],
        "known": known(result),
        "stale": result.stale,
        "unchecked": unchecked(result),
        "crashes": result.crashes,
        "data": Markup(embedded(listing.data())),
    }


def _columns(rows: Sequence[Row]) -> list[tuple[str, list[tuple[str, int]]]]:
    """For each part of operations how many are in each state."""
    found = []
    for number, part in enumerate(PARTS):
        counts = Counter(row.cells[number].state for row in rows)
        found.append((part, [(state, counts[state]) for state in STATES]))
    return found


def _by_family(findings: Sequence[Finding]) -> list[tuple[str, list[tuple[str, int]]]]:
    """The families with the most findings first, each by severity."""
    counts: dict[str, Counter[str]] = {}
    for finding in findings:
        family = finding.rule.partition("/")[0]
        counts.setdefault(family, Counter())[finding.severity] += 1
    worst = sorted(counts.items(), key=lambda one: (-one[1].total(), one[0]))
    return [(name, [(s, own[s]) for s in reversed(SEVERITIES)]) for name, own in worst]


# Templates ----------------------------------------------------------------------------------------


@cache
def _environment() -> Environment:
    """Everything that is printed is made visible and escaped, unless it is one of ours."""
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalized,
    )
    made.filters.update(words=_words, path=_path, many=_many, share=_share, number=_number)
    return made


def _finalized(value: Any) -> Any:
    return visible(value) if type(value) is str else value


def _words(message: str) -> Markup:
    """A message with what stands in back-ticks as code."""
    text = str(escape(visible(message)))
    text = _CODE.sub(r"<code>\1</code>", text)
    return Markup(_CONTROL.sub(lambda found: f'<span class="ctl">{found[0]}</span>', text))


def _path(path: str) -> Markup:
    """A path whose file stands out from its folders."""
    folder, slash, name = visible(path).rpartition("/")
    return (
        Markup('<span class="dir">{}</span>{}').format(folder + slash, name)
        if slash
        else Markup(escape(name))
    )


def _many(number: int, one: str, many: str = "") -> str:
    return f"{_number(number)} {one if number == 1 else many or f'{one}s'}"


def _number(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _share(part: int, whole: int) -> str:
    """A share for an attribute, in hundredths."""
    return f"{100 * part / whole:.2f}".rstrip("0").rstrip(".") if whole else "0"


def _file(name: str) -> str:
    """A file as it is put into an element; nothing in it may end that."""
    text = (_FOLDER / name).read_text("utf-8").strip()
    assert not re.search(r"</(?:style|script)|<!--", text), name
    return text


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, and no style and script runs but those of the file."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    """What a browser compares an element with (Content Security Policy 3, section 8.4)."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
