"""The file of a baseline: an entry a line, small changes, and clear words where it is broken."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.baseline.storing import Baseline, load, merged, written
from doclint.config import UsageError
from doclint.files import Memory
from doclint.model.entry import Entry
from doclint.report.schemas import schema
from doclint.schema import violations

PATH = "docs/known.json"
ONE = Entry("table/cell-count", "a.md", message="the row has 3 cells")
TWO = Entry("table/cell-count", "b.md", operation="GET /b", subject="row", count=3, reason="so")


def loaded(text):
    return load(Memory({PATH: text}), PATH)


def refused(text):
    with pytest.raises(UsageError) as told:
        loaded(text)
    return str(told.value)


def file_of(*entries, **more):
    return json.dumps({"version": 1, **more, "findings": entries}, indent=1)


texts = st.text(max_size=20)
entries_ = st.builds(
    Entry,
    rule=st.sampled_from(["a/b", "c/d"]),
    path=st.sampled_from(["a.md", "docs/b c.md", "ü/\u202e.md"]),
    operation=texts,
    subject=texts,
    message=texts,
    under=texts,
    text=texts,
    before=texts,
    after=texts,
    spec=texts,
    fingerprint=texts,
    count=st.integers(1, 4),
    reason=texts,
)


@given(st.lists(entries_, max_size=6), st.lists(texts, max_size=2))
def test_what_is_written_is_read(entries, paths):
    known = merged(entries)
    text = written(Baseline(PATH, known, tuple(paths)))
    again = loaded(text)
    assert again.entries == known
    assert [one.count for one in again.entries] == [one.count for one in known]
    assert [one.reason for one in again.entries] == [one.reason for one in known]
    assert [one.fingerprint for one in again.entries] == [one.fingerprint for one in known]
    assert again.paths == tuple(sorted(paths))
    assert written(again) == text


@given(st.lists(entries_, min_size=1, max_size=6))
def test_each_entry_is_a_line_and_says_which(entries):
    text = written(Baseline(PATH, tuple(entries)))
    rows = text.splitlines()  # breaks lines wherever an editor may
    for entry in loaded(text).entries:
        row = json.loads(rows[entry.line - 1].strip().rstrip(","))
        assert (row["rule"], row["path"]) == (entry.rule, entry.path)


@given(st.lists(entries_, max_size=6))
def test_the_order_does_not_depend_on_that_of_the_findings(entries):
    assert written(Baseline(PATH, tuple(entries))) == written(Baseline(PATH, (*entries[::-1],)))


def test_what_looks_the_same_is_counted():
    (one,) = merged((ONE, ONE, ONE))
    assert (one, one.count) == (ONE, 3)
    assert '"count": 3' in written(Baseline(PATH, (ONE, ONE, ONE)))
    assert '"count"' not in written(Baseline(PATH, (ONE,)))


def test_one_entry_more_is_one_line_more():
    before = written(Baseline(PATH, (ONE,))).splitlines()
    after = written(Baseline(PATH, (ONE, TWO))).splitlines()
    assert len(after) == len(before) + 1
    assert len({*after} - {*before}) == 2  # the line in front of it has a comma now


def test_what_is_not_seen_is_escaped():
    text = written(Baseline(PATH, (Entry("a/b", "a.md", message="a\u202eb\u2028c\x1b[1m é"),)))
    assert "a\\u202eb\\u2028c\\u001b[1m é" in text


def test_the_schema_holds_for_what_is_written():
    known = schema("baseline")
    data = json.loads(written(Baseline(PATH, (ONE, TWO), ("docs",))))
    assert [*violations(data, known)] == []
    assert [*violations({**data, "version": 2}, known)]
    assert [*violations({**data, "findings": [{"rule": "a/b"}]}, known)]


def test_entries_may_be_written_by_hand():
    first, second = '{"rule": "a/b",\n"path": "a.md"}', '{"rule": "a/b", "path": "b.md"}'
    known = loaded(f'{{"version": 1,\n "findings": [\n{first},\n{second}]}}').entries
    assert [(one.path, one.line, one.count) for one in known] == [("a.md", 3, 1), ("b.md", 5, 1)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", f"{PATH}:1:1: no baseline, for it is no JSON: expecting value; mend it, or"),
        ('{"version": 1,\n "findings": [}', f"{PATH}:2:15: no baseline, for it is no JSON"),
        ("[]", f'{PATH}:1: no baseline; expected {{"version": 1, "findings": [...]}}'),
        ("{}", f"{PATH}:1: no baseline; expected"),
        ('{\n"version": 2, "else": 1}', f"{PATH}:2: `version` is 2, this doclint knows version 1"),
        ('{"version": true}', f"{PATH}:1: `version` is true, this doclint knows version 1"),
        (file_of({"rule": "a/b"}), f"{PATH}:4: an entry without `path`"),
        (file_of({"path": "a.md"}), f"{PATH}:4: an entry without `rule`"),
        (file_of("a/b"), f'{PATH}:4: an entry is {{"rule": ..., "path": ...}}'),
        (file_of({"rule": "a/b", "path": 3}), f"{PATH}:6: `path` is 3, expected text"),
        (
            file_of({"rule": "a/b", "path": "a.md", "count": 0}),
            f"{PATH}:7: `count` is 0, expected a number from 1",
        ),
        (
            file_of({"rule": "a/b", "path": "a.md", "count": True}),
            f"{PATH}:7: `count` is true, expected a number from 1",
        ),
        (
            file_of({"rule": "a/b", "path": "a.md", "reasn": "x"}),
            f"{PATH}:7: unknown key `reasn`; did you mean `reason`?",
        ),
        (file_of(findigs=[]), f"{PATH}:3: unknown key `findigs`; did you mean `findings`?"),
        ('{"version": 1,\n"findings": {}}', f"{PATH}:2: `findings` is no list"),
        ('{"version": 1,\n"paths": [1]}', f"{PATH}:2: a path is text"),
        (
            "{\n<<<<<<< HEAD\n=======\n>>>>>>> other\n}",
            f"{PATH}:2: a merge conflict is left here; keep the entries of both sides",
        ),
        (
            '{"version": 1, "findings": [\n{"rule": "a", "path": "b"},\n{"path":"b", "rule":"a"}]}',
            f"{PATH}:3: the same entry as in line 2; keep one, with a `count` of both",
        ),
    ],
)
def test_what_is_broken_is_told_with_its_line(text, told):
    assert refused(text).startswith(told)


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["version", "findings", "rule", "path", "count", "paths", "x"]), inner
    ),
    max_leaves=12,
))  # fmt: skip
def test_no_data_raises_anything_else(data):
    if isinstance(data, dict):
        data["version"] = 1
    try:
        loaded(json.dumps(data))
    except UsageError as error:
        told = str(error)
    else:
        told = f"{PATH}:"
    assert told.startswith(f"{PATH}:")
