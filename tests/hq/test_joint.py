"""Events of several missions that are one: proposed, linked, counted once, and parted again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.joint import Candidate, JointState, alike
from cultdip_desktop.domain.period import Window
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.store.query import joint as joint_query
from tests.hq import fleet
from tests.hq.fleet import Fleet
from tests.offices import ask

EVER = Window(date(2020, 1, 1), date(2030, 1, 1))
WHY = "Hai cơ quan cùng tổ chức"


def candidate(office: str, title: str, day: int = 5, country: str = "CZ", actors: tuple[str, ...] = ()) -> Candidate:
    return Candidate(
        id=f"{office}-{title}", office=office, day=date(2026, 9, day), country=country, title=fold(title),
        actors=frozenset(map(fold, actors)),
    )  # fmt: skip


FIRST = candidate("CZ-EMB", "Tuần phim Việt Nam tại Praha", actors=("Cục Điện ảnh",))


@pytest.mark.parametrize(
    ("other", "proposed"),
    [
        (candidate("SK-EMB", "Tuần phim Việt Nam tại Praha", country="SK", actors=("Cục Điện ảnh",)), True),
        (candidate("SK-EMB", "Tuần phim Việt Nam", day=7, country="SK", actors=("Cục điện ảnh",)), True),
        (candidate("SK-EMB", "Tuần phim Việt Nam tại Praha", day=9, country="SK"), False),
        (candidate("CZ-EMB", "Tuần phim Việt Nam tại Praha"), False),
        (candidate("CZ-CG", "Hội thảo về gốm Bát Tràng"), False),
        (candidate("FR-EMB", "Triển lãm ảnh", country="FR", actors=("Cục Điện ảnh",)), False),
    ],
    ids=["the same", "two days later, shorter", "too far", "the same office", "the same country", "one partner"],
)
def test_what_is_alike_is_proposed_and_what_only_happens_nearby_is_not(other: Candidate, proposed: bool) -> None:
    assert (alike(FIRST, other) is not None) == proposed


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Fleet:
    """Two missions whose events are the same but for a word in the title."""
    folder = tmp_path_factory.mktemp("fleet")
    made = fleet.make(folder)
    for number, sender in enumerate(made.senders(2)):
        sender.write(folder / f"{number}.cdrp")
    with made.office() as office:
        assert office.inbox is not None
        office.inbox.take_in([folder / "0.cdrp", folder / "1.cdrp"])
    return made


def test_a_link_is_counted_once_and_can_be_taken_back(ours: Fleet) -> None:
    with ours.office() as office:
        assert office.joint is not None
        proposals = office.joint.proposals(EVER)
        assert proposals
        assert all(len({event.office for event in one.events}) == 2 for one in proposals)
        best = proposals[0]
        ids = [event.id for event in best.events][:2]
        with pytest.raises(UserError, match=r"joint\.reason_missing"):
            office.joint.link(ids, "  ")
        made, changes = office.joint.link(ids, WHY, lead=ids[1])
        assert changes
        with office.desk.store.read() as tx:
            assert joint_query.counted_under(tx) == {ids[0]: ids[1]}
        assert office.joint.of_event(ids[0]) == made
        assert not any(set(ids) <= {event.id for event in one.events} for one in office.joint.proposals(EVER))
        assert office.joint.unlink(made.id, WHY)
        with office.desk.store.read() as tx:
            assert joint_query.counted_under(tx) == {}
        assert any(set(ids) <= {event.id for event in one.events} for one in office.joint.proposals(EVER))
        assert office.check(deep=True) == []


def test_a_rejected_pair_is_proposed_no_more(ours: Fleet) -> None:
    listed = ask(ours.home, "hq", "joint", "list")["proposed"]
    ids = [event["id"] for event in listed[-1]["events"]][:2]
    made = ask(ours.home, "hq", "joint", "reject", *ids, "--reason", WHY)
    assert made["state"] == JointState.REJECTED.value
    after = ask(ours.home, "hq", "joint", "list")
    assert not any(set(ids) <= {event["id"] for event in one["events"]} for one in after["proposed"])
    assert [one["id"] for one in after["decided"]] == [made["id"]]
    ask(ours.home, "hq", "joint", "unlink", made["id"], "--reason", WHY)
    assert ask(ours.home, "hq", "joint", "list")["decided"] == []


def test_events_of_one_office_are_never_one(ours: Fleet, tmp_path: Path) -> None:
    del tmp_path
    one = ask(ours.home, "hq", "joint", "list")["proposed"][0]["events"][0]
    refused = ask(ours.home, "hq", "joint", "link", one["id"], one["id"], "--reason", WHY, code=3)
    assert refused["error"]["code"] == "joint.too_few"
