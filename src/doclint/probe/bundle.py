"""Templates with those that they include, import or extend."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import replace

from doclint.config import Config, Templates
from doclint.files import Files, joined
from doclint.model.source import Source
from doclint.model.template import Delimiters, Setting, Template
from doclint.parse.jinja.templates import parse_template

_DEEPEST = 8  # templates that include one another
_MOST = 200  # templates that one uses, each as often as it is named
_HIGHEST = 6  # folders above a template in which those that it names may lie


def load_templates(files: Files, sources: Sequence[Source], config: Config) -> tuple[Template, ...]:
    """The templates, each with those that it names as far as they are there."""
    bundle = _Bundle(files, setting(config.templates), config.templates.paths)
    return tuple(bundle.whole(source) for source in sources)


def setting(templates: Templates) -> Setting:
    """What the configuration says of how templates are rendered."""
    given = templates.delimiters
    pairs = [(given[at], given[at + 1]) for at in range(0, len(given) - 1, 2)]
    trims = (templates.trim_blocks, templates.lstrip_blocks)
    return Setting(
        delimiters=Delimiters(*pairs) if pairs else None,
        trims=None if trims == (None, None) else (bool(trims[0]), bool(trims[1])),
        last_break=templates.keep_trailing_newline,
        autoescape=templates.autoescape,
        filters=templates.filters,
        tests=templates.tests,
        globals=templates.globals,
    )


class _Bundle:
    """Reads each file once."""

    def __init__(self, files: Files, own: Setting, paths: Sequence[str]) -> None:
        self.files, self.setting, self.paths = files, own, paths
        self.parsed: dict[str, Template] = {}
        self.known: dict[str, Template] = {}  # those that come back to none of those above them
        self.left = 0

    def whole(self, source: Source) -> Template:
        """A template with those that it names, and those that they name."""
        self.left = _MOST
        return self._below(source, ())[0]

    def _below(self, source: Source, above: tuple[str, ...]) -> tuple[Template, bool]:
        """A template as it is below others, and whether it is the same below any."""
        if source.path in self.known:
            return self.known[source.path], True
        template = self._parsed(source)
        if len(above) >= _DEEPEST or self.left <= 0:
            return replace(template, lost=tuple(_named(template))), False
        self.left -= 1
        others, lost, alike = dict[str, Template](), list[str](), True
        for name in _named(template):
            found = self._found(name, source.path)
            if found is None:
                lost.append(name)
            elif found.path in (*above, source.path):
                alike = False
            else:
                others[name], own = self._below(found, (*above, source.path))
                alike = alike and own
        made = replace(template, others=others, lost=tuple(lost))
        if alike:
            self.known[source.path] = made
        return made, alike

    def _parsed(self, source: Source) -> Template:
        if source.path not in self.parsed:
            self.parsed[source.path] = parse_template(source, self.setting)
        return self.parsed[source.path]

    def _found(self, name: str, path: str) -> Source | None:
        """What a name stands for: from the configured folders, or from one around the template."""
        folder = posixpath.dirname(path) or "."
        around = [folder]
        for _ in range(_HIGHEST):
            if (folder := posixpath.dirname(folder) or ".") in around:
                break
            around.append(folder)
        for start in (*self.paths, *around):
            for place in (joined(start, name), joined(start, f"templates/{name}")):
                if self.files.exists(place) and not self.files.is_folder(place):
                    try:
                        return self.files.read(place)
                    except OSError:  # not for us to read: as if it were not there
                        continue
        return None


def _named(template: Template) -> Iterator[str]:
    """The names of other templates that stand in a template as they are; "?" for others."""
    for node in template.walk():
        if node.kind in ("include", "import", "extends"):
            value = node.values[0]
            names = [one.value for one in value.walk() if one.kind == "constant"]
            fixed = value.kind in ("constant", "list", "tuple", "condition")
            yield from dict.fromkeys(str(name) for name in names) if fixed else ("?",)
