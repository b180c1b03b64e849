"""Whatever is wrong with a page: fixes end, break nothing and change no byte that they need not."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doclint.config import Config
from doclint.files import Folder, Memory, encode, raw
from doclint.fix import rounds
from doclint.fix.outcome import difference
from doclint.fix.rounds import mend
from doclint.fix.splice import spliced
from doclint.reading import Reading
from doclint.rules.catalog import catalog, select
from doclint.run import lint
from tests.corpus import CORPUS, needs_corpus, real_files

GENERATE = Path(__file__).parents[2] / "benchmarks" / "generate.py"
SPEC = "openapi.json"
RULES = select(catalog())
OTHERS = {"integer": "string", "string": "boolean", "boolean": "number", "number": "integer"}
METHODS = {"GET": "PUT", "PUT": "PATCH", "POST": "PATCH", "PATCH": "POST", "DELETE": "GET"}
COMMENT = "<!-- doclint: ignore[table/cell-count] no reason -->\n\n"

# What is planted: a pattern, and what one of its matches becomes.
PLANTS = {
    "comma at the end": (r"([^,{\[\s])(\n\s*[}\]])", r"\1,\2"),
    "comma lost": (r",(\n\s*\")", r"\1"),
    "word of Python": (r"\b(true|false)(?=,?\n)", lambda match: match[0].title()),
    "single quotes": (r"\"(\w+)\"(?=,?\n)", r"'\1'"),
    "key without quotes": (r"\"(\w+)\":", r"\1:"),
    "bracket lost": (r"\n\s*\}(?=,?\n)", ""),
    "glued rows": (r"\|\n\| (?!---)", "| | "),
    "blank line": (r"\|\n(\| [^-])", r"|\n\n\1"),
    "bare pipe": (r"\| (\w+) \|", r"| \1|x |"),
    "dashes lost": (r"\| --- \|\n", "|\n"),
    "cell lost": (r"\| [^|\n]+ \|\n", "|\n"),
    "other type": (r"\| (integer|string|boolean|number) \|", lambda m: f"| {OTHERS[m[1]]} |"),
    "other mark": (r"\| (Yes|No) \|", lambda m: "| No |" if m[1] == "Yes" else "| Yes |"),
    "other method": (r"\b(GET|POST|PUT|PATCH|DELETE)(?= [/'])", lambda m: METHODS[m[1]]),
    "slip in a path": (r"(/v1/\w+/\w+)s\b", r"\1"),
    "segment lost": (r"/v1/\w+(?=/)", "/v1"),
    "other placeholder": (r"\{(\w+)_id\}", r"{\1}"),
    "other default": (r"Default: `\w+`", "Default: `9`"),
    "other value": (r"`(metric|auto|newest)`", r"`\1s`"),
    "slip in a name": (r"\| (`?\w{3})\w(\w+`? \|)", r"| \1\2"),
    "row lost": (r"\n\| `?\w+`? \|[^\n]*(?=\n\|)", ""),
    "row twice": (r"\n(\| `?\w+`? \|[^\n]*)(?=\n\|)", r"\n\1\n\1"),
    "other words": (r"(404 ?\|? )Not Found", r"\1Forbidden"),
    "comment of ours": (r"^(## )", COMMENT + r"\1"),
    "date for a title": (r"^title: .*$", "title: 2024-05-01"),
    "colon in a title": (r"^(title: \w+) (.*)$", r"\1: \2"),
    "fence without end": (r"\n```\n\n", "\n\n"),
    "label of a fence": (r"```(?:bash|http)", "```json"),
    "back-tick lost": (r"\| `(\w+) ?`", r"| `\1"),
    "anchor": (r"\Z", "\nSee [this](#respons-body).\n"),
}  # fmt: skip


@pytest.fixture(scope="module")
def generated(tmp_path_factory):
    """Pages in all styles that agree with a spec, by path."""
    out = tmp_path_factory.mktemp("generated")
    subprocess.run([sys.executable, str(GENERATE), str(out), "--pages", "24"], check=True)
    return {path.relative_to(out).as_posix(): path.read_text("utf-8") for path in out.rglob("*.*")}


def planted(text: str, names: list[str], seed: int) -> str:
    """The text with things wrong, each somewhere."""
    chance = random.Random(seed)
    for name in names:
        pattern, by = PLANTS[name]
        found = [*re.finditer(pattern, text, re.M)]
        if found:
            match = chance.choice(found)
            new = match.expand(by) if isinstance(by, str) else by(match)
            text = text[: match.start()] + new + text[match.end() :]
    return text


def written(text: str, breaks: str, *, mark: bool, ended: bool, odd: int | None) -> str:
    """The text as a file has it: with line breaks of a kind, perhaps with bytes that are none."""
    chance = random.Random(len(text))
    lines = (text if ended else text.rstrip("\n")).split("\n")
    ends = {"mixed": ("\n", "\r\n")}.get(breaks, (breaks,))
    text = "".join(line + chance.choice(ends) for line in lines[:-1]) + lines[-1]
    if odd is not None:
        at = odd % (len(text) + 1)
        text = f"{text[:at]}\udcff{text[at:]}"
    return ("\ufeff" if mark else "") + text


class Mending:
    """What fixes make of some files, and each step on the way."""

    def __init__(self, files, paths, *, unsafe, reading, specs=()):
        self.steps = []

        def run(own, _wide):
            return lint(own, paths, Config(), RULES, specs, mapped=True, reading=reading)

        def spy(data, changes):
            changes = [*changes]
            after = spliced(data, changes)
            self.steps.append((data, changes, after))
            return after

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rounds, "spliced", spy)
            self.before = run(files, False)
            self.mended = mend(files, run, unsafe=unsafe)
        self.over = Memory({one.path: raw(one.after) for one in self.mended.files}, files)
        self.again = mend(self.over, run, unsafe=unsafe)

    def assert_laws(self):
        """All that is true of any fixes."""
        assert self.again.files == ()
        assert not self.mended.result.crashes
        assert [*self.new()] == []
        for data, changes, after in self.steps:
            assert_only_changed_there(data, changes, after)

    def new(self):
        """The findings that were not there, but for those where one was attached to another."""
        was, now = (Counter(map(said, one.findings)) for one in (self.before, self.mended.result))
        attached = {
            tail(also.place, self.before) for one in self.before.findings for also in one.also
        }
        more = now - was
        for finding in self.mended.result.findings:
            known = said(finding) not in more or tail(finding.place, self.mended.result) in attached
            if not known:
                yield f"{finding.rule}: {finding}"


def tail(place, result):
    """A place by what stands from there to the end of its line, wherever that is by now."""
    source = result.sources.get(place.path)
    return place.path, source.line(place.line)[place.column - 1 :] if source else ""


def said(finding):
    return finding.rule, finding.place.path, finding.message, finding.operation


def assert_only_changed_there(data, changes, after):
    """What stands between edits is the same, byte by byte, and new lines end as others do."""
    text, at, out = raw(data), 0, raw(after)
    offsets = written_offsets(text)
    place = 0
    for change in sorted(changes):
        start, end = offsets[change.start], offsets[change.end]
        kept = text[at:start]
        assert out.startswith(kept, place)
        place += len(kept)
        ways = (change.text.replace("\n", end) for end in ("\n", "\r\n", "\r"))
        new = next(way for way in ways if out.startswith(way, place))
        if "\n" in change.text and re.search("[\r\n]", text):
            assert set(re.findall("\r\n|\r|\n", new)) <= set(re.findall("\r\n|\r|\n", text))
        place, at = place + len(new), end
    assert out[place:] == text[at:]


def written_offsets(text: str) -> list[int]:
    """For each offset of a text as it is read where that is in the file."""
    found, at = [], 0
    if text.startswith("\ufeff"):
        at = 1
    while at <= len(text):
        found.append(at)
        at += 2 if text.startswith("\r\n", at) else 1
    return found


READING = Reading()
WRITTEN = st.fixed_dictionaries(
    {
        "names": st.lists(st.sampled_from(sorted(PLANTS)), min_size=1, max_size=6),
        "seed": st.integers(0, 99),
        "breaks": st.sampled_from(["\n", "\n", "\r\n", "\r", "mixed"]),
        "mark": st.booleans(),
        "ended": st.booleans(),
        "odd": st.none() | st.integers(0, 4000),
    }
)


@settings(max_examples=40)
@given(style=st.integers(0, 23), how=WRITTEN)
@pytest.mark.parametrize("unsafe", [False, True])
def test_a_page_with_things_wrong(generated, style, how, unsafe):
    path = sorted(one for one in generated if one.endswith(".md"))[style]
    text = planted(generated[path], how.pop("names"), how.pop("seed"))
    page = written(text, **how)
    files = Memory({path: page, SPEC: generated[SPEC]})
    run = Mending(files, [path], unsafe=unsafe, reading=READING, specs=[SPEC])
    run.assert_laws()
    assert all(one.path == path for one in run.mended.files)


@pytest.fixture(scope="module")
def spoilt(generated):
    """All pages, each with some things wrong, in many ways to end lines."""
    texts = {}
    for number, (path, text) in enumerate(sorted(generated.items())):
        chance = random.Random(number)
        if path != SPEC:
            text = planted(text, chance.choices(sorted(PLANTS), k=4), number)
            ends = chance.choice(["\n", "\r\n", "mixed"])
            text = written(text, ends, mark=number % 5 == 0, ended=number % 3 > 0, odd=None)
        texts[path] = text
    return texts


@pytest.mark.parametrize("unsafe", [False, True])
def test_pages_with_things_wrong_taken_together(spoilt, unsafe):
    run = Mending(Memory(spoilt), ["."], unsafe=unsafe, reading=Reading())
    run.assert_laws()
    assert len(run.mended.fixed) > 20


@pytest.mark.parametrize("tool", [["git", "apply"], ["patch", "-p1", "--binary", "-s"]])
def test_a_difference_that_is_applied_gives_what_fixing_writes(spoilt, tool, tmp_path):
    if shutil.which(tool[0]) is None:
        pytest.skip(f"there is no {tool[0]}")
    run = Mending(Memory(spoilt), ["."], unsafe=True, reading=Reading())
    for path, text in spoilt.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(encode(text))
    lines = b"".join(encode(line) + b"\n" for line in difference(run.mended))
    subprocess.run(tool, cwd=tmp_path, input=lines, check=True)
    wanted = {path: encode(text) for path, text in spoilt.items()}
    wanted |= {one.path: one.after for one in run.mended.files}
    assert {path: (tmp_path / path).read_bytes() for path in wanted} == wanted


@needs_corpus
def test_real_pages():
    """Some of them, each by itself; with their specs it is done at scale by hand."""
    pages = real_files(".md", ".mdx", ".rst")
    for page in random.Random(1).sample(pages, min(len(pages), 25)):
        path = page.relative_to(CORPUS).as_posix()
        run = Mending(Folder(str(CORPUS)), [path], unsafe=True, reading=Reading())
        run.assert_laws()
