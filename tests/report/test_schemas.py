"""The schemas that are published are those of what doclint reads and writes."""

import json
from copy import deepcopy
from pathlib import Path

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from doclint.baseline.storing import Baseline, load, written
from doclint.cli import main
from doclint.config import UsageError
from doclint.files import Memory
from doclint.model.entry import Entry
from doclint.model.finding import Cause, Change, Repair
from doclint.report.formats import lines
from doclint.report.schemas import NAMES, schema
from doclint.rules.load import RuleError
from doclint.rules.load import load as load_rule
from tests.report.specimens import TEXTS, finding, findings, result, situations

ROOT = Path(__file__).parents[2]
RULES = [*(ROOT / "rules").glob("*/*.yaml"), *(ROOT / "examples/house-rules").glob("*/*.yaml")]


def closed(value):
    """A schema in which objects have no keys but those that it tells of."""
    if isinstance(value, list):
        return [closed(one) for one in value]
    if not isinstance(value, dict):
        return value
    found = {key: closed(one) for key, one in value.items()}
    if isinstance(value.get("properties"), dict):
        found.setdefault("additionalProperties", False)
    return found


def fits(name, value):
    return jsonschema.Draft202012Validator(schema(name)).is_valid(value)


def require(name, value):
    jsonschema.Draft202012Validator(closed(schema(name))).validate(value)


@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_schema_that_says_what_it_is_of(name, capsys):
    found = schema(name)
    jsonschema.Draft202012Validator.check_schema(found)
    assert found["$id"] == f"urn:doclint:{name}"
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "doclint" in found["title"]
    assert name == "finding" or found["description"].endswith(".")
    assert main(["config", "schema", name]) == 0
    assert json.loads(capsys.readouterr().out) == found


def test_without_a_name_it_is_that_of_the_configuration(capsys):
    assert main(["config", "schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema("config")


def test_a_schema_that_is_not_there_is_told(capsys):
    assert main(["config", "schema", "findigns"]) == 2
    assert "there is no schema `findigns`; did you mean `findings`?" in capsys.readouterr().err
    assert main(["config", "schema", "zz"]) == 2
    assert "; there are config, findings, finding, rule, baseline" in capsys.readouterr().err


# Findings ---------------------------------------------------------------------------------------


def check_json(of):
    require("findings", json.loads("\n".join(lines(of, "json"))))
    for line in lines(of, "jsonl"):
        require("finding", json.loads(line))


@pytest.mark.parametrize("name", [name for name in situations() if name != "too many"])
def test_json_of_each_situation_fits(name):
    check_json(situations()[name][0])


@given(findings())
def test_json_of_any_finding_fits(one):
    check_json(result(one, suppressed=(one,), baselined=(one,)))


def test_json_of_fixes_and_causes_fits():
    fix = Repair((Change("a.md", 0, 0, ""), Change("b.md", 1, 9, "\u202e")), safe=False)
    cause = Cause("page.md.j2", 3, 1, 96, 412)
    check_json(result(finding(fix=fix), finding(cause=cause, verdict="template", fix=None)))


def test_json_of_the_examples_fits(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    assert main(["check", "examples", "--format", "json", "-q"]) == 1
    document = json.loads(capsys.readouterr().out)
    require("findings", document)
    assert document["findings"]
    assert any(one["fix"] for one in document["findings"])


@pytest.mark.parametrize(
    "change",
    [
        {"severity": "fatal"},
        {"line": 0},
        {"state": "old"},
        {"verdict": "nobody"},
        {"cause": {"path": "a"}},
        {"fix": {"safe": True}},
    ],
)
def test_what_is_no_finding_does_not_fit(change):
    (line,) = lines(result(finding()), "jsonl")
    require("finding", json.loads(line))
    assert not fits("finding", json.loads(line) | change)


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "gitlab", "rdjson"])
@given(one=findings())
def test_json_sends_nothing_to_a_terminal_that_it_obeys(name, one):
    text = "\n".join(lines(result(one), name))
    text.encode("utf-8")
    assert not {chr(code) for code in (*range(10), 0x1B, *range(0x7F, 0xA0), 0x202E)} & {*text}


def test_what_later_releases_add_fits():
    (line,) = lines(result(finding()), "jsonl")
    assert fits("finding", json.loads(line) | {"more": 1})


@pytest.mark.parametrize("name", ["sarif", "gitlab", "rdjson"])
@given(one=findings())
def test_what_people_read_of_json_has_nothing_that_hides_or_turns(name, one):
    def texts(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            yield from (
                text for key in value if key not in ("uri", "path") for text in texts(value[key])
            )
        elif isinstance(value, list):
            yield from (text for each in value for text in texts(each))

    told = "".join(texts(json.loads("\n".join(lines(result(one), name)))))
    assert not {chr(code) for code in (*range(9), 0x1B, *range(0x7F, 0xA0), 0x202E, 0xD800)} & {
        *told
    }


# Rule files -------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", RULES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_each_rule_file_fits(file):
    require("rule", yaml.safe_load(file.read_text("utf-8")))


RULE = """\
summary: A page says a word.
why: It is wrong.
message: "`$found` is said"
severity: warning
since: "0.1"
check: house.forbidden_text
with: {pattern: foo}
bad:
  - page.md: "# A\\n\\nfoo\\n"
    finds: ["page.md:3:1 `foo` is said"]
good:
  - page.md: "# A\\n"
"""


def without(*keys):
    def change(rule):
        for key in keys[:-1]:
            rule = rule[key]
        del rule[keys[-1]]

    return change


def having(value, *keys):
    def change(rule):
        for key in keys[:-1]:
            rule = rule[key]
        rule[keys[-1]] = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        *(without(key) for key in ("summary", "why", "message", "severity", "since", "check")),
        *(without(key) for key in ("bad", "good")),
        without("bad", 0, "finds"),
        having("fatal", "severity"),
        having("optional", "set"),
        having("x" * 101, "summary"),
        having(0.1, "since"),
        having("forbidden text", "check"),
        having([], "bad"),
        having([], "bad", 0, "finds"),
        having(1, "good", 0, "page.md"),
        having(["a"], "yields-to"),
        having(1, "more"),
        having("x", "good", 0, "note"),
    ],
)
def test_a_broken_rule_fits_neither_the_schema_nor_doclint(change, tmp_path):
    rule = yaml.safe_load(RULE)
    file = tmp_path / "house/word.yaml"
    file.parent.mkdir()
    file.write_text(yaml.safe_dump(rule), "utf-8")
    require("rule", rule)
    load_rule(file)
    broken = deepcopy(rule)
    change(broken)
    file.write_text(yaml.safe_dump(broken), "utf-8")
    assert not fits("rule", broken)
    with pytest.raises(RuleError):
        load_rule(file)


# Baselines --------------------------------------------------------------------------------------

VALUES = st.none() | st.booleans() | st.integers(-1, 2) | st.text(max_size=3)
ENTRIES = st.dictionaries(
    st.sampled_from(("rule", "path", "message", "count", "reason", "line", "more")), VALUES
) | st.fixed_dictionaries({"rule": st.just("a/b"), "path": st.text(min_size=1, max_size=3)})
BASELINES = (
    st.fixed_dictionaries(
        {"version": st.sampled_from((1, 2, True, "1"))},
        optional={
            "about": VALUES,
            "paths": VALUES | st.lists(VALUES, max_size=2),
            "findings": VALUES | st.lists(ENTRIES | VALUES, max_size=2),
        },
    )
    | st.fixed_dictionaries(
        {"version": st.just(1)},
        optional={
            "findings": st.lists(ENTRIES, max_size=1),
            "paths": st.lists(st.text(max_size=2), max_size=2),
        },
    )
    | st.dictionaries(st.sampled_from(("version", "findings", "more")), VALUES)
)


@given(BASELINES)
def test_a_baseline_fits_if_doclint_takes_it(data):
    found = data.get("findings", ())
    if isinstance(found, list) and len(found) > 1 and found[0] == found[1]:
        return  # no schema tells that two entries may be told as one
    try:
        load(Memory({"b.json": json.dumps(data)}), "b.json")
    except UsageError:
        taken = False
    else:
        taken = True
    assert fits("baseline", data) is taken


@given(st.lists(st.builds(Entry, st.just("a/b"), st.just("p.md"), *[TEXTS] * 8), max_size=3))
def test_a_baseline_that_is_written_fits(entries):
    require("baseline", json.loads(written(Baseline("b.json", tuple(entries), ("docs",)))))
