"""Circles and crosses are no letters, and letters are no circles: the column tells."""

from __future__ import annotations

import pytest

from tests.build import members_of, table

COLUMNS = {
    "letters": ("M/O", ["M", "O"], [True, False]),
    "a letter below such a title": ("M/O", ["O"], [False]),
    "circles and crosses": ("必須", ["O", "X"], [True, False]),
    "full-width circles and crosses": ("必須", ["Ｏ", "Ｘ"], [True, False]),
    "signs": ("必須", ["○", "×"], [True, False]),
    "other signs": ("必填", ["√", "×"], [True, False]),
    "circles that may be letters": ("Required", ["O", "O"], [None, None]),
    "circles and nothing": ("必須", ["○", ""], [True, False]),
    "a triangle": ("必須", ["○", "△"], [True, None]),
    "a cross alone": ("Required", ["X", ""], [True, False]),
    "crosses below a Korean title": ("필수", ["X", "X"], [False, False]),
    "circles below a Korean title": ("필수 여부", ["O", "O"], [True, True]),
    "words and dashes": ("Required", ["Yes", "-"], [True, False]),
    "a sign and dashes": ("必須", ["✓", "－"], [True, False]),
    "circles and dashes": ("필수", ["O", "-"], [True, False]),
    "a dash beside a no": ("Required", ["Yes", "No", "-"], [True, False, None]),
    "dashes alone": ("Required", ["-", "-"], [None, None]),
    "words and nothing": ("Required", ["Yes", ""], [True, None]),
}


@pytest.mark.parametrize(("title", "cells", "required"), COLUMNS.values(), ids=COLUMNS)
def test_signs_are_read_by_their_column(title, cells, required):
    rows = [f"p{at} | string | {cell}" for at, cell in enumerate(cells)]
    text = "# GET /pets\n\n## Query parameters\n\n" + table(f"Name | Type | {title}", *rows)
    members = members_of(text)
    assert [m.required and m.required.value for m in members] == required
