"""What a change brings: what is found in the checkout and was not found where it began."""

from __future__ import annotations

from doclint.config import Config
from doclint.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is asked for: the paths to check, the configuration, specs and templates."""

    paths: tuple[str, ...]
    config: Config
    specs: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()
