"""The list of partners: which ones, in what order, and what may be done to them from there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.partner_story import PartnerStory
from cultdip_desktop.services.partners import PartnerLook
from cultdip_desktop.services.views import partner_filter, plain_partner_filter
from cultdip_desktop.store.query.partners import PartnerFilter, PartnerRow
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Latest
from cultdip_desktop.ui.kit.saved_views import Views

__all__ = ["PAGE", "PartnerFilter", "PartnerList", "PartnerLook", "PartnerRow"]

PAGE = 50
"""Rows asked for at once."""

FIELDS: Final = ("kind", "category", "consent", "promises", "country")
"""What can be filtered by, beside words."""

EVERYBODY = PartnerFilter()
"""What an unfiltered list shows."""


class PartnerList(QObject):
    """Ids in order for the table; asks the store off the UI thread and drops overtaken answers."""

    listed = Signal(object)
    """A `PartnerLook`: the ids in order, rows of the page in view, and the story of the current partner."""

    filter_changed = Signal()

    countries_known = Signal(object)
    """Codes of the countries that partners are in."""

    looked = Signal(object)
    """The `PartnerStory` of the current line."""

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._latest = Latest()
        self._latest_look = Latest()
        self._countries: list[str] = []
        self._told = ""
        self.current: Callable[[], str] = str
        """Gives the id that is to stay current, or nothing."""

        self.views = Views(kit, lambda: office.views, "partners", self)
        self.wanted = EVERYBODY
        self.total = 0
        """Living partners without any filter, as of the last answer."""

    @property
    def filtered(self) -> bool:
        """Whether anything but the order is chosen."""
        return replace(self.wanted, sort=EVERYBODY.sort, descending=EVERYBODY.descending) != EVERYBODY

    @property
    def values(self) -> dict[str, tuple[object, ...]]:
        """What is chosen, by field."""
        chosen = {name: getattr(self.wanted, name) for name in FIELDS}
        return {name: (value,) if value else () for name, value in chosen.items()}

    def content(self) -> dict[str, Any]:
        """What a view would save now."""
        return plain_partner_filter(self.wanted)

    def take_view(self, content: Mapping[str, Any]) -> None:
        """List what a saved view asks for, in its order."""
        wanted = partner_filter(content)
        self.choose(**{name: getattr(wanted, name) for name in (*FIELDS, "query", "sort", "descending")})

    def today(self) -> date:
        """The present day at the office."""
        return self._office.partners.today()

    def rows(self, ids: Sequence[str]) -> list[PartnerRow]:
        """Rows for the table; called off the UI thread. An id that is gone shows as nothing."""
        return self._office.partners.rows(ids)

    def reload(self) -> None:
        """Ask for everything again: something has changed."""
        self._ask()
        self._kit.jobs.read(
            lambda _progress: (self._office.partners.count(), self._office.partners.countries()),
            lambda found: self._measure(*found),
            owner=self,
        )

    def choose(self, **changes: Any) -> None:
        """List what this filter lets through, too."""
        wanted = replace(self.wanted, **changes)
        if wanted != self.wanted:
            self.wanted = wanted
            self.filter_changed.emit()
            self._ask()

    def search(self, text: str) -> None:
        """List what matches these words, whatever their marks."""
        self.choose(query=text)

    def sort(self, key: str, descending: bool) -> None:
        """List in this order."""
        self.choose(sort=key, descending=descending)

    def clear_filter(self) -> None:
        """List everybody again, in the same order."""
        self.choose(**{name: getattr(EVERYBODY, name) for name in ("query", *FIELDS)})

    def look(self, partner_id: str) -> None:
        """Ask what is told of the partner of the current line, unless it came with the list."""
        if partner_id and partner_id == self._told:
            return
        self._told = ""
        number = self._latest_look.ask()
        if not partner_id:
            self.looked.emit(None)
            return

        def show(story: PartnerStory | None) -> None:
            if self._latest_look.is_current(number):
                self.looked.emit(story)

        self._kit.jobs.read(
            lambda _progress: self._office.partners.story(partner_id), show, lambda _error: show(None), owner=self
        )

    def delete(self, ids: Sequence[str], then: Callable[[ChangeSet], object]) -> None:
        """Move partners to the trash."""

        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then(changes)

        self._kit.jobs.write(lambda _progress: self._office.partners.delete(ids), done, owner=self)

    def _ask(self) -> None:
        number, wanted, current = self._latest.ask(), self.wanted, self.current()

        def show(found: PartnerLook) -> None:
            if self._latest.is_current(number):
                self._latest_look.ask()
                self._told = found.story.partner.id if found.story is not None else ""
                self.listed.emit(found)
                self.looked.emit(found.story)

        self._kit.jobs.read(lambda _progress: self._office.partners.look(wanted, current, PAGE), show, owner=self)

    def _measure(self, total: int, countries: list[str]) -> None:
        self.total = total
        if countries != self._countries:
            self._countries = countries
            self.countries_known.emit(countries)
