"""Paths are the same however they are spelled, and different where they lead elsewhere."""

import pytest

from doclint.link.paths import (
    fits,
    is_filled,
    is_suffix,
    nearness,
    placeholders,
    segments,
)


@pytest.mark.parametrize(
    "path",
    [
        "/pets/{id}/toys",
        "pets/{id}/toys/",
        "/pets/:id/toys",
        "/pets/<id>/toys",
        "/pets/<pet id>/toys",
        "/pets/${id}/toys",
        "/pets/(id or name)/toys",
        "/pets/[id]/toys",
        r"/pets/\{id\}/toys",
        "/pets/{{ id }}/toys",
        "/pets/%7Bid%7D/toys",
        "https://pets.example/pets/{id}/toys",
        "https://{region}.pets.example:8080/pets/{id}/toys",
        "{{baseUrl}}/pets/{id}/toys",
        "${HOST}/pets/{id}/toys",
        "<host>/pets/{id}/toys",
        "[host]/pets/{id}/toys",
        "**/pets/{id}/toys",
        "/pets/{id}/toys?limit=10",
        "/pets/{id}/toys?$top={n}",
        "/pets/{id}/toys#part",
        "/pets/{id}/toys{?limit,sort}",
        "/pets/{id}/toys{?limit*}",
        "/pets/{id}/toys{&limit}",
        "/pets/{+id}/toys{#part}",
        "`/pets/{id}/toys`",
    ],
)
def test_spellings_of_one_path(path):
    assert segments(path) == ("pets", "*", "toys")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", ()),
        ("", ()),
        ("https://a.example", ()),
        ("https://a.example/", ()),
        ("/pets", ("pets",)),
        ("/pets/{id}.json", ("pets", "*.json")),
        ("/pets/{from}-{to}", ("pets", "*-*")),
        ("/pets:search", ("pets*",)),
        ("/v1/pets", ("v1", "pets")),
        ("/Pets", ("Pets",)),
    ],
)
def test_segments(path, expected):
    assert segments(path) == expected


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/pets/{pet_id}/toys/{toy_id}", ("pet_id", "toy_id")),
        ("/pets/:pet_id/toys/:toy-id", ("pet_id", "toy-id")),
        ("/pets/<pet_id>", ("pet_id",)),
        ("/pets/{{ pet_id }}", ("pet_id",)),
        (r"/pets/\{pet_id\}", ("pet_id",)),
        ("https://{region}.example/pets/{id}", ("id",)),
        ("/pets?name={name}", ()),
        ("/pets:search", ()),
        ("/pets", ()),
        ("/pets/{:id}/toys/{ toy }", ("id", "toy")),
        ("/pets/{+id}{?limit,sort}", ("id",)),
        ("/pets/{id}?a=b{&limit}", ("id",)),
        ("/pets/{id}{&limit}", ("id",)),
    ],
)
def test_names_of_placeholders_without_host_and_query(path, names):
    assert placeholders(path) == names


@pytest.mark.parametrize(
    ("short", "long", "expected"),
    [
        ("/pets/{id}/toys", "/v1/pets/{id}/toys", True),
        ("/pets/toys", "/v1/pets/toys", True),
        ("/pets", "/v1/pets", True),
        ("/pets/{id}", "/api/v1.2beta1/pets/{id}", True),
        ("/pets/{id}", "/shop/pets/{id}", False),  # one word could be anywhere
        ("/pets", "/owners/{id}/pets", False),
        ("/{id}", "/pets/{id}", False),
        ("/pets", "/pets", False),
        ("/", "/pets", False),
        ("/toys", "/pets/{id}", False),
    ],
)
def test_path_that_lacks_the_segments_in_front(short, long, expected):
    assert is_suffix(segments(short), segments(long)) is expected


@pytest.mark.parametrize(
    ("path", "pattern", "expected"),
    [
        ("/pets/42", "/pets/{id}", True),
        ("/pets/42.json", "/pets/{id}.json", True),
        ("/pets/42", "/pets/{id}.json", False),
        ("/pets/42/toys", "/pets/{id}", False),
        ("/cats/42", "/pets/{id}", False),
        ("/pets/a.b", "/pets/{id}", True),
    ],
)
def test_path_with_values_fits_its_pattern(path, pattern, expected):
    assert fits(segments(path), segments(pattern)) is expected


@pytest.mark.parametrize(
    ("path", "expected"), [("/pets/42", True), ("/pets/mine", False), ("/pets/{id}", False)]
)
def test_values_in_the_place_of_placeholders_have_digits(path, expected):
    assert is_filled(segments(path), segments("/pets/{id}")) is expected


@pytest.mark.parametrize(
    ("page", "spec"),
    [
        ("/owners/{id}/pet", "/owners/{id}/pets"),
        ("/ownesr/{id}/pets", "/owners/{id}/pets"),
        ("/owners/{id}/petLabels", "/owners/{id}/pet_labels"),
        ("/owners/{id}/pet-label", "/owners/{id}/petLabels"),
        ("/v1/visitor.status", "/v1/visitors.status"),
        ("/v1/PETS", "/v1/pets"),
    ],
)
def test_slip_of_one_word_is_near(page, spec):
    assert nearness(segments(page), segments(spec)) > 0


@pytest.mark.parametrize(
    ("page", "spec"),
    [
        ("/pet", "/pets"),  # nothing else says that they belong together
        ("/v1/im.close", "/v1/dm.close"),
        ("/v1/licenses.get", "/v1/licenses.info"),
        ("/v1/rooms.queued", "/v1/rooms.queuedForUser"),
        ("/v1/pets", "/v2/pets"),
        ("/v1/cats", "/v1/dogs"),
        ("/v1/pet/{id}", "/v1/pets"),
        ("/v1/pet/toy", "/v1/pets/toys"),
        ("/v1/{id}", "/v1/pets"),
        ("/v1/pets", "/v1/pets"),
    ],
)
def test_other_words_and_two_slips_are_not_near(page, spec):
    assert nearness(segments(page), segments(spec)) == 0


@pytest.mark.parametrize(
    "text", ["/" + "{" * 3000, "/{" + " " * 3000, "/a" * 3000 + ":", "<" * 3000, "(" * 3000]
)
def test_hostile_paths_are_read(text):
    assert isinstance(segments(text), tuple)
    assert isinstance(placeholders(text), tuple)
