"""Places on rendered pages, told of the template."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.model.finding import Hit
from doclint.model.page import Page
from doclint.model.source import Source, Span
from doclint.parse.jinja.templates import parse_template
from doclint.probe.hoisting import hoisted, on_template, span_of
from doclint.probe.trial import Trial, trial


def _trial(text: str) -> Trial:
    return trial(parse_template(Source("a.md.j2", text)))


def _words(word: str, page: Page) -> Iterator[tuple[str, object, Hit]]:
    at = page.source.text.find(word)
    if at >= 0:
        yield "word", page, Hit(page.source.span(at, at + len(word)), word, {"word": word})


def _span(one: Trial, shown: str) -> Span | None:
    rendering = one.probe().rendering
    at = rendering.text.index(shown)
    return span_of(rendering, one.probe().page.source.span(at, at + len(shown)))


def test_a_place_of_fixed_text_is_that_of_the_template() -> None:
    span = _span(_trial("{{ a }} is {%- if b %} here{% endif %}\n"), "here")
    assert span is not None
    assert (span.start, span.text) == (23, "here")


def test_values_may_lie_between_two_ends_of_fixed_text() -> None:
    span = _span(_trial("a <{{ b }}> c\n"), "<zqb>")
    assert span is not None
    assert span.text == "<{{ b }}>"


def test_what_a_value_begins_or_ends_has_no_place() -> None:
    one = _trial("a <{{ b }}> c\n")
    assert _span(one, "zqb> c") is None
    assert _span(one, "a <zqb") is None


def test_made_up_words_are_shown_without_their_mark() -> None:
    probe = _trial("a <{{ b }}> c\n").probe()
    hit = Hit(probe.page.source.span(2, 7), "text:<zqb>", {"text": "<zqb>", "more": 2})
    told = on_template(probe, hit)
    assert told is not None
    assert (told.subject, dict(told.facts)) == ("text:<b>", {"text": "<b>", "more": 2})


def test_what_is_found_only_with_some_data_is_left_out() -> None:
    one = _trial("{% if a %}only {% endif %}word\n")

    def sometimes(page: Page) -> Iterator[tuple[str, object, Hit]]:
        return _words("word" if "only" in page.source.text else "none", page)

    assert [hit.subject for _, hit in hoisted(one, lambda page: _words("word", page))] == ["word"]
    assert [*hoisted(one, sometimes)] == []


def test_a_cell_that_is_a_value_is_the_expression_that_prints_it() -> None:
    probe = _trial("| {{ b }} |\n{{ c }}\n").probe()
    told = on_template(probe, Hit(probe.page.source.span(2, 5)))
    assert told is not None
    assert isinstance(told.anchor, Span)
    assert told.anchor.text == "b"
    assert on_template(probe, Hit(probe.page.source.span(8, 11))) is None


def test_what_two_values_have_in_common_by_chance_is_nobodys_fault() -> None:
    one = _trial("|{{ a.name }} |{{ b.name }}\n")

    def same(page: Page) -> Iterator[tuple[str, object, Hit]]:
        first, second = page.source.text.replace("|", "").split()
        yield from _words(first if first == second else "none", page)

    assert [*hoisted(one, same)] == []


def test_templates_that_do_not_parse_are_left_out() -> None:
    assert [*hoisted(_trial("{% if a %}word\n"), lambda page: _words("word", page))] == []
