"""Rules, tested, blessed and begun: the examples of a rule file are its tests and its docs."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import doclint
from doclint.checks import house
from doclint.config import UsageError, find_config, load_config
from doclint.files import Memory
from doclint.model.source import Pointer, Source
from doclint.parse.yaml_json import load as load_yaml
from doclint.parse.yaml_json import locate
from doclint.rules.catalog import BUILTIN, SelectError
from doclint.rules.catalog import files as rule_files
from doclint.rules.find import checks_of
from doclint.rules.load import RuleError, complete, load, read, rule_from, rule_id, source
from doclint.rules.rule import ID, Case, Rule
from doclint.run import lint

_SKELETON = """\
summary: What is wrong, in one line.
why: |
  What it does to a reader.
message: "`$name` is ..., expected ..."
severity: warning
set: preview
since: "VERSION"
check: module.function

given:
  openapi.yaml: |
    openapi: 3.1.0
    info: {title: Pets, version: "1"}
    paths:
      /pets:
        get:
          responses: {"200": {description: All pets.}}

bad:
  - page.md: |
      # List pets

      `GET /pets`
    finds: []

good:
  - page.md: |
      # List pets

      `GET /pets`
"""
_OF_A_HOUSE = """\
summary: A page about an operation does not say what can go wrong.
why: |
  Readers look for one place that lists the errors.
message: "$of has no section $section"     # facts of the check; a page of its own names them
severity: warning                          # or error, info
set: recommended                           # on by default; strict: with --strict, or by its name
since: "VERSION"
# `doclint explain CHECK` shows what each of these can be told, and its facts:
CHECKS
check: house.required-section
with:
  section: [Errors, {matches: "^Error codes?$"}]
  pages: {path: "docs/**", describes: operation}

# Findings here are written by `doclint rules bless NAME`; `doclint rules test` compares them.
bad:
  - docs/page.md: |
      # List pets

      `GET /pets`
    finds: []

good:
  - docs/page.md: |
      # List pets

      `GET /pets`

      ## Errors

      `429` if you ask too often.
"""


def found(rule: Rule, case: Case) -> tuple[str, ...]:
    """What the rule alone finds in the files of an example, as lines; RuleError if it crashes."""
    files = Memory(dict(case.files))
    config = load_config(files, find_config(files))
    result = lint(files, (".",), config, (rule,), known=(rule.id, *_ids()))
    for crash in result.crashes:
        raise RuleError(rule.file or Path(rule.id), str(crash))
    return tuple(str(finding) for finding in result.findings)


@cache
def _ids() -> tuple[str, ...]:
    return tuple(map(rule_id, rule_files(BUILTIN)))


def faults(rule: Rule, case: Case) -> Iterator[str]:
    """How a rule differs, word for word, from what its example says of it."""
    shown, expected = Counter(found(rule, case)), Counter(case.finds)
    yield from (f"expected, not found: {line}" for line in (expected - shown).elements())
    yield from (f"found, not expected: {line}" for line in (shown - expected).elements())


def missed(rule: Rule, case: Case) -> Iterator[str]:
    """A fault if a known miss is one no longer: what it says is now found."""
    if not list(faults(rule, case)):
        yield "is found now: move it to `bad`"


def test(rules: Iterable[Rule]) -> Iterator[str]:
    """What is wrong with rules: their files, and the examples in them. Nothing if all is right."""
    for rule in rules:
        try:
            yield from (f"{rule.id}: {fault}" for fault in _faults(rule))
        except (RuleError, UsageError) as error:
            yield f"{rule.id}: {error}"


def _faults(rule: Rule) -> Iterator[str]:
    whole = load(rule.file, rule.packages) if rule.file else rule
    for name, case in cases(whole):
        run = missed if name.startswith("known-misses") else faults
        yield from (f"{name}: {fault}" for fault in run(whole, case))


def cases(rule: Rule) -> Iterator[tuple[str, Case]]:
    """The examples of a rule, each with its name: `bad 1`, `good 1`, `known-misses 1`."""
    whole = complete(rule)
    for kind, examples in (
        ("bad", whole.bad),
        ("good", whole.good),
        ("known-misses", whole.known_misses),
    ):
        for number, case in enumerate(examples, 1):
            yield f"{kind} {number}", case


def bless(rules: Iterable[Rule]) -> Iterator[str]:
    """Writes what rules find into their bad examples, and tells the lines that changed.

    Read what it tells: it writes what is so, right or wrong.
    """
    for rule in rules:
        if rule.file is not None:
            yield from (f"{rule.id}: {line}" for line in bless_file(rule.file, rule.packages))


def bless_file(file: Path, packages: Sequence[str] = ()) -> Iterator[str]:
    """Writes the findings of one rule file, and nothing else of it, and tells what changed.

    The text is spliced: a round trip through YAML would lose blank lines and comments.
    """
    blessed = rule_from(rule_id(file), read(file), file, packages)
    before = text = source(file).text
    for number, case in enumerate(blessed.bad):
        lines = found(blessed, case)
        if Counter(lines) != Counter(case.finds):
            text = _spliced(Source(str(file), text), f"/bad/{number}/finds", lines)
            yield from (f"bad {number + 1}: - {line}" for line in case.finds if line not in lines)
            yield from (f"bad {number + 1}: + {line}" for line in lines if line not in case.finds)
    if text != before:
        file.write_text(text, "utf-8")


def _spliced(file: Source, pointer: str, lines: Sequence[str]) -> str:
    """The text with another list behind the key of that pointer."""
    key = Pointer(file, pointer, key=True)
    start, end = locate(file, (key,))[key]
    if file.text[start:end] != "finds":  # the place of a key that is not there is its parent's
        raise RuleError(
            Path(file.path), f"{pointer[1:]}: is not there to write to; add `finds: []`"
        )
    column = file.position(start)[1] - 1
    lead = "\n" + " " * (column + 2)
    items = "".join(f"{lead}- {json.dumps(line, ensure_ascii=False)}" for line in lines)
    behind = file.text[_end_of_list(file.text, end, column) :]
    text = f"{file.text[:start]}finds:{items or ' []'}{behind}"
    data = load_yaml(Source(file.path, text)).data
    if not isinstance(data, dict) or _finds(data, pointer) != list(lines):
        reason = "cannot be blessed: write `finds:` on lines of its own"
        raise RuleError(Path(file.path), f"{pointer[1:]}: {reason}")
    return text


def _end_of_list(text: str, start: int, column: int) -> int:
    """Where the value of a key in that column (from 0) ends, without blank lines behind it."""
    more = re.compile(rf"(?:\n *)*\n(?: {{{column + 1},}}\S| {{{column}}}-).*")
    end = text.find("\n", start)
    while match := more.match(text, end):
        end = match.end()
    return end if end >= 0 else len(text)


def _finds(data: Mapping[str, Any], pointer: str) -> Any:
    _, kind, number, key = pointer.split("/")
    return data[kind][int(number)].get(key)


def new(name: str, folder: Path = BUILTIN) -> Path:
    """Begins a rule: writes a file with all that one needs; its examples are yours to fill in.

    SelectError for an id that is not `family/name`, FileExistsError if the rule is there already.
    """
    if not ID.fullmatch(name):
        raise SelectError(
            f"`{name}` is no id of a rule; expected family/name, as in body/type-differs"
        )
    file = folder / f"{name}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    version = ".".join(doclint.__version__.split(".")[:2])
    with file.open("x", encoding="utf-8") as stream:
        stream.write(_begun(name, ours=folder == BUILTIN).replace("VERSION", version))
    return file


def _begun(name: str, *, ours: bool) -> str:
    """The text of a new rule file: one of a house shows what it can ask for without any code."""
    if ours:
        return _SKELETON
    checks = (f"#   house.{check.replace('_', '-')}" for check in checks_of(house))
    return _OF_A_HOUSE.replace("CHECKS", "\n".join(checks)).replace("NAME", name)
