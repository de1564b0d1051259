"""Packages that only headquarters may read: keys given out, files encrypted and opened again, and how it goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.period import Period
from cultdip_desktop.packages import package_codec, sealed_for
from cultdip_desktop.packages.container import Container
from tests.offices import PASSPHRASE, Pair, ask, quick_keys, run

PERIOD = Period.parse("2026-Q3")


@pytest.fixture
def mission_office(pair: Pair) -> Iterator[Office]:
    with quick_keys(), open_office(pair.mission, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def centre(pair: Pair) -> Iterator[Office]:
    with quick_keys(), open_office(pair.headquarters, PASSPHRASE) as opened:
        yield opened


def exported(pair: Pair, out: Path, *more: str) -> dict[str, Any]:
    return ask(pair.mission, "export", "--period", "2026-Q3", "--out", out, "--reason", "Kỳ thử.", "--encrypt", *more)


def test_the_mission_knows_headquarters_key_by_its_answer(mission_office: Office, centre: Office) -> None:
    assert list(mission_office.encryption.recipients()) == list(centre.encryption.recipients())
    assert len(mission_office.encryption.recipients()) == 1
    assert mission_office.encryption.identities() == ()
    assert len(centre.encryption.identities()) == 1


def test_what_is_encrypted_only_headquarters_opens(pair: Pair, tmp_path: Path) -> None:
    made = exported(pair, tmp_path / "quý 3.cdrp")
    assert Path(made["file"]).name == "quý 3.cdrp.age"
    assert made["encrypted_for"].startswith("KM-")
    assert [path.name for path in tmp_path.glob("quý*")] == ["quý 3.cdrp.age"]
    seen = ask(pair.mission, "verify", made["file"], code=1)
    assert (seen["result"], seen["checks"][1]["code"]) == ("unreadable", "container.sealed")
    assert ask(pair.headquarters, "verify", made["file"])["result"] == "valid"


def test_the_recipient_is_bound_in_the_signed_description(pair: Pair, tmp_path: Path, centre: Office) -> None:
    made = exported(pair, tmp_path / "q3.cdrp")
    with (
        centre.encryption.opened(Path(made["file"]), NoProgress()) as (inside, found),
        Container.open(inside) as container,
    ):
        info = package_codec.decode(container.read("package.json", 1 << 18))
    assert info.header.recipient.cert_sha256 == found.recipient_sha256
    assert not list(centre.paths.staging.iterdir())


def test_no_plain_byte_of_it_stays_beside_it_or_in_the_staging_folder(
    pair: Pair, mission_office: Office, tmp_path: Path
) -> None:
    target = tmp_path / "usb" / "q3.cdrp.age"
    target.parent.mkdir()
    done = mission_office.packages.export(PERIOD, target, PASSPHRASE, reason="Kỳ thử.", encrypt=True)
    assert [path.name for path in target.parent.iterdir()] == ["q3.cdrp.age"]
    assert not list(mission_office.paths.staging.iterdir())
    sent = mission_office.packages.sent()[0]
    assert (sent.encrypted, sent.file_name) == (True, "q3.cdrp.age")
    assert mission_office.desk.archive.is_whole(done.container_sha256)


def test_a_second_copy_is_encrypted_for_the_same_key(pair: Pair, mission_office: Office, tmp_path: Path) -> None:
    done = mission_office.packages.export(PERIOD, tmp_path / "a.cdrp", PASSPHRASE, reason="Kỳ thử.", encrypt=True)
    again = mission_office.packages.copy_again(done.package_id, tmp_path / "b.cdrp")
    assert again.name == "b.cdrp.age"
    assert ask(pair.headquarters, "verify", again)["package_id"] == done.package_id


def test_every_volume_is_encrypted(pair: Pair, tmp_path: Path) -> None:
    made = exported(pair, tmp_path / "lớn.cdrp", "--volume-size", "1048576")
    names = sorted(Path(file).name for file in made["files"])
    assert len(names) > 1
    assert all(name.endswith(".cdrp.age") for name in names)
    assert "lớn.cdrp.age" in names
    assert sorted(path.name for path in tmp_path.glob("lớn*")) == names


def test_without_a_key_of_headquarters_nothing_is_encrypted(mission_office: Office, tmp_path: Path) -> None:
    with mission_office.desk.store.write("trust.pin") as tx:
        from cultdip_desktop.store.repo import encryption_key as key_rows

        for key in key_rows.all(tx):
            key_rows.retire(tx, key.id)
    with pytest.raises(UserError) as refused:
        mission_office.packages.export(PERIOD, tmp_path / "a.cdrp", PASSPHRASE, reason="Kỳ thử.", encrypt=True)
    assert refused.value.code == "encryption.no_recipient"


class Stopping:
    """Asks to stop once the name of the work is heard."""

    def __init__(self, share: int) -> None:
        self.share = share

    def step(self, done: int, total: int, what: str = "") -> None:
        del what
        if total and 100 * done // total >= self.share:
            raise Cancelled


@pytest.mark.parametrize("share", [62, 75, 85])
def test_a_wish_to_stop_leaves_no_file_and_no_number(mission_office: Office, tmp_path: Path, share: int) -> None:
    with pytest.raises(Cancelled):
        mission_office.packages.export(
            PERIOD, tmp_path / "a.cdrp", PASSPHRASE, reason="Kỳ thử.", encrypt=True, progress=Stopping(share)
        )
    assert not list(tmp_path.glob("a*"))
    assert not list(mission_office.paths.staging.iterdir())
    assert mission_office.packages.sent() == ()


def test_a_crash_before_the_name_is_finished_at_the_next_start(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cultdip_desktop.services.sealing import Sealing

    class PulledPlugError(BaseException):
        """The machine is off."""

    def pulled(*_given: object, **_named: object) -> None:
        raise PulledPlugError

    with quick_keys(), open_office(pair.mission, PASSPHRASE) as office, monkeypatch.context() as patched:
        patched.setattr(Sealing, "_confirm", pulled)
        patched.setattr(Sealing, "_release", pulled)
        with pytest.raises(PulledPlugError):
            office.packages.export(PERIOD, tmp_path / "a.cdrp", PASSPHRASE, reason="Kỳ thử.", encrypt=True)
    (tmp_path / "a.cdrp.age").unlink()
    with quick_keys(), open_office(pair.mission, PASSPHRASE) as office:
        assert [row.state.value for row in office.packages.sent()] == ["sealed"]
    assert ask(pair.headquarters, "verify", tmp_path / "a.cdrp.age")["result"] == "valid"


def test_after_a_rotation_old_files_open_and_new_ones_use_the_new_key(
    pair: Pair, centre: Office, mission_office: Office, tmp_path: Path
) -> None:
    old = mission_office.packages.export(PERIOD, tmp_path / "a.cdrp", PASSPHRASE, reason="Kỳ thử.", encrypt=True)
    assert centre.encryption_keys is not None
    made, _changes = centre.encryption_keys.rotate()
    assert list(centre.encryption.recipients()) == [made.recipient]
    with centre.encryption.opened(old.file, NoProgress()) as (_inside, found):
        assert found.recipient_sha256 != sealed_for.recipient_sha256(made.recipient)
    ids = [view.key.id for view in centre.encryption.overview()]
    assert len(set(ids)) == 2
    with mission_office.desk.store.write("trust.pin") as tx:
        assert mission_office.encryption.keep(tx, centre.encryption.rows()) == 2
        assert mission_office.encryption.keep(tx, centre.encryption.rows()) == 0
    assert list(mission_office.encryption.recipients()) == [made.recipient]


def test_a_retired_key_never_comes_back_by_an_older_file(centre: Office, mission_office: Office) -> None:
    assert centre.encryption_keys is not None
    older = centre.encryption.rows()
    centre.encryption_keys.rotate()
    newer = centre.encryption.rows()
    for rows in (newer, older):
        with mission_office.desk.store.write("trust.pin") as tx:
            mission_office.encryption.keep(tx, rows)
    assert list(mission_office.encryption.recipients()) == list(centre.encryption.recipients())


def test_the_only_key_cannot_be_retired(centre: Office) -> None:
    assert centre.encryption_keys is not None
    with pytest.raises(UserError) as refused:
        centre.encryption_keys.retire(centre.encryption.overview()[0].key.id)
    assert refused.value.code == "encryption.last_key"


def test_a_secret_half_of_another_office_does_not_open(centre: Office) -> None:
    from cultdip_desktop.store.schema import encryption_key

    with centre.desk.store.write("hq.encryption_key") as tx:
        tx.connection.execute(encryption_key.update().values(sealed_identity="AAAA"))
    with pytest.raises(UserError) as refused:
        centre.encryption.identities()
    assert refused.value.code == "encryption.damaged"


def test_headquarters_verifies_a_foreign_encrypted_file_with_words(pair: Pair, tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"goi")
    sealed_for.seal(tmp_path / "x", tmp_path / "x.age", [sealed_for.new_identity()[1]], NoProgress())
    done = run("verify", tmp_path / "x.age", "--home", pair.headquarters, "--json")
    assert (done.code, done.error) == (3, "encryption.not_for_us")


def test_the_command_line_shows_and_rotates_the_keys(pair: Pair) -> None:
    before = ask(pair.headquarters, "hq", "encryption", "list")["keys"]
    made = ask(pair.headquarters, "hq", "encryption", "rotate")
    after = ask(pair.headquarters, "hq", "encryption", "list")["keys"]
    assert [key["id"] for key in after] == [made["id"], before[0]["id"]]
    assert [key["current"] for key in after] == [True, False]
    assert run("hq", "encryption", "list", "--home", pair.mission, "--json").code == 0
    assert run("hq", "encryption", "rotate", "--home", pair.mission, "--json").error == "hq.not_headquarters"
