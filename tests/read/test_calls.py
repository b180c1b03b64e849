"""Which operation a curl command calls, and where it says so."""

import pytest

from doclint.model.page import Example
from doclint.read.calls import calls
from tests.build import contracts_of, page_of


def called(code, info="bash"):
    page = page_of(f"```{info}\n{code}\n```\n")
    (example,) = [block for block in page.blocks() if isinstance(block, Example)]
    return [
        (call.naming.method.value, call.naming.path.value, call.naming.path.anchor.text)
        for call in calls(example)
    ]


@pytest.mark.parametrize(
    ("code", "method", "address"),
    [
        ("curl https://api.test/boats", "GET", "https://api.test/boats"),
        ("curl -X DELETE 'https://api.test/boats/7'", "DELETE", "https://api.test/boats/7"),
        ('curl --request PUT "https://api.test/boats/7"', "PUT", "https://api.test/boats/7"),
        ("curl -XPATCH https://api.test/boats", "PATCH", "https://api.test/boats"),
        ("curl -d '{\"a\": 1}' https://api.test/boats", "POST", "https://api.test/boats"),
        ("curl -G -d a=1 https://api.test/boats", "GET", "https://api.test/boats"),
        ("curl -I https://api.test/boats", "HEAD", "https://api.test/boats"),
        ("curl $HOST/boats", "GET", "$HOST/boats"),
        ("curl {base}/boats", "GET", "{base}/boats"),
        ("$ curl \\\n  -H 'A: b' \\\n  https://api.test/boats", "GET", "https://api.test/boats"),
    ],
)
def test_a_command_says_its_method_and_address(code, method, address):
    assert called(code) == [(method, address, address)]


def test_an_address_inside_of_data_is_not_called():
    code = "curl -d 'hook=https://other.test/x' https://api.test/hooks"
    assert called(code) == [("POST", "https://api.test/hooks", "https://api.test/hooks")]


def test_two_commands_are_two_calls():
    assert [path for _, path, _ in called("curl https://a.test/x\ncurl https://a.test/y")] == [
        "https://a.test/x",
        "https://a.test/y",
    ]


def test_text_without_a_command_calls_nothing():
    assert called("fetch https://api.test/boats") == []


def test_a_command_in_a_list_item_is_found_where_it_stands():
    page = page_of("- First:\n\n  ```bash\n  curl \\\n    https://api.test/boats\n  ```\n")
    (example,) = [block for block in page.blocks() if isinstance(block, Example)]
    (call,) = calls(example)
    assert call.naming.path.anchor.text == "https://api.test/boats"


def one(code):
    page = page_of(f"```\n{code}\n```\n")
    (example,) = [block for block in page.blocks() if isinstance(block, Example)]
    (call,) = calls(example)
    return call


def fields(given):
    return [(one.name.value, one.value and one.value.value) for one in given]


@pytest.mark.parametrize(
    ("code", "method", "path", "query"),
    [
        ("curl -sSLXPOST 'https://a.test/x?b=1&c'", "POST", "https://a.test/x", "b=1 c="),
        ("curl.exe --request=PUT localhost:80/x", "PUT", "/x", ""),
        ("curl -G --url $HOST/x --data-urlencode 'b=1 2'", "GET", "$HOST/x", "b=1 2"),
        ("curl -o out.json -T pet.png https://a.test/x", "PUT", "https://a.test/x", ""),
        ("curl -X POST ^\n  [host]/x", "POST", "/x", ""),
        ("curl -X POST `\n  <host>/x", "POST", "/x", ""),
        ("http :8080/x b==1 Accept:text/csv", "GET", "/x", "b=1"),
        ("http PATCH a.test/x b=1", "PATCH", "/x", ""),
        ("wget --method=DELETE https://a.test/x", "DELETE", "https://a.test/x", ""),
        ("GET /x?b=1\n  &c=2 HTTP/1.1\nHost: a.test", "GET", "/x", "b=1 c=2"),
        (
            "PUT https://a.test/x/{id | name}/f(b='1')",
            "PUT",
            "https://a.test/x/{id | name}/f(b='1')",
            "",
        ),
    ],
)
def test_a_call_is_read_in_any_common_spelling(code, method, path, query):
    call = one(code)
    assert call.naming.method.value == method
    assert call.naming.path.value == path
    assert " ".join(f"{name}={value or ''}" for name, value in fields(call.query)) == query


@pytest.mark.parametrize(
    ("code", "body"),
    [
        ("curl a.test/x -d '{\"a\": 1}'", '{"a": 1}'),
        ('curl a.test/x --data-raw "{\\"a\\": 1}"', '{"a": 1}'),
        ("curl a.test/x --json $'it\\'s'", "it's"),
        ("curl a.test/x -d @- <<'EOF'\n{}\nEOF", "{}\n"),
        ("curl a.test/x -d @pet.json", None),
        ("wget --post-data='a=1' a.test/x", "a=1"),
        ("POST /x HTTP/1.1\nHost: a\n\n{}\n\nHTTP/1.1 200 OK", "{}"),
    ],
)
def test_the_data_of_a_call_is_what_is_sent(code, body):
    assert one(code).body == body


def test_headers_and_fields_of_forms_stand_where_they_are():
    call = one("curl a.test/x -H 'Accept: text/csv' -F a=1 -F b=@c.png --json '{}'")
    assert fields(call.headers) == [("Accept", "text/csv"), ("Content-Type", "application/json")]
    assert fields(call.form) == [("a", "1"), ("b", "@c.png")]
    assert [each.name.anchor.text for each in call.headers] == ["Accept", "--json"]


def test_a_method_is_stated_or_follows():
    assert one("curl -X GET a.test/x").stated
    assert not one("curl a.test/x").stated
    assert one("curl -X $METHOD a.test/x").naming.method is None


def test_samples_in_front_of_a_heading_belong_to_it():
    text = "# Pets\n\n## GET /a\n\n~~~\ncurl -X POST $H/b\n~~~\n\n## POST /b\n\nNew.\n"
    found = {each.title: len(each.calls) for each in contracts_of(text)}
    assert found.get("POST /b") == 1
    assert found.get("GET /a", 0) == 0
