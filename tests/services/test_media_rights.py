"""Rights and people of pictures: kept, asked about before signing, printed in the credit, carried by the package."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.findings import Severity
from cultdip_desktop.domain.media import Ground, MediaItem, Rights, rights_of_plain, rights_to_plain
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.packages.opened import open_verified
from cultdip_desktop.services.payload import media_of_plain
from tests.offices import PASSPHRASE, ask

PERIOD = Period.parse("2026-Q3")


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    with open_office(mission, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def photo(office: Office, tmp_path: Path) -> MediaItem:
    """A picture of an event of the period that says everything."""
    file = tmp_path / "Trẻ em rước đèn.jpg"
    Image.new("RGB", (64, 48), (10, 120, 80)).save(file)
    event = office.reports.data(PERIOD).events[0]
    rights = Rights(
        author="An Nhiên", rights_holder="Thông tấn xã Việt Nam", licence="CC BY 4.0", people="Nguyễn Minh Hà",
        minors=True, consent=Ground.PUBLIC_EVENT, consent_until=date(2030, 1, 31),
    )  # fmt: skip
    return office.media.attach(event.id, [file], caption=BiText("Rước đèn", "Lanterns"), rights=rights).added[0]


def codes(office: Office, event_id: str) -> dict[str, Severity]:
    found = office.reports.findings(PERIOD)
    return {one.code: one.severity for one in found if one.event_id == event_id and "consent" in one.code}


def test_what_is_said_is_kept(office: Office, photo: MediaItem) -> None:
    assert office.media.of_event(photo.event_id)[-1] == photo
    office.media.edit(replace(photo, people="  Lê\nHoàng  Phúc ", consent_until=None))
    kept = office.media.of_event(photo.event_id)[-1]
    assert (kept.people, kept.consent_until, kept.licence) == ("Lê Hoàng Phúc", None, "CC BY 4.0")
    office.undo.undo()
    assert office.media.of_event(photo.event_id)[-1] == photo


def test_the_printed_credit_names_author_holder_and_licence(photo: MediaItem) -> None:
    assert photo.credit_line == "An Nhiên © Thông tấn xã Việt Nam, CC BY 4.0"
    assert replace(photo, credit="Ảnh Thông tấn xã Việt Nam", licence="").credit_line == "Ảnh Thông tấn xã Việt Nam"
    assert replace(photo, author="", rights_holder="", licence="").credit_line == ""


def test_the_package_carries_what_says_something(office: Office, photo: MediaItem, tmp_path: Path) -> None:
    made = office.packages.export(PERIOD, tmp_path / "q3.cdrp", PASSPHRASE)
    with open_verified(made.file, office.packages.verify(made.file)) as package:
        rows = list(package.rows("media"))
    row = next(row for row in rows if row["id"] == photo.id)
    assert row["people"] == "Nguyễn Minh Hà"
    assert "consent_media_id" not in row
    back = media_of_plain(row, frozenset({photo.event_id}))
    assert back is not None
    assert rights_to_plain(back) == rights_to_plain(photo)
    assert all("minors" not in one for one in rows if one["id"] != photo.id)


def test_nothing_said_leaves_the_record_as_it_was(photo: MediaItem) -> None:
    bare = replace(photo, **rights_of_plain({}))
    assert rights_to_plain(bare) == {}


def test_named_people_without_a_ground_ask_for_a_reason(office: Office, photo: MediaItem) -> None:
    assert codes(office, photo.event_id) == {}
    office.media.edit(replace(photo, minors=False, consent=Ground.NONE))
    assert codes(office, photo.event_id) == {"report.consent_missing": Severity.WARNING}


def test_children_without_a_ground_stop_the_signature(office: Office, photo: MediaItem, tmp_path: Path) -> None:
    office.media.edit(replace(photo, people="", consent=Ground.NONE))
    assert codes(office, photo.event_id) == {"report.consent_missing_minors": Severity.ERROR}
    with pytest.raises(UserError, match=r"package\.findings_stop"):
        office.packages.export(PERIOD, tmp_path / "q3.cdrp", PASSPHRASE)
    office.media.edit(replace(photo, people="", consent=Ground.NONE, in_report=False))
    assert codes(office, photo.event_id) == {}


def test_consent_asks_for_its_paper(office: Office, photo: MediaItem, tmp_path: Path) -> None:
    office.media.edit(replace(photo, consent=Ground.CONSENT))
    assert codes(office, photo.event_id) == {"report.consent_unproved": Severity.WARNING}
    office.media.edit(replace(photo, consent=Ground.CONSENT, consent_media_id="01990000-0000-7000-8000-000000000000"))
    assert codes(office, photo.event_id) == {}


def test_a_consent_that_has_ended_blocks_the_package_also_for_events_of_other_periods(
    office: Office, photo: MediaItem, tmp_path: Path
) -> None:
    yesterday = office.desk.clock.now().date() - timedelta(days=2)
    office.media.edit(replace(photo, consent_until=yesterday))
    assert codes(office, photo.event_id) == {"report.consent_expired": Severity.ERROR}
    other = Period.parse("2026-Q1")
    with pytest.raises(UserError) as caught:
        office.packages.export(other, tmp_path / "q1.cdrp", PASSPHRASE)
    assert caught.value.params["first"] == "report.consent_expired"


def test_the_command_line_takes_and_shows_them(mission: Path, tmp_path: Path) -> None:
    event = ask(mission, "event", "list", "--from", "2026-07-01", "--to", "2026-09-30")["events"][0]
    file = tmp_path / "a.png"
    Image.new("RGB", (8, 8)).save(file)
    said = ("--author", "An Nhiên", "--holder", "TTXVN", "--people", "Bé Lan", "--minors")
    ask(mission, "attach", event["id"], file, *said, "--consent", "consent", "--until", "2027-01-01")
    shown = ask(mission, "event", "show", event["id"])["event"]["media"][-1]
    assert (shown["people"], shown["minors"], shown["consent"]) == ("Bé Lan", True, "consent")
    assert shown["consent_until"] == "2027-01-01"
