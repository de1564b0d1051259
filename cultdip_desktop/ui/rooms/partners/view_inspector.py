"""Beside the list: the current partner at a glance."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.partner import Consent
from cultdip_desktop.domain.partner_story import PartnerEvent, PartnerStory, RoleLine
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.marks import Pill
from cultdip_desktop.ui.kit.notices import EmptyState, IconLabel
from cultdip_desktop.ui.kit.surfaces import ScrollPage, boxed, clear, row, section
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.partners.phrases import (
    CONSENT_MARKS,
    NAME_STAYS,
    ONLY_NAMES_TRAVEL,
    category_name,
    place_words,
    promise_mark,
    promise_state,
    promised_by,
    span_words,
    word,
)

_MOST: Final = 4


class Inspector(QWidget):
    """Who it is, how to reach them, what is open, what was done together last."""

    opened = Signal(str)
    event_opened = Signal(str)
    briefing_asked = Signal(str)

    def __init__(self, kit: Kit, today: Callable[[], date]) -> None:
        super().__init__()
        self._kit = kit
        self._today = today
        self._catalogue: Catalogue | None = None
        self._id = ""
        self._nothing = EmptyState(kit, "handshake", t("No partner chosen"))
        self._page = ScrollPage(margins=(16, 14, 16, 14), gap=12)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._page.add(self._lines)
        self._page.end()
        self.open_button = Button(kit, t("Open"), icon="pencil", on_click=self._open)
        self.briefing_button = Button(kit, t("Briefing"), icon="file-text", on_click=self._brief)
        buttons = row(self.open_button, self.briefing_button, gap=8)
        buttons.setContentsMargins(16, 10, 16, 12)
        self._foot = boxed(buttons, (16, 10, 16, 12))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._nothing, 1)
        layout.addWidget(self._page, 1)
        layout.addWidget(self._foot)
        self.show_story(None)

    def use_catalogue(self, catalogue: Catalogue) -> None:
        """Names of categories."""
        self._catalogue = catalogue

    def show_story(self, story: PartnerStory | None) -> None:
        """Show this partner, or nobody."""
        self._id = story.partner.id if story is not None else ""
        for widget, shown in ((self._nothing, story is None), (self._page, story is not None)):
            present(widget, shown=shown)
        present(self._foot, shown=story is not None)
        clear(self._lines)
        if story is None:
            return
        self._show_who(story)
        self._show_promises(story)
        self._show_roles(story)
        self._show_events(story)
        self._show_travel(story)

    def _show_who(self, story: PartnerStory) -> None:
        partner, kit = story.partner, self._kit
        names = BiText(partner.name, partner.name_en)
        self._add(PlainLabel(kit, Phrase(lambda words: names.get(words.language)), "h2", wrap=True))
        honorific = partner.honorific
        if honorific:
            said = Phrase(lambda words: honorific.get(words.language))
            self._add(PlainLabel(kit, said, "small", "secondary", wrap=True))
        self._add(PlainLabel(kit, category_name(self._catalogue, partner.category), "small", "secondary", wrap=True))
        self._add(row(Pill(kit, word(partner.consent), CONSENT_MARKS[partner.consent]), None))
        for icon, text in (
            ("map-pin", Phrase(lambda words: place_words(words, partner.city, partner.country))),
            ("phone", partner.phone),
            ("mail", partner.email),
            ("globe", partner.website),
        ):
            if kit.say(text):
                self._line(icon, text, select=True)

    def _show_promises(self, story: PartnerStory) -> None:
        if not story.promises:
            return
        self._head(n("{n} open promise", "{n} open promises", len(story.promises)))
        for contact in story.promises[:_MOST]:
            mark = promise_mark(contact, self._today())
            self._line(mark.icon, contact.promise, tint="warn.text" if mark.tone == "warn" else "text.secondary")
            by, state = promised_by(contact), promise_state(contact, self._today())
            self._add(PlainLabel(self._kit, _both(by, state), "small", "tertiary", wrap=True))

    def _show_roles(self, story: PartnerStory) -> None:
        lasting = [line for line in story.roles if line.lasts(self._today())]
        if not lasting:
            return
        self._head(t("Roles"))
        for line in lasting[:_MOST]:
            self._line("user", Phrase(partial(_role_words, line=line)))
            since = Phrase(partial(span_words, line=line))
            if self._kit.say(since):
                self._add(PlainLabel(self._kit, since, "small", "tertiary"))

    def _show_events(self, story: PartnerStory) -> None:
        if not story.events:
            return
        self._head(n("{n} event", "{n} events", len(story.events)))
        for event in story.events[:_MOST]:
            said = Phrase(partial(_event_words, event=event))
            link = Button(self._kit, said, "link", on_click=partial(self.event_opened.emit, event.id))
            link.setProperty("compact", "tight")
            self._add(row(link, None))

    def _show_travel(self, story: PartnerStory) -> None:
        self._lines.addSpacing(8)
        self._line("shield-check", ONLY_NAMES_TRAVEL)
        if story.partner.consent is Consent.REFUSED:
            self._line("eye-off", NAME_STAYS, tint="warn.text")

    def _head(self, said: Speech) -> None:
        self._lines.addSpacing(8)
        self._add(section(self._kit, said))

    def _line(self, icon: str, said: Speech, *, tint: str = "text.secondary", select: bool = False) -> None:
        label = PlainLabel(self._kit, said, "small", wrap=True)
        if select:
            label.selectable()
        mark = IconLabel(self._kit, icon)
        mark.set(icon, tint)
        line = row(mark, label, gap=8)
        line.setStretch(1, 1)
        self._add(line)

    def _add(self, item: object) -> None:
        if isinstance(item, QWidget):
            self._lines.addWidget(item)
        else:
            self._lines.addLayout(item)  # type: ignore[arg-type]

    def _open(self) -> None:
        if self._id:
            self.opened.emit(self._id)

    def _brief(self) -> None:
        if self._id:
            self.briefing_asked.emit(self._id)


def _event_words(words: Words, event: PartnerEvent) -> str:
    day = "" if event.day is None else f"{dates.day(words, event.day)} · "
    title = event.title.get(words.language) or words.t("(untitled)")
    return day + (title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…")


_LONGEST: Final = 23
"""Characters of a title that fit beside its day."""


def _both(first: Phrase, second: Phrase) -> Phrase:
    return Phrase(lambda words: f"{first.render(words)} · {second.render(words)}")


def _role_words(words: Words, line: RoleLine) -> str:
    return ", ".join(part for part in (line.role.title.get(words.language), line.other_name) if part)
