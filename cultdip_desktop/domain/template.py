"""Templates of events: what kinds of events usually need, long before and after their day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cultdip_desktop.domain.event import Event, EventKind
from cultdip_desktop.domain.text import EMPTY, BiText


@dataclass(frozen=True, slots=True)
class PlannedTask:
    """Work that an event of this sort needs."""

    title: BiText
    before: int
    """Days before the event; below 0: after its last day."""

    def due(self, first: date, last: date) -> date:
        """When it is due for an event from `first` to `last`."""
        return first - timedelta(days=self.before) if self.before >= 0 else last - timedelta(days=self.before)


@dataclass(frozen=True, slots=True)
class BudgetHint:
    """What usually costs or brings money. It has no amount: nobody knows it but the officer."""

    source: str
    """Catalogue code `RS.…`."""

    note: BiText


@dataclass(frozen=True, slots=True)
class GoalHint:
    """A goal that an event of this sort usually serves; never chosen by itself."""

    code: str
    why: BiText


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTemplate:
    """One sort of event. Its texts hold `{city}`, `{country}`, `{year}` and `{lunar_year}`."""

    id: str
    name: BiText
    about: BiText
    title: BiText
    summary: BiText
    kind: EventKind
    days: int = 1
    audience: BiText = EMPTY
    codes: Mapping[str, tuple[str, ...]]
    """By field of the event (`products`, `channels`), catalogue codes."""

    scale: str | None = None
    occasion: str | None = None
    goals: tuple[GoalHint, ...] = ()
    tasks: tuple[PlannedTask, ...] = ()
    budget: tuple[BudgetHint, ...] = ()

    def fill(self, blank: Event, places: Mapping[str, Mapping[str, str]], codes: Iterable[str]) -> Event:
        """`blank` with what the template knows; `places` are the words for its gaps by language.

        Codes that are not among `codes` (another edition of the catalogue) are left out. Goals are not chosen.
        """
        known = set(codes)
        lists = {name: tuple(code for code in each if code in known) for name, each in self.codes.items()}
        return replace(
            blank,
            title=_filled(self.title, places),
            summary=_filled(self.summary, places),
            audience=_filled(self.audience, places),
            kind=self.kind,
            scale=self.scale if self.scale in known else None,
            occasion=self.occasion if self.occasion in known else None,
            template=self.id,
            **lists,  # type: ignore[arg-type] # fields of the event that hold lists of codes
        )


def _filled(text: BiText, places: Mapping[str, Mapping[str, str]]) -> BiText:
    return BiText(text.vi.format_map(places["vi"]), text.en.format_map(places["en"]))
