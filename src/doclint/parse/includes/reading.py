"""What a page takes in from other files, read as the part of the page that it becomes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import NamedTuple

from doclint.model.page import Block, Example, FrontMatter, Heading, Include, Markup, Note, Page
from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Source, Span, Text
from doclint.model.tag import Tag
from doclint.parse.includes.notations import (
    Notation,
    Statement,
    arguments,
    fences,
    imports,
    present,
    statements,
)
from doclint.parse.includes.parts import filled, selected
from doclint.parse.includes.texts import AROUND, Texts
from doclint.parse.pages import PARSERS, parse_page, unreadable

Piece = Heading | Block

_PAGES = frozenset((".md", ".markdown", ".mdx", ".html", ".htm", ".rst"))
_CODE = {
    ".yml": "yaml",
    ".sh": "bash",
    ".py": "python",
    ".rb": "ruby",
    ".js": "javascript",
    ".ts": "typescript",
    ".rs": "rust",
    ".cs": "csharp",
    ".kt": "kotlin",
    **{
        f".{name}": name
        for name in (
            *("json", "json5", "jsonc", "xml", "http", "go", "java", "php", "swift", "sql"),
            *("graphql", "toml", "proto", "csv", "bash", "curl", "yaml"),
        )
    },
}
_IN_FENCES = frozenset(("snippet", "snippets", "tag", "book", "bang", "own", "shortcode"))
_SHOWS_CODE = frozenset(("directive", "element", "shortcode"))
_MOST = 5_000  # blocks that one statement may stand for
_MAYBE = regex(
    r"8<|<<<|!\[\[|\{\{>|[Ii]nclude|INCLUDE|import|partial|[Ss]nippet|snip\b|[Tt]ransclu|[Ee]mbed"
    r"|[Rr]euse|shared|readfile|readFile|read-file|Partial|RemoteContent|<Markdown|:::|\[!code|\{!"
    r"|<[A-Z]\w*[ \t]*/>"
)
_HINTS = (
    *("8<", "<<<", "![[", "{{>", "nclude", "INCLUDE", "import", "artial", "nippet", "snip"),
    *("ransclu", "mbed", "euse", "shared", "readfile", "readFile", "read-file", "RemoteContent"),
    *("<Markdown", ":::", "[!code", "{!", "/>"),
)
"""Of what `_MAYBE` finds, a text has one of these, which is seen in a twentieth of the time."""

_OF_ONE_PAGE = frozenset(("language_tabs", "toc_footers", "search", "code_clipboard"))
_KEPT = ("unclosed-fence", "unclosed-comment")
_OPTION = regex(r"[ \t]*:([\w-]+):[ \t]*([^\n]*)")


class Taken(NamedTuple):
    """What a file becomes where it is taken in; `reason` says what of it is not known."""

    pieces: tuple[Piece, ...] = ()
    reason: str = ""
    page: Page | None = None


@dataclass(slots=True)
class Taking:
    """What a page takes in. What it has to tell beside the blocks is collected here."""

    source: Source
    texts: Texts
    mdx: bool = False
    html: bool = False
    known: Sequence[Notation] = ()
    components: Mapping[str, str] = field(default_factory=dict)
    active: bool = False
    includes: list[Include] = field(default_factory=list)
    comments: list[Span] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    tags: list[Tag] = field(default_factory=list)

    @classmethod
    def of(cls, source: Source, texts: Texts, *, mdx: bool = False, html: bool = False) -> Taking:
        """What a page may take in, by the words that are on it."""
        maybe = any(hint in source.text for hint in _HINTS) and _MAYBE.search(source.text)
        if not (texts.patterns or maybe):
            return cls(source, texts, mdx, html)
        known = present(source.text, texts.patterns)
        return cls(source, texts, mdx, html, known, imports(source.text), active=True)

    def statements(self, text: str) -> tuple[Statement, ...]:
        """What stands for files in a stretch of the page, on lines of its own."""
        return statements(text, self.known, self.components, mdx=self.mdx) if self.active else ()

    def pieces(self, statement: Statement, span: Span) -> Iterator[Piece]:
        """What a statement stands for; markup where that is not known."""
        if not statement.paths:
            yield self.gap(Include(span, "", None, "not understood", statement.kind))
        for path in statement.paths:
            include, taken = self.take(path, statement, span)
            yield from taken.pieces
            if taken.reason:
                yield self.gap(replace(include, reason=taken.reason))
            else:
                self.includes.append(include)

    def gap(self, include: Include) -> Markup:
        """What stands on the page for something that was not read."""
        self.includes.append(include)
        return Markup(include.span)

    def take(self, path: str, statement: Statement, span: Span) -> tuple[Include, Taken]:
        """A file that a statement names, and what it becomes."""
        include = self._include(path, statement, span)
        if include.source is None:
            return include, Taken(reason=include.reason)
        taken = self._read(include.source, statement)
        if taken.page is not None:
            whole = taken.page.source is include.source
            self._collect(taken.page, whole=whole)
            include = replace(include, whole=whole)
        return include, taken

    def text(self, path: str, statement: Statement, span: Span) -> tuple[Include, Source | None]:
        """The part of a file that a statement stands for, with its values, as it is written."""
        include = self._include(path, statement, span)
        if include.source is None:
            return include, None
        part = selected(include.source, statement.part, statement.lines, statement.args)
        if part is None:
            return replace(include, reason="no such part"), None
        part, whole = filled(part, statement.args)
        if not whole:
            return replace(include, reason="has variables"), None
        return replace(include, whole=part is include.source), part

    def _include(self, path: str, statement: Statement, span: Span) -> Include:
        include = self.texts.include(span, path, kind=statement.kind)
        whole = not (statement.part or statement.lines or {"start", "end"} & statement.args.keys())
        return replace(include, whole=whole)

    def _read(self, source: Source, statement: Statement) -> Taken:
        how = statement.code, self.mdx, self.html
        key = (id(source), statement.part, statement.lines, *how)
        args = tuple(sorted(statement.args.items()))
        before = self.texts.read.get((*key, args))
        if isinstance(before, Taken):
            return before
        taken = self._read_anew(source, statement)
        nested = taken.page.includes if taken.page else ()
        if not any(each.reason in AROUND for each in nested):
            self.texts.read[(*key, args)] = taken
        return taken

    def _read_anew(self, source: Source, statement: Statement) -> Taken:
        part = selected(source, statement.part, statement.lines, statement.args)
        if part is None:
            return Taken(reason="no such part")
        part, whole = filled(part, statement.args)
        if part is source and not whole:
            return Taken(reason="has conditions")
        suffix = posixpath.splitext(source.path)[1].lower()
        if statement.code or suffix in _CODE:
            shown = statement.code or statement.kind in _SHOWS_CODE
            example = code(part, statement.language or _CODE.get(suffix, ""))
            return Taken((example,)) if shown else Taken(reason="no page")
        if suffix in _PAGES and unreadable(source.path):
            return Taken(reason=unreadable(source.path))
        return self._blocks(part, suffix, whole=whole)

    def _blocks(self, part: Source, suffix: str, *, whole: bool) -> Taken:
        page = self._page(part, suffix)
        pieces = tuple(pieces_of(page))
        if len(pieces) > _MOST:
            return Taken(reason="too much to read")
        return Taken(pieces, "" if whole else "has variables", page)

    def _page(self, source: Source, suffix: str) -> Page:
        texts = self.texts.within(self.source)
        if suffix in _PAGES or self.html:
            return (
                parse_page(source, texts) if suffix in _PAGES else PARSERS[".html"](source, texts)
            )
        # It reads what is taken in with this.
        from doclint.parse.markdown.pages import parse_markdown

        return parse_markdown(source, mdx=self.mdx, texts=texts)

    def _collect(self, page: Page, *, whole: bool) -> None:
        self.includes += page.includes
        known = {(tag.span.source, tag.span.start) for tag in self.tags}
        self.tags += (tag for tag in page.tags if (tag.span.source, tag.span.start) not in known)
        self.comments += page.comments
        if whole:
            self.notes += (note for note in page.notes if note.code in (*_KEPT, "broken-html"))

    def fence(self, info: str, body: str) -> Statement | None:
        """What a fence takes in; a statement without paths where that is not all of it."""
        found = _directive(info, body) or _attribute(info, body)
        if found or not self.active:
            return found
        told = [each for each in self.statements(body) if each.kind in _IN_FENCES]
        if not told:
            return None
        only = told[0]
        if len(told) == 1 and body[only.start : only.end] == body.strip():
            return replace(only, code=True)
        return Statement(0, len(body), "fence")


def appended(taking: Taking, matter: FrontMatter | None) -> Iterator[Piece]:
    """The files that the front matter of a page puts at its end: names of `includes/_NAME.md`."""
    names = matter.data.get("includes") if matter else None
    if matter is None or not isinstance(names, list):
        return
    for name in names:
        if not isinstance(name, str):
            continue
        path = f"{name}.md" if name.startswith("/") else f"includes/_{name}.md"
        include, taken = taking.take(path, Statement(0, 0, "front-matter"), matter.span)
        yield from taken.pieces
        if not taken.reason:
            taking.includes.append(include)
        elif not _OF_ONE_PAGE.isdisjoint(matter.data):
            taking.gap(replace(include, reason=taken.reason))


def _directive(info: str, body: str) -> Statement | None:
    """A fence of MyST: `{include} path`, `{literalinclude} path`, with options as lines."""
    if not info.startswith("{"):
        return None
    name, _, path = info[1:].partition("}")
    shown = fences().directives.get(name.strip())
    if shown is None or not path.strip():
        return None
    options = {key: value.strip() for key, value in _OPTION.findall(body)}
    args = {
        key: options[option]
        for key, option in (("start", "start-after"), ("end", "end-before"))
        if option in options
    }
    language = options.get("language", "") if shown == "code" else ""
    lines = options.get("lines", "")
    code = shown == "code" or "literal" in options
    return Statement(0, len(body), "fence", (path.strip(),), "", lines, code, language, args)


def _attribute(info: str, body: str) -> Statement | None:
    """An empty fence that names its file: `json file=./pet.json`."""
    if body.strip() or "=" not in info:
        return None
    found = fences().attributes.search(info)
    if found is None:
        return None
    args = {key: value for key, value in arguments(info).items() if key in ("lines", "range")}
    lines = next(iter(args.values()), "")
    return Statement(0, 0, "fence", (found["path"],), found["part"] or "", lines, code=True)


def code(source: Source, language: str) -> Example:
    """A file, or the part of it that is not blanked, as an example."""
    text = source.text
    first = len(text) - len(text.lstrip())
    first = text.rfind("\n", 0, first) + 1 if first < len(text) else first
    last = max(len(text.rstrip()), first)
    span = Span(source, first, last)
    return Example(language.lower(), Text(text[first:last], span), span, "file")


def pieces_of(page: Page) -> Iterator[Piece]:
    """The headings and blocks of a page in their order."""
    for section in page.walk():
        if section.heading:
            yield section.heading
        yield from section.blocks
