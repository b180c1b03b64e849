"""Parts of an API that a spec does not tell of at all: another version, a resource left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from doclint.link.paths import segments
from doclint.model.project import Endpoint
from doclint.model.spec import Spec

_FEW = 4  # operations under one prefix, of which none is in the spec; fewer are told one by one
_SLIP = 0.7  # how alike two segments are of which one may be a slip of the other

Path = tuple[str, ...]


def regions(endpoints: Iterable[Endpoint], lost: Collection[int]) -> Mapping[int, str]:
    """The prefix of each endpoint, by its `id`, that stands where its spec has nothing at all.

    `lost` are the pages, by their `id`, of which the spec has next to nothing: what one of them
    names alone is told of that page.
    """
    found: dict[tuple[int, Path], list[Endpoint]] = {}
    known: dict[int, frozenset[Path]] = {}
    for endpoint in endpoints:
        spec = endpoint.spec
        if spec is None or not _is_lost(endpoint):
            continue
        if id(spec) not in known:
            known[id(spec)] = frozenset(_prefixes(spec))
        prefix = _unknown(_path(endpoint), known[id(spec)])
        if prefix:
            found.setdefault((id(spec), prefix), []).append(endpoint)
    many = ((prefix, some) for (_, prefix), some in found.items() if _are_many(some, lost))
    return {id(one): "/" + "/".join(prefix) for prefix, some in many for one in some}


def _is_lost(endpoint: Endpoint) -> bool:
    told = {match.how for match in endpoint.matches}
    return told == {"none"} and not endpoint.specified


def _are_many(endpoints: Iterable[Endpoint], lost: Collection[int]) -> bool:
    pages = {id(each.page) for each in endpoints}
    if len(pages) == 1 and pages <= set(lost):
        return False
    return len({(_path(each), each.operation) for each in endpoints}) >= _FEW


def _path(endpoint: Endpoint) -> Path:
    return segments(endpoint.matches[0].naming.path.value)


def _prefixes(spec: Spec) -> Iterator[Path]:
    """How the paths of a spec begin, with what may stand in front of them and without."""
    bases = ((), *(segments(base) for base in spec.base_paths))
    for operation in spec.operations:
        for base in bases:
            path = (*base, *segments(operation.path))
            yield from (path[:end] for end in range(len(path) + 1))


def _unknown(path: Path, known: frozenset[Path]) -> Path:
    """The least part of a path that none of the spec's begins with; () for a slip of one."""
    end = next((end for end in range(1, len(path) + 1) if path[:end] not in known), 0)
    if not end or path[end - 1] == "*":
        return ()
    beside = (each[-1] for each in known if len(each) == end and each[:-1] == path[: end - 1])
    return () if any(_are_alike(path[end - 1], other) for other in beside) else path[:end]


def _are_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.lower(), other.lower()).ratio() >= _SLIP
