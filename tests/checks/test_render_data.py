"""What a template makes of the project's own data is told with the data that shows it."""

import pytest

from doclint.checks import render_data, template_conditions, template_names
from doclint.cli import main
from tests.probe.feed import SPEC, fed, trial_of

ROWS = "| a |\n|---|\n{%- for p in params %}\n| {{ p.x }} |\n{%- endfor %}\n"


def facts(check, trial, *names):
    return [tuple(hit.facts[name] for name in names) for hit in check(trial)]


def test_a_stop_is_told_with_its_sample_and_the_place_of_the_data():
    trial = fed("{{ a.b.c }}", good="a: {b: {c: 1}}\n", bad="a: {d: 1}\n")
    (hit,) = render_data.crash(trial)
    assert hit.facts == {"sample": "data/bad.yaml", "reason": "`a.b` is undefined"}
    assert [(label, at.pointer) for label, at in hit.also] == [("the data", "/a")]


@pytest.mark.parametrize(
    "text",
    [
        "{{ (a | whole).b.c }}",  # a filter of the project may give it
        "{% set a = a | whole %}{{ a.b.c }}",
        "{{ (1 | text) + 'x' }}{{ a.d }}",
        "{% if a.b %}{{ a.b.c }}{% endif %}",
        "{{ a.b }}",
    ],
)
def test_what_is_not_certain_stops_nothing(text):
    assert not list(render_data.crash(fed(text, bad="a: {d: 1}\n")))


def test_operations_are_no_data_of_the_project():
    text = "{{ summary }}{{ request_body.schema.type }}"
    trial = trial_of(text, spec=SPEC)
    assert not list(render_data.crash(trial))
    assert facts(render_data.crash_on_operation, trial, "sample") == [("GET /pets",)]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("'a | b'", ["a pipe: `a | b`"]),
        ('"a\\nb"', ["a line break: `a b`"]),
        ("'a \\| b'", []),
        ('"a\\n"', []),
        ("7", []),
    ],
)
def test_a_value_that_ends_its_cell_is_shown(value, said):
    trial = fed(ROWS, one=f"params: [{{x: {value}}}]\n")
    assert facts(render_data.broken_cell, trial, "has") == [(one,) for one in said]


def test_nothing_is_said_without_data():
    trial = trial_of(ROWS)
    assert not list(render_data.broken_cell(trial))
    assert not list(render_data.as_python(trial))


@pytest.mark.parametrize(
    ("value", "shown"),
    [("[a, b]", ["['a', 'b']"]), ("{a: 1}", ["{'a': 1}"]), ("null", ["None"]), ("None", [])],
)
def test_python_in_a_cell_is_shown(value, shown):
    trial = fed(ROWS, one=f"params: [{{x: {value}}}]\n")
    assert facts(render_data.as_python, trial, "shown") == [(one,) for one in shown]


def test_a_value_that_is_not_printed_when_it_is_none_is_no_python():
    text = "| a |\n|---|\n{% for p in params %}| {% if p.x is not none %}{{ p.x }}{% endif %} |\n"
    trial = fed(f"{text}{{% endfor %}}", one="params: [{x: null}, {x: 1}]\n")
    assert not list(render_data.as_python(trial))


def test_a_name_that_the_data_has_is_no_mistake():
    text = "{% for pet in pets %}{{ pet.name }}{% endfor %}{{ pet.name }}"
    assert list(template_names.undefined_name(trial_of(text)))
    data = "pets: [{name: a}]\npet: {name: b}\n"
    assert not list(template_names.undefined_name(fed(text, one=data)))


def test_a_name_that_some_data_has_is_no_mistake():
    trial = fed("{{ a }}{{ b }}", one="a: 1\n", two="a: 1\nb: 1\n")
    assert not list(template_names.undefined_name(trial))


def test_a_name_that_no_data_has_is_one():
    trial = fed("{{ a }}{{ b }}", one="a: 1\n", two="a: 2\n")
    why = ": `data/one.yaml` and 1 more have none"
    assert facts(template_names.undefined_name, trial, "name", "why") == [("b", why)]


def test_properties_with_a_flag_may_be_asked_for_it():
    text = "{% for n in s.properties %}{% if s.properties[n].required %}x{% endif %}{% endfor %}"
    assert list(template_conditions.required_on_property(trial_of(text)))
    flag = fed(text, one="s: {properties: {a: {required: true}}}\n")
    assert not list(template_conditions.required_on_property(flag))
    listed = fed(text, one="s: {properties: {a: {required: [b]}}}\n")
    assert list(template_conditions.required_on_property(listed))


def test_a_file_with_data_may_be_named_on_the_command_line(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md.j2").write_text("{{ a }}{{ b.c.d }}\n")
    (tmp_path / "data.json").write_text('{"a": 1, "b": {}}')
    select = ("--select", "render/crash-on-data", "--format", "concise")
    assert main(["check", "page.md.j2", "--context", "data.json", *select]) == 1
    said = capsys.readouterr().out
    assert "stops Jinja for `data.json`: `b.c` is undefined" in said
    assert main(["check", "page.md.j2", "--context", "no.json", *select]) == 2
    assert "`no.json` cannot be read as a context" in capsys.readouterr().err
