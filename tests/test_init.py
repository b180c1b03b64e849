"""`doclint init` shows what it found, asks, writes nothing over, and what it wrote holds."""

import json
import tomllib

import pytest
import yaml

from doclint.cli import main
from tests.test_selftest import GET, POST, SPEC

WRONG = POST.replace(
    "| `weight` | integer | no | How heavy it is |",
    "| `weight` | string | no | How heavy it is |\n| `status` | string | no | How it is |",
)
HERE = ("--repository", "https://github.com/team/doclint@v1")


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A repository with a spec and two pages, one of them with a mistake."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "docs").mkdir()
    (tmp_path / "openapi.yaml").write_text(SPEC, "utf-8")
    (tmp_path / "docs/get.md").write_text(GET, "utf-8")
    (tmp_path / "docs/post.md").write_text(WRONG, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def answers(monkeypatch):
    """A terminal at which somebody types."""

    def give(*typed):
        lines = iter(typed)
        asked = []

        def answer(question):
            asked.append(question)
            given = next(lines, EOFError)
            if isinstance(given, type):
                raise given
            return given

        monkeypatch.setattr("builtins.input", answer)
        monkeypatch.setattr("doclint.commands.init._asks", lambda: True)
        return asked

    return give


def texts(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git/" not in str(path)
    }


def test_it_shows_what_it_found(capsys):
    main(["init", "--dry-run"])
    said = capsys.readouterr().out
    assert "openapi.yaml  OpenAPI 3.0.3, 2 of 2 operations on 2 pages" in said
    assert "docs  2 Markdown, 2 with a spec" in said
    assert "Matched: 2 of 2 operations on 2 of 2 pages" in said
    assert "Reported today: 1 error (body 1)" in said


def test_a_dry_run_shows_a_difference_and_writes_nothing(folder, capsys):
    before = texts(folder)
    assert main(["init", "--dry-run", "--hook"]) == 0
    said = capsys.readouterr()
    assert "+++ b/doclint.toml" in said.out
    assert '+spec = "openapi.yaml"' in said.out
    assert "+++ b/.pre-commit-config.yaml" in said.out
    assert "`doclint baseline write` would take 1 finding as known" in said.err
    assert texts(folder) == before


def test_with_yes_it_writes_what_it_proposes_and_that_holds(folder, capsys):
    assert main(["init", "--yes"]) == 0
    data = tomllib.loads((folder / "doclint.toml").read_text("utf-8"))
    assert data == {"api": [{"spec": "openapi.yaml", "pages": ["docs/**/*.md"]}]}
    known = json.loads((folder / ".doclint-baseline.json").read_text("utf-8"))
    assert [one["rule"] for one in known["findings"]] == ["body/type-differs"]
    assert not (folder / ".pre-commit-config.yaml").exists()
    capsys.readouterr()
    assert main(["config", "validate"]) == 0
    assert main(["check"]) == 0


def test_without_anybody_to_ask_it_writes_nothing_and_says_how(folder, capsys):
    before = texts(folder)
    assert main(["init"]) == 2
    assert "`--yes` writes, `--dry-run` shows what" in capsys.readouterr().err
    assert texts(folder) == before


def test_it_asks_for_each_offer_and_takes_the_answers(folder, answers, capsys):
    (folder / ".github").mkdir()
    asked = answers("", "no", "y", "")
    assert main(["init", *HERE]) == 0
    assert [question.partition("?")[0] for question in asked] == [
        "Write doclint.toml",
        "Take the 1 finding of today as known",
        "Write .pre-commit-config.yaml",
        "Write .github/workflows/doclint.yml",
    ]
    assert not (folder / ".doclint-baseline.json").exists()
    hooks = yaml.safe_load((folder / ".pre-commit-config.yaml").read_text("utf-8"))
    assert hooks["repos"][0]["repo"] == "https://github.com/team/doclint"
    steps = yaml.safe_load((folder / ".github/workflows/doclint.yml").read_text("utf-8"))
    assert steps["jobs"]["doclint"]["steps"][1]["uses"] == "team/doclint@v1"
    assert "pre-commit install" in capsys.readouterr().out


@pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError])
def test_whoever_stops_it_has_written_nothing(folder, answers, capsys, stop):
    before = texts(folder)
    answers("y", "y", stop)
    assert main(["init"]) == 130
    assert "nothing was written" in capsys.readouterr().err
    assert texts(folder) == before


def test_whoever_wants_nothing_gets_nothing(folder, answers, capsys):
    before = texts(folder)
    answers("n", "n", "n")
    assert main(["init"]) == 0
    said = capsys.readouterr().out
    assert '+spec = "openapi.yaml"' in said  # shown before it is asked for
    assert "nothing was written" in said
    assert texts(folder) == before


def test_an_answer_that_is_none_is_asked_again(answers):
    asked = answers("y", "maybe", "n", "n")
    assert main(["init"]) == 0
    assert asked[1] == asked[2]


def test_a_configuration_is_never_written_over_in_silence(folder, capsys):
    (folder / "doclint.toml").write_text('ignore = ["table"]\n', "utf-8")
    before = texts(folder)
    assert main(["init", "--yes"]) == 2
    said = capsys.readouterr()
    assert '-ignore = ["table"]' in said.out
    assert "`doclint.toml` is there; `--force` writes over it" in said.err
    assert texts(folder) == before
    assert main(["init", "--yes", "--force", "--no-baseline"]) == 0
    assert "ignore" not in (folder / "doclint.toml").read_text("utf-8")


def test_the_same_configuration_again_is_no_mistake(folder, capsys):
    main(["init", "--yes", "--no-baseline"])
    before = texts(folder)
    assert main(["init", "--yes", "--no-baseline"]) == 0
    assert "says what would be written" in capsys.readouterr().err
    assert texts(folder) == before


def test_it_may_go_into_pyproject(folder, capsys):
    own = '[project]\nname = "pets"  # ours\n'
    (folder / "pyproject.toml").write_text(own, "utf-8")
    assert main(["init", "--yes", "--pyproject", "--no-baseline"]) == 0
    text = (folder / "pyproject.toml").read_text("utf-8")
    assert text.startswith(own)
    (api,) = tomllib.loads(text)["tool"]["doclint"]["api"]
    assert api["spec"] == "openapi.yaml"
    assert not (folder / "doclint.toml").exists()
    assert main(["init", "--yes", "--pyproject"]) == 2
    assert "pyproject.toml: it has a configuration" in capsys.readouterr().err


def test_a_workflow_needs_to_know_where_doclint_lies(folder, capsys, monkeypatch):
    monkeypatch.setattr("doclint.init.sources.home", lambda _: None)
    before = texts(folder)
    assert main(["init", "--yes", "--github"]) == 2
    assert "say `--repository URL@REV`" in capsys.readouterr().err
    assert texts(folder) == before


def test_what_is_there_stays(folder, capsys):
    (folder / ".pre-commit-config.yaml").write_text("repos: {}\n", "utf-8")
    (folder / ".github/workflows").mkdir(parents=True)
    (folder / ".github/workflows/doclint.yml").write_text("name: ours\n", "utf-8")
    assert main(["init", "--yes", "--no-baseline", "--github", *HERE]) == 0
    said = capsys.readouterr().err
    assert "`.pre-commit-config.yaml` stays as it is: it is no list of `repos`" in said
    assert "`.github/workflows/doclint.yml` is there and stays" in said
    assert (folder / ".github/workflows/doclint.yml").read_text("utf-8") == "name: ours\n"


def test_a_job_for_gitlab_is_shown_and_not_written(folder, capsys):
    (folder / ".gitlab-ci.yml").write_text("stages: [test]\n", "utf-8")
    main(["init", "--yes", "--no-baseline"])
    assert "For .gitlab-ci.yml:\ndoclint:\n  stage: test\n" in capsys.readouterr().out
    assert (folder / ".gitlab-ci.yml").read_text("utf-8") == "stages: [test]\n"


def test_another_folder_can_be_named(folder, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert main(["init", str(folder), "--yes", "--no-baseline"]) == 0
    assert (folder / "doclint.toml").exists()


@pytest.mark.parametrize("name", ["nowhere", "openapi.yaml"])
def test_what_is_no_folder_is_told(name, capsys):
    assert main(["init", name]) == 2
    assert f"`{name}` is no folder" in capsys.readouterr().err


def test_where_nothing_is_to_be_checked_nothing_is_written(tmp_path_factory, monkeypatch, capsys):
    empty = tmp_path_factory.mktemp("empty")
    monkeypatch.chdir(empty)
    assert main(["init", "--yes"]) == 3
    assert "nothing to check here" in capsys.readouterr().err
    assert not [*empty.iterdir()]


def test_folders_of_packages_are_not_looked_into(folder, capsys):
    inner = folder / "node_modules/other"
    inner.mkdir(parents=True)
    (inner / "openapi.yaml").write_text(SPEC, "utf-8")
    (inner / "README.md").write_text(GET, "utf-8")
    main(["init", "--dry-run"])
    assert "node_modules" not in capsys.readouterr().out


def test_a_configuration_above_is_told(folder, monkeypatch, capsys):
    (folder / "doclint.toml").write_text("", "utf-8")
    (folder / "part").mkdir()
    (folder / "part/a.md").write_text("# A\n", "utf-8")
    monkeypatch.chdir(folder / "part")
    assert main(["init", "--dry-run"]) == 0
    assert "`../doclint.toml` holds here now" in capsys.readouterr().err


def test_what_cannot_be_written_is_told(folder, capsys):
    (folder / ".github").write_text("a file", "utf-8")
    assert main(["init", "--yes", "--no-baseline", "--github", *HERE]) == 2
    said = capsys.readouterr()
    assert "wrote doclint.toml" in said.out
    assert "`.github/workflows/doclint.yml` cannot be written: " in said.err


def test_a_baseline_that_is_there_is_not_added_to_unasked(folder):
    main(["baseline", "write"])
    before = (folder / ".doclint-baseline.json").read_bytes()
    (folder / "docs/get.md").write_text(GET.replace("| `fields` | string", "| `fields` | integer"))
    assert main(["init", "--yes"]) == 0
    assert (folder / ".doclint-baseline.json").read_bytes() == before


def test_what_is_asked_for_is_done_beside_a_configuration_that_stays(folder):
    assert main(["init", "--yes", "--no-baseline"]) == 0
    config = (folder / "doclint.toml").read_bytes()
    assert not (folder / ".doclint-baseline.json").exists()
    assert main(["init", "--yes", "--baseline", "--hook"]) == 0
    assert (folder / "doclint.toml").read_bytes() == config
    assert (folder / ".doclint-baseline.json").exists()
    assert (folder / ".pre-commit-config.yaml").exists()


def test_who_stops_it_is_told_what_is_written(folder, monkeypatch, capsys):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("doclint.commands.baseline.run", stop)
    assert main(["init", "--yes", "--baseline"]) == 130
    assert (folder / "doclint.toml").exists()
    assert "stopped; doclint.toml written before that" in capsys.readouterr().err
