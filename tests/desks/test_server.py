"""What only a server can do wrong, and what must be the same there as in a file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.store import check, database, postgres
from cultdip_desktop.store.bulk import insert_many
from cultdip_desktop.store.chain import first_break
from cultdip_desktop.store.database import Database
from cultdip_desktop.store.query.digest import digest
from cultdip_desktop.store.query.events import EventFilter, find_ids
from cultdip_desktop.store.repo import event, media, office, person
from cultdip_desktop.store.schema import change_row, setting
from cultdip_desktop.store.store import Store
from tests.desks.cluster import NAMESPACE, Cluster
from tests.store.factory import KEY, NOON, SALT, added, full_event, photo, titled

Opening = Callable[..., Store]


@pytest.fixture
def in_file(tmp_path: Path, fixed_clock: FixedClock) -> Any:
    """A store in a file whose ids are those of a store on the server."""
    store = Store.create(tmp_path / "file" / "office.db", KEY, SALT, clock=fixed_clock, ids=SeededIds(5, fixed_clock))
    yield store
    store.close()


@pytest.fixture
def on_server(database: Database, tmp_path: Path, fixed_clock: FixedClock) -> Any:
    """The same on the server."""
    store = postgres.join(database, tmp_path / "office.db", clock=fixed_clock, ids=SeededIds(5, fixed_clock))
    yield store
    store.close()


def a_day_of_work(store: Store) -> None:
    """Adds, edits, takes away; text with everything that JSON has to escape."""
    ids = SeededIds(9, FixedClock(NOON))
    made = full_event(ids)
    strange = titled(ids, 'Tết "cổ truyền" \\ rối nước\t/ 🏮 한복 \x7f', venue=made.venue)
    added(store, made, strange)
    with store.write("event.edit", title="Đêm hội “Trung thu”") as tx:
        event.update(tx, replace(made, city="Plzeň", goals=made.goals[:1], products=()))
        media.insert(tx, photo(ids, made.id))
        insert_many(tx.connection, setting, [{"name": "b", "value": '"ấ\\n"'}, {"name": "Á", "value": "1"}])
    with store.write("event.delete") as tx:
        event.trash(tx, strange.id)
        tx.connection.execute(setting.delete().where(setting.c.name == "Á"))


def images(store: Store) -> list[tuple[Any, ...]]:
    """Every row of the change log."""
    with store.read() as tx:
        return [tuple(row) for row in tx.connection.execute(sa.select(change_row).order_by(change_row.c.seq))]


def test_the_same_work_leaves_the_same_history_on_either_engine(in_file: Store, on_server: Store) -> None:
    for store in (in_file, on_server):
        a_day_of_work(store)
    assert [row[1:] for row in images(on_server)] == [row[1:] for row in images(in_file)]
    with in_file.read() as one, on_server.read() as other:
        assert digest(one) == digest(other)


def test_two_offices_in_one_data_base_do_not_mix(
    cluster: Cluster, base: str, tmp_path: Path, fixed_clock: FixedClock
) -> None:
    stores = [
        postgres.create(database.at(cluster.url(base)), tmp_path, clock=fixed_clock, ids=SeededIds(n, fixed_clock))
        for n in (1, 2)
    ]
    added(stores[0], full_event(SeededIds(3, fixed_clock)))
    with stores[0].read() as tx:
        assert len(find_ids(tx, EventFilter())) == 1
    with stores[1].read() as tx:
        assert find_ids(tx, EventFilter()) == []
    assert [check.check(store, deep=True) for store in stores] == [[], []]
    for store in stores:
        store.close()


def test_texts_stand_in_the_order_of_their_bytes_whatever_the_server_thinks_of_vietnamese(store: Store) -> None:
    names = ["Á", "a", "B", "đ", "b", "Z", "ấ", "10", "9"]
    with store.write("setting.change") as tx:
        for name in names:
            office.set_setting(tx, name, 1)
    with store.read() as tx:
        found = list(tx.connection.execute(sa.select(setting.c.name).order_by(setting.c.name)).scalars())
    assert found == sorted(names)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change_row SET after = '{}'",
        "DELETE FROM change_row",
        "TRUNCATE change_row",
        "UPDATE action SET label = 'khác'",
        "TRUNCATE action",
        "INSERT INTO change_row (action_id, table_name, row_id, kind, entity_id, after)"
        " SELECT id, 'setting', 'x', 'office', 'x', '{}' FROM action",
    ],
)
def test_the_log_refuses_to_be_rewritten(store: Store, database: Database, statement: str) -> None:
    with store.write("setting.change") as tx:
        office.set_setting(tx, "language", "vi")
    with behind(database) as connection, pytest.raises(psycopg.errors.RestrictViolation):
        connection.execute(statement.encode())


def test_a_row_written_outside_an_action_is_refused(store: Store, database: Database) -> None:
    with behind(database) as connection, pytest.raises(psycopg.errors.NotNullViolation):
        connection.execute("INSERT INTO setting VALUES ('language', '1')")


@pytest.mark.parametrize(
    "harm",
    [
        "ALTER TABLE event DISABLE TRIGGER log_event_update",
        "DROP TRIGGER log_event_insert ON event",
        "CREATE OR REPLACE FUNCTION log_setting() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "DROP TRIGGER keep_action_delete ON action",
    ],
)
def test_a_switched_off_log_is_noticed_at_opening(
    breakable: Database, tmp_path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds, harm: str
) -> None:
    with behind(breakable) as connection:
        connection.execute(harm.encode())
    with pytest.raises(UserError) as caught:
        postgres.join(breakable, tmp_path, clock=fixed_clock, ids=seeded_ids)
    assert caught.value.code == "store.log_changed"


def test_rows_changed_past_the_log_show_in_a_deep_check(
    store: Store, database: Database, seeded_ids: SeededIds
) -> None:
    made = added(store, full_event(seeded_ids))[0]
    with behind(database, "SET session_replication_role = replica") as connection:
        connection.execute("UPDATE event SET attendance = 99999 WHERE id = %s", (made.id,))
        connection.execute("DELETE FROM search_words")
    found = {one.code: dict(one.params) for one in check.check(store, deep=True)}
    assert found["store.rows_changed"] == {"table": "event", "count": 1}
    assert found["store.search_incomplete"] == {"count": 1}


def test_a_lost_index_is_damage(
    breakable: Database, tmp_path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds
) -> None:
    store = postgres.join(breakable, tmp_path, clock=fixed_clock, ids=seeded_ids)
    with behind(breakable) as connection:
        connection.execute("DROP INDEX ix_event_span")
    assert [one.code for one in check.check(store)] == ["store.damaged"]
    store.close()


def test_another_desk_s_work_is_heard_of(open_store: Opening, seeded_ids: SeededIds) -> None:
    here, there = open_store(), open_store()
    position, nothing = here.changes_since(None)
    assert not nothing
    made = added(there, full_event(seeded_ids))[0]
    later, changes = here.changes_since(position)
    assert later == position + 1
    assert "event" in changes.kinds
    assert made.id in changes.ids
    assert here.changes_since(later) == (later, nothing)


def test_what_was_remembered_is_forgotten_when_another_desk_has_worked(open_store: Opening) -> None:
    here, there = open_store(), open_store()

    def ask() -> int:
        with here.read() as tx:
            return tx.remembered("probe", None, lambda: len(person.all(tx)) + next(asked))

    asked = iter(range(100))
    first = ask()
    assert ask() == first
    with there.write("setting.change") as tx:
        office.set_setting(tx, "language", "vi")
    assert ask() == first + 1


def test_a_snapshot_does_not_see_what_another_desk_writes_meanwhile(open_store: Opening, seeded_ids: SeededIds) -> None:
    here, there = open_store(), open_store()
    with here.read() as tx:
        assert find_ids(tx, EventFilter()) == []
        added(there, full_event(seeded_ids))
        assert find_ids(tx, EventFilter()) == []
    with here.read() as tx:
        assert len(find_ids(tx, EventFilter())) == 1


def test_a_desk_that_waits_too_long_changes_nothing_and_may_try_again(open_store: Opening) -> None:
    here, there = open_store(), open_store()
    assert there._writing is not None
    there._writing.exec_driver_sql("SET lock_timeout = 50")
    there._writing.commit()
    with here.write("setting.change"):
        with pytest.raises(UserError) as caught, there.write("setting.change"):
            pass
        assert caught.value.code == "store.busy"
    with there.write("setting.change") as tx:
        office.set_setting(tx, "language", "en")
    assert tx.change_set


def test_desks_that_write_at_once_make_one_history(database: Database, store: Store) -> None:
    program = f"""
import sys
from pathlib import Path
from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.core.ids import ClockIds
from cultdip_desktop.store import postgres
from cultdip_desktop.store.database import Database
from cultdip_desktop.store.repo import office
clock = SystemClock()
store = postgres.join(Database({database.url!r}, {NAMESPACE!r}), Path("office.db"), clock=clock, ids=ClockIds(clock))
for number in range(20):
    with store.write("setting.change") as tx:
        office.set_setting(tx, "count", office.get_setting(tx, "count", 0) + 1)
store.close()
"""
    desks = [subprocess.Popen([sys.executable, "-c", program], cwd=Path(__file__).parents[2]) for _ in range(4)]
    assert [desk.wait(60) for desk in desks] == [0, 0, 0, 0]
    with store.read() as tx:
        assert office.get_setting(tx, "count") == 80
        assert digest(tx).counts["action"] == 80
        assert first_break(tx.connection) is None


def test_a_server_that_goes_away_is_named_and_work_goes_on_when_it_is_back(
    cluster: Cluster, open_store: Opening
) -> None:
    store = open_store()
    cluster.stop("fast")
    try:
        with pytest.raises(UserError) as reading, store.read() as tx:
            person.all(tx)
        with pytest.raises(UserError) as writing, store.write("setting.change") as tx:
            office.set_setting(tx, "language", "vi")
    finally:
        cluster.start()
    assert (reading.value.code, writing.value.code) == ("database.away", "database.away")
    with store.write("setting.change") as tx:
        office.set_setting(tx, "language", "vi")
    with store.read() as tx:
        assert office.get_setting(tx, "language") == "vi"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"database": "khong_co"}, "database.missing"),
        ({"port": 1}, "database.away"),
        ({"username": "ai_do"}, "database.login_refused"),
    ],
)
def test_what_keeps_a_desk_out_is_named_and_never_with_the_password(
    database: Database,
    tmp_path: Path,
    fixed_clock: FixedClock,
    seeded_ids: SeededIds,
    change: dict[str, Any],
    code: str,
) -> None:
    url = sa.make_url(database.url).set(**change).render_as_string(hide_password=False)
    with pytest.raises(UserError) as caught:
        postgres.join(Database(url, NAMESPACE), tmp_path, clock=fixed_clock, ids=seeded_ids)
    assert caught.value.code == code
    assert "mật-khẩu" not in str(caught.value.params)


def test_a_schema_that_is_gone_was_moved(
    cluster: Cluster, base: str, tmp_path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds
) -> None:
    with pytest.raises(UserError) as caught:
        postgres.join(database.at(cluster.url(base)), tmp_path, clock=fixed_clock, ids=seeded_ids)
    assert caught.value.code == "store.moved"


@pytest.mark.parametrize(("revision", "code"), [("0001", "database.older_version"), ("9999", "store.newer_version")])
def test_a_store_of_another_version_is_refused(
    breakable: Database, tmp_path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds, revision: str, code: str
) -> None:
    with behind(breakable) as connection:
        connection.execute("UPDATE alembic_version SET version_num = %s", (revision,))
    with pytest.raises(UserError) as caught:
        postgres.join(breakable, tmp_path, clock=fixed_clock, ids=seeded_ids)
    assert caught.value.code == code


def behind(where: Database, *first: str) -> psycopg.Connection[Any]:
    """A connection of somebody who is not the program."""
    url = sa.make_url(where.url)
    connection = psycopg.connect(host=url.host, port=url.port, user=url.username, dbname=url.database, autocommit=True)
    for statement in (f"SET search_path = {where.namespace}", *first):
        connection.execute(statement.encode())
    return connection
