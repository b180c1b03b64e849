"""The hooks in a repository that commits with pre-commit, installed as its users install them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from doclint.files import SKIPPED

ROOT = Path(__file__).parents[1]
AWAY = re.compile(
    r"Could not find a version that satisfies|No matching distribution|ConnectionError|"
    r"NewConnectionError|Temporary failure in name resolution|Network is unreachable"
)
"""What pip says where it reaches no package index."""
WATCH = """\
import sys

def watch(event, args):
    if event in ("socket.connect", "socket.getaddrinfo", "urllib.Request"):
        with open({told!r}, "a") as file:
            file.write(f"{{event}} {{args}}\\n")

sys.addaudithook(watch)
"""
SPEC = """\
openapi: 3.1.0
info: {title: Parcels, version: "1"}
paths:
  /parcels:
    get:
      operationId: listParcels
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
        - {name: sender, in: query, schema: {type: string}}
      responses: {"200": {description: The parcels.}}
  /parcels/{id}:
    get:
      operationId: getParcel
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
      responses: {"200": {description: The parcel.}}
"""
LIST = """\
# List parcels

`GET /parcels`

## Query parameters

| Name | Type | Description |
|------|------|-------------|
| `limit` | integer | How many are answered. |
| `sender` | string | Who sent them. |
"""
GET = """\
# Get a parcel

`GET /parcels/{id}`

## Path parameters

--8<-- "docs/_includes/id.md"
"""
ID = """\
| Name | Type | Required | Description |
|------|------|----------|-------------|
| `id` | string | yes | Which one. |
"""
README = "# Parcels\n\nHow parcels find their way.\n"
WRONG = "`limit` is a string on the page, an integer in the spec"

pytestmark = pytest.mark.slow


def run(*command, folder, **environment):
    """A command away from the git of whoever runs the tests; its exit code and all that it says."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    own |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "NO_COLOR": "1"}
    own |= {f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in WHO}
    done = subprocess.run(
        command,
        cwd=folder,
        env=own | {"PRE_COMMIT_COLOR": "never"} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


WHO = ("NAME", "EMAIL")


def git(*arguments, folder):
    code, said = run("git", *arguments, folder=folder)
    assert code == 0, said
    return said.strip()


def _foreign(folder, names):
    """What is no part of a checkout: environments, caches, what tools leave."""
    hidden = {name for name in names if name.startswith(".") and name != ".pre-commit-hooks.yaml"}
    made = {name for name in names if (Path(folder) / name / "pyvenv.cfg").exists()}
    return hidden | made | (SKIPPED & set(names)) | ({"dist", "build", "site"} & set(names))


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """This checkout as it is, as a repository with one commit."""
    folder = tmp_path_factory.mktemp("hooks") / "doclint"
    shutil.copytree(ROOT, folder, ignore=_foreign)
    git("init", "-q", "-b", "main", folder=folder)
    git("add", "-A", folder=folder)
    git("commit", "-q", "-m", "As it is", folder=folder)
    return folder


class Docs:
    """A repository with documentation, whose commits go through hooks."""

    def __init__(self, folder, checkout, home):
        self.folder, self.checkout, self.home = folder, checkout, home
        git("init", "-q", "-b", "main", folder=folder)

    def call(self, *command, **environment):
        return run(*command, folder=self.folder, PRE_COMMIT_HOME=str(self.home), **environment)

    def pre_commit(self, *arguments, **environment):
        return self.call(sys.executable, "-m", "pre_commit", *arguments, **environment)

    def hooks(self, *hooks, kind="pre-commit"):
        revision = git("rev-parse", "HEAD", folder=self.checkout)
        told = "\n".join(f"      - {{{hook}}}" for hook in hooks)
        self.write(
            {
                ".pre-commit-config.yaml": f"repos:\n  - repo: {self.checkout}\n"
                f"    rev: {revision}\n    hooks:\n{told}\n"
            }
        )
        code, said = self.pre_commit("install", "--hook-type", kind)
        assert code == 0, said

    def write(self, texts):
        for path, text in texts.items():
            (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / path).write_text(text, "utf-8")
        git("add", "--", *texts, folder=self.folder)

    def commit(self, texts=(), **environment):
        self.write(dict(texts))
        return self.call("git", "commit", "-m", "A change", **environment)

    def settle(self, texts):
        """Commits that nobody looks at."""
        self.write(texts)
        git("commit", "-q", "--no-verify", "-m", "Before", folder=self.folder)


@pytest.fixture(scope="module")
def home(checkout, tmp_path_factory):
    """A cache of pre-commit with the environment of the hooks, made from nothing, for all tests."""
    pytest.importorskip("pre_commit")
    folder = tmp_path_factory.mktemp("docs")
    docs = Docs(folder, checkout, tmp_path_factory.mktemp("home"))
    docs.hooks("id: doclint")
    code, said = docs.pre_commit("install-hooks")
    if code and AWAY.search(said):
        pytest.skip("pre-commit installs the hooks with pip, which reaches no package index here")
    assert code == 0, said
    return docs.home


@pytest.fixture
def docs(checkout, home, tmp_path):
    """A repository of documentation without mistakes."""
    docs = Docs(tmp_path, checkout, home)
    docs.hooks("id: doclint")
    docs.settle(
        {
            "openapi.yaml": SPEC,
            "docs/list.md": LIST,
            "docs/get.md": GET,
            "docs/_includes/id.md": ID,
            "README.md": README,
        }
    )
    return docs


def bad(text=LIST):
    return text.replace("integer", "string")


def test_try_repo_shows_what_is_wrong(docs):
    docs.write({"docs/list.md": bad()})
    code, said = docs.pre_commit("try-repo", str(docs.checkout), "doclint", "--verbose")
    assert code == 1, said
    assert "Installing environment" in said  # it has a cache of its own
    assert WRONG in said
    assert "docs/list.md:9:13" in said


def test_a_bad_commit_is_blocked_and_a_good_one_passes(docs):
    code, said = docs.commit({"docs/list.md": bad()})
    assert code == 1
    assert "error[parameter/type-differs]: " + WRONG in said
    assert "--> docs/list.md:9:13" in said
    assert "::: openapi.yaml:8:" in said
    assert docs.commit({"docs/list.md": LIST + "\nThey are sorted.\n"})[0] == 0


def test_files_of_other_trades_pass_in_silence(docs):
    for texts in ({"README.md": README + "\nMore.\n"}, {"package.json": '{"name": "docs"}\n'}):
        code, said = docs.commit(texts)
        assert code == 0, said
        assert "Passed" in said
        assert "doclint:" not in said
    docs.write({"tsconfig.json": "{}\n"})
    code, said = docs.pre_commit("run", "--verbose")
    lines = said.partition("duration:")[2].splitlines()[1:]
    assert (code, [line for line in lines if line.strip()]) == (0, [])


@pytest.mark.parametrize(
    ("path", "text", "where"),
    [
        ("openapi.yaml", SPEC.replace("integer", "boolean"), "docs/list.md:9:13"),
        ("docs/_includes/id.md", ID.replace("string", "integer"), "docs/_includes/id.md:3:10"),
    ],
)
def test_what_pages_use_is_reported_where_it_makes_them_false(docs, path, text, where):
    code, said = docs.commit({path: text})
    assert code == 1, said
    assert f"--> {where}" in said


TEMPLATE = """\
# {{ title }}

`GET {{ path }}`

Parcels are sorted by the day on which they were sent.

## Query parameters

| Name | Type | Description |
|------|------|-------------|
{% for p in parameters -%}
| `{{ p.name }}` | {{ p.type }} | {{ p.text }} |
{% endfor %}
## Errors

Errors are answered with a status and a text.
"""
RENDERED = """\
# List parcels

`GET /parcels`

Parcels are sorted by the day on which they were sent.

## Query parameters

| Name | Type | Description |
|------|------|-------------|
| `limit` | integer | How many. |

## Errors

Errors are answered with a status and a text.
"""
DATA = """\
title: List parcels
path: /parcels
parameters:
  - {name: limit, type: integer, text: How many.}
"""
CONFIG = """\
[[api]]
spec = "openapi.yaml"
pages = ["docs/**/*.md"]
templates = ["templates/*.md.j2"]
context = "data/{name}.yaml"
"""


def test_a_template_and_its_data_are_reported_at_the_page_that_they_no_longer_give(docs):
    docs.hooks("id: doclint", "id: doclint-templates")
    docs.settle(
        {
            "doclint.toml": CONFIG,
            "templates/operation.md.j2": TEMPLATE,
            "data/list.yaml": DATA,
            "docs/list.md": RENDERED,
        }
    )
    for path, text in (
        ("data/list.yaml", DATA.replace("How many", "At most how many")),
        ("templates/operation.md.j2", TEMPLATE.replace("a text.", "a message.")),
    ):
        code, said = docs.commit({path: text})
        assert code == 1, said
        assert "error[project/stale-page]" in said
        git("reset", "-q", "--hard", folder=docs.folder)
    broken = TEMPLATE.replace("{% endfor %}", "")
    code, said = docs.commit({"templates/operation.md.j2": broken})
    assert code == 1
    assert said.count("error[template/syntax-error]") == 2  # each hook says it


def test_a_page_that_a_template_renders_is_reported_at_the_template(docs):
    docs.settle(
        {
            "doclint.toml": CONFIG,
            "templates/operation.md.j2": TEMPLATE.replace("{{ p.type }}", "text"),
            "data/list.yaml": DATA,
        }
    )
    code, said = docs.commit({"docs/list.md": RENDERED.replace("integer", "text")})
    assert code == 1
    assert "::: templates/operation.md.j2:12" in said
    assert "the template is wrong" in said


def test_a_fix_changes_the_page_and_passes_the_second_time(docs):
    docs.hooks("id: doclint-fix")
    code, said = docs.commit({"docs/list.md": bad()})
    assert code == 1
    assert "files were modified by this hook" in said
    assert "1 fixed" in said
    assert (docs.folder / "docs/list.md").read_text("utf-8") == LIST
    assert docs.commit({"docs/list.md": LIST + "\nMore.\n"})[0] == 0


def test_what_cannot_be_fixed_is_shown_and_blocks(docs):
    docs.hooks("id: doclint-fix")
    page = LIST + "| `zzz` | string | Nothing that anyone knows. |\n"
    for _ in range(2):
        code, said = docs.commit({"docs/list.md": page})
        assert code == 1
        assert "error[parameter/unknown-parameter]" in said
        assert "files were modified" not in said


def test_a_fix_leaves_what_is_not_staged_alone(docs):
    docs.hooks("id: doclint-fix")
    far = LIST + "\nOne.\n\nTwo.\n\nThree.\n"
    page = docs.folder / "docs/list.md"
    for text, after in ((far, far + "\nNot staged.\n"), (LIST, bad() + "\nNot staged.\n")):
        docs.write({"docs/list.md": bad(text)})
        page.write_text(bad(text) + "\nNot staged.\n", "utf-8")
        code, said = docs.commit()
        assert code == 1, said
        assert "files were modified by this hook" in said
        assert page.read_text("utf-8") == after  # so near to a fix pre-commit takes that back
        assert git("show", ":docs/list.md", folder=docs.folder) == bad(text).strip()


def test_a_fix_of_what_a_named_spec_made_false_is_left_to_be_staged(docs):
    docs.hooks("id: doclint-fix")
    code, said = docs.commit({"openapi.yaml": SPEC.replace("integer", "boolean")})
    assert code == 1, said
    assert "files were modified by this hook" in said
    assert "`limit` | boolean |" in (docs.folder / "docs/list.md").read_text("utf-8")
    assert git("diff", "--name-only", folder=docs.folder) == "docs/list.md"
    git("add", "docs/list.md", folder=docs.folder)
    assert docs.commit()[0] == 0


def test_what_is_staged_is_checked_and_not_what_lies_beside_it(docs):
    docs.write({"docs/list.md": bad()})
    (docs.folder / "docs/list.md").write_text(LIST, "utf-8")
    code, said = docs.commit()
    assert code == 1
    assert WRONG in said
    docs.write({"docs/list.md": LIST + "\nMore.\n"})
    (docs.folder / "docs/list.md").write_text(bad(), "utf-8")
    assert docs.commit()[0] == 0


def test_deleted_files_are_no_mistake(docs):
    git("rm", "-q", "docs/get.md", "openapi.yaml", folder=docs.folder)
    code, said = docs.commit({"README.md": README + "\nLess.\n"})
    assert code == 0, said
    git("rm", "-q", "docs/list.md", folder=docs.folder)
    code, said = docs.commit()
    assert code == 0, said
    assert "(no files to check)" in said


def test_names_of_files_may_be_anything(docs):
    names = ("docs/a page with spaces.md", "docs/pâté 小包.md", "docs/-dash'n\"quote.md")
    code, said = docs.commit({name: bad() for name in names})
    assert code == 1
    for name in names:
        assert f"--> {name}:9:13" in said
    assert "3 errors in 3 of 3 pages" in said


def test_more_files_than_fit_into_one_command_are_all_checked(docs):
    texts = {f"docs/{'a-long-name-' * 8}{number}.md": "# Part\n" for number in range(1400)}
    first, *_, last = texts
    code, said = docs.commit({**texts, first: bad(), last: bad()})
    assert code == 1
    assert [said.count(f"--> {name}:9:13") for name in (first, last)] == [1, 1]


def test_documentation_may_lie_in_a_folder_of_its_own(docs):
    docs.hooks('id: doclint, args: ["--config", "site/doclint.toml"], files: "^site/"')
    docs.settle(
        {
            "site/doclint.toml": '[[api]]\nspec = "api.yaml"\npages = ["pages/*.md"]\n',
            "site/api.yaml": SPEC,
            "site/pages/list.md": LIST,
        }
    )
    code, said = docs.commit({"site/pages/list.md": bad()})
    assert code == 1
    assert "::: site/api.yaml:8:" in said
    git("reset", "-q", "--hard", folder=docs.folder)
    code, said = docs.commit({"site/api.yaml": SPEC.replace("integer", "boolean")})
    assert code == 1
    assert "--> site/pages/list.md:9:13" in said
    git("reset", "-q", "--hard", folder=docs.folder)
    assert docs.commit({"docs/list.md": bad()})[0] == 0  # of other people


def test_exclusions_of_the_configuration_hold(docs):
    docs.settle({"doclint.toml": 'exclude = ["docs/old"]\n'})
    assert docs.commit({"docs/old/list.md": bad()})[0] == 0
    assert docs.commit({"docs/new/list.md": bad()})[0] == 1


def test_arguments_are_added_to_those_of_the_hook(docs):
    page = LIST.replace("`sender`", "`sender` ") + "\n## Query parameters\n\nAll of them.\n"
    assert docs.commit({"docs/list.md": page})[0] == 0
    docs.hooks('id: doclint, args: ["--strict", "--fail-on", "info"]')
    code, said = docs.commit({"docs/list.md": page + "\nMore.\n"})
    assert code == 1, said
    docs.hooks('id: doclint, args: ["--strickt"]')
    code, said = docs.commit({"docs/list.md": page + "\nMuch more.\n"})
    assert code == 1
    assert "did you mean `--strict`" in said


def test_pages_that_nothing_there_can_read_are_passed_over_and_said(docs):
    docs.write({"docs/guide.rst": "Guide\n=====\n\nWords.\n"})
    code, said = docs.pre_commit("run", "--verbose")
    assert code == 0, said
    assert "docs/guide.rst: not read" in said
    assert "docutils" in said


def test_all_files_are_checked_before_a_push(docs, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    git("init", "-q", "--bare", "-b", "main", folder=other)
    docs.hooks("id: doclint-all", kind="pre-push")
    docs.settle({"docs/list.md": bad()})
    docs.settle({"README.md": README + "\nMore.\n"})
    git("remote", "add", "origin", str(other), folder=docs.folder)
    code, said = docs.call("git", "push", "origin", "main")
    assert code == 1
    assert WRONG in said
    docs.settle({"docs/list.md": LIST})
    code, said = docs.call("git", "push", "origin", "main")
    assert code == 0, said
    code, said = docs.pre_commit("run", "--hook-stage", "manual", "--all-files")
    assert code == 0, said
    assert "doclint (all files)" in said


def test_hooks_ask_nothing_of_any_network(docs, tmp_path_factory):
    watching = tmp_path_factory.mktemp("watching")
    told = watching / "told"
    (watching / "sitecustomize.py").write_text(WATCH.format(told=str(told)), "utf-8")
    spec = SPEC + 'externalDocs: {url: "https://docs.invalid/parcels"}\n'
    spec = spec.replace("{type: integer}", '{$ref: "https://docs.invalid/whole.json"}')
    docs.hooks("id: doclint", "id: doclint-fix", "id: doclint-templates")
    code, said = docs.commit(
        {"openapi.yaml": spec, "docs/list.md": LIST + "\n[More](https://docs.invalid/)\n"},
        PYTHONPATH=str(watching),
    )
    assert code == 0, said
    assert not told.exists(), told.read_text("utf-8")
    check = "import socket; socket.getaddrinfo('127.0.0.1', 80)"
    run(sys.executable, "-c", check, folder=docs.folder, PYTHONPATH=str(watching))
    assert told.exists()  # such a look would have been seen
