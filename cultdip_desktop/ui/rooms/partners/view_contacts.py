"""The log of contacts as a timeline, with a line on top in which the next one is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.partner import Interaction, InteractionKind, PromisedBy
from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.choices import ComboBox, Segmented
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.marks import Pill
from cultdip_desktop.ui.kit.moments import DateTimeField, Moment
from cultdip_desktop.ui.kit.notices import EmptyState, IconLabel
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.partners.phrases import (
    CONTACT_ICONS,
    promise_mark,
    promise_state,
    promised_by,
    word,
)
from cultdip_desktop.ui.rooms.partners.view_facts import WIDEST
from cultdip_desktop.ui.rooms.partners.viewmodel_draft import PartnerDraft

_AT_FIRST: Final = 30
"""Contacts shown before somebody asks for all."""


class ContactsTab(QWidget):
    """Enter adds what is typed; leaving the page adds it, too."""

    added = Signal(object)
    """A contact (`Interaction`) to be stored."""

    kept = Signal(str, bool)
    """Id of a contact whose promise was kept (True) or is open again."""

    removed = Signal(str)
    """Id of a contact."""

    def __init__(self, kit: Kit, today: Callable[[], date], blank: Callable[[], Interaction | None]) -> None:
        """`blank` makes a new contact with the open partner."""
        super().__init__()
        self._kit = kit
        self._today = today
        self._blank = blank
        self._draft: PartnerDraft | None = None
        self._all = False
        self.day = DateTimeField(kit, today, with_time=False)
        self.kind = ComboBox(kit)
        for each in InteractionKind:
            self.kind.add(each, word(each), CONTACT_ICONS[each])
        self.summary = LineEdit(kit, t("What it was about, then Enter"))
        self.promise = LineEdit(kit, t("Only if something was promised"))
        self.side = Segmented(kit, t("Who promised"))
        self.side.add(PromisedBy.US, t("We"))
        self.side.add(PromisedBy.THEM, t("The partner"))
        self.due = DateTimeField(kit, today, with_time=False)
        self.add_button = Button(kit, t("Add"), icon="plus", on_click=self.add_typed)
        self._day_field = Field(kit, t("Day"), self.day)
        self._due_field = Field(kit, t("Due by"), self.due)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._more = Button(kit, t("Show all"), "link", on_click=self._show_all)
        self._empty = EmptyState(
            kit, "message-square", t("No contact noted yet"), t("A meeting, a call, a gift: one line is enough.")
        )
        self._lay_out()
        for line in (self.summary, self.promise, self.day, self.due):
            line.returnPressed.connect(self.add_typed)
        self._reset()

    def open(self, draft: PartnerDraft) -> None:
        """Show this partner's log."""
        self._draft = draft
        self._all = False
        self._reset()
        self.show_story()

    def close(self) -> bool:
        """Let go of the partner."""
        self._draft = None
        return True

    def take_focus(self) -> None:
        """Begin with what it was about."""
        self.summary.setFocus()

    def commit(self) -> None:
        """Store what is typed and was not added yet."""
        if self.summary.value() or self.promise.value():
            self.add_typed()

    def add_typed(self) -> None:
        """Add what is typed; a day that cannot be read is said beside it."""
        contact = self._blank()
        if contact is None or not self._may_add():
            return
        moment, due = self.day.moment(), self.due.moment()
        promise = self.promise.value()
        made = replace(
            contact,
            day=moment.day if moment is not None else self._today(),
            kind=self.kind.value(),
            summary=self.summary.value(),
            promise=promise,
            promise_by=self.side.value() if promise else None,
            promise_due=due.day if due is not None and promise else None,
        )
        self._reset()
        self.summary.setFocus()
        self.added.emit(made)

    def show_story(self) -> None:
        """Show the contacts as they are now."""
        clear(self._lines)
        draft = self._draft
        contacts = draft.story.contacts if draft is not None else ()
        shown = contacts if self._all else contacts[:_AT_FIRST]
        for index, contact in enumerate(shown):
            if index:
                self._lines.addWidget(Rule())
            self._lines.addWidget(self._line(contact))
        hidden = len(contacts) - len(shown)
        self._more.say(n("Show {n} more", "Show {n} more", hidden) if hidden else "")
        present(self._more, shown=hidden > 0)
        present(self._empty, shown=not contacts)

    def _lay_out(self) -> None:
        kit = self._kit
        add = Card(kit, t("New contact"))
        self.day.setFixedWidth(kit.look.px(168))
        self.kind.setFixedWidth(kit.look.px(160))
        first = row(
            self._day_field, Field(kit, t("Sort"), self.kind), Field(kit, t("What it was about"), self.summary), gap=12
        )
        first.setStretch(2, 1)
        add.add(first)
        self.due.setFixedWidth(kit.look.px(168))
        second = row(
            Field(kit, t("Promise"), self.promise),
            Field(kit, t("Who promised"), self.side),
            self._due_field,
            boxed(column(None, self.add_button, gap=0)),
            gap=12,
        )
        second.setStretch(0, 1)
        add.add(second)
        for field in (self._day_field, self._due_field):
            field.setFixedWidth(kit.look.px(168))
        log = Card(kit, t("Contacts so far"))
        log.add(self._lines)
        log.add(row(self._more, None))
        log.add(self._empty)
        page = ScrollPage(gap=12)
        inner = page.widget()
        if inner is not None:
            inner.setMaximumWidth(WIDEST)
        page.add(add)
        page.add(log)
        page.end()
        self.setLayout(column(page, gap=0))

    def _line(self, contact: Interaction) -> QWidget:
        kit = self._kit
        icon = IconLabel(kit, CONTACT_ICONS[contact.kind])
        who = self._draft.story.person(contact.person_id) if self._draft is not None else ""
        head = Phrase(
            lambda words: " · ".join(
                part for part in (dates.day_of_week(words, contact.day), word(contact.kind).render(words), who) if part
            )
        )
        body = column(PlainLabel(kit, head, "small", "secondary"), gap=3)
        if contact.summary:
            body.addWidget(PlainLabel(kit, contact.summary, wrap=True).selectable())
        if contact.promise:
            body.addLayout(self._promise(contact))
        remove = IconButton(kit, "x", t("Remove this contact"), on_click=partial(self.removed.emit, contact.id))
        line = row(icon, body, remove, gap=10)
        line.setStretch(1, 1)
        line.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
        line.setAlignment(remove, Qt.AlignmentFlag.AlignTop)
        return boxed(line, (0, 8, 0, 8))

    def _promise(self, contact: Interaction) -> QVBoxLayout:
        kit = self._kit
        mark = promise_mark(contact, self._today())
        by, promise = promised_by(contact), contact.promise
        said = Phrase(lambda words: f"{by.render(words)}: {promise}")
        pill = Pill(kit, promise_state(contact, self._today()), mark)
        open_ = contact.is_open
        act = Button(
            kit,
            t("Mark as kept") if open_ else t("Open again"),
            "link",
            icon="check" if open_ else "undo-2",
            on_click=lambda: self.kept.emit(contact.id, open_),
        )
        return column(PlainLabel(kit, said, "medium", wrap=True), row(pill, act, None), gap=3)

    def _may_add(self) -> bool:
        fine = True
        for field, editor in ((self._day_field, self.day), (self._due_field, self.due)):
            field.set_error("" if editor.valid else t("Write the day as 25/9 or 25/9/2026."))
            fine = fine and editor.valid
        if fine and not (self.summary.value() or self.promise.value()):
            self.summary.setFocus()
            return False
        return fine

    def _reset(self) -> None:
        self.day.set_moment(Moment(self._today()))
        self.due.set_moment(None)
        self.due.set_value("")
        self.kind.set_value(InteractionKind.MEETING)
        self.side.set_value(PromisedBy.US)
        for line in (self.summary, self.promise):
            line.set_value("")
        for field in (self._day_field, self._due_field):
            field.set_error("")

    def _show_all(self) -> None:
        self._all = True
        self.show_story()
