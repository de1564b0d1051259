"""Beside every tab: consent to be listed, open promises, and what of the entry leaves the machine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.partner import Consent, Interaction
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import Pill
from cultdip_desktop.ui.kit.moments import DateTimeField, Moment
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import ScrollPage, clear, column, row, section
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.partners.phrases import (
    CONSENT_MARKS,
    NAME_STAYS,
    ONLY_NAMES_TRAVEL,
    promise_mark,
    promise_state,
    promised_by,
    word,
)
from cultdip_desktop.ui.rooms.partners.viewmodel_draft import PartnerDraft


class Rail(QWidget):
    """Small, and always there."""

    kept = Signal(str, bool)
    """Id of a contact whose promise was kept."""

    def __init__(self, kit: Kit, today: Callable[[], date]) -> None:
        super().__init__()
        self._kit = kit
        self._today = today
        self._draft: PartnerDraft | None = None
        self.consent = ComboBox(kit)
        for each in Consent:
            self.consent.add(each, word(each), CONSENT_MARKS[each].icon)
        self.day = DateTimeField(kit, today, with_time=False)
        self._day_field = Field(kit, t("Asked on"), self.day)
        self._promises = QVBoxLayout()
        self._promises.setSpacing(8)
        self._none = PlainLabel(kit, t("No open promise."), "small", "tertiary")
        self._stays = _line(kit, "eye-off", NAME_STAYS, "warn.text")
        page = ScrollPage(margins=(16, 16, 16, 16), gap=10)
        page.add(section(kit, t("Consent to be listed")))
        kit.name(self.consent, t("Consent to be listed"))
        page.add(self.consent)
        page.add(self._day_field)
        page.add(_line(kit, "shield-check", ONLY_NAMES_TRAVEL, "text.secondary"))
        page.add(self._stays)
        page.add(section(kit, t("Open promises")))
        page.add(self._none)
        page.add(self._promises)
        page.end()
        self.setLayout(column(page, gap=0))
        self.consent.chosen.connect(self._choose)
        self.day.settled.connect(self._settle_day)

    def open(self, draft: PartnerDraft) -> None:
        """Show this partner."""
        self._draft = draft
        self.show_fields(None)
        self.show_story()

    def close(self) -> bool:
        """Let go of the partner."""
        self._draft = None
        return True

    def show_fields(self, names: frozenset[str] | None) -> None:
        """Show the consent as it is now."""
        if self._draft is None or (names is not None and names.isdisjoint({"consent", "consent_day"})):
            return
        entry = self._draft.now
        self.consent.set_value(entry.consent)
        self.day.set_moment(Moment(entry.consent_day) if entry.consent_day is not None else None)
        if entry.consent_day is None:
            self.day.set_value("")
        present(self._day_field, shown=entry.consent is not Consent.UNKNOWN)
        present(self._stays, shown=entry.consent is Consent.REFUSED)

    def show_story(self) -> None:
        """Show the open promises as they are now."""
        clear(self._promises)
        promises = self._draft.story.promises if self._draft is not None else ()
        for contact in promises:
            self._promises.addWidget(self._promise(contact))
        present(self._none, shown=not promises)

    def _promise(self, contact: Interaction) -> QWidget:
        kit = self._kit
        by, promise = promised_by(contact), contact.promise
        said = Phrase(lambda words: f"{by.render(words)}: {promise}")
        pill = Pill(kit, promise_state(contact, self._today()), promise_mark(contact, self._today()))
        act = IconButton(
            kit, "check", t("Mark as kept"), on_click=partial(self.kept.emit, contact.id, True), framed=True
        )
        box = QWidget()
        box.setLayout(column(PlainLabel(kit, said, "small", wrap=True), row(pill, None, act), gap=3))
        return box

    def _choose(self, consent: Consent) -> None:
        if self._draft is not None:
            asked = None if consent is Consent.UNKNOWN else self._today()
            self._draft.choose(consent=consent, consent_day=asked)
            self.show_fields(None)

    def _settle_day(self, moment: Moment | None) -> None:
        self._day_field.set_error("" if self.day.valid else t("Write the day as 25/9 or 25/9/2026."))
        if self._draft is not None and moment is not None:
            self._draft.choose(consent_day=moment.day)


def _line(kit: Kit, icon: str, said: Phrase, tint: str) -> QWidget:
    mark = IconLabel(kit, icon, tint)
    line = row(mark, PlainLabel(kit, said, "small", wrap=True), gap=8)
    line.setStretch(1, 1)
    box = QWidget()
    box.setLayout(line)
    return box
