"""The checks of tables and pages, on what no author would write."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.model.contract import Listing
from doclint.model.page import Note, Page, Table
from doclint.model.project import Described, Endpoint, Project
from doclint.model.source import Source
from doclint.parse.markdown.pages import parse_markdown
from doclint.read.contracts import read_page
from doclint.read.vocabulary import load_vocabulary
from doclint.rules.catalog import catalog

MODULES = (
    "leaks page_text pages swallowed table_rows table_shape table_text tables".split()  # noqa: SIM905
)
RULES = [rule for rule in catalog() if rule.check.__module__.rpartition(".")[2] in MODULES]
HEADER = "| Name | Type | Description |\n|---|---|---|\n"
PIECES = (
    *(
        "|",
        " | ",
        "||",
        "\n",
        "\n\n",
        "`",
        "``",
        "\\",
        "<id>",
        "<",
        ">",
        "- ",
        "> ",
        "    ",
        "a",
        "id",
    ),
    *(
        "string",
        "yes",
        "The pet.",
        "---",
        "|---|---|",
        "{{ item.a }}",
        "{% if x %}",
        "{% endfor %}",
    ),
    *(
        "{% raw %}",
        "<% } %>",
        "[object Object]",
        "undefined",
        "['a', 'null']",
        "{'a': True}",
        "****",
    ),
    *(
        "```",
        "```json",
        "~~~",
        "# ",
        "## a",
        "**a**",
        "[a](#tab/a)",
        "1 2 3",
        "宠物宠物宠物",
        "\0",
        HEADER,
    ),
)
VOCABULARY = load_vocabulary()


def subjects(text):
    page = parse_markdown(Source("page.md", text))
    yield page
    yield Project(pages=(page, page, page))
    yield Described(page, "page.md", tuple(map(Endpoint, read_page(page, VOCABULARY))))
    yield from page.notes
    yield from (block for block in page.blocks() if isinstance(block, Table))
    yield from (one for contract in read_page(page, VOCABULARY) for one in contract.listings)


def hits(text):
    kinds = {kind.__name__: kind for kind in (Described, Listing, Note, Page, Project, Table)}
    for subject in subjects(text):
        for rule in RULES:
            if any(isinstance(subject, kinds[name]) for name in rule.subjects):
                yield from ((rule.check, hit) for hit in rule.check(subject, **rule.options))


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_no_text_makes_a_check_raise_or_point_outside_of_the_page(text):
    for check, hit in hits(text):
        told = re.split(r",\s+", re.search(r"Facts: ([\w, \n]+)\.", check.__doc__)[1])
        assert set(told) == set(hit.facts)
        assert 0 <= hit.anchor.start <= hit.anchor.end <= len(hit.anchor.source.text)


@pytest.mark.parametrize("count", [2, 3, 7])
def test_a_line_of_glued_rows_is_counted(count):
    line = " ".join(f"| name{n} | string | The name. |" for n in range(count))
    found = [hit for check, hit in hits(HEADER + line) if check.__name__ == "glued_rows"]
    assert [hit.facts["count"] for hit in found] == [count]


@pytest.mark.parametrize("lost", [1, 2])
def test_a_lost_cell_is_named_by_its_column(lost):
    titles = ["Name", "Type", "Required", "Description"]
    full = ["limit", "integer", "yes", "How many pets to return."]
    short = [cell for at, cell in enumerate(full) if at != lost]
    rows = [titles, ["---"] * 4, full, full[:1] + full[1:], short]
    text = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    found = [hit for check, hit in hits(text) if check.__name__ == "shifted_row"]
    assert [hit.facts["missing"] for hit in found] == [titles[lost]]
