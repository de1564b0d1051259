"""Which reports headquarters asks of every mission, by when, and who was given another day (R10)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.duty import Duty, Extension
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.secrecy import require_open
from cultdip_desktop.domain.standing import day_in_hanoi
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.query import arrivals as arrival_query
from cultdip_desktop.store.repo import duty as duty_rows
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.store import Reader, Writer

DUE_DAYS: Final = "hq.due_days"
"""Setting: days between the end of a period and the day of its report where nobody set one."""

USUAL_DUE_DAYS: Final = 15
MOST_DUE_DAYS: Final = 365
_MOST_NOTE: Final = 2000
_MOST_REASON: Final = 500


def standing_duty(tx: Reader, period: Period) -> Duty:
    """The duty of a period as it was set; else with the usual day, an empty id telling so."""
    found = duty_rows.of_period(tx, period)
    return found or Duty(id="", period=period, due=period.window.last + timedelta(days=_due_days(tx)))


def made_duty(tx: Writer, period: Period) -> Duty:
    """The same as a row of its own, on which extensions and reminders can hang."""
    found = standing_duty(tx, period)
    return found if found.id else duty_rows.save(tx, found)


def extensions_of(tx: Reader, duty: Duty) -> Mapping[str, Extension]:
    """By mission."""
    return {one.office: one for one in duty_rows.extensions(tx, [duty.id] if duty.id else [])}


class DutyService:
    """The use cases of the deadlines in the Missions room and of `cultdip hq duty|extend`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def today(self) -> date:
        """The present day in Hà Nội."""
        return day_in_hanoi(self._desk.clock.now())

    def all(self) -> tuple[Duty, ...]:
        """Every duty that somebody set, the latest day first."""
        with self._desk.store.read() as tx:
            return duty_rows.all(tx)

    def of(self, period: Period) -> Duty:
        """The duty to report on a period; with an empty id where the usual day holds."""
        with self._desk.store.read() as tx:
            return standing_duty(tx, period)

    def current(self) -> Period:
        """The period that is being waited for: the last quarter that is over, by headquarters' rule of periods."""
        with self._desk.store.read() as tx:
            return _current(tx, self.today())

    def periods(self) -> tuple[Period, ...]:
        """Periods worth looking at, the latest first: set duties, what missions reported on, and the quarters around now."""
        with self._desk.store.read() as tx:
            current = _current(tx, self.today())
            told = {one.window: one for one in (row.period for row in duty_rows.all(tx))}
            around = [current, current.previous, current.previous.previous, current.previous.previous.previous]
            running = Period.quarter_of(current.window.last + timedelta(days=1), current.rule)
            windows = {one.window for one in arrival_query.came(tx)}
        for period in (running, *around):
            told.setdefault(period.window, period)
        for window in windows:
            found = Period.of_days(window.first, window.last) if window is not None else None
            if found is not None:
                told.setdefault(found.window, found)
        return tuple(sorted(told.values(), key=lambda one: (one.window.last, one.window.first), reverse=True))

    def due_days(self) -> int:
        """Days after a period's end on which its report is due where nobody set a day."""
        with self._desk.store.read() as tx:
            return _due_days(tx)

    def set_due_days(self, days: int) -> ChangeSet:
        """Change that number.

        Raises:
            UserError: `duty.days`.
        """
        if not 0 <= days <= MOST_DUE_DAYS:
            raise UserError("duty.days", most=MOST_DUE_DAYS)
        with self._desk.store.write("office.settings", actor=self._desk.actor) as tx:
            office_rows.set_setting(tx, DUE_DAYS, days)
        return tx.change_set

    def set(self, period: Period, due: date, note: str = "") -> tuple[Duty, ChangeSet]:
        """Ask every mission for the report of a period until the end of `due`.

        Raises:
            UserError: `duty.before_end` when the period is not over by then, `duty.too_far`, `duty.too_long`.
        """
        said = _text(note, _MOST_NOTE)
        if due < period.window.last:
            raise UserError("duty.before_end", day=period.window.last.isoformat())
        if (due - period.window.last).days > MOST_DUE_DAYS:
            raise UserError("duty.too_far", most=MOST_DUE_DAYS)
        with self._desk.store.write("duty.save", actor=self._desk.actor, title=str(period)) as tx:
            made = duty_rows.save(tx, Duty(id="", period=period, due=due, note=said))
        return made, tx.change_set

    def delete(self, period: Period) -> ChangeSet:
        """Take a duty back: the usual day holds again.

        Raises:
            UserError: `duty.not_found`.
        """
        with self._desk.store.write("duty.delete", actor=self._desk.actor, title=str(period)) as tx:
            found = duty_rows.of_period(tx, period)
            if found is None:
                raise UserError("duty.not_found")
            duty_rows.delete(tx, found.id)
        return tx.change_set

    def extensions(self, period: Period) -> Mapping[str, Extension]:
        """Who was given another day, by mission."""
        with self._desk.store.read() as tx:
            return extensions_of(tx, standing_duty(tx, period))

    def extend(self, office: str, period: Period, due: date | None, reason: str) -> tuple[Extension, ChangeSet]:
        """Give a mission another day, or, without one, excuse it; a decision with its reason in the history.

        Raises:
            UserError: `mission.not_found`, `duty.reason_missing`, `duty.not_later`, `duty.too_far`, `duty.too_long`.
        """
        said = _text(reason, _MOST_REASON)
        if not said:
            raise UserError("duty.reason_missing")
        params = {"office": office, "period": str(period), "due": due.isoformat() if due else "", "reason": said}
        with self._desk.store.write("hq.extend", actor=self._desk.actor, **params) as tx:
            mission_rows.get(tx, office)
            duty = made_duty(tx, period)
            if due is not None and due <= duty.due:
                raise UserError("duty.not_later", day=duty.due.isoformat())
            if due is not None and (due - duty.due).days > MOST_DUE_DAYS:
                raise UserError("duty.too_far", most=MOST_DUE_DAYS)
            entry = Extension(
                id=tx.ids.new(),
                duty_id=duty.id,
                office=office,
                due=due,
                reason=said,
                person_id=self._desk.actor,
            )
            made = duty_rows.extend(tx, entry)
        return made, tx.change_set

    def withdraw(self, office: str, period: Period, reason: str) -> ChangeSet:
        """Take an extension or exemption back: everybody's day holds for this mission again.

        Raises:
            UserError: `duty.no_extension`, `duty.reason_missing`.
        """
        said = _text(reason, _MOST_REASON)
        if not said:
            raise UserError("duty.reason_missing")
        params = {"office": office, "period": str(period), "reason": said}
        with self._desk.store.write("hq.extend_back", actor=self._desk.actor, **params) as tx:
            found = extensions_of(tx, standing_duty(tx, period)).get(office)
            if found is None:
                raise UserError("duty.no_extension")
            duty_rows.withdraw_extension(tx, found.id)
        return tx.change_set

    def told(self, periods: Iterable[Period]) -> tuple[Duty, ...]:
        """The duties of several periods, set or usual."""
        with self._desk.store.read() as tx:
            return tuple(standing_duty(tx, period) for period in periods)


def _current(tx: Reader, today: date) -> Period:
    rule = PeriodRule(str(office_rows.get_setting(tx, "period_rule", PeriodRule.CALENDAR.value)))
    return Period.quarter_of(today, PeriodRule.CALENDAR if rule is PeriodRule.CUSTOM else rule).previous


def _due_days(tx: Reader) -> int:
    found = office_rows.get_setting(tx, DUE_DAYS, USUAL_DUE_DAYS)
    return found if isinstance(found, int) and 0 <= found <= MOST_DUE_DAYS else USUAL_DUE_DAYS


def _text(text: str, most: int) -> str:
    said = nfc(text).strip()
    if len(said) > most:
        raise UserError("duty.too_long", most=most)
    require_open(said)
    return said
