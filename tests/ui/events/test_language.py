"""The room in Vietnamese says nothing in English, also right after the language was switched."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QTextEdit, QWidget

from cultdip_desktop.domain.event import Event
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.notices import Banner
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.events.view import EventsRoom
from tools import catalogs

Settle = Callable[[], None]


@cache
def english_only() -> frozenset[str]:
    """Message ids whose Vietnamese is something else."""
    found = set()
    for entry in catalogs.load(catalogs.catalog_path("vi"), "vi"):
        if not entry.id:
            continue
        ids = [entry.id] if isinstance(entry.id, str) else list(entry.id)
        texts = [entry.string] if isinstance(entry.string, str) else list(entry.string)
        found |= {each for each in ids if each not in texts and len(each) > 2 and "{" not in each}
    vietnamese = {
        each for entry in catalogs.load(catalogs.catalog_path("vi"), "vi") if isinstance(entry.string, str)
        for each in [entry.string]
    }  # fmt: skip
    return frozenset(found - vietnamese - {"English", "Tiếng Việt"})  # languages are called by their own names


def texts_of(root: QWidget) -> set[str]:
    """Everything that can be read or heard of `root`, shown or not, without what the user wrote."""
    found: set[str] = set()
    for widget in (root, *root.findChildren(QWidget)):
        found |= {widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.windowTitle()}
        if isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text().strip())
        if isinstance(widget, QLineEdit | QTextEdit):
            found.add(widget.placeholderText())
        if isinstance(widget, QComboBox) and widget.count() < 100:  # the long one lists countries, which is data
            found |= {widget.itemText(index) for index in range(widget.count())}
    found |= {action.text() for action in root.findChildren(QAction)}
    return found


def every_page(room: EventsRoom, festival: Event, settle: Settle) -> set[str]:
    room.enter(Route("events"))
    settle()
    found = texts_of(room)
    found |= {str(room.list.model.headerData(i, room.list.table.horizontalHeader().orientation())) for i in range(8)}
    for tab in ("content", "goals", "tasks", "media", "results", "money", "series"):
        room.enter(Route("events", "edit", festival.id, (("tab", tab),)))
        settle()
        found |= texts_of(room)
        found |= {each.text for each in room.editor.tabs_bar._strip.tabs}
    room.editor.money.add_row()
    room.editor.head.primary.click()
    return found | texts_of(room)


def test_vietnamese_has_no_english_left(room: EventsRoom, festival: Event, settle: Settle) -> None:
    assert sorted(every_page(room, festival, settle) & english_only()) == []


def test_a_live_switch_and_back_leaves_no_english(room: EventsRoom, festival: Event, settle: Settle, kit: Kit) -> None:
    every_page(room, festival, settle)
    kit.live.switch("en")
    settle()
    assert room.editor.head.primary.accessibleName() == "Submit for approval"
    assert room.list.search.placeholderText() == "Find by title, place, partner, number"
    kit.live.switch("vi")
    settle()
    assert sorted(texts_of(room) & english_only()) == []


def test_everything_that_takes_the_keyboard_has_a_name(room: EventsRoom, festival: Event, settle: Settle) -> None:
    every_page(room, festival, settle)
    nameless = [
        widget
        for widget in room.findChildren(QWidget)
        if isinstance(widget, QLineEdit | QTextEdit | QComboBox | QAbstractButton)
        and widget.focusPolicy().value
        and not widget.accessibleName()
        and not any(widget in banner.findChildren(QAbstractButton) for banner in room.findChildren(Banner))
    ]
    assert nameless == []
