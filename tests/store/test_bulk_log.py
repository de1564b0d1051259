"""Events by the hundred are logged as the triggers log single ones, and nothing enters without its image."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bench import fleet
from cultdip_desktop.domain.codec import event_from_package
from cultdip_desktop.domain.event import Event
from cultdip_desktop.store import bulk_log
from cultdip_desktop.store.check import check
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.schema import CHILDREN, change_row, event
from cultdip_desktop.store.store import Store


@pytest.fixture(scope="module")
def events() -> tuple[Event, ...]:
    return tuple(event_from_package(row) for row in fleet.sample_rows(60)["event"])


def images(store: Store) -> list[tuple[object, ...]]:
    columns = ("table_name", "row_id", "kind", "entity_id", "owner_id", "before", "after")
    with store.read() as tx:
        wanted = sa.select(*(change_row.c[name] for name in columns)).order_by("table_name", "row_id")
        return [tuple(row) for row in tx.connection.execute(wanted)]


def test_rows_in_bulk_leave_the_images_that_triggers_leave(
    store: Store, events: tuple[Event, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = images(store)
    with store.write("hq.import") as tx:
        event_rows.merge_office(tx, "CZ-EMB", events, "gói-1")
        tables = (event, *CHILDREN)
        counts = [tx.connection.execute(sa.select(sa.func.count()).select_from(one)).scalar_one() for one in tables]
    assert tx.change_set.ids == {one.id for one in events}
    bulk = [row for row in images(store) if row not in before]
    assert len(bulk) == sum(counts)
    assert check(store, deep=True) == []
    with store.write("hq.undo") as tx:
        for table in reversed(CHILDREN):
            tx.connection.execute(table.delete())
        tx.connection.execute(sa.text("DELETE FROM search_doc"))
        tx.connection.execute(sa.text("INSERT INTO search_index (search_index) VALUES ('rebuild')"))
        tx.connection.execute(event.delete())
    monkeypatch.setattr(bulk_log, "_MANY", 1_000_000)
    emptied = images(store)
    with store.write("hq.import") as tx:
        event_rows.merge_office(tx, "CZ-EMB", events, "gói-1")
    single = list(images(store))
    for row in emptied:
        single.remove(row)
    assert [(*row[:-1], row[-1]) for row in single] == bulk
    assert check(store, deep=True) == []


def test_an_import_that_fails_leaves_neither_rows_nor_a_silenced_log(store: Store, events: tuple[Event, ...]) -> None:
    before = images(store)

    def fail() -> None:
        with store.write("hq.import") as tx:
            event_rows.merge_office(tx, "CZ-EMB", events, "gói-1")
            raise RuntimeError("power")

    with pytest.raises(RuntimeError, match="power"):
        fail()
    assert images(store) == before
    with store.write("event.add") as tx:
        event_rows.insert(tx, events[0])
    assert len(images(store)) > len(before)
    assert check(store, deep=True) == []
