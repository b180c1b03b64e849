"""YAML and JSON: the data, what is noted about the text, and the places of values."""

import json
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.model.source import Pointer, Source
from doclint.parse.data.documents import load, locate
from doclint.parse.data.plain_yaml import read_plain
from doclint.parse.data.yaml_events import events, libyaml_events, ruamel_events
from doclint.parse.data.yaml_scalars import is_ambiguous, resolve
from doclint.parse.data.yaml_values import read_yaml
from tests.corpus import needs_corpus, real_files

SPEC = """\
openapi: 3.1.0
info: &info
  version: 012
  x-id: 643686236e18090510123456
paths:
  /users/{id}:
    get:
      responses:
        200: {description: "OK é", x: [a, b]}
        '404':
          description: |
            Not
            found

      tags: [users]
      security:
copy:
  <<: *info
  version: no
  version: 2020-01-01
"""
PROVIDERS = pytest.mark.parametrize("provider", [libyaml_events, ruamel_events])


def source(text, path="spec.yaml"):
    return Source(path, text)


def noted(text, path="spec.yaml"):
    """The notes of a text: code, fact, and the characters they are about."""
    notes = load(source(text, path)).notes
    return [(note.code, *note.facts.values(), note.span.text) for note in notes]


def shown(text, pointers, path="spec.yaml"):
    """What stands at the place of each pointer; a leading `#` asks for the key."""
    file = source(text, path)
    asked = {Pointer(file, name.removeprefix("#"), key=name[:1] == "#"): name for name in pointers}
    return {asked[at]: text[start:end] for at, (start, end) in locate(file, asked).items()}


# YAML


@PROVIDERS
def test_yaml_data_is_what_openapi_means(provider):
    data, _ = read_yaml(SPEC, provider)
    assert data["paths"]["/users/{id}"]["get"]["responses"]["200"]["x"] == ["a", "b"]
    assert data["copy"] == {"version": "2020-01-01", "x-id": float("inf")}
    assert data["info"]["version"] == 12
    assert data["paths"]["/users/{id}"]["get"]["security"] is None


@PROVIDERS
def test_what_others_read_differently_is_noted(provider):
    _, remarks = read_yaml(SPEC, provider)
    assert [(remark.code, remark.fact[1]) for remark in remarks] == [
        ("ambiguous-scalar", "012"),
        ("ambiguous-scalar", "643686236e18090510123456"),
        ("other-key", "200"),
        ("ambiguous-scalar", "no"),
        ("ambiguous-scalar", "2020-01-01"),
        ("duplicate-key", "version"),
    ]
    assert all(SPEC[remark.start : remark.end] == remark.fact[1] for remark in remarks)


def test_the_two_parsers_give_the_same_remarks():
    assert read_yaml(SPEC, libyaml_events) == read_yaml(SPEC, ruamel_events)


def test_a_part_of_a_file_is_noted_at_the_places_of_the_file():
    page = source("---\nversion: no\n---\n# Title\n", "page.md")
    loaded = load(page, 4, 16)
    assert loaded.data == {"version": "no"}
    assert [(note.span.start, note.span.text) for note in loaded.notes] == [(13, "no")]
    version = Pointer(page, "/version")
    assert locate(page, [version], 4, 16) == {version: (13, 15)}


@pytest.mark.parametrize(
    ("text", "problem", "where"),
    [
        ("a: b: c\n", "mapping values are not allowed in this context", ":"),
        (
            "a: [1, 2\nb: 3\n",
            "did not find expected ',' or ']' while parsing a flow sequence",
            ":",
        ),
        (
            'a: "x\n',
            "found unexpected end of stream while scanning a quoted scalar",
            "x",
        ),
        (
            "a: @b\n",
            "found character that cannot start any token while scanning for the next token",
            "@b",
        ),
        ("ab: é\nc: \0\n", "control characters are not allowed", "\0"),
        ("a: " + "[" * 10_000, "is nested too deeply", "["),
    ],
)
def test_broken_yaml_is_a_note_at_its_place(text, problem, where):
    loaded = load(source(text))
    (note,) = loaded.notes
    assert loaded.data is None
    assert (note.code, note.facts["problem"]) == ("syntax-error", problem)
    assert note.span.text.startswith(where)


def test_text_behind_the_document_is_a_syntax_error():
    assert [code for code, *_ in noted("{a: 1} x")] == ["syntax-error"]
    assert noted("a: 1\n---\nb: [\n") == []  # only the first document is ours


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "~"])
def test_nothing_is_no_data(text):
    assert load(source(text)) == (None, ())


def test_an_alias_of_what_is_not_there_is_noted():
    assert noted("a: *b\n") == [("undefined-alias", "b", "*b")]


def test_circles_are_broken():
    loaded = load(source("a: &a\n  b: 1\n  c: [*a]\nd: *a\n"))
    assert loaded.data == {"a": {"b": 1, "c": [None]}, "d": {"b": 1, "c": [None]}}
    assert [(note.code, note.span.text) for note in loaded.notes] == [("circular-alias", "*a")]


def test_aliases_share_their_value():
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]
    data, notes = load(source("\n".join([*lines, "? *a59\n: 1", "? *a59\n: 2"])))
    assert data["a59"][0] is data["a59"][1] is data["a58"]
    assert {note.code for note in notes} == {"other-key", "duplicate-key"}


def test_merges_of_merges_are_bounded():
    lines = ["m0: &m0 {k: 1}"]
    lines += [f"m{n}: &m{n} {{<<: *m{n - 1}, k{n}: 1}}" for n in range(1, 2_000)]
    loaded = load(source("\n".join(lines)))
    assert loaded.data is None
    assert [note.code for note in loaded.notes] == ["syntax-error"]


def test_a_merge_key_does_not_overwrite():
    text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {<<: [*a, *b], x: 3}\n'<<': 4\n"
    data = load(source(text)).data
    assert data["c"] == {"x": 3, "y": 1, "z": 2}
    assert data["<<"] == 4


def test_tags_and_quotes_say_what_a_scalar_is():
    text = "a: !!str 12\nb: '12'\nc: !!int '12'\nd: !x 12\n"
    assert load(source(text)) == ({"a": "12", "b": "12", "c": 12, "d": "12"}, ())


def test_a_number_too_long_to_read_is_noted():
    ((code, problem, where),) = noted("a: " + "9" * 10_000)
    assert (code, problem, len(where)) == ("syntax-error", "a number with too many digits", 10_000)


@pytest.mark.parametrize(
    ("scalar", "value", "ambiguous"),
    [
        ("no", "no", True),
        ("012", 12, True),
        ("08", 8, True),
        ("0o17", 15, True),
        ("12:30:45", "12:30:45", True),
        ("2020-01-01", "2020-01-01", True),
        ("1e3", 1000.0, True),
        ("1_000", "1_000", True),
        ("true", True, False),
        ("12", 12, False),
        ("1.5", 1.5, False),
        ("0", 0, False),
        ("v1.0", "v1.0", False),
        ("3.0.3", "3.0.3", False),
        ("a_b", "a_b", False),
        ("10:30 am", "10:30 am", False),
    ],
)
def test_scalars_mean_what_yaml_12_says(scalar, value, ambiguous):
    assert resolve(scalar) == value
    assert type(resolve(scalar)) is type(value)
    assert is_ambiguous(scalar) is ambiguous


def test_no_difference_to_yaml_11_goes_unnoticed():
    random_ = random.Random(3)
    pieces = [*"00112789__..::--++eExoabfnyTZ ", "true", "No", "off", ".inf"]
    for _ in range(10_000):
        scalar = "".join(random_.choice(pieces) for _ in range(random_.randint(1, 9))).strip()
        if not scalar or scalar[-1] == ":" or ": " in scalar or scalar[:2] == "- " or scalar == "-":
            continue
        try:
            other = yaml.load(scalar, yaml.CSafeLoader)
        except (ValueError, yaml.YAMLError):  # a date of month 13, and what is no scalar
            continue
        if isinstance(other, (dict, list)) or scalar.startswith("---"):
            continue
        own = resolve(scalar)
        same = type(own) is type(other) and json.dumps(own) == json.dumps(other)
        assert same or is_ambiguous(scalar), (scalar, own, other)


# JSON


def test_json_is_json():
    text = '{"a": [1, 012e0]}'.replace("012e0", "1.5e0")
    assert load(source(text, "spec.json")) == ({"a": [1, 1.5]}, ())
    assert load(source(text, "spec.yaml")) == ({"a": [1, 1.5]}, ())


def test_a_key_twice_is_noted_at_its_second_place():
    text = '{"a\\u0062": {"x": "ab"}, "c": [{"ab": 1}], "ab": 2}'
    (note,) = load(source(text, "spec.json")).notes
    assert (note.code, note.facts) == ("duplicate-key", {"key": "ab"})
    assert text[note.span.start - 1 :] == '"ab": 2}'


@pytest.mark.parametrize(
    ("text", "data", "notes"),
    [
        ('{"a": 1 ,\n}', {"a": 1}, [("syntax-error", ",")]),
        ('{"a": [1, ]}', {"a": [1]}, [("syntax-error", ",")]),
        ('{"a": 1 "b": 2}', None, [("syntax-error", '"b')]),
        ('{"a": yes', None, [("syntax-error", "yes")]),
        ("a: 1\n", {"a": 1}, [("syntax-error", "a")]),
        ("", None, [("syntax-error", "")]),
        ('{"a": "\0"}', None, [("syntax-error", "\0")]),
        ("[" * 10_000, None, [("syntax-error", "[")]),
        ("[" * 300 + "]" * 300, None, [("syntax-error", "[")]),
        ('{"a": ["NaN", NaN]}', "any", [("syntax-error", "NaN")]),
        ('{"a": ' + "9" * 5_000 + "}", {"a": float("inf")}, [("syntax-error", "9" * 5_000)]),
        ("{a: 1, a: 2,}", {"a": 2}, [("syntax-error", "a"), ("duplicate-key", "a")]),
    ],
)
def test_json_that_is_none_is_a_note(text, data, notes):
    loaded = load(source(text, "spec.json"))
    assert [(note.code, note.span.text) for note in loaded.notes] == notes
    assert data in ("any", loaded.data)


def test_the_syntax_error_of_json_is_where_it_was_seen():
    (note,) = load(source('{"a": [1, 2}', "spec.json")).notes
    assert (note.span.start, note.facts["problem"]) == (11, "expecting ',' delimiter")


def test_what_only_looks_like_json_is_yaml():
    assert load(source("{a: 1, b: [x y]}")) == ({"a": 1, "b": ["x y"]}, ())
    assert load(source("{a: NaN}")) == ({"a": "NaN"}, ())


# Places


def test_places_of_yaml_values():
    answers = "/paths/~1users~1{id}/get/responses"
    wanted_texts = {
        "": "openapi: 3.1.0",
        "/info": "&info",
        f"{answers}/200": '{description: "OK é", x: [a, b]}',
        f"#{answers}/200": "200",
        f"{answers}/200/description": '"OK é"',
        f"{answers}/200/x/1": "b",
        f"#{answers}/404": "404",
        f"{answers}/404/description": "|",
        "/paths/~1users~1{id}/get/tags": "[users]",
        "#/paths/~1users~1{id}": "/users/{id}",
        "/paths/~1users~1{id}/get/security": "security",  # no value, so its name
        "/copy/version": "2020-01-01",  # the last one, as in the data
    }
    assert shown(SPEC, wanted_texts) == wanted_texts


def test_places_of_json_values():
    text = '{"a": [1, {"b\\u00e9": "x"}], "~/": {\n  "c": {} }}'
    wanted_texts = {
        "": '{"a": [1, {"b\\u00e9": "x"}], "~/": {',
        "/a/0": "1",
        "/a/1/bé": '"x"',
        "#/a/1/bé": "b\\u00e9",
        "#/~0~1": "~/",
        "/~0~1": "{",
        "#/~0~1/c": "c",
        "#/a/0": "1",  # an item has no key
    }
    assert shown(text, wanted_texts, "a.json") == shown(text, wanted_texts) == wanted_texts


@pytest.mark.parametrize("path", ["a.json", "a.yaml"])
def test_a_pointer_that_leads_nowhere_has_the_place_of_its_nearest_parent(path):
    text = '{"a": {"b": [1]}}'
    asked = {"/a/b/3": "b", "/a/x/y/z": "a", "#/a/x": "a", "/x": text, "/a/b/0/c": "1"}
    assert shown(text, asked, path) == asked


def test_anchors_and_tags_are_no_part_of_a_key():
    text = "&x 'a b': 1\n!!str c: 2\n"
    assert shown(text, ["#/a b", "#/c"]) == {"#/a b": "a b", "#/c": "c"}


@pytest.mark.parametrize("text", ["", "a: [", '{"a": ', "\0", "[" * 10_000, "a:\n  b: 1\n - c\n"])
@pytest.mark.parametrize("path", ["a.json", "a.yaml"])
def test_places_in_a_broken_text_lie_in_the_text(text, path):
    file = source(text, path)
    for at in ("", "/a", "/a/b", "/0/0/0"):
        pointer = Pointer(file, at)
        ((start, end),) = locate(file, [pointer]).values()
        assert 0 <= start <= end <= len(text)


def test_both_parsers_give_the_same_places(monkeypatch):
    file = source(SPEC)
    pointers = [Pointer(file, at, key) for at, _ in walk(load(file).data) for key in (False, True)]
    places = locate(file, pointers)
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert locate(file, pointers) == places


# Without PyYAML, without either


def test_ruamel_takes_over_where_pyyaml_or_its_c_part_is_missing(monkeypatch):
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert type(next(iter(events(SPEC)))).__module__.startswith("ruamel")
    monkeypatch.setitem(sys.modules, "yaml", None)
    assert type(next(iter(events(SPEC)))).__module__.startswith("ruamel")
    assert load(source("a: [1, 2\nb: 3\n")).notes[0].code == "syntax-error"


def test_json_needs_no_yaml():
    code = (
        "import sys; from doclint.model.source import *;"
        "from doclint.parse.data import documents as yaml_json;"
        "s = Source('a.json', '{\"a\": 1}'); assert yaml_json.load(s).data == {'a': 1};"
        "yaml_json.locate(s, [Pointer(s, '/a')]);"
        "sys.exit(any(name.split('.')[0] in ('yaml', 'ruamel') for name in sys.modules))"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    assert subprocess.run([sys.executable, "-c", code], check=False, env=env).returncode == 0


# Anything


def walk(data, pointer=""):
    """Every value with its pointer, names before what they hold."""
    yield pointer, data
    if isinstance(data, dict):
        for key, value in data.items():
            yield from walk(value, f"{pointer}/{key.replace('~', '~0').replace('/', '~1')}")
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from walk(value, f"{pointer}/{number}")


LEAVES = st.none() | st.booleans() | st.integers() | st.text()
LEAVES |= st.floats(allow_nan=False, allow_infinity=False)
DATA = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
TOKENS = [*"{}[],:-?&*!|>'\"%@#\n a0~<\t\0\ufeff\u2028é\ud800", "- ", "a: ", "\n  ", "<<: ", "*a"]


@given(DATA, st.sampled_from([None, 1]))
@settings(max_examples=100, deadline=None)
def test_values_of_json_are_found_where_they_are_written(data, indent):
    file = source(json.dumps(data, indent=indent), "a.json")
    assert load(file) == (data, ())
    asked = {Pointer(file, pointer): value for pointer, value in walk(data)}
    for pointer, (start, end) in locate(file, asked).items():
        value = asked[pointer]
        if not isinstance(value, (dict, list)):
            assert json.loads(file.text[start:end]) == value


@given(st.lists(st.sampled_from(TOKENS), max_size=30).map("".join) | st.text())
@settings(max_examples=400, deadline=None)
def test_any_text_is_loaded_or_noted(text):
    for path in ("a.yaml", "a.json"):
        file = source(text, path)
        loaded = load(file)
        for note in loaded.notes:
            assert 0 <= note.span.start <= note.span.end <= len(text)
        for _, (start, end) in locate(file, [Pointer(file, "/a"), Pointer(file, "/0")]).items():
            assert 0 <= start <= end <= len(text)


@given(st.lists(st.sampled_from(TOKENS), max_size=30).map("".join))
@settings(max_examples=200, deadline=None)
def test_the_slow_parser_never_raises_either(text):
    read_yaml(text, ruamel_events)


# Real specs -----------------------------------------------------------------------------------


def real(*suffixes):
    return [source(path.read_text("utf-8-sig"), str(path)) for path in real_files(*suffixes)]


IS_KEY = re.compile(r'"\s*:')


def is_scalar(value):
    return not isinstance(value, (dict, list))


@pytest.mark.slow
@needs_corpus
def test_real_json_is_loaded_as_json_loads_it_and_placed_where_it_stands():
    files, random_, places = real(".json"), random.Random(5), 0
    for file in files:
        loaded = load(file)
        if loaded.notes:
            assert loaded.notes[0].code in ("syntax-error", "duplicate-key")
            continue
        assert loaded.data == json.loads(file.text)
        scalars = [(at, value) for at, value in walk(loaded.data) if is_scalar(value)]
        sample = dict(random_.sample(scalars, min(50, len(scalars))))
        asked = [Pointer(file, at, key) for at in sample for key in (False, True)]
        for pointer, (start, end) in locate(file, asked).items():
            text, name = file.text[start:end], pointer.pointer.rpartition("/")[2]
            if pointer.key and IS_KEY.match(file.text, end):
                assert json.loads(f'"{text}"') == name.replace("~1", "/").replace("~0", "~")
            else:
                assert json.loads(text) == sample[pointer.pointer]
            places += 1
    assert len(files) > 300
    assert places > 10_000


@pytest.mark.slow
@needs_corpus
def test_real_yaml_is_loaded_as_others_load_it_and_placed_where_it_stands():
    files, random_, places = real(".yaml", ".yml"), random.Random(5), 0
    for file in files:
        loaded = load(file)
        assert not [note for note in loaded.notes if note.code == "syntax-error"]
        if not loaded.notes:
            assert loaded.data == yaml.load(file.text, yaml.CSafeLoader)
        scalars = [(at, value) for at, value in walk(loaded.data) if is_scalar(value)]
        sample = dict(random_.sample(scalars, min(100, len(scalars))))
        for pointer, (start, end) in locate(file, [Pointer(file, at) for at in sample]).items():
            value, text = sample[pointer.pointer], file.text[start:end]
            if text[:1] not in ("|", ">", "*") and file.text[end : end + 1] == "\n" and value:
                whole = yaml.load(text, yaml.CBaseLoader) if text[:1] not in "\"'" else None
                short = isinstance(value, str) and value.startswith(str(whole))
                assert short or whole is None or resolve(str(whole)) == value
                places += 1
    assert len(files) > 30
    assert places > 1_000


PIECES = ["title", "y", "on", "a-b", "k9", "Null", ":", ": ", " ", "\n", '"', "'", "#", " #", "- "]
PIECES += ["List pets", "it's (a, b) + c/d", "1.5", "no", "---", "e\u0301", "\\", "[a]", "...", ","]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_plain_lines_are_what_yaml_has_there(text):
    plain = read_plain(text)
    if plain is not None:
        assert (plain, []) == read_yaml(text)
        assert list(plain) == list(read_yaml(text)[0])


def test_plain_lines_are_read_without_the_library():
    assert read_plain('title: List pets \n\nsidebar_label: "Pets: #1"\n') == {
        "title": "List pets",
        "sidebar_label": "Pets: #1",
    }


@pytest.mark.parametrize(
    "text",
    [
        *("", "a: 1", "a: yes", "On: b", "a: b\n c", "a: b: c", "a: b # c", "a:", "a: 'b'"),
        *("a: b\na: c", 'a: "\\n"', "a: [b]", "- a", "a: \u00e9", "# a", "a: Null ", "a:\tb"),
    ],
)
def test_what_is_no_plain_line_is_left_to_the_library(text):
    assert read_plain(text) is None
