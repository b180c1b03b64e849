"""The wheel has all that a checkout has, and works where there is no checkout."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from doclint.report.schemas import NAMES, schema
from doclint.rules.catalog import BUILTIN, catalog, files, rows

ROOT = Path(__file__).parents[1]
PAGE = "# List pets\n\n`GET /cats`\n\n| Name | Type | Type |\n|---|---|---|\n| a | b | c | d |\n"
SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get: {responses: {}}
"""

pytestmark = pytest.mark.slow


def _run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built as a release builds it, but with what is installed here."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    done = _run(*build, str(ROOT))
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Runs the wheel's own `doclint`, away from the checkout."""
    site = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site)]
    done = _run(*pip, str(wheel))
    assert done.returncode == 0, done.stderr

    def run(*arguments, program=("-m", "doclint.cli"), **options):
        environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}
        return _run(sys.executable, *program, *arguments, env=environment, **options)

    run.site = site
    return run


def test_wheel_has_every_rule_and_the_catalogue(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        listed = json.loads(archive.read("doclint/builtin/catalog.json"))
    assert listed == rows(BUILTIN)
    assert {
        f"doclint/builtin/{file.relative_to(BUILTIN).as_posix()}" for file in files(BUILTIN)
    } <= names
    assert not [name for name in names if name.startswith(("tests", "rules"))]


def test_wheel_prints_every_schema(installed, tmp_path):
    for name in NAMES:
        program = (installed.site / "bin/doclint",)
        done = installed("config", "schema", name, program=program, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout) == schema(name)


def test_wheel_lists_and_explains_the_rules_of_the_checkout(installed, tmp_path):
    listed = installed("rules", "list", program=(installed.site / "bin/doclint",), cwd=tmp_path)
    assert listed.returncode == 0, listed.stderr
    assert [rule.id for rule in catalog() if rule.id not in listed.stdout] == []
    first = catalog()[0]
    explained = installed(
        "explain", first.id, program=(installed.site / "bin/doclint",), cwd=tmp_path
    )
    assert first.bad[0].finds[0] in explained.stdout


def test_wheel_finds_what_is_wrong_and_reads_no_rule_file(installed, tmp_path):
    (tmp_path / "page.md").write_text(PAGE, "utf-8")
    (tmp_path / "openapi.yaml").write_text(SPEC, "utf-8")
    code = (
        "import sys, doclint; from doclint.cli import main\n"
        "opened = []\n"
        "def watch(name, args): name == 'open' and opened.append(str(args[0]))\n"
        "sys.addaudithook(watch)\n"
        "status = main(['check', '.', '--format', 'json'])\n"
        "sys.stdout.flush()\n"
        "print(doclint.__file__, 'jsonschema' in sys.modules, *opened, file=sys.stderr)\n"
        "sys.exit(status)"
    )
    done = installed(program=("-c", code), cwd=tmp_path)
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["findings"]
    seen = done.stderr.splitlines()[-1]
    assert seen.startswith(str(installed.site))
    assert " False " in seen
    assert "catalog.json" in seen
    assert [name for name in seen.split() if "builtin" in name and name.endswith(".yaml")] == []


def test_wheel_writes_the_audit_report_of_the_checkout(wheel, installed, tmp_path):
    templates = ROOT / "src/doclint/report/html/templates"
    with zipfile.ZipFile(wheel) as archive:
        folder = "doclint/report/html/templates/"
        packed = {name for name in archive.namelist() if name.startswith(folder)}
    assert packed == {f"{folder}{file.name}" for file in templates.iterdir()}
    (tmp_path / "page.md").write_text(PAGE, "utf-8")
    (tmp_path / "openapi.yaml").write_text(SPEC, "utf-8")
    program = (installed.site / "bin/doclint",)
    done = installed("audit", "-o", "report.html", program=program, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "report.html").read_text("utf-8").endswith("</html>\n")


def test_wheel_runs_the_rules_of_a_house(installed, tmp_path):
    (tmp_path / "doclint.toml").write_text('rules = ["docs/rules"]\n', "utf-8")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/list.md").write_text("# List pets\n\n`GET /pets`\n", "utf-8")
    program = (installed.site / "bin/doclint",)
    for arguments in (("new", "house/errors"), ("bless", "house/errors"), ("test",), ("docs",)):
        done = installed("rules", *arguments, program=program, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    concise = ("check", "docs/list.md", "-q", "--format", "concise")
    done = installed(*concise, program=program, cwd=tmp_path)
    assert done.stdout.startswith("docs/list.md:1:1: warning[house/errors] List pets has no sec")
    assert (tmp_path / "docs/rules/house/errors.md").is_file()
