"""Operations, denials, captions and deprecations as pages in other languages write them."""

from __future__ import annotations

import pytest

from doclint.read.types import read_type
from doclint.read.vocabulary import _builtin, plain
from tests.build import WORDS, contract_of, members_of, namings_of, table

NAMED = {
    "headings": "##### 请求URL\n\n- ` https://a.example/pets `\n\n##### 请求方式\n\n- POST",
    "bold labels": "**请求URL：**\n- `/pets`\n\n**请求方式：**\n- POST",
    "labels with values": "**接口地址**:`/pets`\n\n**请求方式**:`POST`",
    "quotes": "#### 接口URL\n> /pets\n\n#### 请求方式\n> POST",
    "Japanese headings": "## HTTPメソッド\n\nPOST\n\n## APIパス\n\n/pets",
    "a method called a type": "**接口路径：** `/pets`\n\n**请求类型：** POST",
    "a table with a method called a type": table(
        "参数 | 说明", "路径 | `/pets`", "请求类型 | POST"
    ),
    "labels with signs": "**Point d'accès :** `/pets`\n\n**Méthode :** POST",
    "labels with hyphens": "**Request-URL:** `/pets`\n\n**Request-Methode:** POST",
    "a turned table": table("项目 | 内容", "接口地址 | /pets", "请求方法 | POST"),
    "a method with its format": "**请求方式**：POST（application/json）\n\n**请求地址**：`/pets`",
}
DENIED = {
    "**查询参数**：无": ["query"],
    "クエリパラメータはありません。": ["query"],
    "该接口无请求头参数。": ["header"],
    "请求体：无": ["body"],
    "无状态的请求头": [],
    "查询参数不能为空": [],
}
DEPRECATED = [
    "该字段已废弃",
    "电话，已废弃，请使用 phone",
    "（废弃）",
    "このフィールドは非推奨です",
]
CURRENT = [
    "废弃的订单数",
    "状态：0-草稿 1-发布 2-废弃",
    "草稿，发布，废弃",
    "1：已废弃",
    "状态为已废弃的订单",
]
TYPES = {
    "字符串数组": ["array"],
    "文字列の配列": ["array"],
    "Ｉｎｔｅｇｅｒ": ["integer"],
    "数字": ["integer", "number"],
    "字符串或整数": ["integer", "string"],
    "целое число": ["integer"],
}

MARKED = {
    "必填，名称": True,
    "必填 名称": True,
    "必填：用户名": True,
    "可选参数，默认 10": False,
    "可选的。名称": False,
    "任意。名前": False,
    "必須です。名前": True,
    "[任意] 名前": False,
    "필수. 이름": True,
    "Обязательный параметр. Имя": True,
    "可选值：`x`、`y`": None,
    "可选：x、y": None,
    "可选范围 1-10": None,
    "必须为正整数": None,
    "任意の文字列": None,
    "任意长度的字符串": None,
    "省略可能な値の一覧": None,
    "必須チェックの有無": None,
    "선택한 항목": None,
    "필수 조건 목록": None,
    "обязательные поля формы": None,
}
TRUTHS = {
    "是（必填）": True,
    "필수(O)": True,
    "선택(X)": False,
    "Ja ✅": True,
    "❌ No": False,
    "是（可选）": None,
    "non (défaut `5`)": False,
    "no (default 5)": False,
    "否（默认 5）": False,
    "yes (if `a` is set)": None,
    "no (depends)": None,
    "是 否": None,
}


@pytest.mark.parametrize("text", NAMED.values(), ids=NAMED)
def test_an_operation_is_named(text):
    ((naming,),) = namings_of(f"# 新增宠物\n\n{text}\n")
    assert naming.replace("https://a.example", "") == "POST /pets"


@pytest.mark.parametrize(("text", "wheres"), DENIED.items())
def test_a_short_text_denies_parameters(text, wheres):
    contract = contract_of(f"# 查询宠物\n\nGET /pets\n\n{text}\n")
    assert [claim.where for claim in contract.claims] == wheres


@pytest.mark.parametrize("text", DEPRECATED)
def test_what_is_deprecated_is_told(text):
    assert WORDS.deprecation.search(text)


@pytest.mark.parametrize("text", CURRENT)
def test_a_state_among_values_deprecates_nothing(text):
    assert not WORDS.deprecation.search(text)


@pytest.mark.parametrize(("text", "required"), MARKED.items())
def test_a_mark_is_a_word_of_its_own(text, required):
    (member,) = members_of(
        f"# GET /pets\n\n## Query\n\n{table('Name | Description', f'a | {text}')}"
    )
    assert (member.required and member.required.value) == required


@pytest.mark.parametrize(("text", "truth"), TRUTHS.items())
def test_a_word_and_what_is_beside_it_must_agree(text, truth):
    assert WORDS.truth(text) is truth


@pytest.mark.parametrize(("words", "kinds"), TYPES.items())
def test_types_are_read(words, kinds):
    found = read_type(words, WORDS)
    assert found is not None
    assert sorted(found.kinds) == kinds


def test_a_line_in_a_quote_speaks_for_the_example_behind_it():
    contract = contract_of("# 新增\n\nPOST /pets\n\n> Body 请求参数\n\n```json\n{}\n```\n")
    assert [sample.role for sample in contract.samples] == ["request"]


def test_our_words_are_written_as_they_are_compared():
    data = _builtin()
    words = [word for role in ("columns", "types") for each in data[role].values() for word in each]
    words += data["generic"]["headings"]
    assert [word for word in words if plain(word) != word] == []
    headings = [word for each in data["headings"].values() for word in each]
    assert [word for word in headings if word != word.lower() or "-" in word or "_" in word] == []
