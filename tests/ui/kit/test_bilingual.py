"""Two languages beside each other, neither overwriting the other."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget

from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.surfaces import column
from tests.ui.kit_typing import type_text


def test_changing_the_vietnamese_makes_the_english_stale_and_says_so(kit: Kit) -> None:
    field = BilingualField(kit, "Tóm tắt", lines=3)
    field.set_value(BiText("Rước đèn", "Lantern parade", EnglishState.REVIEWED))
    assert field._stale.isHidden()
    field.vi.selectAll()
    type_text(field.vi, "Múa lân")
    assert field.value().english is EnglishState.STALE
    assert not field._stale.isHidden()


def test_a_stale_translation_can_be_confirmed(kit: Kit) -> None:
    field = BilingualField(kit, "Tóm tắt")
    field.set_value(BiText("Rước đèn", "Lantern parade", EnglishState.STALE))
    told: list[BiText] = []
    field.committed.connect(told.append)
    field._reviewed.click()
    assert told == [BiText("Rước đèn", "Lantern parade", EnglishState.REVIEWED)]


def test_copying_from_vietnamese_is_offered_only_without_english(kit: Kit) -> None:
    field = BilingualField(kit, "Tên sự kiện")
    field.set_value(BiText("Đêm hội", ""))
    assert not field._copy.isHidden()
    field._copy.click()
    assert field.value() == BiText("Đêm hội", "Đêm hội", EnglishState.DRAFT)
    assert field._copy.isHidden()


def test_english_stands_beside_in_wide_windows_and_below_in_narrow_ones(kit: Kit, app: QApplication) -> None:
    field = BilingualField(kit, "Tên sự kiện")
    window = QWidget()
    window.setLayout(column(field))
    window.resize(1366, 300)
    window.show()
    app.processEvents()
    assert field._layout.direction() == QBoxLayout.Direction.LeftToRight
    window.resize(1024, 300)
    app.processEvents()
    assert field._layout.direction() == QBoxLayout.Direction.TopToBottom


def test_hiding_english_keeps_it(kit: Kit) -> None:
    field = BilingualField(kit, "Tên sự kiện")
    field.set_value(BiText("Đêm hội", "Festival"))
    field.set_bilingual(on=False)
    type_text(field.vi, "!")
    assert field.value().en == "Festival"
