"""From a YAML file to a Rule, or to the reason why it is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from inspect import Parameter
from pathlib import Path
from pkgutil import iter_modules
from types import FunctionType, ModuleType
from typing import Any

from doclint import checks
from doclint.model.source import Pointer, Source
from doclint.model.words import did_you_mean
from doclint.rules.rule import SUBJECTS, Case, Check, Rule, options, subjects


class RuleError(ValueError):
    """A rule file that cannot be used; says which, on which line where that is known, and why."""

    def __init__(self, file: Path, reason: str, line: int | None = None) -> None:
        super().__init__(f"{file}:{line}: {reason}" if line else f"{file}: {reason}")


def load(file: Path) -> Rule:
    """The rule in a file, compared with the schema of rule files; RuleError if it is none."""
    data = read(file)
    _compare(data, file)
    return rule_from(rule_id(file), data, file)


def complete(incomplete: Rule) -> Rule:
    """The same rule with its reason and examples, which a wheel's catalogue leaves in the file."""
    if incomplete.why or incomplete.file is None:
        return incomplete
    return rule_from(incomplete.id, read(incomplete.file), incomplete.file)


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
    from doclint.parse.yaml_json import load as load_yaml

    loaded = load_yaml(source(file))
    for note in loaded.notes:
        if note.code != "ambiguous-scalar":
            facts = ", ".join(f"{name} {value}" for name, value in note.facts.items())
            raise RuleError(file, f"{note.code} ({facts})", note.span.line)
    if not isinstance(loaded.data, dict):
        raise RuleError(file, "is no mapping of keys to values")
    return loaded.data


def rule_from(name: str, data: Mapping[str, Any], file: Path) -> Rule:
    """The rule that the data of a file, or its row in the catalogue, describes.

    The schema is asked only where something does not work, to say what: it costs more than a lint.
    """
    try:
        return _rule(name, data, file)
    except (AttributeError, KeyError, TypeError) as error:
        _compare(data, file)
        raise RuleError(file, f"cannot be used: {error!r}") from error


def _rule(name: str, data: Mapping[str, Any], file: Path) -> Rule:
    check = _check(data["check"], file)
    given = data.get("given", {})
    return Rule(
        id=name,
        summary=data["summary"],
        message=data["message"],
        severity=data["severity"],
        set=data.get("set", "recommended"),
        since=data["since"],
        check=check,
        options=_options(check, data.get("with", {}), file),
        yields_to=tuple(data.get("yields-to", ())),
        file=file,
        why=data.get("why", ""),
        limits=data.get("limits", ""),
        option_docs=data.get("options", {}),
        bad=tuple(_cases(data.get("bad", ()), given)),
        good=tuple(_cases(data.get("good", ()), given)),
        known_misses=tuple(_cases(data.get("known-misses", ()), given)),
    )


def _cases(entries: Iterable[Mapping[str, Any]], given: Mapping[str, str]) -> Iterator[Case]:
    for entry in entries:
        own = {key: text for key, text in entry.items() if "." in key or "/" in key}
        yield Case(entry.get("title", ""), {**given, **own}, tuple(entry.get("finds", ())))


def _check(name: str, file: Path) -> Check:
    """The check of that name, out of `doclint.checks` and nowhere else."""
    module_name, _, function = name.rpartition(".")
    module = _module(module_name, file)
    if not _is_check(module, function):
        near = did_you_mean(function, (key for key in vars(module) if _is_check(module, key)))
        raise _wrong(file, "/check", f"no check `{function}` in `{module_name}`{near}")
    check: Check = getattr(module, function)
    _know_subjects(check, file)
    return check


def _module(name: str, file: Path) -> ModuleType:
    full = f"{checks.__name__}.{name}"
    try:
        return import_module(full)
    except ModuleNotFoundError as error:
        if error.name != full:
            raise  # the module is there, and lacks another
        near = did_you_mean(name, (module.name for module in iter_modules(checks.__path__)))
        raise _wrong(file, "/check", f"no module `{name}` of checks{near}") from error


def _is_check(module: ModuleType, name: str) -> bool:
    value = getattr(module, name, None)
    own = isinstance(value, FunctionType) and value.__module__ == module.__name__
    return own and not name.startswith("_")


def _know_subjects(check: Check, file: Path) -> None:
    for subject in subjects(check):
        if subject not in SUBJECTS:
            near = did_you_mean(subject, SUBJECTS)
            raise _wrong(file, "/check", f"`{subject}` is nothing that a check can look at{near}")


def _options(check: Check, given: Mapping[str, Any], file: Path) -> Mapping[str, Any]:
    """The options, if the check has them all and lacks none."""
    known = {option.name: option for option in options(check)}
    for name in given:
        if name not in known:
            near = did_you_mean(name, known)
            raise _wrong(file, f"/with/{name}", f"the check has no option `{name}`{near}")
    for name, option in known.items():
        if option.default is Parameter.empty and name not in given:
            raise _wrong(file, "/check", f"the check needs the option `{name}`")
    return given


def _compare(data: Mapping[str, Any], file: Path) -> None:
    import json

    from doclint.schema import violations

    schema = json.loads(Path(__file__).with_name("rule.schema.json").read_text("utf-8"))
    found = sorted(violations(data, schema), key=lambda one: one.keyword != "additionalProperties")
    for first in found[:1]:  # a key that is misspelt says more than one that is missing
        raise _wrong(file, first.pointer, first.reason)


def _wrong(file: Path, pointer: str, reason: str) -> RuleError:
    """What is wrong with the value of that JSON Pointer, and the line of it."""
    from doclint.parse.yaml_json import locate

    text = source(file)
    anchor = Pointer(text, pointer, key=not pointer[-1:].isdecimal())
    place = locate(text, (anchor,)).get(anchor) if pointer else None
    keys = f"{pointer[1:]}: " if pointer else ""
    return RuleError(file, f"{keys}{reason}", text.position(place[0])[0] if place else None)
