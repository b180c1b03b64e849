"""What is to be written, and how that differs from what is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from doclint.files import MARK, Files
from doclint.fix.diff import diff
from doclint.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is new, or gets another text."""

    path: str
    before: bytes | None
    after: bytes


def change(files: Files, path: str, text: str) -> Change:
    """A file with another text; its line breaks and its byte order mark stay."""
    if not files.exists(path):
        return Change(path, None, text.encode("utf-8"))
    before, source = files.data(path), files.read(path)
    if source.line_break != "\n":
        text = text.replace("\n", source.line_break)
    mark = MARK if before.startswith(MARK.encode("utf-8")) else ""
    return Change(path, before, (mark + text).encode("utf-8", "surrogateescape"))


def difference(changes: Iterable[Change]) -> Iterator[str]:
    """All changes as a unified diff."""
    for one in changes:
        lines = diff(one.path, one.before or b"", one.after)
        if one.before is None:
            next(lines, None)
            yield "--- /dev/null"
        yield from lines
