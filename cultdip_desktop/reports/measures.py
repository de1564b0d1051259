"""What a report counts beside the figures of `domain.figures`: coverage, gains, shares, months, programme, gaps.

Each is worked out here once, for the sentences, the tables, the charts and the facts alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from cultdip_desktop.domain.coverage import GapReason
from cultdip_desktop.domain.event import Event, EventFormat, Gain, GainKind, PressItem, PressKind
from cultdip_desktop.domain.figures import Dimension, FigureRow, count
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.period import Period, PeriodRule, Window
from cultdip_desktop.domain.programme import ItemView, Standing, window_of
from cultdip_desktop.domain.register import Commendation, Initiative, InitiativeStage
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.data import ReportData

MOST_MONTHS: Final = 24
"""A longer window is told by years."""

_CLOSED: Final = frozenset({InitiativeStage.DONE, InitiativeStage.DROPPED})


@dataclass(frozen=True, slots=True)
class PressRow:
    """Coverage of one kind, or of all."""

    kind: PressKind | None
    """None for the total."""

    items: int
    outlets: int
    """Distinct ones, case and marks disregarded."""

    reach: int
    """Readers, viewers or views, where somebody wrote them down."""

    known: int
    """Items whose reach is known."""

    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LocalShare:
    """The part of the public that is from the host country, weighted by attendance."""

    share: Decimal
    """0 to 1."""

    event_ids: tuple[str, ...]
    """Events that it rests on."""


@dataclass(frozen=True, slots=True)
class MonthOrYear:
    """One month or year of the window with what was held in it."""

    window: Window
    months: bool
    """A month; otherwise a year."""

    row: FigureRow

    @property
    def whole(self) -> bool:
        """Whether the window has it from its first day to its last."""
        part = f"{self.window.first.month:02d}" if self.months else ""
        return self.window == Period(self.window.first.year, part).window


def press_items(data: ReportData) -> tuple[tuple[Event, PressItem], ...]:
    """Coverage of the events held, in their order."""
    return tuple((event, item) for event in report_data.held(data) for item in event.results.press)


def press_rows(data: ReportData) -> tuple[PressRow, ...]:
    """One row for each kind that has coverage."""
    items = press_items(data)
    of_kind = ((kind, [pair for pair in items if pair[1].kind is kind]) for kind in PressKind)
    return tuple(_press_row(kind, found) for kind, found in of_kind if found)


def press_total(data: ReportData) -> PressRow:
    """All coverage of the events held."""
    return _press_row(None, press_items(data))


def outlets(data: ReportData) -> tuple[str, ...]:
    """Names of the outlets, those with the most coverage first."""
    known: dict[str, tuple[str, int]] = {}
    for _event, item in press_items(data):
        name = item.outlet.strip()
        if name:
            key = fold(name)
            known[key] = (known.get(key, (name, 0))[0], known.get(key, (name, 0))[1] + 1)
    return tuple(name for name, _count in sorted(known.values(), key=lambda pair: (-pair[1], fold(pair[0]))))


def local_share(data: ReportData) -> LocalShare | None:
    """The local public's share, None where nobody wrote one down."""
    known = [event for event in report_data.held(data) if event.attendance]
    known = [event for event in known if event.results.host_country_share is not None]
    people = sum(event.attendance for event in known)
    if not people:
        return None
    local = sum(((event.results.host_country_share or Decimal(0)) * event.attendance for event in known), Decimal(0))
    return LocalShare(local / people, tuple(event.id for event in known))


def without_attendance(data: ReportData) -> tuple[str, ...]:
    """Ids of events held whose attendance nobody wrote down."""
    return tuple(event.id for event in report_data.held(data) if event.results.attendance is None)


def online(data: ReportData) -> tuple[str, ...]:
    """Ids of events held online or in hybrid form."""
    return tuple(event.id for event in report_data.held(data) if event.format is not EventFormat.IN_PERSON)


def cities(data: ReportData) -> tuple[str, ...]:
    """Cities in which events were held, each once, as they were written first."""
    known: dict[str, str] = {}
    for event in report_data.held(data):
        if event.city.strip():
            known.setdefault(fold(event.city), event.city.strip())
    return tuple(known.values())


def gains(data: ReportData, kind: GainKind | None = None) -> tuple[tuple[Event, Gain], ...]:
    """What the events held brought, all or of one kind."""
    pairs = ((event, gain) for event in report_data.held(data) for gain in event.results.gains)
    return tuple((event, gain) for event, gain in pairs if kind is None or gain.kind is kind)


def gains_told(data: ReportData) -> tuple[Gain, ...]:
    """Those with a text, each text once."""
    return tuple({(gain.kind, gain.text.vi, gain.text.en): gain for _event, gain in gains(data) if gain.text}.values())


def spans(data: ReportData) -> tuple[MonthOrYear, ...]:
    """Months of the window, or its years when it is longer than `MOST_MONTHS`; empty for a single month."""
    window = data.window
    months = (window.last.year - window.first.year) * 12 + window.last.month - window.first.month + 1
    if months < 2:
        return ()
    if months > MOST_MONTHS:
        return tuple(_span(data, one, months=False) for one in _years(window))
    known = {row.key: row for row in report_data.figures(data, Dimension.MONTH).rows}
    nothing = count((), window, Dimension.MONTH).total
    found = []
    for one in _months(window):
        key = f"{one.first:%Y-%m}"
        found.append(MonthOrYear(one, True, known.get(key) or nothing))
    return tuple(found)


def due_now(data: ReportData) -> tuple[ItemView, ...]:
    """Programme items whose time ends within the window."""
    return tuple(view for view in data.programme if _due(view, _rule(data.period)) in data.window)


def due_next(data: ReportData) -> tuple[ItemView, ...]:
    """Programme items not done yet whose time ends after the window and begins within a period of its length."""
    length = data.window.last - data.window.first
    horizon = Window(data.window.last, data.window.last + length)
    return tuple(
        view
        for view in data.programme
        if view.standing is not Standing.DONE
        and _due(view, _rule(data.period)) > data.window.last
        and (window_of(view.item, _rule(data.period)).first in horizon or not view.item.quarter)
        and window_of(view.item, _rule(data.period)).first <= horizon.last
    )


def done(views: Sequence[ItemView]) -> int:
    """How many of them have reached their target."""
    return sum(view.standing is Standing.DONE for view in views)


def gap_reasons(data: ReportData, code: str) -> tuple[GapReason, ...]:
    """Recorded reasons why `code` has no event in a quarter or year that touches the window."""
    return tuple(one for one in data.gaps if one.code == code and _touches(_gap_window(one, data.period), data.window))


def gifts(data: ReportData) -> tuple[tuple[str, MoneyStage, Decimal], ...]:
    """Value of gifts in kind by currency, at the furthest stage that has any: they are never added to money."""
    found = []
    for one in report_data.money(data):
        stage = next((stage for stage in reversed(list(MoneyStage)) if one.in_kind[stage]), None)
        if stage is not None:
            found.append((one.currency, stage, one.in_kind[stage]))
    return tuple(found)


def initiatives(data: ReportData) -> tuple[Initiative, ...]:
    """Proposed in the window, then those proposed earlier that are still open; the oldest first."""
    known = [one for one in data.initiatives if one.deleted_at is None and one.proposed_on <= data.window.last]
    chosen = [one for one in known if one.proposed_on in data.window or one.stage not in _CLOSED]
    return tuple(sorted(chosen, key=lambda one: (one.proposed_on not in data.window, one.proposed_on, one.id)))


def commendations(data: ReportData) -> tuple[Commendation, ...]:
    """Proposed in the window, the oldest first."""
    known = (one for one in data.commendations if one.deleted_at is None and one.proposed_on in data.window)
    return tuple(sorted(known, key=lambda one: (one.proposed_on, one.id)))


def _press_row(kind: PressKind | None, pairs: Sequence[tuple[Event, PressItem]]) -> PressRow:
    known = [item.reach for _event, item in pairs if item.reach is not None]
    return PressRow(
        kind=kind,
        items=len(pairs),
        outlets=len({fold(item.outlet) for _event, item in pairs if item.outlet.strip()}),
        reach=sum(known),
        known=len(known),
        event_ids=tuple(dict.fromkeys(event.id for event, _item in pairs)),
    )


def _span(data: ReportData, window: Window, *, months: bool) -> MonthOrYear:
    return MonthOrYear(window, months, count(data.events, window, Dimension.KIND).total)


def _months(window: Window) -> Iterator[Window]:
    first = window.first
    while first <= window.last:
        last = min(Period(first.year, f"{first.month:02d}").window.last, window.last)
        yield Window(first, last)
        first = date(last.year + last.month // 12, last.month % 12 + 1, 1)


def _years(window: Window) -> Iterator[Window]:
    for year in range(window.first.year, window.last.year + 1):
        yield Window(max(window.first, date(year, 1, 1)), min(window.last, date(year, 12, 31)))


def _due(view: ItemView, rule: PeriodRule) -> date:
    return window_of(view.item, rule).last


def _rule(period: Period) -> PeriodRule:
    """The rule that quarters follow; any two days say none."""
    return PeriodRule.CALENDAR if period.rule is PeriodRule.CUSTOM else period.rule


def _gap_window(gap: GapReason, period: Period) -> Window:
    return Period(gap.year, f"Q{gap.quarter}" if gap.quarter else "", _rule(period)).window


def _touches(one: Window, other: Window) -> bool:
    return one.first <= other.last and other.first <= one.last
