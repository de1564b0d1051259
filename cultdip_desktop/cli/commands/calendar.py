"""`calendar`: the Vietnamese lunar days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.anniversary import occasions
from cultdip_desktop.i18n import dates, lunar
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.services import occasion_data


def lunar_days(session: Session) -> Answer:
    """The lunar date of every day from the first to the last; needs no office."""
    args, words = session.args, session.words
    first, last = args.first, args.last
    if last < first:
        raise UserError("calendar.window_turned", first=str(first), last=str(last))
    if first < lunar.FIRST_DAY or last > lunar.LAST_DAY:
        raise UserError("calendar.out_of_range", first=lunar.FIRST_DAY.year, last=lunar.LAST_DAY.year)
    feasts: dict[date, list[str]] = {}
    for feast in occasions(occasion_data.feasts(), first, last):
        feasts.setdefault(feast.day, []).append(feast.title.get(words.language))
    days = [_plain(words, day, feasts.get(day, [])) for day in _days(first, last)]
    return Answer({"days": days}, [_line(words, plain) for plain in days])


def _plain(words: Words, day: date, feasts: list[str]) -> dict[str, Any]:
    known = lunar.from_solar(day)
    return {
        "date": day.isoformat(),
        "day": known.day,
        "month": known.month,
        "year": known.year,
        "leap": known.leap,
        "name": lunar.day_words(words, known),
        "year_name": lunar.year_name(known.year),
        "feasts": feasts,
    }


def _line(words: Words, plain: dict[str, Any]) -> str:
    day = dates.day_of_week(words, date.fromisoformat(plain["date"]))
    feasts = f" – {', '.join(plain['feasts'])}" if plain["feasts"] else ""
    return f"{day}: {plain['name']}, {plain['year_name']}{feasts}"


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=at) for at in range((last - first).days + 1))
