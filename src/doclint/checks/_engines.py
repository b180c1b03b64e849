"""What Jinja has, and what other template engines write for it, as the file beside this says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).with_name("engines.toml")


@cache
def engines() -> Mapping[str, Any]:
    """The tables of the file, read once."""
    import tomllib

    return tomllib.loads(_DATA.read_text("utf-8"))


def listed(name: str) -> frozenset[str]:
    """A list of names."""
    return frozenset(engines()[name])


def meant(table: str, name: str) -> str | None:
    """What Jinja has for a name of another engine; None if there is no such name."""
    found = engines()[table].get(name)
    return found if isinstance(found, str) and found else None
