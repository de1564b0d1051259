"""The Missions room: the list, one mission's page, and what is decided on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from cultdip_desktop.app import Office
from cultdip_desktop.domain.duty import MissionState, Region
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.standing import Standing
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.moments import Moment
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import missions
from cultdip_desktop.ui.rooms.missions.values import Group
from cultdip_desktop.ui.rooms.missions.view import MissionsRoom
from cultdip_desktop.ui.rooms.missions.view_acts import BACK, EXEMPT, LATER
from cultdip_desktop.ui.rooms.missions.view_mission import MissionPage

Q3 = Period(2026, "Q3")
Settle = Callable[[], None]


def lines(room: MissionsRoom) -> list[list[str]]:
    """What the table shows."""
    model = room.list.rows
    role = Qt.ItemDataRole.DisplayRole
    return [
        [str(model.index(at, column).data(role) or "") for column in range(model.columnCount())]
        for at in range(model.rowCount())
    ]


def standing(office: Office, mission: str) -> Standing:
    """As the service says."""
    assert office.status is not None
    row = office.status.status(Q3).row(mission)
    assert row is not None
    return row.standing


@pytest.fixture
def page(room: MissionsRoom, settle: Settle) -> MissionPage:
    """Poland's page."""
    room.go.emit(Route("missions", "office", "PL-EMB"))
    settle()
    return room.page


def test_the_list_opens_on_the_quarter_being_waited_for_with_its_numbers(room: MissionsRoom) -> None:
    assert room.periods.value() == Q3
    assert len(lines(room)) == 109
    counts = room._model.counts()
    assert (counts[Group.RECEIVED], counts[Group.TROUBLED], counts[Group.MISSING], counts[Group.EXCUSED]) == (
        2,
        1,
        105,
        1,
    )
    assert room.urge_all.text().strip() == "Nhắc tất cả (105)"


def test_states_are_said_in_pills_with_icon_and_word(room: MissionsRoom, kit: Kit, settle: Settle) -> None:
    said = {line[0]: line[2] for line in lines(room)}
    assert said["Cộng hòa Séc"] == "Đúng hạn"
    assert said["Nhật Bản"] == "Chậm 3 ngày"
    assert said["Pháp"] == "Đang giữ lại, chờ xử lý"
    assert said["Ba Lan"] == "Đã lùi, còn 13 ngày"
    assert said["Đức"] == "Quá hạn 5 ngày"
    kit.live.switch("en")
    settle()
    assert {line[0]: line[2] for line in lines(room)}["Germany"] == "5 days overdue"


def test_groups_region_state_and_words_narrow_the_list(room: MissionsRoom) -> None:
    model = room._model
    model.choose(group=Group.MISSING, region=Region.ORGANISATIONS.value)
    assert {line[1] for line in lines(room)} == {"Tổ chức quốc tế"}
    model.clear()
    model.search("pra")
    assert lines(room)[0][0] == "Cộng hòa Séc"
    model.clear()
    model.choose_state(MissionState.CLOSED)
    assert room.list._pages.currentIndex() == 1
    model.clear()
    assert len(lines(room)) == 109


def test_the_list_is_sorted_by_what_is_asked(room: MissionsRoom) -> None:
    room._model.sort_by("package", True)
    assert [line[0] for line in lines(room)[:2]] == ["Nhật Bản", "Cộng hòa Séc"]
    room._model.sort_by("mission", False)
    assert lines(room)[0][0] == "Ả Rập Xê-út"


def test_another_period_is_shown_with_its_own_standing(room: MissionsRoom, settle: Settle) -> None:
    room._model.choose_period(Period(2026, "Q2"))
    settle()
    said = {line[0]: line[2] for line in lines(room)}
    assert said["Cộng hòa Séc"] == "Đúng hạn"
    assert said["Nhật Bản"] == "Quá hạn 97 ngày"


def test_everybodys_day_is_set_in_the_line_above(room: MissionsRoom, office: Office, settle: Settle) -> None:
    due = room.list.due
    due.open()
    due.day.set_moment(Moment(date(2026, 9, 1)))
    due.keep.click()
    settle()
    assert office.duties is not None
    assert office.duties.of(Q3).due == date(2026, 10, 15)
    due.day.set_moment(Moment(date(2026, 10, 25)))
    due.keep.click()
    settle()
    assert office.duties.of(Q3).due == date(2026, 10, 25)
    assert room._model.counts()[Group.MISSING] == 105
    assert {line[0]: line[2] for line in lines(room)}["Đức"] == "Còn 5 ngày"


def test_a_missions_page_says_everything_about_it(page: MissionPage) -> None:
    assert page.head.title.text() == "Ba Lan"
    assert page.pill.text() == "Đã lùi, còn 13 ngày"
    assert page.urge.isEnabled()
    row = page.current_row()
    assert row is not None
    assert row.extension is not None


def test_the_page_of_a_mission_that_reported_cannot_urge_and_opens_its_package(
    room: MissionsRoom, settle: Settle
) -> None:
    opened: list[Route] = []
    room.go.connect(opened.append)
    room.go.emit(Route("missions", "office", "CZ-EMB"))
    settle()
    page = room.page
    assert not page.urge.isEnabled()
    assert page.dossier is not None
    assert len(page.dossier.packages) == 2
    page.open_package.click()
    assert (opened[-1].room, opened[-1].place) == ("inbox", "package")
    assert opened[-1].id == page.dossier.packages[0].arrival.received_id


def test_another_day_is_given_with_a_reason(page: MissionPage, office: Office, settle: Settle) -> None:
    page.extend.click()
    act = page.extending
    act.how.set_value(LATER)
    act.day.set_moment(Moment(date(2026, 11, 20)))
    act.keep.click()
    assert not act.isHidden()
    act.reason.set_value("Đại sứ quán có công điện xin lùi thêm")
    act.keep.click()
    settle()
    assert act.isHidden()
    assert office.duties is not None
    assert office.duties.extensions(Q3)["PL-EMB"].due == date(2026, 11, 20)
    assert page.pill.text() == "Đã lùi, còn 31 ngày"


@pytest.mark.parametrize(("how", "after"), [(EXEMPT, Standing.EXEMPT), (BACK, Standing.MISSING)])
def test_a_mission_is_excused_or_set_back_to_everybodys_day(
    page: MissionPage, office: Office, settle: Settle, how: str, after: Standing
) -> None:
    page.extend.click()
    page.extending.how.set_value(how)
    page.extending.reason.set_value("Theo quyết định của lãnh đạo Cục")
    page.extending.keep.click()
    settle()
    assert standing(office, "PL-EMB") is after
    assert office.duties is not None
    assert ("PL-EMB" in office.duties.extensions(Q3)) is (how == EXEMPT)


def test_a_day_that_is_not_later_is_refused_beside_the_field(page: MissionPage, settle: Settle) -> None:
    page.extend.click()
    page.extending.day.set_moment(Moment(date(2026, 10, 1)))
    page.extending.reason.set_value("Nhầm ngày")
    page.extending.keep.click()
    settle()
    assert not page.extending.isHidden()
    assert "15/10/2026" in page.extending.day_field.error


def test_a_letter_is_written_from_the_page(
    page: MissionPage, office: Office, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    page.urge.click()
    assert not page.urging.isHidden()
    files.answers.append(tmp_path / "thư")
    page.urging.write.click()
    settle()
    assert page.urging.isHidden()
    assert sorted(path.suffix for path in (tmp_path / "thư").iterdir()) == [".docx", ".pdf", ".xlsx"]
    assert office.urging is not None
    assert [one.office for one in office.urging.history()] == ["PL-EMB"]


def test_all_letters_are_written_from_the_list(
    shown: Callable[[Office], MissionsRoom],
    bare: Office,
    files: ScriptedFileChooser,
    settle: Settle,
    tmp_path: Path,
) -> None:
    with bare.desk.store.write("mission.edit", actor=None) as tx:
        mission_rows.replace_all(tx, mission_rows.all(tx)[:2])
    room = shown(bare)
    assert room.urge_all.text().strip() == "Nhắc tất cả (2)"
    room.urge_all.click()
    room.urging.form.set_value("pdf")
    files.answers.append(tmp_path / "thư")
    room.urging.write.click()
    settle()
    assert len(list((tmp_path / "thư").glob("*.pdf"))) == 2
    assert [line[-1] for line in lines(room)] == ["20/10/2026", "20/10/2026"]


def test_a_certificate_is_written_from_the_page(
    page: MissionPage, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    page.certify.click()
    files.answers.append(tmp_path / "giấy.pdf")
    page.certifying.write.click()
    settle()
    assert (tmp_path / "giấy.pdf").read_bytes().startswith(b"%PDF")
    page.certify.click()
    files.answers.append(tmp_path / "giấy.pdf")
    page.certifying.write.click()
    settle()
    assert not page.certifying.error.isHidden()


def test_region_state_duty_and_note_are_kept_as_they_are_chosen(
    page: MissionPage, office: Office, settle: Settle
) -> None:
    assert office.missions is not None
    page.facts.region.chosen.emit(Region.AMERICAS.value)
    page.facts.reports.click()
    page.facts.note.committed.emit("Ghi chú nội bộ")
    settle()
    mission = office.missions.get("PL-EMB")
    assert (mission.region, mission.reports, mission.note) == (Region.AMERICAS, False, "Ghi chú nội bộ")


def test_contacts_are_added_changed_and_taken_off(page: MissionPage, office: Office, settle: Settle) -> None:
    assert office.missions is not None
    card = page.contacts
    card.name.set_value("Lê Thu Phương")
    card.email.set_value("không phải thư")
    card.keep.click()
    settle()
    assert not card.error.isHidden()
    card.email.set_value("phuong@example.org")
    card.keep.click()
    settle()
    kept = office.missions.contacts("PL-EMB")
    assert [one.name for one in kept] == ["Lê Thu Phương"]
    assert card.name.value() == ""
    card._begin(kept[0])
    card.role.set_value("Tham tán")
    card.keep.click()
    settle()
    assert office.missions.contacts("PL-EMB")[0].role == "Tham tán"
    card._drop(kept[0].id)
    settle()
    assert office.missions.contacts("PL-EMB") == ()


def test_escape_folds_the_act_then_leads_back_to_the_list(
    room: MissionsRoom, page: MissionPage, settle: Settle
) -> None:
    page.extend.click()
    room.escape()
    assert page.extending.isHidden()
    room.escape()
    settle()
    assert room.route() == Route("missions")


def test_a_list_without_missions_and_hostile_names_hold(
    shown: Callable[[Office], MissionsRoom], bare: Office, settle: Settle
) -> None:
    hostile = BiText("<b>Đại sứ quán</b> & " + "dài " * 80, "<i>Embassy</i> " + "long " * 60)
    with bare.desk.store.write("mission.edit", actor=None) as tx:
        first = replace(mission_rows.all(tx)[0], name=hostile, country_name=hostile)
        mission_rows.replace_all(tx, [first])
    room = shown(bare)
    assert lines(room)[0][0].startswith("<b>Đại sứ quán</b> &")
    room.go.emit(Route("missions", "office", first.id))
    settle()
    assert room.page.head.title.text().startswith("<b>Đại sứ quán</b>")
    with bare.desk.store.write("mission.edit", actor=None) as tx:
        mission_rows.replace_all(tx, [])
    room.enter(Route("missions"))
    settle()
    assert lines(room) == []
    assert not room.urge_all.isEnabled()


def test_the_badge_counts_what_is_missing_and_is_no_alarm(office: Office) -> None:
    assert missions.badge(office) == (105, False)


def test_the_tour_shows_the_list_and_a_mission_of_each_sort(office: Office) -> None:
    found = dict(missions.tour_states(office))
    assert set(found) == {"", "missing", "reported", "overdue"}
    assert found["reported"].id in {"CZ-EMB", "JP-EMB"}


def test_the_room_answers_in_english(room: MissionsRoom, kit: Kit, settle: Settle) -> None:
    kit.live.switch("en")
    room.go.emit(Route("missions", "office", "FR-EMB"))
    settle()
    assert room.page.pill.text() == "Held at headquarters"
