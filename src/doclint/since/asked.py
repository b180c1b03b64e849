"""What is asked for in the checkout, as it is to be asked for in a commit before it."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from doclint.config import Api, Config
from doclint.files import joined, relative
from doclint.git import Changes, GitError, Repository
from doclint.since import Asked
from doclint.tree import Tree, is_pointer


def before(asked: Asked, tree: Tree, changes: Changes) -> Asked:
    """The same in a commit: with the names of then, and without what was not there.

    The configuration is that of the checkout, and so are the rules: a change of them shows neither
    all that they find now, nor hides what is new. GitError for a spec that is not here.
    """
    for path in _read_with(asked.config):
        tree.take(path)
    names = _Names(tree, changes)
    return Asked(
        tuple(dict.fromkeys(names.existing(asked.paths))),
        _config(asked.config, names, changes, tree.repository),
        tuple(names.read(asked.specs)),
        tuple(names.existing(asked.templates)),
    )


def _read_with(config: Config) -> Iterator[str]:
    """The files that a configuration is made of."""
    if config.file:
        yield config.file
    dialects = config.data.get("dialects", {}).values()
    yield from (joined(config.root, path) for path in dialects if isinstance(path, str))


class _Names:
    """What files were called in a commit."""

    def __init__(self, tree: Tree, changes: Changes) -> None:
        self.tree, self.changes = tree, changes

    def existing(self, paths: Iterable[str]) -> Iterator[str]:
        """The paths as they were; those that were not there are left out."""
        for path in paths:
            old = self.old(path)
            if old is not None:
                yield old

    def read(self, paths: Iterable[str]) -> Iterator[str]:
        """The same of files that are to be read; GitError where one is not here."""
        for path in self.existing(paths):
            if not self.tree.is_folder(path) and is_pointer(self.tree.data(path)):
                fetch = f"git lfs fetch origin {self.tree.commit[:9]}"
                where = f"at {self.tree.commit[:9]}, and the file itself is not here"
                raise GitError(f"`{path}` is a pointer of Git LFS {where}; `{fetch}`")
            yield path

    def old(self, path: str) -> str | None:
        """What a file or folder was called; None where it was not there."""
        repository = self.tree.repository
        name = repository.name(path)
        if name is None or self.tree.exists(path):
            return path
        before = self.changes.before(name)
        if before == name:
            before = _folder(name, self.changes.renamed) or name
        called = repository.called(before)
        return called if before != name and self.tree.exists(called) else None


def _folder(name: str, renamed: Mapping[str, str]) -> str | None:
    """What a folder was called, by the most of the files that came with it."""
    counts: Counter[str] = Counter()
    for new, old in renamed.items():
        inside = new.removeprefix(f"{name}/") if new.startswith(f"{name}/") else ""
        if inside and old.endswith(f"/{inside}"):
            counts[old[: -len(inside) - 1]] += 1
    return counts.most_common(1)[0][0] if counts else None


def _config(config: Config, names: _Names, changes: Changes, repository: Repository) -> Config:
    """The configuration, with what it names as it was called."""
    pairs = [
        (repository.called(new), repository.called(old)) for new, old in changes.renamed.items()
    ]
    moved = [old for new, old in pairs if config.include and config.includes(new)]
    return replace(
        config,
        apis=tuple(_api(api, names, pairs) for api in config.apis),
        include=(*config.include, *_globs(moved, config.root)),
        context=tuple(names.existing(config.context)),
    )


def _api(api: Api, names: _Names, pairs: Sequence[tuple[str, str]]) -> Api:
    covered = [old for new, old in pairs if api.pages and api.covers(new) and not api.covers(old)]
    rendering = [old for new, old in pairs if api.renders(new) and not api.renders(old)]
    return replace(
        api,
        spec=tuple(names.read(api.spec)),
        errors=tuple(names.existing(api.errors)),
        pages=(*api.pages, *_globs(covered, api.root)),
        templates=(*api.templates, *_globs(rendering, api.root)),
    )


def _globs(paths: Iterable[str], root: str) -> Iterator[str]:
    """Patterns of single files; with a slash, as one without would match in every folder."""
    for path in paths:
        inside = relative(path, root)
        yield inside if "/" in inside else posixpath.join(".", inside)
