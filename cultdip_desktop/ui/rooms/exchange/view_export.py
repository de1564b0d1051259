"""Events go out: as a workbook, a text table or a calendar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox, RadioButton
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.notices import Banner, ProgressCard
from cultdip_desktop.ui.kit.surfaces import Card, KeptWidth, ScrollPage, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.exchange.viewmodel import ExchangeModel

_FORMATS: tuple[tuple[str, Phrase, Phrase, Phrase], ...] = (
    (
        ".xlsx",
        t("Excel workbook"),
        t("To work on and to import again: every row keeps the number of its event."),
        t("Excel workbook (*.xlsx)"),
    ),
    (
        ".csv",
        t("Text table"),
        t("For other programs; nothing in it is calculated by accident."),
        t("Text table (*.csv)"),
    ),
    (
        ".ics",
        t("Calendar"),
        t("For Outlook, Thunderbird and telephones, with time zones and lunar days."),
        t("Calendar (*.ics)"),
    ),
)


class ExportTablePage(QWidget):
    """Format, year, and the button that asks where."""

    done = Signal(object, object)

    def __init__(self, kit: Kit, model: ExchangeModel, banner: Banner) -> None:
        """`banner` is the room's."""
        super().__init__()
        self._kit = kit
        self._model = model
        self._banner = banner
        self._group = QButtonGroup(self)
        self._choices: dict[str, RadioButton] = {}
        self.year = ComboBox(kit)
        self.save = Button(
            kit, t("Save the file…"), "primary", icon="file-down", on_click=self.export, shortcut="Ctrl+Return"
        )
        self.progress = ProgressCard(kit, t("Writing the file"), icon="file-down")
        card = Card(kit, t("Which format"))
        for ending, title, sentence, _filter in _FORMATS:
            choice = RadioButton(kit, title, strong=True)
            self._choices[ending] = choice
            self._group.addButton(choice)
            words = PlainLabel(kit, sentence, "small", "secondary", wrap=True)
            words.setContentsMargins(26, 0, 0, 0)
            card.add(column(choice, words, gap=2))
        self._choices[".xlsx"].setChecked(True)
        years = Card(kit, t("Which events"))
        field = Field(kit, t("Year"), self.year)
        KeptWidth(kit.look, field, 240)
        years.add(row(field, None))
        private = t("Internal notes and risk notes never leave the machine; they are not in the file.")
        years.add(PlainLabel(kit, private, "small", "secondary", wrap=True))
        page = ScrollPage()
        for item in (self.progress, card, years):
            page.add(item)
        page.end()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)
        present(self.progress, shown=False)

    def enter(self) -> None:
        """Shown: offer the years around the present one."""
        chosen = self.year.value() if self.year.count() else None
        self.year.clear_choices()
        self.year.add(None, t("All years"))
        for year in range(self._model.year + 1, self._model.year - 5, -1):
            self.year.add(year, str(year))
        self.year.set_value(chosen)
        self._choices[self.ending].setFocus()

    @property
    def ending(self) -> str:
        """The ending of the format chosen."""
        return next(ending for ending, choice in self._choices.items() if choice.isChecked())

    def export(self) -> None:
        """Ask where, then write."""
        kit, ending, year = self._kit, self.ending, self.year.value()
        filters = next(each[3] for each in _FORMATS if each[0] == ending)
        name = t("Events {year}", year=year) if year else t("Events")
        suggestion = self._model.suggested(f"{kit.say(name)}{ending}")
        out = kit.files.save_file(self, kit.say(t("Save the events")), suggestion, kit.say(filters))
        if out is None:
            return
        self._banner.clear()
        out = out if out.suffix.lower() == ending else Path(f"{out}{ending}")
        job: Any = self._model.export(out, year, self._say_done)
        self.save.hold(job)
        self.progress.follow(job)

    def _say_done(self, file: str, events: int) -> None:
        self.done.emit(n("{n} event saved as {file}", "{n} events saved as {file}", events, file=file), None)
