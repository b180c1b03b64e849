"""Defaults and limits as other languages than English say them, by the words of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache

from doclint.model.pattern import regex
from doclint.read.scripts import EAST, narrow
from doclint.read.vocabulary import Vocabulary, any_of, load_vocabulary

_NUMBER = r"-?\d[\d_]*(?:\.\d+)?"
_SIGNS = r"[\s:：=＝`*\"'「『“（(\[【—–]{0,6}"
_VALUE = (
    r"(?P<value>\"[^\"\n]{0,60}\"|'[^'\n]{0,60}'|“[^”\n]{0,60}”|「[^」\n]{0,60}」|`[^`\n]{1,60}`"
    r"|(?-i:[^\s,;()<>|，。；、（）「」“”\"'`：\u3000-\u9fff\uac00-\ud7af])+)"
)
_BEFORE = 40  # characters in front of a default that may make it one of some cases
_CLAUSE = regex(r"[.。；;\n]")
_UNIT = rf"(?-i:[{EAST}\uac00-\ud7af]){{0,3}}"  # as it is: cases of 30,000 letters take time
_SCRIPT = regex(rf"[{EAST}\uac00-\ud7af]")
_LARGER = regex(r"[\w.,%]\d|[A-Za-z_%]")
_PLAIN = regex(r"-?\d[\d.,_]*|true|false|null|[\"'“「`].*", re.I | re.S)
_MORE = regex(r"[^\S\n]+(?:[^\W\d_]|[—–`*\"'«])")
_LED = regex(r"[:=—–`*\"'«(\[]")
_SPAN = regex(
    rf"(?:^|[\s,，。；;(（:：\[【])(?P<minimum>\d{{1,12}})[ \t]?[~〜][ \t]?(?P<maximum>\d{{1,12}})"
    rf"(?P<unit>{_UNIT}?)(?=$|[\s,，。；;.)）\]】])"
)
"""A range that a clause consists of: "每页数量，1~100"."""
_WORD = r"[\w\-]+(?:\.[\w\-]+)*"
_GLOSSED = regex(rf"\s*[\w(（:：=＝{EAST}]")  # more than a word: "1：启用", or a word that goes on


def stated_defaults(
    text: str, vocabulary: Vocabulary, quoted: Set[int] = frozenset()
) -> list[re.Match[str]]:
    """Where a text states a default in another language: "默认为10", "デフォルト: 20".

    None of those that hold in some cases only, and none that is told in words; a word that begins
    at one of the places that are `quoted` is a value.
    """
    if not _may_say(text, vocabulary, "defaults"):
        return []
    found = _defaults(vocabulary).finditer(narrow(text))
    return [
        match
        for match in found
        if _holds(text, match, vocabulary)
        and (match.start("value") in quoted or _is_value(text, match, text[match.end() :]))
    ]


def _holds(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    before = _CLAUSE.split(text[max(0, match.start() - _BEFORE) : match.start()])[-1].lower()
    if before.rstrip().endswith(tuple(vocabulary.words["denials"])):
        return False
    rest = text[match.end() : match.end() + _BEFORE]
    if _SCRIPT.match(rest.lstrip()) and not rest.lstrip().startswith(_counters(vocabulary)):
        return False
    if _other_case(vocabulary).match(rest):
        return False
    given = not any(word in before for word in vocabulary.words["left_out"])
    return not (given and _cases(vocabulary).search(before))


def _is_value(text: str, match: re.Match[str], rest: str) -> bool:
    """Whether a word behind a lead is a value: no "standardmäßig aktiviert", "par défaut trié"."""
    if _PLAIN.fullmatch(match["value"]) or _SCRIPT.search(match[0]):
        return not _MORE.match(rest) or _PLAIN.fullmatch(match["value"]) is not None
    led = match["copula"] or _LED.search(text[match.start() : match.start("value")])
    return bool(led) and match["value"].isascii() and not _MORE.match(rest)


def stated_limits(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[int, int]]]:
    """The ends of a range, the greatest or the least value: each with where its number stands."""
    if not _may_say(text, vocabulary, "most", "least", "ranges"):
        return
    plain = narrow(text)
    match = _range(vocabulary).search(plain) or _SPAN.search(plain)
    if match is not None and _is_range(plain, match, vocabulary):
        yield "minimum", match.span("minimum")
        yield "maximum", match.span("maximum")
        return
    for name, pattern in _limits(vocabulary).items():
        found = pattern.search(plain)
        if found and found["before"] and _counts(found["unit"], vocabulary):
            yield name, found.span("before")
        elif found and found["value"] and _stays(plain, found.end(), vocabulary):
            yield name, found.span("value")


def _is_range(text: str, match: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether two numbers are the ends of a range, both of what is counted one by one."""
    counted = _counts(match["unit"], vocabulary) and _stays(text, match.end(), vocabulary)
    return counted and _value(match["minimum"]) < _value(match["maximum"])


def _counts(unit: str, vocabulary: Vocabulary) -> bool:
    return not unit or unit in vocabulary.words["counters"]


def _stays(text: str, at: int, vocabulary: Vocabulary) -> bool:
    """Whether what stands behind a number leaves it as it is: no "2MB", no "1万"."""
    rest = text[at : at + _BEFORE]
    if _LARGER.match(rest):
        return False
    return not _SCRIPT.match(rest) or rest.lstrip().startswith(_counters(vocabulary))


@lru_cache(maxsize=16)
def _counters(vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(vocabulary.words["counters"])


def bare_list(text: str) -> re.Match[str] | None:
    """A list of words without quotes behind words that announce values: "可用值:cat,dog,bird"."""
    if not _may_say(text, load_vocabulary(), "listings"):
        return None
    match = _bare(load_vocabulary()).search(narrow(text))
    return None if match is None or _GLOSSED.match(text, match.end()) else match


def _value(number: str) -> float:
    return float(number.replace("_", ""))


@lru_cache(maxsize=16)
def _bare(vocabulary: Vocabulary) -> re.Pattern[str]:
    leads = any_of(word for word in vocabulary.words["listings"])
    return re.compile(
        rf"(?u:(?:{leads}))\s*(?:{any_of(vocabulary.words['copulas'])})?[\s:\[{{(]*"
        rf"(?P<list>(?>{_WORD}(?:\s*(?:[,|/、;]|{any_of(vocabulary.words['joints'])})\s*{_WORD})+))",
        re.I | re.A,
    )


@lru_cache(maxsize=16)
def _defaults(vocabulary: Vocabulary) -> re.Pattern[str]:
    lead, copula = any_of(vocabulary.words["defaults"]), any_of(vocabulary.words["copulas"])
    return re.compile(rf"(?:{lead})\s*(?P<copula>{copula})?{_SIGNS.replace('`', '')}{_VALUE}", re.I)


@lru_cache(maxsize=64)
def _plain_words(vocabulary: Vocabulary, *lists: str) -> tuple[str, ...]:
    """Of some lists, what a text in plain letters may have."""
    return tuple(word for each in lists for word in vocabulary.words[each] if word.isascii())


def _may_say(text: str, vocabulary: Vocabulary, *lists: str) -> bool:
    """Whether it is worth a look, which most texts are not."""
    if not text.isascii():
        return True
    lowered = text.lower()
    return any(word in lowered for word in _plain_words(vocabulary, *lists))


@lru_cache(maxsize=16)
def _cases(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(any_of(vocabulary.words["cases"]), re.I)


@lru_cache(maxsize=16)
def _other_case(vocabulary: Vocabulary) -> re.Pattern[str]:
    words = any_of((*vocabulary.words["cases"], *vocabulary.words["joints"]))
    return re.compile(rf"[\s`*\"'”」）)，,、;；]{{0,4}}(?:{words})", re.I)


@lru_cache(maxsize=16)
def _limits(vocabulary: Vocabulary) -> dict[str, re.Pattern[str]]:
    words, copula = vocabulary.words, any_of(vocabulary.words["copulas"])
    sides = {"maximum": ("most", "most_behind"), "minimum": ("least", "least_behind")}
    return {
        name: re.compile(
            rf"(?:{any_of(words[front])})\s*(?:{copula})?[\s:`*—–]{{0,4}}(?P<value>{_NUMBER})"
            rf"|(?<![A-Za-z0-9_.])(?P<before>{_NUMBER})\s?(?P<unit>{_UNIT}?)\s?(?:{any_of(words[behind])})",
            re.I,
        )
        for name, (front, behind) in sides.items()
    }


@lru_cache(maxsize=16)
def _range(vocabulary: Vocabulary) -> re.Pattern[str]:
    copula, to = any_of(vocabulary.words["copulas"]), any_of(vocabulary.words["to_words"])
    return re.compile(
        rf"(?:{any_of(vocabulary.words['ranges'])})\s*(?:{copula})?[\s:`*\[(【]{{0,4}}"
        rf"(?P<minimum>{_NUMBER})\s?(?P<unit>{_UNIT}?)\s*(?:-|–|—|~|〜|,|\.{{2,3}}|{to})\s*"
        rf"(?P<maximum>{_NUMBER})",
        re.I,
    )
