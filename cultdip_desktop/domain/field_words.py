"""Words for the fields of the change log and for their values: no reader ever sees a column's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from cultdip_desktop.domain.event import (
    FACETS,
    AttendanceKind,
    CountingMethod,
    EventFormat,
    EventKind,
    EventState,
    GainKind,
    PressKind,
)
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.media import GROUND_WORDS, Ground
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.partner import ActorRole
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.text import EnglishState
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.country import city_of_zone, country
from cultdip_desktop.i18n.localities import localities
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.tongues import tongue
from cultdip_desktop.i18n.words import Words

Value = str | int | None

_FIELDS: Final[Mapping[str, str]] = {
    "title": N_("Event title"),
    "summary": N_("Summary"),
    "venue": N_("Venue"),
    "outcomes": N_("Outcomes"),
    "lessons": N_("Lessons and proposals"),
    "caption": N_("Caption"),
    "number": N_("Number"),
    "kind": N_("Kind"),
    "format": N_("Form of attendance"),
    "state": N_("State"),
    "state_reason": N_("Reason of the state"),
    "start_at": N_("Start"),
    "end_at": N_("End of the event"),
    "all_day": N_("All day"),
    "zone": N_("Time zone"),
    "city": N_("City"),
    "country": N_("Country"),
    "scale": N_("Scale"),
    "planned_attendance": N_("Planned audience"),
    "attendance": N_("Audience"),
    "attendance_kind": N_("Who was counted"),
    "attendance_method": N_("How it was counted"),
    "host_share": N_("From the host country"),
    "internal_note": N_("Internal note"),
    "deleted_at": N_("In the trash"),
    "products": N_("Cultural products"),
    "themes": N_("Themes"),
    "credit": N_("Author, credit"),
    "author": N_("Photographer or author"),
    "rights_holder": N_("Rights holder"),
    "licence": N_("Licence"),
    "people_shown": N_("People shown"),
    "minors": N_("Children are shown"),
    "consent": N_("Ground for showing people"),
    "consent_media_id": N_("Paper of the consent"),
    "consent_until": N_("May be shown until"),
    "in_report": N_("Goes into reports"),
    "publishable": N_("May leave this machine"),
    "cover": N_("Cover picture of the event"),
    "file_name": N_("File name"),
    "source_package": N_("Package it came with"),
    "channels": N_("Channels"),
    "pillars": N_("Other pillars of diplomacy"),
    "forums": N_("Forums"),
    "trends": N_("World trends"),
    "people": N_("People's diplomacy"),
    "local": N_("Work with localities"),
    "localities": N_("Localities"),
    "occasion": N_("Occasion"),
    "occasion_note": N_("Which occasion"),
    "audience": N_("Target audience"),
    "fit": N_("Fit with place and audience"),
    "link_note": N_("Result for the other pillars"),
    "follow_up": N_("Follow-up"),
    "risk_note": N_("Risk note"),
    "evidence": N_("Evidence"),
    "value": N_("Value"),
    "quote": N_("Quoted in"),
    "currency": N_("Currency"),
    "source": N_("Source"),
    "day": N_("Day"),
}

_PARTS: Final[Mapping[str, str]] = {
    "is_primary": N_("{what}: primary or secondary"),
    "reason.vi": N_("{what}: rationale"),
    "reason.en": N_("{what}: rationale (English)"),
    "reason.english": N_("{what}: state of the English"),
    "edition": N_("{what}: edition of the catalogue"),
    "role": N_("{what}: role"),
    "category": N_("{what}: category"),
    "stage": N_("{what}: stage"),
    "amount_minor": N_("{what}: amount"),
    "currency": N_("{what}: currency"),
    "in_kind": N_("{what}: in kind"),
    "note": N_("{what}: note"),
    "kind": N_("{what}: kind"),
    "title": N_("{what}: title"),
    "language": N_("{what}: language"),
    "day": N_("{what}: day"),
    "reach": N_("{what}: reach"),
    "link": N_("{what}: link"),
    "media_id": N_("{what}: file"),
    "text.vi": N_("{what}: text"),
    "text.en": N_("{what}: text (English)"),
    "text.english": N_("{what}: state of the English"),
    "partner": N_("{what}: partner"),
}
"""What may change in an entry of a list."""

_LISTS: Final[Mapping[str, str]] = {
    "goals": N_("Goal {code}"),
    "actors": N_("Partner “{code}”"),
    "money": N_("Money: {code}"),
    "press": N_("Press: {code}"),
    "gains": N_("Result: {code}"),
}

_ENUMS: Final[Mapping[str, type[StrEnum]]] = {
    "kind": EventKind,
    "format": EventFormat,
    "state": EventState,
    "attendance_kind": AttendanceKind,
    "attendance_method": CountingMethod,
    "english": EnglishState,
    "role": ActorRole,
    "stage": MoneyStage,
}
_FLAGS: Final = frozenset({"all_day", "in_kind", "in_report", "publishable", "cover", "has_location", "minors"})
_INSTANTS: Final = frozenset({"start_at", "end_at", "deleted_at", "created_at", "added_at"})
CODE_LISTS: Final = frozenset(FACETS.values())
"""Lists whose entries are codes without a path of their own."""

_CODES: Final = CODE_LISTS | {"scale", "occasion", "category"}


def is_member(path: str) -> bool:
    """Whether a path names an entry of a list as a whole: it is added or removed, rather than changed."""
    base = path.partition(".")[0]
    return base in CODE_LISTS or (base in ("goals", "actors", "press", "gains") and "." in path and not _part_of(path))


def field_words(words: Words, path: str, catalogue: Catalogue | None = None) -> str:
    """The name of a field of the history: "Tên sự kiện", "Mục tiêu M3: lý giải"; nothing for a whole thing."""
    base, _, rest = path.partition(".")
    if base in _LISTS:
        return _entry_words(words, base, rest, catalogue)
    text = _FIELDS.get(base)
    if text is None:
        return "" if not path else words.t("Another field")
    name = words.t(text)
    if rest == "en":
        return words.t("{label} (English)", label=name)
    return words.t("{label}: state of the English", label=name) if rest == "english" else name


def value_words(words: Words, path: str, value: Value, *, zone: str, catalogue: Catalogue | None = None) -> str:
    """A value as a reader knows it: words, days on the clocks of `zone`, amounts; nothing where there was none."""
    if value is None or value == "":
        return ""
    base = path.partition(".")[0]
    last = path.rpartition(".")[2]
    key = last if base in _LISTS or last == "english" else base
    if base == "goals" and path.count(".") >= 1 and not _part_of(path):
        return words.t("chosen")
    if base == "money" and not _part_of(path):
        return _amount_words(words, str(value))
    writer = _WRITERS.get(f"{base}.{key}") or _WRITERS.get(key)
    if writer is not None:
        return writer(words, value, zone)
    if key in _ENUMS:
        return _enum_words(words, _ENUMS[key], str(value))
    if key in _CODES:
        return _code_words(words, str(value), catalogue)
    return str(value)


def _entry_words(words: Words, base: str, rest: str, catalogue: Catalogue | None) -> str:
    part = _part_of(f"{base}.{rest}")
    code = rest.removesuffix(f".{part}") if part else rest
    shown = code
    if base == "money":
        shown = _code_words(words, code, catalogue)
    elif base == "gains":
        shown = _enum_words(words, GainKind, code)
    what = words.t(_LISTS[base], code=shown)
    return words.t(_PARTS[part], what=what) if part else what


def _part_of(path: str) -> str:
    """The part of a list's entry that a path ends with; codes and names hold points too."""
    return next((part for part in _PARTS if path.endswith(f".{part}")), "")


def _enum_words(words: Words, kind: type[StrEnum], value: str) -> str:
    return label(words, kind(value)) if value in {each.value for each in kind} else value


def _code_words(words: Words, code: str, catalogue: Catalogue | None) -> str:
    node = catalogue.find(code) if catalogue is not None else None
    return node.title.get(words.language) if node is not None else code


def _amount_words(words: Words, text: str) -> str:
    """`spent 145000.00 CZK` → "Đã chi 145.000 CZK"."""
    stage, _, rest = text.partition(" ")
    amount, _, currency = rest.partition(" ")
    try:
        money = numbers.money(words, Decimal(amount), currency, short=True)
    except InvalidOperation:
        return text
    return f"{_enum_words(words, MoneyStage, stage)} {money}"


def _press_words(words: Words, value: Value, _zone: str) -> str:
    return _enum_words(words, PressKind, str(value))


def _day_words(words: Words, value: Value, _zone: str) -> str:
    return dates.day(words, date.fromisoformat(str(value)))


def _locality_words(words: Words, value: Value, _zone: str) -> str:
    found = localities().get(str(value))
    return str(value) if found is None else found.name(words.language)


def _proved_words(words: Words, value: Value, _zone: str) -> str:
    """The field that a file proves: `results.attendance` → "Công chúng"."""
    if str(value).startswith("money."):
        return words.t("an amount of money")
    name = {"results.attendance": "attendance", "results.host_country_share": "host_share"}.get(str(value), "")
    return words.t(_FIELDS[name]) if name else words.t("a number")


def _flag_words(words: Words, value: Value, _zone: str) -> str:
    return words.t("yes") if value else words.t("no")


def _rank_words(words: Words, value: Value, _zone: str) -> str:
    return words.t("Primary") if value else words.t("Secondary")


def _instant_words(words: Words, value: Value, zone: str) -> str:
    return dates.moment(words, datetime.fromisoformat(str(value)), zone)


def _share_words(words: Words, value: Value, _zone: str) -> str:
    return numbers.percent(words, Decimal(int(value or 0)) / 10_000, 0 if int(value or 0) % 100 == 0 else 2)


def _number_words(words: Words, value: Value, _zone: str) -> str:
    return numbers.whole(words, int(value or 0))


_WRITERS: Final[Mapping[str, Callable[[Words, Value, str], str]]] = {
    **dict.fromkeys(_FLAGS, _flag_words),
    **dict.fromkeys(_INSTANTS, _instant_words),
    "is_primary": _rank_words,
    "host_share": _share_words,
    **dict.fromkeys(("attendance", "planned_attendance"), _number_words),
    "press.kind": _press_words,
    "press.day": _day_words,
    "press.reach": _number_words,
    "press.language": lambda words, value, _zone: tongue(words, str(value)),
    "consent": lambda words, value, _zone: words.t(GROUND_WORDS[Ground(str(value))]),
    "press.media_id": lambda words, _value, _zone: words.t("a file of the event"),
    "localities": _locality_words,
    "evidence": _proved_words,
    "country": lambda words, value, _zone: country(words, str(value)),
    "zone": lambda words, value, _zone: city_of_zone(words, str(value)),
}
