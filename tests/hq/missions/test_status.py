"""Who has reported on a period: in time, late, held, missing, excused, on every clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.duty import MissionState, Region, ReminderStage
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.standing import MissionStanding, Standing
from tests.centre import arrived

Q3 = Period(2026, "Q3")
DUE = date(2026, 10, 15)


def row(office: Office, mission: str = "CZ-EMB", period: Period = Q3) -> MissionStanding:
    """One mission's line."""
    assert office.status is not None
    found = office.status.status(period).row(mission)
    assert found is not None
    return found


def test_all_missions_owe_the_quarter_fifteen_days_after_its_end(headquarters: Office) -> None:
    assert headquarters.status is not None
    found = headquarters.status.status(Q3)
    assert (found.expected, found.received, len(found.missing)) == (109, 0, 109)
    assert found.duty.due == DUE
    assert found.duty.id == ""


def test_every_mission_of_the_shipped_list_has_one_of_the_seven_regions(headquarters: Office) -> None:
    assert headquarters.missions is not None
    regions = {one.id: one.region for one in headquarters.missions.all()}
    assert set(regions.values()) == {region.value for region in Region}
    assert regions["PM-UNESCO"] == Region.ORGANISATIONS
    assert regions["TR-EMB"] == Region.MIDDLE_EAST_AFRICA
    assert regions["CZ-EMB"] == Region.EUROPE


def test_a_region_that_headquarters_sets_holds_and_can_be_undone(headquarters: Office) -> None:
    assert headquarters.missions is not None
    headquarters.missions.edit("TR-EMB", region=Region.EUROPE, note="Theo phân công mới của Bộ")
    changed = headquarters.missions.get("TR-EMB")
    assert (changed.region, changed.note) == (Region.EUROPE, "Theo phân công mới của Bộ")
    headquarters.undo.undo()
    assert headquarters.missions.get("TR-EMB").region == Region.MIDDLE_EAST_AFRICA


@pytest.mark.parametrize(
    ("at", "standing", "days"),
    [
        (
            datetime(2026, 10, 15, 21, 59, tzinfo=UTC),
            Standing.ON_TIME,
            0,
        ),  # 23:59 in Praha, 04:59 of the 16th in Hà Nội
        (datetime(2026, 10, 15, 22, 0, tzinfo=UTC), Standing.LATE, 1),  # midnight in Praha
        (datetime(2026, 10, 20, 10, 0, tzinfo=UTC), Standing.LATE, 5),
    ],
)
def test_a_deadline_ends_at_midnight_by_the_missions_clock(
    headquarters: Office, at: datetime, standing: Standing, days: int
) -> None:
    arrived(headquarters, "CZ-EMB", "2026-Q3", at)
    found = row(headquarters)
    assert (found.standing, found.days) == (standing, days)


@pytest.mark.parametrize(
    ("day", "stage", "days"),
    [
        (date(2026, 8, 1), None, 75),
        (date(2026, 8, 16), ReminderStage.SIXTY, 60),
        (date(2026, 9, 15), ReminderStage.THIRTY, 30),
        (date(2026, 10, 8), ReminderStage.SEVEN, 7),
        (date(2026, 10, 15), ReminderStage.SEVEN, 0),
        (date(2026, 10, 16), ReminderStage.OVERDUE, -1),
    ],
)
def test_the_stage_follows_from_the_days_left(
    headquarters: Office, day: date, stage: ReminderStage | None, days: int
) -> None:
    assert headquarters.status is not None
    found = headquarters.status.status(Q3, day).row("CZ-EMB")
    assert found is not None
    assert (found.stage, found.days) == (stage, days)


def test_overdue_begins_in_each_place_when_its_day_is_over(headquarters: Office, now: FixedClock) -> None:
    now.set(datetime(2026, 10, 15, 18, 0, tzinfo=UTC))  # the 16th in Hà Nội and Tokyo, the 15th in Praha
    assert (row(headquarters, "JP-EMB").days, row(headquarters, "CZ-EMB").days) == (-1, 0)


def test_a_set_day_holds_for_everybody_and_taken_back_the_usual_one_returns(headquarters: Office) -> None:
    assert headquarters.duties is not None
    headquarters.duties.set(Q3, date(2026, 10, 31), "Lùi do bão")
    assert row(headquarters).due == date(2026, 10, 31)
    headquarters.duties.delete(Q3)
    assert row(headquarters).due == DUE
    headquarters.duties.set(Q3, date(2026, 11, 2))
    assert row(headquarters).due == date(2026, 11, 2)


def test_the_usual_number_of_days_is_a_setting(headquarters: Office) -> None:
    assert headquarters.duties is not None
    headquarters.duties.set_due_days(20)
    assert row(headquarters).due == date(2026, 10, 20)
    with pytest.raises(UserError) as caught:
        headquarters.duties.set_due_days(400)
    assert caught.value.code == "duty.days"


def test_another_day_holds_for_one_mission_only(headquarters: Office, now: FixedClock) -> None:
    assert headquarters.duties is not None
    headquarters.duties.extend("CZ-EMB", Q3, date(2026, 10, 25), "Bàn giao cán bộ")
    now.set(datetime(2026, 10, 20, 3, 0, tzinfo=UTC))
    found = row(headquarters)
    assert (found.standing, found.days, found.extended, found.stage) == (Standing.MISSING, 5, True, ReminderStage.SEVEN)
    assert row(headquarters, "JP-EMB").days == -5
    arrived(headquarters, "CZ-EMB", "2026-Q3", datetime(2026, 10, 24, 3, 0, tzinfo=UTC))
    assert row(headquarters).standing is Standing.ON_TIME


def test_the_newest_decision_about_a_mission_counts_and_can_be_withdrawn(headquarters: Office) -> None:
    assert headquarters.duties is not None
    headquarters.duties.extend("CZ-EMB", Q3, date(2026, 10, 25), "Lần một")
    headquarters.duties.extend("CZ-EMB", Q3, None, "Lần hai: miễn")
    assert row(headquarters).standing is Standing.EXEMPT
    headquarters.duties.withdraw("CZ-EMB", Q3, "Nhầm cơ quan")
    assert (row(headquarters).standing, row(headquarters).due) == (Standing.MISSING, DUE)


def test_an_exempt_mission_that_reports_all_the_same_has_reported(headquarters: Office) -> None:
    assert headquarters.duties is not None
    headquarters.duties.extend("CZ-EMB", Q3, None, "Miễn kỳ này")
    arrived(headquarters, "CZ-EMB", "2026-Q3", datetime(2026, 10, 9, tzinfo=UTC))
    assert row(headquarters).standing is Standing.ON_TIME


@pytest.mark.parametrize(
    "change", [{"state": MissionState.SUSPENDED}, {"state": MissionState.CLOSED}, {"reports": False}]
)
def test_who_does_not_work_or_report_is_not_expected(headquarters: Office, change: dict[str, object]) -> None:
    assert headquarters.missions is not None
    assert headquarters.status is not None
    headquarters.missions.edit("CZ-EMB", **change)  # type: ignore[arg-type]
    found = headquarters.status.status(Q3)
    assert (row(headquarters).standing, found.expected) == (Standing.NOT_ASKED, 108)


def test_expected_is_received_and_troubled_and_missing(headquarters: Office) -> None:
    assert headquarters.status is not None
    early = datetime(2026, 10, 5, tzinfo=UTC)
    arrived(headquarters, "CZ-EMB", "2026-Q3", early)
    arrived(headquarters, "JP-EMB", "2026-Q3", early, kind="nil-report")
    arrived(headquarters, "FR-EMB", "2026-Q3", early, outcome=InboxOutcome.HELD, code="chain.gap", seq=2, missing=(1,))
    arrived(headquarters, "DE-EMB", "2026-Q3", early, outcome=InboxOutcome.REFUSED, code="signature.broken")
    arrived(headquarters, "US-EMB", "2026-Q3", early, outcome=InboxOutcome.FORK, code="chain.fork")
    found = headquarters.status.status(Q3)
    assert (found.expected, found.received, len(found.troubled), len(found.missing)) == (109, 2, 3, 104)
    assert row(headquarters, "JP-EMB").nil
    assert [one.mission.id for one in found.of(Standing.REFUSED)] == ["DE-EMB"]


def test_a_refused_file_is_forgotten_once_a_good_one_came(headquarters: Office) -> None:
    arrived(headquarters, "CZ-EMB", "2026-Q3", datetime(2026, 10, 5, tzinfo=UTC), outcome=InboxOutcome.REFUSED)
    arrived(headquarters, "CZ-EMB", "2026-Q3", datetime(2026, 10, 6, tzinfo=UTC))
    found = row(headquarters)
    assert (found.standing, found.trouble) == (Standing.ON_TIME, None)


def test_an_amendment_is_noted_and_the_first_arrival_decides_what_is_late(headquarters: Office) -> None:
    arrived(headquarters, "CZ-EMB", "2026-Q3", datetime(2026, 10, 5, tzinfo=UTC))
    arrived(headquarters, "CZ-EMB", "2026-Q3", datetime(2026, 12, 1, tzinfo=UTC), kind="amendment", seq=2)
    found = row(headquarters)
    assert (found.standing, found.amended, found.days) == (Standing.ON_TIME, True, 0)


def test_what_a_decision_put_aside_does_not_count(headquarters: Office) -> None:
    at = datetime(2026, 10, 5, tzinfo=UTC)
    arrived(headquarters, "CZ-EMB", "2026-Q3", at, outcome=InboxOutcome.FORK, code="inbox.settled_against")
    assert row(headquarters).standing is Standing.MISSING


def test_a_package_is_counted_for_its_own_days_under_either_way_of_naming_them(headquarters: Office) -> None:
    at = datetime(2026, 10, 5, tzinfo=UTC)
    arrived(headquarters, "CZ-EMB", "2026-07-01/2026-09-30", at)
    arrived(headquarters, "JP-EMB", "2026-Q2", at)
    assert row(headquarters).standing is Standing.ON_TIME
    assert row(headquarters, "JP-EMB").standing is Standing.MISSING


def test_quarters_of_the_decree_are_duties_of_their_own(headquarters: Office) -> None:
    assert headquarters.duties is not None
    decree = Period(2026, "Q3", PeriodRule.DECREE)
    headquarters.duties.set(decree, date(2026, 9, 20))
    assert headquarters.duties.of(Q3).id == ""
    assert headquarters.duties.of(decree).due == date(2026, 9, 20)


def test_a_mission_over_several_periods(headquarters: Office) -> None:
    assert headquarters.status is not None
    arrived(headquarters, "CZ-EMB", "2026-Q2", datetime(2026, 7, 10, tzinfo=UTC))
    rows = headquarters.status.of_mission("CZ-EMB", [Q3, Q3.previous])
    assert [one.standing for one in rows] == [Standing.MISSING, Standing.ON_TIME]
    with pytest.raises(UserError) as caught:
        headquarters.status.of_mission("XX-EMB", [Q3])
    assert caught.value.code == "mission.not_found"


@pytest.mark.parametrize(
    ("due", "reason", "code"),
    [
        (DUE, "Sớm quá", "duty.not_later"),
        (DUE + timedelta(days=400), "Xa quá", "duty.too_far"),
        (date(2026, 10, 25), "  ", "duty.reason_missing"),
        (date(2026, 10, 25), "đ" * 501, "duty.too_long"),
        (date(2026, 10, 25), "Văn bản TỐI MẬT", "letterhead.secrecy"),
    ],
)
def test_another_day_is_later_has_a_reason_and_keeps_no_secret(
    headquarters: Office, due: date, reason: str, code: str
) -> None:
    assert headquarters.duties is not None
    before = headquarters.digest()
    with pytest.raises(UserError) as caught:
        headquarters.duties.extend("CZ-EMB", Q3, due, reason)
    assert caught.value.code == code
    assert headquarters.digest() == before


def test_a_duty_cannot_end_before_its_period(headquarters: Office) -> None:
    assert headquarters.duties is not None
    with pytest.raises(UserError) as caught:
        headquarters.duties.set(Q3, date(2026, 9, 29))
    assert caught.value.code == "duty.before_end"
