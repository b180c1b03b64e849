"""Text of the data that breaks pages."""

from __future__ import annotations

from collections.abc import Iterator

from doclint.checks.render_hostile import hostile_text, hostile_title
from doclint.model.finding import Hit
from doclint.probe.trial import Trial
from tests.checks.trials import hits


def titles(trial: Trial) -> Iterator[Hit]:
    yield from hostile_title(trial, names=["title"])


def test_a_colon_breaks_front_matter_that_is_not_quoted() -> None:
    found = hits(titles, "---\ntitle: {{ page.title }}\n---\n")
    assert [facts["key"] for _, facts in found] == ["title"]


def test_quoted_and_dumped_values_hold() -> None:
    assert not hits(titles, "---\ntitle: {{ page.title | tojson }}\n---\n")
    assert not hits(titles, '---\ntitle: "{{ page.title }}"\n---\n')
    assert not hits(titles, "---\ntitle: >-\n  {{ page.title }}\n---\n")
    assert not hits(titles, "---\nslug: {{ page.slug }}\n---\n")
    assert not hits(titles, "---\ntitle: {{ page.title | quoted }}\n---\n")


def test_rows_and_headings_end_at_a_line_break() -> None:
    row = "| A |\n|---|\n| {{ a }} |\n\n# {{ b }}\n\n{{ c }}\n"
    assert [line for line, _ in hits(hostile_text, row)] == [3, 5]
    mended = row.replace("a }}", 'a|replace("\\n", " ")|replace("|", "\\\\|") }}')
    assert [line for line, _ in hits(hostile_text, mended)] == [5]
