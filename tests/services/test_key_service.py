"""Keys as an office knows them: what each is good for, counted PINs, successors, and what is said ahead of an end."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.packages.certificates import CertificateFacts
from tests.offices import PASSPHRASE, Pair, quick_keys
from tests.packages.world import P12_PASSWORD, foreign_p12, make_world

NEW_PIN = "bông điên điển 26"


@pytest.fixture
def office(pair: Pair) -> Iterator[Office]:
    with quick_keys(), open_office(pair.mission, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def centre(pair: Pair) -> Iterator[Office]:
    with quick_keys(), open_office(pair.headquarters, PASSPHRASE) as opened:
        yield opened


def certificate(office: Office) -> CertificateFacts:
    found = office.keys.usable().certificate
    assert found is not None
    return found


def condition(office: Office, key_id: str) -> str:
    return next(key.condition.value for key in office.keys.overview() if key.info.id == key_id)


def wrong(office: Office) -> str:
    with pytest.raises(UserError) as refused:
        office.keys.open(office.keys.usable(), "sai rồi", office.trust.store())
    return refused.value.code


def certify(office: Office, centre: Office, key_id: str, folder: Path) -> None:
    """Request and answer, as between two people."""
    request, answer = folder / f"{key_id}.cdreq", folder / f"{key_id}.cdrp"
    office.keys.request(key_id, request)
    assert centre.roster is not None
    centre.roster.enrol(request, answer, PASSPHRASE)
    office.trust.install(answer)


# ------------------------------------------------------------------------------------------------------- PINs


def test_wrong_pins_are_counted_where_no_deleted_file_resets_them(pair: Pair) -> None:
    with open_office(pair.mission, PASSPHRASE) as office:
        assert [wrong(office) for _ in range(3)] == ["key.wrong_pin", "key.wrong_pin", "key.locked"]
        folder = office.paths.signing_keys
        kept = (".key.json", ".csr.pem", ".cert.pem")
        for path in folder.iterdir():
            if not path.name.endswith(kept):
                path.unlink()
        copy = folder.with_name("copy")
        shutil.copytree(folder, copy)
        shutil.rmtree(folder)
        shutil.copytree(copy, folder)
    with open_office(pair.mission, PASSPHRASE) as office:
        assert wrong(office) == "key.locked"
        with pytest.raises(UserError) as refused:
            office.keys.open(office.keys.usable(), PASSPHRASE, office.trust.store())
        assert refused.value.code == "key.locked"


def test_counting_leaves_content_history_and_undo_alone(office: Office) -> None:
    before, last = office.digest(), office.undo.state()
    wrong(office)
    office.keys.open(office.keys.usable(), PASSPHRASE, office.trust.store())
    assert office.digest() == before
    assert office.undo.state() == last


def test_changing_the_pin_counts_a_wrong_present_one(office: Office) -> None:
    key = office.keys.usable()
    with pytest.raises(UserError) as refused:
        office.keys.change_pin(key.id, "không phải", NEW_PIN)
    assert (refused.value.code, refused.value.params["attempts_left"]) == ("key.wrong_pin", 2)
    office.keys.change_pin(key.id, PASSPHRASE, NEW_PIN)
    assert office.keys.open(office.keys.usable(), NEW_PIN, office.trust.store()).facts.office == "CZ-EMB"


def test_a_weak_new_pin_costs_no_attempt(office: Office) -> None:
    with pytest.raises(UserError) as refused:
        office.keys.change_pin(office.keys.usable().id, "không phải", "111111")
    assert refused.value.code == "key.pin_too_short"
    assert office.keys.list()[0].attempts.left == 3


# ------------------------------------------------------------------------------------------- states and notices


def test_nothing_is_said_until_sixty_days_before_the_end(office: Office) -> None:
    end = certificate(office).not_after
    assert office.keys.warning(end - timedelta(days=60)) is None
    soon = office.keys.warning(end - timedelta(days=60) + timedelta(seconds=1))
    assert soon is not None
    assert (soon.code, soon.days_left) == ("key.ends_soon", 59)
    late = office.keys.warning(end + timedelta(days=1))
    assert late is not None
    assert (late.code, late.days_left) == ("key.ended", -1)


def test_a_renewed_certificate_ends_the_notice(office: Office, centre: Office, tmp_path: Path) -> None:
    moment = certificate(office).not_after - timedelta(days=30)
    office.desk.clock = centre.desk.clock = FixedClock(moment)
    assert office.keys.expires() is not None
    certify(office, centre, office.keys.usable().id, tmp_path)
    assert office.keys.expires() is None


def test_an_office_without_any_key_gets_no_notice_of_an_end(office: Office) -> None:
    shutil.rmtree(office.paths.signing_keys)
    assert office.keys.warning() is None


def test_without_fresh_revocation_lists_a_key_is_unchecked_not_valid(office: Office) -> None:
    key = office.keys.usable()
    assert condition(office, key.id) == "ready"
    (office.paths.trust / "crls.pem").write_text("", "utf-8")
    assert condition(office, key.id) == "unchecked"


def test_lists_that_went_stale_make_a_key_unchecked(office: Office) -> None:
    fresh_until = office.trust.current().fresh_until  # type: ignore[union-attr]
    assert fresh_until is not None
    office.desk.clock = FixedClock(fresh_until + timedelta(days=1))
    assert condition(office, office.keys.usable().id) == "unchecked"
    notice = office.trust.warning(office.desk.clock.now())
    assert notice is not None
    assert notice.code == "trust.lists_ended"


def test_keys_that_the_program_made_are_labelled(office: Office) -> None:
    office.keys.create("Lê Văn Đức", NEW_PIN)
    assert all(key.app_made for key in office.keys.overview())


def test_a_certificate_from_another_root_is_foreign_and_signs_nothing(office: Office, tmp_path: Path) -> None:
    (tmp_path / "the.p12").write_bytes(foreign_p12())
    before = office.keys.usable()
    info = office.keys.import_pkcs12(tmp_path / "the.p12", P12_PASSWORD, NEW_PIN)
    assert condition(office, info.id) == "foreign"
    assert office.keys.usable() == before
    with pytest.raises(UserError) as refused:
        office.keys.open(info, NEW_PIN, office.trust.store())
    assert refused.value.code == "key.not_chained"


def test_a_key_that_was_taken_in_is_certified_by_headquarters(office: Office, centre: Office, tmp_path: Path) -> None:
    (tmp_path / "the.p12").write_bytes(foreign_p12())
    info = office.keys.import_pkcs12(tmp_path / "the.p12", P12_PASSWORD, NEW_PIN)
    certify(office, centre, info.id, tmp_path)
    assert condition(office, info.id) == "ready"
    assert office.keys.usable().id == info.id


def test_the_wrong_password_of_a_file_takes_nothing_in(office: Office, tmp_path: Path) -> None:
    (tmp_path / "the.p12").write_bytes(b"\x30\x00")
    with pytest.raises(UserError) as refused:
        office.keys.import_pkcs12(tmp_path / "the.p12", "x", NEW_PIN)
    assert refused.value.code == "key.pkcs12_unreadable"
    assert len(office.keys.list()) == 1


# ----------------------------------------------------------------------------------------- retired, handed over


def test_a_retired_key_signs_nothing_and_stays_in_its_folder(office: Office, pair: Pair) -> None:
    key = office.keys.usable()
    changes = office.keys.retire(key.id, "Về nước")
    assert changes
    assert condition(office, key.id) == "retired"
    for act in (lambda: office.keys.open(key, PASSPHRASE, None), lambda: office.keys.usable()):
        with pytest.raises(UserError) as refused:
            act()
        assert refused.value.code == "key.retired"
    assert (office.paths.signing_keys / f"{key.id}.key.json").is_file()
    assert office.keys.list()[0].attempts.left == 3


def test_a_hand_over_makes_a_key_and_moves_the_people(office: Office) -> None:
    old = office.keys.usable()
    made = office.keys.hand_over(old.id, "Lê Văn Đức", NEW_PIN, rank=BiText("Tham tán", "Counsellor"))
    assert condition(office, old.id) == "retired"
    assert condition(office, made.key.id) == "waiting"
    people = {person.name: person for person in office.settings.people()}
    assert not people[old.person].active
    assert people["Lê Văn Đức"].rank.en == "Counsellor"
    actor = office.settings.actor()
    assert actor is not None
    assert actor.name == "Lê Văn Đức"
    assert "person" in made.change_set.kinds


def test_the_successor_is_still_at_the_keyboard_after_reopening(pair: Pair) -> None:
    with quick_keys(), open_office(pair.mission, PASSPHRASE) as office:
        office.keys.hand_over(office.keys.usable().id, "Lê Văn Đức", NEW_PIN)
    with open_office(pair.mission, PASSPHRASE) as office:
        actor = office.settings.actor()
        assert actor is not None
        assert actor.name == "Lê Văn Đức"


def test_an_old_key_may_sign_until_its_successor_is_certified(office: Office, centre: Office, tmp_path: Path) -> None:
    old = office.keys.usable()
    made = office.keys.hand_over(old.id, "Lê Văn Đức", NEW_PIN, at_once=False)
    assert office.keys.usable().id == old.id
    certify(office, centre, made.key.id, tmp_path)
    assert condition(office, old.id) == "retired"
    assert office.keys.usable().id == made.key.id


def test_what_a_retired_key_has_signed_is_verified_as_before(office: Office, pair: Pair, tmp_path: Path) -> None:
    from cultdip_desktop.domain.period import Period, PeriodRule

    period = Period.parse("2026-Q3", PeriodRule.CALENDAR)
    made = office.packages.export(period, tmp_path / "q3.cdrp", PASSPHRASE)
    before = made.verdict.result
    office.keys.retire(office.keys.usable().id)
    assert office.packages.verify(tmp_path / "q3.cdrp").result == before


def test_nobody_succeeds_themselves(office: Office) -> None:
    old = office.keys.usable()
    with pytest.raises(UserError) as refused:
        office.keys.hand_over(old.id, old.person.upper(), NEW_PIN)
    assert refused.value.code == "key.same_person"
    assert len(office.keys.list()) == 1


def test_headquarters_keys_are_neither_retired_nor_handed_over(centre: Office) -> None:
    key = centre.keys.usable()
    for act in (lambda: centre.keys.retire(key.id), lambda: centre.keys.hand_over(key.id, "Ai đó", NEW_PIN)):
        with pytest.raises(UserError) as refused:
            act()
        assert refused.value.code == "office.not_a_mission"


# --------------------------------------------------------------------------------------------------------- trust


def test_newer_lists_come_in_by_a_folder_and_older_ones_never(office: Office, centre: Office, tmp_path: Path) -> None:
    assert centre.roster is not None
    centre.roster.write_trust(tmp_path / "old")
    serial = next(row.serial for row in centre.roster.issued() if row.office == "CZ-EMB")
    centre.roster.revoke(serial, "mất máy", PASSPHRASE)
    centre.roster.write_trust(tmp_path / "new")
    office.trust.update(tmp_path / "new")
    assert condition(office, office.keys.usable().id) == "revoked"
    office.trust.update(tmp_path / "old")
    assert condition(office, office.keys.usable().id) == "revoked"
    notice = office.keys.warning()
    assert notice is not None
    assert notice.code == "key.revoked_notice"


def test_lists_of_another_root_are_refused(office: Office, tmp_path: Path) -> None:
    make_world().trust.save(tmp_path / "other")
    with pytest.raises(UserError) as refused:
        office.trust.update(tmp_path / "other")
    assert refused.value.code == "trust.root_changed"
