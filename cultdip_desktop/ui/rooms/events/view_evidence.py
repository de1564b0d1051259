"""A paper clip at a number: which file proves it, one click away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import IconButton, add_action
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t

LONGEST = 48
"""Characters of a caption that a menu shows."""


class ClipButton(IconButton):
    """Opens a menu: look at what is linked, unlink it, link something else, add a file."""

    linked = Signal(str)
    """Id of the attachment that the user chose."""

    unlinked = Signal(str)
    show_asked = Signal(str)
    add_asked = Signal()

    def __init__(self, kit: Kit, what: Speech) -> None:
        """`what` is proved: "Khán giả"."""
        super().__init__(kit, "paperclip", t("Evidence: {what}", what=what), tint="text.tertiary")
        self._what = what
        self._chosen: tuple[str, ...] = ()
        self._items: tuple[MediaItem, ...] = ()
        self.menu_shown = QMenu(self)
        self.menu_shown.aboutToShow.connect(self.fill)
        self.set_menu(self.menu_shown)

    def show_links(self, chosen: Sequence[str], items: Sequence[MediaItem]) -> None:
        """Say what is linked; `items` are the event's attachments."""
        known = {item.id for item in items}
        self._items = tuple(items)
        self._chosen = tuple(each for each in chosen if each in known)
        count = len(self._chosen)
        self.set_icon("file-check" if count else "paperclip", "accent.text" if count else "text.tertiary")
        what = self._what
        self.say(
            n("Evidence: {what}, {n} file", "Evidence: {what}, {n} files", count, what=what)
            if count
            else t("Evidence: {what}, no file yet", what=what)
        )

    def fill(self) -> None:
        """Offer what can be done now."""
        menu = self.menu_shown
        menu.clear()
        named = {item.id: _name(item) for item in self._items}
        for media_id in self._chosen:
            add_action(
                self._kit,
                menu,
                t("Show “{file}”", file=named[media_id]),
                partial(self.show_asked.emit, media_id),
                icon="eye",
            )
        for media_id in self._chosen:
            add_action(
                self._kit,
                menu,
                t("Unlink “{file}”", file=named[media_id]),
                partial(self.unlinked.emit, media_id),
                icon="unlink",
            )
        if self._chosen:
            menu.addSeparator()
        for item in self._items:
            if item.id not in self._chosen:
                add_action(self._kit, menu, named[item.id], partial(self.linked.emit, item.id), icon="paperclip")
        if len(self._items) > len(self._chosen):
            menu.addSeparator()
        add_action(self._kit, menu, t("Add a file…"), self.add_asked.emit, icon="file-plus")


class EvidenceButton(ClipButton):
    """The clip inside a field of a number, at its left end."""

    def __init__(self, kit: Kit, host: QWidget, field: str, what: Speech) -> None:
        """`field` is the path that the evidence is kept under (`results.attendance`)."""
        super().__init__(kit, what)
        self.field = field
        self.setParent(host)
        self.setProperty("inside", "true")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        host.installEventFilter(self)

    def path(self) -> str:
        """Where its evidence is kept."""
        return self.field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the left end, in the middle of the height."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            side = min(watched.height() - 4, self._kit.look.px(28))
            self.setGeometry(3, (watched.height() - side) // 2, side, side)
        return super().eventFilter(watched, event)


def _name(item: MediaItem) -> Phrase:
    """Its caption, shortened, or its file's name."""

    def said(words: object) -> str:
        text = item.caption.get(getattr(words, "language", "vi")).strip() or item.file_name
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"

    return Phrase(said)
