"""What a package says about headquarters' receipts: which one it had last, and what follows from that.

Nothing here stops a package. A receipt that nobody here has written means that headquarters' own store was set back; one
that is never named was lost on its way; an older one than before means that the mission's store was set back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from cultdip_desktop.domain.issuing import DispatchKind, DispatchState
from cultdip_desktop.store.repo import dispatch as dispatch_rows
from cultdip_desktop.store.repo import inbox as inbox_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cultdip_desktop.packages.verdict import Verdict
    from cultdip_desktop.store.store import Reader

UNKNOWN: Final = "receipt.unknown"
OTHER: Final = "receipt.other_office"
OLDER: Final = "receipt.older"
NONE: Final = "receipt.none"
NOT_LAST: Final = "receipt.not_last"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something worth a word about a package that it does not stop."""

    code: str
    """Its words are in `i18n.messages`."""

    params: Mapping[str, str | int | None] = field(default_factory=lambda: MappingProxyType({}))

    def plain(self) -> dict[str, Any]:
        """For JSON."""
        return {"code": self.code, "params": dict(self.params)}


def citation(tx: Reader, verdict: Verdict) -> tuple[Notice, ...]:
    """Hold the receipt that a verified package names against those that were written for its office."""
    info = verdict.info
    if info is None:
        return ()
    given = [
        one
        for one in dispatch_rows.of_stream(tx, info.office)
        if one.kind is DispatchKind.RECEIPT and one.state is DispatchState.SEALED
    ]
    cited = info.chain.last_receipt
    place = {one.id: at for at, one in enumerate(given)}
    signed = verdict.signed_at or verdict.moment
    before = [one for one in given if one.made_at is not None and one.made_at < signed]
    if cited is None:
        return (_notice(NONE, before[-1]),) if before else ()
    if cited not in place:
        known = any(one.id == cited for one in dispatch_rows.all(tx, (DispatchKind.RECEIPT,)))
        return (Notice(OTHER if known else UNKNOWN, {"office": info.office, "receipt": cited}),)
    cited_before = [place[row.cites] for row in inbox_rows.of_office(tx, info.office) if row.cites in place]
    if max(cited_before, default=-1) > place[cited]:
        return (Notice(OLDER, {"number": given[place[cited]].seq, "last": given[max(cited_before)].seq}),)
    if before and place[before[-1].id] > place[cited]:
        return (_notice(NOT_LAST, before[-1]),)
    return ()


def _notice(code: str, one: Any) -> Notice:
    return Notice(code, {"number": one.seq, "day": one.made_at.date().isoformat()})
