"""Secrets in examples that look as if they were real."""

from __future__ import annotations

import json
import re
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from typing import Any

from doclint.checks._shown import short
from doclint.model.finding import Hit
from doclint.model.page import Example
from doclint.model.pattern import regex

_KINDS = {
    "an AWS access key": regex(r"(?<!\w)(?:AKIA|ASIA)[0-9A-Z]{16}(?!\w)"),
    "a GitHub token": regex(r"(?<!\w)(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{60,90})(?!\w)"),
    "a GitLab token": regex(r"(?<!\w)glpat-[\w-]{20}(?![\w-])"),
    "a Slack token": regex(r"(?<!\w)xox[baprs]-\d{9,}-[\w-]{20,120}"),
    "a Stripe key": regex(r"(?<!\w)[rs]k_live_[0-9A-Za-z]{24,120}(?!\w)"),
    "a Google API key": regex(r"(?<!\w)AIza[\w-]{35}(?![\w-])"),
    "a JSON Web Token": regex(
        r"(?<![\w.-])eyJ[\w-]{8,2000}\.(?P<claims>eyJ[\w-]{8,4000})\.[\w-]{40,1000}"
    ),
    "a private key": regex(
        r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----(?:\\n|\s)+(?:[A-Za-z0-9+/=]{60,80}(?:\\n|\s)+){4}"
    ),
}
"""Patterns by what they are of, as those who issue them document them (JWT: RFC 7519)."""

_LEADS = ("AKIA", "ASIA", "gh", "glpat-", "xox", "k_live_", "AIza", "eyJ", "PRIVATE KEY")
_MADE_UP = regex(
    r"example|sample|your|dummy|fake|test|token|secret|placeholder|redacted|(.)\1{4}|"
    r"0?123456|abcdef|98765|(?<![a-z])foo|(?<![a-z])bar",
    re.I,
)
_FEWEST = 10  # different characters of a random text of twenty or more


def secret_shown(example: Example) -> Iterator[Hit]:
    """Keys and tokens of well-known kinds that nothing shows to be made up. Facts: what, start."""
    body = example.body
    if not any(lead in body for lead in _LEADS):
        return
    for what, pattern in _KINDS.items():
        for match in pattern.finditer(body):
            if not _is_made_up(match[0], match.groupdict().get("claims")):
                facts = {"what": what, "start": short(match[0][:12])}
                yield Hit(body.at(*match.span()), f"secret:{match[0][:12]}", facts)


def _is_made_up(text: str, claims: str | None) -> bool:
    """Whether it cannot be real: it says so, counts up, or repeats itself."""
    if claims is not None:
        said = _claims(claims)
        return said is None or _MADE_UP.search(json.dumps(said)) is not None
    return _MADE_UP.search(text) is not None or len(set(text)) < _FEWEST


def _claims(text: str) -> Any:
    """The claims of a JSON Web Token (RFC 7519, section 4); None where they are none."""
    try:
        return json.loads(urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, RecursionError):
        return None
