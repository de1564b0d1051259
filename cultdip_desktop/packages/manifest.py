"""`META-INF/ASiCManifest001.xml` (EN 319 162-1, annex A.4): written in one form, read only in that form.

No XML parser touches a package: the reader takes our own lines apart, writes them again and compares.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from cultdip_desktop.packages import limits, names

_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" xmlns:ds="http://www.w3.org/2000/09/xmldsig#">\n'
    f'  <asic:SigReference URI="{names.SIGNATURE}" MimeType="application/pkcs7-signature"/>\n'
)
_FOOT: Final = "</asic:ASiCManifest>\n"
_OBJECT: Final = re.compile(
    r'  <asic:DataObjectReference URI="([^"<>&\n]+)" MimeType="([^"<>&\n]+)">\n'
    r'    <ds:DigestMethod Algorithm="http://www\.w3\.org/2001/04/xmlenc#sha256"/>\n'
    r"    <ds:DigestValue>([A-Za-z0-9+/]{43}=)</ds:DigestValue>\n"
    r"  </asic:DataObjectReference>\n"
)


class ManifestError(Exception):
    """The manifest breaks a rule; `code` is the verdict's."""

    def __init__(self, code: str, /, **params: str | int) -> None:
        super().__init__(code, params)
        self.code: Final = code
        self.params: Final = params


@dataclass(frozen=True, slots=True)
class FileDigest:
    """One file that the signature covers."""

    name: str
    sha256: str
    """64 hex digits."""


def write(files: Iterable[FileDigest]) -> bytes:
    """The manifest of `files`, sorted by name."""
    return (_HEAD + "".join(_object(file) for file in sorted(files, key=_name)) + _FOOT).encode("ascii")


def read(data: bytes) -> tuple[FileDigest, ...]:
    """The files that a manifest lists.

    Raises:
        ManifestError: too large, a DOCTYPE, or any byte that `write` would not have put there.
    """
    if len(data) > limits.MAX_MANIFEST_BYTES:
        raise ManifestError("manifest.too_large", limit=limits.MAX_MANIFEST_BYTES // limits.MIB)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ManifestError("manifest.doctype")
    try:
        text = data.decode("ascii")
    except UnicodeDecodeError as error:
        raise ManifestError("manifest.form") from error
    files = tuple(FileDigest(match.group(1), _hex(match.group(3))) for match in _OBJECT.finditer(text, len(_HEAD)))
    listed = [file.name for file in files]
    if len(set(listed)) != len(listed):
        raise ManifestError("manifest.duplicate")
    if write(files) != data:
        raise ManifestError("manifest.form")
    for name in listed:
        if names.fault(name) is not None or name in names.UNSIGNED:
            raise ManifestError("manifest.name", file=name[:80])
    return files


def _name(file: FileDigest) -> str:
    return file.name


def _object(file: FileDigest) -> str:
    value = base64.b64encode(bytes.fromhex(file.sha256)).decode("ascii")
    return (
        f'  <asic:DataObjectReference URI="{file.name}" MimeType="{names.mime_type(file.name)}">\n'
        '    <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>\n'
        f"    <ds:DigestValue>{value}</ds:DigestValue>\n"
        "  </asic:DataObjectReference>\n"
    )


def _hex(value: str) -> str:
    try:
        return base64.b64decode(value, validate=True).hex()
    except binascii.Error as error:
        raise ManifestError("manifest.form") from error
