"""Roles over time: what a person is and was in organisations, or who has been what in an organisation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.partner import PartnerKind, PartnerRole
from cultdip_desktop.domain.partner_story import RoleLine
from cultdip_desktop.domain.text import EMPTY
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.moments import DateTimeField
from cultdip_desktop.ui.kit.notices import EmptyState, IconLabel
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, clear, column, row
from cultdip_desktop.ui.kit.tags import Choice, TagPicker
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.partners.phrases import KIND_ICONS, span_words
from cultdip_desktop.ui.rooms.partners.view_facts import WIDEST
from cultdip_desktop.ui.rooms.partners.viewmodel_draft import PartnerDraft

Find = Callable[[str, PartnerKind], Sequence[Choice]]


class RolesTab(QWidget):
    """The roles there are, and a form for the next one."""

    saved = Signal(str, object)
    """Id of the other side, and the rest of a role (`PartnerRole` with empty sides)."""

    made = Signal(str, object)
    """Name of a partner who is not in the register yet, and the role."""

    ended = Signal(str)
    """Id of a role that ended today."""

    removed = Signal(str)
    """Id of a role that never was."""

    other_opened = Signal(str)

    def __init__(self, kit: Kit, today: Callable[[], date], find: Find) -> None:
        super().__init__()
        self._kit = kit
        self._today = today
        self._draft: PartnerDraft | None = None
        self.other = TagPicker(kit, lambda text: find(text, self._other_kind()), t("Type a name"))
        self.other.changed.connect(self._only_last)
        self.other.new_asked.connect(self._new_other)
        self._other_field = Field(kit, t("Organisation"), self.other, required=True)
        self.title = BilingualField(kit, t("Role, position"))
        self.first = DateTimeField(kit, today, with_time=False)
        self.last = DateTimeField(kit, today, with_time=False)
        self._first_field = Field(kit, t("From"), self.first)
        self._last_field = Field(kit, t("Until"), self.last, hint=t("Empty while it lasts"))
        self.add_button = Button(kit, t("Add the role"), icon="plus", on_click=self.add_typed)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._empty = EmptyState(kit, "users", t("No role recorded"))
        self._lay_out()

    def open(self, draft: PartnerDraft) -> None:
        """Show this partner's roles."""
        self._draft = draft
        self._reset()
        self.show_story()

    def close(self) -> bool:
        """Let go of the partner."""
        self._draft = None
        return True

    def take_focus(self) -> None:
        """Begin with the other side."""
        self.other.setFocus()

    def show_story(self) -> None:
        """Show the roles as they are now."""
        clear(self._lines)
        draft = self._draft
        if draft is None:
            return
        person = draft.now.kind is PartnerKind.PERSON
        self._other_field.set_label(t("Organisation") if person else t("Person"))
        self._empty.say(
            t("No role recorded"),
            t("What this person is and was in organisations.") if person else t("Who is and was what here."),
        )
        for index, line in enumerate(draft.story.roles):
            if index:
                self._lines.addWidget(Rule())
            self._lines.addWidget(self._line(line))
        present(self._empty, shown=not draft.story.roles)

    def add_typed(self) -> None:
        """Add the role; what is missing is said beside its field."""
        role = self._typed()
        if role is None:
            return
        other = self.other.value()
        if not other:
            self._other_field.set_error(
                t("Choose an entry of the register; Ctrl+Enter adds the typed name as a new one.")
            )
            self.other.setFocus()
            return
        self.saved.emit(other[-1], role)
        self._reset()

    def _typed(self) -> PartnerRole | None:
        fine = True
        for field, editor in ((self._first_field, self.first), (self._last_field, self.last)):
            field.set_error("" if editor.valid else t("Write the day as 25/9 or 25/9/2026."))
            fine = fine and editor.valid
        first, last = self.first.moment(), self.last.moment()
        if first is not None and last is not None and last.day < first.day:
            self._last_field.set_error(t("This is before the first day."))
            fine = False
        if not fine:
            return None
        return PartnerRole(
            id="",
            person_id="",
            organisation_id="",
            title=self.title.value(),
            from_day=first.day if first is not None else None,
            to_day=last.day if last is not None else None,
        )

    def _new_other(self, name: str) -> None:
        role = self._typed()
        if role is not None:
            self.made.emit(name, role)
            self._reset()

    def _only_last(self, ids: tuple[str, ...]) -> None:
        """One role has one other side: who is picked second takes the place of the first."""
        self._other_field.set_error("")
        if len(ids) > 1:
            self.other.remove(ids[0])

    def _lay_out(self) -> None:
        kit = self._kit
        now = Card(kit, t("Roles over time"))
        now.add(self._lines)
        now.add(self._empty)
        add = Card(kit, t("New role"))
        add.add(self._other_field)
        add.add(self.title)
        for editor in (self._first_field, self._last_field):
            editor.setFixedWidth(kit.look.px(170))
        add.add(row(self._first_field, self._last_field, None, gap=12))
        add.add(row(self.add_button, None))
        page = ScrollPage(gap=12)
        inner = page.widget()
        if inner is not None:
            inner.setMaximumWidth(WIDEST)
        page.add(now)
        page.add(add)
        page.end()
        self.setLayout(column(page, gap=0))

    def _line(self, line: RoleLine) -> QWidget:
        kit, role = self._kit, line.role
        icon = KIND_ICONS[self._other_kind()]
        name = Button(kit, line.other_name, "link", on_click=partial(self.other_opened.emit, line.other_id))
        name.setProperty("compact", "tight")
        said = Phrase(lambda words: _role_words(words, line))
        lasts = line.lasts(self._today())
        pill = Pill(kit, t("in office"), Mark("user-check", "ok")) if lasts else None
        body = column(row(name, None), PlainLabel(kit, said, "small", "secondary", wrap=True), gap=2)
        parts = row(IconLabel(kit, icon), body, gap=10)
        parts.setStretch(1, 1)
        if pill is not None:
            parts.addWidget(pill)
        if lasts and role.to_day is None:
            end = Button(kit, t("Ended"), compact=True, on_click=partial(self.ended.emit, role.id))
            kit.tip(end, t("The role ends today; the day can be changed by adding the role anew"))
            parts.addWidget(end)
        parts.addWidget(IconButton(kit, "x", t("Remove this role"), on_click=partial(self.removed.emit, role.id)))
        return boxed(parts, (0, 8, 0, 8))

    def _other_kind(self) -> PartnerKind:
        person = self._draft is not None and self._draft.now.kind is PartnerKind.PERSON
        return PartnerKind.ORGANISATION if person else PartnerKind.PERSON

    def _reset(self) -> None:
        self.other.set_value(())
        self.other.line.clear()
        self.title.set_value(EMPTY)
        for editor in (self.first, self.last):
            editor.set_moment(None)
            editor.set_value("")
        for field in (self._other_field, self._first_field, self._last_field):
            field.set_error("")


def _role_words(words: Words, line: RoleLine) -> str:
    parts = (line.role.title.get(words.language), span_words(words, line))
    return " · ".join(part for part in parts if part) or words.t("no details")
