"""Formats that are known and refused, so that the refusal can say what the file is."""

from __future__ import annotations

import re
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.filetypes.kinds import extension_of

_EXECUTABLE: Final = (
    b"MZ",  # Windows programs, libraries, self-extracting archives
    b"\x7fELF",
    b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe",  # Mach-O
    b"\xca\xfe\xba\xbe",  # Mach-O for several processors; Java classes
    b"\x4c\x00\x00\x00\x01\x14\x02\x00",  # Windows shell link
    b"dex\n", b"\0asm", b"!<arch>\n", b"\xed\xab\xee\xdb",  # Android, WebAssembly, deb, rpm
    b"#!", b"[InternetShortcut]", b"[Desktop Entry]",
)  # fmt: skip
_ARCHIVE: Final = (
    b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh",
    b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"MSCF", b"age-encryption.org",
)  # fmt: skip
_LEGACY_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also MSI, and OOXML under a password
_OTHER: Final = (
    (b"GIF8", "GIF"), (b"BM", "BMP"), (b"II*\0", "TIFF/RAW"), (b"MM\0*", "TIFF/RAW"), (b"8BPS", "Photoshop"),
    (b"\xff\x0a", "JPEG XL"), (b"\0\0\0\x0cJXL ", "JPEG XL"), (b"\0\0\0\x0cjP  ", "JPEG 2000"),
    (b"ID3", "MP3"), (b"\xff\xfb", "MP3"), (b"OggS", "Ogg"), (b"fLaC", "FLAC"), (b"\x1a\x45\xdf\xa3", "Matroska/WebM"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "WMV"), (b"FLV\x01", "FLV"), (b"{\\rtf", "RTF"), (b"%!PS", "PostScript"),
)  # fmt: skip
_BRANDS: Final = {
    b"avif": "AVIF", b"avis": "AVIF", b"M4A ": "M4A", b"M4B ": "M4B", b"crx ": "CR3", b"jp2 ": "JPEG 2000",
}  # fmt: skip
_SCRIPT_ENDINGS: Final = frozenset(
    ("bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "hta", "reg", "sh", "py", "scr", "url", "desktop", "com")
)
_PAGE: Final = re.compile(rb"<\s*(!doctype|html|head|body|script|svg|iframe|\?php)", re.IGNORECASE)


def refusal(head: bytes, name: str) -> UserError | None:
    """The reason to refuse a file that begins with `head` and is none of the accepted formats."""
    if head.startswith(_EXECUTABLE) or (extension_of(name) in _SCRIPT_ENDINGS and is_text(head)):
        return UserError("media.executable", file=name)
    if head.startswith(_LEGACY_OFFICE):
        return UserError("media.office_legacy", file=name)
    if head.startswith(_ARCHIVE) or head[257:262] == b"ustar":
        return UserError("media.archive", file=name)
    other = _format(head)
    if other is not None:
        return UserError("media.unsupported_format", file=name, format=other)
    if is_text(head) and _PAGE.search(head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1024]):
        return UserError("media.active_content", file=name)
    return None


def is_text(head: bytes) -> bool:
    """Whether the bytes look like text: UTF-8 (cut anywhere) or UTF-16 with a mark, without control characters."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 3:
            return False
        text = head[: error.start].decode("utf-8")
    return bool(text) and not any(character < " " and character not in "\t\r\n\f" for character in text)


def _format(head: bytes) -> str | None:
    if head[:4] == b"RIFF":
        return {b"AVI ": "AVI", b"WAVE": "WAV"}.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12])
    return next((label for magic, label in _OTHER if head.startswith(magic)), None)
