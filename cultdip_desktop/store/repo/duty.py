"""Which reports headquarters asks of everybody, who was given another day, and who was reminded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.duty import Duty, Extension, Reminder, ReminderStage
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.store.columns import composed, instant_column, instant_from, upsert
from cultdip_desktop.store.schema import duty, extension, reminder
from cultdip_desktop.store.store import Reader, Writer


def all(tx: Reader) -> tuple[Duty, ...]:
    """Every duty that stands, the one with the latest day first."""
    wanted = sa.select(duty).where(duty.c.deleted_at.is_(None)).order_by(duty.c.due.desc(), duty.c.id)
    return tuple(_duty(row) for row in tx.connection.execute(wanted).mappings())


def of_period(tx: Reader, period: Period) -> Duty | None:
    """The duty to report on a period, if somebody has set a day."""
    row = _row_of(tx, period)
    return _duty(row) if row is not None and row["deleted_at"] is None else None


def save(tx: Writer, entry: Duty) -> Duty:
    """Write a new or changed duty; one that was taken back stands again, with the extensions that hang on it."""
    before = _row_of(tx, entry.period)
    id_ = before["id"] if before is not None else entry.id or tx.ids.new()
    made = instant_from(before["made_at"]) if before is not None else entry.made_at or tx.now
    kept = entry.dispatch_id or (before["dispatch_id"] if before is not None else None)
    saved = Duty(id=id_, period=entry.period, due=entry.due, note=entry.note, made_at=made, dispatch_id=kept)
    row = {
        "id": id_,
        "period": str(entry.period),
        "rule": entry.period.rule.value,
        "due": entry.due.isoformat(),
        "note": entry.note,
        "made_at": instant_column(made),
        "dispatch_id": kept,
        "deleted_at": None,
    }
    upsert(tx.connection, duty, row)
    return saved


def delete(tx: Writer, duty_id: str) -> None:
    """Take a duty back: missions owe what the office's settings say.

    Raises:
        UserError: `duty.not_found`.
    """
    same = (duty.c.id == duty_id, duty.c.deleted_at.is_(None))
    gone = {"deleted_at": instant_column(tx.now)}
    if not tx.connection.execute(duty.update().where(*same).values(gone)).rowcount:
        raise UserError("duty.not_found")


def extensions(tx: Reader, duty_ids: Sequence[str]) -> tuple[Extension, ...]:
    """Those that stand, the newest for a mission and a duty last."""
    if not duty_ids:
        return ()
    mine = (extension.c.duty_id.in_(duty_ids), extension.c.deleted_at.is_(None))
    wanted = sa.select(extension).where(*mine).order_by(extension.c.given_at, extension.c.id)
    return tuple(_extension(row) for row in tx.connection.execute(wanted).mappings())


def extend(tx: Writer, entry: Extension) -> Extension:
    """Note another day; what the mission was given before for this duty is put aside."""
    mine = (extension.c.duty_id == entry.duty_id, extension.c.office == entry.office, extension.c.deleted_at.is_(None))
    tx.connection.execute(extension.update().where(*mine).values({"deleted_at": instant_column(tx.now)}))
    row: dict[str, Any] = {
        "id": entry.id,
        "duty_id": entry.duty_id,
        "office": entry.office,
        "due": entry.due.isoformat() if entry.due is not None else None,
        "reason": entry.reason,
        "person_id": entry.person_id,
        "given_at": instant_column(entry.given_at or tx.now),
        "deleted_at": None,
    }
    tx.connection.execute(extension.insert(), composed(row))
    return Extension(
        id=entry.id,
        duty_id=entry.duty_id,
        office=entry.office,
        due=entry.due,
        reason=entry.reason,
        person_id=entry.person_id,
        given_at=entry.given_at or tx.now,
    )


def withdraw_extension(tx: Writer, extension_id: str) -> None:
    """The mission's day is everybody's again.

    Raises:
        UserError: `duty.no_extension`.
    """
    same = (extension.c.id == extension_id, extension.c.deleted_at.is_(None))
    gone = {"deleted_at": instant_column(tx.now)}
    if not tx.connection.execute(extension.update().where(*same).values(gone)).rowcount:
        raise UserError("duty.no_extension")


def reminders(tx: Reader, *, duty_id: str | None = None, office: str | None = None) -> tuple[Reminder, ...]:
    """Letters that went out, the oldest first."""
    wanted = sa.select(reminder).order_by(reminder.c.made_at, reminder.c.id)
    if duty_id is not None:
        wanted = wanted.where(reminder.c.duty_id == duty_id)
    if office is not None:
        wanted = wanted.where(reminder.c.office == office)
    return tuple(_reminder(row) for row in tx.connection.execute(wanted).mappings())


def add_reminders(tx: Writer, entries: Sequence[Reminder]) -> None:
    """Note letters."""
    if not entries:
        return
    rows = [
        composed(
            {
                "id": one.id,
                "duty_id": one.duty_id,
                "office": one.office,
                "stage": one.stage.value,
                "made_at": instant_column(one.made_at),
                "number": one.number,
                "file_name": one.file_name,
                "sha256": one.sha256,
            }
        )
        for one in entries
    ]
    tx.connection.execute(reminder.insert(), rows)


def _row_of(tx: Reader, period: Period) -> sa.RowMapping | None:
    same = (duty.c.period == str(period), duty.c.rule == period.rule.value)
    return tx.connection.execute(sa.select(duty).where(*same)).mappings().first()


def _duty(row: sa.RowMapping) -> Duty:
    return Duty(
        id=row["id"],
        period=Period.parse(row["period"], PeriodRule(row["rule"])),
        due=date.fromisoformat(row["due"]),
        note=row["note"],
        made_at=instant_from(row["made_at"]),
        dispatch_id=row["dispatch_id"],
    )


def _extension(row: sa.RowMapping) -> Extension:
    return Extension(
        id=row["id"],
        duty_id=row["duty_id"],
        office=row["office"],
        due=date.fromisoformat(row["due"]) if row["due"] else None,
        reason=row["reason"],
        person_id=row["person_id"],
        given_at=instant_from(row["given_at"]),
    )


def _reminder(row: sa.RowMapping) -> Reminder:
    made = instant_from(row["made_at"])
    assert made is not None  # noqa: S101 - the column is never empty
    return Reminder(
        id=row["id"],
        duty_id=row["duty_id"],
        office=row["office"],
        stage=ReminderStage(row["stage"]),
        made_at=made,
        number=row["number"],
        file_name=row["file_name"],
        sha256=row["sha256"],
    )
