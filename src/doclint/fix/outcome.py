"""What came of fixes, written to files, shown as a difference, or said."""

from __future__ import annotations

from collections.abc import Container, Iterator

from doclint.files import Files
from doclint.fix.diff import diff
from doclint.fix.proof import changes_of
from doclint.fix.rounds import Mended

_TOLD = 10  # fixes that were not made


def write(mended: Mended, files: Files) -> Iterator[tuple[str, str]]:
    """Writes what was fixed; gives the paths of files for which that failed, and why."""
    for file in mended.files:
        try:
            files.write(file.path, file.before, file.after)
        except OSError as error:
            yield file.path, (error.strerror or str(error)).lower()


def count(mended: Mended, unwritten: Container[str] = ()) -> int:
    """How many findings were fixed, but for those in files that were not written."""
    return sum(
        not any(change.path in unwritten for change in changes_of(finding))
        for finding in mended.fixed
    )


def difference(mended: Mended) -> Iterator[str]:
    """The lines of a unified diff of all files."""
    for file in mended.files:
        yield from diff(file.path, file.before, file.after)


def refusals(mended: Mended, *, every: bool = False) -> Iterator[str]:
    """The fixes that were not made, with reasons; the first of many unless all are wanted."""
    found = mended.refused
    if found:
        many = "1 fix was not made" if len(found) == 1 else f"{len(found)} fixes were not made"
        yield f"doclint: {many}:"
    yield from (f"  {refusal}" for refusal in (found if every else found[:_TOLD]))
    if len(found) > _TOLD and not every:
        yield f"  and {len(found) - _TOLD} more, which `--verbose` tells"
