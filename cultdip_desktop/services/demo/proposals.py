"""The sample office's initiatives, and whom it proposes to commend with which events as evidence; no dice are thrown."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from cultdip_desktop.core.ids import IdSource
from cultdip_desktop.core.paths import resources
from cultdip_desktop.domain.event import COUNTED, Event
from cultdip_desktop.domain.partner import Consent, Partner, PartnerKind
from cultdip_desktop.domain.register import (
    Commendation,
    Commended,
    Initiative,
    InitiativeClass,
    InitiativeStage,
)
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.i18n.fold import fold


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is to be written."""

    initiatives: tuple[Initiative, ...]
    commendations: tuple[Commendation, ...]


def proposals(
    events: Sequence[Event], partners: Sequence[Partner], today: date, person: str | None, ids: IdSource
) -> Proposals:
    """Six initiatives; a proposal to commend for as many partners as there are who have earned one, at most four."""
    plain: dict[str, Any] = json.loads((resources() / "demo" / "proposals.json").read_text(encoding="utf-8"))
    held = sorted((one for one in events if one.state in COUNTED and one.day), key=lambda one: (one.start, one.id))
    held.reverse()
    made = tuple(_initiative(one, held, today, person, ids) for one in plain["initiatives"])
    return Proposals(made, _commendations(plain["commendations"], held, partners, today, ids))


def _initiative(
    plain: dict[str, Any], held: Sequence[Event], today: date, person: str | None, ids: IdSource
) -> Initiative:
    proposed = today + timedelta(days=plain["proposed"])
    about = next((event.id for event in held if event.kind.value == plain["event"]), None)
    return Initiative(
        id=ids.new(),
        title=_text(plain["title"]),
        text=_text(plain["text"]),
        cls=InitiativeClass(plain["class"]),
        stage=InitiativeStage(plain["stage"]),
        person_id=person,
        proposed_on=proposed,
        due=None if plain["due"] is None else today + timedelta(days=plain["due"]),
        result=_text(plain["result"]),
        event_id=about,
        created_at=datetime.combine(proposed, time(9), UTC),
    )


def _commendations(
    plain: Sequence[dict[str, Any]], held: Sequence[Event], partners: Sequence[Partner], today: date, ids: IdSource
) -> tuple[Commendation, ...]:
    """The partners named most often come first; nobody who does not wish to be listed."""
    named = Counter(fold(actor.partner) for event in held for actor in event.actors)
    free = [one for one in partners if one.consent is not Consent.REFUSED and one.deleted_at is None]
    ranked = sorted(free, key=lambda one: (-sum(named[fold(name)] for name in one.names), one.id))
    made = []
    for one in plain:
        wanted = PartnerKind.PERSON if one["kind"] == Commended.PERSON else PartnerKind.ORGANISATION
        fitting = [each for each in ranked if each.kind is wanted]
        partner = next((each for each in fitting if each.category == one["category"]), next(iter(fitting), None))
        if partner is None:
            continue
        ranked.remove(partner)
        names = {fold(name) for name in partner.names}
        proof = [event for event in held if any(fold(actor.partner) in names for actor in event.actors)] or list(held)
        proposed = today + timedelta(days=one["proposed"])
        made.append(
            Commendation(
                id=ids.new(),
                name=partner.name,
                partner_id=partner.id,
                kind=Commended(one["kind"]),
                award=one["award"],
                reason=_text(one["reason"]),
                proposed_on=proposed,
                events=tuple(event.id for event in proof[: one["events"]]),
                created_at=datetime.combine(proposed, time(9), UTC),
            )
        )
    return tuple(made)


def _text(pair: Sequence[str]) -> BiText:
    return BiText(pair[0], pair[1], EnglishState.REVIEWED)
