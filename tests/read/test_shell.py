"""Commands of a shell: any text is read, and everything stands where it says."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from doclint.model.page import Example
from doclint.model.source import Source, Text
from doclint.read.calls import calls
from doclint.read.shell import commands

PARTS = st.lists(
    st.sampled_from(
        [
            *(
                "curl ",
                "curl.exe ",
                "http ",
                "wget ",
                "$ ",
                "POST ",
                "GET ",
                "HTTP/1.1",
                "-X",
                "-d ",
            ),
            *(
                "--data=",
                "-F ",
                "-sSL",
                "--json ",
                "--url ",
                "-G ",
                "https://a.test/x",
                "/x",
                ":80/",
            ),
            *(
                "?a=1&b=2",
                "{{x}}",
                "${X}",
                "$(x)",
                "<a b>",
                "[h]/x",
                "'",
                '"',
                "$'",
                "`",
                "\\",
                "^",
            ),
            *(" ", "\n", "\\\n", "\\ \n", "^\n", "`\n", "<<EOF", "EOF\n", "@-", "|", ";", "&", "#"),
            *(">", "(", ")", "{", "}", '{"a": 1}', "A: b", "=", "==", ":=", "é", "\t"),
        ]
    ),
    max_size=30,
).map("".join)


def read(text):
    source = Source("page.md", f"~~~\n{text}\n~~~\n")
    span = source.span(4, 4 + len(text))
    return [*calls(Example("", Text(text, span), source.span()))]


@given(PARTS | st.text(max_size=60))
@example("curl https://a.test/x -d '")
@example("curl <<EOF\n")
@example("GET /x\n?a=\n&b")
def test_any_text_is_read_and_each_part_stands_inside(text):
    for command in commands(text):
        assert 0 <= command.start <= command.end <= len(text)
        for word in command.words:
            assert command.start <= word.start <= word.end <= len(text)
            for piece in word.pieces:
                assert word.start <= piece.start <= piece.start + len(piece.value) <= word.end
    for call in read(text):
        fields = (*call.query, *call.headers, *call.form)
        said = [call.naming.path, *(one for f in fields for one in (f.name, f.value) if one)]
        for one in said:
            assert 4 <= one.anchor.start <= one.anchor.end <= 4 + len(text)


@given(PARTS)
def test_what_is_not_escaped_stands_as_it_is_read(text):
    for call in read(text):
        for field in call.query:
            if "'" not in text and '"' not in text and "\\" not in text:
                assert field.name.anchor.text == field.name.value


@pytest.mark.parametrize(
    "unit",
    [
        *("curl '", 'curl "', 'curl "\\\\', "curl $'\\", "curl {{", "curl <a ", "curl $("),
        *("curl \\\n", "GET /{", "GET /(<[{", "http ", "curl a&b="),
        *("wget -", "-d @- <<E\n", "[a "),
    ],
)
def test_a_call_is_read_behind_hostile_lines(unit):
    assert read(unit * 1000) == []
    (call,) = read(unit * 1000 + "\n\ncurl https://a.test/last\n")
    assert call.naming.path.value == "https://a.test/last"


@pytest.mark.parametrize(
    ("unit", "count"),
    [
        ("curl <<E\n", 0),
        ("curl -d 'a\ncurl ", 0),
        ("curl ${", 1),
        ("GET /x\n", 50),
        ("curl https://a/?a=1&", 50),
        ("GET /x?a=1\n&b=2\n", 50),
    ],
)
def test_of_many_calls_the_first_are_read(unit, count):
    assert len(read(unit * 1000)) == count


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("curl https://a.test \\\n  -d '{}'", []),
        ("curl https://a.test\n  -d '{}'", ["lost-continuation"]),
        ("curl https://a.test \\ \n  -d '{}'", ["blank-behind-backslash"]),
        ("curl 'https://a.test \\\n  -d '{}'", ["open-quote"]),
        ("curl https://a.test?a=1&b=2", ["bare-ampersand"]),
        ("curl https://a.test & curl https://b.test", []),
        ("curl https://a.test # it's", []),
    ],
)
def test_faults_are_told(text, codes):
    assert list(dict.fromkeys(f.code for one in commands(text) for f in one.faults)) == codes
