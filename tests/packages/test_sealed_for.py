"""Age files: written as a stream, read back, opened by their recipient only, and every hostile form named."""

from __future__ import annotations

from pathlib import Path

import pyrage
import pytest
from pyrage import x25519

from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.packages import sealed_for

IDENTITY, RECIPIENT = sealed_for.new_identity()
FOREIGN, FOREIGN_RECIPIENT = sealed_for.new_identity()
PLAIN = b"".join(f"dòng {n} của gói\n".encode() for n in range(12_000))
"""More than three pieces of 64 KiB."""


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """A file for headquarters."""
    (tmp_path / "goi.cdrp").write_bytes(PLAIN)
    sealed_for.seal(tmp_path / "goi.cdrp", tmp_path / "goi.cdrp.age", [RECIPIENT], NoProgress())
    return tmp_path / "goi.cdrp.age"


def code_of(path: Path, *identities: str) -> str:
    """Why a file does not open; nothing is left behind."""
    before = set(path.parent.iterdir())
    with pytest.raises(UserError) as refused:
        sealed_for.open_into(path, path.parent / "mo.cdrp", identities or (IDENTITY,), NoProgress())
    assert set(path.parent.iterdir()) == before
    return refused.value.code


def test_the_recipient_opens_what_was_sealed(sealed: Path, tmp_path: Path) -> None:
    opened = sealed_for.open_into(sealed, tmp_path / "mo.cdrp", [FOREIGN, IDENTITY], NoProgress())
    assert (tmp_path / "mo.cdrp").read_bytes() == PLAIN
    assert opened.recipient_sha256 == sealed_for.recipient_sha256(RECIPIENT)
    assert opened.bytes == len(PLAIN)


def test_another_program_opens_what_was_sealed(sealed: Path) -> None:
    assert pyrage.decrypt(sealed.read_bytes(), [x25519.Identity.from_str(IDENTITY)]) == PLAIN


@pytest.mark.parametrize("size", [0, 1, 65535, 65536, 65537, 3 * 65536])
def test_every_size_comes_back(tmp_path: Path, size: int) -> None:
    (tmp_path / "x").write_bytes(b"d" * size)
    sealed_for.seal(tmp_path / "x", tmp_path / "x.age", [RECIPIENT], NoProgress())
    sealed_for.open_into(tmp_path / "x.age", tmp_path / "y", [IDENTITY], NoProgress())
    assert (tmp_path / "y").read_bytes() == b"d" * size


def test_a_foreign_key_opens_nothing(sealed: Path) -> None:
    assert code_of(sealed, FOREIGN) == "encryption.not_for_us"


def test_a_plain_file_under_the_name_of_an_encrypted_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "goi.cdrp.age").write_bytes(b"PK\x03\x04" + PLAIN)
    assert code_of(tmp_path / "goi.cdrp.age") == "encryption.not_sealed"
    assert not sealed_for.is_sealed(tmp_path / "goi.cdrp.age")


def test_a_file_locked_with_a_passphrase_is_named(tmp_path: Path) -> None:
    (tmp_path / "goi.cdrp.age").write_bytes(pyrage.passphrase.encrypt(PLAIN, "mật khẩu"))
    assert code_of(tmp_path / "goi.cdrp.age") == "encryption.passphrase"


@pytest.mark.parametrize("left", [30, 60, 150, 400, 65552 + 300, -70_000, -5_000, -16, -1])
def test_a_cut_file_is_called_cut(sealed: Path, left: int) -> None:
    sealed.write_bytes(sealed.read_bytes()[:left])
    assert code_of(sealed) == "encryption.cut"


def test_a_file_cut_to_nothing_is_no_age_file(sealed: Path) -> None:
    sealed.write_bytes(b"")
    assert code_of(sealed) == "encryption.not_sealed"


def test_a_lengthened_file_does_not_open(sealed: Path) -> None:
    sealed.write_bytes(sealed.read_bytes() + b"them vao cuoi tep")
    assert code_of(sealed) == "encryption.cut"


def test_no_changed_byte_of_the_header_opens(sealed: Path) -> None:
    data = sealed.read_bytes()
    for at in range(data.index(b"\n--- ") + 50):
        sealed.write_bytes(data[:at] + bytes([data[at] ^ 0x01]) + data[at + 1 :])
        assert code_of(sealed) in {
            "encryption.not_sealed",
            "encryption.changed",
            "encryption.cut",
            "encryption.not_for_us",
        }, at


def test_a_changed_byte_in_the_middle_is_called_changed(sealed: Path) -> None:
    data = sealed.read_bytes()
    at = len(data) - 150_000
    sealed.write_bytes(data[:at] + bytes([data[at] ^ 0x80]) + data[at + 1 :])
    assert code_of(sealed) == "encryption.changed"


def test_an_existing_file_is_never_replaced(sealed: Path, tmp_path: Path) -> None:
    before = sealed.read_bytes()
    with pytest.raises(UserError) as refused:
        sealed_for.seal(tmp_path / "goi.cdrp", sealed, [RECIPIENT], NoProgress())
    assert refused.value.code == "file.exists"
    assert sealed.read_bytes() == before


def test_another_source_than_the_verified_one_is_not_sealed(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(PLAIN)
    with pytest.raises(UserError) as refused:
        sealed_for.seal(tmp_path / "x", tmp_path / "x.age", [RECIPIENT], NoProgress(), source_sha256="00" * 32)
    assert refused.value.code == "package.source_changed"
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize(
    "recipient", ["age1foo", IDENTITY, "", "ssh-ed25519 AAAA"], ids=["short", "secret", "none", "ssh"]
)
def test_what_is_no_recipient_is_refused(recipient: str) -> None:
    with pytest.raises(UserError) as refused:
        sealed_for.require_recipient(recipient)
    assert refused.value.code == "encryption.bad_recipient"


class Stopping:
    """Stops at the nth step."""

    def __init__(self, after: int) -> None:
        self.left = after

    def step(self, done: int, total: int, what: str = "") -> None:
        assert 0 <= done <= total
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("after", [0, 1, 2])
def test_a_wish_to_stop_leaves_nothing(tmp_path: Path, after: int) -> None:
    (tmp_path / "x").write_bytes(PLAIN * 4)
    with pytest.raises(Cancelled):
        sealed_for.seal(tmp_path / "x", tmp_path / "x.age", [RECIPIENT], Stopping(after))
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_a_medium_that_lies_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "x").write_bytes(PLAIN)
    honest = sealed_for._encrypted

    def lying(*given: object) -> object:
        made = honest(*given)  # type: ignore[arg-type]
        part = next(tmp_path.glob("*.part"))
        data = part.read_bytes()
        part.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        return made

    monkeypatch.setattr(sealed_for, "_encrypted", lying)
    with pytest.raises(UserError) as refused:
        sealed_for.seal(tmp_path / "x", tmp_path / "x.age", [RECIPIENT], NoProgress())
    assert refused.value.code == "package.readback"
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
