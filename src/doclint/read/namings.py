"""Where a page names an operation: a method and a path, in any of the usual spellings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from doclint.model.contract import Naming, Said
from doclint.model.page import (
    Block,
    Definitions,
    Element,
    Example,
    Heading,
    Items,
    Markup,
    Paragraph,
    Prose,
    Quote,
    Section,
    Table,
)
from doclint.model.pattern import regex
from doclint.model.source import Span
from doclint.read.scripts import unnumbered
from doclint.read.tables import read_table_namings
from doclint.read.vocabulary import Vocabulary

VERBS = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|TRACE|QUERY"
# An alternative that fits is final (`?>`): what is in brackets has one reading, else long runs of
# them would take for ever.
_PIECE = r"\([\w ]+(?::[\w ]+)?\)|\([^()\s`|]*\)|<[\w.\- ]+>|\{[^{}\s]*\}"
_PATH = (
    r"(?:https?://|\{\{?[\w.\- ]+\}?\}/|\$\{?[\w.]+\}?/|\[[\w.\- ]+\]/|<[\w.\- ]+>/|\*{0,2}/)"
    rf"(?>{_PIECE}|[^\s`\"'|])*"
)
_VERSION = r"(?:HTTP(?:/[\d.]+|S?\|HTTPS?))"
"""Behind a path: "HTTP/1.1"; "HTTPS|HTTP" where either will do."""
_LINE = regex(
    rf"(?:^|[:：]\s*|^\W{{1,4}})\[?(?P<method>{VERBS})\]?(?:\s|\W){{0,4}}?\s*"
    rf"(?P<path>{_PATH})\s*{_VERSION}?\W{{0,3}}$",
    re.M,
)
_HEADING = regex(rf"^\W*\[?(?P<method>{VERBS})\]?\W{{0,4}}?(?P<path>{_PATH})")
# Behind a title: "List pets - GET /pets", and `[GET /pets]` as API Blueprint has it.
_TITLED = regex(
    rf"[\s(\[%:|–—-]`?(?P<method>{VERBS})[\s`:]{{1,4}}(?P<path>/(?>{_PIECE}|[^\s`\"'|\])])*)[`)\]]*$"
)
# "Send a GET request to the following address: /pets"
_ANNOUNCED = regex(
    rf"\b(?P<method>{VERBS})`?(?:\s+[a-z]+){{0,8}}\s*[:：]\s*`?(?P<path>{_PATH})[\s`.]{{0,3}}$"
)
# The code span that a paragraph consists of, with no slash in front of its path: `GET api/pets`.
_SEGMENT = r"(?:[\w.:-]+|\{[\w.-]+\})"
_UNROOTED = regex(
    rf"(?P<method>{VERBS}) (?P<path>[a-z][\w.-]*/{_SEGMENT}(?:/{_SEGMENT})*/?(?:\?[\w={{}}&,.-]*)?)"
)
# Behind a title too, as the template of a docs site reads it: `{{ tag: 'GET', label: '/pets' }}`.
_ANNOTATED = regex(
    rf"\{{[^{{}}]{{0,80}}['\"](?P<method>{VERBS})['\"][^{{}}]{{0,80}}['\"](?P<path>/[^'\"\s]*)['\"]"
)
_LOGGED = regex(r"\W*[1-5]\d\d\W*")  # "403 GET /pets" is what a server answered once
_LONE_PATH = regex(r"(?:^\W{0,2}|\[)(?P<path>/(?>(?<=/)\[[\w.\-]+\]|[^\s`\[\]])*)\W{0,2}$")
_LONE_VERB = regex(rf"^\W{{0,3}}(?P<method>{VERBS})\W{{0,3}}$|\[(?P<also>{VERBS})\]$", re.I)
_REQUEST = regex(
    rf"^[ \t>$]*(?P<method>{VERBS})[ \t]+(?P<path>(?>{_PIECE}|[^\s`\"'(),;|])*)"
    r"[ \t]*+(?:HTTP(?:/[\d.]+|S?\|HTTPS?)[ \t]*+)?$",
    re.M,
)
_REQUESTS = ("GET ", "POST ", "PUT ", "PATCH ", "DELETE ", "HEAD ")
_VALUES = regex(r"\?[\w.\[\]-]+=[\w%\"'-]")
_PLAUSIBLE = regex(rf"(?:https?://|/|\{{|\$|\*|\[|<|:)(?>{_PIECE}|\S)*")
_BEHIND = "`*~,;.:，；：。、"
_QUOTE = r"\s*=\s*[\"'{]+"
_METHOD_ATTRIBUTE = regex(rf"\b(?:method|verb|type|httpMethod){_QUOTE}(?P<method>[A-Za-z]+)", re.I)
_PATH_ATTRIBUTE = regex(
    rf"\b(?:path|url|uri|route|endpoint|href|baseUrl){_QUOTE}(?P<path>(?:https?://|/)[^\"'\s]*)",
    re.I,
)
_PATH_INSIDE = regex(r">\s*(?P<path>(?:/|https?://)[^\s<]*)\s*(?=<|$)")
_OPENING = regex(r"<(?P<name>[A-Za-z][\w.-]*)\s*>")
_CLOSING = regex(r"</\s*(?P<name>[A-Za-z][\w.-]*)")
_ELEMENT = regex(r"<(?P<tag>[A-Za-z][\w.]*)(?P<attributes>\s[^<>]*)>(?P<inside>[^<]*)")
_BADGE = regex(
    rf">\s*(?P<method>{VERBS})\s*<.{{0,200}}?>\s*(?P<path>/[^\s<]*|https?://[^\s<]*)\s*<", re.S
)
# `<Badge text="GET" /> `/pets``: a component shows the method, and the path stands behind it.
_SHOWN_METHOD = regex(
    rf"\b(?:text|label|method|verb|value|name)\s*=\s*[\"'{{]+(?P<method>{VERBS})[\"'}}]"
)
_PATH_BEHIND = regex(
    r">[ \t]*(?:</[\w.]+>)?[ \t]*`?(?P<path>(?:https?://|/)[^\s`<]+)`?[ \t]*(?:$|\n)"
)
_KEY_LINE = regex(
    rf"^\W*(?P<key>\w[\w '’-]{{0,60}}?)\W*[:：]\W*?(?P<value>(?i:{VERBS})|https?://[^\s`*]+|/[^\s`*]*)"
    r"[`*\\ \t]*+(?:[(（][^()（）\n]{0,40}[)）]\W*)?$",
    re.M,
)
_LONE_METHOD = regex(rf"\W*(?P<value>{VERBS})[`*\s]*(?:[(（][^()（）\n]{{0,40}}[)）]\W*)?", re.I)
_LONE_ADDRESS = regex(rf"[`*\s]*(?P<value>(?:https?://|/)(?>{_PIECE}|[^\s`\"'|*])*)[`*\s]*")
_LONGEST_VALUE = 300  # characters of a text that is but a method or a path
_MAX_KEY_LINE = 500
_MAX_REQUESTS = 50  # lines of a code block; what has more is no documentation of operations


def heading_naming(heading: Heading, above: Heading | None) -> Naming | None:
    """A heading such as `GET /pets`; or `GET` below one that is a path."""
    for prose in _wordings(heading.prose):
        match = _HEADING.match(prose.text) or _TITLED.search(prose.text)
        match = match or _ANNOTATED.search(prose.text)
        if match and not _LOGGED.fullmatch(prose.text[: match.start()]):
            return _naming(prose, match, "heading")
    verb = _LONE_VERB.search(heading.text)
    path = _LONE_PATH.search(above.text) if verb and above else None
    if verb and path and above:
        group = verb.lastgroup or "method"
        method = Said(verb[group].upper(), heading.prose.at(*verb.span(group)))
        where = Said(path["path"], above.prose.at(*path.span("path")))
        return Naming(method, where, "heading", heading.span)
    return None


def _wordings(prose: Prose) -> Iterator[Prose]:
    """A heading as it may be meant: `<id>` out of code is a tag to a renderer, as `<b>` is."""
    tags = [inline.value for inline in prose.walk() if inline.kind == "html"]
    if tags:
        yield Prose(prose.span, prose.span.text)
    closed = {match["name"] for tag in tags if (match := _CLOSING.match(tag))}
    if all((match := _OPENING.match(tag)) is None or match["name"] in closed for tag in tags):
        yield prose


def block_namings(blocks: Iterable[Block], vocabulary: Vocabulary) -> Iterator[Naming]:
    """The operations that blocks name, in their order; those in lists and quotes too."""
    blocks = tuple(blocks)
    yield from _in_key_lines([b.prose for b in blocks if isinstance(b, Paragraph)], vocabulary)
    for block in blocks:
        match block:
            case Paragraph(prose):
                yield from _in_paragraph(prose)
            case Example():
                yield from request_lines(block)
            case Table():
                yield from read_table_namings(block, vocabulary)
            case Markup():
                yield from _in_markup(block.span)
            case Items():
                yield from _in_items(block, vocabulary)
            case Definitions():
                yield from _in_definitions(block, vocabulary)
            case Quote():
                yield from block_namings(block.blocks, vocabulary)
            case Element(kind="operation", said=said):
                yield _of_tag(block, said["method"], said["path"])


def _of_tag(element: Element, method: Prose, path: Prose) -> Naming:
    verb = Said(method.text.strip().upper(), method.span)
    return Naming(verb, Said(path.text, path.span), "element", element.tag.opened)


def _in_paragraph(prose: Prose) -> Iterator[Naming]:
    yield from _in_prose(prose)
    if any(inline.kind == "html" for inline in prose.inlines):
        yield from _elements(prose.span)


def _in_prose(prose: Prose) -> Iterator[Naming]:
    if "/" not in prose.text or len(prose.text) > 2000:
        return
    lines = [*_LINE.finditer(prose.text)]
    other = None if lines else _unrooted(prose) or _ANNOUNCED.search(prose.text)
    for match in [*lines, other] if other else lines:
        yield _naming(prose, match, "span" if prose.inlines else "line")


def _unrooted(prose: Prose) -> re.Match[str] | None:
    """What a paragraph says that is one code span: `GET api/pets`."""
    first = prose.inlines[0] if len(prose.inlines) == 1 else None
    if first is None or first.kind != "code" or prose.span.end > first.end:
        return None
    return _UNROOTED.fullmatch(prose.text.strip())


def _naming(prose: Prose, match: re.Match[str], kind: str) -> Naming:
    path = match["path"].rstrip(_BEHIND)
    if path.count(")") > path.count("("):
        path = path.rstrip(")")
    start = match.start("path")
    return Naming(
        Said(match["method"].upper(), prose.at(*match.span("method"))),
        Said(path, prose.at(start, start + len(path))),
        kind,
        prose.span,
    )


def request_lines(example: Example) -> Iterator[Naming]:
    """The request lines that a code block opens with."""
    body = example.body
    read = 0
    for match in islice(_REQUEST.finditer(body), _MAX_REQUESTS):
        if body[read : match.start()].strip() or not _PLAUSIBLE.fullmatch(match["path"]):
            return
        read = match.end()
        yield Naming(
            Said(match["method"], body.at(*match.span("method"))),
            Said(match["path"], body.at(*match.span("path"))),
            "fence",
            example.span,
            _is_crowded(body),
        )


def _is_crowded(body: str) -> bool:
    """Whether a code block holds more than request lines."""
    lines = filter(None, map(str.strip, body.strip().split("\n")[1:]))
    return not all(line.startswith(_REQUESTS) for line in lines)


def is_strong(naming: Naming) -> bool:
    """A code block that holds headers or a body beside the request line is an example first."""
    if naming.kind != "fence":
        return True
    return not naming.crowded and not naming.path.value.startswith(("https://", "http://"))


def is_among(naming: Naming, others: Iterable[Naming]) -> bool:
    """Whether others name the same, as it is written."""
    method = naming.method.value if naming.method else None
    return any(
        each.path.value == naming.path.value
        and (each.method.value if each.method else None) == method
        for each in others
    )


def shows_values(naming: Naming) -> bool:
    """Whether a code block calls with values in the query: `GET /pets?limit=10`."""
    return naming.kind == "fence" and _VALUES.search(naming.path.value) is not None


def ending(naming: Naming) -> tuple[str, str]:
    """The method, and the last segment of the path."""
    path = naming.path.value.partition("?")[0].rstrip("/")
    return naming.method.value if naming.method else "", path.rpartition("/")[2]


def _in_markup(span: Span) -> Iterator[Naming]:
    """Elements that name an operation; and badges side by side."""
    yield from _elements(span)
    for badge in _BADGE.finditer(span.text):
        yield _element(span, badge.span("method"), badge.span("path"))


def _elements(span: Span) -> Iterator[Naming]:
    """Elements with a method and a path, in attributes or inside."""
    raw = span.text
    for element in _ELEMENT.finditer(raw):
        attributes = element.span("attributes")
        method = _METHOD_ATTRIBUTE.search(raw, *attributes)
        path = _PATH_ATTRIBUTE.search(raw, *attributes) or _PATH_INSIDE.match(raw, attributes[1])
        if path is None:
            method = _SHOWN_METHOD.search(raw, *attributes)
            path = _PATH_BEHIND.match(raw, attributes[1]) if method else None
        if method and path and method["method"].upper() in VERBS.split("|"):
            yield _element(span, method.span("method"), path.span("path"))


def _element(span: Span, method: tuple[int, int], path: tuple[int, int]) -> Naming:
    verb, where = span.within(*method), span.within(*path)
    return Naming(Said(verb.text.upper(), verb), Said(where.text, where), "element", span)


def _in_items(items: Items, vocabulary: Vocabulary) -> Iterator[Naming]:
    """A list with an item for the method and one for the path; or namings inside of items."""
    blocks = [item.blocks for item in items.items if item.blocks]
    pairs = [(one[0].prose, one[1:]) for one in blocks if isinstance(one[0], Paragraph)]
    found = tuple(_in_key_lines((title for title, _ in pairs), vocabulary))
    found = found or tuple(_labelled(pairs, items.span, vocabulary))
    yield from found
    for item in () if found else items.items:
        yield from block_namings(item.blocks, vocabulary)


def _in_definitions(block: Definitions, vocabulary: Vocabulary) -> Iterator[Naming]:
    """A list with an entry for the method and one for the path; or namings inside of entries."""
    pairs = [(one.terms[0], one.blocks) for one in block.entries if len(one.terms) == 1]
    found = tuple(_labelled(pairs, block.span, vocabulary))
    yield from found
    for entry in () if found else block.entries:
        for term in entry.terms:
            yield from _in_prose(term)
        yield from block_namings(entry.blocks, vocabulary)


def _labelled(
    pairs: Iterable[tuple[Prose, Sequence[Block]]], span: Span, vocabulary: Vocabulary
) -> Iterator[Naming]:
    """A title for the method and one for the path, each with its value below it."""
    said: dict[str, Said[str]] = {}
    for title, blocks in pairs:
        role, prose = vocabulary.column(title.text), _first_prose(blocks)
        value = _lone_text(prose, role) if prose and role in ("method", "path") else None
        if role is not None and value is not None:
            said.setdefault(role, value)
    if "method" in said and "path" in said:
        yield Naming(said["method"], said["path"], "list", span)


def _in_key_lines(texts: Iterable[Prose], vocabulary: Vocabulary) -> Iterator[Naming]:
    """A line for the method and a line for the path: `**URL**: /pets`, `**Method**: GET`."""
    said: dict[str, Said[str]] = {}
    for prose in texts:
        for key, value in _key_lines(prose):
            role = vocabulary.column(key)
            if role == "place" and value.value.upper() in VERBS.split("|"):
                role = "method"  # "请求类型" may be either
            if role in ("method", "path"):
                verb = value.value.upper() if role == "method" else value.value
                said[role or ""] = Said(verb, value.anchor)
            if "method" in said and "path" in said:
                yield Naming(said.pop("method"), said.pop("path"), "list", prose.span)


def headed_namings(
    sections: Sequence[Section], vocabulary: Vocabulary
) -> Iterator[tuple[Section, Naming]]:
    """Two sections, one for the method and one for the path, each with its value; the later one."""
    said: dict[str, tuple[Section, Said[str]]] = {}
    for section in sections:
        title = section.heading.text if section.heading else ""
        role = vocabulary.column(unnumbered(title))
        value = _lone_value(section, role) if role in ("method", "path") else None
        if role is None or value is None:
            continue
        said[role] = section, value
        if "method" in said and "path" in said:
            method, path = said.pop("method")[1], said.pop("path")[1]
            yield section, Naming(method, path, "list", section.blocks[0].span)


def _lone_value(section: Section, role: str | None) -> Said[str] | None:
    """The method or the path that stands alone at the head of a section."""
    prose = _first_prose(section.blocks)
    return _lone_text(prose, role) if prose else None


def _lone_text(prose: Prose, role: str | None) -> Said[str] | None:
    """The method or the path that a text consists of."""
    pattern = _LONE_METHOD if role == "method" else _LONE_ADDRESS
    if len(prose.text) > _LONGEST_VALUE:
        return None
    match = pattern.fullmatch(prose.text)
    if match is None:
        return None
    value = match["value"].upper() if role == "method" else match["value"].rstrip(_BEHIND)
    start = match.start("value")
    return Said(value, prose.at(start, start + len(value)))


def _first_prose(blocks: Sequence[Block]) -> Prose | None:
    """The text that blocks begin with, in a list of one item or in a quote too."""
    match blocks[0] if blocks else None:
        case Paragraph(prose):
            return prose
        case Items(items=(only,)):
            return _first_prose(only.blocks)
        case Quote(blocks=inner):
            return _first_prose(inner)
        case Example(body=body) if "\n" not in body.strip():
            return Prose(body.span, str(body))
    return None


def _key_lines(prose: Prose) -> Iterator[tuple[str, Said[str]]]:
    """Keys and values, as they are written; as they are seen, where tags stand between them."""
    raw, seen = prose.span.text, prose.text
    if len(raw) < _MAX_KEY_LINE:
        for match in _KEY_LINE.finditer(raw):
            yield match["key"], Said(match["value"], prose.span.within(*match.span("value")))
    if "<" in raw and len(seen) < _MAX_KEY_LINE:
        for match in _KEY_LINE.finditer(seen):
            yield match["key"], Said(match["value"], prose.at(*match.span("value")))
