"""Signing keys: one a person, under a PIN of its own, and a brake on guessing."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12

from cultdip_desktop.core import canonical
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto.derive import QUICK
from cultdip_desktop.packages import keys, pki, request
from cultdip_desktop.packages.certificates import facts
from cultdip_desktop.packages.keys import KeyInfo
from tests.packages.world import NOW, CountedPins, World

PIN = "sen trắng 7"
_pins: dict[Path, CountedPins] = {}


def pins_of(folder: Path) -> CountedPins:
    """The counter of one test's folder."""
    return _pins.setdefault(folder, CountedPins())


def make(folder: Path, person: str = "Nguyễn Thị Hòa") -> KeyInfo:
    return keys.create_key(
        folder, person=person, office="CZ-EMB", office_name="ĐSQ tại Séc", pin=PIN, now=NOW, cost=QUICK
    )


def certify(world: World, folder: Path, info: KeyInfo) -> KeyInfo:
    wanted = request.read(request.write(keys.request_of(folder, info.id)))
    made = pki.certify_office(
        world.issuing,
        wanted.public_key,
        office=wanted.office,
        office_name=wanted.office_name,
        person=wanted.person,
        headquarters=False,
        now=NOW,
    )
    return keys.install_certificate(folder, made.public_bytes(Encoding.DER), (world.issuing.der,), pins_of(folder))


def refused(code: str, folder: Path, info: KeyInfo, pin: str, now: object = NOW, **more: object) -> UserError:
    with pytest.raises(UserError) as caught:
        keys.load_signer(folder, info.id, pin, now, pins_of(folder), **more)  # type: ignore[arg-type]
    assert caught.value.code == code
    return caught.value


def test_a_certified_key_signs_packages_that_verify(world: World, tmp_path: Path) -> None:
    info = certify(world, tmp_path, make(tmp_path))
    signer = keys.load_signer(tmp_path, info.id, PIN, NOW, pins_of(tmp_path), world.trust)
    path = world.write(tmp_path / "a.cdrp", signer=signer).file
    assert world.verify(path).trusted


def test_the_key_file_shows_nothing_of_the_key(tmp_path: Path) -> None:
    info = make(tmp_path)
    plain = canonical.decode((tmp_path / f"{info.id}.key.json").read_bytes())
    assert isinstance(plain, dict)
    assert set(plain) == {"box", "format", "info", "kdf", "nonce", "salt", "version"}
    assert "PRIVATE" not in str(plain)


def test_keys_are_listed_with_their_people(world: World, tmp_path: Path) -> None:
    certify(world, tmp_path, make(tmp_path, "Lê Văn Đức"))
    make(tmp_path, "Trần Thị Ước")
    listed = {info.person: info.certificate for info in keys.list_keys(tmp_path, pins_of(tmp_path))}
    assert listed.keys() == {"Lê Văn Đức", "Trần Thị Ước"}
    assert listed["Trần Thị Ước"] is None
    assert listed["Lê Văn Đức"] is not None


def test_three_wrong_pins_lock_the_key_for_a_while(world: World, tmp_path: Path) -> None:
    info = certify(world, tmp_path, make(tmp_path))
    assert refused("key.wrong_pin", tmp_path, info, "sai một").params["attempts_left"] == 2
    assert refused("key.wrong_pin", tmp_path, info, "sai hai").params["attempts_left"] == 1
    assert refused("key.locked", tmp_path, info, "sai ba").params["minutes"] == 15
    refused("key.locked", tmp_path, info, PIN, NOW + timedelta(minutes=14))
    assert (
        keys.load_signer(tmp_path, info.id, PIN, NOW + timedelta(minutes=15), pins_of(tmp_path)).facts.person
        == "Nguyễn Thị Hòa"
    )


def test_the_pause_grows_and_a_right_pin_ends_it(world: World, tmp_path: Path) -> None:
    info = certify(world, tmp_path, make(tmp_path))
    for _ in range(3):
        with pytest.raises(UserError):
            keys.load_signer(tmp_path, info.id, "sai rồi", NOW, pins_of(tmp_path))
    later = NOW + timedelta(minutes=16)
    for _ in range(2):
        refused("key.wrong_pin", tmp_path, info, "sai nữa", later)
    assert refused("key.locked", tmp_path, info, "vẫn sai", later).params["minutes"] == 30
    keys.load_signer(tmp_path, info.id, PIN, later + timedelta(minutes=31), pins_of(tmp_path))
    assert refused("key.wrong_pin", tmp_path, info, "sai lại", later).params["attempts_left"] == 2


def test_an_attempt_counts_before_the_pin_is_tried(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    info = certify(world, tmp_path, make(tmp_path))

    def pull_the_plug(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cultdip_desktop.packages.sealed_key.SealedKey.open", pull_the_plug)
    with pytest.raises(KeyboardInterrupt):
        keys.load_signer(tmp_path, info.id, "đoán", NOW, pins_of(tmp_path))
    assert keys.list_keys(tmp_path, pins_of(tmp_path))[0].attempts.failed == 1


def test_a_key_without_certificate_costs_no_attempt(tmp_path: Path) -> None:
    info = make(tmp_path)
    assert refused("key.no_certificate", tmp_path, info, "sai").params["person"] == "Nguyễn Thị Hòa"
    assert keys.list_keys(tmp_path, pins_of(tmp_path))[0].attempts.failed == 0


def test_a_certificate_is_looked_at_before_signing(world: World, tmp_path: Path) -> None:
    info = certify(world, tmp_path, make(tmp_path))
    refused("key.certificate_expired", tmp_path, info, PIN, NOW + timedelta(days=800))
    refused("key.certificate_not_yet", tmp_path, info, PIN, NOW - timedelta(days=30))
    assert info.certificate is not None
    revoked = pki.create_list(world.issuing, [pki.Revocation(int(info.certificate.serial, 16), NOW)], 3, NOW)
    trust = world.trust.with_lists((revoked.public_bytes(Encoding.DER),))
    refused("key.certificate_revoked", tmp_path, info, PIN, trust=trust)


def test_a_certificate_of_somebody_else_is_not_installed(world: World, tmp_path: Path) -> None:
    make(tmp_path)
    with pytest.raises(UserError) as caught:
        keys.install_certificate(tmp_path, world.praha.certificate, (), pins_of(tmp_path))
    assert caught.value.code == "key.no_match"


def test_the_pin_can_be_changed(world: World, tmp_path: Path) -> None:
    info = certify(world, tmp_path, make(tmp_path))
    keys.change_pin(tmp_path, info.id, PIN, "mới hoàn toàn", NOW, pins_of(tmp_path), cost=QUICK)
    refused("key.wrong_pin", tmp_path, info, PIN)
    assert keys.load_signer(tmp_path, info.id, "mới hoàn toàn", NOW, pins_of(tmp_path))


def test_a_pin_typed_by_another_input_method_opens_the_key(world: World, tmp_path: Path) -> None:
    info = certify(world, tmp_path, make(tmp_path))
    assert keys.load_signer(tmp_path, info.id, unicodedata.normalize("NFD", PIN), NOW, pins_of(tmp_path))


@pytest.mark.parametrize("pin", ["", "12345", "111111", "ababab"])
def test_a_pin_that_is_guessed_at_once_is_refused(tmp_path: Path, pin: str) -> None:
    with pytest.raises(UserError) as caught:
        keys.create_key(tmp_path, person="A", office="CZ-EMB", office_name="B", pin=pin, now=NOW, cost=QUICK)
    assert caught.value.code == "key.pin_too_short"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("change", [b"", b"{}", b"x" * 70_000])
def test_a_damaged_key_file_is_named(world: World, tmp_path: Path, change: bytes) -> None:
    info = certify(world, tmp_path, make(tmp_path))
    (tmp_path / f"{info.id}.key.json").write_bytes(change)
    refused("key.damaged", tmp_path, info, PIN)
    assert keys.list_keys(tmp_path, pins_of(tmp_path)) == ()


def test_a_key_file_that_asks_for_all_memory_is_refused(world: World, tmp_path: Path) -> None:
    info = certify(world, tmp_path, make(tmp_path))
    path = tmp_path / f"{info.id}.key.json"
    path.write_bytes(path.read_bytes().replace(b'"memory_kib":1024', b'"memory_kib":99999999'))
    refused("key.damaged", tmp_path, info, PIN)


def test_a_changed_name_beside_the_key_is_noticed(world: World, tmp_path: Path) -> None:
    info = certify(world, tmp_path, make(tmp_path))
    path = tmp_path / f"{info.id}.key.json"
    path.write_bytes(path.read_bytes().replace("Nguyễn Thị Hòa".encode(), "Nguyễn Thị Hoa".encode()))
    refused("key.wrong_pin", tmp_path, info, PIN)


def test_a_pkcs12_file_is_wrapped_anew(world: World, tmp_path: Path) -> None:
    signer = world.signer(person="Đỗ Thẻ Cứng")
    certificate = x509.load_der_x509_certificate(signer.certificate)
    chain = [x509.load_der_x509_certificate(der) for der in signer.chain]
    data = pkcs12.serialize_key_and_certificates(b"k", signer.key, certificate, chain, BestAvailableEncryption(b"cu"))
    info = keys.import_pkcs12(
        tmp_path, data, "cu", person="Đỗ Thẻ Cứng", office="CZ-EMB", office_name="ĐSQ", pin=PIN, now=NOW,
        pins=pins_of(tmp_path), cost=QUICK,
    )  # fmt: skip
    assert info.certificate == facts(signer.certificate)
    assert keys.load_signer(tmp_path, info.id, PIN, NOW, pins_of(tmp_path)).chain == signer.chain
    assert not list(tmp_path.glob("*.p12"))


def test_a_pkcs12_file_with_a_wrong_password_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        keys.import_pkcs12(
            tmp_path, b"\x30\x00", "x", person="A", office="CZ-EMB", office_name="B", pin=PIN, now=NOW,
            pins=pins_of(tmp_path), cost=QUICK,
        )  # fmt: skip
    assert caught.value.code == "key.pkcs12_unreadable"


def test_an_rsa_key_of_2048_bits_signs_packages_that_verify(world: World, tmp_path: Path) -> None:
    key = rsa.generate_private_key(65537, 2048)
    made = pki.certify_office(
        world.issuing,
        key.public_key(),  # type: ignore[arg-type]
        office="CZ-EMB",
        office_name="ĐSQ",
        person="Thẻ RSA",
        headquarters=False,
        now=NOW,
    )
    signer = replace(world.praha, certificate=made.public_bytes(Encoding.DER), key=key)
    verdict = world.verify(world.write(tmp_path / "a.cdrp", signer=signer).file)
    assert verdict.trusted
