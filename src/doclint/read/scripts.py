"""Known phrases in titles whose script may put no spaces between the words."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Mapping, Sequence

from doclint.model.pattern import regex

_KANA = "\u3040-\u309f"
EAST = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""The characters of Chinese and Japanese, for a class of a pattern."""

_TOKEN = regex(rf"[{EAST}]|[^\W_{EAST}]+")
_JOINTS = regex(r"[\s_-]+")
_EASTERN, _HIRAGANA = regex(rf"[{EAST}]"), regex(rf"[{_KANA}]")
_HAN = regex(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LONGEST = 16  # characters, or words of other scripts, of a phrase
_NUMBER = regex(
    r"[\W_]*(?:第?[一二三四五六七八九十]{1,3}[、.．章节節]|[(（][一二三四五六七八九十\d]{1,3}[)）]|[A-Za-z]?\d[\d.]*)?[\W_]*"
)
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


def narrow(text: str) -> str:
    """A text with its full-width letters, digits and signs as plain ones, each in its place."""
    return text if text.isascii() else text.translate(_WIDE)


def folded(text: str) -> str:
    """A text in lower case, where what only looks different is the same (Unicode NFKC)."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text).lower()


def unnumbered(heading: str) -> str:
    """A heading without its number and signs in front: "1.2 URI", "一、请求", "（2）请求"."""
    match = _NUMBER.match(heading)
    return heading[match.end() :] if match else heading


def phrases(text: str, roles: Mapping[str, str], others: Container[str]) -> Iterator[str]:
    """The roles of the known phrases of a text in lower case, the longest first where several fit.

    In a script without spaces a phrase ends where another known one begins, or one of the `others`:
    what is followed by more is but the front of another word, as in a manual called "说明书".
    """
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    closed = _closed(text, tokens, roles, others)
    at = 0
    while at < len(tokens):
        for end in range(min(at + _LONGEST, len(tokens)), at, -1):
            phrase = _phrase(text, tokens, at, end)
            if phrase in roles and closed[end] and not _is_tail(text, tokens, at, end):
                yield roles[phrase]
                at = end - 1
                break
        at += 1


def consists_of(text: str, roles: Mapping[str, str], others: Container[str]) -> bool:
    """Whether a text in lower case is made of known phrases and others, and of nothing else."""
    tokens = [match.span() for match in _TOKEN.finditer(text)]
    reached = [False] * len(tokens) + [True]
    for at in range(len(tokens) - 1, -1, -1):
        reached[at] = any(
            reached[end] and _is_known(_phrase(text, tokens, at, end), roles, others)
            for end in range(at + 1, min(at + _LONGEST, len(tokens)) + 1)
        )
    return bool(tokens) and reached[0]


def _is_known(phrase: str, roles: Mapping[str, str], others: Container[str]) -> bool:
    return phrase in roles or phrase in others or phrase.isdigit()


def _phrase(text: str, tokens: Sequence[tuple[int, int]], at: int, end: int) -> str:
    return _JOINTS.sub(" ", text[tokens[at][0] : tokens[end - 1][1]])


def _closed(
    text: str,
    tokens: Sequence[tuple[int, int]],
    roles: Mapping[str, str],
    others: Container[str],
) -> list[bool]:
    """For each token whether a word can end in front of it."""
    found = [True] * (len(tokens) + 1)
    for at in range(len(tokens) - 1, 0, -1):
        start = tokens[at][0]
        if tokens[at - 1][1] < start or not _EASTERN.match(text, start):
            continue
        found[at] = bool(_HIRAGANA.match(text, start)) or any(
            found[end] and _is_known(_phrase(text, tokens, at, end), roles, others)
            for end in range(at + 1, min(at + _LONGEST, len(tokens)) + 1)
        )
    return found


def _is_tail(text: str, tokens: Sequence[tuple[int, int]], at: int, end: int) -> bool:
    """Whether a single Chinese character is the end of a word: 例 in 事例."""
    start = tokens[at][0]
    single = end == at + 1 and _HAN.match(text, start) is not None
    return single and start > 0 and _HAN.match(text, start - 1) is not None
