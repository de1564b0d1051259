"""Which snapshots are worth keeping."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from cultdip_desktop.domain.backup import BackupKind, Taken, is_due, superfluous

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def taken(at: datetime, kind: BackupKind = BackupKind.AUTOMATIC) -> Taken:
    return Taken(Path(f"{at:%Y%m%dT%H%M%S}-{kind.value}"), at, kind)


def after_running(hours: int) -> list[Taken]:
    """What is left when an office is changed every hour and thinned out after each snapshot."""
    kept: list[Taken] = []
    for hour in range(hours):
        kept.append(taken(NOON + timedelta(hours=hour)))
        gone = set(superfluous(kept))
        kept = [one for one in kept if one not in gone]
    return kept


def test_a_day_of_hours_a_fortnight_of_days_and_eight_weeks_stay() -> None:
    kept = after_running(24 * 100)
    newest = kept[-1].at
    assert [newest - one.at for one in kept[-24:]] == [timedelta(hours=hour) for hour in range(23, -1, -1)]
    days = {one.at.date() for one in kept if newest - one.at < timedelta(days=13)}
    assert len(days) == 14
    weeks = {one.at.isocalendar()[:2] for one in kept}
    assert len(weeks) == 8
    assert len(kept) == 24 + 12 + 5


def test_an_office_that_was_closed_for_months_loses_nothing() -> None:
    old = after_running(24 * 100)
    back = [*old, taken(NOON + timedelta(days=400))]
    assert len([one for one in back if one not in superfluous(back)]) >= len(old) - 2


def test_the_newest_of_an_hour_stays() -> None:
    first, second = taken(NOON), taken(NOON + timedelta(minutes=40))
    days = [taken(NOON - timedelta(days=day)) for day in range(1, 40)]
    gone = superfluous([*days, first, second])
    assert first in gone
    assert second not in gone


def test_the_last_five_before_an_import_stay_and_what_was_asked_for_always() -> None:
    imports = [taken(NOON - timedelta(days=200, minutes=minute), BackupKind.BEFORE_IMPORT) for minute in range(9)]
    manual = [taken(NOON - timedelta(days=300, minutes=minute), BackupKind.MANUAL) for minute in range(3)]
    gone = superfluous([*after_running(24 * 100), *imports, *manual])
    assert [one for one in imports if one not in gone] == imports[:5]
    assert not set(manual) & set(gone)


def test_a_snapshot_is_due_after_an_hour_or_when_a_clock_was_wrong() -> None:
    assert is_due(None, NOON)
    assert not is_due(NOON - timedelta(minutes=59), NOON)
    assert is_due(NOON - timedelta(minutes=60), NOON)
    assert is_due(NOON + timedelta(days=3000), NOON)
