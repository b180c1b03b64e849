"""Escaping that readers see."""

from __future__ import annotations

from doclint.checks.render_entities import doubled_entities
from tests.checks.trials import hits


def problems(text: str, name: str = "page.md.j2") -> list[str]:
    return [str(facts["problem"]) for _, facts in hits(doubled_entities, text, name)]


def test_what_a_macro_escaped_is_not_escaped_again() -> None:
    text = "{% macro m(x) %}{{ x|e }}{% endmacro %}{{ m(a)|e }}"
    assert problems(text, "page.html.j2")
    assert not problems(text.replace("m(a)|e", "m(a)"), "page.html.j2")


def test_escaped_text_stays_escaped_once_as_jinja_knows_it() -> None:
    assert not problems("{{ a|e|e }}{% autoescape true %}{{ a|e }}{% endautoescape %}")


def test_forceescape_does_not_know() -> None:
    assert problems("{{ a|e|forceescape }}")


def test_code_of_markdown_shows_entities() -> None:
    assert problems("Send `{{ a|e }}`.") == problems("```\n{{ a|e }}\n```")
    assert not problems("Send <code>{{ a|e }}</code> as {{ b|e }}.")


def test_a_tag_of_the_template_is_not_escaped_along() -> None:
    assert "`<br>`" in problems("| {{ xs|join('<br>')|e }} |")[0]


def test_filters_that_nobody_knows_may_unescape() -> None:
    assert not problems("{{ a|e|forceescape|plain }}")
