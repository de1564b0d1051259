"""`hq figures`: consolidated numbers, each with the packages behind it; compared, converted, down to the events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from cultdip_desktop.app import Office
from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.figures import Dimension, FigureRow
from cultdip_desktop.domain.overview import Behind, Selection, Sum, change, year_before
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.hq.behind import BehindService
from cultdip_desktop.hq.figures import EVERYTHING, FiguresService, FiguresView
from cultdip_desktop.hq.overview import OverviewService

_NO_ROW: Final = "figures.no_row"
_LISTED: Final = 10_000


def figures(session: Session) -> Answer:
    """Consolidated numbers by a dimension."""
    args, words = session.args, session.words
    window, dimension = _window(session), Dimension(args.by)
    _refresh(session)
    with session.office() as office:
        service, overview, behind = _services(office)
        offices = _offices(office, args.region)
        view = service.figures(window, dimension, offices)
        before = _before(session, service, window, dimension, offices)
        kind = RateKind(args.rate_kind)
        converted = overview.converted(window, dimension, kind, offices) if args.convert else None
        events = _events(behind, view, dimension, args.key, offices) if args.key is not None else None
    shown = [row for row in _rows(view, before) if args.key in (None, row.key)]
    rows = [_plain(row, view, before, converted) for row in shown]
    plain = {
        "by": args.by,
        "window": _days(window),
        "rows": rows,
        "total": _plain(view.figures.total, view, before, converted),
        "reporting": view.reporting,
        "expected": view.expected,
        **({"compared_with": _days(before[0])} if before is not None else {}),
        **({"events": [_event(one) for one in events]} if events is not None else {}),
    }
    head = words.t("{reporting} of {expected} missions have sent.", reporting=view.reporting, expected=view.expected)
    lines = [f"{row['key']:<12} {row['events']:>6} {row['weighted']:>8} {row['attendance']:>9}" for row in rows]
    return Answer(plain, [head, *lines])


_Before = tuple[Window, Mapping[str, FigureRow]]


def _window(session: Session) -> Window:
    args = session.args
    window = Window(args.first or EVERYTHING.first, args.last or EVERYTHING.last)
    if window.first > window.last:
        raise UserError("figures.window_turned", first=str(window.first), last=str(window.last))
    if args.compare is not None and EVERYTHING.first == window.first:
        raise UserError("figures.no_first_day")
    if args.compare and not 2000 <= args.compare <= 2100:
        raise UserError("period.bad", period=str(args.compare))
    return window


_FEW: Final = 8
"""So many offices are counted from their events at once: sums are written only where they save time, for a write may
have to wait for another desk."""


def _refresh(session: Session) -> None:
    """Bring the sums up to date where this can be written; otherwise the events are counted."""
    with session.office() as office:
        stale = _services(office)[0].stale(_FEW)
    if not stale:
        return
    try:
        with session.office(writing=True) as office:
            _services(office)[0].refresh(session.progress)
    except UserError:
        return


def _services(office: Office) -> tuple[FiguresService, OverviewService, BehindService]:
    if office.figures is None or office.overview is None or office.behind is None:
        raise UserError("hq.not_headquarters")
    return office.figures, office.overview, office.behind


def _offices(office: Office, region: str | None) -> list[str] | None:
    if region is None or office.missions is None:
        return None
    return [mission.id for mission in office.missions.all() if mission.region == region]


def _before(
    session: Session,
    service: FiguresService,
    window: Window,
    dimension: Dimension,
    offices: Iterable[str] | None,
) -> _Before | None:
    if session.args.compare is None:
        return None
    early = year_before(window, session.args.compare or None)
    view = service.figures(early, dimension, offices)
    back = window.last.year - early.last.year
    rows = {_later(row.key, back) if dimension is Dimension.MONTH else row.key: row for row in view.figures.rows}
    return early, {**rows, view.figures.total.key: view.figures.total}


def _later(month: str, years: int) -> str:
    return f"{int(month[:4]) + years:04d}{month[4:]}"


def _rows(view: FiguresView, before: _Before | None) -> list[FigureRow]:
    """The rows; beside another year also those that only it has, with nothing in them."""
    rows = {row.key: row for row in view.figures.rows}
    if before is not None:
        total = view.figures.total.key
        for key, row in before[1].items():
            if key != total and key not in rows:
                rows[key] = FigureRow(key, 0, row.weighted * 0, 0, {}, ())
    return [rows[key] for key in sorted(rows)]


def _events(
    service: BehindService, view: FiguresView, dimension: Dimension, key: str, offices: list[str] | None
) -> list[Behind]:
    row = next((row for row in view.figures.rows if row.key == key), None)
    if row is None:
        raise UserError(_NO_ROW, key=key[:60])
    selection = Selection(view.figures.window, None if offices is None else tuple(offices), dimension, key)
    if dimension is Dimension.REGION:
        mine = tuple(mission.id for mission in view.missions.values() if mission.region == key)
        selection = replace(selection, offices=mine, dimension=Dimension.TOTAL, key="")
    return list(service.page(selection, 0, _LISTED))


def _plain(
    row: FigureRow, view: FiguresView, before: _Before | None, converted: Mapping[str, Sum] | None
) -> dict[str, Any]:
    plain = {
        "key": row.key,
        **_numbers(row),
        "packages": [package.package_id for package in view.packages.get(row.key, ())],
    }
    if before is not None:
        early = before[1].get(row.key)
        grown = change(row.events, early.events if early else None)
        plain["before"] = _numbers(early) if early else None
        plain["change"] = None if grown is None else f"{grown:.4f}"
    if converted is not None:
        made = converted.get(row.key)
        plain["converted"] = None if made is None else _sum(made)
    return plain


def _numbers(row: FigureRow) -> dict[str, Any]:
    return {
        "events": row.events,
        "weighted": f"{row.weighted.normalize():f}",
        "attendance": row.attendance,
        "spent": {currency: f"{amount:f}" for currency, amount in row.spent.items()},
    }


def _sum(made: Sum) -> dict[str, Any]:
    rates = [
        {"currency": rate.currency, "kind": rate.kind.value, "day": rate.day.isoformat(), "value": f"{rate.value:f}"}
        for rate in made.rates
    ]
    return {
        "amount": made.money.text(),
        "currency": made.money.currency,
        "rates": rates,
        "missing": [{"currency": one.currency, "year": one.year} for one in made.missing],
        "not_converted": {currency: f"{amount:f}" for currency, amount in made.left.items()},
    }


def _event(one: Behind) -> dict[str, Any]:
    return {
        "id": one.id,
        "office": one.office,
        "number": one.number,
        "title": {"vi": one.title.vi, "en": one.title.en},
        "kind": one.kind.value,
        "day": one.day.isoformat(),
        "attendance": one.attendance,
        "package": one.package,
    }


def _days(window: Window) -> dict[str, str]:
    return {"from": window.first.isoformat(), "to": window.last.isoformat()}
