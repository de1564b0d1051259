"""The Events room: the list, the editor and the trash, chosen by the route."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.confirm import Confirm
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.surfaces import boxed, column
from cultdip_desktop.ui.rooms.events.phrases import title_of
from cultdip_desktop.ui.rooms.events.view_editor import EditorPage
from cultdip_desktop.ui.rooms.events.view_kept import KeptBanner
from cultdip_desktop.ui.rooms.events.view_list import ListPage
from cultdip_desktop.ui.rooms.events.view_templates import TemplatesPage
from cultdip_desktop.ui.rooms.events.view_trash import TrashPage
from cultdip_desktop.ui.rooms.events.viewmodel import EventsModel
from cultdip_desktop.ui.rooms.events.viewmodel_draft import EventDraft
from cultdip_desktop.ui.rooms.events.viewmodel_media import Imported
from cultdip_desktop.ui.rooms.events.wishes import Wish

AHEAD_MS: Final = 250
"""Rest after which the editor is made ahead: the list is on the screen by then."""


class EventsRoom(Room):
    """Places: "" (`find`, `state`, `kind`, `goal`, `code`), `new` (a `Wish`), `edit` (id, `tab`, `field`, `item`), `trash`."""

    def __init__(self, kit: Kit, model: EventsModel) -> None:
        super().__init__(kit, "events", t("Events"))
        self._model = model
        self._editor: EditorPage | None = None
        self._trash: TrashPage | None = None
        self._templates: TemplatesPage | None = None
        self._asked = Route("events")
        self.list = ListPage(kit, model.list, model.bulk)
        self.kept = KeptBanner(kit, model.kept)
        self.head.add_mark(self.list.search)
        self.head.add_action(self.list.trash)
        self._new = Button(kit, t("New event"), "primary", icon="plus", shortcut="Ctrl+N", on_click=self._start_new)
        self._from_template = Button(
            kit,
            t("From a template"),
            icon="layout-template",
            on_click=lambda: self.go.emit(Route("events", "templates")),
        )
        self.head.add_action(self._from_template)
        self.set_primary(self._new)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.list)
        self._offer_box = boxed(column(self.kept, gap=0))
        self.add(self._offer_box)
        self.add(self._pages, 1)
        self.kept.appeared.connect(self._make_room_for_offer)
        self.kept.restored.connect(self._show_restored)
        self.list.opened.connect(lambda event_id: self.go.emit(Route("events", "edit", event_id)))
        self.list.new_asked.connect(self._start_new)
        self.list.done.connect(self.done)
        self.list.trash_asked.connect(lambda: self.go.emit(Route("events", "trash")))
        self.list.bulk.refused.connect(self.show_error)
        model.list.views.refused.connect(self.show_error)
        model.imported_unseen.connect(self._say_import)
        model.made.connect(lambda changes: self.done.emit(t("New event made"), changes))
        kit.bus.watch(self, {"event", "media", "partner"}, self._hear)
        model.catalogue(self.list.use_catalogue)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(AHEAD_MS)
        self._ahead.timeout.connect(self._make_ahead)

    @property
    def editor(self) -> EditorPage:
        """The editor, made when the first event is opened."""
        if self._editor is None:
            made = self._editor = EditorPage(self.kit, self._model.today, lambda: self._model.currency)
            made.remarks.follow(self._model.remarks)
            made.new_asked.connect(self._start_new)
            made.back.connect(lambda: self.go.emit(Route("events")))
            made.delete_asked.connect(self._delete_open)
            made.copy_asked.connect(self._copy_present)
            made.next_asked.connect(self._open_next_without_results)
            made.bilingual_chosen.connect(lambda on: self._model.set_bilingual(on=on))
            made.status.connect(self.status)
            made.done.connect(self.done)
            made.go.connect(self.go)
            made.gone.connect(self._leave_gone)
            self._model.bilingual_restored.connect(lambda on: made.set_bilingual(on=on))
            made.resized(wide=self.wide)
            self._pages.addWidget(made)
        return self._editor

    @property
    def trash(self) -> TrashPage:
        """The trash, made when it is first looked into."""
        if self._trash is None:
            made = self._trash = TrashPage(self.kit, self._model.trash)
            made.back.connect(lambda: self.go.emit(Route("events")))
            made.done.connect(self.done)
            self._pages.addWidget(made)
        return self._trash

    @property
    def templates(self) -> TemplatesPage:
        """The templates, made when they are first asked for."""
        if self._templates is None:
            made = self._templates = TemplatesPage(self.kit, self._model.templates(), self._model.today)
            made.back.connect(lambda: self.go.emit(Route("events")))
            made.chosen.connect(lambda params: self.go.emit(Route("events", "new", "", params)))
            self._pages.addWidget(made)
        return self._templates

    def enter(self, route: Route) -> None:
        """Show the list, a new event, an event, or the trash."""
        self._asked = route
        self.kept.ask(route.id or route.place)
        if route.place == "edit" and route.id:
            self._open(route.id, route.param("tab"))
        elif route.place == "new":
            self._open("", "")
        elif route.place == "templates":
            self._close_editor()
            self._show_templates(Wish.of(route))
        elif route.place == "duplicate":
            self._copy_present()
        elif route.place == "trash":
            self._close_editor()
            self._show_trash()
        else:
            self._close_editor()
            self.banner.clear()
            self._model.list.ask_for(route.params)
            tick = route.param("tick")
            self._show_list(int(tick) if tick.isdecimal() else 0)

    def settle(self) -> None:
        """Store what is typed."""
        if self._editor is not None:
            self._editor.commit()
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
        """Where the user is: a new event has its own address once it is stored."""
        editor = self._editor
        if self._trash is not None and self._pages.currentWidget() is self._trash:
            return Route("events", "trash")
        if self._templates is not None and self._pages.currentWidget() is self._templates:
            return Route("events", "templates")
        if editor is None or self._pages.currentWidget() is not editor or editor.draft is None:
            return Route("events")
        if not editor.draft.stored:
            return Route("events", "new", "", self._asked.params if self._asked.place == "new" else ())
        tab = editor.tabs_bar.current()
        params = (("tab", tab),) if tab != "content" else ()
        return Route("events", "edit", editor.draft.event_now.id, params)

    def resized(self, *, wide: bool) -> None:
        """Tell the editor."""
        if self._editor is not None:
            self._editor.resized(wide=wide)

    def _make_ahead(self) -> None:
        """Build the editor while the list is being read: opening an event then takes a third of the time."""
        self.editor.make_ahead()

    def _show_list(self, tick: int = 0) -> None:
        if self._editor is None:
            self._ahead.start()
        self._pages.setCurrentWidget(self.list)
        present(self.head, shown=True)
        self.list.enter(tick)
        self.status.emit(t("Space ticks · Enter opens · Delete moves to the trash · Ctrl+Z undoes"))
        self.list.table.setFocus()

    def _show_templates(self, wish: Wish) -> None:
        self.banner.clear()
        present(self.head, shown=False)
        self._pages.setCurrentWidget(self.templates)
        self.status.emit(t("Arrows choose a template · Tab goes to the day · Enter makes the event"))
        self.templates.enter(wish.day, wish.title)

    def _copy_present(self) -> None:
        """Copy the event that is open, or the one that the list stands on."""
        editor = self._editor
        on_editor = self._on_editor() and editor is not None and editor.draft is not None
        event_id = editor.draft.event_now.id if on_editor and editor and editor.draft else self.list.table.current_id()
        if on_editor and editor is not None and editor.draft is not None:
            editor.commit()
            if not editor.draft.stored:
                return
        if event_id:
            self.go.emit(Route("events", "new", "", (("copy", event_id),)))
        else:
            self.go.emit(Route("events"))

    def _open_next_without_results(self, event_id: str) -> None:
        def found(next_id: str) -> None:
            if next_id:
                self.go.emit(Route("events", "edit", next_id, (("tab", "results"),)))
            else:
                self.done.emit(t("Every event that was held has its results"), None)

        self._model.next_without_results(event_id, found)

    def _show_trash(self) -> None:
        self.banner.clear()
        present(self.head, shown=False)
        self._pages.setCurrentWidget(self.trash)
        self.status.emit(t("Space ticks · Enter restores · Delete deletes for good"))
        self.trash.enter()

    def _show_restored(self, event_id: str) -> None:
        """A draft was written again: open it, or show it where it is open already."""
        self.go.emit(Route("events", "edit", event_id))

    def _make_room_for_offer(self, shown: bool) -> None:
        layout = self._offer_box.layout()
        if layout is not None:
            layout.setContentsMargins(*((20, 12, 20, 0) if shown else (0, 0, 0, 0)))

    def _leave_gone(self, event_id: str) -> None:
        """The open event went with an undo: the toast says so, the list is what is left."""
        editor = self._editor
        if editor is not None and editor.draft is not None and editor.draft.event_now.id == event_id:
            self.go.emit(Route("events"))

    def _open(self, event_id: str, tab: str) -> None:
        shown = self._editor.draft if self._editor is not None else None
        if event_id and shown is not None and shown.event_now.id == event_id and self._on_editor():
            self.editor.open_tab(tab or self.editor.tabs_bar.current())
            self._go_to(self._asked.param("field"))
            return
        self._close_editor()
        self._model.open(event_id, self._show_draft, self._cannot_open, Wish.of(self._asked))

    def _show_draft(self, draft: EventDraft) -> None:
        asked = self._asked
        if asked.place not in ("new", "edit") or (asked.id and asked.id != draft.event_now.id):
            return
        editor = self.editor
        event_id = draft.event_now.id
        history = self._model.history(event_id, editor)
        tasks = self._model.tasks(event_id)
        editor.open(draft, self._model.media(event_id), history, tasks, bilingual=self._model.bilingual)
        self._model.remarks.follow(event_id)
        editor.open_tab(asked.param("tab"))
        if asked.param("check"):
            editor.guide.show_missing()
        present(self.head, shown=False)
        self.banner.clear()
        self._pages.setCurrentWidget(editor)
        editor.take_focus()
        self._go_to(asked.param("field"))

    def _go_to(self, field: str) -> None:
        """Put the focus where a route asks for it: on a field, or with `state` on the next step."""
        if field == "state":
            self.editor.head.primary.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif field:
            self.editor.go_to(field)
        if item := self._asked.param("item"):
            self.editor.media_tab.show_item(item)

    def _cannot_open(self, error: UserError) -> None:
        self._show_list()
        self.banner.show_error(error)

    def _close_editor(self) -> None:
        editor = self._editor
        if editor is not None and editor.draft is not None:
            event_id = editor.draft.event_now.id
            self.list.select_next(event_id)
            editor.close_event()
            self._model.let_go(event_id)

    def _on_editor(self) -> bool:
        return self._editor is not None and self._pages.currentWidget() is self._editor

    def _start_new(self) -> None:
        self.go.emit(Route("events", "new"))

    def _delete_open(self) -> None:
        editor = self._editor
        if editor is None or editor.draft is None:
            return
        event = editor.draft.event_now
        if not editor.draft.stored:
            self.go.emit(Route("events"))
            return

        def gone(changes: ChangeSet) -> None:
            self.go.emit(Route("events"))
            self.list.tell_deleted(changes, None)

        series = editor.draft.series
        if series is None or series.info is None or not series.info.all:
            self._model.delete(event.id, gone)
            return
        named = Phrase(lambda words: title_of(words, event.title))
        info = series.info
        editor.scope.ask(named, info.following, info.all, lambda scope: series.delete(scope, gone))

    def _say_import(self, found: Imported) -> None:
        self.done.emit(_import_words(found), None)

    def _hear(self, changes: ChangeSet) -> None:
        del changes
        shown = self._pages.currentWidget()
        if shown is self.list:
            self._model.list.reload()
        elif shown is self._trash:
            self._model.trash.reload()


def _import_words(found: Imported) -> Phrase:
    problems = len(found.duplicates) + len(found.refused)
    added = n("{n} file added", "{n} files added", len(found.added))
    left_out = n("{n} file left out", "{n} files left out", problems)
    return t("{added}, {left_out}", added=added, left_out=left_out) if problems else added
