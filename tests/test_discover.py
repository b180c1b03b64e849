"""PATHS stand for pages and specs, told by name and by content."""

import pytest

from doclint.config import Api, Config, Templates, UsageError, find_config
from doclint.discover import discover
from doclint.files import Folder, Memory
from doclint.parse.pages import parse_page

SPEC = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}\n"
OTHER = '{"swagger": "2.0", "info": {"title": "Cats", "version": "1"}, "paths": {}}'


def found(texts, *paths, config=None, **options):
    return discover(Memory(texts), paths or ["."], config or Config(), **options)


def paths(sources):
    return [source.path for source in sources]


def test_a_folder_stands_for_its_pages_and_specs():
    it = found(
        {"a.md": "", "b/c.mdx": "", "api.yaml": SPEC, "d.json": OTHER, "e.txt": "", "f.yml": "a: 1"}
    )
    assert paths(it.pages) == ["a.md", "b/c.mdx"]
    assert paths(it.specs) == ["api.yaml", "d.json"]
    assert it.whole


def test_pages_about_rules_are_checked_only_by_name():
    about = "<!-- Written by `doclint rules docs`; change the rule files instead. -->\n"
    texts = {"a.md": "", "docs/rules/x.md": about}
    assert paths(found(texts).pages) == ["a.md"]
    assert paths(found(texts, "docs/rules/x.md").pages) == ["docs/rules/x.md"]


def test_a_named_page_finds_the_spec_in_the_nearest_folder_that_has_one():
    texts = {"docs/pets/a.md": "", "docs/pets.yaml": SPEC, "cats.json": OTHER, "docs/other.md": ""}
    it = found(texts, "docs/pets/a.md")
    assert paths(it.pages) == ["docs/pets/a.md"]
    assert paths(it.specs) == ["docs/pets.yaml"]
    assert not it.whole


def test_a_folder_without_a_spec_finds_one_above():
    assert paths(found({"docs/a.md": "", "api/pets.yaml": SPEC}, "docs").specs) == ["api/pets.yaml"]


def test_the_search_for_a_spec_ends_at_the_top_of_the_repository():
    texts = {"repo/.git/HEAD": "", "repo/docs/a.md": "", "pets.yaml": SPEC}
    assert paths(found(texts, "repo/docs/a.md").specs) == []


@pytest.mark.parametrize(
    ("file", "specs"),
    [(".git/HEAD", ["../../openapi.yaml"]), ("doclint.toml", ["../../openapi.yaml"]), ("x", [])],
)
def test_whoever_stands_in_a_folder_of_a_project_finds_its_spec(tmp_path, file, specs):
    texts = {"docs/deep/a.md": "", "openapi.yaml": SPEC, file: "", "../outside.yaml": SPEC}
    for name, text in texts.items():
        (tmp_path / "repo" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "repo" / name).write_text(text)
    files = Folder(str(tmp_path / "repo/docs/deep"))
    own = find_config(files)
    config = Config(file=own, root="../..") if own else Config()
    assert paths(discover(files, ["."], config).specs) == specs
    assert paths(discover(files, ["a.md"], config).specs) == specs


def test_a_spec_that_is_asked_for_is_the_only_one():
    it = found({"a.md": "", "api.yaml": SPEC, "x/cats.json": OTHER}, specs=["x/cats.json"])
    assert paths(it.specs) == ["x/cats.json"]


def test_specs_of_the_config_come_before_those_that_lie_around():
    config = Config(apis=(Api(spec=("cats.json",)),))
    it = found({"a.md": "", "api.yaml": SPEC, "cats.json": OTHER}, "a.md", config=config)
    assert paths(it.specs) == ["cats.json"]
    assert it.whole


def test_pages_of_an_api_are_read_beside_the_one_that_is_checked():
    config = Config(apis=(Api(spec=("api.yaml",), pages=("docs/**/*.md",)),))
    it = found(
        {"docs/a.md": "", "docs/b.md": "", "x.md": "", "api.yaml": SPEC}, "docs/a.md", config=config
    )
    assert paths(it.pages) == ["docs/a.md"]
    assert paths(it.others) == ["docs/b.md"]


def test_a_named_spec_brings_the_pages_that_may_use_it():
    it = found({"docs/a.md": "", "api.yaml": SPEC}, "api.yaml")
    assert paths(it.pages) == []
    assert paths(it.others) == ["docs/a.md"]
    assert it.named == {"api.yaml"}


def test_exclusions_hold_for_folders_and_for_named_files_only_if_forced():
    config = Config(exclude=("old",))
    texts = {"old/a.md": "", "b.md": ""}
    assert paths(found(texts, config=config).pages) == ["b.md"]
    assert paths(found(texts, "old/a.md", config=config).pages) == ["old/a.md"]
    assert paths(found(texts, "old/a.md", config=config, force_exclude=True).pages) == []


def test_only_included_pages_of_a_folder_are_checked():
    assert paths(found({"docs/a.md": "", "b.md": ""}, config=Config(include=("docs",))).pages) == [
        "docs/a.md"
    ]


def test_a_path_that_is_not_there_is_a_mistake():
    with pytest.raises(UsageError, match=r"`nope\.md` is not there"):
        found({"a.md": ""}, "nope.md")
    with pytest.raises(UsageError, match=r"`nope\.yaml` cannot be read as a spec"):
        found({"a.md": ""}, "a.md", specs=["nope.yaml"])


def test_a_named_file_that_is_neither_is_skipped_and_said():
    it = found({"a.csv": "", "b.yaml": "a: 1", "spec.yaml": SPEC}, "a.csv", "b.yaml")
    assert it.skipped == ("a.csv", "b.yaml")
    assert (it.pages, it.specs) == ((), ())


def test_a_page_that_is_named_twice_is_read_once():
    assert paths(found({"docs/a.md": ""}, "docs", "docs/a.md", "./docs/a.md").pages) == [
        "docs/a.md"
    ]


def test_a_spec_that_a_config_names_in_vain_is_told_with_the_place():
    config = Config(apis=(Api(spec=("nope.yaml",)),), file="doclint.toml", lines={"api": 4})
    with pytest.raises(UsageError, match=r"^doclint\.toml:4: `nope\.yaml` cannot be read"):
        found({"a.md": ""}, config=config)


LOOP = "{% for p in params %}\n- {{ p.name }}\n{% endfor %}\n"


@pytest.mark.parametrize(
    "name",
    [
        "a.md.j2",
        "a.mdx.jinja",
        "x/a.html.jinja2",
        "A.MD.J2",
        "endpoint.j2",
        "a.b.rst.j2",
        "a.adoc.j2",
    ],
)
def test_a_template_of_pages_is_told_by_its_suffixes(name):
    it = found({name: "# {{ title }}", "page.md": ""})
    assert paths(it.templates) == [name]
    assert paths(it.pages) == ["page.md"]


@pytest.mark.parametrize(
    "name", ["foo.conf.j2", "foo.yml.j2", "foo.py.j2", "foo.sh.jinja", "v1.2.j2"]
)
def test_what_is_rendered_to_no_page_is_a_template_only_where_it_is_named(name):
    texts = {name: LOOP, "page.md": ""}
    assert paths(found(texts).templates) == []
    assert paths(found(texts, name).templates) == [name]
    named = Config(apis=(Api(templates=(name,)),))
    assert paths(found(texts, config=named).templates) == [name]


def test_pages_in_a_folder_of_templates_are_templates_if_they_hold_a_block():
    texts = {
        "docs/_templates/api/a.md": LOOP,
        "templates/b.mdx": "{%- if x -%}\nA\n{%- endif -%}\n",
        "templates/readme.md": "Fill in {{ title }} and `{% if x %}y{% endif %}`.\n",
        "docs/c.md": LOOP,
    }
    it = found(texts)
    assert paths(it.templates) == ["docs/_templates/api/a.md", "templates/b.mdx"]
    assert paths(it.pages) == ["docs/c.md", "templates/readme.md"]
    assert paths(found(texts, "templates/b.mdx").templates) == ["templates/b.mdx"]
    assert paths(found(texts, "templates/b.mdx").pages) == []


@pytest.mark.parametrize(
    "text",
    [
        f"```jinja\n{LOOP}```\n",
        f"~~~~\n```\n{LOOP}```\n~~~~\n",
        f"{{% raw %}}\n{LOOP}{{% endraw %}}\n",
        "{% for a page that is never ended %}\n",
        "{% endfor %}\n{% for p in params %}\n",
    ],
    ids=["fence", "fence in a fence", "raw", "open", "end first"],
)
def test_a_page_that_only_shows_tags_is_a_page(text):
    it = found({"templates/a.md": text})
    assert paths(it.templates) == []
    assert paths(it.pages) == ["templates/a.md"]


def test_the_delimiters_of_the_project_tell_its_blocks():
    config = Config(templates=Templates(delimiters=("<%", "%>", "<<", ">>")))
    texts = {"templates/a.md": "<% if x %>y<% endif %>", "templates/b.md": LOOP}
    it = found(texts, config=config)
    assert paths(it.templates) == ["templates/a.md"]
    assert paths(it.pages) == ["templates/b.md"]


def test_templates_of_the_config_are_no_pages_whatever_their_suffix():
    config = Config(apis=(Api(templates=("layouts/**",)),), include=("docs",))
    texts = {"layouts/a.md": "# {{ x }}", "layouts/x/b.tpl": "", "layouts/data.yaml": "a: 1"}
    it = found({**texts, "docs/p.md": ""}, config=config)
    assert paths(it.templates) == ["layouts/a.md", "layouts/x/b.tpl"]
    assert paths(it.pages) == ["docs/p.md"]
    assert it.other_templates == ()


def test_templates_of_the_config_are_known_where_they_are_not_checked():
    config = Config(apis=(Api(templates=("layouts/*.md",), root="site"),), root="site")
    texts = {"site/layouts/a.md": LOOP, "site/docs/p.md": "", "site/x.md.j2": ""}
    it = found(texts, "site/docs/p.md", config=config)
    assert it.templates == ()
    assert paths(it.other_templates) == ["site/layouts/a.md"]
    assert paths(it.others) == []
    it = found(texts, "site/layouts/a.md", config=config)
    assert paths(it.templates) == ["site/layouts/a.md"]
    assert it.other_templates == ()


def test_a_template_that_is_asked_for_is_one_whatever_its_name():
    texts = {"docs/p.md": "", "x/page.tmpl": LOOP}
    it = found(texts, "docs", templates=["x/page.tmpl", "./x/page.tmpl"])
    assert paths(it.templates) == ["x/page.tmpl"]
    assert paths(it.pages) == ["docs/p.md"]


def test_a_page_that_is_asked_for_as_a_template_is_no_page():
    it = found({"docs/p.md": "", "docs/t.md": ""}, "docs", templates=["docs/t.md"])
    assert paths(it.templates) == ["docs/t.md"]
    assert paths(it.pages) == ["docs/p.md"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("x.md.j2", "the template `x.md.j2` is not there"),
        ("docs", "`docs` is a folder, expected a template"),
    ],
)
def test_a_template_that_is_asked_for_in_vain_is_a_mistake(name, told):
    with pytest.raises(UsageError) as caught:
        found({"docs/a.md": ""}, templates=[name])
    assert str(caught.value) == told


def test_exclusions_hold_for_templates_as_for_pages():
    config = Config(exclude=("old",))
    texts = {"old/a.md.j2": "", "b.md.j2": ""}
    assert paths(found(texts, config=config).templates) == ["b.md.j2"]
    assert paths(found(texts, "old/a.md.j2", config=config).templates) == ["old/a.md.j2"]
    it = found(texts, "old/a.md.j2", "b.md.j2", config=config, force_exclude=True)
    assert paths(it.templates) == ["b.md.j2"]


def test_a_template_alone_finds_the_spec_in_the_nearest_folder_that_has_one():
    it = found({"docs/api.yaml": SPEC, "docs/t/a.md.j2": ""}, "docs/t/a.md.j2")
    assert paths(it.specs) == ["docs/api.yaml"]
    assert it.skipped == ()


def test_thousands_of_tags_that_never_end_take_no_time():
    text = "{% for x in y %}```\n`{%" * 20_000
    assert paths(found({"templates/a.md": text}).templates) == []


TEXTS = {
    "requirements.txt": "",
    "LICENSE.txt": "",
    "static/robots.txt": "",
    "static/llms.txt": "",
    "api/pets.txt": "Pets\n",
    "api/pets.md": "# Pets\n",
}


def test_text_files_of_a_folder_are_no_pages():
    assert paths(found(TEXTS).pages) == ["api/pets.md"]
    assert paths(found(TEXTS, "api").pages) == ["api/pets.md"]


def test_a_text_file_that_is_named_is_a_page():
    assert paths(found(TEXTS, "api/pets.txt").pages) == ["api/pets.txt"]


def test_a_glob_for_text_files_names_those_that_it_matches():
    config = Config(include=("api/*.txt", "api/*.md"))
    assert paths(found(TEXTS, config=config).pages) == ["api/pets.md", "api/pets.txt"]


@pytest.mark.parametrize("glob", ["**", "api/**", "api/*", "*"])
def test_a_glob_for_any_file_names_no_text_files(glob):
    assert "api/pets.txt" not in paths(found(TEXTS, config=Config(include=(glob,))).pages)


def test_text_files_can_be_pages_of_an_api():
    config = Config(apis=(Api(spec=("api.yaml",), pages=("api/*.txt",)),))
    texts = {**TEXTS, "api.yaml": SPEC}
    assert "api/pets.txt" in paths(found(texts, config=config).pages)
    assert paths(found(texts, "api/pets.md", config=config).others) == ["api/pets.txt"]


RST = {"docs/a.rst": "A\n=\n", "docs/b.rst": "B\n=\n", "docs/c.md": "", "docs/d.inc": "D\n"}


def test_parts_of_other_pages_are_pages_only_by_name():
    assert "docs/d.inc" not in paths(found(RST).pages)


def test_layouts_of_sphinx_are_no_pages():
    layout = '{% extends "!layout.html" %}\n'
    assert paths(found({"docs/_templates/layout.html": layout, "docs/c.md": ""}).pages) == [
        "docs/c.md"
    ]


def test_without_docutils_a_folder_is_read_without_its_restructuredtext(monkeypatch):
    monkeypatch.setattr("doclint.parse.pages.find_spec", lambda _name: None)
    it = found(RST)
    assert paths(it.pages) == ["docs/c.md"]
    assert it.unread == (
        "docs/a.rst and 1 more: not read, "
        "reStructuredText takes docutils, `pip install 'doclint[rst]'`",
    )
    assert found({"docs/c.md": ""}).unread == ()


def test_without_docutils_a_hook_passes_such_pages_over(monkeypatch):
    monkeypatch.setattr("doclint.parse.pages.find_spec", lambda _name: None)
    it = found(RST, "docs/a.rst", "docs/c.md", force_exclude=True)
    assert paths(it.pages) == ["docs/c.md"]
    assert [words.partition(":")[0] for words in it.unread] == ["docs/a.rst"]


def test_without_docutils_a_page_that_is_named_is_a_mistake(monkeypatch):
    monkeypatch.setattr("doclint.parse.pages.find_spec", lambda _name: None)
    with pytest.raises(UsageError, match=r"`docs/a.rst` is not read: .*doclint\[rst\]"):
        parse_page(found(RST, "docs/a.rst").pages[0])
