"""From a YAML file to a Rule, or to the reason why it is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import FunctionType, ModuleType
from typing import Any

from doclint import checks
from doclint.model.option import OptionError
from doclint.model.source import Pointer, Source
from doclint.model.words import did_you_mean
from doclint.rules.binding import beside, bound
from doclint.rules.rule import SUBJECTS, Case, Check, Rule, subjects


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
    from doclint.parse.yaml_json import load as load_yaml

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
    check = _check(data["check"], file, packages)
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
        written=data.get("with", {}),
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


def _cases(entries: Iterable[Mapping[str, Any]], given: Mapping[str, str]) -> Iterator[Case]:
    for entry in entries:
        own = {key: text for key, text in entry.items() if "." in key or "/" in key}
        yield Case(entry.get("title", ""), {**given, **own}, tuple(entry.get("finds", ())))


def _check(name: str, file: Path, packages: Sequence[str]) -> Check:
    """The check of that name, out of `doclint.checks` or a package that may be named."""
    module_name, _, function = name.replace(":", ".").rpartition(".")
    function = function.replace("-", "_")
    foreign = ":" in name
    module = _foreign(module_name, file, packages) if foreign else _module(module_name, file)
    if not _is_check(module, function):
        near = did_you_mean(function, (key for key in vars(module) if _is_check(module, key)))
        raise _wrong(file, "/check", f"no check `{function}` in `{module_name}`{near}")
    check: Check = getattr(module, function)
    _know_subjects(check, file)
    return check


def _module(name: str, file: Path) -> ModuleType:
    try:
        return import_module(f"{checks.__name__}.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"{checks.__name__}.{name}":
            raise  # the module is there, and lacks another
        near = did_you_mean(name, (module.name for module in iter_modules(checks.__path__)))
        raise _wrong(file, "/check", f"no module `{name}` of checks{near}") from error


def _foreign(name: str, file: Path, packages: Sequence[str]) -> ModuleType:
    """A module of a plugin: nothing is imported that the configuration does not name."""
    if not any(name == package or name.startswith(f"{package}.") for package in packages):
        known = f"; there are {', '.join(packages)}" if packages else ""
        reason = f"`{name}` is in no plugin that `plugins` of the configuration names{known}"
        raise _wrong(file, "/check", reason)
    try:
        return import_module(name)
    except Exception as error:  # whatever a plugin does when it is imported
        reason = f"`{name}` cannot be imported: {type(error).__name__}: {error}"
        raise _wrong(file, "/check", reason) from error


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
    """The options as the check wants them, if it has them all and lacks none."""
    try:
        return bound(check, given, beside(file))
    except OptionError as error:
        pointer = "".join(f"/{key}" for key in ("with", *error.keys)) if error.keys else "/check"
        raise _wrong(file, pointer, str(error)) from None


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
