"""Text in Vietnamese and English side by side; stacked in narrow windows; a stale translation says so."""

from __future__ import annotations

from typing import Final, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from cultdip_desktop.domain.text import EMPTY, BiText, EnglishState
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.surfaces import KeptHeight
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.kit.text_area import TextArea

STACK_BELOW: Final = 1100
"""Window width (px) below which English stands under Vietnamese."""

NARROWEST_PAIR: Final = 440
"""Own width (px) below which it does so as well: inspectors, cards."""

Editor: TypeAlias = "LineEdit | TextArea"


class BilingualField(QWidget):
    """One text in two languages. Only Vietnamese can be required; neither language overwrites the other."""

    edited = Signal(object)
    """A `BiText`, at every change by the user."""

    committed = Signal(object)
    """A `BiText`, when the focus leaves a changed side."""

    def __init__(
        self,
        kit: Kit,
        vi_label: Speech,
        en_label: Speech | None = None,
        *,
        lines: int = 1,
        required: bool = False,
        hint: Speech = "",
        placeholder_vi: Speech = "",
        placeholder_en: Speech = "",
    ) -> None:
        """`lines` above 1 gives areas. Without `en_label` the English side has the same label plus "(English)"."""
        super().__init__()
        self._kit = kit
        self._value = EMPTY
        self._bilingual = True
        self.vi = _editor(kit, placeholder_vi, lines)
        self.en = _editor(kit, placeholder_en, lines)
        self.vi_field = Field(kit, vi_label, self.vi, required=required, hint=hint)
        self.en_field = Field(
            kit, en_label if en_label is not None else t("{label} (English)", label=vi_label), self.en
        )
        self._stale = Pill(kit, t("Translation to be checked"), Mark("languages", "warn"), small=True)
        self._stale.hide()
        self._reviewed = Button(kit, t("Still right"), "link", on_click=self._confirm)
        self._copy = Button(kit, t("Copy from Vietnamese"), "link", icon="copy", on_click=self.copy_from_vietnamese)
        for button in (self._reviewed, self._copy):
            button.setProperty("compact", "tight")
            button.hide()
            self.en_field.add_beside(button)
        self.en_field.add_beside(self._stale)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        self._layout.addWidget(self.vi_field, 1)
        self._layout.addWidget(self.en_field, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusProxy(self.vi)
        kit.look.changed.connect(self._arrange)
        self.vi.edited.connect(self._vi_edited)
        self.en.edited.connect(self._en_edited)
        for side in (self.vi, self.en):
            side.committed.connect(lambda _text: self.committed.emit(self._value))

    def value(self) -> BiText:
        """Both texts and how far the English is."""
        return self._value

    def set_value(self, value: BiText) -> None:
        """Show `value` without telling anybody."""
        self._value = value
        self.vi.set_value(value.vi)
        self.en.set_value(value.en)
        self._show_state()

    def set_error(self, speech: Speech) -> None:
        """Say what is wrong with the Vietnamese, or nothing."""
        self.vi_field.set_error(speech)

    def set_bilingual(self, *, on: bool) -> None:
        """Show both languages, or Vietnamese alone; a hidden English text is kept."""
        self._bilingual = on
        present(self.en_field, shown=on)
        self._arrange()

    def copy_from_vietnamese(self) -> None:
        """Start the English from the Vietnamese text; only offered while there is no English."""
        if self._value.vi and not self._value.en:
            self._set(self._value.with_en(self._value.vi))
            self.en.set_value(self._value.en)
            self.en.setFocus()
            self.committed.emit(self._value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack or unstack."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """The window is known now."""
        super().showEvent(event)
        self._arrange()

    def _vi_edited(self, text: str) -> None:
        self._set(self._value.with_vi(text))

    def _en_edited(self, text: str) -> None:
        self._set(self._value.with_en(text))

    def _confirm(self) -> None:
        self._set(self._value.reviewed())
        self.committed.emit(self._value)

    def _set(self, value: BiText) -> None:
        if value != self._value:
            self._value = value
            self._show_state()
            self.edited.emit(value)

    def _show_state(self) -> None:
        stale = self._value.english is EnglishState.STALE
        present(self._stale, shown=stale)
        present(self._reviewed, shown=stale)
        present(self._copy, shown=bool(self._value.vi) and not self._value.en)

    def _arrange(self) -> None:
        look = self._kit.look
        stacked = self.window().width() < look.px(STACK_BELOW) or self.width() < look.px(NARROWEST_PAIR)
        way = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if self._layout.direction() != way:
            self._layout.setDirection(way)
            self._layout.setSpacing(8 if stacked else 12)


class BilingualHead(QWidget):
    """The line above a form in two columns: VI Tiếng Việt, EN English, and a link that starts all English texts."""

    copy_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._copy = Button(kit, t("Copy from Vietnamese"), "link", icon="copy", on_click=self.copy_asked.emit)
        vi = [LanguageTag(kit, "VI"), PlainLabel(kit, "Tiếng Việt", "medium")]
        en = [LanguageTag(kit, "EN"), PlainLabel(kit, "English", "medium")]
        self._english = _side(en, self._copy)
        layout.addWidget(_side(vi), 1)
        layout.addWidget(self._english, 1)
        KeptHeight(kit.look, self, 28)

    def set_bilingual(self, *, on: bool) -> None:
        """Hide the English column with its fields."""
        present(self._english, shown=on)


class LanguageTag(PlainLabel):
    """`VI` or `EN` in a small frame."""

    def __init__(self, kit: Kit, code: str) -> None:
        super().__init__(kit, code, "micro", "secondary")
        self.setProperty("tag", "language")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)


def _side(widgets: list[PlainLabel], end: QWidget | None = None) -> QWidget:
    side = QWidget()
    layout = QHBoxLayout(side)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(8)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    if end is not None:
        layout.addWidget(end)
    return side


def _editor(kit: Kit, placeholder: Speech, lines: int) -> Editor:
    return LineEdit(kit, placeholder) if lines == 1 else TextArea(kit, placeholder, lines=lines)
