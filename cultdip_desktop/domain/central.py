"""What headquarters issues to all missions for use: its action programme, and messages, stories, products, templates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cultdip_desktop.domain.issuing import CentralKind, IssueState
from cultdip_desktop.domain.programme import WHOLE_YEAR
from cultdip_desktop.domain.text import EMPTY, BiText


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedItem:
    """An item of headquarters' action programme (R1)."""

    id: str
    year: int
    position: int = 0
    title: BiText
    code: str = ""
    edition: str = ""
    quarter: int = WHOLE_YEAR
    target: int | None = None
    unit: str = ""
    """As `programme.Unit`, or words."""

    note: str = ""
    withdrawn: bool = False
    """It was issued once and no longer stands."""

    dispatch_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CentralItem:
    """A message, a story, a product or a template of events (R19)."""

    id: str
    kind: CentralKind
    title: BiText = EMPTY
    text: BiText = EMPTY
    content: str = "{}"
    """Canonical JSON: of a template the fields of `resources/templates`, of a product `{"link": …}`."""

    offices: tuple[str, ...] = ()
    """Office ids; empty: all missions."""

    year: int | None = None
    until: date | None = None
    """Last day on which it may be used."""

    state: IssueState = IssueState.DRAFT
    withdrawn: bool = False
    dispatch_id: str | None = None
    made_at: datetime | None = None
