"""The kinds of defects that can be planted, as `defects.toml` lists them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from inspect import get_annotations
from pathlib import Path
from random import Random
from typing import Protocol

from doclint.model.planted import Defect
from doclint.selftest.sites import Site


class Sower(Protocol):
    """Finds places for a kind of defect in an endpoint, a page or a template."""

    def __call__(self, subject: object, pick: Random, /) -> Iterator[Site]:
        """The places, each with the edits that make it wrong."""


@cache
def defects() -> Mapping[str, Defect]:
    """Every kind of defect, by its name."""
    text = Path(__file__).with_name("defects.toml").read_text("utf-8")
    return {name: _defect(name, said) for name, said in tomllib.loads(text).items()}


def _defect(name: str, said: Mapping[str, object]) -> Defect:
    families = said["families"]
    return Defect(
        name,
        str(said["title"]),
        tuple(map(str, families if isinstance(families, list) else ())),
        str(said["needs"]),
        str(said["plant"]),
    )


def sower(defect: Defect) -> tuple[str, Sower]:
    """What finds places for it, with the kind of its subject: Endpoint, Page or Template."""
    module, _, name = defect.plant.partition(".")
    function = getattr(import_module(f"doclint.selftest.{module}"), name)
    kind = next(iter(get_annotations(function).values()))
    return str(kind), function
