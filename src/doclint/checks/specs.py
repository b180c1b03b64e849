"""Specs that are a wrong witness: they do not parse, or lose what is written."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.checks._shown import short
from doclint.model.finding import Hit
from doclint.model.page import Note
from doclint.model.pattern import regex
from doclint.model.source import Pointer
from doclint.model.spec import Document, Node, Spec
from doclint.model.words import did_you_mean
from doclint.read.references import unresolved

_DATE = regex(r"\d{4}-\d\d?-\d\d?(?!\d)")


def syntax_error(note: Note) -> Iterator[Hit]:
    """Specs that are neither YAML nor JSON. Facts: problem."""
    if note.code == "syntax-error":
        yield Hit(note.span, "syntax", {"problem": note.facts.get("problem", "")})
    elif note.code == "undefined-alias":
        problem = f"no anchor has the name of the alias `*{note.facts.get('alias', '')}`"
        yield Hit(note.span, "syntax", {"problem": problem})
    elif note.code == "circular-alias":
        problem = f"the alias `*{note.facts.get('alias', '')}` stands inside of what it repeats"
        yield Hit(note.span, "syntax", {"problem": problem})


def duplicate_key(note: Note) -> Iterator[Hit]:
    """Keys that one object of a spec has twice. Facts: key."""
    if note.code == "duplicate-key":
        key = str(note.facts.get("key", ""))
        yield Hit(note.span, f"key:{key}", {"key": short(key)})


def ambiguous_scalar(note: Note, *, dates: bool = False) -> Iterator[Hit]:
    """Values that YAML 1.1 and 1.2 read differently; dates if asked for. Facts: text."""
    text = str(note.facts.get("text", ""))
    if note.code == "ambiguous-scalar" and (dates or not _DATE.match(text)):
        yield Hit(note.span, "scalar", {"text": text})


def unresolved_reference(spec: Spec) -> Iterator[Hit]:
    """References that lead nowhere, each once for all its places. Facts: reference, reason, more.

    Addresses on the net are not looked up.
    """
    places: dict[tuple[str, str], list[Pointer]] = {}
    for anchor, reference in unresolved(spec):
        places.setdefault((anchor.source.path, reference), []).append(anchor)
    documents = {one.source.path: one for one in spec.document.walk()}
    for (path, reference), anchors in places.items():
        facts = {
            "reference": reference,
            "reason": _reason(documents[path], reference),
            "more": f" (in {len(anchors)} places)" if len(anchors) > 1 else "",
        }
        also = tuple(("again", anchor) for anchor in anchors[1:4])
        yield Hit(anchors[0], f"reference:{reference}", facts, also)


def _reason(document: Document, reference: str) -> str:
    """Where the way to the target ends, and the name that was probably meant."""
    address, _, fragment = reference.partition("#")
    other = document.others.get(address) if address else document
    if other is None:
        return f"no file `{address}` is there to read"
    if fragment and not fragment.startswith("/"):
        return "it is no JSON Pointer"
    node, way = Node(other, "", other.data), "#"
    for part in fragment.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        following = node.get(name)
        if following is None:
            return f"`{way}` has no `{name}`{did_you_mean(name, _names(node))}"
        node, way = following, f"{way}/{part}"
    return "what it names refers to itself"


def _names(node: Node) -> list[str]:
    return [str(name) for name in node.value] if isinstance(node.value, dict) else []
