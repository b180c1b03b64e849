"""What a generator left in the page: tags of its template, values as its program prints them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from doclint.checks._shown import outside_code, proses, row_subject, short, texts_outside_code
from doclint.model.contract import Listing
from doclint.model.finding import Hit
from doclint.model.page import Cell, Page, Row
from doclint.model.pattern import regex
from doclint.model.project import Project
from doclint.model.record import dataclass
from doclint.model.source import Source, Span
from doclint.read.columns import at_column

_TAG = regex(
    r"\{%[-+]?[ \t]*(?P<statement>[^\n%]{0,200}?)[ \t]*[-+]?%\}"
    r"|\{\{[-~]?[ \t]*(?P<print>[^\n{}<%][^\n{}]{0,200}?)[ \t]*[-~]?\}\}"
    r"|<%[-=]?[ \t]*(?P<scriptlet>[^\n%]{0,200}?)[ \t]*-?%>"
    r"|\[%[-=]?[ \t]*(?P<toolkit>[^\n%]{0,200}?)[ \t]*[-=]?%\]"
)
_BLOCKS = """
    for if macro call filter with unless case while
    #each #if #unless #with
"""
_OPENERS = frozenset(_BLOCKS.split())
_STATEMENTS = _OPENERS | {"set", "else", "elif", "import", "extends"}
_ENDS = frozenset(("endif", "endunless"))
_HABIT = 2  # conditions with an end make a page that some tool is to read
_SET = 3  # fewer pages have no habits
_MIDDLES = frozenset(("else", "elif", "elsif", "elseif", "when"))
_NAMES = """
    item param parameter field row prop property op operation endpoint resp response err error
    entry schema model method arg argument attr attribute header member obj definition loop this
    enum e f m p r x
"""
_LOOP_NAMES = frozenset(_NAMES.split())
_LOOKUP = regex(
    r"(?P<name>[A-Za-z_]\w*)(?:\.[A-Za-z_]\w*|\[\s*(?:'[^']*'|\"[^\"]*\"|\d+)\s*\])+"
    r"\s*(?:\|\s*\w.*)?\Z"
)
_SCRIPT = regex(
    r"\}|.*\{\Z|(?:end\w*|else|elif|elsif)\b|(?:for|if|unless|while|foreach)\b.*|\w+(?:\.\w+|\['\w+'\])+\Z",
    re.I,
)
_RAW = regex(r"\{%[-+]?\s*(end)?raw\s*[-+]?%\}")

# What every leaked value has: a table without it is not looked at cell by cell.
_SUSPECT = regex(r"undefined|NaN|\*{4}|None|[\[{]\s*['&]")
_REPR_LIST = regex(r"\[\s*(?:'[^']*'|None)(?:\s*,\s*(?:'[^']*'|None))*\s*\]\Z")
_REPR_DICT = regex(r"\{'\w+': ")
_PYTHON = regex(r"\b(?:True|False|None)\b|: '")
_OBJECT = "[object Object]"
_NOTHING = frozenset(("", "-", "–", "—", "none", "n/a", "na"))


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a template in running text. `word` is its first word, `kind` the syntax."""

    kind: str
    inner: str
    span: Span

    @property
    def word(self) -> str:
        """The first word: `if`, `endfor`, `#each`."""
        found = re.match(r"[#/]?\w+", self.inner)
        return found[0] if found else ""


def leaked_template_tag(part: Page | Project) -> Iterator[Hit]:
    """Tags of a template that are shown as text. Facts: tag."""
    tags = _of_one_page(part) if isinstance(part, Project) else _left_over(part)
    yield from map(_leak, tags)


def _left_over(page: Page) -> Iterator[Tag]:
    """Tags that are a mistake wherever they stand."""
    tags, vue = list(_tags(page)), _is_vue(page)
    for tag in tags:
        script = tag.kind in ("scriptlet", "toolkit") and _SCRIPT.match(tag.inner)
        if script or (tag.kind == "print" and _prints_loop_variable(tag) and not vue):
            yield tag
    yield from _unpaired(tag for tag in tags if tag.kind in ("statement", "print"))


def _of_one_page(project: Project) -> Iterator[Tag]:
    """Statements of a template on the only page of a set that has any: they are no habit."""
    if len(project.pages) < _SET:
        return
    found = ([t for t in _tags(page) if t.kind == "statement"] for page in project.pages)
    users = [tags for tags in found if tags]
    if len(users) == 1 and sum(tag.word in _ENDS for tag in users[0]) < _HABIT:
        yield from (tag for tag in users[0] if tag.word.removeprefix("end") in _STATEMENTS)


def leaked_value(part: Listing | Page) -> Iterator[Hit]:
    """Values that a program printed for what it did not have. Facts: value, meaning."""
    if isinstance(part, Page):
        yield from _objects(part)
    elif part.table is not None and part.kind == "members":
        for row in part.table.rows if _SUSPECT.search(part.table.span.text) else ():
            yield from _leaks_in_row(row, part)


def _tags(page: Page) -> Iterator[Tag]:
    source = page.source
    if not page.includes and "%" not in source.text and "{{" not in source.text:
        return
    raw: dict[Source, list[int]] = {}
    known = {(each.span.source, each.span.start) for each in page.includes}
    for span, text in texts_outside_code(page):
        if ("%" in text or "{{" in text) and (span.source, span.start) not in known:
            if span.source not in raw:
                raw[span.source] = _raw(span.source.text)
            for match in _TAG.finditer(text):
                kind = match.lastgroup or ""
                where = span.within(match.start(), match.end())
                if bisect_right(raw[span.source], where.start) % 2 == 0:
                    yield Tag(kind, match[kind].strip(), where)


def _raw(text: str) -> list[int]:
    """Where text that is to stay as it is starts and ends, in turn."""
    edges: list[int] = []
    for tag in _RAW.finditer(text):
        if (tag[1] is not None) == bool(len(edges) % 2):
            edges.append(tag.start())
    return edges


def _leak(tag: Tag) -> Hit:
    text = short(tag.span.text)
    return Hit(tag.span, f"tag:{text}", {"tag": text})


def _prints_loop_variable(tag: Tag) -> bool:
    found = _LOOKUP.match(tag.inner)
    return found is not None and found["name"] in _LOOP_NAMES


def _is_vue(page: Page) -> bool:
    """Whether double braces are read by Vue on this page. In MDX they are an error."""
    return "v-for=" in page.source.text or "<script" in page.source.text


def _unpaired(tags: Iterable[Tag]) -> Iterator[Tag]:
    """Tags of loops and conditions that lack their other half."""
    waiting: list[Tag] = []
    for tag in tags:
        word = tag.word
        if tag.kind == "statement" and word.startswith("/"):
            word = f"end{word[1:]}"  # `{% /if %}`, as some tools have it
        if (tag.kind == "print") != word.startswith(("#", "/")):
            continue
        if word in _OPENERS:
            waiting.append(tag)
        elif word in _MIDDLES:
            if not waiting:
                yield tag
        elif word.startswith(("end", "/")):
            opener = word.removeprefix("end") if word.startswith("end") else f"#{word[1:]}"
            if waiting and (waiting[-1].word == opener or not opener):
                waiting.pop()
            elif opener in _OPENERS:
                yield tag
    yield from waiting


def _objects(page: Page) -> Iterator[Hit]:
    if _OBJECT in page.source.text:
        for prose, _ in proses(page):
            at = outside_code(prose).find(_OBJECT)
            if at >= 0:
                span = prose.span.within(at, at + len(_OBJECT))
                meaning = "an object that was printed as text"
                yield _value(span, f"value:{_OBJECT}", _OBJECT, meaning)


def _leaks_in_row(row: Row, listing: Listing) -> Iterator[Hit]:
    for role in ("name", "type", "description", "default", "example"):
        cell = at_column(row, listing.roles.index(role)) if role in listing.roles else None
        meaning = cell and _meaning(cell, role, row)
        if cell and meaning:
            yield _value(cell.span, row_subject(row), cell.span.text.strip(), meaning)


def _meaning(cell: Cell, role: str, row: Row) -> str | None:
    """What a cell's text stands for where a program wrote it; None for what an author may write."""
    text, written = cell.text, cell.span.text.strip()
    own = role in ("name", "type", "description")
    if own and written.split("<br", 1)[0].strip("* ") in ("undefined", "NaN"):
        return "a value that a program did not have"
    if role in ("name", "type") and written.startswith("****"):
        return "an empty value between the marks of bold text"
    if role == "type" and written == "None" and _says_more(row, cell):
        return "a value that a program did not have"
    if role == "type" and _REPR_LIST.match(text):
        return "a list as Python prints it"
    if _REPR_DICT.match(written) and written[-1:] == "}" and _PYTHON.search(written):
        return "an object as Python prints it"
    return None


def _says_more(row: Row, cell: Cell) -> bool:
    """Whether a row has a name and more: "None" in every cell says that there are no parameters."""
    others = [other.text.lower() for other in row.cells if other is not cell]
    return bool(others) and others[0] not in _NOTHING and any(o not in _NOTHING for o in others[1:])


def _value(span: Span, subject: str, value: str, meaning: str) -> Hit:
    return Hit(span, subject, {"value": short(value), "meaning": meaning})
