"""What rules about pages find on all that a template renders is told at the template."""

from __future__ import annotations

import pytest

from doclint.config import Config, Templates
from doclint.files import Memory
from doclint.rules.catalog import catalog
from doclint.run import lint

ROW = "| Name | About |\n|------|-------|\n{%- for f in fields %}\n| ROW |\n{%- endfor %}\n"
PLAIN = Config()


def _found(text: str, *families: str, config: Config = PLAIN) -> list[str]:
    """The findings on a template, each as rule, line and column."""
    chosen = families or ("page", "table", "example")
    rules = [rule for rule in catalog() if rule.id.partition("/")[0] in chosen]
    rules = [rule for rule in rules if rule.set == "recommended"]
    result = lint(Memory({"a.md.j2": text}), ["a.md.j2"], config, rules)
    assert not result.crashes
    return [f"{one.rule} {one.place.line}:{one.place.column}" for one in result.findings]


def test_a_placeholder_in_a_cell_is_told_though_a_value_is_in_it() -> None:
    text = ROW.replace("ROW", "<{{ f.name }}> | {{ f.about }}")
    assert _found(text) == ["table/swallowed-text 4:3"]


def test_a_row_with_too_many_cells_is_told() -> None:
    text = ROW.replace("ROW", "{{ f.name }} | {{ f.type }} | {{ f.about }}")
    assert _found(text) == ["table/cell-count 4:36"]


def test_a_fence_that_nothing_closes_is_told() -> None:
    assert _found("# A\n\n```json\n{{ body | tojson }}\n") == ["page/unclosed-fence 3:1"]


def test_what_a_rendered_page_has_right_is_not_told() -> None:
    assert _found("# A\n\n" + ROW.replace("ROW", "`<{{ f.name }}>` | {{ f.about }}")) == []


@pytest.mark.parametrize(
    "text",
    [
        "# A\n\n```json\n{{ body }}\n```\n",
        '# A\n\n```json\n{"a": {{ a }}, "b": {{ b }}}\n```\n',
        "# A\n\n| {{ a }} | {{ b }} |\n|---|---|\n| {{ c }} | {{ d }} |\n",
        "# A\n\n| A |\n|---|\n| {{ a.name }} |\n| {{ b.name }} |\n",
        "# A\n\n{{ about }}\n\n| A | B |\n|---|---|\n{{ rows }}\n",
    ],
)
def test_made_up_data_is_nobodys_fault(text: str) -> None:
    assert _found(text) == []


def test_what_an_include_that_is_not_there_may_mend_is_not_told() -> None:
    assert _found('# A\n\n```json\n{% include "body.md.j2" %}\n') == []


def test_a_table_that_the_data_leaves_empty_is_no_fault_of_its_template() -> None:
    text = "| A | B |\n|---|---|\n{%- for a in b if false %}\n| {{ a }} | 1 |\n{%- endfor %}\n"
    assert _found(text) == []


def test_what_is_told_of_the_template_is_not_told_of_its_pages_too() -> None:
    text = "{% if a %}b{% endif %}\n\n<% if c %}\n\nd\n\n<% endif %>\n"
    both = _found(text, "template", "page")
    assert [one.partition(" ")[0] for one in both] == ["template/foreign-delimiter"]


def test_a_row_that_falls_out_of_its_table_is_told_once() -> None:
    text = "# A\n\n| A |\n|---|\n{% for a in b %}\n| `{{ a.c }}` |\n{% endfor %}\n"
    config = Config(templates=Templates(trim_blocks=False))
    both = _found(text, "template", "table", config=config)
    assert both == ["template/row-falls-out-of-table 6:1"]


def test_json_that_is_none_is_told_once() -> None:
    text = '# A\n\n```json\n{\n  "a": 1\n  "b": 2\n}\n```\n'
    assert _found(text, "template", "example") == ["template/invalid-json-example 5:8"]
