"""The bundle for a helper: versions, codes and counts, and not one word of the office."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from cultdip_desktop import __version__
from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core import crash
from tests.offices import PASSPHRASE


@pytest.fixture
def office(mission: Path) -> Office:
    with open_office(mission, PASSPHRASE) as opened:
        yield opened  # type: ignore[misc]


def texts(office: Office) -> str:
    return "\n".join(f"{file.name}\n{file.text}" for file in office.support.preview())


def test_it_says_which_program_runs_where_and_how_much_there_is(office: Office) -> None:
    said = texts(office)
    assert f"CultDip Desktop {__version__}" in said
    assert "rows event: 24" in said
    assert "text_size = 100" in said
    assert "No finding." in said


def test_nothing_of_the_offices_work_or_secrets_is_in_it(office: Office, mission: Path) -> None:
    said = texts(office)
    rows = office.events.find("", limit=200) if hasattr(office.events, "find") else ()
    canaries = {PASSPHRASE, str(mission), mission.parent.name, office.identity.id, office.identity.name.vi}
    canaries |= {person.name for person in office.settings.people()} | {
        person.id for person in office.settings.people()
    }
    canaries |= {row.title.vi for row in rows} | {office._key.data_key.hex(), office._key.store_salt.hex()}
    assert len(canaries) > 6
    assert not [word for word in canaries if word and word in said]


def test_findings_are_codes_without_the_files_they_are_about(office: Office, mission: Path) -> None:
    blob = next(file for file in (mission / "media").rglob("*") if file.is_file())
    blob.unlink()
    said = texts(office)
    assert "media.blob_missing: 1" in said
    assert ".jpg" not in said


def test_crash_reports_come_along(office: Office) -> None:
    try:
        raise ValueError("Lễ hội bí mật ở Praha")
    except ValueError as error:
        report = crash.write_report(error, office.paths.crash_reports)
    assert report is not None
    said = texts(office)
    assert report.name in said
    assert "builtins.ValueError" in said
    assert "bí mật" not in said


@pytest.mark.parametrize("name", ["hỗ trợ.txt", "hỗ trợ.zip"])
def test_what_is_saved_is_what_was_shown(office: Office, tmp_path: Path, name: str) -> None:
    shown = {file.name: file.text for file in office.support.preview()}
    out = office.support.save(tmp_path / name)
    if out.suffix == ".txt":
        assert all(f"===== {part} =====" in out.read_text("utf-8") for part in shown)
        return
    with zipfile.ZipFile(out) as archive:
        assert set(archive.namelist()) == set(shown)
        assert archive.read("settings.txt").decode() == shown["settings.txt"]
