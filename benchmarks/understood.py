"""How many of the operations and tables of real pages are understood; the rest by reason, as text.

What there is to understand is counted by another reader than doclint's: `pagemodel.py` in the
folder `bench` beside the pages, below the folder that DOCLINT_CORPUS names. What doclint understood
is read from the JSON of `doclint map` and `doclint show`.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory
from typing import Any

_FIELDS = frozenset(("type", "required", "description", "place", "default", "key"))
_UNDERSTOOD = ("members", "statuses", "errors")
_ENOUGH = 0.8  # the share of the named rows that must be read
_KINDS = ("operations", "tables", "lists")


@dataclass(frozen=True, slots=True)
class Missed:
    """Something that was not understood: an operation, a table or a list, where, and why not."""

    kind: str
    place: str
    what: str
    reason: str


@dataclass(slots=True)
class Tally:
    """What one corpus holds, and what of it was not understood."""

    found: Counter[str] = field(default_factory=Counter)
    missed: list[Missed] = field(default_factory=list)

    def share(self, kind: str) -> str:
        """Understood of all, and in per cent: "19 of 20, 95.0 %"."""
        total = self.found[kind]
        known = total - sum(each.kind == kind for each in self.missed)
        return f"{known} of {total}, {known / total:.1%}" if total else "none"


@dataclass(frozen=True, slots=True)
class Read:
    """What doclint says of a page: the operations it is about, and its lists."""

    operations: frozenset[str]
    lists: Sequence[Mapping[str, Any]]

    def at(self, first: int, last: int) -> list[Mapping[str, Any]]:
        """The lists that begin on some lines, and those of which rows stand there."""
        return [
            each
            for each in self.lists
            if first <= each["line"] <= last
            or any(first <= row["line"] <= last for row in (*each["members"], *each["statuses"]))
        ]


def count(page: Any, spec: Any, read: Read, place: str, tally: Tally) -> None:
    """Add what a page holds to a tally."""
    for line, operation in _operations(page, spec):
        tally.found["operations"] += 1
        if operation not in read.operations:
            tally.missed.append(Missed("operations", f"{place}:{line}", operation, "not matched"))
    for table in page.tables:
        if not _is_ours(table):
            continue
        kind = "lists" if table.dialect in ("list", "rest") else "tables"
        tally.found[kind] += 1
        if reason := _fault(page, table, read):
            what = f"{len(table.rows)} rows: {' | '.join(table.header)}"
            tally.missed.append(Missed(kind, f"{place}:{page.line(table.a)}", what, reason))


def _operations(page: Any, spec: Any) -> Iterator[tuple[int, str]]:
    """The operations of a spec that a page names, each once, with the line of their section."""
    seen = set()
    for section in page.sections(spec) if spec else ():
        for each in section.operations if section.naming else ():
            operation = f"{each.method.upper()} {each.path}"
            if operation not in seen:
                seen.add(operation)
                yield page.line(section.naming.m[0]), operation


def _is_ours(table: Any) -> bool:
    """Whether a table holds parameters, properties, statuses or errors."""
    roles = {role for row in table.rows for role in row.fields}
    return "code" in roles or ("name" in roles and bool(roles & _FIELDS))


def _fault(page: Any, table: Any, read: Read) -> str:
    """Why a table was not understood; "" if it was."""
    lists = read.at(page.line(table.a), page.line(max(table.a, table.b - 1)))
    known = [each for each in lists if each["kind"] in _UNDERSTOOD and not each["reason"]]
    if not known:
        reasons = [each["reason"] or f"read as {each['kind']}" for each in lists]
        return reasons[0] if reasons else "not read"
    rows = [(page.line(row.a), row.name) for row in table.rows if row.name]
    if all(each["kind"] != "members" for each in known) or not rows:
        return ""
    names = {
        (row["line"], name)
        for each in known
        for row in each["members"]
        for name in (row["name"], ".".join(row["path"]))
    }
    had = sum((line, name) in names or _is_there(line, name, names) for line, name in rows)
    return "" if had >= _ENOUGH * len(rows) else f"{had} of {len(rows)} rows read"


def _is_there(line: int, name: str, names: set[tuple[int, str]]) -> bool:
    """Whether a name that is written with marks was read without them."""
    bare = name.replace("[]", "").strip(":{}<>[]").lower()
    return any(at == line and (one.lower() in bare or bare in one.lower()) for at, one in names)


def _read(command: str, folder: Path, specs: Sequence[str]) -> dict[str, Read]:
    """What doclint reads from the pages of a folder, by their paths below it."""
    given = [word for spec in specs for word in ("--spec", spec)]
    told = {}
    for action in ("map", "show"):
        words = [*shlex.split(command), action, ".", "--no-config", *given, "--format", "json"]
        done = run(words, cwd=folder, capture_output=True, text=True, check=False)
        if not done.stdout:
            sys.exit(f"{shlex.join(words)[:300]}: {done.stderr[-2000:]}")
        told[action] = {page["path"]: page for page in json.loads(done.stdout)["pages"]}
    return {
        path: Read(
            frozenset(
                each["operation"]
                for section in told["map"].get(path, {"sections": ()})["sections"]
                for each in section["operations"]
                if each["operation"]
            ),
            [each for contract in page["contracts"] for each in contract["lists"]],
        )
        for path, page in told["show"].items()
    }


def measure(options: Namespace, bench: Path) -> Iterator[tuple[str, Tally]]:
    """The tally of each corpus that `pairs.yaml` names."""
    sys.path.insert(0, str(bench))
    common, model, specs = map(import_module, ("common", "pagemodel", "specmodel"))
    tallies: dict[str, Tally] = {}
    pairs = common.load_pairs(bench / "pairs.yaml", bench.parent / "corpus", options.corpora)
    for pair in pairs:
        tally = tallies.setdefault(pair.name, Tally())
        spec = specs.Spec(tuple(pair.specs)) if pair.specs else None
        with TemporaryDirectory() as temporary:
            for path, relative in pair.pages:
                target = Path(temporary, common.lint_name(relative))
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
            read = _read(options.doclint, Path(temporary), pair.specs)
        for path, relative in pair.pages:
            page = model.Page(common.read(path), path.suffix)
            known = read.get(common.lint_name(relative), Read(frozenset(), ()))
            count(page, spec if spec and spec.operations else None, known, relative, tally)
    yield from tallies.items()


def _lines(name: str, tally: Tally, *, rest: bool) -> Iterator[str]:
    yield f"{name}: {'; '.join(f'{kind} {tally.share(kind)}' for kind in _KINDS)}"
    for reason, number in Counter((e.kind, e.reason) for e in tally.missed).most_common(12):
        yield f"  {number:5}  {' '.join(reason)}"
    for each in tally.missed if rest else ():
        yield f"    {each.kind} {each.place}: {each.what[:140]} ({each.reason})"


def main() -> None:
    """Print a line a corpus, and with --rest what was not understood."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="*", metavar="NAME")
    parser.add_argument("--doclint", default="doclint", help="the command to measure")
    parser.add_argument("--rest", action="store_true", help="list what was not understood")
    options = parser.parse_args()
    if "DOCLINT_CORPUS" not in os.environ:
        sys.exit("DOCLINT_CORPUS names no folder")
    for name, tally in measure(options, Path(os.environ["DOCLINT_CORPUS"], "bench").resolve()):
        sys.stdout.writelines(f"{line}\n" for line in _lines(name, tally, rest=options.rest))


if __name__ == "__main__":
    main()
