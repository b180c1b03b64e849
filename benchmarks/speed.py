"""What must stay fast, as ratios of two measures on one machine; prints a table, asserts nothing.

Run it with the Python of an environment in which doclint is installed from its wheel.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from subprocess import run
from tempfile import TemporaryDirectory

from generate import write_set, write_yaml

_BARE_MARKDOWN = """
import sys
from pathlib import Path
import mistune
parse = mistune.create_markdown(renderer=None, plugins=["table"])
for path in sorted(Path(sys.argv[1]).rglob("*.md")):
    parse(path.read_text("utf-8"))
"""
_COMPOSE = """
import gc, sys, time, yaml
text = open(sys.argv[1], encoding="utf-8").read()
gc.disable()
start = time.process_time()
yaml.compose(text, Loader=yaml.CSafeLoader)
print(time.process_time() - start)
"""
_LOAD = """
import gc, sys, time
from doclint.model.source import Source
from doclint.parse.data.documents import load
text = open(sys.argv[1], encoding="utf-8").read()
gc.disable()
start = time.process_time()
load(Source(sys.argv[1], text))
print(time.process_time() - start)
"""
_STOCK = """
import sys, time
from jinja2 import Environment
from templates import template_data, template_text
text, data, least = template_text(), template_data(), 9.0
for _ in range(20):
    start = time.process_time()
    environment = Environment()
    environment.filters["cell"] = str
    environment.from_string(text).render(data)
    least = min(least, time.process_time() - start)
print(least)
"""
_PROBED = """
import sys, time
from doclint.config import Config
from doclint.files import Memory
from doclint.report.full import full
from doclint.rules.catalog import catalog, select
from doclint.run import lint
from templates import template_text
text, rules, least = template_text(), select(catalog()), 9.0
for _ in range(5):
    start = time.process_time()
    result = lint(Memory({"page.md.j2": text}), ["page.md.j2"], Config(), rules)
    list(full(result, color=False))
    least = min(least, time.process_time() - start)
print(least)
"""
_IMPORTED = """
import sys
from doclint.cli import main
main(["check", ".", "--quiet", "--exit-zero"])
heavy = ("jsonschema", "jinja2", "docutils", "ruamel", "ruamel.yaml")
print(*(name for name in heavy if name in sys.modules))
"""


@dataclass(frozen=True, slots=True)
class Ratio:
    """One measure against another, and how much more it may be."""

    name: str
    bound: float
    measured: float
    base: float

    @property
    def value(self) -> float:
        """How many times the base it takes."""
        return self.measured / self.base

    def __str__(self) -> str:
        verdict = "PASS" if self.value <= self.bound else "FALL SHORT"
        seconds = f"{self.measured * 1000:8.1f} ms /{self.base * 1000:7.1f} ms"
        return f"{self.name:44} {seconds} ={self.value:6.2f}  (at most {self.bound:4})  {verdict}"


def ratios(folder: Path, python: str, times: int) -> Iterator[Ratio]:
    """All of them; a measure and its base are taken in turns, and the least of each counts."""
    doclint = (python, "-P", "-m", "doclint")
    write_set(folder / "one", pages=1, operation_count=1000, seed=1)
    write_set(folder / "many", pages=1000, operation_count=1000, seed=1)
    write_yaml(folder / "large" / "openapi.yaml", megabytes=10, seed=1)

    def cpu(*command: str, where: str = ".") -> Callable[[], float]:
        return lambda: _cpu(command, folder / where)

    def told(code: str) -> Callable[[], float]:
        code = f"import sys\nsys.path.append({str(Path(__file__).parent)!r})\n{code}"
        file = str(folder / "large" / "openapi.yaml")
        return lambda: float(_out((python, "-P", "-c", code, file), folder))

    nothing = cpu(python, "-c", "pass")
    version = cpu(*doclint, "--version")
    yield _ratio("doclint --version / python -c pass", 2.5, version, nothing, times * 4)
    one = cpu(*doclint, "check", ".", where="one")
    yield _ratio("a page, 1,000 operations / python -c pass", 12, one, nothing, times * 2)
    many = cpu(*doclint, "check", ".", where="many")
    bare = cpu(python, "-c", _BARE_MARKDOWN, ".", where="many")
    yield _ratio("1,000 pages / a bare parse by mistune", 4, many, bare, times)
    tried, rendered = told(_PROBED), told(_STOCK)
    yield _ratio("a template on trial / Jinja renders it once", 40, tried, rendered, times)
    yield _ratio("10 MB of YAML / PyYAML's compose in C", 1.3, told(_LOAD), told(_COMPOSE), times)


def _ratio(
    name: str, bound: float, measure: Callable[[], float], base: Callable[[], float], times: int
) -> Ratio:
    runs = [(measure(), base()) for _ in range(times)]
    return Ratio(name, bound, min(one for one, _ in runs), min(other for _, other in runs))


def _cpu(command: Sequence[str], folder: Path) -> float:
    """The processor time of a whole process."""
    before = getrusage(RUSAGE_CHILDREN)
    done = run(command, cwd=folder, capture_output=True, text=True, check=False)
    after = getrusage(RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _out(command: Sequence[str], folder: Path) -> str:
    return run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def heavy_imports(folder: Path, python: str) -> str:
    """The large packages that a check of a page against a JSON spec imports without need."""
    return _out((python, "-P", "-c", _IMPORTED), folder / "one")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Prints a line for each ratio, and one about imports."""
    parser = ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--python", default=sys.executable, help="where doclint is installed")
    parser.add_argument("--times", type=int, default=5, help="runs of each (%(default)s)")
    args = parser.parse_args()
    with TemporaryDirectory(prefix="doclint-speed-") as name:
        folder = Path(name)
        for ratio in ratios(folder, args.python, args.times):
            _say(str(ratio))
        heavy = heavy_imports(folder, args.python)
        verdict = f"FALL SHORT: {heavy}" if heavy else "PASS"
        _say(f"{'no import of what a run does not need':44} {verdict}")
    _say(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
