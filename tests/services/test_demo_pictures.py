"""The demo's photographs: real JPEG files with all that a camera tells."""

from __future__ import annotations

import io
import unicodedata
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from PIL import ExifTags, Image, ImageOps

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.mission import OfficeIdentity, OfficeRole
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.services.demo import material
from cultdip_desktop.services.demo.album import photos_for
from cultdip_desktop.services.demo.content import events
from cultdip_desktop.services.demo.pictures import MOTIFS, Camera, photo

TODAY = date(2026, 11, 22)
CAMERA = Camera("Sen Optik", "Sen 6D", "SN-4417-0082931", "Pham Tuan Anh")
EVENING = datetime(2026, 9, 25, 18, 30, tzinfo=ZoneInfo("Europe/Prague"))


def painted(motif: str, seed: int = 1, *, size: tuple[int, int] = (240, 160), orientation: int = 1) -> bytes:
    return photo(
        motif, seed, taken_at=EVENING, gps=(50.0755, 14.4378), camera=CAMERA, size=size, orientation=orientation
    )


@pytest.fixture(scope="module")
def demo() -> tuple[Event, ...]:
    office = OfficeIdentity(
        id="CZ-EMB",
        role=OfficeRole.MISSION,
        name=BiText("Đại sứ quán Việt Nam tại Cộng hòa Séc"),
        short_name=BiText("ĐSQ tại CH Séc"),
        city=BiText("Praha"),
        country="CZ",
        zone="Europe/Prague",
        currency="CZK",
        language="vi",
        writer_id="0199f000-0000-7000-8000-000000000001",
        epoch=1,
    )
    ids = SeededIds(1, FixedClock(datetime.combine(TODAY, time(9), UTC)))
    return events(count=120, years=3, seed=1, today=TODAY, office=office, edition="2026.1", ids=ids)


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_motif_is_a_jpeg_that_differs_by_seed_only(motif: str) -> None:
    assert painted(motif) == painted(motif)
    assert painted(motif) != painted(motif, 2)
    image = Image.open(io.BytesIO(painted(motif)))
    image.load()
    assert image.format == "JPEG"
    assert image.size == (240, 160)


def test_a_photo_tells_place_serial_number_and_owner() -> None:
    exif = Image.open(io.BytesIO(painted("lotus"))).getexif()
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    degrees, minutes, seconds = gps[ExifTags.GPS.GPSLatitude]
    assert float(degrees + minutes / 60 + seconds / 3600) == pytest.approx(50.0755, abs=1e-4)
    camera = exif.get_ifd(ExifTags.IFD.Exif)
    assert camera[ExifTags.Base.BodySerialNumber] == "SN-4417-0082931"
    assert camera[ExifTags.Base.CameraOwnerName] == "Pham Tuan Anh"
    assert camera[ExifTags.Base.DateTimeOriginal] == "2026:09:25 18:30:00"
    assert camera[ExifTags.Base.OffsetTimeOriginal] == "+02:00"


@pytest.mark.parametrize("orientation", [3, 6, 8])
def test_a_turned_photo_stands_upright_when_its_orientation_is_obeyed(orientation: int) -> None:
    upright = Image.open(io.BytesIO(painted("pho")))
    turned = ImageOps.exif_transpose(Image.open(io.BytesIO(painted("pho", orientation=orientation))))
    assert turned.size == upright.size
    pairs = zip(upright.resize((12, 8)).tobytes(), turned.resize((12, 8)).tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) < 30


def test_photos_belong_to_held_events_and_are_repeatable(demo: tuple[Event, ...]) -> None:
    photos = photos_for(demo, 60, 1)
    held = {event.id for event in demo if event.counted}
    assert len(photos) == 60
    assert {picture.event_id for picture in photos} <= held
    assert len({picture.file_name for picture in photos}) == 60
    again = photos_for(demo, 60, 1)
    assert [(p.event_id, p.caption, p.credit) for p in again] == [(p.event_id, p.caption, p.credit) for p in photos]
    assert again[7].make() == photos[7].make()


def test_three_photos_wait_for_their_caption(demo: tuple[Event, ...]) -> None:
    photos = photos_for(demo, 60, 1)
    assert sum(not picture.caption for picture in photos) == 3
    assert all(unicodedata.is_normalized("NFC", picture.caption.vi + picture.credit) for picture in photos)


def test_pictures_of_an_event_show_what_the_event_is_about(demo: tuple[Event, ...]) -> None:
    films = {event.id for event in demo if "phim" in event.title.vi}
    captions = {pair[0] for pair in material.captions()["cinema"]["captions"]}
    shown: dict[str, list[str]] = {}
    for picture in photos_for(demo, 60, 1):
        if picture.event_id in films and picture.caption:
            shown.setdefault(picture.event_id, []).append(picture.caption.vi)
    assert shown
    assert all(captions & set(texts) for texts in shown.values() if len(texts) > 1)


def test_without_held_events_there_is_no_photo(demo: tuple[Event, ...]) -> None:
    ahead = [event for event in demo if not event.counted]
    assert photos_for(ahead, 10, 1) == ()
    assert photos_for(demo, 0, 1) == ()


def test_every_motif_has_its_captions() -> None:
    assert set(material.captions()) == set(MOTIFS)
