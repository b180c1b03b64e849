"""Puts data into the wheel as JSON: what a run needs of the rule files, and the vocabulary."""

from __future__ import annotations

import json
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogHook(BuildHookInterface):  # type: ignore[type-arg] # generic for other builders
    """Reads the rule files as doclint itself does, so that a wheel and a checkout agree."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Writes the files and names their places; an editable install reads what they are from."""
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory(prefix="doclint-catalog-")
        for place, data in (
            ("doclint/builtin/catalog.json", _rows(Path(self.root))),
            ("doclint/read/vocabulary.json", _vocabulary(Path(self.root))),
        ):
            file = Path(self._folder.name) / Path(place).name
            file.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
            build_data["force_include"][str(file)] = place

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - the interface
        """Removes the files that are in the wheel by now."""
        if version != "editable":
            self._folder.cleanup()


def _vocabulary(root: Path) -> dict[str, Any]:
    return tomllib.loads((root / "src/doclint/read/vocabulary.toml").read_text("utf-8"))


def _rows(root: Path) -> dict[str, dict[str, Any]]:
    sys.path.insert(0, str(root / "src"))
    from doclint.rules.catalog import rows

    return rows(root / "rules")
