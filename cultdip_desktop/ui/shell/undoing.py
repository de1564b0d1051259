"""Ctrl+Z and Ctrl+Y of an opened office: what would be undone, undoing it, and saying so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.labels import step_label
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.notices import Banner, Offer, StatusBar, Toast
from cultdip_desktop.ui.kit.room import Route

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.domain.undo import Undone, UndoState, UndoStep

UNDO: Final = Route("undo")
REDO: Final = Route("redo")
"""Not places: the palette's way to say what was chosen."""

_NOTHING: Final = {"undo.nothing": t("Nothing to undo"), "undo.nothing_to_redo": t("Nothing to redo")}


class Undoing(QObject):
    """Knows the next step each way, offers it in the status bar and the palette, and takes it."""

    changed = Signal()
    """The next step is another one."""

    def __init__(
        self,
        kit: Kit,
        office: Office,
        settle: Callable[[], object],
        banner: Banner,
        toast: Toast,
        status: StatusBar,
        parent: QObject,
    ) -> None:
        """`settle` lets the page store what is typed; `banner` says why a step was not taken."""
        super().__init__(parent)
        self._kit, self._office = kit, office
        self._settle, self._banner = settle, banner
        self._complained = False
        self._toast, self._status = toast, status
        self._state: UndoState | None = None
        self._asking = False
        self._again = False
        self._offered = ""
        self._undo = IconButton(kit, "undo-2", t("Nothing to undo"), on_click=self.undo)
        self._redo = IconButton(kit, "redo-2", t("Nothing to redo"), on_click=self.redo)
        for button in (self._undo, self._redo):
            status.add(button)
        kit.bus.published.connect(self._hear)
        self._show()
        kit.jobs.once_quiet(self, self._ask)

    def undo(self) -> None:
        """Take the last step back, after storing what is typed."""
        self._settle()
        self._kit.jobs.write(lambda _progress: self._office.undo.undo(), self._undone, self._refused, owner=self)

    def redo(self) -> None:
        """Do again what was undone last."""
        self._settle()
        self._kit.jobs.write(lambda _progress: self._office.undo.redo(), self._redone, self._refused, owner=self)

    def say_done(self, speech: Speech, how: object) -> None:
        """Show the toast of an action. `how` it is undone: its `ChangeSet`, a callable, or None for not at all.

        An `Offer` is a `ChangeSet` with something else that may be done.
        """
        undo: Callable[[], object] | None = None
        more = how if isinstance(how, Offer) else None
        how = more.changes if more is not None else how
        self._offered = ""
        if isinstance(how, ChangeSet):
            self._offered = how.action
            undo = self.undo if how.action else None
        elif callable(how):
            undo = how
        self._toast.show_done(speech, undo, more=more)

    def offers(self) -> Sequence[tuple[Speech, str, Route]]:
        """What the palette lists: words, icon, and the route that stands for it."""
        state = self._state
        found: list[tuple[Speech, str, Route]] = []
        if state is not None and state.undo is not None:
            found.append((_named("Undo: {what}", state.undo), "undo-2", UNDO))
        if state is not None and state.redo is not None:
            found.append((_named("Redo: {what}", state.redo), "redo-2", REDO))
        return found

    def _undone(self, undone: Undone) -> None:
        self._calm()
        self._kit.bus.publish(undone.change_set)
        self._offered = undone.change_set.action
        self._toast.show_done(_named("Undo: {what}", undone.step), self.redo, icon="undo-2", action=t("Redo"))

    def _redone(self, undone: Undone) -> None:
        self._calm()
        self._kit.bus.publish(undone.change_set)
        self._offered = undone.change_set.action
        self._toast.show_done(_named("Redo: {what}", undone.step), self.undo, icon="redo-2")

    def _refused(self, error: UserError) -> None:
        self._ask()
        nothing = _NOTHING.get(error.code)
        if nothing is not None:
            self._status.say(nothing, "info", "text.tertiary")
        else:
            self._complained = True
            self._banner.show_error(error)

    def _calm(self) -> None:
        """An error goes when its cause is gone."""
        if self._complained:
            self._complained = False
            self._banner.clear()

    def _hear(self, changes: ChangeSet) -> None:
        """After another action the toast's button would undo that one: it goes, Ctrl+Z stays."""
        if self._offered and changes.action != self._offered:
            self._offered = ""
            self._toast.hide()
        self._ask()

    def _ask(self) -> None:
        """Look what can be undone now; questions that come meanwhile are joined."""
        if self._asking:
            self._again = True
            return
        self._asking, self._again = True, False
        job = self._kit.jobs.read(lambda _progress: self._office.undo.state(), self._take, owner=self)
        job.finished.connect(self._answered)

    def _take(self, state: UndoState) -> None:
        if state != self._state:
            self._state = state
            self._show()
            self.changed.emit()

    def _answered(self) -> None:
        self._asking = False
        if self._again:
            self._ask()

    def _show(self) -> None:
        state = self._state
        undo, redo = (state.undo, state.redo) if state is not None else (None, None)
        self._undo.say(_tip(undo, "Undo: {what}", t("Nothing to undo"), "Ctrl+Z"))
        self._redo.say(_tip(redo, "Redo: {what}", t("Nothing to redo"), "Ctrl+Y"))
        self._undo.setEnabled(undo is not None)
        self._redo.setEnabled(redo is not None)


def _named(msgid: str, step: UndoStep) -> Phrase:
    """`Undo: edit “Tết in Prague”`."""
    return Phrase(lambda words: words.t(msgid, what=step_label(words, step.label, step.params)))


def _tip(step: UndoStep | None, msgid: str, nothing: Phrase, keys: str) -> Phrase:
    said = nothing if step is None else _named(msgid, step)
    return Phrase(lambda words: f"{said.render(words)} ({keys})")
