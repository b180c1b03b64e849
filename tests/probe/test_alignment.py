"""Lines that two texts share are found in the order of both, whatever they repeat."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from doclint.probe.alignment import common

LINES = st.lists(st.sampled_from("abcdef"), max_size=30)


@given(LINES, LINES)
def test_pairs_are_equal_and_ascend_on_both_sides(left, right):
    pairs = common(left, right)
    assert all(left[one] == right[other] for one, other in pairs)
    for (one, other), (later, other_later) in pairwise(pairs):
        assert one < later
        assert other < other_later


@given(LINES)
def test_a_text_shares_all_lines_with_itself(lines):
    assert common(lines, lines) == [(at, at) for at in range(len(lines))]


@given(st.lists(st.integers(), unique=True, max_size=30), st.integers(0, 29))
def test_one_changed_line_is_the_only_one_that_differs(lines, at):
    if at < len(lines):
        changed = [*lines[:at], "new", *lines[at + 1 :]]
        assert len(common(lines, changed)) == len(lines) - 1


def test_a_line_that_moved_is_shared_once():
    assert common(list("abcd"), list("bcda")) == [(1, 0), (2, 1), (3, 2)]


def test_long_texts_without_any_order_share_what_is_certain():
    assert common(["a", "b"] * 1_000, ["b", "b", "a"] * 800) == []
    numbers = [str(n) for n in range(400)]
    assert common(numbers, [f"-{n}" for n in numbers]) == []
    assert common(numbers, numbers[::-1]) == [(399, 0)]
