"""What a file is, from its content; and why it may not come in."""

from __future__ import annotations

import io
import random
import zlib

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.filetypes import kinds, limits
from cultdip_desktop.filetypes.recognise import Recognised, recognise
from tests.filetypes import samples


def look(data: bytes, name: str = "tệp lạ") -> Recognised:
    return recognise(io.BytesIO(data), name)


def refusal(data: bytes, name: str = "tệp lạ") -> str:
    with pytest.raises(UserError) as caught:
        look(data, name)
    assert caught.value.params["file"] == name
    return caught.value.code


@pytest.mark.parametrize(
    ("make", "filetype"),
    [
        (samples.jpeg, kinds.JPEG),
        (samples.png, kinds.PNG),
        (samples.webp, kinds.WEBP),
        (samples.HEIC.read_bytes, kinds.HEIC),
        (samples.pdf, kinds.PDF),
        (samples.docx, kinds.DOCX),
        (samples.xlsx, kinds.XLSX),
        (samples.mp4, kinds.MP4),
        (lambda: samples.mp4(b"qt  ", index_first=False, wide=True), kinds.MOV),
    ],
)
def test_every_accepted_kind_is_known_by_its_content_under_any_name(make: object, filetype: kinds.FileType) -> None:
    data = make()  # type: ignore[operator]
    for name in ("không đuôi", "ảnh.exe", "văn bản.docx"):
        found = look(data, name)
        assert found.filetype is filetype
        assert found.size == len(data)
        assert (found.width is None) == (filetype.kind != "image")


def test_pictures_are_measured_without_decoding() -> None:
    for data in (samples.jpeg(), samples.png(), samples.webp(), samples.jpeg(progressive=True)):
        assert (look(data).width, look(data).height) == (160, 96)
    lossy = io.BytesIO()
    samples.drawn(161, 97).save(lossy, "WEBP")
    assert (look(lossy.getvalue()).width, look(lossy.getvalue()).height) == (161, 97)
    heic = look(samples.HEIC.read_bytes())
    assert (heic.width, heic.height) == (64, 96)


def test_a_small_file_of_50000_by_50000_pixels_is_refused() -> None:
    bomb = samples.png_bomb(50_000, 50_000)
    assert len(bomb) < 400_000
    assert refusal(bomb, "bom.png") == "media.image_bomb"


def test_bombs_of_every_format_are_refused_by_their_headers() -> None:
    jpeg = bytearray(samples.plain_jpeg())
    frame = jpeg.index(b"\xff\xc0")
    jpeg[frame + 5 : frame + 9] = b"\xff\xff\xff\xff"
    webp = bytearray(samples.webp())
    webp[24:30] = b"\xff" * 6
    heic = bytearray(samples.HEIC.read_bytes())
    extent = heic.index(b"ispe") + 8
    heic[extent : extent + 8] = b"\0\1\0\0\0\1\0\0"
    for bomb in (bytes(jpeg), bytes(webp), bytes(heic), samples.png_bomb(limits.MAX_SIDE + 1, 1)):
        assert refusal(bomb) == "media.image_bomb"


def test_text_renamed_to_jpg_is_named_as_such() -> None:
    text = "Báo cáo quý I năm 2026, phần mở đầu.".encode()
    with pytest.raises(UserError) as caught:
        look(text, "ảnh khai mạc.JPG")
    assert caught.value.code == "media.content_mismatch"
    assert caught.value.params == {"file": "ảnh khai mạc.JPG", "claimed": "JPG"}
    assert refusal(text, "ghi chú.txt") == "media.unknown_type"
    assert refusal(random.Random(1).randbytes(5000).replace(b"MZ", b"mz"), "rác.bin") == "media.unknown_type"


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"MZ\x90\0" + bytes(200), "ảnh.jpg", "media.executable"),
        (b"\x7fELF" + bytes(200), "ảnh.jpg", "media.executable"),
        (b"\xcf\xfa\xed\xfe" + bytes(50), "a", "media.executable"),
        (b"#!/bin/sh\nrm -rf ~\n", "ảnh.png", "media.executable"),
        (b"L\0\0\0\x01\x14\x02\0" + bytes(50), "ảnh.lnk", "media.executable"),
        (b"@echo off\r\nformat c:\r\n", "mời.bat", "media.executable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "cũ.doc", "media.office_legacy"),
        (b"<!DOCTYPE html><html><script>alert(1)</script>", "ảnh.jpg", "media.active_content"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><svg onload="x()"/>', "logo.svg", "media.active_content"),
        (b"Rar!\x1a\x07\x01\0", "a.rar", "media.archive"),
        (b"GIF89a" + bytes(50), "a.gif", "media.unsupported_format"),
        (b"RIFF\0\0\0\0AVI " + bytes(50), "phim.avi", "media.unsupported_format"),
        (b"\0\0\0\x18ftypavif" + bytes(16), "a.avif", "media.unsupported_format"),
        (b"II*\0" + bytes(50), "a.nef", "media.unsupported_format"),
        (b"", "trống.jpg", "media.empty"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "cụt.jpg", "media.damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0", "cụt.png", "media.damaged"),
        (b"%PDF-1.7\n1 0 obj", "cụt.pdf", "media.damaged"),
    ],
)
def test_what_is_refused_is_refused_with_its_reason(data: bytes, name: str, code: str) -> None:
    assert refusal(data, name) == code


def test_archives_and_unknown_office_files_are_no_documents() -> None:
    assert refusal(samples.zipped({"a.jpg": samples.plain_jpeg()}), "ảnh.zip") == "media.archive"
    assert refusal(samples.office("presentationml.presentation"), "trình chiếu.pptx") == "media.archive"
    assert refusal(samples.zipped({"x": b""}), "giả.docx") == "media.damaged"


def test_documents_with_macros_are_refused_by_part_and_by_type() -> None:
    assert refusal(samples.docx({"word/vbaProject.bin": b"x"}), "a.docx") == "media.macros"
    assert refusal(samples.docx({"word/activeX/activeX1.xml": b"x"}), "a.docx") == "media.macros"
    typed = b'<Types><O ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    assert refusal(samples.zipped({"[Content_Types].xml": typed}), "a.docm") == "media.macros"


def test_zip_tricks_are_refused() -> None:
    good = samples.docx()
    bomb = samples.docx({"bomb": bytes(50_000_000)})
    at = bomb.rindex(b"PK\x01\x02")
    claimed = bytearray(bomb)
    claimed[at + 24 : at + 28] = b"\xff\xff\xff\x7f"
    doubled = samples.docx()
    encrypted = bytearray(good)
    encrypted[good.index(b"PK\x01\x02") + 8] |= 1
    for evil in (
        good + b"\0",
        good[:-1],
        b"PK\x03\x04" + good,
        bytes(claimed),
        bytes(encrypted),
        samples.docx({"../../autorun.inf": b""}),
        samples.docx({"[content_types].XML": b""}),
        doubled[: doubled.index(b"PK\x01\x02")],
    ):
        assert refusal(evil, "a.docx") == "media.damaged"


def test_content_types_that_unpack_without_end_are_cut() -> None:
    types = zlib.compress(bytes(100_000_000))
    data = samples.zipped({"[Content_Types].xml": bytes(60_000_000)})
    assert len(types) < 200_000
    assert refusal(data, "a.docx") == "media.damaged"


def test_a_polyglot_that_begins_as_a_program_is_a_program() -> None:
    assert refusal(b"MZ" + bytes(62) + samples.pdf(), "a.pdf") == "media.executable"
    assert refusal(b"#!/bin/sh\nexit\n" + samples.docx(), "a.docx") == "media.executable"


def test_a_video_without_its_index_is_incomplete() -> None:
    whole = samples.mp4(index_first=False)
    assert refusal(whole[: whole.index(b"moov") - 4], "phim.mp4") == "media.damaged"
    assert refusal(whole[:-3], "phim.mp4") == "media.damaged"


def test_a_file_beyond_the_limit_of_its_kind_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.MAX_BYTES, "image", 100)
    assert refusal(samples.jpeg(), "to.jpg") == "media.too_large"


@pytest.mark.parametrize("seed", range(6))
def test_damaged_files_never_crash(seed: int) -> None:
    randomness = random.Random(seed)
    codes: set[str] = set()
    honest = [
        samples.jpeg(), samples.png(), samples.webp(), samples.HEIC.read_bytes(), samples.pdf(), samples.docx(), samples.mp4()
    ]  # fmt: skip
    for data in honest:
        for _ in range(40):
            broken = bytearray(data[: randomness.randrange(1, len(data) + 1)])
            for _ in range(randomness.randrange(1, 6)):
                broken[randomness.randrange(len(broken))] = randomness.randrange(256)
            try:
                look(bytes(broken))
            except UserError as error:
                codes.add(error.code)
    assert all(code.startswith("media.") for code in codes)
