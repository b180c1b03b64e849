"""Arguments to one call each. Nothing is imported before it is known to be needed."""

from __future__ import annotations

import gc
import os
import sys

from doclint import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence
    from typing import NoReturn

    from doclint.config import Config
    from doclint.files import Files
    from doclint.model.result import Result
    from doclint.rules.plugins import Plugin
    from doclint.rules.rule import Rule

OK, FOUND, USAGE, NOTHING = 0, 1, 2, 3
"""Exit codes: nothing to report; findings; a mistake in usage or config; nothing to check."""


def program() -> NoReturn:
    """Run one command as a process of its own.

    A run drops little of what it makes: the collector would go through all of it again and again
    for a third of the time, and the interpreter would take it apart at the end.
    """
    gc.disable()
    code = main()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    if given == ["--version"]:
        print(f"doclint {__version__}")
        return OK
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        return _run(given)
    except BrokenPipeError:  # the reader has seen enough, as in `doclint check | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FOUND
    except KeyboardInterrupt:
        return 130


def _run(arguments: Sequence[str]) -> int:
    from doclint.arguments import parse, parser

    if not arguments:
        _say(parser().format_help().splitlines())
        return OK
    try:
        args = parse(arguments)
    except SystemExit as ended:  # argparse has said why
        return ended.code if isinstance(ended.code, int) else USAGE
    code = _guarded(args)
    sys.stdout.flush()
    return code


def _guarded(args: Namespace) -> int:
    from doclint.config import UsageError
    from doclint.rules.catalog import SelectError
    from doclint.rules.load import RuleError

    try:
        return int(_COMMANDS[args.command](args))
    except (UsageError, SelectError, RuleError) as error:
        _tell((f"doclint: {error}",))
    except PermissionError as error:
        _tell((f"doclint: `{error.filename}` cannot be read: permission denied",))
    return USAGE


def _check(args: Namespace) -> int:
    from time import perf_counter

    from doclint.report import formats
    from doclint.report.summary import summary

    start = perf_counter()
    result = _result(args)
    _say(formats.lines(result, args.format, color=_colored(args.color)))
    _tell(
        f"doclint: {path}: neither a page, a template nor an OpenAPI document"
        for path in _skipped(result, args)
    )
    _tell(f"doclint: {crash}" for crash in result.crashes)
    if not args.quiet:
        seconds = perf_counter() - start
        _tell(summary(result, seconds=seconds, verbose=args.verbose))
    return _code(result, args)


def _skipped(result: Result, args: Namespace) -> Sequence[str]:
    return () if args.force_exclude else result.skipped


def _code(result: Result, args: Namespace) -> int:
    from doclint.model.finding import SEVERITIES

    if result.crashes:
        return USAGE
    known = result.checked or result.project.specs or result.coverage.templates
    if not known and not result.findings:
        return _nothing(args)
    levels = [SEVERITIES.index(finding.severity) for finding in result.findings]
    warnings = levels.count(SEVERITIES.index("warning"))
    many = args.max_warnings is not None and warnings > args.max_warnings
    failed = many or max(levels, default=-1) >= SEVERITIES.index(args.fail_on)
    return FOUND if failed and not args.exit_zero else OK


def _nothing(args: Namespace) -> int:
    if args.force_exclude:
        return OK
    kinds = "no page (.md, .markdown, .mdx), no template (.md.j2) and no OpenAPI document"
    _tell((f"doclint: nothing to check: {kinds}",))
    return NOTHING


def _result(args: Namespace, *, rules: Sequence[Rule] | None = None) -> Result:
    """What a run with these arguments says."""
    from doclint.run import lint

    files, paths = _files(args)
    config = _config(args, files)
    catalog = _catalog(config) if rules is None else rules
    return lint(
        files,
        paths,
        config,
        _selected(args, config, catalog) if rules is None else rules,
        args.spec,
        templates=args.template,
        known=[rule.id for rule in catalog],
        force_exclude=getattr(args, "force_exclude", False),
    )


def _files(args: Namespace) -> tuple[Files, list[str]]:
    """The files in reach, and the paths to check; `-` is a page on standard input."""
    from doclint.files import Folder, Memory

    called = args.stdin_filename
    folder, paths = Folder(), args.paths or (["-"] if called else ["."])
    if "-" not in paths:
        return folder, paths
    name = folder.shown(called or "stdin.md")
    text = sys.stdin.buffer.read().decode("utf-8", "surrogateescape")
    return Memory({name: text}, folder), [name if path == "-" else path for path in paths]


def _config(args: Namespace, files: Files) -> Config:
    from doclint.config import Config, UsageError, load_config
    from doclint.read.vocabulary import vocabulary_keys

    if args.no_config:
        return Config()
    config = load_config(files, args.config and files.shown(args.config))
    for key in config.vocabulary:
        if key not in vocabulary_keys():
            from doclint.model.words import did_you_mean

            near = did_you_mean(key, vocabulary_keys())
            place = f"{config.file}:{config.lines.get('vocabulary', 1)}"
            raise UsageError(f"{place}: unknown key `{key}` in `vocabulary`{near}")
    return config


def _catalog(config: Config) -> Sequence[Rule]:
    """Every rule there is; UsageError for a name in the config that is none."""
    from pathlib import Path

    from doclint.config import UsageError
    from doclint.rules.catalog import SelectError, catalog, matching

    for folder in config.rule_folders:
        if not Path(folder).is_dir():
            hint = "; `doclint rules new FAMILY/NAME` makes it"
            raise UsageError(f"{config.file}: the rule folder `{folder}` is not there{hint}")
    rules = catalog(map(Path, config.rule_folders), _plugins(config))
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
    from doclint.config import UsageError
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


def _selected(args: Namespace, config: Config, rules: Sequence[Rule]) -> Sequence[Rule]:
    """The rules that are on: `--select` replaces what the config selects, the others add to it."""
    from doclint.rules.catalog import select

    return select(
        rules,
        args.select or config.select,
        (*config.ignore, *args.ignore),
        (*config.extend_select, *args.extend_select),
        strict=args.strict,
        preview=args.preview,
    )


def _map(args: Namespace) -> int:
    from doclint.report.map_report import map_json, map_text

    result = _result(args, rules=())
    _say((map_json if args.format == "json" else map_text)(result))
    known = result.checked or result.project.specs or result.coverage.templates
    return OK if known else NOTHING


def _show(args: Namespace) -> int:
    from doclint.report.show_report import show_json, show_text

    result = _result(args, rules=())
    _say((show_json if args.format == "json" else show_text)(result))
    return OK if result.checked else NOTHING


def _explain(args: Namespace) -> int:
    from doclint.report.explain import explain

    _say(explain(args.rule, _all(args)).splitlines())
    return OK


def _all(args: Namespace) -> Sequence[Rule]:
    from doclint.files import Folder

    return _catalog(_config(args, Folder()))


def _rules(args: Namespace) -> int:
    from doclint.actions import act

    outcome = act(args, _config_of(args), lambda: _all(args))
    _say(outcome.said)
    _tell(outcome.told)
    return FOUND if outcome.wrong else OK


def _config_of(args: Namespace) -> Config:
    from doclint.files import Folder

    return _config(args, Folder())


def _configuration(args: Namespace) -> int:
    import json

    from doclint.config import load_config, schema
    from doclint.files import Folder
    from doclint.report.config_report import config_text

    if args.action == "schema":
        _say((json.dumps(schema(), indent=2),))
        return OK
    files = Folder()
    path = files.shown(args.path) if args.path else None
    if path is not None and not args.config and not args.no_config:
        start = path if files.is_folder(path) else os.path.dirname(path) or "."
        args.config = load_config(files, start=start).file
    config = _config(args, files)
    if args.action == "show":
        _say(config_text(config, path))
    else:
        _catalog(config)
        _say((f"{config.file or 'no configuration'}: right",))
    return OK


def _colored(wish: str) -> bool:
    if wish != "auto":
        return wish == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)


_COMMANDS = {
    "check": _check,
    "map": _map,
    "show": _show,
    "explain": _explain,
    "rules": _rules,
    "config": _configuration,
}
