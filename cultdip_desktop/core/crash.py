"""Crash reports: what the program was and where it broke, never what the office wrote."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from datetime import datetime
from pathlib import Path

from cultdip_desktop import __version__
from cultdip_desktop.core import durable
from cultdip_desktop.core.clock import SystemClock
from cultdip_desktop.core.errors import UserError


def write_report(error: BaseException, folder: Path | None = None) -> str:
    """Write the report of `error` and give its path, or a word that it could not be written.

    Only types, code places and versions are written: messages of exceptions and local values may hold what
    an officer typed.
    """
    target = folder or Path(tempfile.gettempdir()) / "cultdip-crash-reports"
    moment = SystemClock().now()
    path = target / f"crash-{moment:%Y%m%dT%H%M%S%f}.txt"
    try:
        durable.make_folder(target)
        durable.write_text(path, report_text(error, moment))
    except (UserError, OSError):
        return "-"
    return str(path)


def report_text(error: BaseException, moment: datetime) -> str:
    """The text of a report."""
    lines = [
        f"cultdip-desktop {__version__}",
        f"{moment:%Y-%m-%dT%H:%M:%SZ}",
        f"Python {platform.python_version()} {platform.system()} {platform.machine()}",
        f"PySide6 loaded: {'PySide6' in sys.modules}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        for frame in traceback.extract_tb(seen.__traceback__):
            lines.append(f"  {_tail(frame.filename)}:{frame.lineno} {frame.name}")
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


def _tail(file_name: str) -> str:
    """The last three parts of a path: enough to find the line, too little to name a user's folder."""
    return "/".join(Path(file_name).parts[-3:])
