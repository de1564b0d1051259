"""Headquarters' authority: requests looked at before they are certified, certificates' states, renewals, PINs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.hq.roster import RosterService
from cultdip_desktop.hq.roster_facts import RequestFacts
from cultdip_desktop.packages import authority, fingerprint, request
from tests.offices import PASSPHRASE, Pair, quick_keys

NEW_PIN = "hoa gạo tháng Ba"


@pytest.fixture
def centre(pair: Pair) -> Iterator[Office]:
    with quick_keys(), open_office(pair.headquarters, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def roster(centre: Office) -> RosterService:
    assert centre.roster is not None
    return centre.roster


@pytest.fixture
def mission_office(pair: Pair) -> Iterator[Office]:
    with quick_keys(), open_office(pair.mission, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def asked(mission_office: Office, tmp_path: Path) -> Path:
    """A request for a new key of the mission."""
    key = mission_office.keys.create("Lê Văn Đức", NEW_PIN)
    mission_office.keys.request(key.id, tmp_path / "đức.cdreq")
    return tmp_path / "đức.cdreq"


def refused(code: str, act: object) -> UserError:
    with pytest.raises(UserError) as caught:
        act()  # type: ignore[operator]
    assert caught.value.code == code
    return caught.value


def issued_to_the_mission(roster: RosterService) -> str:
    return next(row.serial for row in roster.issued() if row.office == "CZ-EMB")


def test_a_request_is_known_before_anything_is_certified(
    roster: RosterService, mission_office: Office, asked: Path
) -> None:
    before = roster.issued()
    facts = roster.inspect(asked)
    key = mission_office.keys.list()[-1]
    assert (facts.office, facts.person) == ("CZ-EMB", "Lê Văn Đức")
    assert facts.office_name.vi == "Đại sứ quán Việt Nam tại Cộng hòa Séc"
    assert facts.words == fingerprint.words(key.public_sha256)
    assert (facts.same_key, facts.rsa, len(facts.before)) == (False, False, 1)
    assert roster.issued() == before


def test_a_renewal_is_told_from_a_new_key(roster: RosterService, mission_office: Office, tmp_path: Path) -> None:
    mission_office.keys.request(mission_office.keys.usable().id, tmp_path / "again.cdreq")
    assert roster.inspect(tmp_path / "again.cdreq").same_key


def test_of_several_files_each_is_answered(roster: RosterService, asked: Path, tmp_path: Path) -> None:
    other = tmp_path / "thư.txt"
    other.write_text("Kính gửi", "utf-8")
    found = dict(roster.requests([asked, other, tmp_path / "không có"]))
    assert isinstance(found[asked], RequestFacts)
    wrong = found[other]
    assert isinstance(wrong, UserError)
    assert wrong.code == "enrol.not_a_request"
    gone = found[tmp_path / "không có"]
    assert isinstance(gone, UserError)
    assert gone.code == "file.unreachable"


def test_other_words_than_the_requests_certify_nothing(roster: RosterService, asked: Path, tmp_path: Path) -> None:
    before = roster.issued()
    words = list(roster.inspect(asked).words)
    words[0], words[1] = words[1], "không"
    refused("enrol.words_differ", lambda: roster.enrol(asked, tmp_path / "a", PASSPHRASE, heard=" ".join(words)))
    assert roster.issued() == before
    assert not (tmp_path / "a").exists()


def test_the_right_words_certify(roster: RosterService, asked: Path, tmp_path: Path) -> None:
    heard = ", ".join(roster.inspect(asked).words).upper()
    made = roster.enrol(asked, tmp_path / "a.cdrp", PASSPHRASE, heard=heard)
    assert (made.office, made.file.exists()) == ("CZ-EMB", True)


def test_revoking_needs_a_reason_and_the_pin(roster: RosterService) -> None:
    serial = issued_to_the_mission(roster)
    refused("enrolment.reason_missing", lambda: roster.revoke(serial, "  ", PASSPHRASE))
    refused("key.wrong_pin", lambda: roster.revoke(serial, "mất máy", "sai"))
    assert all(entry.state.value == "valid" for entry in roster.certificates())


def test_a_revoked_certificate_is_in_the_new_lists(centre: Office, roster: RosterService) -> None:
    serial = issued_to_the_mission(roster)
    roster.revoke(f"00{serial.upper()}", "mất máy", PASSPHRASE)
    entry = next(entry for entry in roster.certificates() if entry.issued.serial == serial)
    assert (entry.state.value, entry.issued.reason) == ("revoked", "mất máy")
    trust = centre.trust.store()
    assert trust is not None
    from cultdip_desktop.packages import certificates

    (der,) = certificates.read_pem(entry.issued.pem.encode())
    assert trust.revoked_at(der) is not None


def test_states_follow_the_calendar(roster: RosterService) -> None:
    entry = roster.certificates()[0]
    end = entry.issued.not_after
    for moment, state in (
        (end - timedelta(days=61), "valid"),
        (end - timedelta(days=59), "ends_soon"),
        (end + timedelta(days=1), "expired"),
    ):
        assert roster.certificates(moment)[0].state.value == state
    assert roster.certificates(end - timedelta(days=59))[0].days_left == 59


def test_headquarters_is_warned_of_the_lists_then_of_its_own_certificate(centre: Office, roster: RosterService) -> None:
    assert roster.warning() is None
    trust = centre.trust.current()
    assert trust is not None
    assert trust.fresh_until is not None
    notice = roster.warning(trust.fresh_until - timedelta(days=5))
    assert notice is not None
    assert (notice.code, notice.days_left) == ("trust.lists_end_soon", 5)


def test_renewed_lists_are_good_for_180_days_from_now(centre: Office, roster: RosterService) -> None:
    centre.desk.clock = FixedClock(centre.desk.clock.now() + timedelta(days=100))
    fresh = roster.renew_lists(PASSPHRASE).fresh_until
    assert fresh is not None
    assert (fresh - centre.desk.clock.now()).days in (179, 180)


def test_the_own_certificate_is_renewed_and_only_then_the_old_one_revoked(
    centre: Office, roster: RosterService
) -> None:
    old = next(entry for entry in roster.certificates() if entry.own)
    refused("enrolment.own_certificate", lambda: roster.revoke(old.issued.serial, "thử", PASSPHRASE))
    roster.renew_own(PASSPHRASE)
    assert next(entry for entry in roster.certificates() if entry.own).issued.serial != old.issued.serial
    roster.revoke(old.issued.serial, "đã gia hạn", PASSPHRASE)
    assert roster.renew_lists(PASSPHRASE)


def test_one_pin_is_changed_at_root_issuing_and_own_key(roster: RosterService, asked: Path, tmp_path: Path) -> None:
    roster.change_pin(PASSPHRASE, NEW_PIN)
    refused("key.wrong_pin", lambda: roster.enrol(asked, tmp_path / "a.cdrp", PASSPHRASE))
    assert roster.enrol(asked, tmp_path / "a.cdrp", NEW_PIN)


def test_a_change_of_pin_that_was_broken_off_is_finished_by_the_same_call(
    roster: RosterService, asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = authority.durable.write_bytes
    calls: list[Path] = []

    def pull_the_plug(path: Path, data: bytes, **more: bool) -> None:
        calls.append(path)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(path, data, **more)

    with monkeypatch.context() as patch:
        patch.setattr(authority.durable, "write_bytes", pull_the_plug)
        with pytest.raises(KeyboardInterrupt):
            roster.change_pin(PASSPHRASE, NEW_PIN)
    roster.change_pin(PASSPHRASE, NEW_PIN)
    assert roster.enrol(asked, tmp_path / "a.cdrp", NEW_PIN)


def test_a_wrong_present_pin_changes_no_key(roster: RosterService, asked: Path, tmp_path: Path) -> None:
    refused("key.wrong_pin", lambda: roster.change_pin("không phải", NEW_PIN))
    assert roster.enrol(asked, tmp_path / "a.cdrp", PASSPHRASE)


def test_wrong_pins_of_the_authority_are_counted_in_the_store(centre: Office, roster: RosterService) -> None:
    for _ in range(2):
        refused("key.wrong_pin", lambda: roster.renew_lists("sai"))
    refused("key.locked", lambda: roster.renew_lists("sai"))
    assert not list(centre.paths.home.rglob("*attempts*"))
    refused("key.locked", lambda: roster.renew_lists(PASSPHRASE))


def test_a_request_of_an_rsa_key_is_certified(roster: RosterService, tmp_path: Path) -> None:
    from cryptography.hazmat.primitives.asymmetric import rsa

    key = rsa.generate_private_key(65537, 2048)
    der = request.sign_request(key, office="CZ-EMB", office_name="ĐSQ", person="Đỗ Thẻ Cứng")
    (tmp_path / "rsa.cdreq").write_bytes(request.write(der))
    assert roster.inspect(tmp_path / "rsa.cdreq").rsa
    assert roster.enrol(tmp_path / "rsa.cdreq", tmp_path / "a.cdrp", PASSPHRASE).person == "Đỗ Thẻ Cứng"
