"""Every rule sees its subjects, and what one rule breaks stays its own."""

from __future__ import annotations  # subjects are read as they are written

import pytest

from doclint.config import Config, UsageError
from doclint.files import Memory
from doclint.model.contract import Listing, Sample
from doclint.model.finding import Hit
from doclint.model.page import Example, Note, Page, Table
from doclint.model.project import Endpoint, Project
from doclint.model.spec import Spec
from doclint.rules.rule import Rule
from doclint.run import lint

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
      responses: {"200": {description: All pets.}}
  /cats:
    get:
      responses: {"200": {description: All cats.}}
"""
PAGE = """\
# List pets

`GET /pets`

## Query parameters

| Parameter | Type | Required |
|-----------|------|----------|
| limit | string | no |

## Response

```json
{"a": 1}
```
"""
TEXTS = {"openapi.yaml": SPEC, "docs/pets.md": PAGE}


def on_page(page: Page):
    yield Hit(page.source.span(0, 1), facts={"what": "page"})


def on_table(table: Table):
    yield Hit(table.span, facts={"what": "table"})


def on_example(example: Example):
    yield Hit(example.span, facts={"what": "example"})


def on_endpoint(endpoint: Endpoint):
    yield Hit(endpoint.documented.span, "s", facts={"what": endpoint.operation})


def on_listing(listing: Listing):
    yield Hit(listing.span, facts={"what": listing.kind})


def on_sample(sample: Sample):
    yield Hit(sample.example.span, facts={"what": "sample"})


def on_spec(spec: Spec):
    yield Hit(spec.operations[0].node.key, facts={"what": spec.version})


def on_project(project: Project):
    for page in project.pages:
        yield Hit(page.source.span(0, 1), facts={"what": "project"})


def on_note(note: Note):
    yield Hit(note.span, facts={"what": note.code})


def broken(page: Page):
    yield Hit(page.source.span(0, 1), facts={"what": "page"})
    raise LookupError("no such thing")


def rule(check, name="a/b", **changes):
    values = {
        "id": name, "summary": "s", "message": "$what", "severity": "error",
        "set": "recommended", "since": "0.1", "check": check,
    }  # fmt: skip
    return Rule(**(values | changes))


def said(check, paths=(".",), texts=TEXTS, config=None, **options):
    result = lint(Memory(texts), paths, config or Config(), (rule(check),), **options)
    assert not result.crashes
    return [(str(one), one.operation) for one in result.findings]


@pytest.mark.parametrize(
    ("check", "line"),
    [
        (on_page, "docs/pets.md:1:1 page"),
        (on_table, "docs/pets.md:7:1 table"),
        (on_example, "docs/pets.md:13:1 example"),
        (on_endpoint, "docs/pets.md:1:1 GET /pets"),
        (on_listing, "docs/pets.md:7:1 members"),
        (on_sample, "docs/pets.md:13:1 sample"),
        (on_spec, "openapi.yaml:5:5 3.1.0"),
        (on_project, "docs/pets.md:1:1 project"),
    ],
)
def test_each_subject_is_seen(check, line):
    assert line in [text for text, _ in said(check)]


def test_a_finding_knows_its_operation_also_where_the_rule_does_not():
    assert [operation for _, operation in said(on_table)] == ["GET /pets"]


def test_notes_of_files_of_pages_and_of_specs_are_seen():
    texts = {"a.md": "a\0b", "openapi.yaml": "openapi: 3.1.0\npaths: [\n"}
    lines = [text for text, _ in said(on_note, texts=texts)]
    assert "a.md:1:2 unreadable" in lines
    assert any(line.startswith("openapi.yaml:") for line in lines)


def test_a_rule_that_raises_is_told_once_and_does_not_end_the_run():
    rules = (rule(broken, "x/broken"), rule(on_page))
    result = lint(Memory({"a.md": "x", "b.md": "y"}), (".",), Config(), rules)
    assert [one.rule for one in result.findings] == ["a/b", "x/broken", "a/b", "x/broken"]
    (crash,) = result.crashes
    assert str(crash).startswith("rule `x/broken` crashed: LookupError: no such thing (")


def test_rules_about_the_project_are_silent_for_a_single_page():
    assert said(on_project, ("docs/pets.md",)) == []


def test_only_the_checked_page_is_reported():
    texts = TEXTS | {"docs/cats.md": "# Cats\n\n`GET /cats`\n"}
    assert {text.partition(":")[0] for text, _ in said(on_page, ("docs/cats.md",), texts)} == {
        "docs/cats.md"
    }


def test_a_named_spec_stands_for_the_pages_that_use_it():
    texts = TEXTS | {"readme.md": "# Hello\n"}
    assert [text for text, _ in said(on_page, ("openapi.yaml",), texts)] == [
        "docs/pets.md:1:1 page"
    ]


def test_a_spec_is_only_judged_where_it_is_asked_for():
    assert said(on_spec, ("docs/pets.md",)) == []
    assert [text for text, _ in said(on_spec, ("openapi.yaml",))] == ["openapi.yaml:5:5 3.1.0"]
    assert [text for text, _ in said(on_spec)] == ["openapi.yaml:5:5 3.1.0"]


def test_a_spec_that_is_none_is_a_mistake():
    with pytest.raises(UsageError, match="is no OpenAPI document"):
        said(on_page, texts={"a.md": "", "b.yaml": "a: 1"}, specs=["b.yaml"])


def test_a_json_schema_that_is_named_as_a_spec_is_told_where_it_belongs():
    schema = '{"$schema": "https://json-schema.org/draft/2020-12/schema", "properties": {"a": {}}}'
    with pytest.raises(UsageError, match=r"is a JSON Schema and no spec: .*`schemas`"):
        lint(Memory({"a.md": "# A\n", "a.json": schema}), ["a.md"], Config(), [], ["a.json"])


def test_a_file_that_only_looks_like_a_spec_is_passed():
    fixture = '{"info": {"swagger": "2.0"}}'
    assert said(on_page, texts={"a.md": "# A\n", "b.json": fixture}) == [("a.md:1:1 page", None)]


def test_suppressed_findings_are_kept_apart_with_their_reason():
    text = PAGE.replace("| Parameter", "<!-- doclint: ignore[a/b] known -->\n| Parameter", 1)
    result = lint(Memory(TEXTS | {"docs/pets.md": text}), (".",), Config(), (rule(on_table),))
    assert result.findings == ()
    assert [(one.state, one.reason) for one in result.suppressed] == [("suppressed", "known")]


def test_the_config_ignores_by_operation_id_and_by_tag():
    for config in (
        Config(per_operation_ignores={"listPets": ("a/b",)}),
        Config(per_operation_ignores={"GET /pets": ("a",)}),
        Config(per_tag_ignores={"pets": ("a",)}),
    ):
        assert said(on_table, config=config) == []
    assert said(on_table, config=Config(per_tag_ignores={"cats": ("a",)})) != []


def on_suppressions(project: Project):
    for span, text, reason, _ in project.facts.get("unused_suppressions", ()):
        yield Hit(span, facts={"what": f"{text}: {reason}"})


def test_the_rule_about_suppressions_knows_what_the_others_found():
    rules = (rule(on_table), rule(on_suppressions, "project/unused-suppression"))
    used = PAGE.replace("| Parameter", "<!-- doclint: ignore[a/b] -->\n| Parameter", 1)
    idle = PAGE.replace("# List", "<!-- doclint: ignore[a/b] -->\n\n# List", 1)
    for text, number in ((used, 0), (idle, 1)):
        texts = TEXTS | {"docs/pets.md": text}
        result = lint(Memory(texts), ("docs/pets.md",), Config(), rules)
        found = [one for one in result.findings if one.rule == "project/unused-suppression"]
        assert len(found) == number
    assert found[0].message == "a/b: there is nothing to suppress"


def test_coverage_counts_what_was_matched_and_understood():
    texts = TEXTS | {"readme.md": "# Hello\n"}
    seen = lint(Memory(texts), (".",), Config(), ()).coverage
    assert (seen.pages, seen.pages_matched) == (2, 1)
    assert (seen.operations, seen.operations_documented) == (2, 1)
    assert (seen.tables, seen.tables_understood) == (1, 1)
    assert seen.examples == 1
