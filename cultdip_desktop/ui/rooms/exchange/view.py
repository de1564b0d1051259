"""The exchange room: one head over the import and the export."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QSizePolicy, QStackedLayout

from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.rooms.exchange.view_export import ExportTablePage
from cultdip_desktop.ui.rooms.exchange.view_import import ImportPage
from cultdip_desktop.ui.rooms.exchange.viewmodel import ExchangeModel

IMPORT, EXPORT, TEMPLATE = "import", "export", "template"
"""Places of the room; a template is asked for on the page of the import."""

_IMPORT: Final = t("Import from a table or calendar")
_EXPORT: Final = t("Export the table of events")


class ExchangeRoom(Room):
    """Hidden from the sidebar; opened from the palette, from other rooms and by dropping a file."""

    def __init__(self, kit: Kit, model: ExchangeModel) -> None:
        super().__init__(kit, "exchange", _IMPORT)
        self._model = model
        self._place = IMPORT
        self.take_in = ImportPage(kit, model, self.banner)
        self.give_out = ExportTablePage(kit, model, self.banner)
        self.head.add_back(self.escape)
        self.head.title.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # the steps give way first
        self.head.add_action(self.take_in.steps)
        self.head.add_action(self.give_out.save)
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack)
        for page in (self.take_in, self.give_out):
            self._stack.addWidget(page)
            page.done.connect(self.done)
        self.take_in.go.connect(self.go)
        self.take_in.stepped.connect(self._say_keys)
        model.failed.connect(self._show_failure)
        self._show(IMPORT)

    def enter(self, route: Route) -> None:
        """The import, with a file or without; the export; or the template, asked for at once."""
        if self.take_in.busy:
            return
        self._show(EXPORT if route.place == EXPORT else IMPORT)
        if route.place == EXPORT:
            self.banner.clear()
            self.give_out.enter()
            self.status.emit(t("Ctrl+Enter: save · Esc: back"))
            return
        step = route.param("step", "0")
        repair = route.param("repair") == "1"
        self.take_in.enter(route.param("file"), int(step) if step.isdecimal() else 0, repair=repair)
        self._say_keys()
        if route.place == TEMPLATE:
            self.take_in.save_template()

    def leave(self) -> bool:
        """Not while rows are being taken in."""
        return not self.take_in.busy

    def route(self) -> Route:
        """Where the user is now."""
        return Route(self.key, self._place)

    def escape(self) -> None:
        """Esc goes one step back inside the import, else to the page before."""
        if self.take_in.busy:
            return
        if self._place == IMPORT and 0 < self.take_in.at < 3:
            self.take_in.go_back()
        else:
            self.back.emit()

    def _show(self, place: str) -> None:
        self._place = place
        importing = place == IMPORT
        self._stack.setCurrentWidget(self.take_in if importing else self.give_out)
        self.head.say(_IMPORT if importing else _EXPORT, "")
        present(self.take_in.steps, shown=importing)
        present(self.give_out.save, shown=not importing)

    def _show_failure(self, error: object) -> None:
        """What the export could not do; the import says its own errors."""
        from cultdip_desktop.core.errors import UserError

        if self._place == EXPORT and isinstance(error, UserError):
            self.banner.show_error(error)

    def _say_keys(self) -> None:
        said = {
            0: t("Ctrl+O: choose a file · Ctrl+Enter: next step"),
            1: t("Ctrl+Enter: next step · Esc: back"),
            2: t("F8: next skipped row · Enter: details · Ctrl+Enter: take in"),
        }
        self.status.emit(said.get(self.take_in.at, t("Ctrl+Z: take the import back")))
