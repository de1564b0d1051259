"""Offices with any number of events in any state, money in any currency, results with and without gaps; by a seed."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from cultdip_desktop.domain.coverage import GapReason
from cultdip_desktop.domain.event import (
    Attendance,
    AttendanceKind,
    CountingMethod,
    Event,
    EventFormat,
    EventKind,
    EventState,
    Gain,
    GainKind,
    GoalTag,
    PressItem,
    PressKind,
    Results,
)
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.register import Commendation, Initiative, InitiativeClass, InitiativeStage
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.reports.data import ReportData
from tests.reports.factory import ambassador, catalogue, office

CODES = ("M1", "M2", "M3", "M4", "M5", "G1", "G2", "G2.2", "G3", "G4", "G5", "G6", "U7", "N1")
SOURCES = ("RS.BUD", "RS.SOC", "RS.BUS", "RS.HOST", "RS.OTH", "RS.INK")
CURRENCIES = ("CZK", "EUR", "USD", "VND", "JPY", "KWD")
PERIODS = ("2026-Q3", "2026", "2026-09", "2026-H1", "2025-Q4", "2026-01-15..2026-08-02", "2023-01-01..2026-06-30")


def office_of(seed: int) -> ReportData:
    """The report of a random office for a random period."""
    chance = random.Random(seed)
    rule = chance.choice((PeriodRule.CALENDAR, PeriodRule.DECREE))
    period = Period.parse(chance.choice(PERIODS), rule)
    many = chance.choice((0, 1, 3, 8, 14, 40))
    events = tuple(_event(chance, number, period) for number in range(many))
    return ReportData(
        office=office(),
        period=period,
        events=events,
        planned=events,
        previous=tuple(_event(chance, 1000 + number, period.previous) for number in range(chance.choice((0, 2, 9)))),
        last_year=tuple(_event(chance, 2000 + number, period.year_before) for number in range(chance.choice((0, 3)))),
        catalogue=catalogue(),
        signer=ambassador(),
        as_of=datetime(2026, 10, 5, 14, 5, tzinfo=UTC),
        initiatives=tuple(_initiative(chance, number, period) for number in range(chance.choice((0, 0, 2)))),
        commendations=tuple(_commendation(chance, number, period) for number in range(chance.choice((0, 0, 2)))),
        gaps=(GapReason(code="M4", year=period.year, quarter=0, reason=BiText("Chưa có hồ sơ UNESCO nào.")),),
    )


def _event(chance: random.Random, number: int, period: Period) -> Event:
    window = period.window
    days = (window.last - window.first).days
    day = window.first + timedelta(days=chance.randint(-10, days + 10))
    start = datetime(day.year, day.month, day.day, chance.randint(6, 20), tzinfo=UTC)
    made = Event(
        id=f"0190d3a0-0000-7000-8000-{number:012d}",
        office="CZ-EMB",
        number=f"SK-2026-{number:03d}",
        title=BiText(
            f"Sự kiện {chance.choice(('giao lưu', 'triển lãm', 'rối nước'))}", chance.choice(("", "An event"))
        ),
        kind=chance.choice(list(EventKind)),
        format=chance.choice(list(EventFormat)),
        state=chance.choice(list(EventState)),
        state_reason="Lũ lụt",
        start=start,
        end=start + timedelta(hours=chance.randint(1, 60)),
        zone="Europe/Prague",
        city=chance.choice(("Praha", "Brno", "Ostrava", "PRAHA", "")),
        country="CZ",
        goals=_goals(chance),
        money=tuple(_money(chance) for _ in range(chance.choice((0, 0, 1, 2, 5)))),
    )
    return replace(made, results=_results(chance)) if chance.random() < 0.8 else made


def _goals(chance: random.Random) -> tuple[GoalTag, ...]:
    codes = chance.sample(CODES, chance.randint(0, 4))
    reason = BiText("Góp phần quảng bá 12 di sản.", "")
    return tuple(
        GoalTag(code, "2026.1", at == 0, reason if chance.random() < 0.5 else BiText()) for at, code in enumerate(codes)
    )


def _money(chance: random.Random) -> MoneyLine:
    source, currency = chance.choice(SOURCES), chance.choice(CURRENCIES)
    money = Money.of_minor(chance.randint(1, 10**9), currency)
    return MoneyLine(source, chance.choice(list(MoneyStage)), money, in_kind=source == "RS.INK")


def _results(chance: random.Random) -> Results:
    attendance = Attendance(chance.randint(0, 20_000), AttendanceKind.ON_SITE, chance.choice(list(CountingMethod)))
    press = tuple(
        PressItem(
            chance.choice(("ČT24", "VTV4", "Sở tại")),
            chance.choice(list(PressKind)),
            reach=chance.choice((None, 5000, 1_250_000)),
        )
        for _ in range(chance.choice((0, 0, 1, 4)))
    )
    gains = tuple(
        Gain(chance.choice(list(GainKind)), BiText("Ký 01 thỏa thuận", "One agreement was signed"))
        for _ in range(chance.choice((0, 0, 1)))
    )
    return Results(
        attendance=attendance if chance.random() < 0.8 else None,
        host_country_share=Decimal(chance.randint(0, 10_000)) / 10_000 if chance.random() < 0.5 else None,
        outcomes=BiText(chance.choice(("", "Thu hút 3 đoàn nghệ thuật và 1,5 triệu lượt xem."))),
        lessons=BiText(chance.choice(("", "Cần chuẩn bị trước 45 ngày."))),
        follow_up=BiText(chance.choice(("", "Gửi 20 bộ tư liệu cho thư viện."))),
        press=press,
        gains=gains,
    )


def _initiative(chance: random.Random, number: int, period: Period) -> Initiative:
    day = period.window.first + timedelta(days=chance.randint(-40, 40))
    return Initiative(
        id=f"i{number}",
        title=BiText("Cấp 200 bộ sách tiếng Việt"),
        text=BiText("Đề nghị cấp trước ngày 15/1."),
        cls=chance.choice(list(InitiativeClass)),
        stage=chance.choice(list(InitiativeStage)),
        proposed_on=day,
        due=date(2026, 12, 31),
    )


def _commendation(chance: random.Random, number: int, period: Period) -> Commendation:
    return Commendation(
        id=f"c{number}",
        name="Hội người Việt Nam tại CH Séc",
        award="Bằng khen của Bộ trưởng",
        reason=BiText("Đóng góp trong 12 sự kiện cộng đồng."),
        proposed_on=period.window.first + timedelta(days=chance.randint(0, 5)),
        events=("0190d3a0-0000-7000-8000-000000000000",),
    )
