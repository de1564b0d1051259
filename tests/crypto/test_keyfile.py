"""The key file: slots, copies, and what happens to it in bad hands."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto import derive, keyfile
from cultdip_desktop.crypto.derive import QUICK, KdfCost

OFFICE = "01930000-0000-7000-8000-000000000001"
PASSPHRASE = "cây tre nở hoa bên sông Vltava"


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, keyfile.OfficeKey, str]:
    path = tmp_path / "office.key.json"
    key, code = keyfile.create(path, PASSPHRASE, office_id=OFFICE, role="mission", cost=QUICK)
    return path, key, code


def refused(code: str, action: object, *args: object) -> UserError:
    with pytest.raises(UserError) as caught:
        action(*args)  # type: ignore[operator]
    assert caught.value.code == code
    return caught.value


def test_the_passphrase_opens_what_was_made(made: tuple[Path, keyfile.OfficeKey, str]) -> None:
    path, key, _ = made
    assert keyfile.unlock(path, PASSPHRASE) == key
    assert keyfile.info(path) == keyfile.KeyFileInfo(OFFICE, "mission")


def test_the_same_passphrase_decomposed_opens_too(made: tuple[Path, keyfile.OfficeKey, str]) -> None:
    path, key, _ = made
    assert keyfile.unlock(path, unicodedata.normalize("NFD", PASSPHRASE)) == key


def test_a_wrong_passphrase_is_refused_and_spaces_at_the_ends_count(made: tuple[Path, keyfile.OfficeKey, str]) -> None:
    path, _, _ = made
    before = path.read_bytes()
    for wrong in ("sai rồi", PASSPHRASE + " ", "", "x" * 5000):
        refused("office.wrong_passphrase", keyfile.unlock, path, wrong)
    assert path.read_bytes() == before


def test_the_recovery_code_opens_however_it_is_typed(made: tuple[Path, keyfile.OfficeKey, str]) -> None:
    path, key, code = made
    assert keyfile.unlock_with_recovery(path, code) == key
    sloppy = code.replace("0", "o").replace("1", "l").lower().replace("-", "  ")
    assert keyfile.unlock_with_recovery(path, f" {sloppy}\n") == key


def test_another_offices_recovery_code_is_refused(made: tuple[Path, keyfile.OfficeKey, str], tmp_path: Path) -> None:
    _, other = keyfile.create(tmp_path / "b.json", PASSPHRASE, office_id=OFFICE, role="mission", cost=QUICK)
    refused("office.wrong_recovery_code", keyfile.unlock_with_recovery, made[0], other)


def test_a_changed_passphrase_replaces_the_old_one_in_both_copies(made: tuple[Path, keyfile.OfficeKey, str]) -> None:
    path, key, code = made
    keyfile.change_passphrase(path, key, "sen trắng giữa đầm làng xa", cost=QUICK)
    refused("office.wrong_passphrase", keyfile.unlock, path, PASSPHRASE)
    refused("office.wrong_passphrase", keyfile.unlock, keyfile.copy_path(path), PASSPHRASE)
    assert keyfile.unlock(path, "sen trắng giữa đầm làng xa") == key
    assert keyfile.unlock_with_recovery(path, code) == key


def test_a_renewed_recovery_code_makes_the_old_one_useless(made: tuple[Path, keyfile.OfficeKey, str]) -> None:
    path, key, old = made
    new = keyfile.renew_recovery(path, key)
    refused("office.wrong_recovery_code", keyfile.unlock_with_recovery, path, old)
    assert keyfile.unlock_with_recovery(path, new) == key
    assert keyfile.unlock(path, PASSPHRASE) == key


def test_a_full_disk_leaves_the_old_passphrase_working(
    made: tuple[Path, keyfile.OfficeKey, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, key, _ = made

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(durable, "_give_name", full)
        refused("file.no_space", lambda: keyfile.change_passphrase(path, key, "sen trắng giữa đầm", cost=QUICK))
    assert keyfile.unlock(path, PASSPHRASE) == key
    assert not list(path.parent.glob("*.part"))


def test_a_damaged_key_file_is_mended_from_its_copy(made: tuple[Path, keyfile.OfficeKey, str]) -> None:
    path, key, _ = made
    good = path.read_bytes()
    for damage in (b"", good[:-40], good.replace(b"a", b"b", 1)):
        path.write_bytes(damage)
        assert keyfile.unlock(path, PASSPHRASE) == key
        assert path.read_bytes() == good
    path.unlink()
    keyfile.copy_path(path).write_bytes(good)
    assert keyfile.unlock(path, PASSPHRASE) == key
    keyfile.copy_path(path).unlink()
    assert keyfile.unlock(path, PASSPHRASE) == key
    assert keyfile.copy_path(path).read_bytes() == good


@pytest.mark.parametrize("name", ["office_id", "role", "store_salt", "slots"])
def test_an_altered_head_with_a_mended_checksum_does_not_unlock(
    made: tuple[Path, keyfile.OfficeKey, str], name: str
) -> None:
    path, _, _ = made
    document = json.loads(path.read_bytes())
    document[name] = {
        "office_id": OFFICE[:-1] + "2",
        "role": "headquarters",
        "store_salt": "00" * 16,
        "slots": document["slots"][:1],
    }[name]
    document["checksum"] = keyfile._checksum(document)
    path.write_text(json.dumps(document))
    keyfile.copy_path(path).write_text(json.dumps(document))
    with pytest.raises(UserError) as caught:
        keyfile.unlock(path, PASSPHRASE)
    assert caught.value.code in ("office.key_file_damaged", "office.wrong_passphrase")


@pytest.mark.parametrize(
    "cost", [(2**31, 3, 4), (65536, 10**6, 4), (65536, 3, 4096), (8, 1, 1), ("65536", 3, 4), (True, 3, 4)]
)
def test_absurd_costs_in_a_tampered_file_are_refused_before_any_memory_is_taken(
    made: tuple[Path, keyfile.OfficeKey, str], cost: tuple[object, object, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, _, _ = made
    document = json.loads(path.read_bytes())
    document["slots"][0]["kdf"] |= dict(zip(("memory_kib", "passes", "lanes"), cost, strict=True))
    document["checksum"] = keyfile._checksum(document)
    for place in (path, keyfile.copy_path(path)):
        place.write_text(json.dumps(document))
    monkeypatch.setattr("argon2.low_level.hash_secret_raw", lambda *_, **__: pytest.fail("derived"))
    refused("office.key_file_damaged", keyfile.unlock, path, PASSPHRASE)


def test_a_newer_key_file_is_refused_politely_and_left_alone(made: tuple[Path, keyfile.OfficeKey, str]) -> None:
    path, _, _ = made
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"version": 2}))
    before = path.read_bytes()
    refused("office.key_file_newer", keyfile.unlock, path, PASSPHRASE)
    assert path.read_bytes() == before


def test_a_slot_of_a_later_version_is_kept_word_for_word(made: tuple[Path, keyfile.OfficeKey, str]) -> None:
    path, key, _ = made
    later = {"kind": "headquarters", "recipient": "Bộ Ngoại giao"}
    document = keyfile._sealed(key, [*json.loads(path.read_bytes())["slots"], later])
    keyfile._write(path, document, lambda _: None, replace=True)
    keyfile.change_passphrase(path, key, "sen trắng giữa đầm làng", cost=QUICK)
    assert later in json.loads(path.read_bytes())["slots"]


def test_a_key_file_is_never_made_over_another(made: tuple[Path, keyfile.OfficeKey, str]) -> None:
    path, _, _ = made
    before = path.read_bytes()
    with pytest.raises(UserError) as caught:
        keyfile.create(path, PASSPHRASE, office_id=OFFICE, role="mission", cost=QUICK)
    assert caught.value.code == "file.exists"
    assert path.read_bytes() == before


def test_weak_passphrases_are_refused_and_nothing_is_made(tmp_path: Path) -> None:
    for weak in ("ngắn", "12345678", "password", "aaaaaaaaaaaa"):
        with pytest.raises(UserError) as caught:
            keyfile.create(tmp_path / "k.json", weak, office_id=OFFICE, role="mission", cost=QUICK)
        assert caught.value.code == "office.passphrase_weak"
    assert not list(tmp_path.iterdir())


def test_a_missing_key_file_names_the_place(tmp_path: Path) -> None:
    error = refused("office.key_file_missing", keyfile.unlock, tmp_path / "office.key.json", PASSPHRASE)
    assert error.params["path"] == str(tmp_path / "office.key.json")


def test_keys_of_different_purposes_differ_and_are_not_shown(made: tuple[Path, keyfile.OfficeKey, str]) -> None:
    _, key, _ = made
    assert len({key.data_key, key.store_key, key.blob_key}) == 3
    assert {len(key.store_key), len(key.blob_key)} == {32}
    assert key.data_key.hex() not in repr(key)
    assert "data_key" not in repr(key)


def test_the_cost_of_a_real_office_is_at_least_64_mib() -> None:
    assert derive.PRODUCTION.memory_kib >= 64 * 1024
    assert KdfCost(65536, 3, 4) == derive.PRODUCTION
