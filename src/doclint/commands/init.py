"""Looks at a repository, and sets doclint up in it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from contextlib import chdir
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from doclint.config import NAMES, UsageError
from doclint.console import NOTHING, OK, USAGE, ask, say, tell
from doclint.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from doclint.files import Files
    from doclint.init.plan import Change
    from doclint.init.proposing import Draft
    from doclint.init.sources import Home
    from doclint.init.survey import Survey
    from doclint.model.result import Result

_STOPPED = 130
_OFFERS = {
    "baseline": "write down what is found now as known, so that only what is new is told",
    "hook": "add a hook to .pre-commit-config.yaml",
    "github": "write a workflow of GitHub Actions",
}


def add(command: ArgumentParser) -> None:
    """The arguments of the command."""
    command.add_argument(
        "folder", nargs="?", default=".", metavar="FOLDER", help="the repository, here by default"
    )
    command.add_argument("--yes", action="store_true", help="ask nothing, take what is proposed")
    command.add_argument(
        "--dry-run", action="store_true", help="print what would be written, and write nothing"
    )
    command.add_argument(
        "--force", action="store_true", help="write over a configuration and a workflow"
    )
    command.add_argument(
        "--pyproject", action="store_true", help="write into pyproject.toml, not into doclint.toml"
    )
    for name, about in _OFFERS.items():
        command.add_argument(f"--{name}", action=BooleanOptionalAction, default=None, help=about)
    command.add_argument(
        "--repository",
        metavar="URL[@REV]",
        help="where hooks and workflows have doclint from, if it was not installed from there",
    )


def run(args: Namespace) -> int:
    """Run the command and return its exit code."""
    if not Path(args.folder).is_dir():
        raise UsageError(f"`{args.folder}` is no folder")
    with chdir(args.folder):
        written: list[str] = []
        try:
            return _run(args, written)
        except (KeyboardInterrupt, EOFError):
            done = f"{', '.join(written)} written before that" if written else "nothing was written"
            tell(("", f"doclint: stopped; {done}"))
            return _STOPPED


@dataclass(slots=True)
class _Setup:
    """What there is, what is proposed for it, and what somebody chose."""

    args: Namespace
    files: Files
    survey: Survey
    drafts: Sequence[Draft]
    result: Result
    home: Home | None
    chosen: dict[str, bool] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)

    @property
    def rst(self) -> bool:
        """Whether there are pages that take another library."""
        suffixes = (".rst", ".inc")
        return any(page.source.path.endswith(suffixes) for page in self.survey.result.checked)


def _run(args: Namespace, written: list[str]) -> int:
    setup = _looked(args)
    if setup is None:
        tell(("doclint: nothing to check here: no page, no template and no spec",))
        return NOTHING
    from doclint.init.telling import told

    setup.written = written
    say(told(setup.survey, setup.result))
    own = _config(setup)
    same = own.before == own.after
    asked = any(getattr(args, name) for name in _OFFERS)
    if own.before is not None and not (args.force or args.pyproject or (same and asked)):
        return _refused(own)
    if not (args.yes or args.dry_run or _asks()):
        tell(
            (
                "",
                "doclint: nothing was written; `--yes` writes, `--dry-run` shows what",
            )
        )
        return USAGE
    kept = not same and (args.yes or args.dry_run or _confirmed(own))
    setup.chosen = {name: _wanted(setup, name) for name in _OFFERS}
    changes = [*([own] if kept else []), *_more(setup)]
    if args.dry_run:
        return _shown(changes, setup)
    return _written(changes, setup)


def _looked(args: Namespace) -> _Setup | None:
    """What there is; None where there is nothing to check."""
    from doclint.commands.running import progress_of
    from doclint.files import Folder
    from doclint.init.looking import look
    from doclint.init.sources import home

    files, progress = Folder(), progress_of(args)
    try:
        looked = look(files, progress)
    finally:
        progress.close()
    if looked.survey.empty:
        return None
    known = home(args.repository)
    return _Setup(args, files, looked.survey, looked.drafts, looked.result, known)


def _config(setup: _Setup) -> Change:
    """The configuration; UsageError where it can't be put."""
    from doclint.config import find_config
    from doclint.init.plan import change
    from doclint.init.writing import config_text

    files, there = setup.files, find_config(setup.files)
    if not setup.args.pyproject:
        if there == NAMES[1]:
            hint = "change that, or write it anew with `--pyproject` when it is gone"
            raise UsageError(f"{there}: it has a configuration; {hint}")
        if there is not None and there != NAMES[0]:
            tell((f"doclint: `{there}` holds here now; one that is nearer takes its place",))
        return change(files, NAMES[0], config_text(setup.survey, setup.drafts))
    if not files.exists(NAMES[1]):
        raise UsageError(f"there is no `{NAMES[1]}` here to write into")
    if there in NAMES:
        raise UsageError(f"{there}: it has a configuration")
    text = config_text(setup.survey, setup.drafts, inside=True)
    return change(files, NAMES[1], f"{files.read(NAMES[1]).text.rstrip()}\n\n{text}")


def _refused(own: Change) -> int:
    """Says what is there, and how it would be changed."""
    from doclint.init.plan import difference

    if own.before == own.after:
        tell((f"doclint: `{own.path}` is there, and says what would be written",))
        return OK
    say(("", *difference([own])))
    tell((f"doclint: `{own.path}` is there; `--force` writes over it, as shown",))
    return USAGE


def _asks() -> bool:
    """Whether there is somebody who can be asked."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty()


def _confirmed(own: Change) -> bool:
    """Whether somebody wants the configuration, who has seen it."""
    from doclint.init.plan import difference

    say(("", *difference([own]), ""))
    return ask(f"{'Write' if own.before is None else 'Change'} {own.path}?", default=True)


def _wanted(setup: _Setup, name: str) -> bool:
    """Whether one of the offers is taken: by an option, by an answer, or as it is proposed."""
    told = getattr(setup.args, name)
    if told is not None:
        return bool(told)
    question, default = _offer(setup, name)
    if not question:
        return False
    if setup.args.yes or setup.args.dry_run:
        return default
    return ask(question, default=default)


def _offer(setup: _Setup, name: str) -> tuple[str, bool]:
    """What is asked, "" where there is nothing to ask for, and what is proposed."""
    from doclint.baseline.finding import NAME as BASELINE
    from doclint.init.hooks import NAME
    from doclint.init.workflows import GITHUB

    files = setup.files
    if name == "baseline":
        number = len(setup.result.findings)
        errors = any(one.severity == "error" for one in setup.result.findings)
        errors = errors and not files.exists(BASELINE)  # one that is there may know them
        return (f"Take the {_findings(number)} of today as known?" if number else "", errors)
    if name == "hook":
        there = files.exists(NAME)
        return f"{'Add a hook to' if there else 'Write'} {NAME}?", there
    there = files.exists(".github") and setup.home is not None
    return (f"Write {GITHUB}?" if there else "", not files.exists(GITHUB))


def _findings(number: int) -> str:
    return "1 finding" if number == 1 else f"{number} findings"


def _more(setup: _Setup) -> Iterator[Change]:
    """The hook and the workflow, if they are wanted; says why where they can't be made."""
    from doclint.init.hooks import NAME, hooked
    from doclint.init.plan import change
    from doclint.init.workflows import GITHUB, github

    files, home = setup.files, setup.home
    if setup.chosen["hook"]:
        before = files.read(NAME).text if files.exists(NAME) else None
        made = hooked(before, home, rst=setup.rst)
        if made.text is None:
            tell((f"doclint: `{NAME}` stays as it is: {made.reason}",))
        else:
            yield change(files, NAME, made.text)
    if setup.chosen["github"]:
        if home is None:
            raise UsageError("where is a workflow to have doclint from? say `--repository URL@REV`")
        if files.exists(GITHUB) and not setup.args.force:
            tell((f"doclint: `{GITHUB}` is there and stays; `--force` writes over it",))
        else:
            yield change(files, GITHUB, github(home, rst=setup.rst))


def _shown(changes: Iterable[Change], setup: _Setup) -> int:
    from doclint.init.plan import difference

    say(("", *difference(changes)))
    if setup.chosen["baseline"]:
        told = _findings(len(setup.result.findings))
        tell((f"doclint: `doclint baseline write` would take {told} as known",))
    tell(("doclint: nothing was written, as of `--dry-run`",))
    return OK


def _written(changes: Sequence[Change], setup: _Setup) -> int:
    """Writes all, then looks whether it is as it was meant to be."""
    from doclint.init.telling import matched

    say(("",))
    for one in changes:
        _write(one, setup.files)
        say((f"{'wrote' if one.before is None else 'changed'} {one.path}",))
        setup.written.append(one.path)
    if not (changes or setup.chosen["baseline"]):
        say(("nothing was written",))
    code = _baseline() if setup.chosen["baseline"] else OK
    say((f"With it: {matched(setup.result)}",) if changes and setup.result.checked else ())
    say(_next(setup))
    return code


def _write(one: Change, files: Files) -> None:
    from doclint.files import place

    try:
        if one.before is None:
            place(one.path, one.after)
        else:
            files.write(one.path, one.before, one.after)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"`{one.path}` cannot be written: {reason}") from None


def _baseline() -> int:
    from doclint.commands import baseline, parse

    return baseline.run(parse(["baseline", "write"]))


def _next(setup: _Setup) -> Iterator[str]:
    """What to do now."""
    steps = {"doclint check": "what is to be mended"}
    if setup.chosen["baseline"]:
        steps = {"doclint check --no-baseline": "what is to be mended one day"}
    steps["doclint selftest"] = "which mistakes this would see, tried on copies of the pages"
    if setup.chosen["hook"]:
        steps["pre-commit install"] = "from now on before each commit"
    elif setup.result.project.specs:
        steps["doclint map"] = "which section describes which operation, and why"
    else:
        steps["doclint check --diff"] = "what can be mended by itself"
    width = max(map(len, steps))
    yield "Next:"
    yield from (f"  {step:{width}}  # {about}" for step, about in steps.items())
    if setup.files.exists(".gitlab-ci.yml"):
        from doclint.init.workflows import gitlab

        yield ""
        yield "For .gitlab-ci.yml:"
        yield from gitlab(setup.home, rst=setup.rst).splitlines()
