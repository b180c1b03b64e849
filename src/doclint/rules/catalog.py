"""Every rule in reach, ours first, and those that a run asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import doclint
from doclint.model.pattern import regex
from doclint.model.words import did_you_mean
from doclint.rules.load import RuleError, know_facts, know_keys, read, rule_from, rule_id, source
from doclint.rules.rule import ID, SETS, Rule

if TYPE_CHECKING:
    from doclint.rules.plugins import Plugin  # most runs have none

_HERE = Path(doclint.__file__).parent
IN_WHEEL = (_HERE / "builtin").is_dir()
"""Whether this is an installed package, whose folder nobody writes to."""

BUILTIN = _HERE / "builtin" if IN_WHEEL else _HERE.parents[1] / "rules"
"""The folder of our own rules: a part of the package in a wheel, beside `src` in a checkout."""

_CHECK = regex(r"^check:", re.M)

LEFT_OUT = frozenset({"why", "limits", "options", "given", "bad", "good", "known-misses"})
"""What `catalog.json` leaves in the rule files: nothing that a run needs."""


class SelectError(ValueError):
    """A selection names a rule, family or set that does not exist."""


def catalog(folders: Iterable[Path] = (), plugins: Sequence[Plugin] = ()) -> tuple[Rule, ...]:
    """Our rules, those of more folders and of plugins; RuleError for a file that is no rule.

    A file in a folder is all it takes to add one. A wheel has ours in one JSON file, since opening
    each costs more than most runs take. Rules may name the checks of plugins that are there.
    """
    found: dict[str, Rule] = {}
    packages = [plugin.package for plugin in plugins]
    others = [*folders, *(plugin.folder for plugin in plugins)]
    for name, data, file in (*_builtin(), *(row for folder in others for row in _own(folder))):
        if name in found:
            raise RuleError(file, f"there is a rule `{name}` already, in {found[name].file}")
        found[name] = rule_from(name, data, file, packages)
        if not is_ours(found[name]):
            know_facts(found[name], file)
    return tuple(found.values())


def is_ours(rule: Rule) -> bool:
    """Whether a rule is one of doclint itself."""
    return rule.file is None or BUILTIN in rule.file.parents


def files(folder: Path) -> list[Path]:
    """The rule files of a folder, in the order of their ids.

    A name with a second dot is no rule's: `front-matter.schema.yaml` may lie beside its rule.
    """
    found = (*folder.glob("[!.]*/*.yaml"), *folder.glob("[!.]*/*.yml"))
    return sorted(file for file in found if "." not in file.stem)


def rows(folder: Path) -> dict[str, dict[str, Any]]:
    """What `catalog.json` says of the rules in a folder, by id, and what their checks look at."""
    return {
        name: {key: value for key, value in data.items() if key not in LEFT_OUT}
        | {"subjects": _looked_at(data["check"])}
        for name, data, _ in _folder(folder)
    }


def _looked_at(check: str) -> list[str]:
    """The types in the annotation of a check's first parameter, read without importing it."""
    import ast

    module, _, name = check.rpartition(".")
    file = _HERE / "checks" / f"{module}.py"
    tree = ast.parse(file.read_text("utf-8") if file.is_file() else "")
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name == name.replace("-", "_"):
            annotation = node.args.args[0].annotation
            return [] if annotation is None else ast.unparse(annotation).split(" | ")
    return []


def _builtin() -> Iterator[tuple[str, Mapping[str, Any], Path]]:
    file = BUILTIN / "catalog.json"
    if not file.is_file():
        yield from _folder(BUILTIN)
        return
    import json

    for name, data in json.loads(file.read_text("utf-8")).items():
        yield name, data, BUILTIN / f"{name}.yaml"


def _folder(folder: Path) -> Iterator[tuple[str, Mapping[str, Any], Path]]:
    for file in files(folder):
        yield rule_id(file), read(file), file


def _own(folder: Path) -> Iterator[tuple[str, Mapping[str, Any], Path]]:
    """The rules of a folder that we did not write: what is wrong there is said, not passed over."""
    for file in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))):
        if _CHECK.search(source(file).text):
            where = f"{folder}/FAMILY/{file.name}"
            raise RuleError(
                file, f"a rule needs a family: move it to {where}, as in {folder}/house"
            )
    for name, data, file in _folder(folder):
        if not ID.fullmatch(name):
            raise RuleError(
                file,
                f"`{name}` is no id of a rule: use a-z, 0-9 and hyphens, as in house/our-words",
            )
        know_keys(data, file)
        yield name, data, file


def select(
    rules: Sequence[Rule],
    select: Iterable[str] = ("recommended",),
    ignore: Iterable[str] = (),
    extend_select: Iterable[str] = (),
    *,
    strict: bool = False,
    preview: bool = False,
) -> tuple[Rule, ...]:
    """The rules that a run asks for, in the order of the catalogue; SelectError for unknown names.

    A selector is a rule's id, a family, a set or `ALL`; `ignore` wins over all that selects.
    `strict` and `preview` add the sets of that name. Without `preview`, a family or `ALL` stands
    for its rules that are none; an id or the set's own name does choose them.
    """
    more = [name for name, wanted in (("strict", strict), ("preview", preview)) if wanted]
    names = (*select, *extend_select, *more)
    chosen = {
        rule.id
        for name in names
        for rule in matching(rules, name)
        if preview or rule.set != "preview" or name in (rule.id, rule.set)
    }
    dropped = {rule.id for name in ignore for rule in matching(rules, name)}
    return tuple(rule for rule in rules if rule.id in chosen - dropped)


def matching(rules: Sequence[Rule], selector: str) -> tuple[Rule, ...]:
    """The rules that a selector names; SelectError if there is no such rule, family or set."""
    if selector == "ALL":
        return tuple(rules)
    found = tuple(rule for rule in rules if selector in (rule.id, rule.family, rule.set))
    if not found and selector not in SETS:
        known = {"ALL", *SETS, *(rule.id for rule in rules), *(rule.family for rule in rules)}
        near = did_you_mean(selector, sorted(known))
        raise SelectError(f"no rule, family or set `{selector}`{near}")
    return found
