"""Pictures in the appendix: untouched bytes, orientation, and what happens to damaged ones."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from cultdip_desktop.core.errors import Cancelled
from cultdip_desktop.core.progress import CancelToken, ReportingProgress
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.pdf import build_pdf
from tests.reports import conformance, seen
from tests.reports.factory import built, drawn, item, jpeg, quarter, quarter_events


def one_photo(caption: str = "Ảnh khai mạc") -> ReportData:
    """A report with a single picture."""
    first = quarter_events()[0]
    return quarter(events=(first,), planned=(), media={first.id: (item(first, 0, caption, "Opening"),)})


def images(pdf: bytes) -> list[tuple[bytes, bool]]:
    """The bytes of every picture of a file, and whether it has a mask."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        streams = [obj for obj in opened.objects if isinstance(obj, pikepdf.Stream)]
        pictures = [stream for stream in streams if stream.get("/Subtype") == "/Image"]
        return [(picture.read_raw_bytes(), "/SMask" in picture) for picture in pictures]


def test_jpeg_goes_in_byte_for_byte() -> None:
    pdf, _ = built(one_photo(), picture=lambda _: jpeg(7))
    assert images(pdf) == [(jpeg(7), False)]


def test_only_travelling_pictures_are_asked_for() -> None:
    asked: list[str] = []

    def picture(wanted: MediaItem) -> bytes:
        asked.append(wanted.file_name)
        return jpeg(1)

    first = quarter_events()[0]
    media = {first.id: (item(first, 0), item(first, 1, in_report=False), item(first, 2, publishable=False))}
    built(quarter(events=(first,), media=media), picture=picture)
    assert asked == ["anh-0.jpg"]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_orientation_is_respected(tmp_path: Path, orientation: int) -> None:
    source = Image.new("RGB", (90, 60), "black")
    source.paste((255, 0, 0), (0, 0, 45, 30))
    back = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    stored = source.transpose(back[orientation]) if orientation > 1 else source
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = io.BytesIO()
    stored.save(data, "JPEG", quality=95, exif=exif)
    path = seen.written(tmp_path, built(one_photo(), picture=lambda _: data.getvalue())[0])
    page = tmp_path / "page"
    subprocess.run(["pdftoppm", "-r", "36", "-png", "-f", "4", str(path), str(page)], check=True)
    shown = Image.open(sorted(tmp_path.glob("page*.png"))[-1]).convert("RGB")
    assert _corner(shown) == "top left"


def _corner(page: Image.Image) -> str:
    """Where in the picture its red quarter stands."""
    red = [
        (x, y) for x in range(page.width) for y in range(page.height)
        if (pixel := page.getpixel((x, y))) and isinstance(pixel, tuple) and pixel[0] > 200 and pixel[1] < 60
    ]  # fmt: skip
    black = [
        (x, y) for x in range(page.width) for y in range(page.height)
        if (pixel := page.getpixel((x, y))) and isinstance(pixel, tuple) and max(pixel) < 30
    ]  # fmt: skip
    middle_x, middle_y = (sum(point[axis] for point in red) / len(red) for axis in (0, 1))
    other_x, other_y = (sum(point[axis] for point in black) / len(black) for axis in (0, 1))
    return f"{'top' if middle_y < other_y else 'bottom'} {'left' if middle_x < other_x else 'right'}"


def test_png_with_transparency_is_embedded_with_its_mask() -> None:
    data = io.BytesIO()
    Image.new("RGBA", (40, 30), (255, 0, 0, 128)).save(data, "PNG")
    pdf, report = built(one_photo(), picture=lambda _: data.getvalue())
    assert report.findings == ()
    assert [masked for _, masked in images(pdf)].count(True) == 1


def test_picture_in_inks_is_shown_in_the_colours_of_the_document(tmp_path: Path) -> None:
    data = io.BytesIO()
    Image.new("CMYK", (60, 40), (0, 255, 255, 0)).save(data, "JPEG", quality=95)
    pdf, report = built(one_photo(), picture=lambda _: data.getvalue())
    assert report.findings == ()
    assert conformance.failures(pdf) == []
    ((shown, _masked),) = images(pdf)
    red, green, blue = Image.open(io.BytesIO(shown)).convert("RGB").getpixel((30, 20))  # type: ignore[misc]
    assert red > 200 > 60 > max(green, blue)


@pytest.mark.parametrize("mode", ["L", "1", "P", "LA", "RGBA", "I;16", "RGB"])
def test_every_kind_of_png_keeps_the_rules(mode: str) -> None:
    data = io.BytesIO()
    Image.new(mode, (40, 30)).save(data, "PNG")
    pdf, report = built(one_photo(), picture=lambda _: data.getvalue())
    assert report.findings == ()
    assert conformance.failures(pdf) == []


@pytest.mark.parametrize("data", [None, b"", b"khong phai anh", jpeg(1)[:40], b"%PDF-1.7", b"GIF89a" + bytes(40)])
def test_missing_or_damaged_picture_is_left_out_with_a_finding(data: bytes | None) -> None:
    pdf, report = built(one_photo(), picture=lambda _: data)
    assert [(found.code, found.params["file"]) for found in report.findings] == [
        ("report.picture_left_out", "anh-0.jpg")
    ]
    assert images(pdf) == []


def test_captions_and_credits_stand_below_the_pictures(vietnamese: Path) -> None:
    text = " ".join(seen.text(vietnamese).split())
    for expected in ("Múa lân khai mạc", "Ảnh: Nguyễn Minh Hà", "Lễ ký thỏa thuận hợp tác văn hóa"):
        assert expected in text
    assert "Không gửi" not in text


def test_progress_counts_pictures_and_cancel_stops_the_build() -> None:
    token = CancelToken()
    steps: list[tuple[int, int]] = []

    def listen(done: int, total: int, what: str) -> None:
        del what
        steps.append((done, total))
        if done == 3:
            token.cancel()

    with pytest.raises(Cancelled):
        build_pdf(quarter(), "vi", io.BytesIO(), drawn, ReportingProgress(token, listen))
    assert steps == [(done, 8) for done in range(4)]
