"""Numbers that stand in the records' own texts: whoever quotes them in a section that prints them is borne out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports import measures
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.fact import Fact
from cultdip_desktop.reports.number_reading import numbers_in

_LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")
_LABEL: Final = N_("Written in the records of “{title}”")


def facts(data: ReportData) -> Iterator[Fact]:
    """Every number in texts of events, registers, programme and recorded reasons."""
    for event in (*report_data.listed(data), *report_data.outlook(data)):
        sections = ("II.1", "II.2", "II.3", "II.4", "II.5", "II.6", "III", "IV", "A.events")
        yield from _of(data, f"event.{event.id}", event.title, _texts(event), sections, (event.id,))
    for one in measures.initiatives(data):
        told = (one.title, one.text, one.result)
        yield from _of(data, f"initiative.{one.id}", one.title, told, ("V",), ())
    for given in measures.commendations(data):
        name = BiText(given.name)
        texts = (name, BiText(given.award), given.reason, *(data.titles.get(each, BiText()) for each in given.events))
        yield from _of(data, f"commendation.{given.id}", name, texts, ("VI",), given.events)
    for gap in data.gaps:
        key = f"gap.{gap.code}.{gap.year}.{gap.quarter}"
        yield from _of(data, key, BiText(gap.code), (gap.reason,), ("II.1", "II.2", "III"), ())
    for view in data.programme:
        yield from _of(data, f"item.{view.item.id}", view.item.title, (view.item.title,), ("III", "IV"), ())
    office = BiText(data.office.name.vi, data.office.name.en)
    yield from _of(data, "office", office, (data.basis, office), ("opening", "I"), ())


def _texts(event: Event) -> Iterator[BiText]:
    results = event.results
    yield from (event.title, event.summary, event.venue, BiText(event.city), BiText(event.state_reason))
    yield from (results.outcomes, results.lessons, results.follow_up)
    yield from (gain.text for gain in results.gains)
    yield from (tag.reason for tag in event.goals)
    yield from (BiText(actor.partner) for actor in event.actors)
    yield from (BiText(text) for item in results.press for text in (item.outlet, item.title))


def _of(
    data: ReportData,
    key: str,
    title: BiText,
    texts: Iterator[BiText] | tuple[BiText, ...],
    sections: tuple[str, ...],
    event_ids: tuple[str, ...],
) -> Iterator[Fact]:
    for text in texts:
        for language in _LANGUAGES:
            said = text.vi if language == "vi" else text.en
            if not any(character.isdigit() for character in said):
                continue
            for found in numbers_in(said, language):
                value = found.value.scaleb(found.scale)
                number = f"{value:f}%" if found.percent else f"{value:f}"
                yield Fact(
                    key=f"text.{key}.{number}", label=_LABEL, params=(("title", title),),
                    value=value / 100 if found.percent else value, unit="%" if found.percent else "",
                    event_ids=event_ids, window=data.window, sections=sections,
                )  # fmt: skip
