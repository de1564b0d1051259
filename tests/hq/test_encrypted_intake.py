"""An encrypted package on its way into headquarters' books."""

from __future__ import annotations

from pathlib import Path

from cultdip_desktop.app import open_office
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.packages import sealed_for
from tests.offices import PASSPHRASE, Pair, ask, quick_keys


def test_an_encrypted_package_is_opened_verified_and_taken_in_once(pair: Pair, tmp_path: Path) -> None:
    made = ask(
        pair.mission, "export", "--period", "2026-Q3", "--out", tmp_path / "q3.cdrp", "--reason", "Kỳ thử.", "--encrypt"
    )
    answer = ask(pair.headquarters, "hq", "import", made["file"])["files"][0]
    assert (answer["outcome"], answer["package_id"]) == ("imported", made["package_id"])
    assert ask(pair.headquarters, "hq", "import", made["file"])["files"][0]["outcome"] == "already_imported"


def test_a_package_that_somebody_else_encrypted_once_more_is_named(pair: Pair, tmp_path: Path) -> None:
    """The description binds no key, yet the file came encrypted: somebody has wrapped it on its way."""
    made = ask(
        pair.mission, "export", "--period", "2026-Q3", "--out", tmp_path / "q3.cdrp", "--reason", "Kỳ thử.", "--encrypt"
    )
    with quick_keys(), open_office(pair.headquarters, PASSPHRASE) as office:
        assert office.encryption_keys is not None
        with office.encryption.opened(Path(made["file"]), NoProgress()) as (inside, _found):
            other, _changes = office.encryption_keys.rotate()
            sealed_for.seal(inside, tmp_path / "khác.cdrp.age", [other.recipient], NoProgress())
    answer = ask(pair.headquarters, "hq", "import", tmp_path / "khác.cdrp.age", code=1)["files"][0]
    assert (answer["outcome"], answer["code"]) == ("refused", "encryption.other_recipient")


def test_hostile_encrypted_files_are_refused_by_their_codes(pair: Pair, tmp_path: Path) -> None:
    made = ask(
        pair.mission, "export", "--period", "2026-Q3", "--out", tmp_path / "q3.cdrp", "--reason", "Kỳ thử.", "--encrypt"
    )
    data = Path(made["file"]).read_bytes()
    (tmp_path / "cụt.cdrp.age").write_bytes(data[:-70_000])
    middle = len(data) - 140_000
    (tmp_path / "sửa.cdrp.age").write_bytes(data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :])
    (tmp_path / "lạ").write_bytes(b"goi")
    sealed_for.seal(tmp_path / "lạ", tmp_path / "lạ.cdrp.age", [sealed_for.new_identity()[1]], NoProgress())
    (tmp_path / "thường.cdrp.age").write_bytes(b"PK\x03\x04" * 2000)
    names = {"cụt": "encryption.cut", "sửa": "encryption.changed", "lạ": "encryption.not_for_us"}
    for name, code in names.items():
        answer = ask(pair.headquarters, "hq", "import", tmp_path / f"{name}.cdrp.age", code=1)["files"][0]
        assert (answer["outcome"], answer["code"]) == ("refused", code), name
    plain = ask(pair.headquarters, "hq", "import", tmp_path / "thường.cdrp.age", code=1)["files"][0]
    assert plain["outcome"] == "refused"
