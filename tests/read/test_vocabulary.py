"""The words of real pages have the roles that their writers meant, and a config can add to them."""

from __future__ import annotations

import pytest

from doclint.read.vocabulary import load_vocabulary, plain, vocabulary_keys
from tests.build import WORDS

COLUMNS = {
    "name": """Parameter, 参数, Field, NAME, **Property**, 名称, `key`, Header, argument, Attribute,
        字段, Query  Parameter, Parameter:, Champ, Parámetro, パラメータ, 参数名,
        Path parameter, "Name" """,
    "type": "Type, 参数类型, 类型, DataType, Data Type, value type, Typ, Tipo, 型",
    "required": """Required, Mandatory, Req., Req'd?, 是否必选, Required?, 是否必需, 是否必填, M/O,
        Is required, Obligatoire, 必須, Required:, **Required**""",
    "optional": "Optional, Optional?, 可选",
    "nullable": "Nullable, Can be null",
    "place": "In, Param Type, Location, Located in, Parameter type, 参数位置",
    "default": "Default, Default value, 默认值, Valeur par défaut",
    "enum": "Possible values, Enum, Allowed Values, 取值",
    "description": "Description, Comments, 描述, 说明, Notes, Beschreibung, Meaning",
    "code": "Status Code, 状态码, HTTP Code, status, Code, HTTP status code",
    "error_code": "Error code, Error Code, 错误码, error",
    "cause": "Possible reasons, Cause",
    "message": "Message, 错误信息",
    "method": "Method, HTTP method, HTTP Request Method, 请求方式",
    "path": "Path, URL, URI, Endpoint, 请求路径",
}
UNKNOWN_COLUMNS = ["", "Frobnication", "---", "Parameter and type", "no"]

HEADINGS = {
    "Path Parameters": "path",
    "path-parameters": "path",
    "URL params": "url",
    "路径参数": "path",
    "Query Parameters": "query",
    "Query string": "query",
    "query_parameters": "query",
    "OData Query Parameters": "query",
    "Request headers": "header",
    "HTTP Headers": "header",
    "请求头": "header",
    "Request Body": "body",
    "Form data": "body",
    "JSON Body": "body",
    "请求消息": "body",
    "Response": "response",
    "Returns": "response",
    "返回值": "response",
    "响应参数": "response",
    "Response Headers": "response_header",
    "Errors": "error",
    "Error codes": "error",
    "Possible errors": "error",
    "错误码": "error",
    "Status Codes": "status",
    "状态码": "status",
    "Cookies": "cookie",
    "Parameters": "parameters",
    "参数说明": "parameters",
    "Example": "example",
    "请求示例": "request",
    "响应示例": "response",
}


@pytest.mark.parametrize(("role", "titles"), COLUMNS.items())
def test_each_title_of_a_column_has_its_role(role, titles):
    found = {title.strip(): WORDS.column(title) for title in titles.split(",")}
    assert found == dict.fromkeys(found, role)


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Required (Y/N)", "required"),
        ("Parameter(s)", "name"),
        ("Field / Parameter", "name"),
        ("Field or Property", "name"),
        ("Description (optional)", "description"),
        ("参数（必填）", "name"),
    ],
)
def test_what_stands_in_brackets_or_means_the_same_changes_no_role(title, role):
    assert WORDS.column(title) == role


@pytest.mark.parametrize("title", ["Name/Type", "Type or Value", "(Name)", "Name or ID", "/"])
def test_words_apart_that_mean_different_things_have_no_role(title):
    assert WORDS.column(title) is None


@pytest.mark.parametrize("title", UNKNOWN_COLUMNS)
def test_other_titles_have_no_role(title):
    assert WORDS.column(title) is None


@pytest.mark.parametrize(("heading", "role"), HEADINGS.items())
def test_the_longest_words_of_a_heading_give_its_role(heading, role):
    assert WORDS.roles(heading)[0] == role


@pytest.mark.parametrize(
    "heading", ["Bodyguards", "Pathfinder", "Headerless", "Subqueries", "Cookiecutter", "List pets"]
)
def test_parts_of_other_words_are_no_roles(heading):
    assert WORDS.roles(heading) == ()


@pytest.mark.parametrize(
    "heading",
    [
        "HTTP request",
        "HTTP Request",
        "URI",
        "Endpoint",
        "**Endpoint:**",
        "Request URL",
        "请求",
        "接口",
    ],
)
def test_generic_headings_name_nothing_of_their_own(heading):
    assert WORDS.is_generic(heading)


def test_a_title_of_its_own_is_not_generic():
    assert not WORDS.is_generic("List endpoints")


YES = "Yes, yes, 是, TRUE, true, **true**, `true`, Required, Mandatory, ✓, M, Oui, はい, Required."
NO = "No, 否, false, FALSE, Optional, optional, not required, O, Non, いいえ"


@pytest.mark.parametrize(("words", "truth"), [(YES, True), (NO, False)])
def test_cells_under_required_are_understood_in_each_spelling(words, truth):
    found = {word.strip(): WORDS.truth(word) for word in words.split(",")}
    assert found == dict.fromkeys(found, truth)


@pytest.mark.parametrize(
    "text", ["", "-", "Required if `a` is set", "Conditional", "No more than 3", "see below", "1"]
)
def test_conditions_and_other_texts_are_neither_yes_nor_no(text):
    assert WORDS.truth(text) is None


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("path", "path"),
        ("Query", "query"),
        ("URL", "path"),
        ("query string", "query"),
        ("formData", "body"),
        ("`header`", "header"),
        ("cookie", "cookie"),
        ("string", None),
        ("", None),
    ],
)
def test_cells_under_in_say_where_a_parameter_goes(text, place):
    assert WORDS.place(text) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The id, as part of the path.", "path"),
        ("Passed as a query parameter", "query"),
        ("A query string parameter, in the path of least effort", None),
        ("The path of the file", None),
        ("An HTTP header", "header"),
    ],
)
def test_a_description_says_where_only_if_it_says_one_place(text, place):
    assert WORDS.placed(text) == place


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("  **Query   Parameter**: ", "query parameter"),
        ("Required?", "required"),
        ("`name`", "name"),
        ("参数：", "参数"),
        ("\n", ""),
        ("***", ""),
        ("Ünïcode\tName!", "ünïcode name"),
    ],
)
def test_titles_are_compared_without_their_marks(written, compared):
    assert plain(written) == compared


def test_what_is_compared_is_compared_with_itself():
    for text in ("**a:**", "a:*", "`a`: ", "a?:*_", "“a”:", "Key : ", "~a~"):
        assert plain(plain(text)) == plain(text)


def test_a_config_adds_words_and_takes_none():
    words = load_vocabulary(
        {
            "name-column": ["Rubrik"],
            "error-code-column": ["Kennung"],
            "query-heading": ["Suchfelder"],
            "generic-heading": ["Aufruf"],
            "yes-words": ["jawohl"],
            "string-type": ["zkette"],
        }
    )
    assert words.column("RUBRIK") == words.column("Parameter") == "name"
    assert words.column("kennung") == "error_code"
    assert words.roles("Die Suchfelder") == ("query",)
    assert words.is_generic("aufruf")
    assert words.is_generic("URI")
    assert words.truth("Jawohl") is True
    assert words.types["zkette"] == {"string"}
    assert WORDS.column("Rubrik") is None
    assert WORDS.roles("Suchfelder") == ()


@pytest.mark.parametrize("key", vocabulary_keys())
def test_each_key_that_a_config_may_have_is_taken(key):
    assert load_vocabulary({key: ["zzz"]})


@pytest.mark.parametrize("key", ["nam-column", "column", "", "name", "yes-heading", "string-typ"])
def test_another_key_is_an_error(key):
    with pytest.raises(KeyError):
        load_vocabulary({key: ["zzz"]})


def test_words_of_a_config_with_the_signs_of_patterns_are_words():
    words = load_vocabulary({"query-heading": ["q (all) +"], "deprecated-words": ["[old]"]})
    assert words.roles("Q (all) + more")[0] == "query"
    assert words.deprecation.search("this is [old] stuff")
    assert not words.deprecation.search("gold")


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("✅ Yes", True),
        ("❌ No", False),
        ("✔ required", True),
        ("❌ Yes", None),
        ("✅ if sold", None),
    ],
)
def test_a_sign_and_a_word_say_the_same_or_nothing(text, truth):
    assert WORDS.truth(text) is truth
