"""Jinja2 templates to a model with every place; what does not parse is left out and noted.

Jinja's own lexer and parser read the text. Where they give up, the tag at fault is noted, blanked
and the text read again, so that one mistake does not hide the others.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from doclint.model.page import Note
from doclint.model.source import Source, Span
from doclint.model.template import Delimiters, Expr, Node, Setting, Tag, Template
from doclint.parse.jinja.expressions import Expressions
from doclint.parse.jinja.faults import Fault, fault
from doclint.parse.jinja.pairs import Pairs, pairs, tags
from doclint.parse.jinja.places import At, PlacedEnvironment, UnlexedError, options
from doclint.parse.jinja.tags import detected, foreign

UNSAID = Setting()
"""Nothing is known of how templates are rendered."""

_LONGEST = 300_000  # characters of a template; what is longer is no work of a hand
_TRIES = 8  # mistakes that are blanked before a template is given up


def parse_template(source: Source, setting: Setting = UNSAID) -> Template:
    """The template; its `notes` are `template-syntax`, each with what is wrong. Never raises."""
    if len(source.text) > _LONGEST:
        reason = f"has more than {_LONGEST} characters, which is too long to be checked"
        return Template(source, notes=(_unread(source, reason).note,), sure=False, setting=setting)
    own = setting.delimiters or detected(source.text)
    environment = _environment(own)
    text, notes = source.text, dict[Span, Note]()
    for _ in range(_TRIES):
        tree, found = _tree(environment, source, text)
        if found is None or found.note.span in notes:
            break
        notes[found.note.span] = found.note
        text = _blanked(text, found.blanks)
    template = Template(
        source,
        own,
        notes=tuple(sorted(notes.values(), key=lambda note: note.span.start)),
        foreign=tuple(foreign(source, own, source.text)),
        sure=not notes,
        setting=setting,
    )
    if tree is None:
        return template
    written = tuple(tags(environment.lexer, source, text))
    try:
        read = _Nodes(source, written, pairs(written)).many(tree.body)
    except RecursionError:
        return replace(template, notes=(*template.notes, _unread(source).note), sure=False)
    return replace(template, nodes=read, tags=written, mended=text)


def _unread(source: Source, reason: str = "is nested too deeply") -> Fault:
    return Fault(Note("template-syntax", source.span(0, 0), {"reason": reason}))


@lru_cache(maxsize=8)
def _environment(own: Delimiters) -> PlacedEnvironment:
    return PlacedEnvironment(**options(own))


def _blanked(text: str, spans: Iterable[Span]) -> str:
    """The text with as many blanks in place of stretches, line breaks aside."""
    for span in spans:
        blank = "".join(char if char == "\n" else " " for char in text[span.start : span.end])
        text = text[: span.start] + blank + text[span.end :]
    return text


def _tree(
    environment: PlacedEnvironment, source: Source, text: str
) -> tuple[nodes.Template | None, Fault | None]:
    """Jinja's tree, or what is wrong."""
    try:
        return environment._parse(text, None, None), None
    except UnlexedError as error:
        return None, fault(source, text, error.reason, error.offset, environment)
    except TemplateSyntaxError as error:
        at = error.lineno.start if isinstance(error.lineno, At) else len(text)
        return None, fault(source, text, error.message or "", at, environment)
    except RecursionError:
        return None, _unread(source)


class _Nodes:
    """Turns Jinja's nodes into ours."""

    def __init__(self, source: Source, written: Sequence[Tag], paired: Pairs) -> None:
        self.source, self.tags, self.pairs = source, written, paired
        self.starts = [tag.span.start for tag in written]
        self.expressions = Expressions(source)

    def many(self, found: Iterable[nodes.Node]) -> tuple[Node, ...]:
        return tuple(node for one in found for node in self.one(one))

    def one(self, node: nodes.Node) -> Iterator[Node]:
        if isinstance(node, nodes.Output):
            yield from self._output(node)
            return
        reader = getattr(self, f"_{type(node).__name__.lower()}", None)
        tag = self._tag(node)
        if tag is not None:
            yield reader(node, tag) if reader else self._other(node, tag)

    def _output(self, node: nodes.Output) -> Iterator[Node]:
        for child in node.nodes:
            at = child.lineno
            if isinstance(child, nodes.TemplateData):
                if isinstance(at, At) and child.data:
                    yield Node("text", self.source.span(at.start, at.end))
            elif (tag := self._tag(child)) is not None:
                yield Node("print", tag.span, tag, values=(self.expressions.read(child),))

    def _tag(self, node: nodes.Node) -> Tag | None:
        """The tag that a node is read from: the last one that begins before its own token."""
        places = [node.lineno, *(part.lineno for part in node.find_all(nodes.Expr))]
        known = [at.start for at in places if isinstance(at, At)]
        at = bisect_right(self.starts, known[0]) - 1 if known else -1
        return self.tags[at] if at >= 0 else None

    def _made(self, kind: str, tag: Tag, **more: object) -> Node:
        end = self.pairs.ends.get(tag.span.start)
        span = tag.span.until(end.span) if end else tag.span
        return Node(kind, span, tag, end, **more)  # type: ignore[arg-type]

    def _for(self, node: nodes.For, tag: Tag) -> Node:
        tests = [node.test] if node.test is not None else []
        return self._made(
            "for",
            tag,
            names=tuple(_targets(node.target)),
            values=self._read(node.iter, *tests),
            body=self.many(node.body),
            otherwise=self.many(node.else_),
            otherwise_tag=self._else(tag) if node.else_ else None,
        )

    def _else(self, tag: Tag) -> Tag | None:
        middles = self.pairs.middles.get(tag.span.start, ())
        return next((middle for middle in middles if middle.word == "else"), None)

    def _if(self, node: nodes.If, tag: Tag) -> Node:
        arms = [self._arm(tag, node.body, node.test)]
        for other in node.elif_:
            own = self._tag(other) or tag
            arms.append(self._arm(own, other.body, other.test))
        if (otherwise := self._else(tag)) is not None:
            arms.append(self._arm(otherwise, node.else_, None))
        return self._made("if", tag, body=tuple(arms))

    def _arm(self, tag: Tag, body: list[nodes.Node], test: nodes.Node | None) -> Node:
        read = self.many(body)
        span = tag.span.until(read[-1].span) if read else tag.span
        values = self._read(test) if test is not None else ()
        return Node("arm", span, tag, values=values, body=read)

    def _assign(self, node: nodes.Assign, tag: Tag) -> Node:
        names = tuple(_targets(node.target))
        return self._made("set", tag, names=names, values=self._read(node.node))

    def _assignblock(self, node: nodes.AssignBlock, tag: Tag) -> Node:
        names = tuple(_targets(node.target))
        return self._made("set", tag, names=names, body=self.many(node.body))

    def _macro(self, node: nodes.Macro, tag: Tag) -> Node:
        return self._made(
            "macro",
            tag,
            name=node.name,
            names=tuple(name.name for name in node.args),
            values=self._read(*node.defaults),
            body=self.many(node.body),
        )

    def _callblock(self, node: nodes.CallBlock, tag: Tag) -> Node:
        names = tuple(name.name for name in node.args)
        values, body = self._read(node.call), self.many(node.body)
        return self._made("call", tag, names=names, values=values, body=body)

    def _filterblock(self, node: nodes.FilterBlock, tag: Tag) -> Node:
        values = self._read(node.filter)
        return self._made("filter", tag, values=values, body=self.many(node.body))

    def _with(self, node: nodes.With, tag: Tag) -> Node:
        names = tuple(name for target in node.targets for name in _targets(target))
        values, body = self._read(*node.values), self.many(node.body)
        return self._made("with", tag, names=names, values=values, body=body)

    def _block(self, node: nodes.Block, tag: Tag) -> Node:
        return self._made("block", tag, name=node.name, body=self.many(node.body))

    def _scopedevalcontextmodifier(self, node: nodes.ScopedEvalContextModifier, tag: Tag) -> Node:
        values = self._read(*(option.value for option in node.options))
        return self._made("autoescape", tag, values=values, body=self.many(node.body))

    def _scope(self, node: nodes.Scope, tag: Tag) -> Node:
        if len(node.body) == 1 and isinstance(
            inside := node.body[0], nodes.ScopedEvalContextModifier
        ):
            return self._scopedevalcontextmodifier(inside, tag)
        name = getattr(node, "unknown", "")
        return self._made("unknown", tag, name=name, body=self.many(node.body))

    def _include(self, node: nodes.Include, tag: Tag) -> Node:
        return self._made("include", tag, values=self._read(node.template))

    def _import(self, node: nodes.Import, tag: Tag) -> Node:
        return self._made("import", tag, aliases=(node.target,), values=self._read(node.template))

    def _fromimport(self, node: nodes.FromImport, tag: Tag) -> Node:
        both = [(name, name) if isinstance(name, str) else name for name in node.names]
        names, aliases = tuple(name for name, _ in both), tuple(alias for _, alias in both)
        values = self._read(node.template)
        return self._made("import", tag, names=names, aliases=aliases, values=values)

    def _extends(self, node: nodes.Extends, tag: Tag) -> Node:
        return self._made("extends", tag, values=self._read(node.template))

    def _other(self, node: nodes.Node, tag: Tag) -> Node:
        """A statement that prints nothing: `do`, `break`, `continue`, `debug`."""
        return self._made("do", tag, name=tag.word, values=self._read(*node.iter_child_nodes()))

    def _read(self, *found: nodes.Node) -> tuple[Expr, ...]:
        return tuple(self.expressions.read(node) for node in found)


def _targets(node: nodes.Node) -> Iterator[str]:
    """The names that a loop or an assignment binds; `ns.count` is the name `ns`."""
    if isinstance(node, (nodes.Name, nodes.NSRef)):
        yield node.name
    for child in node.iter_child_nodes():
        yield from _targets(child)
