"""Whether a mission's history goes on from where its earlier packages left it, and which days do not.

Every package names places of its history: the last action of each day and the ends that earlier packages named, each
with the digest of the chain up to there. What headquarters has heard once must be said again: a place with another
digest means that the history was rewritten, a place that is gone means that it was cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cultdip_desktop.packages.package import PackageInfo
from cultdip_desktop.store.repo.received import HistoryPlace

REWRITTEN: Final = "history.rewritten"
CUT: Final = "history.cut"
SET_BACK: Final = "history.set_back"
"""Word on a restored office: its history ends before what it told once."""

CODES: Final = frozenset({REWRITTEN, CUT})
CONFIRMED: Final = "hq.history_confirmed"
"""Setting: digests of the manifests whose histories a person has accepted as they are."""


@dataclass(frozen=True, slots=True)
class Continuity:
    """How a package's history stands to what headquarters heard before."""

    code: str = ""
    """`history.rewritten`, `history.cut`, or empty when it goes on."""

    first: str = ""
    """First and last day that differ, as the earlier packages told them."""

    last: str = ""
    days: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return not self.code

    @property
    def params(self) -> dict[str, str | int | None]:
        """Fill the named places of the code's words."""
        return {"first": self.first, "last": self.last, "count": len(self.days)}


GOES_ON: Final = Continuity()


def places_of(rows: Iterable[Mapping[str, Any]], info: PackageInfo) -> tuple[HistoryPlace, ...]:
    """The places that a package names: those of its rows, and the end that its description names."""
    found = {int(row["position"]): HistoryPlace(row["day"], int(row["position"]), row["hash"]) for row in rows}
    history = info.header.history
    if found and history.head is not None and history.count > 0:
        day = next(
            (one.day for at, one in sorted(found.items()) if at >= history.count), max(found.values(), key=_at).day
        )
        found.setdefault(history.count, HistoryPlace(day, history.count, history.head))
    return tuple(found[at] for at in sorted(found))


def compare(before: Sequence[HistoryPlace], now: Sequence[HistoryPlace]) -> Continuity:
    """Hold what a package says of its history against what headquarters has heard.

    Packages of older versions of the program name no places, and nothing can be said of them. The last day heard of may
    have gone on since; only the very same position is held against.
    """
    if not now or not before:
        return GOES_ON
    present = {one.position: one.hash for one in now}
    end = max(present)
    reach: dict[str, int] = {}
    for one in now:
        reach[one.day] = max(reach.get(one.day, 0), one.position)
    rewritten = [one.day for one in before if one.position in present and present[one.position] != one.hash]
    cut = [one.day for one in before if one.position > end]
    moved = [one.day for one in before if one.ends_day and one.position <= end and reach.get(one.day, 0) < one.position]
    if cut and not rewritten:
        return _differing(CUT, [*cut, *moved])
    if rewritten or moved:
        return _differing(REWRITTEN, [*rewritten, *moved, *cut])
    return GOES_ON


def _differing(code: str, days: Iterable[str]) -> Continuity:
    found = tuple(sorted(set(days)))
    return Continuity(code, found[0], found[-1], found)


def _at(one: HistoryPlace) -> int:
    return one.position
