from __future__ import annotations

import pytest
import sqlalchemy as sa

from cultdip_desktop.store.bulk import insert_many
from cultdip_desktop.store.schema import change_row, partner_alias, setting, thumbnail
from cultdip_desktop.store.store import Store


def _settings(*names: str) -> list[dict[str, object]]:
    return [{"name": name, "value": f'"Rước đèn {name}"'} for name in names]


def test_many_rows_are_there_in_order_and_in_the_change_log(store: Store) -> None:
    with store.write("event.edit") as tx:
        insert_many(tx.connection, setting, _settings("a", "b", "c"))
    with store.read() as tx:
        found = tx.connection.execute(sa.select(setting).order_by(setting.c.name)).mappings().all()
        logged = tx.connection.execute(sa.select(change_row.c.row_id).order_by(change_row.c.seq)).scalars().all()
    assert [dict(row) for row in found] == _settings("a", "b", "c")
    assert logged == ["a", "b", "c"]


def test_no_rows_are_no_statement(store: Store) -> None:
    with store.write("event.edit") as tx:
        insert_many(tx.connection, partner_alias, [])
    assert not tx.change_set


def test_bytes_go_in_as_they_are(store: Store) -> None:
    picture = {"sha256": "0" * 64, "size_name": "small", "bytes": bytes(range(256))}
    with store.write("event.edit") as tx:
        insert_many(tx.connection, thumbnail, [picture])
    with store.read() as tx:
        assert tx.connection.execute(sa.select(thumbnail.c.bytes)).scalar_one() == picture["bytes"]


def test_a_row_that_lacks_a_column_of_the_first_is_refused(store: Store) -> None:
    with pytest.raises(KeyError), store.write("event.edit") as tx:
        insert_many(tx.connection, setting, [*_settings("a"), {"name": "b"}])
