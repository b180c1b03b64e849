"""Directives of reStructuredText that one colon too few turns into comments."""

from __future__ import annotations

import re
from collections.abc import Iterator

from doclint.model.finding import Edit, Fix, Hit
from doclint.model.page import Page
from doclint.model.pattern import regex
from doclint.model.source import Span

_COMMENT = regex(
    r"\.\.[ ]+(?P<name>[a-z][\w-]*+(?::[\w-]++)*+):"
    r"(?P<said>[ \t]+\S[^\n]*)?(?:[ \t]*(?P<more>\n)|\Z)"
)
_BOXES = frozenset(
    ("attention", "caution", "danger", "hint", "important", "note", "seealso", "tip", "warning")
)
"""What writers of comments may call a remark of theirs too, if it begins on the same line."""
_OTHERS = frozenset(
    (
        *("code", "code-block", "csv-table", "figure", "highlight", "image", "include"),
        *("list-table", "literalinclude", "parsed-literal", "sourcecode", "table", "toctree"),
        *("deprecated", "versionadded", "versionchanged", "versionremoved"),
        *("rest_expand_all", "rest_method", "rest_parameters", "rest_status_code"),
        *(f"http:{verb}" for verb in ("delete", "get", "head", "options", "patch", "post", "put")),
    )
)
"""Of docutils, Sphinx, os-api-ref and sphinxcontrib-httpdomain."""


def silent_directive(page: Page) -> Iterator[Hit]:
    """Comments that begin as a directive does, but for its second colon. Facts: name."""
    if page.format == "rst":
        for comment in page.comments:
            found = _COMMENT.match(comment.text)
            if found and (found["name"] in _OTHERS or _is_box(found)):
                name = comment.within(*found.span("name"))
                end = Span(name.source, name.end + 1, name.end + 1)
                fix = Fix((Edit(end, ":"),), safe=False)
                yield Hit(name, f"directive:{found['name']}", {"name": found["name"]}, fix=fix)


def _is_box(found: re.Match[str]) -> bool:
    return found["name"] in _BOXES and not found["said"] and bool(found["more"])
