"""Looking phrases up finds what the pattern of all phrases finds."""

from hypothesis import example, given
from hypothesis import strategies as st

from doclint.read.vocabulary import _JOINTS, _looked_up, load_vocabulary

WORDS = load_vocabulary()
PARTS = st.sampled_from([*filter(str.isascii, WORDS.headings), *"-_/.() a1", "the", "  "])


@given(st.lists(PARTS, max_size=8).map("".join))
@example("path_parameters")
@example("user_path")
@example("request - body of the response")
def test_a_heading_says_the_same_looked_up_and_matched(heading):
    matched = [
        WORDS.headings[_JOINTS.sub(" ", match[0])] for match in WORDS.phrases.finditer(heading)
    ]
    assert list(_looked_up(heading, WORDS.headings)) == matched
