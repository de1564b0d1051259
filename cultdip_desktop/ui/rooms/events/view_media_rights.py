"""Whose the selected pictures are, who is shown in them, and on what ground: a part of the media tab's side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.media import Ground, MediaItem
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.choices import CheckBox, ComboBox
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.moments import DateTimeField, Moment
from cultdip_desktop.ui.kit.text import PlainLabel

_GROUNDS: Final = (
    (Ground.NONE, t("Not said")),
    (Ground.CONSENT, t("They agreed")),
    (Ground.PUBLIC_EVENT, t("Public event")),
    (Ground.PUBLIC_INTEREST, t("Public interest")),
)
_LINES: Final = ("author", "rights_holder", "licence", "people")


class RightsFields(QWidget):
    """Edits one picture, or the same thing of several."""

    changed = Signal(str, object)
    """Name of the field of `MediaItem`, and its new value."""

    def __init__(self, kit: Kit, today: Callable[[], date]) -> None:
        super().__init__()
        self._kit, self._today = kit, today
        self._ids: tuple[str, ...] = ()
        self.lines = {name: self._line(name) for name in _LINES}
        self.minors = CheckBox(kit, t("Children are shown"))
        self.minors.clicked.connect(lambda on: self.changed.emit("minors", on))
        self.consent = ComboBox(kit, placeholder=t("several values"))
        for value, said in _GROUNDS:
            self.consent.add(value, said)
        kit.name(self.consent, t("Ground for showing people"))
        self.consent.chosen.connect(lambda value: self.changed.emit("consent", value))
        self.paper = ComboBox(kit, placeholder=t("several values"))
        kit.name(self.paper, t("Paper of the consent"))
        self.paper.chosen.connect(lambda value: self.changed.emit("consent_media_id", value))
        self.until = DateTimeField(kit, today, with_time=False)
        self.until.settled.connect(self._until_settled)
        self._warning = PlainLabel(kit, "", "small", "gold", wrap=True)
        self._paper_field = Field(kit, t("Paper of the consent"), self.paper)
        self._lay_out()

    def show_items(self, items: Sequence[MediaItem], papers: Sequence[MediaItem]) -> None:
        """Show what these have in common; `papers` are the event's documents, any of which may be the consent."""
        fresh = self._ids != tuple(item.id for item in items)
        self._ids = tuple(item.id for item in items)
        for name, field in self.lines.items():
            _show_line(field, {getattr(item, name) for item in items}, fresh=fresh)
        minors = {item.minors for item in items}
        self.minors.setChecked(True in minors)
        self.minors.set_some(some=len(minors) > 1)
        self.consent.set_value(_common({item.consent for item in items}))
        self.paper.clear_choices()
        self.paper.add(None, t("None"))
        for paper in papers:
            self.paper.add(paper.id, paper.file_name)
        proofs = {item.consent_media_id for item in items}
        self.paper.set_value(next(iter(proofs)) if len(proofs) == 1 else _OTHER)
        present(self._paper_field, shown=any(item.consent is Ground.CONSENT for item in items))
        days = {item.consent_until for item in items}
        if fresh or not self.until.hasFocus():
            day = next(iter(days)) if len(days) == 1 else None
            self.until.set_moment(Moment(day) if day else None)
            self.until.set_several(several=len(days) > 1)
        said = _warning(items, self._today())
        present(self._warning, shown=said is not None)
        self._warning.say(said or "")

    def _line(self, name: str) -> LineEdit:
        made = LineEdit(self._kit)
        made.edited.connect(lambda value: self.changed.emit(name, value))
        return made

    def _until_settled(self, moment: Moment | None) -> None:
        if self.until.valid:
            self.changed.emit("consent_until", moment.day if moment else None)

    def _lay_out(self) -> None:
        kit, layout = self._kit, QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for said, name in ((t("Photographer or author"), "author"), (t("Rights holder"), "rights_holder")):
            layout.addWidget(Field(kit, said, self.lines[name]))
        layout.addWidget(Field(kit, t("Licence"), self.lines["licence"]))
        layout.addWidget(Field(kit, t("People shown"), self.lines["people"]))
        layout.addWidget(self.minors)
        layout.addWidget(Field(kit, t("Ground for showing people"), self.consent))
        layout.addWidget(self._paper_field)
        layout.addWidget(Field(kit, t("May be shown until"), self.until))
        layout.addWidget(self._warning)


_OTHER: Final = object()
"""No choice of a list: the things edited together differ."""


def _common(values: set[Ground]) -> object:
    return next(iter(values)) if len(values) == 1 else _OTHER


def _show_line(field: LineEdit, values: set[str], *, fresh: bool) -> None:
    if field.hasFocus() and not fresh:
        return
    if len(values) == 1:
        field.set_several(several=False)
        field.set_placeholder("")
        field.set_value(next(iter(values)))
    else:
        field.set_several(several=True)


def _warning(items: Sequence[MediaItem], today: date) -> Speech | None:
    """Why one of them may not be printed as it is."""
    over = [item.consent_until for item in items if item.consent_until and not item.may_be_shown(today)]
    if over:
        last = max(over)

        def say(words: Words) -> str:
            return words.t(
                "May not be shown since {day}: the package is not signed with it.", day=dates.day(words, last)
            )

        return Phrase(say)
    if any(item.lacks_consent and item.minors for item in items):
        return t("Children without a ground: the report is not signed with it.")
    if any(item.lacks_consent for item in items):
        return t("People are named and no ground is given: the check will ask.")
    return None
