from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.repo import media as media_rows
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.shell.palette import PAUSE_MS, Palette
from cultdip_desktop.ui.shell.palette_list import Entry
from tests.store.factory import photo
from tests.ui.kit_typing import compose, press, type_text


@pytest.fixture
def events(mission: Office) -> dict[str, str]:
    """Three events; title to id."""
    found: dict[str, str] = {}
    for title in ("Đêm hội Trung thu Praha 2026", "Hòa nhạc mùa thu", "Tuần phim Điện ảnh Việt Nam"):
        blank = mission.events.blank()
        saved = mission.events.save(Event(id=blank.id, office=blank.office, title=BiText(title)))[0]
        found[title] = saved.id
    return found


@pytest.fixture
def palette(kit: Kit, mission: Office, events: dict[str, str], shown: Any, settle: Callable[[], None]) -> Palette:
    from PySide6.QtWidgets import QWidget

    host = QWidget()
    shown(host)
    made = Palette(kit, mission, host)
    made.open()
    settle()
    return made


@pytest.fixture
def search(palette: Palette, settle: Callable[[], None]) -> Callable[[str], list[str]]:
    """Type, rest, and see what is listed."""

    def type_and_wait(text: str) -> list[str]:
        type_text(palette._line, text)
        loop = QEventLoop()
        QTimer.singleShot(PAUSE_MS + 60, loop.quit)
        loop.exec()
        settle()
        return [entry.title for entry in palette.entries]

    return type_and_wait


def headings(palette: Palette) -> list[str]:
    lines = [palette._model.line(row) for row in range(palette._model.rowCount())]
    return [line for line in lines if isinstance(line, str)]


def test_before_anything_is_typed_it_offers_recent_events_then_rooms_and_commands(palette: Palette) -> None:
    titles = [entry.title for entry in palette.entries]
    assert headings(palette) == ["Sự kiện gần đây", "Mục và lệnh"]
    assert sorted(titles[:3]) == ["Hòa nhạc mùa thu", "Tuần phim Điện ảnh Việt Nam", "Đêm hội Trung thu Praha 2026"]
    assert titles[3:6] == ["Hôm nay", "Kế hoạch", "Sự kiện"]
    assert "Sự kiện mới" in titles


@pytest.mark.parametrize("typed", ["trung thu", "TRUNG THU", "Trung thu 2026", "trung thu praha"])
def test_events_are_found_whatever_the_marks(search: Callable[[str], list[str]], typed: str) -> None:
    assert search(typed)[0] == "Đêm hội Trung thu Praha 2026"


def test_letters_without_marks_find_letters_with_marks(search: Callable[[str], list[str]]) -> None:
    assert search("dien anh")[0] == "Tuần phim Điện ảnh Việt Nam"


def test_commands_are_found_without_marks_too(search: Callable[[str], list[str]]) -> None:
    assert "Ký số và xuất gói" in search("ky so")


def test_enter_opens_the_marked_entry(
    palette: Palette, search: Callable[[str], list[str]], events: dict[str, str]
) -> None:
    opened: list[Route] = []
    palette.chosen.connect(opened.append)
    search("hòa nhạc")
    press(palette._line, Qt.Key.Key_Return)
    assert opened == [Route("events", "edit", events["Hòa nhạc mùa thu"])]
    assert not palette.isVisible()


def test_arrow_keys_move_in_the_list_while_the_line_keeps_the_focus(palette: Palette) -> None:
    opened: list[Route] = []
    palette.chosen.connect(opened.append)
    press(palette._line, Qt.Key.Key_Down)
    second = palette.entries[1].route
    press(palette._line, Qt.Key.Key_Return)
    assert opened == [second]


def test_a_syllable_under_way_searches_nothing(palette: Palette, settle: Callable[[], None]) -> None:
    before = [entry.title for entry in palette.entries]
    compose(palette._line, "đ", "đe", "đê", commit="")
    assert [entry.title for entry in palette.entries] == before


def test_nothing_found_is_said_with_ways_on(palette: Palette, search: Callable[[str], list[str]]) -> None:
    assert search("hòa nhạc mùa hạ qzx") == ["Tìm trong tư liệu, đối tác"]
    assert palette._empty.isVisible()
    assert "hòa nhạc mùa hạ qzx" in palette._empty.text()


def test_a_slip_is_offered_in_neutral_words_and_enter_searches_for_it(
    palette: Palette, search: Callable[[str], list[str]], settle: Callable[[], None]
) -> None:
    assert search("trugn thu")[0] == "Trung thu"
    assert headings(palette)[0] == "Chữ viết gần giống"
    press(palette._line, Qt.Key.Key_Return)
    settle()
    assert palette.isVisible()
    assert palette._line.value() == "Trung thu"
    assert palette.entries[0].title == "Đêm hội Trung thu Praha 2026"


def test_partners_goals_and_commands_are_found_by_the_same_line(
    palette: Palette, mission: Office, search: Callable[[str], list[str]]
) -> None:
    partner = mission.partners.save(replace(mission.partners.blank(), name="Viện Goethe Praha"))[0]
    search("goethe")
    assert [entry.route for entry in palette.entries][:1] == [Route("partners", "edit", partner.id)]
    palette._line.clear()
    search("m3")
    assert palette.entries[0].route == Route("goals", "goal", "M3")
    assert palette.entries[0].codes == ("M3",)


def test_commands_are_found_in_the_other_language_too(search: Callable[[str], list[str]]) -> None:
    assert "Sao lưu và khôi phục" in search("backups")


def test_a_photo_leads_to_its_event_with_the_photo_chosen(
    palette: Palette, mission: Office, events: dict[str, str], search: Callable[[str], list[str]]
) -> None:
    event_id = events["Hòa nhạc mùa thu"]
    item = photo(mission.desk.ids, event_id)
    with mission.desk.store.write("media.attach") as tx:
        media_rows.insert(tx, item)
    assert search("ruoc den")[0] == "Rước đèn"
    assert palette.entries[0].route == Route("events", "edit", event_id, (("tab", "media"), ("item", item.id)))


def test_ctrl_enter_copies_the_event_as_a_new_one(
    palette: Palette, search: Callable[[str], list[str]], events: dict[str, str]
) -> None:
    opened: list[Route] = []
    palette.chosen.connect(opened.append)
    search("hòa nhạc")
    press(palette._line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened == [Route("events", "new", "", (("copy", events["Hòa nhạc mùa thu"]),))]


def test_enter_before_the_answer_has_come_waits_for_it(
    palette: Palette, events: dict[str, str], settle: Callable[[], None]
) -> None:
    opened: list[Route] = []
    palette.chosen.connect(opened.append)
    type_text(palette._line, "trung thu")
    press(palette._line, Qt.Key.Key_Return)
    assert opened == []
    settle()
    assert opened == [Route("events", "edit", events["Đêm hội Trung thu Praha 2026"])]


def test_keys_of_an_input_method_choose_nothing(palette: Palette) -> None:
    opened: list[Route] = []
    palette.chosen.connect(opened.append)
    QCoreApplication.sendEvent(palette._line, QInputMethodEvent("đê", []))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape):
        press(palette._line, key)
    assert opened == []
    assert palette.isVisible()
    assert palette._list.currentIndex().row() == palette._model.first


def test_a_heading_is_stepped_over(palette: Palette) -> None:
    for _ in range(3):
        press(palette._line, Qt.Key.Key_Down)
    line = palette._model.line(palette._list.currentIndex().row())
    assert isinstance(line, Entry)
    assert line.title == "Hôm nay"


def test_any_word_is_looked_for_in_media_and_partners_when_no_event_fits(
    palette: Palette, mission: Office, search: Callable[[str], list[str]], settle: Callable[[], None]
) -> None:
    mission.partners.save(replace(mission.partners.blank(), name="Viện Goethe Praha"))
    search("goethe qzxqzx")
    while (line := palette._model.line(palette._list.currentIndex().row())) and not (
        isinstance(line, Entry) and line.wide
    ):
        press(palette._line, Qt.Key.Key_Down)
    press(palette._line, Qt.Key.Key_Return)
    settle()
    assert palette.isVisible()
    assert [entry.title for entry in palette.entries] == ["Viện Goethe Praha"]


def test_escape_closes_and_gives_the_focus_back(palette: Palette) -> None:
    press(palette._line, Qt.Key.Key_Escape)
    assert not palette.isVisible()
