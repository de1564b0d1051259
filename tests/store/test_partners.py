"""The register of partners: found by any name, linked from events, merged and taken back to the last byte."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.partner import (
    Actor,
    ActorRole,
    Consent,
    Interaction,
    Partner,
    PartnerKind,
    PartnerRole,
    PromisedBy,
)
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store import undo
from cultdip_desktop.store.query import partners as partner_query
from cultdip_desktop.store.query.digest import digest
from cultdip_desktop.store.query.partners import PartnerFilter
from cultdip_desktop.store.repo import event, partner, partner_links, partner_merge
from cultdip_desktop.store.store import Store
from tests.store.factory import NOON, full_event, statements, titled

TODAY = NOON.date()


def entry(ids: SeededIds, name: str, **changes: object) -> Partner:
    values = {"id": ids.new(), "name": name, "category": "AC.HOST"} | changes
    return Partner(**values)  # type: ignore[arg-type]


def add(store: Store, *entries: Partner) -> None:
    with store.write("partner.add") as tx:
        for each in entries:
            partner.save(tx, each)


def named(ids: SeededIds, title: str, *names: str, **changes: object) -> object:
    actors = tuple(Actor(name, "AC.HOST", ActorRole.CO_ORGANISER) for name in names)
    return replace(titled(ids, title, actors=actors), **changes)  # type: ignore[arg-type]


def content(store: Store) -> str:
    with store.read() as tx:
        return digest(tx).content_sha256


def found(store: Store, query: str = "", **changes: object) -> list[str]:
    with store.read() as tx:
        ids = partner_query.find_ids(tx, PartnerFilter(query=query, **changes))  # type: ignore[arg-type]
        return [row.name for row in partner_query.rows(tx, ids, TODAY)]


def test_an_entry_comes_back_as_it_was_written(store: Store, seeded_ids: SeededIds) -> None:
    full = entry(
        seeded_ids, "Nguyễn Thị Đào", kind=PartnerKind.PERSON, name_en="Dao Nguyen", country="CZ", city="Plzeň",
        honorific=BiText("Bà", "Ms"), phone="+420 777 123 456", email="dao@vlna.cz", address="Nádražní 5",
        website="https://vlna.cz", note="Thích hoa sen.", consent=Consent.GIVEN, consent_day=date(2026, 3, 5),
        aliases=("Chị Đào Plzeň",),
    )  # fmt: skip
    add(store, full)
    with store.read() as tx:
        assert partner.get(tx, full.id) == full
        assert partner.all(tx) == (full,)
        for name in ("nguyen thi dao", "chị đào PLZEŇ"):
            assert partner.find(tx, name) == full


def test_an_event_finds_its_partner_by_another_name(store: Store, seeded_ids: SeededIds) -> None:
    goethe = entry(seeded_ids, "Viện Goethe", aliases=("Goethe-Institut Prag",))
    add(store, goethe)
    with store.write("event.add") as tx:
        stored = event.insert(tx, named(seeded_ids, "Đêm thơ", "GOETHE-INSTITUT PRAG"))  # type: ignore[arg-type]
    assert stored.actors[0].partner == "GOETHE-INSTITUT PRAG"
    with store.read() as tx:
        assert [each.id for each in partner.all(tx)] == [goethe.id]
        assert partner.named_in_events(tx, [goethe.id]) == {goethe.id: 1}


def test_a_partner_in_the_trash_comes_back_when_an_event_names_it(store: Store, seeded_ids: SeededIds) -> None:
    school = entry(seeded_ids, "Trường Tiểu học Praha-Libuš")
    add(store, school)
    with store.write("partner.delete") as tx:
        partner.set_deleted(tx, [school.id], deleted=True)
    assert found(store) == []
    with store.write("event.add") as tx:
        event.insert(tx, named(seeded_ids, "Ngày hội sách", "trường tiểu học praha-libuš"))  # type: ignore[arg-type]
    assert found(store) == ["Trường Tiểu học Praha-Libuš"]


def test_many_names_cost_as_few_statements_as_one(store: Store, seeded_ids: SeededIds) -> None:
    add(store, entry(seeded_ids, "Viện Goethe"))
    with store.write("event.add") as tx:
        with statements(tx) as few:
            partner.ensure_all(tx, [("Viện Goethe", "AC.HOST"), ("Hội Phụ nữ", "AC.OVN")])
        with statements(tx) as many:
            partner.ensure_all(tx, [(f"Đối tác số {number}", "AC.HOST") for number in range(300)])
    assert len(many) <= len(few) <= 4


def test_a_new_name_keeps_the_one_that_events_call_it_by(store: Store, seeded_ids: SeededIds) -> None:
    with store.write("event.add") as tx:
        event.insert(tx, named(seeded_ids, "Tuần ẩm thực", "Bếp trưởng Lê Quang Huy"))  # type: ignore[arg-type]
    with store.write("partner.edit") as tx:
        known = partner.find(tx, "bếp trưởng lê quang huy")
        assert known is not None
        renamed = partner.save(tx, replace(known, name="Lê Quang Huy", kind=PartnerKind.PERSON))
    assert renamed.aliases == ("Bếp trưởng Lê Quang Huy",)
    with store.read() as tx:
        assert partner.find(tx, "bep truong le quang huy") == renamed


def test_a_name_that_another_entry_has_is_refused(store: Store, seeded_ids: SeededIds) -> None:
    add(store, entry(seeded_ids, "Viện Goethe", aliases=("Goethe-Institut",)))
    with pytest.raises(UserError) as caught, store.write("partner.add") as tx:
        partner.save(tx, entry(seeded_ids, "goethe-institut"))
    assert (caught.value.code, caught.value.params["name"]) == ("partner.name_taken", "Viện Goethe")


def test_an_empty_name_is_refused(store: Store, seeded_ids: SeededIds) -> None:
    with pytest.raises(UserError, match="name_missing"), store.write("partner.add") as tx:
        partner.save(tx, entry(seeded_ids, "  "))


def test_the_search_knows_no_marks_and_begins_at_any_word(store: Store, seeded_ids: SeededIds) -> None:
    add(
        store,
        entry(seeded_ids, "Hội Đàn bầu Đức – Việt", name_en="German–Vietnamese Monochord Society", city="München"),
        entry(seeded_ids, "Nhà hát Đờn ca tài tử", email="hop.thu@donca.vn", aliases=("CLB Phương Nam",)),
        entry(seeded_ids, "Công ty Đồng Nai"),
    )
    assert found(store, "dan bau") == ["Hội Đàn bầu Đức – Việt"]
    assert found(store, "đờn CA") == ["Nhà hát Đờn ca tài tử"]
    assert found(store, "phuong nam") == ["Nhà hát Đờn ca tài tử"]
    assert found(store, "monochord") == ["Hội Đàn bầu Đức – Việt"]
    assert found(store, "munchen") == ["Hội Đàn bầu Đức – Việt"]
    assert found(store, "donca.vn") == ["Nhà hát Đờn ca tài tử"]
    assert found(store, "do") == ["Công ty Đồng Nai", "Nhà hát Đờn ca tài tử"]
    assert found(store, "???") == []


def test_the_order_is_the_vietnamese_dictionary_s(store: Store, seeded_ids: SeededIds) -> None:
    names = ["Đoàn Ca múa", "Dân ca Praha", "Ái Liên", "Ân Việt", "Ca trù Thăng Long"]
    add(store, *(entry(seeded_ids, name) for name in names))
    assert found(store) == ["Ái Liên", "Ân Việt", "Ca trù Thăng Long", "Dân ca Praha", "Đoàn Ca múa"]
    assert found(store, descending=True) == found(store)[::-1]


def test_filters_say_what_they_say(store: Store, seeded_ids: SeededIds) -> None:
    person = entry(seeded_ids, "Trần Văn Lộc", kind=PartnerKind.PERSON, category="AC.EXP", country="DE")
    club = entry(seeded_ids, "Câu lạc bộ Áo dài", category="AC.OVN", country="CZ", consent=Consent.REFUSED)
    add(store, person, club)
    promise = Interaction(
        id=seeded_ids.new(), partner_id=club.id, day=TODAY, promise="Gửi ảnh", promise_by=PromisedBy.US
    )
    with store.write("partner.log") as tx:
        partner_links.save_contact(tx, promise)
    assert found(store, kind=PartnerKind.PERSON) == ["Trần Văn Lộc"]
    assert found(store, category="AC.OVN") == ["Câu lạc bộ Áo dài"]
    assert found(store, consent=Consent.REFUSED) == ["Câu lạc bộ Áo dài"]
    assert found(store, country="DE") == ["Trần Văn Lộc"]
    assert found(store, promises=True) == ["Câu lạc bộ Áo dài"]
    with store.write("partner.promise") as tx:
        partner_links.save_contact(tx, replace(promise, promise_done=TODAY))
    assert found(store, promises=True) == []


def test_a_row_counts_events_promises_and_names_the_post(store: Store, seeded_ids: SeededIds) -> None:
    chief = entry(seeded_ids, "Jana Nováková", kind=PartnerKind.PERSON)
    museum = entry(seeded_ids, "Bảo tàng Dân tộc học Praha")
    add(store, chief, museum)
    later = NOON + timedelta(days=40)
    with store.write("event.add") as tx:
        event.insert(tx, named(seeded_ids, "Triển lãm gốm", museum.name, museum.name))  # type: ignore[arg-type]
        event.insert(tx, named(seeded_ids, "Triển lãm lụa", museum.name, start=later))  # type: ignore[arg-type]
        role = PartnerRole(
            id=seeded_ids.new(), person_id=chief.id, organisation_id=museum.id, title=BiText("Giám đốc", "Director")
        )
        partner_links.save_role(tx, role)
        for due, done in ((TODAY - timedelta(days=1), None), (TODAY, None), (TODAY, TODAY)):
            contact = Interaction(
                id=seeded_ids.new(), partner_id=museum.id, day=TODAY, promise="Cho mượn hiện vật",
                promise_by=PromisedBy.THEM, promise_due=due, promise_done=done,
            )  # fmt: skip
            partner_links.save_contact(tx, contact)
    with store.read() as look, statements(look) as said:
        first, second = partner_query.rows(look, [museum.id, chief.id], TODAY)
    assert (first.events, first.last, first.promises, first.overdue) == (2, date(2026, 9, 25), 2, 1)
    assert second.post == "Giám đốc, Bảo tàng Dân tộc học Praha"
    assert len(said) == 4


def merged_pair(store: Store, ids: SeededIds) -> tuple[Partner, Partner]:
    """Two entries for one association, with everything that can hang on either."""
    kept = entry(ids, "Hội Hữu nghị Séc – Việt", aliases=("Hội Séc Việt",), email="a@hnsv.cz")
    gone = entry(
        ids, "Hội hữu nghị Cộng hòa Séc – Việt Nam", aliases=("SČVP",), phone="+420 222", consent=Consent.REFUSED
    )
    chair = entry(ids, "Marcel Winter", kind=PartnerKind.PERSON)
    add(store, kept, gone, chair)
    with store.write("event.add") as tx:
        event.insert(tx, full_event(ids, actors=(Actor(gone.name, "AC.SOC", ActorRole.LEAD),)))
        event.insert(tx, named(ids, "Gặp mặt hữu nghị", "Hội Séc Việt", "SČVP"))  # type: ignore[arg-type]
    same = {"person_id": chair.id, "title": BiText("Chủ tịch", "Chairman")}
    with store.write("partner.role") as tx:
        for organisation in (kept, gone):
            partner_links.save_role(tx, PartnerRole(id=ids.new(), organisation_id=organisation.id, **same))  # type: ignore[arg-type]
        partner_links.save_contact(
            tx, Interaction(id=ids.new(), partner_id=gone.id, day=TODAY, summary="Chúc Tết", promise="Gửi lịch")
        )
    return kept, gone


@pytest.mark.parametrize("name", ["Hội Hữu nghị Séc – Việt", "Hội hữu nghị Cộng hòa Séc – Việt Nam", "Tên mới hẳn"])
def test_a_merge_is_taken_back_and_done_again_to_the_last_byte(store: Store, seeded_ids: SeededIds, name: str) -> None:
    kept, gone = merged_pair(store, seeded_ids)
    before = content(store)
    with store.write("partner.merge") as tx:
        partner_merge.merge(tx, replace(kept, name=name), gone.id)
    after = content(store)
    assert after != before
    for wanted, label in ((before, "undo"), (after, "redo"), (before, "undo")):
        with store.read() as tx:
            lists = undo.lists(tx)
            step = (lists.undo if label == "undo" else lists.redo)[-1]
        with store.write(label, of=step.position) as tx:
            changes = undo.differences(tx, step.actions)
            assert undo.applies(tx, changes)
            undo.revert(tx, changes)
        assert content(store) == wanted


def test_a_merge_moves_everything_and_every_name_still_finds_it(store: Store, seeded_ids: SeededIds) -> None:
    kept, gone = merged_pair(store, seeded_ids)
    with store.write("partner.merge") as tx:
        merged = partner_merge.merge(tx, kept, gone.id)
    with store.read() as tx:
        for name in (*kept.names, *gone.names):
            assert partner.find(tx, name) == merged
        assert len(partner_links.contacts_of(tx, [kept.id])) == 1
        assert len(partner_links.roles_of(tx, kept.id)) == 1, "the same role is not held twice"
        events = partner_query.events_of(tx, kept.id)
        assert len(events) == 2
        written = [actor.partner for each in events for actor in event.get(tx, each.id).actors]
    assert sorted(written) == sorted(["Hội Séc Việt", "SČVP", gone.name]), "events keep what was written"


def test_a_person_and_an_organisation_are_not_merged(store: Store, seeded_ids: SeededIds) -> None:
    person, club = entry(seeded_ids, "An", kind=PartnerKind.PERSON), entry(seeded_ids, "Hội An")
    add(store, person, club)
    with pytest.raises(UserError, match="merge_kinds"), store.write("partner.merge") as tx:
        partner_merge.merge(tx, person, club.id)


def test_refused_names_are_known_as_events_wrote_them(store: Store, seeded_ids: SeededIds) -> None:
    with store.write("event.add") as tx:
        event.insert(tx, named(seeded_ids, "Đêm nhạc", "Nghệ sĩ Thu Hà", "Viện Goethe"))  # type: ignore[arg-type]
        shy = partner.find(tx, "nghệ sĩ thu hà")
        assert shy is not None
        partner.save(tx, replace(shy, name="Phạm Thu Hà", consent=Consent.REFUSED, name_en="Ha Pham"))
    with store.read() as tx:
        assert partner_query.withheld(tx).names == {"Nghệ sĩ Thu Hà", "Phạm Thu Hà", "Ha Pham"}


def test_events_of_a_partner_tell_role_result_and_money(store: Store, seeded_ids: SeededIds) -> None:
    with store.write("event.add") as tx:
        event.insert(tx, full_event(seeded_ids))
        club = partner.find(tx, "hội người việt nam tại ch séc")
    assert club is not None
    with store.read() as look, statements(look) as said:
        (told,) = partner_query.events_of(look, club.id)
    assert told.roles == (ActorRole.CO_ORGANISER,)
    assert told.attendance == 1340
    assert [money.text() for money in told.spent] == ["59450.00", "12000000"]
    assert len(said) == 3
