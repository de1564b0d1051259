"""`cultdip attach`: what is taken, what is known already, what is refused and why."""

from __future__ import annotations

import io
import struct
import unicodedata
import zlib
from pathlib import Path

import pytest
from PIL import Image

from tests.offices import ask, digest, run


@pytest.fixture
def event(mission: Path) -> str:
    """An event of the sample office."""
    return str(ask(mission, "event", "list", "--limit", "1")["events"][0]["id"])


def _jpeg(path: Path, colour: str = "red") -> Path:
    Image.new("RGB", (60, 40), colour).save(path, "JPEG")
    return path


def _bomb(path: Path) -> Path:
    """A PNG that says it has 50,000 × 50,000 pixels, about 300 KB long."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress(bytes(300_000_000), 9)
    header = struct.pack(">IIBBBBB", 50_000, 50_000, 1, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b""))
    return path


def test_photos_are_added_with_captions_and_credit(mission: Path, event: str, tmp_path: Path) -> None:
    name = unicodedata.normalize("NFD", "Múa lân.jpg")
    photo = _jpeg(tmp_path / name)
    captions = ("--caption-vi", "Múa lân", "--caption-en", "Lion dance", "--credit", "Nguyễn Minh Hà")
    added = ask(mission, "attach", event, photo, *captions)["added"]
    assert [row["file"] for row in added] == ["Múa lân.jpg"]
    shown = ask(mission, "event", "show", event)["event"]["media"][-1]
    assert (shown["caption"], shown["credit"]) == ({"vi": "Múa lân", "en": "Lion dance"}, "Nguyễn Minh Hà")
    assert ask(mission, "check", "--deep")["findings"] == []


def test_duplicates_are_known_by_their_content(mission: Path, event: str, tmp_path: Path) -> None:
    first, second = _jpeg(tmp_path / "a.jpg"), _jpeg(tmp_path / "b.jpg")
    answer = ask(mission, "attach", event, first, second)
    assert ([row["file"] for row in answer["added"]], [row["file"] for row in answer["duplicates"]]) == (
        ["a.jpg"],
        ["b.jpg"],
    )
    before = digest(mission)
    again = ask(mission, "attach", event, second)
    assert (again["added"], len(again["duplicates"])) == ([], 1)
    assert digest(mission) == before


def test_what_cannot_be_taken_is_named_and_changes_nothing(mission: Path, event: str, tmp_path: Path) -> None:
    (tmp_path / "text.jpg").write_text("Đây là văn bản, không phải ảnh.", encoding="utf-8")
    (tmp_path / "run.exe").write_bytes(b"MZ" + bytes(500))
    (tmp_path / "run.jpg").write_bytes(b"\x7fELF" + bytes(500))
    (tmp_path / "empty.png").write_bytes(b"")
    (tmp_path / "cut.jpg").write_bytes(_jpeg(tmp_path / "whole.jpg").read_bytes()[:200])
    _bomb(tmp_path / "bomb.png")
    names = ["text.jpg", "run.exe", "run.jpg", "empty.png", "cut.jpg", "bomb.png", "missing.jpg"]
    before = digest(mission)
    answer = ask(mission, "attach", event, *(tmp_path / name for name in names), tmp_path, code=1)
    assert [row["file"] for row in answer["refused"]] == [*names, tmp_path.name]
    codes = {row["file"]: row["code"] for row in answer["refused"]}
    assert codes["bomb.png"] == "media.image_bomb"
    assert codes["run.exe"] == codes["run.jpg"]
    assert all(row["message"] for row in answer["refused"])
    assert "media.unknown_type" not in (codes["run.exe"], codes["bomb.png"])
    assert digest(mission) == before


def test_a_refused_file_never_stops_a_good_one(mission: Path, event: str, tmp_path: Path) -> None:
    (tmp_path / "text.jpg").write_text("văn bản", encoding="utf-8")
    answer = ask(mission, "attach", event, tmp_path / "text.jpg", _jpeg(tmp_path / "good.jpg"), code=1)
    assert (len(answer["added"]), len(answer["refused"])) == (1, 1)


def test_an_unknown_event_takes_nothing(mission: Path, tmp_path: Path) -> None:
    ran = run("attach", "không-có", _jpeg(tmp_path / "a.jpg"), "--home", mission, "--json")
    assert (ran.code, ran.error) == (3, "event.not_found")


def test_where_a_photo_was_taken_stays_here(mission: Path, headquarters: Path, event: str, tmp_path: Path) -> None:
    held = next(row for row in ask(mission, "event", "list")["events"] if row["state"] == "results_in")["id"]
    exif = Image.Exif()
    exif[0x010E] = "MAY-ANH-SO-4711"
    exif.get_ifd(0x8825)[1] = "N"
    data = io.BytesIO()
    Image.new("RGB", (80, 60), "blue").save(data, "JPEG", exif=exif)
    (tmp_path / "gps.jpg").write_bytes(data.getvalue())
    ask(mission, "attach", held, tmp_path / "gps.jpg", "--caption-vi", "Khai mạc")
    ask(mission, "export", "--period", "2026-Q3", "--out", tmp_path / "q3.cdrp")
    assert b"SO-4711" not in (tmp_path / "q3.cdrp").read_bytes()
    assert ask(headquarters, "hq", "import", tmp_path / "q3.cdrp")["files"][0]["outcome"] == "imported"
