"""Whole pages of HTML as they are saved: silent where they are right, told where they are not."""

from pathlib import Path

import pytest

from doclint.build import build
from doclint.config import Config
from doclint.discover import discover
from doclint.files import Memory
from doclint.model.page import Example
from doclint.rules.catalog import catalog, select
from doclint.run import lint

FOLDER = Path(__file__).parent / "html_pages"
SPEC = (FOLDER / "orders.yaml").read_text("utf-8")
ENDPOINT = (FOLDER / "endpoint.html").read_text("utf-8")
HELP = (FOLDER / "help_center.html").read_text("utf-8")
RULES = select(catalog(), strict=True)

DEFECTS = [
    ('href="#create-order">how', "create-order", "make-order", "project/dead-reference"),
    ("{order_id}</code></div>", "order_id", "orderid", "endpoint/path-placeholder-differs"),
    ("limit</code></td><td>integer", "integer", "string", "parameter/type-differs"),
    ("<code>20</code>", "20", "50", "parameter/default-differs"),
    ("<code>items</code>, <code>customer", "customer", "clients", "parameter/enum-differs"),
    ("<td>404 Not Found", "Not Found", "Bad Request", "response/status-text-differs"),
    ("<td>404 Not Found", "404 Not Found", "410 Gone", "response/unknown-status"),
    ('"mi">1200', "1200", "true", "example/differs-from-schema"),
    ("<code>note</code> (string)", "note", "notte", "body/near-miss-name"),
    ("&quot;note&quot;: &quot;soon&quot;", "&quot;soon&quot;", "3", "request/body-differs"),
    ("-X POST https", "POST", "PUT", "request/method-differs"),
    ("Create an order</h2>", "Create an order", "Create <id>", "table/swallowed-text"),
]


def findings(files: dict[str, str]):
    return lint(Memory(files), ["."], Config(), RULES).findings


def told(text: str, path: str = "page.html"):
    return [f for f in findings({path: text, "openapi.yaml": SPEC}) if f.place.path == path]


def page_and_contracts(text: str):
    files = Memory({"page.html": text})
    project, (page,) = build(files, discover(files, ["."], Config()), Config())
    return page, [one.documented for one in project.endpoints]


def test_a_page_that_is_right_is_silent():
    assert [str(finding) for finding in told(ENDPOINT)] == []


@pytest.mark.parametrize(("around", "old", "new", "rule"), DEFECTS)
def test_a_defect_is_told_at_its_place(around, old, new, rule):
    assert ENDPOINT.count(around) == 1
    broken = ENDPOINT.replace(around, around.replace(old, new))
    at = ENDPOINT.index(around) + around.index(old)
    line = ENDPOINT.count("\n", 0, at) + 1
    assert (rule, line) in [(one.rule, one.place.line) for one in told(broken)]


def test_a_finding_begins_at_its_first_character():
    broken = ENDPOINT.replace('"s2">"ord_1"', '"mi">7')
    (finding,) = told(broken)
    assert broken[finding.place.start : finding.place.end] == "7"


def test_a_comment_silences_the_block_behind_it():
    around = "<h3>Query parameters</h3>"
    broken = ENDPOINT.replace("limit</code></td><td>integer", "limit</code></td><td>string")
    comment = "<!-- doclint: ignore[parameter/type-differs] -->"
    files = {"page.html": broken.replace(around, around + comment), "openapi.yaml": SPEC}
    result = lint(Memory(files), ["."], Config(), RULES)
    assert result.findings == ()
    assert [finding.rule for finding in result.suppressed] == ["parameter/type-differs"]


def test_all_of_a_saved_help_page_is_read_but_its_frame():
    page, contracts = page_and_contracts(HELP)
    titles = [section.heading.text for section in page.walk() if section.heading]
    assert titles == ["Answers", "Status Code", "Response Header", "(Optional) Response Body"]
    (contract,) = contracts
    assert [status.code for status in contract.statuses] == ["201"]
    assert [m.name for one in contract.listings for m in one.members] == ["X-Courier-Token"]
    first, second = (sample.example for sample in contract.samples)
    assert first.body.startswith('{\n    "token": {')
    assert first.body.endswith("......")
    assert second.body.startswith('{\n    "error_msg"')
    shown = " ".join(block.span.text for block in page.blocks())
    assert "helpful" not in shown
    assert "Legal" not in shown
    assert "Rate Queries" not in shown


def test_of_a_saved_help_page_only_the_menu_is_told():
    (finding,) = findings({"page.html": HELP})
    assert finding.rule == "page/duplicate-navigation-entry"
    assert HELP.splitlines()[finding.place.line - 1].count("parcels2.html") == 1


def test_prose_about_errors_is_compared_with_the_body_above_it():
    broken = HELP.replace("<strong>error_msg</strong>", "<strong>error_message</strong>")
    (finding,) = [f for f in findings({"page.html": broken}) if f.rule.startswith("error/")]
    assert broken[finding.place.start : finding.place.end] == "error_message"


@pytest.mark.parametrize(
    "text",
    [
        '<meta http-equiv="refresh" content="0; url=orders.html">',
        '<html><head><title>Redirecting</title></head><body><a href="/x">here</a></body></html>',
        '<html><body><div id="root"></div><script src="app.js"></script></body></html>',
        "<html><body><h1>Search</h1><div id=results></div><script>find()</script></body></html>",
        "<html><body><h1>All pages</h1><ul><li><a href='a.html'>A</a></ul></body></html>",
        "",
    ],
)
def test_pages_that_say_nothing_are_silent(text):
    assert told(text) == []


def test_html_with_blocks_in_a_folder_of_templates_is_a_template():
    text = "<ul>{% for x in xs %}<li>{{ x }}</li>{% endfor %}</ul>"
    found = discover(Memory({"templates/page.html": text}), ["."], Config())
    assert [source.path for source in found.templates] == ["templates/page.html"]
    assert found.pages == ()


def test_links_between_pages_lead_to_ids():
    other = '<h1>Errors</h1><p id="codes">Codes</p>'
    page = (
        '<h1>A</h1><p>See <a href="errors.html#codes">codes</a>, <a href="errors.html#texts">t</a>.'
    )
    found = findings({"a.html": page, "errors.html": other})
    assert [(one.rule, one.place.line) for one in found] == [("project/dead-reference", 1)]
    assert page[found[0].place.start : found[0].place.end] == "errors.html#texts"


def test_examples_keep_their_lines():
    page, _ = page_and_contracts(ENDPOINT)
    (json,) = [b for b in page.blocks() if isinstance(b, Example) and b.language == "json"]
    assert json.body.splitlines()[2] == '  "total": 1200,'
    at = json.body.index("1200")
    assert json.body.at(at, at + 4).text == "1200"


def test_a_term_called_type_is_a_member_as_others_are():
    terms = "".join(
        f"<dt><code>{name}</code> <em>string</em></dt><dd>It.</dd>" for name in ("id", "type")
    )
    _, (contract,) = page_and_contracts(f"<h2>POST /a</h2><h3>Body</h3><dl>{terms}</dl>")
    assert [one.name for listing in contract.listings for one in listing.members] == ["id", "type"]
