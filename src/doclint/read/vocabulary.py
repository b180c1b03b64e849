"""The words that pages use, and what each of them means: data, extended by the config."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.read.scripts import EAST, consists_of, folded, phrases, unnumbered
from doclint.read.wording import Wording

_MARKS = regex(r"[`*_~\"“”]+")
_CLOSERS = ":：?？!. "
_UNSPACED = regex(rf"[{EAST}\uac00-\ud7af]")
_WORDS = Path(__file__).with_name("vocabulary.toml")
_LONGEST_HEADING = 200  # characters; a longer one is text
_START, _END = re.compile(r"(?<!\w)(?=[^\s_-])"), re.compile(r"(?!\w)")
_JOINTS = regex(r"[\s_-]+")
_WORD = regex(r"\w+")
_LONGEST = 4  # words of a phrase
_LONGEST_TITLE = 80  # characters
_COMPOUND = regex(r"[(（\[/]|\bor\b")
_ASIDE = regex(r"[(（\[][^()（）\[\]]*[)）\]]\W*$")
_GLOSS = regex(r"([^()（）]{1,20})[(（]([^()（）]{1,20})[)）]")
_STANDING = r"(?:\Z|[^\w\s:：]|[:：](?![\s`]*[A-Za-z\d'\"])|\n|\s(?![\uac00-\ud7af]))"
"""What ends an eastern word; behind a colon values may stand, which the word would announce."""
_EITHER = regex(r"/|\bor\b")
_BARE = 2  # characters of a word in a script without spaces that may be one of many values
_BEFORE = 20  # characters in front of a mark that may make it a condition
_OTHERS = regex(r"\w-[\w-]{0,18}\w[`\"']?\s*\Z")
"""A name in front of "header", which is that of another header: "without the `X-Key` header"."""


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Roles of columns and headings, words for yes and no, names of types.

    `columns` maps a header's words to a role, `headings` a phrase to a role; `words` are lists
    that several readers share; `types` maps a type word to JSON types.
    """

    columns: Mapping[str, str]
    headings: Mapping[str, str]
    generic: frozenset[str]
    fillers: frozenset[str]
    words: Mapping[str, frozenset[str]]
    places: Mapping[str, str]
    phrases_of_place: Mapping[str, str]
    types: Mapping[str, frozenset[str]]

    def column(self, title: str) -> str | None:
        """The role of a column by its title; None if the words are not known.

        What stands in brackets behind it adds nothing: "Required (Y/N)". Words with a slash between
        them must mean the same.
        """
        found = self.columns.get(plain(title))
        if found is None and len(title) < _LONGEST_TITLE and _COMPOUND.search(title):
            words = _EITHER.split(_ASIDE.sub("", title))
            roles = {self.columns.get(plain(word)) for word in words}
            found = roles.pop() if len(roles) == 1 else None
        return found

    def roles(self, heading: str) -> tuple[str, ...]:
        """What a heading speaks of, the longest phrases first: ("query", "parameters")."""
        return _cached_roles(self, heading)

    def is_part(self, heading: str) -> bool:
        """Whether a heading says no more than which part of an operation stands under it."""
        if self.is_generic(heading):
            return True
        if not heading.isascii():
            return _is_made_of_parts(self, heading)
        words = _WORD.findall(heading.lower())
        while words:
            spans = range(min(_LONGEST, len(words)), 0, -1)
            known = next((n for n in spans if " ".join(words[:n]) in self.headings), 0)
            if not known and words[0] not in self.fillers and not words[0].isdigit():
                return False
            del words[: known or 1]
        return bool(self.roles(heading))

    def is_generic(self, heading: str) -> bool:
        """Whether a heading names nothing of its own, so that the one above is meant."""
        bare = unnumbered(heading)
        return plain(bare) in self.generic or self.column(bare) in ("method", "path")

    @cached_property
    def phrases(self) -> re.Pattern[str]:
        """All that headings are known to say in plain letters, the longest first."""
        return re.compile(any_of(filter(str.isascii, self.headings)))

    def truth(self, text: str) -> bool | None:
        """What a cell under "required" says; None for conditions and other free text."""
        said = self._truth(plain(text))
        compound = said is None and (not text.isascii() or "(" in text)
        return self._truths(text.strip()) if compound else said

    def _truths(self, text: str) -> bool | None:
        """What a word says with a sign or a gloss beside it: "✅ Yes", "是（必填）"."""
        aside = _GLOSS.fullmatch(text)
        first, second = aside.groups() if aside else _two(text)
        said, other = self._truth(plain(first)), self._truth(plain(second))
        letter = len(second) == 1 and second.isalpha() and second.isascii()  # "필수(O)"
        adds = letter or self._is_default(second)
        return said if said is other or (aside and adds) else None

    def _is_default(self, text: str) -> bool:
        """Whether a gloss but tells of a default: "non (défaut : 5)"."""
        words = ("default", *self.words["defaults"])
        return plain(text).startswith(tuple(words))

    def _truth(self, word: str) -> bool | None:
        if word in self.words["yes"]:
            return True
        return False if word in self.words["no"] else None

    def place(self, text: str) -> str | None:
        """Where a cell under "in" says that a parameter goes."""
        return self.places.get(plain(text))

    @cached_property
    def marks(self) -> Wording:
        """Words that mark a member as required (group 1) or optional (group 2)."""
        tails = self.words["mark_tails"]
        required = _standing(self.words["required_marks"], tails)
        optional = _standing(self.words["optional_marks"], tails)
        words = (*self.words["required_marks"], *self.words["optional_marks"])
        return Wording(f"({required})|({optional})", words)

    def is_conditional(self, text: str, start: int, end: int) -> bool:
        """Whether a mark in a text holds in some cases only: "required if", "only required"."""
        before = text[max(0, start - _BEFORE) : start].rstrip(" \t*_`").lower()
        return before.endswith(self._hedges) or self._conditions.match(text, end) is not None

    @cached_property
    def _hedges(self) -> tuple[str, ...]:
        return tuple(self.words["hedges"])

    @cached_property
    def _conditions(self) -> re.Pattern[str]:
        some = any_of(self.words["conditions"])
        return re.compile(rf"[^\w\n.]{{0,6}}(?:{some})", re.I)

    def placed(self, text: str) -> str | None:
        """Where a description says that a parameter goes; None where it says no or two places."""
        said = {
            self.phrases_of_place[_JOINTS.sub(" ", m[0].lower())]
            for m in self._placing.finditer(text)
            if not _OTHERS.search(text, max(0, m.start() - _BEFORE), m.start())
        }
        return said.pop() if len(said) == 1 else None

    @cached_property
    def _placing(self) -> Wording:
        return Wording(any_of(self.phrases_of_place), self.phrases_of_place)

    @cached_property
    def deprecation(self) -> Wording:
        """Words that say that something should not be used any more."""
        words = self.words["deprecated"]
        return Wording(_apart(words, self.words["subjects"]), words)

    @cached_property
    def read_only(self) -> Wording:
        """Words that say that something is not to be sent."""
        return Wording(any_of(self.words["read_only"]), self.words["read_only"])


@lru_cache(maxsize=4096)
def _cached_roles(vocabulary: Vocabulary, heading: str) -> tuple[str, ...]:
    text = folded(heading)
    if not text.isascii():
        roles = phrases(text, vocabulary.headings, vocabulary.fillers)
    elif len(text) < _LONGEST_HEADING:
        roles = _looked_up(text, vocabulary.headings)
    else:
        found = vocabulary.phrases.finditer(text)
        roles = (vocabulary.headings.get(_JOINTS.sub(" ", match[0]), "") for match in found)
    return tuple(dict.fromkeys(filter(None, roles)))


@lru_cache(maxsize=4096)
def _is_made_of_parts(vocabulary: Vocabulary, heading: str) -> bool:
    text = folded(unnumbered(heading))
    if len(text) > _LONGEST_TITLE or not consists_of(text, vocabulary.headings, vocabulary.fillers):
        return False
    return bool(vocabulary.roles(heading))


def _looked_up(text: str, roles: Mapping[str, str]) -> Iterator[str]:
    """What `any_of` would find, without a pattern, whose compilation takes longer than a run."""
    joined = "_" in text  # which is a part of words, so that their edges are found with it
    text = text if joined else _JOINTS.sub(" ", text)
    ends = [match.start() for match in _END.finditer(text)][::-1]
    at = 0
    for start in (match.start() for match in _START.finditer(text)):
        for end in ends if start >= at else ():
            if end <= start:
                break
            phrase = _JOINTS.sub(" ", text[start:end]) if joined else text[start:end]
            if phrase in roles:
                yield roles[phrase]
                at = end
                break


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A title as it is compared: lower case, one space between words, no marks around."""
    return " ".join(_MARKS.sub(" ", folded(text)).split()).rstrip(_CLOSERS)


def _two(text: str) -> tuple[str, str]:
    """The parts of a text with a sign in front or behind: "✅ Yes", "Ja ✅"."""
    first, _, rest = text.partition(" ")
    if not first.isascii() or not rest:
        return first, rest
    front, _, last = text.rpartition(" ")
    return front, last


def _apart(phrases: Iterable[str], subjects: Iterable[str]) -> str:
    """Like `any_of`, without eastern words in lists of values ("0：草稿，1：废弃") or in others.

    They stand apart, or right behind one of some subjects.
    """
    eastern = {phrase for phrase in phrases if "\u3005" <= phrase[:1] <= "\u9fff"}
    rest = any_of(phrase for phrase in phrases if phrase not in eastern)
    if not eastern:
        return rest
    short = "".join(f"(?<![，,]{word})(?<!{word}(?=\\w))" for word in eastern if len(word) <= _BARE)
    behind = "|".join(f"(?<={subject})" for subject in subjects)
    apart = rf"(?<![\w：:=＝\-－、/／])(?<!\d\s)|{behind}"
    return rf"{rest}|(?-i:(?:{apart})(?:{'|'.join(sorted(eastern, key=len, reverse=True))}){short})"


def _standing(phrases: Iterable[str], tails: Iterable[str]) -> str:
    """Like `any_of`, without eastern words that are the front of others: "必须为整数", "可选值：".

    Behind them may stand a word that adds nothing, as in "可选参数，".
    """
    eastern = {phrase for phrase in phrases if _UNSPACED.search(phrase)}
    rest = any_of(phrase for phrase in phrases if phrase not in eastern)
    tail = "|".join(sorted(tails, key=len, reverse=True))
    words = "|".join(sorted(eastern, key=len, reverse=True))
    return rf"{rest}|(?:{words})(?=(?:{tail})?{_STANDING})"


def any_of(phrases: Iterable[str]) -> str:
    """A pattern for the longest of some phrases.

    Those in scripts without spaces match anywhere, the others between the edges of words: there,
    no more than the phrases with the right first letter are tried.
    """
    longest = sorted(phrases, key=len, reverse=True)
    patterns = [_anywhere(phrase) for phrase in longest if not phrase.isascii()]
    words: dict[str, list[str]] = {}
    for phrase in filter(str.isascii, longest):
        words.setdefault(phrase[:1], []).append(_pattern(phrase))
    if words:
        grouped = (f"{_same(first)}(?:{'|'.join(group)})" for first, group in words.items())
        patterns.append(rf"(?<!\w)(?:{'|'.join(grouped)})(?!\w)")
    return "|".join(patterns)


def _anywhere(phrase: str) -> str:
    """A pattern for a phrase that is not of plain letters: whole words where spaces part them."""
    return _pattern(phrase) if _UNSPACED.search(phrase) else rf"(?<!\w){_pattern(phrase)}(?!\w)"


def _pattern(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", _JOINTS.pattern)


def _same(first: str) -> str:
    return f"(?={re.escape(first)})" if first.strip() else ""


def _heading(phrase: str) -> str:
    return _JOINTS.sub(" ", folded(phrase))


def _turned(lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {word: role for role, words in lists.items() for word in words}


@cache
def _builtin() -> dict[str, Any]:
    """The words as data; a wheel has them as JSON too, which is read ten times as fast."""
    same = _WORDS.with_suffix(".json")
    if same.is_file():
        return dict(json.loads(same.read_bytes()))
    import tomllib

    return tomllib.loads(_WORDS.read_text("utf-8"))


def load_vocabulary(extra: Mapping[str, Sequence[str]] | None = None) -> Vocabulary:
    """The built-in words and those of a config, as in `{"name-column": ["Champ"]}`.

    Those of ours are written as they are compared, which takes no time.

    Keys are `<role>-column`, `<role>-heading`, `<list>-words`, `<json type>-type` and
    `generic-heading`. Raises KeyError with the key for one that is none of these.
    """
    own = tuple((key, tuple(words)) for key, words in sorted(extra.items())) if extra else ()
    return _load(own)


@lru_cache(maxsize=16)
def _load(extra: tuple[tuple[str, tuple[str, ...]], ...]) -> Vocabulary:
    data = _builtin()
    lists: dict[str, dict[str, list[str]]] = {
        "column": {role: list(words) for role, words in data["columns"].items()},
        "heading": {role: list(words) for role, words in data["headings"].items()},
        "words": {k: list(v) for k, v in data["words"].items() if isinstance(v, list)},
        "type": {kinds: list(words) for kinds, words in data["types"].items()},
        "generic": {"heading": list(data["generic"]["headings"])},
    }
    for key, words in extra:
        role, _, kind = key.rpartition("-")
        target = lists["generic"] if role == "generic" else lists.get(kind, {})
        target["heading" if role == "generic" else role.replace("-", "_")] += [
            _heading(word) if kind == "heading" and role != "generic" else plain(word)
            for word in words
        ]
    types = [(frozenset(kinds.split()), words) for kinds, words in lists["type"].items()]
    return Vocabulary(
        _turned(lists["column"]),
        _turned(lists["heading"]),
        frozenset(lists["generic"]["heading"]),
        frozenset(data["generic"]["fillers"]),
        {name: frozenset(words) for name, words in lists["words"].items()},
        _turned(data["words"]["places"]),
        _turned(data["words"]["placed"]),
        {word: kinds for kinds, words in types for word in words},
    )


_FIXED = ("envelope", "unnamed")  # read where no config is at hand


def vocabulary_keys() -> tuple[str, ...]:
    """The keys that a config's [vocabulary] may have."""
    data = _builtin()
    return (
        *(f"{role.replace('_', '-')}-column" for role in data["columns"]),
        *(f"{role.replace('_', '-')}-heading" for role in data["headings"]),
        *(
            f"{name.replace('_', '-')}-words"
            for name, v in data["words"].items()
            if isinstance(v, list) and name not in _FIXED
        ),
        *(f"{kinds}-type" for kinds in data["types"] if kinds and " " not in kinds),
        "generic-heading",
    )
