"""What git knows of the folder that the user stands in: its program is asked, no library."""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import cached_property
from typing import NamedTuple

from doclint.config import UsageError
from doclint.model.record import dataclass
from doclint.model.words import did_you_mean

_LEFT_OUT = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"),
    *("GIT_IMPLICIT_WORK_TREE", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS"),
)
"""What hooks of git set for the commit that is being made: here the folder tells what is meant."""
_PLAIN = {
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",  # nothing is written, not even what would be faster the next time
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
    "LANGUAGE": "",
}
_HUNK = re.compile(rb"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")
_ALIKE = 0.5  # the share of lines that a file moved by hand has kept, as git has it
_PAIRS = 10_000  # of files that are gone and new ones, which are compared
_SAFE = "dubious ownership"
_NULL = re.compile(r"0{40,64}\Z")


class GitError(UsageError):
    """Git is not there, or there is no such commit; the message says what to do."""


class Hunk(NamedTuple):
    """A changed stretch: its first line before and after, and how many lines; none may be left.

    Where there are none, the line is the one in front of it.
    """

    old: int
    gone: int
    new: int
    added: int


@dataclass(frozen=True, slots=True)
class Changes:
    """The files that differ from a commit, as they are called from the top of the repository.

    `renamed` gives the old names by the new ones, and neither is part of the others. `added` are
    also those that git has not been told of.
    """

    added: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    edited: frozenset[str] = frozenset()
    renamed: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.edited or self.renamed)

    def names(self) -> frozenset[str]:
        """The names of all of them, old and new ones."""
        moved = {*self.renamed, *self.renamed.values()}
        return self.added | self.removed | self.edited | moved

    def before(self, name: str) -> str:
        """What a file was called."""
        return self.renamed.get(name, name)


@dataclass(frozen=True)
class Repository:
    """A checkout. `top` is its topmost folder, `root` the one from which paths are called."""

    top: str
    root: str
    shallow: bool = False
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)

    def name(self, path: str) -> str | None:
        """What a file is called from the top, with slashes; "" for the top, None outside of it."""
        full = os.path.normpath(os.path.join(self.root, path))
        if full == self.top:
            return ""
        inside = full.startswith(self.top.rstrip(os.sep) + os.sep)
        return os.path.relpath(full, self.top).replace(os.sep, "/") if inside else None

    def called(self, name: str) -> str:
        """What a file of the repository is called from where the user stands."""
        return os.path.relpath(os.path.join(self.top, name), self.root).replace(os.sep, "/")

    def ask(self, *arguments: str) -> bytes:
        """What a command of git prints; GitError with what it says where it fails."""
        code, out, said = _run(self.top, self.environment, arguments)
        if code:
            raise _error(said, self.top)
        return out

    def find(self, *arguments: str) -> str:
        """What a command of git prints; "" where it fails."""
        code, out, _ = _run(self.top, self.environment, arguments)
        return "" if code else os.fsdecode(out).strip()

    def listed(self, *arguments: str) -> list[str]:
        """The names that a command with `-z` prints."""
        return [os.fsdecode(one) for one in self.ask(*arguments).split(b"\0") if one]

    # Commits --------------------------------------------------------------------------------------

    def commit(self, ref: str) -> str:
        """The commit that a branch, a tag or the like stands for; GitError where there is none."""
        if not ref.strip():
            raise GitError("the name of the commit is empty; is a variable not set?")
        if _NULL.match(ref):
            reason = "is what git calls no commit at all, as for a new branch"
            raise GitError(f"`{ref}` {reason}; name the branch that it comes from")
        found = "" if ref.startswith("-") else self._commit(ref)
        if not found:
            raise GitError(self._unknown(ref))
        return found

    def base(self, ref: str) -> str:
        """The newest commit that a branch and the checkout have in common."""
        if not self._commit("HEAD"):
            raise GitError("the repository has no commit yet, so there is nothing to compare with")
        other = self.commit(ref)
        found = self.find("merge-base", other, "HEAD")
        if not found:
            reason = f"`{ref}` and the checkout have no commit in common"
            raise GitError(f"{reason}{self._deepen() or '; name a branch that it comes from'}")
        return found

    def _commit(self, ref: str) -> str:
        return self.find("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")

    def _unknown(self, ref: str) -> str:
        """Why a name stands for no commit, and what to do."""
        if ".." in ref:
            return f"`{ref}` is a range, expected the one commit to compare with"
        if self.find("rev-parse", "--verify", "--quiet", ref) and not ref.startswith("-"):
            missing = self.find("cat-file", "-t", ref) == ""
            if not missing:
                return f"`{ref}` is no commit"
        names = self.find("for-each-ref", "--format=%(refname:short)").split("\n")
        remote = [name for name in names if name.partition("/")[2] == ref]
        hint = f"; did you mean `{remote[0]}`?" if remote else self._deepen()
        hint = hint or did_you_mean(ref, names) or "; is it to be fetched first?"
        return f"there is no commit `{ref}` here{hint}"

    def _deepen(self) -> str:
        """What to do where the clone has not all commits; "" where it has."""
        if not self.shallow:
            return ""
        way = "`git fetch --unshallow`, or `fetch-depth: 0` of actions/checkout"
        return f": this clone is shallow, it has only the last commits; {way}"

    # Changes --------------------------------------------------------------------------------------

    def changes(self, commit: str) -> Changes:
        """What differs between a commit and the files as they lie there, committed or not."""
        words = iter(self.listed("diff", "--name-status", "-z", *_BARE, "-M", commit, "--"))
        kinds: dict[str, set[str]] = {"A": set(self.untracked), "D": set(), "M": set()}
        renamed: dict[str, str] = {}
        for status in words:
            name = next(words)
            if status[0] in "RC":
                new = next(words)
                renamed |= {new: name} if status[0] == "R" else {}
                kinds["A"] |= {new} if status[0] == "C" else set()
            else:
                kinds.get(status[0], kinds["M"]).add(name)
        back = kinds["A"] & kinds["D"]  # out of the index, and there: what git shall track no more
        kinds = {"A": kinds["A"] - back, "D": kinds["D"] - back, "M": kinds["M"] | back}
        renamed |= dict(self._moved(commit, kinds["D"], kinds["A"] & self.untracked))
        added, removed = kinds["A"] - {*renamed}, kinds["D"] - {*renamed.values()}
        return Changes(frozenset(added), frozenset(removed), frozenset(kinds["M"]), renamed)

    @cached_property
    def untracked(self) -> frozenset[str]:
        """The files that git has not been told of, and is not told to ignore.

        A repository that lies inside of this one is but one name.
        """
        names = self.listed("ls-files", "--others", "--exclude-standard", "-z")
        return frozenset(name.rstrip("/") for name in names)

    @cached_property
    def ignored(self) -> tuple[str, ...]:
        """The files that git is told to ignore; folders of nothing else, with a slash behind."""
        how = ("--others", "--ignored", "--exclude-standard", "--directory")
        return tuple(self.listed("ls-files", *how, "-z"))

    @cached_property
    def left_out(self) -> frozenset[str]:
        """The files that are tracked and not checked out, as the checkout is a sparse one."""
        if self.find("config", "--bool", "core.sparseCheckout") != "true":
            return frozenset()
        tagged = self.listed("ls-files", "-t", "-z")
        return frozenset(one[2:] for one in tagged if one.startswith("S "))

    def hunks(self, commit: str, name: str, before: str) -> tuple[Hunk, ...]:
        """The changed lines of a file; `before` is its name in the commit."""
        if name in self.untracked:
            return ()
        names = dict.fromkeys((before, name))
        out = self.ask("diff", *_BARE, "-M", "-U0", "--text", commit, "--", *names)
        found = (match.groups() for match in map(_HUNK.match, out.split(b"\n")) if match)
        return tuple(
            Hunk(int(old), int(gone or 1), int(new), int(more or 1))
            for old, gone, new, more in found
        )

    def _moved(
        self, commit: str, gone: Iterable[str], new: Iterable[str]
    ) -> Iterator[tuple[str, str]]:
        """Files that were moved by hand, new names first; git tells only of those it knows."""
        lines = {name: _lines(self._there(name)) for name in sorted(new)}
        left = sorted(gone)
        if len(left) * len(lines) > _PAIRS:
            return
        for old in left:
            own = _lines(self.ask("cat-file", "blob", f"{commit}:{old}"))
            suffix = posixpath.splitext(old)[1]
            near = (name for name in lines if posixpath.splitext(name)[1] == suffix)
            shares = sorted(((_share(own, lines[name]), name) for name in near), reverse=True)
            if shares and shares[0][0] >= _ALIKE:
                yield shares[0][1], old
                del lines[shares[0][1]]

    def _there(self, name: str) -> bytes:
        try:
            with open(os.path.join(self.top, name), "rb") as file:
                return file.read()
        except OSError:
            return b""


_BARE = (
    *("--no-ext-diff", "--no-textconv", "--no-color", "--inter-hunk-context=0"),
    "--ignore-submodules=dirty",
)
"""What makes a diff plain, whatever the user has configured."""


def repository(folder: str = ".") -> Repository:
    """The checkout that a folder is in; GitError where there is none."""
    root = os.path.realpath(folder)
    plain = {**os.environ, **_PLAIN}
    bare = {name: value for name, value in plain.items() if name not in _LEFT_OUT}
    asked = ("rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-cdup")
    code, out, said = _run(root, bare, asked)
    environment = bare
    if code and _SAFE not in said and "GIT_DIR" in os.environ:  # it lies somewhere else
        code, out, said = _run(root, plain, asked)
        environment = plain
    if code:
        raise _error(said, root)
    inside, shallow, up, *_ = (*os.fsdecode(out).split("\n"), "", "")
    if inside != "true":
        raise GitError(f"`{root}` is a part of git's own files, and no checkout")
    top = os.path.normpath(os.path.join(root, up))
    return Repository(top, root, shallow == "true", environment)


def within(outer: Repository, name: str) -> Repository | None:
    """The checkout of a submodule, paths being called as before; None where it is not there."""
    folder = os.path.join(outer.top, name)
    if not os.path.exists(os.path.join(folder, ".git")):
        return None
    try:
        return replace(repository(folder), root=outer.root)
    except GitError:
        return None


def _run(
    folder: str, environment: Mapping[str, str], arguments: Sequence[str]
) -> tuple[int, bytes, str]:
    """The exit code of a command of git, what it prints, and what it says."""
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except FileNotFoundError:
        raise GitError("`git` is not installed, or not on the PATH") from None
    except OSError as error:
        raise GitError(f"`git` cannot be run: {(error.strerror or str(error)).lower()}") from None
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def _error(said: str, folder: str) -> GitError:
    """What git says, in our words where they tell more."""
    if _SAFE in said:
        owned = re.search(r"repository at '(.+)'", said)
        command = f"git config --global --add safe.directory {owned[1] if owned else folder}"
        return GitError(f"git does not trust files that somebody else owns; `{command}`")
    if "not a git repository" in said:
        return GitError(f"`{folder}` is in no git repository; change to the checkout first")
    lines = [line.removeprefix("fatal: ") for line in said.strip().splitlines()]
    return GitError(f"git says: {lines[0] if lines else 'nothing, and fails'}")


def _lines(data: bytes) -> Mapping[bytes, int]:
    found: dict[bytes, int] = {}
    for line in data.split(b"\n"):
        if line.strip():
            found[line.strip()] = found.get(line.strip(), 0) + 1
    return found


def _share(own: Mapping[bytes, int], other: Mapping[bytes, int]) -> float:
    """How much of the larger of two files is in the other, too."""
    both = sum(min(count, other.get(line, 0)) for line, count in own.items())
    most = max(sum(own.values()), sum(other.values()))
    return both / most if most else 0.0
