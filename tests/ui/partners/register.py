"""Entries for the register of a test's office."""

from __future__ import annotations

from dataclasses import replace

from cultdip_desktop.app import Office
from cultdip_desktop.domain.partner import Partner, PartnerKind


def added(office: Office, name: str, kind: PartnerKind = PartnerKind.ORGANISATION, **changes: object) -> Partner:
    """An entry of the register."""
    return office.partners.save(replace(office.partners.blank(kind), name=name, **changes))[0]  # type: ignore[arg-type]
