"""One partner, whole: head, tabs, and the rail beside them. It stores itself; there is nothing to press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.partner import Interaction, PartnerKind, PartnerRole
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.notices import Banner
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.surfaces import PageHead, boxed, column
from cultdip_desktop.ui.kit.tabs import TabsBar
from cultdip_desktop.ui.rooms.partners.phrases import CONSENT_MARKS, CONSENT_SHORT, KIND_ICONS, stay_words, word
from cultdip_desktop.ui.rooms.partners.view_contacts import ContactsTab
from cultdip_desktop.ui.rooms.partners.view_events import EventsTab
from cultdip_desktop.ui.rooms.partners.view_facts import FactsTab
from cultdip_desktop.ui.rooms.partners.view_history import HistoryTab
from cultdip_desktop.ui.rooms.partners.view_rail import Rail
from cultdip_desktop.ui.rooms.partners.view_roles import RolesTab
from cultdip_desktop.ui.rooms.partners.viewmodel import PartnersModel
from cultdip_desktop.ui.rooms.partners.viewmodel_draft import PartnerDraft

TABS: Final = ("facts", "contacts", "roles", "events", "history")
_NAMES: Final = (t("Who it is"), t("Contacts and promises"), t("Roles"), t("Events"), t("History"))
_HINT: Final = t("Ctrl+Z undoes · Ctrl+1…5 change tab · Esc back")


class PartnerPage(QWidget):
    """The page of one entry."""

    back = Signal()
    opened = Signal(str)
    event_opened = Signal(str)
    briefing_asked = Signal(str)
    delete_asked = Signal()
    status = Signal(object)
    done = Signal(object, object)
    gone = Signal()

    def __init__(self, kit: Kit, model: PartnersModel) -> None:
        super().__init__()
        self.kit = kit
        self._model = model
        self.draft: PartnerDraft | None = None
        self.head = PageHead(kit, "")
        self.head.add_back(lambda _on=False: self.back.emit(), t("Back to the list"))
        self.kind = Pill(kit, word(PartnerKind.ORGANISATION), Mark("building-2", "neutral"))
        self.consent = Pill(kit, "", Mark("circle-question-mark", "neutral"))
        self.head.add_mark(self.kind)
        self.head.add_mark(self.consent)
        self._details = IconButton(kit, "panel-right", t("Details"), on_click=self._toggle_details)
        self.briefing = Button(kit, t("Briefing"), icon="file-text", on_click=self._brief)
        self.delete = IconButton(kit, "trash-2", t("Move to the trash"), on_click=self.delete_asked.emit)
        for widget in (self.briefing, self.delete, self._details):
            self.head.add_action(widget)
        self.tabs_bar = TabsBar(kit)
        self.banner = Banner(kit)
        self.facts = FactsTab(kit, self.opened.emit, self._restore_other)
        self.contacts = ContactsTab(kit, model.today, self._blank_contact)
        self.roles = RolesTab(kit, model.today, model.find)
        self.events = EventsTab(kit)
        self.history = HistoryTab(kit, model.history)
        self.rail = Rail(kit, model.today)
        self._lay_out()
        self._connect()

    @property
    def tabs(self) -> tuple[Any, ...]:
        """In the order of `TABS`."""
        return (self.facts, self.contacts, self.roles, self.events, self.history)

    def open(self, draft: PartnerDraft) -> None:
        """Show a partner."""
        self._disconnect()
        self.draft = draft
        for signal, slot in self._signals():
            signal.connect(slot)
        self.banner.clear()
        for part in (*self.tabs, self.rail):
            part.open(draft)
        self._show_head()
        self._show_counts()
        self._show_trouble()

    def close_partner(self) -> None:
        """The partner is no longer shown: store what is typed and let go."""
        self.commit()
        self._disconnect()
        self.draft = None
        for part in (*self.tabs, self.rail):
            part.close()

    def open_tab(self, key: str) -> None:
        """Open a tab by its key; an unknown one is the first."""
        self.tabs_bar.open(key if key in TABS else TABS[0])
        self.status.emit(_HINT)

    def take_focus(self) -> None:
        """Begin where the open tab begins."""
        self.tabs[TABS.index(self.tabs_bar.current())].take_focus()

    def commit(self) -> None:
        """Take what an input method still holds, and store everything."""
        QGuiApplication.inputMethod().commit()
        self.contacts.commit()
        if self.draft is not None:
            self.draft.flush()

    def resized(self, *, wide: bool) -> None:
        """The rail is a drawer in narrow windows: offer a button for it."""
        present(self._details, shown=not wide)

    def _lay_out(self) -> None:
        self._pages = QStackedWidget()
        for key, name, page in zip(TABS, _NAMES, self.tabs, strict=True):
            self.tabs_bar.add(key, name)
            self._pages.addWidget(page)
        self._split = SplitPane(self.kit, self._pages, self.rail, width=288, name=t("Consent and promises"))
        self._banner_box = boxed(column(self.banner, gap=0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.head, self.tabs_bar, self._banner_box):
            layout.addWidget(widget)
        layout.addWidget(self._split, 1)

    def _connect(self) -> None:
        self.tabs_bar.opened.connect(self._open_page)
        self.banner.appeared.connect(self._make_room)
        self.contacts.added.connect(self._log)
        self.contacts.removed.connect(self._remove_contact)
        for part in (self.contacts, self.rail):
            part.kept.connect(self._keep)
        self.roles.saved.connect(self._save_role)
        self.roles.made.connect(self._make_role)
        self.roles.ended.connect(self._end_role)
        self.roles.removed.connect(self._remove_role)
        self.roles.other_opened.connect(self.opened)
        self.events.event_opened.connect(self.event_opened)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _signals(self) -> tuple[tuple[Any, Callable[..., object]], ...]:
        if self.draft is None:
            return ()
        return (
            (self.draft.loaded, self._loaded),
            (self.draft.told, self._told),
            (self.draft.trouble_changed, self._show_trouble),
            (self.draft.gone, self.gone.emit),
            (self.draft.edited, self._show_head),
            (self.draft.saved, self.history.show_story),
        )

    def _disconnect(self) -> None:
        for signal, slot in self._signals():
            signal.disconnect(slot)

    def _loaded(self, names: frozenset[str]) -> None:
        self.facts.show_fields(names)
        self.rail.show_fields(names)
        self._show_head()

    def _told(self) -> None:
        for part in (*self.tabs, self.rail):
            part.show_story()
        self._show_counts()

    def _show_head(self) -> None:
        if self.draft is None:
            return
        entry = self.draft.now
        self.head.say(stay_words(entry.name))
        self.kind.set(word(entry.kind), Mark(KIND_ICONS[entry.kind], "neutral"))
        self.consent.set(CONSENT_SHORT[entry.consent], CONSENT_MARKS[entry.consent])

    def _show_counts(self) -> None:
        if self.draft is None:
            return
        story = self.draft.story
        for key, number in (("contacts", story.contacts), ("roles", story.roles), ("events", story.events)):
            self.tabs_bar.set_badge(key, str(len(number)) if number else "")

    def _show_trouble(self) -> None:
        self.facts.show_trouble()
        trouble = self.draft.trouble if self.draft is not None else None
        self.tabs_bar.set_error("facts", error=trouble is not None and trouble.code.startswith("partner."))
        if trouble is None or trouble.code.startswith("partner."):
            self.banner.clear()
        else:
            self.banner.show_error(trouble, action=t("Try again"), on_action=self.commit)

    def _make_room(self, shown: bool) -> None:
        layout = self._banner_box.layout()
        if layout is not None:
            layout.setContentsMargins(*((20, 12, 20, 0) if shown else (0, 0, 0, 0)))

    def _open_page(self, key: str) -> None:
        self._pages.setCurrentIndex(TABS.index(key))
        if not self.tabs_bar.isAncestorOf(QApplication.focusWidget() or self):
            self.take_focus()

    def _toggle_details(self) -> None:
        self._split.toggle()

    def _brief(self) -> None:
        if self.draft is not None and self.draft.stored:
            self.briefing_asked.emit(self.draft.now.id)

    # -- actions of their own

    def _blank_contact(self) -> Interaction | None:
        draft = self.draft
        return self._model.service.blank_contact(draft.now.id) if draft is not None and self._in_store() else None

    def _in_store(self) -> bool:
        """Whether the entry is in the store, or is on its way there; without a name it cannot be."""
        draft = self.draft
        if draft is None:
            return False
        draft.flush()
        if not draft.stored:
            self.open_tab("facts")
            self.facts.take_focus()
        return draft.stored

    def _log(self, contact: Interaction) -> None:
        self._act(lambda: self._model.service.log(contact), t("The contact is noted"))

    def _keep(self, contact_id: str, kept: bool) -> None:
        said = t("The promise was kept") if kept else t("The promise is open again")
        self._act(lambda: self._model.service.keep_promise(contact_id, kept=kept), said)

    def _remove_contact(self, contact_id: str) -> None:
        self._act(lambda: self._model.service.delete_contact(contact_id), t("The contact was removed"))

    def _save_role(self, other: str, role: PartnerRole) -> None:
        if self.draft is None or not self._in_store():
            return
        mine, service = self.draft.now, self._model.service
        person, organisation = (mine.id, other) if mine.kind is PartnerKind.PERSON else (other, mine.id)

        def work() -> ChangeSet:
            blank = service.blank_role(person, organisation)
            return service.save_role(replace(role, id=blank.id, person_id=person, organisation_id=organisation))

        self._act(work, t("The role was added"))

    def _make_role(self, name: str, role: PartnerRole) -> None:
        """Add the other side to the register as well: two actions, each undone by itself."""
        if self.draft is None or not self._in_store():
            return
        service = self._model.service
        kind = PartnerKind.ORGANISATION if self.draft.now.kind is PartnerKind.PERSON else PartnerKind.PERSON
        made = replace(service.blank(kind), name=name, category=self.draft.now.category)

        def work() -> ChangeSet:
            return service.save(made)[1]

        self.draft.write(work, lambda _changes: self._save_role(made.id, role), self._refuse)
        self._model.load_known()

    def _restore_other(self, partner_id: str) -> None:
        """The name is an entry's in the trash: give up what is typed here, and go on there."""
        if self.draft is not None:
            self.draft.discard()
            self.draft.write(
                lambda: self._model.service.restore([partner_id]), lambda _changes: self.opened.emit(partner_id)
            )

    def _end_role(self, role_id: str) -> None:
        today = self._model.today()
        self._act(lambda: self._model.service.end_role(role_id, today), t("The role ends today"))

    def _remove_role(self, role_id: str) -> None:
        self._act(lambda: self._model.service.delete_role(role_id), t("The role was removed"))

    def _act(self, work: Callable[[], ChangeSet], said: Speech) -> None:
        if self.draft is not None:
            self.draft.write(work, lambda changes: self.done.emit(said, changes), self._refuse)

    def _refuse(self, error: UserError) -> None:
        self.banner.show_error(error)

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        """One field in one focus is one undo step."""
        del now
        draft = self.draft
        if old is None or draft is None or not isValid(old) or not isValid(draft):
            return
        if self.isAncestorOf(old):
            draft.begin()
