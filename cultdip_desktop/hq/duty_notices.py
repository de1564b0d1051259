"""Deadlines as a mission is told them: everybody's day, or its own where it was given another one."""

from __future__ import annotations

from cultdip_desktop.domain.duty import Duty, Extension
from cultdip_desktop.domain.receipt import DutyNotice
from cultdip_desktop.store.repo import duty as duty_rows
from cultdip_desktop.store.store import Reader


def for_all(tx: Reader) -> tuple[DutyNotice, ...]:
    """The days that hold for everybody, by day."""
    return tuple(_notice(duty, None) for duty in sorted(duty_rows.all(tx), key=lambda one: (one.due, one.id)))


def for_office(tx: Reader, office: str) -> tuple[DutyNotice, ...]:
    """All that one mission owes, with the days of its own."""
    own = _extensions(tx)
    return tuple(
        _notice(duty, own.get((duty.id, office)))
        for duty in sorted(duty_rows.all(tx), key=lambda one: (one.due, one.id))
    )


def of_their_own(tx: Reader) -> dict[str, tuple[DutyNotice, ...]]:
    """By mission, only the deadlines in which it differs from the others."""
    duties = {duty.id: duty for duty in duty_rows.all(tx)}
    found: dict[str, tuple[DutyNotice, ...]] = {}
    for (duty_id, office), extension in sorted(_extensions(tx).items()):
        found[office] = (*found.get(office, ()), _notice(duties[duty_id], extension))
    return found


def _extensions(tx: Reader) -> dict[tuple[str, str], Extension]:
    """The newest for each duty and mission."""
    ids = [duty.id for duty in duty_rows.all(tx)]
    return {(one.duty_id, one.office): one for one in duty_rows.extensions(tx, ids)}


def _notice(duty: Duty, extension: Extension | None) -> DutyNotice:
    return DutyNotice(
        id=duty.id,
        period=str(duty.period),
        rule=duty.period.rule,
        due=duty.due if extension is None else extension.due,
        note=duty.note,
        extended=extension is not None,
        reason="" if extension is None else extension.reason,
    )
