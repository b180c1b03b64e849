"""Front matter that breaks, or that says another thing than is written."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, time
from typing import Any

from doclint.checks._front_matter import place_of
from doclint.checks._shown import short
from doclint.model.finding import Edit, Fix, Hit
from doclint.model.page import FrontMatter, Page
from doclint.model.pattern import regex
from doclint.model.project import Project
from doclint.model.source import Span
from doclint.read.front_matter import Entry, is_meant, is_template, plain_entries

_BROKEN = ("syntax", "undefined-alias", "circular-alias")
_WORDS = {
    **dict.fromkeys(("y", "yes", "on"), "true"),
    **dict.fromkeys(("n", "no", "off"), "false"),
}
_DATE = regex(r"\d{4}-\d\d?-\d\d?")
_SAFE = 2**53  # JavaScript knows no whole numbers above
_NUMBERED = regex(r"[ \t]#(?!TODO|FIXME|XXX)(?:\d|[^\s#]+\Z)")
_LINE = regex(r"[\w-]+:[ \t]+(?P<value>[^\s\"'\[{|>&*!#?,\]}-](?:(?! #).)*?)[ \t]*$")
_COLON = regex(r":(?:[ \t]|$)")
_NO_START = "@`%"
_INDEX = ("index", "_index", "readme", "_category_")
_LANGUAGE = regex(r"[._-][a-z]{2,3}(?:[-_][A-Za-z]{2,4})?\Z")
_FEW = 20  # pages of a folder that have front matter: fewer show no habit
_APART = ("lang", "language", "locale", "version", "layout", "method")


def syntax_error(page: Page) -> Iterator[Hit]:
    """Front matter that is neither YAML nor TOML, or has a key twice. Facts: problem."""
    matter = page.front_matter
    if matter is None or is_template(page) or not is_meant(matter):
        return
    for note in page.notes:
        code = note.code.removeprefix("front-matter-")
        if code in _BROKEN and code != note.code:
            facts = {"problem": _problem(code, note.facts)}
            yield Hit(note.span, "syntax", facts, fix=_requoted(note.span, page))
        elif note.code == "front-matter-duplicate-key":
            key = short(str(note.facts.get("key", "")))
            yield Hit(note.span, f"key:{key}", {"problem": f"the key `{key}` is there already"})


def _problem(code: str, facts: Any) -> str:
    if code == "syntax":
        problem = str(facts.get("problem", ""))
        return problem.replace("is no mapping", "expected keys with values")
    reason = "is no name that was given" if code == "undefined-alias" else "stands inside of itself"
    return f"the alias `*{facts.get('alias', '')}` {reason}"


def coerced_value(page: Page, *, keys: Sequence[str]) -> Iterator[Hit]:
    """Texts without quotes that are read as something else. Facts: key, text, read."""
    doubted = {note.span for note in page.notes if note.code == "front-matter-ambiguous-scalar"}
    for entry in _texts(page, keys):
        read = _read(entry, doubted)
        if read:
            facts = {"key": entry.key, "text": short(entry.span.text), "read": read}
            fix = _in_quotes(entry.span, page)
            yield Hit(entry.span, f"front-matter:{entry.key}", facts, fix=fix)


def _requoted(broken: Span, page: Page) -> Fix | None:
    """The value of a line in quotes, where it has a colon in it or begins as no text can."""
    source, matter = broken.source, page.front_matter
    match = _LINE.match(source.line(broken.line))
    below = source.line(broken.line + 1) if broken.line < len(source.line_starts) else ""
    if match is None or matter is None or matter.syntax != "yaml" or below[:1].isspace():
        return None
    if not (_COLON.search(match["value"]) or match["value"][0] in _NO_START):
        return None
    start = source.line_starts[broken.line - 1]
    return _in_quotes(source.span(start + match.start("value"), start + match.end("value")), page)


def _in_quotes(span: Span, page: Page) -> Fix | None:
    """What is written there as a text in quotes; where it has some itself, in others."""
    yaml = page.front_matter is not None and page.front_matter.syntax == "yaml"
    if not {'"', "\\"} & set(span.text):
        text = f'"{span.text}"'
    elif yaml:  # YAML 1.2, section 7.3.2: in single quotes all but those stands for itself
        text = "'" + span.text.replace("'", "''") + "'"
    else:
        return None
    return Fix((Edit(span, text),), safe=True)


def _texts(page: Page, keys: Iterable[str]) -> Iterator[Entry]:
    """The plain values of keys that hold text."""
    known = {_flat(key) for key in keys}
    matter = page.front_matter
    if matter is not None and not is_template(page):
        yield from (one for one in plain_entries(matter) if _flat(one.key) in known)


def _flat(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "")


def _read(entry: Entry, doubted: set[Span]) -> str:
    """What a plain value is read as, where that is another thing than its text; else ""."""
    text, value = entry.span.text, entry.value
    if isinstance(value, bool):
        return f"`{str(value).lower()}`, not as a word"
    if isinstance(value, int | float):
        return "" if text in _shown(value) else f"the number {_shown(value)[-1]}"
    if isinstance(value, date | time):
        return "a date"
    if entry.span not in doubted:
        return ""
    if _DATE.match(text):
        return "a date"
    word = _WORDS.get(text.lower())
    return f"`{word}` by YAML 1.1" if word else "a number by YAML 1.1"


def _shown(value: float) -> tuple[str, ...]:
    """A number as Python prints it, and as JavaScript does, which knows no large whole ones."""
    if isinstance(value, float):
        return (repr(value), f"{value:g}")
    return (str(value) if abs(value) < _SAFE else f"{float(value):.16g}",)


def truncated_by_hash(page: Page, *, keys: Sequence[str]) -> Iterator[Hit]:
    """Texts that YAML cuts off at a `#`, which opens a comment. Facts: key, text, lost.

    Told where a number or one word follows the `#` at once, or the title of the page has it all.
    """
    matter = page.front_matter
    if matter is None or matter.syntax != "yaml":
        return
    titles = [one.heading.text for one in page.walk() if one.heading and one.level == 1]
    for entry in _texts(page, keys):
        lost = entry.rest.text.strip()
        whole = f"{entry.span.text} {lost}"
        if lost and (_NUMBERED.match(entry.rest.text) or whole in titles):
            facts = {"key": entry.key, "text": short(entry.span.text), "lost": short(lost)}
            span = entry.span.until(entry.rest.stripped())
            yield Hit(span, f"front-matter:{entry.key}", facts, fix=_in_quotes(span, page))


def missing_key(project: Project, *, share: float = 0.95) -> Iterator[Hit]:
    """Pages without a key that nearly all pages of their folder have. Facts: key, count, total."""
    for pages in _folders(project).values():
        counts = Counter(key for _, matter in pages for key in matter.data)
        usual = [key for key, count in counts.items() if share * len(pages) <= count < len(pages)]
        for key in usual if len(pages) >= _FEW else ():
            for _, matter in pages:
                if key not in matter.data:
                    facts = {"key": key, "count": counts[key], "total": len(pages)}
                    yield Hit(place_of(matter, ""), f"front-matter:{key}", facts)


def duplicate_slug(project: Project, *, keys: Sequence[str]) -> Iterator[Hit]:
    """Pages of one folder with one address. Facts: key, value, page."""
    for pages in _folders(project).values():
        seen: dict[tuple[str, str], tuple[Page, FrontMatter]] = {}
        for page, matter in pages:
            for key in keys:
                value = matter.data.get(key)
                if not isinstance(value, str | int) or not str(value).strip("/"):
                    continue
                first = seen.setdefault((key, str(value)), (page, matter))
                if first[0] is not page and not _apart(first, (page, matter)):
                    yield _same(key, str(value), first, matter)


def _same(key: str, value: str, first: tuple[Page, FrontMatter], matter: FrontMatter) -> Hit:
    page, other = first
    facts = {"key": key, "value": short(value), "page": page.source.path}
    also = (("the first one", place_of(other, f"/{key}")),)
    return Hit(place_of(matter, f"/{key}"), f"front-matter:{key}:{value}", facts, also)


def _apart(first: tuple[Page, FrontMatter], second: tuple[Page, FrontMatter]) -> bool:
    """Whether two pages are never built together: other languages or versions, or a draft."""
    one, other = first[1].data, second[1].data
    if any(data.get("draft") is True or data.get("published") is False for data in (one, other)):
        return True
    if any(one.get(key) != other.get(key) for key in _APART):
        return True
    return len({_LANGUAGE.sub("", _stem(page)) for page, _ in (first, second)}) == 1


def _folders(project: Project) -> dict[str, list[tuple[Page, FrontMatter]]]:
    """The pages with front matter by folder, without those that stand for the folder itself."""
    found: dict[str, list[tuple[Page, FrontMatter]]] = {}
    for page in project.pages:
        matter = page.front_matter
        index = re.split(r"[.]", _stem(page))[0].lower() in _INDEX
        if matter is not None and matter.data and not index and not is_template(page):
            found.setdefault(posixpath.dirname(page.source.path), []).append((page, matter))
    return found


def _stem(page: Page) -> str:
    return posixpath.splitext(posixpath.basename(page.source.path))[0]
