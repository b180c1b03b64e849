"""Lines that trim marks put behind other text, and those that they do not."""

from __future__ import annotations

import pytest

from doclint.checks.template_blocks import behind_fence, glued_blocks
from doclint.checks.template_words import missing_space
from doclint.model.source import Source, Span
from doclint.model.template import Setting
from doclint.parse.jinja.templates import parse_template
from doclint.probe.trial import Trial, trial


def _trial(text: str, trims: tuple[bool, bool] | None = None) -> Trial:
    return trial(parse_template(Source("a.md.j2", text), Setting(trims=trims)))


def _glued(text: str) -> list[tuple[object, int]]:
    hits = glued_blocks(_trial(text))
    return [(hit.facts["what"], hit.anchor.line) for hit in hits if isinstance(hit.anchor, Span)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ a }}\n\n{%- if b %}\n# B\n{% endif %}", []),
        ("{{ a }}\n\n{%- if b -%}\n# B\n{% endif %}", [("heading", 4)]),
        ("{{ a -}}\n\n{% if not b -%}\n# B\n{% endif %}", [("heading", 4)]),
        ("| A |\n|---|\n{%- for a in b -%}\n| {{ a }} |\n{% endfor %}", [("row", 4)]),
        ("{% for a in b %}\n* {{ a }}\n{%- endfor -%}\n\nEnd.\n", [("paragraph", 5)]),
    ],
)
def test_a_block_behind_other_text_is_told_at_its_line(
    text: str, found: list[tuple[object, int]]
) -> None:
    assert _glued(text) == found


def test_what_one_mark_does_to_several_lines_is_told_once() -> None:
    loop = "{% for d in b %}{{ d }}{% endfor %}"
    text = f"{{{{ a }}}}\n\n{{%- if b -%}}\n# B\n\n{loop}\n\n{{% endif -%}}\n# C\n"
    (hit,) = glued_blocks(_trial(text))
    assert isinstance(hit.anchor, Span)
    assert hit.anchor.line == 4
    assert [place.line for _, place in hit.also if isinstance(place, Span)] == [9]


@pytest.mark.parametrize(
    "text",
    [
        "```text\n{{ a }}\n{%- if b -%}\n# a remark\n{%- endif %}\n```\n",
        "| A |\n|---|\n| {{ a }}\n{%- for b in c -%}\n- {{ b }}\n{%- endfor %} |\n",
        "{{ a }}{%- if b -%}\n, and more\n{%- endif %}\n",
    ],
)
def test_text_that_is_put_together_of_lines_is_left_alone(text: str) -> None:
    assert _glued(text) == []


def test_options_that_are_only_guessed_put_nothing_onto_a_fence() -> None:
    rows = "| A |\n|---|\n{% for a in b %}\n| {{ a }} |\n{% endfor %}\n\n"
    text = rows + "```{% if c %}json{% endif %}\n[1, {{ d }}]\n```\n"
    assert [*behind_fence(_trial(text))] == []
    assert len([*behind_fence(_trial(text, trims=(True, True)))]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "{{ a }}\n{%- if b -%}\ns\n{%- endif %} run\n",
        "`{{ a }} {%- if b -%}(all){%- endif %}`\n",
        "# A\n\n{{ a }} {%- if b -%}, and more{%- endif %}\n",
        "[a](b/ {%- if c -%}(more){%- endif %})\n",
    ],
)
def test_endings_marks_and_code_need_no_blank(text: str) -> None:
    assert [*missing_space(_trial(text))] == []


def test_a_blank_that_a_mark_eats_is_told_once() -> None:
    text = "{% for a in b %}\n- {{ a }} {%- if c -%}(all of them){%- endif %}\n{% endfor %}"
    assert len([*missing_space(_trial(text))]) == 1
