"""The Directives room: lists side by side, a directive being written, and one that is followed up."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.issuing import CentralKind, DirectiveState
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, n, t
from cultdip_desktop.ui.kit.marks import Pill
from cultdip_desktop.ui.kit.notices import ProgressCard
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.surfaces import boxed, column
from cultdip_desktop.ui.kit.tabs import TabsBar
from cultdip_desktop.ui.rooms.directives import phrases
from cultdip_desktop.ui.rooms.directives.file_acts import FileActs
from cultdip_desktop.ui.rooms.directives.values import Followed, Tab
from cultdip_desktop.ui.rooms.directives.view_act import IssueAct
from cultdip_desktop.ui.rooms.directives.view_editor import DirectiveEditor
from cultdip_desktop.ui.rooms.directives.view_follow import FollowPage
from cultdip_desktop.ui.rooms.directives.view_list import DirectiveList
from cultdip_desktop.ui.rooms.directives.view_tabs import CatalogueTab, FilesTab, LibraryTab, ProgrammeTab, RatesTab
from cultdip_desktop.ui.rooms.directives.viewmodel import DEADLINES, DirectivesModel
from cultdip_desktop.ui.rooms.directives.viewmodel_draft import DraftModel

_WATCHED = frozenset({"directive", "dispatch", "library", "programme", "rate", "catalogue", "duty", "mission", "inbox"})


class DirectivesRoom(Room):
    """Places: a `Tab`, or `show` with a directive's id (its draft is written there, an issued one followed up)."""

    def __init__(self, kit: Kit, model: DirectivesModel, drafts: DraftModel) -> None:
        super().__init__(kit, "directives", c("room", "Directives"))
        self._model = model
        self._drafts = drafts
        self._asked = Route("directives")
        self._shown: Followed | None = None
        self._act = ""
        """What the open act signs: a list's name, or empty for the directive shown."""

        self.state = Pill(kit, "")
        self.head.add_mark(self.state)
        self.back_button = self.head.add_back(lambda: self.go.emit(Route("directives")))
        self.withdraw = Button(kit, t("Withdraw…"), icon="ban", on_click=self._withdraw)
        self.delete = Button(kit, t("Delete the draft"), icon="trash-2", on_click=self._delete)
        self.issue = Button(kit, t("Sign and issue…"), icon="stamp", on_click=self._begin_directive)
        for button in (self.withdraw, self.delete, self.issue):
            self.head.add_action(button)
        self.new = Button(
            kit, t("New directive"), "primary", icon="plus", shortcut="Ctrl+N", on_click=lambda: model.draft(self._open)
        )
        self.set_primary(self.new)
        self.act = IssueAct(kit)
        self.progress = ProgressCard(kit, t("Signing files"), icon="stamp")
        self.tabs = TabsBar(kit)
        for tab, words in phrases.TABS.items():
            self.tabs.add(tab.value, words)
        self.list = DirectiveList(kit)
        self.programme = ProgrammeTab(kit)
        self.library = LibraryTab(kit, drafts)
        self.rates = RatesTab(kit)
        self.catalogue = CatalogueTab(kit)
        self.files = FilesTab(kit)
        self.editor = DirectiveEditor(kit, drafts)
        self.follow = FollowPage(kit)
        self._lists = {
            Tab.DIRECTIVES: self.list,
            Tab.PROGRAMME: self.programme,
            Tab.LIBRARY: self.library,
            Tab.RATES: self.rates,
            Tab.CATALOGUE: self.catalogue,
            Tab.FILES: self.files,
        }
        self._pages = QStackedWidget()
        for page in (*self._lists.values(), self.editor, self.follow):
            self._pages.addWidget(page)
        self.file_acts = FileActs(kit, model, self)
        self._above = boxed(column(self.act, self.progress, gap=8), (20, 0, 20, 0))
        self.add(self.tabs)
        self.add(self._above)
        self.add(self._pages, 1)
        self._listen()

    def enter(self, route: Route) -> None:
        """Show a list, or one directive."""
        same = (route.place, route.id) == (self._asked.place, self._asked.id)
        self._asked = route
        self.banner.clear()
        if not same:
            self.act.fold()
        if route.place == "show" and route.id:
            self._model.reload()
            self._model.follow(route.id)
            self.status.emit(t("Esc: back to the list"))
            return
        tab = Tab(route.place) if route.place in set(Tab) else Tab.DIRECTIVES
        self._turn(tab)
        self._model.reload()
        self.status.emit(t("Ctrl+1…6: pages of the room · Enter opens"))

    def route(self) -> Route:
        """Where the user is."""
        if self._one_is_shown and self._shown is not None:
            return Route("directives", "show", self._shown.directive.id)
        return Route("directives", self.tabs.current())

    def escape(self) -> None:
        """Esc folds the act, then leads back to the list."""
        if not self.act.isHidden():
            self.act.fold()
        elif self._one_is_shown:
            self.go.emit(Route("directives"))
        else:
            super().escape()

    @property
    def _one_is_shown(self) -> bool:
        return self._pages.currentWidget() in (self.editor, self.follow)

    def _listen(self) -> None:
        model = self._model
        self.tabs.opened.connect(lambda tab: self.go.emit(Route("directives", tab)))
        self.list.opened.connect(self._open)
        self.list.new_asked.connect(lambda: model.draft(self._open))
        self.list.delete_asked.connect(lambda one: model.delete(one, self._deleted))
        for page in (self.programme, self.library, self.rates, self.catalogue):
            page.issue_asked.connect(self._begin_list)
            page.file_asked.connect(self.file_acts.take)
        self.programme.year_chosen.connect(model.choose_year)
        self.programme.deadlines_asked.connect(partial(self._begin_list, DEADLINES))
        self.library.new_asked.connect(self._new_offer)
        self.library.take_back_asked.connect(
            lambda one: model.take_back_offer(
                one, lambda _changes: self.done.emit(t("Withdrawn; issue the list so that missions hear it."), None)
            )
        )
        self.catalogue.selected.connect(model.compare)
        self.catalogue.write_asked.connect(self.file_acts.write_edition)
        self.catalogue.discard_asked.connect(
            lambda edition: model.discard(edition, lambda _changes: self.done.emit(t("The draft was discarded"), None))
        )
        self.files.copy_asked.connect(self.file_acts.copy)
        self.follow.mission_opened.connect(lambda office: self.go.emit(Route("missions", "office", office)))
        self.act.asked.connect(self._sign)
        self.act.closed.connect(self.act.fold)
        model.changed.connect(self._show)
        model.followed.connect(self._show_followed)
        model.compared.connect(self.catalogue.show_changes)
        model.failed.connect(self._fail)
        self._drafts.failed.connect(self.show_error)
        self._drafts.saved.connect(self._saved)
        self.kit.bus.watch(self, _WATCHED, lambda _changes: self._refresh())

    # -- showing

    def _turn(self, tab: Tab) -> None:
        self._shown = None
        self._pages.setCurrentWidget(self._lists[tab])
        if self.tabs.current() != tab.value:
            self.tabs.blockSignals(True)
            self.tabs.open(tab.value)
            self.tabs.blockSignals(False)
        self._dress()

    def _dress(self) -> None:
        """The head, for what is shown."""
        one = self._shown
        for widget in (self.state, self.back_button):
            present(widget, shown=one is not None)
        draft = one is not None and one.directive.state is DirectiveState.DRAFT
        issued = one is not None and one.directive.state is DirectiveState.ISSUED
        present(self.tabs, shown=one is None)
        present(self.new, shown=one is None and self._pages.currentWidget() is self.list)
        present(self.delete, shown=draft)
        present(self.issue, shown=draft)
        present(self.withdraw, shown=issued)
        if one is None:
            self.head.say(c("room", "Directives"), t("What headquarters writes, signs and sends to missions"))
            return
        directive = one.directive
        self.state.set(*phrases.STATES[directive.state])
        title: Speech = Phrase(lambda words: directive.notation or words.t("New directive"))
        self.head.say(title, Phrase(lambda words: directive.title.get(words.language)))
        look = self._model.look
        if draft and one.problems:
            self.issue.disable(t("Something is missing: see beside the text."))
        elif draft and look is not None and not look.can_sign:
            self.issue.disable(t("Headquarters has no key with a certificate: see Settings."))
        else:
            self.issue.enable()

    def _show(self) -> None:
        look = self._model.look
        if look is None:
            return
        self.list.show_look(look)
        for page in (self.programme, self.library, self.rates, self.catalogue, self.files):
            page.show_look(look)
        self.editor.know(look)
        waiting = sum(one.directive.state is DirectiveState.DRAFT for one in look.entries)
        self.tabs.set_badge(Tab.DIRECTIVES.value, str(waiting) if waiting else "")
        self._dress()

    def _show_followed(self, found: Followed) -> None:
        if self._asked.place != "show" or self._asked.id != found.directive.id:
            return
        fresh = self._shown is None or self._shown.directive.id != found.directive.id
        self._shown = found
        if found.directive.state is DirectiveState.DRAFT:
            if self._model.look is not None:
                self.editor.know(self._model.look)
            self.editor.show_draft(found)
            self._pages.setCurrentWidget(self.editor)
            if fresh:
                self.editor.take_focus()
        else:
            self.follow.show_followed(found, self._model.look)
            self._pages.setCurrentWidget(self.follow)
        self._dress()

    def _refresh(self) -> None:
        if not self.isVisible():
            return
        self._model.reload()
        if self._shown is not None:
            self._model.follow(self._shown.directive.id)

    def _saved(self) -> None:
        self.banner.clear()
        if self._shown is not None:
            self._model.follow(self._shown.directive.id)

    def _fail(self, error: UserError) -> None:
        if error.code == "directive.not_found" and self._asked.place == "show":
            self._turn(Tab.DIRECTIVES)
        self.show_error(error)

    # -- acts

    def _open(self, directive_id: str) -> None:
        self.go.emit(Route("directives", "show", directive_id))

    def _delete(self) -> None:
        if self._shown is not None:
            self._model.delete(self._shown.directive.id, self._deleted)

    def _deleted(self, _changes: object) -> None:
        self.done.emit(t("The draft was deleted"), None)
        if self._asked.place == "show":
            self.go.emit(Route("directives"))

    def _withdraw(self) -> None:
        if self._shown is not None:
            self._model.withdraw(self._shown.directive.id, self._open)

    def _new_offer(self, kind: object) -> None:
        if isinstance(kind, CentralKind):
            self._model.new_offer(kind, lambda made: self._model.reload(lambda: self._select_offer(made)))

    def _select_offer(self, item_id: str) -> None:
        if self.library.table.select(item_id):
            self.library.split.open_inspector()
            self.library.form.title.setFocus()

    def _begin_directive(self) -> None:
        if self._shown is None:
            return
        directive, look = self._shown.directive, self._model.look
        missions = () if look is None else look.missions
        self._act = ""
        said = t(
            "{notation} will be signed for: {recipients}",
            notation=self._shown.notation,
            recipients=phrases.recipients(directive.offices, missions),
        )
        self.act.begin(said, several=len(directive.offices) > 1)

    def _begin_list(self, name: str) -> None:
        if name:
            self._act = name
            self.act.begin(t("This list will be signed for all missions as it stands."))

    def _sign(self, pin: str) -> None:
        folder = self.kit.files.folder(self, self.kit.say(t("Folder for the signed files")))
        if folder is None:
            return
        if self._act:
            job = self._model.issue_list(self._act, Path(folder), pin, self._written, self.act.show_error)
        elif self._shown is not None:
            job = self._model.issue_directive(
                self._shown.directive.id,
                Path(folder),
                pin,
                self._written,
                self.act.show_error,
                one_file=self.act.one_file.isChecked(),
            )
        else:
            return
        self.act.sign.hold(job)
        self.progress.follow(job)

    def _written(self, files: Sequence[Path]) -> None:
        self.act.fold()
        where = files[0].parent.name if files else ""
        said = n("{n} file signed into {folder}", "{n} files signed into {folder}", len(files), folder=where)
        self.done.emit(said if files else t("Missions know it as it is; nothing was written."), None)
