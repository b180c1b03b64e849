"""Definition lists: which hold members, statuses, codes or parts, and what each entry says."""

from __future__ import annotations

import sys

import pytest

from doclint.model.contract import Contract, Member
from doclint.model.source import Source
from doclint.parse.pages import parse_page
from doclint.read.contracts import read_page
from tests.build import WORDS, contracts_of, members_of


def contract(*entries: tuple[str, str], heading: str = "Query parameters") -> Contract:
    """What is read of an operation with a definition list of (term, text) below a heading."""
    lines = "\n".join(f"<dt>{term}</dt><dd>{text}</dd>" for term, text in entries)
    text = f"<h1>T</h1>\n<p><code>GET /a</code></p>\n<h2>{heading}</h2>\n<dl>\n{lines}\n</dl>\n"
    found = read_page(parse_page(Source("page.html", text)), WORDS)
    return found[0]


def members(*entries: tuple[str, str], heading: str = "Query parameters") -> tuple[Member, ...]:
    found = contract(*entries, heading=heading)
    return tuple(member for listing in found.listings for member in listing.members)


def said(member: Member) -> tuple[str, str | None, bool | None, object]:
    """A member's path, the kind of its type, whether it is required, its default."""
    return (
        ".".join(member.path),
        next(iter(member.type.value.kinds)) if member.type else None,
        member.required and member.required.value,
        member.default and member.default.value,
    )


ENTRIES = {
    ("limit", "How many."): ("limit", None, None, None),
    ("<code>limit</code>", "integer. How many."): ("limit", "integer", None, None),
    ("<code>limit</code> (integer)", "How many."): ("limit", "integer", None, None),
    ("<code>limit</code> (integer, required)", "Words."): ("limit", "integer", True, None),
    ("<b>limit</b> <em>integer</em>", "Optional. Words."): ("limit", "integer", False, None),
    ("limit : integer", "Words."): ("limit", "integer", None, None),
    ("limit: integer, optional", "Words."): ("limit", "integer", False, None),
    ("limit", "(Required, integer) Defaults to <code>10</code>."): ("limit", "integer", True, "10"),
    ("limit", "<em>integer</em>, <b>optional</b>. Words."): ("limit", "integer", False, None),
    ("limit", "Words.<ul><li>Type: integer</li><li>Required: no</li></ul>"): (
        "limit",
        "integer",
        False,
        None,
    ),
    ("filter[state]", "Words."): ("filter.state", None, None, None),
}


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_says_what_a_row_would(entry):
    (found,) = members(entry)
    assert said(found) == ENTRIES[entry]
    assert found.where == "query"


@pytest.mark.parametrize("entry", ENTRIES)
def test_the_name_of_an_entry_stands_where_it_is_written(entry):
    (found,) = members(entry)
    assert found.anchor.text in ("limit", "filter[state]")
    assert found.anchor.line == 5


FIELDS = {
    "param limit": (None, None),
    ":param limit:": (None, None),
    "param int limit": ("integer", None),
    "query limit": (None, "query"),
    "query integer limit": ("integer", "query"),
    "reqheader limit": (None, "header"),
    ">header limit": (None, "response_header"),
    "&lt;json string limit": ("string", "body"),
    "reqjson boolean limit": ("boolean", "body"),
    ">json array limit": ("array", "response"),
    "form limit": (None, "body"),
}


@pytest.mark.parametrize("term", FIELDS)
def test_a_field_names_a_member_its_type_and_its_place(term):
    (found,) = members((term, "Words."), heading="Details")
    kind = next(iter(found.type.value.kinds)) if found.type else None
    assert (found.name, kind, found.where) == ("limit", *FIELDS[term])
    assert found.anchor.text == "limit"


def test_fields_of_several_places_are_listings_of_their_own():
    entries = [("query a", "x"), ("query b", "y"), (">json c", "z"), ("statuscode 200", "OK")]
    found = contract(*entries, heading="Details")
    wheres = [(one.where, [m.name for m in one.members]) for one in found.listings if one.members]
    assert wheres == [("query", ["a", "b"]), ("response", ["c"])]
    assert [status.code for status in found.statuses] == ["200"]


def test_a_field_of_its_own_gives_the_type():
    (found,) = members(("param limit", "Words."), ("type limit", "int"), heading="Details")
    assert said(found) == ("limit", "integer", None, None)


TYPED = {
    "one name in two places": (
        [("query kind", "x"), ("querytype kind", "array"), (">json kind", "y")],
        [("kind", "array", None, None), ("kind", None, None, None)],
    ),
    "one name at two depths": (
        [("resjson a[].kind", ""), ("resjsonobj a[].kind", "string"), ("resjson b.kind", "z")],
        [("a.kind", "string", None, None), ("b.kind", None, None, None)],
    ),
    "types of query parameters": (
        [("queryparam kind", "x"), ("queryparamtype kind", "string, required")],
        [("kind", "string", True, None)],
    ),
    "a type of elements": (
        [("resjsonarr kind", "x"), ("resjsonarrtype kind", "boolean")],
        [("kind", "boolean", None, None)],
    ),
    "no other field": ([("reqjsonobj kind", "x")], [("kind", None, None, None)]),
}


@pytest.mark.parametrize("name", TYPED)
def test_a_field_of_a_type_is_about_the_field_of_its_name_and_place(name):
    entries, expected = TYPED[name]
    assert [said(each) for each in members(*entries, heading="Details")] == expected


def test_a_sentence_in_front_of_fields_says_nothing_of_them():
    text = (
        "<h1>T</h1><p><code>GET /a/{id}</code></p><p>Pets that match a query in the body.</p>"
        "<dl><dt>param id</dt><dd>Words.</dd></dl><p>Query parameters:</p>"
        "<dl><dt>param limit</dt><dd>Words.</dd></dl>"
    )
    (found,) = read_page(parse_page(Source("page.html", text)), WORDS)
    wheres = [(m.name, m.where) for one in found.listings for m in one.members]
    assert wheres == [("id", None), ("limit", "query")]


def test_a_field_with_a_type_alone_is_about_the_whole_body():
    found = members((">json object", "x"), (">json string list", "y"), ("query list", "z"))
    assert [(each.name, each.where) for each in found] == [("list", "response"), ("list", "query")]


@pytest.mark.parametrize(
    ("heading", "where"),
    [("Update a pet with form data", None), ("Form data", "body"), ("Path parameters:", "path")],
)
def test_only_the_title_of_a_part_says_where_a_field_goes(heading, where):
    (found,) = members(("param id", "Words."), heading=heading)
    assert found.where == where


def test_entries_in_entries_are_nested():
    inner = "<dl><dt>id (string)</dt><dd>x</dd><dt>name (string)</dt><dd>y</dd></dl>"
    found = members(("pet (object)", f"The pet.{inner}"), ("tag (string)", "z"), heading="Body")
    assert [".".join(m.path) for m in found] == ["pet", "pet.id", "pet.name", "tag"]


def test_lists_in_entries_are_nested():
    inner = "<ul><li><code>id</code> (string): x</li></ul>"
    found = members(("pet (object)", f"The pet.{inner}"), heading="Request body")
    assert [".".join(m.path) for m in found] == ["pet", "pet.id"]


def test_a_list_of_values_in_an_entry_is_that_of_its_member():
    inner = "One of:<ul><li><code>asc</code></li><li><code>desc</code></li></ul>"
    (found,) = members(("sort", f"<p>The order.</p><p>{inner}</p>"))
    assert found.enum is None or [v.value for v in found.enum.value] == ["asc", "desc"]


GLOSSARY = {
    "titles": [("Pet", "An animal."), ("Shop", "Where it is.")],
    "sentences": [("How do I sign in?", "With a token."), ("What is a pet?", "An animal.")],
    "one name of three": [("limit", "x"), ("How it works", "y"), ("What else", "z")],
    "words": [("fast", "It is."), ("small", "As well.")],
}


@pytest.mark.parametrize("name", GLOSSARY)
def test_terms_of_other_lists_are_no_members(name):
    assert members(*GLOSSARY[name], heading="Background") == ()


def test_what_is_said_of_one_member_is_no_list_of_members():
    assert members(("Type", "string"), ("Required", "yes"), ("Default", "10")) == ()


def test_a_list_below_a_name_says_what_its_member_is():
    text = (
        "<h1>T</h1><p><code>GET /a</code></p><h2>Query parameters</h2><h3>limit</h3>"
        "<dl><dt>Type</dt><dd>integer</dd><dt>Required</dt><dd>no</dd><dt>Default</dt><dd>10</dd>"
        "</dl><p>How many.</p>"
    )
    (found,) = read_page(parse_page(Source("page.html", text)), WORDS)
    assert [said(m) for one in found.listings for m in one.members] == [
        ("limit", "integer", False, "10")
    ]


STATUSES = {
    ("200", "OK"): ("200", None),
    ("200 OK", "All is well."): ("200", "OK"),
    ("<code>404 Not Found</code>", "There is none."): ("404", "Not Found"),
    ("HTTP 409", "A conflict."): ("409", None),
}


@pytest.mark.parametrize("entry", STATUSES)
@pytest.mark.parametrize("heading", ["Responses", "Status codes", "Errors"])
def test_codes_are_statuses(entry, heading):
    found = contract(entry, ("500", "Never."), heading=heading)
    status = found.statuses[0]
    assert (status.code, status.phrase and status.phrase.value) == STATUSES[entry]
    assert not [member for one in found.listings for member in one.members]


def test_codes_of_errors_are_no_members():
    found = contract(
        ("<code>pet_gone</code>", "There is none."), ("<code>no_pets</code>", "x"), heading="Errors"
    )
    assert [e.code for one in found.listings for e in one.errors] == ["pet_gone", "no_pets"]


def test_terms_that_name_parts_stand_as_headings():
    inner = "<ul><li><code>limit</code> (integer)</li><li><code>sort</code>: how</li></ul>"
    found = members(("Query parameters", inner), ("Path parameters", inner), heading="What is sent")
    assert [(m.name, m.where) for m in found] == [
        ("limit", "query"),
        ("sort", "query"),
        ("limit", "path"),
        ("sort", "path"),
    ]


def terms(text: str) -> list[tuple[str, str | None, bool | None, object]]:
    found = contracts_of(f"# T\n\n`GET /a`\n\n## Query parameters\n\n{text}\n")
    return [said(m) for contract in found for one in contract.listings for m in one.members]


@pytest.mark.parametrize("tag", ["{{<required>}}", "{{< required >}}", "{{% required %}}"])
def test_a_tag_of_a_site_generator_marks_what_is_required(tag):
    assert terms(f"limit\n: {tag} Integer. How many.\n\nsort\n: String.") == [
        ("limit", "integer", True, None),
        ("sort", "string", None, None),
    ]


@pytest.mark.parametrize("tag", ["{{< param >}}", "{{ required }}", "{{<required if=a>}}"])
def test_other_tags_mark_nothing(tag):
    assert [required for _, _, required, _ in terms(f"limit\n: {tag} Words.")] == [None]


def test_terms_without_blank_lines_between_them_are_each_one():
    text = "limit\n: Integer. How many.\n:sort\n: String. The order\nof it.\n`by`\n: Boolean."
    assert [(name, kind) for name, kind, _, _ in terms(text)] == [
        ("limit", "integer"),
        ("sort", "string"),
        ("by", "boolean"),
    ]


HOSTILE = ["(" * 20_000, "a " * 20_000, "[" * 20_000, "`" * 20_000, "a.b[" * 10_000, ":" * 20_000]


@pytest.mark.parametrize("text", HOSTILE)
def test_terms_that_never_end_are_read_in_time(text):
    assert contract((text, text), ("param " + text, text), heading="Parameters") is not None


@pytest.mark.parametrize(
    "entries",
    [
        "<dt>Method</dt><dd>GET</dd><dt>URL</dt><dd>/pets</dd>",
        "<dt>Path</dt><dd><code>/pets</code></dd><dt>Method</dt><dd><code>GET</code></dd>",
        "<dt><code>GET /pets</code></dt><dd>All of them.</dd>",
    ],
)
def test_a_definition_list_names_an_operation(entries):
    text = f"<h1>Pets</h1>\n<dl>{entries}</dl>\n"
    (found,) = read_page(parse_page(Source("page.html", text)), WORDS)
    assert [(n.method and n.method.value, n.path.value) for n in found.namings] == [
        ("GET", "/pets")
    ]


def test_an_indented_text_behind_a_definition_is_no_example():
    text = (
        "# T\n\n`GET /a`\n\n## Query parameters\n\n`a`\n: One.\n\n    More of it.\n\n`b`\n: Two.\n"
    )
    (contract,) = contracts_of(text)
    assert (contract.samples, [m.name for m in members_of(text)]) == ((), ["a", "b"])


def test_a_line_in_front_says_nothing_of_a_list_of_titled_parts():
    text = (
        "<html><body><h2><code>GET /shelves/(int: id)</code></h2>"
        "<p>This API returns the list of all the plants.</p>"
        "<dl><dt>Parameters<span>:</span></dt><dd><ul><li><p><strong>id</strong> (<em>int</em>)"
        " – Of the shelf.</p></li></ul></dd></dl></body></html>"
    )
    (contract,) = read_page(parse_page(Source("page.html", text)), WORDS)
    assert [naming.path.value for naming in contract.namings] == ["/shelves/(int: id)"]
    assert [m.where for each in contract.listings for m in each.members] == ["request"]


def test_the_work_on_entries_grows_as_their_number():
    assert calls_for(1600) < 6 * calls_for(400)


def calls_for(number: int) -> int:
    """How many functions are called to read so many entries."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    entries = [(f"a{index}", "Words.") for index in range(number)]
    sys.setprofile(count)
    try:
        contract(*entries, heading="Details")
    finally:
        sys.setprofile(None)
    return calls
