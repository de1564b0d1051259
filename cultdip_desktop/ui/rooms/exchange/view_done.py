"""Step 4 of the import: what was done, and where to go from here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.importing import ImportAnswer
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import n, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import Card, FlowRow, ScrollPage, column, row
from cultdip_desktop.ui.kit.text import PlainLabel


class DoneStep(QWidget):
    """The counts of a finished import."""

    events_asked = Signal()
    skipped_asked = Signal()
    another_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._title = PlainLabel(kit, "", "h2")
        self._sentence = PlainLabel(kit, t("One Ctrl+Z takes the whole import back."), "body", "secondary", wrap=True)
        self._pills = [Pill(kit) for _count in range(4)]
        self.events = Button(kit, t("Show the events"), icon="ticket", on_click=self.events_asked.emit)
        self.skipped = Button(kit, t("Rows that were skipped"), icon="list-filter", on_click=self.skipped_asked.emit)
        self.another = Button(kit, t("Import another file"), icon="file-up", on_click=self.another_asked.emit)
        card = Card(kit)
        icon = IconLabel(kit, "circle-check", "accent.text", 34)
        lead = row(column(icon, None), column(self._title, self._sentence, gap=4), gap=14)
        lead.setStretch(1, 1)
        card.add(lead)
        card.add(FlowRow(*self._pills))
        card.add(row(self.events, self.skipped, self.another, None, gap=8))
        page = ScrollPage()
        page.add(card)
        page.end()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)

    def show_answer(self, answer: ImportAnswer) -> None:
        """Say the counts."""
        skipped = len(answer.skipped)
        written = answer.created + answer.updated
        self._title.say(n("{n} event was taken in", "{n} events were taken in", written))
        found = (
            (n("{n} new", "{n} new", answer.created), Mark("plus", "ok"), answer.created),
            (n("{n} updated", "{n} updated", answer.updated), Mark("pencil", "info"), answer.updated),
            (n("{n} unchanged", "{n} unchanged", answer.unchanged), Mark("minus", "neutral"), answer.unchanged),
            (n("{n} row skipped", "{n} rows skipped", skipped), Mark("triangle-alert", "warn"), skipped),
        )
        for pill, (said, mark, count) in zip(self._pills, found, strict=True):
            pill.set(said, mark)
            present(pill, shown=bool(count))
        present(self.skipped, shown=bool(skipped))
