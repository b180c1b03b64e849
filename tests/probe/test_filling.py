"""Real data is rendered as it is, and filled up only where nothing is known."""

from doclint.probe.filling import filled, varied_samples
from doclint.probe.known import Known, Sample
from tests.probe.feed import SPEC, fed, trial_of

TABLE = "{% for p in query_params %}| {{ p.name }} | {{ p.schema.default }} |\n{% endfor %}"


def test_real_data_is_rendered():
    (probe,) = fed("{{ a.b }} {{ a['c'] }}", x="a: {b: 1, c: 'x | y'}\n").real()
    assert (probe.rendering.text, probe.sample.label) == ("1 x | y", "data/x.yaml")


def test_what_files_lack_is_lacking_in_the_rendering():
    (probe,) = fed("{{ a.b.c }}", x="a: {}\n").real()
    assert [one.reason for one in probe.rendering.failures] == ["`a.b` is undefined"]


def test_names_of_which_nothing_is_known_are_made_up():
    trial = fed("{{ a }} {{ b }}", x="a: 1\n")
    found = filled(trial.known, trial.known.samples[0], trial.needs)
    assert found.data["b"].startswith("zq")
    assert found.made_up == ("b",)


def test_what_operations_leave_out_is_not_made_up():
    (probe, *_) = trial_of(TABLE, spec=SPEC).real()
    assert [miss.name for miss in probe.rendering.missing] == ["query_params[1].schema.default"]


def test_what_no_operation_can_have_is_made_up():
    text = TABLE.replace("p.schema.default", "p.owner")
    (probe, *_) = trial_of(text, spec=SPEC).real()
    assert not probe.rendering.missing
    assert "zqowner" in probe.rendering.text


def test_methods_of_mappings_stay_methods_in_the_data_of_files():
    (probe,) = fed("{{ s.items.type }}", x="s: {items: {type: string}}\n").real()
    assert "string" not in probe.rendering.text


def test_long_lists_are_cut():
    trial = fed("{% for a in xs %}{{ a }},{% endfor %}", x=f"xs: {list(range(500))}\n")
    (probe,) = trial.real()
    assert probe.rendering.text.count(",") == 20


def test_samples_are_chosen_for_what_they_show():
    trial = fed(
        "{{ a }}{% for b in bs %}{{ b.c }}{% endfor %}",
        **{f"same{n}": "a: 1\nbs: [{c: 1}]\n" for n in range(9)},
        other="a: 1\nbs: [{}]\n",
        none="a: ''\nbs: []\n",
    )
    found = varied_samples(trial.known, trial.needs)
    assert {sample.label for sample in found} == {
        "data/other.yaml",
        "data/none.yaml",
        "data/same0.yaml",
    }


def test_a_single_sample_is_taken_whatever_it_shows():
    sample = Sample("x", {})
    trial = fed("text", x="a: 1\n")
    assert varied_samples(Known((sample,)), trial.needs) == (sample,)


def test_what_is_empty_stays_empty():
    text = "{% if request_body %}{{ request_body.schema }}{{ request_body.owner }}{% endif %}"
    trial = trial_of(
        f"{text}{{% for p in query_params %}}{{{{ p.name }}}}{{% endfor %}}", spec=SPEC
    )
    pages = {probe.sample.label: probe.rendering.text for probe in trial.real()}
    assert pages["GET /pets"] == "limitsort"
    assert "zqowner" in pages["POST /pets"]
