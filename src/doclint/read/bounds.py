"""Defaults and limits as other languages than English say them, by the words of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from doclint.model.pattern import regex
from doclint.read.scripts import EAST, narrow
from doclint.read.vocabulary import Vocabulary, any_of, load_vocabulary

_NUMBER = r"-?\d[\d_]*(?:\.\d+)?"
_SIGNS = r"[\s:：=＝`*\"'「『“（(\[【]{0,6}"
_VALUE = (
    r"(?P<value>\"[^\"\n]{0,60}\"|'[^'\n]{0,60}'|“[^”\n]{0,60}”|「[^」\n]{0,60}」|`[^`\n]{1,60}`"
    r"|[^\s,;()<>|，。；、（）「」“”\"'`：\u3000-\u9fff\uac00-\ud7af]+)"
)
_BEFORE = 40  # characters in front of a default that may make it one of some cases
_CLAUSE = regex(r"[.。；;\n]")
_FAR = rf"(?![\w.,%％][\d]|[A-Za-z_%％]|[{EAST}\uac00-\ud7af])"
_WORD = r"[\w.\-]+"
_GLOSSED = regex(rf"\s*[\w(（:：=＝{EAST}]")  # more than a word: "1：启用", or a word that goes on


def stated_defaults(text: str, vocabulary: Vocabulary) -> list[re.Match[str]]:
    """Where a text states a default in another language: "默认为10", "デフォルト: 20".

    None of those that hold in some cases only, and none that is told in words.
    """
    if text.isascii() and not _latin_words(vocabulary).search(text):
        return []
    found = _defaults(vocabulary).finditer(narrow(text))
    return [match for match in found if _holds(text, match, vocabulary)]


def _holds(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    before = _CLAUSE.split(text[max(0, match.start() - _BEFORE) : match.start()])[-1].lower()
    if before.rstrip().endswith(tuple(vocabulary.words["denials"])):
        return False
    rest = text[match.end() : match.end() + _BEFORE]
    if not _ended(vocabulary).match(rest) or _other_case(vocabulary).match(rest):
        return False
    given = not any(word in before for word in vocabulary.words["left_out"])
    return not (given and _cases(vocabulary).search(before))


def stated_limits(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[int, int]]]:
    """The ends of a range, the greatest or the least value: each with where its number stands."""
    if text.isascii() and not _latin_limits(vocabulary).search(text):
        return
    plain = narrow(text)
    match = _range(vocabulary).search(plain)
    if match is not None and _value(match["minimum"]) < _value(match["maximum"]):
        yield "minimum", match.span("minimum")
        yield "maximum", match.span("maximum")
        return
    for name, pattern in _limits(vocabulary).items():
        if found := pattern.search(plain):
            group = "value" if found["value"] else "before"
            yield name, found.span(group)


def bare_list(text: str) -> re.Match[str] | None:
    """A list of words without quotes behind words that announce values: "可用值:cat,dog,bird"."""
    if text.isascii():
        return None
    match = _bare(load_vocabulary()).search(narrow(text))
    return None if match is None or _GLOSSED.match(text, match.end()) else match


def _value(number: str) -> float:
    return float(number.replace("_", ""))


@lru_cache(maxsize=16)
def _bare(vocabulary: Vocabulary) -> re.Pattern[str]:
    leads = any_of(word for word in vocabulary.words["listings"])
    return re.compile(
        rf"(?:{leads})\s*(?:{any_of(vocabulary.words['copulas'])})?[\s:\[{{(]*"
        rf"(?P<list>(?>{_WORD}(?:\s*(?:[,|/、;]|{any_of(vocabulary.words['joints'])})\s*{_WORD})+))",
        re.I | re.A,
    )


@lru_cache(maxsize=16)
def _defaults(vocabulary: Vocabulary) -> re.Pattern[str]:
    lead, copula = any_of(vocabulary.words["defaults"]), any_of(vocabulary.words["copulas"])
    return re.compile(rf"(?:{lead})\s*(?:{copula})?{_SIGNS.replace('`', '')}{_VALUE}", re.I)


@lru_cache(maxsize=16)
def _latin_words(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(any_of(filter(str.isascii, vocabulary.words["defaults"])), re.I)


@lru_cache(maxsize=16)
def _latin_limits(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = (*vocabulary.words["most"], *vocabulary.words["least"], *vocabulary.words["ranges"])
    return re.compile(any_of(filter(str.isascii, words)), re.I)


@lru_cache(maxsize=16)
def _cases(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(any_of(vocabulary.words["cases"]), re.I)


@lru_cache(maxsize=16)
def _ended(vocabulary: Vocabulary) -> re.Pattern[str]:
    """What may stand behind a value: a sign, the end, or words that leave it as it is."""
    return re.compile(
        rf"\s*(?:{any_of(vocabulary.words['counters'])})|(?!\s*[{EAST}\uac00-\ud7af])"
    )


@lru_cache(maxsize=16)
def _other_case(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = any_of((*vocabulary.words["cases"], *vocabulary.words["joints"]))
    return re.compile(rf"[\s`*\"'”」）)，,、;；]{{0,4}}(?:{words})", re.I)


@lru_cache(maxsize=16)
def _limits(vocabulary: Vocabulary) -> dict[str, re.Pattern[str]]:
    words = vocabulary.words
    return {
        "maximum": _limit(vocabulary, words["most"], words["most_behind"]),
        "minimum": _limit(vocabulary, words["least"], words["least_behind"]),
    }


def _limit(
    vocabulary: Vocabulary, front: frozenset[str], behind: frozenset[str]
) -> re.Pattern[str]:
    copula, counter = any_of(vocabulary.words["copulas"]), any_of(vocabulary.words["counters"])
    return re.compile(
        rf"(?:{any_of(front)})\s*(?:{copula})?[\s:：`*]{{0,4}}(?P<value>{_NUMBER})(?:\s?(?:{counter}))?{_FAR}"
        rf"|(?<![A-Za-z0-9_.])(?P<before>{_NUMBER})\s?(?:{counter})?\s?(?:{any_of(behind)})",
        re.I,
    )


@lru_cache(maxsize=16)
def _range(vocabulary: Vocabulary) -> re.Pattern[str]:
    copula, counter = any_of(vocabulary.words["copulas"]), any_of(vocabulary.words["counters"])
    to = any_of(vocabulary.words["to_words"])
    return re.compile(
        rf"(?:{any_of(vocabulary.words['ranges'])})\s*(?:{copula})?[\s:：`*\[(（【]{{0,4}}"
        rf"(?P<minimum>{_NUMBER})(?:\s?(?:{counter}))?\s*(?:-|–|—|~|～|〜|,|，|\.{{2,3}}|{to})\s*"
        rf"(?P<maximum>{_NUMBER})(?:\s?(?:{counter}))*{_FAR}",
        re.I,
    )
