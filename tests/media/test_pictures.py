"""Thumbnails, previews, and what the camera wrote."""

from __future__ import annotations

import io
import random
from datetime import datetime

import pytest
from PIL import Image

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.filetypes import kinds, limits
from cultdip_desktop.media import decode, exif, pictures
from cultdip_desktop.media.pictures import NoPicture, Picture
from tests.filetypes import samples


def thumbnail(data: bytes, filetype: kinds.FileType) -> Picture:
    made = pictures.thumbnail(io.BytesIO(data), filetype, "ảnh")
    assert isinstance(made, Picture)
    return made


def corner(made: Picture) -> tuple[int, ...]:
    with Image.open(io.BytesIO(made.data)) as image:
        assert image.size == (made.width, made.height)
        assert not dict(image.getexif())
        pixel = image.getpixel((2, 2))
    assert isinstance(pixel, tuple)
    return pixel


@pytest.mark.parametrize("orientation", range(1, 9))
def test_thumbnails_stand_upright(orientation: int) -> None:
    upright = samples.drawn(900, 600)
    upright.paste((255, 0, 0), (0, 0, 200, 200))
    undo = {
        1: None, 2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }[orientation]  # fmt: skip
    target = io.BytesIO()
    stored = upright if undo is None else upright.transpose(undo)
    stored.save(target, "JPEG", exif=samples.exif(orientation), quality=95)
    made = thumbnail(target.getvalue(), kinds.JPEG)
    assert (made.width, made.height) == (320, 213)
    red, green, blue = corner(made)
    assert red > 200
    assert green < 60
    assert blue < 60


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_pngs_of_every_mode_have_thumbnails(mode: str) -> None:
    image = samples.drawn(400, 300, "L")
    target = io.BytesIO()
    (
        image.convert("I").point(lambda value: value * 256).convert("I;16") if mode == "I;16" else image.convert(mode)
    ).save(target, "PNG")
    assert (thumbnail(target.getvalue(), kinds.PNG).width, 320) == (320, 320)


def test_transparency_becomes_white() -> None:
    target = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(target, "PNG")
    assert min(corner(thumbnail(target.getvalue(), kinds.PNG))) > 250


def test_a_heic_has_an_upright_thumbnail() -> None:
    made = thumbnail(samples.HEIC.read_bytes(), kinds.HEIC)
    assert (made.width, made.height) == (64, 96)


def test_small_pictures_are_not_blown_up_and_previews_are_larger() -> None:
    assert thumbnail(samples.plain_jpeg((40, 30)), kinds.JPEG).width == 40
    large = pictures.preview(io.BytesIO(samples.plain_jpeg((3000, 1000))), kinds.JPEG)
    assert isinstance(large, Picture)
    assert (large.width, large.height) == (2048, 683)


def test_documents_and_films_are_not_decoded() -> None:
    assert pictures.thumbnail(io.BytesIO(b"%PDF-"), kinds.PDF) == NoPicture("document")
    assert pictures.preview(io.BytesIO(b""), kinds.MP4) == NoPicture("video")


def test_a_picture_cut_off_in_the_middle_is_damaged() -> None:
    for data, filetype in (
        (samples.plain_jpeg((800, 600)), kinds.JPEG), (samples.png(), kinds.PNG), (samples.webp(), kinds.WEBP),
        (samples.HEIC.read_bytes()[:600], kinds.HEIC),
    ):  # fmt: skip
        with pytest.raises(UserError) as caught:
            pictures.thumbnail(io.BytesIO(data[: len(data) * 2 // 3]), filetype, "cụt")
        assert caught.value.code == "media.damaged"
        assert caught.value.params["file"] == "cụt"


def test_another_codec_is_never_asked() -> None:
    gif = io.BytesIO()
    samples.drawn().save(gif, "GIF")
    with pytest.raises(UserError) as caught:
        pictures.thumbnail(gif, kinds.JPEG, "a")
    assert caught.value.code == "media.damaged"


def test_a_bomb_that_slipped_by_is_still_refused() -> None:
    with pytest.raises(UserError) as caught:
        pictures.thumbnail(io.BytesIO(samples.png_bomb(30_000, 10_000)), kinds.PNG, "bom")
    assert caught.value.code == "media.image_bomb"
    with pytest.raises(UserError) as caught:
        pictures.thumbnail(io.BytesIO(samples.png_bomb(50_000, 50_000)), kinds.PNG, "bom")
    assert caught.value.code == "media.image_bomb"


@pytest.mark.parametrize(
    ("make", "filetype"), [(samples.jpeg, kinds.JPEG), (samples.png, kinds.PNG), (samples.webp, kinds.WEBP)]
)
def test_the_cameras_facts_are_read(make: object, filetype: kinds.FileType) -> None:
    found = exif.facts(io.BytesIO(make(6)), filetype)  # type: ignore[operator]
    assert found.taken_at == datetime(2026, 2, 17, 19, 30, 5)  # noqa: DTZ001 - cameras know no zone
    assert found.orientation == 6
    assert found.has_location
    assert found.camera.startswith("CultDip")
    assert exif.upright_size(160, 96, found) == (96, 160)


def test_a_heic_tells_when_and_is_upright_already() -> None:
    found = exif.facts(io.BytesIO(samples.HEIC.read_bytes()), kinds.HEIC)
    assert found.taken_at == datetime(2026, 2, 17, 19, 30)  # noqa: DTZ001 - cameras know no zone
    assert found.orientation == 1


def test_pictures_without_or_with_broken_exif_have_no_facts() -> None:
    assert exif.facts(io.BytesIO(samples.plain_jpeg()), kinds.JPEG) == exif.Facts()
    assert exif.facts(io.BytesIO(samples.pdf()), kinds.PDF) == exif.Facts()
    randomness = random.Random(3)
    data = samples.jpeg()
    for _ in range(150):
        broken = bytearray(data)
        for _ in range(8):
            broken[randomness.randrange(20, 400)] = randomness.randrange(256)
        exif.facts(io.BytesIO(bytes(broken)), kinds.JPEG)


def encoded(form: str, **options: object) -> bytes:
    target = io.BytesIO()
    samples.drawn(900, 600).save(target, form, **options)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "filetype"),
    [
        (encoded("JPEG", progressive=True), kinds.JPEG),
        (encoded("PNG"), kinds.PNG),
        (encoded("WEBP"), kinds.WEBP),
    ],
    ids=["progressive", "png", "webp"],
)
def test_pictures_that_are_decoded_whole_have_a_lower_limit(
    monkeypatch: pytest.MonkeyPatch, data: bytes, filetype: kinds.FileType
) -> None:
    assert thumbnail(data, filetype).width == pictures.THUMBNAIL_SIDE
    monkeypatch.setattr(limits, "MAX_WHOLE_PIXELS", 900 * 600 - 1)
    with pytest.raises(UserError, match=r"media\.image_bomb"):
        thumbnail(data, filetype)
    assert thumbnail(encoded("JPEG"), kinds.JPEG).width == pictures.THUMBNAIL_SIDE
    assert not decode.ONE_AT_A_TIME.locked()


def test_a_picture_for_a_page_is_no_larger_than_print_needs_and_a_film_has_none() -> None:
    target = io.BytesIO()
    samples.drawn(2400, 1200).save(target, "JPEG")
    made = pictures.printed(io.BytesIO(target.getvalue()), kinds.JPEG, "Múa rối.jpg")
    assert isinstance(made, Picture)
    assert (made.width, made.height) == (1600, 800)
    assert isinstance(pictures.printed(io.BytesIO(b""), kinds.MP4, "phim.mp4"), NoPicture)
