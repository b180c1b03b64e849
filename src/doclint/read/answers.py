"""Status codes as titles and sentences in other languages than English claim them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from doclint.model.contract import Said, Status
from doclint.model.page import Prose
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.read.scripts import EAST, consists_of, folded, narrow
from doclint.read.statuses import PHRASES, STANDARD, said_phrase
from doclint.read.vocabulary import Vocabulary, any_of

_CODE = r"(?P<code>[1-5]\d\d)(?!\d|[.,]\d|[A-Za-z_%])"
_TITLE = regex(rf"(?P<lead>[^\d\n]{{1,30}}?)[\s`*(\[:]*{_CODE}")
_LONGEST = 60  # characters of a text that is but a title for a status
_ROLES = frozenset(("response", "status", "error"))
_MARKS = '`*"”」) '
_BEFORE = 16
_OWN = regex(r"(?:code|errno|ret)\W{0,3}\Z", re.I)  # codes in a body
_COUNTED = regex(rf"(?![{EAST}\uac00-\ud7af])[^\W\d_A-Z]")  # a word that may be what is counted
_EASTERN = regex(rf"[{EAST}\uac00-\ud7af]")
_QUOTES = r"[\s:`*(\"“「]{0,4}"


def titled_status(prose: Prose, vocabulary: Vocabulary, row: Span | None = None) -> Status | None:
    """The status that a short text names behind words for responses: "响应（404）"."""
    text = narrow(prose.text)
    if text.isascii() or len(text.rstrip()) > _LONGEST:
        return None
    match = _TITLE.match(text)
    if match is None or match["code"] not in PHRASES:
        return None
    lead = folded(match["lead"])
    if _OWN.search(lead.removesuffix("为").removesuffix("是")) and "http" not in lead:
        return None
    told = lead.strip(" *_（") in vocabulary.words["outcomes"]
    if not told and not consists_of(lead, vocabulary.headings, vocabulary.fillers):
        return None
    if not (told or _ROLES & set(vocabulary.roles(lead))) or not _goes_on(
        text, match.end(), vocabulary
    ):
        return None
    phrase = said_phrase(prose, match.end())
    anchor = prose.at(*match.span("code"))
    return Status(match["code"], anchor, "label", row or prose.span, phrase)


def told_statuses(prose: Prose, vocabulary: Vocabulary) -> Iterator[Status]:
    """The codes that sentences say are returned: "返回 204 表示成功", "`404` を返します"."""
    if prose.text.isascii() and not _may_tell(prose.text, vocabulary):
        return
    text = narrow(prose.text)
    for match in _returned(vocabulary).finditer(text):
        group = "code" if match["code"] else "before"
        if match[group] in PHRASES and _is_claim(text, match, vocabulary):
            said = Said(match[group], prose.at(*match.span(group)))
            yield Status(said.value, said.anchor, "prose", prose.span)


def _may_tell(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text in plain letters has a word for what comes back, in another language."""
    words = (*vocabulary.words["returning"], *vocabulary.words["returned"])
    lowered = text.lower()
    return any(word in lowered for word in words if word.isascii())


def _is_claim(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    before = text[max(0, match.start() - _BEFORE) : match.start()].rstrip().lower()
    if before.endswith(tuple(vocabulary.words["denials"])) or _OWN.search(before):
        return False
    if match["before"]:
        return True
    rest = text[match.end() :].lstrip(_MARKS)
    if rest[:1].isupper() and not _EASTERN.search(match[0]):  # "liefert 206 Tiere"
        return rest.lower().startswith(tuple(STANDARD))
    return _goes_on(text, match.end(), vocabulary)


def _goes_on(text: str, at: int, vocabulary: Vocabulary) -> bool:
    """Whether what stands behind a number leaves it a status: no "200条", but "200表示成功"."""
    rest = text[at:].lstrip(_MARKS)
    if _COUNTED.match(rest):
        return bool(_tails(vocabulary).match(rest))
    return not _EASTERN.match(rest) or rest.startswith(tuple(vocabulary.words["status_tails"]))


@lru_cache(maxsize=16)
def _tails(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(any_of(vocabulary.words["status_tails"]), re.I)


@lru_cache(maxsize=16)
def _returned(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = vocabulary.words
    lead, copula = any_of(words["returning"]), any_of(words["copulas"])
    before = _CODE.replace("code", "before")
    return re.compile(
        rf"(?:{lead})\s*(?:(?:{lead}|http)\s*)?(?:{copula})?{_QUOTES}{_CODE}"
        rf"|(?<![\w.]){before}[`*\"」]?(?:\s?[A-Z][A-Za-z]*){{0,3}}[`*\"」)]{{0,2}}\s?(?:{lead})?(?:{any_of(words['returned'])})",
        re.I,
    )
