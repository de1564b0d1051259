"""Facts of a report that count events, people and coverage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from cultdip_desktop.domain.event import Event, GainKind
from cultdip_desktop.domain.figures import PRIMARY_WEIGHT, SECONDARY_WEIGHT, Dimension, FigureRow
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.strategy import GOALS, SOLUTION_GROUPS
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.reports import assessment, comparison, measures, prefill, prose
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.fact import WHOLE, Fact, Param
from cultdip_desktop.reports.measures import PressRow

_RESULTS: Final = ("II.1", "II.2", "II.3", "II.4", "II.5", "III", "A.events")
_EVERYWHERE: Final = (WHOLE,)


def facts(data: ReportData) -> Iterator[Fact]:
    """All of them; some keys may come twice with the same value."""
    yield from _totals(data)
    yield from _compared(data)
    yield from _rows(data)
    yield from _events(data)
    yield from _press(data)
    yield from _lists(data)
    yield from _programme(data)


def _totals(data: ReportData) -> Iterator[Fact]:
    total = report_data.totals(data)
    window = data.window
    yield _fact("events", N_("Distinct events held"), total.events, total.event_ids, window)
    yield _fact("attendance", N_("Attendances recorded"), total.attendance, total.event_ids, window)
    cities = measures.cities(data)
    yield _fact("cities", N_("Cities in which events were held"), len(cities), total.event_ids, window)
    share = measures.local_share(data)
    if share is not None:
        title = N_("Share of the public from the host country")
        yield _fact("local_share", title, share.share, share.event_ids, window, percent=True)
        known = N_("Events for which that share is recorded")
        yield _fact("local_share.events", known, len(share.event_ids), share.event_ids, window)
    missing = measures.without_attendance(data)
    yield _fact("attendance.missing", N_("Events without recorded attendance"), len(missing), missing, window)
    online = measures.online(data)
    yield _fact("online", N_("Events held online or in hybrid form"), len(online), online, window)
    for row in report_data.figures(data, Dimension.KIND).rows:
        kind = next(event.kind for event in report_data.held(data) if event.kind.value == row.key)
        title = N_("Events of the kind “{kind}”")
        yield _fact(f"kind.{row.key}.events", title, row.events, row.event_ids, window, kind=kind)


def _compared(data: ReportData) -> Iterator[Fact]:
    for which, period in comparison.periods(data):
        row = report_data.totals_before(data) if which == "before" else report_data.totals_last_year(data)
        window, named = period.window, prose.period_in_both(period)
        label = N_("Distinct events held in {period}")
        yield _fact(f"{which}.events", label, row.events, row.event_ids, window, period=named)
        label = N_("Attendances recorded in {period}")
        yield _fact(f"{which}.attendance", label, row.attendance, row.event_ids, window, period=named)
        for one in comparison.rows(data):
            change = one.change(which)
            base = one.before if which == "before" else one.last_year
            if change is None or base is None:
                continue
            label = N_("{what}: change against {period}")
            key = f"{which}.change.{one.key}"
            yield _fact(key, label, change, row.event_ids, window, percent=True, what=one.named, period=named)
            if not one.currency:
                label = N_("{what}: difference from {period}")
                difference = abs(int(one.now - base))
                key = f"{which}.difference.{one.key}"
                yield _fact(key, label, difference, row.event_ids, window, what=one.named, period=named)


def _rows(data: ReportData) -> Iterator[Fact]:
    counted = report_data.by_group(data)
    for row in report_data.rows_of(counted, (*GOALS, *SOLUTION_GROUPS)):
        section = "II.1" if row.key in GOALS else "II.2"
        yield from _row(row, f"goal.{row.key}", row.key, data.window, (section, "III"))
        title = N_("Weighted events of {what}")
        yield _fact(
            f"goal.{row.key}.weighted",
            title,
            row.weighted,
            row.event_ids,
            data.window,
            sections=(section,),
            what=row.key,
        )
    for key, weight in (("primary", PRIMARY_WEIGHT), ("secondary", SECONDARY_WEIGHT)):
        yield _fact(f"weight.{key}", N_("Weight of a tag"), weight, (), data.window, sections=("II.1", "II.2"))
    for one in measures.spans(data):
        key = f"{one.window.first:%Y-%m}" if one.months else str(one.window.first.year)
        yield from _row(one.row, f"span.{key}", key, one.window, ("II.3",))


def _row(row: FigureRow, key: str, what: str, window: Window, sections: tuple[str, ...]) -> Iterator[Fact]:
    yield _fact(
        f"{key}.events", N_("Events of {what}"), row.events, row.event_ids, window, sections=sections, what=what
    )
    title = N_("Attendances of {what}")
    yield _fact(f"{key}.attendance", title, row.attendance, row.event_ids, window, sections=sections, what=what)


def _events(data: ReportData) -> Iterator[Fact]:
    for event in report_data.held(data):
        attendance, share = event.results.attendance, event.results.host_country_share
        if attendance is not None:
            title = N_("Attendance of “{title}”")
            yield _of_event(data, event, "attendance", title, attendance.value)
        if share is not None:
            title = N_("Share of the public from the host country at “{title}”")
            yield _of_event(data, event, "share", title, share, percent=True)
        for at, item in enumerate(event.results.press):
            if item.reach is not None:
                yield _of_event(data, event, f"press.{at}.reach", N_("Reach of a coverage of “{title}”"), item.reach)
    chosen = prose.highlights(data)
    ids = tuple(event.id for event in chosen)
    yield _fact("highlights", N_("Notable events described"), len(chosen), ids, data.window, sections=("II.3",))


def _press(data: ReportData) -> Iterator[Fact]:
    for row in (measures.press_total(data), *measures.press_rows(data)):
        yield from _press_row(row, data.window)


def _press_row(row: PressRow, window: Window) -> Iterator[Fact]:
    key = f"press.{row.kind.value}" if row.kind else "press"
    what: Param = row.kind or "–"
    sections = ("II.5", "I", "III")
    for name, title, value in (
        ("items", N_("Items of coverage ({what})"), row.items),
        ("outlets", N_("Outlets with coverage ({what})"), row.outlets),
        ("events", N_("Events with coverage ({what})"), len(row.event_ids)),
        ("reach", N_("Reach recorded ({what})"), row.reach),
        ("known", N_("Items whose reach is known ({what})"), row.known),
    ):
        yield _fact(f"{key}.{name}", title, value, row.event_ids, window, sections=sections, what=what)


def _lists(data: ReportData) -> Iterator[Fact]:
    window = data.window
    put_off = tuple(event.id for event in report_data.put_off(data))
    title = N_("Events postponed or cancelled, number")
    yield _fact("put_off", title, len(put_off), put_off, window, sections=("II.6", "III", "I"))
    listed = tuple(event.id for event in report_data.listed(data))
    yield _fact("listed", N_("Events in the list"), len(listed), listed, window, sections=("A.events",))
    coming = report_data.outlook(data)
    if coming:
        ids = tuple(event.id for event in coming)
        after = Window(data.window.last, max(event.day for event in coming if event.day))
        yield _fact("outlook", N_("Approved events after the period"), len(ids), ids, after, sections=("IV",))
    for kind in GainKind:
        ids = _ids(event for event, _gain in measures.gains(data, kind))
        number = len(measures.gains(data, kind))
        title = N_("Results of the kind “{kind}”")
        yield _fact(f"gains.{kind.value}", title, number, ids, window, sections=("III", "I"), kind=kind)
    gains = measures.gains(data)
    title = N_("Results of all kinds")
    yield _fact("gains", title, len(gains), _ids(event for event, _gain in gains), window, sections=("III", "I"))
    initiatives, commendations = measures.initiatives(data), measures.commendations(data)
    yield _fact("initiatives", N_("Proposals and initiatives listed"), len(initiatives), (), window, sections=("V",))
    title = N_("Proposals for commendation listed")
    yield _fact("commendations", title, len(commendations), (), window, sections=("VI",))
    yield from _left_over(data)


def _left_over(data: ReportData) -> Iterator[Fact]:
    """What lists are too long to name."""
    held = report_data.held(data)
    lengths = (
        ("II.6", len(report_data.put_off(data)), prefill.MAX_POINTS),
        ("IV", len(measures.due_next(data)), prefill.MAX_POINTS),
        ("V", len(measures.initiatives(data)), prefill.MAX_POINTS),
        ("VI", len(measures.commendations(data)), prefill.MAX_POINTS),
        ("III", len(measures.gains_told(data)), assessment.MAX_POINTS),
        ("III", sum(bool(event.results.lessons) for event in held), assessment.MAX_POINTS),
        ("III", len(measures.due_now(data)) - measures.done(measures.due_now(data)), assessment.MAX_POINTS),
        ("IV", sum(bool(event.results.follow_up) for event in held), assessment.MAX_POINTS),
    )
    for at, (section, length, most) in enumerate(lengths):
        if length > most:
            title = N_("Entries of a list that are not named")
            yield _fact(f"left.{section}.{at}", title, length - most, (), data.window, sections=(section,))


def _programme(data: ReportData) -> Iterator[Fact]:
    due = measures.due_now(data)
    if due:
        ids = tuple(dict.fromkeys(event.id for view in due for event in view.events))
        yield _fact("programme.due", N_("Programme items that fell due"), len(due), ids, data.window)
        yield _fact("programme.done", N_("Programme items done"), measures.done(due), ids, data.window)
    for view in measures.due_next(data):
        ids = tuple(event.id for event in view.events)
        key, title = f"programme.{view.item.id}", view.item.title
        if view.done is not None:
            label = N_("Reached of “{title}”")
            yield _fact(f"{key}.done", label, view.done, ids, data.window, sections=("IV",), title=title)
        label = N_("Target of “{title}”")
        yield _fact(f"{key}.target", label, view.target, ids, data.window, sections=("IV",), title=title)


def _of_event(
    data: ReportData, event: Event, name: str, title: str, value: int | Decimal, *, percent: bool = False
) -> Fact:
    return _fact(
        f"event.{event.id}.{name}", title, value, (event.id,), data.window, percent=percent, sections=_RESULTS,
        title=event.title,
    )  # fmt: skip


def _ids(events: Iterable[Event]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(event.id for event in events))


def _fact(
    key: str,
    label: str,
    value: int | Decimal,
    event_ids: tuple[str, ...],
    window: Window,
    *,
    percent: bool = False,
    sections: tuple[str, ...] = _EVERYWHERE,
    **params: Param,
) -> Fact:
    return Fact(
        key=key,
        label=label,
        params=tuple(params.items()),
        value=value,
        unit="%" if percent else "",
        event_ids=event_ids,
        window=window,
        sections=sections,
    )
