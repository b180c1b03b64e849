"""Which texts without a label are JSON, beyond what the examples of the rules show."""

from __future__ import annotations

import pytest

from doclint.model.page import Example
from doclint.read.examples import read_json
from tests.build import block_of

TOML = '[host."https://a.example"]\n  modes = ["read"]\n'
TEMPLATE = '"lanes": {\n  "items": [{{range $x := .Lanes}}{"a": "{{$x}}"}{{end}}]\n}\n'
CALL = '{\n  "secret": "{{ env "SECRET" | js }}"\n}\n'
GLOSSARY = '"colour=red"  : Paints it red\n"colour=none" : Leaves it as it is\n'


def fence(label: str, body: str) -> Example:
    block = block_of(f"```{label}\n{body}\n```\n")
    assert isinstance(block, Example)
    return block


@pytest.mark.parametrize("body", [TOML, TEMPLATE, CALL, GLOSSARY, '{% if x %}{"a": 1}{% endif %}'])
def test_other_notations_are_no_json(body):
    assert read_json(fence("", body)) is None


def test_a_label_does_not_make_json_of_a_template():
    assert read_json(fence("json", TEMPLATE)) is None


@pytest.mark.parametrize(
    "body",
    [
        '{"text": "{{#if x}}Hello{{/if}}"}',  # in a string, which is JSON all the same
        '{"name": "{{name}}", "id": {{id}}}',
        '"colour": "red",\n"count": a number\n',
        '[\n  "a = b"\n]',
    ],
)
def test_what_looks_like_it_is(body):
    assert read_json(fence("", body)) is not None


@pytest.mark.parametrize("piece", ["[a.", '[a."b".', "{{ ", "{{#", "a = "])
def test_what_never_ends_is_no_json(piece):
    assert read_json(fence("", "{\n" + piece * 400)) is None


@pytest.mark.parametrize("piece", ['"a": b\n', '"a": ['])
def test_an_object_that_never_ends_is_one_all_the_same(piece):
    read = read_json(fence("", "{\n" + piece * 400))
    assert read is not None
    assert [(value.kind, value.closed) for value in read.values] == [("object", False)]
