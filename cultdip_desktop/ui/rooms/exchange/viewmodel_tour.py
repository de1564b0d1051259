"""The states of the exchange pages that are worth a picture, shown with a small plan in which much is wrong."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from cultdip_desktop.core import durable
from cultdip_desktop.core.paths import resources
from cultdip_desktop.ui.kit.room import Route

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def states(office: Office) -> list[tuple[str, Route]]:
    """The four pages before anything is written, and the export."""
    del office
    data = (resources() / "demo" / "import-example.csv").read_bytes()
    file = Path(tempfile.mkdtemp(prefix="cultdip-tour-")) / "Kế hoạch 2027.csv"
    durable.write_bytes(file, data)
    return [
        ("import", Route("exchange", "import")),
        ("import-columns", _with(file, "1")),
        ("import-rows", _with(file, "2")),
        ("export", Route("exchange", "export")),
    ]


def _with(file: Path, step: str) -> Route:
    return Route("exchange", "import", "", (("file", str(file)), ("step", step), ("repair", "1")))
