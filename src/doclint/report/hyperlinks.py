"""Paths that a terminal opens when somebody clicks on them (OSC 8)."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

_END = "\x1b]8;;\x1b\\"
_PROGRAMS = frozenset(("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"))
_SIGNS = ("WT_SESSION", "KITTY_WINDOW_ID", "DOMTERM", "KONSOLE_VERSION", "ALACRITTY_WINDOW_ID")
_VTE = 5000  # 0.50 is the first version that shows them


def linked(text: str, path: str, *, links: bool) -> str:
    """The text, as a link to a file if links are wanted."""
    if not links:
        return text
    from socket import gethostname  # a large library, for terminals alone

    place = quote(Path(os.path.abspath(path)).as_posix())
    lead = "" if place.startswith("/") else "/"
    return f"\x1b]8;;file://{gethostname()}{lead}{place}\x1b\\{text}{_END}"


def understood(environment: Mapping[str, str], *, terminal: bool) -> bool:
    """Whether links can be shown: a terminal that knows them, or `FORCE_HYPERLINK` says so."""
    forced = environment.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in ("", "0")
    if not terminal or environment.get("CI") or environment.get("TERM") == "dumb":
        return False
    version = environment.get("VTE_VERSION", "")
    return (
        environment.get("TERM_PROGRAM") in _PROGRAMS
        or environment.get("TERM") in ("xterm-kitty", "xterm-ghostty", "foot")
        or any(map(environment.get, _SIGNS))
        or (version.isdecimal() and int(version) >= _VTE)
    )
