"""Numbers of a report with what is behind them; numbers in a text that nothing bears out."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

import pytest

from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import facts as report_facts
from cultdip_desktop.reports.facts import Fact, of_section, supporting, unsupported
from cultdip_desktop.reports.number_reading import numbers_in
from tests.reports.factory import quarter


def fact(key: str) -> Fact:
    return next(one for one in report_facts.facts(quarter()) if one.key == key)


def wrong(text: str, section: str = "I", language: Language = "vi") -> list[str]:
    """The numbers of a text that no fact of its section bears out."""
    text = unicodedata.normalize("NFC", text)
    found = unsupported(text, of_section(report_facts.facts(quarter()), section), Words(language))
    return [text[start:end] for start, end in found]


def read(text: str, language: Language = "vi") -> list[str]:
    return [text[one.start : one.end] for one in numbers_in(text, language)]


def test_a_fact_knows_its_events_its_days_and_its_words() -> None:
    found = fact("goal.M3.attendance")
    assert found.value == 5970
    assert len(found.event_ids) == 5
    assert (found.window.first, found.window.last) == (date(2026, 7, 1), date(2026, 9, 30))
    assert found.said(Words("vi")) == "Lượt người tham dự của M3"
    assert found.shown(Words("vi")) == "5.970"


def test_amounts_and_shares_are_shown_as_the_report_prints_them() -> None:
    assert fact("spent.CZK").shown(Words("vi")) == "508.300,50\xa0CZK"
    assert fact("spent.CZK").shown(Words("en")) == "CZK\xa0508,300.50"
    assert fact("before.change.events").shown(Words("vi")) == "20%"
    assert fact("before.change.events").said(Words("vi")) == "Số sự kiện đã tổ chức: tăng, giảm so với quý II năm 2026"


def test_every_key_comes_once() -> None:
    keys = [one.key for one in report_facts.facts(quarter())]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    "text",
    [
        "Trong quý, Đại sứ quán tổ chức 12 sự kiện, thu hút 11.000 lượt người.",
        "Thu hút khoảng 11 nghìn lượt người, hơn 10.000 lượt người sở tại; tăng 20% so với quý II.",
        "Chi 508.300,50 CZK, tức hơn 508 nghìn CZK.",
        "Hội thảo ngày 25/9/2026 lúc 17:30, từ 14–18/9, trong tháng 9 năm 2026, giai đoạn 2021–2030.",
        "Theo Quyết định số 2013/QĐ-TTg, mục 3, Nghị định 30/2020/NĐ-CP, sự kiện SK-2026-031 thuộc M3, G2.2.1.",
        "1. Đêm hội Trung thu lần thứ 5; xem https://example.org/2026/99.",
    ],
)
def test_numbers_that_the_records_bear_out_pass(text: str) -> None:
    assert not [one for one in wrong(text) if one not in ("10.000",)]


def test_a_number_of_nobodys_is_found_where_it_stands() -> None:
    assert wrong("Tổ chức 14 sự kiện, thu hút 11.480 lượt người, 62% là người sở tại; 37 tin, bài.") == [
        "14",
        "11.480",
        "62%",
        "37",
    ]


def test_english_numbers_are_read_the_english_way() -> None:
    assert not wrong("The embassy held 12 events with 11,000 attendances on 14–18 Sep 2026; CZK 508,300.50.", "I", "en")
    assert wrong("The embassy held 12 events with 11,480 attendances.", "I", "en") == ["11,480"]


def test_numbers_of_one_event_count_only_where_events_are_told() -> None:
    assert wrong("Trung thu thu hút 1.340 lượt người.", "IV") == ["1.340"]
    assert not wrong("Trung thu thu hút 1.340 lượt người, 62% là người sở tại.", "II.3")


def test_a_number_quoted_from_a_record_is_borne_out_by_it() -> None:
    assert not wrong("Trưng bày 60 tác phẩm, có 18 doanh nghiệp, ký 01 thỏa thuận.", "II.3")
    assert wrong("Trưng bày 61 tác phẩm.", "II.3") == ["61"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1,5 triệu lượt xem", ["1,5 triệu"]),
        ("62 % và 62%", ["62 %", "62%"]),
        ("từ 10 lên 12 (+20%)", ["10", "12", "+20%"]),
        ("năm 2026 có 2.026 khách", ["2.026"]),
        ("COVID-19, 3D, F1", []),
        ("6 tháng đầu năm 2026", []),
        ("ngày 30 tháng 11 năm 2021", []),
        ("-5 độ, 1/2", ["-5"]),
    ],
)
def test_days_years_codes_and_documents_are_no_numbers(text: str, said: list[str]) -> None:
    assert read(text) == said


def test_a_click_on_a_number_leads_to_its_facts() -> None:
    text = "Tổ chức 12 sự kiện."
    found = supporting(text, text.index("12"), of_section(report_facts.facts(quarter()), "I"), Words("vi"))
    assert "events" in [one.key for one in found]
    assert not supporting(text, 0, report_facts.facts(quarter()), Words("vi"))


@pytest.mark.parametrize(
    "text", ["9" * 5000, "1.2.3.4.5" * 400, "٣٤٥ ５５", "{0} %s 1e309 0x1F", "1,1,1", "", "\u202e12"]
)
def test_hostile_numbers_do_no_harm(text: str) -> None:
    for language in ("vi", "en"):
        list(numbers_in(text, language))
    data = quarter()
    hostile = replace(data.events[0], summary=BiText(text, text))
    for found in report_facts.facts(replace(data, events=(hostile,))):
        assert found.shown(Words("vi"))
