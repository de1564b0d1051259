"""A recovery code, shown once: large groups to read out, a button to print it and one to save it as a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.first_stop import FirstStop
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.notices import Banner
from cultdip_desktop.ui.kit.surfaces import Card, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from cultdip_desktop.ui.kit.recovery_sheet import Sheet

PER_LINE = 4


class CodeCard(QWidget):
    """Two lines of numbered groups; a tick that the code is put away."""

    confirmed = Signal(bool)
    """The tick was set or removed."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._sheet: Sheet | None = None
        self._groups = QGridLayout()
        self._groups.setHorizontalSpacing(12)
        self._groups.setVerticalSpacing(16)
        self._groups.setContentsMargins(0, 12, 0, 12)
        self._banner = Banner(kit)
        self._done = PlainLabel(kit, "", "small", "ok", wrap=True)
        self._tick = CheckBox(kit, t("I have put the code away in a safe place"))
        self._tick.toggled.connect(self.confirmed)
        self._print = Button(kit, t("Print the code"), icon="printer", on_click=self._ask_printer)
        self._save = Button(kit, t("Save as a file…"), icon="save", on_click=self._ask_file)
        card = Card(kit, t("Recovery code"))
        text = t("With it the office opens when the passphrase is forgotten. It is shown only now and kept nowhere.")
        card.add(PlainLabel(kit, text, wrap=True))
        card.add(self._groups)
        card.add(row(self._print, self._save, None))
        card.add(self._done)
        self._done.hide()
        self.setLayout(column(self._banner, card, self._tick, None, gap=12))
        FirstStop(self, self._tick)

    @property
    def is_confirmed(self) -> bool:
        """Whether the code was put away."""
        return self._tick.isChecked()

    def show_code(self, sheet: Sheet) -> None:
        """Show the code of `sheet`."""
        self.forget()
        self._sheet = sheet
        for place, group in enumerate(sheet.code.split("-")):
            number = PlainLabel(self._kit, str(place + 1), "micro", "tertiary")
            label = PlainLabel(self._kit, group).selectable()
            label.setProperty("role", "code")
            label.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._groups.addWidget(boxed(row(number, label, None, gap=8)), place // PER_LINE, place % PER_LINE)

    def forget(self) -> None:
        """Show no code any more."""
        self._sheet = None
        clear(self._groups)
        self._tick.setChecked(False)
        self._done.hide()
        self._banner.clear()

    def _ask_printer(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # not before somebody prints

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._print_on(printer))
        dialog.setModal(True)
        dialog.show()

    def _print_on(self, printer: QPrinter) -> None:
        if self._sheet is not None:
            self._sheet.paint_on(printer, self._kit.live.words)
            self._tell(t("The sheet was sent to the printer."))

    def _tell(self, speech: Speech) -> None:
        self._done.say(speech)
        present(self._done, shown=True)

    def _ask_file(self) -> None:
        if self._sheet is None:
            return
        title = self._kit.say(t("Save the recovery code"))
        target = self._kit.files.save_file(self, title, self._sheet.suggestion(), "PDF (*.pdf)")
        if target is None:
            return
        try:
            durable.write_bytes(target, self._sheet.as_pdf(self._kit.live.words))
        except UserError as error:
            self._banner.show_error(error)
            return
        self._banner.clear()
        self._tell(t("Saved as {file}. Put the file away from this machine.", file=target.name))
