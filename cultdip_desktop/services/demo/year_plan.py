"""Targets of the present year, why two quarters stayed empty, and the year's programme with what changed since."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Any, Final

from cultdip_desktop.core.ids import IdSource
from cultdip_desktop.core.paths import resources
from cultdip_desktop.domain.coverage import MAIN, PLANNED, GapReason, GoalTarget
from cultdip_desktop.domain.event import COUNTED, Event
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.plan_words import ItemSource
from cultdip_desktop.domain.programme import Baseline, Programme, ProgrammeItem, window_of
from cultdip_desktop.domain.strategy import groups_of
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.services.programme import title_of

_APPROVED: Final = (1, 15)
"""Month and day."""


@dataclass(frozen=True, slots=True)
class YearPlan:
    """What the sample has set itself for a year."""

    targets: tuple[GoalTarget, ...]
    reasons: tuple[GapReason, ...]
    programme: Programme
    items: tuple[ProgrammeItem, ...]
    links: tuple[tuple[str, str], ...]
    """Item and event."""

    baseline: Baseline


def year_plan(events: Sequence[Event], today: date, edition: str, person: str | None, ids: IdSource) -> YearPlan:
    """The plan of the year that `today` lies in; it fits whatever number of events the sample has."""
    plain: dict[str, Any] = json.loads((resources() / "demo" / "programme.json").read_text(encoding="utf-8"))
    year = today.year
    living = [event for event in events if event.day is not None and event.state in COUNTED | PLANNED]
    mine = [event for event in living if event.day is not None and event.day.year == year]
    targets = tuple(GoalTarget(code, year, max(1, round(len(mine) * plain["targets"][code] / 100))) for code in MAIN)
    items = tuple(_item(one, year, at, edition, person, ids) for at, one in enumerate(plain["items"]))
    links = tuple(
        (item.id, event.id)
        for item, one in zip(items, plain["items"], strict=True)
        for event in _links(item, one, mine)
    )
    since = plain["since_approval"]
    removed = _item(since["removed"], year, len(items), edition, person, ids)
    before = [item for at, item in enumerate(items) if at != since["added"]]
    before[since["changed"]] = replace(before[since["changed"]], quarter=since["quarter"])
    approved = min(datetime.combine(date(year, *_APPROVED), time(9), UTC), datetime.combine(today, time(0), UTC))
    programme = Programme(year=year, title=title_of(year), created_at=approved)
    baseline = Baseline(
        id=ids.new(),
        year=year,
        frozen_at=approved,
        person=person,
        reason=plain["approval"]["vi"],
        title=programme.title,
        items=(*before, removed),
    )
    reasons = tuple(_reasons(plain["reasons"], mine, today, person))
    return YearPlan(targets, reasons, programme, items, links, baseline)


def _item(
    plain: dict[str, Any], year: int, position: int, edition: str, person: str | None, ids: IdSource
) -> ProgrammeItem:
    reference = plain.get("source", "")
    return ProgrammeItem(
        id=ids.new(),
        year=year,
        title=_text(plain),
        code=plain["code"],
        edition=edition,
        quarter=plain["quarter"],
        person=person,
        target=plain["target"],
        unit=plain.get("unit", ""),
        source=ItemSource.HEADQUARTERS if reference else ItemSource.OWN,
        source_ref=reference,
        position=position,
    )


def _links(item: ProgrammeItem, plain: dict[str, Any], events: Sequence[Event]) -> list[Event]:
    """Events of the item's goal and quarter; of a whole year all that were held."""
    window = window_of(item, PeriodRule.CALENDAR)
    kinds = plain.get("kinds")
    found = [
        event
        for event in events
        if event.day in window
        and item.code in groups_of(tag.code for tag in event.goals)
        and (kinds is None or event.kind.value in kinds)
    ]
    return found if not item.quarter else found[: item.target]


def _reasons(
    plain: Sequence[dict[str, Any]], events: Sequence[Event], today: date, person: str | None
) -> list[GapReason]:
    """The last quarter of the year that is over and has no event for the code, if there is one."""
    found = []
    for one in plain:
        for number in (3, 2, 1):
            quarter = Period(today.year, f"Q{number}")
            served = (groups_of(tag.code for tag in event.goals) for event in events if event.day in quarter.window)
            if quarter.window.last < today and not any(one["code"] in codes for codes in served):
                noted = datetime.combine(quarter.window.last, time(16), UTC)
                found.append(
                    GapReason(
                        code=one["code"],
                        year=today.year,
                        quarter=number,
                        reason=_text(one),
                        person=person,
                        noted_at=noted,
                    )
                )
                break
    return found


def _text(plain: dict[str, Any]) -> BiText:
    return BiText(plain["vi"], plain["en"], EnglishState.REVIEWED)
