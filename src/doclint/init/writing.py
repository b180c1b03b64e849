"""A configuration as TOML, with remarks on what it says."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from doclint.init.proposing import Draft
from doclint.init.survey import Survey

_ABOUT = "# What doclint checks here; `doclint config show` tells all settings and what they are."
_NO_SPEC = "# No spec was found that pages could be compared with. With one, say"
_AN_API = ("[[api]]", 'spec = "openapi.yaml"', 'pages = ["docs/**/*.md"]')


def config_text(survey: Survey, drafts: Sequence[Draft], *, inside: bool = False) -> str:
    """The text of `doclint.toml`; `inside` is for the tables of it in `pyproject.toml`."""
    return "\n".join(_lines(survey, drafts, "tool.doclint" if inside else "")) + "\n"


def _lines(survey: Survey, drafts: Sequence[Draft], table: str) -> Iterator[str]:
    yield _ABOUT
    if table:
        yield f"[{table}]"
    if survey.excluded:
        yield from _listed("exclude", survey.excluded)
        yield "# never looked at: the past, material of tests, texts of others"
    for number, draft in enumerate(drafts):
        if number or survey.excluded:
            yield ""
        yield f"[[{table}.api]]" if table else "[[api]]"
        yield from _api(draft)
    if not any(draft.spec for draft in drafts):
        yield _NO_SPEC
        yield from (f"# {line}" for line in _AN_API[1 if drafts else 0 :])
    idle = [spec.path for spec in survey.specs if not spec.pages]
    if idle and drafts and not any(set(idle) & set(draft.spec) for draft in drafts):
        yield f"# no page is about: {', '.join(idle[:3])}{' and more' if len(idle) > 3 else ''}"


def _api(draft: Draft) -> Iterator[str]:
    if draft.name:
        yield f"name = {_text(draft.name)}"
    if draft.spec:
        yield from _listed("spec", draft.spec, single=True)
    if draft.pages:
        yield from _listed("pages", draft.pages)
    if draft.base_path:
        yield f"base-path = {_text(draft.base_path)}  # what pages write in front of its paths"
    if draft.templates:
        yield from _listed("templates", draft.templates)
    if draft.context:
        yield f"context = {_text(draft.context)}  # the data that pages are rendered from"


def _listed(key: str, values: Sequence[str], *, single: bool = False) -> Iterator[str]:
    """A list on one line, or on several where it is long; one text where it holds only one."""
    if single and len(values) == 1:
        yield f"{key} = {_text(values[0])}"
        return
    line = f"{key} = [{', '.join(map(_text, values))}]"
    if len(line) <= 100:
        yield line
        return
    yield f"{key} = ["
    yield from (f"    {_text(value)}," for value in values)
    yield "]"


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
