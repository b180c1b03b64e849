"""PATHS stand for pages and specs, told by name and by content."""

import pytest

from doclint.config import Api, Config, UsageError
from doclint.discover import discover
from doclint.files import Memory

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
    it = found({"a.txt": "", "b.yaml": "a: 1", "spec.yaml": SPEC}, "a.txt", "b.yaml")
    assert it.skipped == ("a.txt", "b.yaml")
    assert (it.pages, it.specs) == ((), ())


def test_a_page_that_is_named_twice_is_read_once():
    assert paths(found({"docs/a.md": ""}, "docs", "docs/a.md", "./docs/a.md").pages) == [
        "docs/a.md"
    ]


def test_a_spec_that_a_config_names_in_vain_is_told_with_the_place():
    config = Config(apis=(Api(spec=("nope.yaml",)),), file="doclint.toml", lines={"api": 4})
    with pytest.raises(UsageError, match=r"^doclint\.toml:4: `nope\.yaml` cannot be read"):
        found({"a.md": ""}, config=config)
