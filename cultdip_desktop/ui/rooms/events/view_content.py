"""The content tab: what, when, where, with whom, in two languages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QTextEdit, QWidget

from cultdip_desktop.domain.event import Event, EventFormat, EventKind
from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.i18n.country import countries
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.bilingual import STACK_BELOW, BilingualField, BilingualHead
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import c, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS
from cultdip_desktop.ui.kit.surfaces import column
from cultdip_desktop.ui.kit.text_area import TextArea
from cultdip_desktop.ui.rooms.events.code_words import summary
from cultdip_desktop.ui.rooms.events.page import EditorTab, FieldRow, form_page
from cultdip_desktop.ui.rooms.events.phrases import finding_text, word
from cultdip_desktop.ui.rooms.events.view_classification import FIELDS, Classification
from cultdip_desktop.ui.rooms.events.view_context import ContextFields
from cultdip_desktop.ui.rooms.events.view_fold import Fold
from cultdip_desktop.ui.rooms.events.view_moment import WhenFields
from cultdip_desktop.ui.rooms.events.view_partners import PartnersField

_VENUES: Final = {
    EventFormat.IN_PERSON: t("Venue"),
    EventFormat.ONLINE: t("Platform or link"),
    EventFormat.HYBRID: t("Venue and platform"),
}
"""What the field of the place is called: an online event has none in a street."""


class ContentTab(EditorTab):
    """Everything that is known before the event."""

    def __init__(self, kit: Kit, today: Callable[[], date]) -> None:
        super().__init__(kit)
        self._catalogue: Catalogue | None = None
        self._bilingual = True
        self.texts = {
            "title": BilingualField(kit, t("Event title"), required=True),
            "summary": BilingualField(kit, t("Summary"), lines=3),
            "venue": BilingualField(kit, t("Venue")),
        }
        for name, field in self.texts.items():
            field.edited.connect(lambda value, name=name: self.edit(**{name: value}))
        self._head = BilingualHead(kit)
        self._head.copy_asked.connect(self._copy_all)
        self.kind = ComboBox(kit)
        for kind in EventKind:
            self.kind.add(kind, word(kind), KIND_ICONS[kind])
        self.format = ComboBox(kit)
        for form in EventFormat:
            self.format.add(form, word(form))
        self.when = WhenFields(kit, Field(kit, t("Kind"), self.kind), today, self._edit_when)
        self.city = LineEdit(kit)
        self.country = ComboBox(kit)
        self.context = ContextFields(kit)
        self.classified = Fold(kit, t("Classification"), self._make_classification, self._show_classification)
        self.partners = PartnersField(kit)
        self.note = TextArea(kit, lines=3)
        self.risk = TextArea(kit, t("Sensitive matters, security, weather"), lines=3)
        self._connect()
        self._fill_countries()
        kit.live.changed.connect(self._fill_countries)
        self._lay_out()

    def _connect(self) -> None:
        self.kind.chosen.connect(lambda value: self.edit(kind=value))
        self.format.chosen.connect(self._choose_format)
        self.city.edited.connect(lambda value: self.edit(city=value))
        self.country.chosen.connect(lambda value: self.edit(country=value))
        self.context.typed.connect(lambda name, value: self.edit(**{name: value}))
        self.context.chosen.connect(lambda name, value: self.choose(**{name: value}))
        self.context.unread.connect(self.cannot_read)
        self.partners.edited.connect(lambda value: self.choose(actors=value))
        self.when.unreadable.connect(self.cannot_read)
        self.note.edited.connect(lambda value: self.edit(internal_note=value))
        self.risk.edited.connect(lambda value: self.edit(risk_note=value))

    def _lay_out(self) -> None:
        kit = self.kit
        page = self._page = form_page()
        page.add(self._head)
        page.add(self.texts["title"])
        page.add(self.texts["summary"])
        page.add(self.when)
        page.add(self.texts["venue"])
        page.add(
            FieldRow(
                kit,
                (Field(kit, t("City"), self.city), 1),
                (Field(kit, t("Country"), self.country), 1),
                (Field(kit, c("where the public of an event is", "Format"), self.format), 1),
                wide=520,
            )
        )
        self._partners = Field(kit, t("Partners"), self.partners)
        page.add(self._partners)
        page.add(self.context)
        page.add(self.classified)
        stays = t("— stays on this machine, never in a report")
        notes = [
            Field(kit, t("Internal note"), self.note, note=stays),
            Field(kit, t("Risk note"), self.risk, note=stays),
        ]
        page.add(FieldRow(kit, *((field, 1) for field in notes), wide=700, narrow=1))
        page.end()
        self.setLayout(column(page, gap=0))

    def show_event(self, event: Event, names: frozenset[str] | None) -> None:
        """Show the event; a field in which the user is typing is left alone."""
        if self.draft is not None:
            self.partners.help = self.draft.help
            if self.draft.catalogue is not self._catalogue:
                self._use(self.draft.catalogue)

        def wanted(*fields: str) -> bool:
            return names is None or bool(names & set(fields))

        for name, field in self.texts.items():
            if wanted(name) and (names is None or not self.busy(field.vi, field.en)):
                field.set_value(getattr(event, name))
        if wanted("start", "end", "all_day", "zone"):
            self.when.show_event(event, insists=names is None or not self.busy(self.when.start, self.when.end))
        self.kind.set_value(event.kind)
        self.format.set_value(event.format)
        self.country.set_value(event.country)
        self.texts["venue"].vi_field.set_label(_VENUES[event.format])
        self.context.show_event(event, names, self)
        if names is None or names & FIELDS:
            self._say_classification(event)
        if self.classified.made is not None:
            self._classify(event, names)
        if wanted("city") and (names is None or not self.busy(self.city)):
            self.city.set_value(event.city)
        if wanted("actors"):
            self.partners.set_value(event.actors)
        if wanted("internal_note") and (names is None or not self.busy(self.note)):
            self.note.set_value(event.internal_note)
        if wanted("risk_note") and (names is None or not self.busy(self.risk)):
            self.risk.set_value(event.risk_note)

    def show_findings(self, findings: Sequence[Finding], *, loud: bool) -> None:
        """Say what is wrong under its field."""
        self.when.show_findings(findings, loud=loud)
        title = next((finding for finding in findings if finding.field == "title" and loud), None)
        stale = title is not None and title.code == "event.english_stale"
        self.texts["title"].set_error(finding_text(title) if title and not stale else "")

    def show_typed(self, field: str, text: str) -> None:
        """Show a day or number again that could not be read."""
        self.when.show_typed(field, text)
        self.context.show_typed(field, text)

    def go_to(self, field: str) -> None:
        """Put the focus there."""
        name, _dot, language = field.partition(".")
        targets = {
            "start": self.when.start,
            "end": self.when.end,
            "actors": self.partners.name,
            "city": self.city,
            "internal_note": self.note,
            "risk_note": self.risk,
        }
        if name in FIELDS:
            self.classified.set_open(opened=True)
        text = self.texts.get(name)
        found = (text.en if language == "en" else text.vi) if text else targets.get(name)
        widget = found or self.context.target(field) or self._classified_target(field) or self.texts["title"].vi
        self.reveal(self._page, widget)
        widget.setFocus()
        if widget is self.texts["title"].vi:
            self._page.verticalScrollBar().setValue(0)  # what heads the columns belongs to the first field

    def set_bilingual(self, *, on: bool) -> None:
        """Show both languages, or Vietnamese alone."""
        super().set_bilingual(on=on)
        self._bilingual = on
        self._head.set_bilingual(on=on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Room for two columns, or not."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """The window is known now: a page made ahead is often not resized any more."""
        super().showEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The heads of the two columns make sense only while there are two."""
        present(self._head, shown=self.window().width() >= self.kit.look.px(STACK_BELOW))

    def _edit_when(self, **changes: object) -> None:
        self.edit(**changes)
        if self.draft is not None:
            self.when.follow(self.draft.event_now)

    def _copy_all(self) -> None:
        for field in reversed(self.texts.values()):
            field.copy_from_vietnamese()

    def _use(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.partners.set_catalogue(catalogue)
        self.context.use(catalogue)

    def _fill_countries(self) -> None:
        chosen = self.country.value()
        self.country.clear_choices()
        for code, name in countries(self.kit.live.words):
            self.country.add(code, name)
        self.country.set_value(chosen)

    def _choose_format(self, value: EventFormat) -> None:
        self.texts["venue"].vi_field.set_label(_VENUES[value])
        self.edit(format=value)

    def _make_classification(self) -> Classification:
        assert self._catalogue is not None  # noqa: S101 - a tab that is shown has an event and its catalogue
        made = Classification(self.kit, self._catalogue)
        made.chosen.connect(lambda name, value: self._classified(self.choose, name, value))
        made.typed.connect(lambda name, value: self._classified(self.edit, name, value))
        made.link_note.set_bilingual(on=self._bilingual)
        for line in made.findChildren(QLineEdit):
            line.setAcceptDrops(False)
        for area in made.findChildren(QTextEdit):
            area.setAcceptDrops(False)
        return made

    def _classified(self, tell: Callable[..., None], name: str, value: object) -> None:
        tell(**{name: value})
        if self.draft is not None:
            self._say_classification(self.draft.event_now)

    def _show_classification(self) -> None:
        if self.draft is not None:
            self._classify(self.draft.event_now, None)

    def _classify(self, event: Event, names: frozenset[str] | None) -> None:
        made = self.classified.body
        leave = names is not None and self.busy(made.link_note.vi, made.link_note.en)
        made.show_event(event, names, leave_text=leave)

    def _classified_target(self, field: str) -> QWidget | None:
        return self.classified.body.target(field) if field.partition(".")[0] in FIELDS else None

    def _say_classification(self, event: Event) -> None:
        if self._catalogue is not None:
            self.classified.say(summary(event, self._catalogue))
