"""Values to and from the plain JSON shapes of the command line and the package.

One shape serves both; the package form leaves out what never leaves the machine and writes fractions as
text, because signed JSON holds no floats. Reading is strict: unknown fields and bad values are named.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import (
    Attendance,
    AttendanceKind,
    CountingMethod,
    Event,
    EventFormat,
    EventKind,
    EventState,
    GoalTag,
    Results,
)
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.text import BiText, EnglishState

READ_ONLY: Final = frozenset(
    {"id", "office", "number", "created_at", "updated_at", "deleted_at", "media", "findings", "lunar", "completeness"}
)
"""Fields that `event show` prints and `event add` passes over."""

MAX_TEXT: Final = 20_000
"""Characters of one text field; longer is a pasted book."""

MAX_ITEMS: Final = 200
"""Entries of one list of an event."""

_E = TypeVar("_E", bound=StrEnum)
_T = TypeVar("_T")
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
        "actors": [
            {"partner": actor.partner, "category": actor.category, "role": actor.role.value} for actor in event.actors
        ],
        "results": _results_to_plain(event.results, as_text=for_package),
        "money": [
            {
                "source": line.source,
                "stage": line.stage.value,
                "amount": line.money.text(),
                "currency": line.money.currency,
            }
            for line in event.money
        ],
    }
    if not for_package:
        plain["internal_note"] = event.internal_note
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
        raise UserError("event.bad_value", field="", value=_short(plain))
    changes: dict[str, Any] = {}
    zone = _zone(plain.get("zone", base.zone))
    for name, value in plain.items():
        if name in READ_ONLY:
            continue
        reader = _READERS.get(name)
        if reader is None:
            raise UserError("event.unknown_field", field=str(name)[:60])
        changes[name] = reader(name, value, _Context(zone, edition))
    return replace(base, **changes)


def event_from_package(plain: Mapping[str, Any]) -> Event:
    """An event as a verified package carries it: id, office and instants are taken over too.

    Raises:
        UserError: as `event_from_plain`.
    """
    if not isinstance(plain, Mapping):
        raise _bad("", plain)
    base = Event(
        id=_text("id", plain.get("id")),
        office=_text("office", plain.get("office")),
        number=_text("number", plain.get("number", "")),
        created_at=_instant_or_none("created_at", plain.get("created_at")),
        updated_at=_instant_or_none("updated_at", plain.get("updated_at")),
    )
    return event_from_plain(plain, base, "")


class _Context:
    """What single fields need to know of their neighbours."""

    def __init__(self, zone: str, edition: str) -> None:
        self.zone = zone
        self.edition = edition


def _bad(field: str, value: object) -> UserError:
    return UserError("event.bad_value", field=field, value=_short(value))


def _short(value: object) -> str:
    return str(value)[:80]


def _local_text(local: datetime | None) -> str | None:
    if local is None:
        return None
    return local.isoformat(timespec="milliseconds" if local.microsecond else "seconds")


def _goal_to_plain(tag: GoalTag) -> Plain:
    reason = bitext_to_plain(tag.reason)
    return {"code": tag.code, "edition": tag.edition, "primary": tag.primary, "reason": reason}


def _results_to_plain(results: Results, *, as_text: bool) -> Plain:
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
        plain["host_country_share"] = f"{share:f}" if as_text else float(share)
    for name, text in (("outcomes", results.outcomes), ("lessons", results.lessons)):
        if text:
            plain[name] = bitext_to_plain(text)
    return plain


def _text(field: str, value: object) -> str:
    if not isinstance(value, str) or len(value) > MAX_TEXT or "\x00" in value:
        raise _bad(field, value)
    if value.isascii():
        return value
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _bad(field, ascii(value)) from error
    return unicodedata.normalize("NFC", value)


def _object(field: str, value: object, allowed: frozenset[str]) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise _bad(field, value)
    for name in value:
        if name not in allowed:
            raise UserError("event.unknown_field", field=f"{field}.{str(name)[:60]}")
    return value


def _list(field: str, value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) > MAX_ITEMS:
        raise _bad(field, value)
    return value


def _boolean(field: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise _bad(field, value)
    return value


def _enum(field: str, value: object, kind: type[_E]) -> _E:
    try:
        return kind(_text(field, value))
    except ValueError as error:
        raise _bad(field, value) from error


def _bitext(field: str, value: object) -> BiText:
    if isinstance(value, BiText):
        return value
    plain = _object(field, value, frozenset({"vi", "en", "english"}))
    state = _enum(f"{field}.english", plain.get("english", "missing"), EnglishState)
    return BiText(_text(f"{field}.vi", plain.get("vi", "")), _text(f"{field}.en", plain.get("en", "")), state)


def _zone(value: object) -> str:
    name = _text("zone", value)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise _bad("zone", value) from error
    return name


def _instant(field: str, value: object, context: _Context) -> datetime | None:
    """An instant with its offset, a wall time of the event's zone, or a day (its midnight)."""
    if value is None:
        return None
    text = _text(field, value)
    try:
        if len(text) == 10:
            moment = datetime.combine(date.fromisoformat(text), datetime.min.time())
        else:
            moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(context.zone))
        if not 1900 <= moment.year <= 2200:
            raise ValueError("year")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise _bad(field, value) from error


def _instant_or_none(field: str, value: object) -> datetime | None:
    return _instant(field, value, _Context("UTC", ""))


def _country(field: str, value: object) -> str:
    text = _text(field, value)
    if text and not (len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()):
        raise _bad(field, value)
    return text


def _goals(field: str, value: object, context: _Context) -> tuple[GoalTag, ...]:
    tags = []
    for item in _list(field, value):
        plain = _object(field, item, frozenset({"code", "edition", "primary", "reason"}))
        code = _text(f"{field}.code", plain.get("code"))
        where = f"{field}.{code[:20]}"
        edition = _text(f"{where}.edition", plain.get("edition", context.edition))
        primary = _boolean(f"{where}.primary", plain.get("primary", False))
        tags.append(GoalTag(code, edition, primary, _bitext(f"{where}.reason", plain.get("reason", {}))))
    return tuple(tags)


def _codes(field: str, value: object) -> tuple[str, ...]:
    codes = tuple(_text(field, item) for item in _list(field, value))
    if len(set(codes)) != len(codes):
        raise _bad(field, value)
    return codes


def _actors(field: str, value: object) -> tuple[Actor, ...]:
    actors = []
    for item in _list(field, value):
        plain = _object(field, item, frozenset({"partner", "category", "role"}))
        name = _text(f"{field}.partner", plain.get("partner")).strip()
        if not name:
            raise _bad(f"{field}.partner", name)
        role = _enum(f"{field}.role", plain.get("role"), ActorRole)
        actors.append(Actor(name, _text(f"{field}.category", plain.get("category")), role))
    return tuple(actors)


def _results(field: str, value: object) -> Results:
    names = frozenset({"attendance", "host_country_share", "outcomes", "lessons"})
    plain = _object(field, value, names)
    attendance = plain.get("attendance")
    return Results(
        attendance=None if attendance is None else _attendance(f"{field}.attendance", attendance),
        host_country_share=_share(f"{field}.host_country_share", plain.get("host_country_share")),
        outcomes=_bitext(f"{field}.outcomes", plain.get("outcomes", {})),
        lessons=_bitext(f"{field}.lessons", plain.get("lessons", {})),
    )


def _attendance(field: str, value: object) -> Attendance:
    plain = _object(field, value, frozenset({"value", "kind", "method"}))
    number = plain.get("value")
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= 100_000_000:
        raise _bad(f"{field}.value", number)
    return Attendance(
        number,
        _enum(f"{field}.kind", plain.get("kind", "on_site"), AttendanceKind),
        _enum(f"{field}.method", plain.get("method", "estimated"), CountingMethod),
    )


def _share(field: str, value: object) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        raise _bad(field, value)
    try:
        share = Decimal(str(value))
    except InvalidOperation as error:
        raise _bad(field, value) from error
    if not share.is_finite() or not 0 <= share <= 1 or share != share.quantize(Decimal("0.0001")):
        raise _bad(field, value)
    return share


def _money(field: str, value: object) -> tuple[MoneyLine, ...]:
    lines = []
    for item in _list(field, value):
        plain = _object(field, item, frozenset({"source", "stage", "amount", "currency"}))
        amount, currency = plain.get("amount"), plain.get("currency")
        try:
            money = Money.parse(_text(f"{field}.amount", amount), _text(f"{field}.currency", currency))
        except ValueError as error:
            raise _bad(f"{field}.{error}", amount if str(error) == "amount" else currency) from error
        stage = _enum(f"{field}.stage", plain.get("stage"), MoneyStage)
        lines.append(MoneyLine(_text(f"{field}.source", plain.get("source")), stage, money))
    return tuple(lines)


_Reader = Callable[[str, object, _Context], Any]


def _plainly(read: Callable[[str, object], _T]) -> _Reader:
    return lambda field, value, _context: read(field, value)


def _scale(field: str, value: object) -> str | None:
    return None if value is None else _text(field, value)


_READERS: Final[dict[str, _Reader]] = {
    "title": _plainly(_bitext),
    "summary": _plainly(_bitext),
    "kind": _plainly(lambda field, value: _enum(field, value, EventKind)),
    "format": _plainly(lambda field, value: _enum(field, value, EventFormat)),
    "state": _plainly(lambda field, value: _enum(field, value, EventState)),
    "state_reason": _plainly(_text),
    "start": _instant,
    "end": _instant,
    "all_day": _plainly(_boolean),
    "zone": _plainly(lambda _field, value: _zone(value)),
    "venue": _plainly(_bitext),
    "city": _plainly(_text),
    "country": _plainly(_country),
    "goals": _goals,
    "products": _plainly(_codes),
    "themes": _plainly(_codes),
    "scale": _plainly(_scale),
    "actors": _plainly(_actors),
    "results": _plainly(_results),
    "money": _plainly(_money),
    "internal_note": _plainly(_text),
}
