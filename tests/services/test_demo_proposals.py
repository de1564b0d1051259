"""The sample office's registers: believable, the same every time, nobody named who does not wish it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.domain.partner import Consent
from cultdip_desktop.domain.register import Commended, InitiativeStage
from tests import offices


@pytest.fixture(scope="module")
def office(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample mission, only looked at."""
    home = offices.pair(sample, tmp_path_factory.mktemp("proposals")).mission
    with open_office(home, offices.PASSPHRASE, writing=False) as opened:
        yield opened


def test_six_initiatives_are_in_every_stage(office: Office) -> None:
    found = office.registers.initiatives()
    assert len(found) == 6
    assert {one.stage for one in found} == set(InitiativeStage)
    assert all(one.title.vi and one.title.en and one.text.vi for one in found)


def test_commendations_have_evidence_and_nobody_who_refused(office: Office) -> None:
    found = office.registers.commendations()
    assert 1 <= len(found) <= 4
    assert {one.kind for one in found} == set(Commended)
    for one in found:
        assert office.registers.events(one.events)
        assert one.partner_id is not None
        assert office.partners.get(one.partner_id).consent is not Consent.REFUSED
