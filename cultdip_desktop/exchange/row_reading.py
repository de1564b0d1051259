"""From the cells of a row to values that an event can take, or to remarks on what they are not."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from cultdip_desktop.domain.codec_fields import MAX_ITEMS, MAX_TEXT
from cultdip_desktop.domain.event import AttendanceKind, CountingMethod, EventFormat, EventKind, EventState
from cultdip_desktop.domain.importing import Remark
from cultdip_desktop.domain.money import MoneyStage, is_currency
from cultdip_desktop.domain.partner import ActorRole
from cultdip_desktop.domain.strategy import GOAL_KINDS
from cultdip_desktop.domain.withheld import is_nobody
from cultdip_desktop.exchange.day_text import read_days, read_time
from cultdip_desktop.exchange.grid import Cell
from cultdip_desktop.exchange.money_text import MoneyHabit, read_money
from cultdip_desktop.exchange.vocabulary import Vocabulary

CLEARED: Final = frozenset({"-", "–", "—"})
"""What a cell holds that shall empty the field; an empty cell leaves the field as it is."""

MAX_ATTENDANCE: Final = 100_000_000

LISTS: Final[dict[str, tuple[str, ...]]] = {
    "primary_goal": tuple(GOAL_KINDS),
    "goals": tuple(GOAL_KINDS),
    "products": ("product",),
    "themes": ("theme",),
    "scale": ("scale",),
    "channels": ("channel",),
    "pillars": ("pillar",),
    "forums": ("forum",),
    "trends": ("world_trend",),
    "people": ("peoples_diplomacy",),
    "local": ("local_diplomacy",),
    "occasion": ("occasion",),
    "source": ("resource",),
}
"""Columns of catalogue codes, with the kinds of node that each takes."""

SINGLE: Final = frozenset({"primary_goal", "scale", "occasion", "source"})
"""Those that take one code."""

_ENUMS: Final = {
    "kind": (EventKind, "importing.bad_kind"),
    "format": (EventFormat, "importing.bad_format"),
    "state": (EventState, "importing.bad_state"),
    "attendance_kind": (AttendanceKind, "importing.bad_choice"),
    "method": (CountingMethod, "importing.bad_choice"),
}
_LONGEST: Final = 300
"""Characters of a cell that holds a day, a number or a choice; what is longer is a text in the wrong column."""

_LONGEST_LIST: Final = 4000
"""Characters of a cell that lists codes, partners or amounts."""

_MANY: Final = frozenset({"partners", "localities"})

_STAGES: Final = {stage.value: stage for stage in MoneyStage}
_PARTNER: Final = re.compile(r"(?P<name>.*?)\s*(?:\[(?P<code>AC\.[A-Z]{2,5})\])?\s*(?:\((?P<role>[^()]*)\))?")


@dataclass(frozen=True, slots=True)
class NamedPartner:
    """A partner as a cell names it; None for what it does not say."""

    name: str
    category: str | None
    role: ActorRole | None


@dataclass(slots=True)
class Patch:
    """What a row says of an event: values by key of their column, `None` for a field to be emptied."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)


class RowReader:
    """Reads the rows of one table."""

    def __init__(
        self, vocabulary: Vocabulary, habit: MoneyHabit, year: int, hints: Mapping[str, MoneyHabit] | None = None
    ) -> None:
        """`habit` is the office's money, `hints` what the heads of money columns say, `year` that of days without one."""
        self._words = vocabulary
        self._habit = habit
        self._hints = hints or {}
        self._year = year
        self._readers: Final[dict[str, Callable[[Patch, str, Cell], None]]] = {
            "first_day": self._days,
            "last_day": self._days,
            "start_time": self._time,
            "end_time": self._time,
            "localities": self._localities,
            "currency": self._currency,
            "attendance": self._number,
            "planned_attendance": self._number,
            "share": self._share,
            "country": self._country,
            "zone": self._zone,
            "partners": self._partners,
        }

    def read(self, cells: Mapping[str, Cell]) -> Patch:
        """Understand the cells that say something."""
        patch = Patch()
        said = {key: cell for key, cell in cells.items() if cell is not None}
        for key in ("currency", "source"):
            self._read_one(patch, key, said)
        for key in said:
            if key not in patch.values and key not in ("currency", "source"):
                self._read_one(patch, key, said)
        return patch

    def _read_one(self, patch: Patch, key: str, said: Mapping[str, Cell]) -> None:
        cell = said.get(key)
        if cell is None:
            return
        if isinstance(cell, str) and cell in CLEARED:
            patch.values[key] = None
            return
        reader = self._readers.get(key)
        limit = _LONGEST_LIST if key in LISTS or key in _STAGES or key in _MANY else _LONGEST
        if (
            isinstance(cell, str)
            and len(cell) > limit
            and (reader is not None or key in LISTS or key in _STAGES or key in _ENUMS)
        ):
            _refuse(patch, "importing.too_long", key, "", limit=limit)
        elif reader is not None:
            reader(patch, key, cell)
        elif key in _ENUMS:
            self._choice(patch, key, cell)
        elif key in LISTS:
            self._codes(patch, key, cell)
        elif key in _STAGES:
            self._money(patch, key, cell)
        else:
            self._text(patch, key, cell)

    def _text(self, patch: Patch, key: str, cell: Cell) -> None:
        text = plain(cell)
        if len(text) > MAX_TEXT:
            _refuse(patch, "importing.too_long", key, "", limit=MAX_TEXT)
        else:
            patch.values[key] = text

    def _days(self, patch: Patch, key: str, cell: Cell) -> None:
        days = read_days(cell, self._year)
        if days is None or (key == "last_day" and days.first is None):
            _refuse(patch, "importing.bad_day", key, cell)
            return
        if days.period:
            patch.notes.append(Remark("importing.day_open", key, {"value": days.period[:80]}))
        if days.lunar is not None and days.first is not None:
            patch.notes.append(
                Remark("importing.lunar", key, {"value": plain(cell)[:80], "day": days.first.isoformat()})
            )
        patch.values[key] = days

    def _time(self, patch: Patch, key: str, cell: Cell) -> None:
        times = read_time(cell)
        if times is None:
            _refuse(patch, "importing.bad_time", key, cell)
            return
        patch.values[key] = times[0]
        if times[1] is not None and key == "start_time":
            patch.values.setdefault("end_time", times[1])

    def _choice(self, patch: Patch, key: str, cell: Cell) -> None:
        kind, code = _ENUMS[key]
        value = self._words.one(kind, plain(cell))
        if value is None:
            _refuse(patch, code, key, cell)
        else:
            patch.values[key] = value

    def _codes(self, patch: Patch, key: str, cell: Cell) -> None:
        found = self._words.codes(plain(cell), LISTS[key])
        if isinstance(found, str) or len(found) > MAX_ITEMS or (key in SINGLE and len(found) > 1):
            code = "importing.bad_goal" if key in ("primary_goal", "goals") else "importing.bad_code"
            _refuse(patch, code, key, found if isinstance(found, str) else cell)
        elif found:
            patch.values[key] = found[0] if key in SINGLE else found

    def _localities(self, patch: Patch, key: str, cell: Cell) -> None:
        found = self._words.localities(plain(cell))
        if isinstance(found, str):
            _refuse(patch, "importing.bad_code", key, found)
        else:
            patch.values[key] = found

    def _money(self, patch: Patch, key: str, cell: Cell) -> None:
        habit = self._hints.get(key, self._habit)
        habit = replace(
            habit,
            currency=patch.values.get("currency") or habit.currency,
            source=patch.values.get("source") or habit.source,
        )
        lines = read_money(cell, _STAGES[key], habit)
        if lines is None or len(lines) > MAX_ITEMS:
            _refuse(patch, "importing.bad_money", key, cell)
        else:
            patch.values[key] = tuple(line for line in lines if line.money.amount)

    def _currency(self, patch: Patch, key: str, cell: Cell) -> None:
        code = plain(cell).strip().upper()
        if is_currency(code):
            patch.values[key] = code
            return
        lines = read_money(f"1000 {plain(cell)}", MoneyStage.PLANNED, self._habit)
        if lines is None:
            _refuse(patch, "importing.bad_code", key, cell)
        else:
            patch.values[key] = lines[0].money.currency

    def _number(self, patch: Patch, key: str, cell: Cell) -> None:
        digits = re.sub(
            r"(?<=\d)[.,\s\u00a0](?=\d{3}\b)", "", re.sub(r"\s*(?:người|lượt|khách|people|\+)\s*", "", plain(cell))
        )
        if not re.fullmatch(r"\d{1,9}", digits) or int(digits) > MAX_ATTENDANCE:
            _refuse(patch, "importing.bad_number", key, cell)
        else:
            patch.values[key] = int(digits)

    def _share(self, patch: Patch, key: str, cell: Cell) -> None:
        text = plain(cell).replace(",", ".").replace(" ", "")
        number = Decimal(text.rstrip("%")) if re.fullmatch(r"\d{1,3}(?:\.\d{1,9})?%?", text) else None
        if number is not None and (text.endswith("%") or number > 1):
            number /= 100
        if number is None or not 0 <= number <= 1:
            _refuse(patch, "importing.bad_share", key, cell)
        else:
            patch.values[key] = number.quantize(Decimal("0.0001")).normalize()

    def _country(self, patch: Patch, key: str, cell: Cell) -> None:
        code = self._words.country(plain(cell))
        if code is None:
            _refuse(patch, "importing.bad_code", key, cell)
        else:
            patch.values[key] = code

    def _zone(self, patch: Patch, key: str, cell: Cell) -> None:
        zone = self._words.zone(plain(cell))
        if zone is None:
            _refuse(patch, "importing.bad_code", key, cell)
        else:
            patch.values[key] = zone

    def _partners(self, patch: Patch, key: str, cell: Cell) -> None:
        named: dict[str, NamedPartner] = {}
        for piece in re.split(r"\s*[;\n]\s*", plain(cell)):
            partner = self._partner(piece.strip().removeprefix("- ").strip())
            if partner.name:
                among = len(named) if is_nobody(partner.name) else ""  # two without a name are two
                named.setdefault(f"{partner.name.casefold()}{among}", partner)
        if len(named) > MAX_ITEMS or any(len(name) > _LONGEST for name in named):
            _refuse(patch, "importing.too_long", key, "", limit=_LONGEST if len(named) <= MAX_ITEMS else MAX_ITEMS)
        else:
            patch.values[key] = tuple(named.values())

    def _partner(self, piece: str) -> NamedPartner:
        if len(piece) > 2 * _LONGEST:
            return NamedPartner(piece, None, None)
        found = _PARTNER.fullmatch(piece)
        role = self._words.one(ActorRole, found["role"]) if found and found["role"] else None
        if found is None or (found["role"] and role is None):
            return NamedPartner(piece, None, None)
        return NamedPartner(found["name"].strip(), found["code"], role)


def plain(cell: Cell) -> str:
    """A cell as text, the way a person would have typed it."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def _refuse(patch: Patch, code: str, key: str, value: Cell, **params: int) -> None:
    patch.problems.append(Remark(code, key, {"value": plain(value)[:80], **params}))
