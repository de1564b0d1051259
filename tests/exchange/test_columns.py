"""Heads of columns are recognised in both languages, with or without marks."""

from __future__ import annotations

import pytest

from cultdip_desktop.exchange.columns import COLUMNS, TEMPLATE, recognised, suggested
from cultdip_desktop.i18n.fold import fold


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_every_head_is_recognised_in_both_languages_and_without_marks(column) -> None:
    for head in (
        column.head.vi,
        column.head.en,
        fold(column.head.vi),
        f"{column.head.vi} | {column.head.en}",
        column.head.vi.upper(),
    ):
        assert recognised(head) == column.key


@pytest.mark.parametrize(
    ("head", "key"),
    [("TÊN HOẠT ĐỘNG", "title_vi"), ("Thời gian tổ chức", "first_day"), ("Kinh phí dự kiến (VND)", "planned"),
     ("Tên hoạt động (tiếng Anh)", "title_en"), ("Đơn vị phối hợp", "partners"), ("Nội dung", "summary_vi"),
     ("Date*", "first_day"), ("Location", "venue_vi"), ("Kết quả (tiếng Anh)", "outcomes_en"), ("STT", None), ("x" * 300, None)],
)  # fmt: skip
def test_what_people_call_it_is_understood(head: str, key: str | None) -> None:
    assert recognised(head) == key


def test_an_exact_head_goes_before_a_synonym_and_no_column_is_taken_twice() -> None:
    assert suggested(["Ngày", "Ngày bắt đầu", "Tên", "Tên hoạt động", "Tên"]) == (
        None,
        "first_day",
        None,
        "title_vi",
        None,
    )


def test_the_template_has_only_columns_that_exist() -> None:
    assert set(TEMPLATE) <= {column.key for column in COLUMNS}
