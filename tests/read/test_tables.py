"""What a table lists, and what each of its rows says, in the spellings of real pages."""

from __future__ import annotations

import pytest

from doclint.model.source import Span
from doclint.read.tables import titles
from tests.build import block_of, listing_of, members_of, table

HEADERS = {
    "Parameter | Type | Description": ("name", "type", "description"),
    "Parameter | Mandatory | Type | Description": ("name", "required", "type", "description"),
    "参数 | 参数类型 | 描述": ("name", "type", "description"),
    "参数 | 是否必选 | 参数类型 | 描述": ("name", "required", "type", "description"),
    "Field | Type | Description": ("name", "type", "description"),
    "Name | Description": ("name", "description"),
    "Parameter | Required | Type | Comments": ("name", "required", "type", "description"),
    "Property | Nullable | Default value": ("name", "nullable", "default"),
    "Parameter? | Required? | **Type**": ("name", "required", "type"),
    "`Name` | Optional | Possible values": ("name", "optional", "enum"),
    "Champ | Obligatoire | Type": ("name", "required", "type"),
    "Parámetro | Tipo | Descripción": ("name", "type", "description"),
    "Pet | Type | Required": ("name", "type", "required"),
    "Attribute | Range | Deprecated": ("name", "limits", "deprecated"),
    "Type | Type | Name": ("type", None, "name"),
}


@pytest.mark.parametrize(("header", "roles"), HEADERS.items())
def test_titles_of_columns_give_their_roles(header, roles):
    cells = [{"required": "yes", "name": "`a`", "type": "string"}.get(role, "") for role in roles]
    found = listing_of(table(header, " | ".join(["`a`", *cells[1:]])))
    assert (found.kind, found.roles) == ("members", roles)


@pytest.mark.parametrize("title", ["Status", "Importance", "Code", "Presence of it"])
def test_a_column_of_marks_says_what_is_required_whatever_it_is_called(title):
    rows = ("`a` | required | x", "`b` | optional | y", "`c` | Mandatory | z")
    found = listing_of(table(f"Parameter | {title} | Description", *rows))
    assert (found.kind, found.roles) == ("members", ("name", "required", "description"))
    assert [one.required.value for one in found.members] == [True, False, True]


def test_a_column_of_other_words_beside_one_of_marks_says_nothing_of_them():
    found = listing_of(table("Name | Required | Status", "`a` | yes | optional"))
    assert found.roles == ("name", "required", "code")


KINDS = {
    "statuses": [
        ("Status | Description", "200 | OK"),
        ("Status Code | Meaning", "`404` | Not there"),
        ("状态码 | 说明", "500 | 内部错误"),
        ("Code | Description", "2XX | good"),
        ("Code | Description", "default | bad"),
        ("HTTP Code | Reason", "HTTP 429 Too Many Requests | slow"),
    ],
    "errors": [
        ("Error code | Description", "E100 | bad"),
        ("Code | Message | Possible reasons", "1001 | bad | many"),
        ("错误码 | 描述", "A.1 | x"),
    ],
    "operations": [("Method | Path", "GET | /pets"), ("HTTP Method | URL | Notes", "GET | /a | x")],
    "values": [
        ("Name | Value", "colour | red"),
        ("Alias | Code | Description", "LOW | low | x"),
        ("Value | Meaning", "red | hot"),
    ],
    "other": [
        ("Version | Date", "1 | today"),
        ("A | B", "c | d"),
        ("Description | Notes", "a | b"),
    ],
}


@pytest.mark.parametrize(
    ("kind", "header", "row"), [(kind, *each) for kind, all_ in KINDS.items() for each in all_]
)
def test_the_kind_of_a_table_is_told_by_its_columns(kind, header, row):
    assert listing_of(table(header, row)).kind == kind


@pytest.mark.parametrize(
    "header", ["Name | Type | Code", "Field | Type | Status", "Parameter | Type | Error"]
)
def test_a_member_may_have_a_column_that_is_called_like_a_code(header):
    found = listing_of(table(header, "`a` | string | x"))
    assert (found.kind, [m.name for m in found.members]) == ("members", ["a"])


@pytest.mark.parametrize("title", ["Type", "Param Type", "In", "参数类型", "Location"])
def test_a_column_of_places_says_where_whatever_it_is_called(title):
    rows = ("a | path", "b | Query", "c | `header`", "d | body")
    found = members_of(table(f"Name | {title}", *rows))
    assert [m.where for m in found] == ["path", "query", "header", "body"]
    assert all(m.type is None for m in found)


@pytest.mark.parametrize("title", ["Param Type", "Parameter type", "Type"])
def test_a_column_of_types_gives_types_whatever_it_is_called(title):
    found = members_of(table(f"Name | {title}", "a | string", "b | Integer"))
    assert [sorted(m.type.value.kinds) for m in found] == [["string"], ["integer"]]
    assert [m.where for m in found] == [None, None]


def test_a_column_nobody_knows_says_where_if_its_cells_do():
    named = listing_of(table("Name | Kind | Description", "`Host` | header | x", "`id` | path | y"))
    assert [member.where for member in named.members] == ["header", "path"]
    other = listing_of(table("Name | Kind | Description", "`Host` | fast | x", "`id` | path | y"))
    assert other.roles == ("name", None, "description")


def test_types_and_places_stand_in_one_table():
    (found,) = members_of(table("Name | In | Type | Required", "id | path | int64 | true"))
    assert (found.where, found.type.value.kinds, found.required.value) == (
        "path",
        {"integer"},
        True,
    )


REQUIRED = {
    "Yes": True,
    "No": False,
    "是": True,
    "否": False,
    "true": True,
    "FALSE": False,
    "**true**": True,
    "`true`": True,
    "Required": True,
    "Optional": False,
    "Optional.": False,
    "*Mandatory*": True,
    "M": True,
    "✓": True,
    "-": None,
    "": None,
    "Conditional": None,
    "Yes, if `b` is set": None,
    "Required when `b` is set": None,
}


@pytest.mark.parametrize(("cell", "required"), REQUIRED.items())
@pytest.mark.parametrize("title", ["Required", "是否必选", "Mandatory", "M/O"])
def test_a_column_says_whether_a_parameter_is_required(title, cell, required):
    (found,) = members_of(table(f"Name | {title} | Type", f"a | {cell} | string"))
    assert (found.required and found.required.value) == required


def test_nothing_beside_signs_says_that_a_parameter_is_optional():
    header = "Name | Required | Type"
    found = members_of(table(header, "a | ✓ | string", "b |  | string", "c | x | string"))
    assert [m.required and m.required.value for m in found] == [True, False, True]


@pytest.mark.parametrize("sign", ["Yes", "No", "✓ if `b` is set", ""])
def test_nothing_beside_words_says_nothing(sign):
    found = members_of(table("Name | Required", f"a | {sign}", "b | "))
    assert found[1].required is None


def test_nothing_beside_signs_says_nothing_of_a_part_of_the_path():
    text = table("Name | Required", "a | ✓", "b | ")
    assert members_of(f"# T\n\n## Path parameters\n\n{text}")[1].required is None


def test_a_column_of_optional_says_the_opposite_but_words_keep_their_sense():
    rows = ("a | Yes", "b | No", "c | Optional", "d | Required")
    found = members_of(table("Name | Optional", *rows))
    assert [m.required.value for m in found] == [False, True, False, True]


BESIDE = {
    "a (required) | string | x": True,
    "`a` (optional) | string | x": False,
    "`a` *(required)* | string | x": True,
    "a<br>**required** | string | x": True,
    "`a` | string (required) | x": True,
    "`a` | string, optional | x": False,
    "`a` | string | Required. The name": True,
    "`a` | string | *Optional.* The name": False,
    "`a` | string | **Required** The name": True,
    "`a` | string | [Optional] The name": False,
    "`a` | string | The name (required)": True,
    "`a` | string | （必填）名称": True,
    "`a` | string | Required if `b` is set": None,
    "`a` | string | Required when updating": None,
    "`a` | string | Required for cats": None,
    "`a` | string | Required: The name": True,
    "`a` | string | Required: no. The name": False,
    "`a` | string | Required: sometimes": None,
    "`a` | string | **Optional:** no": True,
    "`a` | string (required if `b` is set) | x": None,
    "`a` | string, optional when `b` is set | x": None,
    "`a` | string, conditionally required | x": None,
    "`a` (required if `b`) | string | x": None,
    "`a` | string required | x": True,
    "`a` | _string_ **optional** | x": False,
    "`a` | | **string** _required_ The name": True,
    "`a` | | (string, optional) The name": False,
    "`a` | | string required for cats": None,
    "`a` | string | Obligatoire si `b` existe": None,
    "`a` | string | Erforderlich, wenn `b` fehlt": None,
    "`a` | string | 条件必选": None,
    "`a` | string | The name": None,
    "`a` | string | Names the required parts": None,
    "`a` | string | Optionally, the name": None,
    "`a` | string | Not required. The name": False,
}


@pytest.mark.parametrize(("row", "required"), BESIDE.items())
def test_without_a_column_marks_in_a_row_say_whether_it_is_required(row, required):
    (found,) = members_of(table("Name | Type | Description", row))
    assert (found.required and found.required.value) == required


@pytest.mark.parametrize("name", ["a?", "`a`?", "`a?`", "a\\*", "`a`*", "`a` \\*", "a†", "a!"])
def test_a_sign_behind_a_name_says_nothing_of_required(name):
    (found,) = members_of(table("Name | Type", f"{name} | string"))
    assert (found.name, found.required) == ("a", None)


NESTED = {
    "greater": (["data", "> items", "> > id", "> total", "next"], None),
    "greater in code": (["`data`", "> `items`", "> > `id`", "> `total`", "`next`"], None),
    "guillemets": (["data", "» items", "»» id", "» total", "next"], None),
    "escaped": (["data", "\\> items", "\\>\\> id", "\\> total", "next"], None),
    "entities": (["data", "&gt; items", "&gt;&gt; id", "&gt; total", "next"], None),
    "arrows": (["data", "↳ items", "↳↳ id", "↳ total", "next"], None),
    "dotted": (["data", "data.items", "data.items.id", "data.total", "next"], None),
    "arrays": (["`data`", "`data.items[]`", "`data.items[].id`", "`data.total`", "`next`"], None),
    "keyed": (["`data`", "`data[items]`", "`data[items][id]`", "`data[total]`", "`next`"], None),
    "indented": (
        ["data", "&nbsp;&nbsp;items", "&nbsp;&nbsp;&nbsp;&nbsp;id", "&nbsp;&nbsp;total", "next"],
        None,
    ),
    "em spaces": (["data", "&emsp;items", "&emsp;&emsp;id", "&emsp;total", "next"], None),
}
PATHS = [("data",), ("data", "items"), ("data", "items", "id"), ("data", "total"), ("next",)]


@pytest.mark.parametrize("way", NESTED)
def test_rows_of_nested_properties_know_what_they_are_in(way):
    rows = [f"{name} | string" for name in NESTED[way][0]]
    found = members_of(table("Field | Type", *rows))
    assert [m.path for m in found] == PATHS
    assert [m.name for m in found] == [path[-1] for path in PATHS]


def test_what_follows_a_dotted_name_is_nested_below_all_of_it():
    rows = ["data.items | array", "> id | string"]
    assert [m.path for m in members_of(table("Field | Type", *rows))][1] == ("data", "items", "id")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("`a`, `b`", ["a", "b"]),
        ("`a` / `b`", ["a", "b"]),
        ("`a` or `b`", ["a", "b"]),
        ("`a`<br>`b`", ["a", "b"]),
        ("**a**", ["a"]),
        ("[a](#a)", ["a"]),
        ("[`a`](#a)", ["a"]),
        ("`{a}`", ["a"]),
        ("{a}", ["a"]),
        ("`:a`", ["a"]),
        ("<code>a</code>", ["a"]),
        ("`X-Rate-Limit`", ["X-Rate-Limit"]),
        ("`@odata.id`", ["@odata.id"]),
        ("`$filter`", ["$filter"]),
        ("snake_case", ["snake_case"]),
        ("snake\\_case", ["snake_case"]),
        ("`a` (string)", ["a"]),
        ("All of them", []),
        ("", []),
        ("...", []),
        ("*none*", []),
    ],
)
def test_the_names_of_a_cell_are_read_as_a_reader_sees_them(cell, names):
    found = listing_of(table("Name | Type", f"{cell} | string", "zzz | string"))
    assert [m.name for m in found.members][:-1] == names


def test_a_name_stands_where_it_is_written():
    for cell in ("`data.id`", "**data.id**", "[data.id](#x)", "> data.id", "`data.id` (required)"):
        found = members_of(table("Name | Type", f"{cell} | string"))[0]
        assert isinstance(found.anchor, Span)
        assert found.anchor.text == "data.id"
        assert found.row.text.strip().startswith("|")


def test_a_row_of_which_too_much_or_too_little_is_there_gives_its_name_alone():
    rows = ["a | string | yes | text | and more", "b", "c | string", "d | string | no | text"]
    found = members_of(table("Name | Type | Required | Description", *rows))
    assert [(m.name, m.type is not None, m.required is not None) for m in found] == [
        ("a", False, False),
        ("c", False, False),
        ("d", True, True),
    ]


def test_a_row_that_only_lacks_its_last_cell_is_read():
    found = members_of(table("Name | Type | Required | Description", "a | string | yes"))
    assert (found[0].type.value.kinds, found[0].required.value) == ({"string"}, True)


def test_a_table_in_which_no_row_starts_with_a_name_says_so():
    found = listing_of(table("Name | Type", "All of the above | string", "The rest | string"))
    assert (found.kind, found.members) == ("members", ())
    assert found.reason


def test_a_table_without_rows_needs_no_reason():
    found = listing_of(table("Name | Type"))
    assert (found.kind, found.members, found.reason) == ("members", (), "")


def test_values_in_rows_of_their_own_are_one_list():
    text = table("Name | Value", "colour | `red`", "colour | `green`", "size | `1`")
    found = {m.name: [v.value for v in m.enum.value] for m in members_of(text)}
    assert found == {"colour": ["red", "green"], "size": ["1"]}


@pytest.mark.parametrize(
    ("row", "codes"),
    [
        ("200 | OK", [("200", "OK")]),
        ("`200` | OK", [("200", "OK")]),
        ("**200 OK** | All good and well", [("200", "OK")]),
        ("200, 201 | Fine", [("200", "Fine"), ("201", "Fine")]),
        ("4xx | Bad", [("4XX", "Bad")]),
        ("Default | Other", [("default", "Other")]),
        ("HTTP 404 - Not Found | x", [("404", "Not Found")]),
        ("[404](#x) | Not there", [("404", "Not there")]),
        ("1.200 | x", []),
        ("v200 | x", []),
        ("600 | x", []),
    ],
)
def test_codes_of_a_table_come_with_their_phrases(row, codes):
    found = listing_of(table("Status | Description", row, "500 | x", "501 | x", "502 | x"))
    said = [(s.code, s.phrase.value) for s in found.statuses if s.code not in ("500", "501", "502")]
    assert said == codes


@pytest.mark.parametrize(
    ("method", "named"), [("Any", 1), ("", 1), ("*", 1), ("WebSocket", 0), ("`WS`", 0), ("get", 1)]
)
def test_a_method_that_http_does_not_have_names_no_operation(method, named):
    found = listing_of(table("Method | Path", f"{method} | /pets"))
    assert len(found.namings) == named


def test_operations_stand_in_the_rows_of_a_table():
    text = table("Method | Path", "`GET` | `/pets`", "post | /pets", "**DELETE** | [/pets/{id}](x)")
    found = [(n.method.value, n.path.value, n.path.anchor.text) for n in listing_of(text).namings]
    assert found == [
        ("GET", "/pets", "/pets"),
        ("POST", "/pets", "/pets"),
        ("DELETE", "/pets/{id}", "/pets/{id}"),
    ]


def test_titles_are_given_as_they_are_compared():
    assert titles(block_of(table("**Name:** | Is  it Required?", "a | b"))) == (
        "name",
        "is it required",
    )


@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><th>Name<th>Type<tr><td>a<td>string</table>",
        "<table><tr><th colspan=2>Name</th><th>Type</th></tr>"
        "<tr><td>a</td><td>b</td><td>string</td></tr></table>",
        "<table><thead><tr><td><b>Name</b></td><td>Type</td></tr></thead>"
        "<tbody><tr><td><code>a</code></td><td>string</td></tr></tbody></table>",
    ],
)
def test_html_tables_are_tables(text):
    (found,) = members_of(text)
    assert (found.name, found.type.value.kinds) == ("a", {"string"})


def test_row_that_spans_all_columns_is_no_member():
    text = (
        "<table><tr><th>Name</th><th>Type</th></tr><tr><td colspan=2>Optional</td></tr>"
        "<tr><td>a</td><td>string</td></tr></table>"
    )
    assert [m.name for m in members_of(text)] == ["a"]


@pytest.mark.parametrize(
    ("title", "cells", "typed"),
    [
        ("Format", ("string", "integer"), True),
        ("格式", ("字串", "布林"), True),
        ("Format", ("string", "the name of a pet"), False),
        ("Format", ("date", "id"), False),
        ("Since", ("1.0", "2.0"), False),
    ],
)
def test_a_column_of_types_is_one_whatever_it_is_called(title, cells, typed):
    rows = [f"p{at} | {cell} | yes" for at, cell in enumerate(cells)]
    text = f"# GET /pets\n\n## Query\n\n{table(f'Name | {title} | Required', *rows)}"
    assert [member.type is not None for member in members_of(text)] == [typed] * 2


def test_a_column_called_http_holds_codes_only_where_it_has_some():
    codes = listing_of(table("HTTP | Meaning", "200 | fine", "404 | not there"))
    assert [status.code for status in codes.statuses] == ["200", "404"]
    requests = listing_of(table("Name | HTTP", "List pets | `GET /pets`", "Add one | `POST /pets`"))
    assert "code" not in requests.roles


def html(*rows: str) -> str:
    return "# GET /a\n\n<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in rows) + "\n</table>\n"


HEAD = "<th>Location</th><th>Name</th><th>Type</th><th>Required</th>"


def test_a_cell_over_several_rows_stands_in_each_of_them():
    text = html(
        HEAD,
        '<td rowspan="2">query</td><td>page</td><td>integer</td><td>yes</td>',
        "<td>sort</td><td>string</td><td>no</td>",
        "<td>header</td><td>X-Id</td><td>string</td><td>no</td>",
    )
    found = [(one.name, one.where, one.type.value.words) for one in members_of(text)]
    assert found == [
        ("page", "query", "integer"),
        ("sort", "query", "string"),
        ("X-Id", "header", "string"),
    ]


def test_a_name_over_several_rows_is_one_member():
    text = html(
        "<th>Name</th><th>Type</th><th>Description</th>",
        '<td rowspan="3">mode</td><td>string</td><td>How.</td>',
        "<td>fast</td><td>Quick.</td>",
        "<td>slow</td><td>Not.</td>",
        "<td>page</td><td>integer</td><td>Which.</td>",
    )
    assert [one.name for one in members_of(text)] == ["mode", "page"]


def test_a_header_over_two_rows_names_no_member():
    text = html(
        '<th rowspan="2">Name</th><th colspan="2">About</th>',
        "<th>Type</th><th>Description</th>",
        "<td>page</td><td>integer</td><td>Which.</td>",
    )
    assert "Type" not in [one.name for one in members_of(text)]


def test_a_cell_may_reach_over_the_last_row():
    text = html(HEAD, '<td rowspan="9">query</td><td>page</td><td>integer</td><td>yes</td>')
    assert [one.name for one in members_of(text)] == ["page"]


@pytest.mark.parametrize(
    ("text", "where"),
    [("The size of the text in the header of the card.", None), ("Sent in the header.", "header")],
)
def test_a_header_of_something_else_is_no_place(text, where):
    (member,) = members_of(
        f"# GET /a\n\n{table('Name | Type | Description', f'a | string | {text}')}"
    )
    assert member.where == where


def test_a_type_and_a_place_may_stand_below_a_name():
    text = html(
        "<th>Name</th><th>Description</th>",
        "<td><div>page</div><div>integer</div><div><em>(query)</em></div></td><td>Which.</td>",
        "<td><div>X-Id</div><div>many words</div><div>(header)</div></td><td>Whose.</td>",
    )
    page, other = members_of(text)
    assert (page.name, page.where, page.type and page.type.value.words) == (
        "page",
        "query",
        "integer",
    )
    assert (other.name, other.where, other.type) == ("X-Id", "header", None)
