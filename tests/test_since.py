"""`check --since REF`: what is new in a checkout, and what brought it."""

import io
import json
import os
from pathlib import Path

import pytest

from doclint.cli import main
from tests.git_repo import Checkout, plain_git

SPEC = """\
openapi: 3.0.3
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - name: limit
          in: query
          schema: {type: integer}
        - name: tag
          in: query
          schema: {type: string}
      responses:
        "200":
          description: Pets
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Pet"}
  /orders:
    get:
      operationId: listOrders
      parameters:
        - name: page
          in: query
          schema: {type: integer}
      responses:
        "200": {description: Orders}
components:
  schemas:
    Pet:
      type: object
      properties:
        id: {type: integer}
        name: {type: string}
"""
PETS = """\
# List pets

`GET /pets`

## Query parameters

| Name | Type | Description |
|---|---|---|
| `limit` | integer | How many pets |
| `tag` | string | Which pets |

## Response body

| Property | Type | Description |
|---|---|---|
| `id` | integer | Its number |
| `name` | string | Its name |
"""
ORDERS = """\
# List orders

`GET /orders`

## Query parameters

| Name | Type | Description |
|---|---|---|
| `page` | integer | Which page |
"""
OLD = ORDERS.replace("| integer |", "| boolean |")
"""A page with a mistake."""
INTEGER, STRING = "name: limit\n          in: query\n          schema: {type: integer}", "string"
FILES = {"openapi.yaml": SPEC, "docs/pets.md": PETS, "docs/orders.md": OLD}


@pytest.fixture(autouse=True)
def _alone(monkeypatch):
    plain_git(monkeypatch)


@pytest.fixture
def checkout(tmp_path, monkeypatch) -> Checkout:
    """A repository with a clean page and one with an old mistake."""
    made = Checkout(tmp_path / "repo")
    made.commit(FILES)
    monkeypatch.chdir(made.folder)
    return made


def new(capsys, *arguments: str, ref: str = "main", code: int | None = None) -> list[str]:
    """What is found since a commit, shortly."""
    found = main(["check", "--since", ref, "--format", "concise", *arguments])
    said = capsys.readouterr()
    assert found == (bool(said.out) if code is None else code), said.err
    return said.out.splitlines()


def places(lines: list[str]) -> list[str]:
    return [line.partition(": ")[0] for line in lines]


@pytest.mark.usefixtures("checkout")
def test_without_a_change_nothing_is_new(capsys):
    assert main(["check", "--since", "main"]) == 0
    said = capsys.readouterr()
    assert said.out == ""
    assert "no findings, 1 older (not shown) in 2 pages, compared with main at " in said.err


def test_a_change_of_the_spec_alone_is_told_at_the_page_that_it_made_wrong(checkout, capsys):
    changed = INTEGER.replace("integer", "string")
    checkout.write("openapi.yaml", SPEC.replace(INTEGER, changed))
    (line,) = new(capsys)
    assert line == (
        "docs/pets.md:9:13: error[parameter/type-differs] "
        "`limit` is an integer on the page, a string in the spec (caused by openapi.yaml:10)"
    )
    main(["check", "--since", "main"])
    said = capsys.readouterr().out
    assert "the spec, changed here" in said
    assert "  caused by openapi.yaml:10\n" in said
    main(["check", "--since", "main", "--format", "json"])
    (found,) = json.loads(capsys.readouterr().out)["findings"]
    assert found["state"] == "new"
    (also,) = found["also"]
    assert (also["line"], also["label"]) == (10, "the spec, changed here")


def test_a_row_of_what_the_spec_lost_is_told_with_where_that_was(checkout, capsys):
    lost = "        - name: tag\n          in: query\n          schema: {type: string}\n"
    checkout.write("openapi.yaml", SPEC.replace(lost, ""))
    (line,) = new(capsys)
    assert line.startswith("docs/pets.md:10:4: error[parameter/unknown")
    assert line.endswith("(caused by openapi.yaml:10)")


def test_an_operation_that_is_gone_is_told_with_where_it_was(checkout, capsys):
    start, end = SPEC.index("  /orders:"), SPEC.index("components:")
    checkout.write("docs/orders.md", ORDERS)
    base = checkout.commit()
    checkout.write("openapi.yaml", SPEC[:start] + SPEC[end:])
    (line,) = new(capsys, ref=base)
    assert line.startswith("docs/orders.md:3:6: error[endpoint/unknown-operation]")
    assert line.endswith("(caused by openapi.yaml:19)")
    main(["check", "--since", base])
    assert "what stood below is gone, changed here" in capsys.readouterr().out


def test_what_was_wrong_stays_old_however_the_spec_changes(checkout, capsys):
    text = SPEC.replace("- name: page\n          in: query\n          schema: {type: integer}", "")
    assert text != SPEC
    changed = SPEC.replace('"200": {description: Orders}', '"200": {description: All orders}')
    other = changed.replace(
        "name: page\n          in: query\n          schema: {type: integer}",
        "name: page\n          in: query\n          schema: {type: number}",
    )
    checkout.write("openapi.yaml", other)
    assert new(capsys) == []


def test_a_new_mistake_on_a_page_is_told_and_its_own_change_is_no_cause(checkout, capsys):
    checkout.write("docs/pets.md", PETS.replace("| `limit` | integer", "| `limit` | boolean"))
    (line,) = new(capsys)
    assert line.startswith("docs/pets.md:9:13: error[parameter/type-differs]")
    assert "caused by" not in line


def test_a_new_mistake_beside_an_old_one_is_the_only_one_told(checkout, capsys):
    checkout.write(
        "docs/orders.md", "# More\n\nSome text.\n\n" + OLD + "| `pgae` | integer | No |\n"
    )
    (line,) = new(capsys)
    assert line.startswith("docs/orders.md:14:4:")


@pytest.mark.parametrize("how", ["committed", "staged", "not staged"])
def test_changes_count_whether_they_are_committed_or_not(checkout, capsys, how):
    checkout.git("checkout", "-q", "-b", "mine")
    checkout.write("docs/pets.md", PETS.replace("| `limit` | integer", "| `limit` | boolean"))
    if how != "not staged":
        checkout.git("add", "-A")
    if how == "committed":
        checkout.commit()
    assert places(new(capsys)) == ["docs/pets.md:9:13"]


def test_what_others_did_on_the_branch_meanwhile_does_not_count(checkout, capsys):
    checkout.git("checkout", "-q", "-b", "mine")
    checkout.commit({"docs/pets.md": PETS.replace("| `limit` | integer", "| `limit` | boolean")})
    checkout.git("checkout", "-q", "main")
    checkout.commit({"docs/pets.md": PETS.replace("| `tag` | string", "| `tag` | boolean")})
    checkout.git("checkout", "-q", "mine")
    assert places(new(capsys)) == ["docs/pets.md:9:13"]


@pytest.mark.parametrize("ref", ["v1", "HEAD~1", "origin/main", "sha"])
def test_any_commit_can_be_compared_with(checkout, capsys, ref):
    base = checkout.git("rev-parse", "HEAD")
    checkout.git("tag", "v1")
    checkout.git("update-ref", "refs/remotes/origin/main", "HEAD")
    checkout.commit({"docs/pets.md": PETS.replace("| `limit` | integer", "| `limit` | boolean")})
    checkout.git("checkout", "-q", "--detach")
    assert places(new(capsys, ref=base[:12] if ref == "sha" else ref)) == ["docs/pets.md:9:13"]


def test_a_new_page_is_new_before_git_knows_it(checkout, capsys):
    checkout.write("docs/copy.md", PETS.replace("| `limit` | integer", "| `limit` | boolean"))
    assert "docs/copy.md:9:13" in places(new(capsys))


def test_what_still_leads_to_a_page_that_is_deleted_is_new(checkout, capsys):
    parts = "".join(f"\n<!-- @include: ./{name}.md -->\n" for name in "abc")
    checkout.commit({"docs/pets.md": PETS + parts, **{f"docs/{one}.md": "x\n" for one in "abc"}})
    (checkout.folder / "docs/c.md").unlink()
    (line,) = new(capsys, "--strict")
    assert line.startswith("docs/pets.md:23:1: error[page/missing-include]")


@pytest.mark.parametrize("how", ["git", "by hand"])
def test_a_renamed_page_keeps_its_old_mistakes_and_shows_new_ones(checkout, capsys, how):
    if how == "git":
        checkout.git("mv", "docs/orders.md", "docs/all-orders.md")
    else:
        (checkout.folder / "docs/orders.md").rename(checkout.folder / "docs/all-orders.md")
    assert new(capsys) == []
    assert new(capsys, "docs/all-orders.md") == []
    checkout.write("docs/all-orders.md", OLD + "| `pgae` | integer | No |\n")
    assert places(new(capsys, "docs/all-orders.md")) == ["docs/all-orders.md:10:4"]


def test_a_renamed_folder_keeps_its_old_mistakes(checkout, capsys):
    checkout.git("mv", "docs", "documentation")
    assert new(capsys, "documentation") == []


def test_a_renamed_folder_that_the_configuration_names_keeps_its_old_mistakes(checkout, capsys):
    config = '[[api]]\nspec = "openapi.yaml"\npages = ["docs/**/*.md"]\n'
    checkout.commit({"doclint.toml": config})
    checkout.git("mv", "docs", "documentation")
    checkout.git("mv", "openapi.yaml", "api.yaml")
    config = config.replace("docs/", "documentation/").replace("openapi.yaml", "api.yaml")
    checkout.write("doclint.toml", config)
    assert new(capsys) == []


def test_a_section_that_moved_to_another_page_keeps_its_old_mistakes(checkout, capsys):
    checkout.write("docs/pets.md", PETS + "\n" + OLD)
    (checkout.folder / "docs/orders.md").unlink()
    assert new(capsys) == []


def test_a_new_spec_makes_new_what_it_shows(checkout, capsys):
    checkout.git("rm", "-q", "openapi.yaml")
    base = checkout.commit()
    checkout.write("openapi.yaml", SPEC)
    assert new(capsys, "--spec", "openapi.yaml", ref=base) != []


def test_paths_and_a_folder_below_the_top_count_as_ever(checkout, capsys, monkeypatch):
    changed = INTEGER.replace("integer", "string")
    checkout.write("openapi.yaml", SPEC.replace(INTEGER, changed))
    checkout.write("docs/orders.md", OLD + "| `pgae` | integer | No |\n")
    checkout.write("doclint.toml", '[[api]]\nspec = "openapi.yaml"\n')
    monkeypatch.chdir(checkout.folder / "docs")
    found = new(capsys)
    assert places(found) == ["orders.md:10:4", "pets.md:9:13"]
    assert found[1].endswith("(caused by ../openapi.yaml:10)")
    assert places(new(capsys, "pets.md")) == ["pets.md:9:13"]
    assert places(new(capsys, "pets.md", "--spec", "../openapi.yaml")) == ["pets.md:9:13"]


def test_a_changed_template_is_the_cause_of_what_is_found_on_its_pages(checkout, capsys):
    template = "# {{ title }}\n\nText.\n"
    checkout.commit({"docs/x.md.j2": template})
    checkout.write("docs/x.md.j2", template + "{% if title %}\n")
    found = new(capsys)
    assert [line.partition(":")[0] for line in found] == ["docs/x.md.j2"]


def test_a_new_configuration_hides_nothing_and_shows_nothing_old(checkout, capsys):
    checkout.write("doclint.toml", '[[api]]\nspec = "openapi.yaml"\npages = ["docs/*.md"]\n')
    checkout.write("docs/pets.md", PETS.replace("| `limit` | integer", "| `limit` | boolean"))
    assert places(new(capsys)) == ["docs/pets.md:9:13"]


@pytest.mark.usefixtures("checkout")
def test_a_rule_that_is_new_finds_nothing_new_in_old_pages(capsys):
    assert new(capsys, "--strict") == []


def test_dialects_in_a_new_configuration_do_not_break_the_comparison(checkout, capsys):
    config = '[dialects.own]\nsyntax = "jsx"\n[dialects.own.tags.Row]\nis = "member"\n'
    checkout.write("doclint.toml", config)
    checkout.write("docs/pets.md", PETS + "\n<Row name='x'/>\n")
    assert main(["check", "--since", "main"]) in (0, 1), capsys.readouterr().err


def test_a_suppression_that_is_taken_away_makes_its_finding_new(checkout, capsys):
    hidden = OLD.replace("| Name |", "<!-- doclint: ignore[parameter/type-differs] -->\n\n| Name |")
    base = checkout.commit({"docs/orders.md": hidden})
    assert new(capsys, ref=base) == []
    checkout.write("docs/orders.md", OLD)
    assert places(new(capsys, ref=base)) == ["docs/orders.md:9:12"]


def test_a_new_mistake_does_not_hide_behind_an_old_one_that_is_suppressed(checkout, capsys):
    row = "| `page` | boolean | Which page |\n"
    table = OLD[OLD.index("| Name") :].replace("Which page", "Another page")
    ignore = "<!-- doclint: ignore[parameter/type-differs] -->\n\n"
    hidden = OLD.replace("| Name |", f"{ignore}| Name |") + f"\n## Query parameters\n\n{table}"
    assert row in hidden
    checkout.write("docs/orders.md", hidden)
    found = new(capsys, "--select", "parameter/type-differs")
    assert places(found) == ["docs/orders.md:17:12"]


def test_ignored_specs_are_the_same_on_both_sides_and_that_is_said(checkout, capsys):
    checkout.git("rm", "-q", "--cached", "openapi.yaml")
    checkout.commit({".gitignore": "openapi.yaml\n"})
    checkout.write("docs/pets.md", PETS.replace("| `limit` | integer", "| `limit` | boolean"))
    assert main(["check", "--since", "HEAD", "--format", "concise"]) == 1
    said = capsys.readouterr()
    assert places(said.out.splitlines()) == ["docs/pets.md:9:13"]
    assert "doclint: `openapi.yaml` is not in git: it is taken as it is now" in said.err


def test_a_spec_in_a_submodule_is_compared_with_the_commit_of_then(tmp_path, monkeypatch, capsys):
    inner = Checkout(tmp_path / "inner")
    inner.commit({"openapi.yaml": SPEC})
    outer = Checkout(tmp_path / "outer")
    outer.git("submodule", "add", "-q", f"file://{inner.folder}", "api")
    outer.commit({"docs/pets.md": PETS, "docs/orders.md": OLD})
    own = Checkout(outer.folder / "api", new=False)
    changed = SPEC.replace(INTEGER, INTEGER.replace("integer", "string"))
    own.commit({"openapi.yaml": changed})
    monkeypatch.chdir(outer.folder)
    assert places(new(capsys, "docs", "--spec", "api/openapi.yaml")) == ["docs/pets.md:9:13"]


def test_inside_of_a_submodule_its_own_commits_are_compared(tmp_path, monkeypatch, capsys):
    inner = Checkout(tmp_path / "inner")
    inner.commit(FILES)
    outer = Checkout(tmp_path / "outer")
    outer.git("submodule", "add", "-q", f"file://{inner.folder}", "docs")
    outer.commit()
    own = Checkout(outer.folder / "docs", new=False)
    own.write("openapi.yaml", SPEC.replace(INTEGER, INTEGER.replace("integer", "string")))
    monkeypatch.chdir(own.folder)
    assert places(new(capsys)) == ["docs/pets.md:9:13"]


def test_in_a_worktree_its_own_files_are_compared(checkout, capsys, monkeypatch, tmp_path):
    checkout.git("worktree", "add", "-q", "-b", "mine", str(tmp_path / "mine"))
    monkeypatch.chdir(tmp_path / "mine")
    assert new(capsys) == []
    Path("docs/pets.md").write_text(PETS.replace("| `limit` | integer", "| `limit` | boolean"))
    assert places(new(capsys)) == ["docs/pets.md:9:13"]


def test_in_a_hook_the_files_as_they_lie_there_are_compared(checkout, capsys, monkeypatch):
    changed = INTEGER.replace("integer", "string")
    checkout.write("openapi.yaml", SPEC.replace(INTEGER, changed))
    checkout.git("add", "-A")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.setenv("GIT_DIR", ".git")
    found = new(capsys, "--force-exclude", "openapi.yaml", ref="HEAD")
    assert places(found) == ["docs/pets.md:9:13"]


@pytest.mark.usefixtures("checkout")
def test_a_page_on_standard_input_is_compared_with_the_file_of_its_name(capsys, monkeypatch):
    text = OLD + "| `pgae` | integer | No |\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    found = new(capsys, "-", "--stdin-filename", "docs/orders.md")
    assert places(found) == ["docs/orders.md:10:4"]


def test_only_what_is_new_is_fixed(checkout, capsys):
    checkout.write("docs/pets.md", PETS.replace("| `limit` | integer", "| `limit` | boolean"))
    assert main(["check", "--since", "main", "--fix"]) == 0, capsys.readouterr().out
    assert (checkout.folder / "docs/pets.md").read_text() == PETS
    assert (checkout.folder / "docs/orders.md").read_text() == OLD
    assert main(["check", "--fix"]) == 0
    assert (checkout.folder / "docs/orders.md").read_text() == ORDERS


def test_a_baseline_and_a_commit_are_both_known(checkout, capsys):
    assert main(["baseline", "write"]) == 0
    capsys.readouterr()
    checkout.write("docs/pets.md", PETS.replace("| `limit` | integer", "| `limit` | boolean"))
    found = new(capsys)
    assert places(found) == ["docs/pets.md:9:13"]
    assert main(["check", "--since", "main"]) == 1
    assert "1 baselined" in capsys.readouterr().err


def test_a_commit_that_cannot_be_checked_as_asked_shows_all_and_says_so(checkout, capsys):
    base = checkout.commit({"openapi.yaml": "nothing: here\n"})
    checkout.write("openapi.yaml", SPEC)
    assert main(["check", "--since", base, "--spec", "openapi.yaml", "--format", "concise"]) == 1
    said = capsys.readouterr()
    assert places(said.out.splitlines()) == ["docs/orders.md:9:12"]
    assert "cannot be checked as they are asked for now" in said.err
    assert "all findings are new" in said.err


def test_a_spec_whose_large_file_is_not_here_is_asked_for(checkout, capsys):
    version = "version https://git-lfs.github.com/spec/v1"
    base = checkout.commit({"openapi.yaml": f"{version}\noid sha256:{'0' * 64}\nsize 9\n"})
    checkout.write("openapi.yaml", SPEC)
    assert main(["check", "--since", base, "--spec", "openapi.yaml"]) == 2
    assert f"`git lfs fetch origin {base[:9]}`" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("mian", "doclint: --since mian: there is no commit `mian` here; did you mean `main`?"),
        ("", "doclint: `--since=` is empty; is a variable not set?"),
        ("main..HEAD", "is a range, expected the one commit to compare with"),
    ],
)
@pytest.mark.usefixtures("checkout")
def test_what_is_no_commit_is_a_mistake_in_usage(capsys, ref, said):
    assert main(["check", f"--since={ref}"]) == 2
    assert said in capsys.readouterr().err


def test_outside_of_a_repository_there_is_nothing_to_compare_with(tmp_path, monkeypatch, capsys):
    (tmp_path / "pets.md").write_text(PETS)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "--since", "main"]) == 2
    assert "is in no git repository" in capsys.readouterr().err


def test_a_broken_reference_that_came_with_a_deleted_file_is_new(checkout, capsys):
    away = SPEC.replace("#/components/schemas/Pet", "pet.yaml")
    checkout.commit({"openapi.yaml": away, "pet.yaml": SPEC[SPEC.index("      type: object") :]})
    (checkout.folder / "pet.yaml").unlink()
    found = new(capsys, "openapi.yaml", "docs")
    assert any("pet.yaml" in line for line in found), found


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="needs links")
def test_a_linked_page_is_compared_with_what_it_led_to(checkout, capsys):
    os.symlink("../docs/orders.md", checkout.folder / "docs/again.md")
    base = checkout.commit()
    checkout.write("docs/orders.md", "\n" + OLD)
    assert new(capsys, "docs/again.md", ref=base) == []


def _counted(monkeypatch) -> list[str]:
    """The commits whose files are read from now on."""
    from doclint.since import comparing

    read: list[str] = []

    class Counted(comparing.Tree):
        def __init__(self, repository, commit):
            read.append(commit)
            super().__init__(repository, commit)

    monkeypatch.setattr(comparing, "Tree", Counted)
    return read


def test_a_change_of_what_no_run_reads_needs_no_second_run(checkout, capsys, monkeypatch):
    checkout.commit({"src/main.py": "print()\n"})
    read = _counted(monkeypatch)
    checkout.write("src/main.py", "print(1)\n")
    checkout.write("src/more.py", "print(2)\n")
    assert new(capsys) == []
    assert read == []
    checkout.write("docs/more.md", "# More\n")
    assert new(capsys) == []
    assert len(read) == 1


def test_a_change_of_what_a_linked_page_leads_to_is_seen(checkout, capsys):
    os.symlink("../src/orders.txt", checkout.folder / "docs/again.md")
    checkout.commit({"src/orders.txt": ORDERS})
    checkout.write("src/orders.txt", OLD.replace("| boolean |", "| string |"))
    assert places(new(capsys, "docs/again.md")) == ["docs/again.md:9:12"]


def test_without_a_finding_there_is_nothing_to_compare(checkout, capsys, monkeypatch):
    read = _counted(monkeypatch)
    checkout.write("docs/orders.md", ORDERS)
    assert new(capsys) == []
    assert read == []


def test_what_is_told_from_another_place_than_before_is_old(checkout, capsys):
    paths = "".join(f"  /v1/{name}: {{get: {{responses: {{}}}}}}\n" for name in "abcdef")
    known = "".join(f"## GET /v1/{name}\n\n" for name in "abcdef")
    files = {
        "openapi.yaml": SPEC.replace("components:", f"{paths}components:"),
        "docs/a.md": f"# A\n\n{known}## GET /old/a\n\n## GET /old/b\n",
        "docs/b.md": "# B\n\n## GET /old/c\n\n## GET /old/d\n",
    }
    checkout.commit(files)
    checkout.git("mv", "docs/a.md", "docs/z.md")
    assert new(capsys) == []
    assert main(["check", "--format", "concise"]) == 1
    assert "docs/b.md:3:8: warning[endpoint/uncovered-paths]" in capsys.readouterr().out


def test_a_list_of_codes_that_lost_one_is_the_cause_at_the_line_where_it_was(checkout, capsys):
    table = "| Code | Status | Meaning |\n|---|---|---|\n| `PETS.001` | 400 | Bad |\n"
    last = "| `PETS.002` | 404 | None |\n"
    config = '[[api]]\nspec = "openapi.yaml"\nerrors = ["errors.md"]\n'
    checkout.commit(
        {
            "doclint.toml": config,
            "errors.md": f"# Error codes\n\n{table}{last}| `PETS.003` | 409 | Taken |\n",
            "docs/pets.md": f"{PETS}\n## Error codes\n\n{table}{last}",
        }
    )
    text = (checkout.folder / "errors.md").read_text()
    checkout.write("errors.md", text.replace(last, ""))
    (line,) = new(capsys)
    assert line.startswith("docs/pets.md:24:4: error[error/unknown-error-code]")
    assert line.endswith("(caused by errors.md:5)")


def test_a_submodule_that_is_new_is_not_said_to_be_unknown(tmp_path, monkeypatch, capsys):
    inner = Checkout(tmp_path / "inner")
    inner.commit({"openapi.yaml": SPEC})
    outer = Checkout(tmp_path / "outer")
    outer.commit({"docs/orders.md": OLD})
    outer.git("submodule", "add", "-q", f"file://{inner.folder}", "api")
    monkeypatch.chdir(outer.folder)
    assert main(["check", "--since", "HEAD", "--spec", "api/openapi.yaml", "docs"]) == 1
    assert "is not in git" not in capsys.readouterr().err
