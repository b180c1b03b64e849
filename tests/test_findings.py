"""Hits become findings: worded, placed, one a defect, and the same from run to run."""

from doclint.findings import Fired, findings
from doclint.model.finding import AND_HERE, Change, Edit, Fix, Hit, Repair
from doclint.model.source import Pointer, Source
from doclint.rules.rule import Rule

TEXT = "one two three\nfour five six\n"
PAGE = Source("a.md", TEXT)


def never(_page):
    yield from ()


def rule(name, *, message="found $what", yields_to=(), severity="error"):
    return Rule(
        id=name, summary=f"summary of {name}", message=message, severity=severity,
        set="recommended", since="0.1", check=never, yields_to=yields_to,
    )  # fmt: skip


def fired(own, text, *, subject="", operation=None, facts=None, also=(), source=PAGE):
    start = source.text.index(text)
    anchor = source.span(start, start + len(text))
    return Fired(own, Hit(anchor, subject, facts or {"what": text}, also, operation))


def told(*all_fired, severities=None, crashes=None):
    crashes = [] if crashes is None else crashes
    return findings(all_fired, severities or {}, lambda path: path, crashes)


def test_messages_are_made_of_facts_and_findings_stand_in_order():
    first, second = told(fired(rule("a/b"), "five"), fired(rule("a/b"), "two"))
    assert str(first) == "a.md:1:5 found two"
    assert str(second) == "a.md:2:6 found five"


def test_a_fact_that_is_missing_is_a_crash_of_the_rule_and_of_no_other():
    crashes = []
    (one,) = told(
        fired(rule("a/b"), "one", facts={"x": 1}), fired(rule("a/c"), "two"), crashes=crashes
    )
    assert one.rule == "a/c"
    assert [str(crash) for crash in crashes] == [
        "rule `a/b` crashed: its message has no fact 'what'"
    ]


def test_pointers_are_placed_in_their_document():
    spec = Source("s.yaml", "a:\n  b: value\n")
    anchors = (("the spec", Pointer(spec, "/a/b")), ("the key", Pointer(spec, "/a/b", key=True)))
    (one,) = told(fired(rule("a/b"), "one", also=anchors))
    assert [(str(also.place), also.pointer) for also in one.also] == [
        ("s.yaml:2:6", "/a/b"),
        ("s.yaml:2:3", "/a/b"),
    ]
    assert str(one).endswith(" <- s.yaml:2:6")


def test_a_rule_yields_to_what_another_says_of_the_same_subject():
    weak = rule("a/weak", yields_to=("a/strong",))
    strong = rule("a/strong")
    (one,) = told(
        fired(weak, "one", subject="query:x", operation="GET /a"),
        fired(strong, "six", subject="query:x", operation="GET /a"),
    )
    assert one.rule == "a/strong"
    assert [(also.label, str(also.place)) for also in one.also] == [
        ("summary of a/weak", "a.md:1:1")
    ]


def test_a_rule_does_not_yield_to_what_is_said_of_another_subject_or_operation():
    weak, strong = rule("a/weak", yields_to=("a/strong",)), rule("a/strong")
    for subject, operation in (("query:y", "GET /a"), ("query:x", "GET /b")):
        assert len(told(
            fired(weak, "one", subject="query:x", operation="GET /a"),
            fired(strong, "one", subject=subject, operation=operation),
        )) == 2  # fmt: skip


def test_without_a_subject_the_place_decides():
    weak, strong = rule("a/weak", yields_to=("a/strong",)), rule("a/strong")
    (one,) = told(fired(weak, "two"), fired(strong, "one two three"))
    assert (one.rule, one.also[0].label) == ("a/strong", "summary of a/weak")
    assert len(told(fired(weak, "six"), fired(strong, "one two three"))) == 2


def test_what_yields_to_one_that_yields_goes_to_the_last():
    a, b, c = rule("x/a", yields_to=("x/b",)), rule("x/b", yields_to=("x/c",)), rule("x/c")
    (one,) = told(fired(a, "two"), fired(b, "one two"), fired(c, "one two three"))
    assert one.rule == "x/c"
    assert {also.label for also in one.also} == {"summary of x/a", "summary of x/b"}


def test_rules_that_yield_to_each_other_do_not_both_vanish():
    a, b = rule("x/a", yields_to=("x/b",)), rule("x/b", yields_to=("x/a",))
    assert len(told(fired(a, "two"), fired(b, "two"))) == 2


def test_the_same_finding_twice_is_one():
    assert len(told(fired(rule("a/b"), "two"), fired(rule("a/b"), "two"))) == 1


def test_a_fingerprint_does_not_know_lines_but_counts():
    moved = Source("a.md", f"\n\n{TEXT}")
    before = told(fired(rule("a/b"), "one"), fired(rule("a/b"), "six"))
    after = told(fired(rule("a/b"), "one", source=moved), fired(rule("a/b"), "six", source=moved))
    assert [one.fingerprint for one in before] == [one.fingerprint for one in after]
    assert len({one.fingerprint for one in before}) == 2


def test_severities_of_the_config_win_and_operations_lose_their_ids():
    (one,) = told(
        fired(rule("a/b"), "one", operation="GET /pets (listPets)"), severities={"a/b": "info"}
    )
    assert (one.severity, one.operation) == ("info", "GET /pets")


def test_many_findings_that_yield_are_sorted_out_in_reasonable_steps():
    weak, strong = rule("a/weak", yields_to=("a/strong",)), rule("a/strong")
    source = Source("a.md", "x " * 4000)
    spans = [source.span(at * 2, at * 2 + 1) for at in range(4000)]
    hits = [Fired(own, Hit(span, "", {"what": 1})) for own in (weak, strong) for span in spans]
    assert len(told(*hits)) == 4000


def test_fixes_are_carried_over_in_plain_values_and_in_order():
    edits = (Edit(PAGE.span(4, 7), "2"), Edit(PAGE.span(0, 3), "1"))
    hit = Hit(PAGE.span(0, 3), "", {"what": "one"}, fix=Fix(edits, safe=False))
    (one,) = told(Fired(rule("a/b"), hit))
    assert one.fix == Repair((Change("a.md", 0, 3, "1"), Change("a.md", 4, 7, "2")), safe=False)


def test_a_finding_that_is_told_once_speaks_for_each_of_its_places():
    again = TEXT.index("five")
    also = ((AND_HERE, PAGE.span(again, again + 4)),)
    strong = fired(rule("a/strong"), "one", subject="x:one", also=also)
    weak = rule("a/weak", yields_to=("a/strong",))
    (one,) = told(strong, fired(weak, "five", subject="x:five"))
    assert one.rule == "a/strong"
    assert len(told(strong, fired(weak, "six", subject="x:six"))) == 2


def test_another_end_of_a_finding_is_no_place_that_it_speaks_for():
    also = (("the other", PAGE.span(TEXT.index("five"), TEXT.index("five") + 4)),)
    strong = fired(rule("a/strong"), "one", subject="x:one", also=also)
    assert len(told(strong, fired(rule("a/weak", yields_to=("a/strong",)), "five"))) == 2
