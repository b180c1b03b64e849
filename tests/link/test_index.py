"""What a spec has for the method and the path that a page names, and how sure that is."""

import pytest

from doclint.link.index import Index, title_words, unique
from doclint.model.contract import Naming, Said
from doclint.model.source import Source
from tests.build import paths_of, spec_of

SPEC = spec_of(
    paths_of(
        "GET /pets listPets",
        "POST /pets addPet",
        "GET /pets/{pet_id} showPet",
        "GET /pets/{pet_id}/toys",
        "GET /Owners/{id}/visits listVisits",
        "PUT /stores/{id}/opening_hours",
        "GET /food/{brand}/bags",
        "GET /drink/{brand}/bags",
    )
    + "servers: [{url: 'https://pets.example/api/v2'}]\n"
)


def naming(text):
    span = Source("page.md", text).span()
    method, _, path = text.rpartition(" ")
    return Naming(Said(method, span) if method else None, Said(path, span), "span", span)


def matched(text, *base):
    match = Index(SPEC, base).match(naming(text))
    return match.how, [str(operation) for operation in match.operations]


@pytest.mark.parametrize(
    ("text", "how", "operation"),
    [
        ("GET /pets", "exact", "GET /pets"),
        ("GET /pets/", "exact", "GET /pets"),
        ("POST /pets", "exact", "POST /pets"),
        ("GET /pets/:id", "exact", "GET /pets/{pet_id}"),
        ("GET /owners/<id>/visits", "exact", "GET /Owners/{id}/visits"),
        ("GET /api/v2/pets", "base", "GET /pets"),
        ("GET https://pets.example/api/v2/pets/{id}", "base", "GET /pets/{pet_id}"),
        ("GET /pets/42", "base", "GET /pets/{pet_id}"),
        ("GET /v7/pets/{id}/toys", "suffix", "GET /pets/{pet_id}/toys"),
        ("/pets/{id}", "exact", "GET /pets/{pet_id}"),
    ],
)
def test_path_of_the_spec_is_found(text, how, operation):
    assert matched(text) == (how, [operation])


def test_base_path_of_the_config_may_stand_in_front():
    assert matched("GET /zoo/pets", "/zoo") == ("base", ["GET /pets"])


@pytest.mark.parametrize(
    ("text", "operations"),
    [
        ("DELETE /pets", ["GET /pets", "POST /pets"]),
        ("PATCH /api/v2/pets/{id}", ["GET /pets/{pet_id}"]),
    ],
)
def test_known_path_with_another_method_offers_what_it_has(text, operations):
    assert matched(text) == ("method", operations)


@pytest.mark.parametrize(
    ("text", "operations"),
    [
        ("GET /pets/{id}/toy", ["GET /pets/{pet_id}/toys"]),
        ("PUT /api/v2/stores/{id}/openingHours", ["PUT /stores/{id}/opening_hours"]),
    ],
)
def test_slip_offers_operations_of_the_same_method(text, operations):
    assert matched(text) == ("near", operations)


@pytest.mark.parametrize(
    "text",
    [
        "GET /vets",
        "DELETE /pets/{id}/toy",
        "GET /wine/{brand}/bags/{bag}",
        "GET /",
        "GET https://a.b",
    ],
)
def test_path_that_the_spec_lacks(text):
    assert matched(text) == ("none", [])


def test_path_without_a_method_is_sure_only_where_there_is_one():
    assert matched("/pets")[0] != "exact"
    assert matched("/stores/{id}/opening_hours") == ("exact", ["PUT /stores/{id}/opening_hours"])


def test_suffix_of_two_paths_is_neither():
    how, _ = matched("GET /bags")
    assert how == "none"


@pytest.mark.parametrize(
    ("text", "operation"),
    [
        ("GET https://localhost:8080/api/v2/pets/7/toys", "GET /pets/{pet_id}/toys"),
        ("/pets?limit=3", "GET /pets"),
        ("GET /vets/7", None),
    ],
)
def test_request_with_values_calls_an_operation(text, operation):
    called = Index(SPEC).called(naming(text))
    assert [str(one) for one in called] == ([operation] if operation else [])


def test_operations_go_by_identifier_and_title():
    index = Index(SPEC)
    assert str(index.by_id["showPet"]) == "GET /pets/{pet_id}"
    assert [str(one) for one in index.by_title["listvisits"]] == ["GET /Owners/{id}/visits"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("listPets", {"list", "pets"}), ("List all_pets!", {"list", "all", "pets"}), ("", set())],
)
def test_words_of_a_title(text, words):
    assert title_words(text) == words


def test_operations_are_told_apart_by_what_they_are():
    one, two = SPEC.operations[:2]
    assert unique([one, two, one]) == (one, two)
