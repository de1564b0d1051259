"""The settings page of the official form: kept, refused, drawn while one types, pictures, numbers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from cultdip_desktop.app import Office
from cultdip_desktop.domain.letterhead import Authority, Circulation, DocumentType, Urgency
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import Report
from cultdip_desktop.services.letterhead import SEAL
from cultdip_desktop.store.repo import report as report_rows
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms import settings
from cultdip_desktop.ui.rooms.settings.view_form import FormPage
from tests.ui.kit_typing import type_text

Settle = Callable[[], None]


@pytest.fixture
def page(kit: Kit, mission: Office, shown: Any, settle: Settle) -> FormPage:
    room = settings.build(kit, mission)
    shown(room)
    room.enter(Route("settings", "form"))
    settle()
    return room.findChildren(FormPage)[0]


def test_a_text_is_kept_when_its_field_is_left_and_comes_back_by_undo(
    page: FormPage, mission: Office, settle: Settle
) -> None:
    type_text(page.cards.texts["recipients"].vi, "Bộ Ngoại giao")
    page.keep()
    settle()
    assert mission.letterhead.get().recipients.vi == "Bộ Ngoại giao"
    mission.undo.undo()
    assert not mission.letterhead.get().recipients


def test_a_degree_of_secrecy_is_said_beside_its_field_and_not_kept(
    page: FormPage, mission: Office, settle: Settle
) -> None:
    type_text(page.cards.texts["agency"].vi, "TỐI MẬT")
    page.keep()
    settle()
    assert "độ mật" in page.cards.texts["agency"].vi_field.error
    assert not mission.letterhead.get().agency


def test_an_authority_asks_for_whom_is_signed(page: FormPage, mission: Office, settle: Settle) -> None:
    page.cards.authority.set_value(Authority.FOR_HEAD)
    page.cards.authority.chosen.emit(Authority.FOR_HEAD)
    settle()
    assert page.cards.texts["head"].isVisible()
    assert "KT." in page.cards.texts["head"].vi_field.error
    assert mission.letterhead.get().authority is Authority.OWN
    type_text(page.cards.texts["head"].vi, "Đại sứ")
    page.keep()
    settle()
    assert mission.letterhead.get().authority is Authority.FOR_HEAD


def test_marks_are_kept_at_once(page: FormPage, mission: Office, settle: Settle) -> None:
    page.cards.urgency.set_value(Urgency.EXPRESS)
    page.cards.urgency.chosen.emit(Urgency.EXPRESS)
    page.cards.internal.click()
    settle()
    kept = mission.letterhead.get()
    assert (kept.urgency, kept.circulation) == (Urgency.EXPRESS, Circulation.INTERNAL)


def test_the_page_is_drawn_with_what_is_typed_before_it_is_kept(page: FormPage, settle: Settle) -> None:
    assert page.paper.shown
    before = page.paper._data
    type_text(page.cards.texts["place"].vi, "Brno")
    settle()
    assert page.paper._data != before


def test_a_seal_is_chosen_measured_and_removed(
    page: FormPage, mission: Office, files: ScriptedFileChooser, settle: Settle, tmp_path: Path
) -> None:
    image = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((5, 5, 295, 295), outline="red", width=9)
    image.save(tmp_path / "dấu.png")
    files.answers.append(tmp_path / "dấu.png")
    page.images.seal.choose_button.click()
    settle()
    assert page.images.seal.view.isVisible()
    page.images.seal.width.settled.emit(40)
    settle()
    kept = mission.letterhead.image(SEAL)
    assert kept is not None
    assert kept.width_mm == 40
    page.images.seal.remove_button.click()
    settle()
    assert mission.letterhead.image(SEAL) is None


def test_the_next_number_is_offered_given_and_listed(page: FormPage, mission: Office, settle: Settle) -> None:
    assert page.numbers.number.integer() == 1
    page.numbers.give_button.click()
    assert "trích yếu" in page.numbers._field.error
    type_text(page.numbers.subject, "Báo cáo quý III")
    page.numbers.give_button.click()
    settle()
    year = page._model.today.year
    (given,) = mission.letterhead.numbers.numbers(year)
    assert (given.type, given.number, given.title) == (DocumentType.REPORT, 1, "Báo cáo quý III")
    assert page.numbers.number.integer() == 2


def test_a_report_that_waits_for_its_number_is_offered_first(
    kit: Kit, mission: Office, shown: Any, settle: Settle
) -> None:
    period = Period.parse("2026-Q3")
    desk = mission.desk
    with desk.store.write("report.begin") as tx:
        report_rows.save(tx, Report(id=desk.ids.new(), office=desk.office.id, period=period))
    room = settings.build(kit, mission)
    shown(room)
    room.enter(Route("settings", "form", "numbers"))
    settle()
    page = room.findChildren(FormPage)[0]
    assert not page.numbers.subject.isVisible()
    page.numbers.give_button.click()
    settle()
    assert mission.reports.data(period).number == 1
    assert page.numbers.subject.isVisible()
