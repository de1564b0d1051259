"""Public holidays of the world, with Vietnamese names where our own catalogue has them.

The days come from the library `holidays`, which has no Vietnamese names for other countries than Viet Nam; the names
come from `resources/calendar/holiday_names.json`. A country is loaded when it is first asked for and then remembered.
"""

from __future__ import annotations

import ast
import functools
import importlib
import importlib.util
import json
import re
import sys
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cultdip_desktop.core.paths import resources
from cultdip_desktop.i18n.fold import nfc

if TYPE_CHECKING:
    from holidays import HolidayBase

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2099

FASTING: Final = frozenset(
    "AE AF AL AZ BD BH BN DJ DZ EG GM GN ID IQ IR JO KG KM KW LY MA ML MR MV MY NE OM PK PS QA SA SD SN SO SY TJ TM TN"
    " TR UZ XK YE".split()
)
"""Countries most of whose people are Muslims, so that the fasting month shapes public life."""

_UNNAMED: Final = "Public holiday"
_COUNTRIES: Final = "holidays.countries"
_NOTE: Final = re.compile(r" \((observed|estimated|observed, estimated|in lieu|substituted from [0-9/]+)\)$")

_LOCAL_NOTE: Final = re.compile(r" *\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class PublicHoliday:
    """A free day of a country."""

    day: date
    country: str
    vi: str
    """The Vietnamese name, or the English one where nobody has translated it."""

    en: str
    local: str
    """The name in the country's own language; empty where that is English or not known."""

    approximate: bool
    """Calculated; the sighting of the moon or a decision may move it by a day."""


def holidays_of(country: str, year: int) -> tuple[PublicHoliday, ...]:
    """Public holidays of a whole country in a year, by day; those of single regions are left out.

    A country that the library does not know, and a year out of its reach, have none. The first call for a country
    may take some tenths of a second: call it off the thread that paints.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ()
    return _holidays_of(country.upper(), year)


def fasting_months(country: str) -> tuple[tuple[date, date], ...]:
    """First and last days of every fasting month known (2020 to 2060), by calculation: each may be a day off.

    Nothing for countries where the fast does not shape public life.
    """
    return _fasts() if country.upper() in FASTING else ()


def weekend_of(country: str) -> frozenset[int]:
    """The free days of the week in a country, Monday 0; Saturday and Sunday where nobody knows."""
    source = _source(country.upper())
    return frozenset(source.weekend) if source is not None and source.weekend else frozenset({5, 6})


def load(countries: Iterable[str], years: Iterable[int]) -> None:
    """Load these countries ahead of need, so that nobody waits for the library later; any thread."""
    for country in countries:
        for year in years:
            holidays_of(country, year)


@functools.lru_cache(maxsize=400)
def _holidays_of(country: str, year: int) -> tuple[PublicHoliday, ...]:
    source = _source(country)
    if source is None:
        return ()
    english = source(years=year, language=_english(source))
    own = source(years=year, language=source.default_language) if _has_own_language(source) else english
    found = [
        holiday
        for day, name in sorted(english.items())
        for holiday in _named(country, day, name, own.get(day) or "")
        if day.year == year
    ]
    return tuple(found)


def _named(country: str, day: date, names: str, locals_: str) -> list[PublicHoliday]:
    """A day may bear several names, in the same order in both languages."""
    english = names.split("; ")
    local = locals_.split("; ")
    if len(local) != len(english):
        local = [""] * len(english)
    return [_one(country, day, nfc(name), nfc(own)) for name, own in zip(english, local, strict=True)]


def _one(country: str, day: date, name: str, own: str) -> PublicHoliday:
    note = _NOTE.search(name)
    bare = _NOTE.sub("", name)
    if bare in _data().get("unsaid", {}).get(country, ()):
        bare, own = _UNNAMED, ""
    vietnamese = _vietnamese(country, bare)
    kind = note.group(1) if note else ""
    replaced = kind in ("observed", "observed, estimated", "in lieu")
    english = f"{bare} (day in lieu)" if replaced else bare
    if vietnamese is not None and replaced:
        vietnamese = f"{vietnamese} (nghỉ bù)"
    return PublicHoliday(
        day=day,
        country=country,
        vi=vietnamese or english,
        en=english,
        local="" if own in (name, bare) else _LOCAL_NOTE.sub("", own) if note else own,
        approximate="estimated" in kind,
    )


def _vietnamese(country: str, name: str) -> str | None:
    table: Mapping[str, Mapping[str, str]] = _data()["names"]
    return table.get(country, {}).get(name) or table["*"].get(name)


@functools.cache
def _data() -> Mapping[str, Any]:
    """The catalogue: `names` by country and English name, and `unsaid` by country.

    The Ministry does not use the names of those days; they are shown as holidays and nothing else.
    """
    path = resources() / "calendar" / "holiday_names.json"
    loaded: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return loaded


@functools.cache
def _source(country: str) -> type[HolidayBase] | None:
    """The class of a country, loaded alone."""
    _spare_the_others()
    from holidays.registry import COUNTRIES

    for module, (name, *codes) in COUNTRIES.items():
        if country in codes:
            found: type[HolidayBase] = getattr(importlib.import_module(f"{_COUNTRIES}.{module}"), name)
            return found
    return None


def _spare_the_others() -> None:
    """Let the library import only what a country asks for, instead of all countries, calendars and groups of the world.

    The packages' own contents are nothing but such imports. Measured: 0.1 s instead of 0.6 s, and no pause of the
    interpreter that a window would feel, even where Python keeps no compiled files.
    """
    found = importlib.util.find_spec("holidays")
    folder = Path(str(found.origin)).parent if found is not None else Path()
    _replace(_COUNTRIES, folder / "countries", {})
    for name in ("calendars", "groups"):
        _replace(f"holidays.{name}", folder / name, _imports_of(folder / name / "__init__.py"))


def _replace(name: str, folder: Path, places: Mapping[str, str]) -> None:
    """Put a package in the place of the library's own that imports the module of a name when somebody wants it."""
    package = types.ModuleType(name)
    package.__path__ = [str(folder)]

    def look_up(wanted: str) -> object:
        if wanted not in places:
            raise AttributeError(wanted)
        return getattr(importlib.import_module(places[wanted]), wanted)

    package.__dict__["__getattr__"] = look_up
    sys.modules.setdefault(name, package)


def _imports_of(file: Path) -> dict[str, str]:
    """What a package's `__init__` imports, and from which of its modules."""
    body = ast.parse(file.read_text("utf-8")).body
    imports = (node for node in body if isinstance(node, ast.ImportFrom) and node.module)
    return {alias.name: str(node.module) for node in imports for alias in node.names}


def _english(source: Any) -> str | None:
    return next((language for language in ("en_US", "en_GB") if language in source.supported_languages), None)


def _has_own_language(source: Any) -> bool:
    return bool(source.default_language) and not source.default_language.startswith("en")


@functools.cache
def _fasts() -> tuple[tuple[date, date], ...]:
    path = resources() / "calendar" / "fasting.json"
    months: list[tuple[str, str]] = json.loads(path.read_text("utf-8"))["months"]
    return tuple((date.fromisoformat(first), date.fromisoformat(last)) for first, last in months)
