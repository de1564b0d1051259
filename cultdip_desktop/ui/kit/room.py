"""What a room is: a page with head, banner and body that is entered by a route and left again."""

from __future__ import annotations

from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.records import dataclass
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Speech
from cultdip_desktop.ui.kit.notices import Banner
from cultdip_desktop.ui.kit.surfaces import PageHead

WIDE: Final = 1100
"""From this window width on (px) inspectors stand beside their page; below they are drawers."""


@dataclass(frozen=True, slots=True)
class Route:
    """An address inside the program: serves opening, back and forward, the palette and restore-on-start."""

    room: str
    """Key of the room: `events`, `media`, …"""

    place: str = ""
    """Part of the room: `edit`, `list`, …; the room says what it knows."""

    id: str = ""
    """The thing shown, if any."""

    params: tuple[tuple[str, str], ...] = ()
    """Anything else, as pairs in order: filter, tab, day."""

    def param(self, name: str, default: str = "") -> str:
        """The first value of `name`."""
        return next((value for key, value in self.params if key == name), default)

    def text(self) -> str:
        """One line for the settings: `events/edit/0192…?tab=goals`."""
        path = "/".join(quote(part, safe="") for part in (self.room, self.place, self.id)).rstrip("/")
        return f"{path}?{urlencode(self.params)}" if self.params else path

    @classmethod
    def parse(cls, text: str) -> Route:
        """The route written by `text`; whatever is missing is empty."""
        path, _mark, query = text.partition("?")
        parts = [unquote(part) for part in path.split("/", 2)] + ["", ""]
        return cls(parts[0], parts[1], parts[2], tuple(parse_qsl(query, keep_blank_values=True)))


class Room(QWidget):
    """Base of every room. A room builds its widgets once, shows what `enter` asks for, and never blocks."""

    go = Signal(object)
    """Ask the shell to open a `Route`, here or in another room."""

    back = Signal()
    """Ask the shell for the page before."""

    status = Signal(object)
    """A `Speech` for the right end of the status bar."""

    saved = Signal()
    """A write was committed: the shell shows the time."""

    done = Signal(object, object)
    """Something was done (`Speech`) and how to undo it (its `ChangeSet`, a callable, or None): the shell says so."""

    arranged = Signal(str)
    """How the page is set up now, without content of the office: this machine gives it back to `recall`."""

    home_asked = Signal(object, bool)
    """Close this office and ask for the passphrase of the one in this folder (`Path`), which takes its place or not."""

    def __init__(self, kit: Kit, key: str, title: Speech, sentence: Speech = "") -> None:
        """`key` is the room's part of a route."""
        super().__init__()
        self.kit = kit
        self.key = key
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.head = PageHead(kit, title, sentence)
        self.banner = Banner(kit)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self._banner_slot = QVBoxLayout()
        self._banner_slot.setContentsMargins(0, 0, 0, 0)
        self._banner_slot.addWidget(self.banner)
        self.banner.appeared.connect(self._make_room)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addLayout(self._banner_slot)
        outer.addLayout(self.body, 1)
        self._primary: Button | None = None
        self._wide: bool | None = None
        kit.name(self, title)
        kit.live.changed.connect(self.retranslate)
        kit.look.changed.connect(self._measure)

    @property
    def primary(self) -> Button | None:
        """The one primary (or official) action of the page."""
        return self._primary

    @property
    def wide(self) -> bool:
        """Whether the window is at least `WIDE` px wide, at larger text wider."""
        return self.window().width() >= self.kit.look.px(WIDE)

    def set_primary(self, button: Button) -> None:
        """Put the page's one primary or official action at the right end of its head."""
        if self._primary is not None:
            raise ValueError("a page has one primary action")
        self._primary = button
        self.head.add_action(button)

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Append to the body, without margins (use `ScrollPage` or `boxed` for them)."""
        if isinstance(item, QWidget):
            self.body.addWidget(item, stretch)
        else:
            self.body.addLayout(item, stretch)

    def enter(self, route: Route) -> None:
        """Show what `route` names; called at every opening, also with another route while shown."""

    def leave(self) -> bool:
        """About to be hidden: commit what is in the fields. False keeps the user here (nothing can be saved)."""
        return True

    def settle(self) -> None:
        """Store what is typed and stay: the window is about to undo the last step."""

    def route(self) -> Route:
        """Where the user is now, for back, forward and restore-on-start."""
        return Route(self.key)

    def recall(self, kept: str) -> None:
        """Set the page up as it was when `arranged` was last told; called once, before the first `enter`."""

    def retranslate(self) -> None:
        """The language changed: make texts again that were not bound."""

    def resized(self, *, wide: bool) -> None:
        """The size class changed (called once before the first showing)."""

    def escape(self) -> None:
        """Esc, where nothing inside used it: by default the page before."""
        self.back.emit()

    def _make_room(self, shown: bool) -> None:
        self._banner_slot.setContentsMargins(*((20, 12, 20, 0) if shown else (0, 0, 0, 0)))

    def show_error(self, error: UserError) -> None:
        """Show an expected error in the banner; pass it as `on_error` of a job."""
        self.banner.show_error(error)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Notice the size class."""
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        if self.wide != self._wide:
            self._wide = self.wide
            self.resized(wide=self.wide)
