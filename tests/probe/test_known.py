"""What is known of a template's data: values by path, what lacks a name, and where."""

import pytest

from doclint.model.source import Pointer
from doclint.probe.known import Known, Sample, steps_of
from doclint.probe.needs import Need
from tests.probe.feed import fed

DATA = {
    "params": [{"name": "id", "schema": {"type": "string"}}, {"name": "q", "schema": None}],
    "fields": {"a": {"type": "x"}, "b": {}},
    "pairs": [["k", 1]],
    "title": "T",
}


def known(*data, whole=True, **rest):
    return Known(tuple(Sample(f"s{n}", one) for n, one in enumerate(data)), whole, **rest)


def values(one, path):
    return [seen.value for seen in one.values(path)]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("title", ["T"]),
        ("params[].name", ["id", "q"]),
        ("params[].schema.type", ["string"]),
        ("fields[]", ["a", "b"]),  # a loop over a mapping gives its keys
        ("fields{}.type", ["x"]),
        ("params{}.name", ["id", "q"]),  # an item by a number that is not known
        ("pairs[].[0]", ["k"]),
        ("pairs[].[2]", []),
        ("title.name", []),
        ("nothing.at.all", []),
    ],
)
def test_paths_lead_to_values(path, expected):
    assert values(known(DATA), path) == expected


def test_a_need_and_its_path_lead_to_the_same():
    need = Need().key("params").each().key("schema").key("type")
    assert steps_of(need) == steps_of(need.path) == ("params", "[]", "schema", "type")


def test_a_name_with_a_dot_is_one_step_of_a_need():
    need = Need().key("headers").key("x.id")
    assert values(known({"headers": {"x.id": 1}}), need) == [1]


def test_what_a_template_makes_itself_has_no_values():
    need = Need("title", made=True)
    assert steps_of(need) == steps_of(need.key("title")) == ()
    assert not known(DATA).has(need)
    assert not known(DATA).nowhere(need)


def test_values_say_where_they_were_seen_and_what_they_are():
    first, second = known(DATA).values("params[].schema")
    assert (str(first), first.kind, first.sample.label) == ("params[0].schema", "mapping", "s0")
    assert (second.kind, second.place) == ("none", None)
    assert known(DATA, {"params": "text"}).kinds("params") == {"list", "text"}


def test_true_is_no_number():
    assert known({"a": True, "b": 1.5}).kinds("a") == {"boolean"}


def test_what_lacks_a_name_is_told():
    assert [str(seen) for seen in known(DATA).lacks("fields{}.type")] == ["fields.b"]
    assert [str(seen) for seen in known(DATA).lacks("params[].schema.type")] == ["params[1].schema"]
    assert known(DATA).lacks("title.name") == ()  # text has methods, and no keys


def test_a_sample_may_lack_a_name_that_another_has():
    one = known({"a": 1, "b": 1}, {"a": 1})
    assert [seen.sample.label for seen in one.lacks("b")] == ["s1"]
    assert not one.nowhere("b")


def test_nowhere_is_what_there_could_be_and_is_not():
    one = known(DATA)
    assert one.nowhere("err")
    assert one.nowhere("params[].nmae")
    assert not one.nowhere("err.code")  # nothing could have it
    assert not one.nowhere("title")


def test_names_that_the_project_adds_are_not_lacking():
    one = known(DATA, given=frozenset(["site"]))
    assert not one.lacks("site")
    assert not one.nowhere("site")


def test_of_operations_only_what_some_have_is_lacking_in_others():
    one = known(DATA, whole=False)
    assert not one.lacks("err")
    assert not one.lacks("params[].note")
    assert [str(seen) for seen in one.lacks("fields{}.type")] == ["fields.b"]
    assert not one.nowhere("params[].note")


def test_nothing_is_known_without_samples():
    assert not Known()
    assert not Known(whole=True).lacks("a")
    assert not Known(whole=True).nowhere("a")
    assert known({})


def test_values_of_files_have_a_place():
    one = fed("{{ a.b }}{{ c }}", x="a:\n  b: 1\nc: 2\n").known
    (seen,) = one.values("a.b")
    assert isinstance(seen.place, Pointer)
    assert (seen.place.source.path, seen.place.pointer) == ("data/x.yaml", "/a/b")
    assert one.first("a.b", lambda value: value == 2) is None
    assert one.first("c", lambda value: value == 2) is not None
