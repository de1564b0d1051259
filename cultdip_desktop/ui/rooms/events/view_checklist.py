"""The steps of one task: opened out below it, ticked, written, added and removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.task import Check
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.fields import LineEdit
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.surfaces import boxed, column, row

INDENT = 30
"""Px by which steps stand further right than their task."""


class Checklist(QWidget):
    """Tells its owner the whole list at every change."""

    def __init__(self, kit: Kit, tell: Callable[[tuple[Check, ...]], object]) -> None:
        super().__init__()
        self._kit, self._tell = kit, tell
        self._checks: tuple[Check, ...] = ()
        self.lines: list[tuple[CheckBox, LineEdit]] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(0)
        self.new = LineEdit(kit, t("One more step, then Enter"), icon="plus", compact=True)
        self.new.setAcceptDrops(False)
        kit.name(self.new, t("New step of the task"))
        self.new.returnPressed.connect(self._add)
        self.setLayout(column(boxed(column(self._box, self.new, gap=2), (kit.look.px(INDENT), 2, 0, 6))))

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show the steps as they are; a text that is being typed is left alone."""
        self._checks = tuple(checks)
        if len(self.lines) != len(checks):
            self._lay_out()
        for (tick, text), check in zip(self.lines, checks, strict=True):
            tick.setChecked(check.done)
            if not text.hasFocus():
                text.set_value(check.text)
            self._kit.name(tick, t("Done: {task}", task=check.text))

    def _lay_out(self) -> None:
        while (item := self._box.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self.lines = []
        for place in range(len(self._checks)):
            tick, text = CheckBox(self._kit, ""), LineEdit(self._kit, t("Step"), compact=True)
            tick.clicked.connect(lambda _on, place=place: self._tick(place))
            text.setAcceptDrops(False)
            text.edited.connect(partial(self._write, place))
            self._kit.name(text, t("Step of the task"))
            remove = IconButton(self._kit, "x", t("Remove this step"), on_click=partial(self._remove, place))
            line = row(tick, text, remove)
            line.setStretch(1, 1)
            self.lines.append((tick, text))
            self._box.addWidget(boxed(line))

    def _add(self) -> None:
        if self.new.value():
            self._tell((*self._checks, Check(self.new.value())))
            self.new.clear()

    def _tick(self, place: int) -> None:
        self._change(place, Check(self._checks[place].text, self.lines[place][0].isChecked()))

    def _write(self, place: int, text: str) -> None:
        self._change(place, Check(text, self._checks[place].done))

    def _change(self, place: int, check: Check) -> None:
        self._tell((*self._checks[:place], check, *self._checks[place + 1 :]))

    def _remove(self, place: int) -> None:
        self.new.setFocus()
        self._tell((*self._checks[:place], *self._checks[place + 1 :]))
