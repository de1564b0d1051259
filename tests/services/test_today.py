"""What the Today page says, at fixed instants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from cultdip_desktop import app as composition
from cultdip_desktop.app import Office, create_mission
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.event import Attendance, Event, EventState, GoalTag, Results
from cultdip_desktop.domain.findings import Severity
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.package import SentPackage, SentState
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.today import OF_THE_REPORT, Alarm, Need, Step, Task, TodayView, Urgency
from cultdip_desktop.store.query import today as query
from cultdip_desktop.store.repo import media as media_rows
from cultdip_desktop.store.repo import package as package_rows
from tests.offices import PASSPHRASE, quick_keys
from tests.store.factory import photo, statements

NOW = datetime(2026, 9, 16, 8, 0, tzinfo=UTC)
"""The day of the mock-up: Wednesday, 16 September 2026."""

DONE = Results(attendance=Attendance(120), outcomes=BiText("Báo chí sở tại đưa tin."))


@pytest.fixture
def clock() -> FixedClock:
    """Stands at the day of the mock-up until told."""
    return FixedClock(NOW)


@pytest.fixture
def office(tmp_path: Path, clock: FixedClock) -> Iterator[Office]:
    """A new mission in Praha."""
    with quick_keys():
        made = create_mission(
            tmp_path / "praha", mission_id="CZ-EMB", passphrase=PASSPHRASE, language="vi",
            person_name="Nguyễn Minh Hà", clock=clock, ids=SeededIds(3, clock),
        )  # fmt: skip
    with made.office as opened:
        yield opened


def event(office: Office, title: str, day: str, state: EventState = EventState.HELD, **changes: object) -> Event:
    """A stored event, complete unless `changes` say otherwise."""
    edition = office.catalogue.current().edition
    values: dict[str, object] = {
        "title": BiText(title),
        "summary": BiText("Rước đèn, múa lân."),
        "venue": BiText("Trung tâm Sapa"),
        "city": "Praha",
        "country": "CZ",
        "zone": "Europe/Prague",
        "state": state,
        "start": datetime.fromisoformat(f"{day}T16:00:00+00:00"),
        "goals": (GoalTag("M3", edition, primary=True, reason=BiText("Giới thiệu phong tục.")),),
        "actors": (Actor("Hội người Việt Nam tại CH Séc", "AC.OVN", ActorRole.CO_ORGANISER),),
        "money": (MoneyLine("RS.BUD", MoneyStage.PLANNED, Money.parse("59450.00", "CZK")),),
        "results": DONE if state in (EventState.HELD, EventState.RESULTS_IN) else Results(),
    }
    made = replace(office.events.blank(), **(values | changes))  # type: ignore[arg-type]
    return office.events.save(made)[0]


def look(office: Office) -> TodayView:
    """The page now."""
    return office.today.view(office.desk.clock.now())


def tasks(view: TodayView) -> list[tuple[Urgency, Need, str]]:
    """All tasks of a view, in their order."""
    return [(group.urgency, task.need, task.title.vi) for group in view.groups for task in group.tasks]


def test_a_new_office_has_nothing_to_do_and_no_banner(office: Office) -> None:
    view = look(office)
    assert view.empty
    assert (view.groups, view.upcoming, view.gaps, view.notice, view.package) == ((), (), (), None, None)
    assert view.report.period == Period(2026, "Q3")


def test_today_is_the_day_at_the_office(office: Office, clock: FixedClock) -> None:
    clock.set(datetime(2026, 9, 16, 22, 30, tzinfo=UTC))
    assert look(office).today == date(2026, 9, 17)


def test_results_are_asked_for_a_week_after_the_event(office: Office) -> None:
    event(office, "Đêm hội Trung thu", "2026-09-08", results=Results())
    event(office, "Chiếu phim", "2026-09-09", results=Results())
    event(office, "Tọa đàm", "2026-09-10", results=Results())
    assert tasks(look(office)) == [
        (Urgency.OVERDUE, Need.RESULTS, "Đêm hội Trung thu"),
        (Urgency.TODAY, Need.RESULTS, "Chiếu phim"),
        (Urgency.WEEK, Need.RESULTS, "Tọa đàm"),
    ]


def test_each_need_is_found_and_leads_to_its_field(office: Office) -> None:
    edition = office.catalogue.current().edition
    bare = (GoalTag("M1", edition, primary=True, reason=BiText("Có.")), GoalTag("G2.1", edition, reason=BiText(" ")))
    event(office, "Đã duyệt mà qua ngày", "2026-09-15", EventState.APPROVED)
    event(office, "Chờ duyệt", "2026-09-20", EventState.SUBMITTED)
    event(office, "Đang chuẩn bị", "2026-09-21", EventState.PREPARING)
    event(office, "Bỏ quên", "2026-09-01", EventState.PREPARING)
    event(office, "Không lượt người", "2026-09-14", results=Results(outcomes=BiText("Tốt đẹp.")))
    event(office, "Không mục tiêu", "2026-09-14", goals=())
    event(office, "Không lý giải", "2026-09-14", goals=bare)
    found = {
        task.title.vi: (task.need, task.field, task.urgency) for group in look(office).groups for task in group.tasks
    }
    assert found == {
        "Đã duyệt mà qua ngày": (Need.NOT_MOVED, "state", Urgency.OVERDUE),
        "Bỏ quên": (Need.DAY_PASSED, "state", Urgency.OVERDUE),
        "Chờ duyệt": (Need.APPROVE, "state", Urgency.TODAY),
        "Đang chuẩn bị": (Need.SUBMIT, "state", Urgency.TODAY),
        "Không lượt người": (Need.ATTENDANCE, "results.attendance", Urgency.WEEK),
        "Không mục tiêu": (Need.GOALS, "goals", Urgency.LATER),
        "Không lý giải": (Need.RATIONALE, "goals.G2.1.reason", Urgency.LATER),
    }


def test_an_event_in_the_trash_asks_for_nothing(office: Office) -> None:
    made = event(office, "Bỏ đi", "2026-09-01", results=Results())
    office.events.delete(made.id)
    view = look(office)
    assert view.empty
    assert view.tasks == 0


def test_the_report_lacks_what_its_own_check_finds(office: Office) -> None:
    edition = office.catalogue.current().edition
    bare = (GoalTag("M1", edition, primary=True), GoalTag("G2.1", edition))
    made = [
        event(office, "Trung thu", "2026-07-01", results=Results()),
        event(office, "Chiếu phim", "2026-08-30", results=Results(outcomes=BiText("Tốt."))),
        event(office, "Tọa đàm", "2026-09-02", goals=()),
        event(office, "Triển lãm", "2026-09-03", goals=bare),
        event(office, "Ẩm thực", "2026-09-04", EventState.APPROVED),
        event(office, "Hoãn", "2026-09-05", EventState.POSTPONED, state_reason="Bão."),
        event(office, "Ngoài kỳ", "2026-03-30", results=Results()),
        event(office, "Chưa duyệt", "2026-09-06", EventState.PREPARING, goals=()),
    ]
    with office.desk.store.write("media.attach") as tx:
        for place, caption in enumerate(("", "  ", "Rước đèn")):
            item = photo(tx.ids, made[0].id, caption=BiText(caption), sha256=f"{place:064x}", position=place)
            media_rows.insert(tx, item)
        media_rows.insert(tx, photo(tx.ids, made[1].id, caption=BiText(), in_report=False))
    report = look(office).report
    checked = Counter(
        finding.code
        for finding in office.reports.findings(report.period)
        if finding.event_id and finding.severity is not Severity.HINT
    )
    assert {lack.need.value: lack.count for lack in report.lacks} == dict(checked)
    assert {need.value for need in OF_THE_REPORT} >= checked.keys()
    assert (report.held, report.complete, report.findings) == (4, 2, sum(checked.values()))
    assert report.window == Window(date(2026, 7, 1), date(2026, 9, 30))
    assert report.lacks[0].event_id in {one.id for one in made}


def test_the_last_quarter_is_the_running_report_until_its_package_is_signed(office: Office, clock: FixedClock) -> None:
    event(office, "Đêm hội Trung thu", "2026-09-10")
    clock.set(datetime(2026, 10, 3, 8, 0, tzinfo=UTC))
    view = look(office)
    assert (str(view.report.period), view.report.closed) == ("2026-Q3", True)
    assert view.notice is not None
    assert (view.notice.alarm, view.notice.days) == (Alarm.REPORT_CLOSED, 3)
    _sign(office, "2026-Q3")
    view = look(office)
    assert (str(view.report.period), view.report.closed) == ("2026-Q4", False)
    assert view.package is not None
    assert view.package.state is SentState.SEALED


def test_a_quarter_in_which_nothing_happened_is_not_waited_for(office: Office, clock: FixedClock) -> None:
    event(office, "Đêm hội Trung thu", "2026-09-10")
    clock.set(datetime(2027, 1, 3, 8, 0, tzinfo=UTC))
    assert str(look(office).report.period) == "2027-Q1"


def test_the_banner_says_the_most_urgent_only(office: Office, clock: FixedClock) -> None:
    event(office, "Đêm hội Trung thu", "2026-08-10", results=Results())
    clock.set(datetime(2026, 8, 30, 8, 0, tzinfo=UTC))
    notice = look(office).notice
    assert notice is not None
    assert (notice.alarm, notice.count) == (Alarm.RESULTS_DUE, 1)
    clock.set(NOW)
    notice = look(office).notice
    assert notice is not None
    assert (notice.alarm, notice.days, notice.count) == (Alarm.REPORT_CLOSING, 14, 1)


def test_a_goal_is_a_gap_until_an_event_of_the_window_was_held(office: Office) -> None:
    edition = office.catalogue.current().edition

    def goal(code: str) -> tuple[GoalTag, ...]:
        return (GoalTag(code, edition, primary=True, reason=BiText("Có lý do.")),)

    event(office, "Trung thu", "2026-09-10", goals=goal("M3"))
    event(office, "Chiếu phim", "2026-09-28", EventState.APPROVED, goals=goal("M1"))
    event(office, "Ngoài kỳ", "2026-03-10", goals=goal("M2"))
    gaps = look(office).gaps
    assert [(gap.code, gap.planned) for gap in gaps] == [("M2", 0), ("M4", 0), ("M5", 0), ("M1", 1)]
    assert all(gap.title.vi for gap in gaps)


def test_the_next_events_come_with_what_their_preparation_lacks(office: Office) -> None:
    event(office, "Đã xong", "2026-09-15")
    ready = event(office, "Sẵn sàng", "2026-09-19", EventState.APPROVED)
    event(office, "Còn thiếu", "2026-09-25", EventState.PREPARING, goals=(), money=(), venue=BiText(), city="")
    event(office, "Hoãn", "2026-09-20", EventState.POSTPONED, state_reason="Bão.")
    event(office, "Quá xa", "2026-11-25", EventState.APPROVED)
    start = NOW - timedelta(days=2)
    event(office, "Đang diễn ra", "2026-09-14", EventState.APPROVED, start=start, end=NOW + timedelta(days=3))
    view = look(office)
    assert [one.title.vi for one in view.upcoming] == ["Đang diễn ra", "Sẵn sàng", "Còn thiếu"]
    assert view.upcoming_total == 3
    assert view.upcoming_window == Window(date(2026, 9, 16), date(2026, 10, 16))
    assert view.upcoming[1].id == ready.id
    assert view.upcoming[1].ready
    lacking = (Step.PLACE, Step.GOALS, Step.PRIMARY, Step.RATIONALE, Step.BUDGET, Step.APPROVAL)
    assert view.upcoming[2].lacking == lacking
    assert view.upcoming[2].done == 4


def test_photos_go_to_the_event_that_began_last(office: Office) -> None:
    event(office, "Sớm", "2026-09-10")
    made = event(office, "Hôm nay", "2026-09-16", EventState.APPROVED)
    event(office, "Mai", "2026-09-17", EventState.APPROVED)
    assert look(office).photo_event == (made.id, BiText("Hôm nay"))


def test_the_numbers_beside_the_rooms_agree_with_the_page(office: Office) -> None:
    event(office, "Đêm hội Trung thu", "2026-09-01", results=Results())
    event(office, "Chiếu phim", "2026-03-01", results=Results())
    event(office, "Tọa đàm", "2026-09-12", goals=())
    view, counts = look(office), office.today.counts(NOW)
    assert counts.pressing == 2
    assert counts.without_results == 2
    assert counts.findings == view.report.findings == 2
    assert not counts.report_closed


def test_no_more_statements_with_more_events(office: Office) -> None:
    def count() -> int:
        with office.desk.store.read() as tx, statements(tx) as seen:
            query.needy(tx, Window(date(2026, 1, 1), date(2026, 10, 16)), NOW.date())
            query.upcoming(tx, Window(date(2026, 9, 16), date(2026, 10, 16)), NOW, 8)
            query.goal_counts(tx, Window(date(2026, 7, 1), date(2026, 9, 30)))
        return len(seen)

    few = count()
    for place in range(12):
        event(office, f"Sự kiện {place}", "2026-09-12", goals=(), results=Results())
        event(office, f"Kế hoạch {place}", "2026-09-22", EventState.PREPARING)
    assert count() == few


def test_many_tasks_are_counted_in_full_and_shown_in_part(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cultdip_desktop.services.today.TASKS_SHOWN", 3)
    for place in range(5):
        event(office, f"Sự kiện {place}", "2026-09-01", results=Results())
    group = look(office).groups[0]
    shown: tuple[Task, ...] = group.tasks
    assert (group.total, len(shown)) == (5, 3)


def test_a_certificate_is_spoken_of_sixty_days_before_it_ends(pair_office: Office) -> None:
    now = pair_office.desk.clock.now()
    certificate = next(key.certificate for key in pair_office.keys.list() if key.certificate is not None)
    early = pair_office.today.view(certificate.not_after - timedelta(days=61)).notice
    assert early is None or early.alarm is not Alarm.KEY_ENDING
    assert pair_office.today.counts(now).key_ends is False
    assert pair_office.today.counts(certificate.not_after - timedelta(days=59)).key_ends is True
    late = pair_office.today.view(certificate.not_after + timedelta(days=1)).notice
    assert late is not None
    assert late.alarm is Alarm.KEY_ENDED


@pytest.fixture
def pair_office(mission: Path) -> Iterator[Office]:
    """The sample mission, which has a certified key."""
    with composition.open_office(mission, PASSPHRASE) as opened:
        yield opened


def _sign(office: Office, period: str) -> None:
    with office.desk.store.write("package.seal") as tx:
        made = SentPackage(
            id=tx.ids.new(), kind="report", period=Period.parse(period), epoch=office.identity.epoch, seq=1,
            state=SentState.RESERVED, manifest_sha256="ab" * 32, prev_manifest_sha256=None,
            file_name="gói.cdrp", file_path="",
        )  # fmt: skip
        package_rows.reserve(tx, made)
        package_rows.confirm(tx, made.id, "cd" * 32, 1000)


def test_an_office_without_a_backup_is_reminded_after_eight_days(office: Office, clock: FixedClock) -> None:
    event(office, "Đêm hội Trung thu", "2026-09-10")
    _sign(office, "2026-Q3")
    clock.set(NOW + timedelta(days=8))
    assert look(office).notice is None
    clock.set(NOW + timedelta(days=9))
    notice = look(office).notice
    assert notice is not None
    assert (notice.alarm, notice.days) == (Alarm.BACKUP_OLD, 0)
    assert office.backups.automatic() is not None
    view = look(office)
    assert view.notice is None
    assert office.threats.look(clock.now()).backup_at == clock.now()
    clock.set(NOW + timedelta(days=20))
    notice = look(office).notice
    assert notice is not None
    assert (notice.alarm, notice.days) == (Alarm.BACKUP_OLD, 11)
