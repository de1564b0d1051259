"""The register of partners as its use cases: suggest, trash, duplicates, merge, roles, contacts, consent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.labels import step_label
from cultdip_desktop.domain.partner import Actor, ActorRole, Consent, Partner, PartnerKind, PromisedBy
from cultdip_desktop.domain.partner_twins import TwinReason
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.store.query.partners import PartnerFilter
from tests.offices import PASSPHRASE, digest


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    with open_office(mission, PASSPHRASE) as opened:
        yield opened


def added(office: Office, name: str, kind: PartnerKind = PartnerKind.ORGANISATION, **changes: object) -> Partner:
    return office.partners.save(replace(office.partners.blank(kind), name=name, **changes))[0]  # type: ignore[arg-type]


def event_with(office: Office, *names: str) -> str:
    blank = office.events.blank()
    actors = tuple(Actor(name, "AC.HOST", ActorRole.SPONSOR) for name in names)
    return office.events.save(replace(blank, title=BiText("Ngày Việt Nam tại Brno"), actors=actors))[0].id


def content(office: Office) -> str:
    from cultdip_desktop.store.query.digest import digest as of

    with office.desk.store.read() as tx:
        return of(tx).content_sha256


def refused(code: str, act: object) -> None:
    with pytest.raises(UserError) as caught:
        act()  # type: ignore[operator]
    assert caught.value.code == code


def undo_label(office: Office) -> str:
    step = office.undo.state().undo
    assert step is not None
    return step_label(Words("vi"), step.label, step.params)


def test_what_is_typed_without_marks_finds_a_name_that_begins_so_first(office: Office) -> None:
    added(office, "Trung tâm Đàn tranh Vân Ánh")
    added(office, "Đàn bầu Praha")
    names = [row.name for row in office.partners.suggest("dan")]
    assert names[0] == "Đàn bầu Praha"
    assert "Trung tâm Đàn tranh Vân Ánh" in names
    assert [row.name for row in office.partners.suggest("dan", kind=PartnerKind.PERSON)] == []
    assert office.partners.suggest("") == []


def test_saves_with_one_step_are_undone_together(office: Office) -> None:
    before = content(office)
    entry = replace(office.partners.blank(), name="Hội Áo")
    office.partners.save(entry, step="một ô")
    office.partners.save(replace(entry, name="Hội Áo dài"), step="một ô")
    assert undo_label(office) == "thêm «Hội Áo»"
    office.undo.undo()
    assert content(office) == before


def test_the_trash_gives_a_partner_back(office: Office) -> None:
    entry = added(office, "Câu lạc bộ Thơ Olomouc")
    office.partners.delete([entry.id])
    assert entry.id not in office.partners.find_ids(PartnerFilter())
    row = next(row for row in office.trash.rows() if row.kind == "partner")
    assert (row.id, row.title.vi) == (entry.id, "Câu lạc bộ Thơ Olomouc")
    office.trash.restore([row])
    assert office.partners.get(entry.id).deleted_at is None


def test_a_partner_that_events_name_is_never_deleted_for_good(office: Office) -> None:
    entry = added(office, "Câu lạc bộ Thơ Olomouc")
    event_id = event_with(office, entry.name)
    office.partners.delete([entry.id])
    row = next(row for row in office.trash.rows() if row.kind == "partner")
    refused("partner.named_in_events", lambda: office.trash.purge([row]))
    office.events.delete(event_id)
    refused("partner.named_in_events", lambda: office.trash.purge([row]))
    gone = next(row for row in office.trash.rows() if row.id == event_id)
    office.trash.purge([gone])
    office.trash.purge([row])
    refused("partner.not_found", lambda: office.partners.get(entry.id, with_deleted=True))


def test_after_90_days_only_who_is_named_nowhere_goes(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    named, forgotten = added(office, "Hội Rối nước"), added(office, "Hội Rối cạn")
    chair = added(office, "Đỗ Văn Rối", PartnerKind.PERSON)
    office.partners.save_role(office.partners.blank_role(chair.id, forgotten.id))
    office.partners.log(replace(office.partners.blank_contact(forgotten.id), summary="Gọi hỏi thăm"))
    event_with(office, named.name)
    office.partners.delete([named.id, forgotten.id])
    later = office.desk.clock.now() + timedelta(days=91)
    monkeypatch.setattr(office.desk.clock, "now", lambda: later, raising=False)
    monkeypatch.setattr(type(office.desk.clock), "now", lambda _self: later)
    office.trash.purge_expired()
    assert office.partners.get(named.id, with_deleted=True).name == "Hội Rối nước"
    refused("partner.not_found", lambda: office.partners.get(forgotten.id, with_deleted=True))
    assert office.partners.story(chair.id).roles == ()


def test_duplicates_come_with_their_reasons(office: Office) -> None:
    pairs = {
        TwinReason.NAME: ("Công ty TNHH Lụa Mỵ Châu", "Lụa Mỵ Châu s.r.o."),
        TwinReason.WORDS: ("Thư viện Jana Palacha", "Jana Palacha thư viện"),
        TwinReason.SPELLING: ("Galerie Lanterna", "Galerie Lantérnu"),
    }
    ids = {reason: tuple(added(office, name).id for name in names) for reason, names in pairs.items()}
    same = added(office, "Ban nhạc Sông", email="song@nhac.cz"), added(office, "Nhóm trống", email="Song@nhac.cz ")
    webs = added(office, "Rạp Mây", website="https://www.may.cz/"), added(office, "Điện ảnh 11", website="may.cz")
    found = {frozenset((pair.first, pair.second)): pair.reasons for pair in office.partners.duplicates()}
    for reason, both in ids.items():
        assert found[frozenset(both)] == (reason,)
    assert found[frozenset(entry.id for entry in same)] == (TwinReason.EMAIL,)
    assert found[frozenset(entry.id for entry in webs)] == (TwinReason.WEBSITE,)


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        ("Nguyễn Văn An", "Nguyễn Văn Anh", PartnerKind.PERSON),
        ("Trường số 12", "Trường số 13", PartnerKind.ORGANISATION),
        ("Bảo tàng Brno", "Bảo tàng Bratislava", PartnerKind.ORGANISATION),
    ],
)
def test_who_only_looks_alike_is_left_alone(office: Office, first: str, second: str, kind: PartnerKind) -> None:
    both = {added(office, name, kind).id for name in (first, second)}
    assert all({pair.first, pair.second} != both for pair in office.partners.duplicates())


def test_who_was_told_apart_is_not_asked_about_again(office: Office) -> None:
    first, second = added(office, "Galerie Lanterna"), added(office, "Galerie Lantérnu")
    office.partners.keep_apart(second.id, first.id)
    assert all({pair.first, pair.second} != {first.id, second.id} for pair in office.partners.duplicates())
    office.undo.undo()
    assert any({pair.first, pair.second} == {first.id, second.id} for pair in office.partners.duplicates())


def test_a_merge_takes_the_chosen_fields_and_one_undo_brings_both_back(office: Office) -> None:
    kept = added(office, "Galerie Lanterna", city="Praha", phone="111", consent=Consent.GIVEN)
    gone = added(office, "Galerie Lantérnu", city="Brno", email="g@l.cz", consent=Consent.REFUSED)
    event_id = event_with(office, gone.name)
    office.partners.log(replace(office.partners.blank_contact(gone.id), summary="Xem phòng tranh"))
    before = content(office)
    office.partners.merge(kept.id, gone.id, take={"city"})
    merged = office.partners.get(kept.id)
    assert (merged.city, merged.phone, merged.email, merged.consent) == ("Brno", "111", "", Consent.REFUSED)
    assert merged.aliases == ("Galerie Lantérnu",)
    assert [event.id for event in office.partners.events_of(kept.id)] == [event_id]
    assert undo_label(office) == "gộp hai mục thành «Galerie Lanterna»"
    after = content(office)
    office.undo.undo()
    assert content(office) == before
    office.undo.redo()
    assert content(office) == after


def test_without_a_choice_a_merge_fills_what_is_empty(office: Office) -> None:
    kept, gone = added(office, "Vườn Sen", city="Praha"), added(office, "Vườn Sem", city="Brno", email="v@s.cz")
    office.partners.merge(kept.id, gone.id)
    merged = office.partners.get(kept.id)
    assert (merged.city, merged.email) == ("Praha", "v@s.cz")


def test_a_role_lasts_until_it_is_ended(office: Office) -> None:
    person = added(office, "Zuzana Bílá", PartnerKind.PERSON, honorific=BiText("Bà", "Ms"))
    school = added(office, "Nhạc viện Ostrava")
    role = replace(
        office.partners.blank_role(person.id, school.id),
        title=BiText("Hiệu trưởng", "Rector"),
        from_day=date(2020, 9, 1),
    )
    office.partners.save_role(role)
    assert office.partners.rows([person.id])[0].post == "Hiệu trưởng, Nhạc viện Ostrava"
    refused("partner.role_span", lambda: office.partners.end_role(role.id, date(2019, 1, 1)))
    office.partners.end_role(role.id, office.partners.today() - timedelta(days=1))
    assert office.partners.rows([person.id])[0].post == ""
    line = office.partners.story(school.id).roles[0]
    assert (line.other_name, line.role.title.vi) == ("Zuzana Bílá", "Hiệu trưởng")


def test_a_promise_is_open_until_it_is_kept(office: Office) -> None:
    entry = added(office, "Nhạc viện Ostrava")
    contact = replace(
        office.partners.blank_contact(entry.id), summary="Bàn tuần nhạc dân tộc", promise="Cho mượn hội trường",
        promise_by=PromisedBy.THEM, promise_due=office.partners.today() - timedelta(days=2),
    )  # fmt: skip
    office.partners.log(contact)
    assert (office.partners.rows([entry.id])[0].promises, office.partners.rows([entry.id])[0].overdue) == (1, 1)
    office.partners.keep_promise(contact.id)
    assert office.partners.story(entry.id).promises == ()
    office.undo.undo()
    assert [each.id for each in office.partners.story(entry.id).owed_by(PromisedBy.THEM)] == [contact.id]


def test_a_briefing_looks_back_three_years_but_forgets_no_promise(office: Office) -> None:
    entry = added(office, "Nhạc viện Ostrava")
    old = office.partners.today() - timedelta(days=5 * 366)
    blank = office.partners.blank_contact(entry.id)
    office.partners.log(replace(blank, day=old, summary="Làm quen"))
    promised = replace(office.partners.blank_contact(entry.id), day=old, promise="Tặng đàn bầu")
    office.partners.log(promised)
    told = office.partners.briefing(entry.id)
    assert [contact.id for contact in told.story.contacts] == [promised.id]


def test_consent_is_noted_with_its_day_for_several_at_once(office: Office) -> None:
    both = [added(office, name).id for name in ("Hội Rối nước", "Hội Rối cạn")]
    office.partners.set_consent(both, Consent.GIVEN)
    assert {office.partners.get(id_).consent_day for id_ in both} == {office.partners.today()}
    assert undo_label(office) == "ghi ý kiến đồng ý của 2 đối tác"
    office.partners.set_consent(both, Consent.UNKNOWN)
    assert office.partners.get(both[0]).consent_day is None


def test_headquarters_keeps_no_register(headquarters: Path) -> None:
    with open_office(headquarters, PASSPHRASE) as centre:
        refused("office.not_a_mission", lambda: centre.partners.save(replace(centre.partners.blank(), name="Ai đó")))


def test_the_digest_tells_partners(mission: Path) -> None:
    assert digest(mission)["counts"]["partner"] > 0
