"""What headquarters has issued, for use here: its programme, its library, its newest edition of the catalogue.

Taking in is a fact; what the office then makes of it (items of its own programme, other codes of its events) is its own
doing, and can be undone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.central import CentralItem, IssuedItem
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.edition import CodeMapping
from cultdip_desktop.domain.event import Event, GoalTag
from cultdip_desktop.domain.issuing import IssueState
from cultdip_desktop.domain.plan_words import ItemSource
from cultdip_desktop.domain.programme import Programme, ProgrammeItem
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.programme import title_of
from cultdip_desktop.store.query import retag
from cultdip_desktop.store.repo import catalogue_edition as edition_rows
from cultdip_desktop.store.repo import central as central_rows
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import programme as programme_rows
from cultdip_desktop.store.repo import report as report_rows
from cultdip_desktop.store.store import Reader

_STEPS: Final = 20
"""Editions that a code is followed through at most."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An item of headquarters' programme, and whether one of the office's own is derived from it."""

    item: IssuedItem
    derived: bool


@dataclass(frozen=True, slots=True)
class OldCodes:
    """Events whose tags the current edition no longer has, and what they would become."""

    edition: str
    """The current one."""

    events: tuple[str, ...]
    """Ids of those that the mapping knows a successor for."""

    codes: Mapping[str, tuple[str, ...]]
    """Old code to its successors."""

    unmapped: int
    """Events with a code that headquarters dropped without a successor."""


class IssuedService:
    """The use cases of Goals › From headquarters' programme and of Packages › Directives beside directives."""

    def __init__(self, desk: Desk, catalogue: CatalogueService) -> None:
        self._desk = desk
        self._catalogue = catalogue

    def years(self) -> tuple[int, ...]:
        """Years for which headquarters has issued a programme, the newest first."""
        with self._desk.store.read() as tx:
            return central_rows.programme_years(tx)

    def programme(self, year: int) -> tuple[Offer, ...]:
        """Headquarters' items of a year in their order."""
        with self._desk.store.read() as tx:
            derived = {item.source_ref for item in programme_rows.items(tx, year) if _is_derived(item)}
            return tuple(Offer(item, item.id in derived) for item in central_rows.programme(tx, year))

    def derive(self, year: int, item_ids: Collection[str]) -> ChangeSet:
        """Make items of the office's own programme from these; what is derived already is passed over.

        Raises:
            UserError: `programme.nothing_to_derive`, `office.not_a_mission`.
        """
        require_mission(self._desk)
        wanted = [offer.item for offer in self.programme(year) if offer.item.id in item_ids and not offer.derived]
        if not wanted:
            raise UserError("programme.nothing_to_derive", year=year)
        with self._desk.store.write("programme.derive", actor=self._desk.actor, year=year, n=len(wanted)) as tx:
            if programme_rows.of_year(tx, year) is None:
                programme_rows.save(tx, Programme(year=year, title=title_of(year)))
            position = len(programme_rows.items(tx, year))
            for place, item in enumerate(wanted, start=position):
                programme_rows.save_item(tx, self._own(item, place))
        return tx.change_set

    def library(self) -> tuple[CentralItem, ...]:
        """Messages, stories, products and templates that may be used today, the newest first."""
        today = self._today()
        with self._desk.store.read() as tx:
            return tuple(item for item in central_rows.items(tx) if item.until is None or item.until >= today)

    def old_codes(self) -> OldCodes:
        """Events with codes of an earlier edition; those of signed periods stay as they were signed."""
        with self._desk.store.read() as tx:
            return self._old_codes(tx)

    def retag(self) -> ChangeSet:
        """Give these events the codes of the current edition, each with its reason, in one action.

        Raises:
            UserError: `catalogue.nothing_to_map`, `office.not_a_mission`.
        """
        require_mission(self._desk)
        with self._desk.store.read() as tx:
            found = self._old_codes(tx)
        if not found.events:
            raise UserError("catalogue.nothing_to_map")
        with self._desk.store.write("event.retag", actor=self._desk.actor, n=len(found.events)) as tx:
            for event in event_rows.get_many(tx, found.events):
                event_rows.update(tx, replace(event, goals=_mapped(event.goals, found)))
        return tx.change_set

    def come_into_force(self) -> ChangeSet:
        """Let a received edition whose day has come be the current one; nothing happens otherwise."""
        today = self._today()
        with self._desk.store.read() as tx:
            heads = edition_rows.heads(tx)
        current = next((one for one in heads if one.current), None)
        due = [
            one
            for one in heads
            if one.state is IssueState.RECEIVED and one.issued_on is not None and one.issued_on <= today
        ]
        newest = max(due, key=lambda one: (one.issued_on or date.min, one.edition), default=None)
        if newest is None or newest.current or (current and current.issued_on and current.issued_on > newest.issued_on):  # type: ignore[operator]
            return ChangeSet("", "receive.edition")
        with self._desk.store.write("receive.edition", actor=self._desk.actor, edition=newest.edition) as tx:
            edition_rows.make_current(tx, newest.edition)
        self._catalogue.forget()
        return tx.change_set

    def _old_codes(self, tx: Reader) -> OldCodes:
        edition = self._catalogue.current().edition
        tagged = retag.with_vanished_codes(tx, self._desk.office.id)
        if not tagged:
            return OldCodes(edition, (), {}, 0)
        known = {node.code for node in self._catalogue.current().nodes if node.taggable}
        by_code: dict[str, list[CodeMapping]] = {}
        for mapping in edition_rows.mappings(tx):
            by_code.setdefault(mapping.from_code, []).append(mapping)
        wanted = {code for codes in tagged.values() for code in codes}
        codes = {code: successors for code in sorted(wanted) if (successors := _successors(code, by_code, known))}
        sealed = [report.period.window for report in report_rows.all(tx) if report.locked]
        events, unmapped = [], 0
        for event in event_rows.get_many(tx, tagged):
            if any(event.day in window for window in sealed if event.day is not None):
                continue
            if any(code in codes for code in tagged[event.id]):
                events.append(event)
            else:
                unmapped += 1
        return OldCodes(edition, tuple(event.id for event in sorted(events, key=_by_day)), codes, unmapped)

    def _own(self, item: IssuedItem, position: int) -> ProgrammeItem:
        return ProgrammeItem(
            id=self._desk.ids.new(),
            year=item.year,
            title=item.title,
            code=item.code if self._catalogue.current().is_goal(item.code) else "",
            edition=item.edition or self._catalogue.current().edition,
            quarter=item.quarter,
            person=self._desk.actor,
            target=item.target,
            unit=item.unit,
            source=ItemSource.HEADQUARTERS,
            source_ref=item.id,
            position=position,
        )

    def _today(self) -> date:
        return self._desk.clock.now().astimezone(ZoneInfo(self._desk.office.zone)).date()


def _is_derived(item: ProgrammeItem) -> bool:
    return item.source is ItemSource.HEADQUARTERS and bool(item.source_ref)


def _successors(code: str, by_code: Mapping[str, Sequence[CodeMapping]], known: Collection[str]) -> tuple[str, ...]:
    """What a code is called in the current edition, through every edition between."""
    found: list[str] = []
    waiting, seen = [code], {code}
    for _step in range(_STEPS):
        following: list[str] = []
        for mapping in (one for each in waiting for one in by_code.get(each, ())):
            if mapping.to_code in known:
                found.append(mapping.to_code)
            elif mapping.to_code and mapping.to_code not in seen:
                seen.add(mapping.to_code)
                following.append(mapping.to_code)
        waiting = following
    return tuple(dict.fromkeys(found))


def _mapped(goals: Iterable[GoalTag], found: OldCodes) -> tuple[GoalTag, ...]:
    """Each old code gives way to its successors with its reason; the primary one stays one."""
    made: dict[str, GoalTag] = {}
    for tag in goals:
        successors = found.codes.get(tag.code)
        for place, code in enumerate(successors or (tag.code,)):
            edition = found.edition if successors else tag.edition
            fresh = replace(tag, code=code, edition=edition, primary=tag.primary and place == 0)
            before = made.get(code)
            made[code] = replace(before, primary=before.primary or fresh.primary) if before else fresh
    return tuple(made.values())


def _by_day(event: Event) -> tuple[date, str]:
    return event.day or date.max, event.id
