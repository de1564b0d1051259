"""The interface changes its language while it is open, Qt's own words included."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from cultdip_desktop.ui.kit.base import Kit, plain_tip
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.text import PlainLabel


def test_a_bound_text_follows_the_language(kit: Kit) -> None:
    label = PlainLabel(kit, t("Autosaved at {time}", time="10:42"))
    assert label.text() == "Đã lưu tự động lúc 10:42"
    kit.live.switch("en")
    assert label.text() == "Autosaved at 10:42"


def test_a_parameter_that_is_a_phrase_is_translated_too(kit: Kit) -> None:
    assert kit.say(t("{label}, required", label=t("Name"))) == "Tên, bắt buộc"


def test_data_is_shown_as_it_is_in_every_language(kit: Kit) -> None:
    label = PlainLabel(kit, "Cancel")
    assert label.text() == "Cancel"


def test_saying_something_else_replaces_the_binding(kit: Kit) -> None:
    label = PlainLabel(kit, t("Today"))
    label.say(t("Close"))
    kit.live.switch("en")
    assert label.text() == "Close"


def test_a_text_whose_widget_is_gone_is_not_rendered_again(kit: Kit) -> None:
    rendered: list[str] = []

    def words_for(words: object) -> str:
        rendered.append(str(words))
        return "x"

    owner = QLabel()
    kit.bind(owner, owner.setText, Phrase(words_for))
    shiboken6.delete(owner)
    kit.live.switch("en")
    assert len(rendered) == 1


def test_a_button_keeps_its_name_for_screen_readers_in_step(kit: Kit) -> None:
    button = Button(kit, t("Cancel"), icon="x")
    kit.live.switch("en")
    assert button.accessibleName() == "Cancel"
    assert button.text().strip() == "Cancel"


def test_ampersands_in_data_do_not_become_shortcuts(kit: Kit) -> None:
    assert Button(kit, "Văn & Thơ").text() == "Văn && Thơ"


def test_qt_speaks_our_vietnamese_while_we_do(kit: Kit) -> None:
    kit.live.install()
    try:
        assert QCoreApplication.translate("QPlatformTheme", "&Yes") == "Có"
        line = QLineEdit()
        menu = line.createStandardContextMenu()
        assert [action.text().split("\t")[0] for action in menu.actions()][:2] == ["Hoàn tác", "Làm lại"]
        kit.live.switch("en")
        assert QCoreApplication.translate("QPlatformTheme", "&Yes") == "&Yes"
    finally:
        kit.live.uninstall()


@pytest.mark.parametrize("hostile", ["<b>đậm</b>", "Đêm hội <img src='x'>", "&lt;b>đậm", "\n<html>", "<!DOCTYPE html>"])
def test_a_tooltip_is_never_taken_for_markup(hostile: str) -> None:
    assert Qt.mightBeRichText(hostile.strip())
    assert not Qt.mightBeRichText(plain_tip(hostile))
