"""Columns that a repository computes from others, for rows that come back from the change log without them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from cultdip_desktop.domain.codec import instant_of
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.i18n.sort import sort_key
from cultdip_desktop.store.columns import Row


def derived_values(table: str, image: Mapping[str, Any]) -> Row:
    """The derived columns of a row of `table`; empty for a table that has none."""
    compute = _COMPUTED.get(table)
    return compute(image) if compute else {}


def _event(image: Mapping[str, Any]) -> Row:
    start = image["start_at"]
    return {
        "local_day": None if start is None else _local_day(instant_of(start), image["zone"]),
        "title_sort": sort_key(image["title_vi"] or image["title_en"]),
    }


def _local_day(start: datetime, zone: str) -> str:
    return start.astimezone(ZoneInfo(zone)).date().isoformat()


def _partner(image: Mapping[str, Any]) -> Row:
    return {"name_folded": fold(image["name"]), "name_sort": sort_key(image["name"])}


def _alias(image: Mapping[str, Any]) -> Row:
    return {"name_folded": fold(image["name"])}


def _person(image: Mapping[str, Any]) -> Row:
    return {"name_sort": sort_key(image["name"])}


_COMPUTED: Final[Mapping[str, Callable[[Mapping[str, Any]], Row]]] = {
    "event": _event,
    "partner": _partner,
    "partner_alias": _alias,
    "person": _person,
}
