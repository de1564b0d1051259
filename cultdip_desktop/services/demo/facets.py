"""What demo events carry beside title, day and money: audience, channels, coverage, what they brought.

Drawn from a stream of its own, so that everything else in the sample stays as it was without this.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from cultdip_desktop.domain.event import (
    Event,
    EventKind,
    EventState,
    Gain,
    GainKind,
    PressItem,
    PressKind,
    Results,
)
from cultdip_desktop.domain.text import EMPTY, BiText, EnglishState
from cultdip_desktop.services.demo import material

_WRITTEN: Final = frozenset(EventState) - {EventState.IDEA}
_CHANNELS: Final = {"SC.NAT": ("CH.STA",), "SC.MIN": ("CH.STA",), "SC.INT": ("CH.STA",), "SC.PEO": ("CH.PEO",)}
_BY_GOAL: Final = (("G4.1", "PI.ECO"), ("G5.4", "PI.ECO"), ("G5.3", "PI.OVW"), ("G5", "PI.OVW"), ("M1", "PI.POL"))
_REACH: Final = {PressKind.PRINT: 12_000, PressKind.ONLINE: 30_000, PressKind.TELEVISION: 90_000}


def with_facets(events: Sequence[Event], seed: int, today: date) -> list[Event]:
    """The same events with what a diligent officer also wrote down; most of them, not all."""
    rng = random.Random(f"facets:{seed}:{today.isoformat()}")
    return [_enriched(event, rng) for event in events]


def _enriched(event: Event, rng: random.Random) -> Event:
    plain = material.facets()
    dice = [rng.random() for _ in range(6)]
    if event.state not in _WRITTEN:
        return event
    pillars = _pillars(event, dice[0])
    audience = _said(rng.choice(plain["audience"][event.kind.value]), rng)
    fit = _said(rng.choice(plain["fit"][event.kind.value]), rng)
    done = event.state is EventState.RESULTS_IN
    return replace(
        event,
        audience=audience if dice[1] < 0.7 else EMPTY,
        fit=fit if dice[2] < 0.45 else EMPTY,
        channels=_CHANNELS.get(event.scale or "", ("CH.STA", "CH.PEO")) if dice[3] < 0.75 else (),
        pillars=pillars,
        forums=("MD.UNESCO",) if any(tag.code.startswith("M4") for tag in event.goals) else (),
        localities=_localities(event),
        occasion="OC.DAY" if event.kind is EventKind.VIETNAMDAY else "OC.P2P" if dice[4] < 0.12 else None,
        link_note=_note(pillars, rng) if done and dice[5] < 0.5 else EMPTY,
        results=_results(event, rng) if done else event.results,
    )


def _pillars(event: Event, dice: float) -> tuple[str, ...]:
    codes = {tag.code for tag in event.goals}
    found = tuple(dict.fromkeys(pillar for goal, pillar in _BY_GOAL if goal in codes))
    return found[:2] if dice < 0.6 else ()


def _localities(event: Event) -> tuple[str, ...]:
    """Places of Viet Nam that the title names."""
    named: dict[str, str] = material.facets()["localities"]
    return tuple(dict.fromkeys(code for name, code in named.items() if name in event.title.vi))


def _note(pillars: Sequence[str], rng: random.Random) -> BiText:
    notes = material.facets()["link_note"]
    return _said(notes[pillars[0]], rng) if pillars and pillars[0] in notes else EMPTY


def _results(event: Event, rng: random.Random) -> Results:
    plain = material.facets()
    many = rng.choice((0, 0, 1, 1, 2, 3))
    outlets = rng.sample(plain["outlets"], many)
    gain = rng.choice(plain["gains"])
    follow_up = rng.choice(plain["follow_up"])
    dice = rng.random(), rng.random()
    partner = event.actors[-1].partner if event.actors else ""
    kind, vi, en = gain
    return replace(
        event.results,
        press=tuple(_press(event, outlet, rng) for outlet in outlets),
        gains=(Gain(GainKind(kind), BiText(vi, en, EnglishState.REVIEWED), partner),) if dice[0] < 0.35 else (),
        follow_up=_said(follow_up, rng) if dice[1] < 0.35 else EMPTY,
    )


def _press(event: Event, outlet: Any, rng: random.Random) -> PressItem:
    name, kind, language = outlet
    sort = PressKind(kind)
    title = rng.choice(material.facets()["headlines"][language]).format(title=event.title.vi)
    day = event.day + timedelta(days=rng.randint(0, 3)) if event.day is not None else None
    usual = _REACH.get(sort)
    reach = None if usual is None else round(rng.uniform(0.4, 1.5) * usual / 500) * 500
    link = "" if sort in (PressKind.PRINT, PressKind.RADIO) else "https://example.org/" + event.id[-6:]
    return PressItem(name, sort, title, language, day, reach, link)


def _said(pair: Sequence[str], rng: random.Random) -> BiText:
    vi, en = pair
    dice = rng.random()
    return BiText(vi) if dice < 0.15 else BiText(vi, en, EnglishState.REVIEWED if dice < 0.7 else EnglishState.DRAFT)
