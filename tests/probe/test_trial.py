"""Lines that begin anew, and the options of the environment that a template is written for."""

import pytest

from doclint.model.source import Source
from doclint.model.template import Setting
from doclint.parse.jinja.templates import parse_template
from doclint.probe.samples import Plan
from doclint.probe.trial import trial

HEAD = "| Name |\n|------|\n"


def on_trial(text, **setting):
    return trial(parse_template(Source("a.md.j2", text), Setting(**setting)))


def faults(text, items=2, **setting):
    found = on_trial(text, **setting).line_faults(Plan(items=items))
    return [(fault.kind, fault.line.sign, fault.line.span.line) for fault in found]


def test_rows_on_one_line_are_glued():
    text = HEAD + "{% for p in ps -%}\n| {{ p.a }} |\n{%- endfor %}\n"
    assert faults(text) == [("glued", "row", 4)]
    assert faults(text, items=1) == []


def test_rows_that_each_have_a_line_are_right():
    assert (
        faults(HEAD + "{%- for p in ps %}\n| {{ p.a }} |\n{%- endfor %}\n| last |\n", items=0) == []
    )
    assert (
        faults(HEAD + "{%- for p in ps %}\n| {{ p.a }} |\n{%- endfor %}\n| last |\n", items=3) == []
    )


def test_a_row_below_a_blank_line_is_outside_of_its_table():
    text = HEAD + "| a |\n{% for p in ps -%}\n| {{ p.a }} |\n{%- endfor %}\n| last |\n"
    assert faults(text, items=0) == [("outside", "row", 7)]


LOOSE = HEAD + "{% for p in ps %}\n| {{ p.a }} |\n{% endfor %}\n"


def test_a_template_without_marks_is_taken_to_be_rendered_with_options_that_trim():
    one = on_trial(LOOSE)
    assert one.trims == (True, True)
    assert faults(LOOSE) == []


def test_options_that_the_project_says_count():
    assert faults(LOOSE, trims=(False, False)) == [("outside", "row", 4), ("outside", "row", 4)]


def test_a_loop_that_does_not_trim_where_the_others_do_is_wrong():
    tight = HEAD + "{%- for p in ps %}\n| {{ p.a }} |\n{%- endfor %}\n\n"
    assert faults(tight * 3 + LOOSE) == [("outside", "row", 22), ("outside", "row", 22)]


@pytest.mark.parametrize(
    "text",
    [
        "{% if a -%}\ntext\n{%- endif %}\n# Title\n",
        "{% macro link(a) -%}\n# {{ a }}\n{%- endmacro %}[a]({{ link('x') }})\n",
        "- {% for p in ps -%}\n{{ p }}\n{%- endfor %}\n",
        HEAD + "| {{ a -}}\n| {{ b }} |\n",
    ],
)
def test_what_is_written_on_several_lines_to_be_one_is_right(text):
    assert faults(text) == []


def test_headings_and_fences_that_come_to_stand_behind_text_are_glued():
    text = "{{ text }}\n{%- if a -%}\n\n## More\n\n{% endif -%}\n```json\n{}\n```\n"
    assert faults(text, items=1) == [("glued", "heading", 4)]
    text = "{{ text }}\n{% if a %}x{% endif -%}\n```json\n{}\n```\n"
    assert faults(text, items=1) == [("glued", "fence", 3)]


def test_a_row_behind_the_tag_of_its_loop_is_a_line_of_each_round():
    text = HEAD + "{%- for p in ps %}| {{ p.a }} | {{ p.b }} |\n{%- endfor %}\n"
    assert ("glued", "row", 3) in faults(text)
    inline = HEAD + "{% for p in ps %}| {{ p.a }} {% endfor %}|\n"
    assert faults(inline) == []
