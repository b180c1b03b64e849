"""Values that a description gives away: allowed values, a default, limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from doclint.model.contract import Said
from doclint.model.page import Prose
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.read.bounds import bare_list, stated_defaults, stated_limits
from doclint.read.prose import seen
from doclint.read.scripts import EAST, narrow
from doclint.read.vocabulary import Vocabulary, load_vocabulary, plain

_QUOTES = "`\"'“”‘’「」"
_DEFAULT = regex(
    r"(?<![\w-])(?:(?<![\d`\"'] )(?<!true )(?<!false )by\s+default,?\s+(?:this\s+|it\s+)?"
    r"(?:is\s+|to\s+|the\s+value\s+is\s+)?(?=[`\"'\d]|true\b|false\b)"
    r"|defaults?(?:\s+value)?(?:\s+is(?:\s+set)?(?:\s+to)?\b|s?\s+to\b|\s*[:=]|(?=\s+[`\"'\d(]|\s+true\b|\s+false\b))"
    r")[\s:：*(=]*"
    r"(?P<value>\"[^\"\n]*\"|'[^'\n]*'|“[^”\n]*”|[^\s,;()<>|，。；]+)",
    re.I,
)
_ENDS = regex(r"[\"'`*)\].]*\s*(?:$|[.;,)\n|（(]|\bin\b)", re.I)
_CONDITION = regex(
    r"[\"'`*]*\s*(?:\(?(?:if|when|unless|for|otherwise|on|and|or|,\s*(?:or|unless|if|but))\b"
    r"|[/|]\s*[`\"'\w]|,(?=[^\s,]))",
    re.I,
)
_SURE = regex(r"defaults?\s+(?:value\s+)?(?:is|to)\b|defaults\s+to\b", re.I)
_NO_VALUE = regex(r"(?:i\.?e|e\.?g|cf|viz)\b\.?|\w+::\w", re.I)
_PLAIN = regex(r"-?\d+(?:\.\d+)?|true|false|null", re.I)
_STRING = regex(r"\"[^\"\n]{1,60}\"|'[^'\n]{1,60}'|“[^”\n]{1,60}”|‘[^’\n]{1,60}’|「[^」\n]{1,60}」")
_BETWEEN = regex(r"\s*(?:,|/|\||;|、|，|／)?\s*(?:(?:or|and|&)\s+)?(?:the\s+)?[-*•]?\s*", re.I)
_GLOSS = regex(r"\s*[(（][^()（）\n`]{0,60}[)）](?=\s*[,/|;、，／])")
_BARE = regex(
    r"(?:enum(?:eration)?\b|(?:allowed|possible|valid|accepted|available)\s+values?(?:\s+are)?)[\s:\[({=]*"
    r"(?P<list>[\w.\-]+(?:\s*[,|]\s*(?:or\s+|and\s+)?[\w.\-]+)+)",
    re.I,
)
_GOES_ON = regex(r"[ \t]+[\w.\-]+[ \t]*[,|\])]")
_LETTERS = regex(r"[^\W\d_]+")
_WORD = regex(r"[\w.\-]+")
_SPLIT = regex(r"[,，、|\n/]")
_MEDIA = regex(r"(?:application|audio|font|image|multipart|text|video)/[\w.+*-]+(?:;.*)?")
_PAIR = 2  # quotes around a word
_LEAD_LINE = 200  # characters at the end of a text that may announce values
_TAIL = 20  # characters behind a run of values that may say what it is
_LEAD = 60  # characters in front of a run of values that may say what it is
_LED = regex(
    r"(?:^|[:：(（\[=—–-]|\b(?:by|as|to|is|are|be|either|any\s?of|one\s?of|values?|use|specify|accepts|"
    r"supports|whether|between))[\s`\"'“(\[{*]*$"
)
_OPEN_END = regex(
    r"[\s,`\"'”]*(?:\band\s+|\bor\s+)?(?:etc|\.\.\.|…|and\s+(?:so|more|others?)\b|等)"
)
_IF = regex(r"\b(?:if|unless|when|whenever)\b[^,]*\Z")
_DIGIT = regex(r"\d")
_EASTERN = regex(rf"[{EAST}]")
_LIMIT = r"\s*(?:is|of|[:：=]|为)?\s*(?P<value>\d[\d_]*(?:\.\d+)?)(?!\w|[.,]\d)"
_KIND = r"(?:\s+(?:value|length|size|number|items|limit|is|allowed|of|page|characters))*"
_LIMITS = {
    "maximum": regex(
        rf"(?<![\w-])(?:max(?:\.|imum)?{_KIND}|up\s+to|at\s+most|no\s+more\s+than|"
        rf"less\s+than\s+or\s+equal\s+to|<=|≤){_LIMIT}",
        re.I,
    ),
    "minimum": regex(
        rf"(?<![\w-])(?:min(?:\.|imum)?{_KIND}|at\s+least|no\s+less\s+than|"
        rf"greater\s+than\s+or\s+equal\s+to|>=|≥){_LIMIT}",
        re.I,
    ),
}
# "between 1 and 100", "range: 1-100"; where the whole text is a range it needs no word: "[1, 100]".
_NUMBER = r"\d[\d_]*(?:\.\d+)?"
_SPAN = (
    rf"(?P<minimum>{_NUMBER})\s*(?:-|–|—|~|～|〜|,|\.{{2,3}}|to|and|到|至)\s*"
    rf"(?P<maximum>{_NUMBER})(?!\w|[.,/-]\d)"
)
_RANGE = regex(
    rf"(?<!\w)(?:ranges?|ranging|between|values?\s+from)\s*+(?:is|of|from|[:：=])?\s*+[\[(]?\s*+{_SPAN}",
    re.I,
)
_WHOLE = regex(rf"[\[(]?\s*+{_SPAN}\s*+[\])]?\.?", re.I)


@dataclass(frozen=True, slots=True)
class Token:
    """A word in a code span or in quotes: its value, and its stretch of what a reader sees."""

    value: str
    start: int
    end: int
    outer: tuple[int, int]


def read_default(prose: Prose, vocabulary: Vocabulary) -> Said[Any] | None:
    """The default that a sentence states: "Defaults to `20`"; None where it says no plain value."""
    text = prose.text
    told = _DEFAULT.finditer(text) if "efault" in text or "EFAULT" in text else ()
    stated = [one for one in told if not _NO_VALUE.match(one["value"])]
    if not stated:
        return _default_elsewhere(prose, vocabulary)
    if _differ(stated):
        return None
    match = stated[0]
    if not match["value"].endswith((".", "。")) and _CONDITION.match(text, match.end()):
        return None  # what follows in another sentence is no condition
    start, end = match.span("value")
    code = next(
        (token for token in tokens(prose) if token.outer[0] <= start < token.outer[1]), None
    )
    if code:
        return said_value(prose, code.start, code.end, vocabulary)
    if _PLAIN.fullmatch(match["value"].strip(".:*")) or _ENDS.match(text, match.end()):
        return said_value(prose, start, end, vocabulary)
    return None


def _default_elsewhere(prose: Prose, vocabulary: Vocabulary) -> Said[Any] | None:
    """The default that a sentence of another language states."""
    places = frozenset(token.start for token in tokens(prose)) if prose.inlines else frozenset()
    stated = stated_defaults(prose.text, vocabulary, places)
    if len({match["value"].strip("`\"'“”「」") for match in stated}) != 1:
        return None
    start, end = stated[0].span("value")
    quoted = (token for token in tokens(prose) if token.outer[0] <= start < token.outer[1])
    code = next(quoted, None)
    place = (code.start, code.end) if code else (start, end)
    return said_value(prose, *place, vocabulary)


def _differ(stated: Sequence[re.Match[str]]) -> bool:
    """Whether a text tells several defaults: "on Windows the default is 1, else it is 2"."""
    return any(_SURE.match(one[0]) and one["value"] != stated[0]["value"] for one in stated[1:])


def said_value(prose: Prose, start: int, end: int, vocabulary: Vocabulary) -> Said[Any] | None:
    """A stretch of text as a value, without the quotes around it; None for "none" and the like."""
    raw = prose.text[start:end]
    text = raw.strip().rstrip(".,;:").strip(_QUOTES + "*[]")
    if not text or plain(text) in vocabulary.words["no_value"] or len(text) > 80:
        return None
    at = start + raw.index(text)
    return Said(narrow(text), prose.at(at, at + len(text)))


def tokens(prose: Prose) -> tuple[Token, ...]:
    """The words in code spans and in quotes, in the order of the text."""
    found: list[Token] = []
    for inline in prose.walk():
        if inline.kind == "code" and inline.inner:
            start, end = (seen(prose, place) for place in inline.inner)
            found += _in_code(prose.text, start, end) if end > start else ()
    covered = [token.outer for token in found]
    for match in _STRING.finditer(prose.text):
        if not any(start < match.end() and match.start() < end for start, end in covered):
            found.append(_token(prose.text, *match.span()))
    return tuple(sorted(found, key=lambda token: token.start))


def _in_code(text: str, start: int, end: int) -> Iterator[Token]:
    """What a code span stands for: one word, or the quoted ones that it lists: `"a", "b"`."""
    quoted = list(_STRING.finditer(text, start, end)) if text.count('"', start, end) > _PAIR else []
    gaps = (text[one.end() : other.start()] for one, other in pairwise(quoted))
    whole = quoted and (quoted[0].start(), quoted[-1].end()) == (start, end)
    if whole and all(_BETWEEN.fullmatch(gap) for gap in gaps):
        for match in quoted:
            yield _token(text, *match.span())
    else:
        yield _token(text, start, end)


def _token(text: str, start: int, end: int) -> Token:
    value = text[start:end].strip().strip(_QUOTES)
    at = text.index(value, start) if value else start
    return Token(value, at, at + len(value), (start, end))


def value_lists(prose: Prose, *, bare: bool = False) -> Iterator[tuple[Token, ...]]:
    """Runs of two or more values with nothing but commas and the like between them.

    With `bare`, the whole text is taken as a list of words: a column of allowed values.
    """
    group: list[Token] = []
    for token in tokens(prose):
        if group and not _joins(prose.text, group[-1].outer[1], token.outer[0]):
            if len(group) > 1:
                yield tuple(group)
            group = []
        group.append(token)
    if len(group) > 1:
        yield tuple(group)
    elif not group:
        match = _BARE.search(prose.text) or bare_list(prose.text)
        if match and _GOES_ON.match(prose.text, match.end()):
            return  # values of several words, of which the first alone would be taken
        span = match.span("list") if match else (0, len(prose.text)) if bare else None
        if span:
            yield from _words(prose.text, *span)


def _joins(text: str, start: int, end: int) -> bool:
    """Whether nothing but signs and words for "or" stands between two values, and a gloss."""
    gloss = _GLOSS.match(text, start, end)
    start = gloss.end() if gloss else start
    if _BETWEEN.fullmatch(text, start, end):
        return True
    words = text[start:end].strip(" \t,，、").lower()
    return words in load_vocabulary().words["joints"]


def _words(text: str, start: int, end: int) -> Iterator[tuple[Token, ...]]:
    joints = load_vocabulary().words["joints"]
    words = [
        Token(m[0], m.start(), m.end(), m.span())
        for m in _WORD.finditer(text, start, end)
        if m[0] not in ("or", "and") and m[0] not in joints
    ]
    if any(_EASTERN.search(word.value) for word in words):
        return  # words that tell of values
    if _MEDIA.fullmatch(text[start:end].strip()):
        return
    if len(words) > 1 and (_SPLIT.search(text, start, end) or _EASTERN.search(text, start, end)):
        yield tuple(words)


def enum_of(group: tuple[Token, ...], prose: Prose) -> Said[tuple[Said[str], ...]]:
    """A run of values as what is said: each value with its place."""
    values = tuple(Said(token.value, prose.at(token.start, token.end)) for token in group)
    return Said(values, prose.at(group[0].start, group[-1].end))


def read_enum(
    prose: Prose, vocabulary: Vocabulary, *, bare: bool = False
) -> Said[tuple[Said[str], ...]] | None:
    """The longest run of values in a text; None if there is none.

    Words in quotes or code are values only where the words in front of them say so, and all of
    them are meant: not those of "such as `a` or `b`", nor of "not with `a`, `b`".
    """
    text = prose.text
    if not bare and not prose.inlines and not any(quote in text for quote in "\"'“‘「[:："):
        return None
    groups = [
        group
        for group in value_lists(prose, bare=bare)
        if all(token.value for token in group) and (bare or _is_led(text, group, vocabulary))
    ]
    longest = max(groups, key=len, default=None)
    return enum_of(longest, prose) if longest else None


def _is_led(text: str, group: tuple[Token, ...], vocabulary: Vocabulary) -> bool:
    """Whether what stands around a run of values says that these are all."""
    start, end = group[0].outer[0], group[-1].outer[1]
    before = re.split(r"[.;\n。；](?=\s|$)", text[max(0, start - _LEAD) : start])[-1].lower()
    if _OPEN_END.match(text, end) or any(w in before for w in vocabulary.words["open_leads"]):
        return False
    if _IF.search(before):
        return False  # the values of something else that this one depends on
    if any(words in before for words in vocabulary.words["enum_leads"]):
        return True
    if _ends_list(text, end, vocabulary):
        return True
    return _LED.search(before) is not None and not any(_EASTERN.search(t.value) for t in group)


def _ends_list(text: str, end: int, vocabulary: Vocabulary) -> bool:
    """Whether what stands behind a run of values says that it is one of them that is meant."""
    behind = text[end : end + _TAIL].lstrip("`\"'”’」)） \t")
    return behind.startswith(tuple(vocabulary.words["enum_tails"]))


def announces_some(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a title or line announces some rows of many: "Key properties", "主要字段"."""
    flat = f" {' '.join(_LETTERS.findall(text.lower()))} "
    for lead in vocabulary.words["selections"]:
        for what in vocabulary.words["selected"]:
            if f" {lead} {what} " in flat or (not lead.isascii() and lead + what in flat):
                return True
    return False


def leads_values(text: str, vocabulary: Vocabulary) -> bool:
    """Whether the end of a text announces the values of something, and all of them.

    "one of:", "Possible values of `sort`:"; not "one of these fields:", nor "values such as:".
    """
    last = re.split(r"[.;\n。；](?=\s|$)", text.strip().rstrip(":：.*_ ")[-_LEAD_LINE:])[-1].lower()
    if any(words in last for words in vocabulary.words["open_leads"]):
        return False
    leads = [words for words in vocabulary.words["enum_leads"] if words in last]
    if not leads:
        return False
    behind = last[min(last.index(lead) + len(lead) for lead in leads) :]
    words = _LETTERS.findall(behind)
    if any(word in " ".join(leads) for word in vocabulary.words["value_words"]):
        of_them = words[:1] and words[0] in vocabulary.words["of_words"]
        return bool(of_them) or not vocabulary.roles(behind)
    return set(words) <= vocabulary.words["lead_words"] and not any(map(vocabulary.roles, leads))


def read_limits(prose: Prose, vocabulary: Vocabulary) -> Mapping[str, Said[Any]] | None:
    """The greatest and the least value or length that a text gives."""
    if not _DIGIT.search(prose.text):
        return None
    found = dict(_range(prose))
    for name, pattern in _LIMITS.items() if not found else ():
        if match := pattern.search(prose.text):
            found[name] = _limit(prose, match, "value")
    if not found:
        text = narrow(prose.text)
        for name, (start, end) in stated_limits(prose.text, vocabulary):
            found[name] = Said(float(text[start:end].replace("_", "")), prose.at(start, end))
    return found or None


def _range(prose: Prose) -> Iterator[tuple[str, Said[Any]]]:
    """The two ends of a range of numbers."""
    match = _RANGE.search(prose.text) or _WHOLE.fullmatch(prose.text.strip())
    if match is not None and float(match["minimum"]) < float(match["maximum"]):
        lead = 0 if match.re is _RANGE else len(prose.text) - len(prose.text.lstrip())
        for name in ("minimum", "maximum"):
            yield name, _limit(prose, match, name, lead)


def _limit(prose: Prose, match: re.Match[str], group: str, lead: int = 0) -> Said[Any]:
    start, end = match.span(group)
    return Said(float(match[group].replace("_", "")), prose.at(start + lead, end + lead))
