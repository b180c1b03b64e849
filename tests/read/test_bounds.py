"""Defaults, limits and values as pages in other languages than English tell them."""

from __future__ import annotations

import pytest

from doclint.read.values import read_default, read_enum, read_limits
from tests.build import WORDS
from tests.read.test_values import prose

DEFAULTS = {
    "默认20，最大100": "20",
    "默认值：10": "10",
    "缺省值：0": "0",
    "默认为10条": "10",
    "不传默认为10": "10",
    "如果不传，默认10": "10",
    '默认值为 "asc"': "asc",
    "默认：desc": "desc",
    "預設值：20": "20",
    "デフォルト：10": "10",
    "デフォルトは20です": "20",
    "既定 `20`、最大 `100`": "20",
    "省略時は 20": "20",
    "Standardwert: 20": "20",
    "Par défaut : `asc`": "asc",
    "Valor por defecto: 20": "20",
    "по умолчанию 20, не более 100": "20",
    "기본값은 20입니다": "20",
    "默认值：１０": "10",
    "По умолчанию используется `20`.": "20",
    "Действие. По умолчанию `assign`": "assign",
    "по умолчанию — 20": "20",
    "Default ist 20.": "20",
    "(défaut : `asc`)": "asc",
    "생략 시 20": "20",
    "未指定の場合は 20。": "20",
    "默认取 `20`": "20",
}
NO_DEFAULTS = [
    "当 type 为 1 时默认为 5",
    "默认1小时",
    "默认按创建时间排序",
    "无默认值",
    "默认为空",
    "默认 1，当 a 为 2 时为 3",
    "默认为 `a` 或 `b`",
    "默认的排序方式",
    "デフォルトなし",
    "по умолчанию выбирается лучший",
    "par défaut trié par nom",
    "Standardmäßig wird sortiert",
    "por defecto se usa el primero",
    "по умолчанию включено",
    "standardmäßig aktiviert",
    "The default depends on `a`",
    "Default values of the plan",
]
LIMITS = {
    "最大100文字": {"maximum": 100},
    "50文字以内": {"maximum": 50},
    "1以上100以下の整数": {"minimum": 1, "maximum": 100},
    "取值范围：1～100": {"minimum": 1, "maximum": 100},
    "取值范围为1~100的整数": {"minimum": 1, "maximum": 100},
    "长度为1-64个字符": {"minimum": 1, "maximum": 64},
    "长度不超过50个字符": {"maximum": 50},
    "１～１００": {"minimum": 1, "maximum": 100},
    "не более 100": {"maximum": 100},
    "최대 100": {"maximum": 100},
    "höchstens 100": {"maximum": 100},
    "au maximum 100": {"maximum": 100},
    "como máximo 100": {"maximum": 100},
    "不超过 1000 条": {"maximum": 1000},
    "每页数量，1~100": {"minimum": 1, "maximum": 100},
    "1～100 の範囲": {"minimum": 1, "maximum": 100},
    "(макс. 100)": {"maximum": 100},
    "Máx. 100": {"maximum": 100},
    "max. 100": {"maximum": 100},
    "Максимальное значение — 100": {"maximum": 100},
    "Hasta 100": {"maximum": 100},
}
NO_LIMITS = [
    "最大 2MB",
    "最大1万",
    "最多返回前面的结果",
    "共10页",
    "第3个以后",
    "版本1.2",
    "9:00~18:00",
    "1~100MB",
    "v1~2.5",
    "климат до 100",
]
VALUES = {
    "可选值：`cat`、`dog`": ["cat", "dog"],
    "`cat`（猫） / `dog`（狗）のいずれか": ["cat", "dog"],
    "`cat`、`dog` のいずれか": ["cat", "dog"],
    "状态（「on」または「off」）": ["on", "off"],
    "可用值:cat,dog": ["cat", "dog"],
    "取值：0、1、2，默认0": ["0", "1", "2"],
    "可选值：asc 或 desc": ["asc", "desc"],
    "`a`、`b` 和 `c` 之一": ["a", "b", "c"],
    "valeurs possibles : `a` ou `b`": ["a", "b"],
    "Eines von `a` oder `b`": ["a", "b"],
    "Valores posibles: cat, dog": ["cat", "dog"],
    "Возможные значения: cat, dog.": ["cat", "dog"],
    "只能是 `a`、`b`": ["a", "b"],
    "Puede ser `a` o `b`": ["a", "b"],
}
NO_VALUES = [
    "例如 `a`、`b`",
    "与 `a`、`b` 一起使用",
    "参数 `a` 和 `b` 必须同时存在",
    "参考「用户」、「订单」",
    "枚举值：1-启用，2-禁用",
    "取值：0,1,2启用",
    "可选值：cat、dog等",
    "点击「确定」、「取消」按钮",
    "枚举: cat, dog（狗）",
    "No puede ser `a`, `b`",
    "Не может быть `a`, `b`",
    "不能是 `a`、`b`",
    "除了 `a`、`b`",
]


@pytest.mark.parametrize(("text", "value"), DEFAULTS.items())
def test_a_sentence_gives_a_default(text, value):
    found = read_default(prose(text), WORDS)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("text", NO_DEFAULTS)
def test_what_holds_sometimes_or_is_told_in_words_is_no_default(text):
    assert read_default(prose(text), WORDS) is None


@pytest.mark.parametrize(("text", "limits"), LIMITS.items())
def test_a_sentence_gives_limits(text, limits):
    found = read_limits(prose(text), WORDS)
    assert found is not None
    assert {name: said.value for name, said in found.items()} == limits


@pytest.mark.parametrize("text", NO_LIMITS)
def test_numbers_of_something_else_are_no_limits(text):
    assert read_limits(prose(text), WORDS) is None


@pytest.mark.parametrize(("text", "values"), VALUES.items())
def test_a_sentence_gives_values(text, values):
    found = read_enum(prose(text), WORDS)
    assert found is not None
    assert [said.value for said in found.value] == values


@pytest.mark.parametrize("text", NO_VALUES)
def test_other_words_in_a_row_are_no_values(text):
    assert read_enum(prose(text), WORDS) is None


@pytest.mark.parametrize(
    "text", ["默认" * 5000, "最大1" * 5000, "1-" * 9000, "枚举:" + "a,b" * 9000]
)
def test_hostile_sentences_are_read_in_no_time(text):
    for read in (read_default, read_limits, read_enum):
        read(prose(text), WORDS)
