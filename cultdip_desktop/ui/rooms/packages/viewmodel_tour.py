"""The states of the Packages room that are worth a picture."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cultdip_desktop.core import durable
from cultdip_desktop.ui.kit.room import Route

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

_LARGEST: Final = 64 * 1024 * 1024
"""Bytes; a larger package is not copied for a picture."""


def states(office: Office) -> list[tuple[str, Route]]:
    """List and steps always; a verdict on the latest package whose file is still there, and on spoilt copies of it."""
    found = [
        ("", Route("packages")),
        ("export-contents", Route("packages", "export")),
        ("export-checks", Route("packages", "export", "", (("step", "1"),))),
        ("export-sign", Route("packages", "export", "", (("step", "2"),))),
        ("receipts", Route("packages", "receipts")),
        ("directives", Route("packages", "directives")),
        ("library", Route("packages", "library")),
    ]
    file = next((path for package in office.packages.sent() if (path := Path(package.file_path)).is_file()), None)
    if file is not None and file.stat().st_size <= _LARGEST:
        folder = Path(tempfile.mkdtemp(prefix="cultdip-tour-"))
        found.append(("verdict-valid", _verdict(file)))
        found.append(("verdict-not-valid", _verdict(_changed(file, folder))))
        found.append(("verdict-unreadable", _verdict(_cut(file, folder))))
    return found


def _verdict(file: Path) -> Route:
    return Route("packages", "verdict", str(file))


def _changed(file: Path, folder: Path) -> Path:
    """The same package with one bit of its middle turned over."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    target = folder / file.name
    durable.write_bytes(target, bytes(data))
    return target


def _cut(file: Path, folder: Path) -> Path:
    """The first half of the package."""
    target = folder / f"half-{file.name}"
    durable.write_bytes(target, file.read_bytes()[: file.stat().st_size // 2])
    return target
