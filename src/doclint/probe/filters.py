"""What Jinja's own filters, tests and methods tell about the data that they are given."""

from __future__ import annotations

from doclint.model.pattern import regex

_WORD = regex(r"\S+")


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


SAME = _words(
    "default d sort reverse list unique select reject safe e escape selectattr rejectattr "
    "forceescape string pprint"
)
"""Filters that give what they are given, or a part of it."""

ONE = _words("first last random min max")
"""Filters that give an item of a list."""

LISTS = ONE | _words(
    "sort unique select reject selectattr rejectattr join map groupby batch slice list sum"
)
"""Filters that run over a list."""

TEXTS = _words(
    "upper lower capitalize title trim replace indent wordwrap truncate striptags urlize "
    "urlencode center wordcount format string escape e safe forceescape"
)
"""Filters that take text."""

NUMBERS = _words("int float round abs filesizeformat")
"""Filters that take numbers."""

COUNTS = _words("length count")
"""Filters that count items."""

ATTRIBUTE_FIRST = _words("selectattr rejectattr groupby")
"""Filters whose first argument names an attribute of the items."""

TEXT_METHODS = _words(
    "upper lower capitalize title strip lstrip rstrip replace split startswith endswith "
    "splitlines format isdigit encode partition rpartition removeprefix removesuffix zfill "
    "ljust rjust swapcase"
)
"""Methods that text has."""

MAPPING_METHODS = _words("items keys values get")
"""Methods that a mapping has."""

KINDS_OF_TESTS = {
    "mapping": "mapping",
    "string": "text",
    "number": "number",
    "integer": "number",
    "float": "number",
    "boolean": "boolean",
    "true": "boolean",
    "false": "boolean",
    "even": "number",
    "odd": "number",
    "divisibleby": "number",
}
"""What a test says about what it is asked of, where it comes out true."""

BUILT_IN = _words(
    "range lipsum dict cycler joiner namespace loop self super caller varargs kwargs _ gettext "
    "ngettext true false none True False None debug"
)
"""Names that Jinja itself gives a meaning to."""
