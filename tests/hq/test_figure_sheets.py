"""Sums that headquarters keeps: whatever comes and goes, they say what the one rule of counting says."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import Cancelled
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.event import Attendance, Event, EventKind, EventState, GoalTag, PressItem, Results
from cultdip_desktop.domain.figures import Dimension, Figures, count
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.overview import Selection
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.hq import figures as figures_module
from cultdip_desktop.hq.behind import BehindService
from cultdip_desktop.hq.figures import FiguresService
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.query import figure_sheets as sheet_query
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.store import Store
from tests.store.factory import KEY, NOON, SALT

OFFICES = ("CZ-EMB", "FR-EMB", "JP-EMB", "EG-EMB")
REGIONS = {"CZ-EMB": "europe", "FR-EMB": "europe", "JP-EMB": "northeast_asia", "EG-EMB": "middle_east_africa"}
WINDOWS = (
    Period.parse("2026-Q3").window,
    Period.parse("2026").window,
    Window(date(2026, 3, 7), date(2026, 8, 20)),
    Window(date(2025, 12, 15), date(2026, 6, 14)),
    Window(date(2026, 8, 3), date(2026, 8, 9)),
    figures_module.EVERYTHING,
)


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sheets") / "office.db"
    clock = FixedClock(NOON)
    Store.create(path, KEY, SALT, clock=clock, ids=SeededIds(7, clock)).close()
    return path


@pytest.fixture
def store(empty: Path, tmp_path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds) -> Iterator[Store]:
    path = Path(shutil.copy(empty, tmp_path / "office.db"))
    opened = Store.open(path, KEY, SALT, clock=fixed_clock, ids=seeded_ids)
    yield opened
    opened.close()


@pytest.fixture
def service(store: Store) -> FiguresService:
    return FiguresService(desk(store))


def desk(store: Store) -> Desk:
    return cast(Desk, SimpleNamespace(store=store, actor=None))


def made(chance: random.Random, ids: SeededIds, office: str) -> Event:
    """Any event: held or not, with whatever an officer may have written."""
    codes = ("M1", "M3", "M5", "G2.2.1", "G2", "G5.1", "N3", "U1")
    goals = [GoalTag(chance.choice(codes), "2021", chance.random() < 0.4) for _ in range(chance.randrange(5))]
    stages = tuple(MoneyStage)
    return Event(
        id=ids.new(),
        office=office,
        title=BiText("Ngày Văn hóa Việt Nam"),
        kind=chance.choice(tuple(EventKind)),
        state=chance.choice((EventState.HELD, EventState.RESULTS_IN, EventState.HELD, EventState.APPROVED)),
        start=datetime(2025, 11, 1, 22, tzinfo=UTC) + timedelta(hours=chance.randrange(24 * 420)),
        zone=chance.choice(("UTC", "Asia/Tokyo", "America/New_York")),
        goals=tuple(goals),
        products=tuple(dict.fromkeys(chance.choices(("PR.CUI", "PR.MUS", "PR.LAN"), k=chance.randrange(3)))),
        actors=tuple(
            Actor(f"Hội {at}", chance.choice(("AC.OVN", "AC.HOST", "")), chance.choice(tuple(ActorRole)))
            for at in range(chance.randrange(3))
        ),
        results=Results(
            Attendance(chance.randrange(5_000)) if chance.random() < 0.8 else None,
            press=tuple(PressItem("Báo", language=chance.choice(("vi", "cs", ""))) for _ in range(chance.randrange(3))),
        ),
        money=tuple(
            MoneyLine(
                chance.choice(("RS.BUD", "RS.SOC")),
                chance.choice((*stages, MoneyStage.SPENT)),
                Money.of_minor(chance.randrange(10**6), chance.choice(("CZK", "JPY", "KWD", "VND"))),
                chance.random() < 0.2,
            )
            for _ in range(chance.randrange(4))
        ),
        created_at=NOON,
        updated_at=NOON,
    )


def taken_in(store: Store, office: str, events: list[Event], package: str, label: str = "hq.import") -> None:
    params = {"office": office} if label == "hq.import" else {}
    with store.write(label, **params) as tx:
        event_rows.merge_office(tx, office, events, package)


def plain(figures: Figures) -> dict[str, Any]:
    rows = {
        row.key: (row.events, row.weighted, row.attendance, row.press, dict(row.spent))
        for row in (*figures.rows, figures.total)
    }
    return {key: value for key, value in rows.items() if value[0]}


def expected(events: list[Event], window: Window, dimension: Dimension) -> dict[str, Any]:
    return plain(count(events, window, dimension, lambda office: REGIONS[office]))


@pytest.fixture
def regions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures_module, "regions_of", lambda _missions: lambda office: REGIONS[office])


@pytest.mark.usefixtures("regions")
@pytest.mark.parametrize("seed", range(3))
def test_figures_are_those_of_the_one_rule_whatever_comes_goes_and_changes(
    store: Store, service: FiguresService, seeded_ids: SeededIds, seed: int
) -> None:
    chance = random.Random(seed)
    held: dict[str, list[Event]] = {office: [] for office in OFFICES}
    for number in range(6):
        office = chance.choice(OFFICES)
        kept = [one for one in held[office] if chance.random() < 0.8]
        changed = [replace(one, kind=EventKind.FILM) if chance.random() < 0.2 else one for one in kept]
        held[office] = [*changed, *(made(chance, seeded_ids, office) for _ in range(chance.randrange(12)))]
        taken_in(store, office, held[office], f"gói-{number}", chance.choice(("hq.import", "hq.settle")))
        if chance.random() < 0.7:
            service.refresh()
        events = [one for mine in held.values() for one in mine]
        for window in WINDOWS:
            for dimension in Dimension:
                assert plain(service.figures(window, dimension).figures) == expected(events, window, dimension)
    service.refresh()
    assert not service.stale()


def test_a_row_names_exactly_the_packages_that_brought_its_events(store: Store, seeded_ids: SeededIds) -> None:
    chance = random.Random(5)
    first = [replace(made(chance, seeded_ids, "CZ-EMB"), state=EventState.HELD, kind=EventKind.FILM) for _ in range(2)]
    taken_in(store, "CZ-EMB", first, "gói-1")
    later = replace(made(chance, seeded_ids, "CZ-EMB"), state=EventState.HELD, kind=EventKind.TALK)
    taken_in(store, "CZ-EMB", [*first, later], "gói-2")
    service = FiguresService(desk(store))
    for _ in range(2):
        rows = {row.key: row.packages for row in service.figures(dimension=Dimension.KIND).figures.rows}
        assert rows == {"film": ("gói-1",), "talk": ("gói-2",)}
        service.refresh()


def test_only_offices_with_something_new_are_counted_again(
    store: Store, service: FiguresService, seeded_ids: SeededIds
) -> None:
    chance = random.Random(1)
    for office in OFFICES[:3]:
        taken_in(store, office, [made(chance, seeded_ids, office)], "gói-1")
    assert service.refresh() == 3
    assert service.refresh() == 0
    taken_in(store, "JP-EMB", [made(chance, seeded_ids, "JP-EMB")], "gói-2")
    with store.read() as tx:
        assert sheet_query.stale(tx) == frozenset({"JP-EMB"})
    with store.write("office.settings") as tx:
        tx.connection.exec_driver_sql("UPDATE event SET updated_at = created_at WHERE office = 'FR-EMB'")
        tx.connection.exec_driver_sql("UPDATE event SET city = 'Paris' WHERE office = 'FR-EMB'")
    assert service.refresh() == 2


def test_an_event_that_is_gone_for_good_has_everything_counted_again(
    store: Store, service: FiguresService, seeded_ids: SeededIds
) -> None:
    chance = random.Random(2)
    events = [replace(made(chance, seeded_ids, "CZ-EMB"), state=EventState.HELD, goals=()) for _ in range(3)]
    taken_in(store, "CZ-EMB", events, "gói-1")
    service.refresh()
    with store.write("trash.purge") as tx:
        for table in ("search_doc", "event_code", "event_actor", "event_money", "event_press"):
            tx.connection.exec_driver_sql(f"DELETE FROM {table} WHERE event_id = '{events[0].id}'")  # noqa: S608
        tx.connection.exec_driver_sql(f"DELETE FROM event WHERE id = '{events[0].id}'")  # noqa: S608
    assert service.stale()
    assert service.figures(dimension=Dimension.KIND).figures.total.events == 2
    service.refresh()
    assert service.figures(dimension=Dimension.KIND).figures.total.events == 2


def test_a_refresh_that_is_stopped_changes_no_figure(
    store: Store, service: FiguresService, seeded_ids: SeededIds
) -> None:
    chance = random.Random(3)
    for office in OFFICES:
        taken_in(store, office, [made(chance, seeded_ids, office) for _ in range(4)], "gói-1")
    before = plain(service.figures(dimension=Dimension.GOAL).figures)

    class Stop:
        def step(self, done: int, total: int, what: str = "") -> None:
            del total, what
            if done == 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        service.refresh(Stop())
    assert service.stale()
    assert plain(service.figures(dimension=Dimension.GOAL).figures) == before
    assert service.refresh() == len(OFFICES)
    assert plain(service.figures(dimension=Dimension.GOAL).figures) == before


def test_events_counted_elsewhere_are_left_out_of_every_row(
    store: Store, service: FiguresService, seeded_ids: SeededIds, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(4)
    events = [made(chance, seeded_ids, office) for office in OFFICES for _ in range(6)]
    for office in OFFICES:
        taken_in(store, office, [one for one in events if one.office == office], "gói-1")
    service.refresh()
    out = frozenset(one.id for one in events[::5])
    monkeypatch.setattr(figures_module, "left_out", lambda _tx: out)
    rest = [one for one in events if one.id not in out]
    for window in WINDOWS:
        for dimension in (Dimension.GOAL, Dimension.KIND, Dimension.SOURCE, Dimension.MISSION):
            assert plain(service.figures(window, dimension).figures) == expected(rest, window, dimension)


@pytest.mark.parametrize("refreshed", [True, False])
def test_behind_a_number_lie_exactly_its_events_the_latest_first(
    store: Store, service: FiguresService, seeded_ids: SeededIds, *, refreshed: bool
) -> None:
    chance = random.Random(6)
    events = [made(chance, seeded_ids, office) for office in OFFICES for _ in range(40)]
    for office in OFFICES:
        taken_in(store, office, [one for one in events if one.office == office], f"gói-{office}")
    if refreshed:
        service.refresh()
    behind = BehindService(desk(store))
    for window in WINDOWS:
        for dimension in Dimension:
            if dimension in (Dimension.REGION, Dimension.MONTH):
                continue
            for row in count(events, window, dimension).rows:
                selection = Selection(window, None, dimension, "" if dimension is Dimension.TOTAL else row.key)
                assert behind.number(selection) == row.events
                pages = [behind.page(selection, offset, 7) for offset in range(0, row.events + 7, 7)]
                found = [one for page in pages for one in page]
                assert sorted(one.id for one in found) == sorted(row.event_ids)
                assert [one.day for one in found] == sorted((one.day for one in found), reverse=True)
                assert set(behind.ids(selection)) == set(row.event_ids)
                assert {one.package for one in found} <= {f"gói-{office}" for office in OFFICES}


def test_behind_a_cell_of_a_region_lie_the_events_of_its_offices_only(
    store: Store, service: FiguresService, seeded_ids: SeededIds
) -> None:
    chance = random.Random(8)
    events = [made(chance, seeded_ids, office) for office in OFFICES for _ in range(20)]
    for office in OFFICES:
        taken_in(store, office, [one for one in events if one.office == office], "gói-1")
    service.refresh()
    window, europe = WINDOWS[1], ("CZ-EMB", "FR-EMB")
    mine = [one for one in events if one.office in europe]
    row = next(row for row in count(mine, window, Dimension.GROUP).rows if row.key == "M3")
    found = BehindService(desk(store)).page(Selection(window, europe, Dimension.GROUP, "M3"))
    assert sorted(one.id for one in found) == sorted(row.event_ids)


def test_a_store_for_reading_only_is_counted_from_its_events(
    store: Store, seeded_ids: SeededIds, fixed_clock: FixedClock
) -> None:
    chance = random.Random(9)
    events = [made(chance, seeded_ids, "CZ-EMB") for _ in range(5)]
    taken_in(store, "CZ-EMB", events, "gói-1")
    path = store.path
    open_again: Callable[[], Store] = lambda: Store.open(  # noqa: E731 - one call, named
        path, KEY, SALT, clock=fixed_clock, ids=seeded_ids, read_only=True
    )
    reading = open_again()
    try:
        service = FiguresService(desk(reading))
        assert service.refresh() == 0
        assert plain(service.figures(WINDOWS[1], Dimension.KIND).figures) == expected(
            events, WINDOWS[1], Dimension.KIND
        )
    finally:
        reading.close()
