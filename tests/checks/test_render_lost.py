"""Values that no reader sees."""

from __future__ import annotations

from doclint.checks.render_lost import value_lost
from tests.checks.trials import hits

HEAD = "| A | B |\n|---|---|\n"


def names(text: str, name: str = "page.md.j2") -> list[object]:
    return [facts["name"] for _, facts in hits(value_lost, text, name)]


def test_cells_beyond_the_header_are_dropped() -> None:
    assert names(HEAD + "| {{ a }} | {{ b }} | {{ c }} |\n") == ["c"]
    assert not names(HEAD + "| {{ a }} | {{ b }} |\n| {{ c }} |\n")


def test_glued_rows_are_another_matter() -> None:
    rows = "{% for x in xs -%}\n| {{ x.a }} | {{ x.b }} |\n{%- endfor %}\n"
    assert not names(HEAD + rows)


def test_angle_brackets_swallow_words() -> None:
    assert names("Give <{{ name }}> or `<{{ name }}>`.\n") == ["<name>"]
    assert names(HEAD + "| <id> | x |\n") == ["<id>"]


def test_tags_links_and_mdx_are_what_they_are() -> None:
    assert not names(
        "<{{ name }}>text</{{ name }}> <{{ author.email }}> <{{ x.url }}> <{{ y }}/>\n"
    )
    assert not names("Give <{{ name }}> away.\n", "page.mdx.j2")


def test_text_beside_blocks_is_dropped_where_a_parent_is() -> None:
    block = "{% block a %}{{ text }}{% endblock %}"
    assert names("{% extends 'a.md' %}{% if x %}{{ title }}{% endif %}" + block)
    assert not names("{% extends 'a.md' %}{% set y = x %}" + block)
    assert not names("{{ title }}" + block)


def test_other_branches_are_looked_at_too() -> None:
    assert names("{% if x %}a{% else %}Give <{{ name }}> away.{% endif %}\n") == ["<name>"]


def test_a_kind_and_a_name_look_like_a_link() -> None:
    assert names("Go to <{{ kind }}:{{ name }}> then.\n") == ["<kind:name>"]
    assert not names("Go to <{{ scheme }}:{{ name }}> or <{{ url }}:80> then.\n")
    assert not names("Go to <<{{ name }}>> then.\n")


def test_pages_of_html_are_searched_outside_of_code() -> None:
    assert names("<p>A <{{ name }}> b</p>\n", "page.html.j2") == ["<name>"]
    assert not names("<{{ name }}>b</{{ name }}>\n", "page.html.j2")
    assert not names("<script>if (a <{{ name }}> b) c</script>\n", "page.html.j2")
    assert names("<script>a</script> <{{ name }}>\n", "page.html.j2") == ["<name>"]
