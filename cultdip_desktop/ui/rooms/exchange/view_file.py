"""Step 1 of the import: which file, and what it seems to be."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.importing import Sheet
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.numbers import IntegerField
from cultdip_desktop.ui.kit.surfaces import Card, KeptWidth, ScrollPage, column, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel
from cultdip_desktop.ui.rooms.exchange.phrases import ENCODINGS, facts_of

_PROMISES: Final = (
    ("eye", t("Nothing is written before the last step: every row is shown with what would become of it.")),
    ("refresh-cw", t("A corrected file may be imported again: known events are updated, none is doubled.")),
    ("undo-2", t("The whole import is one step: one Ctrl+Z takes it back.")),
    ("languages", t("Text of old fonts (TCVN3, VNI) is recognised, and shown before it is converted.")),
)


class FileStep(QWidget):
    """Choose, then see what was found."""

    choose_asked = Signal()
    template_asked = Signal()
    again = Signal(object)
    """Read the file again as a person says: `{"sheet"|"encoding"|"head_row": value}`."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.choose = Button(
            kit, t("Choose a file…"), icon="file-up", on_click=self.choose_asked.emit, shortcut="Ctrl+O"
        )
        self.template = Button(kit, t("Download the template…"), icon="file-down", on_click=self.template_asked.emit)
        self.sheet = ComboBox(kit, compact=True)
        self.encoding = ComboBox(kit, compact=True)
        for name, speech in ENCODINGS.items():
            self.encoding.add(name, speech)
        self.head_row = IntegerField(kit, minimum=0, maximum=1000)
        self._name = ElidedLabel(kit, "", "strong")
        self._facts = PlainLabel(kit, "", "small", "secondary")
        self._sheet_field = Field(kit, t("Sheet"), self.sheet)
        self._encoding_field = Field(kit, t("Encoding"), self.encoding)
        head_hint = t("The row that names the columns.")
        self._head_field = Field(kit, t("Row of the heads"), self.head_row, hint=head_hint)
        KeptWidth(kit.look, self._encoding_field, 400)
        KeptWidth(kit.look, self._sheet_field, 260)
        KeptWidth(kit.look, self._head_field, 180)
        self._found = self._found_card()
        page = ScrollPage()
        page.add(self._start_card())
        page.add(self._found)
        page.add(self._promises_card())
        page.end()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)
        self.sheet.chosen.connect(lambda name: self.again.emit({"sheet": name}))
        self.encoding.chosen.connect(lambda name: self.again.emit({"encoding": name}))
        self.head_row.settled.connect(self._settle_head)
        present(self._found, shown=False)

    def show_sheet(self, sheet: Sheet) -> None:
        """What was found out about the file."""
        self._name.say(sheet.name)
        self._facts.say(facts_of(sheet))
        self.sheet.clear_choices()
        for name in sheet.sheets:
            self.sheet.add(name, name)
        self.sheet.set_value(sheet.sheet)
        self.encoding.set_value(sheet.encoding)
        self.head_row.set_integer(sheet.head_row)
        present(self._sheet_field, shown=len(sheet.sheets) > 1)
        present(self._encoding_field, shown=bool(sheet.encoding))
        present(self._head_field, shown=sheet.format != "ics")
        present(self._found, shown=True)

    def forget(self) -> None:
        """No file is chosen."""
        present(self._found, shown=False)

    def _start_card(self) -> Card:
        kit = self._kit
        card = Card(kit, t("A plan in Excel, a table, a calendar"))
        sentence = t(
            "Excel workbooks (XLSX), text tables (CSV) and calendars (ICS). A file may also be dropped on the window."
        )
        card.add(PlainLabel(kit, sentence, "body", "secondary", wrap=True))
        card.add(row(self.choose, self.template, None, gap=8))
        return card

    def _found_card(self) -> Card:
        kit = self._kit
        card = Card(kit, t("The file chosen"))
        lead = row(IconLabel(kit, "table-2", "accent.text", 22), column(self._name, self._facts, gap=2), gap=12)
        lead.setStretch(1, 1)
        card.add(lead)
        fields = row(self._sheet_field, self._encoding_field, self._head_field, None, gap=12)
        card.add(fields)
        return card

    def _promises_card(self) -> Card:
        kit = self._kit
        card = Card(kit, t("How it works"))
        for icon, speech in _PROMISES:
            line = row(IconLabel(kit, icon, "accent.text", 16), PlainLabel(kit, speech, wrap=True), gap=10)
            line.setStretch(1, 1)
            card.add(line)
        return card

    def _settle_head(self, number: object) -> None:
        if isinstance(number, int):
            self.again.emit({"head_row": number})
