"""Many findings of one cause are one finding, at the cause, and it is said who is wrong."""

from __future__ import annotations

import json
from functools import cache

import pytest

from doclint.cli import main
from doclint.config import load_config
from doclint.files import Memory
from doclint.fix.rounds import mend
from doclint.rules.catalog import catalog, select
from doclint.run import lint
from tests.docs_tree import CONFIG, TEMPLATE, tree

TEMPLATE_PATH = "templates/endpoint.md.j2"
WRONG_FLAG = ("'yes' if p.required else 'no'", "'no' if p.required else 'yes'")
WRONG_LIST = ("{% for p in path_params %}", "{% for p in query_params %}")
GLUED = ("{% for p in properties %}\n", "{% for p in properties -%}\n")
GLUED_END = (
    "{{ p.type }} |\n{% endfor %}\n\n## Errors",
    "{{ p.type }} |\n{%- endfor %}\n\n## Errors",
)
THREE = (WRONG_FLAG, WRONG_LIST, GLUED, GLUED_END)


def changed(text, *pairs):
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def edited(texts, path, heading, old, new):
    """The files with a change of a page behind one of its headings."""
    above, mark, below = texts[path].partition(heading)
    return {**texts, path: above + mark + changed(below, (old, new))}


@cache
def rules():
    return select(catalog(), ("recommended",), (), ())


def found(texts, *, folded=True):
    files = Memory(texts)
    result = lint(files, (".",), load_config(files), rules(), folded=folded)
    assert not result.crashes
    return result


def wrong_type(data):
    data["read-plum"]["query_params"][0]["type"] = "string"


@cache
def with_five_causes():
    """Three bugs of the template, one of the data of a page, and a page that was edited."""
    texts = tree(changed(TEMPLATE, *THREE), change=wrong_type)
    row = ("| `fig_age` | integer |", "| `fig_age` | boolean |")
    return edited(texts, "docs/graft-fig.md", "## Query", *row)


@cache
def told(*, folded=True):
    return found(with_five_causes(), folded=folded)


def lines(result):
    return [(one.rule, one.place.path, one.place.line) for one in result.findings]


def line_of(text):
    source = changed(TEMPLATE, *THREE)
    return source[: source.index(text)].count("\n") + 1


def test_pages_of_a_right_template_are_silent():
    assert not found(tree(pages=12)).findings


def test_three_bugs_of_a_template_are_three_findings_at_its_lines():
    result = found(tree(changed(TEMPLATE, *THREE)))
    assert len(result.findings) == 3
    assert {one.place.path for one in result.findings} == {TEMPLATE_PATH}
    assert {one.place.line for one in result.findings} == {
        line_of("{% for p in query_params %}"),
        line_of("'no' if p.required"),
        line_of("{% for p in properties -%}") + 1,
    }
    assert all(one.cause and one.cause.pages == 60 for one in result.findings)


def test_the_verdicts_tell_the_template_the_data_and_the_page_apart():
    verdicts = {(one.place.path, one.verdict) for one in told().findings}
    assert verdicts == {
        (TEMPLATE_PATH, "template"),
        ("docs/read-plum.md", "data"),
        ("docs/graft-fig.md", "page"),
    }
    assert len(told().findings) == 5


def test_wrong_data_is_shown_where_it_stands():
    (one,) = [one for one in told().findings if one.verdict == "data"]
    place = next(also.place for also in one.also if also.label == "the data")
    assert place.path == "build/read-plum.yaml"
    assert '"type": "string"' in told().sources[place.path].line(place.line)


def test_an_edited_page_that_a_rule_speaks_of_is_one_finding_with_what_it_should_be():
    (one,) = [one for one in told().findings if one.verdict == "page"]
    assert one.rule == "parameter/type-differs"
    assert any("1 line differs" in also.label for also in one.also)


def test_without_folding_each_page_has_its_own_and_none_is_lost():
    apart = told(folded=False)
    on_pages = [one for one in apart.findings if one.place.path != TEMPLATE_PATH]
    rows = sum(one.cause.rows for one in told().findings if one.cause)
    others = sum(also.label.endswith("times)") for one in told().findings for also in one.also)
    assert len(on_pages) >= rows > 200
    assert all(one.cause is None for one in apart.findings)
    assert others or len(on_pages) == rows + 3


def test_a_message_tells_how_many_rows_on_how_many_pages_and_the_first():
    (one,) = [one for one in told().findings if "is required on the page" in one.message]
    assert one.message.endswith(" rows on 60 pages, first docs/graft-almond.md:23")


def test_a_fingerprint_stays_when_the_template_gets_longer():
    moved = (
        changed(TEMPLATE, WRONG_FLAG),
        changed(TEMPLATE, WRONG_FLAG, ("## Path", "Read.\n\n## Path")),
    )
    (one,), (other,) = (found(tree(template, pages=12)).findings for template in moved)
    assert one.place.line + 2 == other.place.line
    assert one.fingerprint == other.fingerprint


def test_a_comment_in_the_template_silences_what_its_line_does_to_all_pages():
    row = "| `{{ p.name }}` | {{ p.type }} | {{ 'no' if"
    comment = "{# doclint: ignore[parameter/required-differs] they mean it #}\n"
    result = found(tree(changed(TEMPLATE, WRONG_FLAG, (row, comment + row)), pages=12))
    assert not result.findings
    assert [one.reason for one in result.suppressed] == ["they mean it"]


def test_what_a_page_suppresses_is_not_counted_at_the_template():
    texts = tree(changed(TEMPLATE, WRONG_FLAG), pages=12)
    text = texts["docs/graft-pear.md"]
    texts["docs/graft-pear.md"] = (
        f"{text}\n<!-- doclint: ignore-file[parameter, project] mine -->\n"
    )
    result = found(texts)
    (one,) = result.findings
    assert one.cause.pages == 11
    assert {one.place.path for one in result.suppressed} == {"docs/graft-pear.md"}


# Where the data is not known ----------------------------------------------------------------------


def without_data(texts, config=""):
    kept = {path: text for path, text in texts.items() if not path.startswith("build/")}
    return {**kept, "doclint.toml": config}


def test_a_template_is_known_by_its_fixed_text_and_what_most_pages_have_is_its():
    result = found(without_data(tree(changed(TEMPLATE, *THREE), pages=12)))
    assert {one.place.path for one in result.findings} == {TEMPLATE_PATH}
    assert len(result.findings) == 3


def test_what_few_pages_have_stays_on_them_where_the_data_is_not_known():
    texts = without_data(tree(pages=12, change=wrong_type))
    assert lines(found(texts)) == [("parameter/type-differs", "docs/read-plum.md", 22)]


def test_wrong_data_of_many_pages_is_no_fault_of_the_tag_that_prints_it():
    def wrong(data):
        for own in [*data.values()][:7]:
            own["query_params"][0]["type"] = "string"

    result = found(tree(pages=12, change=wrong))
    assert {one.verdict for one in result.findings} == {"data"}
    assert len({one.place.path for one in result.findings}) == 7


def test_wrong_data_that_pages_share_is_told_once_where_it_stands():
    def wrong(data):
        for own in data.values():
            own["query_params"][0]["type"] = "string"

    texts = tree(
        pages=12, change=wrong, config=CONFIG.replace('"build/{name}.yaml"', '"build/all.yaml"')
    )
    every = {p: json.loads(texts.pop(p)) for p in [*texts] if p.startswith("build/")}
    shared = {"query_params": every["build/graft-pear.yaml"]["query_params"][:1]}
    own = {p[6:-5]: {**d, "query_params": d["query_params"][1:]} for p, d in every.items()}
    template = changed(TEMPLATE, ("in query_params %}", "in common + query_params %}"))
    texts["build/common.yaml"] = json.dumps({"common": shared["query_params"]}, indent=1)
    texts["build/all.yaml"] = json.dumps(own, indent=1)
    texts["doclint.toml"] = CONFIG.replace(
        '"build/{name}.yaml"', '["build/common.yaml", "build/all.yaml"]'
    )
    texts[TEMPLATE_PATH] = template
    (one,) = found(texts).findings
    assert (one.place.path, one.verdict) == ("build/common.yaml", "data")
    assert one.cause.pages == 12


def test_a_spec_is_suspect_where_tables_and_examples_contradict_it_together():
    def other(data):
        own = data["read-plum"]
        own["properties"][1]["type"] = "string"
        own["response"] = own["response"].replace("310", '"310 cm"')

    result = found(tree(pages=12, change=other))
    assert {one.verdict for one in result.findings} == {"spec"}


def test_pages_that_no_template_made_have_no_verdict():
    texts = tree(pages=12)
    page = "# Pear\n\n`GET /pears/{pear_id}/read`\n\n## Query parameters\n\n| Parameter | Type |\n"
    texts["docs/read-pear.md"] = (
        page + "|---|---|\n| `limit` | string |\n| `pear_age` | integer |\n"
    )
    result = found(texts)
    mine = [one for one in result.findings if one.place.path == "docs/read-pear.md"]
    assert {one.rule for one in mine} >= {"parameter/type-differs"}
    assert {(one.verdict, one.cause) for one in mine} == {(None, None)}


@pytest.mark.parametrize("name", ["concise", "grouped", "full", "json", "jsonl"])
def test_every_format_shows_the_cause(name):
    from doclint.report.formats import lines as shown

    text = "\n".join(shown(told(), name))
    assert "on 60 pages, first docs/graft-almond.md:" in text
    assert "data" in text


# Pages that nobody rendered again -----------------------------------------------------------------


def test_a_template_that_changed_is_one_finding_not_one_on_each_page():
    texts = tree(changed(TEMPLATE, GLUED, GLUED_END), pages=12)
    (one,) = found({**texts, TEMPLATE_PATH: TEMPLATE}).findings
    assert (one.rule, one.place.path, one.verdict) == (
        "project/stale-page",
        TEMPLATE_PATH,
        "page",
    )
    assert one.cause.pages == 12
    assert any("glued" in also.label for also in one.also)


def test_a_fix_of_a_template_is_not_blamed_for_pages_that_are_not_rendered_again():
    texts = tree(changed(TEMPLATE, GLUED, GLUED_END), pages=6)
    files = Memory(texts)

    def run(files, _wide):
        return lint(files, (".",), load_config(files), rules(), mapped=True)

    mended = mend(files, run, unsafe=True)
    assert [one.rule for one in mended.fixed] == ["template/whitespace-glues-rows"]
    assert [file.path for file in mended.files] == [TEMPLATE_PATH]
    assert [one.rule for one in mended.result.findings] == ["project/stale-page"]


def test_no_fix_is_offered_on_pages_for_what_their_template_does():
    assert all(one.fix is None for one in told(folded=False).findings if one.verdict == "data")
    texts = tree(changed(TEMPLATE, WRONG_FLAG), pages=12)
    assert all(one.fix is None for one in found(texts, folded=False).findings)


def test_what_an_unknown_filter_made_is_neither_edited_nor_stale():
    texts = tree(pages=4)
    shouted = changed(TEMPLATE, ("# {{ title }}", "# {{ title | shouted }}"))
    for path in [path for path in texts if path.startswith("docs/")]:
        head, mark, rest = texts[path].partition("\n# ")
        title, line, body = rest.partition("\n")
        texts[path] = f"{head}{mark}{title.upper()}{line}{body}"
    assert not found({**texts, TEMPLATE_PATH: shouted}).findings


# The command --------------------------------------------------------------------------------------


@pytest.fixture
def checked(tmp_path, monkeypatch, capsys):
    """Runs `check` on a set of pages and gives its exit code and what it printed as JSON."""

    def run(texts, *options):
        for path, text in texts.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        (tmp_path / ".git").mkdir(exist_ok=True)
        monkeypatch.chdir(tmp_path)
        code = main(["check", ".", "--format", "json", *options])
        return code, json.loads(capsys.readouterr().out)["findings"]

    return run


def test_the_exit_code_is_that_of_the_findings(checked):
    assert checked(tree(pages=4)) == (0, [])
    code, findings = checked(tree(changed(TEMPLATE, WRONG_FLAG), pages=4))
    assert (code, len(findings)) == (1, 1)


def test_json_has_the_cause_and_the_verdict(checked):
    _, (one,) = checked(tree(changed(TEMPLATE, WRONG_FLAG), pages=4))
    assert one["path"] == TEMPLATE_PATH
    assert one["verdict"] == "template"
    assert one["cause"] == {
        "path": TEMPLATE_PATH,
        "line": one["line"],
        "column": one["column"],
        "pages": 4,
        "rows": 12,
    }


def test_no_fold_prints_what_each_page_has(checked):
    code, findings = checked(tree(changed(TEMPLATE, WRONG_FLAG), pages=4), "--no-fold")
    assert code == 1
    assert len(findings) == 12
    assert {one["path"][:5] for one in findings} == {"docs/"}
    assert {one["verdict"] for one in findings} == {"template"}
