"""Where the store of headquarters lies: addresses, and the sealed note that keeps one."""

from __future__ import annotations

from pathlib import Path

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.store import database

KEY = bytes(range(32))
ADDRESS = "postgresql+psycopg://vu-vhdn@csdl.mofa.example:5433/ngoai_giao"


@pytest.mark.parametrize(
    "address",
    ["", "sqlite", "sqlite:///office.db", "mysql://a@b/c", "postgresql+asyncpg://a@b/c", "postgresql://a@b", "h t t p"],
)
def test_what_is_no_address_of_a_data_base_is_refused(address: str) -> None:
    with pytest.raises(UserError) as caught:
        database.at(address)
    assert caught.value.code == "database.address_bad"


def test_a_server_elsewhere_is_verified_by_its_name_unless_something_else_is_said() -> None:
    assert "sslmode=verify-full" in database.at(ADDRESS).url
    assert "sslmode=require" in database.at(f"{ADDRESS}?sslmode=require").url


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer"])
def test_a_server_elsewhere_is_never_spoken_to_in_the_open(mode: str) -> None:
    with pytest.raises(UserError) as caught:
        database.at(f"{ADDRESS}?sslmode={mode}")
    assert (caught.value.code, caught.value.params["mode"]) == ("database.unprotected", mode)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", ""])
def test_a_server_on_this_machine_needs_no_encryption(host: str) -> None:
    assert "sslmode" not in database.at(f"postgresql://vu@{host}/ngoai_giao").url


def test_a_strange_parameter_is_refused_by_its_name() -> None:
    with pytest.raises(UserError) as caught:
        database.at(f"{ADDRESS}?options=-csearch_path%3Dpublic")
    assert (caught.value.code, caught.value.params["name"]) == ("database.option_unknown", "options")


def test_a_password_of_its_own_goes_into_the_address_and_is_never_shown() -> None:
    found = database.at(ADDRESS, "mật khẩu/của@Vụ")
    assert "mật khẩu/của@Vụ" not in found.shown
    assert "***" in found.shown
    assert found.url != found.shown


def test_two_offices_never_get_the_same_schema() -> None:
    assert database.at(ADDRESS).namespace != database.at(ADDRESS).namespace


def test_the_note_is_sealed_and_opens_again(tmp_path: Path) -> None:
    made, note = database.at(ADDRESS, "mật-khẩu-2026"), tmp_path / "office.server"
    database.write(note, KEY, made)
    assert b"mofa" not in note.read_bytes()
    found = database.read(note, KEY)
    assert found is not None
    assert (found.url, found.namespace) == (made.url, made.namespace)


def test_without_a_note_the_store_is_a_file(tmp_path: Path) -> None:
    assert database.read(tmp_path / "office.server", KEY) is None


@pytest.mark.parametrize("harm", ["cut", "other", "text"])
def test_a_note_that_is_not_genuine_is_called_damaged(tmp_path: Path, harm: str) -> None:
    note = tmp_path / "office.server"
    database.write(note, KEY, database.at(ADDRESS))
    sealed = note.read_bytes()
    note.write_bytes({"cut": sealed[:-9], "other": b"A" + sealed[1:], "text": "địa chỉ".encode()}[harm])
    with pytest.raises(UserError) as caught:
        database.read(note, KEY)
    assert caught.value.code == "database.note_damaged"


def test_the_note_of_another_office_does_not_open(tmp_path: Path) -> None:
    note = tmp_path / "office.server"
    database.write(note, KEY, database.at(ADDRESS))
    with pytest.raises(UserError) as caught:
        database.read(note, bytes(32))
    assert caught.value.code == "database.note_damaged"


def test_an_installation_without_the_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database.importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(UserError) as caught:
        database.at(ADDRESS)
    assert caught.value.code == "database.driver_missing"
