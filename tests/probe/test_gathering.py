"""Data for templates is gathered from files first, from operations else, and only where it fits."""

import pytest

from doclint.config import UsageError
from doclint.model.source import Source
from doclint.parse.specs.openapi import parse_spec
from doclint.probe.gathering import varied
from tests.probe.feed import SPEC, fed, trial_of

TABLE = "{% for p in query_params %}| {{ p.name }} | {{ p.description }} |\n{% endfor %}"


def labels(trial):
    return [sample.label for sample in trial.known.samples]


def test_only_the_names_that_a_template_asks_for_are_kept():
    trial = fed("{{ a }}{{ b }}", x="a: 1\nb: 2\nc: 3\n")
    assert [dict(sample.data) for sample in trial.known.samples] == [{"a": 1, "b": 2}]
    assert trial.known.whole


def test_files_with_few_of_its_names_are_not_those_of_a_template():
    trial = fed("{{ a }}{{ b }}{{ c }}", x="a: 1\n", y="a: 1\nb: 1\n")
    assert labels(trial) == ["data/y.yaml"]


def test_functions_are_no_names_of_data():
    assert labels(fed("{{ url(a) }}", x="a: 1\n")) == ["data/x.yaml"]


def test_data_of_all_pages_lies_below_that_of_each():
    config = '[[api]]\npages = ["docs/*.md"]\ncontext = ["site.yaml", "data/{name}.yaml"]\n'
    files = {"site.yaml": "a: 1\nb: 1\n", "data/x.yaml": "b: 2\n"}
    trial = trial_of("{{ a }}{{ b }}", {"doclint.toml": config, **files})
    assert [dict(sample.data) for sample in trial.known.samples] == [{"a": 1, "b": 1}]


def test_a_file_that_is_not_there_is_told_with_its_place():
    with pytest.raises(UsageError, match=r"doclint.toml:2: `no.yaml` cannot be read as a context"):
        trial_of("{{ a }}", {"doclint.toml": '[[api]]\ncontext = "no.yaml"\n'})


def test_files_of_another_api_are_left_alone():
    config = '[[api]]\ntemplates = ["other/*.j2"]\ncontext = "data.yaml"\n'
    trial = trial_of("{{ a }}", {"doclint.toml": config, "data.yaml": "a: 1\n"})
    assert not trial.known


def test_operations_feed_a_template_that_asks_for_their_parts():
    trial = trial_of(TABLE, spec=SPEC)
    assert labels(trial) == ["GET /pets", "POST /pets"]
    assert not trial.known.whole
    assert [seen.value for seen in trial.known.values("query_params[].description")] == [
        "1 | 2",
        "",
    ]


def test_files_come_before_operations():
    config = '[[api]]\ncontext = "data.yaml"\n'
    files = {"doclint.toml": config, "data.yaml": "query_params: []\n"}
    assert labels(trial_of(TABLE, files, spec=SPEC)) == ["data.yaml"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ title }}",  # any page has one
        "{{ query_params }}{{ author }}{{ date }}{{ blog }}",  # most of it is not an operation's
        "{% for p in query_params %}{{ p.label }}{{ p.kind }}{{ p.name }}{% endfor %}",
    ],
)
def test_operations_do_not_feed_what_asks_for_something_else(text):
    assert not trial_of(text, spec=SPEC).known


def test_a_configuration_may_say_what_names_mean():
    config = '[[api]]\ntemplates = ["*.j2"]\ncontext-map = {qs = "parameters.query"}\n'
    text = "{% for q in qs %}{{ q.name }}{% endfor %}"
    trial = trial_of(text, {"doclint.toml": config}, spec=SPEC)
    assert [seen.value for seen in trial.known.values("qs[].name")] == ["limit", "sort"]


def test_a_few_operations_show_what_all_have():
    more = "".join(
        f"  /pets/{{id}}/{n}:\n    get:\n      parameters: [{{name: id, in: path}}]\n"
        for n in range(50)
    )
    spec, _ = parse_spec(Source("openapi.yaml", SPEC + more), lambda _: None)
    chosen = [str(one) for one in varied([spec])]
    assert {"GET /pets", "POST /pets"} < set(chosen)
    assert len(chosen) <= 4
