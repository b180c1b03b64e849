"""What plain scalars mean in YAML 1.2, and which of them YAML 1.1 reads differently."""

from __future__ import annotations

import re
from typing import Any

from doclint.model.pattern import regex

MAX_DIGITS = 4000
"""A number with more digits is none: turning it into one takes quadratic time."""

_MAX_AMBIGUOUS = 100  # characters


def resolve(scalar: str) -> Any:
    """What a plain scalar means in the core schema (YAML 1.2.2, section 10.3.2)."""
    if scalar in _CONSTANTS:
        return _CONSTANTS[scalar]
    if scalar[0] in "+-.0123456789" and len(scalar) < MAX_DIGITS:
        if _INT.match(scalar):
            return int(scalar, {"0o": 8, "0x": 16}.get(scalar[:2], 10))
        if _FLOAT.match(scalar):
            return float(scalar)
    return scalar


def is_ambiguous(scalar: str) -> bool:
    """Whether a reader of YAML 1.1, as most are, sees another value."""
    return len(scalar) < _MAX_AMBIGUOUS and _AMBIGUOUS.match(scalar) is not None


def is_too_long(scalar: str) -> bool:
    """Whether it is a number of more digits than are read."""
    return len(scalar) >= MAX_DIGITS and _INT.match(scalar) is not None


_CONSTANTS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_INT = regex(r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z")
_FLOAT = regex(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_AMBIGUOUS = regex(
    r"""(?:
      y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF  # true or false in 1.1
    | [-+]?0[0-9_]+                                      # octal in 1.1, if its digits are
    | 0o[0-7]+                                           # octal in 1.2
    | [-+]?0[bx][0-9a-fA-F_]*_[0-9a-fA-F_]* | [-+]?0b[01]+ | [-+]0x[0-9a-fA-F]+
    | [-+]?\.?[0-9][0-9.]*_[0-9_.]*(?:[eE][-+][0-9]+)?   # digits in groups: numbers in 1.1
    | [-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?   # base 60 in 1.1
    | [-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][0-9]+        # no sign: a number in 1.2
    | [-+]?[0-9]+[eE][-+][0-9]+                          # no point: a number in 1.2
    | [-+]\.[0-9]+(?:[eE][-+]?[0-9]+)?                   # no digit in front: the same
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt \t].*)?       # a date in 1.1
    | = | <<
    )\Z""",
    re.X,
)
