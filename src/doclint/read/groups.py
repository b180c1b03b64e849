"""Groups whose title says that all below it are required, or optional: "Required parameters"."""

from __future__ import annotations

from dataclasses import replace

from doclint.model.contract import SENT, Listing, Said
from doclint.read.scripts import folded
from doclint.read.vocabulary import Vocabulary, plain

_LONGEST = 60  # characters of a title
_WHERES = frozenset((None, *SENT, "url", "request")) - {"path"}
_LISTED = frozenset(("parameters", "members", "query", "header", "body", "request"))


def with_groups(listing: Listing, vocabulary: Vocabulary) -> Listing:
    """A listing whose rows take from the title of their group what they leave open."""
    if listing.kind != "members" or listing.where not in _WHERES or "required" in listing.roles:
        return listing
    truth = _said(listing, vocabulary)
    if truth is None:
        return listing
    members = tuple(
        replace(member, required=Said(truth, member.anchor))
        if member.required is None and len(member.path) == 1 and member.where in _WHERES
        else member
        for member in listing.members
    )
    return replace(listing, members=members)


def _said(listing: Listing, vocabulary: Vocabulary) -> bool | None:
    """What the line in front of a listing says, or its heading."""
    if listing.caption is not None and len(listing.caption.text) <= _LONGEST:
        truth = group_mark(listing.caption.text, vocabulary)
        if truth is not None:
            return truth
    heading = listing.section.heading
    return group_mark(heading.text, vocabulary) if heading else None


def group_mark(title: str, vocabulary: Vocabulary) -> bool | None:
    """What a title says of all that stand below it: "Optional fields:", "必填参数"."""
    text = plain(title)
    if len(text) > _LONGEST:
        return None
    words = vocabulary.words
    optional = words["optional_marks"] | words["optional_groups"]
    required = words["required_marks"] | words["required_groups"]
    for truth, marks in ((False, optional), (True, required)):
        for word in marks:
            rest = _without(folded(word), text)
            if rest and _is_list(rest, vocabulary):
                return truth
    return None


def _without(word: str, text: str) -> str | None:
    """What a title says beside a word at its front or its end."""
    if text.startswith(word):
        return text.removeprefix(word).strip(" -的")
    return text.removesuffix(word).strip() if text.endswith(" " + word) else None


def _is_list(title: str, vocabulary: Vocabulary) -> bool:
    roles = vocabulary.roles(title)
    told = bool(roles) and set(roles) <= _LISTED and vocabulary.is_part(title)
    return told and vocabulary.marks.search(title) is None  # "Required and optional fields"
