"""Consolidated figures over all missions, each with the signed packages behind it (R27, R29).

Figures are read off sheets (`domain.figure_sheet`) that stand for the events of an office until its next package; what
no sheet stands for is counted from the events in the same look, so an answer is never older than the store.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.figure_sheet import half_of, parted
from cultdip_desktop.domain.figures import Counted, Dimension, FigureRow, Figures, Tally, shares
from cultdip_desktop.domain.issuing import IssueState
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.domain.period import Window
from cultdip_desktop.hq.editions import translator
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.query import figure_sheets as sheet_query
from cultdip_desktop.store.query import joint as joint_query
from cultdip_desktop.store.repo import catalogue_edition as edition_rows
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import figure_sheets as sheet_rows
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.store.store import Reader

EVERYTHING: Final = Window(date(1900, 1, 1), date(2200, 12, 31))
"""The window when nobody names one."""

_SEVERAL: Final = 2
_K = TypeVar("_K")


@dataclass(frozen=True, slots=True)
class FiguresView:
    """Figures, where they come from, and how much is still missing."""

    figures: Figures
    packages: Mapping[str, tuple[ReceivedPackage, ...]]
    """For each row's key, the packages that brought its events, oldest first."""

    missions: Mapping[str, Mission]
    """The list of missions by id, for names."""

    reporting: int
    """Missions that have sent at least one accepted package."""

    expected: int
    """Missions on the list."""


class Look:
    """Figures of one moment: sheets where they stand, events where they do not."""

    def __init__(self, tx: Reader, left_out: Collection[str] = (), *, packages: bool = False) -> None:
        """`packages`: rows name the packages behind them; most questions need not gather them."""
        self.tx: Final = tx
        self._packages: Final = packages
        self._stale: Final = sheet_query.stale(tx)
        self._left_out: Final = frozenset(left_out)
        self._codes: Final = codes_of_today(tx)
        self._counted: dict[Window, list[tuple[Counted, int]]] = {}

    def tallies(
        self,
        window: Window,
        dimension: Dimension,
        key: Callable[[str, str, str], _K],
        offices: Iterable[str] | None = None,
        name: str = "",
    ) -> dict[_K, Tally]:
        """Rows of a dimension that has sheets, gathered under what `key` says of half month, office and row.

        A row of which `key` says None is passed over; with a `name` only the row of this name is looked at.
        """
        wanted = None if offices is None else frozenset(offices)
        found: dict[_K, Tally] = {}
        whole, _edges = parted(window)
        if whole is not None and self._stale is not None:
            said = f"[{json.dumps(name, ensure_ascii=False)}," if name else ""
            for half, office, content in sheet_query.kept(self.tx, dimension, whole, wanted):
                if office not in self._stale and said in content:
                    _fold(found, content, half, office, key, packages=self._packages)
        for event, sign in self._events(window):
            if wanted is not None and event.office not in wanted:
                continue
            for row, share in shares(event, dimension).items():
                place = key(half_of(event.day), event.office, row)
                if place is not None:
                    (found.get(place) or found.setdefault(place, Tally())).add(event, share, sign)
        if not self._packages:
            for tally in found.values():
                tally.packages.clear()
        return {place: tally for place, tally in found.items() if tally.events}

    def rows(
        self,
        window: Window,
        dimension: Dimension,
        region_of: Callable[[str], str],
        offices: Iterable[str] | None = None,
    ) -> dict[str, Tally]:
        """Rows of any dimension by key."""
        base, key = reading(dimension, region_of)
        return {place: tally for place, tally in self.tallies(window, base, key, offices).items() if place is not None}

    def _events(self, window: Window) -> list[tuple[Counted, int]]:
        """What no sheet stands for, counted in (1), and what is to be left out (-1)."""
        known = self._counted.get(window)
        if known is None:
            known = self._counted[window] = [*((event, 1) for event in self._loose(window)), *self._out(window)]
        return known

    def _loose(self, window: Window) -> Iterable[Counted]:
        whole, edges = parted(window)
        if self._stale is None:
            yield from sheet_query.counted(self.tx, window, codes=self._codes)
            return
        for edge in edges:
            yield from sheet_query.counted(self.tx, edge, codes=self._codes)
        if whole is not None and self._stale:
            yield from sheet_query.counted(self.tx, whole, self._stale, codes=self._codes)

    def _out(self, window: Window) -> Iterable[tuple[Counted, int]]:
        if self._left_out:
            for event in sheet_query.counted(self.tx, window, event_ids=sorted(self._left_out), codes=self._codes):
                yield event, -1


class FiguresService:
    """The use cases of the tables of figures and of `cultdip hq figures`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def refresh(self, progress: Progress | None = None) -> int:
        """Bring the sheets up to date, office by office; how many offices were counted.

        Whoever cancels keeps what is done; the rest is counted from events until the next time.

        Raises:
            UserError: `store.busy`, `file.no_space`, …
            Cancelled: through `progress`.
        """
        store, progress = self._desk.store, progress or NoProgress()
        if store.read_only:
            return 0
        with store.read() as tx:
            stale, position = sheet_query.stale(tx), sheet_query.position(tx)
            offices = sheet_query.offices(tx) if stale is None else sorted(stale)
        if stale is not None and not stale:
            return 0
        for at, office in enumerate(offices):
            progress.step(at, len(offices), office)
            with store.write("figures.sum") as tx:
                sheet_rows.make(tx, office, codes_of_today(tx))
        with store.write("figures.sum") as tx:
            if stale is None:
                sheet_rows.drop_others(tx, offices)
            sheet_rows.mark(tx, position)
        progress.step(len(offices), len(offices))
        return len(offices)

    def stale(self, few: int = 0) -> bool:
        """Whether more than `few` offices have to be counted anew."""
        with self._desk.store.read() as tx:
            found = sheet_query.stale(tx)
            return len(sheet_query.offices(tx) if found is None else found) > few

    def figures(
        self,
        window: Window = EVERYTHING,
        dimension: Dimension = Dimension.GOAL,
        offices: Iterable[str] | None = None,
    ) -> FiguresView:
        """Count what accepted packages say was held in `window`, of all offices or of some."""
        wanted = None if offices is None else frozenset(offices)
        with self._desk.store.read() as tx:
            look = Look(tx, left_out(tx), packages=True)
            missions = {mission.id: mission for mission in mission_rows.all(tx)}
            region_of = regions_of(missions)
            tallies = look.rows(window, dimension, region_of, wanted)
            total = look.rows(window, Dimension.TOTAL, region_of, wanted)
            received = {row.id: row for row in sorted(inbox_rows.all(tx), key=_in_order)}
        rows = tuple(tally.row(key) for key, tally in sorted(tallies.items()))
        whole = total.get(Dimension.TOTAL.value, Tally()).row("total")
        figures = Figures(window, dimension, rows, whole)
        places = {row_id: at for at, row_id in enumerate(received)}
        packages = {row.key: _packages_of(row, received, places) for row in (*rows, whole)}
        reporting = {row.office for row in received.values() if row.outcome is InboxOutcome.IMPORTED}
        return FiguresView(figures, packages, missions, len(reporting), len(missions))

    def events(self, event_ids: tuple[str, ...]) -> list[Event]:
        """These events, whole."""
        with self._desk.store.read() as tx:
            return event_rows.get_many(tx, list(event_ids))


def left_out(tx: Reader) -> frozenset[str]:
    """Events that several missions held together count under the leading one: the others of each link."""
    return frozenset(joint_query.counted_under(tx))


def codes_of_today(tx: Reader) -> sheet_query.Codes | None:
    """How codes of older editions of the catalogue are called today; None while there is only one edition.

    A tag of an edition that headquarters does not know keeps its code.
    """
    known = {head.edition for head in edition_rows.heads(tx) if head.state is not IssueState.DRAFT}
    if len(known) < _SEVERAL:
        return None
    today = translator(tx)

    @functools.cache
    def codes(code: str, edition: str) -> tuple[str, ...]:
        return today.codes(code, edition) if edition in known else (code,)

    return codes


def _packages_of(
    row: FigureRow, received: Mapping[str, ReceivedPackage], places: Mapping[str, int]
) -> tuple[ReceivedPackage, ...]:
    """The packages behind a row, by office and number."""
    known = sorted(places[row_id] for row_id in row.packages if row_id in places)
    rows = list(received.values()) if known else []
    return tuple(rows[at] for at in known)


def _in_order(row: ReceivedPackage) -> tuple[str, int, int]:
    return row.office, row.epoch, row.seq


def regions_of(missions: Mapping[str, Mission]) -> Callable[[str], str]:
    """The region of an office; empty for one that is on no list."""
    return lambda office: missions[office].region if office in missions else ""


def reading(
    dimension: Dimension, region_of: Callable[[str], str]
) -> tuple[Dimension, Callable[[str, str, str], str | None]]:
    """The sheets that a dimension is read off, and the row's key by half month, office and name."""
    if dimension is Dimension.MISSION:
        return Dimension.TOTAL, lambda _half, office, _key: office
    if dimension is Dimension.REGION:
        return Dimension.TOTAL, lambda _half, office, _key: region_of(office)
    if dimension is Dimension.MONTH:
        return Dimension.TOTAL, lambda half, _office, _key: half[:7]
    if dimension is Dimension.SOLUTION:
        return Dimension.GROUP, lambda _half, _office, key: key if key.startswith("G") else None
    return dimension, lambda _half, _office, key: key


def _fold(
    found: dict[_K, Tally],
    content: str,
    half: str,
    office: str,
    key: Callable[[str, str, str], _K],
    *,
    packages: bool,
) -> None:
    names, lines = json.loads(content)
    for name, events, halves, attendance, press, spent, places in lines:
        place = key(half, office, name)
        if place is None:
            continue
        tally = found.get(place)
        if tally is None:
            tally = found[place] = Tally()
        tally.events += events
        tally.halves += halves
        tally.attendance += attendance
        tally.press += press
        mine = tally.spent
        for currency, minor in spent.items():
            mine[currency] = mine.get(currency, 0) + minor
        if packages:
            tally.packages.update(map(names.__getitem__, places))
