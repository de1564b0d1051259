"""Headquarters' programme, offers and rates from JSON files that people prepared."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import rate as rate_rules
from cultdip_desktop.domain.central import CentralItem, IssuedItem
from cultdip_desktop.domain.issue_codec import LONGEST_CONTENT
from cultdip_desktop.domain.issuing import CentralKind
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.rate import Rate, parse_value
from cultdip_desktop.domain.record_reader import Fields, bad
from cultdip_desktop.domain.template_reading import read_template

PROGRAMME_FIELDS: Final = ("id", "title", "code", "quarter", "target", "unit", "note")
OFFER_FIELDS: Final = ("id", "kind", "title", "text", "content", "offices", "year", "until")
PRODUCT_FIELDS: Final = ("link", "holder", "languages", "rights")
RATE_FIELDS: Final = ("currency", "quote", "kind", "day", "value", "source")
MOST_ITEMS: Final = 2000
MOST_RATES: Final = 5000
_TITLE: Final = 1000


def read_programme(plain: object, known: Mapping[str, IssuedItem], new_id: Callable[[], str]) -> tuple[IssuedItem, ...]:
    """`{"year": 2027, "items": [{…}]}`: the whole programme of a year; items with a known id stay those.

    Raises:
        UserError: `issue.*`, as all functions here.
    """
    top = Fields(plain).only("year", "items")
    year = top.integer("year", 2000, 2200)
    return tuple(
        _item(one, year, position, known, new_id) for position, one in enumerate(top.records("items", MOST_ITEMS))
    )


def year_of(plain: object) -> int:
    """The year of a programme's file."""
    return Fields(plain).integer("year", 2000, 2200)


def read_offers(plain: object, known: Mapping[str, CentralItem], new_id: Callable[[], str]) -> tuple[CentralItem, ...]:
    """`{"items": [{"kind": "message", …}]}`: new ones, and changes of those that are named by their id."""
    top = Fields(plain).only("items")
    found = []
    for fields in top.records("items", MOST_ITEMS):
        item_id = fields.identity("id")
        if item_id is not None and item_id not in known:
            raise bad(fields.at("id"), item_id)
        base = known.get(item_id or "") or CentralItem(id=new_id(), kind=fields.choice("kind", CentralKind))
        found.append(read_offer(fields, base))
    return tuple(found)


def read_offer(fields: Fields, base: CentralItem) -> CentralItem:
    """A message, story, product or template: `base` with the fields that are there laid over it."""
    fields.only(*OFFER_FIELDS)
    given: dict[str, Any] = {}
    if fields.has("kind"):
        given["kind"] = fields.choice("kind", CentralKind)
    if fields.has("title"):
        given["title"] = fields.bitext("title", limit=_TITLE)
    if fields.has("text"):
        given["text"] = fields.bitext("text")
    if fields.has("content"):
        given["content"] = content_text(given.get("kind", base.kind), fields.object("content"))
    if "offices" in fields.names:
        given["offices"] = fields.offices()
    if "year" in fields.names:
        given["year"] = fields.integer_or_none("year", 2000, 2200)
    if "until" in fields.names:
        given["until"] = fields.day("until")
    return replace(base, **given)


def content_text(kind: CentralKind, content: Fields) -> str:
    """An offer's own fields as JSON text.

    Templates have those of `resources/templates`, products `link`, `holder`, `languages`, `rights`; others none.
    """
    if kind is CentralKind.TEMPLATE:
        read_template("", content)
    elif kind is CentralKind.PRODUCT:
        for name in content.only(*PRODUCT_FIELDS).names:
            content.text(name, limit=2000)
    else:
        content.only()
    plain = {name: content.value(name) for name in content.names}
    try:
        text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError) as error:
        raise bad(content.at(""), plain) from error
    if len(text) > LONGEST_CONTENT:
        raise UserError("issue.too_long", field=content.at("").rstrip("."), limit=LONGEST_CONTENT)
    return text


def read_rates(plain: object, new_id: Callable[[], str]) -> tuple[Rate, ...]:
    """`{"rates": [{"currency": "CZK", "kind": "june_estimate", "day": "2026-06-01", "value": "1181.5"}]}`."""
    top = Fields(plain).only("rates")
    found = []
    seen: set[tuple[str, str, str, str]] = set()
    for one in top.records("rates", MOST_RATES):
        rate = _rate(one.only(*RATE_FIELDS), new_id())
        key = (rate.currency, rate.quote, rate.kind.value, rate.day.isoformat())
        if key in seen:
            raise UserError("issue.twice", field=one.at("currency"), value="/".join(key))
        seen.add(key)
        found.append(rate)
    return tuple(found)


def _item(
    fields: Fields, year: int, position: int, known: Mapping[str, IssuedItem], new_id: Callable[[], str]
) -> IssuedItem:
    fields.only(*PROGRAMME_FIELDS)
    item_id = fields.identity("id")
    same = known.get(item_id or "")
    return IssuedItem(
        id=same.id if same is not None and same.year == year else new_id(),
        year=year,
        position=position,
        title=fields.bitext("title", limit=_TITLE, required=True),
        code=fields.text("code", limit=24) if fields.has("code") else "",
        quarter=fields.integer("quarter", 0, 4, 0),
        target=fields.integer_or_none("target", 0, 1_000_000_000),
        unit=fields.text("unit", limit=200) if fields.has("unit") else "",
        note=fields.text("note") if fields.has("note") else "",
    )


def _rate(fields: Fields, rate_id: str) -> Rate:
    made = Rate(
        id=rate_id,
        currency=fields.text("currency", None, limit=3),
        quote=fields.text("quote", rate_rules.BOOKS, limit=3),
        kind=fields.choice("kind", RateKind),
        day=fields.some_day("day"),
        value=_value(fields),
        source=fields.text("source", limit=500) if fields.has("source") else "",
    )
    rate_rules.check(made)
    return made


def _value(fields: Fields) -> Decimal:
    return parse_value(fields.decimal("value"))
