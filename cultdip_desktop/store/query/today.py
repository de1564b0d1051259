"""What the Today page asks: which events need something, what comes next, how the running report stands.

Conditions are SQL, so that an office with many complete events reads only those that are not. What the report's
check finds is found here by the same conditions (`tests/services/test_today.py` compares the two).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.codec import instant_text
from cultdip_desktop.domain.event import COUNTED, NEEDS_REASON, REPORTABLE, EventKind, EventState
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.package import SentState
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.today import Need, Step, Upcoming
from cultdip_desktop.store.columns import bitext_of, instant_from
from cultdip_desktop.store.schema import action, event, event_actor, event_goal, event_money, media_item, sent_package
from cultdip_desktop.store.store import Reader

_BLANKS: Final = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What Python strips; SQLite alone would strip the space only."""

_AHEAD: Final = (EventState.IDEA, EventState.PREPARING, EventState.SUBMITTED, EventState.APPROVED)
_BITS: Final = {need: 1 << place for place, need in enumerate(Need)}


@dataclass(frozen=True, slots=True)
class Needy:
    """An event that needs something."""

    id: str
    day: date
    needs: tuple[Need, ...]
    rationales: int
    """Goals without a reason."""

    captions: int
    """Photos without a caption."""


def needy(tx: Reader, window: Window, today: date) -> list[Needy]:
    """Events on a day of `window` that need something, by day. One statement."""
    goals, photos = _goals_by_event(window), _photos_by_event(window)
    held = _in(event.c.state, COUNTED)
    reported = _in(event.c.state, REPORTABLE)
    past = event.c.local_day < today.isoformat()
    rationales = sa.func.coalesce(goals.c.bare, 0)
    captions = sa.func.coalesce(photos.c.bare, 0)
    nothing = sa.and_(
        event.c.attendance.is_(None),
        event.c.host_share.is_(None),
        *(event.c[f"{name}_{language}"] == "" for name in ("outcomes", "lessons") for language in ("vi", "en")),
    )
    conditions: dict[Need, sa.ColumnElement[bool]] = {
        Need.TITLE: sa.and_(reported, _blank(event.c.title_vi)),
        Need.NOT_MOVED: sa.and_(event.c.state == EventState.APPROVED.value, past),
        Need.REASON: sa.and_(_in(event.c.state, NEEDS_REASON), _blank(event.c.state_reason)),
        Need.RESULTS: sa.and_(held, nothing),
        Need.ATTENDANCE: sa.and_(held, event.c.attendance.is_(None), sa.not_(nothing)),
        Need.GOALS: sa.and_(held, goals.c.event_id.is_(None)),
        Need.RATIONALE: sa.and_(held, rationales > 0),
        Need.CAPTIONS: sa.and_(reported, captions > 0),
        Need.DAY_PASSED: sa.and_(_in(event.c.state, (*_BEFORE_APPROVAL, EventState.SUBMITTED)), past),
        Need.APPROVE: sa.and_(event.c.state == EventState.SUBMITTED.value, sa.not_(past)),
        Need.SUBMIT: sa.and_(_in(event.c.state, _BEFORE_APPROVAL), sa.not_(past)),
    }
    mask = sum((sa.case((met, _BITS[need]), else_=0) for need, met in conditions.items()), sa.literal(0))
    flagged = (
        sa.select(event.c.id, event.c.local_day, mask.label("mask"), rationales.label("bare"), captions.label("photos"))
        .outerjoin(goals, goals.c.event_id == event.c.id)
        .outerjoin(photos, photos.c.event_id == event.c.id)
        .where(*_living(window))
        .subquery()
    )
    found = tx.connection.execute(sa.select(flagged).where(flagged.c.mask != 0).order_by(flagged.c.local_day, "id"))
    return [Needy(id_, _day(day), _needs(bits), bare, uncaptioned) for id_, day, bits, bare, uncaptioned in found]


_BEFORE_APPROVAL: Final = (EventState.IDEA, EventState.PREPARING)


def titles(tx: Reader, event_ids: Iterable[str]) -> dict[str, tuple[BiText, str]]:
    """Title of each event, and the first of its goals that lacks a reason (or nothing). One statement."""
    first = (
        sa.select(event_goal.c.code)
        .where(event_goal.c.event_id == event.c.id, _blank(event_goal.c.reason_vi))
        .order_by(event_goal.c.position)
        .limit(1)
        .scalar_subquery()
    )
    columns = (event.c.id, event.c.title_vi, event.c.title_en, event.c.title_english, first.label("goal"))
    wanted = sa.select(*columns).where(event.c.id.in_(list(event_ids)))
    return {
        row["id"]: (bitext_of(dict(row), "title"), row["goal"] or "")
        for row in tx.connection.execute(wanted).mappings()
    }


def held_count(tx: Reader, window: Window) -> int:
    """Events that figures count in `window`."""
    wanted = sa.select(sa.func.count()).select_from(event).where(*_living(window), _in(event.c.state, COUNTED))
    return tx.connection.execute(wanted).scalar_one()


def is_empty(tx: Reader) -> bool:
    """Whether the office has no event at all, the trash left aside."""
    return tx.connection.execute(sa.select(event.c.id).where(event.c.deleted_at.is_(None)).limit(1)).first() is None


def born(tx: Reader) -> datetime | None:
    """When the first thing was written into this office."""
    first = sa.select(action.c.at).order_by(action.c.position).limit(1)
    return instant_from(tx.connection.execute(first).scalar())


def goal_counts(tx: Reader, window: Window) -> dict[str, tuple[int, int]]:
    """For each code: events of `window` that were held, and events that are still ahead. One statement."""
    held = _in(event.c.state, COUNTED)
    group = sa.func.substr(event_goal.c.code, 1, 2)
    statement = (
        sa.select(
            group,
            sa.func.count(sa.distinct(sa.case((held, event.c.id)))),
            sa.func.count(sa.distinct(sa.case((_in(event.c.state, _AHEAD), event.c.id)))),
        )
        .join(event, event.c.id == event_goal.c.event_id)
        .where(*_living(window), event_goal.c.code.startswith("M", autoescape=True))
        .group_by(group)
    )
    return {code: (done, ahead) for code, done, ahead in tx.connection.execute(statement)}


def upcoming(tx: Reader, window: Window, now: datetime, limit: int) -> tuple[list[Upcoming], int]:
    """The next events that begin in `window` or are under way, and how many there are. Two statements."""
    running = sa.and_(
        event.c.local_day < window.first.isoformat(),
        event.c.local_day >= date.fromordinal(window.first.toordinal() - _LONGEST_DAYS).isoformat(),
        event.c.end_at >= instant_text(now),
    )
    begins = event.c.local_day.between(window.first.isoformat(), window.last.isoformat())
    mine = (event.c.deleted_at.is_(None), _in(event.c.state, _AHEAD), sa.or_(begins, running))
    total = tx.connection.execute(sa.select(sa.func.count()).select_from(event).where(*mine)).scalar_one()
    shown = sa.select(*_UPCOMING, *readiness()).where(*mine).order_by(event.c.start_at, event.c.id).limit(limit)
    return [_coming(dict(row)) for row in tx.connection.execute(shown).mappings()], total


_LONGEST_DAYS: Final = 120
"""Events that last longer are not looked for among those under way."""


def last_begun(tx: Reader, today: date) -> tuple[str, BiText] | None:
    """Id and title of the last event that was not called off and began today or before. One statement."""
    wanted = (
        sa.select(event.c.id, event.c.title_vi, event.c.title_en, event.c.title_english)
        .where(
            event.c.deleted_at.is_(None),
            event.c.local_day <= today.isoformat(),
            _in(event.c.state, (EventState.APPROVED, *COUNTED)),
        )
        .order_by(event.c.local_day.desc(), event.c.id)
        .limit(1)
    )
    row = tx.connection.execute(wanted).mappings().first()
    return None if row is None else (row["id"], bitext_of(dict(row), "title"))


def signed_periods(tx: Reader, periods: Iterable[Period]) -> dict[str, SentState]:
    """Of these periods, the ones for which a package was signed, with the state of the last. One statement."""
    wanted = {str(period): period.rule.value for period in periods}
    statement = (
        sa.select(sent_package.c.period, sent_package.c.rule, sent_package.c.state)
        .where(sent_package.c.period.in_(list(wanted)), sent_package.c.state != SentState.RESERVED.value)
        .order_by(sent_package.c.epoch, sent_package.c.seq)
    )
    rows = tx.connection.execute(statement)
    return {period: SentState(state) for period, rule, state in rows if wanted[period] == rule}


def has_listed(tx: Reader, window: Window) -> bool:
    """Whether a report over `window` would list any event."""
    wanted = sa.select(event.c.id).where(*_living(window), _in(event.c.state, REPORTABLE)).limit(1)
    return tx.connection.execute(wanted).first() is not None


_UPCOMING: Final = tuple(
    event.c[name]
    for name in (
        "id title_vi title_en title_english kind state start_at end_at all_day zone city"
        " venue_vi venue_en venue_english"
    ).split()
)


def readiness() -> tuple[sa.ColumnElement[Any], ...]:
    """Columns beside those of the event itself that `lacking` looks at."""

    def number(table: sa.Table, *conditions: sa.ColumnElement[bool]) -> sa.ScalarSelect[Any]:
        mine = sa.select(sa.func.count()).select_from(table).where(table.c.event_id == event.c.id, *conditions)
        return mine.scalar_subquery()

    planned = _in(event_money.c.stage, (MoneyStage.PLANNED, MoneyStage.COMMITTED))
    return (
        _blank(event.c.summary_vi).label("no_summary"),
        number(event_goal).label("goals"),
        number(event_goal, event_goal.c.is_primary == 1).label("primaries"),
        number(event_goal, _blank(event_goal.c.reason_vi)).label("bare"),
        number(event_actor).label("actors"),
        number(event_money, planned).label("budget"),
    )


def _coming(row: dict[str, Any]) -> Upcoming:
    zone = ZoneInfo(row["zone"])
    start, end = instant_from(row["start_at"]), instant_from(row["end_at"])
    assert start is not None  # noqa: S101 - it has a day
    return Upcoming(
        id=row["id"],
        title=bitext_of(row, "title"),
        kind=EventKind(row["kind"]),
        state=EventState(row["state"]),
        start=start.astimezone(zone),
        end=None if end is None else end.astimezone(zone),
        all_day=bool(row["all_day"]),
        place=bitext_of(row, "venue") or BiText(row["city"]),
        lacking=lacking(row),
    )


def lacking(row: Mapping[str, Any]) -> tuple[Step, ...]:
    """What the preparation of an event still lacks, from its row and the columns of `readiness`."""
    met = {
        Step.TITLE: bool(row["title_vi"].strip()),
        Step.DAY: row["start_at"] is not None,
        Step.SUMMARY: not row["no_summary"],
        Step.PLACE: bool(row["venue_vi"].strip() or row["city"].strip()),
        Step.GOALS: row["goals"] > 0,
        Step.PRIMARY: row["primaries"] == 1,
        Step.RATIONALE: row["goals"] > 0 and row["bare"] == 0,
        Step.PARTNERS: row["actors"] > 0,
        Step.BUDGET: row["budget"] > 0,
        Step.APPROVAL: row["state"] == EventState.APPROVED.value,
    }
    return tuple(step for step in Step if not met[step])


def _goals_by_event(window: Window) -> sa.Subquery:
    bare = sa.func.sum(sa.case((_blank(event_goal.c.reason_vi), 1), else_=0)).label("bare")
    return (
        sa.select(event_goal.c.event_id, bare)
        .join(event, event.c.id == event_goal.c.event_id)
        .where(*_living(window))
        .group_by(event_goal.c.event_id)
        .subquery()
    )


def _photos_by_event(window: Window) -> sa.Subquery:
    item = media_item.c
    travels = (item.kind == "image", item.in_report == 1, item.publishable == 1, item.deleted_at.is_(None))
    return (
        sa.select(item.event_id, sa.func.count().label("bare"))
        .join(event, event.c.id == item.event_id)
        .where(*travels, _blank(item.caption_vi), *_living(window))
        .group_by(item.event_id)
        .subquery()
    )


def _living(window: Window) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        event.c.deleted_at.is_(None),
        event.c.local_day.between(window.first.isoformat(), window.last.isoformat()),
    )


def _blank(column: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    return sa.func.trim(column, _BLANKS) == ""


def _in(column: sa.ColumnElement[Any], values: Iterable[Any]) -> sa.ColumnElement[bool]:
    return column.in_(sorted(value.value for value in values))


@functools.lru_cache(maxsize=1000)
def _day(text: str) -> date:
    return date.fromisoformat(text)


@functools.cache
def _needs(bits: int) -> tuple[Need, ...]:
    return tuple(need for need, bit in _BITS.items() if bits & bit)
