"""Workflows of CI services that run doclint on each pull request."""

from __future__ import annotations

from doclint import __version__
from doclint.init.sources import Home

GITHUB = ".github/workflows/doclint.yml"
GITLAB = ".gitlab-ci.yml"


def github(home: Home, *, rst: bool) -> str:
    """A workflow of GitHub Actions."""
    step = _action(home, rst=rst) if home.github else _installed(home, rst=rst)
    return f"""\
name: doclint
on:
  pull_request:
  push:
    branches: [main, master]
permissions:
  contents: read
jobs:
  doclint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0  # what is new in a pull request is told by comparing with where it began
{step}"""


def _action(home: Home, *, rst: bool) -> str:
    extras = "        with:\n          extras: rst\n" if rst else ""
    return f"      - uses: {home.github}@{home.revision}\n{extras}"


def _installed(home: Home, *, rst: bool) -> str:
    return f"""\
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: python -m pip install "{requirement(home, rst=rst)}"
      - run: doclint check --format github
"""


def requirement(home: Home | None, *, rst: bool) -> str:
    """What pip is told to install."""
    name = "doclint[rst]" if rst else "doclint"
    return f"{name} @ git+{home.url}@{home.revision}" if home else f"{name}=={__version__}"


def gitlab(home: Home | None, *, rst: bool) -> str:
    """A job for GitLab CI, to be put where the others are."""
    return f"""\
doclint:
  image: python:3.12
  script:
    - pip install "{requirement(home, rst=rst)}"
    - doclint check --output gitlab=doclint.json
  artifacts:
    when: always
    reports:
      codequality: doclint.json
"""
