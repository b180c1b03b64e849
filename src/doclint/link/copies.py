"""Specs that are one: a document and what was made of it, and files that are parts of another."""

from __future__ import annotations

from collections.abc import Sequence

from doclint.model.spec import Document, Operation, Spec

_ALIKE = 0.8  # of all operations of a spec in several files and of what was bundled from it


def distinct(specs: Sequence[Spec]) -> tuple[Spec, ...]:
    """The specs without those that only say again what another one says, in their order.

    A document in several files stands for the one that was bundled from it, as that is made anew;
    of two that say the same in YAML and in JSON, YAML is what people write.
    """
    whole = [spec for spec in specs if not any(_is_part(spec, of=one) for one in specs)]
    kept: list[Spec] = []
    for spec in sorted(whole, key=_rank):
        if not any(_is_copy(spec, of=one) for one in kept):
            kept.append(spec)
    chosen = set(map(id, kept))
    return tuple(spec for spec in specs if id(spec) in chosen)


def _rank(spec: Spec) -> tuple[bool, bool]:
    return not spec.document.others, spec.source.path.endswith(".json")


def _is_part(spec: Spec, *, of: Spec) -> bool:
    """Whether another spec takes in all operations of one that does not take in its own."""
    if spec is of or spec.loose or of.loose or not of.document.others:
        return False
    if spec.source.path not in _paths(of.document):
        return False
    there = set(map(_place, of.operations))
    return len(there) > len(spec.operations) and all(_place(o) in there for o in spec.operations)


def _place(operation: Operation) -> tuple[str, str]:
    return operation.node.document.source.path, operation.node.pointer


def _paths(first: Document) -> frozenset[str]:
    """The files of a spec but for the first."""
    return frozenset(document.source.path for document in first.walk()) - {first.source.path}


def _is_copy(spec: Spec, *, of: Spec) -> bool:
    """Whether two specs are one API in one version, as title, version and operations tell."""
    if spec.loose or of.loose or not spec.operations or _name(spec) != _name(of):
        return False
    own, known = set(map(str, spec.operations)), set(map(str, of.operations))
    if own == known:
        return True
    bundled = bool(of.document.others) and not spec.document.others
    return bundled and len(own & known) >= _ALIKE * len(own | known)


def _name(spec: Spec) -> tuple[str, str]:
    root = spec.document.data
    info = root.get("info") if isinstance(root, dict) else None
    told = info if isinstance(info, dict) else {}
    return str(told.get("title")), str(told.get("version"))
