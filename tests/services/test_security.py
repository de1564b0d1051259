"""What opens an office changes: the passphrase, the recovery code, and a machine that remembers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.crypto.derive import QUICK
from cultdip_desktop.crypto.keyfile import MachineSecret
from cultdip_desktop.services import security
from cultdip_desktop.services.security import SecurityService
from tests.offices import PASSPHRASE

NEW = "sương sớm trên mái chùa Bối"


class MemoryKeyring:
    """A system keyring that lasts as long as the test."""

    def __init__(self) -> None:
        self.kept: dict[str, MachineSecret] = {}
        self.refuses = False

    def get(self, name: str) -> MachineSecret | None:
        return self.kept.get(name)

    def put(self, name: str, value: MachineSecret) -> None:
        if self.refuses:
            raise UserError("keyring.refused")
        self.kept[name] = value

    def remove(self, name: str) -> None:
        self.kept.pop(name, None)


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(keyfile.change_passphrase.__kwdefaults__, "cost", QUICK)


@pytest.fixture
def ring() -> MemoryKeyring:
    return MemoryKeyring()


@pytest.fixture
def office(mission: Path, ring: MemoryKeyring) -> Office:
    opened = open_office(mission, PASSPHRASE)
    opened.close()
    opened.security = SecurityService(opened.desk, keyfile.unlock(opened.paths.key_file, PASSPHRASE), find=lambda: ring)  # type: ignore[misc]
    return opened


def refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(UserError) as caught:
        act()
    assert caught.value.code == code


def opens(home: Path, passphrase: str) -> bool:
    try:
        open_office(home, passphrase, writing=False).close()
    except UserError as error:
        if error.code != "office.wrong_passphrase":
            raise
        return False
    return True


def test_the_new_passphrase_opens_and_the_old_one_does_not(office: Office, mission: Path) -> None:
    office.security.change_passphrase(PASSPHRASE, NEW)
    assert (opens(mission, NEW), opens(mission, PASSPHRASE)) == (True, False)


def test_whoever_does_not_know_the_old_passphrase_changes_nothing(office: Office, mission: Path) -> None:
    refused("office.wrong_passphrase", lambda: office.security.change_passphrase("đoán bừa một câu", NEW))
    refused("office.wrong_passphrase", lambda: office.security.renew_recovery("đoán bừa một câu"))
    refused("office.wrong_passphrase", lambda: office.security.remember("đoán bừa một câu"))
    assert opens(mission, PASSPHRASE)


@pytest.mark.parametrize(("new", "code"), [("ngắn", "office.passphrase_weak"), (PASSPHRASE, "office.passphrase_same")])
def test_a_short_or_unchanged_passphrase_is_refused(office: Office, mission: Path, new: str, code: str) -> None:
    refused(code, lambda: office.security.change_passphrase(PASSPHRASE, new))
    assert opens(mission, PASSPHRASE)


def test_a_crash_at_any_write_leaves_exactly_one_passphrase_that_opens(
    office: Office, mission: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power fails before, between and after the two renames."""
    real = durable._give_name

    class PowerCut(BaseException):
        pass

    for survives in range(3):
        done = 0
        keyfile.unlock(office.paths.key_file, PASSPHRASE)

        def give(part: Path, path: Path, *, replace: bool, limit: int = survives) -> None:
            nonlocal done
            if done == limit:
                raise PowerCut
            done += 1
            real(part, path, replace=replace)

        with monkeypatch.context() as patch:
            patch.setattr(durable, "_give_name", give)
            try:
                office.security.change_passphrase(PASSPHRASE, NEW)
            except PowerCut:
                assert survives < 2
        assert [opens(mission, PASSPHRASE), opens(mission, NEW)] == [survives == 0, survives > 0]
        if survives:
            office.security.change_passphrase(NEW, PASSPHRASE)


def test_a_disk_that_fills_up_after_the_change_has_changed_it_and_keeps_no_old_copy(
    office: Office, mission: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, data: bytes, *, replace: bool = True) -> None:
        raise UserError("file.no_space", path=str(path))

    with monkeypatch.context() as patch:
        patch.setattr(durable, "write_bytes", full)
        office.security.change_passphrase(PASSPHRASE, NEW)
    assert not keyfile.copy_path(office.paths.key_file).exists()
    assert opens(mission, NEW)
    assert keyfile.copy_path(office.paths.key_file).exists()


def test_a_renewed_recovery_code_opens_instead_of_the_old_one(office: Office, mission: Path) -> None:
    first = office.security.renew_recovery(PASSPHRASE)
    second = office.security.renew_recovery(PASSPHRASE)
    open_office(mission, recovery_code=second, writing=False).close()
    refused("office.wrong_recovery_code", lambda: open_office(mission, recovery_code=first, writing=False))


def test_a_machine_that_remembers_opens_without_asking_until_it_forgets(
    office: Office, mission: Path, ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = security.remembered_key
    monkeypatch.setattr(security, "remembered_key", lambda file, home: plain(file, home, lambda: ring))
    assert not office.security.remembers()
    office.security.remember(PASSPHRASE)
    assert office.security.remembers()
    open_office(mission, remembered=True, writing=False).close()
    office.security.forget()
    assert not office.security.remembers()
    assert not ring.kept
    refused("office.not_remembered", lambda: open_office(mission, remembered=True, writing=False))


def test_the_keyring_holds_nothing_of_the_passphrase(office: Office, ring: MemoryKeyring) -> None:
    office.security.remember(PASSPHRASE)
    ((name, kept),) = ring.kept.items()
    assert PASSPHRASE.encode() not in kept.secret
    assert office.paths.home.name not in name
    assert kept.secret.hex() not in repr(kept)


def test_after_a_change_this_machine_remembers_and_others_forget(office: Office, ring: MemoryKeyring) -> None:
    office.security.remember(PASSPHRASE)
    other = keyfile.remember(office.paths.key_file, office.security._key)
    office.security.change_passphrase(PASSPHRASE, NEW)
    assert office.security.remembers()
    refused("office.not_remembered", lambda: keyfile.unlock_with_machine(office.paths.key_file, other))


def test_remembering_again_leaves_one_slot(office: Office) -> None:
    for _turn in range(3):
        office.security.remember(PASSPHRASE)
    assert len(keyfile.info(office.paths.key_file).machines) == 1


def test_a_keyring_that_refuses_leaves_no_slot_behind(office: Office, ring: MemoryKeyring) -> None:
    ring.refuses = True
    refused("keyring.refused", lambda: office.security.remember(PASSPHRASE))
    assert not keyfile.info(office.paths.key_file).machines


def test_without_a_keyring_nothing_is_remembered_and_it_is_said(mission: Path) -> None:
    with open_office(mission, PASSPHRASE) as opened:
        key = keyfile.unlock(opened.paths.key_file, PASSPHRASE)
        service = SecurityService(opened.desk, key, find=lambda: None)
        assert not service.keyring_available()
        refused("keyring.missing", lambda: service.remember(PASSPHRASE))
        service.forget()
        assert not service.remembers()


def test_a_keyring_is_not_looked_for_when_no_machine_remembers(mission: Path) -> None:
    with open_office(mission, PASSPHRASE) as opened:
        service = SecurityService(opened.desk, opened._key, find=lambda: pytest.fail("loaded"))
        assert not service.remembers()


def test_a_copied_folder_is_not_opened_by_the_memory_of_its_original(
    office: Office, mission: Path, ring: MemoryKeyring
) -> None:
    office.security.remember(PASSPHRASE)
    refused(
        "office.not_remembered",
        lambda: security.remembered_key(office.paths.key_file, mission.with_name("bản sao"), lambda: ring),
    )
