"""An entry answers for one finding: none that was there is new, and what is new always is."""

from collections import Counter
from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from doclint.baseline.matching import Surroundings, match
from doclint.baseline.storing import merged
from doclint.model.entry import Entry

few = st.sampled_from(["", "x", "y"])
findings = st.builds(
    Entry,
    rule=st.sampled_from(["a/b", "c/d"]),
    path=st.sampled_from(["a.md", "b.md"]),
    operation=st.sampled_from(["", "GET /a"]),
    subject=st.sampled_from(["", "query:a", "query:b"]),
    message=st.sampled_from(["`a` is wrong", "`b` is wrong", "too many cells"]),
    under=few,
    text=few,
    before=few,
    after=few,
)
runs = st.lists(findings, max_size=8)

ROW = Entry(
    "table/cell-count", "a.md", message="3 cells", under="A", text="| r |", before="p", after="n"
)
NAMED = Entry(
    "parameter/type-differs", "a.md", "GET /a", "query:a", "`a` is text", "A", "| a |", "p", "n"
)


def around(*, gone=(), operations=None, headings=None, renamed=None, rules=("a/b", "c/d")):
    return Surroundings(
        operations or {"a.md": {"", "GET /a"}, "b.md": {"", "GET /a"}},
        lambda path: (headings or {}).get(path, {"", "x", "y", "A"}),
        {*rules, ROW.rule, NAMED.rule},
        lambda path: path in gone,
        lambda _: renamed or {},
    )


def new(known, found, **more):
    """The numbers of the findings that are new."""
    return [*match(merged(known), found, around(**more)).loose]


def left(known, found, **more):
    """How often entries are left that nothing answers to."""
    return sum(match(merged(known), found, around(**more)).open.values())


# Whatever findings there are ----------------------------------------------------------------------


@given(runs)
def test_the_baseline_of_a_run_covers_that_run_exactly(run):
    assert new(run, run) == []
    assert left(run, run) == 0


@given(runs, st.data())
def test_findings_that_go_make_no_others_new(run, data):
    kept = [one for one in run if data.draw(st.booleans())]
    assert new(run, kept) == []
    assert left(run, kept) == len(run) - len(kept)


@given(runs, findings, st.integers(0, 8))
def test_one_finding_more_is_one_new_finding(run, more, at):
    now = [*run[:at], more, *run[at:]]
    (number,) = new(run, now)
    assert now[number] == more


@given(runs, st.randoms(use_true_random=False))
def test_the_order_of_findings_does_not_count(run, random):
    now = [*run]
    random.shuffle(now)
    assert new(run, now) == []


@given(runs, runs)
def test_each_entry_answers_for_one_finding_and_each_finding_once(before, now):
    known = merged(before)
    state = match(known, now, around())
    used = Counter(state.found.values())
    assert all(used[number] <= entry.count for number, entry in enumerate(known))
    assert {*state.found} | {*state.loose} == {*range(len(now))}
    assert not {*state.found} & {*state.loose}
    assert sum(used.values()) + sum(state.open.values()) == len(before)
    assert all(known[entry].rule == now[finding].rule for finding, entry in state.found.items())


@given(runs, st.sampled_from(["message", "under", "text"]))
def test_one_thing_that_changes_everywhere_brings_nothing_back(run, name):
    """As a new version words it, a heading is called now, or a line is rewritten."""
    run = [replace(one, before=f"{n}", after=f"{n} behind") for n, one in enumerate(run)]
    assert new(run, [replace(one, **{name: f"{getattr(one, name)} now"}) for one in run]) == []


@given(runs, st.booleans())
def test_moved_findings_are_known_by_their_text(run, up):
    run = [replace(one, text=f"{n}") for n, one in enumerate(run)]
    around_it = {"before": "else"} if up else {"after": "else"}
    assert new(run, [replace(one, **around_it) for one in run]) == []


@given(runs)
def test_a_page_that_git_knows_as_renamed_keeps_all(run):
    run = [replace(one, path="a.md") for one in run]
    now = [replace(one, path="new.md") for one in run]
    assert new(run, now, gone={"a.md"}, renamed={"a.md": "new.md"}) == []


@given(runs)
def test_a_page_without_its_old_name_keeps_all_where_one_can_be_meant(run):
    run = [replace(one, path="a.md") for one in run]
    now = [replace(one, path="new.md") for one in run]
    assert new(run, now, gone={"a.md"}) == []


@given(runs, findings)
def test_a_swapped_finding_is_new_unless_it_stands_where_the_old_one_did(run, other):
    assume(run)
    other = replace(other, subject="", text="other text", before="other line")
    (number,) = new(run, [*run[1:], other]) or (None,)
    assert number == len(run) - 1
    assert left(run, [*run[1:], other]) == 1


# One by one ---------------------------------------------------------------------------------------


def known(entry, **changes):
    return new([entry], [replace(entry, **changes)]) == []


def test_what_has_a_subject_is_known_by_it():
    assert known(NAMED, message="else", text="else", before="else", after="else", under="else")


def test_a_kind_of_mistake_is_no_subject():
    kind = replace(NAMED, subject="syntax")
    assert known(kind, text="else", message="else")
    assert known(kind, text="else", before="else", after="else")
    assert not known(kind, text="else", before="else", message="else")
    assert not known(kind, text="else", before="else", after="else", under="else")
    twin = replace(kind, text="else", before="else", after="else")
    assert new([kind, twin], [twin, replace(twin, text="third")]) == [1]


def test_what_has_none_is_known_by_its_text_and_a_neighbour():
    assert known(ROW, before="else", under="else")
    assert known(ROW, after="else", under="else")
    assert known(ROW, before="else", after="else")
    assert not known(ROW, before="else", after="else", under="else")


def test_a_text_that_is_nowhere_else_is_known_wherever_it_moves():
    row = replace(ROW, text="| a row that says something |")
    now = replace(row, before="else", after="else", under="else")
    assert new([row], [now]) == []
    assert new([row], [now, replace(now, path="b.md")]) == [0, 1]


def test_a_line_that_is_rewritten_where_it_stands_is_known():
    assert known(ROW, text="else")
    assert known(ROW, text="else", message="else")
    assert not known(ROW, text="else", before="else")
    assert not known(ROW, text="else", under="else")


def test_another_rule_page_operation_or_subject_is_another_finding():
    assert not known(ROW, rule="a/b")
    assert not known(ROW, path="b.md")
    assert not known(NAMED, subject="query:b", text="else")
    assert not known(NAMED, operation="", text="else")


def test_of_two_about_one_subject_the_new_one_is_told():
    twin = replace(NAMED, under="B", text="| a | else |", before="q", after="m")
    other = replace(NAMED, under="C", text="| a | third |", before="u", after="v", message="else")
    assert new([NAMED, twin], [NAMED, other]) == [1]
    assert new([NAMED], [other, NAMED]) == [0]
    assert new([NAMED, twin], [replace(twin, text="else", after="else"), NAMED]) == []


def test_an_operation_that_is_called_otherwise_keeps_its_findings():
    now = {"a.md": {"GET /v2/a"}}
    assert (
        new([NAMED], [replace(NAMED, operation="GET /v2/a", message="else")], operations=now) == []
    )
    both = {"a.md": {"GET /a", "GET /v2/a"}}
    other = replace(NAMED, operation="GET /v2/a", before="else", message="else")
    assert new([NAMED], [other], operations=both) == [0]


def test_a_spec_that_comes_later_leaves_known_what_stands_where_it_stood():
    row = replace(ROW, operation="GET /a")
    assert new([ROW], [row], operations={"a.md": {"GET /a"}}) == []
    elsewhere = replace(row, before="else", under="else")
    assert new([ROW], [elsewhere], operations={"a.md": {"GET /a"}}) == [0]


def test_a_rule_that_is_called_otherwise_keeps_its_findings():
    old = replace(ROW, rule="table/old-name")
    assert new([old], [ROW]) == []
    assert new([old], [replace(ROW, text="else")]) == [0]


def test_a_list_that_begins_with_another_thing_is_the_same():
    one = replace(NAMED, message="lacks `a`, `b`, `c`")
    now = replace(one, message="lacks `b`, `c`, `a`", subject="query:b", operation="", text="else")
    assert new([one], [now]) == []
    assert new([one], [replace(now, message="lacks `b`, `c`, `d`")]) == [0]


def test_equal_words_elsewhere_on_a_page_are_no_list_in_another_order():
    one = replace(ROW, message="`a` is not `b`")
    now = replace(one, subject="x", text="else", before="else", after="else", under="else")
    assert new([one], [now]) == [0]


def test_of_pages_that_are_gone_the_nearest_in_findings_is_meant():
    mine = [replace(NAMED, subject=f"query:{n}", text=f"{n}") for n in range(3)]
    now = [replace(one, path="n.md") for one in mine]
    decoy = replace(now[0], path="m.md")
    assert new(mine, [decoy, *now], gone={"a.md"}) == [0]


def test_what_two_pages_may_be_is_neither():
    row = replace(ROW, message="else")
    both = [replace(row, path="m.md"), replace(row, path="n.md")]
    assert new([row], both, gone={"a.md"}) == [0, 1]
    named = [replace(row, path="m.md"), replace(row, path="deep/a.md")]
    assert new([row], named, gone={"a.md"}) == [0]


def test_a_section_that_is_still_there_has_not_moved():
    moved = replace(ROW, path="b.md")
    assert new([ROW], [moved], headings={"a.md": {"B"}}) == []
    assert new([ROW], [moved], headings={"a.md": {"A"}}) == [0]
