"""What headquarters keeps of packages beside their events, and envelopes that only it can open."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.packages import sealed_for
from cultdip_desktop.packages.package import Recipient
from cultdip_desktop.store.repo import received as received_rows
from cultdip_desktop.store.repo import register as register_rows
from tests.hq import fleet
from tests.hq.fleet import Fleet

INITIATIVE = {
    "id": "01990000-0000-7000-8000-0000000000a1",
    "title": {"vi": "Tuần lễ Việt Nam", "en": ""},
    "text": {"vi": "", "en": ""},
    "class": "local",
    "stage": "proposed",
    "person": "Nguyễn Minh Hà",
    "proposed_on": "2026-08-01",
    "due": None,
    "result": {"vi": "", "en": ""},
    "event_id": None,
}


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Fleet:
    return fleet.make(tmp_path_factory.mktemp("fleet"))


@pytest.fixture
def ours(made: Fleet, tmp_path: Path) -> Fleet:
    return fleet.copied(made, tmp_path)


def test_records_are_kept_as_they_came_and_withdrawn_when_they_no_longer_come(ours: Fleet, tmp_path: Path) -> None:
    sender = ours.senders(1)[0]
    partner = {"id": "01990000-0000-7000-8000-0000000000b1", "name": "Viện Goethe", "category": "AC.HOST"}
    whole = sender.contents()
    sender.write(
        tmp_path / "1.cdrp", replace(whole, rows={**whole.rows, "partner": [partner], "initiative": [INITIATIVE]})
    )
    sender.write(tmp_path / "2.cdrp", sender.contents())
    with ours.office() as office:
        assert office.inbox is not None
        (first,) = office.inbox.take_in([tmp_path / "1.cdrp"])
        assert first.received is not None
        with office.desk.store.read() as tx:
            assert received_rows.rows_of(tx, sender.office, "partner") == (partner,)
            report = received_rows.report_of(tx, first.received.id)
            assert report is not None
            assert (report.office, report.period, report.rule, report.state) == (
                sender.office, "2026-Q3", "calendar", "approved",
            )  # fmt: skip
            assert [one.title.vi for one in register_rows.initiatives(tx)] == ["Tuần lễ Việt Nam"]
        before = office.digest().content_sha256
        office.inbox.take_in([tmp_path / "1.cdrp"])
        assert office.digest().content_sha256 == before
        office.inbox.take_in([tmp_path / "2.cdrp"])
        with office.desk.store.read() as tx:
            assert received_rows.rows_of(tx, sender.office, "partner") == ()
            assert register_rows.initiatives(tx) == ()
        assert office.check(deep=True) == []


def test_a_package_in_an_envelope_enters_and_nothing_plain_stays(ours: Fleet, tmp_path: Path) -> None:
    sender = ours.senders(1)[0]
    with ours.office() as office:
        assert office.inbox is not None
        assert office.encryption_keys is not None
        key = office.encryption_keys.ensure()
        bound = Recipient("VN-MFA", sealed_for.recipient_sha256(key.recipient))
        sender.write(tmp_path / "1.cdrp", sender.contents(recipient=bound))
        folder = tmp_path / "thư"
        folder.mkdir()
        sealed_for.seal(tmp_path / "1.cdrp", folder / "1.cdrp.age", (key.recipient,), NoProgress())
        assert office.inbox.preview([folder])[0].outcome is InboxOutcome.IMPORTED
        (taken,) = office.inbox.take_in([folder])
        assert (taken.outcome, taken.file.name) == (InboxOutcome.IMPORTED, "1.cdrp.age")
        assert taken.received is not None
        assert taken.received.encrypted
        assert taken.notices == ()
        assert list(office.paths.staging.iterdir()) == []
        sender.write(tmp_path / "2.cdrp", sender.contents(recipient=bound))
        (clear,) = office.inbox.take_in([tmp_path / "2.cdrp"])
        assert [notice.code for notice in clear.notices] == ["encryption.came_plain"]


@pytest.mark.parametrize("case", ["stranger", "rewrapped", "cut"])
def test_an_envelope_that_is_not_for_us_is_refused_in_its_own_words(ours: Fleet, tmp_path: Path, case: str) -> None:
    sender = ours.senders(1)[0]
    sender.write(tmp_path / "1.cdrp")
    target = tmp_path / "1.cdrp.age"
    with ours.office() as office:
        assert office.inbox is not None
        assert office.encryption_keys is not None
        own = office.encryption_keys.ensure().recipient
        recipient = sealed_for.new_identity()[1] if case == "stranger" else own
        sealed_for.seal(tmp_path / "1.cdrp", target, (recipient,), NoProgress())
        if case == "cut":
            target.write_bytes(target.read_bytes()[:-20])
        (answer,) = office.inbox.take_in([target])
        codes = {
            "stranger": "encryption.not_for_us",
            "rewrapped": "encryption.other_recipient",
            "cut": "encryption.cut",
        }
        assert (answer.outcome, answer.code) == (InboxOutcome.REFUSED, codes[case])
        assert answer.received is not None
        assert office.desk.archive.is_whole(answer.received.stored_name)
        assert list(office.paths.staging.iterdir()) == []
