from __future__ import annotations

import pytest

from doclint.model.page import Prose
from doclint.model.source import Source
from doclint.parse.markdown.inline import read_inline
from doclint.parse.markdown.link_target import Target


def read(text: str, *, cell: bool = False) -> Prose:
    """The text in the middle of a page, so that offsets are not those of the page."""
    source = Source("page.md", f"é {text}")
    return read_inline(source.span(2), cell=cell)


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("plain, user_id and x*y", "plain, user_id and x*y"),
        ("**Required.** The `id`", "Required. The id"),
        ("`` a ` b ``", "a ` b"),
        ("[the *pets*](/pets 'Pets')", "the pets"),
        ("![alt](a.png) <b>x</b><br/>y", "alt x\ny"),
        ("a\nb  \nc\\\nd", "a b\nc\nd"),
        ("a &amp; b &lt;c&gt; \\*d\\*", "a & b <c> *d*"),
        ("<https://a.example>", "https://a.example"),
        ("a <!-- note --> b", "a  b"),
        ("__init__ and snake_case_name", "init and snake_case_name"),
        ("***both***", "both"),
        ("[no link](", "[no link]("),
    ],
)
def test_prose_is_what_a_reader_sees(written: str, seen: str) -> None:
    assert read(written).text == seen


@pytest.mark.parametrize(
    ("written", "word", "place"),
    [
        ("the `limit` is", "limit", "limit"),
        ("`limit`", "limit", "limit"),
        ("**a** and [limit](/x) now", "limit", "limit"),
        ("a &amp; limit", "limit", "limit"),
        ("a &amp; limit", "& l", "&amp; l"),
        ("one\ntwo `three`", "three", "three"),
        ("a<br>limit *x*", "limit", "limit"),
    ],
)
def test_every_stretch_of_prose_knows_its_place(written: str, word: str, place: str) -> None:
    prose = read(written)
    at = prose.text.index(word)
    assert prose.at(at, at + len(word)).text == place


def test_an_escaped_pipe_in_a_cell_is_a_pipe() -> None:
    prose = read(r"`a \| bc` or \| d \\| e", cell=True)
    assert prose.text == "a | bc or | d | e"
    assert prose.inlines[0].value == "a | bc"
    at = prose.text.index("bc")
    assert prose.at(at, at + 2).text == "bc"


def test_outside_of_cells_a_backslash_in_code_is_one() -> None:
    assert read(r"`a \| b`").text == r"a \| b"


def test_elements_nest_and_stand_at_the_page() -> None:
    prose = read("see **the [`id`](/ids)**")
    kinds = [(node.kind, prose.span.source.text[node.start : node.end]) for node in prose.walk()]
    assert kinds == [
        ("strong", "**the [`id`](/ids)**"),
        ("link", "[`id`](/ids)"),
        ("code", "`id`"),
    ]
    assert prose.inlines[0].children[0].value == "/ids"


def test_references_are_followed_whatever_their_case() -> None:
    source = Source("page.md", "[Pets] and [x][pets] and [other]")
    prose = read_inline(source.span(), {"PETS": Target("/pets")})
    assert [node.value for node in prose.inlines] == ["/pets", "/pets"]


def test_a_link_holds_no_link() -> None:
    prose = read("[a [b](/b) c](/d) [![e](f)](/g)")
    assert [(node.kind, node.value) for node in prose.walk()] == [
        ("link", "/b"),
        ("link", "/g"),
        ("image", "f"),
    ]
