"""`SHA256SUMS`: the same digests for people without our program (`sha256sum -c`)."""

from __future__ import annotations

from collections.abc import Iterable

from cultdip_desktop.packages import names
from cultdip_desktop.packages.manifest import FileDigest


def write(files: Iterable[FileDigest]) -> bytes:
    """One line a file in the form of GNU coreutils, sorted by name; lists every signed file but itself."""
    listed = sorted((file for file in files if file.name != names.SUMS), key=lambda file: file.name)
    return "".join(f"{file.sha256}  {file.name}\n" for file in listed).encode("ascii")
