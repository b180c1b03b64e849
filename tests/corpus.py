"""Real documentation, in the folder that DOCLINT_CORPUS names; its tests are skipped without it."""

import os
from pathlib import Path

import pytest

CORPUS = Path(os.environ.get("DOCLINT_CORPUS", "/nowhere"))
needs_corpus = pytest.mark.skipif(
    not (CORPUS / "corpus").is_dir(), reason="DOCLINT_CORPUS is not set"
)


def real_files(*suffixes: str) -> list[Path]:
    """The files with these suffixes, in order."""
    return sorted(path for path in (CORPUS / "corpus").rglob("*.*") if path.suffix in suffixes)
