"""How large the audit report is, and how fast its filters are in Chromium; prints, asserts nothing.

    bash scripts/test-browser --run benchmarks/report.py

installs Playwright, finds Chromium and runs this. Times are those of the machine.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from subprocess import run
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

_A_PAGE = 25  # findings
_LARGEST = 1_000  # bytes of a finding
_SLOWEST = 200  # milliseconds of a filter
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")

_ROW = "| `option_{n}_{k}` | string | No | How many things of kind {k} a page has, 100 at most. |\n"
_PAGE = """\
# List things {n}

`GET /things{n}`

## Query parameters

| Name | Type | Required | Description |
|---|---|---|---|
{rows}
## Responses

| Code | Meaning |
|---|---|
| 200 | The things. |
"""
_OPERATION = """\
  /things{n}:
    get:
      operationId: listThings{n}
      tags: [group{group}]
      responses: {{"200": {{description: The things.}}}}
      parameters:
"""
_OPTION = "        - {{name: option_{n}_{k}, in: query, schema: {{type: {type}}}}}\n"

_SET = """(name, value) => {
  const field = document.querySelector(`.filters [name=${name}]`);
  if (field.type === "checkbox") field.click();
  else {
    field.value = value === "*" ? field.options[1].value : value;
    field.dispatchEvent(new Event("input", {bubbles: true}));
  }
}"""
_MEASURE = f"""async ([name, value]) => {{
  const start = performance.now();
  ({_SET})(name, value);
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  document.body.getBoundingClientRect();
  return performance.now() - start;
}}"""
_FILTERS = (
    ("text that many have", ("q", "integer"), ("q", "")),
    ("text that one has", ("q", "option_7_7"), ("q", "")),
    ("text that none has", ("q", "zzzz"), ("q", "")),
    ("severity", ("severity", ""), ("severity", "")),
    ("family", ("rule", "*"), ("rule", "")),
    ("tag", ("tag", "*"), ("tag", "")),
    ("with a fix", ("fixable", ""), ("fixable", "")),
)


def write_set(out: Path, findings: int) -> None:
    """Pages with as many mistakes: types that differ."""
    spec = ["openapi: 3.1.0\ninfo: {title: Things, version: '1'}\npaths:\n"]
    for n in range(findings // _A_PAGE):
        rows = "".join(_ROW.format(n=n, k=k) for k in range(_A_PAGE))
        (out / f"things-{n:05}.md").write_text(_PAGE.format(n=n, rows=rows), "utf-8")
        spec.append(_OPERATION.format(n=n, group=n % 7))
        spec += (_OPTION.format(n=n, k=k, type="integer") for k in range(_A_PAGE))
    (out / "openapi.yaml").write_text("".join(spec), "utf-8")


def sizes(folder: Path) -> Iterator[str]:
    """How long an audit takes and how large its report is."""
    from doclint.cli import main as doclint

    os.chdir(folder)
    start = perf_counter()
    doclint(["audit", ".", "-o", "report.html", "--no-timestamp"])
    seconds = perf_counter() - start
    size = (folder / "report.html").stat().st_size
    found = (folder / "report.html").read_text("utf-8").count("<details><summary>")
    verdict = "PASS" if size <= found * _LARGEST else "FALL SHORT"
    yield f"{found} findings: {size / 1e6:.2f} MB, {size / found:.0f} bytes each  {verdict}"
    yield f"the whole audit took {seconds:.1f} s"


def times(page: Any, report: Path, repeats: int) -> Iterator[str]:
    """How long filters take, from the event to the next picture."""
    start = perf_counter()
    page.goto(report.as_uri())
    page.locator(".filters").wait_for()
    yield f"{(perf_counter() - start) * 1e3:6.0f} ms  open it"
    for name, change, back in _FILTERS:
        taken = []
        for _ in range(repeats):
            taken.append(page.evaluate(_MEASURE, [*change]))
            taken.append(page.evaluate(_MEASURE, [*back]))
        verdict = "PASS" if median(taken) <= _SLOWEST else "FALL SHORT"
        yield f"{median(taken):6.0f} ms  filter by {name}, {max(taken):.0f} at most  {verdict}"


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints sizes and times."""
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--findings", type=int, default=5_000)
    parser.add_argument("--times", type=int, default=5)
    given = parser.parse_args(arguments)
    from playwright.sync_api import sync_playwright

    with TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name).resolve()
        write_set(folder, given.findings)
        for line in sizes(folder):
            _tell(line)
        chromium = os.environ.get("CHROMIUM", "chromium")
        if os.sep not in chromium:
            chromium = run(["which", chromium], capture_output=True, text=True).stdout.strip()
        browser = playwright.chromium.launch(executable_path=chromium, args=[*_FLAGS])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        for line in times(page, folder / "report.html", given.times):
            _tell(line)
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
