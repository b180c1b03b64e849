"""Tags of docs tools in a text: JSX, `{% tag %}`, `{{< tag >}}`, `:::tag`, `=== "tab"`, as a tree.

What a tag means is not known here. A tag without an end is one that holds nothing, so that text
which only looks like a tag does no harm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field
from html import unescape

from doclint.model.pattern import regex
from doclint.model.record import dataclass
from doclint.model.source import Source, Span
from doclint.model.tag import Attribute, Tag
from doclint.parse.html.tree import Ranges

_HTML = """
    a|abbr|address|area|article|aside|audio|b|bdi|bdo|blockquote|body|br|button|canvas|caption|
    center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|div|dl|dt|em|embed|
    fieldset|figcaption|figure|font|footer|form|h[1-6]|head|header|hgroup|hr|html|i|iframe|img|
    input|ins|kbd|label|legend|li|link|main|map|mark|menu|meta|meter|nav|noscript|object|ol|
    optgroup|option|output|p|param|picture|pre|progress|q|rp|rt|ruby|s|samp|script|search|section|
    select|slot|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|
    textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr
"""
_OWN = rf"(?!(?:{''.join(_HTML.split())})[\s/>])[A-Za-z][\w.:-]*(?=[\s/>])"  # no name of HTML's
OPENER = regex(rf"<{_OWN}|\{{%|\{{\{{[<%]|^[ \t]*(?::::|={{3}}[+!]* |!!! |\?\?\?)", re.M)
"""What every text with tags has."""

_START = regex(
    rf"<(?P<jsx_end>/)?(?P<jsx>{_OWN})"
    r"|\{%-?[ \t]*(?P<liquid>/?[A-Za-z][\w.:-]*)(?![\w.:-])"
    r"|\{\{(?P<hugo_mark>[<%])[ \t]*(?P<hugo>/?[ \t]*[A-Za-z][\w./:-]*)(?![\w.:-])"
    r"|^(?P<margin>[ \t]*)(?:(?P<tab>===)[+!]*[ \t]+(?=\")|"
    r"(?:!!!|\?\?\?\+?)[ \t]+(?P<note>[a-z][\w-]*))(?P<label>[^\n]*)"
    r"|^[ \t]*(?P<colons>:{3,})[ \t]*(?P<colon>[A-Za-z][\w-]*)?(?P<rest>[^\n]*)",
    re.M,
)
_QUOTED = regex(r"[ \t]*(?:inline[ \t]+)?(?:end[ \t]+)?\"([^\"\n]*)\"")
_PARTED = regex(r"\n[ \t]*\n")
_GAP = regex(r"(?:\s|,)*")
_NAME = regex(r"[^\s\"'<>/={}]+")
_EQUALS = regex(r"\s*=\s*")
_BARE = regex(r"[^\s\"'<>{}]+")
_BRACE = regex(r"[{}]|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`[^`]*`")
_WRITTEN = regex(
    r"(?P<name>[A-Za-z_@:][\w.:@-]*)[ \t]*=[ \t]*"
    r"(?:\"(?P<double>(?:[^\"\\]|\\.)*)\"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<bare>[^\s\"']+))"
    r"|\"(?P<text>(?:[^\"\\]|\\.)*)\"|`(?P<raw>[^`]*)`|(?P<word>[^\s\"'`]+)",
    re.S,
)
_ESCAPE = regex(r"\\([\\`*_{}\[\]()#+.!|<>~\"'-])")
_LOST = 20  # braces that never close before none are looked for any more
_LONGEST = 4000  # characters of a tag that is no JSX
_DEPTH = 100


@dataclass(slots=True)
class _Token:
    """One tag as it is written. An end of any name is that of the innermost tag."""

    syntax: str
    name: str
    start: int
    end: int
    attributes: tuple[Attribute, ...] = ()
    closing: bool = False
    alone: bool = False


@dataclass(slots=True)
class _Open:
    token: _Token
    tags: list[Tag] = field(default_factory=list)


def read_tags(source: Source, code: Iterable[tuple[int, int]] = (), start: int = 0) -> list[Tag]:
    """The tags of a source from an offset on; none in stretches of code."""
    if not OPENER.search(source.text, start):
        return []
    return _tree(source, _outside(_Scanner(source).tokens(start), Ranges(sorted(code))))


def lone_tags(text: str, start: int) -> int:
    """Where a line ends that holds nothing but tags; 0 where it holds anything else.

    A tag may go on over several lines, but not over an empty one.
    """
    line = _START.match(text, start)
    if line and (line["colons"] or line["label"] is not None):
        return _line_end(text, line.end())
    at, tags = _blanks(text, start), 0
    while end := _bracketed_end(text, at):
        at, tags = _blanks(text, end), tags + 1
    return _line_end(text, at) if tags and text[at : at + 1] in ("", "\n") else 0


def is_element(text: str) -> bool:
    """Whether a text is one tag of JSX, however many lines its attributes take, and no more."""
    found = _START.match(text)
    token = _Scanner(Source("", text)).element(found) if found and found["jsx"] else None
    return token is not None and token.end == len(text)


def parted_tag(text: str, start: int) -> int:
    """Where the line ends on which a tag of JSX ends that has blank lines in its code.

    0 for a tag without any, -1 for one that never ends.
    """
    found = _START.match(text, start)
    if found is None or not found["jsx"]:
        return 0
    token = _Scanner(Source("", text)).element(found)
    if token is None:
        return -1
    end = _blanks(text, token.end)
    parted = _PARTED.search(text, start, token.end) is not None
    return _line_end(text, end) if parted and text[end : end + 1] in ("", "\n") else 0


def _blanks(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\t"):
        at += 1
    return at


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _bracketed_end(text: str, at: int) -> int:
    found = _START.match(text, at)
    if found is None or not (found["liquid"] or found["hugo"]):
        return 0
    closer = "%}" if found["liquid"] else f"{'>' if found['hugo_mark'] == '<' else '%'}}}}}"
    end = text.find(closer, found.end(), at + _LONGEST)
    return 0 if end < 0 or "\n\n" in text[at:end] else end + len(closer)


def _indented_end(text: str, at: int, width: int) -> int:
    """Where the lines end that are indented by four more than others; 0 where there are none."""
    last = 0
    while at < len(text):
        end = _line_end(text, at)
        line = text[at:end].expandtabs(4)
        bare = line.lstrip()
        if bare and len(line) - len(bare) < width + 4:
            break
        last = end if bare else last
        at = end
    return last


def _outside(tokens: Iterable[_Token], code: Ranges) -> Iterator[_Token]:
    for token in tokens:
        around = code.last_before(token.start + 1)
        if around is None or around[1] <= token.start:
            yield token


class _Scanner:
    """Finds tags from left to right."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.lost = 0
        self.closers: dict[str, int] = {}

    def tokens(self, at: int) -> Iterator[_Token]:
        ends: list[_Token] = []
        while found := _START.search(self.text, at):
            token = self.token(found)
            at = token.end if token else found.end()
            while ends and ends[-1].start <= found.start():
                yield ends.pop()
            if token:
                yield token
            if token and token.syntax == "indent":
                end = _indented_end(self.text, at + 1, len(found["margin"].expandtabs(4)))
                ends.append(_Token("indent", token.name, end, end, closing=True))
        yield from reversed(ends)

    def token(self, found: re.Match[str]) -> _Token | None:
        if found["jsx"]:
            return self.element(found)
        if found["colons"]:
            return self.directive(found)
        return self.labelled(found) if found["label"] is not None else self.bracketed(found)

    def labelled(self, found: re.Match[str]) -> _Token | None:
        """`=== "title"` or `!!! note "title"` with indented lines below it."""
        if not _indented_end(self.text, found.end() + 1, len(found["margin"].expandtabs(4))):
            return None
        title = _QUOTED.match(self.text, *found.span("label"))
        said = (self.said("title", *title.span(1)),) if title else ()
        name, start = found["tab"] or found["note"], found.end("margin")
        return _Token("indent", name, start, found.end(), said)

    def element(self, found: re.Match[str]) -> _Token | None:
        """`<Tag a="b" c={1} d>`, `<Tag/>` or `</Tag>`."""
        attributes: list[Attribute] = []
        at = found.end()
        while True:
            gap = _GAP.match(self.text, at)
            at = gap.end() if gap else at
            if self.text.startswith(("/>", ">"), at):
                alone = self.text[at] == "/"
                end = at + 1 + alone
                closing = found["jsx_end"] is not None
                name, said = found["jsx"], tuple(attributes)
                return _Token("jsx", name, found.start(), end, said, closing, alone)
            attribute, at = self.attribute(at)
            if at < 0:
                return None
            if attribute:
                attributes.append(attribute)

    def attribute(self, at: int) -> tuple[Attribute | None, int]:
        """An attribute of JSX and where it ends; -1 where there is none."""
        if self.text.startswith("{", at):  # what is spread, or a comment
            return None, self.braces(at)
        name = _NAME.match(self.text, at)
        equals = _EQUALS.match(self.text, name.end()) if name else None
        if name is None:
            return None, -1
        called = name[0].removeprefix("v-bind").removeprefix(":")  # Vue: what follows is code
        if equals is None:
            return Attribute(called, None, self.source.span(*name.span())), name.end()
        start = equals.end()
        quote = self.text[start : start + 1]
        if quote == "{":
            return self.expression(called, start)
        if quote in ('"', "'"):
            return self.quoted(called, start, quote)
        bare = _BARE.match(self.text, start)
        return (self.said(called, *bare.span()), bare.end()) if bare else (None, -1)

    def quoted(self, name: str, start: int, quote: str) -> tuple[Attribute | None, int]:
        end = self.text.find(quote, start + 1)
        return (None, -1) if end < 0 else (self.said(name, start + 1, end), end + 1)

    def expression(self, name: str, start: int) -> tuple[Attribute | None, int]:
        """`{true}`, `{"text"}`, `{{"a": 1}}`: what is in the braces, and in the quotes in them."""
        end = self.braces(start)
        if end < 0:
            return None, -1
        span = self.source.span(start + 1, end - 1).stripped()
        first, last = span.text[:1], span.text[-1:]
        if len(span.text) > 1 and first == last and first in "\"'`":
            span = span.within(1, len(span.text) - 1)
        return Attribute(name, span.text, span), end

    def braces(self, start: int) -> int:
        """Behind the brace that closes the one at an offset; -1 without one."""
        depth = 0
        for mark in _BRACE.finditer(self.text, start) if self.lost < _LOST else ():
            depth += {"{": 1, "}": -1}.get(mark[0], 0)
            if not depth:
                return mark.end()
        self.lost += 1
        return -1

    def said(self, name: str, start: int, end: int) -> Attribute:
        value = self.text[start:end]
        return Attribute(name, unescape(value) if "&" in value else value, self.span(start, end))

    def span(self, start: int, end: int) -> Span:
        return self.source.span(start, end)

    def directive(self, found: re.Match[str]) -> _Token:
        """`:::note title`, or `:::` alone, which ends what is open."""
        name, rest = found["colon"] or "", self.span(*found.span("rest")).stripped()
        said = (Attribute("title", rest.text, rest),) if name and rest.text else ()
        ends = not name and not rest.text
        return _Token("colon", name, found.start("colons"), found.end(), said, ends, not name)

    def bracketed(self, found: re.Match[str]) -> _Token | None:
        """`{% tag a="b" %}` or `{{< tag a="b" >}}`."""
        syntax = "liquid" if found["liquid"] else "hugo"
        closer = "%}" if syntax == "liquid" else ">}}" if found["hugo_mark"] == "<" else "%}}"
        close = self.next(closer, found.end())
        if close < 0 or close - found.start() > _LONGEST:
            return None
        written = self.text[found.end() : close].rstrip()
        alone = written.endswith("/")
        said = tuple(self.attributes(found.end(), close - alone))
        name = found[syntax].replace("\t", " ")
        bare = name.lstrip("/").strip()
        end = close + len(closer)
        return _Token(syntax, bare, found.start(), end, said, name.startswith("/"), alone)

    def next(self, closer: str, at: int) -> int:
        """Where the next closer stands; one that was found for an earlier tag serves again."""
        known = self.closers.get(closer, 0)
        if 0 <= known < at:
            known = self.closers[closer] = self.text.find(closer, at)
        return known

    def attributes(self, start: int, end: int) -> Iterator[Attribute]:
        number = 0
        for found in _WRITTEN.finditer(self.text, start, end):
            group = found.lastgroup or ""
            if found["name"] is not None:
                yield self.unescaped(found["name"], *found.span(group))
            elif found[group].strip("-/"):
                yield self.unescaped(str(number), *found.span(group))
                number += 1

    def unescaped(self, name: str, start: int, end: int) -> Attribute:
        value = self.text[start:end]
        value = _ESCAPE.sub(r"\1", value) if "\\" in value else value
        return Attribute(name, unescape(value) if "&" in value else value, self.span(start, end))


def _tree(source: Source, tokens: Iterable[_Token]) -> list[Tag]:
    """The tags as they stand in each other."""
    roots: list[Tag] = []
    stack: list[_Open] = []
    waiting: dict[tuple[str, str], int] = {}

    def leave(inner: int | None, end: int) -> None:
        last = stack.pop()
        waiting[last.token.syntax, last.token.name] -= 1
        siblings = stack[-1].tags if stack else roots
        if inner is None:  # nothing ends it: what followed stands beside it
            siblings += [_tag(source, last.token, None, last.token.end, ()), *last.tags]
        else:
            siblings.append(_tag(source, last.token, inner, end, last.tags))

    for token in tokens:
        ended = _ended(token, stack, waiting)
        if ended:
            while stack[-1].token.syntax != token.syntax or stack[-1].token.name != ended:
                leave(None, 0)
            leave(token.start, token.end)
        elif token.closing:
            continue
        elif token.alone or len(stack) == _DEPTH:
            (stack[-1].tags if stack else roots).append(_tag(source, token, None, token.end, ()))
        else:
            stack.append(_Open(token))
            key = token.syntax, token.name
            waiting[key] = waiting.get(key, 0) + 1
    while stack:
        leave(None, 0)
    return roots


def _ended(token: _Token, stack: list[_Open], waiting: dict[tuple[str, str], int]) -> str:
    """The name of the open tag that a token ends; "" for none."""
    if token.syntax == "colon":
        names = (each.token.name for each in reversed(stack) if each.token.syntax == "colon")
        return next(names, "") if token.closing else ""
    name = token.name
    if not token.closing:
        if token.syntax in ("jsx", "indent") or not name.startswith("end"):
            return ""
        name = name.removeprefix("end").lstrip("_-")
    return name if waiting.get((token.syntax, name)) else ""


def _tag(source: Source, token: _Token, inner: int | None, end: int, tags: Iterable[Tag]) -> Tag:
    return Tag(
        token.syntax,
        token.name,
        token.attributes,
        source.span(token.start, token.end),
        None if inner is None else source.span(token.end, inner),
        source.span(token.start, end),
        tuple(tags),
    )
