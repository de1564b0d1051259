"""Public holidays of the world, with Vietnamese names from our own catalogue."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta

import pytest

from cultdip_desktop.core.paths import resources
from cultdip_desktop.i18n import lunar
from cultdip_desktop.i18n.holidays import PublicHoliday, fasting_months, holidays_of, weekend_of
from cultdip_desktop.i18n.lunar import LunarDate

MISSIONS = sorted(
    {one["country"] for one in json.loads((resources() / "missions" / "missions.json").read_text("utf-8"))["missions"]}
)


def on(country: str, day: date) -> list[PublicHoliday]:
    return [one for one in holidays_of(country, day.year) if one.day == day]


@pytest.mark.parametrize("country", MISSIONS)
def test_every_country_with_a_mission_has_holidays(country: str) -> None:
    found = holidays_of(country, 2020)  # Ukraine has suspended its free days since 2022
    assert len(found) >= 4
    assert [one.day for one in found] == sorted(one.day for one in found)
    assert all(one.vi and one.en and one.country == country for one in found)


def test_most_holidays_of_countries_with_a_mission_have_vietnamese_names() -> None:
    found = [one for country in MISSIONS for one in holidays_of(country, 2026)]
    translated = [one for one in found if one.vi != one.en]
    assert len(translated) > 0.95 * len(found)


def test_a_holiday_has_a_vietnamese_an_english_and_a_local_name() -> None:
    assert on("CZ", date(2026, 9, 28)) == [
        PublicHoliday(
            day=date(2026, 9, 28),
            country="CZ",
            vi="Ngày Nhà nước Séc",
            en="Statehood Day",
            local="Den české státnosti",
            approximate=False,
        )
    ]


def test_days_of_viet_nam_have_their_own_names() -> None:
    assert [one.vi for one in on("VN", date(2026, 4, 30))] == ["Ngày Giải phóng miền Nam, thống nhất đất nước"]
    assert [one.vi for one in on("VN", date(2026, 11, 24))] == ["Ngày Văn hóa Việt Nam"]
    assert all(one.vi != one.en for year in range(2024, 2032) for one in holidays_of("VN", year))


@pytest.mark.parametrize("year", range(1990, 2051))
def test_tet_and_gio_to_are_free_on_the_days_of_our_own_calendar(year: int) -> None:
    tet = lunar.to_solar(LunarDate(1, 1, year))
    assert "Tết Nguyên đán" in [one.vi for one in on("VN", tet)]
    if year >= 2007:  # a public holiday since then
        assert "Giỗ Tổ Hùng Vương" in [one.vi for one in on("VN", lunar.to_solar(LunarDate(10, 3, year)))]


def test_a_day_in_lieu_says_so() -> None:
    found = on("VN", date(2026, 4, 27))[0]
    assert (found.vi, found.en) == ("Giỗ Tổ Hùng Vương (nghỉ bù)", "Hung Kings' Commemoration Day (day in lieu)")


def test_days_that_depend_on_the_moon_are_called_approximate() -> None:
    eid = next(one for one in holidays_of("EG", 2029) if one.en == "Eid al-Fitr")
    assert eid.approximate
    assert "(" not in eid.local


def test_names_that_the_ministry_does_not_use_are_not_shown() -> None:
    found = on("TW", date(2026, 10, 10))
    assert [(one.vi, one.en, one.local) for one in found] == [("Ngày nghỉ lễ", "Public holiday", "")]
    assert not any("Republic of China" in one.en for one in holidays_of("TW", 2026))


@pytest.mark.parametrize(("country", "year"), [("XX", 2026), ("", 2026), ("CZ", 1800), ("CZ", 2200)])
def test_an_unknown_country_or_a_far_year_has_none(country: str, year: int) -> None:
    assert holidays_of(country, year) == ()


def test_the_fasting_month_ends_before_the_feast_of_its_end() -> None:
    months = fasting_months("AE")
    assert (date(2027, 2, 8), date(2027, 3, 8)) in months
    for year in range(2024, 2035):
        feasts = [one.day for one in holidays_of("AE", year) if one.en.startswith("Eid al-Fitr")]
        ends = [last for _first, last in months if last.year == year]
        assert all(any(abs((feast - end).days) <= 2 for feast in feasts) for end in ends), year
    assert all(timedelta(28) <= last - first <= timedelta(29) for first, last in months)


def test_countries_without_the_fast_have_no_fasting_month() -> None:
    assert fasting_months("CZ") == fasting_months("VN") == ()


def test_weekends_differ_from_country_to_country() -> None:
    found = {country: sorted(weekend_of(country)) for country in ("CZ", "EG", "XX")}
    assert found == {"CZ": [5, 6], "EG": [4, 5], "XX": [5, 6]}


def test_a_country_is_loaded_alone() -> None:
    code = (
        "import sys; from cultdip_desktop.i18n.holidays import holidays_of; assert holidays_of('VN', 2026);"
        "assert not [name for name in sys.modules if name.startswith('holidays.countries.') and 'vietnam' not in name]"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
