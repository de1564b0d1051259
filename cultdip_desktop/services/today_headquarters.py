"""What the Today page says of headquarters: what it asks, what it has acknowledged, what does not fit.

Loaded with the second answer after opening: what reads receipts is not needed for the first page.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from cultdip_desktop.domain.acknowledgement import KnownReceipt, Standing
from cultdip_desktop.domain.directive import Directive
from cultdip_desktop.domain.issuing import DirectiveState
from cultdip_desktop.domain.today import Alarm, FromHeadquarters, Matter, Notice
from cultdip_desktop.services import acknowledgements
from cultdip_desktop.services.receiving_directives import ANSWERED
from cultdip_desktop.store.query import way_back as way_back_query
from cultdip_desktop.store.repo import directive as directive_rows
from cultdip_desktop.store.repo import receipt as receipt_rows
from cultdip_desktop.store.store import Reader

_DIRECTIVES = 2
_REPORTS = 2
"""So many of each stand on the page at most; the rooms list them all."""


def look(tx: Reader, now: datetime, zone: str) -> tuple[tuple[FromHeadquarters, ...], Notice | None]:
    """The lines of the page, and what of it is worth the banner."""
    receipts = receipt_rows.all(tx)
    found = acknowledgements.look(tx, now, receipts)
    lines = (
        *_misfits(found),
        *_unanswered(found, now),
        *_directives(directive_rows.all(tx)),
        *_remarks(tx),
        *_last(receipts, zone),
    )
    return lines, _notice(found, now)


def _misfits(found: Standing) -> Iterator[FromHeadquarters]:
    for package in found.missing[:1]:
        params = {"missing": ", ".join(str(one.seq) for one in found.missing[:10])}
        yield FromHeadquarters(matter=Matter.MISFIT, count=package.seq, code="receive.missing", params=params)
    for one in found.misfits[:1]:
        yield FromHeadquarters(matter=Matter.MISFIT, count=len(found.misfits), code=one.code, params=one.params)


def _unanswered(found: Standing, now: datetime) -> Iterator[FromHeadquarters]:
    for package in found.unanswered[:1]:
        days = (now - (package.sealed_at or now)).days
        params: dict[str, str | int | None] = {"seq": package.seq, "period": str(package.period), "days": days}
        yield FromHeadquarters(matter=Matter.UNANSWERED, count=days, code="receive.unanswered", params=params)


def _directives(directives: tuple[Directive, ...]) -> Iterator[FromHeadquarters]:
    """Those that ask for something, the nearest day first; then those that nobody has opened."""
    waiting = []
    for one in directives:
        if one.state is DirectiveState.WITHDRAWN:
            continue
        open_ = [task for task in one.tasks if task.state not in ANSWERED]
        days = [day for day in (one.due, *(task.due for task in open_)) if day is not None]
        if open_ or one.read_at is None:
            due = min(days, default=None) if open_ else None
            line = FromHeadquarters(matter=Matter.DIRECTIVE, title=one.title, id=one.id, day=due, count=len(open_))
            waiting.append((due or date.max, line))
    yield from (line for _day, line in sorted(waiting, key=lambda each: each[0])[:_DIRECTIVES])


def _remarks(tx: Reader) -> Iterator[FromHeadquarters]:
    for period, count in list(way_back_query.open_remarks(tx).items())[:_REPORTS]:
        yield FromHeadquarters(matter=Matter.REMARKS, id=period, count=count)


def _last(receipts: tuple[KnownReceipt, ...], zone: str) -> Iterator[FromHeadquarters]:
    if receipts:
        day = receipts[0].receipt.at.astimezone(ZoneInfo(zone)).date()
        yield FromHeadquarters(matter=Matter.RECEIPT, day=day, count=receipts[0].seq)


def _notice(found: Standing, now: datetime) -> Notice | None:
    """One banner at most; a number that lacks in headquarters' stream alone is worth a line and no more."""
    serious = [one for one in found.misfits if one.code != "receive.gap"]
    if serious:
        return Notice(alarm=Alarm.WAY_BACK, code=serious[0].code, params=serious[0].params, count=len(serious))
    if found.missing:
        params = {"missing": ", ".join(str(one.seq) for one in found.missing[:10])}
        return Notice(alarm=Alarm.WAY_BACK, code="receive.missing", params=params, count=len(found.missing))
    for line in _unanswered(found, now):
        return Notice(alarm=Alarm.UNANSWERED, code=line.code, params=line.params, days=line.count)
    return None
