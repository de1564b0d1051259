"""The sample office's register of partners: facts, people with their roles over time, contacts, promises, duplicates.

It adds to whom the events name already; no event and no figure changes. Its dice are its own.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from cultdip_desktop.core.ids import IdSource
from cultdip_desktop.domain.partner import (
    Consent,
    Interaction,
    InteractionKind,
    Partner,
    PartnerKind,
    PartnerRole,
    PromisedBy,
)
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.services.demo import material


@dataclass(frozen=True, slots=True)
class Register:
    """What is to be written."""

    partners: tuple[Partner, ...]
    """Known entries with their facts, then new ones."""

    roles: tuple[PartnerRole, ...]
    contacts: tuple[Interaction, ...]


def register(known: Sequence[Partner], today: date, seed: int, actor: str | None, ids: IdSource) -> Register:
    """The register of an office whose events have named `known`; the same seed and day give the same one."""
    rng = random.Random(f"register {seed}")
    plain = material.register()
    by_name = {fold(entry.name): entry for entry in known}
    keys = {key: by_name.get(fold(material.partner(key)[0].vi)) for key in material.partner_keys()}
    entries = {key: _facts(key, entry, plain, today, rng) for key, entry in keys.items() if entry is not None}
    people = [_person(line, plain, today, rng, ids) for line in plain["people"]]
    twins = [_twin(line, ids) for line in plain["twins"]]
    roles = [
        _role(line, person, entries[line[5]], today, rng, ids)
        for line, person in zip(plain["people"], people, strict=True)
        if line[5] in entries
    ]
    contacts = [_contact(line, entries[line[0]], today, actor, ids) for line in plain["contacts"] if line[0] in entries]
    return Register((*entries.values(), *people, *twins), tuple(roles), tuple(contacts))


def _facts(key: str, entry: Partner, plain: Mapping[str, Any], today: date, rng: random.Random) -> Partner:
    city, address, site = plain["organisations"].get(key, ("", "", ""))
    names, _category = material.partner(key)
    country = plain["abroad"].get(key, "CZ")
    asked = today - timedelta(days=rng.randint(20, 700))
    consent = rng.choices((Consent.GIVEN, Consent.UNKNOWN), (3, 1))[0]
    phone = (
        f"+{'84' if country == 'VN' else '420'} {rng.randint(200, 799)} {rng.randint(100, 999)} {rng.randint(100, 999)}"
    )
    return replace(
        entry,
        kind=PartnerKind.PERSON if key in plain["persons"] else PartnerKind.ORGANISATION,
        name_en=names.en,
        country=country,
        city=city,
        address=address,
        phone=phone if site else "",
        email=f"info@{site}.example" if site else "",
        website=f"https://www.{site}.example" if site else "",
        consent=consent,
        consent_day=asked if consent is Consent.GIVEN else None,
    )


def _person(line: Sequence[Any], plain: Mapping[str, Any], today: date, rng: random.Random, ids: IdSource) -> Partner:
    name, honorific, english, category, city = line[:5]
    refused = name in plain["refused"]
    consent = Consent.REFUSED if refused else rng.choices((Consent.GIVEN, Consent.UNKNOWN), (2, 1))[0]
    return Partner(
        id=ids.new(),
        name=name,
        category=category,
        kind=PartnerKind.PERSON,
        honorific=BiText(honorific, english),
        country="CZ",
        city=city,
        phone=f"+420 {rng.randint(601, 799)} {rng.randint(100, 999)} {rng.randint(100, 999)}",
        email=f"{line[10]}@mail.example",
        consent=consent,
        consent_day=None if consent is Consent.UNKNOWN else today - timedelta(days=rng.randint(10, 400)),
    )


def _twin(line: Sequence[str], ids: IdSource) -> Partner:
    name, english, category, city, site = line
    website = f"www.{site}.example" if site else ""
    country = "CZ" if city == "Praha" else "VN"
    return Partner(
        id=ids.new(), name=name, name_en=english, category=category, city=city, country=country, website=website
    )


def _role(
    line: Sequence[Any], person: Partner, organisation: Partner, today: date, rng: random.Random, ids: IdSource
) -> PartnerRole:
    first = date(today.year - line[8], rng.randint(1, 12), 1)
    last = None if line[9] is None else date(today.year - line[9], rng.randint(1, 12), 28)
    return PartnerRole(
        id=ids.new(),
        person_id=person.id,
        organisation_id=organisation.id,
        title=BiText(line[6], line[7]),
        from_day=min(first, today),
        to_day=last,
    )


def _contact(line: Sequence[Any], entry: Partner, today: date, actor: str | None, ids: IdSource) -> Interaction:
    _key, days, kind, summary, promise, side, due, done = line
    return Interaction(
        id=ids.new(),
        partner_id=entry.id,
        day=today + timedelta(days=days),
        kind=InteractionKind(kind),
        summary=summary,
        person_id=actor,
        promise=promise,
        promise_by=PromisedBy(side) if side else None,
        promise_due=None if due is None else today + timedelta(days=due),
        promise_done=None if done is None else today + timedelta(days=done),
    )
