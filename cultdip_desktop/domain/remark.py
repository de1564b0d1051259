"""A remark that headquarters makes at a place of a received report, as headquarters keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRemark:
    """One remark, with what the mission said to it."""

    id: str
    received_id: str
    """Row of the package that it is about."""

    office: str
    report_id: str
    place: str = ""
    """`section:II.3`, `event:<id>:results.attendance`, or empty for the whole."""

    text: str
    author: str = ""
    person: str | None = None
    made_at: datetime | None = None
    dispatch_id: str | None = None
    """The file that took it to the mission; from then on nothing of it can be changed."""

    answer: str = ""
    answered_at: datetime | None = None
    done: bool = False

    @property
    def sent(self) -> bool:
        """Whether the mission may know it."""
        return self.dispatch_id is not None
