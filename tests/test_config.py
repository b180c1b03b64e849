"""A configuration is what its schema says, and a mistake in it is told with its line."""

import jsonschema
import pytest

from doclint.config import (
    Api,
    Config,
    Templates,
    UsageError,
    faults,
    find_config,
    line_of,
    load_config,
    schema,
)
from doclint.files import Memory

FULL = """\
required-version = ">=0.1,<99"
select = ["recommended"]
extend-select = ["completeness"]
ignore = ["page/page-chrome"]
exclude = ["docs/archive"]
include = ["docs"]
rule-folders = ["docs/rules"]
plugins = ["acme"]
baseline = "known.json"
[[api]]
name = "pets"
spec = "openapi.yaml"
pages = ["docs/api/**/*.md"]
base-path = "/v1"
errors = "docs/errors.csv"
templates = ["templates/*.md.j2"]
context = "build/context/{page}.yaml"
context-map = {query_params = "parameters.query"}
schemas = ["schemas/*.json"]

[[api]]
spec = ["a.yaml", "b.yaml"]

[templates]
delimiters = ["<%", "%>", "<<", ">>"]
trim-blocks = true
lstrip-blocks = false
keep-trailing-newline = true
autoescape = false
filters = ["markdown"]
tests = ["secret"]
globals = ["site"]
extensions = ["jinja2.ext.do"]
paths = ["templates", "shared"]

[includes]
paths = ["shared/text"]
patterns = ['<<(?P<path>[^<>]+)>>']

[dialects.acme]
syntax = "jsx"
tags.Arg = {is = "member", name = "id", where = "query"}

[vocabulary]
name-column = ["Champ"]

[per-file-ignores]
"docs/old.md" = ["table"]

[per-operation-ignores]
getPet = ["response/missing-status"]

[per-tag-ignores]
internal = ["endpoint"]

[rules."parameter/type-differs"]
severity = "warning"
"""


def load(text, name="doclint.toml"):
    return load_config(Memory({name: text}), name)


def fault(text, name="doclint.toml"):
    with pytest.raises(UsageError) as caught:
        load(text, name)
    return str(caught.value)


def test_every_key_is_read():
    config = load(FULL)
    assert config.select == ("recommended",)
    assert config.extend_select == ("completeness",)
    assert config.ignore == ("page/page-chrome",)
    assert config.rule_folders == ("docs/rules",)
    assert config.apis[0].spec == ("openapi.yaml",)
    assert config.apis[0].base_path == "/v1"
    assert config.apis[0].errors == ("docs/errors.csv",)
    assert config.apis[1].spec == ("a.yaml", "b.yaml")
    assert config.data["baseline"] == "known.json"
    assert config.include_paths == ("shared/text",)
    assert config.includes_by == ("<<(?P<path>[^<>]+)>>",)
    assert config.vocabulary == {"name-column": ("Champ",)}
    assert config.per_file_ignores == {"docs/old.md": ("table",)}
    assert config.per_operation_ignores == {"getPet": ("response/missing-status",)}
    assert config.per_tag_ignores == {"internal": ("endpoint",)}
    assert config.severities == {"parameter/type-differs": "warning"}
    assert config.lines["ignore"] == 4
    assert config.lines["api"] == 10
    assert config.excludes("docs/archive/a.md")
    assert not config.includes("other/a.md")


def test_the_example_has_every_key_that_the_schema_has():
    import tomllib

    assert set(schema()["properties"]) == set(tomllib.loads(FULL))
    known = schema()["properties"]
    written = tomllib.loads(FULL)
    assert set(known["api"]["items"]["properties"]) == set(written["api"][0])
    assert set(known["templates"]["properties"]) == set(written["templates"])
    assert set(known["includes"]["properties"]) == set(written["includes"])


def test_defaults_of_the_schema_are_those_of_the_class():
    config, known = Config(), schema()["properties"]
    for key in (
        "select",
        "extend-select",
        "ignore",
        "exclude",
        "include",
        "rule-folders",
        "plugins",
    ):
        assert list(getattr(config, key.replace("-", "_"))) == known[key]["default"]


def test_house_rules_may_be_named_as_a_list_under_rules():
    assert load('rules = ["docs/rules"]').rule_folders == ("docs/rules",)


def test_an_environment_is_what_the_config_says_of_it():
    templates = load(FULL).templates
    assert templates.delimiters == ("<%", "%>", "<<", ">>")
    assert templates.trim_blocks is True
    assert templates.lstrip_blocks is False
    assert templates.keep_trailing_newline is True
    assert templates.autoescape is False
    assert templates.filters == ("markdown",)
    assert templates.tests == ("secret",)
    assert templates.globals == ("site",)
    assert templates.extensions == ("jinja2.ext.do",)
    assert load_config(Memory({"a/doclint.toml": FULL}), "a/doclint.toml").templates.paths == (
        "a/templates",
        "a/shared",
    )


def test_what_an_environment_leaves_out_is_not_said():
    assert load("[templates]\nfilters = []").templates == Templates(filters=())
    assert load("").templates == Templates()
    assert Templates().filters is None
    assert Templates().trim_blocks is None


def test_an_api_names_its_templates_and_their_data():
    api = load_config(Memory({"site/doclint.toml": FULL}), "site/doclint.toml").apis[0]
    assert api.renders("site/templates/endpoint.md.j2")
    assert not api.renders("templates/endpoint.md.j2")
    assert not Api().renders("templates/endpoint.md.j2")
    assert api.context == ("build/context/{page}.yaml",)
    assert api.context_map == {"query_params": "parameters.query"}
    assert api.places["context"] == "site/doclint.toml:17: "


def test_paths_are_relative_to_the_file_that_names_them():
    files = Memory({"site/doclint.toml": FULL})
    config = load_config(files, "site/doclint.toml")
    assert config.apis[0].spec == ("site/openapi.yaml",)
    assert config.apis[0].covers("site/docs/api/x/a.md")
    assert not config.apis[0].covers("docs/api/x/a.md")
    assert config.excludes("site/docs/archive/a.md")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\nselct = []", "doclint.toml:2: unknown key `selct`; did you mean `select`?"),
        ("select = 'all'", "doclint.toml:1: `select` is 'all', expected a list"),
        ("select = ['a',\n 3]", "doclint.toml:1: `select.1` is 3, expected text"),
        (
            "[[api]]\nname = 'a'\n[[api]]\nspecs = 'b'",
            "doclint.toml:4: unknown key `specs` in `api.1`; did you mean `spec`?",
        ),
        (
            "[rules.'a/b']\n\nseverity = 'warn'",
            "doclint.toml:3: `rules.a/b.severity` is 'warn', "
            "expected one of error, warning, info; did you mean `warning`?",
        ),
        (
            "[templates]\ndelimiters = ['{{', '%}', '{{', '}}']",
            "doclint.toml:2: `templates.delimiters` is ['{{', '%}', '{{', '}}']: blocks, variables "
            "and comments begin alike",
        ),
        (
            "[templates]\ndelimiters = ['{%', '%}']",
            "doclint.toml:2: `templates.delimiters` is ['{%', '%}'], expected 4 or 6 texts: "
            "start and end of blocks, of variables, of comments",
        ),
        (
            "[templates]\ntrim-blocks = 'yes'",
            "doclint.toml:2: `templates.trim-blocks` is 'yes', expected true or false",
        ),
        (
            "[templates]\ntrim_blocks = true",
            "doclint.toml:2: unknown key `trim_blocks` in `templates`; did you mean `trim-blocks`?",
        ),
        ("templates = 'a'", "doclint.toml:1: `templates` is 'a', expected a table"),
        ("a = [1,", "doclint.toml:1: "),
        ("required-version = '>=99'", "doclint.toml:1: this is doclint "),
        ("required-version = 'new'", "doclint.toml:1: `new` is no version"),
    ],
)
def test_mistakes_are_told_with_their_line(text, told):
    assert fault(text).startswith(told)


def test_mistakes_in_pyproject_are_told_with_their_line():
    text = "[project]\nname = 'x'\n\n[tool.doclint]\nignor = []\n"
    assert fault(text, "pyproject.toml").startswith("pyproject.toml:5: unknown key `ignor`")


def test_a_missing_file_is_a_mistake():
    with pytest.raises(UsageError, match=r"x\.toml: cannot be read"):
        load_config(Memory({}), "x.toml")


def test_the_nearest_file_is_found_and_a_foreign_pyproject_is_passed_by():
    texts = {"doclint.toml": "", "b/pyproject.toml": "[project]\n"}
    files = Memory(texts | {"a/pyproject.toml": "[tool.doclint]\n"})
    assert find_config(files, "a/deep") is None  # there is no such folder
    assert find_config(files, "a") == "a/pyproject.toml"
    assert find_config(files, "b") == "doclint.toml"
    assert find_config(Memory({"x.md": ""})) is None


def test_the_search_ends_at_the_top_of_the_repository():
    assert (
        find_config(Memory({"doclint.toml": "", "repo/.git/HEAD": "", "repo/x.md": ""}), "repo")
        is None
    )


@pytest.mark.parametrize(
    "data",
    [
        {"select": ["a"]},
        {"select": [1]},
        {"select": "a"},
        {"other": 1},
        {"api": [{"spec": "a"}, {"spec": ["a"]}]},
        {"api": [{"spec": 1}]},
        {"api": {"spec": "a"}},
        {"rules": ["a"]},
        {"rules": {"a/b": {"severity": "error"}}},
        {"rules": {"a/b": {"severity": "bad"}}},
        {"rules": {"a/b": "error"}},
        {"vocabulary": {"name-column": ["x"]}},
        {"vocabulary": {"name-column": "x"}},
        {"required-version": 1},
        {"templates": {"autoescape": True}},
        {"templates": {"autoescape": 1}},
        {"api": [{"context-map": {"params": "parameters"}}]},
        {"api": [{"context-map": {"params": ["parameters"]}}]},
    ],
)
def test_our_reading_of_the_schema_is_that_of_a_validator(data):
    assert bool(list(faults(data, schema()))) is not jsonschema.Draft202012Validator(
        schema()
    ).is_valid(data)


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(schema())


def test_a_line_is_that_of_the_nearest_key_around():
    text = "a = 1\n[t]\n'x y' = [\n 1]\n[t.u]\nv.w = 2\n"
    assert line_of(text, ("t", "x y", 0)) == 3
    assert line_of(text, ("t", "u", "v", "w")) == 6
    assert line_of(text, ("t", "z")) == 2


def test_a_pattern_of_includes_is_one_and_says_where_the_path_is():
    said = fault("[includes]\npatterns = ['(']\n")
    assert said.startswith("doclint.toml:2: `includes.patterns` has '(', which is no pattern: ")
    said = fault("[includes]\npatterns = ['<<.*>>']\n")
    assert said.endswith("expected a group `(?P<path>...)` in it")


def test_a_pattern_of_includes_with_flags_for_a_whole_pattern_is_none():
    said = fault("[includes]\npatterns = ['(?i)take (?P<path>.*)']\n")
    assert "which is no pattern: global flags not at the start" in said
    own = "(?i:take) (?P<path>.*)"
    assert load(f"[includes]\npatterns = ['{own}']\n").includes_by == (own,)
