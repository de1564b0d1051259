"""Who changed what about a partner, and when."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.labels import step_label
from cultdip_desktop.domain.partner_words import field_words, value_words
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.undo import REDO, UNDO
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.notices import EmptyState, IconLabel
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.partners.view_facts import WIDEST
from cultdip_desktop.ui.rooms.partners.viewmodel_draft import PartnerDraft
from cultdip_desktop.ui.rooms.partners.viewmodel_history import History, HistoryModel, HistoryStep

_AT_FIRST: Final = 12
_LONGEST: Final = 160
_ICONS: Final = {
    "partner.add": "plus",
    "partner.delete": "trash-2",
    "partner.restore": "archive-restore",
    "partner.merge": "copy-plus",
    "partner.consent": "badge-check",
    "partner.log": "message-square",
    "partner.contact_delete": "message-square",
    "partner.promise": "check",
    "partner.role": "users",
    "partner.role_end": "users",
    "partner.role_delete": "users",
    UNDO: "undo-2",
    REDO: "redo-2",
}


class HistoryTab(QWidget):
    """Newest first; asked for when somebody looks."""

    def __init__(self, kit: Kit, model: HistoryModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._draft: PartnerDraft | None = None
        self._history: History | None = None
        self._shown = _AT_FIRST
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._more = Button(kit, t("Show all"), "link", icon="chevron-down", on_click=self._show_all)
        self._empty = EmptyState(kit, "history", t("No change yet"))
        card = Card(kit, t("History"))
        for item in (self._lines, row(self._more, None), self._empty):
            card.add(item)
        page = ScrollPage(gap=12)
        inner = page.widget()
        if inner is not None:
            inner.setMaximumWidth(WIDEST)
        page.add(card)
        page.end()
        self.setLayout(column(page, gap=0))
        model.loaded.connect(self._take)

    def open(self, draft: PartnerDraft) -> None:
        """Follow this partner."""
        self._draft, self._history = draft, None
        self._shown = _AT_FIRST
        self._render()
        self.show_story()

    def close(self) -> bool:
        """Let go of the partner."""
        self._draft = None
        return True

    def take_focus(self) -> None:
        """There is nothing to type here."""
        self._more.setFocus()

    def show_story(self) -> None:
        """Something changed: ask again, if anybody sees it."""
        if self._draft is not None and self._draft.stored and self.isVisible():
            self._model.load(self._draft.now.id)

    def showEvent(self, event: object) -> None:
        """Seen now."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.show_story()

    def _take(self, history: History) -> None:
        if self._draft is not None:
            self._history = history
            self._render()

    def _show_all(self) -> None:
        self._shown = 10_000
        self._render()

    def _render(self) -> None:
        clear(self._lines)
        steps = self._history.steps if self._history is not None else ()
        catalogue = self._history.catalogue if self._history is not None else None
        for index, step in enumerate(steps[: self._shown]):
            if index:
                self._lines.addWidget(Rule())
            self._lines.addWidget(self._line(step, catalogue))
        present(self._more, shown=len(steps) > self._shown)
        present(self._empty, shown=self._history is not None and not steps)

    def _line(self, step: HistoryStep, catalogue: Catalogue | None) -> QWidget:
        kit = self._kit
        what = Phrase(lambda words: _capital(step_label(words, step.label, step.params)))
        when = Phrase(lambda words: _when(words, step))
        body = column(PlainLabel(kit, what, "medium", wrap=True), PlainLabel(kit, when, "small", "tertiary"), gap=2)
        for field, old, new in step.changes:
            said = Phrase(partial(_change, field=field, old=old, new=new, catalogue=catalogue))
            body.addWidget(PlainLabel(kit, said, "small", "secondary", wrap=True))
        icon = IconLabel(kit, _ICONS.get(step.label, "pencil"))
        line = row(icon, body, gap=10)
        line.setStretch(1, 1)
        line.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        return boxed(line, (0, 8, 0, 8))


def _when(words: Words, step: HistoryStep) -> str:
    moment = f"{dates.day(words, step.at)}, {dates.clock(step.at)}"
    return f"{moment} · {step.who}" if step.who else moment


def _change(words: Words, field: str, old: str | int | None, new: str | int | None, catalogue: Catalogue | None) -> str:
    before, after = (_clip(value_words(words, field, value, catalogue)) for value in (old, new))
    return f"{field_words(words, field)}: {before or '–'} → {after or '–'}"


def _clip(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1].rstrip()}…"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
