"""A command again and again, whenever a file below the folder changes."""

from __future__ import annotations

import gc
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence

from doclint.console import say, tell

_CLEAR = "\x1b[H\x1b[2J"


def watch(args: Namespace, once: Callable[[Namespace], int]) -> int:
    """Run until somebody stops it; UsageError where it cannot be done."""
    from doclint.config import UsageError

    try:
        from watchfiles import DefaultFilter
        from watchfiles import watch as changes
    except ImportError:
        wanted = 'it needs the package watchfiles: `pip install "doclint[watch]"`'
        raise UsageError(f"`--watch`: {wanted}") from None
    if "-" in args.paths or args.stdin_filename:
        raise UsageError("`--watch`: standard input does not change; name the page itself")
    gc.enable()  # what the run before has made is not needed any more
    _shown(args, once, first=True)
    own = [os.path.abspath(path) for path in _written(args)]
    seen = DefaultFilter(ignore_paths=own)
    for _ in changes(*_roots(args), watch_filter=seen, raise_interrupt=True):
        if sys.stdout.isatty():
            say((_CLEAR,))
        _shown(args, once)
    return 0


def _written(args: Namespace) -> Iterator[str]:
    """The reports of the run itself."""
    yield from (path for _, path in getattr(args, "output", ()))


def _roots(args: Namespace) -> Sequence[str]:
    """The folder, and what is named that lies elsewhere."""
    named = [*args.paths, *args.spec, *args.template, *([args.config] if args.config else [])]
    known = os.path.realpath(".")
    outside = (os.path.realpath(path) for path in named)
    return [".", *{path for path in outside if os.path.commonpath((path, known)) != known}]


def _shown(args: Namespace, once: Callable[[Namespace], int], *, first: bool = False) -> None:
    """One run; what comes to be wrong with the configuration can be put right while it goes on."""
    from doclint.config import UsageError
    from doclint.rules.catalog import SelectError
    from doclint.rules.load import RuleError

    try:
        once(Namespace(**vars(args)))
    except (UsageError, SelectError, RuleError) as error:
        if first:  # who began it so has made a mistake
            raise
        tell((f"doclint: {error}",))
    gc.collect()
    tell(("doclint: watching for changes; Ctrl-C ends it",))
    sys.stdout.flush()
