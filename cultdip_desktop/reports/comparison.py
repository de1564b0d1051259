"""This period beside the one before and beside the same one last year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from cultdip_desktop.domain.figures import FigureRow
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import numbers
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import LANGUAGES, Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.data import ReportData, Which

_EVENTS: Final = N_("Distinct events held")
_ATTENDANCE: Final = N_("Attendances recorded")
_SPENT: Final = N_("Money spent ({currency})")


@dataclass(frozen=True, slots=True)
class Compared:
    """One number in up to three periods."""

    key: str
    """`events`, `attendance`, `spent.CZK`."""

    title: str
    """msgid; {currency} in it."""

    currency: str
    """Empty for counts."""

    now: Decimal
    before: Decimal | None
    """None where nothing is recorded for that period at all."""

    last_year: Decimal | None

    @property
    def named(self) -> BiText:
        """What is compared, in each language."""
        vi, en = (Words(language).t(self.title, currency=self.currency) for language in LANGUAGES)
        return BiText(vi, en)

    def change(self, which: Which) -> Decimal | None:
        """Share by which it rose (0.25) or fell (-0.25); None without a base."""
        base = self.before if which == "before" else self.last_year
        return (self.now - base) / base if base else None


def periods(data: ReportData) -> tuple[tuple[Which, Period], ...]:
    """The periods to compare with: those of which events are recorded, each once, none that overlaps this one."""
    found: list[tuple[Which, Period]] = []
    if report_data.totals_before(data).events:
        found.append(("before", data.period.previous))
    earlier = data.period.year_before
    apart = earlier.window.last < data.window.first and earlier.window != data.period.previous.window
    if apart and report_data.totals_last_year(data).events:
        found.append(("last_year", earlier))
    return tuple(found)


def rows(data: ReportData) -> tuple[Compared, ...]:
    """Events, attendances and money spent in every currency; empty when there is nothing to compare with."""
    known = dict(periods(data))
    if not known:
        return ()
    now = report_data.totals(data)
    before = report_data.totals_before(data) if "before" in known else None
    last_year = report_data.totals_last_year(data) if "last_year" in known else None
    every = [row for row in (now, before, last_year) if row is not None]
    found = [
        Compared("events", _EVENTS, "", Decimal(now.events), _of(before, "events"), _of(last_year, "events")),
        Compared(
            "attendance", _ATTENDANCE, "", Decimal(now.attendance), _of(before, "attendance"),
            _of(last_year, "attendance"),
        ),
    ]  # fmt: skip
    for currency in sorted({code for row in every for code in row.spent}):
        found.append(
            Compared(
                f"spent.{currency}", _SPENT, currency, now.spent.get(currency, Decimal(0)), _of(before, currency),
                _of(last_year, currency),
            )
        )  # fmt: skip
    return tuple(found)


def change_said(words: Words, what: str, before: int, now: int) -> str:
    """One count in a sentence: "số sự kiện tăng từ 10 lên 12 (+20%)"."""
    old, new = numbers.whole(words, before), numbers.whole(words, now)
    if before == now:
        return words.t("{what} unchanged at {now}", what=what, now=new)
    share = f" ({numbers.percent(words, Decimal(now - before) / before, sign=True)})" if before else ""
    if now > before:
        return words.t("{what} rose from {before} to {now}{share}", what=what, before=old, now=new, share=share)
    return words.t("{what} fell from {before} to {now}{share}", what=what, before=old, now=new, share=share)


def _of(row: FigureRow | None, what: str) -> Decimal | None:
    if row is None:
        return None
    if what == "events":
        return Decimal(row.events)
    return Decimal(row.attendance) if what == "attendance" else row.spent.get(what, Decimal(0))
