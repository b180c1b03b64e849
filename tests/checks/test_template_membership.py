"""Words that are looked for in one word."""

from __future__ import annotations

import pytest

from doclint.checks.template_membership import word_in_text
from doclint.model.source import Source
from doclint.parse.jinja.templates import parse_template


def told(text: str) -> list[object]:
    template = parse_template(Source("page.md.j2", text))
    return [(hit.facts["word"], hit.facts["name"]) for hit in word_in_text(template)]


def test_what_is_printed_as_it_is_is_one_text() -> None:
    assert told("{{ a.stage }}{% if 'beta' in a.stage %}x{% endif %}") == [("beta", "a.stage")]
    assert told("{{ a.stage }}{{ 'x' if 'beta' in a.stage }}") == [("beta", "a.stage")]
    assert told("{{ a.stage|upper }}{% if 'beta' in a.stage %}x{% endif %}")


@pytest.mark.parametrize(
    "text",
    [
        "{% if 'beta' in a.stage %}x{% endif %}",
        "{{ a.stage|join }}{{ a.stage }}{% if 'beta' in a.stage %}x{% endif %}",
        "{{ a.stage }}{% for b in a.stage %}{% endfor %}{% if 'beta' in a.stage %}x{% endif %}",
        "{{ a.stages }}{% if 'beta' in a.stages %}x{% endif %}",
        "{{ a.kind_name }}{% if 'beta' in a.kind_name %}x{% endif %}",
        "{{ a.stage }}{% if 'b.' in a.stage or b in a.stage or 3 in a.stage %}x{% endif %}",
        "{{ stage }}{% if 'beta' in stage %}x{% endif %}",
        "{{ a.stage }}{% if 'beta' in a.stage.words %}x{% endif %}",
    ],
)
def test_lists_and_texts_of_several_words_are_searched(text: str) -> None:
    assert not told(text)
