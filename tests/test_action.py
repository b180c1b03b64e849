"""The GitHub action: its steps are run with bash as a runner runs them, its inputs are no code."""

import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from doclint import __version__
from doclint.commands import parser
from doclint.model.source import Source
from doclint.parse.data.documents import load
from tests.test_hooks import AWAY, LIST, SPEC, bad, git, run

ROOT = Path(__file__).parents[1]
ACTION = load(Source("action.yml", (ROOT / "action.yml").read_text("utf-8")))[0]
STEPS = ACTION["runs"]["steps"]
EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")


def test_steps_are_told_what_they_need_by_their_environment_alone():
    ids = {step["id"] for step in STEPS}
    for step in STEPS:
        assert "${{" not in step.get("run", "")
        told = {**step.get("env", {}), **step.get("with", {})}
        told["folder"] = step.get("working-directory", "")
        for value in told.values():
            for name in EXPRESSION.findall(str(value)):
                place, _, rest = name.partition(".")
                assert place in ("inputs", "steps", "github")
                assert place != "inputs" or rest in ACTION["inputs"]
                assert place != "steps" or rest.partition(".")[0] in ids
        assert step.get("shell", "bash") == "bash"
    used = {name for name in EXPRESSION.findall(str(STEPS)) if name.startswith("inputs.")}
    assert used == {f"inputs.{name}" for name in ACTION["inputs"]}


def test_outputs_are_those_of_its_steps():
    text = (ROOT / "action.yml").read_text("utf-8")
    for output in ACTION["outputs"].values():
        (name,) = EXPRESSION.findall(output["value"])
        assert f'echo "{name.rpartition(".")[2]}=' in text
        assert name.split(".")[1] in {step["id"] for step in STEPS}


def test_other_actions_are_named_with_a_version():
    named = [step["uses"] for step in STEPS if "uses" in step]
    assert named
    assert all(re.fullmatch(r"actions/[\w-]+@v\d+", name) for name in named)


def test_options_that_the_steps_give_are_there():
    script = next(step["run"] for step in STEPS if step["id"] == "check")
    options = set(re.findall(r"(?<=[(\"])--[a-z-]+(?==|\))", script))
    assert options == {"--format", "--exit-zero", "--fail-on", "--output", "--since", "--unshallow"}
    words = ["--format=github", "--exit-zero", "--fail-on=error", "--output=sarif=a", "--since=a"]
    assert parser().parse_args(["check", *words, "--", "docs"]).paths == ["docs"]


class Runner:
    """What runs a step: its files, its environment, the folder of the repository."""

    def __init__(self, folder, temp):
        self.folder, self.temp = folder, temp
        (temp / "programs").mkdir()
        for name, more in (("python", ""), ("doclint", " -m doclint")):
            program = temp / "programs" / name
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}"{more} "$@"\n', "utf-8")
            program.chmod(program.stat().st_mode | stat.S_IXUSR)

    def step(self, name, values=(), **inputs):
        """The exit code of a step, what it says and its outputs."""
        step = next(step for step in STEPS if step["id"] == name)
        known = {f"inputs.{key}": one["default"] for key, one in ACTION["inputs"].items()}
        known |= {"github.base_ref": "", "steps.install.outputs.programs": self.temp / "programs"}
        known |= {f"inputs.{key.replace('_', '-')}": value for key, value in inputs.items()}
        known |= dict(values)

        def filled(text):
            return EXPRESSION.sub(lambda found: str(known[found[1]]), text)

        output = self.temp / "output"
        output.write_text("", "utf-8")
        (self.temp / "step.sh").write_text(step["run"], "utf-8")
        code, said = run(
            *("bash", "--noprofile", "--norc", "-eo", "pipefail", str(self.temp / "step.sh")),
            folder=self.folder / filled(step.get("working-directory", ".")),
            **{key: filled(value) for key, value in step["env"].items()},
            GITHUB_ACTION_PATH=str(ROOT),
            GITHUB_OUTPUT=str(output),
            GITHUB_STEP_SUMMARY=str(self.temp / "summary.md"),
            RUNNER_TEMP=str(self.temp),
            PYTHONPATH=str(ROOT / "src"),
        )
        told = dict(line.split("=", 1) for line in output.read_text("utf-8").splitlines())
        return code, said, told


@pytest.fixture
def runner(tmp_path):
    folder = tmp_path / "repository"
    for path, text in {"openapi.yaml": SPEC, "docs/list.md": bad()}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return Runner(folder, tmp_path)


FOUND = "::error file=docs/list.md,line=9,endLine=9,col=13,endColumn=19,title="


def test_findings_are_annotations_and_fail_the_step(runner):
    code, said, told = runner.step("check")
    assert (code, told) == (1, {"exit-code": "1"})
    assert FOUND in said
    assert "parameter/type-differs" in (runner.temp / "summary.md").read_text("utf-8")


def test_what_fails_is_told_by_the_inputs(runner):
    assert runner.step("check", fail_on="never")[::2] == (0, {"exit-code": "0"})
    code, said, told = runner.step("check", fail_on="errors")
    assert (code, told) == (2, {"exit-code": "2"})
    assert "did you mean `error`" in said
    assert runner.step("check", format="concise", args="--select 'response,body'")[0] == 0
    assert runner.step("check", paths="README.txt")[0] == 2


def test_paths_stand_on_lines_of_their_own(runner):
    (runner.folder / "docs/a page.md").write_text(bad(), "utf-8")
    code, said, _ = runner.step("check", paths="docs/a page.md\r\n\n-x.md\n", format="concise")
    assert (code, "`-x.md` is not there" in said) == (2, True)
    code, said, _ = runner.step("check", paths="docs/a page.md\r\n\n", format="concise")
    assert (code, said.count("docs/a page.md:9:13")) == (1, 1)
    assert "docs/list.md" not in said


def test_inputs_are_never_run(runner):
    hostile = "$(touch run) `touch run`; touch run | touch run && touch run\n'"
    for name in ("args", "paths", "since", "fail_on", "format", "sarif_file"):
        code, _, told = runner.step("check", **{name: hostile})
        assert code == (1 if name == "sarif_file" else 2)  # which is a name that a file may have
        assert set(told) <= {"exit-code", "sarif-file"}
        assert not (runner.folder / "run").exists()
    code, _, _ = runner.step("check", {"github.base_ref": "$(touch run);`touch run`"})
    assert code == 2
    assert not (runner.folder / "run").exists()


def test_options_that_cannot_be_read_stop_the_step(runner):
    code, said, told = runner.step("check", args="--select 'body")
    assert (code, told) == (2, {})
    assert "::error title=doclint::`args` cannot be read as in a shell: No closing" in said


def test_sarif_is_written_where_it_can_be_uploaded_from(runner):
    (runner.folder / "site").mkdir()
    for name in ("openapi.yaml", "docs"):
        (runner.folder / name).rename(runner.folder / "site" / name)
    code, _, told = runner.step("check", working_directory="site", sarif_file="doclint.sarif")
    assert code == 1
    assert told == {"exit-code": "1", "sarif-file": "site/doclint.sarif"}
    report = json.loads((runner.folder / told["sarif-file"]).read_text("utf-8"))
    assert [one["ruleId"] for one in report["runs"][0]["results"]] == ["parameter/type-differs"]


@pytest.fixture
def pull_request(runner, tmp_path):
    """A checkout of one commit, as the runner makes it: a branch merged into the one it goes to."""
    origin = runner.folder
    git("init", "-q", "-b", "main", folder=origin)
    git("add", "-A", folder=origin)
    git("commit", "-q", "-m", "Before", folder=origin)
    git("checkout", "-q", "-b", "change", folder=origin)
    before, after = (
        f"sender, in: query, schema: {{type: {kind}}}" for kind in ("string", "boolean")
    )
    changed = SPEC.replace(before, after)
    (origin / "openapi.yaml").write_text(changed, "utf-8")
    git("commit", "-q", "-a", "-m", "A change", folder=origin)
    git("checkout", "-q", "main", folder=origin)
    (origin / "docs/other.md").write_text(LIST.replace("sender", "weight"), "utf-8")
    git("add", "-A", folder=origin)
    git("commit", "-q", "-m", "Meanwhile", folder=origin)
    git("checkout", "-q", "-b", "merged", folder=origin)
    git("merge", "-q", "-m", "Both", "change", folder=origin)
    runner.folder = tmp_path / "checkout"
    clone = ("clone", "-q", "--depth=1", "--branch=merged", f"file://{origin}")
    git(*clone, str(runner.folder), folder=tmp_path)
    return runner


def test_a_pull_request_is_compared_with_the_branch_that_it_goes_to(pull_request):
    code, said, _ = pull_request.step("check", {"github.base_ref": "main"})
    assert code == 1, said
    annotated = [line for line in said.splitlines() if line.startswith("::error")]
    assert [line.split(",title")[0] for line in annotated] == [
        "::error file=docs/list.md,line=10,endLine=10,col=14,endColumn=20"
    ]


def test_a_pull_request_can_be_checked_as_a_whole(pull_request):
    code, said, _ = pull_request.step("check", {"github.base_ref": "main"}, since="none")
    assert code == 1
    assert FOUND in said


def test_history_that_cannot_be_fetched_is_told_with_a_way_out(pull_request):
    git("remote", "set-url", "origin", "nowhere", folder=pull_request.folder)
    code, said, _ = pull_request.step("check", {"github.base_ref": "main"})
    assert code == 2
    assert "::warning title=doclint::the history of main could not be fetched" in said
    assert "`fetch-depth: 0` of actions/checkout" in said


@pytest.mark.slow
def test_doclint_is_installed_away_from_the_python_of_the_steps_around(runner):
    code, said, told = runner.step(
        "install", {"steps.python.outputs.python-path": sys.executable}, extras="rst"
    )
    if code and AWAY.search(said):
        pytest.skip("the action installs with pip, which reaches no package index here")
    assert code == 0, said
    assert told["version"] == __version__
    program = Path(told["programs"]) / "doclint"
    done = subprocess.run(
        [program, "--version"], capture_output=True, text=True, check=True, env={**os.environ}
    )
    assert done.stdout == f"doclint {__version__}\n"
    assert run(program.parent / "python", "-c", "import docutils", folder=ROOT)[0] == 0
