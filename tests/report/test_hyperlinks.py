"""Links are printed for terminals that know them, and for nobody else."""

import pytest

from doclint.cli import main
from doclint.report.hyperlinks import linked, understood
from tests.test_run import PAGE, SPEC


@pytest.mark.parametrize(
    ("environment", "terminal", "expected"),
    [
        ({}, True, False),
        ({"TERM_PROGRAM": "WezTerm"}, True, True),
        ({"TERM_PROGRAM": "WezTerm"}, False, False),
        ({"TERM_PROGRAM": "WezTerm", "CI": "true"}, True, False),
        ({"VTE_VERSION": "4999"}, True, False),
        ({"VTE_VERSION": "6003"}, True, True),
        ({"VTE_VERSION": "new"}, True, False),
        ({"WT_SESSION": "1", "TERM": "dumb"}, True, False),
        ({"FORCE_HYPERLINK": "1", "CI": "true"}, False, True),
        ({"FORCE_HYPERLINK": "0", "TERM_PROGRAM": "iTerm.app"}, True, False),
    ],
)
def test_who_gets_links(environment, terminal, expected):
    assert understood(environment, terminal=terminal) is expected


def test_a_path_is_encoded():
    shown = linked("a b.md:1:1", "/docs/a b\x1b#;.md", links=True)
    address, text = shown.removeprefix("\x1b]8;;").split("\x1b\\")[:2]
    assert address.endswith("/docs/a%20b%1B%23%3B.md")
    assert text.startswith("a b.md:1:1")
    assert linked("a", "/docs/a", links=False) == "a"


@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
@pytest.mark.parametrize("forced", ["1", "0"])
def test_formats_for_people_link_each_path(name, forced, tmp_path, monkeypatch, capsys):
    (tmp_path / "page.md").write_text(PAGE.replace("integer", "boolean"), "utf-8")
    (tmp_path / "openapi.yaml").write_text(SPEC, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FORCE_HYPERLINK", forced)
    main(["check", "--format", name, "-q"])
    said = capsys.readouterr().out
    assert ("page.md\x1b\\" in said) is (forced == "1")
    assert "page.md" in said


def test_programs_get_none(tmp_path, monkeypatch, capsys):
    (tmp_path / "page.md").write_text("```json\n{,}\n```\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FORCE_HYPERLINK", "1")
    main(["check", "--format", "jsonl", "-q"])
    assert "\x1b" not in capsys.readouterr().out
