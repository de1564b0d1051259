"""The annual action programme: plan against done, approved versions, and what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import programme as rules
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.period import PeriodRule
from cultdip_desktop.domain.plan_words import ItemSource
from cultdip_desktop.domain.programme import (
    Baseline,
    ItemChange,
    LinkedEvent,
    Programme,
    ProgrammeItem,
    ProgrammeView,
)
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.undo import STEP
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.store.query import events as event_query
from cultdip_desktop.store.query import programme as query
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.repo import programme as rows
from cultdip_desktop.store.store import Reader, Writer

_OFFERED: Final = 12
_NAMED: Final = 80


class ProgrammeService:
    """The use cases of the Goals room's programme page."""

    def __init__(self, desk: Desk, catalogue: CatalogueService) -> None:
        self._desk = desk
        self._catalogue = catalogue

    def view(self, year: int) -> ProgrammeView:
        """Everything the page shows, in one read transaction; a constant number of statements."""
        with self._desk.store.read() as tx:
            return look(tx, year, self.today())

    def today(self) -> date:
        """The present day at the office."""
        return self._desk.clock.now().astimezone(ZoneInfo(self._desk.office.zone)).date()

    def changes_since(self, baseline: Baseline) -> tuple[ItemChange, ...]:
        """What changed since one of the year's baselines."""
        with self._desk.store.read() as tx:
            return rules.compare(baseline.items, rows.items(tx, baseline.year))

    def add(self, year: int, *, code: str = "", quarter: int = rules.WHOLE_YEAR) -> tuple[ProgrammeItem, ChangeSet]:
        """A new item at the end, to be written; the first one makes the programme."""
        require_mission(self._desk)
        with self._desk.store.write("programme.add", actor=self._desk.actor, year=year) as tx:
            self._begin(tx, year)
            made = ProgrammeItem(
                id=self._desk.ids.new(),
                year=year,
                code=code,
                edition=self._catalogue.current().edition,
                quarter=quarter,
                person=self._desk.actor,
                target=1,
                position=len(rows.items(tx, year)),
            )
            rows.save_item(tx, made)
        return made, tx.change_set

    def save(self, item: ProgrammeItem, *, step: str = "") -> ChangeSet:
        """Autosave one item. Saves in a row with the same `step` are undone together.

        Raises:
            UserError: `programme.item_missing` when it was deleted meanwhile.
        """
        require_mission(self._desk)
        params = {**_named(item.title), **({STEP: step} if step else {})}
        with self._desk.store.write("programme.edit", actor=self._desk.actor, **params) as tx:
            rows.item(tx, item.id)
            rows.save_item(tx, item)
        return tx.change_set

    def delete(self, item_id: str) -> ChangeSet:
        """Take an item out of the programme.

        Raises:
            UserError: `programme.item_missing`.
        """
        require_mission(self._desk)
        with self._desk.store.read() as tx:
            title = rows.item(tx, item_id).title
        with self._desk.store.write("programme.delete", actor=self._desk.actor, **_named(title)) as tx:
            rows.trash_item(tx, item_id)
        return tx.change_set

    def link(self, item_id: str, event_ids: Sequence[str]) -> ChangeSet:
        """Let these events count for an item.

        Raises:
            UserError: `programme.item_missing`.
        """
        require_mission(self._desk)
        with self._desk.store.write("programme.link", actor=self._desk.actor, n=len(event_ids)) as tx:
            rows.item(tx, item_id)
            rows.link(tx, item_id, event_ids)
        return tx.change_set

    def unlink(self, item_id: str, event_id: str) -> ChangeSet:
        """Let an event no longer count for an item."""
        require_mission(self._desk)
        with self._desk.store.write("programme.unlink", actor=self._desk.actor) as tx:
            rows.unlink(tx, item_id, event_id)
        return tx.change_set

    def suggested(self, item: ProgrammeItem) -> tuple[LinkedEvent, ...]:
        """Events with the item's goal on days of its quarter that are not linked to it yet."""
        if not item.code:
            return ()
        with self._desk.store.read() as tx:
            return query.suggested(tx, item, rules.window_of(item, _rule(tx)))

    def find_events(self, text: str, item: ProgrammeItem) -> tuple[LinkedEvent, ...]:
        """Events of the item's year that match what is typed, for the link picker."""
        window = rules.window_of(replace(item, quarter=rules.WHOLE_YEAR), PeriodRule.CALENDAR)
        wanted = EventFilter(query=text, first=window.first, last=window.last)
        with self._desk.store.read() as tx:
            ids = event_query.find_ids(tx, wanted, limit=_OFFERED * 2)
            return query.unlinked(tx, item.id, ids)[:_OFFERED]

    def freeze(self, year: int, reason: str, person: str | None) -> ChangeSet:
        """Keep the programme as it is now, with who approved it and what this version is.

        Raises:
            UserError: `programme.nothing_to_freeze`, `programme.reason_missing`, `person.not_found`.
        """
        require_mission(self._desk)
        if not reason.strip():
            raise UserError("programme.reason_missing")
        with self._desk.store.write("programme.freeze", actor=self._desk.actor, year=year) as tx:
            items, programme = rows.items(tx, year), rows.of_year(tx, year)
            if not items or programme is None:
                raise UserError("programme.nothing_to_freeze")
            if person is not None:
                person_rows.get(tx, person)
            rows.freeze(
                tx,
                Baseline(
                    id=self._desk.ids.new(),
                    year=year,
                    frozen_at=tx.now,
                    person=person,
                    reason=reason.strip(),
                    title=programme.title,
                    items=items,
                ),
            )
        return tx.change_set

    def copy(self, source: int, year: int) -> ChangeSet:
        """Begin the programme of `year` with the items of `source`: own items, nothing done yet, no events.

        Raises:
            UserError: `programme.nothing_to_copy`, `programme.exists` when `year` has items already.
        """
        require_mission(self._desk)
        edition = self._catalogue.current().edition
        with self._desk.store.write("programme.copy", actor=self._desk.actor, year=year) as tx:
            before = rows.items(tx, source)
            if not before:
                raise UserError("programme.nothing_to_copy", year=source)
            if rows.items(tx, year):
                raise UserError("programme.exists", year=year)
            self._begin(tx, year)
            for item in before:
                fresh = replace(
                    item,
                    id=self._desk.ids.new(),
                    year=year,
                    edition=edition,
                    source=ItemSource.OWN,
                    source_ref="",
                )
                rows.save_item(tx, fresh)
        return tx.change_set

    def _begin(self, tx: Writer, year: int) -> None:
        if rows.of_year(tx, year) is None:
            rows.save(tx, Programme(year=year, title=title_of(year)))


def look(tx: Reader, year: int, today: date) -> ProgrammeView:
    """The programme of a year as it stands on `today`. Six statements, whatever it holds."""
    rule = _rule(tx)
    items, links = rows.items(tx, year), rows.links(tx, year)
    baselines = rows.baselines(tx, year)
    return ProgrammeView(
        year=year,
        programme=rows.of_year(tx, year),
        items=rules.in_order(rules.view_of(item, links.get(item.id, ()), today, rule) for item in items),
        baselines=baselines,
        changes=rules.compare(baselines[0].items, items) if baselines else (),
        people=person_rows.all(tx),
        years=rows.years(tx),
        today=today,
        rule=rule,
    )


def title_of(year: int) -> BiText:
    """How a programme is called until somebody says otherwise."""
    return BiText(
        f"Chương trình hành động ngoại giao văn hóa năm {year}", f"Cultural diplomacy action programme {year}"
    )


def _named(title: BiText) -> dict[str, str]:
    texts = {"title": title.vi, "title_en": title.en}
    return {name: text[:_NAMED] for name, text in texts.items() if text}


def _rule(tx: Reader) -> PeriodRule:
    return PeriodRule(str(office_rows.get_setting(tx, "period_rule", PeriodRule.CALENDAR.value)))
