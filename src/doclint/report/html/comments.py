"""The comment that suppresses a finding, in the syntax of its file, and where to write it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from json import dumps

from doclint.files import relative
from doclint.model.finding import Finding
from doclint.model.page import Block, FrontMatter, Heading, Page
from doclint.model.result import Result

_REASON = "reason"


@dataclass(frozen=True, slots=True)
class Comment:
    """What to write, and where in words: `above line 17`."""

    text: str
    where: str


class Comments:
    """The comments for the findings of a run."""

    def __init__(self, result: Result) -> None:
        self._root = result.project.root
        self._pages: dict[str, Page] = {}
        for page in result.project.pages:
            for source in page.sources:
                self._pages.setdefault(source.path, page)
            self._pages[page.source.path] = page
        templates = (*result.project.templates, *result.project.other_templates)
        self._templates = {one.source.path for each in templates for one in each.files()}
        self._starts: dict[str, list[tuple[int, int, int]]] = {}

    def of(self, finding: Finding) -> Comment:
        """The comment that silences one finding, or the settings where its file has none."""
        path, rule = finding.place.path, finding.rule
        if path in self._templates:
            return Comment(f"{{# doclint: ignore[{rule}] {_REASON} #}}", _above(finding.place.line))
        page = self._pages.get(path)
        if page is not None:
            return self._on_page(finding, page)
        if path.endswith((".yaml", ".yml")):
            return Comment(f"# doclint: ignore[{rule}] {_REASON}", _above(finding.place.line))
        return self._by_config(finding)

    def _by_config(self, finding: Finding) -> Comment:
        path = dumps(relative(finding.place.path, self._root), ensure_ascii=False)
        return Comment(f'[per-file-ignores]\n{path} = ["{finding.rule}"]', "in doclint.toml")

    def _on_page(self, finding: Finding, page: Page) -> Comment:
        matter = page.front_matter
        if matter and page.source.path == finding.place.path and _inside(finding, matter):
            return _in_front_matter(finding, matter) or self._by_config(finding)
        line = self._line(finding, page)
        if line is None:
            return self._by_config(finding)
        return Comment(_comment(page.format, finding.rule), _above(line))

    def _line(self, finding: Finding, page: Page) -> int | None:
        """The line on which the block starts that a finding stands in."""
        path, start = finding.place.path, finding.place.start
        if path not in self._starts:
            self._starts[path] = [
                (block.span.start, block.span.end, block.span.line)
                for block in _outer(page)
                if block.span.source.path == path
            ]
        around = [one for one in self._starts[path] if one[0] <= start < one[1]]
        return max(around)[2] if around else None


def _outer(page: Page) -> Iterator[Block | Heading]:
    for section in page.walk():
        if section.heading:
            yield section.heading
        yield from section.blocks


def _inside(finding: Finding, matter: FrontMatter) -> bool:
    return matter.span.start <= finding.place.start < matter.span.end


def _in_front_matter(finding: Finding, matter: FrontMatter) -> Comment | None:
    if matter.syntax != "yaml" or "doclint" in matter.data:
        return None
    return Comment(f"doclint: {{ignore: [{finding.rule}]}}", "in the front matter")


def _comment(kind: str, rule: str) -> str:
    words = f"doclint: ignore[{rule}] {_REASON}"
    match kind:
        case "mdx":
            return f"{{/* {words} */}}"
        case "rst":
            return f".. {words}\n"
        case _:
            return f"<!-- {words} -->"


def _above(line: int) -> str:
    return f"above line {line}"
