"""A check by the name that a rule file gives it: out of ours, or of a plugin that may be named."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from types import FunctionType, ModuleType

from doclint import checks
from doclint.model.words import did_you_mean
from doclint.rules.rule import SUBJECTS, Check, subjects


class CheckError(ValueError):
    """A name that stands for no check, and why."""


def find_check(name: str, packages: Sequence[str] = ()) -> Check:
    """The check of that name; CheckError if there is none.

    `tables.cell_count` is one of `doclint.checks`, `acme.checks:word` one of a package that
    `packages` has; the last part may be written with hyphens. Nothing else is imported.
    """
    module_name, _, written = name.replace(":", ".").rpartition(".")
    function = written.replace("-", "_")
    module = _foreign(module_name, packages) if ":" in name else _module(module_name)
    if not _is_check(module, function):
        joint = "_" if "_" in written else "-"
        known = [check.replace("_", joint) for check in checks_of(module)]
        near = did_you_mean(written, known) or f"; there are {', '.join(known)}"
        raise CheckError(f"no check `{written}` in `{module_name}`{near}")
    check: Check = getattr(module, function)
    for subject in subjects(check):
        if subject not in SUBJECTS:
            near = did_you_mean(subject, SUBJECTS)
            raise CheckError(f"`{subject}` is nothing that a check can look at{near}")
    return check


def prepared_check(name: str) -> Check:
    """The check of that name out of ours, which is known to be there."""
    module_name, _, function = name.rpartition(".")
    check: Check = getattr(_module(module_name), function.replace("-", "_"))
    return check


def checks_of(module: ModuleType) -> tuple[str, ...]:
    """The names of the checks in a module, in its order."""
    return tuple(key for key in vars(module) if _is_check(module, key))


def _module(name: str) -> ModuleType:
    try:
        return import_module(f"{checks.__name__}.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"{checks.__name__}.{name}":
            raise  # the module is there, and lacks another
        from pkgutil import iter_modules

        near = did_you_mean(name, (module.name for module in iter_modules(checks.__path__)))
        raise CheckError(f"no module `{name}` of checks{near}") from error


def _foreign(name: str, packages: Sequence[str]) -> ModuleType:
    """A module of a plugin: nothing is imported that the configuration does not name."""
    if not any(name == package or name.startswith(f"{package}.") for package in packages):
        known = f"; there are {', '.join(packages)}" if packages else ""
        raise CheckError(
            f"`{name}` is in no plugin that `plugins` of the configuration names{known}"
        )
    try:
        return import_module(name)
    except Exception as error:  # whatever a plugin does when it is imported
        reason = f"{type(error).__name__}: {error}"
        raise CheckError(f"`{name}` cannot be imported: {reason}") from error


def _is_check(module: ModuleType, name: str) -> bool:
    value = getattr(module, name, None)
    own = isinstance(value, FunctionType) and value.__module__ == module.__name__
    return own and not name.startswith("_")
