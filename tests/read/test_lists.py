"""Lists of members: bullets with a name in front, in each usual notation, and no other bullets."""

from __future__ import annotations

import pytest

from doclint.read.definitions import is_definition
from tests.build import block_of, contracts_of, listing_of, members_of


def items(*lines: str, heading: str = "Parameters") -> str:
    return f"# T\n\n`GET /a`\n\n## {heading}\n\n" + "\n".join(lines) + "\n"


NOTATIONS = {
    # what the line is: kind, required, default
    "- `a` (string: \\<required>) - The name.": ("string", True, None),
    "- `a` `(string: <required>)` - The name.": ("string", True, None),
    "- `a` (int: 0) - The name.": ("integer", None, "0"),
    '- `a` (string: "x") - The name.': ("string", None, "x"),
    "- `a` (bool: false) - The name.": ("boolean", None, "false"),
    "- `a` `(string: <optional>)` - The name.": ("string", False, None),
    '- `a` `(string: "no")` - The name.': ("string", None, "no"),
    "- `a` (string: <required>) - The name.": ("string", None, None),  # shows as "(string: )"
    "- `a` (string, required) - The name.": ("string", True, None),
    "- `a` (string, optional) - The name.": ("string", False, None),
    "- `a` (*string*) - The name.": ("string", None, None),
    "- `a` (required) - The name.": (None, True, None),
    "- `a` [string] The name.": ("string", None, None),
    "- `a` <string> The name.": (None, None, None),
    "- `a`: string. The name.": ("string", None, None),
    "- `a`: The name.": (None, None, None),
    "- `a` - The name.": (None, None, None),
    "- `a` – The name. Defaults to `5`.": (None, None, "5"),
    "- `a` (array<string>) - Names.": ("array", None, None),
    "- `a` (integer) (required) - The name.": ("integer", True, None),
    "- **a** (string): The name.": ("string", None, None),
    "- **`a`** (string): The name.": ("string", None, None),
    "- *a* (string): The name.": ("string", None, None),
    "- [a](#a) (string): The name.": ("string", None, None),
    "- `a=<string>` - The name.": ("string", None, None),
    "- **a** *(required)*: The name.": (None, True, None),
    "* `a` (string)": ("string", None, None),
    "1. `a` (string)": ("string", None, None),
    "- `a` **string** _required_ The name.": ("string", True, None),
    "- `a` **string**, optional. The name.": ("string", False, None),
    "- `a` **string** required for some": ("string", None, None),
    "- `a` (string, required if b is set) - The name.": ("string", None, None),
    "- a (string: \\<required>) - The name.": ("string", True, None),
    "- a (string, optional) - The name.": ("string", False, None),
    "- a: string, required. The name.": ("string", True, None),
    "- a - string - The name.": ("string", None, None),
    "- a {string} The name.": ("string", None, None),
    "- `a` {string} The name. **Default:** `x`.": ("string", None, "x"),
    "- `{string} a` - The name.": ("string", None, None),
    "- `{string} [a=x]` - The name.": ("string", False, "x"),
    "- `string a` - The name.": ("string", None, None),
    "- `a: string` - The name.": ("string", None, None),
    "- `a?: string` - The name.": ("string", False, None),
    "- `a=[string]`": ("string", None, None),
    "+ a: x (string, required) - The name.": ("string", True, None),
    "+ a: `x` (string, optional)": ("string", False, None),
    "+ `a`: x (string, optional)": ("string", False, None),
    '+ a: ["x", "y"] (array[string], required) - Names.': ("array", True, None),
    "+ a: [string] (required) - The name.": ("string", True, None),
    "- `a`: The name of it.  Required.": (None, True, None),
    "- `a` (string) - The name of it. **Optional.**": ("string", False, None),
    "- `a`: The name of it. Not required.": (None, None, None),
    "- `a`: The name. It is required": (None, None, None),
    "+ a (string, required, fixed-type) - The name.": ("string", True, None),
    "- `a`: The name of it (string): more.": (None, None, None),
    "- `a` - `string` - **Required** - The name.": ("string", True, None),
    "- `a` **required** `string` The name.": ("string", True, None),
    "- (required) `a` (string): The name.": ("string", True, None),
    "- **Optional** `a` (string): The name.": ("string", False, None),
    "- `a` *(string, optional, default 10)*: The name.": ("string", False, "10"),
    "- `a` (string, defaults to x): The name.": ("string", None, "x"),
    "- `a` (string in query, required): The name.": ("string", True, None),
    "- `required` (string): The name.": ("string", None, None),
    "- `a` (the whole collection): The name.": (None, None, None),
    "- `a` - A list of names.": (None, None, None),
    "- `a`: Disables log collection.": (None, None, None),
}


@pytest.mark.parametrize("line", NOTATIONS)
def test_an_item_says_what_its_notation_says(line):
    (found,) = members_of(items(line))
    kind = next(iter(found.type.value.kinds)) if found.type else None
    said = (kind, found.required and found.required.value, found.default and found.default.value)
    assert (found.name in ("a", "required"), said) == (True, NOTATIONS[line])


@pytest.mark.parametrize("line", NOTATIONS)
def test_the_name_of_an_item_stands_where_it_is_written(line):
    (found,) = members_of(items(line))
    assert found.anchor.text in ("a", "required")
    assert found.row.text.rstrip() == line


@pytest.mark.parametrize(
    ("heading", "where"),
    [
        ("Path parameters", "path"),
        ("Query Parameters", "query"),
        ("Request headers", "header"),
        ("JSON body", "body"),
        ("Parameters", "request"),
    ],
)
def test_a_heading_says_where_the_items_of_a_list_belong(heading, where):
    assert [m.where for m in members_of(items("- `a`: x", "- `b`: y", heading=heading))] == [
        where,
        where,
    ]


NO_MEMBERS = {
    "remarks": ["- **Note**: not a parameter", "- **Warning**: neither"],
    "plain": ["- one", "- two"],
    "links": ["- [List](a.md)", "- [Read](b.md)"],
    "a task list": ["- [ ] one", "- [x] two"],
    "an empty list": ["-", "-"],
    "labels": ["- **Type:** object", "- **Required:** yes"],
    "mostly words": ["- `a`: x", "- and so on", "- and more", "- and even more"],
}


@pytest.mark.parametrize("name", NO_MEMBERS)
def test_other_lists_hold_no_members(name):
    assert members_of(items(*NO_MEMBERS[name], heading="Background")) == ()


def test_bullets_in_prose_with_words_in_bold_are_no_members():
    assert members_of("# T\n\n`GET /a`\n\n- **Fast** - it is\n- **Small** - as well\n") == ()


def test_bullets_with_types_are_members_wherever_they_are():
    found = members_of("# T\n\n`GET /a`\n\n- **a** (string) - x\n- **b** (integer) - y\n")
    assert [m.name for m in found] == ["a", "b"]


def test_lists_in_items_hold_what_the_item_is_made_of():
    lines = [
        "- `data` (object) - The data.",
        "  - `items` (array) - Items.",
        "    - `id` (string) - Its id.",
        "- `next` (string) - The next.",
    ]
    assert {m.path for m in members_of(items(*lines, heading="Body"))} == {
        ("data",),
        ("data", "items"),
        ("data", "items", "id"),
        ("next",),
    }


def test_a_list_of_values_below_a_member_holds_no_members():
    lines = ["- `sort` (string) - How.", "  - `asc` - Up.", "  - `desc` - Down."]
    assert [m.name for m in members_of(items(*lines, heading="Query parameters"))] == ["sort"]


def values_of(text: str) -> tuple[str, ...] | None:
    """The allowed values of the first member of a text."""
    enum = members_of(text)[0].enum
    return enum and tuple(said.value for said in enum.value)


@pytest.mark.parametrize(
    ("code", "values"),
    [
        ('`"asc", "desc"`', ("asc", "desc")),
        ('`"a", "b" or "c"`', ("a", "b", "c")),
        ('`"asc" "desc", x`', None),
        ('`{"a": "b"}`', None),
    ],
)
def test_a_code_span_may_list_quoted_values(code, values):
    lines = ["- **`sort`**", "", f"  `string`, possible values: {code} — the order"]
    assert values_of(items(*lines)) == values


LEADS = [
    "The order, one of:",
    "Possible values:",
    "Mögliche Werte:",
    "Valeurs possibles :",
    "Valores posibles:",
    "取值范围：",
    "Can be one of the following:",
]


@pytest.mark.parametrize("lead", LEADS)
def test_a_list_below_a_member_has_its_values_where_the_item_says_so(lead):
    lines = [f"- `sort` (string) - {lead}", "  - `asc` - Up.", "  - `desc` - Down."]
    assert values_of(items(*lines)) == ("asc", "desc")


@pytest.mark.parametrize(
    "lead", ["The order.", "Values such as:", "Can be used with:", "One of these fields:"]
)
def test_a_list_below_a_member_is_not_taken_for_all_of_its_values(lead):
    lines = [f"- `sort` (string) - {lead}", "  - `asc` - Up.", "  - `desc` - Down."]
    assert values_of(items(*lines)) is None


@pytest.mark.parametrize("lead", ["Possible values of `sort`:", "`sort` must be one of:"])
def test_a_list_of_values_is_about_the_member_that_its_lead_names(lead):
    text = items(lead, "", "- `asc`: up", "- `desc`: down", heading="Query parameters")
    found = listing_of(text)
    assert (found.kind, [m.name for m in found.members]) == ("values", ["sort"])
    assert values_of(text) == ("asc", "desc")
    assert found.members[0].anchor.text == "sort"


def test_a_list_of_values_of_nothing_that_is_named_has_no_rows_of_parameters():
    text = items("It is one of:", "", "- `asc`: up", "- `desc`: down", heading="Query parameters")
    assert listing_of(text).kind == "values"


@pytest.mark.parametrize(
    "lead",
    [
        "One of these parameters must be given:",
        "The body must be a JSON object:",
        "These can be set:",
        "The options:",
        "The values are returned in these fields:",
    ],
)
def test_a_list_of_members_stays_one_whatever_leads_to_it(lead):
    text = items(lead, "", "- `a`: up", "- `b`: down", heading="Query parameters")
    assert (listing_of(text).kind, len(members_of(text))) == ("members", 2)


def test_a_list_with_types_holds_members_whatever_leads_to_it():
    text = items("It is one of:", "", "- `a` (string): up", "- `b` (string): down")
    assert listing_of(text).kind == "members"


def test_the_row_of_an_item_ends_before_the_list_in_it():
    lines = ["- `a` (object) - The data.", "  - `b` (string) - Part."]
    outer, inner = members_of(items(*lines, heading="Body"))
    assert (outer.row.text.strip(), inner.row.text.strip()) == (
        "- `a` (object) - The data.",
        "- `b` (string) - Part.",
    )


def test_an_item_goes_on_in_the_paragraph_below_its_name():
    found = members_of(
        items("- `a`", "", "  `string`, format: `date`", "", "- `b`", "", "  Words.")
    )
    assert [(m.name, m.type is not None) for m in found] == [("a", True), ("b", False)]


def test_titles_in_a_list_are_no_members():
    lines = ["+ Attributes (object)", "    + a (string)", "    + b (Thing, required)"]
    assert [m.name for m in members_of(items(*lines, heading="Response"))] == ["a", "b"]


def test_a_property_with_properties_may_have_the_name_of_a_title():
    lines = ["- attributes (object)", "    - a (string)"]
    found = members_of(items(*lines, heading="Response"))
    assert [m.path for m in found] == [("attributes",), ("attributes", "a")]


@pytest.mark.parametrize("title", ["Parameters", "**Parameters**", "Parameters:"])
def test_an_item_that_is_a_title_says_what_the_list_in_it_is(title):
    text = f"# T\n\n`GET /a`\n\n+ {title}\n\n    + a: 1 (number, optional)\n"
    assert [(m.name, m.where) for m in members_of(text)] == [("a", "request")]


@pytest.mark.parametrize(
    "below",
    [
        ["    + Members", "        + up", "        + down - Not up."],
        ["    + Members", "        + `up`", "        + `down`"],
        ["    + Default: up", "    + Members", "        + up (string)", "        + down"],
        ["    + up", "    + down"],
    ],
)
def test_members_of_an_enumeration_are_its_values(below):
    (found,) = members_of(items("+ a: up (enum, optional)", *below))
    assert [one.value for one in found.enum.value] == ["up", "down"]


def test_words_below_a_member_that_is_no_enumeration_are_no_values():
    (found,) = members_of(items("+ a (string)", "    + up", "    + down"))
    assert found.enum is None


@pytest.mark.parametrize("count", [1, 2, 3])
def test_terms_with_definitions_are_members(count):
    terms = [f"`a{n}`\n: The name {n}. Required.\n" for n in range(count)]
    found = members_of(items("\n".join(terms), heading="Query parameters"))
    assert [(m.name, m.where) for m in found] == [(f"a{n}", "query") for n in range(count)]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("`a`\n: text", True),
        ("a\n   : text", True),
        ("a: text", False),
        ("a\n:text", False),
        ("a\n\n: text", False),
        ("x" * 90 + "\n: text", False),
        ("a\nb\n: text", False),
    ],
)
def test_a_definition_is_a_term_a_line_break_and_a_colon(text, is_one):
    assert is_definition(block_of(text)) is is_one


HOSTILE = {
    "open groups": "(" * 20_000,
    "open group": "(" + "a, " * 20_000,
    "angles in a group": "(" + "<a>" * 20_000,
    "open angles": "(" + "<a " * 20_000,
    "brackets in a group": "(" + "[a]" * 20_000 + "[",
    "spaces": " " * 50_000 + "x",
    "spaces and a dash": " " * 20_000 + "-" + " " * 20_000 + "x",
    "names": "`a`, " * 10_000,
    "defaults": "default " * 10_000,
    "limits": "max value length " * 5_000,
    "values": "`a` or " * 10_000,
    "quotes": "\"'“" * 10_000,
    "statuses": "returns 200, 201 or " * 5_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_items_that_never_end_are_read_in_time(name):
    for line in ("- `a` {}", "- **a** {}", "- {}", "`a`\n: {}", "{}\n: a"):
        assert contracts_of(items(line.format(HOSTILE[name]))) is not None


def gaps(*lines: str) -> int:
    return sum(len(one.gaps) for one in contracts_of(items(*lines, heading="Response 200")))


@pytest.mark.parametrize(
    "lines",
    [
        ["+ Attributes (Thing)", "    + a (string)"],
        ["+ Attributes(array[Thing])", "    + a (string)"],
        ["+ Attributes (Thing, required)", "    + a (string)"],
        ["+ a (string)", "+ Include Thing"],
        ["+ a (object)", "    + b (string)", "    + Include Base Thing"],
    ],
)
def test_a_list_that_takes_in_a_model_is_not_whole(lines):
    assert gaps(*lines) == 1


@pytest.mark.parametrize(
    "lines",
    [
        ["+ Attributes (Thing)"],
        ["+ Attributes (object)", "    + a (string)"],
        ["+ Attributes (array)", "    + a (string)"],
        ["+ Attributes (array[object])", "    + a (string)"],
        ["+ Attributes", "    + a (Thing)", "    + b (string)"],
        ["+ Response 200 (application/json)", "    + a (string)"],
        ["- `a` (string) - Include this one.", "- `b` (string)"],
    ],
)
def test_other_lists_are_whole(lines):
    assert gaps(*lines) == 0


@pytest.mark.parametrize(
    ("below", "said"),
    [
        ("**Default**: 10", ("10", None, None)),
        ("Default: `10`", ("10", None, None)),
        ("**Allowed values**: `10`, `20`", (None, ["10", "20"], None)),
        ("Required: yes", (None, None, True)),
        ("Default: 10  \n  Required: no", ("10", None, False)),
        ("It is what it is: 10", (None, None, None)),
    ],
)
def test_paragraphs_of_an_item_say_one_thing_each(below, said):
    (found,) = members_of(items("- `a`: How many.", "", f"  {below}"))
    values = found.enum and [one.value for one in found.enum.value]
    default, required = found.default, found.required
    assert (default and default.value, values, required and required.value) == said


def test_a_bold_title_of_a_list_is_no_member():
    lines = ["- **URL Parameters**:", "  - `b` (string, required): It.", "- **Response**:", "  - x"]
    text = "# T\n\n`GET /a/{b}`\n\n" + "\n".join(lines)
    assert [(m.name, m.where) for m in members_of(text)] == [("b", "url")]


@pytest.mark.parametrize("line", ["- `Parameters` (object)", "- **Parameters** (object): All."])
def test_a_property_with_the_name_of_a_title_is_one(line):
    found = members_of(items(line, "  - `b` (string): It.", heading="Response 200"))
    assert [m.path for m in found] == [("Parameters",), ("Parameters", "b")]


def test_an_example_among_the_members_is_one():
    text = items("- `a` (string): It.", "- `b` (string)", "- Example", "  ```json", "  {}", "  ```")
    (contract,) = contracts_of(text)
    assert (len(contract.samples), [m.name for m in members_of(text)]) == (1, ["a", "b"])


def test_the_value_in_front_of_a_type_is_no_list_of_allowed_values():
    (found,) = members_of(items('+ a: ["x", "y"] (array[string]) - Names.'))
    assert found.enum is None


def test_an_entry_whose_type_is_a_model_is_a_member_among_those_with_types():
    text = items("- id : String", "- state : PetState", "- kind : Kind", "- tame : Boolean")
    assert [one.name for one in members_of(text)] == ["id", "state", "kind", "tame"]


@pytest.mark.parametrize("lines", [("- status : Open", "- mode : Fast"), ("- state : PetState",)])
def test_words_behind_colons_alone_make_no_members(lines):
    assert members_of(items(*lines, heading="Notes")) == ()


STARRED = {
    "- `a`* (string) The name.": "string",
    "- **a*** – string – The name.": "string",
    "- `a`: String 1-10 characters": "string",
    "- `a: string (word)` **required**": "string",
    "- `a`: Integer 1-10 (required)": "integer",
    "- `a`: see 10 pets": None,
}


@pytest.mark.parametrize("line", STARRED)
def test_a_type_stands_behind_a_star_and_in_front_of_a_range(line):
    (member,) = members_of(items(line))
    assert (next(iter(member.type.value.kinds)) if member.type else None) == STARRED[line]


def test_a_bold_title_of_an_item_is_no_member():
    assert members_of(items("- **List pets**", "  - `GET /pets`", heading="API")) == ()


@pytest.mark.parametrize("heading", ["Request Parameters", "Body", "Parameters"])
def test_plain_names_are_members_where_a_mark_stands_beside_them(heading):
    found = members_of(items("1. a - *REQUIRED* - The name.", "2. b - optional", heading=heading))
    assert [(m.name, m.required and m.required.value) for m in found] == [("a", True), ("b", False)]


def test_plain_words_with_marks_are_no_members_elsewhere():
    assert members_of(items("- a - required", "- b - optional", heading="Setup")) == ()


def test_a_title_of_names_tells_that_marked_bullets_are_members():
    found = members_of(items("- `a` - The name.", heading="Request Parameters"))
    assert [member.name for member in found] == ["a"]
    assert members_of(items("- **Fast** - The name.", heading="Request Parameters")) == ()


SHARED = {
    "- `a`, `b`: Words.": [("a", None), ("b", None)],
    "- `a` / `b` (string) — Words.": [("a", "string"), ("b", "string")],
    "- `a`, `b` and `c`": [("a", None), ("b", None), ("c", None)],
    "- `a`, `string`, words": [("a", "string")],
    "- `a`, `required`": [("a", None)],
    "- `a`, `10` at most": [("a", None)],
    "- `a`: `b`, `c`": [("a", None)],
    "- a?: string": [("a", "string")],
    "- **a** stringrequired": [("a", "string")],
    "- `a`: A string representing the name.": [("a", "string")],
    "- `a`: Boolean indicating if it is so.": [("a", "boolean")],
    "- `a`: A string of beads.": [("a", None)],
}


@pytest.mark.parametrize("line", SHARED)
def test_names_share_a_line_and_a_type_does_not(line):
    found = members_of(items(line, heading="Query parameters"))
    assert [(m.name, m.type and next(iter(m.type.value.kinds))) for m in found] == SHARED[line]


def test_a_question_mark_behind_a_plain_name_says_that_it_may_lack():
    (member,) = members_of(items("- a?: string", heading="Query parameters"))
    assert member.required is not None
    assert member.required.value is False


def test_a_shortcode_in_front_of_a_name_may_mark_it():
    text = r"""
    # Orders

    ## Query parameters

    - {{< req "\*" >}} **since**: From when on.
    - {{% required %}} **sort**: Their order.
    - **limit**: How many.
    """
    said = [(m.name, m.required and m.required.value) for m in members_of(text)]
    assert said == [("since", None), ("sort", True), ("limit", None)]
