"""How headquarters calls missions and periods in lists: short, in both languages."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.period import Period, PeriodRule, Window
from cultdip_desktop.domain.report import ReportKind, ReportOn, parse_report, plain_period
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words

_POSTS: Final = {
    "embassy": BiText("ĐSQ", "Embassy"),
    "consulate_general": BiText("TLSQ", "Consulate General"),
    "consulate": BiText("LSQ", "Consulate"),
    "permanent_mission": BiText("Phái đoàn", "Permanent Mission"),
    "economic_cultural_office": BiText("VPKTVH", "Economic and Cultural Office"),
}
_OTHER_POST: Final = BiText("CQĐD", "Mission")

_DELEGATION_VI: Final = re.compile(r"Phái đoàn (?:thường trực )?(?:Việt Nam )?(?:tại|bên cạnh) (.+)")
_DELEGATION_EN: Final = re.compile(
    r"(?:Permanent )?(?:Mission|Delegation)(?: of Viet Nam)? to (?:the )?(.+?)(?: \(.*\))?"
)


def place_of(mission: Mission) -> BiText:
    """What a list prints in bold: the country of an embassy, the city of any other post, the body of a delegation."""
    if mission.kind == "embassy":
        return mission.country_name
    if mission.kind == "permanent_mission":
        return BiText(_without(_DELEGATION_VI, mission.name.vi), _without(_DELEGATION_EN, mission.name.en))
    return mission.city


def post_of(mission: Mission) -> BiText:
    """What stands in grey beside it: "ĐSQ · Praha", "TLSQ · Nhật Bản", "Phái đoàn · Brúc-xen"."""
    post = _POSTS.get(mission.kind, _OTHER_POST)
    consular = mission.kind in ("consulate_general", "consulate", "economic_cultural_office")
    where = mission.country_name if consular else mission.city
    return BiText(f"{post.vi} · {where.vi}", f"{post.en} · {where.en or where.vi}")


def _without(form: re.Pattern[str], name: str) -> str:
    """The body to which a delegation is accredited, or the whole name."""
    found = form.fullmatch(name)
    return found.group(1)[:1].upper() + found.group(1)[1:] if found else name


def period_of(text: str) -> Period | None:
    """The period that a package names: `2026-Q3`, or its days as `2026-07-01/2026-09-30`; None for what names none."""
    if "/" not in text:
        try:
            return parse_report(text)
        except UserError:
            return None
    window = window_of(text)
    if window is None:
        return None
    for year in {window.first.year, window.last.year}:
        for rule in (PeriodRule.CALENDAR, PeriodRule.DECREE):
            for part in ("Q1", "Q2", "Q3", "Q4", "H1", "H2", "", *(f"{month:02d}" for month in range(1, 13))):
                period = Period(year, part, rule)
                if period.window == window:
                    return period
    try:
        return Period.between(window.first, window.last)
    except UserError:
        return None


def window_of(text: str) -> Window | None:
    """The days of `2026-07-01/2026-09-30`, or None when that is not what `text` is."""
    first, _slash, last = text.partition("/")
    try:
        return Window(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError:
        return None


def period_words(words: Words, period: Period) -> str:
    """The period in a sentence: "quý III năm 2026", "6 tháng đầu năm 2026", "năm 2026", "tháng 9 năm 2026".

    Any two days: "từ 1/1/2021 đến 30/6/2026". Of a `ReportOn` also what it looks at: "năm 2026 – chuyên đề M3".
    """
    if isinstance(period, ReportOn):
        return _looked_at(words, period, period_words(words, plain_period(period)))
    if period.rule is PeriodRule.CUSTOM:
        window = period.window
        return words.t("{first} to {last}", first=dates.day(words, window.first), last=dates.day(words, window.last))
    if not period.part:
        return dates.whole_year(words, period.year)
    if period.part[0] == "Q":
        return dates.quarter(words, period.year, int(period.part[1]))
    if period.part[0] == "H":
        return dates.half_year(words, period.year, int(period.part[1]))
    return dates.month(words, period.year, int(period.part))


def _looked_at(words: Words, on: ReportOn, period: str) -> str:
    if on.kind is ReportKind.THEMATIC:
        return words.t("{period} – theme {focus}", period=period, focus=on.focus)
    return words.t("{period} – mid-term review", period=period)


def period_title(words: Words, period: Period) -> str:
    """The period by itself, as a choice or in a table: "Quý III năm 2026"."""
    text = period_words(words, period)
    return text[:1].upper() + text[1:]


def period_short(words: Words, period: Period) -> str:
    """The period in a sentence where room is scarce: "quý III/2026", "tháng 9/2026", in English "Q3 2026"."""
    if isinstance(period, ReportOn):
        return _looked_at(words, period, period_short(words, plain_period(period)))
    if period.rule is PeriodRule.CUSTOM:
        return dates.day_range(words, period.window.first, period.window.last)
    if not period.part or period.part[0] == "H":
        return period_words(words, period)
    if period.part[0] == "Q":
        return dates.quarter_short(words, period.year, int(period.part[1]))
    return dates.month_of_year_short(words, period.year, int(period.part))


def period_cell(words: Words, period: Period) -> str:
    """The short period by itself, in a table: "Quý III/2026"."""
    text = period_short(words, period)
    return text[:1].upper() + text[1:]
