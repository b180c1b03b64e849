"""Options of checks that are more than text, numbers and lists, and how they say what is wrong.

A class whose instances are options has a class method `from_option(value, read)`: it makes one of
what a rule file says. `read` gives the data of a JSON or YAML file that lies beside the rule file.
A check asks for one by naming the class in the annotation of a keyword-only parameter.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Read = Callable[[str], Any]
"""The data of a file beside the rule file; OptionError if there is none."""


class OptionError(ValueError):
    """An option that cannot be used, and why; `keys` lead from it to the part that is wrong."""

    def __init__(self, reason: str, *keys: str | int) -> None:
        super().__init__(reason)
        self.keys = keys
