"""The direction of imports, and how a rule and a check are made: kept by tests, not by promises."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

from doclint.rules.catalog import BUILTIN, catalog, files
from doclint.rules.rule import SUBJECTS, subjects

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src/doclint").rglob("*.py"))
CHECKS = sorted((ROOT / "src/doclint/checks").glob("[!_]*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
PROVIDES = {
    "yaml": "PyYAML",
    "ruamel": "ruamel.yaml",
    "jsonschema_rs": "jsonschema-rs",
    "jinja2": "Jinja2",
    "markupsafe": "Jinja2",
}


def _id(file):
    return str(file.relative_to(ROOT))


each_source = pytest.mark.parametrize("file", SOURCES, ids=_id)


def _imports(file):
    """The top names of all that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


def test_imports_point_one_way(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_all_that_is_imported_is_a_dependency():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    named = [*project["dependencies"], *extras["fast"], *extras["rst"], *extras["watch"]]
    declared = {re.match(r"[\w.-]+", name)[0] for name in named}
    imported = {name for file in SOURCES for name in _imports(file)}
    foreign = imported - set(sys.stdlib_module_names) - {"doclint"}
    assert {PROVIDES.get(name, name) for name in foreign} == declared


def test_the_model_is_standard_library():
    imported = {
        name for file in (ROOT / "src/doclint/model").glob("*.py") for name in _imports(file)
    }
    assert imported <= {*sys.stdlib_module_names, "doclint"}


@each_source
def test_modules_are_short_and_say_what_they_are(file):
    text = file.read_text("utf-8")
    assert len(text.splitlines()) <= 400
    assert ast.get_docstring(ast.parse(text))


@each_source
def test_no_module_lists_rules(file):
    """A rule's file is its registration: at most one id may be named in a literal."""
    ids = {rule.id for rule in catalog()}
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, (ast.List, ast.Tuple, ast.Set, ast.Dict)):
            named = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant)]
            assert len(ids.intersection(map(str, named))) < 2, f"line {node.lineno}"


def test_each_list_of_words_is_read():
    """One that nothing reads is a key of the configuration that does nothing."""
    lists = tomllib.loads((ROOT / "src/doclint/read/vocabulary.toml").read_text("utf-8"))["words"]
    code = "".join(file.read_text("utf-8") for file in SOURCES)
    read = set(re.findall(r"[\"'](\w+)[\"']", code))
    assert sorted(set(lists) - read) == []


@pytest.mark.parametrize("file", files(BUILTIN), ids=_id)
def test_rule_files_are_short(file):
    assert len(file.read_text("utf-8").splitlines()) <= 250


@pytest.mark.parametrize("file", CHECKS, ids=_id)
def test_checks_name_their_facts_and_are_used(file):
    rules = catalog([ROOT / "examples/house-rules"])  # general checks have no rules of ours
    used = {rule.check.__name__ for rule in rules if rule.check.__module__.endswith(file.stem)}
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            assert "Facts: " in (ast.get_docstring(node) or ""), node.name
            assert node.name in used, f"no rule file names {file.stem}.{node.name}"


def test_checks_ask_for_what_exists():
    asked = {subject for rule in catalog() for subject in subjects(rule.check)}
    assert asked <= set(SUBJECTS)


@pytest.mark.parametrize("file", TESTS, ids=_id)
def test_no_test_measures_time(file):
    """How long a thing takes depends on the machine: `benchmarks/hostile.py` has ratios of it."""
    assert not {"time", "timeit"} & set(_imports(file))
