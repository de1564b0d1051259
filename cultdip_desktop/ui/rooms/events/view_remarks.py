"""Remarks of headquarters on the open tab, above its fields: what is said of which field, the answer, the way there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from cultdip_desktop.domain.content_words import field_label, has_words
from cultdip_desktop.domain.naming import period_of, period_words
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.completeness import tab_of
from cultdip_desktop.ui.rooms.events.viewmodel_remarks import EventRemarks, FieldRemark

_MOST = 3
"""So many stand above the fields; the report's page lists them all."""


class RemarkBar(QWidget):
    """Shows the remarks of one tab; nothing where there are none."""

    go_to = Signal(str)
    """The field of this path."""

    marked = Signal(object)
    """Keys of the tabs that have open remarks (frozenset of str)."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._model: EventRemarks | None = None
        self._tab = ""
        self.lines: dict[str, RemarkLine] = {}
        self._lines = column(gap=8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 12, 20, 0)
        outer.addLayout(self._lines)
        self.hide()

    def follow(self, model: EventRemarks) -> None:
        """Take remarks from this model from now on."""
        self._model = model
        model.changed.connect(self._show)

    def turn_to(self, tab: str) -> None:
        """Another tab is open."""
        if tab != self._tab:
            self._tab = tab
            self._show()

    def _show(self) -> None:
        items = self._model.items if self._model is not None else ()
        self.marked.emit(frozenset(tab_of(one.field) for one in items if not one.done))
        mine = [one for one in items if tab_of(one.field) == self._tab and not one.done][:_MOST]
        if [one.id for one in mine] != list(self.lines):
            self._make(mine)
        for one in mine:
            self.lines[one.id].show_remark(one)
        present(self, shown=bool(mine))

    def _make(self, remarks: Sequence[FieldRemark]) -> None:
        clear(self._lines)
        self.lines = {}
        for one in remarks:
            line = RemarkLine(self._kit, one)
            line.jump.clicked.connect(partial(self._go, one))
            if self._model is not None:
                line.answer.committed.connect(partial(self._model.answer, one.id))
                line.done.clicked.connect(partial(self._settle, one.id))
            self.lines[one.id] = line
            self._lines.addWidget(line)

    def _settle(self, remark_id: str, checked: bool) -> None:
        if self._model is not None:
            self._model.settle(remark_id, done=checked)

    def _go(self, remark: FieldRemark, _checked: bool = False) -> None:
        """Open the field, and let the remark stand under it."""
        self.go_to.emit(remark.field or "title")
        widget = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, Field):
            widget = widget.parentWidget()
        if isinstance(widget, Field):
            widget.set_hint(t("Headquarters: {text}", text=remark.text))


class RemarkLine(QFrame):
    """One remark."""

    def __init__(self, kit: Kit, remark: FieldRemark) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._text = PlainLabel(kit, remark.text, "medium", wrap=True).selectable()
        about = PlainLabel(kit, Phrase(_about(remark)), "small", "secondary", wrap=True)
        self.answer = LineEdit(kit, t("Answer to headquarters; travels with the next package"))
        kit.name(self.answer, t("Answer"))
        self.jump = Button(kit, t("Go to the field"), "link")
        self.done = CheckBox(kit, t("Dealt with"))
        words = column(about, self._text, row(self.answer, self.done, self.jump, gap=12), gap=4)
        line = row(IconLabel(kit, "message-square", "warn.text", 18), words, gap=12)
        line.setStretch(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(boxed(line, (14, 10, 14, 10)))

    def show_remark(self, remark: FieldRemark) -> None:
        """Take over what the store says."""
        if not self.answer.hasFocus() and self.answer.value() != remark.answer:
            self.answer.set_value(remark.answer)
        self.done.setChecked(remark.done)


def _about(remark: FieldRemark) -> Callable[[Words], str]:
    def said(words: Words) -> str:
        found = period_of(remark.period)
        where = _field(words, remark.field) if remark.field else words.t("Whole event")
        period = period_words(words, found) if found else remark.period
        who = f" · {remark.author}" if remark.author else ""
        return words.t("Headquarters on “{field}” · report {period}", field=where, period=period) + who

    return said


def _field(words: Words, field: str) -> str:
    """A field as the records name it; a place may name what holds the value."""
    known = next((path for path in (field, f"{field}.value") if has_words("event", path)), field)
    return field_label(words, "event", known, known)
