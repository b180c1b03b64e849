"""Specs that only say again what another one says are no second witness."""

import json

import pytest
import yaml

from doclint.link.copies import distinct
from doclint.model.source import Source
from doclint.parse.specs.openapi import parse_spec

INFO = {"title": "Pets", "version": "1"}
OK = {"responses": {"200": {"description": "OK"}}}
BOTH = {"/pets": {"get": OK}, "/pets/{id}": {"get": OK}}


def spec(path="openapi.yaml", paths=BOTH, files=None, **info):
    texts = {name: Source(name, json.dumps(data)) for name, data in (files or {}).items()}
    data = {"openapi": "3.0.3", "info": {**INFO, **info}, "paths": paths}
    text = json.dumps(data) if path.endswith(".json") else yaml.safe_dump(data)
    found, notes = parse_spec(Source(path, text), texts.get)
    assert found is not None, notes
    return found


def names(*specs):
    return [one.source.path for one in distinct(specs)]


def split(path="src/openapi.yaml"):
    """The same API with each path in a file of its own."""
    paths = {"/pets": {"$ref": "all.json"}, "/pets/{id}": {"$ref": "one.json"}}
    return spec(path, paths, {"src/all.json": {"get": OK}, "src/one.json": {"get": OK}})


def test_yaml_stands_for_the_json_beside_it():
    assert names(spec("openapi.json"), spec("openapi.yaml")) == ["openapi.yaml"]


def test_files_stand_for_what_is_bundled_from_them():
    assert names(spec("dist/openapi.yaml"), split()) == ["src/openapi.yaml"]


def test_an_old_bundle_lacks_an_operation_at_most():
    many = {f"/pets/{n}": {"get": OK} for n in range(9)}
    whole = spec(
        "src/api.yaml", {**many, "/new": {"$ref": "new.json"}}, {"src/new.json": {"get": OK}}
    )
    assert names(spec("api.json", many), whole) == ["src/api.yaml"]
    few = dict([*many.items()][:4])
    assert names(spec("api.json", few), whole) == ["api.json", "src/api.yaml"]


@pytest.mark.parametrize(
    "other",
    [
        spec("b.yaml", version="2"),
        spec("b.yaml", title="Birds"),
        spec("b.yaml", {"/pets": {"get": OK}}),
        spec("b.yaml", {}),
    ],
)
def test_what_differs_in_title_version_or_operations_is_another_spec(other):
    assert names(spec("a.yaml"), other) == ["a.yaml", "b.yaml"]


def test_a_file_whose_paths_another_one_takes_in_is_a_part_of_that():
    part = spec("src/pets.json", {"/pets": {"get": OK}}, title="Part")
    data = {"openapi": "3.0.3", "info": INFO, "paths": {"/pets": {"get": OK}}}
    paths = {"/pets": {"$ref": "pets.json#/paths/~1pets"}, "/own": {"get": OK}}
    whole = spec("src/openapi.yaml", paths, {"src/pets.json": data})
    assert names(part, whole) == ["src/openapi.yaml"]


def test_two_parts_that_lend_each_other_schemas_are_two():
    one = spec("a.json", {"/a": {"$ref": "b.json#/x"}}, {"b.json": {"x": {"get": OK}}}, title="A")
    other = spec("b.json", {"/b": {"get": OK}}, title="B")
    assert names(one, other) == ["a.json", "b.json"]
