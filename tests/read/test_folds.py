"""Operations that fold away under their names are read apart."""

from __future__ import annotations

import pytest

from tests.build import contracts_of

PARTS = """\
##### Parameters

> | name | type | description |
> |------|------|-------------|
> | {member} | required | what it is |

##### Responses

> | code | response |
> |------|----------|
> | `{code}` | none |

##### Example cURL

> ```bash
> curl {host}
> ```
"""
HOST = "https://plants.example"


def fold(summary: str, member: str, code: str) -> str:
    parts = PARTS.format(member=member, code=code, host=HOST)
    return f"<details>\n<summary>{summary}</summary>\n\n{parts}\n</details>\n"


def read(*folds: str, title: str = "## Plants\n\n") -> list[tuple[list[str], list[str], list[str]]]:
    return [
        (
            [f"{each.method.value} {each.path.value}" for each in one.namings if each.method],
            [row.name for listing in one.listings for row in listing.members],
            [status.code for status in one.statuses],
        )
        for one in contracts_of(title + "\n".join(folds))
    ]


@pytest.mark.parametrize(
    "summary",
    [
        "<code>{}</code> <code><b>{}</b></code> <code>(does it)</code>",
        "<code>{} {}</code> does it",
        "<b>{}</b> {}",
    ],
)
def test_each_fold_is_about_its_operation(summary):
    found = read(
        fold(summary.format("GET", "/plants"), "size", "200"),
        fold(summary.format("DELETE", "/plants/{id}"), "id", "204"),
    )
    assert found == [
        (["GET /plants"], ["size"], ["200"]),
        (["DELETE /plants/{id}"], ["id"], ["204"]),
    ]


def test_folds_may_follow_without_a_blank_line():
    first = fold("<code>GET /plants</code>", "size", "200")
    second = fold("<code>POST /plants</code>", "name", "201")
    codes = [codes for _, _, codes in read(first.rstrip("\n"), second)]
    assert codes == [["200"], ["201"]]


def test_what_stands_behind_a_fold_is_none_of_it():
    folds = [fold("GET /plants", "size", "200"), fold("POST /plants", "name", "201")]
    table = "| Code | Meaning |\n|---|---|\n| 503 | Winter |\n"
    found = read(*folds, f"\n{table}")
    assert [codes for names, _, codes in found if names] == [["200"], ["201"]]


def test_folds_in_folds_are_parts():
    inner = "<details><summary>More</summary>\n\n#### Errors\n\n- `404` gone\n\n</details>\n\n"
    first = fold("GET /plants", "size", "200").replace("##### Example", f"{inner}##### Example")
    found = read(first, fold("POST /plants", "name", "201"))
    assert [codes for _, _, codes in found] == [["200", "404"], ["201"]]


@pytest.mark.parametrize("summary", ["How to call it", "See GET /plants"])
def test_other_summaries_make_no_sections(summary):
    page = f"`GET /plants`\n\n{fold(summary, 'size', '200')}\n{fold(summary, 'age', '404')}"
    ((names, _, codes),) = read(page)
    assert names[0] == "GET /plants"
    assert codes == ["200", "404"]


def test_a_fold_that_does_not_end_is_none():
    first = fold("GET /plants", "size", "200").replace("</details>", "")
    assert read(first, fold("POST /plants", "name", "201"))


def test_folds_without_end_in_one_another_are_read():
    opened = "".join(
        f"<details>\n<summary>GET /plants/{n}</summary>\n\nIt is.\n\n" for n in range(1500)
    )
    assert read(opened + "</details>\n\n" * 1500)
