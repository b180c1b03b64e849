"""Nothing but the edits changes, by a byte: marks, line breaks and what is no text stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.files import decode
from doclint.fix.splice import moved, spliced
from doclint.model.finding import Change

BYTES = st.lists(
    st.sampled_from(
        [
            b"a",
            b"|",
            b" ",
            b"\n",
            b"\r\n",
            b"\r",
            "é".encode(),
            "𝄞".encode(),
            b"\xff",
            b"\0",
            b"\xc3",
        ]
    )
).map(b"".join)
WORDS = st.sampled_from(["", "x", "é", "one\ntwo", "\n", "wörter\n"])


@st.composite
def edited(draw, data=BYTES):
    """Bytes, and changes of their text that do not overlap."""
    before = draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + draw(data)
    length = len(decode("a.md", before).text)
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=6)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    return before, [Change("a.md", start, end, draw(WORDS)) for start, end in pairs]


@given(edited())
def test_every_byte_outside_of_the_edits_is_as_it_was(case):
    before, changes = case
    after = spliced(before, changes)
    if not decode("a.md", before).text:
        return
    rest = after
    last = 0
    for change in changes:
        kept = before[last : _start(before, change.start)]
        assert rest.startswith(kept)
        rest = rest[len(kept) :]
        written = [change.text.replace("\n", end).encode() for end in ("\n", "\r\n", "\r")]
        (new, *_) = [text for text in written if rest.startswith(text)]
        rest = rest[len(new) :]
        last = _start(before, change.end)
    assert rest == before[last:]


def _start(data, offset):
    """Where a character starts, among bytes: characters are counted one by one."""
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    for _ in range(offset):
        at += _width(data, at)
    return at


def _width(data, at):
    """How many bytes make the next character of the text."""
    if data[at : at + 2] == b"\r\n":
        return 2
    for width in (4, 3, 2):
        try:
            if len(data[at : at + width].decode()) == 1:
                return len(data[at : at + width])
        except UnicodeDecodeError:
            continue
    return 1


@given(edited(st.text(alphabet="ab|é\n").map(str.encode)))
def test_the_text_that_is_read_is_the_text_with_the_edits(case):
    before, changes = case
    text, parts, last = decode("a.md", before).text, [], 0
    for change in changes:
        parts += [text[last : change.start], change.text]
        last = change.end
    expected = "".join((*parts, text[last:]))
    assert decode("a.md", spliced(before, changes)).text == expected
    if text:
        assert len(expected) == moved(len(text), changes)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\r\nb\r\n", b"a\r\nX\r\nYb\r\n"),
        (b"a\nb\r\nc\n", b"a\nX\r\nYb\r\nc\n"),
        (b"a\rb", b"a\rX\rYb"),
        (b"\xef\xbb\xbfa\r\nb", b"\xef\xbb\xbfa\r\nX\r\nYb"),
    ],
)
def test_new_lines_end_as_the_one_that_they_come_to_stand_on(before, after):
    assert spliced(before, [Change("a.md", 2, 2, "X\nY")]) == after


def test_no_change_is_no_change():
    data = b"\xef\xbb\xbfa\r\n\xff\0"
    assert spliced(data, []) == data
