"""The data that pages were rendered from, in the files where a project keeps it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from doclint.config import Api, UsageError
from doclint.files import Files, joined, matches, relative
from doclint.model.source import Source
from doclint.model.spec import escaped
from doclint.model.supply import Fed
from doclint.parse.data.documents import load

__all__ = ["Fed", "context_files"]

_MOST = 1_000_000  # values of one file, those that aliases repeat as often as they do
_FIELD = re.compile(r"\{(page|name|operation)\}")


def context_files(
    files: Files, api: Api, pages: Sequence[str], operations: Mapping[str, str] | None = None
) -> tuple[Fed, ...]:
    """The data of the files that an API's `context` names, in the order of pages and files.

    `operations` are the ids of the operations that pages tell of, by page. UsageError, with its
    place, for a file that is not there, that cannot be read or holds no mapping.
    """
    place = api.places.get("context", "")
    own = [page for page in pages if api.covers(page)]
    found: list[Fed] = []
    for told in api.context:
        if _FIELD.search(told):
            found += _by_page(files, api, told, own, operations or {})
        elif "*" in told:
            found += _by_glob(files, api, told, own)
        else:
            found += _of_one(_loaded(files, joined(api.root, told), place), own)
    return tuple(found)


def _by_page(
    files: Files, api: Api, told: str, pages: Sequence[str], operations: Mapping[str, str]
) -> Iterator[Fed]:
    """The files of those pages that have one; UsageError if no page has."""
    place, tried, count = api.places.get("context", ""), "", 0
    for page in pages:
        for path in _paths(api, told, page, operations.get(page)):
            tried = tried or path
            if files.exists(path):
                count += 1
                source, data = _loaded(files, path, place)
                yield Fed(source, data, page)
                break
    if tried and not count:
        raise UsageError(f"{place}`context`: no page has a file such as `{tried}`")


def _paths(api: Api, told: str, page: str, operation: str | None) -> Iterator[str]:
    """Where the data of a page may lie: {page} counts from the root, or from the glob's folder."""
    stem = posixpath.splitext(relative(page, api.root))[0]
    if operation is None and "{operation}" in told:
        return
    fields = {"name": posixpath.basename(stem), "operation": operation or ""}
    for own in dict.fromkeys((stem, *_below_globs(api, stem))):
        parts = _FIELD.split(told)  # each second one is the name of a field
        parts[1::2] = [(fields | {"page": own})[name] for name in parts[1::2]]
        yield joined(api.root, "".join(parts))


def _below_globs(api: Api, stem: str) -> Iterator[str]:
    """What is left of a page's path behind the folders that a glob of pages begins with."""
    for glob in api.pages:
        folder = posixpath.dirname(glob.partition("*")[0])
        if folder and stem.startswith(f"{folder}/"):
            yield stem[len(folder) + 1 :]


def _by_glob(files: Files, api: Api, told: str, pages: Sequence[str]) -> Iterator[Fed]:
    """Each file that a glob stands for, with the one page that is called like it."""
    place = api.places.get("context", "")
    folder = joined(api.root, posixpath.dirname(told.partition("*")[0]))
    below = files.walk(folder) if files.is_folder(folder) else ()
    known = set(pages)
    paths = [
        path for path in below if matches(relative(path, api.root), (told,)) and path not in known
    ]
    if not paths:
        raise UsageError(f"{place}`context`: there is no file like `{told}`")
    for path in paths:
        called = [page for page in pages if _name(page) == _name(path)]
        page = called[0] if len(called) == 1 else None
        yield Fed(*_loaded(files, path, place), page)


def _of_one(loaded: tuple[Source, Mapping[str, Any]], pages: Sequence[str]) -> Iterator[Fed]:
    """One file for all pages: the data of each under its name, or one data for all."""
    source, data = loaded
    by_name = {name: page for page in pages for name in (page, _name(page))}
    by_page = [
        Fed(source, value, by_name[key], f"/{escaped(key)}")
        for key, value in data.items()
        if key in by_name and isinstance(value, dict)
    ]
    yield from by_page or [Fed(source, data)]


def _name(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def _loaded(files: Files, path: str, place: str) -> tuple[Source, Mapping[str, Any]]:
    try:
        source = files.read(path)
    except OSError as error:
        reason = (error.strerror or "no such file or directory").lower()
        raise UsageError(f"{place}`{path}` cannot be read as a context: {reason}") from None
    data, notes = load(source)
    for note in notes:
        if note.code == "syntax-error":
            line, column = source.position(note.span.start)
            raise UsageError(f"{path}:{line}:{column}: {note.facts['problem']}")
    if not isinstance(data, dict):
        raise UsageError(f"{path}:1:1: a context is a mapping of names, found {_kind(data)}")
    if _size(data, {}) > _MOST:
        raise UsageError(f"{path}:1:1: a context of more than {_MOST} values is too much to render")
    return source, data


def _size(value: Any, known: dict[int, int]) -> int:
    """How many values there are, each as often as it can be come to; `known` is by identity."""
    if not isinstance(value, (dict, list)):
        return 1
    if id(value) not in known:
        known[id(value)] = 1
        parts = value.values() if isinstance(value, dict) else value
        known[id(value)] += sum(_size(part, known) for part in parts)
    return known[id(value)]


def _kind(data: Any) -> str:
    return "nothing" if data is None else "a list" if isinstance(data, list) else "one value"
