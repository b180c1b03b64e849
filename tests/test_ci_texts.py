"""What the documentation says of hooks and CI holds: files, options, inputs, names of hooks."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from doclint.commands import parser
from doclint.model.source import Source
from doclint.parse.data.documents import load
from tests.test_hooks import LIST, SPEC, bad, git, run

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
UNRUN = "not run by our tests"
HOSTS = r"pypi|pythonhosted|index-url|ghcr|docker\.io"


def text(path):
    return (ROOT / path).read_text("utf-8")


def parsed(name, written):
    data, notes = load(Source(name, written))
    assert not notes
    return data


def fences(path, language):
    """The blocks of a page in one language, each moved to its first column."""
    for lead, block in re.findall(rf"^( *)```{language}\n(.*?)^ *```", text(path), re.M | re.S):
        yield "\n".join(line.removeprefix(lead) for line in block.split("\n"))


def accepted(command):
    given, unknown = parser().parse_known_args(command.split()[1:])
    return not unknown and given


def test_hooks_and_inputs_that_are_shown_are_there():
    hooks = {hook["id"] for hook in parsed("hooks", text(".pre-commit-hooks.yaml"))}
    action = parsed("action", text("action.yml"))
    shown = text("docs/hooks.md") + text("README.md")
    assert set(re.findall(r"\bid: ([\w-]+)", shown)) <= hooks
    assert set(re.findall(r"^\| `(doclint[\w-]*)` \|", shown, re.M)) == hooks
    rows = re.findall(r"^\| `([\w-]+)` \|", text("docs/ci.md"), re.M)
    assert rows == [*sorted(rows, key=[*action["inputs"]].index)]
    assert set(rows) == set(action["inputs"])
    for name in action["outputs"]:
        assert f"`{name}`" in text("docs/ci.md")
    for block in (*fences("docs/ci.md", "yaml"), text("docs/ci/github.yml")):
        workflow = parsed("workflow", block)
        steps = workflow["steps"] if "steps" in workflow else workflow["jobs"]["doclint"]["steps"]
        for step in steps:
            own = step["uses"].startswith("OWNER/doclint@")
            assert not own or set(step["with"]) <= set(action["inputs"])


def test_settings_of_hooks_are_options():
    for block in fences("docs/hooks.md", "yaml"):
        for hook in re.findall(r"args: \[(.*?)\]", block):
            words = hook.replace(",", "")
            assert accepted(f"doclint check {words}")


def test_commands_in_texts_are_accepted():
    found = [line for page in ("ci", "hooks") for line in fences(f"docs/{page}.md", "sh")]
    lines = re.findall(r"(?:^|[\s|])(doclint (?:check|audit) .*)$", "\n".join(found), re.M)
    assert len(lines) >= 4
    for line in lines:
        assert accepted(line.removesuffix(" ."))


def test_what_is_not_run_is_said():
    pages = text("docs/hooks.md"), text("docs/ci.md")
    assert [page.count(UNRUN) for page in pages] == [1, 3]


def test_no_index_of_packages_is_named():
    every = [DOCS / "hooks.md", DOCS / "ci.md", *(DOCS / "ci").iterdir(), ROOT / "action.yml"]
    for path in every:
        assert not re.search(
            r"pypi|pythonhosted|index-url|ghcr|docker\.io", path.read_text("utf-8")
        )


# GitLab -------------------------------------------------------------------------------------------


def test_the_job_of_gitlab_reports_what_it_writes():
    job = parsed("gitlab", text("docs/ci/gitlab.yml"))["doclint"]
    report = job["artifacts"]["reports"]["codequality"]
    assert f"--output gitlab={report}" in job["script"][0]
    assert job["artifacts"]["when"] == "always"
    assert job["variables"]["GIT_DEPTH"] == "0"


@pytest.mark.parametrize("merging", [True, False])
def test_the_script_of_gitlab_writes_findings_for_a_merge_request(tmp_path, merging):
    folder, programs = tmp_path / "docs", tmp_path / "programs"
    for path, written in {"openapi.yaml": SPEC, "docs/old.md": bad()}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(written, "utf-8")
    git("init", "-q", "-b", "main", folder=folder)
    git("add", "-A", folder=folder)
    git("commit", "-q", "-m", "Before", folder=folder)
    base = git("rev-parse", "HEAD", folder=folder)
    (folder / "docs/new.md").write_text(bad(LIST), "utf-8")
    git("add", "-A", folder=folder)
    git("commit", "-q", "-m", "After", folder=folder)
    programs.mkdir()
    (programs / "doclint").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m doclint "$@"\n')
    (programs / "doclint").chmod(0o755)
    script = parsed("gitlab", text("docs/ci/gitlab.yml"))["doclint"]["script"][0]
    code, said = run(
        *("sh", "-eu", "-c", script),
        folder=folder,
        PATH=f"{programs}:/usr/bin:/bin",
        PYTHONPATH=str(ROOT / "src"),
        **({"CI_MERGE_REQUEST_DIFF_BASE_SHA": base} if merging else {}),
    )
    assert code == 1, said
    report = json.loads((folder / "doclint.json").read_text("utf-8"))
    paths = ["docs/new.md"] if merging else ["docs/new.md", "docs/old.md"]
    assert sorted(one["location"]["path"] for one in report) == paths


# Docker -------------------------------------------------------------------------------------------


def copied():
    lines = re.findall(r"^COPY (.+) \S+$", text("docs/ci/Dockerfile"), re.M)
    return [name for line in lines for name in line.split()]


def test_the_image_runs_doclint():
    written = text("docs/ci/Dockerfile")
    entry, command = (
        json.loads(re.search(rf"^{word} (\[.*\])$", written, re.M)[1])
        for word in ("ENTRYPOINT", "CMD")
    )
    assert accepted(" ".join((*entry, *command)))
    assert all((ROOT / name).exists() for name in copied())
    assert f"docker build -f docs/ci/Dockerfile -t {entry[0]} ." in written
    extras = re.search(r"/build\[([\w,]+)\]", written)[1].split(",")
    assert all(re.search(rf"^{extra} = \[", text("pyproject.toml"), re.M) for extra in extras)


@pytest.mark.slow
def test_what_the_image_copies_is_enough_to_install_doclint(tmp_path):
    for name in copied():
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", str(tmp_path)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
