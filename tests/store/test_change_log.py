"""The change log: complete, sealed, and telling when somebody reached past it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store import chain, schema, triggers
from cultdip_desktop.store.check import check
from cultdip_desktop.store.engine import Secret, connect
from cultdip_desktop.store.query import digest, history
from cultdip_desktop.store.repo import event, media, office
from cultdip_desktop.store.schema import LOGGED, metadata
from cultdip_desktop.store.store import Store
from tests.store.factory import KEY, SALT, added, full_event, photo, titled

UNLOGGED = {
    "pin_attempts",
    "draft",
    "place",
    "figure_mark",
    "figure_sheet",
    "received_media",
    "received_row",
    "action",
    "change_row",
    "open_action",
    "alembic_version",
    "number_counter",
    "search_doc",
    "thumbnail",
}


@pytest.fixture
def used(store: Store, seeded_ids: SeededIds) -> Store:
    """A store with three actions behind it."""
    stored = added(store, full_event(seeded_ids))[0]
    with store.write("event.edit", actor="người-1", field="title") as tx:
        event.update(tx, replace(stored, title=stored.title.with_vi("Trung thu ở Brno"), goals=stored.goals[:1]))
    with store.write("media.add") as tx:
        media.insert(tx, photo(seeded_ids, stored.id))
    return store


def behind_the_back(path: Path, *sqls: str) -> None:
    """Change the file without our triggers, then put them back as if nothing had happened."""
    connection: Any = connect(path, Secret(KEY, SALT), mode="rw", foreign_keys=False)
    triggers.remove(connection.execute)
    for statement in sqls:
        connection.execute(statement)
    triggers.install(connection.execute)
    connection.close()


def codes(store: Store, *, deep: bool = True) -> list[str]:
    return [finding.code for finding in check(store, deep)]


def test_every_table_is_logged_or_known_not_to_be() -> None:
    assert set(metadata.tables) - set(LOGGED) == UNLOGGED


def test_the_digest_of_the_triggers_is_that_of_the_expected_ones() -> None:
    assert triggers.intact(triggers.expected()), f"triggers._EXPECTED is {triggers.digest(triggers.expected())} now"


def test_every_table_is_named_where_it_is_looked_up() -> None:
    named = {name for names in schema._TABLES.values() for name in names.split()}
    assert {getattr(schema, name).name for name in named - {"CHILDREN", "LIVING"}} == set(metadata.tables)
    assert not set(schema._TABLES) & named, "a module and a table of the same name hide one another"
    assert set(schema.__all__) == named | {"HEAD", "LOGGED", "content_columns", "logged_columns", "metadata"}


def test_a_used_store_is_whole(used: Store) -> None:
    assert codes(used) == []


def test_the_chain_grows_by_one_per_action(used: Store) -> None:
    with used.read() as tx:
        assert history.head(tx).count == 3
        assert chain.first_break(tx.connection) is None


@pytest.mark.parametrize(
    ("tampering", "position"),
    [
        ("UPDATE action SET label = 'event.add' WHERE position = 2", 2),
        ("UPDATE action SET at = '2020-01-01T00:00:00.000Z' WHERE position = 1", 1),
        ("DELETE FROM change_row WHERE seq = (SELECT max(seq) FROM change_row)", 3),
        ("UPDATE change_row SET after = replace(after, 'Praha', 'Paris') WHERE table_name = 'event'", 1),
        ("DELETE FROM action WHERE position = 2", 0),
        (
            "INSERT INTO change_row (action_id, table_name, row_id, kind, entity_id, after) VALUES ('x','y','z','k','e','{}')",
            0,
        ),
    ],
)
def test_a_rewritten_history_shows(
    used: Store, path: Path, open_store: Callable[..., Store], tampering: str, position: int
) -> None:
    used.close()
    behind_the_back(path, tampering)
    reopened = open_store()
    with reopened.read() as tx:
        assert chain.first_break(tx.connection) == position
    assert "store.chain_broken" in codes(reopened)


def test_a_cut_history_shows_in_its_head(used: Store, path: Path, open_store: Callable[..., Store]) -> None:
    with used.read() as tx:
        known = history.head(tx)
    used.close()
    behind_the_back(
        path,
        "DELETE FROM change_row WHERE action_id = (SELECT id FROM action WHERE position = 3)",
        "DELETE FROM action WHERE position = 3",
    )
    with open_store().read() as tx:
        assert chain.first_break(tx.connection) is None
        assert history.head(tx) != known


@pytest.mark.parametrize(
    ("tampering", "count"),
    [
        ("UPDATE event SET attendance = 99999", 1),
        ("DELETE FROM media_item", 1),
        ("INSERT INTO setting VALUES ('period_rule', '\"decree\"')", 1),
    ],
)
def test_rows_changed_past_the_log_show_in_a_deep_check(
    used: Store, path: Path, open_store: Callable[..., Store], tampering: str, count: int
) -> None:
    used.close()
    behind_the_back(path, tampering)
    found = [finding for finding in check(open_store(), deep=True) if finding.code == "store.rows_changed"]
    assert [finding.params["count"] for finding in found] == [count]


def test_a_dangling_reference_and_a_lost_search_entry_show(
    used: Store, path: Path, open_store: Callable[..., Store]
) -> None:
    used.close()
    behind_the_back(path, "UPDATE media_item SET event_id = 'nobody'", "DELETE FROM search_doc")
    assert codes(open_store(), deep=False) == ["store.orphans", "store.search_incomplete"]


def test_a_flipped_bit_shows(used: Store, path: Path, open_store: Callable[..., Store]) -> None:
    used.close()
    data = bytearray(path.read_bytes())
    data[-2000] ^= 4
    path.write_bytes(data)
    assert "store.damaged" in codes(open_store())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change_row SET before = ''",
        "DELETE FROM change_row",
        "UPDATE action SET label = ''",
        "DELETE FROM action",
    ],
)
def test_the_log_refuses_to_be_changed(used: Store, statement: str) -> None:
    with pytest.raises(sa.exc.IntegrityError, match="never"), used.write("event.edit") as tx:
        tx.connection.exec_driver_sql(statement)


def test_a_row_written_outside_an_action_is_refused(used: Store, path: Path) -> None:
    used.close()
    connection = connect(path, Secret(KEY, SALT), mode="rw")
    with pytest.raises(Exception, match="NOT NULL"):
        connection.execute("UPDATE event SET city = 'Brno'")
    connection.close()


def test_the_history_of_an_event_reads_like_a_story(used: Store) -> None:
    with used.read() as tx:
        id_ = tx.connection.exec_driver_sql("SELECT id FROM event").scalar()
        story = history.entries(tx, id_)
    assert [(entry.label, entry.field, entry.old, entry.new) for entry in story[:4]] == [
        ("media.add", "", None, "Rước đèn.jpg"),
        ("event.edit", "title.vi", "Đêm hội Trung thu Praha 2026", "Trung thu ở Brno"),
        ("event.edit", "title.english", "reviewed", "stale"),
        ("event.edit", "goals.G5.1", "G5.1", None),
    ]
    assert story[1].actor == "người-1"
    assert story[1].params == {"field": "title"}
    assert ("event.add", "money.RS.BUD", None, "spent 59450.00 CZK") in [
        (entry.label, entry.field, entry.old, entry.new) for entry in story
    ]


def test_the_history_of_the_office_is_as_long_as_asked(used: Store) -> None:
    with used.read() as tx:
        assert len(history.entries(tx, limit=5)) == 5


def test_equal_content_has_equal_digests_whatever_the_file(
    used: Store, path: Path, open_store: Callable[..., Store]
) -> None:
    with used.read() as tx:
        before = digest.digest(tx)
    used.close()
    connection = connect(path, Secret(KEY, SALT), mode="rw")
    connection.execute("VACUUM")
    connection.close()
    with open_store().read() as tx:
        assert digest.digest(tx) == before
    assert before.counts["events"] == 1
    assert before.counts["action"] == 3


def test_a_reverted_change_has_the_first_content_and_another_history(store: Store, seeded_ids: SeededIds) -> None:
    stored = added(store, titled(seeded_ids, "Phở", state=EventState.IDEA))[0]
    with store.read() as tx:
        before = digest.digest(tx)
    for city in ("Huế", ""):
        with store.write("event.edit") as tx:
            event.update(tx, replace(stored, city=city))
    with store.read() as tx:
        after = digest.digest(tx)
    assert after.content_sha256 == before.content_sha256
    assert after.history_sha256 != before.history_sha256


def test_thumbnails_and_counters_are_no_content(used: Store) -> None:
    with used.read() as tx:
        before = digest.digest(tx)
    with used.write("media.thumbnail") as writer:
        media.save_thumbnail(writer, "ab" * 32, "card", b"jpeg")
    assert not writer.change_set
    with used.read() as tx:
        assert digest.digest(tx) == before
        assert media.thumbnail(tx, "ab" * 32, "card") == b"jpeg"


def test_params_may_hold_vietnamese_in_any_form(store: Store) -> None:
    with store.write("setting.change", name="Đe\u0302m", count=3) as tx:
        office.set_setting(tx, "x", BiText("Đêm").vi)
    with store.read() as reader:
        assert history.entries(reader)[0].params == {"name": "Đêm", "count": 3}
        assert chain.first_break(reader.connection) is None
