"""Choosing with mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.choices import CheckBox, ComboBox, Segmented
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.tabs import TabsBar
from cultdip_desktop.ui.kit.tags import Choice, TagPicker
from tests.ui.kit_typing import press, type_text

CHOICES = [Choice("1", "Đại sứ quán Áo"), Choice("2", "Nhà hát Múa rối"), Choice("3", "Áo dài Praha")]


def test_type_ahead_finds_words_without_their_marks(kit: Kit) -> None:
    combo = ComboBox(kit)
    for value, name in (("a", "Cộng đồng, lễ Tết"), ("b", "Đại sứ quán"), ("c", "Triển lãm")):
        combo.add(value, name)
    chosen: list[object] = []
    combo.chosen.connect(chosen.append)
    type_text(combo, "da")
    assert combo.value() == "b"
    assert chosen[-1] == "b"


def test_setting_a_value_tells_nobody_and_an_unknown_one_shows_nothing(kit: Kit) -> None:
    combo = ComboBox(kit)
    combo.add("a", t("Today"))
    chosen: list[object] = []
    combo.chosen.connect(chosen.append)
    combo.set_value("a")
    assert (combo.value(), combo.currentText()) == ("a", "Hôm nay")
    combo.set_value("unknown")
    assert combo.value() is None
    assert chosen == []


def test_choices_follow_the_language(kit: Kit) -> None:
    combo = ComboBox(kit)
    combo.add("a", t("Today"))
    kit.live.switch("en")
    assert combo.itemText(0) == "Today"


def test_a_click_makes_a_partly_set_box_definite(kit: Kit) -> None:
    box = CheckBox(kit, "Đưa vào báo cáo")
    box.set_some(some=True)
    assert box.mark_state() is None
    box.click()
    assert box.mark_state() is True


def test_the_words_of_a_check_box_are_part_of_its_target(kit: Kit) -> None:
    box = CheckBox(kit, "Đưa vào báo cáo quý III")
    box.resize(box.sizeHint())
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(box.width() - 4, 10))
    assert box.isChecked()
    assert box.height() >= 28


def test_one_segment_is_always_on(kit: Kit) -> None:
    parts = Segmented(kit, "Xem")
    parts.add("month", "Lịch", "calendar-days")
    parts.add("list", "Danh sách")
    chosen: list[object] = []
    parts.chosen.connect(chosen.append)
    assert parts.value() == "month"
    parts._parts[1].click()
    assert (parts.value(), chosen) == ("list", ["list"])
    parts.set_value("month")
    assert (parts.value(), chosen) == ("month", ["list"])


def test_tabs_open_by_keys_and_tell_only_of_changes(kit: Kit) -> None:
    tabs = TabsBar(kit)
    for key in ("content", "goals", "tasks"):
        tabs.add(key, key)
    opened: list[str] = []
    tabs.opened.connect(opened.append)
    press(tabs._strip, Qt.Key.Key_End)
    press(tabs._strip, Qt.Key.Key_End)
    tabs.open("goals")
    assert opened == ["tasks", "goals"]


def test_a_tab_with_something_missing_says_so(kit: Kit) -> None:
    tabs = TabsBar(kit)
    tabs.add("goals", "Mục tiêu")
    tabs.set_error("goals", error=True)
    assert tabs._strip.accessibleName() == "Mục tiêu, còn thiếu thông tin"


def picker(kit: Kit) -> TagPicker:
    from cultdip_desktop.i18n.fold import fold

    return TagPicker(kit, lambda text: [choice for choice in CHOICES if fold(text) in fold(choice.label)])


def test_typing_and_enter_pick_the_first_suggestion(kit: Kit) -> None:
    field = picker(kit)
    told: list[tuple[str, ...]] = []
    field.changed.connect(told.append)
    type_text(field.line, "mua")
    press(field.line, Qt.Key.Key_Return)
    assert told == [("2",)]
    assert field.line.text() == ""


def test_what_is_picked_is_not_suggested_again(kit: Kit) -> None:
    field = picker(kit)
    field.set_value([CHOICES[0]])
    type_text(field.line, "ao")
    assert [choice.id for choice in field._offered] == ["3"]


def test_backspace_in_the_empty_line_removes_the_last_chip(kit: Kit) -> None:
    field = picker(kit)
    field.set_value(CHOICES)
    press(field.line, Qt.Key.Key_Backspace)
    assert field.value() == ("1", "2")


def test_a_new_name_can_be_offered_to_the_room(kit: Kit) -> None:
    field = picker(kit)
    asked: list[str] = []
    field.new_asked.connect(asked.append)
    type_text(field.line, "Hội Phụ nữ")
    press(field.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["Hội Phụ nữ"]
