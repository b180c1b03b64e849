import json

import pytest

from doclint.findings import placed
from doclint.model.source import Source
from doclint.report.html.frames import Frames
from doclint.report.html.visible import visible


def _shown(text, start, end):
    """The lines of a frame, with the mark in brackets, cut as a browser does."""
    source = Source("page.md", text)
    frames = Frames({"page.md": source})
    frames.add(placed(source.span(start, end)))
    _, _, _, top, numbers, row, begin, last, stop, left = frames.all()[0]
    lines = [frames.lines.all()[number] for number in numbers]
    halves = [line.encode("utf-16-le") for line in lines]
    cut = [half.decode("utf-16-le") for half in halves]
    first, final = halves[row], halves[last]
    if row == last:
        marked = first[: 2 * begin] + "[".encode("utf-16-le") + first[2 * begin : 2 * stop]
        cut[row] = (marked + "]".encode("utf-16-le") + first[2 * stop :]).decode("utf-16-le")
    else:
        cut[row] = (first[: 2 * begin] + "[".encode("utf-16-le") + first[2 * begin :]).decode(
            "utf-16-le"
        )
        cut[last] = (final[: 2 * stop] + "]".encode("utf-16-le") + final[2 * stop :]).decode(
            "utf-16-le"
        )
    return top, cut, left


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("plain text here", "text"),
        ("\ttabs\tin front", "front"),
        ("🐈 cats 🐈 in front", "in"),
        ("turned \u202e text", "\u202e"),
        ("x" * 500 + " mark " + "y" * 500, "mark"),
        ("\u200b" * 150 + "mark", "mark"),
    ],
)
def test_a_mark_is_around_the_characters_that_are_meant(line, marked):
    text = f"before\n\n{line}\nafter\n"
    start = text.index(marked)
    top, lines, left = _shown(text, start, start + len(marked))
    assert (top, left) == (1, 0)
    assert f"[{visible(marked)}]" in lines[2]
    assert len(lines[2]) < 1300


def test_the_end_of_a_file_has_a_frame_too():
    assert _shown("one\ntwo", 7, 7) == (1, ["one", "two[]"], 0)
    assert _shown("", 0, 0) == (1, ["[]"], 0)


def test_of_a_long_mark_the_first_lines_are_shown():
    text = "".join(f"line {number}\n" for number in range(1, 31))
    top, lines, left = _shown(text, text.index("line 10"), text.index("line 25"))
    assert (top, left) == (8, 9)
    assert lines[2] == "[line 10"
    assert lines[7] == "line 15]"


def test_lines_and_frames_are_kept_once():
    source = Source("page.md", "same\nsame\nsame\nsame\nsame\nsame\nother\n")
    frames = Frames({"page.md": source})
    places = [placed(source.span(at, at + 4)) for at in (10, 10, 15)]
    assert [frames.add(place) for place in places] == [0, 0, 1]
    assert frames.lines.all() == ["same"]
    assert json.loads(json.dumps(frames.all()))


def test_a_file_that_nobody_has_is_a_place_without_lines():
    source = Source("gone.md", "text")
    frames = Frames({})
    frames.add(placed(source.span(0, 4)))
    assert frames.all() == [(0, 1, 1)]
    assert frames.paths.all() == ["gone.md"]
