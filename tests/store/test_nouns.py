"""The smaller nouns: office, people, missions, catalogue, media, reports, packages, inbox, certificates."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.mission import Mission, OfficeIdentity, OfficeRole, Person
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage, SentPackage, SentState
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.report import Report, ReportState
from cultdip_desktop.domain.strategy import Catalogue, Node
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.store.repo import catalogue, enrolment, inbox, media, mission, office, package, person, report
from cultdip_desktop.store.store import Store
from tests.store.factory import NOON, added, photo, statements, titled

EMBASSY = OfficeIdentity(
    id="CZ-EMB",
    role=OfficeRole.MISSION,
    name=BiText("Đại sứ quán Việt Nam tại Cộng hòa Séc", "Embassy of Viet Nam in the Czech Republic"),
    short_name=BiText("ĐSQ Praha"),
    city=BiText("Praha", "Prague"),
    country="CZ",
    zone="Europe/Prague",
    currency="CZK",
    language="vi",
    writer_id="w-1",
    epoch=1,
    symbol="ĐSQ",
)
PRAHA = Mission(
    id="CZ-EMB",
    kind="embassy",
    name=EMBASSY.name,
    country="CZ",
    country_name=BiText("Séc", "Czechia"),
    city=EMBASSY.city,
    zone="Europe/Prague",
    currency="CZK",
    aliases=("Prague", "Praga"),
    other_currencies=("EUR",),
)


def sent(ids: SeededIds, seq: int = 1) -> SentPackage:
    return SentPackage(
        id=ids.new(),
        kind="report",
        period=Period.parse("2026-Q3"),
        epoch=1,
        seq=seq,
        state=SentState.SEALED,
        manifest_sha256=f"{seq:064x}",
        prev_manifest_sha256=f"{seq - 1:064x}" if seq > 1 else None,
        file_name="báo cáo.cdrp",
        file_path="báo cáo.cdrp",
    )


def received(ids: SeededIds, seq: int, outcome: InboxOutcome) -> ReceivedPackage:
    return ReceivedPackage(
        id=ids.new(),
        package_id=ids.new(),
        office="CZ-EMB",
        kind="report",
        period="2026-Q3",
        epoch=1,
        seq=seq,
        manifest_sha256=f"{seq:064x}",
        container_sha256=f"{seq:064x}",
        outcome=outcome,
        missing=(2,) if outcome is InboxOutcome.HELD else (),
        result="valid",
    )


def test_an_office_knows_who_it_is(store: Store) -> None:
    with store.write("office.found") as tx:
        office.save_identity(tx, EMBASSY)
        office.save_identity(tx, replace(EMBASSY, epoch=2))
    with store.read() as reader:
        assert office.identity(reader) == replace(EMBASSY, epoch=2)


def test_an_office_that_was_never_set_up_is_no_office(store: Store) -> None:
    with store.read() as tx, pytest.raises(UserError) as caught:
        office.identity(tx)
    assert caught.value.code == "store.foreign"


def test_settings_keep_any_json(store: Store) -> None:
    with store.write("setting.change") as tx:
        office.set_setting(tx, "columns", {"rộng": [1, 2, None, True]})
    with store.read() as reader:
        assert office.get_setting(reader, "columns") == {"rộng": [1, 2, None, True]}
        assert office.get_setting(reader, "theme", "light") == "light"


def test_people_come_in_dictionary_order(store: Store, seeded_ids: SeededIds) -> None:
    people = [Person(id=seeded_ids.new(), name=name, rank=BiText("Tùy viên")) for name in ("Đỗ An", "Dương Ân")]
    with store.write("person.save") as tx:
        for one in people:
            person.save(tx, one)
        person.save(tx, replace(people[0], approver=True))
    with store.read() as reader:
        assert person.all(reader) == (people[1], replace(people[0], approver=True))
        assert person.get(reader, people[1].id) == people[1]


def test_a_new_list_of_missions_writes_only_what_differs(store: Store) -> None:
    other = replace(PRAHA, id="FR-EMB", country="FR")
    with store.write("mission.replace") as tx:
        mission.replace_all(tx, [PRAHA, other])
    with store.write("mission.replace") as tx:
        mission.replace_all(tx, [PRAHA, replace(other, currency="EUR")])
    assert tx.change_set.ids == {"FR-EMB"}
    with store.write("mission.replace") as tx:
        mission.replace_all(tx, [PRAHA])
    with store.read() as reader:
        shipped = replace(PRAHA, region="europe")
        assert mission.all(reader) == (shipped,)
        assert mission.get(reader, "CZ-EMB") == shipped
        with pytest.raises(UserError):
            mission.get(reader, "FR-EMB")


def test_editions_of_the_catalogue_live_side_by_side(store: Store) -> None:
    node = Node("M1", None, 1, "goal", BiText("Mục tiêu 1", "Goal 1", EnglishState.REVIEWED), BiText(), True)
    old = Catalogue("CLNGVH", "2021", BiText("Chiến lược"), (node, replace(node, code="M2", parent="M1")))
    new = replace(old, edition="2027", nodes=(replace(node, letter="a"),))
    with store.write("catalogue.load") as tx:
        catalogue.save_edition(tx, old)
        catalogue.save_edition(tx, new)
        catalogue.save_edition(tx, new)
    with store.read() as reader:
        assert catalogue.current(reader) == new
        assert catalogue.edition(reader, "2021") == old
        assert catalogue.editions(reader) == ("2021", "2027")


def test_media_come_back_in_order_and_go_to_the_trash(store: Store, seeded_ids: SeededIds) -> None:
    stored = added(store, titled(seeded_ids, "Phở"))[0]
    first, second = photo(seeded_ids, stored.id, position=2), photo(seeded_ids, stored.id, position=1, cover=True)
    with store.write("media.add") as tx:
        first, second = media.insert(tx, first), media.insert(tx, second)
        media.update(tx, replace(first, caption=first.caption.with_vi("Múa lân")))
    with store.read() as reader:
        assert [item.position for item in media.of_event(reader, stored.id)] == [1, 2]
        assert media.get(reader, first.id).caption.vi == "Múa lân"
        assert len(media.by_sha(reader, "ab" * 32)) == 2
        assert media.get(reader, second.id) == second
    with store.write("media.remove") as tx:
        media.remove(tx, first.id)
    with store.read() as reader:
        assert media.of_events(reader, [stored.id]) == {stored.id: [second]}
        assert media.digests(reader) == {"ab" * 32}
    with store.write("media.restore") as tx:
        media.restore(tx, first.id)
        assert len(media.of_event(tx, stored.id)) == 2


def test_media_of_many_events_take_one_statement(store: Store, seeded_ids: SeededIds) -> None:
    ids = [new.id for new in added(store, *(titled(seeded_ids, f"Phở {at}") for at in range(30)))]
    with store.write("media.add") as tx:
        for id_ in ids:
            media.insert(tx, photo(seeded_ids, id_))
    with store.read() as reader, statements(reader) as seen:
        assert len(media.of_events(reader, ids)) == 30
    assert len(seen) == 1


def test_a_report_belongs_to_a_period_and_its_rule(store: Store, seeded_ids: SeededIds) -> None:
    period = Period.parse("2026-Q3", PeriodRule.DECREE)
    draft = Report(id=seeded_ids.new(), office="CZ-EMB", period=period, created_at=NOON)
    approved = replace(draft, state=ReportState.APPROVED, approved_by="p", approved_at=NOON, content_sha256="c" * 64)
    with store.write("report.save") as tx:
        report.save(tx, draft)
        report.save(tx, approved)
    with store.read() as reader:
        assert report.of_period(reader, period) == approved
        assert report.of_period(reader, Period.parse("2026-Q3")) is None
        assert report.all(reader) == (approved,)


def test_a_package_is_reserved_confirmed_and_sent(store: Store, seeded_ids: SeededIds) -> None:
    with store.write("package.seal") as tx:
        assert package.next_seq(tx, 1) == 1
        new = package.reserve(tx, sent(seeded_ids))
        assert new.state is SentState.RESERVED
        assert package.head(tx, 1) == new
        sealed = package.confirm(tx, new.id, "c" * 64, 4711, NOON + timedelta(seconds=9), signer="Hạnh")
        assert (sealed.state, sealed.bytes, sealed.signer) == (SentState.SEALED, 4711, "Hạnh")
        assert package.mark_sent(tx, new.id).state is SentState.SENT
        assert package.mark_sent(tx, new.id, NOON + timedelta(days=1)).sent_at == NOON
        assert package.next_seq(tx, 1) == 2
        assert package.next_seq(tx, 2) == 1
        package.reserve(tx, sent(seeded_ids, 2))
        assert [found.seq for found in package.all(tx)] == [2, 1]


def test_only_a_reserved_number_is_given_back(store: Store, seeded_ids: SeededIds) -> None:
    with store.write("package.seal") as tx:
        new = package.reserve(tx, sent(seeded_ids))
        package.release(tx, new.id)
        new = package.reserve(tx, sent(seeded_ids))
        package.confirm(tx, new.id, "c" * 64, 1)
        for act in (lambda: package.release(tx, new.id), lambda: package.confirm(tx, new.id, "c" * 64, 1)):
            with pytest.raises(UserError) as caught:
                act()
            assert caught.value.code == "package.not_reserved"


def test_a_number_that_is_taken_cannot_be_reserved(store: Store, seeded_ids: SeededIds) -> None:
    with store.write("package.seal") as tx:
        package.reserve(tx, sent(seeded_ids))
        with pytest.raises(UserError) as caught:
            package.reserve(tx, sent(seeded_ids))
    assert caught.value.code == "package.seq_taken"


def test_the_inbox_keeps_what_came_and_what_became_of_it(store: Store, seeded_ids: SeededIds) -> None:
    with store.write("hq.import") as tx:
        first = inbox.add(tx, received(seeded_ids, 1, InboxOutcome.IMPORTED))
        held = inbox.add(tx, received(seeded_ids, 3, InboxOutcome.HELD))
    with store.read() as reader:
        assert inbox.all(reader) == (held, first)
        assert inbox.by_manifest(reader, first.manifest_sha256) == first
        assert inbox.by_manifest(reader, "f" * 64) is None
        assert inbox.held_after(reader, "CZ-EMB", 1, 1) == (held,)
        assert inbox.held_after(reader, "CZ-EMB", 1, 3) == ()
    with store.write("hq.release") as tx:
        inbox.update_outcome(tx, held.id, InboxOutcome.IMPORTED)
        assert inbox.get(tx, held.id) == replace(held, outcome=InboxOutcome.IMPORTED, missing=())


def test_the_mark_of_a_chain_only_moves_forward(store: Store) -> None:
    with store.write("hq.import") as tx:
        assert inbox.mark(tx, "CZ-EMB", 1) is None
        inbox.set_mark(tx, "CZ-EMB", 1, 1, "a" * 64)
        inbox.set_mark(tx, "CZ-EMB", 1, 2, "b" * 64)
        assert inbox.mark(tx, "CZ-EMB", 1) == (2, "b" * 64)
        assert inbox.epochs(tx, "CZ-EMB") == (1,)
        for seq, digest in ((1, "a" * 64), (2, "c" * 64)):
            with pytest.raises(ValueError, match="forward"):
                inbox.set_mark(tx, "CZ-EMB", 1, seq, digest)


def test_a_certificate_is_revoked_once_and_never_forgotten(store: Store) -> None:
    issued = enrolment.IssuedCertificate(
        serial="0A1B",
        office="CZ-EMB",
        person="Nguyễn Thị Hạnh",
        fingerprint="f" * 64,
        not_before=NOON,
        not_after=NOON + timedelta(days=730),
        pem="-----BEGIN CERTIFICATE-----",
    )
    with store.write("hq.enrol") as tx:
        enrolment.add(tx, issued)
        assert enrolment.all(tx) == (issued,)
        revoked = enrolment.revoke(tx, "0A1B", "mất khóa")
        assert (revoked.status, revoked.revoked_at, revoked.reason) == ("revoked", NOON, "mất khóa")
        assert enrolment.revoke(tx, "0A1B", "khác") == revoked
        assert enrolment.by_fingerprint(tx, "f" * 64) == revoked
        with pytest.raises(UserError):
            enrolment.by_serial(tx, "FFFF")
