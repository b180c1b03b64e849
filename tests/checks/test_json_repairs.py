"""JSON that is mended: what is written in its place, and what nobody can be sure of."""

import json

import pytest

from doclint.checks.examples import invalid_json
from doclint.fix.splice import spliced
from doclint.model.finding import Change
from doclint.model.source import Source
from doclint.parse.pages import parse_page


def mended(text):
    """The text with all fixes of its example, and whether they are safe; None without any."""
    page = parse_page(Source("page.md", text))
    example = next(one for one in page.blocks() if hasattr(one, "language"))
    fixes = [hit.fix for hit in invalid_json(example) if hit.fix]
    edits = [edit for fix in fixes for edit in fix.edits]
    changes = [Change("page.md", one.span.start, one.span.end, one.text) for one in edits]
    after = spliced(text.encode(), changes).decode()
    return (after, all(fix.safe for fix in fixes)) if edits else None


def fence(body, label="json"):
    return f"```{label}\n{body}\n```\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('{"a": 1,}', '{"a": 1}'),
        ('{"a": [1, 2,],}', '{"a": [1, 2]}'),
        ('{\n  "a": 1\n  ,\n}', '{\n  "a": 1\n}'),
        ('{"a": 1 ,\n}', '{"a": 1\n}'),
        ('{"a": 1, // one\n}', '{"a": 1 // one\n}'),
        ('{"a": 1,, "b": 2}', '{"a": 1, "b": 2}'),
        ('{\n"a": "x"\n"b": 2}', '{\n"a": "x",\n"b": 2}'),
        ('{"a": 1 "b": 2}', '{"a": 1, "b": 2}'),
        ('[{"a": 1}\n{"a": 2}]', '[{"a": 1},\n{"a": 2}]'),
        ('{"a": \'x\', "b": True, "c": None}', '{"a": "x", "b": true, "c": null}'),
        ('{a: "x", b_c: 2}', '{"a": "x", "b_c": 2}'),
        ('{\u201ca\u201d: \u201cx\u201d}', '{"a": "x"}'),
        ('{"a"\uff1a 1\uff0c "b": 2}', '{"a": 1, "b": 2}'),
        ('{"a: 1, "b": 2}', '{"a": 1, "b": 2}'),
        ('{a": 1, "b": x"}', '{"a": 1, "b": "x"}'),
        ('{"a": "x,\n"b": 2}', '{"a": "x",\n"b": 2}'),
        ('{\n\u00a0\u00a0"a": 1\n}', '{\n  "a": 1\n}'),
    ],
)  # fmt: skip
def test_what_is_sure_is_mended(body, expected):
    assert mended(fence(body)) == (fence(expected), True)
    if "//" not in body:
        json.loads(expected)


@pytest.mark.parametrize(
    ("body", "expected"),
    [('{"a" = 1}', '{"a": 1}'), ('{"a": 1; "b": 2;}', '{"a": 1, "b": 2}')],
)
def test_what_another_language_writes_so_is_mended_on_demand(body, expected):
    assert mended(fence(body)) == (fence(expected), False)


@pytest.mark.parametrize(
    "body",
    [
        '{"a": "say "hi" now", "b": 1}',  # quotes inside of a text
        '{"a": "x" "b": 2}',  # perhaps one text with quotes in it
        '{"a": [1,, 2]}',  # an item may be lost
        '{"a": \'it"s\'}',
        "{\"a\": 'it\\'s'}",
        '{"a": undefined}',
        '{"a": NaN}',
        '{"a": hello you", "b": 2}',  # where the text begins
        '{"a": 1, "b": [2}',
        '{"a": active}',
        '{"a": }',
        '{"a": 1 "a": 2}',  # the comma gone, a name would be there twice
    ],
)
def test_what_is_not_sure_is_left_alone(body):
    assert mended(fence(body)) is None


def test_what_is_written_in_another_way_than_it_reads_is_left_alone():
    assert mended("<pre><code>{&#39;a&#39;: 1}\n</code></pre>\n") is None


def test_the_quotes_of_a_shell_get_none_inside_of_them():
    assert mended(fence("curl https://api.example/a -d '{\"a\": 1, b: 2}'", "bash")) is None
    assert mended(fence("curl https://api.example/a -d '{\"a\": 1,}'", "bash")) == (
        fence("curl https://api.example/a -d '{\"a\": 1}'", "bash"), True,
    )  # fmt: skip


def test_lines_that_lost_what_is_in_front_of_them_keep_it():
    text = '> - so:\n>   ```json\n>   {\n>     "a": 1\n>     ,\n>   }\n>   ```\n'
    assert mended(text) == ('> - so:\n>   ```json\n>   {\n>     "a": 1\n>   }\n>   ```\n', True)
