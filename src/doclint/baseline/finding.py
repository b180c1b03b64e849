"""Which baseline a run has: one that is named, else one that is found, else none."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from doclint.config import Config, UsageError
from doclint.files import Files, enclosing, joined

if TYPE_CHECKING:
    from doclint.baseline.storing import Baseline  # few projects have one

NAME = ".doclint-baseline.json"
"""What a baseline is called where it is found by itself."""


def baseline_of(args: Namespace, files: Files, config: Config) -> Baseline | None:
    """The baseline of a run; UsageError for one that is broken, or named and not there."""
    if not hasattr(args, "no_baseline"):
        return None  # a command that does not ask for one
    place, path = named(args, files, config)
    if args.no_baseline:
        return None
    if path and not files.exists(path):
        hint = f"`doclint baseline write{_option(args)}` makes it"
        raise UsageError(f"{place}there is no baseline `{path}`; {hint}")
    path = path or found(files, config)
    if not path and getattr(args, "strict_baseline", False):
        hint = f"no `{NAME}` here or above; `doclint baseline write` makes it"
        raise UsageError(f"--strict-baseline: there is {hint}")
    return opened(files, path) if path else None


def _option(args: Namespace) -> str:
    return f" --baseline {args.baseline}" if args.baseline else ""


def opened(files: Files, path: str) -> Baseline:
    """A baseline that is there; UsageError for one that is broken or can't be read."""
    from doclint.baseline.storing import load

    try:
        return load(files, path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"{path}: the baseline cannot be read: {reason}") from None


def named(args: Namespace, files: Files, config: Config) -> tuple[str, str]:
    """The baseline that is asked for, and where it is named if that is in the configuration."""
    if args.baseline:
        return "", files.shown(args.baseline)
    own = config.data.get("baseline")
    if own:
        return config.place("baseline"), files.shown(joined(config.root, str(own)))
    return "", ""


def found(files: Files, config: Config) -> str:
    """The baseline beside the configuration, or the nearest one from where the user stands up."""
    if config.file:
        beside = files.shown(joined(config.root, NAME))
        if files.exists(beside):
            return beside
    paths = (joined(folder, NAME) for folder in enclosing(files))
    return next(filter(files.exists, paths), "")


def home(args: Namespace, files: Files, config: Config) -> str:
    """Where a baseline is to be written."""
    _, path = named(args, files, config)
    return path or found(files, config) or files.shown(joined(config.root, NAME))
