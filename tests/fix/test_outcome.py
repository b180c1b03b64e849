"""What fixes change is shown as a patch that tools take, written, or said."""

import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doclint.files import Folder, encode
from doclint.fix.candidates import Refusal
from doclint.fix.diff import diff
from doclint.fix.outcome import count, refusals, write
from doclint.fix.rounds import Mended, Rewritten
from doclint.model.finding import Change, Finding, Place, Repair
from doclint.model.result import Result

LINES = st.lists(st.sampled_from([b"a", b"b\r", b"", b"\xff", b"c"]), max_size=8)


def finding(path="a.md"):
    place = Place(path, 0, 1, 1, 1, 1, 2)
    fix = Repair((Change(path, 0, 1, "x"),), safe=True)
    return Finding("test/rule", "error", place, "found", "", None, (), "", fix=fix)


def patched(before, after, folder):
    (folder / "a.md").write_bytes(before)
    patch = b"".join(encode(line) + b"\n" for line in diff("a.md", before, after))
    subprocess.run(["git", "apply", "-"], input=patch, cwd=folder, check=True)
    return (folder / "a.md").read_bytes()


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"a\nb\n", b"a\nc\n"),
        (b"a\nb", b"a\nc"),
        (b"a\nb\n", b"a\nb"),
        (b"a\nb", b"a\nb\n"),
        (b"a\r\n\xff\r\n", b"a\r\nx\xff\r\n"),
        (b"\xef\xbb\xbfa\n", b"\xef\xbb\xbfb\n"),
    ],
)
def test_git_applies_the_difference_byte_for_byte(before, after, tmp_path):
    assert patched(before, after, tmp_path) == after


@given(LINES, LINES)
def test_no_difference_is_no_line_and_each_other_has_a_head(one, other):
    before, after = b"\n".join(one), b"\n".join(other)
    lines = list(diff("a.md", before, after))
    assert lines[:2] == ([] if before == after else ["--- a/a.md", "+++ b/a.md"])


def test_files_that_changed_meanwhile_are_not_written_and_their_fixes_not_counted(tmp_path):
    (tmp_path / "a.md").write_bytes(b"a")
    (tmp_path / "b.md").write_bytes(b"somebody was here")
    rewritten = (Rewritten("a.md", b"a", b"x"), Rewritten("b.md", b"b", b"x"))
    mended = Mended(Result(), (finding(), finding("b.md")), files=rewritten)
    faults = dict(write(mended, Folder(str(tmp_path))))
    assert faults == {"b.md": "it was changed meanwhile"}
    assert (tmp_path / "a.md").read_bytes() == b"x"
    assert (tmp_path / "b.md").read_bytes() == b"somebody was here"
    assert (count(mended), count(mended, faults)) == (2, 1)


def test_fixes_that_were_not_made_are_told_the_first_of_many():
    mended = Mended(Result(), refused=(Refusal(finding(), "it does not hold"),) * 12)
    assert next(refusals(mended)) == "doclint: 12 fixes were not made:"
    assert list(refusals(mended))[1] == "  a.md:1 test/rule: it does not hold"
    assert list(refusals(mended))[-1] == "  and 2 more, which `--verbose` tells"
    assert len(list(refusals(mended, every=True))) == 13
    assert list(refusals(Mended(Result()))) == []
