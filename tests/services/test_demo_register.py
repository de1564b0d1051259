"""The sample office's register: believable, the same for the same seed, and without a trace in events and figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.partner import Consent, Partner, PartnerKind
from cultdip_desktop.services.demo import material
from cultdip_desktop.services.demo.register import Register, register
from cultdip_desktop.store.query.partners import PartnerFilter
from tests.offices import PASSPHRASE

TODAY = date(2026, 10, 15)


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    with open_office(mission, PASSPHRASE) as opened:
        yield opened


def known() -> list[Partner]:
    """Everybody whom events can name."""
    return [
        Partner(id=f"p{at}", name=material.partner(key)[0].vi, category=material.partner(key)[1])
        for at, key in enumerate(material.partner_keys())
    ]


def made(seed: int, clock: FixedClock) -> Register:
    return register(known(), TODAY, seed, "officer", SeededIds(seed, clock))


def test_the_same_seed_gives_the_same_register(fixed_clock: FixedClock) -> None:
    assert made(1, fixed_clock) == made(1, fixed_clock)
    assert made(1, fixed_clock) != made(2, fixed_clock)


def test_every_name_of_the_register_is_unique_and_every_key_known(fixed_clock: FixedClock) -> None:
    plain = material.register()
    keys = set(material.partner_keys())
    for used in (plain["organisations"], plain["abroad"], [line[5] for line in plain["people"]]):
        assert set(used) <= keys
    assert {line[0] for line in plain["contacts"]} <= keys
    partners = made(1, fixed_clock).partners
    assert len({entry.name for entry in partners}) == len(partners)


def test_roles_lie_in_order_and_contacts_in_the_past(fixed_clock: FixedClock) -> None:
    found = made(1, fixed_clock)
    assert all(role.to_day is None or role.from_day is None or role.from_day < role.to_day for role in found.roles)
    assert all(contact.day <= TODAY for contact in found.contacts)
    assert any(contact.is_overdue(TODAY) for contact in found.contacts)


def test_no_address_of_the_sample_leads_anywhere(fixed_clock: FixedClock) -> None:
    for entry in made(1, fixed_clock).partners:
        for address in (entry.email, entry.website):
            assert not address or address.endswith(".example")


def test_the_sample_office_has_people_promises_duplicates_and_a_refusal(office: Office) -> None:
    rows = office.partners.rows(office.partners.find_ids(PartnerFilter()))
    assert {row.kind for row in rows} == set(PartnerKind)
    assert {row.consent for row in rows} == set(Consent)
    refused = [row for row in rows if row.consent is Consent.REFUSED]
    assert [row.events for row in refused] == [0], "no report of the sample changes"
    assert office.partners.duplicates()


def test_undo_never_reaches_behind_the_sample(office: Office) -> None:
    assert office.undo.state().undo is None
