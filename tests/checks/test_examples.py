"""What examples are found to be, beyond what the examples of the rules show."""

import json

import hypothesis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.checks._json_faults import faults
from doclint.checks.examples import duplicate_key, invalid_json, type_placeholder
from doclint.model.page import Example
from doclint.model.source import Source, Text
from doclint.parse.data.tolerant_json import parse_json
from doclint.parse.markdown.pages import parse_markdown
from doclint.read.examples import read_deviating_json, read_json
from tests.parse.test_tolerant_json import DATA, HOSTILE, TOKENS

CHECKS = (invalid_json, duplicate_key, type_placeholder)
LABELS = ("json", "jsonc", "", "http", "javascript")
PARCEL = {"id": 17, "to": {"city": "Oslo", "zip": "0150"}, "tags": ["a", "b"], "sent": None}


def example(text, label="json"):
    source = Source("page.md", text)
    return Example(label, Text(text, source.span()), source.span())


def problems(text, label="json"):
    return [hit.facts["problem"] for hit in invalid_json(example(text, label))]


def places(page):
    blocks = list(parse_markdown(Source("page.md", page)).blocks())
    hits = [hit for one in blocks if isinstance(one, Example) for hit in invalid_json(one)]
    return [(*hit.anchor.source.position(hit.anchor.start), hit.anchor.text) for hit in hits]


FAULTS = [
    ('{id": 17, "to": "Oslo"}', "the quote that opens `id` is missing"),
    ('{"id: 17,\n"to": "Oslo"}', "the quote that closes `id` is missing"),
    ('{"id\': "x",\n"to": "Oslo"}', "the quote that closes `id` is missing"),
    ('{"to": "Oslo, "id": 17}', "the quote that closes `Oslo` is missing"),
    ('{"to": "Oslo}', "the quote that closes `Oslo` is missing"),
    ('{"to": Oslo"}', "the quote that opens `Oslo` is missing"),
    ('[\n{"id": 17,\n{"id": 18}\n]', "the bracket `{` is not closed before this `{`"),
    ('{"a": [1, 2}', "the bracket `[` is not closed before this `}`"),
    (
        '{\n  "a": {\n    "b": 1,\n  "d": 2\n}',
        "the bracket `{` is not closed before this `}`",
    ),
    ('{"id": 17', "the bracket `{` is never closed"),
    ('{"parcels": [{"id": 17}]}}', "`}` closes nothing"),
    ('"id": 17\n}', "the `{` that the last `}` closes is missing"),
    ('{"id": 17,{"a": 1}}', "`{` where a key belongs"),
    ('{"a": "b": 1}', "a second colon behind one key"),
    ('{"id": , "to": "Oslo"}', "`id` has no value"),
    ('{"to": {"Oslo"}}', "a colon and a value are missing behind `Oslo`"),
    ('{"from" "Bergen"}', "a colon is missing behind `from`"),
    ('["x", "a": 1]', "`a` is a member of no object: its braces are missing"),
    ('{"id": 17,, "to": 1}', "a comma with nothing before it"),
    ('{“to”: "Oslo"}', "the quotes of “to” are none that JSON knows"),
    ('{"to": null，"id": 1}', "a fullwidth `，`, expected `,`"),
    ('{"weight" = 2}', "`=` where a colon belongs"),
    ('{"weight": 2; "to": 1}', "`;` where a comma belongs"),
    ('{"weight": 012}', "`012` is no number that JSON knows"),
    ('{"note": None}', "`None` where JSON has `null`"),
    ('{"limit": NaN}', "`NaN` is no number that JSON knows"),
    ('{to: "Oslo"}', "the key `to` is not quoted"),
    ("{'to': 1}", "`'to'` is in single quotes, expected double ones"),
    ('{"pattern": "a\\\\b\\d+"}', "`\\d` is no escape that JSON knows"),
    ('{"note": "a\tb"}', "a tab in a string, expected it escaped"),
    ('{"note": "ring\ntwice"}', "the string `ring` breaks over a line"),
    ('{"to":\u00a0"Oslo"}', "a space that JSON does not know (U+00A0)"),
    ('{"to": Oslo, "weight": 2}', "`Oslo` is not quoted"),
    ('{"sent": 2024-05-01T10:00:00Z}', "`2024-05-01T10:00:00Z` is not quoted"),
    ('{"url": http://parcels.example/a}', "`http://parcels.example/a` is not quoted"),
    ('{"id": 17}n', "`n` behind the last bracket"),
]
NOTATION = [
    '{"id": 1, // ours\n"to": /* a city */ "Oslo" # or a code\n}',
    '[{"id": 17}\n// ... more parcels\n{"id": 90}]',
    '[\n{\n"id": 17,\n…\n},\n{\n"id": 18,\n...\n]',
    '{"parcels": [\n{"id": 17},\n...',
    '{"id": 1\n<more fields>\n"to": 2}',
    '{"id": 1,\n... trimmed for length ...\n"to": 2}',
    '{"key": $KEY, "a": ${A}, "b": xxxx, "c": USER_ID, "d": your token, "e": %(e)s}',
    '{"a": 1 or 2, "b": "x" | null}',
    '{"id": integer, "to": string, "sent": date or null, }',
    '1  {\n2    "id": 17\n3  }',
    '"to": {"city": "Oslo"},\n"weight": 2.5,',
    '{"id": 17}\n\nand so on',
    'Content-Type: application/json\nX-Id: 1\n\n{"id": 17}',
    "{{ parcel | tojson }}",
    '{"id": 17}\n{"id": 18}',
]
RELAXED = ['{"id": 17, // ours\n}', "{id: 0x11, to: 'Oslo',}"]


@pytest.mark.parametrize(("text", "problem"), FAULTS)
def test_each_fault_is_told_in_words(text, problem):
    (hit,) = invalid_json(example(text))
    assert hit.facts["problem"] == problem


@pytest.mark.parametrize("label", ["json", ""])
@pytest.mark.parametrize("text", NOTATION)
def test_notation_is_silent(text, label):
    assert problems(text, label) == []


@pytest.mark.parametrize("text", RELAXED)
def test_what_a_label_allows_is_silent(text):
    assert problems(text)
    assert problems(text, "json5") == []
    assert problems(text.replace("}", "]"), "json5")


@given(DATA, st.sampled_from([None, 0, 1, 4, "\t"]), st.sampled_from(LABELS))
@settings(max_examples=100, deadline=None)
def test_json_is_silent_in_any_layout(data, indent, label):
    text = json.dumps(data, indent=indent, ensure_ascii=False)
    assert [hit for check in CHECKS for hit in check(example(text, label))] == []


@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join), st.sampled_from(LABELS))
@hypothesis.example("{<:", "json")
@settings(max_examples=300, deadline=None)
def test_any_text_is_looked_at_and_every_place_lies_in_it(text, label):
    for check in CHECKS:
        for hit in check(example(text, label)):
            assert 0 <= hit.anchor.start <= hit.anchor.end <= len(text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_looked_at(text):
    for label in ("json", ""):
        assert len(list(invalid_json(example(text, label)))) <= 1


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("label", ["json", "", "http"])
def test_each_sign_that_is_lost_is_missed(indent, label):
    text = json.dumps(PARCEL, indent=indent)
    for at, sign in enumerate(text):
        if sign in '{}[]",:' and at:
            broken = text[:at] + text[at + 1 :]
            assert problems(broken, label), broken


def test_a_bracket_that_is_lost_is_named_by_its_line():
    lines = json.dumps(PARCEL, indent=2).split("\n")
    for closer, opener in ((6, 3), (10, 7)):
        bare = [line.strip(" }]") if n == closer else line for n, line in enumerate(lines, 1)]
        (hit,) = invalid_json(example("\n".join(bare)))
        assert [place.line for _, place in hit.also] == [opener]


@pytest.mark.parametrize("first", ["", "> ", "   ", "1. "])
def test_places_are_exact_in_lists_quotes_and_indented_fences(first):
    rest = first if first == "> " else " " * len(first)
    lines = ["```json", "{", '  "id": 17,', '  "to": Oslo', "}", "```"]
    page = "\n".join((rest if number else first) + line for number, line in enumerate(lines))
    assert places(page) == [(4, len(rest) + 9, "Oslo")]


def test_places_are_exact_between_tags():
    assert places('<pre><code class="language-json">{"id": 1,}</code></pre>\n')[0][2] == ","


def test_what_is_no_json_is_not_read():
    for label, text in (
        ("", "[parcels]\nlimit = 5\n"),
        ("", "{% if a %}"),
        ("", "{ parcel { id } }"),
        ("javascript", 'send({\n  "to": city,\n})'),
        ("python", "{'a': None,}"),
        ("json", "curl -X GET https://parcels.example"),
        ("bash", '{"a": 1,}'),
    ):
        assert read_json(example(text, label)) is None


def test_strict_json_is_not_read_again():
    assert read_deviating_json(example('{"id": 17}')) is None
    assert read_json(example('{"id": 17}')) is not None


def test_follow_ups_of_a_missing_bracket_are_not_told_first():
    body = '{\n  "parcels": [\n    {"id": 1},\n  "total": 1\n}'
    first = faults(body, parse_json(body), "json")[0]
    assert (first.code, body[first.opener]) == ("unclosed", "[")


def test_code_without_a_label_may_be_python_where_sphinx_made_it():
    text = '{\n  "a": True,\n  "b": None\n}'
    for kind, language, told in (("pre", "", 0), ("pre", "json", 1), ("fence", "", 1)):
        span = Source("page.html", text).span(0, len(text))
        example = Example(language, Text(text, span), span, kind)
        assert len(list(invalid_json(example))) == told
