"""Which operation a curl command calls, and where it says so."""

import pytest

from doclint.model.page import Example
from doclint.read.calls import calls
from tests.build import page_of


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
