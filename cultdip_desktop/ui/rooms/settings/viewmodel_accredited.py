"""Countries to which the office is accredited beside its host."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.calendar import VIETNAM
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.i18n.country import countries
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.ui.kit.base import Kit

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

_UNLIKE: Final = 4


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO code and its name in the interface's language."""

    code: str
    name: str


class AccreditedModel(QObject):
    """Reads and changes the list; every change comes back through the bus, an undone one too."""

    known = Signal(object)
    """`tuple[Country, ...]`, as set."""

    failed = Signal(object)
    """A `UserError`."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office
        self._all: tuple[Country, ...] = ()
        self._folded: tuple[tuple[str, Country], ...] = ()
        kit.bus.watch(self, {"setting"}, lambda _changes: self.load())
        kit.live.changed.connect(self.load)

    def load(self) -> None:
        """Ask which countries are set, and what all are called; `known` follows."""
        words = self._kit.live.words

        def work() -> tuple[tuple[str, ...], tuple[Country, ...]]:
            return self._office.calendar.accredited(), tuple(Country(*pair) for pair in countries(words))

        self._kit.jobs.read(lambda _progress: work(), self._take, self.failed.emit, owner=self)

    def find(self, text: str) -> list[Country]:
        """Countries whose name, with or without marks, is `text`, begins like it, has it as code, or holds such a word.

        Viet Nam and the host country are not among them.
        """
        asked = fold(text).strip()
        own = {VIETNAM, self._office.identity.country}
        ranked = [(_rank(name, one.code, asked), one) for name, one in self._folded if one.code not in own]
        return [one for rank in range(_UNLIKE) for found, one in ranked if found == rank]

    def save(self, codes: Sequence[str], then: Callable[[ChangeSet], object]) -> None:
        """Keep these countries, in this order."""

        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then(changes)

        self._kit.jobs.write(
            lambda _progress: self._office.calendar.set_accredited(codes), done, self._refused, owner=self
        )

    def _take(self, found: tuple[tuple[str, ...], tuple[Country, ...]]) -> None:
        codes, self._all = found
        self._folded = tuple((fold(one.name), one) for one in self._all)
        named = {one.code: one for one in self._all}
        self.known.emit(tuple(named.get(code, Country(code, code)) for code in codes))

    def _refused(self, error: UserError) -> None:
        self.failed.emit(error)
        self.load()


def _rank(name: str, code: str, asked: str) -> int:
    """How well a country answers to a folded text, 0 best; `_UNLIKE` not at all."""
    likely = (name == asked, name.startswith(asked), code.lower() == asked, f" {asked}" in name)
    return likely.index(True) if any(likely) else _UNLIKE
