"""Values to and from the plain JSON shapes of the command line and the package.

One shape serves both; the package form leaves out what never leaves the machine and writes fractions as
text, because signed JSON holds no floats. Reading is strict: unknown fields and bad values are named.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.codec_fields import READERS, Context, bad, instant_or_none, read_text, read_zone, short
from cultdip_desktop.domain.event import FACETS, Event, Facet, GoalTag, PressItem, Results
from cultdip_desktop.domain.money import MoneyLine
from cultdip_desktop.domain.text import BiText, EnglishState

READ_ONLY: Final = frozenset(
    {
        "id",
        "office",
        "number",
        "created_at",
        "updated_at",
        "deleted_at",
        "media",
        "findings",
        "lunar",
        "completeness",
        "series",
        "template",
    }
)
"""Fields that `event show` prints and `event add` passes over."""

Plain = dict[str, Any]


def instant_text(instant: datetime) -> str:
    """RFC 3339 in UTC with milliseconds: `2026-09-25T15:30:00.000Z`."""
    return instant.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant_of(text: str) -> datetime:
    """Back from `instant_text` or any ISO 8601 instant with an offset.

    Raises:
        ValueError: not an instant, or one without an offset.
    """
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant needs its offset")
    return instant.astimezone(UTC)


def bitext_to_plain(text: BiText) -> Plain:
    """`{"vi", "en"}`, with `english` only where it says more than the texts do."""
    plain: Plain = {"vi": text.vi, "en": text.en}
    if text.english in (EnglishState.REVIEWED, EnglishState.STALE):
        plain["english"] = text.english.value
    return plain


def event_to_plain(event: Event, *, for_package: bool = False) -> Plain:
    """The event as JSON shows it; `for_package` drops the internal note and writes no float."""
    plain: Plain = {
        "id": event.id,
        "office": event.office,
        "number": event.number,
        "title": bitext_to_plain(event.title),
        "summary": bitext_to_plain(event.summary),
        "kind": event.kind.value,
        "format": event.format.value,
        "state": event.state.value,
        "state_reason": event.state_reason,
        "start": _local_text(event.local_start),
        "end": _local_text(event.local_end),
        "all_day": event.all_day,
        "zone": event.zone,
        "venue": bitext_to_plain(event.venue),
        "city": event.city,
        "country": event.country,
        "goals": [_goal_to_plain(tag) for tag in event.goals],
        "products": list(event.products),
        "themes": list(event.themes),
        "scale": event.scale,
        **_facets_to_plain(event),
        "actors": [
            {"partner": actor.partner, "category": actor.category, "role": actor.role.value} for actor in event.actors
        ],
        "results": _results_to_plain(event.results, for_package=for_package),
        "money": [_money_to_plain(line) for line in event.money],
    }
    if not for_package:
        plain["internal_note"] = event.internal_note
        if event.planned_attendance is not None:
            plain["planned_attendance"] = event.planned_attendance
        plain |= _present({"risk_note": event.risk_note, "template": event.template, "series": event.series})
        if event.evidence:
            plain["evidence"] = [{"field": item.field, "media": item.media} for item in event.evidence]
    for name in ("created_at", "updated_at"):
        instant = getattr(event, name)
        plain[name] = None if instant is None else instant_text(instant)
    return plain


def event_from_plain(plain: Mapping[str, Any], base: Event, edition: str) -> Event:
    """`base` with the fields of `plain` laid over it; `edition` is given to goal tags that name none.

    Raises:
        UserError: `event.unknown_field`, `event.bad_value` with the field's path.
    """
    if not isinstance(plain, Mapping):
        raise UserError("event.bad_value", field="", value=short(plain))
    changes: dict[str, Any] = {}
    zone = read_zone(plain.get("zone", base.zone))
    for name, value in plain.items():
        if name in READ_ONLY:
            continue
        reader = READERS.get(name)
        if reader is None:
            raise UserError("event.unknown_field", field=str(name)[:60])
        changes[name] = reader(name, value, Context(zone, edition))
    return replace(base, **changes)


def event_from_package(plain: Mapping[str, Any]) -> Event:
    """An event as a verified package carries it: id, office and instants are taken over too.

    Raises:
        UserError: as `event_from_plain`.
    """
    if not isinstance(plain, Mapping):
        raise bad("", plain)
    base = Event(
        id=read_text("id", plain.get("id")),
        office=read_text("office", plain.get("office")),
        number=read_text("number", plain.get("number", "")),
        created_at=instant_or_none("created_at", plain.get("created_at")),
        updated_at=instant_or_none("updated_at", plain.get("updated_at")),
    )
    return event_from_plain(plain, base, "")


def _local_text(local: datetime | None) -> str | None:
    if local is None:
        return None
    return local.isoformat(timespec="milliseconds" if local.microsecond else "seconds")


def _goal_to_plain(tag: GoalTag) -> Plain:
    reason = bitext_to_plain(tag.reason)
    return {"code": tag.code, "edition": tag.edition, "primary": tag.primary, "reason": reason}


def _results_to_plain(results: Results, *, for_package: bool) -> Plain:
    plain: Plain = {}
    if results.attendance is not None:
        attendance = results.attendance
        plain["attendance"] = {
            "value": attendance.value,
            "kind": attendance.kind.value,
            "method": attendance.method.value,
        }
    if results.host_country_share is not None:
        share = results.host_country_share.normalize()
        plain["host_country_share"] = f"{share:f}" if for_package else float(share)
    texts = {"outcomes": results.outcomes, "lessons": results.lessons, "follow_up": results.follow_up}
    plain |= {name: bitext_to_plain(text) for name, text in texts.items() if text}
    if results.press:
        plain["press"] = [_press_to_plain(item, for_package=for_package) for item in results.press]
    if results.gains:
        plain["gains"] = [
            {"kind": gain.kind.value, "text": bitext_to_plain(gain.text), **_present({"partner": gain.partner})}
            for gain in results.gains
        ]
    return plain


def _press_to_plain(item: PressItem, *, for_package: bool) -> Plain:
    plain: Plain = {"outlet": item.outlet, "kind": item.kind.value}
    plain |= _present({"title": item.title, "language": item.language, "link": item.link})
    if item.reach is not None:
        plain["reach"] = item.reach
    if item.day is not None:
        plain["day"] = item.day.isoformat()
    if item.clipping is not None and not for_package:
        plain["clipping"] = item.clipping
    return plain


def _facets_to_plain(event: Event) -> Plain:
    """What an event has beyond products and themes; only where there is something."""
    plain: Plain = {
        name: list(getattr(event, name))
        for facet, name in FACETS.items()
        if facet not in (Facet.PRODUCT, Facet.THEME) and getattr(event, name)
    }
    plain |= _present({"occasion": event.occasion, "occasion_note": event.occasion_note})
    texts = {"audience": event.audience, "fit": event.fit, "link_note": event.link_note}
    return plain | {name: bitext_to_plain(text) for name, text in texts.items() if text}


def _money_to_plain(line: MoneyLine) -> Plain:
    plain: Plain = {
        "source": line.source,
        "stage": line.stage.value,
        "amount": line.money.text(),
        "currency": line.money.currency,
    }
    return plain | _present({"in_kind": line.in_kind, "note": line.note})


def _present(plain: Plain) -> Plain:
    """Without what is empty: a new field does not change what older content looks like."""
    return {name: value for name, value in plain.items() if value}
