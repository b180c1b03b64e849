"""A rule's page, from the same file that its tests run; its examples are known to be true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from inspect import Parameter

from doclint.rules.catalog import matching
from doclint.rules.load import complete
from doclint.rules.rule import Case, Rule, options


def explain(name: str, rules: Sequence[Rule]) -> str:
    """The page of a rule, or the list of a family's or set's; SelectError if there is none."""
    found = matching(rules, name)
    if len(found) == 1 and found[0].id == name:
        return page(found[0])
    return listing(name, found)


def listing(name: str, rules: Sequence[Rule]) -> str:
    """Rules with their severities, sets and summaries, as Markdown."""
    rows = (f"- `{rule.id}` ({_standing(rule)}): {rule.summary}" for rule in rules)
    return f"# {name}\n\n" + "\n".join(rows) + "\n"


def page(rule: Rule) -> str:
    """What is wrong, why it matters, what is found and what is not, as Markdown."""
    return "\n\n".join(_parts(complete(rule))) + "\n"


def _parts(rule: Rule) -> Iterator[str]:
    yield f"# {rule.id}"
    yield rule.summary
    yield f"*{_standing(rule)}, since {rule.since}*"
    yield f"## Why\n\n{rule.why.strip()}"
    yield from _examples("Bad", rule.bad)
    yield from _examples("Good", rule.good)
    yield from _options(rule)
    if rule.limits:
        yield f"## Limits\n\n{rule.limits.strip()}"
    yield from _examples("Not found yet", rule.known_misses)
    if rule.yields_to:
        others = ", ".join(f"`{other}`" for other in rule.yields_to)
        yield f"## Beside others\n\nNot reported where one of these speaks of the same: {others}."
    yield _SUPPRESS.replace("ID", rule.id)


_SUPPRESS = """\
## Suppress

For the next block or table, with your reason:

```markdown
<!-- doclint: ignore[ID] the reason -->
```

Everywhere, in `doclint.toml`:

```toml
ignore = ["ID"]
```"""


def _standing(rule: Rule) -> str:
    return rule.severity if rule.set == "recommended" else f"{rule.severity}, {rule.set}"


def _examples(title: str, cases: Sequence[Case]) -> Iterator[str]:
    if cases:
        yield f"## {title}"
    for case in cases:
        if case.title:
            yield f"{case.title}:"
        for name, text in case.files.items():
            yield f"`{name}`\n\n{_fenced(text.rstrip(), name.rpartition('.')[2])}"
        if case.finds:
            yield _fenced("\n".join(case.finds), "text")


def _fenced(text: str, language: str) -> str:
    """A fence that is longer than any run of back-ticks in the text."""
    fence = "````"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text}\n{fence}"


def _options(rule: Rule) -> Iterator[str]:
    rows = [_option(rule, option) for option in options(rule.check)]
    if rows:
        yield "## Options\n\n" + "\n".join(rows)


def _option(rule: Rule, option: Parameter) -> str:
    kind = "" if option.annotation is Parameter.empty else f" ({option.annotation})"
    words = f": {rule.option_docs[option.name]}" if option.name in rule.option_docs else ""
    if option.name in rule.options:
        return f"- `{option.name}`{kind}{words}; here `{rule.options[option.name]!r}`"
    return f"- `{option.name}`{kind}{words}; `{option.default!r}` unless given"
