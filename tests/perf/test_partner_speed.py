"""The register with 5,000 partners and 20,000 events, as ratios to plain work on the same machine."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from pathlib import Path

import pytest

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.partner import Actor, ActorRole, Interaction, PartnerKind, PromisedBy
from cultdip_desktop.domain.partner_twins import TwinEntry, twins
from cultdip_desktop.store.query import partners as partner_query
from cultdip_desktop.store.query.partners import PartnerFilter
from cultdip_desktop.store.repo import event, partner, partner_links
from cultdip_desktop.store.store import Store
from tests.perf.test_store_speed import seconds
from tests.store.factory import KEY, NOON, SALT, full_event

PARTNERS, EVENTS = 5_000, 20_000
_WORDS = ("Hội", "Câu lạc bộ", "Trung tâm", "Nhà hát", "Công ty", "Bảo tàng", "Đoàn", "Trường")
_PLACES = ("Đồng Nai", "Praha", "Đà Lạt", "Brno", "Cà Mau", "Plzeň", "Hà Giang", "Ostrava", "Phú Yên")


def name(number: int) -> str:
    """A believable name that no other number has."""
    return f"{_WORDS[number % 8]} {_PLACES[number % 9]} Hoa Sen {number:04d}"


@pytest.fixture
def store(tmp_path: Path, fixed_clock: FixedClock, seeded_ids: SeededIds) -> Store:
    """Everybody is named by some event; every tenth owes something."""
    made = full_event(seeded_ids, created_at=NOON, updated_at=NOON)
    store = Store.create(tmp_path / "office.db", KEY, SALT, clock=fixed_clock, ids=seeded_ids)
    actors = [Actor(name(at), "AC.OVN", ActorRole.SPONSOR) for at in range(PARTNERS)]
    events = [
        replace(made, id=seeded_ids.new(), actors=tuple(actors[(at * 3 + step) % PARTNERS] for step in range(3)))
        for at in range(EVENTS)
    ]
    with store.write("office.demo") as tx:
        event.merge_office(tx, "CZ-EMB", events, "gói-1")
        ids = partner.ensure_all(tx, [(actor.partner, actor.category) for actor in actors])
        tx.connection.exec_driver_sql("CREATE TEMP TABLE link (name TEXT PRIMARY KEY, id TEXT)")
        tx.connection.exec_driver_sql("INSERT INTO link VALUES (?, ?)", list(ids.items()))
        tx.connection.exec_driver_sql(
            "UPDATE event_actor SET partner_id = (SELECT id FROM link WHERE link.name = event_actor.name)"
        )
        for id_ in list(ids.values())[::10]:
            contact = Interaction(
                id=seeded_ids.new(), partner_id=id_, day=NOON.date(), promise="Gửi ảnh", promise_by=PromisedBy.US
            )
            partner_links.save_contact(tx, contact)
    return store


@pytest.mark.slow
def test_a_register_of_5000_is_listed_sorted_and_searched_at_once(store: Store) -> None:
    today = NOON.date()
    with contextlib.closing(store), store.read() as tx:
        scan = seconds(lambda: tx.connection.exec_driver_sql("SELECT id, name FROM partner").all())
        joined = seconds(lambda: tx.connection.exec_driver_sql("SELECT count(*) FROM event_actor").all())
        ids = partner_query.find_ids(tx, PartnerFilter())
        assert len(ids) == PARTNERS
        marks = ",".join("?" * 100)
        plain = "SELECT e.local_day FROM event_actor AS a JOIN event AS e ON e.id = a.event_id WHERE a.partner_id IN "
        asked = (f"{plain}({marks})", tuple(ids[:100]))
        lookup = seconds(lambda: tx.connection.exec_driver_sql(*asked).all())
        costs = {
            "list": seconds(lambda: partner_query.find_ids(tx, PartnerFilter())),
            "search": seconds(lambda: partner_query.find_ids(tx, PartnerFilter(query="dong nai 12"))),
            "rows": seconds(lambda: partner_query.rows(tx, ids[:100], today)),
            "suggest": seconds(lambda: partner_query.best(tx, "hoa sen 49", 8)),
            "by events": seconds(lambda: partner_query.find_ids(tx, PartnerFilter(sort="events", descending=True))),
            "promises": seconds(lambda: partner_query.find_ids(tx, PartnerFilter(promises=True, sort="promises"))),
        }
        assert costs["list"] < 3 * scan
        assert costs["search"] < 5 * scan
        assert costs["suggest"] < 6 * scan
        assert costs["rows"] < 4 * lookup + 6 * scan
        assert costs["promises"] < 10 * scan
        assert costs["by events"] < 200 * (scan + joined)


@pytest.mark.slow
def test_duplicates_among_5000_are_found_in_one_pass() -> None:
    entries = [TwinEntry(str(at), PartnerKind.ORGANISATION, name(at), f"Lotus Society {at}") for at in range(PARTNERS)]
    entries[77] = replace(entries[77], name="Nhạc viện Ostrava")
    entries[4077] = replace(entries[4077], name="Nhạc viện Ostrave")
    assert [(pair.first, pair.second) for pair in twins(entries)] == [("77", "4077")]
    few = seconds(lambda: twins(entries[:500]), times=2)
    assert seconds(lambda: twins(entries), times=2) < 30 * few, "ten times the entries, not a hundred times the work"
