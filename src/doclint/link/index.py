"""The operations of a spec, by all that a page may call them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from doclint.link.paths import fits, is_filled, is_suffix, nearness, segments
from doclint.model.contract import Naming
from doclint.model.pattern import regex
from doclint.model.project import Match
from doclint.model.record import dataclass
from doclint.model.spec import Operation, Spec

_NOT_WORD = regex(r"[\W_]+")
_CAMEL = regex(r"(?<=[a-z0-9])(?=[A-Z])")


def squeezed(text: str) -> str:
    """A title as it is compared: letters and digits alone."""
    return _NOT_WORD.sub("", text).lower()


@dataclass(frozen=True, eq=False)
class Index:
    """The operations of one spec. `base` are paths that pages may put in front of its own."""

    spec: Spec
    base: tuple[str, ...] = ()

    @cached_property
    def paths(self) -> dict[tuple[str, ...], list[Operation]]:
        """Operations by path, placeholders without their names."""
        found: dict[tuple[str, ...], list[Operation]] = {}
        for operation in self.spec.operations:
            found.setdefault(segments(operation.path), []).append(operation)
        return found

    @cached_property
    def lowered(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Paths by their lower case."""
        return {tuple(part.lower() for part in path): path for path in self.paths}

    @cached_property
    def by_id(self) -> dict[str, Operation]:
        """Operations by operationId."""
        return {operation.id: operation for operation in self.spec.operations if operation.id}

    @cached_property
    def by_title(self) -> dict[str, list[Operation]]:
        """Operations by summary and by operationId, letters alone."""
        found: dict[str, list[Operation]] = {}
        for operation in self.spec.operations:
            for title in {
                squeezed(operation.node.text("summary") or ""),
                squeezed(operation.id or ""),
            }:
                if title:
                    found.setdefault(title, []).append(operation)
        return found

    @cached_property
    def components(self) -> dict[str, str]:
        """Names of schemas by their letters alone."""
        return {squeezed(name): name for name in self.spec.schemas}

    @cached_property
    def bases(self) -> tuple[tuple[str, ...], ...]:
        """The base paths that pages may put in front of the spec's paths."""
        every = (*self.base, *self.spec.base_paths)
        return tuple(dict.fromkeys(filter(None, (segments(path) for path in every))))

    @cached_property
    def _by_last(self) -> dict[str, list[tuple[str, ...]]]:
        """Paths by their last segment, where looking for a suffix starts."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for path in self.paths:
            found.setdefault(path[-1] if path else "", []).append(path)
        return found

    def match(self, naming: Naming) -> Match:
        """What the spec has for a naming."""
        path = segments(naming.path.value)
        for how, known in self._candidates(path):
            operations = self._with_method(known, naming)
            if operations:
                return Match(naming, how, operations)
            if how in ("exact", "base", "suffix"):
                return Match(naming, "method", tuple(self.paths[known]))
        worded = self._worded(naming, path)
        if worded:
            return Match(naming, "filled", worded)
        several = self._several(naming, path)
        return Match(naming, "several", several) if several else self._near(naming, path)

    def _several(self, naming: Naming, path: tuple[str, ...]) -> tuple[Operation, ...]:
        """Operations with words where the page has one placeholder: `/files/{kind}` for them."""
        found = {
            known
            for each in self._without_base(path)
            if 0 < each.count("*") < len(each)
            for known in self._by_length.get(len(each), ())
            if fits(known, each) and known.count("*") < each.count("*")
        }
        operations = unique(o for known in sorted(found) for o in self._with_method(known, naming))
        return operations if len(operations) > 1 else ()

    def _worded(self, naming: Naming, path: tuple[str, ...]) -> tuple[Operation, ...]:
        """Operations with a placeholder where the page has a word: `/users/me`, `/jobs/1/stop`."""
        every = (known for each in self._without_base(path) for known in self._fitting(each))
        return unique(o for known in every for o in self._with_method(known, naming))

    def _fitting(self, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for known in self._by_length.get(len(path), ()):
            if fits(path, known) and sum(a == b for a, b in zip(path, known, strict=True)) > 1:
                yield known

    def _candidates(self, path: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Paths of the spec that a page's path may mean, the surest first."""
        if path in self.paths:
            yield "exact", path
        for base in self.bases:
            if path[: len(base)] == base and path[len(base) :] in self.paths:
                yield "base", path[len(base) :]
            if (*base, *path) in self.paths:
                yield "base", (*base, *path)
        lowered = self.lowered.get(tuple(part.lower() for part in path))
        if lowered is not None and lowered != path:
            yield "exact", lowered
        filled = [known for known in self._by_length.get(len(path), ()) if is_filled(path, known)]
        if len(filled) == 1:
            yield "base", filled[0]
        around = [
            known
            for known in self._by_last.get(path[-1] if path else "", ())
            if is_suffix(known, path) or is_suffix(path, known)
        ]
        if len(around) == 1:
            yield "suffix", around[0]

    def _with_method(self, path: tuple[str, ...], naming: Naming) -> tuple[Operation, ...]:
        known = self.paths.get(path, [])
        if naming.method is None:
            return tuple(known) if len(known) == 1 else ()
        return tuple(operation for operation in known if operation.method == naming.method.value)

    def _near(self, naming: Naming, path: tuple[str, ...]) -> Match:
        """Operations of the same method whose path is one slip away."""
        method = naming.method and naming.method.value
        ranked = [
            (max((nearness(each, known) for each in self._without_base(path)), default=0.0), known)
            for known in self.paths
            if abs(len(known) - len(path)) <= 3
        ]
        best = max((score for score, _ in ranked), default=0.0)
        near = [
            operation
            for score, known in ranked
            if score and score >= best - 0.05
            for operation in self.paths[known]
            if method in (None, operation.method)
        ]
        return Match(naming, "near", tuple(near)) if near else Match(naming, "none")

    def _without_base(self, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        yield path
        for base in self.bases:
            if path[: len(base)] == base:
                yield path[len(base) :]
            yield (*base, *path)

    def called(self, naming: Naming) -> tuple[Operation, ...]:
        """The operations that a request line with values in it calls."""
        path = segments(naming.path.value)
        tails = (path, *(path[n:] for n in range(1, len(path))))
        for tail in tails[:4]:
            found = self._calls(tail, naming)
            if found:
                return found
        return ()

    def _calls(self, path: tuple[str, ...], naming: Naming) -> tuple[Operation, ...]:
        method = naming.method.value if naming.method else "GET"
        found = [
            operation
            for known in self._by_length.get(len(path), ())
            if fits(path, known) and any(part != "*" for part in known)
            for operation in self.paths[known]
            if operation.method == method
        ]
        literal = [
            o
            for o in found
            if sum(a == b for a, b in zip(segments(o.path), path, strict=True)) == len(path)
        ]
        return tuple(literal or found)

    @cached_property
    def _by_length(self) -> dict[int, list[tuple[str, ...]]]:
        """Paths by how many segments they have."""
        found: dict[int, list[tuple[str, ...]]] = {}
        for path in self.paths:
            found.setdefault(len(path), []).append(path)
        return found


def title_words(text: str) -> frozenset[str]:
    """The words of a title or an identifier, in lower case."""
    return frozenset(word for word in _NOT_WORD.split(_CAMEL.sub(" ", text).lower()) if word)


def unique(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """Each operation once, in order."""
    return tuple({id(operation): operation for operation in operations}.values())
