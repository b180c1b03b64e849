"""A project whose pages are wrong in as many rows as wanted, and what a run says of it."""

import json
import os
import subprocess
from pathlib import Path

from doclint.cli import main

NAME = ".doclint-baseline.json"
_GIT = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
_WHO = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")


def git(*words):
    """A command of git in the current folder, whatever the machine's settings are."""
    done = subprocess.run(
        ["git", *_WHO, *words], env={**os.environ, **_GIT}, capture_output=True, check=True
    )
    return done.stdout.decode()


def commit():
    """All that is there as a commit."""
    git("add", "-A")
    git("commit", "-q", "--allow-empty", "-m", "Change")


def rows(name, number, kind="string"):
    """A section about an operation; the type of its parameters is wrong, unless it is another."""
    head = f"## List {name}\n\n`GET /{name}`\n\n### Query parameters\n\n"
    table = "| Name | Type | Description |\n|------|------|-------------|\n"
    own = (f"| `{name}-{n}` | {kind} | The number {n} of {name}. |\n" for n in range(number))
    return f"{head}{table}{''.join(own)}\n"


def spec(names, number):
    """An OpenAPI document in which these parameters are integers."""

    def parameters(name):
        for n in range(number):
            yield {"name": f"{name}-{n}", "in": "query", "schema": {"type": "integer"}}

    def operation(name):
        return {"parameters": [*parameters(name)], "responses": {"200": {"description": "Done"}}}

    paths = {f"/{name}": {"get": operation(name)} for name in names}
    return json.dumps({"openapi": "3.0.3", "info": {"title": "T", "version": "1"}, "paths": paths})


def write(path, text):
    """A file, with its folder."""
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(text.encode())


def read(path):
    """The text of a file."""
    return Path(path).read_bytes().decode()


def check(capsys, *arguments):
    """The exit code, the findings by state, and what is said on standard error."""
    capsys.readouterr()
    code = main(["check", *arguments, "--format", "jsonl"])
    told = capsys.readouterr()
    found = {"new": [], "baselined": [], "suppressed": []}
    for line in told.out.splitlines():
        one = json.loads(line)
        found[one["state"]].append(one)
    return code, found, told.err


def said(capsys, *arguments):
    """The exit code of a command, what it prints, and what is said on standard error."""
    capsys.readouterr()
    code = main([*arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def entries(path=NAME):
    """The entries of a baseline."""
    return json.loads(read(path))["findings"]
