"""What a helper needs to know about this program on this machine, and nothing about the office's work.

No names, titles, texts, file names, folders, keys or passphrases: counts, codes, versions and places in the code.
"""

from __future__ import annotations

import importlib.metadata
import io
import platform
import shutil
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cultdip_desktop import __version__
from cultdip_desktop.core import durable
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.health import HealthService
from cultdip_desktop.services.settings import DEFAULTS, SettingsService

LIBRARIES: Final = (
    "PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "cryptography", "tink", "argon2-cffi", "pyhanko", "reportlab",
    "pikepdf", "pillow", "pi-heif", "babel", "keyring",
)  # fmt: skip
"""Whose versions explain most troubles."""

PRIVATE_SETTINGS: Final = frozenset({"actor"})
"""Settings that point at a person."""

_LONGEST_REPORT: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class SupportFile:
    """One text of the bundle."""

    name: str
    text: str


class SupportService:
    """Collects the texts, shows them, writes them."""

    def __init__(self, desk: Desk, health: HealthService, settings: SettingsService) -> None:
        self._desk = desk
        self._health = health
        self._settings = settings

    def preview(self) -> tuple[SupportFile, ...]:
        """Everything that `save` would write, to be read before."""
        parts: tuple[tuple[str, Callable[[], Iterator[str]]], ...] = (
            ("program.txt", self._program),
            ("settings.txt", self._chosen),
            ("health.txt", self._findings),
            ("sizes.txt", self._sizes),
        )
        files = [SupportFile(name, "".join(f"{line}\n" for line in lines())) for name, lines in parts]
        return (*files, *self._crashes())

    def save(self, out: Path) -> Path:
        """Write the bundle as one file: `.txt` with everything below each other, anything else as a ZIP.

        Raises:
            UserError: `file.no_space`, `file.not_writable`.
        """
        files = self.preview()
        if out.suffix.lower() == ".txt":
            durable.write_text(out, "\n".join(f"===== {file.name} =====\n{file.text}" for file in files))
            return out
        durable.write_bytes(out, self._zipped(files))
        return out

    def _program(self) -> Iterator[str]:
        yield f"CultDip Desktop {__version__}"
        yield f"Python {platform.python_version()} ({platform.python_implementation()}, {platform.machine()})"
        yield f"{platform.system()} {platform.release()} ({platform.version()})"
        for name in LIBRARIES:
            yield f"{name} {_version(name)}"
        yield f"Role: {self._desk.office.role.value}"
        yield f"Zone: {self._desk.office.zone}"
        yield f"Epoch: {self._desk.office.epoch}"
        yield f"Collected: {self._desk.clock.now():%Y-%m-%dT%H:%M:%SZ}"

    def _chosen(self) -> Iterator[str]:
        for name in sorted(DEFAULTS.keys() - PRIVATE_SETTINGS):
            yield f"{name} = {self._settings.get(name)}"

    def _findings(self) -> Iterator[str]:
        found = Counter(finding.code for finding in self._health.check(deep=False, progress=NoProgress()))
        yield from (f"{code}: {count}" for code, count in sorted(found.items()))
        if not found:
            yield "No finding."

    def _sizes(self) -> Iterator[str]:
        paths = self._desk.paths
        for name, count in sorted(self._health.digest().counts.items()):
            yield f"rows {name}: {count}"
        for file in paths.files:
            if file.is_file():
                yield f"bytes {file.name}: {file.stat().st_size}"
        for folder in paths.folders:
            sizes = [file.stat().st_size for file in folder.rglob("*") if file.is_file()] if folder.is_dir() else []
            yield f"files {folder.name}: {len(sizes)}, {sum(sizes)} bytes"
        yield f"bytes free: {shutil.disk_usage(paths.home).free}"

    def _crashes(self) -> Iterator[SupportFile]:
        folder = self._desk.paths.crash_reports
        for file in sorted(folder.glob("crash-*.txt")) if folder.is_dir() else ():
            with durable.translated(file, reading=True), file.open("rb") as handle:
                text = handle.read(_LONGEST_REPORT).decode("utf-8", "replace")
            yield SupportFile(file.name, text)

    def _zipped(self, files: tuple[SupportFile, ...]) -> bytes:
        buffer = io.BytesIO()
        moment = self._desk.clock.now().timetuple()[:6]
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:  # noqa: TID251 - written, never read
            for file in files:
                archive.writestr(zipfile.ZipInfo(file.name, moment), file.text.encode())
        return buffer.getvalue()


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "-"
