"""Language, theme and text size: chosen anywhere, worn at once, kept in the office and on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.theme import TEXT_SCALES, Scheme
from cultdip_desktop.ui.shell.memory import MachineMemory

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


class Choices(QObject):
    """Follows the kit's language and look; whoever changes them need not store anything."""

    def __init__(self, kit: Kit, memory: MachineMemory, *, fixed: bool = False) -> None:
        """`fixed`: the command line chose (tour), so offices change nothing and nothing is stored."""
        super().__init__()
        self._kit, self._memory, self._fixed = kit, memory, fixed
        self._office: Office | None = None
        self._stored: dict[str, str] = {}
        kit.live.changed.connect(self._keep)
        kit.look.changed.connect(self._keep)
        kit.bus.watch(self, {"setting"}, self._hear)

    @property
    def fixed(self) -> bool:
        """Nobody is there: nothing is stored, nothing happens by itself."""
        return self._fixed

    def serve(self, office: Office | None, settings: dict[str, str]) -> None:
        """Wear what `office` has set; None when it is closed."""
        self._office = None
        self._stored = dict(settings)
        if office is not None and not self._fixed:
            self._wear(settings)
        self._office = office

    def _hear(self, changes: ChangeSet) -> None:
        """An undo may have put other settings back: wear those."""
        from cultdip_desktop.domain.undo import REDO, UNDO  # the first page is painted before there is one

        office = self._office
        if changes.label in (UNDO, REDO) and office is not None:
            self._kit.jobs.read(lambda _progress: _read(office), lambda found: self.serve(office, found), owner=self)

    def _wear(self, settings: dict[str, str]) -> None:
        self._kit.live.switch("en" if settings["language"] == "en" else "vi")
        scale = int(settings["text_size"]) if settings["text_size"] in map(str, TEXT_SCALES) else 100
        themes: dict[str, Scheme] = {"light": "light", "dark": "dark"}
        scheme = themes.get(settings["theme"])
        look = self._kit.look
        if (look.chosen_scheme, look.scale) != (scheme, scale):
            look.choose(scheme=scheme, scale=scale)

    def _keep(self) -> None:
        if self._fixed:
            return
        live, look = self._kit.live, self._kit.look
        self._memory.change(language=live.language, scheme=look.chosen_scheme, scale=look.scale)
        office = self._office
        if office is None:
            return
        wanted = {"language": live.language, "theme": look.chosen_scheme or "system", "text_size": str(look.scale)}
        changed = {name: value for name, value in wanted.items() if self._stored.get(name) != value}
        self._stored.update(changed)
        if changed:
            self._kit.jobs.write(lambda _progress: _store(office, changed), self._kit.bus.publish, owner=self)


def _read(office: Office) -> dict[str, str]:
    return {name: office.settings.get(name) for name in ("language", "theme", "text_size")}


def _store(office: Office, changed: dict[str, str]) -> ChangeSet:
    return [office.settings.set(name, value) for name, value in changed.items()][-1]
