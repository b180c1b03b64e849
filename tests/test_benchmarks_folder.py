"""The generated documentation set is right, and the same for the same seed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from doclint.cli import main

GENERATE = Path(__file__).parents[1] / "benchmarks" / "generate.py"


def _generate(out, *options):
    subprocess.run([sys.executable, str(GENERATE), str(out), *options], check=True)
    return {path.relative_to(out): path.read_text("utf-8") for path in sorted(out.rglob("*.*"))}


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    out = tmp_path_factory.mktemp("generated")
    return out, _generate(out, "--pages", "60", "--seed", "3")


def test_one_seed_gives_one_set_and_another_seed_another(generated, tmp_path):
    _, texts = generated
    assert _generate(tmp_path / "same", "--pages", "60", "--seed", "3") == texts
    assert _generate(tmp_path / "other", "--pages", "60", "--seed", "4") != texts


def test_every_page_describes_its_operation_and_nothing_is_found(generated, monkeypatch, capsys):
    out, _ = generated
    monkeypatch.chdir(out)
    assert main(["check", ".", "--format", "json", "--quiet"]) == 0
    report = json.loads(capsys.readouterr().out)
    coverage = report["coverage"]
    assert [f"{one['path']}:{one['line']} {one['message']}" for one in report["findings"]] == []
    assert coverage["pages"] == coverage["pages_matched"] == 60
    assert coverage["operations_documented"] == 60
    assert coverage["tables_understood"] == coverage["tables"] > 100


def test_a_spec_may_have_more_operations_than_pages(tmp_path):
    texts = _generate(tmp_path, "--pages", "1", "--operations", "40")
    spec = json.loads(texts.pop(Path("openapi.json")))
    assert sum(len(item) for item in spec["paths"].values()) == 40
    assert len(texts) == 1
