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
    from doclint.fix.rounds import Mended
    from doclint.model.result import Result
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

    start = perf_counter()
    if args.fix or args.unsafe_fixes or args.diff:
        return _fix(args, start)
    result = _result(args)
    _report(result, args)
    _close(result, args, start)
    return _code(result, args)


def _report(result: Result, args: Namespace, *, aside: bool = False) -> None:
    """The findings; aside, where standard output is for something else."""
    from doclint.report import formats

    lines = formats.lines(result, args.format, color=not aside and _colored(args.color))
    (_tell if aside else _say)(lines)


def _close(result: Result, args: Namespace, start: float, done: str = "") -> None:
    """What is said at the end of a run, beside its findings."""
    from time import perf_counter

    from doclint.report.summary import summary

    _tell(
        f"doclint: {path}: neither a page, a template nor an OpenAPI document"
        for path in _skipped(result, args)
    )
    _tell(f"doclint: {path}: not read, it is {words}" for path, words in result.ignored)
    _tell(f"doclint: {words}" for words in result.unread)
    _tell(f"doclint: {crash}" for crash in result.crashes)
    if not args.quiet:
        seconds = perf_counter() - start
        _tell(summary(result, seconds=seconds, verbose=args.verbose, done=done))


def _fix(args: Namespace, start: float) -> int:
    """Fixes files, or shows how they would be fixed, and reports what is left."""
    from doclint.fix.outcome import count, refusals, write
    from doclint.fix.rounds import mend
    from doclint.report.frame import clean
    from doclint.session import linter

    files, paths, piped = _files(args)
    lint = linter(args, files, paths)
    mended = mend(files, lint, unsafe=args.unsafe_fixes)
    if args.diff:
        return _diff(mended, args, start)
    faults = dict(write(mended, files))
    result = lint(files, False) if faults else mended.result
    if piped:
        _put(files.data(piped))
    _report(result, args, aside=bool(piped))
    _tell(f"doclint: `{path}` was not fixed: {reason}" for path, reason in faults.items())
    _tell(map(clean, refusals(mended, every=args.verbose)))
    _close(result, args, start, f"{count(mended, faults)} fixed")
    return USAGE if faults else _code(result, args)


def _diff(mended: Mended, args: Namespace, start: float) -> int:
    """Shows what fixes would change; that there is something is a finding."""
    from doclint.files import encode
    from doclint.fix.outcome import difference, refusals
    from doclint.report.frame import clean

    lines = difference(mended)
    if sys.stdout.isatty():
        _say(map(clean, lines))
    else:
        _put(b"".join(encode(line) + b"\n" for line in lines))
    _tell(map(clean, refusals(mended, every=args.verbose)))
    _close(mended.result, args, start, f"{len(mended.fixed)} would be fixed")
    code = _code(mended.result, args)
    return code if code in (USAGE, NOTHING) else FOUND if mended.files else OK


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
    from doclint.parse.pages import PARSERS

    pages = ", ".join(PARSERS)
    kinds = f"no page ({pages}), no template (.md.j2) and no OpenAPI document"
    _tell((f"doclint: nothing to check: {kinds}",))
    return NOTHING


def _result(args: Namespace, *, rules: Sequence[Rule] | None = None) -> Result:
    """What a run with these arguments says."""
    from doclint.session import linter

    files, paths, _ = _files(args)
    return linter(args, files, paths, rules=rules)(files, False)


def _files(args: Namespace) -> tuple[Files, list[str], str]:
    """The files in reach, the paths to check, and what `-`, a page on standard input, is called."""
    from doclint.files import Folder, Memory, raw

    called = args.stdin_filename
    folder, paths = Folder(), args.paths or (["-"] if called else ["."])
    if "-" not in paths:
        return folder, paths, ""
    name = folder.shown(called or "stdin.md")
    text = raw(sys.stdin.buffer.read())
    return Memory({name: text}, folder), [name if path == "-" else path for path in paths], name


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
    if result.checked:
        return OK
    called = [one.source.path for one in result.project.templates]
    hint = f"; `doclint render {called[0]}` shows what that template makes" if called else ""
    _tell((f"doclint: no page to show{hint}",))
    return NOTHING


def _trace(args: Namespace) -> int:
    from doclint.files import Folder
    from doclint.report.trace_report import trace_json, trace_text
    from doclint.session import configuration
    from doclint.trace import trace

    files = Folder()
    found = trace(args, files, configuration(args, files))
    _say((trace_json if args.format == "json" else trace_text)(found))
    return OK


def _render(args: Namespace) -> int:
    from doclint.files import Folder
    from doclint.session import configuration
    from doclint.specimen import specimen

    files = Folder()
    found = specimen(args, files, configuration(args, files))
    _put(found.text.encode("utf-8", "backslashreplace"))
    _tell(f"doclint: {line}" for line in found.told)
    return FOUND if found.broken else OK


def _explain(args: Namespace) -> int:
    from doclint.report.explain import explain

    _say(explain(args.rule, _all(args)).splitlines())
    return OK


def _all(args: Namespace) -> Sequence[Rule]:
    from doclint.session import known_rules

    return known_rules(_config_of(args))


def _rules(args: Namespace) -> int:
    from doclint.actions import act

    outcome = act(args, _config_of(args), lambda: _all(args))
    _say(outcome.said)
    _tell(outcome.told)
    return FOUND if outcome.wrong else OK


def _config_of(args: Namespace) -> Config:
    from doclint.files import Folder
    from doclint.session import configuration

    return configuration(args, Folder())


def _configuration(args: Namespace) -> int:
    import json

    from doclint.config import load_config, schema
    from doclint.files import Folder
    from doclint.report.config_report import config_text
    from doclint.session import known_rules

    if args.action == "schema":
        _say((json.dumps(schema(), indent=2),))
        return OK
    files = Folder()
    path = files.shown(args.path) if args.path else None
    if path is not None and not args.config and not args.no_config:
        start = path if files.is_folder(path) else os.path.dirname(path) or "."
        args.config = load_config(files, start=start).file
    config = _config_of(args)
    if args.action == "show":
        _say(config_text(config, path))
    else:
        known_rules(config)
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


def _put(data: bytes) -> None:
    """Bytes as they are, behind what has been printed."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, file=sys.stderr)


_COMMANDS = {
    "check": _check,
    "map": _map,
    "show": _show,
    "render": _render,
    "trace": _trace,
    "explain": _explain,
    "rules": _rules,
    "config": _configuration,
}
