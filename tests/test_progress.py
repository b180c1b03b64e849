"""A bar that shows late and leaves nothing behind; a clock that knows where time goes."""

from io import StringIO
from pathlib import Path

import pytest

from doclint.cli import main
from doclint.progress import Bar, Both, Clock
from doclint.rules.catalog import catalog

EXAMPLES = Path(__file__).parents[1] / "examples"


class Time:
    """A clock that goes on by a step each time it is looked at."""

    def __init__(self, step):
        self.now, self.step = 0.0, step

    def __call__(self):
        self.now += self.step
        return self.now


def _shown(step, items):
    stream = StringIO()
    bar = Bar(stream, Time(step))
    assert list(bar.each("reading pages", items)) == items
    bar.close()
    return stream.getvalue()


def test_a_bar_keeps_silent_for_a_second():
    assert _shown(0.01, list(range(50))) == ""


def test_a_bar_says_what_is_done_and_wipes_it_away():
    shown = _shown(0.5, list(range(8)))
    assert "reading pages [############............] 4/8" in shown
    assert shown.endswith("\r\x1b[2K")


def test_a_clock_gives_each_part_its_time():
    clock = Clock(Time(0.5))
    clock.phase("reading")
    clock.phase("checking")
    clock.close()
    assert list(clock.lines()) == [
        "   500.0 ms  start",
        "   500.0 ms  reading",
        "   500.0 ms  checking",
        "   500.0 ms  reporting",
    ]


def test_a_clock_goes_on_behind_a_bar():
    clock, stream = Clock(Time(1)), StringIO()
    both = Both(clock, Bar(stream, Time(2)))
    assert list(both.each("reading", ["a"])) == ["a"]
    both.close()
    assert "reading" in stream.getvalue()
    assert [line.split()[-1] for line in both.lines()] == ["start", "reading", "reporting"]


@pytest.mark.parametrize("more", [(), ("--diff",)])
def test_timing_names_parts_and_slow_rules_and_changes_no_finding(more, capsys):
    check = ["check", str(EXAMPLES), "--exit-zero", *more]
    main(check)
    plain = capsys.readouterr()
    main([*check, "--timing"])
    timed = capsys.readouterr()
    assert timed.out == plain.out
    names = [line.rpartition(" ms  ")[2] for line in timed.err.splitlines()]
    assert "checking templates" in names
    assert len({rule.id for rule in catalog()} & set(names)) > 1  # which are slow is no matter here


def test_statistics_count_the_findings_of_each_rule(capsys):
    main(["check", str(EXAMPLES), "--format", "concise", "--exit-zero", "--statistics", "-q"])
    said = capsys.readouterr()
    counts = [line.split() for line in said.err.splitlines()]
    assert sum(int(number) for number, *_ in counts) == len(said.out.splitlines()) > 5
    for number, rule, *_ in counts:
        assert said.out.count(f"[{rule}]") == int(number)
