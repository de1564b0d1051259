"""Fields take what people type, in the way that they type it."""

from __future__ import annotations

import unicodedata

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QApplication, QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.fields import Field, LineEdit, PasswordField, SearchField
from cultdip_desktop.ui.kit.surfaces import column
from cultdip_desktop.ui.kit.text_area import TextArea
from tests.ui.kit_typing import compose, press, type_text


@pytest.fixture(params=["line", "area"])
def editor(request: pytest.FixtureRequest, kit: Kit) -> LineEdit | TextArea:
    return LineEdit(kit) if request.param == "line" else TextArea(kit)


def test_nothing_is_told_while_a_syllable_is_being_composed(editor: LineEdit | TextArea) -> None:
    told: list[str] = []
    editor.edited.connect(told.append)
    compose(editor, "d", "đ", "đê", "đêm", commit="đêm")
    assert told == ["đêm"]


def test_text_is_told_in_its_composed_form(editor: LineEdit | TextArea) -> None:
    told: list[str] = []
    editor.edited.connect(told.append)
    compose(editor, commit=unicodedata.normalize("NFD", "Tết"))
    assert told == ["Tết"]
    assert unicodedata.is_normalized("NFC", editor.value())


def test_letters_of_a_vietnamese_layout_arrive(editor: LineEdit | TextArea) -> None:
    type_text(editor, "Rằm ơi")
    assert editor.value() == "Rằm ơi"


def test_showing_a_value_tells_nobody_and_keeps_it(editor: LineEdit | TextArea) -> None:
    told: list[str] = []
    editor.edited.connect(told.append)
    editor.committed.connect(told.append)
    editor.set_value("Đêm hội Trung thu")
    assert told == []
    assert editor.value() == "Đêm hội Trung thu"


def test_a_changed_field_commits_once_when_the_focus_leaves(
    kit: Kit, app: QApplication, editor: LineEdit | TextArea
) -> None:
    window = QWidget()
    other = LineEdit(kit)
    window.setLayout(column(editor, other))
    window.show()
    window.activateWindow()
    app.processEvents()
    told: list[str] = []
    editor.committed.connect(told.append)
    editor.setFocus()
    type_text(editor, "Đêm")
    other.setFocus()
    editor.setFocus()
    other.setFocus()
    assert told == ["Đêm"]


def test_markup_that_is_pasted_stays_text(kit: Kit) -> None:
    area = TextArea(kit)
    data = QMimeData()
    data.setHtml("<b>đậm</b>")
    data.setText("<b>đậm</b>")
    area.insertFromMimeData(data)
    assert area.value() == "<b>đậm</b>"
    assert "font-weight:700" not in area.toHtml()


def test_an_area_grows_with_its_text_up_to_its_most_lines(kit: Kit) -> None:
    area = TextArea(kit, lines=2, max_lines=4)
    area.resize(300, 100)
    area.show()
    heights = []
    for lines in (1, 3, 9):
        area.set_value("\n".join(["Đêm hội"] * lines))
        heights.append(area.height())
    assert heights == [2 * 20 + 12, 3 * 20 + 12, 4 * 20 + 12]


def test_tab_leaves_an_area(kit: Kit) -> None:
    area = TextArea(kit)
    press(area, Qt.Key.Key_Tab, text="\t")
    assert area.value() == ""


def test_a_search_starts_after_a_rest_and_esc_empties_it(kit: Kit) -> None:
    search = SearchField(kit, "Tìm")
    asked: list[str] = []
    search.searched.connect(asked.append)
    type_text(search, "trung thu")
    assert asked == []
    press(search, Qt.Key.Key_Return)
    press(search, Qt.Key.Key_Escape)
    assert asked == ["trung thu", ""]


def test_several_values_are_said_and_typing_replaces_them(kit: Kit) -> None:
    line = LineEdit(kit)
    line.set_several(several=True)
    assert (line.value(), line.placeholderText()) == ("", "nhiều giá trị")
    type_text(line, "Phạm")
    assert line.value() == "Phạm"


def test_a_passphrase_is_hidden_until_its_eye_is_opened_and_hidden_again_when_cleared(kit: Kit) -> None:
    field = PasswordField(kit)
    type_text(field.line, " mật khẩu ")
    assert field.value() == " mật khẩu "
    assert field.line.displayText() != field.line.text()
    field._toggle()
    assert field.line.displayText() == " mật khẩu "
    field.clear()
    type_text(field.line, "x")
    assert field.line.displayText() != "x"


def test_an_error_replaces_the_hint_marks_the_editor_and_goes(kit: Kit) -> None:
    line = LineEdit(kit)
    field = Field(kit, "Tên sự kiện", line, required=True, hint="Tối đa 200 chữ")
    field.set_error("Cần tên sự kiện.")
    assert (field.error, line.property("error")) == ("Cần tên sự kiện.", "true")
    assert line.accessibleDescription() == "Cần tên sự kiện."
    field.set_error("")
    assert (field.error, line.property("error")) == ("", "false")
    assert line.accessibleDescription() == "Tối đa 200 chữ"


def test_a_required_field_says_so_to_screen_readers(kit: Kit) -> None:
    line = LineEdit(kit)
    Field(kit, "Tên sự kiện", line, required=True)
    assert line.accessibleName() == "Tên sự kiện, bắt buộc"
