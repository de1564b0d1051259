"""What came from missions about which period, read light: the verdicts stay where they are."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.domain.naming import period_of
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.report import ReportKind
from cultdip_desktop.domain.standing import Arrival
from cultdip_desktop.store.columns import instant_from
from cultdip_desktop.store.schema import action, history_day, ledger, received_package, received_report
from cultdip_desktop.store.store import Reader

_REPORTING: Final = ("report", "nil-report", "amendment")
_SETTLE: Final = "hq.settle"


@dataclass(frozen=True, slots=True)
class Came:
    """One package of a mission, and the days it is about."""

    office: str
    window: Window | None
    """None where it names no period."""

    arrival: Arrival
    manifest_sha256: str
    missing: tuple[int, ...]
    bytes: int
    events: int
    media: int


@dataclass(frozen=True, slots=True)
class LedgerHead:
    """Where headquarters' ledger stands."""

    position: int = 0
    hash: str = ""
    """64 hex digits; empty while nothing was entered."""


@dataclass(frozen=True, slots=True)
class HistoryMark:
    """How far a mission's own history is known at headquarters."""

    day: str = ""
    """ISO day; empty when no package told."""

    position: int = 0


def came(tx: Reader, office: str | None = None, *, reports_only: bool = True) -> tuple[Came, ...]:
    """Packages by office and arrival; reports of a period, or everything that missions sent.

    A file that names no office it may be believed in is not among them.
    """
    columns = [
        received_package.c[name]
        for name in (
            "id package_id office kind period epoch seq manifest_sha256 outcome code missing file_name bytes events"
            " media received_at"
        ).split()
    ]
    told = [received_report.c.nil, received_report.c.amendment, received_report.c.decision]
    verdict = sa.case((received_package.c.period == "", received_package.c.verdict), else_="").label("verdict")
    statement = (
        sa.select(*columns, verdict, *told, received_report.c.kind.label("report_kind"))
        .outerjoin(received_report, received_report.c.received_id == received_package.c.id)
        .where(received_package.c.office != "")
        .order_by(received_package.c.office, received_package.c.received_at, received_package.c.id)
    )
    if office is not None:
        statement = statement.where(received_package.c.office == office)
    if reports_only:
        statement = statement.where(received_package.c.kind.in_(_REPORTING))
    windows: dict[str, Window | None] = {}
    found = [_came(row, windows) for row in tx.connection.execute(statement).mappings()]
    return tuple(one for one in found if one is not None)


def ledger_head(tx: Reader) -> LedgerHead:
    """The last entry of the ledger."""
    last = sa.select(ledger.c.position, ledger.c.hash).order_by(ledger.c.position.desc()).limit(1)
    row = tx.connection.execute(last).first()
    return LedgerHead(row[0], row[1]) if row is not None else LedgerHead()


def ledger_lines(tx: Reader) -> Mapping[str, int]:
    """Entries of the ledger by office."""
    counted = sa.select(ledger.c.office, sa.func.count()).group_by(ledger.c.office)
    return {row[0]: row[1] for row in tx.connection.execute(counted)}


def history_marks(tx: Reader) -> Mapping[tuple[str, int], HistoryMark]:
    """The last day of a mission's history that headquarters holds, by office and numbering."""
    found: dict[tuple[str, int], HistoryMark] = {}
    ordered = sa.select(history_day).order_by(history_day.c.position)
    for row in tx.connection.execute(ordered).mappings():
        found[row["office"], row["epoch"]] = HistoryMark(row["day"], row["position"])
    return found


def settlements(tx: Reader) -> Mapping[str, Mapping[str, Any]]:
    """How forks were decided: by package id what the action says (`counts`, `reason`), the latest decision."""
    wanted = sa.select(action.c.params).where(action.c.label == _SETTLE).order_by(action.c.position)
    said: Iterable[Mapping[str, Any]] = (json.loads(text) for text in tx.connection.execute(wanted).scalars())
    return {str(one.get("package", "")): one for one in said}


def _came(row: sa.RowMapping, windows: dict[str, Window | None]) -> Came | None:
    if row["report_kind"] is not None and row["report_kind"] != ReportKind.PERIODIC.value:
        return None
    text = row["period"] or _claimed(row["verdict"])
    if text not in windows:
        period = period_of(text) if text else None
        windows[text] = period.window if period is not None else None
    at = instant_from(row["received_at"])
    assert at is not None  # noqa: S101 - the column is never empty
    arrival = Arrival(
        received_id=row["id"],
        package_id=row["package_id"],
        kind=row["kind"],
        epoch=row["epoch"],
        seq=row["seq"],
        outcome=InboxOutcome(row["outcome"]),
        code=row["code"],
        received_at=at,
        file_name=row["file_name"],
        nil=bool(row["nil"]) or row["kind"] == "nil-report",
        amendment=row["amendment"] or 0,
        decision=row["decision"] or "",
    )
    missing = tuple(json.loads(row["missing"]))
    return Came(
        row["office"],
        windows[text],
        arrival,
        row["manifest_sha256"],
        missing,
        row["bytes"],
        row["events"],
        row["media"],
    )


def _claimed(verdict: str) -> str:
    """The days that a package says it is about which was not taken in."""
    try:
        plain = json.loads(verdict) if verdict else {}
    except ValueError:
        return ""
    return str(plain.get("period") or "") if isinstance(plain, dict) else ""
