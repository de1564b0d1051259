"""An event as the cells of a table: what is written here is read back to the same event."""

from __future__ import annotations

from datetime import date

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.exchange.grid import Cell
from cultdip_desktop.exchange.money_text import written
from cultdip_desktop.exchange.vocabulary import Vocabulary
from cultdip_desktop.i18n.words import Words


def cells_of(event: Event, words: Words, vocabulary: Vocabulary) -> dict[str, Cell]:
    """Cells by key of their column, empty ones left out; words of lists in the language of `words`."""
    cells = {**_head(event, words), **_when(event), **_texts(event), **_lists(event, words, vocabulary)}
    cells |= _results(event, words)
    return {key: cell for key, cell in cells.items() if cell is not None and cell != ""}


def _head(event: Event, words: Words) -> dict[str, Cell]:
    return {
        "id": event.id,
        "number": event.number,
        "title_vi": event.title.vi,
        "title_en": event.title.en,
        "kind": label(words, event.kind),
        "format": label(words, event.format),
        "state": label(words, event.state),
        "state_reason": event.state_reason,
        "city": event.city,
        "country": event.country,
        "zone": event.zone,
    }


def _when(event: Event) -> dict[str, Cell]:
    start, end = event.local_start, event.local_end
    first: date | None = start.date() if start else None
    last: date | None = end.date() if end else None
    hours: dict[str, Cell] = {}
    if not event.all_day:
        hours = {"start_time": f"{start:%H:%M}" if start else None, "end_time": f"{end:%H:%M}" if end else None}
    return {"first_day": first, "last_day": last, **hours}


def _texts(event: Event) -> dict[str, Cell]:
    texts = {
        "summary": event.summary,
        "venue": event.venue,
        "audience": event.audience,
        "fit": event.fit,
        "link": event.link_note,
        "outcomes": event.results.outcomes,
        "lessons": event.results.lessons,
        "follow_up": event.results.follow_up,
    }
    cells: dict[str, Cell] = {f"{name}_vi": text.vi for name, text in texts.items()}
    cells |= {f"{name}_en": text.en for name, text in texts.items()}
    plain = {"occasion_note": event.occasion_note, "internal_note": event.internal_note, "risk_note": event.risk_note}
    return {**cells, **plain}


def _lists(event: Event, words: Words, vocabulary: Vocabulary) -> dict[str, Cell]:
    primary = next((tag for tag in event.goals if tag.primary), None)
    lists = {
        "goals": tuple(tag.code for tag in event.goals if not tag.primary),
        "products": event.products,
        "themes": event.themes,
        "channels": event.channels,
        "pillars": event.pillars,
        "forums": event.forums,
        "trends": event.trends,
        "people": event.people,
        "local": event.local,
        "localities": tuple(vocabulary.locality(code) for code in event.localities),
    }
    cells: dict[str, Cell] = {key: "; ".join(codes) for key, codes in lists.items()}
    for stage in MoneyStage:
        cells[stage.value] = "; ".join(written(line) for line in event.money if line.stage is stage)
    return {
        **cells,
        "primary_goal": primary.code if primary else None,
        "goal_reason": primary.reason.vi if primary else None,
        "scale": event.scale,
        "occasion": event.occasion,
        "partners": "; ".join(
            f"{actor.partner}{f' [{actor.category}]' if actor.category else ''} ({label(words, actor.role)})"
            for actor in event.actors
        ),
    }


def _results(event: Event, words: Words) -> dict[str, Cell]:
    attendance = event.results.attendance
    return {
        "planned_attendance": event.planned_attendance,
        "attendance": attendance.value if attendance else None,
        "attendance_kind": label(words, attendance.kind) if attendance else None,
        "method": label(words, attendance.method) if attendance else None,
        "share": event.results.host_country_share,
    }
