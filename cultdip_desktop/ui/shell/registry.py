"""The rooms there are: the one list from which sidebar, palette, keys and tour are made."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Protocol, cast

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Phrase, c, t
from cultdip_desktop.ui.kit.room import Room, Route

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

_MISSION: Final = frozenset({OfficeRole.MISSION})
_HEADQUARTERS: Final = frozenset({OfficeRole.HEADQUARTERS})
_BOTH: Final = _MISSION | _HEADQUARTERS


class Door(Protocol):
    """What a room's package offers. `tour_states` and `badge` may be missing."""

    def build(self, kit: Kit, office: Office) -> Room:
        """Make the room; called once, on the UI thread, at the first visit."""
        ...

    def tour_states(self, office: Office) -> Sequence[tuple[str, Route]]:
        """States worth a picture: name and route."""
        ...

    def badge(self, office: Office) -> tuple[int, bool]:
        """Headquarters' inbox: its number, and whether it needs somebody today; called off the UI thread."""
        ...


@dataclass(frozen=True, slots=True)
class RoomSpec:
    """A room as the shell lists it."""

    key: str
    title: Phrase
    icon: str
    roles: frozenset[OfficeRole]
    """Whose sidebar shows it."""

    bottom: bool = False
    """Stands at the foot of the sidebar."""

    reached: frozenset[OfficeRole] = _MISSION
    """Whose other rooms lead to it, where no sidebar shows it."""

    @property
    def route(self) -> Route:
        """Its first page."""
        return Route(self.key)


@dataclass(frozen=True, slots=True)
class Command:
    """An entry of the palette that is not a room."""

    title: Phrase
    icon: str
    route: Route
    roles: frozenset[OfficeRole]


HEADQUARTERS_NAME: Final = BiText("Bộ Ngoại giao", "Ministry of Foreign Affairs")
"""How a headquarters office is listed before it was ever opened here."""

TABLE_ENDINGS: Final = (".xlsx", ".csv", ".ics")
"""Files that the import takes when they are dropped on the window."""

_PASSING: Final = frozenset({"new", "duplicate", "export", "verdict", "take", "receive"})
"""Places that are not restored on start."""

ROOMS: Final[tuple[RoomSpec, ...]] = (
    RoomSpec("inbox", t("Inbox"), "inbox", _HEADQUARTERS),
    RoomSpec("missions", c("room", "Missions"), "landmark", _HEADQUARTERS),
    RoomSpec("overview", t("Overview"), "chart-column", _HEADQUARTERS),
    RoomSpec("directives", c("room", "Directives"), "megaphone", _HEADQUARTERS),
    RoomSpec("today", t("Today"), "sun", _MISSION),
    RoomSpec("plan", t("Plan"), "calendar-days", _MISSION),
    RoomSpec("events", t("Events"), "ticket", _MISSION),
    RoomSpec("goals", t("Goals"), "target", _MISSION),
    RoomSpec("partners", c("room", "Partners"), "handshake", _MISSION),
    RoomSpec("reports", t("Reports"), "file-text", _BOTH),
    RoomSpec("packages", t("Packages"), "package", _MISSION),
    RoomSpec("settings", t("Settings"), "settings", _BOTH, bottom=True),
    RoomSpec("money", t("Money of the year"), "wallet", frozenset()),
    RoomSpec("exchange", t("Import and export"), "table-2", frozenset()),
    RoomSpec("figures", t("Tables of figures"), "table-2", frozenset(), reached=_HEADQUARTERS),
)
"""In the order of the sidebar. A room opens for every role; `roles` only says where it is listed."""

COMMANDS: Final[tuple[Command, ...]] = (
    Command(t("New event"), "plus", Route("events", "new"), _MISSION),
    Command(t("New event from a template"), "layout-template", Route("events", "templates"), _MISSION),
    Command(t("Copy the present event as a new one"), "copy-plus", Route("events", "duplicate"), _MISSION),
    Command(t("Calendar of the month"), "calendar-days", Route("plan", "month"), _MISSION),
    Command(t("Board of events by state"), "square-kanban", Route("plan", "board"), _MISSION),
    Command(t("Import from a table or calendar…"), "file-up", Route("exchange", "import"), _MISSION),
    Command(t("Export the table of events…"), "file-down", Route("exchange", "export"), _MISSION),
    Command(t("Download the template of a plan…"), "table-2", Route("exchange", "template"), _MISSION),
    Command(t("Find the best date"), "calendar-check", Route("plan", "finder"), _MISSION),
    Command(t("Occasions ahead"), "star", Route("plan", "radar"), _MISSION),
    Command(t("Trash"), "trash-2", Route("events", "trash"), _MISSION),
    Command(t("New partner"), "handshake", Route("partners", "new"), _MISSION),
    Command(t("Duplicate partners"), "files", Route("partners", "duplicates"), _MISSION),
    Command(t("What to do today"), "list-checks", Route("today", "all"), _MISSION),
    Command(t("Goals by quarters and their gaps"), "target", Route("goals"), _MISSION),
    Command(t("Annual action programme"), "list-checks", Route("goals", "programme"), _MISSION),
    Command(t("Report of the last quarter"), "file-text", Route("reports", "last"), _MISSION),
    Command(t("Other documents: programme, dossier, budget…"), "files", Route("reports", "documents"), _MISSION),
    Command(
        t("Register of initiatives and proposals"),
        "lightbulb",
        Route("reports", "documents", "initiatives", (("show", "register"),)),
        _MISSION,
    ),
    Command(
        t("Register of proposals to commend"),
        "award",
        Route("reports", "documents", "commendations", (("show", "register"),)),
        _MISSION,
    ),
    Command(t("Sign and export a package"), "stamp", Route("packages", "export"), _MISSION),
    Command(t("Receipts of headquarters"), "badge-check", Route("packages", "receipts"), _MISSION),
    Command(t("Directives received"), "megaphone", Route("packages", "directives"), _MISSION),
    Command(t("From headquarters, for use"), "package", Route("packages", "library"), _MISSION),
    Command(t("Signing key"), "key-round", Route("settings", "keys"), _MISSION),
    Command(t("Enrolled offices and certificates"), "badge-check", Route("settings", "offices"), _HEADQUARTERS),
    Command(
        t("Missions whose report is missing"),
        "clock",
        Route("missions", params=(("show", "missing"),)),
        _HEADQUARTERS,
    ),
    Command(t("Directives to missions"), "megaphone", Route("directives"), _HEADQUARTERS),
    Command(t("Editions of the catalogue"), "layers", Route("directives", "catalogue"), _HEADQUARTERS),
    Command(t("Headquarters' action programme"), "list-checks", Route("directives", "programme"), _HEADQUARTERS),
    Command(t("Tables of figures"), "table-2", Route("figures"), _HEADQUARTERS),
    Command(t("Examples and lessons of missions"), "lightbulb", Route("overview", "lessons"), _HEADQUARTERS),
    Command(t("Language and display"), "languages", Route("settings", "display"), _BOTH),
    Command(t("Name of the office's unit"), "landmark", Route("settings", "office"), _BOTH),
    Command(t("People of this office"), "users", Route("settings", "people"), _BOTH),
    Command(t("Money of the year"), "wallet", Route("money"), _MISSION),
    Command(t("Exchange rates"), "coins", Route("settings", "rates"), _MISSION),
    Command(t("Security and locking"), "shield-check", Route("settings", "security"), _BOTH),
    Command(t("Change the passphrase"), "lock", Route("settings", "security", "change"), _BOTH),
    Command(t("New recovery code"), "refresh-cw", Route("settings", "security", "renew"), _BOTH),
    Command(t("Backups and restoring"), "hard-drive", Route("settings", "backups"), _BOTH),
    Command(t("Try a restore of the last backup"), "archive-restore", Route("settings", "backups", "try"), _BOTH),
    Command(t("Check everything for damage"), "list-checks", Route("settings", "backups", "check"), _BOTH),
    Command(t("Support bundle"), "life-buoy", Route("settings", "support"), _BOTH),
    Command(t("About the program"), "info", Route("settings", "about"), _BOTH),
)


def rooms_of(role: OfficeRole) -> list[RoomSpec]:
    """The rooms that the sidebar of an office of `role` lists."""
    return [spec for spec in ROOMS if role in spec.roles]


def pages_of(role: OfficeRole) -> list[RoomSpec]:
    """The rooms that an office of `role` can show: those of its sidebar, then those that others lead to."""
    hidden = [spec for spec in ROOMS if not spec.roles and role in spec.reached]
    return [*rooms_of(role), *hidden]


def commands_of(role: OfficeRole) -> list[Command]:
    """The commands that the palette of an office of `role` offers."""
    return [command for command in COMMANDS if role in command.roles]


def is_room(key: str) -> bool:
    """Whether `key` names a room."""
    return any(spec.key == key for spec in ROOMS)


def door(key: str) -> Door:
    """The package of a room, imported now: only once an office is open, for it brings the services in."""
    return cast(Door, importlib.import_module(f"cultdip_desktop.ui.rooms.{key}"))


def home_route(role: OfficeRole) -> Route:
    """Where an office of `role` starts."""
    return rooms_of(role)[0].route


def restorable(route: Route, role: OfficeRole) -> Route:
    """What of `route` can be opened at the next start: no half-made thing, no file, no unknown room."""
    if not any(spec.key == route.room and spec.roles for spec in ROOMS):
        return home_route(role)
    if route.place in _PASSING:
        return Route(route.room)
    return route


def bilingual(text: BiText) -> Phrase:
    """Data in two languages as something to say."""
    return Phrase(lambda words: text.get(words.language))


def route_for_packages(role: OfficeRole, files: Sequence[str]) -> Route:
    """What opens when package files are dropped on the window or named on the command line."""
    if role is OfficeRole.HEADQUARTERS:
        return Route("inbox", "take", "", tuple(("file", name) for name in files))
    return Route("packages", "receive", "", tuple(("file", name) for name in files))


def route_for_files(role: OfficeRole, files: Sequence[str]) -> Route:
    """As `route_for_packages`, and at a mission the import for a table or calendar."""
    if role is OfficeRole.MISSION and is_table(files):
        return Route("exchange", "import", "", (("file", files[0]), ("step", "0")))
    return route_for_packages(role, files)


def is_table(files: Sequence[str]) -> bool:
    """Whether it is one file that the import reads."""
    return len(files) == 1 and files[0].lower().endswith(TABLE_ENDINGS)
