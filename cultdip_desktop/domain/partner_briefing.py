"""One page on a partner for whoever is to meet it: for use inside the office only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cultdip_desktop.domain.mission import OfficeIdentity
from cultdip_desktop.domain.partner_story import PartnerStory
from cultdip_desktop.domain.text import BiText


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """What the page says, as of one moment."""

    office: OfficeIdentity
    story: PartnerStory
    """Events and contacts from `since` on; open promises however old."""

    category: BiText
    since: date
    today: date
    as_of: datetime
    author: str = ""
    """Who is at the keyboard."""
