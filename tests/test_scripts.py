"""What CI calls is there, and is what the README says."""

import ast
import os
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
CI = (ROOT / ".ci/run").read_text("utf-8")
SCRIPTS = sorted(path for path in (ROOT / "scripts").iterdir() if not path.suffix)


def test_ci_calls_first_what_the_readme_says():
    told = re.search(r"^    (bash scripts/\S+)$", (ROOT / "README.md").read_text("utf-8"), re.M)
    jobs = re.findall(r'^ *job "[^"]+" (.+)$', CI, re.M)
    assert told
    assert jobs[0] == told[1]
    assert [job.rpartition("/")[2] for job in jobs] == ["test", "walk-through", "test-browser"]


def test_scripts_can_be_run():
    for path in (*SCRIPTS, ROOT / ".ci/run"):
        text = path.read_text("utf-8")
        if "python" in text.partition("\n")[0]:
            ast.parse(text)
        else:
            assert subprocess.run(["bash", "-n", path], check=False).returncode == 0
    for name in ("walk-through", "chromium"):
        assert os.access(ROOT / "scripts" / name, os.X_OK)


def test_scripts_that_others_name_are_there():
    files = (ROOT / ".ci/run", ROOT / "README.md", ROOT / "CONTRIBUTING.md", *SCRIPTS)
    texts = [path.read_text() for path in files]
    named = {name for text in texts for name in re.findall(r"scripts/([\w.-]*\w)", text)}
    assert named <= {path.name for path in (ROOT / "scripts").iterdir()}
