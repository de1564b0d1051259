"""Files of the Directives room: prepared ones taken in, editions written out, signed files written once more."""

from __future__ import annotations

from pathlib import Path

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import n, t
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.rooms.directives.values import Tab
from cultdip_desktop.ui.rooms.directives.viewmodel import DirectivesModel

_JSON = "JSON (*.json)"


class FileActs:
    """Asks for a place, lets the view-model work, and says in the room what came of it."""

    def __init__(self, kit: Kit, model: DirectivesModel, room: Room) -> None:
        self._kit = kit
        self._model = model
        self._room = room

    def take(self, tab: object) -> None:
        """Take a prepared file into the list of a tab."""
        chosen = self._kit.files.open_file(self._room, self._kit.say(t("A prepared file (JSON)")), _JSON)
        if chosen is not None and isinstance(tab, Tab):
            self._model.take_file(tab, Path(chosen), self._taken)

    def write_edition(self, edition: str) -> None:
        """Write an edition as a file that can be changed."""
        title, name = self._kit.say(t("Write the edition as a file")), Path(f"catalogue-{edition}.json")
        target = self._kit.files.save_file(self._room, title, name, _JSON) if edition else None
        if target is not None:
            self._model.write_edition(edition, Path(target), self._written)

    def copy(self, dispatch_id: str) -> None:
        """Write a signed file once more."""
        title = self._kit.say(t("Folder for the signed files"))
        folder = self._kit.files.folder(self._room, title) if dispatch_id else None
        if folder is not None:
            self._model.copy_again(dispatch_id, Path(folder), self._written)

    def _taken(self, count: int) -> None:
        self._room.done.emit(n("{n} entry taken in from the file", "{n} entries taken in from the file", count), None)

    def _written(self, file: Path) -> None:
        self._room.done.emit(t("Written: {file}", file=file.name), None)
