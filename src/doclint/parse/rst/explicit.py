"""Explicit markup on its way into docutils' tree: directives as they are written.

docutils refuses directives and options that it does not know, as those of Sphinx and of its
extensions are. Here all of them are taken; `rst_directives` says what they stand for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from docutils import nodes, statemachine
from docutils.parsers.rst import states

from doclint.model.page import Include
from doclint.model.pattern import regex
from doclint.parse.rst.csv import cells_of
from doclint.parse.rst.files import Files
from doclint.parse.rst.inline import Flow
from doclint.parse.rst.places import Placed, joined

OWN_TEXT = frozenset(
    [
        *("attention", "caution", "danger", "error", "hint", "important", "note", "tip"),
        *("warning", "seealso", "todo", "versionadded", "versionchanged", "versionremoved"),
        *("deprecated", "deprecated-removed", "epigraph", "highlights", "pull-quote", "compound"),
        *("replace", "centered", "tabs", "glossary", "figure"),
    ]
)
"""Directives whose text may begin on their first line."""

CODE = frozenset(
    [
        *("code", "code-block", "sourcecode", "parsed-literal", "prompt", "code-tab", "jinja"),
        *("testcode", "testoutput", "doctest", "ipython", "http:example", "highlights-code"),
    ]
)
RAW = CODE | frozenset(
    [
        *("raw", "math", "toctree", "graphviz", "digraph", "graph", "mermaid", "uml", "plantuml"),
        *(
            "literalinclude",
            "include",
            "image",
            "index",
            "meta",
            "highlight",
            "contents",
            "jsonify",
        ),
        *("rest_parameters", "rest_status_code", "rest_method", "rest_expand_all", "autosummary"),
        *("aafig", "productionlist", "tabularcolumns", "testsetup", "testcleanup", "csv-table"),
        *("nwdiag", "seqdiag", "blockdiag", "actdiag", "automodule", "openapi", "sectnum"),
        *("swaggerv2doc", "raml", "jsonschema", "role", "default-role", "default-domain", "class"),
        *("rst-class", "currentmodule", "module", "py:currentmodule", "date", "unicode"),
    ]
)
"""Directives whose content is no text of the page's own kind."""

_TAKE_ARGUMENT = ("rest_", "http:", "include", "literalinclude")
_OPTION = regex(r":(?![: ])((?:[^:\\]|:(?!(?:[ ]|\Z)))*):(?:[ ]+|\Z)")
_SUBSTITUTION = regex(r"\.\.[ ]+\|(?P<name>[^|]+)\|[ ]+(?P<kind>[\w:-]+)::[ ]*(?P<text>.*)", re.S)


class Construct(nodes.General, nodes.Element):
    """A directive: its name, argument and options, its lines; what it holds are its children."""

    name: str
    argument: Placed
    options: dict[str, Placed]
    lines: list[Placed]
    rows: list[list[Any]]
    title: Flow
    include: Include
    where: tuple[int, int]


def explicit(self: Any, match: Any) -> Any:
    """What begins with two dots; `self` is the state of docutils' parser, with its match."""
    for method, pattern in self.explicit.constructs:
        if found := pattern.match(match.string):
            own = _OWN.get(method.__name__, method)
            try:
                return own(self, found)
            except states.MarkupError:
                break
    return self.comment(match)


def _directive(self: Any, match: Any, **_presets: Any) -> Any:
    indented, _, _, finish = self.state_machine.get_first_known_indented(match.end(), strip_top=0)
    construct = Construct()
    construct.name = match.group(1).lower()
    construct.argument, construct.options, content = _parts(construct.name, indented)
    construct.lines = [line for line in content if isinstance(line, Placed)]
    construct.title = self.inline_text(construct.argument, 0)[0][0]
    if construct.name == "include" and construct.argument:
        _include(self, construct)
    if construct.name not in RAW:
        self.nested_parse(content, 0, construct)
    elif construct.name == "csv-table":
        lines = construct.lines or _lines_beside(self, construct)
        construct.rows = [
            [_cell(self, lines) for lines in row] for row in cells_of(construct.options, lines)
        ]
    return [construct], finish or self.state_machine.is_next_line_blank()


def _lines_beside(self: Any, construct: Construct) -> list[Placed]:
    """The lines of the file that has the rows of a table."""
    path = construct.options.get("file") or construct.options.get("url")
    if not path:
        return []
    files: Files = self.document.files
    construct.include, lines = files.opened(path)
    return lines


def _include(self: Any, construct: Construct) -> None:
    """Let the lines of a file follow, as docutils does, unless they are shown as code."""
    files: Files = self.document.files
    construct.include, taken = files.include(construct)
    if taken and not {"literal", "code", "parser"} & construct.options.keys():
        lines = statemachine.StringList(taken, source="")
        self.state_machine.insert_input(lines, "")


def _cell(self: Any, lines: list[Placed]) -> Any:
    cell = nodes.entry()
    cell.lines = lines
    self.nested_parse(statemachine.StringList(lines, source=""), 0, cell)
    return cell


def _parts(name: str, lines: Any) -> tuple[Placed, dict[str, Placed], Any]:
    """The argument of a directive, its options, and the lines of its content."""
    while lines and not lines[-1].strip():
        lines.trim_end()
    argument = lines[0].strip() if lines else Placed("", ((0, 0),))
    first = 1
    if not argument and name.startswith(_TAKE_ARGUMENT) and len(lines) > 1:
        argument, first = lines[1].strip(), 2  # on a line of its own
    if name in OWN_TEXT:
        while first < len(lines) and lines[first].strip() and not _OPTION.match(lines[first]):
            first += 1
    options, last = _options(lines, first)
    content = lines[last:]
    if name in OWN_TEXT:
        content = lines[:first] + content if last > first else lines
    return argument, options, _without_blanks(content)


def _options(lines: Any, first: int) -> tuple[dict[str, Placed], int]:
    options: dict[str, Placed] = {}
    name, at = "", first
    while at < len(lines) and lines[at].strip():
        line = lines[at]
        if found := _OPTION.match(line):
            name = found[1].strip().lower()
            options[name] = line[found.end() :].strip()
        elif name and line.startswith(" "):
            options[name] = joined([options[name], line.strip()])
        else:
            break
        at += 1
    return options, at


def _without_blanks(lines: Any) -> Any:
    while lines and not lines[0].strip():
        lines = lines[1:]
    lines.disconnect()
    return lines


def _substitution(self: Any, match: Any) -> Any:
    indented, _, _, finish = self.state_machine.get_first_known_indented(match.end())
    text = match.string[: match.end()] + "\n".join(indented)
    if found := _SUBSTITUTION.match(text):
        shown = found["text"] if found["kind"] in ("replace", "unicode") else ""
        name = " ".join(found["name"].split()).lower()
        self.document.replaced[name] = " ".join(shown.split())
    return [nodes.comment()], finish


_OWN: dict[str, Callable[..., Any]] = {"directive": _directive, "substitution_def": _substitution}
