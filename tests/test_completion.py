"""What shells complete is what the parser takes."""

import shutil
import subprocess

import pytest

from doclint.cli import main

TRY = """
source {file}
words=({words} "")
[ "{last}" ] && words[-1]="{last}"
COMP_WORDS=("${{words[@]}}"); COMP_CWORD=$((${{#words[@]}} - 1)); COMPREPLY=()
_shtab_doclint doclint "${{words[-1]}}" "${{words[-2]}}"
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
CASES = [
    ("doclint", "expl", {"explain"}),
    ("doclint check", "--unsafe", {"--unsafe-fixes"}),
    ("doclint check --fail-on", "", {"error", "warning", "info"}),
    ("doclint explain", "parameter/type-d", {"parameter/type-differs"}),
    ("doclint check --select", "recomm", {"recommended"}),
    ("doclint rules", "ble", {"bless"}),
    ("doclint check --spec", "openap", {"openapi.yaml"}),
]


def _script(shell, folder, capsys):
    assert main(["completion", shell]) == 0
    file = folder / f"doclint.{shell}"
    file.write_text(capsys.readouterr().out, "utf-8")
    (folder / "openapi.yaml").touch()
    return file


def _needs(shell):
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell} here")


@pytest.mark.parametrize(("words", "last", "expected"), CASES)
def test_bash_completes(words, last, expected, tmp_path, capsys):
    _needs("bash")
    file = _script("bash", tmp_path, capsys)
    tried = TRY.format(file=file, words=words, last=last)
    done = subprocess.run(["bash", "-c", tried], capture_output=True, text=True, cwd=tmp_path)
    assert set(done.stdout.split()) == expected


@pytest.mark.parametrize(("words", "last", "expected"), CASES)
def test_fish_completes(words, last, expected, tmp_path, capsys):
    _needs("fish")
    file = _script("fish", tmp_path, capsys)
    tried = f"source {file}; complete -C '{words} {last}'"
    done = subprocess.run(["fish", "-c", tried], capture_output=True, text=True, cwd=tmp_path)
    assert {line.split("\t")[0] for line in done.stdout.splitlines()} >= expected


def test_zsh_can_read_it(tmp_path, capsys):
    _needs("zsh")
    file = _script("zsh", tmp_path, capsys)
    assert subprocess.run(["zsh", "-n", str(file)]).returncode == 0
    assert "parameter/type-differs" in file.read_text("utf-8")


def test_another_shell_is_refused(capsys):
    assert main(["completion", "bsh"]) == 2
    assert "did you mean `bash`" in capsys.readouterr().err
