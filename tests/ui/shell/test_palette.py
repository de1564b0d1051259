from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.shell.palette import PAUSE_MS, Palette
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


def test_before_anything_is_typed_it_offers_rooms_and_commands(palette: Palette) -> None:
    titles = [entry.title for entry in palette.entries]
    assert titles[:3] == ["Hôm nay", "Kế hoạch", "Sự kiện"]
    assert "Sự kiện mới" in titles


@pytest.mark.parametrize("typed", ["trung thu", "TRUNG THU", "Trung thu 2026", "trung thu praha"])
def test_events_are_found_whatever_the_marks(search: Callable[[str], list[str]], typed: str) -> None:
    assert search(typed)[0] == "Đêm hội Trung thu Praha 2026"


def test_letters_without_marks_find_letters_with_marks(search: Callable[[str], list[str]]) -> None:
    assert search("dien anh") == ["Tuần phim Điện ảnh Việt Nam"]


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


def test_nothing_found_is_said_with_a_way_on(palette: Palette, search: Callable[[str], list[str]]) -> None:
    assert search("không có sự kiện nào như thế") == []
    assert palette._empty.isVisible()
    assert "không có sự kiện nào như thế" in palette._empty.text()


def test_escape_closes_and_gives_the_focus_back(palette: Palette) -> None:
    press(palette._line, Qt.Key.Key_Escape)
    assert not palette.isVisible()
