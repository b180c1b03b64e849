"""The pages of rules as files: one a rule, one of the general checks, and the list of them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from doclint.checks import house
from doclint.discover import WRITTEN
from doclint.report.explain import check_page, page
from doclint.rules.catalog import is_ours
from doclint.rules.find import checks_of, find_check
from doclint.rules.load import complete
from doclint.rules.rule import SETS, Rule

MARK = f"{WRITTEN}; change the rule files instead. -->"
"""The first line of each page, by which one is known that may be written over."""

GENERAL = "general-checks.md"

_SETS = {
    "recommended": "on by default: silent on clean pages, hardly ever wrong on others",
    "strict": "for those who want to judge findings themselves; `--strict` adds it",
    "completeness": "asks for what a page does not say; chosen by name",
    "preview": "new; `--preview` adds it",
}


def rule_pages(rules: Sequence[Rule], every: Sequence[Rule] = ()) -> Iterator[tuple[str, str]]:
    """The path and the text of each page; `every` are all the rules there are."""
    general = any(map(is_ours, rules))
    yield "README.md", "\n\n".join((MARK, *_index(rules, general=general))) + "\n"
    for rule in rules:
        above = "[All rules](../README.md)"
        yield f"{rule.id}.md", f"{MARK}\n\n{above}\n\n{page(rule, every or rules)}"
    if general:
        yield GENERAL, f"{MARK}\n\n[All rules](README.md)\n\n{_general(every or rules)}"


def _index(rules: Sequence[Rule], *, general: bool) -> Iterator[str]:
    yield "# Rules"
    there = {rule.set for rule in rules}
    yield "\n".join(f"- **{name}**: {_SETS[name]}" for name in SETS if name in there)
    if general:
        yield f"Rules of your own need no code: see [general checks]({GENERAL})."
    families: dict[str, list[Rule]] = {}
    for rule in rules:
        families.setdefault(rule.family, []).append(rule)
    for family, members in sorted(families.items()):
        yield f"## {family}"
        rows = (
            f"| [{rule.id.partition('/')[2]}]({rule.id}.md) | {rule.severity} | {rule.set} "
            f"| {'yes' if complete(rule).fixable else ''} | {_cell(rule.summary)} |"
            for rule in members
        )
        head = ("| Rule | Severity | Set | Fixable | What is wrong |", "|---|---|---|---|---|")
        yield "\n".join((*head, *rows))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _general(rules: Sequence[Rule]) -> str:
    """What every general check asks for, and how it is told."""
    parts = [f"# General checks\n\n{_ABOUT}"]
    for name in checks_of(house):
        known = f"house.{name.replace('_', '-')}"
        text = check_page(known, find_check(known), rules)
        parts.append(text.strip().replace("\n## ", "\n### ").replace("# ", "## ", 1))
    return "\n\n".join(parts) + "\n"


_ABOUT = """\
A rule file of your own names one of these checks, and says with options what to ask for. `doclint
rules new house/NAME` begins such a file, `doclint rules bless house/NAME` writes the findings of
its bad examples, `doclint rules test` runs them. Names may be written with `-` or `_`."""
