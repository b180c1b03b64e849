"""What `show` tells of a page is what was read from it, in words."""

import json

from doclint.cli import main

PAGE = """\
# Boats

`GET /boats`

## Query parameters

| Name | Type   | Required | Description                        |
|------|--------|----------|------------------------------------|
| kind | string | yes      | One of `raft`, `barge`             |
| sort | string | no       | Defaults to `name`                 |

## Other

| Name  | Type |
|-------|------|
| a b c | ???  |
"""


def shown(tmp_path, monkeypatch, capsys, *options):
    (tmp_path / "boats.md").write_text(PAGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["show", "boats.md", "--no-config", *options]) == 0
    return capsys.readouterr().out


def test_members_are_told_with_what_the_page_says_of_them(tmp_path, monkeypatch, capsys):
    text = shown(tmp_path, monkeypatch, capsys)
    assert "kind: string, required, one of raft, barge\n" in text
    assert "sort: string, optional, default name\n" in text


def test_a_table_that_is_not_understood_is_told_with_the_reason(tmp_path, monkeypatch, capsys):
    text = shown(tmp_path, monkeypatch, capsys)
    assert "no row starts with a name" in text


def test_json_holds_plain_values(tmp_path, monkeypatch, capsys):
    told = json.loads(shown(tmp_path, monkeypatch, capsys, "--format", "json"))
    assert '"enum": ["raft", "barge"]' in json.dumps(told)
