"""What `doclint rules` does with rules: it begins, blesses, tests, describes and lists them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from errno import EEXIST
from pathlib import Path

from doclint import examples
from doclint.config import Config, UsageError
from doclint.model.record import dataclass
from doclint.report.explain import listing
from doclint.report.rule_pages import MARK, rule_pages
from doclint.rules import catalog as known
from doclint.rules.catalog import is_ours, matching
from doclint.rules.load import read, rule_from, rule_id
from doclint.rules.rule import Rule

Catalog = Callable[[], Sequence[Rule]]
"""Gives every rule there is."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an action says, what it tells the one who sits there, and whether something is wrong."""

    said: Iterable[str] = ()
    told: Iterable[str] = ()
    wrong: bool = False


def act(args: Namespace, config: Config, catalog: Catalog) -> Outcome:
    """The outcome of one action; UsageError, SelectError or RuleError where it makes no sense."""
    if args.action == "new":
        return _new(args, config)
    rules = catalog()
    actions = {"bless": _bless, "test": _test, "docs": _docs}
    return actions.get(args.action, _list)(args, rules)


def _list(args: Namespace, rules: Sequence[Rule]) -> Outcome:
    found = tuple(chosen(args.names, rules)) if args.names else rules
    return Outcome(listing("Rules", found).splitlines())


def _new(args: Namespace, config: Config) -> Outcome:
    name, own = args.names[0], [args.folder] if args.folder else [*config.rule_folders]
    if not own and known.IN_WHEEL:
        raise UsageError('where? say `--folder FOLDER`, or `rules = ["FOLDER"]` in `doclint.toml`')
    try:
        file = examples.new(name, Path(own[0]) if own else known.BUILTIN)
    except OSError as error:
        raise UsageError(f"`{name}`: {error.strerror or error}".lower()) from None
    searched = [known.BUILTIN, *map(Path, config.rule_folders)]
    called = name if file.parents[1] in searched else file
    return Outcome((str(file),), (f"fill it in, then run `doclint rules bless {called}`",))


def _bless(args: Namespace, rules: Sequence[Rule]) -> Outcome:
    found = tuple(chosen(args.names, rules))
    for rule in filter(is_ours, found if known.IN_WHEEL else ()):
        raise UsageError(f"`{rule.id}` is one of doclint's own, its file a part of the package")
    return Outcome(examples.bless(found))


def _test(args: Namespace, rules: Sequence[Rule]) -> Outcome:
    found = tuple(chosen(args.names, rules)) if args.names else own(rules)
    faults = list(examples.test(found))
    some = "1 rule" if len(found) == 1 else f"{len(found)} rules"
    return Outcome(faults, (f"{len(faults)} wrong in the examples of {some}",), bool(faults))


def _docs(args: Namespace, rules: Sequence[Rule]) -> Outcome:
    folder = Path(args.output)
    try:
        changes = list(page_changes(own(rules), rules, folder))
        if not args.check:
            return Outcome([_written(folder / path, text) for path, text in changes])
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"`{error.filename}`: {reason}") from None
    many = "1 page differs" if len(changes) == 1 else f"{len(changes)} pages differ"
    told = (f"{many}: run `doclint rules docs --output {folder}`",) if changes else ()
    return Outcome([str(folder / path) for path, _ in changes], told, bool(changes))


def chosen(names: Iterable[str], rules: Sequence[Rule]) -> Iterator[Rule]:
    """The rules that names or paths of rule files stand for, each once.

    SelectError for a name that is none, RuleError for a file that is no rule.
    """
    found: dict[str, Rule] = {}
    packages = rules[0].packages if rules else ()
    for name in names:
        for rule in _named(name, rules, packages):
            found.setdefault(rule.id, rule)
    yield from found.values()


def _named(name: str, rules: Sequence[Rule], packages: Sequence[str]) -> Iterator[Rule]:
    if not name.endswith((".yaml", ".yml")):
        yield from matching(rules, name)
        return
    file = Path(name).resolve()
    same = [rule for rule in rules if rule.file and rule.file.resolve() == file]
    yield from same or [rule_from(rule_id(file), read(Path(name)), Path(name), packages)]


def own(rules: Sequence[Rule]) -> Sequence[Rule]:
    """The rules of the project, in its folders and plugins; ours where it has none."""
    return tuple(rule for rule in rules if not is_ours(rule)) or rules


def page_changes(
    rules: Sequence[Rule], every: Sequence[Rule], folder: Path
) -> Iterator[tuple[str, str | None]]:
    """The pages that differ from what there is, by path; None for that of a rule that is no more.

    FileExistsError for a file in the way that is none of these pages.
    """
    pages = dict(rule_pages(rules, every))
    for path, text in pages.items():
        file = folder / path
        before = file.read_text("utf-8") if file.is_file() else None
        if before is not None and not before.startswith(MARK):
            raise FileExistsError(EEXIST, "is there, and was not written by this", str(file))
        if before != text:
            yield path, text
    for file in sorted(folder.glob("*/*.md")):
        path = f"{file.parent.name}/{file.name}"
        if path not in pages and file.read_text("utf-8").startswith(MARK):
            yield path, None


def _written(file: Path, text: str | None) -> str:
    """Writes or removes a page, and says so."""
    if text is None:
        file.unlink()
        return f"- {file}"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return f"+ {file}"
