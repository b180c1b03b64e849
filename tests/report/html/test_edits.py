from hypothesis import given
from hypothesis import strategies as st

from doclint.model.finding import Change, Repair
from doclint.model.source import Source
from doclint.report.html.edits import hunks
from doclint.report.html.frames import Frames

TEXT = st.text(alphabet="ab |`\n🐈\u202e", max_size=60)


def _hunks(text, *changes):
    """Each hunk as a browser puts it together: line, lines before, lines after, what to copy."""
    source = Source("page.md", text)
    frames = Frames({"page.md": source})
    repair = Repair(tuple(Change("page.md", *change) for change in changes), safe=True)
    for path, line, numbers, news, raw in [*hunks(repair, {"page.md": source}, frames)]:
        assert frames.paths.all()[path] == "page.md"
        before = [frames.lines.all()[number] for number in numbers]
        after = [_line(new, before) for new in news]
        yield line, before, after, "\n".join(after) if raw == 0 else raw


def _line(new, before):
    if isinstance(new, str):
        return new
    row, start, end, middle = new
    old = before[row].encode("utf-16-le")
    tail = old[len(old) - 2 * end :]
    return old[: 2 * start].decode("utf-16-le") + middle + tail.decode("utf-16-le")


def test_an_edit_shows_its_line_before_and_after():
    text = "one\n| `limit` | string | No |\nthree\n"
    start = text.index("string")
    before, after = "| `limit` | string | No |", "| `limit` | integer | No |"
    assert [*_hunks(text, (start, start + 6, "integer"))] == [(2, [before], [after], after)]


def test_edits_of_one_line_are_one_and_those_far_apart_are_two():
    text = "ab\ncd\nef\ngh\nij\n"
    assert [*_hunks(text, (0, 1, "X"), (1, 2, "Y"))] == [(1, ["ab"], ["XY"], "XY")]
    assert [line for line, *_ in _hunks(text, (0, 1, "X"), (12, 13, "Y"))] == [1, 5]


def test_new_lines_and_lines_that_go():
    assert [*_hunks("a\nb\n", (2, 2, "new\n"))] == [(2, [], ["new"], "new")]
    assert [*_hunks("a\nb\nc\n", (2, 4, ""))] == [(2, ["b"], [], "")]


def test_what_is_copied_is_what_is_written_and_not_what_is_shown():
    [(_, _, after, raw)] = _hunks("a\tb\n", (0, 1, "\u202ex"))
    assert after == ["⟨U+202E⟩x    b"]
    assert raw == "\u202ex\tb"


def test_long_lines_are_shown_around_what_changes():
    text = "x" * 900 + "OLD" + "y" * 900
    [(_, before, after, raw)] = _hunks(text, (900, 903, "NEW"))
    assert "OLD" in before[0]
    assert len(before[0]) < 300
    assert after[0] == before[0].replace("OLD", "NEW")
    assert raw == text.replace("OLD", "NEW")
    [(_, _, _, raw)] = _hunks("x" * 9000, (5, 6, "y"))
    assert raw is None


@given(TEXT, st.integers(0, 60), st.integers(0, 10), TEXT)
def test_an_edit_told_in_lines_is_the_edit(text, start, length, new):
    start = min(start, len(text))
    end = min(start + length, len(text))
    changed = text[:start] + new + text[end:]
    for line, before, after, raw in _hunks(text, (start, end, new)):
        lines = text.split("\n")
        if len(before) <= 12 and len(after) <= 12:
            kept = raw.split("\n") if after else []
            assert [*lines[: line - 1], *kept, *lines[line - 1 + len(before) :]] == changed.split(
                "\n"
            )
