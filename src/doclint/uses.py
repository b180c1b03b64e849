"""What named files are to others: parts of a spec, data of pages, texts that pages take in."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from doclint.config import Api, Config
from doclint.files import Files, joined, matches, relative
from doclint.model.pattern import regex
from doclint.model.source import Source
from doclint.nearby import text_of

_REFERENCE = regex(r"""\$ref["']?[ \t]*:[ \t]*(?:"([^"#\n]+)|'([^'#\n]+)|([^\s"'#{}\[\],]+))""")
_REMOTE = regex(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_FIELD = regex(r"\{(page|name|operation)\}")
_MOST_PARTS = 5000  # files that one spec is made of


def specs_with(files: Files, specs: Iterable[Source], paths: Sequence[str]) -> Iterator[Source]:
    """The specs that some of the files are parts of."""
    asked = set(paths)
    for spec in specs if asked else ():
        if not asked.isdisjoint(parts(files, spec)):
            yield spec


def parts(files: Files, spec: Source) -> Iterator[str]:
    """The other files that a spec refers to, and those that these refer to, by a quick look."""
    known = {spec.path}
    waiting = [spec]
    while waiting and len(known) < _MOST_PARTS:
        source = waiting.pop()
        for path in _referred(source):
            if path not in known:
                known.add(path)
                if (part := _part(files, path)) is not None:
                    yield path
                    waiting.append(part)


def _referred(source: Source) -> Iterator[str]:
    folder = posixpath.dirname(source.path)
    for found in _REFERENCE.finditer(source.text) if "$ref" in source.text else ():
        address = (found[1] or found[2] or found[3]).strip()
        if address and not _REMOTE.match(address) and address.isprintable():
            yield joined(folder, unquote(address))


def _part(files: Files, path: str) -> Source | None:
    return None if "\0" in path or files.is_folder(path) else text_of(files, path)


def used(config: Config, paths: Iterable[str]) -> Iterator[str]:
    """The files that the configuration names as data of pages: contexts, errors and schemas."""
    for path in paths:
        if any(_is_data(api, path) for api in config.apis):
            yield path


def _is_data(api: Api, path: str) -> bool:
    own = relative(path, api.root)
    schema = bool(api.schemas) and matches(own, api.schemas)
    return schema or path in api.errors or any(_fits(own, told) for told in api.context)


def _fits(path: str, told: str) -> bool:
    """Whether a file may be one of those that `context` names."""
    if not _FIELD.search(told):
        return posixpath.normpath(told) == path or ("*" in told and matches(path, (told,)))
    parts = _FIELD.split(posixpath.normpath(told))
    pattern = "".join(
        (".+" if part == "page" else "[^/]+") if number % 2 else re.escape(part)
        for number, part in enumerate(parts)
    )
    return re.fullmatch(pattern, path) is not None
