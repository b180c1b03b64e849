"""Rows are fixed in the words and the style of their table, and nothing beside them changes."""

from __future__ import annotations

import pytest

from doclint.config import Config
from doclint.files import Memory, raw
from doclint.fix.rounds import mend
from doclint.rules.catalog import catalog
from doclint.run import lint

SPEC = """\
openapi: 3.1.0
paths:
  /boats/{boatId}/trips:
    get:
      parameters:
        - {name: boatId, in: path, required: true, schema: {type: integer, format: int64}}
        - {name: day, in: query, required: true, schema: {type: string, format: date}}
        - {name: seats, in: query, required: false, schema: {type: integer, default: 2}}
        - {name: harbours, in: query, schema: {type: array, items: {type: string}}}
        - {name: class, in: query, schema: {$ref: "#/components/schemas/Class"}}
        - {name: pets, in: query, schema: {type: boolean, default: false}}
      responses:
        "200": {description: The trips.}
        "403": {description: Not your boat.}
        "404": {description: No such boat.}
        "409": {description: "It is `full`|booked."}
components:
  schemas:
    Class: {type: string, enum: [deck, cabin, bridge], default: deck}
"""
TOLD = {
    "boatId": "The boat.",
    "day": "When it leaves.",
    "seats": "At least so many.",
    "harbours": "Where it calls:\\nany of them.",
    "class": "A `deck|cabin`.",
    "pets": "Whether {pets} < 3 come.",
}
for _name, _words in TOLD.items():
    SPEC = SPEC.replace(f"name: {_name}, ", f'name: {_name}, description: "{_words}", ')
RULES = [
    rule
    for rule in catalog()
    if rule.family in ("parameter", "body", "response", "error") and rule.set == "recommended"
]
HEAD = "## GET /boats/{boatId}/trips\n\n### Query parameters\n\n"


def fixed(page: str, *, name: str = "page.md", unsafe: bool = False, spec: str = SPEC) -> str:
    """The page with all fixes that hold."""
    files = Memory({name: raw(page.encode()), "openapi.yaml": spec})
    done = mend(files, lambda each, _: lint(each, (".",), Config(), RULES), unsafe=unsafe)
    texts = {one.path: one.after.decode() for one in done.files}
    assert set(texts) <= {name}, "a spec was changed"
    return texts.get(name, page)


def changed(page: str, old: str, new: str, **more: object) -> None:
    """A page is fixed by one edit, and no other byte changes; to fix it again does nothing."""
    assert page.count(old) == 1
    after = fixed(page, **more)  # type: ignore[arg-type]
    assert after == page.replace(old, new)
    assert fixed(after, **more) == after  # type: ignore[arg-type]


TABLE = (
    HEAD
    + "| Name | Type | Required | Default | Description |\n"
    + "|------|------|----------|---------|-------------|\n"
    + "| `day` | string | yes | | When it leaves |\n"
    + "| `seats` | integer | no | 2 | So many |\n"
    + "| `harbours` | string[] | no | | Where it calls |\n"
    + "| `class` | string | no | deck | One of `deck`, `cabin`, `bridge` |\n"
    + "| `pets` | boolean | no | false | With pets |\n"
)


def test_a_right_table_stays_as_it_is():
    assert fixed(TABLE, unsafe=True) == TABLE


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("| `seats` | integer |", "| `seats` | string |"),
        ("| `seats` | integer |", "| `seats` | string[] |"),
        ("| `harbours` | string[] |", "| `harbours` | integer[] |"),
        ("| `pets` | boolean |", "| `pets` | integer |"),
        ("| `day` | string | yes |", "| `day` | string | no |"),
        ("| `seats` | integer | no |", "| `seats` | integer | yes |"),
        ("| 2 |", "| 20 |"),
        ("| no | false |", "| no | true |"),
        ("`deck`, `cabin`, `bridge`", "`deck`, `cabin`, `mast`"),
        ("`deck`, `cabin`, `bridge`", "`deck`, `bridge`"),
        ("`deck`, `cabin`, `bridge`", "`deck`, `cabin`, `bridge`, `mast`"),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_was_wrong_is_as_it_was(right, wrong, ends):
    page = TABLE.replace(right, wrong).replace("\n", ends)
    changed(page, wrong, right)


def test_blanks_tabs_and_a_missing_line_break_stay():
    page = TABLE.replace("| So many |", "|\tSo many  |  ").rstrip("\n")
    changed(page.replace("integer", "string", 1), "| `seats` | string |", "| `seats` | integer |")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| `day`   | integer |", "| `day`   | string  |"),
        ("| `seats` | string  |", "| `seats` | integer |"),
    ],
)
def test_bars_stay_below_each_other(old, new):
    page = (
        HEAD
        + "| Name    | Type    | Meaning |\n"
        + "|---------|---------|---------|\n"
        + f"| `day`   | {'integer' if 'day' in old else 'string '} | one     |\n"
        + f"| `seats` | {'string ' if 'seats' in old else 'integer'} | two     |\n"
    )
    changed(page, old, new)


@pytest.mark.parametrize(
    ("lines", "row"),
    [
        (("`day`", "`seats`", "`harbours`", "`class`"), "| `pets` | boolean | no | false |"),
        (("`seats`", "`harbours`", "`class`", "`pets`"), "| `day` | string | yes | | When it "),
        (("`day`", "`harbours`", "`class`", "`pets`"), "| `seats` | integer | no | 2 | At l"),
        (("`day`", "`seats`", "`class`", "`pets`"), "| `harbours` | array of strings | no | | "),
    ],
)
def test_a_row_that_lacks_is_written_in_its_place(lines, row):
    rows = TABLE.splitlines(keepends=True)
    page = "".join(r for r in rows if "| `" not in r or any(name in r for name in lines))
    after = fixed(page).splitlines(keepends=True)
    new = [line for line in after if line not in page.splitlines(keepends=True)]
    assert len(new) == 1
    assert len(after) == len(page.splitlines()) + 1
    assert new[0].startswith(row)
    assert after.index(new[0]) == next(n for n, r in enumerate(rows) if r[:7] == new[0][:7])


def test_words_of_the_spec_are_escaped_for_the_cell():
    page = TABLE.replace(
        "| `class` | string | no | deck | One of `deck`, `cabin`, `bridge` |\n", ""
    )
    assert "| `class` | string | no | deck | A `deck\\|cabin` |\n" in fixed(page)
    page = TABLE.replace("| `pets` | boolean | no | false | With pets |\n", "")
    assert "| Whether {pets} < 3 come |" in fixed(page)
    assert "| Whether \\{pets\\} &lt; 3 come |" in fixed(page, name="page.mdx")


def test_a_row_in_html_is_a_copy_of_its_neighbour():
    page = HEAD + (
        "<table>\n  <tr><th>Name</th><th>Type</th><th>Notes</th></tr>\n"
        "  <tr>\n    <td><code>day</code></td>\n    <td>string</td><td>When.</td>\n  </tr>\n"
        "  <tr>\n    <td><code>seats</code></td>\n    <td>integer</td><td>So many.</td>\n  </tr>\n"
        "  <tr>\n    <td><code>harbours</code></td>\n    <td>array</td><td>Where.</td>\n  </tr>\n"
        "  <tr>\n    <td><code>class</code></td>\n    <td>string</td><td>How.</td>\n  </tr>\n"
        "</table>\n"
    )
    row = (
        "  <tr>\n    <td><code>pets</code></td>\n    <td>boolean</td>"
        "<td>Whether {pets} &lt; 3 come.</td>\n  </tr>\n"
    )
    assert fixed(page) == page.replace("</table>", row + "</table>")


def test_a_column_that_nobody_understands_gets_no_row():
    page = TABLE.replace("| Default |", "| Mood |")
    page = page.replace("| `pets` | boolean | no | false | With pets |\n", "")
    assert fixed(page, unsafe=True) == page


def test_conditions_are_no_style_of_a_mark():
    page = TABLE.replace("| no | deck |", "| only with pets | deck |").replace("| no |", "| |")
    page = page.replace("| `pets` | boolean | | false | With pets |\n", "")
    assert "| `pets` | boolean | | false | Whether" in fixed(page)


def test_a_type_that_the_row_itself_denies_is_left_alone():
    page = HEAD + "- `day` (string): when\n- `seats` (string): so many, defaults to `some`\n"
    assert fixed(page, spec=SPEC.replace(", default: 2", "")) == page


def test_a_mark_goes_where_others_have_none():
    page = HEAD + (
        "- `day` (string, required): when\n- `seats` (integer, required): so many\n"
        "- `class` (string): how\n- `pets` (boolean): with pets\n- `harbours` (array): where\n"
    )
    changed(page, "(integer, required)", "(integer)")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("one of `deck` or `cabin`", "one of `deck`, `cabin` or `bridge`"),
        ("one of `deck`, `cabin` or `mast`", "one of `deck`, `cabin` or `bridge`"),
        ('one of "deck", "cabin", "bridge" or "mast"', 'one of "deck", "cabin" or "bridge"'),
        ("one of `cabin`/`bridge`", "one of `deck`/`cabin`/`bridge`"),
    ],
)
def test_lists_of_values_keep_their_marks(old, new):
    page = HEAD + f"- `day` (string): when\n- `class` (string): {old}\n- `pets` (boolean): pets\n"
    page += "- `seats` (integer): so many\n- `harbours` (array): where\n"
    changed(page, old, new)


def test_what_is_said_of_a_value_is_not_given_to_another():
    page = HEAD + (
        "- `day` (string): when\n- `seats` (integer): so many\n- `harbours` (array): where\n"
        "- `class` (string): one of `deck` (outside), `cabin` (inside), `mast` (cold)\n"
        "- `pets` (boolean): with pets\n"
    )
    assert fixed(page, unsafe=True) == page


STATUSES = (
    "## GET /boats/{boatId}/trips\n\n### Responses\n\n| Code | Meaning |\n|------|---------|\n"
    "| `200` | The trips. |\n| `403` | Not yours. |\n| `404` | No such boat. |\n"
)


def test_a_status_gets_its_row():
    after = fixed(STATUSES)
    assert after == STATUSES + "| `409` | It is `full`\\|booked. |\n"


def test_a_table_with_more_columns_than_are_known_gets_no_status():
    page = STATUSES.replace("Meaning |", "Meaning | Schema |").replace(". |", ". | [Trip](#t) |")
    page = page.replace("[Trip](#t) |\n| `404`", "none |\n| `404`").replace(
        "|---------|", "|--|--|"
    )
    assert fixed(page, unsafe=True) == page


def test_a_row_is_taken_out_on_demand_only():
    page = TABLE.replace("| `pets`", "| `mast` | string | no | | Which mast |\n| `pets`")
    assert fixed(page) == page
    assert fixed(page, unsafe=True) == TABLE


def test_a_slip_is_mended_and_a_name_that_may_be_right_is_not():
    page = TABLE.replace("`harbours`", "`Harbours`")
    changed(page, "`Harbours`", "`harbours`")
    page = TABLE.replace("`harbours`", "`habrours`")
    assert fixed(page) == page
    changed(page, "`habrours`", "`harbours`", unsafe=True)


def test_cells_of_a_grid_keep_their_width():
    page = (
        "Trips\n=====\n\n.. http:get:: /boats/{boatId}/trips\n\nQuery parameters\n"
        "----------------\n\n"
        "+----------+---------+----------+\n| Name     | Type    | Notes    |\n"
        "+==========+=========+==========+\n| day      | string  | when     |\n"
        "+----------+---------+----------+\n| seats    | string  | so many  |\n"
        "+----------+---------+----------+\n| class    | integer | how      |\n"
        "+----------+---------+----------+\n"
    )
    after = fixed(page, name="page.rst")
    expected = page.replace("| seats    | string  |", "| seats    | integer |")
    assert after == expected.replace("| class    | integer |", "| class    | string  |")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("lost", [0, 1, 2, 4])
@pytest.mark.parametrize("bullet", ["- ", "  * "])
def test_a_list_gets_its_item(bullet, lost, gap):
    items = [
        "`day` (string, required) - When it leaves.",
        "`seats` (integer) - At least so many.",
        "`harbours` (array of strings) - Where it calls: any of them.",
        "`class` (string) - A `deck|cabin`.",
        "`pets` (boolean) - Whether {pets} < 3 come.",
    ]
    lines = [bullet + item + gap for item in items]
    page = HEAD + "".join(lines)
    wanted = page if lost else HEAD + "".join(lines[1:])  # no other item is required
    assert fixed(HEAD + "".join(lines[:lost] + lines[lost + 1 :])).rstrip() == wanted.rstrip()


def test_an_item_that_says_more_is_no_model():
    page = HEAD + (
        "- `day` (string) - when, in UTC\n- `seats` (integer, since 2.1) - so many\n"
        "- `harbours` (array, since 2.1) - where\n- `class` (string, since 2.1) - how\n"
    )
    assert fixed(page) == page


def test_of_two_defaults_none_is_taken():
    spec = SPEC.replace("  /boats", "  /crews: {get: {parameters: [], responses: {}}}\n  /boats")
    body = (
        "      requestBody:\n        content:\n"
        "          a/json: {schema: {properties: {size: {type: integer, default: 1}}}}\n"
        "          b/json: {schema: {properties: {size: {type: integer, default: 2}}}}\n"
    )
    spec = spec.replace('      responses:\n        "200"', body + '      responses:\n        "200"')
    page = "## GET /boats/{boatId}/trips\n\n### Request body\n\n"
    page += "| Field | Type | Default |\n|--|--|--|\n| size | integer | 3 |\n"
    assert fixed(page, spec=spec) == page
    other = spec.replace("default: 2", "default: 1")
    assert fixed(page, spec=other) == page.replace("| 3 |", "| 1 |")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("**integer**(required)<br/>", "**integer**<br/>"),
        ("**integer** (required)<br/>", "**integer**<br/>"),
        ("**integer** *(required)*<br/>", "**integer**<br/>"),
        ("**integer** **(required)**<br/>", "**integer**<br/>"),
    ],
)
def test_a_mark_goes_with_its_own_brackets_only(old, new):
    page = HEAD + (
        "| Name | Description |\n|------|-------------|\n"
        "| `day` | **string** (required)<br/>When. |\n"
        f"| `seats` | {old}So many. |\n| `class` | **string**<br/>How. |\n"
        "| `harbours` | **array**<br/>Where. |\n| `pets` | **boolean**<br/>With pets. |\n"
    )
    changed(page, old, new)


def test_a_row_that_goes_on_in_the_next_line_gets_none_behind_it():
    page = TABLE.replace("| `pets` | boolean | no | false | With pets |\n", "")
    page = page.replace("`bridge` |", "`bridge`\n |")
    assert fixed(page, unsafe=True) == page


BODY = """\
openapi: 3.1.0
paths:
  /boats:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              REQUIREDproperties:
                hull: {type: string, description: Its number.}
                berth: {type: string, description: Where it lies.}
      responses: {"201": {description: It is there.}}
components:
  schemas:
    Other: {type: object, required: [name], properties: {name: {type: string}}}
"""


@pytest.mark.parametrize(
    ("listed", "unsafe"), [("required: [hull]\n" + " " * 14, False), ("", True)]
)
def test_a_spec_that_never_says_required_of_an_object_is_doubted(listed, unsafe):
    page = (
        "# POST /boats\n\n## Request body\n\n| Name | Type | Required |\n|---|---|---|\n"
        "| `hull` | string | yes |\n| `berth` | string | yes |\n"
    )
    spec = BODY.replace("REQUIRED", listed)
    assert (fixed(page, spec=spec) == page) is unsafe
    assert "| `berth` | string | no |" in fixed(page, spec=spec, unsafe=True)


@pytest.mark.parametrize(
    ("old", "right"),
    [
        ("hull: {type: string, description: Its number.}", "| `hull` | string | yes |"),
        ("hull: {type: string, format: uuid}", "| `hull` | string | yes |"),
        ("hull: {type: string, enum: [a, b]}", "| `hull` | string | yes |"),
    ],
)
def test_a_bare_string_of_a_spec_is_doubted(old, right):
    spec = BODY.replace("REQUIRED", "").replace(
        "hull: {type: string, description: Its number.}", old
    )
    page = (
        "# POST /boats\n\n## Request body\n\n| Name | Type | Required |\n|---|---|---|\n"
        "| `hull` | boolean | yes |\n| `berth` | string | no |\n"
    )
    assert (fixed(page, spec=spec) == page) is ("description" in old)
    assert right.partition("`hull` | ")[2][:6] in fixed(page, spec=spec, unsafe=True)


def test_silence_of_a_spec_takes_no_required_mark_from_a_parameter():
    page = TABLE.replace("| `pets` | boolean | no |", "| `pets` | boolean | yes |")
    assert fixed(page) == page
    assert fixed(page, unsafe=True) == TABLE


def test_a_row_that_has_no_mark_has_none_to_change():
    star = '<font color="red">*</font>'
    rows = f"| Name | Type |\n|---|---|\n| `day` | string |\n| seats{star} | integer |\n"
    page = f"{HEAD}{rows}| harbours | array |\n"
    found = lint(Memory({"page.md": page, "openapi.yaml": SPEC}), (".",), Config(), RULES)
    told = [one for one in found.findings if one.rule == "parameter/required-differs"]
    assert len(told) == 2
    assert [one.fix for one in told] == [None, None]


def test_an_attribute_that_is_a_mark_has_no_opposite():
    page = f"{HEAD}<Param name='day' type='string' required />\n<Param name='seats' required />\n"
    assert fixed(page, name="page.mdx", unsafe=True) == page
