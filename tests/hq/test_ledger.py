"""The ledger: one line for everything that was done with a file, bound to the one before, and never touched again."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from cultdip_desktop.domain.ledger import GENESIS, with_hash
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.store import triggers
from cultdip_desktop.store.schema import ledger
from tests.hq import fleet
from tests.hq.fleet import Fleet
from tests.offices import ask


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Fleet:
    return fleet.make(tmp_path_factory.mktemp("fleet"))


@pytest.fixture
def ours(made: Fleet, tmp_path: Path) -> Fleet:
    return fleet.copied(made, tmp_path)


def test_every_file_leaves_a_line_with_what_was_done_and_the_time(ours: Fleet, tmp_path: Path) -> None:
    sender = ours.senders(1)[0]
    files = [tmp_path / f"{number}.cdrp" for number in (1, 2)]
    for file in files:
        sender.write(file)
    broken = tmp_path / "hỏng.cdrp"
    broken.write_bytes(files[0].read_bytes()[:-50])
    with ours.office() as office:
        assert office.inbox is not None
        assert office.ledger is not None
        office.inbox.take_in([files[1], broken, files[0], files[0]])
        lines = office.ledger.lines()
        told = [(line.position, line.outcome, line.code, line.seq) for line in lines]
        assert told == [
            (1, InboxOutcome.HELD, "chain.gap", 2),
            (2, InboxOutcome.REFUSED, lines[1].code, 0),
            (3, InboxOutcome.IMPORTED, "", 1),
            (4, InboxOutcome.IMPORTED, "", 2),
        ]
        assert lines[0].received_id == lines[3].received_id
        assert [line.prev_hash for line in lines] == [GENESIS, *(line.hash for line in lines[:-1])]
        assert office.ledger.head() == (4, lines[-1].hash)
        assert office.ledger.verify() == ()
        assert all(len(line.lists_sha256) == 64 for line in lines)
        assert all(line.time_stamp for line in lines)
        assert office.check(deep=True) == []
    answer = ask(ours.home, "hq", "ledger", "--verify")
    assert (answer["position"], answer["findings"]) == (4, [])


@pytest.mark.parametrize("statement", ["UPDATE ledger SET code = 'x'", "DELETE FROM ledger"])
def test_the_store_itself_refuses_to_change_a_line(ours: Fleet, tmp_path: Path, statement: str) -> None:
    file = tmp_path / "1.cdrp"
    ours.senders(1)[0].write(file)
    with ours.office() as office:
        assert office.inbox is not None
        office.inbox.take_in([file])
        with pytest.raises(sa.exc.DBAPIError, match="ledger"), office.desk.store.write("hq.import") as tx:
            tx.connection.exec_driver_sql(statement)


def test_a_ledger_that_was_rewritten_past_the_program_is_named(ours: Fleet, tmp_path: Path) -> None:
    senders = ours.senders(3)
    for number, sender in enumerate(senders):
        sender.write(tmp_path / f"{number}.cdrp")
    with ours.office() as office:
        assert office.inbox is not None
        assert office.ledger is not None
        office.inbox.take_in([tmp_path / f"{number}.cdrp" for number in range(3)])
        second = office.ledger.lines()[1]
        forged = with_hash(replace(second, outcome=InboxOutcome.REFUSED, code="inbox.refused"))
        with office.desk.store.write("hq.import") as tx:
            triggers.remove(tx.connection.exec_driver_sql)
            values = {"outcome": "refused", "code": "inbox.refused", "hash": forged.hash}
            tx.connection.execute(ledger.update().where(ledger.c.position == 2).values(values))
            triggers.install(tx.connection.exec_driver_sql)
        found = office.ledger.verify()
        assert [(one.code, one.position) for one in found] == [("ledger.broken", 3), ("ledger.differs", 2)]
        codes = {finding.code for finding in office.check(deep=True)}
        assert {"ledger.broken", "ledger.differs"} <= codes
    answer = ask(ours.home, "hq", "ledger", "--verify", code=1)
    assert [one["code"] for one in answer["findings"]] == ["ledger.broken", "ledger.differs"]
