"""Which machine this is, and which file a path names: what tells a copied folder from the one that was copied."""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from pathlib import Path
from typing import Final

_IDS: Final = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_MOUNTS: Final = Path("/proc/self/mountinfo")
_NUMBERS_ANEW: Final = frozenset({"vfat", "msdos", "exfat", "fuseblk", "9p", "vboxsf", "cifs", "smb3", "smbfs"})
"""File systems that give a file another number at each mount."""

NO_NUMBER: Final = "-"


def machine_id() -> str:
    """32 hex digits, the same at every start of this system; says nothing about it to anybody else."""
    return hashlib.sha256(b"cultdip/machine/" + _system_id().encode("utf-8", "surrogatepass")).hexdigest()[:32]


def file_id(path: Path) -> str:
    """The number that the file system gave to a file: it survives renaming and moving within the volume.

    `-` where the file system keeps no such number (FAT, exFAT, shared folders): a copy within the same machine
    is then not told from its original, one that reached another machine is.

    Raises:
        OSError: the file cannot be reached.
    """
    number = path.stat().st_ino
    return NO_NUMBER if not number or _numbers_anew(path) else str(number)


def _system_id() -> str:
    if sys.platform == "win32":
        return _windows_id()
    for file in _IDS:
        try:
            text = file.read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            continue
        if text:
            return text
    return platform.node()


def _windows_id() -> str:
    if sys.platform != "win32":
        raise RuntimeError("asked on another system")
    import winreg

    flags = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography", 0, flags) as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    except OSError:
        return platform.node()


def _numbers_anew(path: Path) -> bool:
    if sys.platform == "win32":
        return _windows_volume(path) not in ("NTFS", "ReFS")
    kind = _mounted(path)
    return kind in _NUMBERS_ANEW or (kind.startswith("fuse.") and kind != "fuse.overlayfs")


def _windows_volume(path: Path) -> str:
    """Name of the file system, empty when Windows does not tell."""
    if sys.platform != "win32":
        raise RuntimeError("asked on another system")
    import ctypes

    name = ctypes.create_unicode_buffer(64)
    root = str(path.resolve().anchor)
    told = ctypes.windll.kernel32.GetVolumeInformationW(root, None, 0, None, None, None, name, 64)
    return name.value if told else ""


def _mounted(path: Path) -> str:
    """Kind of the file system on which a path lies, empty where the system has no such list (then it counts as usual)."""
    try:
        lines = _MOUNTS.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    place = os.fspath(path.resolve())
    best, kind = "", ""
    for line in lines:
        left, _, right = line.partition(" - ")
        point = _unescaped(left.split(" ")[4])
        inside = place == point or place.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, right.split(" ")[0]
    return kind


def _unescaped(point: str) -> str:
    for code, letter in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        point = point.replace(code, letter)
    return point
