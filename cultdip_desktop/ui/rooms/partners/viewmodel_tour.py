"""States of the room that are worth a picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cultdip_desktop.domain.partner import PartnerKind
from cultdip_desktop.store.query.partners import PartnerFilter, PartnerRow
from cultdip_desktop.ui.kit.room import Route

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def states(office: Office) -> Sequence[tuple[str, Route]]:
    """The list, the tabs of whoever has most to tell, a person's roles, a briefing, and duplicates."""
    rows = office.partners.rows(office.partners.find_ids(PartnerFilter()))
    found: list[tuple[str, Route]] = [("", Route("partners"))]
    organisations = [row for row in rows if row.kind is PartnerKind.ORGANISATION]
    people = [row for row in rows if row.kind is PartnerKind.PERSON]
    if organisations:
        full = max(organisations, key=_fullness)
        for tab in ("facts", "contacts", "events", "history"):
            found.append((tab, Route("partners", "edit", full.id, (("tab", tab),))))
        found.append(("briefing", Route("partners", "briefing", full.id)))
    if people:
        person = max(people, key=lambda row: (bool(row.post), _fullness(row)))
        found.append(("roles", Route("partners", "edit", person.id, (("tab", "roles"),))))
    found.append(("duplicates", Route("partners", "duplicates")))
    return found


def _fullness(row: PartnerRow) -> tuple[int, int]:
    return row.promises, row.events
