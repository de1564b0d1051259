"""What a report tells besides its events: the office's own texts, remarks, registers, recorded reasons, the programme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from cultdip_desktop.domain.coverage import GapReason
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.programme import ItemView
from cultdip_desktop.domain.register import Commendation, Initiative
from cultdip_desktop.domain.report import Report, ReportComment, ReportSection, focus_of
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.services.programme import look
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import goal_plan as goal_plan_rows
from cultdip_desktop.store.repo import programme as programme_rows
from cultdip_desktop.store.repo import register as register_rows
from cultdip_desktop.store.repo import report as report_rows
from cultdip_desktop.store.repo import report_parts
from cultdip_desktop.store.store import Reader


@dataclass(frozen=True, slots=True)
class Told:
    """What is on record for one report."""

    report: Report | None
    """None while nobody has begun it."""

    comments: tuple[ReportComment, ...]
    sections: Mapping[str, ReportSection]
    initiatives: tuple[Initiative, ...]
    commendations: tuple[Commendation, ...]
    titles: Mapping[str, BiText]
    """Of the events that the registers name, by id."""

    gaps: tuple[GapReason, ...]
    programme: tuple[ItemView, ...]


def told(tx: Reader, period: Period, today: date) -> Told:
    """Read it all; a constant number of statements for each year of the programme."""
    report = report_rows.of_period(tx, period)
    initiatives, commendations = register_rows.initiatives(tx), register_rows.commendations(tx)
    return Told(
        report=report,
        comments=() if report is None else report_parts.comments(tx, report.id),
        sections={} if report is None else report_parts.sections(tx, report.id),
        initiatives=initiatives,
        commendations=commendations,
        titles=_titles(tx, initiatives, commendations),
        gaps=tuple(goal_plan_rows.plan(tx).reasons.values()),
        programme=_programme(tx, period.window, focus_of(period), today),
    )


def _titles(tx: Reader, initiatives: Iterable[Initiative], commendations: Iterable[Commendation]) -> dict[str, BiText]:
    """Titles of the events that the registers name."""
    named = {one.event_id for one in initiatives if one.event_id}
    named.update(event_id for one in commendations for event_id in one.events)
    return {event.id: event.title for event in event_rows.get_many(tx, sorted(named))} if named else {}


def _programme(tx: Reader, window: Window, focus: str, today: date) -> tuple[ItemView, ...]:
    """Items of the window's years and of the one after it; of a focus those that serve it."""
    years = [year for year in programme_rows.years(tx) if window.first.year <= year <= window.last.year + 1]
    found = [view for year in years for view in look(tx, year, today).items]
    return tuple(
        view for view in found if not focus or view.item.code == focus or view.item.code.startswith(f"{focus}.")
    )
