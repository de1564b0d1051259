"""The Partners room: the list, a partner's page, duplicates and briefing, chosen by the route."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.partner import PartnerKind
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.confirm import Confirm
from cultdip_desktop.ui.kit.language import c, t
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.partners.view_briefing import BriefingPage
from cultdip_desktop.ui.rooms.partners.view_duplicates import DuplicatesPage
from cultdip_desktop.ui.rooms.partners.view_list import ListPage
from cultdip_desktop.ui.rooms.partners.view_page import PartnerPage
from cultdip_desktop.ui.rooms.partners.viewmodel import PartnersModel
from cultdip_desktop.ui.rooms.partners.viewmodel_draft import PartnerDraft


class PartnersRoom(Room):
    """Places: "" list (words to `find`), `new` with a `kind`, `edit` with an id and a `tab`, `duplicates`, `briefing` with an id."""

    def __init__(self, kit: Kit, model: PartnersModel) -> None:
        super().__init__(kit, "partners", c("room", "Partners"))
        self._model = model
        self._page: PartnerPage | None = None
        self._duplicates: DuplicatesPage | None = None
        self._briefing: BriefingPage | None = None
        self._asked = Route("partners")
        self.list = ListPage(kit, model.list)
        self._details = IconButton(kit, "panel-right", t("Details"), on_click=self.list.show_details)
        self._look_twins = Button(
            kit, t("Duplicates"), icon="files", on_click=lambda: self.go.emit(Route("partners", "duplicates"))
        )
        self.head.add_mark(self.list.search)
        self.head.add_action(self._details)
        self.head.add_action(self._look_twins)
        self.set_primary(
            Button(kit, t("New partner"), "primary", icon="plus", shortcut="Ctrl+N", on_click=self._start_new)
        )
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self.add(self._pages, 1)
        self.list.opened.connect(self._open)
        self.list.event_opened.connect(self._open_event)
        self.list.briefing_asked.connect(self._brief)
        self.list.new_asked.connect(self._start_new)
        self.list.done.connect(self.done)
        model.list.views.refused.connect(self.show_error)
        kit.bus.watch(self, {"partner", "event", "setting"}, self._hear)
        model.catalogue(self.list.use_catalogue)

    @property
    def page(self) -> PartnerPage:
        """The page of one partner, made when the first is opened."""
        if self._page is None:
            made = self._page = PartnerPage(self.kit, self._model)
            made.back.connect(lambda: self.go.emit(Route("partners")))
            made.opened.connect(self._open)
            made.event_opened.connect(self._open_event)
            made.briefing_asked.connect(self._brief)
            made.delete_asked.connect(self._delete_open)
            made.status.connect(self.status)
            made.done.connect(self.done)
            made.gone.connect(self._leave_gone)
            made.resized(wide=self.wide)
            self._pages.addWidget(made)
        return self._page

    @property
    def duplicates(self) -> DuplicatesPage:
        """The page of duplicates, made when it is first asked for."""
        if self._duplicates is None:
            made = self._duplicates = DuplicatesPage(self.kit, self._model.twins)
            made.back.connect(lambda: self.go.emit(Route("partners")))
            made.opened.connect(self._open)
            made.done.connect(self.done)
            self._pages.addWidget(made)
        return self._duplicates

    @property
    def briefing(self) -> BriefingPage:
        """The briefing, made when it is first asked for."""
        if self._briefing is None:
            made = self._briefing = BriefingPage(self.kit, self._model.briefing)
            made.back.connect(self.back)
            made.done.connect(self.done)
            self._pages.addWidget(made)
        return self._briefing

    def enter(self, route: Route) -> None:
        """Show the list, a partner, duplicates or a briefing."""
        self._asked = route
        if route.place == "edit" and route.id:
            self._show_partner(route.id)
        elif route.place == "new":
            self._show_partner("")
        elif route.place == "duplicates":
            self._close_page()
            self._turn_to(self.duplicates)
            self.status.emit(t("Arrows choose a pair · Ctrl+Z takes a merge back"))
            self.duplicates.enter()
        elif route.place == "briefing" and route.id:
            self._close_page()
            self._turn_to(self.briefing)
            self.status.emit(t("Ctrl+P saves as PDF · Esc back"))
            self.briefing.enter(route.id)
        else:
            self._close_page()
            if route.param("find"):
                self.list.show_found(route.param("find"))
            self._show_list()

    def settle(self) -> None:
        """Store what is typed."""
        if self._page is not None:
            self._page.commit()
        self._model.flush()

    def leave(self) -> bool:
        """Store what is typed. Text that could not be stored is not left without asking."""
        self.settle()
        stuck = self._model.unstored()
        if stuck is None:
            return True
        Confirm.giving_up(self.kit, self).ask(stuck.discard)
        return False

    def route(self) -> Route:
        """Where the user is: a new partner has its own address once it is stored."""
        shown = self._pages.currentWidget()
        if self._duplicates is not None and shown is self._duplicates:
            return Route("partners", "duplicates")
        if self._briefing is not None and shown is self._briefing:
            return Route("partners", "briefing", self._briefing.partner)
        page = self._page
        if page is None or shown is not page or page.draft is None:
            return Route("partners")
        if not page.draft.stored:
            return Route("partners", "new", "", (("kind", page.draft.now.kind.value),))
        tab = page.tabs_bar.current()
        return Route("partners", "edit", page.draft.now.id, (("tab", tab),) if tab != "facts" else ())

    def resized(self, *, wide: bool) -> None:
        """Offer a button where the inspector is a drawer."""
        present(self._details, shown=not wide)
        if self._page is not None:
            self._page.resized(wide=wide)

    def _show_list(self) -> None:
        self.banner.clear()
        self._turn_to(self.list)
        present(self.head, shown=True)
        self.list.enter()
        self.status.emit(t("Enter opens · Delete moves to the trash · Ctrl+Z undoes"))
        self.list.table.setFocus()

    def _show_partner(self, partner_id: str) -> None:
        page = self._page
        shown = page.draft if page is not None and self._pages.currentWidget() is page else None
        if page is not None and shown is not None and partner_id == shown.now.id:
            page.open_tab(self._asked.param("tab") or page.tabs_bar.current())
            return
        self._close_page()
        kind = PartnerKind.PERSON if self._asked.param("kind") == "person" else PartnerKind.ORGANISATION
        self._model.load_known()
        self._model.open(partner_id, kind, self._show_draft, self._cannot_open)

    def _show_draft(self, draft: PartnerDraft) -> None:
        asked = self._asked
        if asked.place not in ("new", "edit") or (asked.id and asked.id != draft.now.id):
            return
        self.banner.clear()
        self._turn_to(self.page)
        self.page.open(draft)
        self.page.open_tab(asked.param("tab"))
        self.page.take_focus()

    def _turn_to(self, page: object) -> None:
        present(self.head, shown=page is self.list)
        self._pages.setCurrentWidget(page)  # type: ignore[arg-type]

    def _close_page(self) -> None:
        page = self._page
        if page is not None and page.draft is not None:
            draft = page.draft
            self.list.select_next(draft.now.id)
            page.close_partner()
            self._model.let_go(draft)

    def _cannot_open(self, error: UserError) -> None:
        self._show_list()
        self.banner.show_error(error)

    def _leave_gone(self) -> None:
        """The open entry went with an undo or a merge: the toast says so, the list is what is left."""
        if self._page is not None and self._pages.currentWidget() is self._page:
            self.go.emit(Route("partners"))

    def _delete_open(self) -> None:
        draft = self._page.draft if self._page is not None else None
        if draft is None:
            return
        if not draft.stored:
            draft.discard()
            self.go.emit(Route("partners"))
            return
        name = draft.now.name

        def gone(changes: ChangeSet) -> None:
            self.go.emit(Route("partners"))
            self.list.tell_deleted(changes, name)

        self._model.delete(draft, gone)

    def _open(self, partner_id: str) -> None:
        self.go.emit(Route("partners", "edit", partner_id))

    def _open_event(self, event_id: str) -> None:
        self.go.emit(Route("events", "edit", event_id))

    def _brief(self, partner_id: str) -> None:
        self.go.emit(Route("partners", "briefing", partner_id))

    def _start_new(self) -> None:
        self.go.emit(Route("partners", "new"))

    def _hear(self, changes: ChangeSet) -> None:
        del changes
        shown = self._pages.currentWidget()
        if shown is self.list:
            self._model.list.reload()
        elif self._duplicates is not None and shown is self._duplicates:
            self._model.twins.load()
