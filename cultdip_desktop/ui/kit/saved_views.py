"""Filters with names: a menu of them, a line that asks for a name, Ctrl+Shift+1 to 9 for the first nine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Final, Protocol

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QMenu, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.saved_view import LONGEST, SavedView
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button, MenuButton, add_action
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.surfaces import row

KEYS: Final = 9
"""Views that have a key of their own."""


class KeepsViews(Protocol):
    """What keeps the views; called off the UI thread."""

    def of(self, room: str) -> Sequence[SavedView]:
        """In their order."""
        ...

    def save(self, room: str, name: str, content: Mapping[str, Any]) -> tuple[SavedView, ChangeSet]:
        """Keep, or write over."""
        ...

    def rename(self, view_id: str, name: str) -> ChangeSet:
        """Give another name."""
        ...

    def reorder(self, room: str, ids: Sequence[str]) -> ChangeSet:
        """Put in order."""
        ...

    def delete(self, view_id: str) -> ChangeSet:
        """Forget."""
        ...


class Views(QObject):
    """The views of one room; follows whoever changes them, undo too."""

    changed = Signal()
    done = Signal(object, object)
    """What to say, and the `ChangeSet` that takes it back."""

    refused = Signal(object)
    """A `UserError`."""

    def __init__(self, kit: Kit, keeper: Callable[[], KeepsViews], room: str, parent: QObject) -> None:
        super().__init__(parent)
        self._kit, self._keeper, self._room = kit, keeper, room
        self.all: Sequence[SavedView] = ()
        kit.bus.watch(self, {"view"}, lambda _changes: self.reload())

    def reload(self) -> None:
        """Ask for them."""
        self._kit.jobs.read(lambda _progress: self._keeper().of(self._room), self._take, owner=self)

    def save(self, name: str, content: Mapping[str, Any]) -> None:
        """Keep a filter."""
        said = t("Filter «{name}» saved", name=name)
        self._write(lambda: self._keeper().save(self._room, name, content)[1], said)

    def rename(self, view_id: str, name: str) -> None:
        """Give a view another name."""
        self._write(lambda: self._keeper().rename(view_id, name), t("The filter is called «{name}» now", name=name))

    def move(self, view_id: str, by: int) -> None:
        """Move a view up (-1) or down (1)."""
        ids = [view.id for view in self.all]
        at = ids.index(view_id)
        to = min(max(at + by, 0), len(ids) - 1)
        ids.insert(to, ids.pop(at))
        self._write(lambda: self._keeper().reorder(self._room, ids), None)

    def delete(self, view: SavedView) -> None:
        """Forget a view; the toast brings it back."""
        self._write(lambda: self._keeper().delete(view.id), t("Filter «{name}» deleted", name=view.name))

    def _take(self, found: Sequence[SavedView]) -> None:
        if list(found) != list(self.all):
            self.all = tuple(found)
            self.changed.emit()

    def _write(self, work: Callable[[], ChangeSet], said: Speech | None) -> None:
        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            if said is not None:
                self.done.emit(said, changes)

        self._kit.jobs.write(lambda _progress: work(), done, self._refuse, owner=self)

    def _refuse(self, error: UserError) -> None:
        self.refused.emit(error)


class ViewsButton(MenuButton):
    """The menu of a room's views."""

    chosen = Signal(object)
    """The content of a view."""

    def __init__(self, kit: Kit, views: Views, content: Callable[[], Mapping[str, Any]], bar: NameBar) -> None:
        """`content` gives the filter that is in force; `bar` asks for names."""
        super().__init__(kit, t("Saved filters"), compact=True)
        self._views, self._content, self._bar = views, content, bar
        views.changed.connect(self._fill)
        self._menu.aboutToShow.connect(self._fill)

    def add_keys(self, room: QWidget) -> None:
        """Ctrl+Shift+1 to 9 anywhere in `room`."""
        for at in range(KEYS):
            keys = QShortcut(QKeySequence(f"Ctrl+Shift+{at + 1}"), room)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(partial(self._open_nth, at))

    def ask_to_save(self) -> None:
        """Ask for a name for the filter in force."""
        content = dict(self._content())
        self._bar.ask(t("Name of the filter"), "", t("Save the filter"), lambda name: self._views.save(name, content))

    def _open_nth(self, at: int) -> None:
        if at < len(self._views.all):
            self.chosen.emit(self._views.all[at].content)

    def _fill(self) -> None:
        self.clear()
        now = dict(self._content())
        for at, view in enumerate(self._views.all):
            same = dict(view.content) == now
            action = self.add(view.name, partial(self.chosen.emit, view.content), "check" if same else "")
            action.setCheckable(True)
            action.setChecked(same)
            if at < KEYS:
                action.setShortcut(QKeySequence(f"Ctrl+Shift+{at + 1}"))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # shown only: the room has the keys
        if self._views.all:
            self._menu.addSeparator()
        self.add(t("Save this filter…"), self.ask_to_save, "save")
        for view in self._views.all:
            self._menu.addMenu(self._manage(view))

    def _manage(self, view: SavedView) -> QMenu:
        menu = QMenu(self._menu)
        menu.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._kit.bind(menu, menu.setTitle, t("Manage «{name}»", name=view.name))
        rename = t("Rename the filter")
        add_action(
            self._kit,
            menu,
            t("Rename…"),
            lambda: self._bar.ask(rename, view.name, rename, partial(self._views.rename, view.id)),
            icon="pencil",
        )
        add_action(self._kit, menu, t("Move up"), lambda: self._views.move(view.id, -1), icon="arrow-up")
        add_action(self._kit, menu, t("Move down"), lambda: self._views.move(view.id, 1), icon="arrow-down")
        add_action(self._kit, menu, t("Delete the filter"), lambda: self._views.delete(view), icon="trash-2")
        return menu


class NameBar(QFrame):
    """Hidden until asked. Enter or the button answers, Esc changes one's mind."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self._answer: Callable[[str], object] | None = None
        self._before: QWidget | None = None
        self.line = LineEdit(kit)
        self.line.setMaxLength(LONGEST)
        self._field = Field(kit, t("Name of the filter"), self.line, required=True)
        self.act = Button(kit, t("Save the filter"), icon="save", on_click=self._act)
        self.cancel = Button(kit, t("Do nothing"), "ghost", on_click=self.put_away)
        self.line.returnPressed.connect(self._act)
        layout = row(self._field, self.act, self.cancel, gap=10)
        layout.setStretch(0, 1)
        layout.setContentsMargins(20, 10, 20, 10)
        self.setLayout(layout)
        self.hide()

    def ask(self, label: Speech, name: str, act: Speech, answer: Callable[[str], object]) -> None:
        """Ask for a name, `name` to begin with."""
        self._answer = answer
        self._before = QApplication.focusWidget()
        self._field.set_label(label)
        self._field.set_error("")
        self.act.say(act)
        self.line.set_value(name)
        self.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def put_away(self) -> None:
        """Hide it and give the focus back."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
            return
        super().keyPressEvent(event)

    def _act(self) -> None:
        name = self.line.value()
        if self.line.composing:
            return
        if not name:
            self._field.set_error(t("Give the filter a name."))
            self.line.setFocus()
            return
        answer, self._answer = self._answer, None
        self.put_away()
        if answer is not None:
            answer(name)
