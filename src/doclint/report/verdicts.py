"""Who is wrong, in words."""

from __future__ import annotations

from doclint.model.finding import Finding

_SHORT = {"page": "page edited", "template": "template wrong", "data": "data wrong"}
_LONG = {
    "page": "the page is not what its template gives: it was edited, or not rendered again",
    "template": "the template is wrong: the page is what it gives",
    "data": "the data is wrong: the page is what the template gives for it",
    "spec": "the spec is suspect: the page's tables and examples agree, and not with it",
}


def verdict(finding: Finding) -> str:
    """A sentence; "" where it is not known."""
    return _LONG.get(finding.verdict or "", "")


def marked(finding: Finding) -> str:
    """A mark behind a message, where it does not go without saying: ` [data wrong]`."""
    if finding.verdict is None or finding.cause is not None:
        return ""
    return f" [{_SHORT.get(finding.verdict, 'spec suspect')}]"
