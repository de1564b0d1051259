"""The days that come with the program: lunar feasts, days of commemoration, anniversaries with their sources."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from typing import Any, Final

from cultdip_desktop.core.paths import resources
from cultdip_desktop.domain.anniversary import SHIPPED, Anniversary, AnniversaryKind
from cultdip_desktop.domain.plan_words import DateRule
from cultdip_desktop.domain.recurrence import YearlyRule
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.i18n.country import country as country_name
from cultdip_desktop.i18n.words import Language, Words

_RELATIONS: Final[dict[Language, str]] = {
    "vi": "Ngày thiết lập quan hệ ngoại giao Việt Nam – {name}",
    "en": "Diplomatic relations Viet Nam – {name}",
}
"""Titles of days, put together from data: content, not interface, so it stands in both languages at once."""


@functools.cache
def feasts() -> tuple[Anniversary, ...]:
    """Feasts of the lunar year."""
    plain = _read("lunar_feasts.json")
    return tuple(_anniversary(one, AnniversaryKind.FEAST, DateRule.LUNAR, plain["source"]) for one in plain["days"])


@functools.cache
def commemorations() -> tuple[Anniversary, ...]:
    """Days of commemoration in Viet Nam."""
    days = _read("commemorations.json")["days"]
    return tuple(_anniversary(one, AnniversaryKind.COMMEMORATION, DateRule.CIVIL, one["source"]) for one in days)


@functools.cache
def anniversaries() -> tuple[Anniversary, ...]:
    """Anniversaries of relations and inscriptions, of all countries."""
    days = _read("anniversaries.json")["days"]
    return tuple(_anniversary(one, AnniversaryKind(one["kind"]), DateRule.CIVIL, one["source"]) for one in days)


def _anniversary(plain: Mapping[str, Any], kind: AnniversaryKind, rule: DateRule, source: str) -> Anniversary:
    country: str = plain.get("country", "")
    return Anniversary(
        id=f"{SHIPPED}{plain['id']}",
        title=_relations(country) if kind is AnniversaryKind.RELATIONS else _title(plain["vi"], plain["en"]),
        rule=YearlyRule(rule, plain["month"], plain["day"]),
        since_year=plain.get("since"),
        country=country,
        kind=kind,
        note=plain.get("note", ""),
        source=source,
    )


def _relations(code: str) -> BiText:
    return _title(*(text.format(name=country_name(Words(language), code)) for language, text in _RELATIONS.items()))


def _title(vi: str, en: str) -> BiText:
    return BiText(vi, en, EnglishState.REVIEWED)


def _read(name: str) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads((resources() / "calendar" / name).read_text("utf-8"))
    return plain
