"""A partner's page: typed, stored by itself, undone; contacts, promises, roles, consent, briefing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.partner import Consent, InteractionKind, Partner, PartnerKind, PromisedBy
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.partners.view import PartnersRoom
from cultdip_desktop.ui.rooms.partners.viewmodel_draft import LONGEST_MS, REST_MS
from tests.ui.kit_typing import compose, press, type_text
from tests.ui.partners.register import added

Settle = Callable[[], None]


@pytest.fixture
def opened(room: PartnersRoom, museum: Partner, settle: Settle) -> PartnersRoom:
    """The museum's page."""
    room.enter(Route("partners", "edit", museum.id))
    settle()
    return room


def retype(field: object, text: str) -> None:
    field.setFocus()  # type: ignore[attr-defined]
    field.selectAll()  # type: ignore[attr-defined]
    type_text(field, text)  # type: ignore[arg-type]


def test_what_is_typed_is_stored_within_two_seconds(opened: PartnersRoom, office: Office, settle: Settle) -> None:
    assert max(REST_MS, LONGEST_MS) < 2000
    retype(opened.page.facts.city, "Plzeň")
    assert office.partners.suggest("bao tang")[0].city == "Praha"
    QTest.qWait(REST_MS + 200)
    settle()
    assert office.partners.suggest("bao tang")[0].city == "Plzeň"


def test_a_syllable_under_composition_waits_and_arrives_whole(
    opened: PartnersRoom, office: Office, museum: Partner, settle: Settle
) -> None:
    field = opened.page.facts.note
    field.setFocus()
    compose(field, "d", "dd", "đ", "đà", commit="đàn")
    opened.settle()
    settle()
    assert office.partners.get(museum.id).note == "đàn"


def test_leaving_stores_and_one_field_is_one_undo(
    opened: PartnersRoom, office: Office, museum: Partner, settle: Settle
) -> None:
    retype(opened.page.facts.phone, "+420 220 511 111")
    retype(opened.page.facts.email, "kontakt@muzeum.cz")
    assert opened.leave()
    settle()
    stored = office.partners.get(museum.id)
    assert (stored.phone, stored.email) == ("+420 220 511 111", "kontakt@muzeum.cz")
    office.undo.undo()
    stored = office.partners.get(museum.id)
    assert (stored.phone, stored.email) == ("+420 220 511 111", "")


def test_an_undo_shows_in_the_form(opened: PartnersRoom, office: Office, settle: Settle) -> None:
    retype(opened.page.facts.city, "Plzeň")
    opened.settle()
    settle()
    opened.kit.bus.publish(office.undo.undo().change_set)
    settle()
    assert opened.page.facts.city.value() == "Praha"


def test_a_new_partner_is_kept_from_its_name_on(room: PartnersRoom, office: Office, settle: Settle) -> None:
    room.enter(Route("partners", "new"))
    settle()
    assert room.page.facts.name.hasFocus()
    type_text(room.page.facts.name, "Hội Đồng hương Đồng Nai")
    room.settle()
    settle()
    found = office.partners.suggest("dong huong")
    assert [row.name for row in found] == ["Hội Đồng hương Đồng Nai"]
    assert room.route() == Route("partners", "edit", found[0].id)


def test_a_name_that_is_taken_is_said_and_nothing_is_lost(
    room: PartnersRoom, office: Office, museum: Partner, settle: Settle
) -> None:
    room.enter(Route("partners", "new"))
    settle()
    type_text(room.page.facts.name, "bao tang dan toc hoc PRAHA")
    room.settle()
    settle()
    facts = room.page.facts
    assert "đã có trong danh bạ" in facts._name_field.error
    assert facts._other == museum.id
    assert not room.leave(), "the user is asked first"
    retype(facts.name, "Bảo tàng Dân tộc học Brno")
    assert facts.name.value() == "Bảo tàng Dân tộc học Brno"
    room.settle()
    settle()
    assert facts._name_field.error == ""
    assert office.partners.count() == 4


def test_a_name_that_lies_in_the_trash_is_offered_back(
    room: PartnersRoom, office: Office, museum: Partner, settle: Settle
) -> None:
    office.partners.delete([museum.id])
    room.enter(Route("partners", "new"))
    settle()
    type_text(room.page.facts.name, museum.name)
    room.settle()
    settle()
    assert room.page.facts.restore.isVisibleTo(room.page)
    room.page.facts.restore.click()
    settle()
    assert room.route() == Route("partners", "edit", museum.id)
    assert office.partners.get(museum.id).deleted_at is None
    assert room.leave()


def test_the_kind_stays_while_roles_are_recorded(
    opened: PartnersRoom, office: Office, museum: Partner, settle: Settle
) -> None:
    facts = opened.page.facts
    assert facts.kind.isEnabled()
    person = office.partners.suggest("loc")[0]
    changes = office.partners.save_role(office.partners.blank_role(person.id, museum.id))
    opened.kit.bus.publish(changes)
    settle()
    assert not facts.kind.isEnabled()


def test_the_history_tells_what_was_changed(opened: PartnersRoom, settle: Settle) -> None:
    retype(opened.page.facts.city, "Plzeň")
    opened.page.open_tab("history")
    settle()
    opened.settle()
    settle()
    said = "\n".join(label.text() for label in opened.page.history.findChildren(PlainLabel))
    assert "Thành phố: Praha → Plzeň" in said
    assert "Nguyễn Minh Hà" in said


def test_a_contact_is_typed_in_one_line(opened: PartnersRoom, office: Office, museum: Partner, settle: Settle) -> None:
    opened.page.open_tab("contacts")
    contacts = opened.page.contacts
    retype(contacts.day, "25/8")
    contacts.kind.set_value(InteractionKind.CALL)
    retype(contacts.summary, "Hẹn xem phòng trưng bày")
    retype(contacts.promise, "Gửi sơ đồ phòng")
    contacts.side.set_value(PromisedBy.THEM)
    retype(contacts.due, "5/9")
    press(contacts.due, Qt.Key.Key_Return)
    settle()
    newest = office.partners.story(museum.id).contacts[0]
    assert (newest.day, newest.kind, newest.summary) == (
        date(2026, 8, 25), InteractionKind.CALL, "Hẹn xem phòng trưng bày",
    )  # fmt: skip
    assert (newest.promise, newest.promise_by, newest.promise_due) == (
        "Gửi sơ đồ phòng", PromisedBy.THEM, date(2026, 9, 5),
    )  # fmt: skip
    assert newest.person_id == office.desk.actor
    assert contacts.summary.value() == ""


def test_a_contact_that_was_not_added_is_stored_when_the_page_is_left(
    opened: PartnersRoom, office: Office, museum: Partner, settle: Settle
) -> None:
    opened.page.open_tab("contacts")
    retype(opened.page.contacts.summary, "Gặp ở tiệc chiêu đãi")
    opened.enter(Route("partners"))
    settle()
    assert office.partners.story(museum.id).contacts[0].summary == "Gặp ở tiệc chiêu đãi"


def test_a_day_that_cannot_be_read_is_said_beside_it(opened: PartnersRoom, office: Office, settle: Settle) -> None:
    opened.page.open_tab("contacts")
    contacts = opened.page.contacts
    retype(contacts.day, "32/13")
    retype(contacts.summary, "Hẹn")
    press(contacts.summary, Qt.Key.Key_Return)
    settle()
    assert "25/9" in contacts._day_field.error
    assert contacts.summary.value() == "Hẹn"
    retype(contacts.day, "1/9")


def test_a_promise_is_ticked_off_in_the_rail(
    opened: PartnersRoom, office: Office, museum: Partner, settle: Settle
) -> None:
    contact = office.partners.story(museum.id).promises[0]
    opened.page.rail.kept.emit(contact.id, True)
    settle()
    assert office.partners.story(museum.id).promises == ()
    assert opened.page.rail._promises.count() == 0


def test_a_role_joins_a_person_of_the_register(
    opened: PartnersRoom, office: Office, museum: Partner, settle: Settle
) -> None:
    opened.page.open_tab("roles")
    roles = opened.page.roles
    type_text(roles.other.line, "tran van")
    press(roles.other.line, Qt.Key.Key_Return)
    type_text(roles.title.vi, "Cố vấn")
    retype(roles.first, "1/9/2024")
    roles.add_button.click()
    settle()
    (line,) = office.partners.story(museum.id).roles
    assert (line.other_name, line.role.title.vi, line.role.from_day) == ("Trần Văn Lộc", "Cố vấn", date(2024, 9, 1))
    roles.ended.emit(line.role.id)
    settle()
    assert office.partners.story(museum.id).roles[0].role.to_day == date(2026, 9, 1)


def test_a_person_who_is_not_in_the_register_is_added_with_the_role(
    opened: PartnersRoom, office: Office, museum: Partner, settle: Settle
) -> None:
    opened.page.open_tab("roles")
    type_text(opened.page.roles.other.line, "Jana Nováková")
    press(opened.page.roles.other.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    (line,) = office.partners.story(museum.id).roles
    assert line.other_name == "Jana Nováková"
    assert office.partners.get(line.other_id).kind is PartnerKind.PERSON


def test_consent_is_noted_with_today_s_date(
    opened: PartnersRoom, office: Office, museum: Partner, settle: Settle
) -> None:
    opened.page.rail._choose(Consent.REFUSED)
    settle()
    stored = office.partners.get(museum.id)
    assert (stored.consent, stored.consent_day) == (Consent.REFUSED, date(2026, 9, 1))
    assert opened.page.rail._stays.isVisibleTo(opened.page.rail)


def test_the_events_of_the_partner_are_told(opened: PartnersRoom, settle: Settle) -> None:
    opened.page.open_tab("events")
    asked: list[Route] = []
    opened.go.connect(asked.append)
    model = opened.page.events.model
    row = model.row(0)
    assert row is not None
    assert row.title.vi == "Triển lãm gốm Chu Đậu"
    opened.page.events.table.opened.emit(row.id)
    assert asked[-1] == Route("events", "edit", row.id)


def test_an_undone_making_closes_the_page(room: PartnersRoom, office: Office, settle: Settle) -> None:
    room.enter(Route("partners", "new"))
    settle()
    type_text(room.page.facts.name, "Hội Chớp nhoáng")
    room.settle()
    settle()
    room.kit.bus.publish(office.undo.undo().change_set)
    settle()
    assert room.route() == Route("partners")


def test_the_briefing_is_shown_and_saved(
    opened: PartnersRoom, museum: Partner, files: ScriptedFileChooser, tmp_path: Path, settle: Settle,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    seen: list[Path] = []
    monkeypatch.setattr(opened._model.briefing, "open_file", seen.append)
    opened.enter(Route("partners", "briefing", museum.id))
    settle()
    target = tmp_path / "tóm tắt.pdf"
    files.answers.append(target)
    opened.briefing.save()
    settle()
    assert target.read_bytes().startswith(b"%PDF")
    assert seen == [target]


def test_a_deleted_partner_leaves_the_page(
    opened: PartnersRoom, office: Office, museum: Partner, settle: Settle
) -> None:
    opened.page.delete.click()
    settle()
    assert opened.route() == Route("partners")
    assert office.partners.get(museum.id, with_deleted=True).deleted_at is not None


def test_the_language_changes_on_the_open_page(opened: PartnersRoom) -> None:
    opened.kit.live.switch("en")
    assert opened.page.kind.text() == "Organisation"
    assert opened.page.facts._name_field.label.text() == "Name"


def test_a_list_that_follows_knows_the_new_entry(room: PartnersRoom, office: Office, settle: Settle) -> None:
    added(office, "Ánh Dương")
    room.enter(Route("partners"))
    settle()
    assert "Ánh Dương" in [row.name for row in office.partners.rows(list(room.list.model.ids))]
