"""Rows against items, and rows that are there twice."""

from __future__ import annotations

from doclint.checks.render_rows import duplicate_row, row_count
from tests.checks.trials import hits

HEAD = "| A | B |\n|---|---|\n"


def test_an_item_without_a_row_is_told_with_the_fewest_items() -> None:
    row = "{% if not loop.first %}\n| {{ x.a }} | {{ x.b }} |\n{%- endif %}"
    text = f"{HEAD}{{%- for x in xs %}}{row}{{%- endfor %}}\n"
    found = hits(row_count, text)
    assert [facts["over"] for _, facts in found] == ["xs"]


def test_headers_and_choices_by_the_data_are_meant() -> None:
    head = "{% if loop.first %}\n| A |\n|---|\n{%- endif %}"
    assert not hits(row_count, f"{{% for x in xs %}}{head}\n| {{{{ x }}}} |\n{{%- endfor %}}")
    some = (
        HEAD
        + "{%- for x in xs %}{% if x.in == 'path' %}\n| {{ x.a }} | |\n{%- endif %}{% endfor %}"
    )
    assert not hits(row_count, some)
    either = "{% if loop.first %}\n| {{ x }} | first |\n{%- else %}\n| {{ x }} | |\n{%- endif %}"
    assert not hits(row_count, f"{HEAD}{{%- for x in xs %}}{either}{{%- endfor %}}\n")


def test_nested_loops_make_rows_for_each() -> None:
    rows = "{%- for y in x.ys %}\n| {{ x.a }} | {{ y }} |\n{%- endfor %}"
    assert not hits(row_count, f"{HEAD}{{%- for x in xs %}}{rows}{{%- endfor %}}")


def test_a_row_may_be_there_twice_unless_the_loop_leaves_it_out() -> None:
    loop = "{%- for x in xs %}\n| {{ x.name }} | {{ x.b }} |\n{%- endfor %}\n"
    assert [facts["name"] for _, facts in hits(duplicate_row, HEAD + "| `id` | n |" + loop)] == [
        "id"
    ]
    chosen = loop.replace("in xs", "in xs if x.name not in ['id']")
    assert not hits(duplicate_row, HEAD + "| `id` | n |" + chosen)
    assert not hits(duplicate_row, HEAD + "| All others | n |" + loop)
