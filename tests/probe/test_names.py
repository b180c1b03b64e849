"""A name of a template means a part of an operation, or nothing that is known."""

import pytest

from doclint.config import UsageError, load_config
from doclint.files import Memory
from doclint.probe.contexts import operation_context
from doclint.probe.names import at, demand_map, known_names, named
from doclint.probe.plain import words
from tests.build import spec_of
from tests.probe.test_contexts import context


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("query_params", "query_params"),
        ("queryParams", "query_params"),
        ("query-parameters", "query_params"),
        ("QueryParameters", "query_params"),
        ("path_variables", "path_params"),
        ("request_bodies", "req_bodies"),
        ("resBody", "res_body"),
        ("response", "res_body"),
        ("error_codes", "errors"),
        ("http_method", "method"),
        ("title", "page_title"),
        ("operationId", "operation_id"),
    ],
)
def test_other_spellings_mean_the_same(name, part):
    it = context()
    assert named(name, it) is it[part]


@pytest.mark.parametrize("name", ["querty", "site", "x", "", "_", "items"])
def test_what_is_not_known_is_none(name):
    assert named(name, context()) is None


@pytest.mark.parametrize(
    ("name", "shape", "part"),
    [
        ("responses", "list", "responses"),
        ("responses", "mapping", "responses_by_status"),
        ("params", None, "parameters"),
        ("params", "mapping", "parameters_by_place"),
        ("body", "mapping", "request_body"),
        ("body", "text", "request_example"),
        ("body", "list", "body_params"),
        ("response", "text", "response_example"),
        ("endpoint", "text", "path"),
        ("errors", "mapping", "errors_by_code"),
    ],
)
def test_a_part_is_given_in_the_shape_that_a_template_takes_it_for(name, shape, part):
    it = context()
    assert named(name, it, shape) is it[part]


def test_all_of_an_operation_has_a_name():
    it = context()
    assert named("operation", it) is it
    assert named("endpoint", it, "mapping") is it
    assert named("operation", it, "text") is None


def test_a_name_with_two_meanings_is_not_guessed():
    assert named("endpoint", context()) is None


@pytest.mark.parametrize(("name", "shape"), [("path", "mapping"), ("tags", "text")])
def test_a_part_in_another_shape_is_not_meant(name, shape):
    assert named(name, context(), shape) is None


def test_names_of_the_config_come_first():
    it = context(context_map={"endpoint": "summary", "response": "responses.404"})
    assert named("endpoint", it) == "Change a pet"
    assert named("endpoint", it, "mapping") == "Change a pet"
    assert named("response", it)["status"] == "404"


@pytest.mark.parametrize(
    "path", ["nothing", "parameters.query.5", "summary.x", "responses.599", "parameters..", ""]
)
def test_a_path_that_leads_nowhere_is_none(path):
    assert at(path, context()) is None


def test_each_name_of_the_data_is_one_of_the_context():
    spec = spec_of("paths: {/a: {get: {}}}")
    assert set(known_names()) == set(operation_context(spec, spec.operations[0]))


def test_each_spelling_has_one_meaning_a_shape():
    """Two texts, or two lists, of one name could not be told apart."""
    it = context()
    meant = {}
    for part, others in words()["names"].items():
        for name in (part, *others):
            meant.setdefault(name, []).append(type(it[part]))
    twice = {name for name, kinds in meant.items() if len(kinds) != len(set(kinds))}
    assert twice == set()
    assert not set(words()["whole"]) & {
        name for name, kinds in meant.items() if any(kind is dict for kind in kinds)
    }


def test_a_map_that_begins_nowhere_is_a_mistake_with_its_place():
    text = '[[api]]\nspec = "a.yaml"\ncontext-map = {params = "parametrs.query"}\n'
    api = load_config(Memory({"doclint.toml": text}), "doclint.toml").apis[0]
    with pytest.raises(UsageError) as caught:
        demand_map(api)
    assert str(caught.value) == (
        "doclint.toml:3: `context-map.params`: an operation has no `parametrs`; "
        "did you mean `parameters`?"
    )
    fine = load_config(Memory({"doclint.toml": text.replace("etrs", "eters")}), "doclint.toml")
    demand_map(fine.apis[0])
