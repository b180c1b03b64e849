"""A frame marks what it means, however wide, long or hostile the line is."""

from doclint.model.finding import Place
from doclint.model.source import Source
from doclint.report.frame import WIDTH, clean, columns, frame


def framed(text, marked, label="the page"):
    source = Source("a.md", text)
    start = text.index(marked)
    (line, column), (end_line, end_column) = (
        source.position(at) for at in (start, start + len(marked))
    )
    place = Place("a.md", start, start + len(marked), line, column, end_line, end_column)
    return list(frame(source, place, 5, "^", label))


def test_the_mark_stands_below_what_it_marks():
    assert framed("x\n| a | **b** |\n", "**b**") == [
        "    2 | | a | **b** |",
        "      |       ^^^^^ the page",
    ]


def test_wide_and_combining_characters_and_tabs_are_counted_as_they_show():
    line, mark = framed("名\te\u0301 limit", "limit")
    assert columns(mark[: mark.index("^")]) == columns(line[: line.index("limit")])


def test_a_long_line_is_cut_around_the_mark():
    line, mark = framed(f"{'a ' * 200}limit{' b' * 200}", "limit")
    assert columns(line) <= WIDTH + 8
    assert line[mark.index("^") : mark.index("^") + 5] == "limit"
    assert line.startswith("    1 | ...")
    assert line.endswith("...")


def test_a_mark_longer_than_a_line_is_cut():
    line, mark = framed("a" * 500, "a" * 500)
    assert columns(line) <= WIDTH + 8
    assert "^" * 40 in mark


def test_a_mark_of_several_lines_ends_with_the_first():
    assert framed("one two\nthree", "two\nthree")[1] == "      |     ^^^ the page"


def test_nothing_is_marked_with_one_sign():
    source = Source("a.md", "")
    assert list(frame(source, Place("a.md", 0, 0, 1, 1, 1, 1), 5, "^", "")) == [
        "    1 |",
        "      | ^",
    ]


def test_what_could_move_the_cursor_or_turn_the_text_is_written_out():
    assert clean("a\x1b[31mb\u202ec\x9b\n") == "a\\x1b[31mb\\u202ec\\x9b\\x0a"
    assert "\x1b" not in "".join(framed("a \x1b]8;;x\x07 limit", "limit"))
