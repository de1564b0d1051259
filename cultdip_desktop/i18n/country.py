"""Names of countries, of the places that time zones are named after, and of currencies.

CLDR's names, over which the editable table `missions/territory_names.json` has the last word.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from cultdip_desktop.core.paths import resources
from cultdip_desktop.i18n.sort import sort_key
from cultdip_desktop.i18n.words import Language, Words

if TYPE_CHECKING:
    from babel import Locale

HANOI: Final = "Asia/Ho_Chi_Minh"
"""The time zone of headquarters."""

# CLDR lists groupings, test locales and codes that are no territory of ISO 3166-1 beside the countries.
_NOT_COUNTRIES: Final = frozenset(["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"])


def country(words: Words, code: str) -> str:
    """The short name of an ISO 3166-1 country; the code itself when nobody knows it."""
    return _named("territories", code, words.language) or _locale(words.language).territories.get(code, code)


def countries(words: Words) -> list[tuple[str, str]]:
    """Every country as (code, name), in the order of the names; for pickers."""
    codes = (str(code) for code in _locale("en").territories)
    named = [(code, country(words, code)) for code in codes if _is_country(code)]
    return sorted(named, key=lambda pair: sort_key(pair[1]))


def city_of_zone(words: Words, zone: str) -> str:
    """The place an IANA zone is named after: "Praha" for Europe/Prague, "Hà Nội" for Asia/Ho_Chi_Minh."""
    return _named("zones", zone, words.language) or _cldr_city(zone, words.language)


def currency(words: Words, code: str) -> str:
    """The name of an ISO 4217 currency; the code itself when nobody knows it."""
    return _named("currencies", code, words.language) or _locale(words.language).currencies.get(code, code)


def currency_label(words: Words, code: str) -> str:
    """Code and name, as pickers show them: "CZK – Koruna Séc"."""
    name = currency(words, code)
    return code if name == code else f"{code} – {name}"


def _is_country(code: str) -> bool:
    return len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES


def _named(kind: str, code: str, language: Language) -> str | None:
    return _table()[kind].get(code, {}).get(language)


@functools.cache
def _table() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    path = resources() / "missions" / "territory_names.json"
    loaded: dict[str, Mapping[str, Mapping[str, str]]] = json.loads(path.read_text("utf-8"))
    return loaded


@functools.cache
def _locale(language: Language) -> Locale:
    from babel import Locale  # the first page names no place that the table does not know

    return Locale(language)


@functools.cache
def _cldr_city(zone: str, language: Language) -> str:
    from babel.dates import get_timezone_location

    try:
        return get_timezone_location(zone, locale=_locale(language), return_city=True)
    except LookupError:
        return zone.rpartition("/")[2].replace("_", " ")
