"""A rule's page, from the same file that its tests run; its examples are known to be true."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from inspect import Parameter, cleandoc

from doclint.rules.binding import choices, kind_of
from doclint.rules.catalog import SelectError, matching
from doclint.rules.find import CheckError, find_check
from doclint.rules.load import complete
from doclint.rules.rule import Case, Check, Rule, annotated, behind, options

_TAKES = {
    "bool": "true or false",
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "Sequence[str]": "a list of texts",
    "tuple[str, ...]": "a list of texts",
}
_LANGUAGES = {ending: ending for ending in ("md", "mdx", "yaml", "yml", "toml", "csv")}
_LANGUAGES["json"] = "yaml"  # what is broken on purpose is no JSON to those who look for it
_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\n\t"}
"""What control characters are shown as."""
_SPECS = (".yaml", ".yml")


def explain(name: str, rules: Sequence[Rule]) -> str:
    """The page of a rule or a check, or the list of a family or set; SelectError if there is none.

    A check is told from a rule by the dot in its name: `house.required-section`.
    """
    if "." in name and "/" not in name:
        packages = rules[0].packages if rules else ()
        try:
            return check_page(name, find_check(name, packages), rules)
        except CheckError as error:
            raise SelectError(str(error)) from error
    found = matching(rules, name)
    if len(found) == 1 and found[0].id == name:
        return page(found[0], rules)
    return listing(name, found)


def listing(name: str, rules: Sequence[Rule]) -> str:
    """Rules with their severities, sets and summaries, as Markdown."""
    rows = (f"- `{rule.id}` ({standing(rule)}): {rule.summary}" for rule in rules)
    return f"# {name}\n\n" + "\n".join(rows) + "\n"


def page(rule: Rule, rules: Iterable[Rule] = ()) -> str:
    """What is wrong, why it matters, what is found and what is not, as Markdown.

    `rules` are all there are, to tell which of them give way to this one.
    """
    return "\n\n".join(_parts(complete(rule), rules)) + "\n"


def check_page(name: str, check: Check, rules: Iterable[Rule] = ()) -> str:
    """What a check finds and what it can be told, for those who write a rule with it."""
    words, _, facts = cleandoc(check.__doc__ or "").partition("Facts:")
    known = ", ".join(f"`${fact.strip()}`" for fact in facts.strip().rstrip(".").split(","))
    parts = [f"# {name}", " ".join(words.split("\n\n", 1)[0].split())]
    parts += [" ".join(more.split()) for more in words.split("\n\n")[1:] if more.strip()]
    rows = [_described(option, check) for option in options(check)]
    parts += ["## Options", "\n".join(rows)] if rows else []
    parts += ["## Facts for the message", known] if facts else []
    users = [f"`{rule.id}`" for rule in rules if behind(rule.check) is check]
    parts += [f"Rules with this check: {', '.join(users)}."] if users else []
    return "\n\n".join(parts) + "\n"


def _described(option: Parameter, check: Check) -> str:
    """An option of a check with what it takes."""
    kind = kind_of(option, check)
    takes = " ".join(cleandoc(kind.__doc__).split()) if kind else f"{_takes(option, check)}."
    needed = option.default is Parameter.empty
    return f"- `{option.name}`{' (needed)' if needed else ''}: {takes}{_unless(option, check)}"


def _unless(option: Parameter, check: Check) -> str:
    if option.default is Parameter.empty:
        return ""
    shown = _value(option.default)
    return f" Without it {shown if kind_of(option, check) else f'`{shown}`'}."


def _parts(rule: Rule, rules: Iterable[Rule]) -> Iterator[str]:
    yield f"# {rule.id}"
    yield rule.summary
    yield f"*{standing(rule)}, since {rule.since}{', fixable' if rule.fixable else ''}*"
    yield f"## Why\n\n{rule.why.strip()}"
    shared = _shared((*rule.bad, *rule.good, *rule.known_misses))
    if shared:
        yield "## Given\n\nAll examples share:"
        yield from _files(shared)
    yield from _examples("Bad", rule.bad, shared)
    yield from _examples("Good", rule.good, shared)
    yield from _options(rule)
    if rule.limits:
        yield f"## Limits\n\n{rule.limits.strip()}"
    yield from _examples("Not found yet", rule.known_misses, shared)
    yield from _beside(rule, rules)
    yield _suppress(rule)


def _beside(rule: Rule, rules: Iterable[Rule]) -> Iterator[str]:
    """The rules that speak of the same: one defect, one finding."""
    lines = []
    if rule.yields_to:
        stronger = ", ".join(f"`{other}`" for other in rule.yields_to)
        lines.append(f"Not reported where one of these speaks of the same: {stronger}.")
    weaker = [f"`{other.id}`" for other in rules if rule.id in other.yields_to]
    if weaker:
        lines.append(f"Stands for findings about the same of: {', '.join(weaker)}.")
    if lines:
        yield "## Beside others\n\n" + "\n\n".join(lines)


def _suppress(rule: Rule) -> str:
    """How not to be told: in a page, in a spec where there are findings, in the configuration."""
    texts = [
        "## Suppress\n\nFor the next block or table, with your reason "
        "(`ignore-file` for the whole page):",
        _fenced("<!-- doclint: ignore[ID] the reason -->", "markdown"),
        "In MDX:",
        _fenced("{/* doclint: ignore[ID] the reason */}", "mdx"),
    ]
    found = [line.partition(":")[0] for case in rule.bad for line in case.finds]
    if any(path.endswith(_SPECS) for path in found):
        texts += ["In YAML, for its line or the next:"]
        texts += [_fenced("# doclint: ignore[ID] the reason", "yaml")]
    texts += ["In `doclint.toml`, everywhere, or in some files:", _fenced(_IGNORE, "toml")]
    return "\n\n".join(texts).replace("ID", rule.id)


_IGNORE = """ignore = ["ID"]

[per-file-ignores]
"docs/old/**" = ["ID"]"""


def standing(rule: Rule) -> str:
    """How bad a finding is, and the set of the rule if it is not on by default."""
    return rule.severity if rule.set == "recommended" else f"{rule.severity}, {rule.set}"


def _shared(cases: Sequence[Case]) -> Mapping[str, str]:
    """The files that are the same in all examples, if there are several."""
    if len(cases) < 2:
        return {}
    first, *others = cases
    return {
        name: text
        for name, text in first.files.items()
        if all(case.files.get(name) == text for case in others)
    }


def _examples(title: str, cases: Sequence[Case], shared: Mapping[str, str]) -> Iterator[str]:
    if cases:
        yield f"## {title}"
    for case in cases:
        if case.title:
            yield f"{case.title}:"
        own = {name: text for name, text in case.files.items() if name not in shared}
        yield from _files(own) if own else ("The shared files, as they are.",)
        if case.finds:
            yield _fenced("\n".join(case.finds), "text")
        if case.fixed:
            yield "Fixed:"
            yield from _files(case.fixed)


def _files(files: Mapping[str, str]) -> Iterator[str]:
    for name, text in files.items():
        yield f"`{name}`\n\n{_fenced(text.rstrip(), _LANGUAGES.get(_ending(name), 'text'))}"


def _ending(name: str) -> str:
    return name.rpartition(".")[2]


def _fenced(text: str, language: str) -> str:
    """A fence that is longer than any run of back-ticks in the text."""
    fence = "````"
    while fence in text:
        fence += "`"
    return f"{fence}{language}\n{text.translate(_PICTURES)}\n{fence}"


def _options(rule: Rule) -> Iterator[str]:
    rows = [_option(rule, option) for option in options(rule.check)]
    if rows:
        yield "## Options\n\n" + "\n".join(rows)
    if any(kind_of(option, rule.check) for option in options(rule.check)):
        yield f"`doclint explain {_named(rule.check)}` tells what each of them can be."


def _named(check: Check) -> str:
    """A check as a rule file names it."""
    module = str(check.__module__)
    ours = module.startswith("doclint.checks.")
    name = check.__name__.replace("_", "-")
    return f"{module.rpartition('.')[2]}.{name}" if ours else f"{module}:{name}"


def _option(rule: Rule, option: Parameter) -> str:
    words = f": {rule.option_docs[option.name]}" if option.name in rule.option_docs else ""
    row = f"- `{option.name}` ({_takes(option, rule.check)}){words}"
    written = {key.replace("-", "_"): value for key, value in rule.written.items()}
    if option.name in written:
        return f"{row}; here `{written[option.name]!r}`"
    return f"{row}; `{_value(option.default)}` unless given"


def _takes(option: Parameter, check: Check) -> str:
    """What an option takes, in words."""
    known = choices(annotated(option))
    if known:
        return " or ".join(f"`{choice}`" for choice in known)
    if kind := kind_of(option, check):
        first = re.split(r"[:;,.]", cleandoc(kind.__doc__), maxsplit=1)[0]
        return first[:1].lower() + first[1:]
    if option.annotation is Parameter.empty:
        return "anything"
    return _TAKES.get(annotated(option), f"`{annotated(option)}`")


def _value(value: object) -> str:
    return str(value) if hasattr(value, "from_option") else repr(value)
