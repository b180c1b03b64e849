"""Plugins: installed packages with rules of their own, each read only if it is asked for by name.

A package says in its metadata that it is one: an entry point in the group `doclint.rules`, whose
value is the package that has a folder `rules` with rule files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path

from doclint.model.record import dataclass
from doclint.model.words import did_you_mean

GROUP = "doclint.rules"
"""The group of entry points that plugins are found by."""


class PluginError(ValueError):
    """A plugin that is not installed, or is none."""


@dataclass(frozen=True, slots=True)
class Plugin:
    """A package with rule files in a folder of it; its checks are in modules of the package."""

    name: str
    package: str
    folder: Path


def plugins(names: Iterable[str]) -> Iterator[Plugin]:
    """The plugins of those names; PluginError for one that is not there. Nothing is imported."""
    installed = {entry.name: entry for entry in entry_points(group=GROUP)}
    for name in dict.fromkeys(names):
        if name not in installed:
            known = ", ".join(sorted(installed)) or "none"
            near = did_you_mean(name, installed) or f"; installed are: {known}"
            raise PluginError(f"no plugin `{name}` is installed{near}")
        yield _plugin(installed[name])


def _plugin(entry: EntryPoint) -> Plugin:
    try:
        spec = find_spec(entry.module)
    except Exception as error:  # a package around it that cannot be imported
        raise PluginError(f"the plugin `{entry.name}` is broken: {error}") from error
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "rules"
        if folder.is_dir():
            return Plugin(entry.name, entry.module, folder)
    raise PluginError(f"the plugin `{entry.name}` has no folder `rules` in `{entry.module}`")
