"""Which events have photographs, what these show, and what is written below them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.text import EMPTY, BiText, EnglishState
from cultdip_desktop.services.demo import material
from cultdip_desktop.services.demo.pictures import Camera, photo

_LATEST = 6
"""How many of the latest held events have photographs before older ones get theirs."""

_WITHOUT_CAPTION = 3

_REPETITION = 0.8
"""What a motif loses each time that an event shows it."""


@dataclass(frozen=True, slots=True)
class DemoPhoto:
    """One photograph to attach to an event."""

    event_id: str
    file_name: str
    make: Callable[[], bytes]
    """Paints the JPEG (about a seventh of a second); always the same bytes."""

    caption: BiText
    credit: str
    taken_at: datetime
    """Local time, aware."""


def photos_for(events: Sequence[Event], count: int, seed: int) -> tuple[DemoPhoto, ...]:
    """`count` photographs of events that were held, most of them of the latest; three have no caption yet."""
    rng = random.Random(f"album:{seed}")
    held = sorted((event for event in events if event.counted), key=_latest_last, reverse=True)
    if not held or count < 1:
        return ()
    bare = set(rng.sample(range(count), k=min(_WITHOUT_CAPTION, count // 4)))
    used: dict[tuple[str, str], int] = {}
    photos: list[DemoPhoto] = []
    for event, number in _spread(held, count, rng):
        for _ in range(number):
            photos.append(_photo(event, len(photos), seed, used, rng, captioned=len(photos) not in bare))
    return tuple(photos)


def _latest_last(event: Event) -> tuple[datetime, str]:
    return _start(event), event.id


def _start(event: Event) -> datetime:
    """Local start; an event that was held has one."""
    local = event.local_start
    if local is None:
        raise ValueError(event.id)
    return local


def _spread(held: list[Event], count: int, rng: random.Random) -> list[tuple[Event, int]]:
    """Events with how many photographs each gets, in rounds: the latest, then some of all years."""
    older = held[_LATEST:]
    rng.shuffle(older)
    numbers: dict[str, int] = {}
    chosen = [*held[:_LATEST], *older]
    left = count
    while left:
        for index, event in enumerate(chosen):
            number = min(left, rng.randint(4, 6) if index < _LATEST else rng.randint(1, 4))
            numbers[event.id] = numbers.get(event.id, 0) + number
            left -= number
            if not left:
                break
    return [(event, numbers[event.id]) for event in held if event.id in numbers]


def _photo(
    event: Event, index: int, seed: int, used: dict[tuple[str, str], int], rng: random.Random, *, captioned: bool
) -> DemoPhoto:
    motif = _motif(event, used, rng)
    turn = used[event.id, motif]
    taken = _start(event) + timedelta(minutes=rng.randint(2, 110), seconds=rng.randint(0, 59))
    city = material.cities().get(event.city)
    latitude, longitude = city.position if city else (50.0755, 14.4378)
    who = material.credits()
    owner = rng.randrange(len(who["owners"]))
    make, model, serial = who["cameras"][owner]
    paint = partial(
        photo,
        motif,
        seed * 100_003 + index,
        taken_at=taken,
        gps=(latitude + rng.uniform(-0.02, 0.02), longitude + rng.uniform(-0.02, 0.02)),
        camera=Camera(make, model, serial, who["owners"][owner]),
        orientation=rng.choice((1, 1, 1, 1, 1, 3, 6, 8)),
    )
    caption = _caption(motif, turn, rng) if captioned else EMPTY
    credit = who["names"][owner] if rng.random() < 0.8 else rng.choice(who["names"])
    return DemoPhoto(event.id, f"IMG_{4100 + index:04d}.jpg", paint, caption, credit, taken)


def _motif(event: Event, used: dict[tuple[str, str], int], rng: random.Random) -> str:
    """What suits the event best and was shown least of it."""
    rules = material.captions()

    def fit(motif: str) -> tuple[float, float]:
        score = _fit(event, rules[motif])
        return score - _REPETITION * used.get((event.id, motif), 0), rng.random()

    best = max(rules, key=fit)
    used[event.id, best] = used.get((event.id, best), 0) + 1
    return best


def _fit(event: Event, rule: dict[str, Any]) -> float:
    score = float(rule.get("always", 0))
    words = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, rule['words']))})(?!\w)")
    if words.search(event.title.vi):
        score += 3
    elif words.search(event.summary.vi):
        score += 1.5
    if event.kind.value in rule["kinds"]:
        score += 0.6
    return score


def _caption(motif: str, turn: int, rng: random.Random) -> BiText:
    """A caption of the motif; the second photograph of it in an event gets the next one."""
    pairs = material.captions()[motif]["captions"]
    vi, en = pairs[(turn - 1) % len(pairs)]
    dice = rng.random()
    if dice < 0.12:
        return BiText(vi)
    return BiText(vi, en, EnglishState.REVIEWED if dice < 0.75 else EnglishState.DRAFT)
