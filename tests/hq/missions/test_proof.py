"""Proof of completeness: which numbers are here, which never came, what was decided."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import pytest

from cultdip_desktop.app import Office
from cultdip_desktop.core import canonical
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.proof import ChainProof, MissionProof
from cultdip_desktop.domain.proof_words import chain_words
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.store.repo import inbox as inbox_rows
from tests.centre import arrived

AT = datetime(2026, 10, 5, tzinfo=UTC)


def proved(office: Office, mission: str = "CZ-EMB") -> MissionProof:
    """One mission's proof."""
    assert office.completeness is not None
    return office.completeness.proof(mission).missions[0]


def chain(office: Office) -> ChainProof:
    """Its only numbering."""
    found = proved(office).chains
    assert len(found) == 1
    return found[0]


def test_without_any_package_there_is_no_chain_and_nothing_is_broken(headquarters: Office) -> None:
    assert headquarters.completeness is not None
    found = headquarters.completeness.proof()
    assert (len(found.missions), found.complete, found.ledger_position, found.ledger_hash) == (109, True, 0, "")


def test_a_whole_chain_says_from_where_to_where(headquarters: Office) -> None:
    rows = [arrived(headquarters, "CZ-EMB", "2026-Q3", AT + timedelta(days=seq), seq=seq) for seq in (1, 2, 3)]
    found = chain(headquarters)
    assert (found.first, found.last, found.packages, found.complete) == (1, 3, 3, True)
    assert found.head == rows[-1].manifest_sha256
    plain: list[canonical.Json] = [[row.seq, row.manifest_sha256] for row in rows]
    assert found.digest == hashlib.sha256(canonical.encode(plain)).hexdigest()
    assert chain_words(Words("vi"), found) == ["Dãy số 1: đã có đủ các gói từ số 1 đến số 3, không khuyết số nào."]


def test_gaps_and_held_packages_are_named(headquarters: Office) -> None:
    arrived(headquarters, "CZ-EMB", "2026-Q1", AT, seq=1)
    held = {"outcome": InboxOutcome.HELD, "code": "chain.gap"}
    arrived(headquarters, "CZ-EMB", "2026-Q3", AT, seq=5, missing=(2, 3, 4), **held)  # type: ignore[arg-type]
    found = chain(headquarters)
    assert (found.first, found.last, found.gaps, [one.seq for one in found.held]) == (1, 1, (2, 3, 4), [5])
    assert not found.complete
    said = " ".join(chain_words(Words("en"), found))
    assert "Not received: no. 2, 3, 4." in said
    assert "no. 5" in said


def test_an_open_fork_breaks_the_proof_and_a_settled_one_says_how(headquarters: Office) -> None:
    arrived(headquarters, "CZ-EMB", "2026-Q3", AT, seq=1)
    fork = arrived(
        headquarters, "CZ-EMB", "2026-Q3", AT, seq=1, outcome=InboxOutcome.FORK, code="chain.fork", kind="amendment"
    )
    assert not chain(headquarters).complete
    params: dict[str, str | int] = {"office": "CZ-EMB", "epoch": 1, "seq": 1, "package": fork.package_id}
    with headquarters.desk.store.write(
        "hq.settle", actor=None, **params, reason="Gọi hỏi Đại sứ quán", counts="before"
    ) as tx:
        inbox_rows.update_outcome(tx, fork.id, InboxOutcome.FORK, "inbox.settled_against")
    found = chain(headquarters)
    assert found.complete
    assert [(one.settled, one.counts, one.reason) for one in found.forks] == [(True, "before", "Gọi hỏi Đại sứ quán")]


def test_a_numbering_that_was_left_is_a_replay_and_not_a_fork(headquarters: Office) -> None:
    arrived(headquarters, "CZ-EMB", "2026-Q3", AT, seq=1, epoch=2)
    arrived(headquarters, "CZ-EMB", "2026-Q2", AT, seq=4, epoch=1, outcome=InboxOutcome.FORK, code="chain.old_epoch")
    old, new = proved(headquarters).chains
    assert (old.replays, old.forks, new.complete) == (1, (), True)


def test_late_nil_and_amended_reports_stand_with_their_periods(headquarters: Office) -> None:
    arrived(headquarters, "CZ-EMB", "2026-Q2", datetime(2026, 8, 1, tzinfo=UTC), seq=1, kind="nil-report")
    arrived(headquarters, "CZ-EMB", "2026-Q2", datetime(2026, 8, 9, tzinfo=UTC), seq=2, kind="amendment")
    row = next(one for one in proved(headquarters).periods if str(one.duty.period) == "2026-Q2")
    assert (row.standing.value, row.days, row.amended) == ("late", 17, True)


def test_quarantined_files_are_counted_apart(headquarters: Office) -> None:
    arrived(headquarters, "CZ-EMB", "2026-Q3", AT, outcome=InboxOutcome.REFUSED, epoch=0, seq=0)
    found = proved(headquarters)
    assert (found.refused, found.chains, found.packages) == (1, (), 0)


def test_an_unknown_mission_is_refused_by_name(headquarters: Office) -> None:
    assert headquarters.completeness is not None
    with pytest.raises(UserError) as caught:
        headquarters.completeness.proof("ZZ-EMB")
    assert caught.value.code == "mission.not_found"
