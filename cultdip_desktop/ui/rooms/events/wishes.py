"""What a new event begins with when another room, a template or an earlier event asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.ui.kit.room import Route


@dataclass(frozen=True, slots=True)
class Wish:
    """Read from `Route("events", "new", "", (("day", "2026-09-25"), ("title", …), ("goal", "M3"), …))`."""

    day: date | None = None
    last: date | None = None
    """Its last day, where it takes several."""

    title: BiText = EMPTY
    goals: tuple[str, ...] = ()
    """Catalogue codes; the first becomes the primary goal."""

    template: str = ""
    """Id of the template that it is made from."""

    copied: str = ""
    """Id of the event of which it is a copy."""

    @classmethod
    def of(cls, route: Route) -> Wish:
        """What a route asks for; what cannot be read is left out."""
        return cls(
            day=_day(route.param("day")),
            last=_day(route.param("last")),
            title=BiText(route.param("title").strip(), route.param("title_en").strip()),
            goals=tuple(dict.fromkeys(code for name, code in route.params if name == "goal" and code)),
            template=route.param("template"),
            copied=route.param("copy"),
        )

    @property
    def stores(self) -> bool:
        """Whether the event is kept even if nobody types anything more: somebody has given it something to say."""
        return bool(self.title)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 <= day.year <= 2200 else None
