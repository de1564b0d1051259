"""What the sample office remembers every year: its own anniversaries, and a feast that it holds as a series."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from cultdip_desktop.core.ids import IdSource
from cultdip_desktop.domain.anniversary import Anniversary, AnniversaryKind
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.plan_words import DateRule
from cultdip_desktop.domain.recurrence import Series, YearlyRule
from cultdip_desktop.domain.text import BiText, EnglishState

_FEAST: Final = YearlyRule(DateRule.LUNAR, 3, 10)
_FEAST_TITLE: Final = "Lễ Giỗ Tổ"


@dataclass(frozen=True, slots=True)
class Almanac:
    """What comes back every year."""

    anniversaries: tuple[Anniversary, ...]
    series: Series
    members: tuple[Event, ...]
    """Events of the sample that belong to the series, naming it; none where there are fewer than two."""


def almanac(events: Sequence[Event], country: str, ids: IdSource) -> Almanac:
    """The almanac of the sample office in `country`; changes no event but for the series that it names."""
    series = Series(ids.new(), _FEAST)
    held = [one for one in events if one.title.vi.startswith(_FEAST_TITLE) and _on_the_feast(one)]
    members = tuple(replace(one, series=series.id) for one in held) if len(held) > 1 else ()
    return Almanac(_anniversaries(country, ids), series, members)


def _on_the_feast(event: Event) -> bool:
    return event.day is not None and event.day in _FEAST.between(event.day, event.day)


def _anniversaries(country: str, ids: IdSource) -> tuple[Anniversary, ...]:
    return (
        Anniversary(
            id=ids.new(),
            title=BiText(
                "Ngày cộng đồng người Việt được công nhận là dân tộc thiểu số",
                "Vietnamese community recognised as a national minority",
                EnglishState.REVIEWED,
            ),
            rule=YearlyRule(DateRule.CIVIL, 7, 3),
            since_year=2013,
            country=country,
            kind=AnniversaryKind.OTHER,
            source="Chính phủ Cộng hòa Séc, 3/7/2013",
        ),
        Anniversary(
            id=ids.new(),
            title=BiText(
                "Ngày truyền thống Câu lạc bộ Nhạc cụ dân tộc Sen Việt",
                "Founding day of the Sen Việt folk music club",
                EnglishState.REVIEWED,
            ),
            rule=YearlyRule(DateRule.LUNAR, 1, 10),
            since_year=2012,
            note="Mời câu lạc bộ biểu diễn tại đêm Nguyên tiêu.",
            source="Ban chủ nhiệm câu lạc bộ",
        ),
    )
