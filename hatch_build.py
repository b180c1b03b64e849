"""Puts catalog.json into the wheel: all that a run needs of the rule files, in one."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogHook(BuildHookInterface):  # type: ignore[type-arg] # generic for other builders
    """Reads the rule files as doclint itself does, so that a wheel and a checkout agree."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Writes the catalogue and names its place; an editable install reads the rule files."""
        if version == "editable":
            return
        self._folder = tempfile.TemporaryDirectory(prefix="doclint-catalog-")
        file = Path(self._folder.name) / "catalog.json"
        file.write_text(json.dumps(_rows(Path(self.root)), ensure_ascii=False), "utf-8")
        build_data["force_include"][str(file)] = "doclint/builtin/catalog.json"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - the interface
        """Removes the catalogue that is in the wheel by now."""
        if version != "editable":
            self._folder.cleanup()


def _rows(root: Path) -> dict[str, dict[str, Any]]:
    sys.path.insert(0, str(root / "src"))
    from doclint.rules.catalog import rows

    return rows(root / "rules")
