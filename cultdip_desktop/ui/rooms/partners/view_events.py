"""What was done together: the events that name the partner, with role, result and money."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.partner_story import PartnerEvent
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.marks import KIND_ICONS, STATE_MARKS
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.rooms.partners.phrases import word
from cultdip_desktop.ui.rooms.partners.viewmodel_draft import PartnerDraft


class EventsTab(QWidget):
    """A table; Enter opens the event."""

    event_opened = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._events: dict[str, PartnerEvent] = {}
        self._draft: PartnerDraft | None = None
        self.model: PagedModel[PartnerEvent] = PagedModel(kit, _columns(), self._rows, at_once=True)
        self.table = TableView(kit, self.model, t("Events with this partner"), row_height=TWO_LINE_ROW)
        self.table.opened.connect(self.event_opened)
        empty = EmptyState(
            kit, "ticket", t("No event yet"), t("An event shows up here as soon as it names this partner.")
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.table)
        self._pages.addWidget(empty)
        card = Card(kit, flush=True)
        card.add(self._pages)
        inner = column(gap=0)
        inner.addWidget(card, 1)
        self.setLayout(column(boxed(inner, (20, 16, 20, 16)), gap=0))

    def open(self, draft: PartnerDraft) -> None:
        """Show this partner's events."""
        self._draft = draft
        self.show_story()

    def close(self) -> bool:
        """Let go of the partner."""
        self._draft = None
        return True

    def take_focus(self) -> None:
        """Begin in the table."""
        self.table.setFocus()

    def show_story(self) -> None:
        """Show the events as they are now."""
        events = self._draft.story.events if self._draft is not None else ()
        self._events = {event.id: event for event in events}
        self.model.set_ids(list(self._events))
        self._pages.setCurrentIndex(0 if events else 1)

    def _rows(self, ids: Sequence[str]) -> list[PartnerEvent]:
        return [self._events[id_] for id_ in ids if id_ in self._events]


def _columns() -> tuple[Column[PartnerEvent], ...]:
    return (
        Column("day", t("Date"), _day_cell, 104, sortable=False),
        Column("title", t("Event"), _title_cell, 200, "two-line", stretch=True, sortable=False, hideable=False),
        Column("role", t("Role"), _role_cell, 112, sortable=False),
        Column("state", t("State"), _state_cell, 140, "pill", sortable=False),
        Column("attendance", t("Audience"), _attendance_cell, 92, "number", sortable=False),
        Column("spent", t("Spent"), _spent_cell, 106, "number", sortable=False),
    )


def _day_cell(event: PartnerEvent, words: Words) -> Cell:
    return Cell(words.t("no date yet") if event.day is None else dates.day(words, event.day))


def _title_cell(event: PartnerEvent, words: Words) -> Cell:
    title = event.title.get(words.language) or words.t("(untitled)")
    gains = "; ".join(f"{label(words, gain.kind)}: {gain.text.get(words.language)}" for gain in event.gains)
    sub = gains or " ".join(event.outcomes.get(words.language).split())
    return Cell(title, sub or label(words, event.kind), KIND_ICONS[event.kind], tip="\n".join((title, sub)).strip())


def _role_cell(event: PartnerEvent, words: Words) -> Cell:
    return Cell(", ".join(label(words, role) for role in event.roles))


def _state_cell(event: PartnerEvent, words: Words) -> Cell:
    mark = STATE_MARKS[event.state]
    return Cell(word(event.state).render(words), icon=mark.icon, tone=mark.tone)


def _attendance_cell(event: PartnerEvent, words: Words) -> Cell:
    return Cell("" if event.attendance is None else numbers.whole(words, event.attendance))


def _spent_cell(event: PartnerEvent, words: Words) -> Cell:
    said = [numbers.money(words, money.amount, money.currency, short=True) for money in event.spent]
    return Cell(said[0] if said else "", tip="\n".join(said))
