"""The comment that suppresses a finding, in the syntax of its file, and where to write it."""

from __future__ import annotations

import posixpath
from bisect import bisect_right
from collections.abc import Iterator
from json import dumps
from operator import itemgetter

from doclint.files import relative
from doclint.model.finding import Finding
from doclint.model.page import Block, FrontMatter, Heading, Page
from doclint.model.record import dataclass
from doclint.model.result import Result
from doclint.model.source import Source
from doclint.model.spec import Spec
from doclint.model.template import Template

_REASON = "reason"
_OF_PROJECT = "project"  # what is found about many files is no matter of one line


@dataclass(frozen=True, slots=True)
class Comment:
    """What to write, and where in words: `above line 17`."""

    text: str
    where: str


class Comments:
    """The comments for the findings of a run; `config` is the file of its configuration."""

    def __init__(self, result: Result, config: str = "") -> None:
        self._root, self._config = result.project.root, config or "doclint.toml"
        self._pages: dict[str, Page] = {}
        for page in result.project.pages:
            for source in page.sources:
                self._pages.setdefault(source.path, page)
        self._pages.update((page.source.path, page) for page in result.project.pages)
        self._templates: dict[str, Template] = {}
        for template in (*result.project.templates, *result.project.other_templates):
            self._templates.update((one.source.path, one) for one in template.files())
        self._specs = {path for spec in result.project.specs for path in _yaml_of(spec)}
        self._blocks: dict[str, list[tuple[int, int, int]]] = {}

    def of(self, finding: Finding) -> Comment:
        """The comment that silences one finding, or the setting where a comment can't."""
        found = None
        if finding.rule.partition("/")[0] != _OF_PROJECT:
            found = self._in_file(finding)
        return found or self._by_config(finding)

    def _in_file(self, finding: Finding) -> Comment | None:
        path = finding.place.path
        if template := self._templates.get(path):
            return _in_template(finding, template)
        if page := self._pages.get(path):
            return self._on_page(finding, page)
        if path in self._specs:
            return Comment(f"# {_words(finding)}", _above(finding.place.line))
        return None

    def _by_config(self, finding: Finding) -> Comment:
        path = dumps(relative(finding.place.path, self._root), ensure_ascii=False)
        name = posixpath.basename(self._config)
        table = "tool.doclint.per-file-ignores" if name == "pyproject.toml" else "per-file-ignores"
        return Comment(f'[{table}]\n{path} = ["{finding.rule}"]', f"in {self._config}")

    def _on_page(self, finding: Finding, page: Page) -> Comment | None:
        matter, place = page.front_matter, finding.place
        own = page.source.path == place.path
        if matter and own and matter.span.start <= place.start < matter.span.end:
            return _in_front_matter(finding, matter)
        noted = any(_is_at(note.span.source, note.span.start, finding) for note in page.notes)
        line = None if noted and page.format == "rst" else self._line(finding, page)
        return Comment(_comment(page.format, finding), _above(line)) if line else None

    def _line(self, finding: Finding, page: Page) -> int | None:
        """The line on which the block starts that a finding stands in."""
        path, start = finding.place.path, finding.place.start
        if path not in self._blocks:
            self._blocks[path] = sorted(
                (block.span.start, block.span.end, block.span.line)
                for block in _outer(page)
                if block.span.source.path == path
            )
        near = bisect_right(self._blocks[path], start, key=itemgetter(0)) - 1
        begin, end, line = self._blocks[path][near] if near >= 0 else (0, 0, 0)
        return line if begin <= start < end else None


def _words(finding: Finding) -> str:
    return f"doclint: ignore[{finding.rule}] {_REASON}"


def _above(line: int) -> str:
    return f"above line {line}"


def _comment(kind: str, finding: Finding) -> str:
    match kind:
        case "mdx":
            return f"{{/* {_words(finding)} */}}"
        case "rst":
            return f".. {_words(finding)}\n"
        case _:
            return f"<!-- {_words(finding)} -->"


def _in_template(finding: Finding, template: Template) -> Comment | None:
    """On the line itself, where that does not end in a tag: what is rendered stays as it is."""
    source, line = template.source, finding.place.line
    comment = f"{{# {_words(finding)} #}}"
    end = source.line_starts[line - 1] + len(source.line(line))
    if any(tag.span.start < end < tag.span.end for tag in template.tags):
        return Comment(comment, _above(line))
    return Comment(comment, f"at the end of line {line}")


def _in_front_matter(finding: Finding, matter: FrontMatter) -> Comment | None:
    """A key of the front matter, if that is read and has none yet."""
    if matter.syntax != "yaml" or not matter.data or "doclint" in matter.data:
        return None
    return Comment(f"doclint: {{ignore: [{finding.rule}]}}", "in the front matter")


def _is_at(source: Source, start: int, finding: Finding) -> bool:
    return source.path == finding.place.path and start == finding.place.start


def _outer(page: Page) -> Iterator[Block | Heading]:
    for section in page.walk():
        if section.heading:
            yield section.heading
        yield from section.blocks


def _yaml_of(spec: Spec) -> Iterator[str]:
    """The files of a spec that may have comments, and are read as such."""
    for document in spec.document.walk():
        if document.source.path.endswith((".yaml", ".yml")):
            yield document.source.path
