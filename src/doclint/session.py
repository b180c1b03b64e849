"""What a command works with: its configuration, its rules, and the run that they make."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING

from doclint.baseline.finding import baseline_of
from doclint.config import Config, UsageError, find_config, load_config
from doclint.files import Files
from doclint.model.progress import SILENT, Progress
from doclint.model.result import Result
from doclint.rules import catalog
from doclint.rules.catalog import SelectError, matching, select
from doclint.rules.rule import Rule
from doclint.since import Asked

if TYPE_CHECKING:
    from doclint.baseline.storing import Baseline  # most runs have none
    from doclint.rules.plugins import Plugin  # nor any of these
    from doclint.since.comparing import Since  # nor do they ask git

_MAPPED = ("fix", "unsafe_fixes", "diff", "mapped")
"""Arguments for which it matters which page was rendered from which template."""
_OF_TEMPLATES = ("template", "render")

Step = Callable[[Result], Result]


def linter(
    args: Namespace,
    files: Files,
    paths: Sequence[str],
    *,
    rules: Sequence[Rule] | None = None,
    progress: Progress = SILENT,
    baseline: Baseline | None = None,
) -> Callable[[Files, bool], Result]:
    """A run with these arguments, on whatever files; with True, as a fix of a template needs it.

    Then the rules about templates and what they render are asked too, whoever selected them. The
    baseline is the one that the arguments ask for, unless it is given.
    """
    from doclint.reading import Reading
    from doclint.run import lint

    config = configuration(args, files)
    every = known_rules(config) if rules is None else rules
    chosen = selected(args, config, every) if rules is None else rules
    names = [rule.id for rule in every]
    every, chosen = progress.rules(every), progress.rules(chosen)
    known = baseline or baseline_of(args, files, config)
    notes = tuple(_not_used(args, files, paths, config))
    all_asked = config.root in map(files.shown, paths)
    steps: list[Step] = [_without_known(known, files, paths, every)] if known else []
    reading = Reading()

    def found(files: Files, asked: Asked, wide: bool, progress: Progress = SILENT) -> Result:
        return lint(
            files,
            asked.paths,
            asked.config,
            tuple(_widened(chosen, every, config)) if wide else chosen,
            asked.specs,
            templates=asked.templates,
            known=names,
            force_exclude=getattr(args, "force_exclude", False),
            mapped=any(getattr(args, name, False) for name in _MAPPED),
            folded=not getattr(args, "no_fold", False),
            progress=progress,
            reading=reading if asked.config == config else None,
        )

    asked = Asked(tuple(paths), config, tuple(args.spec), tuple(args.template))
    compared = _compared(args, asked, found)

    def run(files: Files, wide: bool) -> Result:
        def now(files: Files) -> Result:
            result = found(files, asked, wide, progress)
            told = (*notes, *(_empty(result, config) if all_asked else ()))
            result = replace(result, unread=(*result.unread, *told))
            return reduce(lambda so_far, step: step(so_far), steps, result)

        return compared.new(now, files, wide) if compared else now(files)

    return run


def _compared(
    args: Namespace, asked: Asked, found: Callable[[Files, Asked, bool], Result]
) -> Since | None:
    """What puts aside the findings that are older than a change; None where all are told."""
    ref = getattr(args, "since", None)
    if ref is None:
        return None
    from doclint.since.comparing import since

    return since(ref, asked, found)


def _not_used(args: Namespace, files: Files, paths: Iterable[str], config: Config) -> Iterator[str]:
    """Of configurations nearer to what is checked than the one that holds, what to do."""
    if args.config or args.no_config:
        return
    shown = set(map(files.shown, paths))
    folders = {path if files.is_folder(path) else os.path.dirname(path) or "." for path in shown}
    inner = sorted(folder for folder in folders if not folder.startswith(("..", "/")))
    for file in dict.fromkeys(_config_of(files, folder) for folder in inner):
        if file is not None and file != config.file:
            yield f"{file}: not used, a run has one configuration; `--config {file}` takes it"


def _empty(result: Result, config: Config) -> Iterator[str]:
    """Of APIs that none of all the pages belongs to, what is wrong with them."""
    pages = [page.source.path for page in result.project.pages]
    for api in config.apis:
        if api.pages and pages and not any(map(api.covers, pages)):
            globs = ", ".join(f"`{glob}`" for glob in api.pages)
            place = api.places.get("pages") or config.place("api")
            yield f"{place}`pages`: no page is matched by {globs}; so its spec is not used"


def _config_of(files: Files, folder: str) -> str | None:
    try:
        return find_config(files, folder)
    except (UsageError, OSError):  # a file that nobody asked for
        return None


def _without_known(
    known: Baseline, files: Files, paths: Sequence[str], rules: Sequence[Rule]
) -> Step:
    """What puts aside the findings that a baseline knows."""
    from doclint.baseline.settling import Settling

    whole = [rule.id for rule in rules if rule.subjects == ("Project",)]
    return Settling(known, files, paths, [rule.id for rule in rules], whole)


def _widened(chosen: Iterable[Rule], every: Iterable[Rule], config: Config) -> Iterator[Rule]:
    ids = {rule.id for rule in chosen}
    for rule in every:
        severe = config.severities.get(rule.id, rule.severity) != "info"
        if rule.id in ids or (rule.family in _OF_TEMPLATES and severe):
            yield rule


def configuration(args: Namespace, files: Files) -> Config:
    """The nearest configuration or the one that is named; UsageError for one that is wrong."""
    from doclint.read.vocabulary import vocabulary_keys

    context = tuple(map(files.shown, getattr(args, "context", ())))
    if args.no_config:
        return Config(context=context)
    config = load_config(files, args.config and files.shown(args.config))
    config = replace(config, context=context) if context else config
    for key in config.vocabulary:
        if key not in vocabulary_keys():
            from doclint.model.words import did_you_mean

            near = did_you_mean(key, vocabulary_keys())
            place = f"{config.file}:{config.lines.get('vocabulary', 1)}"
            raise UsageError(f"{place}: unknown key `{key}` in `vocabulary`{near}")
    if "dialects" in config.data:
        from doclint.read.dialects.given import given_dialects

        given_dialects(files, config)
    return config


def known_rules(config: Config) -> Sequence[Rule]:
    """Every rule there is; UsageError for a name in the config that is none."""
    for folder in config.rule_folders:
        if not Path(folder).is_dir():
            hint = "; `doclint rules new FAMILY/NAME` makes it"
            raise UsageError(f"{config.file}: the rule folder `{folder}` is not there{hint}")
    rules = catalog.catalog(map(Path, config.rule_folders), _plugins(config))
    for key, name in _names(config):
        try:
            matching(rules, name)
        except SelectError as error:
            place = f"{config.file}:{config.lines.get(key, 1)}"
            raise UsageError(f"{place}: `{key}`: {error}") from None
    return rules


def _plugins(config: Config) -> Sequence[Plugin]:
    """The plugins that a config names; UsageError for one that is not installed."""
    if not config.plugins:
        return ()  # most have none, and to look for them takes time
    from doclint.rules.plugins import PluginError, plugins

    try:
        return tuple(plugins(config.plugins))
    except PluginError as error:
        place = f"{config.file}:{config.lines.get('plugins', 1)}"
        raise UsageError(f"{place}: `plugins`: {error}") from None


def _names(config: Config) -> Iterable[tuple[str, str]]:
    """The names of rules in a config, each with its key."""
    yield from (("rules", name) for name in config.severities)
    for key in ("select", "extend-select", "ignore"):
        yield from ((key, name) for name in config.data.get(key, ()))
    for key in ("per-file-ignores", "per-operation-ignores", "per-tag-ignores"):
        for names in config.data.get(key, {}).values():
            yield from ((key, name) for name in names)


def selected(args: Namespace, config: Config, rules: Sequence[Rule]) -> Sequence[Rule]:
    """The rules that are on: `--select` replaces what the config selects, the others add to it."""
    return select(
        rules,
        args.select or config.select,
        (*config.ignore, *args.ignore),
        (*config.extend_select, *args.extend_select),
        strict=args.strict,
        preview=args.preview,
    )
