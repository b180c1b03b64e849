from __future__ import annotations

import pytest

from doclint.model.page import (
    Block,
    Definitions,
    Example,
    Items,
    Markup,
    Page,
    Paragraph,
    Table,
    inside,
)
from doclint.model.source import Source
from doclint.parse.html.pages import parse_html

CODE = '{\n  "id": 1\n}'
GUTTERS = {
    "pygments": '<div class="highlight"><table class="highlighttable"><tr><td class="linenos">'
    '<div class="linenodiv"><pre><span>1</span>\n<span>2</span>\n<span>3</span></pre></div></td>'
    '<td class="code"><div><pre>{0}\n</pre></div></td></tr></table></div>',
    "rouge": '<pre class="highlight"><code><table class="rouge-table"><tbody><tr>'
    '<td class="rouge-gutter gl"><pre class="lineno">1\n2\n3\n</pre></td>'
    '<td class="rouge-code"><pre>{0}\n</pre></td></tr></tbody></table></code></pre>',
    "a column that counts": "<table><tr><td><pre>1\n2\n3</pre></td><td><pre>{0}</pre></td></table>",
    "hexo": '<figure class="highlight json"><table><tr><td class="gutter"><pre>'
    '<span class="line">1</span><br><span class="line">2</span><br><span class="line">3</span>'
    '<br></pre></td><td class="code"><pre>{br}<br></pre></td></tr></table></figure>',
    "a row for each line": '<table class="hljs-ln"><tbody>{rows}</tbody></table>',
    "numbers in attributes": '<pre><code class="hljs"><table>{data}</table></code></pre>',
    "numbers in spans": "<pre>{spans}</pre>",
    "lines in list items": '<pre class="prettyprint"><ol class="linenums">{items}</ol></pre>',
    "lines in divs": "<pre><code>{divs}</code></pre>",
    "empty numbers": '<pre class="line-numbers"><code>{0}<span aria-hidden="true"'
    ' class="line-numbers-rows"><span></span><span></span><span></span></span></code></pre>',
}


def filled(form: str) -> str:
    lines = CODE.split("\n")
    numbered = list(enumerate(lines, 1))
    row = '<tr><td class="hljs-ln-numbers"><div data-line-number="{}">{}</div></td><td>{}</td></tr>'
    data = '<tr><td class="blob-num" data-line-number="{}"></td><td class="blob-code">{}</td></tr>'
    return (
        form.replace("{0}", CODE)
        .replace("{br}", "<br>".join(f'<span class="line">{line}</span>' for line in lines))
        .replace("{rows}", "".join(row.format(n, n, line) for n, line in numbered))
        .replace("{data}", "".join(data.format(n, line) for n, line in numbered))
        .replace("{spans}", "\n".join(f'<span class="lnt">{n}</span>{x}' for n, x in numbered))
        .replace("{items}", "".join(f"<li class=L{n}><span>{x}</span></li>" for n, x in numbered))
        .replace("{divs}", "".join(f'<div class="token-line">{x}</div>' for x in lines))
    )


def page_of(text: str) -> Page:
    return parse_html(Source("page.html", text))


def blocks(text: str) -> list[Block]:
    return list(page_of(text).blocks())


def titles(text: str) -> list[tuple[int, str]]:
    return [(each.level, each.heading.text) for each in page_of(text).walk() if each.heading]


def texts(text: str) -> list[str]:
    return [block.prose.text for block in blocks(text) if isinstance(block, Paragraph)]


@pytest.mark.parametrize("form", GUTTERS.values(), ids=GUTTERS)
def test_code_is_read_without_the_numbers_of_its_lines(form: str) -> None:
    text = filled(form)
    (code,) = [block for block in blocks(text) if isinstance(block, Example)]
    assert code.body == CODE
    at = code.body.index('"id"')
    assert code.body.at(at, at + 4).text == '"id"'
    assert not [block for block in blocks(text) if isinstance(block, Table)]


@pytest.mark.parametrize(
    "text",
    [
        "<table><tr><th>No.</th><th>Name</th></tr><tr><td>1</td><td>id</td></tr></table>",
        "<table><tr><td>1</td><td>id</td></tr><tr><td>2</td><td>name</td></tr></table>",
        "<table><tr><td>200</td><td><code>OK</code></td></tr></table>",
    ],
)
def test_a_table_with_numbers_is_no_code(text: str) -> None:
    (table,) = blocks(text)
    assert isinstance(table, Table)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ('<pre><code class="language-json">1</code></pre>', "json"),
        ('<pre class="highlight json"><code>1</code></pre>', "json"),
        ('<code class="hljs yaml">a:<br>b:</code>', "yaml"),
        ('<div class="highlight-http notranslate"><div><pre>GET</pre></div></div>', "http"),
        ('<div class="highlight highlight-source-shell"><pre>ls</pre></div>', "shell"),
        ('<figure data-language="xml"><pre>1</pre></figure>', "xml"),
        ('<pre class="brush: js; gutter: false">1</pre>', "js"),
        ('<pre lang="ruby">1</pre>', "ruby"),
        ('<div lang="en"><pre class="pre-wrap">1</pre></div>', ""),
    ],
)
def test_the_language_of_code_is_told_by_what_is_around_it(text: str, language: str) -> None:
    (code,) = [block for block in blocks(text) if isinstance(block, Example)]
    assert code.language == language


def test_each_character_of_code_has_its_place() -> None:
    text = "<pre>a <b>&quot;x&quot;</b>&nbsp;<br>c&amp;d</pre>"
    (code,) = blocks(text)
    assert isinstance(code, Example)
    assert code.body == 'a "x" \nc&d'
    assert code.body.at(2, 5).text == "&quot;x&quot;"
    assert code.body.at(3, 4).text == "x"
    assert code.body.at(7, 8).text == "c"
    assert code.body.at(8, 9).text == "&amp;"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<h1>A</h1><h3>B</h3>", [(1, "A"), (3, "B")]),
        ("<details><summary><h2>A</h2></summary><p>x</details>", [(2, "A")]),
        ("<article><header><h1>A</h1></header></article>", [(1, "A")]),
        ('<div role="heading" aria-level="3">A</div>', [(3, "A")]),
        ('<div role="heading">A</div>', [(2, "A")]),
        ("<p><b>A</b>:</p>", [(7, "A:")]),
        ("<p><b>A</b> b</p>", []),
        ('<div class="section-title">A</div>', [(7, "A")]),
        ('<div class="topictitle2">A</div>', [(2, "A")]),
        ('<p><span class="h3">A</span></p>', [(3, "A")]),
        ('<div class="title">It says so here.</div>', []),
        ('<h2 id="search">Search<a class="headerlink" href="#search">¶</a></h2>', [(2, "Search")]),
    ],
)
def test_what_stands_as_a_heading_is_one(text: str, found: list[tuple[int, str]]) -> None:
    assert titles(text) == found


def test_a_definition_list_has_terms_and_blocks() -> None:
    inside_it = "<p>c</p><dl><dt>d<dd>e</dl>"
    text = f"<dl><dt><code>a</code><dt>b<dd>{inside_it}<div><dt>f</dt><dd>g</dd></div></dl>"
    (outer, inner) = [block for block in blocks(text) if isinstance(block, Definitions)]
    assert [[t.text for t in entry.terms] for entry in outer.entries] == [["a", "b"], ["f"]]
    assert [[t.text for t in entry.terms] for entry in inner.entries] == [["d"]]
    assert texts(text) == ["c", "e", "g"]


def test_a_definition_list_of_operations_is_sections() -> None:
    text = '<dl class="http get"><dt id="x">GET /pets/(id)<dd><p>One pet.<p><b>Example:</b></dl>'
    assert titles(text) == [(6, "GET /pets/(id)"), (7, "Example:")]


def test_bold_text_on_top_of_an_operation_sums_it_up() -> None:
    text = "<dl><dt>GET /pets<dd><p><b>Pets by query</b><p>x<p><b>Example</b></dl>"
    assert titles(text) == [(6, "GET /pets"), (7, "Example")]


def test_text_between_blocks_is_a_paragraph() -> None:
    assert texts("<div>a <b>b</b><p>c</p>d<ul><li>e</ul></div>f") == ["a b", "c", "d", "e", "f"]


@pytest.mark.parametrize(
    "text",
    [
        '<div><span class="method">get</span><span>/pets</span></div>',
        "<div><div>GET</div><div>/pets</div></div>",
        '<pre data-type="get"><code><span>/pets</span></code></pre>',
        '<button><span class="http-verb get">get</span><span>/pets</span></button>',
        '<pre class="get"><span class="http-method">get</span> /pets</pre>',
    ],
)
def test_a_badge_and_a_path_are_one_operation(text: str) -> None:
    (block,) = blocks(text)
    said = block.body if isinstance(block, Example) else block.prose.text  # type: ignore[union-attr]
    assert "".join(said.split()) == "GET/pets"


def test_an_operation_on_top_of_its_part_is_its_title() -> None:
    part = "<div><div><p>GET /{}</p></div><h4>Response</h4><p>x</p></div>"
    text = part.format("pets") + part.format("cats")
    assert [level for level, _ in titles(text)] == [3, 4, 3, 4]
    assert titles(f"<section><h2>Pets</h2>{part.format('a')}</section>") == [
        (2, "Pets"),
        (4, "Response"),
    ]


FRAME = [
    '<nav><ul><li><a href="a">menu</a></ul></nav>',
    '<div class="md-sidebar--left"><a href="a">menu</a></div>',
    '<ul id="breadcrumbs"><li><a href="a">menu</a></ul>',
    "<footer><p>menu</p></footer>",
    '<div role="navigation">menu</div>',
    '<div class="was-this-helpful"><h3>menu</h3><button>Yes</button></div>',
    '<div class="cookieConsent">menu</div>',
    '<aside><a href="a">menu</a></aside>',
    "<script>menu</script><style>menu</style><template>menu</template><noscript>menu</noscript>",
    '<div hidden>menu</div><p style="display: none">menu</p><i aria-hidden="true">menu</i>',
    '<a class="skip-link" href="#x">menu</a>',
    "<select><option>menu</select><svg><text>menu</text></svg>",
]


@pytest.mark.parametrize("frame", FRAME)
@pytest.mark.parametrize("page", ["<h1>T</h1><p>x</p>{}", "{}<main><h1>T</h1><p>x</p></main>"])
def test_what_is_around_every_page_is_left_out(frame: str, page: str) -> None:
    assert texts(page.format(frame)) == ["x"]


@pytest.mark.parametrize(
    "part",
    [
        '<div class="sidebar"><table><tr><th>a<tr><td>b</table></div>',
        '<aside class="note"><p>Mind that <a href="x">it</a> may be empty, as all are.</p></aside>',
        '<section id="search"><h2>Search</h2><p>Looks pets up.</p></section>',
        '<div class="tab-pane" style="display: none"><pre>{}</pre></div>',
        '<div class="content with-sidebar"><p>x</p></div>',
        "<footer><pre>{}</pre></footer>",
    ],
)
def test_what_shows_something_is_never_left_out(part: str) -> None:
    assert blocks(f"<h1>T</h1>{part}")


def test_menus_are_kept_apart() -> None:
    page = page_of("<nav><ul><li>a<ul><li>b</ul><li>c</ul></nav><h1>T</h1>")
    (menu,) = page.chrome
    assert isinstance(menu, Items)
    assert [b.prose.text for b in inside(menu) if isinstance(b, Paragraph)] == ["a", "b", "c"]


def test_front_matter_is_no_text() -> None:
    page = page_of("---\ntitle: A\n---\n<h1>B</h1>")
    assert page.front_matter is not None
    assert page.front_matter.data == {"title": "A"}
    (section,) = page.sections
    assert section.span.text == "<h1>B</h1>"


def test_elements_of_a_site_keep_their_tags() -> None:
    (block,) = blocks('<api-call method="get" path="/pets"></api-call>')
    assert isinstance(block, Markup)
    assert block.span.text == '<api-call method="get" path="/pets">'


@pytest.mark.parametrize(
    "piece",
    [
        *("<div>", "<ul><li>", "<blockquote>", "<dl><dd>", "<span>", "<b>", "<p><b>"),
        *('<div class="nav">a', "<pre>", "</div>", "<div><h2>a", "<!--", "<a href='"),
        *('<div class="', "&quot;", "<div>GET /a", "<dt>GET /a<dd>", "<details><summary>", "<x y>"),
    ],
)
def test_hostile_pages_keep_their_words(piece: str) -> None:
    page = page_of("<h1>T</h1><p>First words.</p>" + piece * 2_000 + "last words")
    headings = [section.heading for section in page.walk() if section.heading]
    (first, *blocks) = page.blocks()
    assert (headings[0].text, first.span.text) == ("T", "First words.")
    assert any("last words" in one.span.text for one in (*headings, *blocks))


def test_tables_in_tables_do_not_end_the_stack() -> None:
    page = page_of("<h1>T</h1><p>First words.</p>" + "<table><tr><td>" * 2_000 + "</table><p>Last.")
    first, *tables = page.blocks()
    assert first.span.text == "First words."
    assert len(tables) == 2_000


CARD = (
    '<div class="card"><div class="head"><span class="verb">GET</span> '
    "<span>/orders</span><span>List orders</span></div><h4>Query parameters</h4></div>"
)


def test_a_card_begins_with_its_operation_even_where_a_text_stands_beside_it() -> None:
    text = f"<h1>Orders</h1>{CARD}"
    assert titles(text) == [(1, "Orders"), (3, "GET /orders"), (4, "Query parameters")]
    assert texts(text) == ["List orders"]


def test_a_card_below_another_operation_keeps_its_title() -> None:
    card = CARD.replace("GET", "POST").replace("List", "Place")
    text = f"<div><h2>Orders</h2><div><h3>GET /orders</h3><p>Lists.</p></div>{card}</div>"
    assert titles(text)[1:3] == [(3, "GET /orders"), (3, "POST /orders")]


def test_a_sentence_that_begins_with_an_operation_stays_whole() -> None:
    text = "<p><code>GET</code> <code>/orders</code> lists orders.</p>"
    assert texts(text) == ["GET /orders lists orders."]


@pytest.mark.parametrize("text", ['{\n  "id": 1\n}', '[\n  {"id": 1}\n]'])
def test_json_on_lines_of_its_own_is_code_in_any_element(text: str) -> None:
    (code,) = blocks(f'<div class="sample">\n{text}\n</div>')
    assert isinstance(code, Example)
    assert code.body.strip() == text


def test_text_in_braces_is_no_code() -> None:
    assert texts("<div>\n{see the\nnotes}\n</div>") == ["{see the notes}"]


def lists(text: str) -> list[Items]:
    return [block for block in blocks(text) if isinstance(block, Items)]


def test_lists_of_one_item_that_follow_each_other_are_one() -> None:
    text = "".join(f'<ul class="field">\n<li>{name} : String</li>\n</ul>\n' for name in "abc")
    (items,) = lists(text)
    assert (len(items.items), items.span.text) == (3, text.strip())


def test_lists_that_are_parted_or_look_otherwise_stay_apart() -> None:
    one = '<ul class="field"><li>a</li></ul>'
    assert len(lists(f"{one}<p>b</p>{one}")) == 2
    assert len(lists(f'{one}<ul class="value"><li>c</li></ul>')) == 2
    assert len(lists("<ul><li>a</li></ul><ul><li>b</li></ul>")) == 2


FIELDS = {
    "elements side by side": '<div class="p"><span class="param-name">{}</span>'
    '<span class="param-type">string</span><p>Its text.</p></div>',
    "a head and a text": '<div class="p"><div><code class="property-name">{}</code>'
    '<i class="property-type">string</i></div><div>Its text.</div></div>',
    "a place in front": '<div class="p"><span class="param-in">Query: </span>'
    '<b class="field-name">{}</b> <span class="field-type">string</span> Its text.</div>',
}


@pytest.mark.parametrize("form", FIELDS.values(), ids=FIELDS)
def test_elements_with_names_and_types_are_a_list(form: str) -> None:
    entries = form.format("id") + "\n" + form.format("name")
    (items,) = lists(f"<h2>T</h2><div class='ps'>{entries}</div><p>End.</p>")
    heads = [block.prose for item in items.items for block in item.blocks[:1]]  # type: ignore[union-attr]
    assert [head.text for head in heads] == ["id string", "name string"]
    assert [head.at(0, 2).text for head in heads] == ["id", "na"]
    assert [inline.kind for inline in heads[0].inlines][:1] != ["emphasis"]


def test_members_of_a_member_stand_in_its_entry() -> None:
    inner = FIELDS["elements side by side"].format("street")
    outer = f'<div class="p"><div><b class="param-name">address</b></div><div>{inner}</div></div>'
    found = lists(f"{outer}{FIELDS['a head and a text'].format('id')}")
    assert [len(items.items) for items in found] == [2, 1]


def test_text_with_a_name_within_is_no_entry() -> None:
    text = 'See <span class="param-name">id</span> for more.'
    assert not lists(f"<div>{text}</div><div>{text}</div>")
    assert texts(f"<p>{text}</p>") == ["See id for more."]


def test_marks_beside_a_name_stand_apart_from_it() -> None:
    text = '<p><span class="prop-name">id</span><span class="required">required</span></p>'
    assert texts(text) == ["id required"]


def test_a_body_as_a_whole_is_no_member() -> None:
    entry = FIELDS["a place in front"].replace("Query", "Body").format("Pet")
    assert "Pet string" not in texts(f"<div>{entry}</div>")
    assert "Body: Pet string Its text." in texts(f"<div>{entry}</div>")


def test_a_table_of_names_stays_a_table() -> None:
    row = '<tr><td><span class="property-name">id</span></td><td>string</td></tr>'
    text = f"<h2>T</h2><div><div><table><tbody>{row}{row}</tbody></table></div></div>"
    assert [type(block) for block in blocks(text)] == [Table]


def test_a_title_over_lines_that_name_an_operation_parts_it_from_the_next() -> None:
    entry = (
        '<section><div class="section-title">{}</div><p>Method: <b>{}</b></p>'
        "<p>URL: <code>/orders</code></p><table><caption>Body</caption>"
        "<tr><th>Name</th></tr><tr><td>id</td></tr></table></section>"
    )
    text = f"<h1>Shop</h1>{entry.format('List', 'GET')}{entry.format('Place', 'POST')}"
    assert titles(text) == [(1, "Shop"), (6, "List"), (6, "Place")]


def test_a_title_over_a_table_alone_stays_a_label() -> None:
    text = (
        '<h2>GET /a</h2><div><div class="title">Query</div><table><tr><th>a</th></tr></table></div>'
    )
    assert titles(text) == [(2, "GET /a"), (7, "Query")]


def test_entries_in_entries_without_end_are_read() -> None:
    assert blocks('<div class="p"><span class="param-name">a</span>' * 3000)


def test_a_card_that_says_no_more_does_not_join_the_one_above() -> None:
    bare = '<div class="card"><div class="head"><b>POST</b> <i>/orders</i><i>Place</i></div></div>'
    assert titles(f"<h1>Orders</h1>{CARD}<p>All.</p>{bare}{CARD}")[1:] == [
        (3, "GET /orders"),
        (4, "Query parameters"),
        (3, "POST /orders"),
        (3, "GET /orders"),
        (4, "Query parameters"),
    ]
