"""The texts that demo content is combined from, read from `resources/demo`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from cultdip_desktop.core.paths import resources
from cultdip_desktop.domain.event import AttendanceKind, CountingMethod, EventFormat, EventKind
from cultdip_desktop.domain.partner import ActorRole
from cultdip_desktop.domain.text import BiText

Pair: TypeAlias = tuple[str, str]
"""A template in Vietnamese and English."""


@dataclass(frozen=True, slots=True)
class When:
    """When in a year something takes place: on a lunar day, on a civil day, or in some months."""

    months: tuple[int, ...] = ()
    fixed: tuple[int, int] | None = None
    """Month and day."""

    lunar: tuple[int, int] | None = None
    """Lunar month and day."""

    near: tuple[int, int] = (0, 0)
    """First and last day that will do, counted from the fixed or lunar day."""


@dataclass(frozen=True, slots=True)
class Archetype:
    """A sort of event that recurs with other subjects, places and years."""

    key: str
    kind: EventKind
    when: When
    weekday: str
    """`weekend`, `weekday` or `any`."""

    hours: tuple[int, int]
    """Local hour of its start, and how many hours it lasts."""

    days: tuple[int, int]
    title: Pair
    variants: tuple[Pair, ...]
    summaries: tuple[Pair, ...]
    venues: tuple[str, ...]
    cities: tuple[str, ...]
    goals: tuple[tuple[str, str, str], ...]
    """Code and reasons, the primary one first."""

    products: tuple[str, ...]
    themes: tuple[str, ...]
    scale: str
    actors: tuple[tuple[str, ActorRole], ...]
    city_partner: bool
    audience: tuple[int, int]
    counted_as: AttendanceKind
    methods: tuple[CountingMethod, ...]
    share: tuple[float, float]
    budget: tuple[int, int]
    """Koruna."""

    currency: str
    """Of the budget's main line; empty for the office's own."""

    outcomes: tuple[Pair, ...]
    format: EventFormat
    weight: float
    core: bool
    """Takes place every year."""

    since: int
    """First year."""

    @property
    def dated(self) -> bool:
        """Whether it belongs to one day of the year."""
        return self.when.fixed is not None or self.when.lunar is not None


@dataclass(frozen=True, slots=True)
class City:
    """Where events take place."""

    name: str
    english: str
    position: tuple[float, float]
    """Latitude and longitude in degrees."""

    weight: int


def archetypes() -> tuple[Archetype, ...]:
    """All sorts of events, in a fixed order."""
    return _archetypes()


def cities() -> dict[str, City]:
    """The cities by name."""
    return _cities()


def venues(city: str, sort: str) -> tuple[Pair, ...]:
    """Names of venues of a sort in a city."""
    plain = _load("places.json")
    return _pairs(plain["special"].get(city, {}).get(sort) or plain["venues"][sort])


def partner(key: str) -> tuple[BiText, str]:
    """Name and category of a partner."""
    vi, en, category = _load("partners.json")[key]
    return BiText(vi, en), category


def partner_keys() -> tuple[str, ...]:
    """Keys of all partners, in a fixed order."""
    return tuple(_load("partners.json"))


def register() -> dict[str, Any]:
    """What the register tells of partners beyond what events say."""
    plain: dict[str, Any] = _load("register.json")
    return plain


def phrases() -> dict[str, Any]:
    """Shared sentences by purpose."""
    plain: dict[str, Any] = _load("phrases.json")
    return plain


def facets() -> dict[str, Any]:
    """What events carry beside title, day and money: audience, coverage, what they brought."""
    plain: dict[str, Any] = _load("facets.json")
    return plain


def captions() -> dict[str, Any]:
    """Which motif suits which event, and what is written below it."""
    plain: dict[str, Any] = _load("motifs.json")
    return plain


def credits() -> dict[str, Any]:
    """Photographers and their cameras."""
    plain: dict[str, Any] = _load("credits.json")
    return plain


@lru_cache(maxsize=16)
def _load(name: str) -> Any:
    return json.loads((resources() / "demo" / name).read_text("utf-8"))


@lru_cache(maxsize=1)
def _cities() -> dict[str, City]:
    return {
        plain["name"]: City(plain["name"], plain["en"], (plain["lat"], plain["lon"]), plain["weight"])
        for plain in _load("places.json")["cities"]
    }


@lru_cache(maxsize=1)
def _archetypes() -> tuple[Archetype, ...]:
    return tuple(_archetype(kind, plain) for kind in EventKind for plain in _load(f"events/{kind.value}.json"))


def _archetype(kind: EventKind, plain: dict[str, Any]) -> Archetype:
    when = plain["when"]
    return Archetype(
        key=plain["key"],
        kind=kind,
        when=When(
            months=tuple(when.get("months", ())),
            fixed=_two(when["fixed"]) if "fixed" in when else None,
            lunar=_two(when["lunar"]) if "lunar" in when else None,
            near=_two(when.get("near", (0, 0))),
        ),
        weekday=plain["weekday"],
        hours=_two(plain["hours"]),
        days=_two(plain.get("days", (1, 1))),
        title=_pair(plain["title"]),
        variants=_pairs(plain.get("v", (("", ""),))),
        summaries=tuple(_pair(summary) for summary in plain["summaries"]),
        venues=tuple(plain["venues"]),
        cities=tuple(plain.get("cities", ())),
        goals=tuple((code, vi, en) for code, vi, en in plain["goals"]),
        products=tuple(plain["products"]),
        themes=tuple(plain["themes"]),
        scale=plain["scale"],
        actors=tuple(_actor(text) for text in plain["actors"]),
        city_partner=plain.get("city_partner", False),
        audience=_two(plain["audience"]),
        counted_as=AttendanceKind(plain.get("attendance", "on_site")),
        methods=tuple(CountingMethod(text) for text in plain.get("methods", ("counted", "estimated"))),
        share=(float(plain["share"][0]), float(plain["share"][1])),
        budget=_two(plain["budget"]),
        currency=plain.get("currency", ""),
        outcomes=tuple(_pair(outcome) for outcome in plain["outcomes"]),
        format=EventFormat(plain.get("format", "in_person")),
        weight=float(plain.get("weight", 1)),
        core=plain.get("core", False),
        since=plain.get("since", 0),
    )


def _actor(text: str) -> tuple[str, ActorRole]:
    key, role = text.split(":")
    return key, ActorRole(role)


def _pair(plain: dict[str, str]) -> Pair:
    return plain["vi"], plain["en"]


def _pairs(plain: Any) -> tuple[Pair, ...]:
    return tuple((vi, en) for vi, en in plain)


def _two(plain: Any) -> tuple[int, int]:
    return int(plain[0]), int(plain[1])
