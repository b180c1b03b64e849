"""Status codes as titles and sentences in other languages than English claim them."""

from __future__ import annotations

import pytest

from doclint.read.answers import titled_status, told_statuses
from tests.build import WORDS
from tests.read.test_values import prose

TOLD = {
    "状态码： 200": ["200"],
    "返回200表示成功": ["200"],
    "创建成功时返回状态码 201。": ["201"],
    "调用成功后返回 204，宠物不存在时返回 404。": ["204", "404"],
    "`200 OK` が返されます。": ["200"],
    "見つからない場合は 404 を返します。": ["404"],
    "HTTP 状态码为 403": ["403"],
    "刪除成功時回傳 204": ["204"],
    "Devuelve 200 si tiene éxito.": ["200"],
    "Responde con 404.": ["404"],
    "Retourne le code de statut 201.": ["201"],
    "Liefert 206 bei Erfolg.": ["206"],
    "Gibt 404 zurück.": ["404"],
    "Возвращает код 404.": ["404"],
    "При успехе возвращается `200`": ["200"],
    "Retorna 404 quando não existe": ["404"],
    "성공 시 201을 반환합니다.": ["201"],
}
NOT_TOLD = [
    "返回 200 条记录",
    "不会返回 404",
    "code 返回 200 表示成功",
    "返回 500 个结果",
    "最多返回 100 个",
    "レスポンスは 200 件まで",
    "Devuelve 200 registros.",
    "Renvoie 300 animaux au plus.",
    "Возвращает 300 записей.",
    "Liefert 206 Tiere.",
    "Retorna 100 itens por página",
    "최대 200개를 반환합니다",
]
TITLED = {
    "状态码： 200": "200",
    "响应示例（200）：": "200",
    "**成功响应**（200 OK）：": "200",
    "レスポンス `200`": "200",
    "レスポンス（404 Not Found）": "404",
    "返回码：400": "400",
    "성공 (201):": "201",
    "成功（200）": "200",
    "失敗時 (404)": "404",
}
NOT_TITLED = [
    "返回 code 为 200",
    "返回 200 条记录",
    "宠物 200 号",
    "注册成功 (200)",
    "创建成功时返回状态码 201。",
    "200",
]


@pytest.mark.parametrize(("text", "codes"), TOLD.items())
def test_a_sentence_claims_statuses(text, codes):
    assert [status.code for status in told_statuses(prose(text), WORDS)] == codes


@pytest.mark.parametrize("text", NOT_TOLD)
def test_counts_denials_and_codes_of_bodies_are_no_statuses(text):
    assert list(told_statuses(prose(text), WORDS)) == []


@pytest.mark.parametrize(("text", "code"), TITLED.items())
def test_a_title_names_a_status(text, code):
    found = titled_status(prose(text), WORDS)
    assert found is not None
    assert found.code == code
    assert found.anchor.text == code


@pytest.mark.parametrize("text", NOT_TITLED)
def test_other_numbers_are_no_statuses(text):
    assert titled_status(prose(text), WORDS) is None


@pytest.mark.parametrize("text", ["返回" * 9000, "返回 200 " * 5000, "404 " * 9000 + "を返す"])
def test_hostile_sentences_are_read_in_no_time(text):
    list(told_statuses(prose(text), WORDS))
