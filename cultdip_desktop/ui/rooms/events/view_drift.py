"""What an edition has that the rest of its series has not, and the offer to give it to the others, too."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from cultdip_desktop.domain.recurrence import Scope
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import FlowRow, boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.series_words import parts_phrase
from cultdip_desktop.ui.rooms.events.viewmodel_draft import EventDraft
from cultdip_desktop.ui.rooms.events.viewmodel_series import EventSeries


class DriftLine(QFrame):
    """«3 items differ from the series: venue, hours, partners», and whom to give them to. Hidden without any."""

    chosen = Signal(object, object)
    """The names and the `Scope`."""

    alone = Signal()
    """They are meant for this event only."""

    def __init__(self, kit: Kit, *, boxed_in: bool = False) -> None:
        """`boxed_in` stands inside a card and offers no way to dismiss it."""
        super().__init__()
        self.setProperty("kind", "sunken")
        self._names: tuple[str, ...] = ()
        self._words = PlainLabel(kit, "", "body", wrap=True)
        self.following = Button(kit, _later(0), compact=True, on_click=lambda: self._choose(Scope.FOLLOWING))
        self.all = Button(kit, _whole(0), compact=True, on_click=lambda: self._choose(Scope.ALL))
        self.only_this = Button(kit, t("Only this event"), "ghost", compact=True, on_click=self.alone.emit)
        self._boxed_in = boxed_in
        said = row(IconLabel(kit, "repeat", "text.secondary"), self._words, gap=8)
        said.setStretch(1, 1)
        answers = FlowRow(self.following, self.all, self.only_this, gap=8)
        layout = column(said, boxed(answers), gap=6)
        layout.setContentsMargins(*((12, 10, 12, 10) if boxed_in else (20, 8, 20, 8)))
        self.setLayout(layout)
        self.hide()

    def show_drift(self, names: Sequence[str], following: int, all_: int) -> None:
        """Show these; so many events come after this one, and are in the series beside it."""
        self._names = tuple(names)
        self._words.say(
            n("{n} item differs from the series: {what}", "{n} items differ from the series: {what}",
              len(names), what=parts_phrase(names))
        )  # fmt: skip
        self.following.say(_later(following))
        self.all.say(_whole(all_))
        present(self.following, shown=following > 0)
        present(self.all, shown=following < all_)
        present(self.only_this, shown=not self._boxed_in)
        present(self, shown=bool(names) and all_ > 0)

    def take_focus(self) -> None:
        """To the first answer."""
        (self.following if self.following.isVisible() else self.all).setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, scope: Scope) -> None:
        self.chosen.emit(self._names, scope)


class DriftOffer(DriftLine):
    """At the foot of the editor: speaks up when a field was left that is now unlike the rest of the series."""

    def __init__(self, kit: Kit, page: QWidget) -> None:
        """`page` is the editor: what counts is leaving one of its fields."""
        super().__init__(kit)
        self._page = page
        self._series: EventSeries | None = None
        self._draft: EventDraft | None = None
        self._typing = False
        self._silent = False
        self.alone.connect(self._keep_alone)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def follow(self, draft: EventDraft | None) -> None:
        """Watch another event, or none."""
        if self._draft is not None and isValid(self._draft):
            self._draft.edited.disconnect(self._edited)
        if self._series is not None and isValid(self._series):
            self._series.known.disconnect(self.look)
        self._draft = draft
        self._series = draft.series if draft is not None else None
        self._typing = False
        if draft is not None and self._series is not None:
            draft.edited.connect(self._edited)
            self._series.known.connect(self.look)
        self.look()

    def be_silent(self, *, silent: bool) -> None:
        """The page of the series is open: it says the same."""
        self._silent = silent
        self.look()

    def look(self) -> None:
        """Show what is to be offered now; while somebody is writing only what is no longer true goes away."""
        series = self._series
        info = series.info if series is not None else None
        if series is None or info is None or self._silent:
            self.hide()
            return
        offered = series.offered
        if not offered:
            self.hide()
        elif not self._typing and series.settled:
            self.show_drift(offered, info.following, info.all)

    def _edited(self, _names: frozenset[str]) -> None:
        self._typing = True

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        del now
        if old is not None and isValid(old) and self._page.isAncestorOf(old):
            self._typing = False
            self.look()

    def _keep_alone(self) -> None:
        if self._series is not None:
            self._series.keep_alone()
        self.hide()


def _later(count: int) -> Phrase:
    return n("Apply to the {n} later event", "Apply to the {n} later events", count)


def _whole(count: int) -> Phrase:
    return n("Apply to the whole series ({n} other event)", "Apply to the whole series ({n} other events)", count)
