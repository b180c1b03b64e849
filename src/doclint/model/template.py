"""A template as it is written: its tags, what they do, and the place of everything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any

from doclint.model.page import Note
from doclint.model.record import dataclass
from doclint.model.source import Source, Span


@dataclass(frozen=True, slots=True)
class Delimiters:
    """What tags begin and end with: statements, values, comments."""

    block: tuple[str, str] = ("{%", "%}")
    value: tuple[str, str] = ("{{", "}}")
    comment: tuple[str, str] = ("{#", "#}")


@dataclass(frozen=True, slots=True)
class Setting:
    """How a project renders its templates, as far as it says.

    None means that it does not. `trims` are `trim_blocks` and `lstrip_blocks`, `last_break` is
    `keep_trailing_newline`; `filters`, `tests` and `globals` are names that it adds to Jinja's.
    """

    delimiters: Delimiters | None = None
    trims: tuple[bool, bool] | None = None
    last_break: bool | None = None
    autoescape: bool | None = None
    filters: tuple[str, ...] | None = None
    tests: tuple[str, ...] | None = None
    globals: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Expr:
    """An expression.

    Kinds: name attribute item constant call filter test list tuple dict pair compare and or not
    concat binary unary condition slice. `value` is the name, the constant or the operator; an
    attribute's or item's first part is what it is read from. `names` are those of keyword
    arguments, which are the last of the parts.
    """

    kind: str
    span: Span
    value: Any = None
    parts: tuple[Expr, ...] = ()
    names: tuple[str, ...] = ()

    def walk(self) -> Iterator[Expr]:
        """The expression and those in it, outer before inner."""
        yield self
        for part in self.parts:
            yield from part.walk()

    @property
    def path(self) -> tuple[str, ...]:
        """`("p", "schema", "[name]")` for `p.schema[name]`; () where it is not read like that."""
        if self.kind == "name":
            return (str(self.value),)
        if self.kind not in ("attribute", "item") or not (above := self.parts[0].path):
            return ()
        if self.kind == "attribute":
            return (*above, str(self.value))
        key = self.parts[1]
        plain = key.kind == "constant" and isinstance(key.value, str)
        return (*above, key.value if plain else f"[{key.span.text}]")

    @property
    def subject(self) -> Expr:
        """What is left without filters: `p.name` of `p.name|upper`."""
        return self.parts[0].subject if self.kind == "filter" and self.parts else self

    @property
    def filters(self) -> tuple[str, ...]:
        """The names of the filters that it goes through, the first one first."""
        if self.kind != "filter":
            return ()
        return (*(self.parts[0].filters if self.parts else ()), str(self.value))


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, with its delimiters. Kinds: block value comment raw. `word` is `for` or `endif`.

    `before` and `after` are the marks that trim: `-`, `+` or nothing.
    """

    kind: str
    span: Span
    word: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """What a tag does, with what stands between it and its end.

    Kinds: text print for if arm set macro call filter with block autoescape trans include import
    extends do raw unknown. An `if` has an arm for each of its tests and for `else`, which has no
    value. `names` are what it binds: targets of a loop, parameters of a macro, names of an import
    (`aliases` are what those are called here). `values` are its expressions: of a loop what it runs
    over and its test, of a macro the defaults of its last parameters. `span` reaches from its first
    character to its last.
    """

    kind: str
    span: Span
    tag: Tag | None = None
    end: Tag | None = None
    name: str = ""
    names: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    values: tuple[Expr, ...] = ()
    body: tuple[Node, ...] = ()
    otherwise: tuple[Node, ...] = ()
    otherwise_tag: Tag | None = None

    def walk(self) -> Iterator[Node]:
        """The node and those in it, in the order of the template."""
        yield self
        for node in (*self.body, *self.otherwise):
            yield from node.walk()


@dataclass(frozen=True, slots=True)
class Print:
    """A value that a template prints, with the loops, the tests and the macro around it.

    A test stands with whether it has to come out true.
    """

    node: Node
    loops: tuple[Node, ...] = ()
    guards: tuple[tuple[Expr, bool], ...] = ()
    macro: Node | None = None

    @property
    def expr(self) -> Expr:
        """What it prints."""
        return self.node.values[0]

    @property
    def span(self) -> Span:
        """The tag."""
        return self.node.span


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed template. What does not parse is left out, and `notes` say so.

    `sure` is False where something had to be left out. `foreign` are tags of another style than
    the template's own. `others` are the templates that it includes, imports or extends, by the name
    it has for them; `lost` the names of those that are not there. `mended` is its text with blanks
    in place of what does not parse.
    """

    source: Source
    delimiters: Delimiters = Delimiters()
    nodes: tuple[Node, ...] = ()
    tags: tuple[Tag, ...] = ()
    notes: tuple[Note, ...] = ()
    foreign: tuple[Tag, ...] = ()
    sure: bool = True
    setting: Setting = Setting()
    others: Mapping[str, Template] = field(default_factory=dict)
    lost: tuple[str, ...] = ()
    mended: str = ""

    def files(self) -> Iterator[Template]:
        """It and those that it uses, each file once."""
        seen: set[str] = set()
        waiting = [self]
        while waiting:
            one = waiting.pop()
            if one.source.path not in seen:
                seen.add(one.source.path)
                yield one
                waiting.extend(reversed([*one.others.values()]))

    @property
    def complete(self) -> bool:
        """Whether all of it is known: what it includes, imports and extends too."""
        return not any(one.lost for one in self.files())

    def walk(self) -> Iterator[Node]:
        """Every node, in the order of the template."""
        for node in self.nodes:
            yield from node.walk()

    def prints(self) -> Iterator[Print]:
        """Everything that it prints, with what is around it."""
        for node in self.nodes:
            yield from _prints(node, Print(node))

    @property
    def page_suffix(self) -> str:
        """The suffix of the pages that it makes: `.md` for `a.md.j2`; "" where it says none."""
        name = self.source.path.rpartition("/")[2].lower()
        stem, _, last = name.rpartition(".")
        if last not in ("j2", "jinja", "jinja2"):
            return f".{last}" if stem else ""
        inner = stem.rpartition(".")
        return f".{inner[2]}" if inner[0] else ""


def _prints(node: Node, around: Print) -> Iterator[Print]:
    if node.kind == "print":
        yield Print(node, around.loops, around.guards, around.macro)
        return
    if node.kind == "if":
        yield from _of_arms(node, around)
        return
    loops, macro = around.loops, around.macro
    inner = (*loops, node) if node.kind == "for" else loops
    macro = node if node.kind == "macro" else macro
    for child in node.body:
        yield from _prints(child, Print(child, inner, around.guards, macro))
    for child in node.otherwise:
        yield from _prints(child, Print(child, loops, around.guards, macro))


def _of_arms(node: Node, around: Print) -> Iterator[Print]:
    guards = around.guards
    for arm in node.body:
        own = (*guards, *((test, True) for test in arm.values))
        for child in arm.body:
            yield from _prints(child, Print(child, around.loops, own, around.macro))
        guards = (*guards, *((test, False) for test in arm.values))
