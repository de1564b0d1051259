"""Crash reports: what the program was and where it broke, never what the office wrote."""

from __future__ import annotations

import contextlib
import platform
import tempfile
import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from cultdip_desktop import __version__
from cultdip_desktop.core import durable
from cultdip_desktop.core.clock import Clock, SystemClock
from cultdip_desktop.core.errors import UserError

MOST_REPORTS: Final = 20
"""A fault that repeats must not fill the disk."""


def write_report(
    error: BaseException, folder: Path | None = None, clock: Clock | None = None, libraries: Sequence[str] = ()
) -> Path | None:
    """File the report of `error`; its path, or None when the disk itself is the fault.

    Without `folder` (no office is open) it goes to the system's temporary folder. `libraries` are versions
    that the caller knows of (`Qt 6.12`).
    """
    target = folder or Path(tempfile.gettempdir()) / "cultdip-crash-reports"
    moment = (clock or SystemClock()).now()
    path = target / f"crash-{moment:%Y%m%d-%H%M%S-%f}.txt"
    try:
        durable.make_folder(target)
        for old in sorted(target.glob("crash-*.txt"))[: -MOST_REPORTS + 1]:
            with contextlib.suppress(OSError):
                old.unlink()
        durable.write_text(path, report_text(error, moment, libraries))
    except (UserError, OSError):
        return None
    return path


def report_text(error: BaseException, moment: datetime, libraries: Sequence[str] = ()) -> str:
    """The text of a report: versions, kinds of error and places in the code; no values, no messages, no folders.

    An error's message can quote a title, a name or a folder; places in code cannot.
    """
    parts = [f"Python {platform.python_version()}", *libraries, f"{platform.system()} {platform.release()}"]
    lines = [f"CultDip Desktop {__version__}", ", ".join(parts), f"{moment:%Y-%m-%dT%H:%M:%SZ}", ""]
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines += [_place(frame) for frame in traceback.extract_tb(link.__traceback__)]
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
        if link is not None:
            lines.append("caused by")
    return "\n".join(lines) + "\n"


def _place(frame: traceback.FrameSummary) -> str:
    """Module path without the folders above the packages: these can hold a person's name."""
    parts = Path(frame.filename).parts
    for root in ("cultdip_desktop", "site-packages"):
        if root in parts:
            at = parts.index(root) + (root == "site-packages")
            return f"  {'/'.join(parts[at:])}:{frame.lineno} in {frame.name}"
    return f"  {parts[-1] if parts else '?'}:{frame.lineno} in {frame.name}"
