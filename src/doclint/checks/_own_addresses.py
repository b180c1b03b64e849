"""Addresses at which a server describes itself, which no spec lists."""

from __future__ import annotations

from doclint.link.paths import segments
from doclint.read.vocabulary import load_vocabulary


def is_own_address(path: str) -> bool:
    """Whether a path leads to the spec itself, or to the pages that show it."""
    parts = segments(path)
    return bool(parts) and parts[-1].lower() in load_vocabulary().words["self_described"]
