"""Signing a report with a token, and believing the authorities that certified it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.period import Period
from cultdip_desktop.packages import certificates, pki, trust
from cultdip_desktop.packages.verdict import Result
from cultdip_desktop.signatures.places import SignerRole
from cultdip_desktop.signatures.tokens import TokenKey, TriesLeft
from tests.offices import PASSPHRASE
from tests.packages.world import World, make_world
from tests.signatures import soft_token
from tests.signatures.soft_token import PIN, SoftToken


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    """The sample embassy, its third quarter approved."""
    with open_office(mission, PASSPHRASE) as opened:
        opened.reporting.approve(_period(opened))
        yield opened


@pytest.fixture
def world(office: Office) -> World:
    """Another authority, of today."""
    return make_world(office.desk.clock.now())


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, world: World, office: Office) -> SoftToken:
    """A token with one key of that authority, its library chosen."""
    made = soft_token.make(tmp_path, monkeypatch, world)
    made.put("ec", person="Đại sứ Trần Văn Bình")
    office.signing.set_module(str(made.module))
    return made


@pytest.fixture
def root_file(tmp_path: Path, world: World) -> Path:
    """What the authority publishes: root, chain and lists in one PEM file."""
    file = tmp_path / "gốc.pem"
    chain = certificates.to_pem(world.trust.root, *world.trust.issuing)
    file.write_text(chain + trust.lists_to_pem(world.trust.revocation_lists))
    return file


def _period(office: Office) -> Period:
    return Period.parse("2026-Q3", office.reports.rule())


def _key(office: Office) -> TokenKey:
    [found] = office.signing.tokens()
    [key] = found.keys
    return key


def test_a_token_signs_once_its_authority_is_believed(
    office: Office, token: SoftToken, root_file: Path, world: World
) -> None:
    del token
    office.signing.roots.add(root_file, world.trust.root_sha256.upper())
    signed = office.signing.sign(_period(office), SignerRole.PERSON, _key(office), PIN)
    assert signed.verdict.result is Result.VALID_WITH_WARNINGS  # the agency's is missing
    assert signed.verdict.signatures[0].trusted


def test_a_token_of_an_unknown_authority_does_not_sign(office: Office, token: SoftToken, world: World) -> None:
    del token, world
    with pytest.raises(UserError, match=r"key\.not_chained"):
        office.signing.sign(_period(office), SignerRole.PERSON, _key(office), PIN)


def test_a_wrong_pin_is_counted_and_the_last_try_must_be_wanted(
    office: Office, token: SoftToken, root_file: Path, world: World
) -> None:
    del token
    office.signing.roots.add(root_file, world.trust.root_sha256)
    key = _key(office)
    for wrong in (1, 2):
        with pytest.raises(UserError, match=r"token\.wrong_pin"):
            office.signing.sign(_period(office), SignerRole.PERSON, key, "000000")
        assert office.signing.wrong_pins(key) == wrong
    assert office.signing.tries(key) is TriesLeft.LAST
    with pytest.raises(UserError, match=r"token\.last_try"):
        office.signing.sign(_period(office), SignerRole.PERSON, key, PIN)
    office.signing.sign(_period(office), SignerRole.PERSON, key, PIN, last_try=True)
    assert office.signing.wrong_pins(key) == 0


def test_a_root_counts_only_with_its_published_fingerprint(office: Office, root_file: Path) -> None:
    with pytest.raises(UserError, match=r"root\.fingerprint_differs"):
        office.signing.roots.add(root_file, "ab" * 32)
    assert office.signing.roots.list() == ()


def test_a_root_is_told_with_its_chain_and_lists(office: Office, root_file: Path, world: World) -> None:
    office.signing.roots.add(root_file, " ".join(world.trust.root_sha256[at : at + 4] for at in range(0, 64, 4)))
    [root] = office.signing.roots.list()
    assert (root.sha256, root.authorities) == (world.trust.root_sha256, 1)
    assert root.fresh_until is not None
    office.signing.roots.remove(root.sha256)
    assert office.signing.roots.list() == ()


def test_newer_lists_are_taken_in_alone(office: Office, root_file: Path, world: World, tmp_path: Path) -> None:
    office.signing.roots.add(root_file, world.trust.root_sha256)
    newer = tmp_path / "mới.crl"
    made = pki.create_list(world.issuing, (), 9, world.now, days=300)
    newer.write_bytes(made.public_bytes(Encoding.DER))
    office.signing.roots.update(newer)
    with pytest.raises(UserError, match=r"root\.nothing_new"):
        office.signing.roots.update(newer)


@pytest.mark.parametrize(
    "content", [b"", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", b"x" * 400]
)
def test_a_file_without_a_root_is_refused(office: Office, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "hỏng.cer"
    file.write_bytes(content)
    with pytest.raises(UserError, match=r"root\."):
        office.signing.roots.inspect(file)


def test_a_leaf_is_no_root(office: Office, tmp_path: Path, world: World) -> None:
    file = tmp_path / "lá.pem"
    file.write_text(certificates.to_pem(world.praha.certificate))
    with pytest.raises(UserError, match=r"root\."):
        office.signing.roots.inspect(file)
