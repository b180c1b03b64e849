import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.report.html.visible import embedded, units, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain `code` ü 漢 🐈", "plain `code` ü 漢 🐈"),
        ("a\tb", "a    b"),
        ("abc\u202edef", "abc⟨U+202E⟩def"),
        ("\x00\x1b[31m", "⟨U+0000⟩⟨U+001B⟩[31m"),
        ("zero\u200bwidth\ufeff", "zero⟨U+200B⟩width⟨U+FEFF⟩"),
        ("half \ud83d", "half ⟨U+D83D⟩"),
        ("line\u2028break", "line⟨U+2028⟩break"),
        ("tag \U000e0041", "tag ⟨U+E0041⟩"),
        (
            "👩\u200d💻 می\u200cخواهم",
            "👩\u200d💻 می\u200cخواهم",
        ),  # joiners belong to what is written
    ],
)
def test_what_hides_or_turns_text_is_written_out(text, shown):
    assert visible(text) == shown


@given(st.text())
def test_what_is_shown_has_no_controls_and_can_be_encoded(text):
    shown = visible(text)
    shown.encode("utf-8")
    assert not [one for one in shown if one < " " and one != "\n"]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(st.recursive(st.text(alphabet=st.characters()) | st.integers(), st.lists))
def test_data_come_back_from_a_script_element_as_they_were(data):
    text = embedded(data)
    assert json.loads(text) == data
    assert not set(text) & set("<>&\u2028\u2029\u202e")
    text.encode("utf-8")


def test_nothing_in_data_ends_the_element():
    text = embedded(["</script><!-- <script>", "\ud800"])
    assert "<" not in text
    assert "-->" not in text
    assert json.loads(text) == ["</script><!-- <script>", "\ud800"]


def test_lengths_are_counted_as_browsers_count():
    assert [units(text) for text in ("abc", "ü", "漢", "🐈", "a🐈b")] == [3, 1, 1, 2, 4]
