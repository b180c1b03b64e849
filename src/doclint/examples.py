"""Rules, tested, blessed and begun: the examples of a rule file are its tests and its docs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache
from pathlib import Path

import doclint
from doclint.checks import house
from doclint.config import UsageError, find_config, load_config
from doclint.files import Files, Memory, encode, raw
from doclint.fix.diff import diff
from doclint.fix.rounds import mend
from doclint.model.record import dataclass
from doclint.model.result import Result
from doclint.model.source import Source
from doclint.parse.pages import ONLY_NAMED
from doclint.rules.catalog import BUILTIN, SelectError
from doclint.rules.catalog import files as rule_files
from doclint.rules.find import checks_of
from doclint.rules.load import RuleError, complete, load, read, rule_from, rule_id, source
from doclint.rules.rule import ID, Case, Rule
from doclint.rules.written import rewritten
from doclint.run import lint

_PAGES = tuple(f"page{suffix}" for suffix in ONLY_NAMED)
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rule alone does with an example: findings as lines, and the files that it fixes.

    `unfixed` says which fixes did not hold, and why.
    """

    finds: tuple[str, ...] = ()
    fixed: Mapping[str, str] = field(default_factory=dict)
    unfixed: tuple[str, ...] = ()


def outcome(rule: Rule, case: Case) -> Outcome:
    """The rule run on the files of an example, and all its fixes made; RuleError if it crashes."""
    files = Memory(dict(case.files))
    config = load_config(files, find_config(files))
    results: list[Result] = []
    pages = [path for path in case.files if path in _PAGES]  # some are none where no one names them

    def run(files: Files, _wide: bool) -> Result:
        result = lint(files, (".", *pages), config, (rule,), known=(rule.id, *_ids()))
        for crash in result.crashes:
            raise RuleError(rule.file or Path(rule.id), str(crash))
        results.append(result)
        return result

    mended = mend(files, run, unsafe=True)
    return Outcome(
        tuple(str(finding) for finding in results[0].findings),
        {file.path: raw(file.after) for file in mended.files},
        tuple(map(str, mended.refused)),
    )


@cache
def _ids() -> tuple[str, ...]:
    return tuple(map(rule_id, rule_files(BUILTIN)))


def faults(rule: Rule, case: Case) -> Iterator[str]:
    """How a rule differs, word for word, from what its example says of it."""
    own = outcome(rule, case)
    shown, expected = Counter(own.finds), Counter(case.finds)
    yield from (f"expected, not found: {line}" for line in (expected - shown).elements())
    yield from (f"found, not expected: {line}" for line in (shown - expected).elements())
    yield from (f"not fixed: {line}" for line in own.unfixed)
    yield from _differences(case, own)


def _differences(case: Case, own: Outcome) -> Iterator[str]:
    """What is fixed in another way than an example says: a unified diff of each file."""
    for path in sorted({*case.fixed, *own.fixed}):
        if case.fixed.get(path) != own.fixed.get(path):
            texts = (known.get(path, case.files.get(path, "")) for known in (case.fixed, own.fixed))
            lines = "\n".join(diff(path, *map(encode, texts)))
            yield f"is fixed otherwise than `fixed` says:\n{lines}"


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
        own = outcome(blessed, case)
        where = f"bad {number + 1}"
        if Counter(own.finds) != Counter(case.finds):
            text = rewritten(Source(str(file), text), number, "finds", list(own.finds))
            yield from (f"{where}: - {line}" for line in case.finds if line not in own.finds)
            yield from (f"{where}: + {line}" for line in own.finds if line not in case.finds)
        if own.fixed != case.fixed:
            text = rewritten(Source(str(file), text), number, "fixed", dict(own.fixed))
            yield from (f"{where}: {line}" for line in _differences(case, own))
    if text != before:
        file.write_text(text, "utf-8")


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
