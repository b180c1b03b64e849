"""Words in scripts without spaces end where other known words begin, and nowhere else."""

from __future__ import annotations

import pytest

from doclint.read.scripts import folded, narrow, unnumbered
from tests.build import WORDS

ROLES = {
    "请求参数（Query）": ("request", "query"),
    "1.2.3 请求示例": ("request",),
    "表1 请求参数": ("request",),
    "🧾 请求参数": ("request",),
    "响应Body参数": ("response",),
    "返回参数说明": ("response",),
    "路径参数列表": ("path",),
    "リクエストパラメータ": ("request",),
    "クエリパラメーターの一覧": ("query",),
    "レスポンスボディ": ("response",),
    "请求Header参数": ("header",),
    "回應範例": ("response",),
}


@pytest.mark.parametrize(("heading", "roles"), ROLES.items())
def test_a_title_has_the_roles_of_its_words(heading, roles):
    assert WORDS.roles(heading)[: len(roles)] == roles


@pytest.mark.parametrize(
    "heading", ["说明书", "查询宠物列表", "返回宠物", "事例", "クエリビルダー", "响应时间"]
)
def test_the_front_of_another_word_is_no_role(heading):
    assert WORDS.roles(heading) == ()


PARTS = [
    "请求参数",
    "1.1 请求参数（Query）",
    "响应参数说明",
    "错误码列表",
    "レスポンス例",
    "クエリパラメータ",
    "回應參數",
]


@pytest.mark.parametrize("heading", PARTS)
def test_a_title_made_of_known_words_is_a_part(heading):
    assert WORDS.is_part(heading)


@pytest.mark.parametrize(
    "heading", ["查询宠物", "新增用户请求", "ペット一覧", "创建错误报告", "用户参数配置"]
)
def test_a_title_with_words_of_its_own_is_no_part(heading):
    assert not WORDS.is_part(heading)


GENERIC = [
    "请求URL",
    "1.1.2 URI",
    "一、请求方式",
    "（2）接口地址",
    "🔗 请求地址：",
    "HTTPメソッド",
    "エンドポイント",
]


@pytest.mark.parametrize("heading", GENERIC)
def test_numbers_and_signs_in_front_leave_a_title_generic(heading):
    assert WORDS.is_generic(heading)


def test_a_number_in_front_is_taken_off():
    titles = ["1.2 URI", "一、URI", "（2）URI", "1️⃣ URI", "URI"]
    assert {unnumbered(title) for title in titles} == {"URI"}


def test_full_width_letters_are_as_others_and_keep_their_places():
    text = "取值：Ｙ／Ｎ，１００"
    assert narrow(text) == "取值:Y/N,100"
    assert folded("Ｉｎｔｅｇｅｒ") == "integer"


@pytest.mark.parametrize("text", ["参数" * 5000, "a参" * 5000, "の" * 9000, "参数x " * 3000])
def test_hostile_titles_are_read_in_no_time(text):
    assert isinstance(WORDS.roles(text), tuple)
    assert WORDS.is_part(text) in (True, False)
