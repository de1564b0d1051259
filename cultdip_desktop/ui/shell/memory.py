"""What this machine remembers between two starts: offices opened here, where the user was, language and look.

It holds no content of an office, so it lies unsealed in the user's configuration folder. A file that cannot be
read is treated as empty: the program must start.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, field, replace
from pathlib import Path
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import LANGUAGES, Language
from cultdip_desktop.ui.kit.theme import TEXT_SCALES, Scheme

MOST_OFFICES: Final = 8
"""Offices kept in the list."""

MOST_KEPT: Final = 2000
"""Characters of what is remembered of a page."""

_MOST_ROOMS: Final = 40


@dataclass(frozen=True, slots=True)
class KnownOffice:
    """An office that was opened on this machine."""

    home: str
    role: str
    """`mission` or `headquarters`: the colour of the window before it is unlocked."""

    name_vi: str
    name_en: str
    route: str = ""
    """Where the user was, as `Route.text`."""

    kept: tuple[tuple[str, str], ...] = ()
    """How pages are set up, by room: no content of the office."""

    @property
    def name(self) -> BiText:
        """Its name in both languages."""
        return BiText(self.name_vi, self.name_en)


@dataclass(frozen=True, slots=True)
class Remembered:
    """Everything remembered."""

    language: Language = "vi"
    scheme: Scheme | None = None
    """None follows the system."""

    scale: int = 100
    size: tuple[int, int] = (1366, 768)
    maximised: bool = False
    offices: tuple[KnownOffice, ...] = field(default=())
    """Newest first."""


class MachineMemory:
    """Reads once, writes at each change. Without a path it forgets (tour, tests)."""

    def __init__(self, path: Path | None) -> None:
        """Read `path` if it is there."""
        self._path = path
        self.now = _read(path) if path else Remembered()

    def change(self, **values: Any) -> None:
        """Remember other values of `Remembered`'s fields."""
        changed = replace(self.now, **values)
        if changed != self.now:
            self.now = changed
            self._write()

    def known(self, home: Path) -> KnownOffice | None:
        """What is known of the office in `home`."""
        return next((office for office in self.now.offices if Path(office.home) == home), None)

    def opened(self, office: KnownOffice) -> None:
        """Put `office` first in the list, keeping where the user was in it."""
        known = self.known(Path(office.home))
        newest = office
        if known is not None:
            newest = replace(office, route=office.route or known.route, kept=office.kept or known.kept)
        others = tuple(entry for entry in self.now.offices if entry.home != office.home)
        self.change(offices=(newest, *others)[:MOST_OFFICES])

    def left_at(self, home: Path, route: str) -> None:
        """Remember where the user was in the office of `home`."""
        offices = tuple(
            replace(office, route=route) if Path(office.home) == home else office for office in self.now.offices
        )
        self.change(offices=offices)

    def keep(self, home: Path, room: str, text: str) -> None:
        """Remember how a room's page is set up in the office of `home`; too long a text is not worth it."""
        if len(text) > MOST_KEPT:
            return

        def changed(office: KnownOffice) -> KnownOffice:
            return replace(office, kept=tuple(sorted({**dict(office.kept), room: text}.items())))

        offices = self.now.offices
        self.change(offices=tuple(changed(one) if Path(one.home) == home else one for one in offices))

    def _write(self) -> None:
        if self._path is None:
            return
        from cultdip_desktop.core import durable

        try:
            durable.make_folder(self._path.parent)
            durable.write_text(self._path, json.dumps(asdict(self.now), ensure_ascii=False, indent=1) + "\n")
        except (UserError, OSError):
            return  # a read-only profile must not stop the work; only comfort is lost


def default_path() -> Path:
    """The file in the user's configuration folder."""
    return _configuration() / "cultdip-desktop" / "machine.json"


def _configuration() -> Path:
    """Where programs keep what they remember; the library that knows every system is slow to load (10 ms)."""
    if sys.platform == "linux":
        named = os.environ.get("XDG_CONFIG_HOME", "")
        return Path(named) if os.path.isabs(named) else Path.home() / ".config"  # noqa: PTH117 - XDG: absolute or none
    import platformdirs

    return platformdirs.user_config_path("cultdip-desktop", appauthor=False).parent


def _read(path: Path) -> Remembered:
    try:
        plain = json.loads(path.read_text("utf-8"))
        return _remembered(plain) if isinstance(plain, dict) else Remembered()
    except (OSError, ValueError, TypeError, KeyError):
        return Remembered()


def _remembered(plain: dict[str, Any]) -> Remembered:
    width, height = (int(number) for number in plain.get("size", (1366, 768)))
    return Remembered(
        language=plain["language"] if plain.get("language") in LANGUAGES else "vi",
        scheme=plain["scheme"] if plain.get("scheme") in ("light", "dark") else None,
        scale=plain["scale"] if plain.get("scale") in TEXT_SCALES else 100,
        size=(max(1024, min(width, 7680)), max(560, min(height, 4320))),
        maximised=plain.get("maximised") is True,
        offices=tuple(
            KnownOffice(
                **{name: str(office[name]) for name in ("home", "role", "name_vi", "name_en", "route")},
                kept=_kept(office.get("kept", ())),
            )
            for office in plain.get("offices", ())[:MOST_OFFICES]
        ),
    )


def _kept(plain: Any) -> tuple[tuple[str, str], ...]:
    pairs = [(str(room), str(text)) for room, text in plain][:_MOST_ROOMS]
    return tuple((room, text) for room, text in pairs if len(text) <= MOST_KEPT)
