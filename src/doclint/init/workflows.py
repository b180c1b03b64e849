"""Workflows of CI services that run doclint on each pull request."""

from __future__ import annotations

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
      - run: python -m pip install "{_requirement(home, rst=rst)}"
      - run: doclint check --format github
"""


def _requirement(home: Home | None, *, rst: bool) -> str:
    """What pip is told to install."""
    name = "doclint[rst]" if rst else "doclint"
    address = f"{home.url}@{home.revision}" if home else "https://OWNER/doclint@REVISION"
    return f"{name} @ git+{address}"


def gitlab(home: Home | None, *, rst: bool) -> str:
    """A job for GitLab CI, to be put where the others are."""
    where = "" if home else "  # where doclint lies, and a tag or commit of it"
    return f"""\
doclint:
  stage: test
  image: python:3.12
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  variables:
    GIT_DEPTH: "0"  # the commit that a merge request was begun at has to be there
  before_script:
    - python -m pip install "{_requirement(home, rst=rst)}"{where}
  script:
    - |
      set -- --output gitlab=doclint.json
      if [ -n "${{CI_MERGE_REQUEST_DIFF_BASE_SHA:-}}" ]; then
        set -- "$@" --since "$CI_MERGE_REQUEST_DIFF_BASE_SHA"
      fi
      doclint check "$@"
  artifacts:
    when: always
    reports:
      codequality: doclint.json
"""
