"""The annual action programme: its items as a table, plan against done, one item beside it, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.domain.programme import Baseline, ItemView, ProgrammeView, Standing
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, MenuButton
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.language import Speech, n, t
from cultdip_desktop.ui.kit.model import PagedModel
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import Bar, Card, boxed, column, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.goals import phrases
from cultdip_desktop.ui.rooms.goals.item_cells import columns
from cultdip_desktop.ui.rooms.goals.view_changes import ChangesView
from cultdip_desktop.ui.rooms.goals.view_derive import DeriveBar
from cultdip_desktop.ui.rooms.goals.view_freeze import FreezeBar
from cultdip_desktop.ui.rooms.goals.view_item import ItemForm
from cultdip_desktop.ui.rooms.goals.viewmodel_programme import ProgrammeModel

_INSPECTOR: Final = 316
ITEMS: Final = "items"
CHANGES: Final = "changes"


class ProgrammePage(QWidget):
    """Its route is `goals/programme/<year>` with the params `item` or `view=changes`."""

    followed = Signal(object)
    told = Signal(object, object)
    """Something was done, and its `ChangeSet` or None."""

    refused = Signal(object)
    titled = Signal(object)
    """The sentence beside the room's title."""

    def __init__(self, kit: Kit, model: ProgrammeModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._catalogue: Catalogue | None = None
        self._wanted = ""
        self._fresh = ""
        self._form_wanted = True
        self.years = MenuButton(kit, "", icon="calendar-days")
        self.freeze = Button(kit, t("Freeze as approved…"), icon="badge-check", on_click=self._ask_freeze)
        self.add = Button(kit, t("New item"), "primary", icon="plus", shortcut="Ctrl+N", on_click=lambda: model.add())
        self.tools = (self.years, self.freeze, self.add)
        self.freezing = FreezeBar(kit)
        self.deriving = DeriveBar(kit)
        self.which = Segmented(kit, t("What is shown of the programme"))
        self.which.add(ITEMS, t("Items"))
        self.which.add(CHANGES, t("Changed since approval"))
        self._count = PlainLabel(kit, "", "small", "secondary")
        self._bar = Bar(kit, t("Items done"))
        self._approved = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._rows: dict[str, ItemView] = {}
        self.model: PagedModel[ItemView] = PagedModel(
            kit, columns(self._goal_name, self._person_name), self._row_views, at_once=True
        )
        self.table = TableView(kit, self.model, t("Items of the programme"), row_height=TWO_LINE_ROW)
        self._form: ItemForm | None = None
        self._form_slot = QVBoxLayout()
        self.changes = ChangesView(kit)
        self._empty = EmptyState(kit, "list-checks", "")
        self._copy = Button(kit, "", icon="copy-plus", on_click=self._copy_last)
        self._empty.add_action(self._copy)
        self._pages = QStackedWidget()
        self._lay_out()
        self._listen()

    @property
    def form(self) -> ItemForm:
        """Where an item is written; made with the first one."""
        if self._form is None:
            model, form = self._model, ItemForm(self._kit)
            self._form = form
            self._form_slot.addWidget(form)
            if self._catalogue is not None:
                form.know(self._catalogue)
            model.offered.connect(form.show_offers)
            model.found.connect(form.show_found)
            form.saved.connect(model.save)
            form.deleted.connect(self._delete)
            form.searched.connect(model.find)
            form.events.linked.connect(model.link)
            form.events.unlinked.connect(model.unlink)
            form.events.followed.connect(self.followed)
        return self._form

    def open(self, route: Route) -> None:
        """Show a year, an item of it, or what changed."""
        year = (
            int(route.id) if route.id.isdigit() and len(route.id) == 4 else self._model.year or self._model.today().year
        )
        self._wanted = route.param("item") or self._wanted
        if route.param("view"):
            self.which.set_value(CHANGES if route.param("view") == CHANGES else ITEMS)
        elif route.id:
            self.which.set_value(ITEMS)
        self._model.open(year)
        QTimer.singleShot(0, self, self._make_ahead)

    def _make_ahead(self) -> None:
        """Make the form while the items are being read, in a turn of its own: the window answers in between."""
        self.form.adjustSize()

    def route(self) -> Route:
        """Where the user is now."""
        params: list[tuple[str, str]] = []
        if self.which.value() == CHANGES:
            params.append(("view", CHANGES))
        elif self.table.current_id():
            params.append(("item", self.table.current_id()))
        return Route("goals", "programme", str(self._model.year or ""), tuple(params))

    def know(self, catalogue: Catalogue) -> None:
        """The catalogue in force."""
        if catalogue is not self._catalogue:
            self._catalogue = catalogue
            if self._form is not None:
                self._form.know(catalogue)
            self.model.refresh()

    def flush(self) -> None:
        """Store what is typed."""
        if self._form is not None:
            self._form.flush()

    def escape(self) -> bool:
        """Put away what lies over the page; False when there is nothing."""
        if not self.freezing.isHidden():
            self.freezing.hide()
            return True
        return False

    # -- making

    def _lay_out(self) -> None:
        kit = self._kit
        card = Card(kit, flush=True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        card.add(self._stack, 1)
        self._pages.addWidget(card)
        self._pages.addWidget(self.changes)
        self._bar.setMaximumWidth(kit.look.px(160))
        tools = row(self.which, None, self._count, self._bar, gap=10)
        inner = column(tools, self._approved, gap=8)
        inner.addWidget(self._pages, 1)
        main = boxed(inner, (20, 14, 20, 14))
        self.split = SplitPane(kit, main, boxed(self._form_slot), width=_INSPECTOR, name=t("The item selected"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.freezing)
        layout.addWidget(self.deriving)
        layout.addWidget(self.split, 1)

    def _listen(self) -> None:
        model = self._model
        model.shown = self.isVisible
        model.loaded.connect(self._show)
        model.compared.connect(lambda _baseline, changes: self.changes.show_changes(changes))
        model.added.connect(self._begin)
        model.failed.connect(self.refused)
        self.table.selected.connect(self._select)
        self.table.opened.connect(lambda _id: self._open_item())
        self.which.chosen.connect(self._turn)
        self.freezing.frozen.connect(self._freeze)
        model.issued.connect(lambda items: self.deriving.show_items(items, model.year))
        self.deriving.taken.connect(self._derive)
        self.changes.baseline_chosen.connect(self._compare)

    # -- showing

    def _show(self, view: ProgrammeView) -> None:
        self._rows = {one.item.id: one for one in view.items}
        kept = self._wanted or self.table.current_id()
        self.model.set_ids([one.item.id for one in view.items])
        self._stack.setCurrentWidget(self.table if view.items else self._empty)
        self.changes.show_view(view)
        self._say_empty(view)
        self._say_state(view)
        self._offer_years(view)
        self._turn(self.which.value())
        if view.items and not (kept and self.table.select(kept)):
            self.table.select(view.items[0].item.id)
        if kept in self._rows:
            self._wanted = ""
        self._select(self.table.current_id())
        if self._fresh and self._fresh == self.table.current_id():
            self._fresh = ""
            self.split.open_inspector()
            self.form.take_focus()

    def _say_state(self, view: ProgrammeView) -> None:
        done, late = view.count(Standing.DONE), view.count(Standing.LATE)
        total = len(view.items)
        items = n("{n} item", "{n} items", total)
        parts: list[Speech] = [items, t("{n} done", n=phrases.whole(done))]
        if late:
            parts.append(t("{n} late", n=phrases.whole(late)))
        self._count.say(phrases.joined(*parts) if total else "")
        self._bar.set((done / total if total else 0.0, "accent"), (late / total if total else 0.0, "gold.fill"))
        present(self._bar, shown=bool(total))
        title = phrases.either(view.programme.title) if view.programme is not None else t("No programme yet")
        self.titled.emit(title)
        self._say_approval(view)
        if view.items:
            self.freeze.enable()
        else:
            self.freeze.disable(t("There is nothing to approve yet."))

    def _place_form(self, *, wanted: bool) -> None:
        """The form goes where there is no item to write, and comes back with it."""
        if not wanted:
            self.split.close_inspector()
        elif not self._form_wanted and not self.split.is_drawer:
            self.split.open_inspector()
        self._form_wanted = wanted

    def _say_approval(self, view: ProgrammeView) -> None:
        latest = view.baselines[0] if view.baselines else None
        changed = n("{n} item changed since", "{n} items changed since", len(view.changes))
        count = f" ({len(view.changes)})" if view.changes else ""
        self.which.say(CHANGES, t("Changed since approval{count}", count=count))
        for widget in (self._approved, self.which):
            present(widget, shown=bool(view.items))
        if latest is None:
            self._approved.say(t("Not approved yet: everything can still change without a trace in the comparison."))
        else:
            said = t("Approved: {what}", what=self.changes.title_of(latest))
            self._approved.say(phrases.joined(said, changed if view.changes else t("unchanged since")))

    def _say_empty(self, view: ProgrammeView) -> None:
        before = view.year - 1
        sentence = t(
            "Items come from headquarters' programme or are your own; events that are linked to them show how far they are."
        )
        self._empty.say(t("There is no programme for {year} yet", year=str(view.year)), sentence)
        self._copy.say(t("Copy the items of {year}", year=str(before)))
        present(self._copy, shown=before in view.years)

    def _offer_years(self, view: ProgrammeView) -> None:
        self.years.say(str(view.year))
        self.years.clear()
        present_year = view.today.year
        offered = sorted({*view.years, present_year - 1, present_year, present_year + 1}, reverse=True)
        for year in offered:
            self.years.add(str(year), partial(self._go_to_year, year))

    def _go_to_year(self, year: int) -> None:
        self.flush()
        self._wanted = ""
        self.followed.emit(Route("goals", "programme", str(year)))

    def _turn(self, which: object) -> None:
        view = self._model.view
        compared = which == CHANGES
        self._pages.setCurrentIndex(1 if compared else 0)
        self._place_form(wanted=bool(self._rows) and not compared)
        if compared and view is not None and not view.baselines:
            self.changes.show_changes(())

    def _select(self, item_id: str) -> None:
        view = self._model.view
        shown = self._rows.get(item_id)
        if view is None:
            return
        if shown is None and self._form is None:
            return
        self.form.show_view(shown, view)
        if shown is not None:
            self._model.offer(shown.item)

    def _open_item(self) -> None:
        self.split.open_inspector()
        self.form.take_focus()

    # -- doing

    def _begin(self, item_id: str) -> None:
        self.which.set_value(ITEMS)
        self._wanted = self._fresh = item_id

    def _delete(self, item_id: str) -> None:
        kept = self._rows.get(item_id)
        title = phrases.title_of(kept.item.title) if kept is not None else ""
        said = t("Removed: {title}", title=title)
        self._model.delete(item_id, lambda changes: self.told.emit(said, changes))

    def _ask_freeze(self) -> None:
        self.flush()
        if self._model.view is not None and self._model.view.items:
            self.freezing.ask(self._model.view)

    def _freeze(self, reason: str, person: object) -> None:
        chosen = person if isinstance(person, str) else None
        self._model.freeze(
            reason, chosen, lambda changes: self.told.emit(t("The programme is kept as approved."), changes)
        )

    def _compare(self, baseline: object) -> None:
        if isinstance(baseline, Baseline):
            self._model.compare(baseline)

    def _derive(self, item_ids: list[str]) -> None:
        said = n("{n} item taken over", "{n} items taken over", len(item_ids))
        self._model.derive(item_ids, lambda changes: self.told.emit(said, changes))

    def _copy_last(self) -> None:
        self._model.copy(self._model.year - 1)

    def _row_views(self, ids: Sequence[str]) -> list[ItemView]:
        return [self._rows[item_id] for item_id in ids]

    def _goal_name(self, code: str) -> Speech:
        return phrases.goal_name(self._catalogue, code) if self._catalogue is not None else ""

    def _person_name(self, person: str | None) -> str:
        people = self._model.view.people if self._model.view is not None else ()
        return next((one.name for one in people if one.id == person), "")
