"""Copies that leave the machine carry the picture and nothing about the person behind it."""

from __future__ import annotations

import contextlib
import io
import random
from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops

from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import CancelToken, ReportingProgress
from cultdip_desktop.filetypes import kinds
from cultdip_desktop.filetypes.recognise import recognise
from cultdip_desktop.media import export as exporting
from cultdip_desktop.media.export import Exported
from tests.filetypes import samples

SECRETS = (
    samples.SERIAL.encode(), samples.OWNER.encode(), b"GPS", b"MakerNote", b"xmpmeta", b"2026:02:17", b"CultDip",
    b"50.0875", b"\xa9xyz",
)  # fmt: skip


def exported(data: bytes, filetype: kinds.FileType) -> tuple[bytes, Exported]:
    @contextlib.contextmanager
    def opener() -> Iterator[io.BytesIO]:
        yield io.BytesIO(data)

    target = io.BytesIO()
    result = exporting.export(opener, filetype, len(data), target, "ảnh")  # type: ignore[arg-type]
    assert exporting.measure(opener, filetype, len(data)) == result  # type: ignore[arg-type]
    assert result.size == len(target.getvalue())
    return target.getvalue(), result


def same_pixels(left: bytes, right: bytes) -> bool:
    with Image.open(io.BytesIO(left)) as first, Image.open(io.BytesIO(right)) as second:
        return (
            first.size == second.size
            and ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox() is None
        )


PICTURES = [(samples.jpeg, kinds.JPEG), (samples.png, kinds.PNG), (samples.webp, kinds.WEBP)]


@pytest.mark.parametrize(("make", "filetype"), PICTURES)
@pytest.mark.parametrize("orientation", [1, 6, 8])
def test_pictures_lose_every_trace_and_no_pixel(make: object, filetype: kinds.FileType, orientation: int) -> None:
    original = make(orientation)  # type: ignore[operator]
    copy, result = exported(original, filetype)
    assert any(secret in original for secret in SECRETS)
    assert not [secret for secret in SECRETS if secret in copy]
    assert same_pixels(original, copy)
    with Image.open(io.BytesIO(copy)) as image:
        tags = image.getexif()
        assert dict(tags) == ({} if orientation == 1 else {0x0112: orientation})
        assert not tags.get_ifd(0x8825)
        assert not tags.get_ifd(0x8769)
        assert image.info["icc_profile"] == samples.profile()
        assert not {"xmp", "comment", "Author", "photoshop"} & set(image.info)
    assert result.filetype is filetype
    assert result.cleaned
    assert recognise(io.BytesIO(copy), "").filetype is filetype


def test_the_coded_data_of_a_jpeg_is_copied_byte_for_byte() -> None:
    for original in (samples.jpeg(), samples.jpeg(progressive=True), samples.jpeg(restart_marker_rows=1)):
        copy, _ = exported(original, kinds.JPEG)
        scan = original.index(b"\xff\xda")
        assert original[scan:] in copy
        assert same_pixels(original, copy)


def test_what_hides_behind_the_end_of_a_picture_stays_at_home() -> None:
    hidden = samples.zipped({"mã độc.exe": b"MZ"})
    for make, filetype in PICTURES:
        clean, _ = exported(make(), filetype)
        assert exported(make() + hidden, filetype)[0] == clean


def test_thumbnails_inside_a_jpeg_stay_at_home() -> None:
    small = samples.plain_jpeg((32, 32))
    exif = b"Exif\0\0II*\0\x08\0\0\0\0\0\x0e\0\0\0\0\0" + small
    original = samples.plain_jpeg()
    jfif = b"\xff\xe0\x00\x13JFIF\0\x01\x02\0\0\x01\0\x01\x01\x01\xaa\xbb\xcc"
    bearing = original[:2] + jfif + b"\xff\xe1" + (2 + len(exif)).to_bytes(2, "big") + exif + original[20:]
    copy, _ = exported(bearing, kinds.JPEG)
    assert small[-60:-2] not in copy
    assert b"\xaa\xbb\xcc" not in copy
    assert same_pixels(original, copy)


def test_cmyk_pictures_of_printers_keep_their_colours() -> None:
    target = io.BytesIO()
    samples.drawn(mode="CMYK").save(target, "JPEG", exif=samples.exif())
    copy, _ = exported(target.getvalue(), kinds.JPEG)
    assert same_pixels(target.getvalue(), copy)


def test_a_heic_becomes_an_upright_jpeg_without_traces() -> None:
    copy, result = exported(samples.HEIC.read_bytes(), kinds.HEIC)
    assert result.filetype is kinds.JPEG
    with Image.open(io.BytesIO(copy)) as image:
        assert image.size == (64, 96)
        assert not dict(image.getexif())
    assert b"SN-HEIC" not in copy


@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("index_first", [False, True])
def test_a_video_loses_places_and_names_and_keeps_its_pictures_in_place(*, index_first: bool, wide: bool) -> None:
    original = samples.mp4(index_first=index_first, wide=wide)
    copy, result = exported(original, kinds.MP4)
    assert len(copy) == len(original)
    assert not [secret for secret in SECRETS if secret in copy]
    assert copy.index(samples.PICTURES) == original.index(samples.PICTURES)
    at = original.index(samples.POSITIONS)
    assert copy[at : at + len(samples.POSITIONS)] == bytes(len(samples.POSITIONS))
    assert copy.count(b"trak") == 1
    assert result.cleaned
    assert recognise(io.BytesIO(copy), "").filetype is kinds.MP4


def test_a_film_in_fragments_with_a_metadata_track_is_not_let_out_unseen() -> None:
    film = samples.mp4() + samples.box(b"moof", samples.box(b"mfhd", bytes(8)))
    with pytest.raises(UserError) as caught:
        exported(film, kinds.MP4)
    assert caught.value.code == "media.cannot_clean"


def test_documents_leave_as_they_are_and_say_so() -> None:
    data = samples.docx()
    copy, result = exported(data, kinds.DOCX)
    assert copy == data
    assert not result.cleaned


def test_a_picture_that_breaks_the_rules_but_decodes_leaves_as_new_pixels_only() -> None:
    original = samples.jpeg()
    odd = original[:2] + b"\xff\x00" + original[2:]
    copy, result = exported(odd, kinds.JPEG)
    assert result.filetype is kinds.JPEG
    assert not [secret for secret in SECRETS if secret in copy]


def test_damaged_originals_never_crash_and_never_leak() -> None:
    randomness = random.Random(7)
    codes: set[str] = set()
    for make, filetype in [*PICTURES, (samples.mp4, kinds.MP4)]:
        data = make()
        for _ in range(60):
            broken = bytearray(data)
            for _ in range(3):
                broken[randomness.randrange(12, len(broken))] = randomness.randrange(256)
            try:
                copy, _ = exported(bytes(broken), filetype)
            except UserError as error:
                codes.add(error.code)
            else:
                assert b"MakerNote" not in copy
    assert codes <= {"media.cannot_clean", "media.damaged", "media.image_bomb"}


def test_a_cancel_stops_a_film() -> None:
    token = CancelToken()
    token.cancel()
    data = samples.mp4()

    @contextlib.contextmanager
    def opener() -> Iterator[io.BytesIO]:
        yield io.BytesIO(data)

    with pytest.raises(Cancelled):
        exporting.export(opener, kinds.MP4, len(data), io.BytesIO(), "", ReportingProgress(token, lambda *_: None))  # type: ignore[arg-type]
