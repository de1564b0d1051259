"""How demo events went: their state as of today, who came, what came of it and what it cost."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal

from cultdip_desktop.domain.event import (
    NO_RESULTS,
    Attendance,
    CountingMethod,
    EventKind,
    EventState,
    Results,
)
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage, decimals
from cultdip_desktop.domain.partner import ActorRole
from cultdip_desktop.domain.text import EMPTY, BiText, EnglishState
from cultdip_desktop.services.demo import material
from cultdip_desktop.services.demo.material import Archetype
from cultdip_desktop.services.demo.schedule import Fate, Slot

_KORUNA_PER = {"EUR": 25, "USD": 23}
"""Rough rates, only to turn a budget in koruna into a plausible amount."""

_SECOND_SOURCES = {
    ActorRole.SPONSOR: ("RS.BUS", "RS.SOC"),
    ActorRole.CO_ORGANISER: ("RS.SOC", "RS.OVN", "RS.HOST"),
}


def state_of(slot: Slot, today: date, rng: random.Random) -> EventState:
    """The state that an event of this day has on `today`."""
    if slot.fate is Fate.CANCELLED:
        return EventState.CANCELLED
    if slot.fate is Fate.POSTPONED:
        return EventState.POSTPONED
    dice = rng.random()
    if slot.fate is Fate.HELD:
        age = (today - slot.last).days
        waiting = 0.4 if age < 21 else 0.14 if age < 90 else 0.03
        return EventState.HELD if dice < waiting else EventState.RESULTS_IN
    ahead = (slot.first - today).days
    if ahead < 14:
        return EventState.APPROVED
    if ahead < 45:
        return _pick(dice, (0.6, EventState.APPROVED), (0.8, EventState.SUBMITTED), (1, EventState.PREPARING))
    if ahead < 90:
        return _pick(dice, (0.25, EventState.SUBMITTED), (0.8, EventState.PREPARING), (1, EventState.IDEA))
    return _pick(dice, (0.3, EventState.PREPARING), (1, EventState.IDEA))


def results(slot: Slot, state: EventState, rng: random.Random) -> Results:
    """What is recorded of an event whose results are in; nothing in any other state."""
    if state is not EventState.RESULTS_IN:
        return NO_RESULTS
    sort = slot.archetype
    low, high = sort.share
    share = Decimal(round(rng.uniform(low, high) * 100)) / 100
    pairs = list(sort.outcomes) + [(vi, en) for vi, en in material.phrases()["outcomes"][sort.kind.value]]
    return Results(
        attendance=_attendance(sort, rng),
        host_country_share=share if rng.random() < 0.9 else None,
        outcomes=_said(rng.choice(pairs), rng),
        lessons=_said(tuple(rng.choice(material.phrases()["lessons"])), rng) if rng.random() < 0.6 else EMPTY,
    )


def money_lines(sort: Archetype, state: EventState, local: str, rng: random.Random) -> tuple[MoneyLine, ...]:
    """Planned money by source, and what was spent once results are in; `local` is the office's currency."""
    total = round(rng.triangular(*sort.budget))
    if state is EventState.IDEA or total < 1500:
        return ()
    main = "RS.SOC" if sort.kind is EventKind.COMMUNITY and rng.random() < 0.6 else "RS.BUD"
    share = rng.uniform(0.5, 0.85)
    roles = [role for _, role in sort.actors if role in _SECOND_SOURCES]
    second = rng.choice(_SECOND_SOURCES[rng.choice(roles)]) if roles and rng.random() < 0.8 else ""
    shared = second not in ("", main)
    parts = [(main, total * (share if shared else 1), sort.currency or local)]
    if shared:
        parts.append((second, total * (1 - share), local))
    if sort.city_partner and second != "RS.HOST" and rng.random() < 0.4:
        parts.append(("RS.HOST", total * 0.15, local))
    lines: list[MoneyLine] = []
    for source, koruna, currency in parts:
        amount = koruna / _KORUNA_PER.get(currency, 1)
        planned = max(1, round(amount / _step(currency))) * _step(currency)
        lines.append(MoneyLine(source, MoneyStage.PLANNED, _money(planned * 100, currency)))
        if state is EventState.RESULTS_IN:
            spent = round(planned * rng.triangular(0.8, 1.06, 0.97)) * 100 + rng.choice((0, 0, 0, 50))
            lines.append(MoneyLine(source, MoneyStage.SPENT, _money(spent, currency)))
    return tuple(lines)


def _attendance(sort: Archetype, rng: random.Random) -> Attendance:
    low, high = sort.audience
    method = rng.choice(sort.methods)
    value = round(rng.triangular(low, high, low + (high - low) * 0.35))
    if method is CountingMethod.ESTIMATED:
        step = 50 if value >= 500 else 10
        value = max(step, round(value / step) * step)
    return Attendance(value, sort.counted_as, method)


def _said(pair: tuple[str, ...], rng: random.Random) -> BiText:
    vi, en = pair
    return BiText(vi, en, EnglishState.REVIEWED if rng.random() < 0.8 else EnglishState.DRAFT)


def _pick(dice: float, *steps: tuple[float, EventState]) -> EventState:
    return next(state for limit, state in steps if dice < limit)


def _step(currency: str) -> int:
    return 20 if currency in _KORUNA_PER else 500


def _money(hundredths: int, currency: str) -> Money:
    places = decimals(currency)
    return Money.of_minor(hundredths * 10**places // 100, currency)
