"""What becomes true in headquarters' store once a file exists: told by the reservation, done with its confirmation.

Whoever confirms does it: the act itself, or the next start after a crash, from the words that the reservation keeps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cultdip_desktop.core.canonical import Json
from cultdip_desktop.domain.issuing import DirectiveState
from cultdip_desktop.store.repo import catalogue_edition as edition_rows
from cultdip_desktop.store.repo import central as central_rows
from cultdip_desktop.store.repo import directive as directive_rows
from cultdip_desktop.store.repo import dispatch as dispatch_rows
from cultdip_desktop.store.repo import remark as remark_rows
from cultdip_desktop.store.repo import report_word as report_words
from cultdip_desktop.store.store import Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What a file takes along, by id."""

    directives: Sequence[str] = ()
    issued_on: date | None = None
    """Day of the directives and of the edition."""

    withdrawn: Sequence[str] = ()
    """Directives that those take back."""

    remarks: Sequence[str] = ()
    reports: Sequence[str] = ()
    """Rows of received packages whose decision goes along."""

    central: Sequence[str] = ()
    programme: Sequence[str] = ()
    edition: str = ""
    duties: Sequence[str] = ()

    def to_plain(self) -> dict[str, Json]:
        """As JSON, without what is empty."""
        lists = {name: list(getattr(self, name)) for name in _LISTS if getattr(self, name)}
        day = {} if self.issued_on is None else {"issued_on": self.issued_on.isoformat()}
        return {**lists, **day, **({"edition": self.edition} if self.edition else {})}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Effects:
        """Back from `to_plain`."""
        day = plain.get("issued_on")
        return cls(
            **{name: tuple(plain.get(name, ())) for name in _LISTS},
            edition=plain.get("edition", ""),
            issued_on=None if day is None else date.fromisoformat(day),
        )


_LISTS = ("directives", "withdrawn", "remarks", "reports", "central", "programme", "duties")


def apply(tx: Writer, dispatch_id: str, effects: Effects) -> None:
    """Write them down; what another file has taken along already stays as it is."""
    for directive_id in effects.directives:
        directive_rows.set_state(
            tx, directive_id, DirectiveState.ISSUED, issued_on=effects.issued_on, dispatch_id=dispatch_id
        )
    for directive_id in effects.withdrawn:
        directive_rows.set_state(tx, directive_id, DirectiveState.WITHDRAWN)
    remark_rows.mark_sent(tx, effects.remarks, dispatch_id)
    report_words.mark_sent(tx, effects.reports, dispatch_id)
    dispatch_rows.mark_duties(tx, effects.duties, dispatch_id)
    central_rows.mark_items(tx, effects.central, dispatch_id)
    central_rows.mark_programme(tx, effects.programme, dispatch_id)
    if effects.edition:
        edition_rows.mark_issued(tx, effects.edition, effects.issued_on)
