"""`passphrase change` and `recovery renew`."""

from __future__ import annotations

from pathlib import Path

import pytest

from cultdip_desktop.app import open_office
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.crypto.derive import QUICK
from tests.offices import PASSPHRASE, ask, digest, run

NEW = "thuyền thúng ngoài khơi Hội An"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(keyfile.change_passphrase.__kwdefaults__, "cost", QUICK)


def test_the_passphrase_is_changed_from_files_and_the_content_stays(mission: Path, tmp_path: Path) -> None:
    before = digest(mission)
    new = tmp_path / "mới.txt"
    new.write_text(NEW + "\n", "utf-8")
    assert ask(mission, "passphrase", "change", "--new-passphrase-file", new)["changed"]
    assert run("digest", "--home", mission, "--json").error == "office.wrong_passphrase"
    assert run("digest", "--home", mission, "--json", passphrase=NEW).json == before


def test_without_a_new_passphrase_nothing_happens(mission: Path) -> None:
    assert ask(mission, "passphrase", "change", code=3)["error"]["code"] == "cli.new_passphrase_missing"
    assert digest(mission)


def test_a_wrong_old_passphrase_is_refused(mission: Path) -> None:
    ran = run("passphrase", "change", "--home", mission, "--json", passphrase="không phải câu này",
              environment={"CULTDIP_NEW_PASSPHRASE": NEW})  # fmt: skip
    assert (ran.code, ran.error) == (3, "office.wrong_passphrase")


def test_a_new_recovery_code_is_printed_once_and_opens(mission: Path) -> None:
    code = ask(mission, "recovery", "renew")["recovery_code"]
    with open_office(mission, recovery_code=code, writing=False) as office:
        assert office.identity.id == "CZ-EMB"


def test_people_are_told_what_old_backups_open_with(mission: Path) -> None:
    ran = run("passphrase", "change", "--home", mission, environment={"CULTDIP_NEW_PASSPHRASE": NEW})
    assert ran.code == 0
    assert "sao lưu" in ran.out
    assert PASSPHRASE not in ran.out
