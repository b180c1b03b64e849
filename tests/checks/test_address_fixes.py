"""Addresses are mended in one place, and keep their base, their values and their style."""

import pytest

from doclint.checks._address_fixes import with_method, with_option, with_segment, with_word
from doclint.model.source import Source


def applied(text, said, mend, *arguments):
    """A text with a fix of the stretch that says something; None without one."""
    at = text.index(said)
    source = Source("page.md", text)
    fix = mend(source.span(at, at + len(said)), *arguments, safe=True)
    if fix is None:
        return None
    (edit,) = fix.edits
    return text[: edit.span.start] + edit.text + text[edit.span.end :]


@pytest.mark.parametrize(
    ("said", "path", "expected"),
    [
        ("/pets/{id}/toy", "/pets/{petId}/toys", "/pets/{id}/toys"),
        ("/api/v1/pet/7?size=2", "/pets/{id}", "/api/v1/pets/7?size=2"),
        ("https://pet.example/pet/:id", "/pets/{id}", "https://pet.example/pets/:id"),
        ("/pets/<id>/crateLabels", "/pets/{id}/crate_labels", "/pets/<id>/crate_labels"),
        ("/pet/{?size}", "/pets", "/pets/{?size}"),
    ],
)
def test_a_word_is_replaced_and_nothing_else(said, path, expected):
    assert applied(f"a {said} b", said, with_word, path) == f"a {expected} b"


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("/pet/{id}/toy", "/pets/{id}/toys"),  # two words
        ("/pets/{id}/{toy}", "/pets/{id}/toys"),  # a placeholder
        ("/pets/{id}/7", "/pets/{id}/toys"),
        ("/toys", "/pets/{id}/toys"),
        ("/pets/{id}/toys", "/pets/{petId}/toys"),  # names of placeholders are no words
        ("https://pets", "/pet"),  # a host
    ],
)
def test_a_path_that_differs_in_more_than_a_word_is_left_alone(said, path):
    assert applied(said, said, with_word, path) is None


@pytest.mark.parametrize(
    ("said", "path", "expected"),
    [
        ("/pets/toys", "/pets/{id}/toys", None),  # nobody knows how it writes placeholders
        ("/v1/pets/:id", "/pets/{id}/toys", "/v1/pets/:id/toys"),
        ("/zoos/<zoo>/pets/toys", "/zoos/{zoo}/pets/{id}/toys", "/zoos/<zoo>/pets/<id>/toys"),
        ("/pets/{id}/toys/list", "/pets/{id}/toys", "/pets/{id}/toys"),
        ("/pets/{id}", "/pets/{id}/toys/{toy}", None),
    ],
)
def test_a_segment_is_put_in_or_taken_out(said, path, expected):
    assert applied(said, said, with_segment, path) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## PUT /pets", "## PATCH /pets"),
        ("method: `put`", "method: `patch`"),
        ("| PUT  | /pets |\n| ---- | ----- |", "| PATCH | /pets |\n| ---- | ----- |"),
        ("| PUT    | /pets |\n| ------ | ----- |", "| PATCH  | /pets |\n| ------ | ----- |"),
        ("| PUT | /pets |\n| a | b |", "| PATCH | /pets |\n| a | b |"),
        ("+-------+\n| PUT   |\n+-------+", "+-------+\n| PATCH |\n+-------+"),
        ("+------+\n| PUT  |\n+------+", None),
    ],
)  # fmt: skip
def test_a_method_keeps_its_letters_and_the_columns_of_its_table(text, expected):
    said = "put" if "put" in text else "PUT"
    assert applied(text, said, with_method, said, "PATCH") == expected


def test_a_method_that_is_not_written_as_it_reads_is_left_alone():
    assert applied("P*U*T /pets", "P*U*T", with_method, "PUT", "PATCH") is None


def test_a_command_without_a_method_gets_one():
    text = "$ curl --fail https://pet.example/pets"
    assert applied(text, "curl", with_option, "PUT") == text.replace("curl", "curl -X PUT")
    assert applied("wget https://pet.example", "wget", with_option, "PUT") is None


def test_another_word_altogether_is_put_in_on_demand_only():
    source = Source("page.md", "/pets.create")
    for path, safe in (("/pets.remove", False), ("/pets.creat", True)):
        fix = with_word(source.span(), path, safe=True)
        assert fix is not None
        assert fix.safe is safe
