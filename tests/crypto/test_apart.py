"""The passphrase's key derived in another process: the same key, and nothing lost when that process is."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto import apart, derive, keyfile, slots, standby
from cultdip_desktop.crypto.derive import QUICK, KdfCost

OFFICE = "01930000-0000-7000-8000-000000000001"
PASSPHRASE = "cây tre nở hoa bên sông Vltava"
WORTH_IT = KdfCost(memory_kib=standby.WORTH_IT, passes=1, lanes=2)


def made(folder: Path, cost: KdfCost) -> tuple[Path, keyfile.OfficeKey]:
    path = folder / "office.key.json"
    key, _code = keyfile.create(path, PASSPHRASE, office_id=OFFICE, role="mission", cost=cost)
    return path, key


def derive_nothing_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> bytes:
        raise AssertionError("derived in this process")

    monkeypatch.setattr(derive, "from_passphrase", refuse)


def test_another_process_derives_the_key_that_opens_the_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, key = made(tmp_path, WORTH_IT)
    derive_nothing_here(monkeypatch)
    assert keyfile.unlock(path, PASSPHRASE, apart.begin(path, PASSPHRASE)) == key


def test_it_opens_the_slot_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, key = made(tmp_path, WORTH_IT)

    def refuse(*_arguments: object) -> bytes:
        raise AssertionError("unsealed in this process")

    monkeypatch.setattr(slots, "_unseal", refuse)
    assert keyfile.unlock(path, PASSPHRASE, apart.begin(path, PASSPHRASE)) == key


def test_a_process_that_lies_about_the_slot_opens_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, _key = made(tmp_path, WORTH_IT)
    script = tmp_path / "liar.py"
    honest = standby.SCRIPT.read_text("utf-8")
    script.write_text(honest.replace("AESGCM(key).decrypt(nonce, wrapped, bound)", "bytes(32)"), "utf-8")
    monkeypatch.setattr(standby, "SCRIPT", script)
    with pytest.raises(UserError, match=r"office\.key_file_damaged"):
        keyfile.unlock(path, PASSPHRASE, apart.begin(path, PASSPHRASE))


@pytest.mark.parametrize("salt", [None, bytes(range(16))])
@pytest.mark.parametrize("label", ["store", "blobs", "slot/recovery"])
def test_keys_of_purposes_are_those_of_the_standard(salt: bytes | None, label: str) -> None:
    secret = bytes(range(32))
    expected = HKDF(SHA256(), 32, salt, b"cultdip/1/" + label.encode()).derive(secret)
    assert derive.from_secret(secret, label, salt) == expected


def test_a_process_that_waits_already_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, key = made(tmp_path, WORTH_IT)
    waiting = standby.start_for(path)
    assert waiting is not None
    monkeypatch.setattr(standby, "start", lambda: pytest.fail("another one was started"))
    assert keyfile.unlock(path, PASSPHRASE, apart.begin(path, PASSPHRASE, waiting)) == key
    assert waiting.returncode == 0


def test_one_that_has_died_while_it_waited_costs_nothing(tmp_path: Path) -> None:
    path, key = made(tmp_path, WORTH_IT)
    waiting = standby.start_for(path)
    assert waiting is not None
    waiting.kill()
    waiting.wait(30)
    assert keyfile.unlock(path, PASSPHRASE, apart.begin(path, PASSPHRASE, waiting)) == key


def test_one_that_is_asked_nothing_ends_with_its_input(tmp_path: Path) -> None:
    path, _key = made(tmp_path, WORTH_IT)
    waiting = standby.start_for(path)
    assert waiting is not None
    assert waiting.communicate(b"", 30)[0] == b""
    assert waiting.returncode == 0


def test_one_that_is_not_needed_is_ended(tmp_path: Path) -> None:
    path, _key = made(tmp_path, WORTH_IT)
    waiting = standby.start_for(path)
    assert waiting is not None
    apart.begin(path, "", waiting)
    assert waiting.returncode is not None


@pytest.mark.parametrize("content", [None, b"", b"{}", b"[]", b'{"slots": [{"kdf": 1}]}', b'{"slots": [1]}'])
def test_for_a_file_that_cannot_be_read_none_is_started(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "office.key.json"
    if content is not None:
        path.write_bytes(content)
    assert standby.start_for(path) is None


def test_a_cheap_key_starts_none(tmp_path: Path) -> None:
    assert standby.start_for(made(tmp_path, QUICK)[0]) is None


def test_a_wrong_passphrase_is_refused_as_always(tmp_path: Path) -> None:
    path, _key = made(tmp_path, WORTH_IT)
    with pytest.raises(UserError, match=r"office\.wrong_passphrase"):
        keyfile.unlock(path, "sai hoàn toàn rồi", apart.begin(path, "sai hoàn toàn rồi"))


def test_what_was_begun_for_another_passphrase_is_not_used(tmp_path: Path) -> None:
    path, key = made(tmp_path, WORTH_IT)
    assert keyfile.unlock(path, PASSPHRASE, apart.begin(path, "một mật khẩu khác hẳn")) == key


def test_a_process_that_dies_costs_time_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, key = made(tmp_path, WORTH_IT)
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit(9)\n", "utf-8")
    monkeypatch.setattr(standby, "SCRIPT", broken)
    assert keyfile.unlock(path, PASSPHRASE, apart.begin(path, PASSPHRASE)) == key


def test_a_small_cost_needs_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, key = made(tmp_path, QUICK)
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert keyfile.unlock(path, PASSPHRASE, apart.begin(path, PASSPHRASE)) == key


@pytest.mark.parametrize("executable", ["", "/nowhere/python"])
def test_without_an_interpreter_to_start_the_key_is_derived_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, executable: str
) -> None:
    path, key = made(tmp_path, WORTH_IT)
    monkeypatch.setattr(sys, "executable", executable)
    assert keyfile.unlock(path, PASSPHRASE, apart.begin(path, PASSPHRASE)) == key


@pytest.mark.parametrize("content", [None, b"", b"{}"])
def test_beginning_never_fails_the_unlocking_says_what_is_wrong(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "office.key.json"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError, match=r"office\.key_file"):
        keyfile.unlock(path, PASSPHRASE, apart.begin(path, PASSPHRASE))


@pytest.mark.parametrize("text", ["", "x" * 100_000])
def test_what_cannot_be_a_passphrase_starts_no_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    path, _key = made(tmp_path, WORTH_IT)

    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(UserError, match=r"office\.wrong_passphrase"):
        keyfile.unlock(path, text, apart.begin(path, text))
