"""The bugs of a template are mended in rounds, each where mending the ones before lays it open."""

import jinja2
import pytest

from doclint.config import Config
from doclint.files import Memory
from doclint.fix.rounds import mend
from doclint.model.page import Table
from doclint.model.source import Source
from doclint.parse.markdown.pages import parse_markdown
from doclint.rules.catalog import catalog, select
from doclint.run import lint

TEMPLATE = """\
---
title: {{ title }}
---

# {{ title }}

{% if path_params %}
## Path parameters

| Name | About |
|------|-------|
{% for p in query_params -%}
| {{ p.name }} | {{ p.kind }}. {{ p.description }} |
{%- endfor %}
{% endif %}

{% if query_params %}
## Query parameters

| Name | About |
|------|-------|
{%- for p in query_params %}
| {{ p.name }} | {{ p.kind }}. {{ p.description }} |
{%- endfor %}
{% endif %}

## Fields

| Name | About |
|------|-------|
| `version` | Which one. |
{% for name in body.properties -%}
| {{ name }} | {{ body.properties[name].kind }}{% if body.properties[name].required %} !{% endif %}|
{%- endfor %}
| `trace` | What to tell us. |

## Errors

| Code | Meaning |
|------|---------|
<% for error in errors -%>
| {{ error.code }} | {{ error.meaning }} |
<%- endfor %>
"""
CERTAIN = (
    "template/foreign-delimiter",
    "template/undefined-name",
    "template/loop-over-another-list",
    "template/whitespace-glues-rows",
    "template/row-falls-out-of-table",
    "template/required-on-property",
    "template/unquoted-front-matter",
    "template/unescaped-cell",
)


def run(files, wide):
    rules = catalog()
    chosen = select(rules)
    if wide:
        chosen = tuple(r for r in rules if r in chosen or r.family in ("template", "render"))
    return lint(files, ["page.md.j2"], Config(), chosen)


@pytest.fixture(scope="module")
def mended():
    return mend(Memory({"page.md.j2": TEMPLATE}), run, unsafe=True)


def test_before_there_are_bugs_of_each_kind():
    found = {finding.rule for finding in run(Memory({"page.md.j2": TEMPLATE}), False).findings}
    assert set(CERTAIN) - {"template/undefined-name"} <= found


def test_afterwards_nothing_certain_is_left(mended):
    text = mended.files[0].after.decode()
    left = {finding.rule for finding in run(Memory({"page.md.j2": text}), False).findings}
    assert not left & set(CERTAIN)


@pytest.mark.parametrize("items", [0, 1, 2, 3])
def test_afterwards_each_table_has_a_row_for_each_item(mended, items):
    text = mended.files[0].after.decode()
    names = [f"n{number}" for number in range(items)]
    lists = [{"name": n, "kind": "text", "description": "a | b\nc"} for n in names]
    page = jinja2.Template(text).render(
        title="Orders: all",
        path_params=lists,
        query_params=lists,
        body={"properties": {n: {"kind": "text"} for n in names}, "required": names[:1]},
        errors=[{"code": n, "meaning": "none"} for n in names],
    )
    parsed = parse_markdown(Source("page.md", page))
    rows = [len(block.rows) for block in parsed.blocks() if isinstance(block, Table)]
    assert rows == ([items, items] if items else []) + [items + 2, items]
    assert parsed.front_matter.data == {"title": "Orders: all"}


def test_mending_again_changes_nothing(mended):
    text = mended.files[0].after.decode()
    again = mend(Memory({"page.md.j2": text}), run, unsafe=True)
    assert again.files == ()
