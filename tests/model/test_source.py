"""Texts that remember where they stand."""

from doclint.model.source import Source, Span, Text


def _text(written, shown):
    source = Source("page.md", f"# A\n{written}")
    return Text(shown, Span(source, 4, 4 + len(written)))


def test_a_stretch_of_a_text_that_is_written_as_it_reads_stands_where_it_is():
    assert _text("one two", "one two").at(4, 7).text == "two"


def test_a_stretch_of_lines_that_lost_their_marks_is_found_behind_these():
    text = _text("> one\n> two three\n> four", "one\ntwo three\nfour")
    assert text.at(8, 13).text == "three"
    assert text.at(4, 18).text == "two three\n> four"


def test_lines_that_are_not_written_stand_at_the_end():
    assert _text("one", "one\ntwo\nthree").at(5, 6).start == 7


def test_each_of_many_stretches_of_a_long_text_is_found_on_its_own_line():
    text = _text("> abc\n" * 500, "abc\n" * 500)
    found = [text.at(at * 4, at * 4 + 3) for at in range(500)]
    assert {span.text for span in found} == {"abc"}
    assert [span.start for span in found] == [4 + 6 * at + 2 for at in range(500)]
