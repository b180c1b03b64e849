"""Which files pages are compared with, and which only go with them."""

import pytest

from doclint.model.source import Source
from doclint.parse.specs.witnesses import is_loose, other_format, parse_witness, sniff

OPENAPI = "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {}\n"
COLLECTION = '{"info": {"_postman_id": "x"}, "item": []}'


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("overlay: 1.0.0\nactions: []\n", "Overlay"),
        ("info: {}\narazzo: '1.0.1'\n", "Arazzo"),
        ('{"asyncapi": "2.6.0"}', "AsyncAPI"),
        ('{\n  "info": {},\n  "overlay": "1.0.0"\n}', "Overlay"),
    ],
)
def test_formats_that_go_with_specs_are_known_and_not_read(text, kind):
    assert kind in (other_format(text) or "")
    assert not sniff(text)
    assert parse_witness(Source("a.yaml", text), {}.get) == (None, ())


@pytest.mark.parametrize("text", [OPENAPI, COLLECTION, "x-overlay: 1.0\n", "a:\n  overlay: 1.0\n"])
def test_others_are_none_of_them(text):
    assert other_format(text) is None


def test_a_spec_tells_all_and_a_collection_some():
    assert [is_loose(text) for text in (OPENAPI, COLLECTION)] == [False, True]
    kinds = [parse_witness(Source("a.json", text), {}.get)[0] for text in (OPENAPI, COLLECTION)]
    assert [(spec.format, spec.loose) for spec in kinds if spec] == [
        ("openapi", False),
        ("postman", True),
    ]
