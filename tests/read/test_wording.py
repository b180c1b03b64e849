"""Phrases in any case, found as a plain search would find them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.read.vocabulary import any_of, load_vocabulary
from doclint.read.wording import Wording

PHRASES = (
    "no longer used",
    "veraltet",
    "isn\u2019t kept",
    "\u5df2\u5e9f\u5f03",
    "d\xe9pr\xe9ci\xe9",
    "old",
)
PIECES = [*PHRASES, *map(str.upper, PHRASES), "no_longer used", "No  longer", "NO\u2014longer-USED"]
PIECES += ["isn't", "\u2019", "\u2014", " ", "gold", "\u0130", "\u017f", "\u212a", ".", "\xe9"]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.integers(0, 9))
def test_nothing_is_passed_over(text, start):
    source = any_of(PHRASES)
    ours, plain = Wording(source, PHRASES), re.compile(source, re.I)
    assert _places(ours.finditer(text)) == _places(plain.finditer(text))
    assert _places([ours.search(text, start)]) == _places([plain.search(text, start)])
    assert _places([ours.search(text, 0, start)]) == _places([plain.search(text, 0, start)])
    assert _places([ours.fullmatch(text)]) == _places([plain.fullmatch(text)])
    assert ours.without(text) == plain.sub("", text)


def _places(matches):
    return [match and match.span() for match in matches]


@pytest.mark.parametrize("name", ["deprecation", "marks", "read_only", "_placing"])
def test_each_word_of_the_vocabulary_is_found(name):
    vocabulary = load_vocabulary()
    lists = {"deprecation": ["deprecated"], "marks": ["required_marks", "optional_marks"]}
    words = [word for key in lists.get(name, [name]) for word in vocabulary.words.get(key, ())]
    for word in words or vocabulary.phrases_of_place:
        found = getattr(vocabulary, name)
        for text in (word, word.upper(), f"It is {word}.", f"\u201c{word}\u201d"):
            if re.compile(found._pattern.pattern, re.I).search(text):
                assert found.search(text), text


def test_no_phrases_are_nowhere():
    assert Wording("x", ()).search("x") is None
