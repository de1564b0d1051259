"""Single fields of an event from plain JSON: strict, and each complaint names the field's path."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import (
    FACETS,
    Attendance,
    AttendanceKind,
    CountingMethod,
    EventFormat,
    EventKind,
    EventState,
    Evidence,
    Gain,
    GainKind,
    GoalTag,
    PressItem,
    PressKind,
    Results,
)
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.i18n import lunar

MAX_TEXT: Final = 20_000
"""Characters of one text field; longer is a pasted book."""

MAX_ITEMS: Final = 200
"""Entries of one list of an event."""

MAX_REACH: Final = 10_000_000_000
"""Readers or viewers of one piece of coverage: more people than there are."""

_E = TypeVar("_E", bound=StrEnum)
_T = TypeVar("_T")


class Context:
    """What single fields need to know of their neighbours."""

    def __init__(self, zone: str, edition: str) -> None:
        self.zone = zone
        self.edition = edition


def bad(field: str, value: object) -> UserError:
    """The complaint about one value."""
    return UserError("event.bad_value", field=field, value=short(value))


def short(value: object) -> str:
    """What of a value a message quotes: 80 characters of what stands in the file, so `true` and never `True`."""
    if isinstance(value, str | int | float | Decimal) and not isinstance(value, bool):
        return str(value)[:80]
    return json.dumps(value, ensure_ascii=False, default=str)[:80]


def read_text(field: str, value: object) -> str:
    """A text in composed form.

    Raises:
        UserError: `event.bad_value`: no text, too long, or not storable.
    """
    if not isinstance(value, str) or len(value) > MAX_TEXT or "\x00" in value:
        raise bad(field, value)
    if value.isascii():
        return value
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise bad(field, ascii(value)) from error
    return unicodedata.normalize("NFC", value)


def _object(field: str, value: object, allowed: frozenset[str]) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise bad(field, value)
    for name in value:
        if name not in allowed:
            raise UserError("event.unknown_field", field=f"{field}.{str(name)[:60]}")
    return value


def _list(field: str, value: object) -> list[Any]:
    if not isinstance(value, list) or len(value) > MAX_ITEMS:
        raise bad(field, value)
    return value


def _boolean(field: str, value: object) -> bool:
    if not isinstance(value, bool):
        raise bad(field, value)
    return value


def _enum(field: str, value: object, kind: type[_E]) -> _E:
    try:
        return kind(read_text(field, value))
    except ValueError as error:
        raise bad(field, value) from error


def _bitext(field: str, value: object) -> BiText:
    if isinstance(value, BiText):
        return value
    plain = _object(field, value, frozenset({"vi", "en", "english"}))
    state = _enum(f"{field}.english", plain.get("english", "missing"), EnglishState)
    return BiText(read_text(f"{field}.vi", plain.get("vi", "")), read_text(f"{field}.en", plain.get("en", "")), state)


def read_zone(value: object) -> str:
    """The name of an IANA time zone.

    Raises:
        UserError: `event.bad_value`.
    """
    name = read_text("zone", value)
    if not is_zone(name):
        raise bad("zone", value)
    return name


def is_zone(name: str) -> bool:
    """Whether every machine means the same by this name; `localtime` and `right/Asia/Ho_Chi_Minh` are one machine's own."""
    if name in _OF_THIS_MACHINE or name.startswith(("posix/", "right/")):
        return False
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


_OF_THIS_MACHINE: Final = frozenset({"localtime", "posixrules", "Factory"})


def _instant(field: str, value: object, context: Context) -> datetime | None:
    """An instant with its offset, a wall time of the event's zone, or a day (its midnight)."""
    if value is None:
        return None
    text = read_text(field, value)
    try:
        if len(text) == 10:
            moment = datetime.combine(date.fromisoformat(text), datetime.min.time())
        else:
            moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=ZoneInfo(context.zone))
        if not lunar.FIRST_DAY < moment.date() < lunar.LAST_DAY:  # a day to spare: the zone may be another
            raise ValueError("year")
        return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise bad(field, value) from error


def instant_or_none(field: str, value: object) -> datetime | None:
    """An instant with its offset, or nothing.

    Raises:
        UserError: `event.bad_value`.
    """
    return _instant(field, value, Context("UTC", ""))


def _country(field: str, value: object) -> str:
    text = read_text(field, value)
    if text and not (len(text) == 2 and text.isascii() and text.isalpha() and text.isupper()):
        raise bad(field, value)
    return text


def _goals(field: str, value: object, context: Context) -> tuple[GoalTag, ...]:
    tags = []
    for item in _list(field, value):
        plain = _object(field, item, frozenset({"code", "edition", "primary", "reason"}))
        code = read_text(f"{field}.code", plain.get("code"))
        where = f"{field}.{code[:20]}"
        edition = read_text(f"{where}.edition", plain.get("edition", context.edition))
        primary = _boolean(f"{where}.primary", plain.get("primary", False))
        tags.append(GoalTag(code, edition, primary, _bitext(f"{where}.reason", plain.get("reason", {}))))
    return tuple(tags)


def _codes(field: str, value: object) -> tuple[str, ...]:
    codes = tuple(read_text(field, item) for item in _list(field, value))
    if len(set(codes)) != len(codes):
        raise bad(field, value)
    return codes


def _actors(field: str, value: object) -> tuple[Actor, ...]:
    actors = []
    for item in _list(field, value):
        plain = _object(field, item, frozenset({"partner", "category", "role"}))
        name = read_text(f"{field}.partner", plain.get("partner")).strip()
        if not name:
            raise bad(f"{field}.partner", name)
        role = _enum(f"{field}.role", plain.get("role"), ActorRole)
        actors.append(Actor(name, read_text(f"{field}.category", plain.get("category")), role))
    return tuple(actors)


def _results(field: str, value: object) -> Results:
    names = frozenset({"attendance", "host_country_share", "outcomes", "lessons", "follow_up", "press", "gains"})
    plain = _object(field, value, names)
    attendance = plain.get("attendance")
    return Results(
        attendance=None if attendance is None else _attendance(f"{field}.attendance", attendance),
        host_country_share=_share(f"{field}.host_country_share", plain.get("host_country_share")),
        outcomes=_bitext(f"{field}.outcomes", plain.get("outcomes", {})),
        lessons=_bitext(f"{field}.lessons", plain.get("lessons", {})),
        follow_up=_bitext(f"{field}.follow_up", plain.get("follow_up", {})),
        press=tuple(_press(f"{field}.press", item) for item in _list(f"{field}.press", plain.get("press", []))),
        gains=tuple(_gain(f"{field}.gains", item) for item in _list(f"{field}.gains", plain.get("gains", []))),
    )


def _press(field: str, value: object) -> PressItem:
    names = frozenset({"outlet", "kind", "title", "language", "day", "reach", "link", "clipping"})
    plain = _object(field, value, names)
    outlet = read_text(f"{field}.outlet", plain.get("outlet")).strip()
    if not outlet:
        raise bad(f"{field}.outlet", outlet)
    language = read_text(f"{field}.language", plain.get("language", ""))
    if language and not (len(language) in (2, 3) and language.isascii() and language.islower()):
        raise bad(f"{field}.language", language)
    clipping = plain.get("clipping")
    return PressItem(
        outlet=outlet,
        kind=_enum(f"{field}.kind", plain.get("kind", "online"), PressKind),
        title=read_text(f"{field}.title", plain.get("title", "")),
        language=language,
        day=_day(f"{field}.day", plain.get("day")),
        reach=_reach(f"{field}.reach", plain.get("reach")),
        link=read_text(f"{field}.link", plain.get("link", "")),
        clipping=None if clipping is None else read_text(f"{field}.clipping", clipping),
    )


def _gain(field: str, value: object) -> Gain:
    plain = _object(field, value, frozenset({"kind", "text", "partner"}))
    text = _bitext(f"{field}.text", plain.get("text", {}))
    partner = read_text(f"{field}.partner", plain.get("partner", ""))
    return Gain(_enum(f"{field}.kind", plain.get("kind"), GainKind), text, partner)


def _day(field: str, value: object) -> date | None:
    if value is None:
        return None
    text = read_text(field, value)
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise bad(field, value) from error
    if len(text) != 10 or not 1900 <= day.year <= 2200:
        raise bad(field, value)
    return day


def _reach(field: str, value: object) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MAX_REACH:
        raise bad(field, value)
    return value


def _evidence(field: str, value: object) -> tuple[Evidence, ...]:
    found = []
    for item in _list(field, value):
        plain = _object(field, item, frozenset({"field", "media"}))
        names = (read_text(f"{field}.{name}", plain.get(name)) for name in ("field", "media"))
        found.append(Evidence(*names))
    return tuple(found)


def _attendance(field: str, value: object) -> Attendance:
    plain = _object(field, value, frozenset({"value", "kind", "method"}))
    return Attendance(
        _heads(f"{field}.value", plain.get("value")),
        _enum(f"{field}.kind", plain.get("kind", "on_site"), AttendanceKind),
        _enum(f"{field}.method", plain.get("method", "estimated"), CountingMethod),
    )


def _heads(field: str, value: object) -> int:
    """How many people."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100_000_000:
        raise bad(field, value)
    return value


def _share(field: str, value: object) -> Decimal | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        raise bad(field, value)
    try:
        share = Decimal(str(value))
    except InvalidOperation as error:
        raise bad(field, value) from error
    if not share.is_finite() or not 0 <= share <= 1 or share != share.quantize(Decimal("0.0001")):
        raise bad(field, value)
    return share


def _money(field: str, value: object) -> tuple[MoneyLine, ...]:
    lines = []
    for item in _list(field, value):
        plain = _object(field, item, frozenset({"source", "stage", "amount", "currency", "in_kind", "note"}))
        amount, currency = plain.get("amount"), plain.get("currency")
        try:
            money = Money.parse(read_text(f"{field}.amount", amount), read_text(f"{field}.currency", currency))
        except ValueError as error:
            raise bad(f"{field}.{error}", amount if str(error) == "amount" else currency) from error
        if money.amount < 0:
            raise bad(f"{field}.amount", amount)
        stage = _enum(f"{field}.stage", plain.get("stage"), MoneyStage)
        in_kind = _boolean(f"{field}.in_kind", plain.get("in_kind", False))
        note = read_text(f"{field}.note", plain.get("note", ""))
        lines.append(MoneyLine(read_text(f"{field}.source", plain.get("source")), stage, money, in_kind, note))
    return tuple(lines)


_Reader = Callable[[str, object, Context], Any]


def _plainly(read: Callable[[str, object], _T]) -> _Reader:
    return lambda field, value, _context: read(field, value)


def _code_or_none(field: str, value: object) -> str | None:
    return None if value is None else read_text(field, value)


READERS: Final[dict[str, _Reader]] = {
    "title": _plainly(_bitext),
    "summary": _plainly(_bitext),
    "kind": _plainly(lambda field, value: _enum(field, value, EventKind)),
    "format": _plainly(lambda field, value: _enum(field, value, EventFormat)),
    "state": _plainly(lambda field, value: _enum(field, value, EventState)),
    "state_reason": _plainly(read_text),
    "start": _instant,
    "end": _instant,
    "all_day": _plainly(_boolean),
    "zone": _plainly(lambda _field, value: read_zone(value)),
    "venue": _plainly(_bitext),
    "city": _plainly(read_text),
    "country": _plainly(_country),
    "goals": _goals,
    **dict.fromkeys(FACETS.values(), _plainly(_codes)),
    "scale": _plainly(_code_or_none),
    "occasion": _plainly(_code_or_none),
    "occasion_note": _plainly(read_text),
    "audience": _plainly(_bitext),
    "planned_attendance": _plainly(lambda field, value: None if value is None else _heads(field, value)),
    "fit": _plainly(_bitext),
    "link_note": _plainly(_bitext),
    "evidence": _plainly(_evidence),
    "actors": _plainly(_actors),
    "results": _plainly(_results),
    "money": _plainly(_money),
    "internal_note": _plainly(read_text),
    "risk_note": _plainly(read_text),
}
"""How each field of an event is read; a name that is not here is unknown."""
