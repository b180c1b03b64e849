"""Values as Python writes them, and gaps in sentences."""

from __future__ import annotations

from doclint.checks.render_values import empty_in_sentence, raw_repr
from tests.checks.trials import hits


def test_a_list_that_is_run_through_elsewhere_is_printed_bare() -> None:
    text = "{% for x in p.enum %}{{ x }}{% endfor %}\n\nOne of {{ p.enum }}."
    assert [facts["name"] for _, facts in hits(raw_repr, text)] == ["p.enum"]
    assert not hits(raw_repr, text.replace("{{ p.enum }}", "{{ p.enum|join(', ') }}"))


def test_a_value_whose_kind_is_asked_for_may_be_a_list_there_only() -> None:
    loop = "{% for x in p.default %}{{ x }}{% endfor %}"
    text = "{% if p.type == 'array' %}" + loop + "{% else %}is {{ p.default }}{% endif %}"
    assert not hits(raw_repr, text)
    assert not hits(raw_repr, "{% if p.default is string %}{{ p.default }}{% endif %}" + loop)


def test_front_matter_reads_lists_as_python_writes_them() -> None:
    text = "---\ntags: {{ tags }}\n---\n{% for tag in tags %}{{ tag }}{% endfor %}"
    assert not hits(raw_repr, text)


def test_a_gap_is_told_with_what_readers_see() -> None:
    text = "{% if x.at %}{{ x.at }}{% endif %}\n\nSent at {{ x.at }}, always.\n"
    assert hits(empty_in_sentence, text) == [(3, {"name": "x.at", "shown": "Sent at , always."})]


def test_a_choice_without_an_else_leaves_a_gap() -> None:
    assert hits(empty_in_sentence, "Sent at {{ x.at if x.at }}.")
    assert not hits(empty_in_sentence, "Sent{{ x.at if x.at }}.")
    assert not hits(empty_in_sentence, "Sent at {{ x.at if x.at else 'once' }}.")


def test_values_that_are_guarded_or_always_there_leave_none() -> None:
    asked = "{% if x.at %}{{ x.at }}{% endif %}\n\n"
    assert not hits(empty_in_sentence, asked + "{% if x.sent %}Sent at {{ x.at }}.{% endif %}")
    assert not hits(empty_in_sentence, asked + "Sent at {{ x.at|default('once') }}.")
    assert not hits(empty_in_sentence, "Sent at {{ x.at }}.")
    assert not hits(empty_in_sentence, asked + "- {{ x.at }}\n")


def test_marks_around_nothing_are_all_that_is_left() -> None:
    asked = "{% if x.at %}{{ x.at }}{% endif %}\n\n"
    seen = [
        facts["shown"] for _, facts in hits(empty_in_sentence, asked + "- a **{{ x.at }}** b\n")
    ]
    assert seen == ["a **** b"]
    assert not hits(empty_in_sentence, "- a **{{ x.at }}** b\n")


def test_a_choice_may_ask_for_what_a_value_lies_in() -> None:
    assert hits(empty_in_sentence, "Sent at {{ x.at.hour if x.at }}.")
    assert hits(empty_in_sentence, "Sent at {{ x.at if x.at is defined }}.")
    assert not hits(empty_in_sentence, "Sent at {{ x.at if x.sent }}.")


def test_nothing_in_place_of_a_value_leaves_a_gap() -> None:
    assert hits(empty_in_sentence, "Sent at {{ x.at or '' }}.")
    assert hits(empty_in_sentence, "Sent at {{ x.at|default }}.")
    assert not hits(empty_in_sentence, "{% if x.at %}Sent at {{ x.at or '' }}.{% endif %}")
    assert not hits(empty_in_sentence, "Sent at {{ x.at or 'noon' }}.")


def test_a_field_that_few_have_needs_less_evidence() -> None:
    asked = "{% for a in many %}{% if a.unit %}{{ a.unit }}{% endif %}{% endfor %}\n\n"
    assert hits(empty_in_sentence, asked + "Given in {{ x.unit }}.")
    assert hits(empty_in_sentence, "{% if x.note %}{{ x.note }}{% endif %}\n\nIn {{ x.unit }}.")
    other = asked.replace("unit", "place")
    assert not hits(empty_in_sentence, other + "Given in {{ x.place }}.")


def test_lists_are_gone_too() -> None:
    asked = "{% if x.ways %}{{ x.ways|join }}{% endif %}\n\n"
    assert hits(empty_in_sentence, asked + "Known by {{ x.ways|join(', ') }}.")
    assert not hits(empty_in_sentence, "Known by {{ x.ways|join(', ') }}.")


def test_sentences_of_other_kinds_of_pages_are_read_as_written() -> None:
    text = "{% if x.at %}{{ x.at }}{% endif %}\n\nIt is sent at ``{{ x.at }}`` each day.\n"
    seen = [(3, {"name": "x.at", "shown": "It is sent at ```` each day."})]
    assert hits(empty_in_sentence, text, "page.rst.j2") == seen
    assert not hits(empty_in_sentence, text, "page.tex.j2")
