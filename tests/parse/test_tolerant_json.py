"""What is read, and what is noted, for each way of not being JSON."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.model.value import DEVIATIONS, JsonText
from doclint.parse.data.tolerant_json import is_strict, parse_json
from tests.corpus import CORPUS, needs_corpus, real_files

CASES = [
    ('{"a": [1, 2.5e3, true, null]}', [{"a": [1, 2500.0, True, None]}], []),
    ("", [], []),
    ('{"a": string, "b": int or null}', [{"a": "string", "b": "int or null"}], ["type-name"]),
    ('{"a": <id>, "b": {user}}', [{"a": "<id>", "b": "{user}"}], ["placeholder"]),
    ('{"a": {{ x }}, "b": "{{ y }}"}', [{"a": "{{ x }}", "b": "{{ y }}"}], ["placeholder"]),
    ("{{ body }}", ["{{ body }}"], ["placeholder"]),
    ('{"a": 1, ...}', [{"a": 1}], ["ellipsis"]),
    ('{"a": [...]}', [{"a": []}], ["ellipsis"]),
    ('[{"a": 1}, {\n  :\n  :\n}]', [[{"a": 1}, {}]], ["ellipsis"]),
    ('[{"a": 1},\n  .\n\n  .\n  .\n]', [[{"a": 1}]], ["ellipsis"]),
    ('{"a": 1,\n \u22ee\n}', [{"a": 1}], ["ellipsis"]),
    ('{"a": "b" ... (cut off)', [{"a": "b"}], ["ellipsis", "truncated"]),
    ('[{"a": 1, "b" ...', [[{"a": 1}]], ["ellipsis", "truncated"]),
    ('{"a": 1 "b": 2}', [{"a": 1, "b": 2}], ["missing-comma"]),
    ('{"a": 1,, "b": 2,}', [{"a": 1, "b": 2}], ["extra-comma", "trailing-comma"]),
    ('{"a": [1, {"b": 2', [{"a": [1, {"b": 2}]}], ["truncated"]),
    ('{"a": [1, 2}', [{"a": [1, 2]}], ["unclosed"]),
    ('{"a": 1}}', [{"a": 1}], ["extra-closer"]),
    ('// c\n{"a": 1 /* d */}', [{"a": 1}], ["comment"]),
    ('{"a": 1}\n{"b": 2}', [{"a": 1}, {"b": 2}], ["several-values"]),
    ('"k": {"a": 1},\n"m": 2', [{"k": {"a": 1}, "m": 2}], ["bare-members"]),
    ('"k": {"a": 1}}', [{"k": {"a": 1}}], ["bare-members", "extra-closer"]),
    ('"k": {"a": 1}\n"k": {"a": 2}', [{"k": {"a": 1}}, {"k": {"a": 2}}],
     ["bare-members", "several-values"]),
    ('{"a": a list of names:\n["x"], "b": 1}', [{"a": "a list of names", "b": 1}],
     ["alternative", "bare-word"]),
    ('{"a": a list of names\n[]}', [{"a": "a list of names"}], ["alternative", "bare-word"]),
    ('{"a": ipv4-cidr-string}', [{"a": "ipv4-cidr-string"}], ["type-name"]),
    ('["x": 1]', [[{"x": 1}]], ["member-in-array"]),
    ("{'a': 'it'}", [{"a": "it"}], ["single-quotes"]),
    ("{a: True, b: None}", [{"a": True, "b": None}], ["literal-case", "unquoted-key"]),
    ('{“a”：1，"b": 2}', [{"a": 1, "b": 2}], ["fullwidth-punctuation", "odd-quotes"]),
    ('{"a": true，"b": x；＂c＂： 2}', [{"a": True, "b": "x", "c": 2}],
     ["bare-word", "fullwidth-punctuation", "odd-quotes"]),
    ('{"a"= 1; "b" => 2}', [{"a": 1, "b": 2}], ["equals-for-colon", "semicolon-for-comma"]),
    ('{"a" {"b": 1}}', [{"a": {"b": 1}}], ["missing-colon"]),
    ('{"a": , "b": 010}', [{"a": None, "b": 10}], ["missing-value", "number-format"]),
    ('{"a": 1, "a": 2}', [{"a": 2}], ["duplicate-key"]),
    ('{"a": "open,\n "b": 2}', [{"a": "open", "b": 2}], ["unclosed-string"]),
    ('{"a": "open, "b": 2}', [{"a": "open", "b": 2}], ["unclosed-string"]),
    ('{"a: "x", "b": 2}', [{"a": "x", "b": 2}], ["unclosed-string"]),
    ('{"a: 1,\n"b\': {"c": 2}}', [{"a": 1, "b": {"c": 2}}], ["unclosed-string"]),
    ('{"a: 1, b": 1, "c": "d: e, f"}', [{"a: 1, b": 1, "c": "d: e, f"}], []),
    ('{a": x", "b": 2}', [{"a": "x", "b": 2}], ["unopened-string"]),
    ('[{"a": 1, {"b": 2}]', [[{"a": 1}, {"b": 2}]], ["unclosed"]),
    ('{"a": "\x1b[3 \\n"}', [{"a": "\x1b[3 \n"}], ["control-character"]),
    ('{"a": 2019-01-01}', [{"a": "2019-01-01"}], ["bare-word"]),
    ('{"a": "x" | "y", "b": 1 or 2}', [{"a": "x", "b": 1}], ["alternative"]),
    ('{"a": 1\n ... (and more) ...\n "b": 2}', [{"a": 1, "b": 2}], ["ellipsis"]),
    ('{"a": 1\n <more>\n "b": 2}', [{"a": 1, "<more>": "<more>", "b": 2}], ["placeholder"]),
    ('Content-Type: x\nX-Id: 1\n\n{"a": 1}', [{"a": 1}], ["text-before"]),
    ('{"a": "one\ntwo"}', [{"a": "one\ntwo"}], ["newline-in-string"]),
    ('{"a": "\\d"}', [{"a": "\\d"}], ["bad-escape"]),
    ('{"a": 10 (optional)}', [{"a": 10}], ["junk"]),
    ('POST /users\n\n{"a": 1}\n\nthen wait', [{"a": 1}], ["text-after", "text-before"]),
    ("HTTP/1.1 200 OK\nContent-Type: application/json\n\n{a: 1}", [{"a": 1}],
     ["text-before", "unquoted-key"]),
    ("HTTP/1.1 200 OK\nX-Total: 2\n\n[1, 2]", [[1, 2]], ["text-before"]),
    ("GET /users\n    ?limit=2 HTTP/1.1\nHost: x\n", [], ["text-before"]),
    ('HTTP/1.1 200 OK\n\n{"a": 1}\n\nHTTP/1.1 404 Not Found\n\n{"b": 2}', [{"a": 1}, {"b": 2}],
     ["several-values", "text-after", "text-before"]),
    ('1  {\n2    "a": 1\n3  }', [{"a": 1}], ["line-numbers"]),
    (' 9 | {\n10 |   "a": 1\n11 | }', [{"a": 1}], ["line-numbers"]),
    ("1 2 3 |\n[1, 2]", [[1, 2]], ["line-numbers"]),
]  # fmt: skip

HOSTILE = {
    "open arrays": "[" * 100_000,
    "open objects": '{"a":' * 50_000,
    "quotes": '"' * 100_000,
    "blanks in an open string": '"' + " " * 100_000 + "a",
    "open tags": "<" * 100_000,
    "open templates": "[" + "{{ " * 30_000,
    "open comments": "/*" * 50_000,
    "open shell templates": "[" + "$ ${ " * 20_000,
    "words": "a " * 100_000,
    "type names": "string" + "or" * 50_000 + "!",
    "alternatives": "string" + " or string" * 10_000 + " !",
    "digits": "1" * 200_000 + "x",
    "grouped digits": "[" + "1_" * 100_000 + ".x",
    "dots": "." * 100_000,
    "typographic quotes": "\u201c" * 50_000,
    "hashes": "#" * 100_000 + "\n{",
    "no commas": "[1" + " 1" * 50_000,
    "no colons": '{"a" "b" ' * 20_000,
    "lines of junk": "[1 " + ")\n" * 50_000,
    "many values": "{}\n" * 30_000,
    "numbered lines": "\n".join(f"{n} x" for n in range(1, 20_000)),
    "members again": '"a": 1\n' * 20_000,
    "words and colons": "[a b: " * 20_000,
    "words in front of types": "a-" * 50_000 + "!",
    "headers": "GET /\n" + "a: b\n" * 20_000,
}

TOKENS = [*"{}[],:\"'<>\n\\1-x\t$#²\u201d\uff1a ", "...", "//", "{{", "}}", "/*", "true", '"a"']
LEAVES = st.none() | st.booleans() | st.integers() | st.text()
LEAVES |= st.floats(allow_nan=False, allow_infinity=False)
DATA = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def sound(text: str, read: JsonText) -> bool:
    """All codes are known, and each value lies inside its container, which lies in the text."""
    known = {deviation.code for deviation in read.deviations} <= DEVIATIONS.keys()
    return known and all(
        0 <= value.start <= inner.start <= inner.end <= value.end <= len(text)
        for value in read.values
        for _, key, member in value.walk()
        for inner in (key or member, member)
    )


@pytest.mark.parametrize(("text", "values", "codes"), CASES)
def test_each_deviation_is_read_and_noted(text, values, codes):
    read = parse_json(text)
    assert [value.plain() for value in read.values] == values
    assert sorted({deviation.code for deviation in read.deviations}) == codes
    assert is_strict(text) is read.strict is (len(values) == 1 and not codes)


def test_places_are_those_of_keys_and_values():
    text = '{"a": <id>, "b": [1, {"c": tru'
    (value,) = parse_json(text).values
    shown = {path: text[inner.start : inner.end] for path, _, inner in value.walk()}
    assert shown[("a",)] == "<id>"
    assert shown[("b",)] == '[1, {"c": tru'
    assert shown[("b", 1, "c")] == "tru"
    keys = {path: text[key.start : key.end] for path, key, _ in value.walk() if key}
    assert keys == {("a",): '"a"', ("b",): '"b"', ("b", 1, "c"): '"c"'}
    assert not value.closed
    assert not value.members[1][1].closed


def test_places_behind_line_numbers_are_those_of_the_text():
    text = '1  {\n2    "a": 17\n3  }'
    (value,) = parse_json(text).values
    seventeen = value.members[0][1]
    assert text[seventeen.start : seventeen.end] == "17"


@pytest.mark.parametrize("text", ["NaN", "[1] x", "{'a': 1}", '{"a": 1, "a": 1}', "[" * 10_000])
def test_is_strict_refuses_what_json_does_not_have(text):
    assert not is_strict(text)


def test_numbers_of_any_length_are_json():
    assert is_strict("9" * 10_000)
    assert parse_json("9" * 10_000).strict


@given(DATA, st.sampled_from([None, 1]))
@settings(max_examples=150, deadline=None)
def test_json_is_read_as_json(data, indent):
    text = json.dumps(data, indent=indent, ensure_ascii=False)
    read = parse_json(text)
    assert read.strict
    assert is_strict(text)
    assert read.values[0].plain() == data
    for _, _, value in read.values[0].walk():
        assert json.loads(text[value.start : value.end]) == value.plain()


@given(st.lists(st.sampled_from(TOKENS), max_size=40).map("".join) | st.text())
@settings(max_examples=400, deadline=None)
def test_any_text_is_read_with_sound_places(text):
    read = parse_json(text)
    assert sound(text, read)
    assert read.strict == is_strict(text)


@given(DATA, st.data())
@settings(max_examples=150, deadline=None)
def test_a_text_cut_off_keeps_sound_places(data, draw):
    text = json.dumps(data)
    cut = text[: draw.draw(st.integers(0, len(text)))]
    assert sound(cut, parse_json(cut))


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read(name):
    assert sound(HOSTILE[name], parse_json(HOSTILE[name]))


# Real texts -----------------------------------------------------------------------------------


@pytest.mark.slow
@needs_corpus
def test_real_json_is_read_as_json():
    texts = [
        path.read_text("utf-8-sig") for path in real_files(".json") if path.stat().st_size < 100_000
    ]
    strict = [text for text in texts if is_strict(text)]
    assert len(strict) > 200
    for text in strict:
        read = parse_json(text)
        assert read.strict
        assert read.values[0].plain() == json.loads(text)


@needs_corpus
def test_a_numbered_listing_that_is_cut_off_still_shows_its_keys():
    page = (CORPUS / "seeds/001_returned_result.txt").read_text("utf-8")
    read = parse_json(re.search(r"^1 2 .*\n\{.*$", page, re.M)[0])
    token = read.values[0].plain()["token"]
    assert token["methods"] == ["password"]
    assert token["catalog"] == [{"endpoints": [{"region_id": "az-01"}]}]
    codes = {deviation.code for deviation in read.deviations}
    assert codes == {"line-numbers", "ellipsis", "truncated", "junk"}


@needs_corpus
def test_type_names_keep_the_shape():
    template = (CORPUS / "seeds/000_endpoint_template.md.j2").read_text("utf-8")
    read = parse_json(re.search(r"^\{\n.*?^\}", template, re.M | re.S)[0])
    assert read.values[0].plain() == {"code": "string", "message": "string"}
    assert [deviation.code for deviation in read.deviations] == ["type-name", "type-name"]
