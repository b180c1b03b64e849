"""From a YAML file to a Rule, or to the reason why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from string import Template
from typing import Any

from doclint.model.option import OptionError
from doclint.model.pattern import regex
from doclint.model.source import Pointer, Source
from doclint.model.words import did_you_mean
from doclint.rules.binding import beside, bound
from doclint.rules.find import CheckError, find_check, prepared_check
from doclint.rules.rule import Case, Check, Later, Rule

_FACTS = regex(r"\bFacts: ([^.]*)\.")


class RuleError(ValueError):
    """A rule file that cannot be used; says which, on which line where that is known, and why."""

    def __init__(self, file: Path, reason: str, line: int | None = None) -> None:
        super().__init__(f"{file}:{line}: {reason}" if line else f"{file}: {reason}")


def load(file: Path, packages: Sequence[str] = ()) -> Rule:
    """The rule in a file, compared with the schema of rule files; RuleError if it is none.

    `packages` are those whose checks it may name beside ours.
    """
    data = read(file)
    _compare(data, file)
    return rule_from(rule_id(file), data, file, packages)


def complete(incomplete: Rule) -> Rule:
    """The same rule with its reason and examples, which a wheel's catalogue leaves in the file."""
    if incomplete.why or incomplete.file is None:
        return incomplete
    return rule_from(incomplete.id, read(incomplete.file), incomplete.file, incomplete.packages)


def rule_id(file: Path) -> str:
    """The id that a file's path gives its rule: `family/name`."""
    return f"{file.parent.name}/{file.stem}"


def source(file: Path) -> Source:
    """The text of a rule file; RuleError if there is none."""
    try:
        return Source(str(file), file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(file, f"cannot be read: {error}") from error


def read(file: Path) -> Mapping[str, Any]:
    """The data of a rule file, whatever it says; RuleError if it is no YAML mapping."""
    from doclint.parse.data.documents import load as load_yaml

    loaded = load_yaml(source(file))
    for note in loaded.notes:
        if note.code != "ambiguous-scalar":
            facts = ", ".join(f"{name} {value}" for name, value in note.facts.items())
            raise RuleError(file, f"{note.code} ({facts})", note.span.line)
    if not isinstance(loaded.data, dict):
        raise RuleError(file, "is no mapping of keys to values")
    return loaded.data


def rule_from(name: str, data: Mapping[str, Any], file: Path, packages: Sequence[str] = ()) -> Rule:
    """The rule that the data of a file, or its row in the catalogue, describes.

    The schema is asked only where something does not work, to say what: it costs more than a lint.
    """
    try:
        return _rule(name, data, file, packages)
    except (AttributeError, KeyError, TypeError) as error:
        _compare(data, file)
        raise RuleError(file, f"cannot be used: {error!r}") from error


def _rule(name: str, data: Mapping[str, Any], file: Path, packages: Sequence[str]) -> Rule:
    looked_at = tuple(data.get("subjects", ()))
    written, given = data.get("with", {}), data.get("given", {})
    options: Mapping[str, Any] = {}
    check: Check
    if looked_at:
        check = Later(looked_at, lambda: _prepared(data["check"], written, file))
    else:
        check = _check(data["check"], file, packages)
        options = _options(check, written, file)
    return Rule(
        id=name,
        summary=data["summary"],
        message=data["message"],
        severity=data["severity"],
        set=data.get("set", "recommended"),
        since=data["since"],
        check=check,
        options=options,
        written=written,
        packages=tuple(packages),
        yields_to=tuple(data.get("yields-to", ())),
        file=file,
        why=data.get("why", ""),
        limits=data.get("limits", ""),
        option_docs=data.get("options", {}),
        bad=tuple(_cases(data.get("bad", ()), given)),
        good=tuple(_cases(data.get("good", ()), given)),
        known_misses=tuple(_cases(data.get("known-misses", ()), given)),
    )


def _prepared(name: str, written: Mapping[str, Any], file: Path) -> Check:
    """A check of the catalogue, with its options; that it takes them has been tried before."""
    check = prepared_check(name)
    return partial(check, **_options(check, written, file)) if written else check


def _cases(entries: Iterable[Mapping[str, Any]], given: Mapping[str, str]) -> Iterator[Case]:
    for entry in entries:
        own = {key: text for key, text in entry.items() if "." in key or "/" in key}
        finds, fixed = tuple(entry.get("finds", ())), entry.get("fixed", {})
        yield Case(entry.get("title", ""), {**given, **own}, finds, fixed)


def _check(name: str, file: Path, packages: Sequence[str]) -> Check:
    try:
        return find_check(name, packages)
    except CheckError as error:
        raise _wrong(file, "/check", str(error)) from error


def _options(check: Check, given: Mapping[str, Any], file: Path) -> Mapping[str, Any]:
    """The options as the check wants them, if it has them all and lacks none."""
    try:
        return bound(check, given, beside(file))
    except OptionError as error:
        pointer = "".join(f"/{key}" for key in ("with", *error.keys)) if error.keys else "/check"
        raise _wrong(file, pointer, str(error)) from None


def know_keys(data: Mapping[str, Any], file: Path) -> None:
    """RuleError for a key that no rule file has, and for a severity or set that is none.

    It asks no more than what takes no time; `load` asks all.
    """
    from doclint.config import faults

    for keys, reason in faults(data, _schema()):
        raise _wrong(file, "".join(f"/{key}" for key in keys), reason)


def know_facts(rule: Rule, file: Path) -> None:
    """RuleError for a message with a fact that the check does not give, by what it says of itself.

    Groups of a regular expression that have names are facts too.
    """
    if not Template(rule.message).is_valid():
        raise _wrong(file, "/message", "has a lone `$`; a `$` itself is written `$$`")
    said = _FACTS.search(rule.check.__doc__ or "")
    if said is None or "note" in said[1]:  # a check that passes on what a parser says
        return
    known = {*re.findall(r"\w+", said[1]), *re.findall(r"\?P<(\w+)>", str(rule.written))}
    for fact in rule.facts:
        if fact not in known:
            near = did_you_mean(fact, known) or f"; there are {', '.join(sorted(known))}"
            raise _wrong(file, "/message", f"the check has no fact `${fact}`{near}")


def _schema() -> dict[str, Any]:
    import json

    text = Path(__file__).with_name("rule.schema.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _compare(data: Mapping[str, Any], file: Path) -> None:
    from doclint.schema import violations

    found = sorted(
        violations(data, _schema()), key=lambda one: one.keyword != "additionalProperties"
    )
    for first in found[:1]:  # a key that is misspelt says more than one that is missing
        empty = first.keyword == "minItems" and first.pointer.endswith("/finds")
        way_out = "; `doclint rules bless` fills it in" if empty else ""
        raise _wrong(file, first.pointer, first.reason + way_out)


def _wrong(file: Path, pointer: str, reason: str) -> RuleError:
    """What is wrong with the value of that JSON Pointer, and the line of it."""
    from doclint.parse.data.documents import locate

    text = source(file)
    anchor = Pointer(text, pointer, key=not pointer[-1:].isdecimal())
    place = locate(text, (anchor,)).get(anchor) if pointer else None
    keys = f"{pointer[1:]}: " if pointer else ""
    return RuleError(file, f"{keys}{reason}", text.position(place[0])[0] if place else None)
