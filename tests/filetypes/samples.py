"""Honest and hostile files, made by code."""

from __future__ import annotations

import functools
import io
import struct
import zipfile
import zlib
from pathlib import Path

from PIL import Image, PngImagePlugin

HEIC = Path(__file__).resolve().parents[1] / "assets" / "rotated-gps.heic"
"""96 × 64 turned to 64 × 96, with a serial number in its EXIF; drawn by us, encoded once with x265."""

SERIAL = "SN-0042-PRAHA"
OWNER = "Nguyễn Thị Thử"


def drawn(width: int = 160, height: int = 96, mode: str = "RGB") -> Image.Image:
    image = Image.linear_gradient("L").resize((width, height))
    return Image.merge("RGB", (image, image.rotate(180), image.transpose(Image.Transpose.FLIP_TOP_BOTTOM))).convert(
        mode
    )


def exif(orientation: int = 1) -> Image.Exif:
    block = Image.Exif()
    block[0x0112] = orientation
    block[0x010F] = "CultDip"
    block[0x0110] = "CultDip Mẫu 1".encode()
    block[0x013B] = OWNER.encode()
    details = block.get_ifd(0x8769)
    details[0x9003] = "2026:02:17 19:30:05"
    details[0xA431] = SERIAL
    details[0xA430] = OWNER.encode()
    details[0x927C] = b"MakerNote secret " + SERIAL.encode()
    block.get_ifd(0x8825).update({1: "N", 2: (50.0, 5.0, 15.0), 3: "E", 4: (14.0, 25.0, 15.0), 29: "2026:02:17"})
    return block


XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>50,5.25N</exif:GPSLatitude>'
    + SERIAL.encode()
    + b"</x:xmpmeta>"
)


@functools.cache  # a profile carries the second in which it was made
def profile() -> bytes:
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def jpeg(orientation: int = 1, size: tuple[int, int] = (160, 96), **options: object) -> bytes:
    target = io.BytesIO()
    drawn(*size).save(
        target, "JPEG", exif=exif(orientation), icc_profile=profile(), comment=SERIAL, xmp=XMP, quality=90, **options
    )
    return target.getvalue()


def plain_jpeg(size: tuple[int, int] = (160, 96)) -> bytes:
    target = io.BytesIO()
    drawn(*size).save(target, "JPEG")
    return target.getvalue()


def png(orientation: int = 1, mode: str = "RGB") -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", OWNER)
    info.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
    info.add(b"prVt", SERIAL.encode())
    target = io.BytesIO()
    drawn(mode=mode).save(target, "PNG", pnginfo=info, exif=exif(orientation), icc_profile=profile())
    return target.getvalue()


def webp(orientation: int = 1) -> bytes:
    target = io.BytesIO()
    drawn().save(target, "WEBP", lossless=True, exif=exif(orientation), xmp=XMP, icc_profile=profile())
    return target.getvalue()


def png_bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    squeezed = zlib.compressobj(9)
    line = bytes(1 + (width + 7) // 8)
    data = b"".join(squeezed.compress(line) for _ in range(height)) + squeezed.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pdf() -> bytes:
    import pikepdf

    target = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(target)
    return target.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def office(main: str, extra: dict[str, bytes] | None = None) -> bytes:
    types = f'<Types><Override PartName="/x" ContentType="application/vnd.openxmlformats-officedocument.{main}.main+xml"/></Types>'
    return zipped({"[Content_Types].xml": types.encode(), "x": b"<x/>", **(extra or {})})


def docx(extra: dict[str, bytes] | None = None) -> bytes:
    return office("wordprocessingml.document", extra)


def xlsx() -> bytes:
    import xlsxwriter

    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("Sự kiện").write_string(0, 0, "Tết Nguyên đán ở Praha")
    return target.getvalue()


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", 8 + len(body)) + kind + body


def _track(handler: bytes, offset: int, sizes: list[int]) -> bytes:
    table = box(
        b"stbl",
        box(b"stsc", struct.pack(">IIIII", 0, 1, 1, len(sizes), 1)),
        box(b"stsz", struct.pack(f">III{len(sizes)}I", 0, 0, len(sizes), *sizes)),
        box(b"stco", struct.pack(">III", 0, 1, offset)),
    )
    head = box(b"hdlr", bytes(8), handler, bytes(12), SERIAL.encode() + b"\0")
    place = box(b"udta", box(b"\xa9xyz", b"+50.0875+014.4208/")) if handler == b"vide" else b""
    return box(b"trak", box(b"mdia", head, box(b"minf", table)), place)


PICTURES = b"PICTURE-SAMPLES-" * 3
POSITIONS = b"GPS 50.0875 14.4208 " * 2


def mp4(brand: bytes = b"isom", *, index_first: bool = True, wide: bool = False) -> bytes:
    """A film with a video track, a track of positions, user data and a private box."""
    head = box(b"ftyp", brand, bytes(4), brand)

    def movie(start: int) -> bytes:
        return box(
            b"moov",
            box(b"mvhd", bytes(100)),
            _track(b"vide", start, [16, 16, 16]),
            _track(b"meta", start + len(PICTURES), [20, 20]),
            box(b"udta", box(b"\xa9xyz", b"+50.0875+014.4208/"), box(b"\xa9mod", SERIAL.encode())),
            box(b"meta", b"com.apple.quicktime.location.ISO6709 +50.0875"),
        )

    private = box(b"uuid", bytes(16), SERIAL.encode())
    content = PICTURES + POSITIONS
    media = struct.pack(">I4sQ", 1, b"mdat", 16 + len(content)) + content if wide else box(b"mdat", content)
    header = len(media) - len(content)
    if index_first:
        before = len(head) + len(movie(0))
        return head + movie(before + header) + media + private
    return head + media + movie(len(head) + header) + private
