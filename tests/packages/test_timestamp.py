"""Time stamps of headquarters' own authority, checked by us and by OpenSSL."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.packages import entitlement, pki, timestamp
from cultdip_desktop.packages.certificates import facts
from cultdip_desktop.packages.timestamp import TimeStamper
from cultdip_desktop.packages.verdict import Outcome
from tests.packages.world import NOW, World, make_world

DIGEST = hashlib.sha256("dòng 1 của sổ".encode()).digest()


def stamper(world: World) -> TimeStamper:
    key = ec.generate_private_key(ec.SECP256R1())
    made = pki.certify_time_stamps(world.issuing, key.public_key(), "Bộ Ngoại giao", world.now)
    return TimeStamper(made.public_bytes(Encoding.DER), (world.issuing.der,), key)


def test_a_stamp_tells_when_a_digest_was_there(world: World) -> None:
    token = stamper(world).stamp(DIGEST, NOW + timedelta(minutes=3))
    assert timestamp.check(token, DIGEST, world.trust) == NOW + timedelta(minutes=3)


def test_a_stamp_says_nothing_about_another_digest(world: World) -> None:
    token = stamper(world).stamp(DIGEST, NOW)
    assert timestamp.check(token, hashlib.sha256(b"khac").digest(), world.trust) is None


def test_a_stamp_of_another_house_proves_nothing(world: World) -> None:
    token = stamper(make_world()).stamp(DIGEST, NOW)
    assert timestamp.check(token, DIGEST, world.trust) is None


def test_an_officers_key_cannot_stamp(world: World) -> None:
    assert isinstance(world.praha.key, ec.EllipticCurvePrivateKey)
    forged = TimeStamper(world.praha.certificate, world.praha.chain, world.praha.key)
    assert timestamp.check(forged.stamp(DIGEST, NOW), DIGEST, world.trust) is None


def test_a_stamp_key_is_not_entitled_to_sign_packages(world: World) -> None:
    found = entitlement.check_path(facts(stamper(world).certificate), world.trust, NOW, NOW)
    assert (found.outcome, found.code) == (Outcome.FAILED, "certificate.invalid")


def test_a_stamp_from_outside_its_certificates_life_proves_nothing(world: World) -> None:
    mine = stamper(world)
    for at in (NOW - timedelta(days=400), NOW + timedelta(days=366 * 6)):
        assert timestamp.check(mine.stamp(DIGEST, at), DIGEST, world.trust) is None


def test_no_single_byte_of_a_stamp_can_be_changed(world: World) -> None:
    token = stamper(world).stamp(DIGEST, NOW)
    for at in range(len(token)):
        changed = token[:at] + bytes([token[at] ^ 0x01]) + token[at + 1 :]
        assert timestamp.check(changed, DIGEST, world.trust) is None, at
    assert timestamp.check(token + b"\0", DIGEST, world.trust) is None
    assert timestamp.check(token[:-1], DIGEST, world.trust) is None
    assert timestamp.check(b"", DIGEST, world.trust) is None


def test_a_stamp_is_understood_by_a_program_that_has_just_begun(world: World, tmp_path: Path) -> None:
    """What the library knows depends on what was loaded before: a fresh process has made no stamp."""
    (tmp_path / "stamp.der").write_bytes(stamper(world).stamp(DIGEST, NOW))
    world.trust.save(tmp_path / "trust")
    program = (
        "import sys; from pathlib import Path; from cultdip_desktop.packages import timestamp, trust; "
        "print(timestamp.check(Path('stamp.der').read_bytes(), bytes.fromhex(sys.argv[1]), "
        "trust.TrustStore.load(Path('trust'))))"
    )
    command = [sys.executable, "-c", program, DIGEST.hex()]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True, env=environment())
    assert done.stdout.strip() == str(NOW)


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}


@pytest.mark.parametrize("digest", ["good", "other"])
def test_openssl_confirms_what_we_say(tmp_path: Path, digest: str) -> None:
    today = make_world(SystemClock().now() - timedelta(minutes=10))
    (tmp_path / "stamp.der").write_bytes(stamper(today).stamp(DIGEST, SystemClock().now()))
    today.trust.save(tmp_path)
    asked = DIGEST if digest == "good" else hashlib.sha256(b"khac").digest()
    command = "openssl ts -verify -token_in -in stamp.der -CAfile chain.pem -digest".split()
    done = subprocess.run([*command, asked.hex()], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ("Verification: OK" in done.stdout) == (digest == "good"), done.stdout + done.stderr
