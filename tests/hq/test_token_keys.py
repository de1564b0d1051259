"""Headquarters' issuing key and its own key on a token: certified and signed with as before, never in a file again."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.hq.roster import RosterService
from cultdip_desktop.packages import key_file, token_key
from tests.offices import PASSPHRASE, Pair, ask, quick_keys, run
from tests.packages.world import World
from tests.signatures import soft_token

LABEL = "HSM của Bộ"


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A token with the authority's PIN."""
    made = soft_token.make(tmp_path, monkeypatch, None)  # type: ignore[arg-type]
    line = ["softhsm2-util", "--init-token", "--free", "--label", LABEL, "--pin", PASSPHRASE, "--so-pin", "31415926"]
    subprocess.run(line, check=True, capture_output=True)
    return made.module


@pytest.fixture
def centre(pair: Pair) -> Iterator[Office]:
    with quick_keys(), open_office(pair.headquarters, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def roster(centre: Office) -> RosterService:
    assert centre.roster is not None
    return centre.roster


@pytest.fixture
def asked(pair: Pair, tmp_path: Path) -> Path:
    with quick_keys(), open_office(pair.mission, PASSPHRASE) as office:
        key = office.keys.create("Lê Văn Đức", "hoa gạo tháng Ba")
        office.keys.request(key.id, tmp_path / "đức.cdreq")
    return tmp_path / "đức.cdreq"


def test_the_issuing_key_certifies_from_its_token(
    pair: Pair, centre: Office, roster: RosterService, module: Path, asked: Path, tmp_path: Path
) -> None:
    roster.move_to_token(module, LABEL, PASSPHRASE, own=False)
    plain = json.loads((centre.paths.authority / "issuing.key.json").read_text("utf-8"))
    assert plain["format"] == "cultdip-token-key"
    assert "box" not in plain
    roster.enrol(asked, tmp_path / "a.cdrp", PASSPHRASE)
    with quick_keys(), open_office(pair.mission, PASSPHRASE) as office:
        installed = office.trust.install(tmp_path / "a.cdrp")
        assert installed.key.certificate is not None
    roster.renew_lists(PASSPHRASE)
    assert roster.renew_issuing(PASSPHRASE)


def test_headquarters_own_key_signs_from_its_token(
    pair: Pair, roster: RosterService, module: Path, tmp_path: Path
) -> None:
    roster.move_to_token(module, LABEL, PASSPHRASE, own=True)
    file = roster.write_trust_list(tmp_path, PASSPHRASE)
    assert ask(pair.mission, "verify", file)["result"] == "valid"


def test_a_wrong_pin_is_counted_as_ever(roster: RosterService, module: Path) -> None:
    roster.move_to_token(module, LABEL, PASSPHRASE, own=False)
    with pytest.raises(UserError) as refused:
        roster.renew_issuing("sai hết rồi đó")
    assert refused.value.code == "key.wrong_pin"


def test_one_pin_is_changed_on_the_token_too(roster: RosterService, module: Path, tmp_path: Path) -> None:
    for own in (False, True):
        roster.move_to_token(module, LABEL, PASSPHRASE, own=own)
    roster.change_pin(PASSPHRASE, "hoa gạo tháng Tư")
    assert roster.write_trust_list(tmp_path, "hoa gạo tháng Tư").is_file()
    roster.renew_lists("hoa gạo tháng Tư")


def test_a_token_with_another_pin_takes_nothing(centre: Office, roster: RosterService, module: Path) -> None:
    before = (centre.paths.authority / "issuing.key.json").read_bytes()
    with pytest.raises(UserError) as refused:
        roster.move_to_token(module, soft_token.LABEL, PASSPHRASE, own=False)
    assert refused.value.code == "token.wrong_pin"
    assert (centre.paths.authority / "issuing.key.json").read_bytes() == before


def test_without_the_token_nothing_is_certified(
    centre: Office, roster: RosterService, module: Path, asked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster.move_to_token(module, LABEL, PASSPHRASE, own=False)
    file = centre.paths.authority / "issuing.key.json"
    file.write_text(file.read_text("utf-8").replace(LABEL, "HSM đã rút"), "utf-8")
    with pytest.raises(UserError) as refused:
        roster.enrol(asked, tmp_path / "a.cdrp", PASSPHRASE)
    assert refused.value.code == "token.gone"
    assert not (tmp_path / "a.cdrp").exists()


def test_a_key_goes_to_a_token_once(roster: RosterService, module: Path) -> None:
    roster.move_to_token(module, LABEL, PASSPHRASE, own=False)
    with pytest.raises(UserError) as refused:
        roster.move_to_token(module, LABEL, PASSPHRASE, own=False)
    assert refused.value.code == "token.there_already"


def test_the_secret_half_is_not_given_out(world: World, module: Path) -> None:
    assert isinstance(world.praha.key, ec.EllipticCurvePrivateKey)
    where = token_key.move(world.praha.key, {"person": "Thử"}, module, LABEL, PASSPHRASE)
    with pytest.raises(UserError) as refused:
        where.open(PASSPHRASE).private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    assert refused.value.code == "token.key_stays"
    assert key_file.read(where.encode()) == where


@pytest.mark.parametrize(
    "damage", [b'{"format":"cultdip-token-key"}', b"[]", b"", b'{"format":"cultdip-token-key","x":1}']
)
def test_a_damaged_file_is_called_damaged(damage: bytes) -> None:
    with pytest.raises(UserError) as refused:
        key_file.read(damage)
    assert refused.value.code == "key.damaged"


def test_the_command_line_moves_the_key(pair: Pair, module: Path) -> None:
    done = ask(pair.headquarters, "hq", "to-token", "issuing", "--module", module, "--token", LABEL)
    assert done["key"] == "issuing"
    again = run(
        "hq", "to-token", "issuing", "--module", module, "--token", LABEL, "--home", pair.headquarters, "--json"
    )
    assert again.error == "token.there_already"


@pytest.fixture
def world() -> World:
    from tests.packages.world import make_world

    return make_world()
