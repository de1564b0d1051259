"""From a new key to a certificate that headquarters' packages bring, with two people on the telephone."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.crypto.derive import QUICK
from cultdip_desktop.packages import enrolment, fingerprint, keys, request
from cultdip_desktop.packages.authority import Authority
from cultdip_desktop.packages.contents import PackageContents
from cultdip_desktop.packages.package import Recipient
from cultdip_desktop.packages.pki import Revocation
from tests.packages.world import NOW, CountedPins, World

PIN = "trống đồng 9"
PINS = CountedPins()
"""No test here types a wrong one."""


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority.create(
        tmp_path_factory.mktemp("pki"), PINS, organisation="Bộ Ngoại giao", pin=PIN, now=NOW, cost=QUICK
    )


def ask(folder: Path, office: str = "CZ-EMB", person: str = "Nguyễn Thị Hòa") -> tuple[str, bytes]:
    info = keys.create_key(folder, person=person, office=office, office_name="ĐSQ", pin=PIN, now=NOW, cost=QUICK)
    return info.id, request.write(keys.request_of(folder, info.id))


def reply(world: World, authority: Authority, tmp_path: Path, asked: bytes) -> Path:
    """What headquarters does: certify both, make lists, sign the answer."""
    own, own_request = ask(tmp_path / "hq", "VN-MFA", "Lê Văn Bộ")
    mine = authority.certify(request.read(own_request), headquarters=True, pin=PIN, now=NOW)
    keys.install_certificate(tmp_path / "hq", mine, (authority.issuing,), PINS)
    theirs = authority.certify(request.read(asked), headquarters=False, pin=PIN, now=NOW)
    trust = authority.trust(authority.make_lists((), 1, pin=PIN, now=NOW))
    header = world.header(kind="trust", office="VN-MFA", recipient=Recipient("CZ-EMB"), period=None)
    contents = PackageContents(header=header, rows=enrolment.answer_rows(trust, theirs))
    signer = keys.load_signer(tmp_path / "hq", own, PIN, NOW, PINS)
    return world.write(tmp_path / "answer.cdrp", contents, signer).file


def test_a_request_travels_and_comes_back_as_a_certificate(world: World, authority: Authority, tmp_path: Path) -> None:
    key_id, asked = ask(tmp_path / "mine")
    path = reply(world, authority, tmp_path, asked)
    answer = enrolment.read_answer(path, us="CZ-EMB", pinned_root_sha256=None, now=NOW, progress=NoProgress())
    assert answer.root_sha256 == fingerprint.fingerprint(authority.root)
    (mine,) = answer.certificates
    installed = keys.install_certificate(tmp_path / "mine", mine.der, answer.trust.path_of(mine.der) or (), PINS)
    assert (installed.id, mine.office, mine.person) == (key_id, "CZ-EMB", "Nguyễn Thị Hòa")
    signer = keys.load_signer(tmp_path / "mine", key_id, PIN, NOW, PINS, answer.trust)
    verdict = world.verify(world.write(tmp_path / "report.cdrp", signer=signer).file, trust=answer.trust)
    assert verdict.trusted


def test_both_ends_of_the_telephone_hear_the_same_words(authority: Authority, tmp_path: Path) -> None:
    _key_id, asked = ask(tmp_path)
    (info,) = keys.list_keys(tmp_path, PINS)
    wanted = request.read(asked)
    assert fingerprint.words(wanted.public_sha256) == fingerprint.words(info.public_sha256)
    made = authority.certify(wanted, headquarters=False, pin=PIN, now=NOW)
    assert keys.install_certificate(tmp_path, made, (), PINS).certificate is not None
    certified = keys.list_keys(tmp_path, PINS)[0].certificate
    assert certified is not None
    assert certified.public_sha256 == wanted.public_sha256


def test_an_answer_of_another_root_than_the_pinned_is_refused(
    world: World, authority: Authority, tmp_path: Path
) -> None:
    _key_id, asked = ask(tmp_path / "mine")
    path = reply(world, authority, tmp_path, asked)
    with pytest.raises(UserError) as caught:
        enrolment.read_answer(
            path, us="CZ-EMB", pinned_root_sha256=world.trust.root_sha256, now=NOW, progress=NoProgress()
        )
    assert caught.value.code == "trust.root_changed"


def test_an_answer_for_another_office_is_refused(world: World, authority: Authority, tmp_path: Path) -> None:
    _key_id, asked = ask(tmp_path / "mine")
    path = reply(world, authority, tmp_path, asked)
    with pytest.raises(UserError) as caught:
        enrolment.read_answer(path, us="FR-EMB", pinned_root_sha256=None, now=NOW, progress=NoProgress())
    assert (caught.value.code, caught.value.params["reason"]) == ("enrol.answer_refused", "recipient.other")


def test_a_report_is_no_answer(good_package: Path) -> None:
    with pytest.raises(UserError) as caught:
        enrolment.read_answer(good_package, us=None, pinned_root_sha256=None, now=NOW, progress=NoProgress())
    assert caught.value.code == "enrol.not_an_answer"


@pytest.mark.parametrize("field", ["office", "person", "office_name", "public_sha256"])
def test_a_request_whose_label_was_changed_is_refused(tmp_path: Path, field: str) -> None:
    _key_id, asked = ask(tmp_path)
    plain = json.loads(asked)
    plain[field] = "FR-EMB"
    with pytest.raises(UserError) as caught:
        request.read(json.dumps(plain).encode())
    assert caught.value.code == "enrol.damaged"


def test_a_request_whose_proof_was_changed_is_refused(tmp_path: Path) -> None:
    _key_id, asked = ask(tmp_path)
    at = asked.index(b"-----END") - 12
    changed = asked[:at] + (b"A" if asked[at : at + 1] != b"A" else b"B") + asked[at + 1 :]
    with pytest.raises(UserError) as caught:
        request.read(changed)
    assert caught.value.code == "enrol.damaged"


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"MZ", b"x" * 100_000])
def test_something_else_is_no_request(data: bytes) -> None:
    with pytest.raises(UserError) as caught:
        request.read(data)
    assert caught.value.code == "enrol.not_a_request"


def test_an_authority_is_made_once(authority: Authority) -> None:
    assert Authority.open(authority.folder, PINS) == authority
    with pytest.raises(UserError) as caught:
        Authority.create(authority.folder, PINS, organisation="Khác", pin=PIN, now=NOW, cost=QUICK)
    assert caught.value.code == "authority.exists"


def test_without_the_roots_key_only_the_issuing_list_is_renewed(tmp_path: Path) -> None:
    authority = Authority.create(tmp_path / "pki", PINS, organisation="Bộ", pin=PIN, now=NOW, cost=QUICK)
    first = authority.make_lists((), 1, pin=PIN, now=NOW)
    (tmp_path / "pki" / "root.key.json").unlink()
    second = authority.make_lists((), 2, pin=PIN, now=NOW + timedelta(days=30))
    assert (len(first), len(second)) == (2, 1)
    trust = authority.trust(first).with_lists(second)
    assert len(trust.revocation_lists) == 2
    assert trust.fresh_until() is not None


def test_an_older_list_never_replaces_a_newer_one(world: World, tmp_path: Path) -> None:
    gone = world.signer()
    newer = world.with_revoked(gone)
    again = newer.with_lists(world.trust.revocation_lists)
    assert again.revoked_at(gone.certificate) is not None


def test_a_list_that_no_authority_signed_is_left_out(world: World, tmp_path: Path) -> None:
    authority = Authority.create(tmp_path / "pki", PINS, organisation="Kẻ giả danh", pin=PIN, now=NOW, cost=QUICK)
    serial = int(world.praha.facts.serial, 16)
    forged = authority.make_lists([Revocation(serial, NOW)], 9, pin=PIN, now=NOW)
    assert world.trust.with_lists(forged).revocation_lists == world.trust.revocation_lists
