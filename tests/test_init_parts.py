"""What `doclint init` proposes: globs, hooks that leave all as it is, addresses that are known."""

import json

import pytest
import yaml

from doclint.config import Config, load_config
from doclint.files import Folder, Memory, matches
from doclint.init.areas import globs
from doclint.init.assigning import assigned
from doclint.init.hooks import NAME, hooked
from doclint.init.looking import look
from doclint.init.plan import change, difference
from doclint.init.sources import Home, home
from doclint.init.survey import plain_config
from doclint.init.workflows import github, gitlab
from doclint.init.writing import config_text

HOME = Home("https://git.example.com/team/doclint", "v1")


# Globs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("own", "others", "expected"),
    [
        (["docs/a.md", "docs/b/c.md"], [], ("docs/**/*.md",)),
        (["docs/a.md", "docs/b.mdx"], [], ("docs/**",)),
        (["a.md", "docs/b.md"], [], ("**/*.md",)),
        (["docs/v1/a.md", "docs/v1/b.md"], ["docs/v2/a.md"], ("docs/v1/**/*.md",)),
        (["docs/a.md"], ["docs/b.md"], ("docs/a.md",)),
        (
            ["docs/pets/a.md", "docs/owners/a.md"],
            ["docs/bills/a.md"],
            ("docs/pets/**/*.md", "docs/owners/**/*.md"),
        ),
        ([], ["docs/a.md"], ()),
    ],
)
def test_globs_stand_for_the_pages_and_for_none_of_others(own, others, expected):
    found = globs(own, others)
    assert sorted(found) == sorted(expected)
    assert all(matches(path, found) for path in own if found)
    assert not any(matches(path, found) for path in others)


def test_too_many_globs_are_none():
    own = [f"docs/{number}.md" for number in range(20)]
    others = [f"docs/{number}.md" for number in range(20, 40)]
    assert globs(own, others) == ()


def test_of_versions_a_page_is_about_that_of_its_folder():
    every = {"docs/v1/a.md": 3, "docs/v2/a.md": 3}
    found = assigned(["specs/v1.yaml", "specs/v2.yaml"], lambda _: every)
    assert found == {"specs/v1.yaml": {"docs/v1/a.md"}, "specs/v2.yaml": {"docs/v2/a.md"}}


def test_a_page_is_about_the_spec_that_has_most_of_it():
    has = {"a.yaml": {"one.md": 1, "two.md": 2}, "b.yaml": {"one.md": 4}}
    assert assigned([*has], has.get) == {"b.yaml": {"one.md"}, "a.yaml": {"two.md"}}


# Hooks --------------------------------------------------------------------------------------------

OTHER = """\
# what runs before commits
default_stages: [pre-commit]
repos:
-   repo: https://git.example.com/other   # ours
    rev: v3
    hooks:
    -   id: other
        args: ["--x"]  # why

ci:
  autofix_prs: false
"""


@pytest.mark.parametrize(
    "before",
    [
        OTHER,
        "repos:\n  - repo: local\n    hooks:\n      - {id: a, entry: a, language: system}\n",
        "repos: []\n",
        "repos:\n",
        "default_stages: [pre-commit]\n",
        "repos:\n  - repo: meta\n    hooks: [{id: identity}]",
        "repos:\n  # the end\n",
    ],
)
@pytest.mark.parametrize("where", [HOME, None])
def test_a_hook_comes_behind_the_others_and_nothing_else_changes(before, where):
    after = hooked(before, where, rst=False).text
    old, new = yaml.safe_load(before), yaml.safe_load(after)
    repos = new.pop("repos")
    assert repos[:-1] == (old.pop("repos", None) or [])
    assert repos[-1]["hooks"][0]["id"] == "doclint"
    assert new == old
    lines = [line for line in before.splitlines() if line.strip() and line != "repos: []"]
    kept = iter(after.splitlines())
    assert all(line in kept for line in lines)  # each of them, in their order


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ("repos: [{repo: meta, hooks: [{id: identity}]}]\n", "cannot be added to"),
        ("- repo: meta\n", "no list of `repos`"),
        ("repos: {}\n", "no list of `repos`"),
        ("repos:\n  - repo: x\n    hooks: [{id: doclint-all}]\n", "it has a hook of doclint"),
        ("repos: [\n", "no list of `repos`"),
    ],
)
def test_what_cannot_be_added_to_stays_and_it_is_said_why(before, reason):
    made = hooked(before, HOME, rst=False)
    assert made.text is None
    assert reason in made.reason


def test_a_new_configuration_of_hooks_is_whole():
    (repo,) = yaml.safe_load(hooked(None, HOME, rst=True).text)["repos"]
    assert repo == {
        "repo": HOME.url,
        "rev": "v1",
        "hooks": [{"id": "doclint", "additional_dependencies": ["docutils"]}],
    }


def test_a_hook_without_an_address_runs_what_is_installed():
    (repo,) = yaml.safe_load(hooked(None, None, rst=False).text)["repos"]
    (hook,) = repo["hooks"]
    assert (repo["repo"], hook["language"]) == ("local", "system")
    assert hook["entry"] == "doclint check --force-exclude"


# Addresses and workflows --------------------------------------------------------------------------


def test_the_address_is_the_one_that_is_told():
    assert home("https://git.example.com/a/b@v2") == Home("https://git.example.com/a/b", "v2")
    assert home("https://git.example.com/a/b").revision.startswith("v")
    assert home("git@github.com:a/b.git").github == "a/b"


def test_the_address_is_the_one_that_it_was_installed_from():
    direct = {"url": "https://github.com/a/b", "vcs_info": {"vcs": "git", "commit_id": "abc"}}
    found = home(None, {"direct_url.json": json.dumps(direct)}.get)
    assert (found, found.github) == (Home("https://github.com/a/b", "abc"), "a/b")


def test_the_address_is_the_one_that_the_package_names():
    urls = "Homepage, https://example.com\nRepository, https://git.example.com/a/b"
    assert home(None, {"urls": urls}.get).url == "https://git.example.com/a/b"


def test_an_address_is_never_guessed():
    direct = {"url": "file:///home/me/doclint", "dir_info": {}}
    assert home(None, {"direct_url.json": json.dumps(direct)}.get) is None
    assert home(None, {}.get) is None


def test_a_workflow_uses_the_action_where_that_can_be():
    steps = yaml.safe_load(github(Home("https://github.com/a/b", "v1"), rst=True))
    steps = steps["jobs"]["doclint"]["steps"]
    assert steps[0]["with"]["fetch-depth"] == 0
    assert steps[1] == {"uses": "a/b@v1", "with": {"extras": "rst"}}


def test_a_workflow_installs_it_from_elsewhere():
    steps = yaml.safe_load(github(HOME, rst=False))["jobs"]["doclint"]["steps"]
    assert steps[2]["run"] == f'python -m pip install "doclint @ git+{HOME.url}@v1"'


def test_a_job_of_gitlab_reports_code_quality():
    job = yaml.safe_load(gitlab(HOME, rst=True))["doclint"]
    assert job["artifacts"]["reports"] == {"codequality": "doclint.json"}
    assert f"doclint[rst] @ git+{HOME.url}@v1" in job["before_script"][0]
    assert "OWNER" in gitlab(None, rst=False)


# Writing ------------------------------------------------------------------------------------------


def test_line_breaks_and_the_mark_of_a_file_stay(tmp_path):
    (tmp_path / NAME).write_bytes(b"\xef\xbb\xbfrepos: []\r\n")
    made = change(Folder(str(tmp_path)), NAME, "repos:\n  - a\n")
    assert made.after == b"\xef\xbb\xbfrepos:\r\n  - a\r\n"


def test_a_new_file_is_shown_as_one(tmp_path):
    made = change(Folder(str(tmp_path)), "a.toml", "a = 1\n")
    assert [*difference([made])] == ["--- /dev/null", "+++ b/a.toml", "@@ -0,0 +1 @@", "+a = 1"]


# What is found ------------------------------------------------------------------------------------


def spec(*paths, version="3.0.3"):
    told = {path: {"get": {"responses": {"200": {"description": "OK"}}}} for path in paths}
    key = "swagger" if version.startswith("2") else "openapi"
    return json.dumps({key: version, "info": {"title": "A", "version": "1"}, "paths": told})


def page(*paths):
    return "# Page\n" + "".join(f"\n## Get {path}\n\n`GET {path}`\n" for path in paths)


def configured(files):
    """The configuration that is proposed, and what a run with it covers."""
    memory = Memory(files)
    looked = look(memory)
    text = config_text(looked.survey, looked.drafts)
    config = load_config(Memory({**files, "doclint.toml": text}), "doclint.toml")
    return config, looked


def test_a_monorepo_has_an_api_for_each_spec():
    config, looked = configured(
        {
            "pets/openapi.json": spec("/pets", "/pets/{id}"),
            "pets/docs/a.md": page("/pets"),
            "pets/docs/b.md": page("/pets/{id}"),
            "bills/openapi.json": spec("/bills"),
            "bills/docs/a.md": page("/bills"),
        }
    )
    assert {api.name: (api.spec, api.pages) for api in config.apis} == {
        "pets": (("pets/openapi.json",), ("pets/docs/**/*.md",)),
        "bills": (("bills/openapi.json",), ("bills/docs/**/*.md",)),
    }
    assert looked.result.coverage.operations_documented == 3


def test_versions_of_one_spec_have_the_pages_of_their_folders():
    paths = ("/pets", "/pets/{id}", "/owners")
    config, looked = configured(
        {
            "specs/v1.json": spec(*paths),
            "specs/v2.json": spec(*paths, "/bills"),
            **{f"docs/v1/{number}.md": page(path) for number, path in enumerate(paths)},
            **{f"docs/v2/{number}.md": page(path) for number, path in enumerate(paths)},
        }
    )
    assert {api.spec: api.pages for api in config.apis} == {
        ("specs/v1.json",): ("docs/v1/**/*.md",),
        ("specs/v2.json",): ("docs/v2/**/*.md",),
    }
    assert looked.result.coverage.pages_matched == 6


def test_a_base_path_is_told_where_the_pages_write_one():
    paths = [f"/things{number}/{{id}}" for number in range(5)]
    config, looked = configured(
        {
            "openapi.json": spec(*paths),
            "docs/a.md": page(*(f"/rest/v1{path}" for path in paths)),
        }
    )
    assert looked.result.coverage.operations_documented == 5
    assert [api.base_path for api in config.apis] == ["/rest/v1"]


def test_localised_pages_are_all_of_one_api():
    config, _ = configured(
        {
            "docs/swagger.json": spec("/pets", version="2.0"),
            "docs/en/a.md": page("/pets"),
            "docs/zh/a.md": page("/pets"),
        }
    )
    (api,) = config.apis
    assert (api.spec, api.pages) == (("docs/swagger.json",), ("docs/**/*.md",))


def test_without_a_spec_the_configuration_says_how_to_name_one():
    config, looked = configured({"README.md": "# Read me\n\nWords.\n"})
    text = config_text(looked.survey, looked.drafts)
    assert not config.apis
    assert "# spec = " in text


def test_templates_and_their_data_are_named():
    template = "# {{ summary }}\n\n{% for p in params %}\n- {{ p }}\n{% endfor %}\n"
    config, _ = configured(
        {
            "openapi.json": spec("/pets", "/owners"),
            "templates/page.md.j2": template,
            "data/pets.yaml": "summary: Pets\nparams: []\n",
            "data/owners.yaml": "summary: Owners\nparams: []\n",
            "docs/pets.md": page("/pets"),
            "docs/owners.md": page("/owners"),
        }
    )
    (api,) = config.apis
    assert api.templates == ("templates/*.md.j2",)
    assert api.context == ("data/{name}.yaml",)


@pytest.mark.parametrize(
    ("path", "left_out"),
    [
        ("versioned_docs/v1/a.md", "versioned_docs"),
        ("site/docs/versioned_docs/a.md", "site/docs/versioned_docs"),
        ("tests/data/openapi.yaml", "tests"),
        ("docs/archive/a.md", "docs/archive"),
        ("docs/CHANGELOG.md", "docs/CHANGELOG.md"),
        ("docs/api/rooms/archive.md", None),
        ("docs/api/rooms/archive/a.md", None),
        ("docs/api/history.md", None),
    ],
)
def test_only_what_is_clearly_none_of_it_is_left_out(path, left_out):
    assert plain_config(Memory({path: "# A\n"})).exclude == ((left_out,) if left_out else ())


def test_what_is_left_out_is_written_down():
    config, _ = configured({"a.md": page("/pets"), "archive/b.md": page("/pets")})
    assert config.exclude == ("archive",)
    assert isinstance(config, Config)


def test_an_empty_repository_is_empty():
    assert look(Memory({"setup.py": "x = 1\n"})).survey.empty
