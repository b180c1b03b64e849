"""Jinja's own lexer and parser, with the offsets of all tokens.

Tokens come in the order of the text, and nothing but blanks that a mark or an option eats lies
between two of them: so each is found right behind the one before. The parser copies the line of a
token into the nodes that it makes of it. Here that number is an int which knows the offsets too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.lexer import Lexer, TokenStream
from jinja2.parser import Parser
from jinja2.sandbox import SandboxedEnvironment

from doclint.model.template import Delimiters

EXTENSIONS = ("jinja2.ext.do", "jinja2.ext.loopcontrols", "jinja2.ext.i18n", "jinja2.ext.debug")
"""What comes with Jinja2 and many projects switch on."""


_DIGITS = 4000  # the digits of a number; Python refuses to read one of 4,300


class At(int):
    """A line number, with the offsets of a token on it."""

    start: int
    end: int

    def __new__(cls, line: int, start: int, end: int) -> At:  # noqa: D102 - a constructor
        self = super().__new__(cls, line)
        self.start, self.end = start, end
        return self


class UnlexedError(Exception):
    """Text that Jinja's lexer cannot read: why, and from which offset on."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.reason, self.offset = reason, offset


def tokens(lexer: Lexer, text: str) -> Iterator[tuple[At, str, str]]:
    """The raw tokens of a text with plain newlines, blanks and comments included."""
    offset = 0
    try:
        for line, kind, value in lexer.tokeniter(text, None):
            start = text.find(value, offset) if value else offset
            offset = start + len(value)
            if kind == "integer" and len(value) > _DIGITS:
                raise UnlexedError("has too many digits for a number", start)
            yield At(line, start, offset), kind, value
    except TemplateSyntaxError as error:
        raise UnlexedError(error.message or "cannot be read", offset) from None


class _Parser(Parser):
    """Reads tags that nobody knows too: their bodies are passed through."""

    def parse_statement(self) -> nodes.Node | list[nodes.Node]:
        token = self.stream.current
        known = token.type != "name" or token.value in _WORDS or token.value in self.extensions
        ends = token.value.startswith("end") or token.value in ("else", "elif")
        if known or ends or self.stream.look().value == "=":
            return super().parse_statement()
        return self._unknown(token.value, token.lineno)

    def _unknown(self, word: str, line: int) -> nodes.Node:
        """A statement of an extension: all up to the end of its tag, and its body if it has one."""
        while self.stream.current.type not in ("block_end", "eof"):
            next(self.stream)
        node = nodes.Scope(lineno=line)
        closes = f"end{word}"
        node.body = []
        if closes in self.environment.closing:  # type: ignore[attr-defined]
            node.body = self.parse_statements((f"name:{closes}",), drop_needle=True)
        node.unknown = word  # type: ignore[attr-defined]
        return node


_WORDS = (
    *("for", "if", "block", "extends", "print", "macro", "include", "from", "import", "set"),
    *("with", "autoescape", "call", "filter"),
)


class PlacedEnvironment(SandboxedEnvironment):
    """Parses templates to nodes whose `lineno` is an At."""

    closing: frozenset[str] = frozenset()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        lexed = [(at, kind, value) for at, kind, value in tokens(self.lexer, source)]
        self.closing = frozenset(v for _, kind, v in lexed if kind == "name" and v[:3] == "end")
        return _Parser(self, source, name, filename).parse()

    def _tokenize(
        self,
        source: str,
        name: str | None,
        filename: str | None = None,
        state: str | None = None,  # noqa: ARG002 - Jinja's
    ) -> TokenStream:
        lexed = self.lexer.wrap(tokens(self.lexer, source), name, filename)
        stream = TokenStream(lexed, name, filename)
        for extension in self.iter_extensions():
            changed: Any = extension.filter_stream(stream)
            is_stream = isinstance(changed, TokenStream)
            stream = changed if is_stream else TokenStream(changed, name, filename)
        return stream


def options(delimiters: Delimiters, trims: tuple[bool, bool] | None = None) -> dict[str, Any]:
    """What an environment is told so that it reads a template as its authors do."""
    trim, strip = trims or (False, False)
    return {
        "block_start_string": delimiters.block[0],
        "block_end_string": delimiters.block[1],
        "variable_start_string": delimiters.value[0],
        "variable_end_string": delimiters.value[1],
        "comment_start_string": delimiters.comment[0],
        "comment_end_string": delimiters.comment[1],
        "trim_blocks": trim,
        "lstrip_blocks": strip,
        "extensions": EXTENSIONS,
    }
