"""F8 and Shift+F8 where the page in view has no problems of its own: the next event that needs something."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from cultdip_desktop.core.clock import Clock
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.shell.spare_key import SpareKey

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

_TABS: Final = {"goals": "goals", "results": "results", "money": "money", "media": "media"}


class Problems(QObject):
    """Walks the events of the Today page in its order, the most pressing one first, and begins again at the end."""

    def __init__(
        self,
        kit: Kit,
        office: Office,
        clock: Clock,
        host: QWidget,
        room: Callable[[], Room | None],
        go: Callable[[Route], object],
        say: Callable[[Speech], object],
    ) -> None:
        super().__init__(host)
        self._kit, self._office, self._clock = kit, office, clock
        self._go, self._say = go, say
        self._last = ""
        self._keys = [
            SpareKey("F8", host, room, lambda: self.walk(1)),
            SpareKey("Shift+F8", host, room, lambda: self.walk(-1)),
        ]

    def look(self) -> None:
        """Another page is in view, which may have problems of its own."""
        for key in self._keys:
            key.look()

    def walk(self, step: int) -> None:
        """Open the next one, or the one before."""
        self._kit.jobs.read(
            lambda _progress: self._office.today.problems(self._clock.now()),
            lambda found: self._open(found, step),
            owner=self,
        )

    def _open(self, found: Sequence[tuple[str, str]], step: int) -> None:
        if not found:
            self._say(t("No event needs anything"))
            return
        ids = [event_id for event_id, _field in found]
        at = ids.index(self._last) + step if self._last in ids else (0 if step > 0 else -1)
        event_id, field = found[at % len(found)]
        self._last = event_id
        tab = _TABS.get(field.split(".", 1)[0], "content")
        self._go(Route("events", "edit", event_id, (("tab", tab), ("field", field))))
