"""Pages that write the names of a spec in the style of a language, and slips that are none."""

from __future__ import annotations

import pytest

from tests.build import linked, spec_of

NAMES = ("firstName", "lastName", "birthDate", "petCount", "homeTown", "postCode", "phoneLine")
MORE = ("mailBox", "shoeSize", "from", "id")
SPEC = spec_of(
    "paths: {}\ncomponents:\n  schemas:\n    Keeper:\n      properties:\n"
    + "".join(f"        {name}: {{type: string}}\n" for name in (*NAMES, *MORE))
)
SNAKE = ("first_name", "last_name", "birth_date", "pet_count", "home_town", "post_code")
LONG = (*SNAKE, "phone_line", "mail_box", "shoe_size", "id")


def known(*rows: str) -> dict[str, str]:
    """For each row what it means, and in brackets what it is near to."""
    table = "".join(f"| {row} | string |\n" for row in rows)
    (endpoint,) = linked(f"# Keeper\n\n| Name | Type |\n|---|---|\n{table}", SPEC).endpoints
    return {
        pair.member.name: pair.candidates[0].name
        if pair.candidates
        else f"({pair.near.name})"
        if pair.near
        else ""
        for pair in endpoint.pairs
    }


def test_names_of_a_whole_set_in_another_style_mean_those_of_the_spec():
    found = known(*LONG)
    assert found["first_name"] == "firstName"
    assert found["id"] == "id"
    assert not any(name.startswith("(") for name in found.values())


def test_a_name_that_is_a_keyword_of_the_language_has_something_before_or_behind_it():
    assert known(*LONG, "var_from")["var_from"] == "from"
    assert known(*LONG, "from_")["from_"] == "from"


def test_a_slip_is_none_of_the_style():
    assert known(*LONG[1:], "frist_name")["frist_name"] == "(firstName)"


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(SNAKE[:4], id="too few"),
        pytest.param((*LONG[:-3], "mailBox", "shoeSize", "id"), id="some as the spec has them"),
    ],
)
def test_other_styles_are_slips(rows):
    assert known(*rows)["first_name"] == "(firstName)"
