"""Three years of a mission's cultural work that never took place: the same seed and day give the same content."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from cultdip_desktop.core.ids import IdSource
from cultdip_desktop.domain.event import Event, EventState, GoalTag
from cultdip_desktop.domain.mission import OfficeIdentity, Person
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.i18n.lunar import year_name
from cultdip_desktop.services.demo import material
from cultdip_desktop.services.demo.facets import with_facets
from cultdip_desktop.services.demo.material import Archetype, City, Pair
from cultdip_desktop.services.demo.outcome import money_lines, results, state_of
from cultdip_desktop.services.demo.schedule import Fate, Slot, slots

_SINCE = {"hcm": 1890, "nd": 1945, "rel": 1950, "reu": 1975}
"""Years that anniversaries are counted from, by their placeholder."""


def people(ids: IdSource) -> tuple[Person, ...]:
    """The one officer of the demo mission, who also approves."""
    return (_person(ids, "officer"),)


def headquarters_people(ids: IdSource) -> tuple[Person, ...]:
    """The one desk officer of the demo headquarters."""
    return (_person(ids, "desk"),)


def events(
    *, count: int, years: int, seed: int, today: date, office: OfficeIdentity, edition: str, ids: IdSource
) -> tuple[Event, ...]:
    """`count` events over `years` years around `today`, by day; goals are tagged from `edition` of the catalogue.

    The places are Czech cities whatever the office; its id, country, zone and currency are taken from `office`.
    """
    rng = random.Random(f"{seed}:{today.isoformat()}:{years}:{count}")
    writer = _Writer(rng, today, office, edition)
    made = [writer.event(slot, ids.new()) for slot in slots(count, years, today, material.archetypes(), rng)]
    return tuple(with_facets(_with_work_left(made), seed, today))


def _with_work_left(events: list[Event]) -> list[Event]:
    """The next event in preparation still lacks one reason, so that a newcomer meets the check that asks for it."""
    for index, event in enumerate(events):
        if event.state is EventState.PREPARING and len(event.goals) > 1:
            first, second, *others = event.goals
            goals = (first, replace(second, reason=BiText()), *others)
            return [*events[:index], replace(event, goals=goals), *events[index + 1 :]]
    return events


def _person(ids: IdSource, key: str) -> Person:
    name, vi, en = material.phrases()["people"][key]
    return Person(id=ids.new(), name=name, rank=BiText(vi, en, EnglishState.REVIEWED), approver=True)


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the templates of one event are filled with."""

    city: City
    variant: Pair
    year: int

    def fill(self, template: Pair) -> Pair:
        vi, en = template
        shared = {"year": str(self.year), "lunar": year_name(self.year)}
        for name, first in _SINCE.items():
            shared[name] = str(self.year - first)
            shared[f"{name}_en"] = _ordinal(self.year - first)
        return (
            vi.format(city=self.city.name, v=self.variant[0], **shared),
            en.format(city=self.city.english, v=self.variant[1], **shared),
        )


class _Writer:
    """Writes one event after the other and remembers the titles it has used."""

    def __init__(self, rng: random.Random, today: date, office: OfficeIdentity, edition: str) -> None:
        self._rng = rng
        self._today = today
        self._office = office
        self._edition = edition
        self._titles: Counter[str] = Counter()
        self._phrases = material.phrases()

    def event(self, slot: Slot, identity: str) -> Event:
        """The event of one slot."""
        sort, rng = slot.archetype, self._rng
        setting, title = self._title(slot)
        city = setting.city
        state = state_of(slot, self._today, rng)
        start, end = self._times(slot)
        actors = self._actors(sort, city)
        venue = setting.fill(rng.choice(material.venues(city.name, rng.choice(sort.venues))))
        done = results(slot, state, rng)
        created, updated = self._written(slot, state)
        reasons = self._phrases.get(slot.fate.value, ("",))
        return Event(
            id=identity,
            office=self._office.id,
            title=self._bilingual(title, missing=0.04),
            summary=self._bilingual(self._summary(setting, sort), missing=0.08),
            kind=sort.kind,
            format=sort.format,
            state=state,
            state_reason=rng.choice(reasons) if slot.fate in (Fate.CANCELLED, Fate.POSTPONED) else "",
            start=start,
            end=end,
            zone=self._office.zone,
            venue=BiText(*venue, EnglishState.REVIEWED),
            city=city.name,
            country=self._office.country,
            goals=self._goals(sort),
            products=sort.products,
            themes=sort.themes,
            scale=sort.scale,
            actors=actors,
            results=done,
            money=money_lines(sort, state, self._office.currency, rng),
            internal_note=rng.choice(self._phrases["notes"]) if rng.random() < 0.35 else "",
            created_at=created,
            updated_at=updated,
        )

    def _title(self, slot: Slot) -> tuple[_Setting, Pair]:
        """A setting whose title is new; after some tries the year, then a number tells the title apart."""
        for attempt in range(16):
            setting = _Setting(self._city(slot.archetype), self._rng.choice(slot.archetype.variants), slot.year)
            title = setting.fill(slot.archetype.title)
            if attempt > 8 and str(slot.year) not in title[0]:
                title = (f"{title[0]}, {slot.year}", f"{title[1]}, {slot.year}")
            if title[0] not in self._titles:
                break
        self._titles[title[0]] += 1
        number = self._titles[title[0]]
        if number == 1:
            return setting, title
        vi, en = self._phrases["session"]
        return setting, (f"{title[0]} {vi.format(n=number)}", f"{title[1]} {en.format(n=number)}")

    def _city(self, sort: Archetype) -> City:
        cities = material.cities()
        names = sort.cities or tuple(cities)
        pull = 1.6 if sort.core else 1  # the yearly feasts are mostly held in the capital
        return cities[self._rng.choices(names, [cities[name].weight ** pull for name in names])[0]]

    def _summary(self, setting: _Setting, sort: Archetype) -> Pair:
        vi, en = setting.fill(self._rng.choice(sort.summaries))
        tail = self._rng.choice(self._phrases["tails"])
        name, _ = material.partner(sort.actors[0][0])
        return (
            f"{vi} {tail['vi'].format(partner=name.vi)}".strip(),
            f"{en} {tail['en'].format(partner=name.en)}".strip(),
        )

    def _bilingual(self, text: Pair, missing: float) -> BiText:
        """A text whose English is mostly reviewed, at times a draft, stale or missing."""
        dice = self._rng.random()
        if dice < missing:
            return BiText(text[0])
        if dice < missing + 0.05:
            return BiText(*text, EnglishState.STALE)
        return BiText(*text, EnglishState.REVIEWED if dice < 0.8 else EnglishState.DRAFT)

    def _goals(self, sort: Archetype) -> tuple[GoalTag, ...]:
        chosen = list(sort.goals)
        known = {code for code, _, _ in chosen}
        if self._rng.random() < 0.45:
            code, vi, en = self._rng.choice(self._phrases["extra_goals"])
            if code not in known:
                chosen.append((code, vi, en))
        return tuple(
            GoalTag(code, self._edition, index == 0, BiText(vi, en, EnglishState.REVIEWED))
            for index, (code, vi, en) in enumerate(chosen)
        )

    def _actors(self, sort: Archetype, city: City) -> tuple[Actor, ...]:
        actors: list[Actor] = []
        for key, role in sort.actors:
            name, category = material.partner(key)
            actors.append(Actor(name.vi, category, role))
        if sort.city_partner:
            hosts = [f"Tòa thị chính {city.name}"]
            if city.name == "Praha":
                hosts += ["Quận Praha-Libuš", "Quận Praha 1"]
            actors.append(Actor(self._rng.choice(hosts), "AC.CIT", ActorRole.CO_ORGANISER))
        return tuple(actors)

    def _times(self, slot: Slot) -> tuple[datetime, datetime]:
        hour, hours = slot.archetype.hours
        zone = ZoneInfo(self._office.zone)
        minute = self._rng.choice((0, 0, 30))
        start = datetime.combine(slot.first, time(hour, minute), zone)
        closing = max(18, min(23, hour + hours)) if slot.last > slot.first else min(23, hour + hours)
        end = datetime.combine(slot.last, time(closing, minute), zone)
        return start.astimezone(UTC), end.astimezone(UTC)

    def _written(self, slot: Slot, state: EventState) -> tuple[datetime, datetime]:
        """When the event was first and last written, before today."""
        yesterday = self._today - timedelta(days=1)
        created = min(slot.first, yesterday) - timedelta(days=self._rng.randint(12, 80))
        changed = slot.last if state is EventState.RESULTS_IN else created
        changed = min(changed + timedelta(days=self._rng.randint(1, 12)), yesterday)
        hour = self._rng.randint(7, 15)
        return (
            datetime.combine(created, time(hour, self._rng.randint(0, 59)), UTC),
            datetime.combine(changed, time(hour + 2, self._rng.randint(0, 59)), UTC),
        )


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
