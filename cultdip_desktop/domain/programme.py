"""The annual action programme of an office (R1): its items, how far they are, and what changed since it was approved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from cultdip_desktop.domain.event import COUNTED, EventKind, EventState
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.period import Period, PeriodRule, Window
from cultdip_desktop.domain.plan_words import ItemSource
from cultdip_desktop.domain.text import EMPTY, BiText, EnglishState

WHOLE_YEAR: Final = 0
"""The quarter of an item that any day of the year will do for."""


class Unit(StrEnum):
    """What a target counts; the program measures these, and nothing else."""

    EVENTS = ""
    ATTENDANCE = "attendance"
    PRESS = "press"
    """Items of press coverage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """The programme of one year."""

    year: int
    title: BiText = EMPTY
    note: str = ""
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeItem:
    """One item: what is to be done for which goal, when, by whom, how much of it."""

    id: str
    year: int
    title: BiText = EMPTY
    code: str = ""
    """Goal of the catalogue; empty while nobody has chosen one."""

    edition: str = ""
    quarter: int = WHOLE_YEAR
    person: str | None = None
    """Id of the person responsible."""

    target: int | None = None
    unit: str = Unit.EVENTS.value
    """A `Unit`, or words of a programme from elsewhere that the program cannot measure."""

    source: ItemSource = ItemSource.OWN
    source_ref: str = ""
    """Number or place in headquarters' programme."""

    note: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedEvent:
    """An event as far as the programme looks at it."""

    id: str
    title: BiText
    kind: EventKind
    state: EventState
    day: date | None
    attendance: int = 0
    press: int = 0

    @property
    def held(self) -> bool:
        """Whether figures count it."""
        return self.state in COUNTED and self.day is not None


class Standing(StrEnum):
    """How an item stands, those that need somebody first."""

    LATE = "late"
    """Its time is over and the target is not reached."""

    NOW = "now"
    """Its quarter is running."""

    AHEAD = "ahead"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemView:
    """An item with its events and how far it is."""

    item: ProgrammeItem
    events: tuple[LinkedEvent, ...]
    done: int | None
    """So much of the unit is reached; None where the program cannot measure the unit."""

    target: int
    """What is to be reached, 1 where nobody has set a number."""

    standing: Standing

    @property
    def share(self) -> float:
        """0 to 1; of a unit that cannot be measured, how many of its events were held."""
        if self.done is None:
            held = sum(event.held for event in self.events)
            return held / len(self.events) if self.events else 0.0
        return min(self.done / self.target, 1.0) if self.target else 1.0

    @property
    def percent(self) -> int:
        """Whole percent, never 100 before the target is reached."""
        return int(self.share * 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The programme as it was when somebody froze it."""

    id: str
    year: int
    frozen_at: datetime
    person: str | None
    reason: str
    title: BiText
    items: tuple[ProgrammeItem, ...]


class ChangeKind(StrEnum):
    """What became of an item since."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an item, before and now."""

    field: str
    """Name of the field of `ProgrammeItem`; `title.vi`, `title.en`."""

    old: str | int | None
    new: str | int | None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One item that is not as it was."""

    kind: ChangeKind
    item: ProgrammeItem
    """As it is now; a removed one as it was."""

    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeView:
    """The programme of one year as its page shows it."""

    year: int
    programme: Programme | None
    """None while there is none."""

    items: tuple[ItemView, ...]
    """Late ones first."""

    baselines: tuple[Baseline, ...]
    """The newest first; versions of the programme that were approved."""

    changes: tuple[ItemChange, ...]
    """Since the newest baseline."""

    people: tuple[Person, ...]
    years: tuple[int, ...]
    """Years with a programme."""

    today: date
    rule: PeriodRule

    def count(self, standing: Standing) -> int:
        """Items that stand so."""
        return sum(view.standing is standing for view in self.items)

    def item(self, item_id: str) -> ItemView | None:
        """One item."""
        return next((view for view in self.items if view.item.id == item_id), None)


def standing(item: ProgrammeItem, share: float, today: date, rule: PeriodRule) -> Standing:
    """Where an item stands on `today`."""
    if share >= 1.0:
        return Standing.DONE
    window = window_of(item, rule)
    if window.last < today:
        return Standing.LATE
    return Standing.NOW if window.first <= today else Standing.AHEAD


def window_of(item: ProgrammeItem, rule: PeriodRule) -> Window:
    """The days in which an item is due."""
    part = f"Q{item.quarter}" if item.quarter else ""
    return Period(item.year, part, rule).window


def view_of(item: ProgrammeItem, events: Iterable[LinkedEvent], today: date, rule: PeriodRule) -> ItemView:
    """An item with its linked events, measured."""
    linked = tuple(sorted(events, key=lambda event: (event.day or date.max, event.id)))
    target = 1 if item.target is None else item.target
    made = ItemView(item=item, events=linked, done=_done(item.unit, linked), target=target, standing=Standing.AHEAD)
    return replace(made, standing=standing(item, made.share, today, rule))


def in_order(views: Iterable[ItemView]) -> tuple[ItemView, ...]:
    """Late ones first, then by quarter (the whole year last) and place in the programme."""
    return tuple(
        sorted(
            views,
            key=lambda view: (
                view.standing is not Standing.LATE,
                view.item.quarter or 5,
                view.item.position,
                view.item.id,
            ),
        )
    )


def compare(before: Sequence[ProgrammeItem], now: Sequence[ProgrammeItem]) -> tuple[ItemChange, ...]:
    """What was added, removed and changed, in the order of the items now, removed ones last."""
    old = {item.id: item for item in before}
    kept = {item.id for item in now}
    found = []
    for item in now:
        was = old.get(item.id)
        if was is None:
            found.append(ItemChange(ChangeKind.ADDED, item))
        elif fields := _differing(was, item):
            found.append(ItemChange(ChangeKind.CHANGED, item, fields))
    return (*found, *(ItemChange(ChangeKind.REMOVED, item) for item in before if item.id not in kept))


def item_to_plain(item: ProgrammeItem) -> dict[str, Any]:
    """An item as JSON; the order of the keys says nothing."""
    return {
        "id": item.id,
        "title": {"vi": item.title.vi, "en": item.title.en, "english": item.title.english.value},
        "code": item.code,
        "edition": item.edition,
        "quarter": item.quarter,
        "person": item.person,
        "target": item.target,
        "unit": item.unit,
        "source": item.source.value,
        "source_ref": item.source_ref,
        "note": item.note,
        "position": item.position,
    }


def item_from_plain(year: int, plain: Mapping[str, Any]) -> ProgrammeItem:
    """Back from `item_to_plain`."""
    title = plain["title"]
    return ProgrammeItem(
        id=plain["id"],
        year=year,
        title=BiText(title["vi"], title["en"], EnglishState(title["english"])),
        code=plain["code"],
        edition=plain["edition"],
        quarter=plain["quarter"],
        person=plain["person"],
        target=plain["target"],
        unit=plain["unit"],
        source=ItemSource(plain["source"]),
        source_ref=plain["source_ref"],
        note=plain["note"],
        position=plain["position"],
    )


_COMPARED: Final = ("code", "quarter", "person", "target", "unit", "source", "source_ref", "note")


def _done(unit: str, events: Sequence[LinkedEvent]) -> int | None:
    held = [event for event in events if event.held]
    if unit == Unit.EVENTS:
        return len(held)
    if unit == Unit.ATTENDANCE:
        return sum(event.attendance for event in held)
    return sum(event.press for event in held) if unit == Unit.PRESS else None


def _differing(was: ProgrammeItem, item: ProgrammeItem) -> tuple[FieldChange, ...]:
    texts = (
        FieldChange("title.vi", was.title.vi, item.title.vi),
        FieldChange("title.en", was.title.en, item.title.en),
    )
    others = (FieldChange(name, _plain(was, name), _plain(item, name)) for name in _COMPARED)
    return tuple(change for change in (*texts, *others) if change.old != change.new)


def _plain(item: ProgrammeItem, name: str) -> str | int | None:
    value: str | int | None = getattr(item, name)
    return value.value if isinstance(value, StrEnum) else value
