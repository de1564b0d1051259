"""What headquarters keeps of received packages beside their events: reports, photos' places, registers, histories.

A package holds an office's records whole: what no longer comes is withdrawn. Only differences are written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.issuing import Decision
from cultdip_desktop.store.bulk import insert_many
from cultdip_desktop.store.columns import Row, batches, composed, instant_column, instant_from, upsert
from cultdip_desktop.store.schema import (
    commendation,
    directive_answer,
    event,
    history_day,
    initiative,
    received_media,
    received_package,
    received_report,
    received_row,
    remark,
)
from cultdip_desktop.store.store import Reader, Writer

KEPT: Final = (
    "partner", "person", "programme", "programme_item", "report_section", "narrative", "report_finding", "report_change",
)  # fmt: skip
"""Entities whose records are kept as they came."""


@dataclass(frozen=True, slots=True)
class HistoryPlace:
    """A place in a mission's history: how many actions there were, and the digest of the chain up to there."""

    day: str
    """UTC."""

    position: int
    hash: str
    ends_day: bool = False
    """It was the last action of its day when the day was long over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReport:
    """What a package says of its report, and headquarters' word on it."""

    received_id: str
    office: str
    report_id: str
    period: str
    rule: str
    kind: str = "periodic"
    focus: str = ""
    state: str = ""
    language: str = "vi"
    amendment: int = 0
    reason: str = ""
    one_person: bool = False
    nil: bool = False
    """It says that nothing was held."""

    findings: int = 0
    """Warnings and errors that the same check finds at headquarters and the package does not name, and the reverse."""

    differences: tuple[str, ...] = ()
    """Codes of what differs between the package and the check made again here."""

    decision: Decision = Decision.NONE
    decision_text: str = ""
    decided_by: str | None = None
    decided_at: datetime | None = None
    dispatch_id: str | None = None
    """The receipt that carried the decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMedia:
    """Which received package holds which photo."""

    id: str
    office: str
    event_id: str
    received_id: str
    sha256: str
    extension: str
    kind: str
    bytes: int
    caption_vi: str = ""
    caption_en: str = ""
    credit: str = ""
    cover: bool = False
    position: int = 0


def save_report(tx: Writer, kept: KeptReport) -> None:
    """Write what a package says; headquarters' own word on the same package stays."""
    before = report_of(tx, kept.received_id)
    if before is not None:
        word = ("decision", "decision_text", "decided_by", "decided_at", "dispatch_id")
        kept = replace(kept, **{name: getattr(before, name) for name in word})
    upsert(tx.connection, received_report, _report_row(kept))


def report_of(tx: Reader, received_id: str) -> KeptReport | None:
    """The report of one received package; None for one without."""
    wanted = sa.select(received_report).where(received_report.c.received_id == received_id)
    row = tx.connection.execute(wanted).mappings().first()
    return None if row is None else _report(row)


def reports(tx: Reader, office: str = "") -> tuple[KeptReport, ...]:
    """All received reports, or those of one office."""
    wanted = sa.select(received_report).order_by(received_report.c.received_id)
    if office:
        wanted = wanted.where(received_report.c.office == office)
    return tuple(_report(row) for row in tx.connection.execute(wanted).mappings())


def decide(tx: Writer, received_id: str, decision: Decision, text: str, person_id: str | None) -> KeptReport:
    """Note headquarters' word on a report; a receipt must carry it anew.

    Raises:
        UserError: `inbox.not_found`.
    """
    before = report_of(tx, received_id)
    if before is None:
        raise UserError("inbox.not_found", id=received_id)
    made = replace(
        before, decision=decision, decision_text=text, decided_by=person_id, decided_at=tx.now, dispatch_id=None
    )
    upsert(tx.connection, received_report, _report_row(made))
    return made


def media_of_events(tx: Reader, event_ids: Sequence[str]) -> tuple[KeptMedia, ...]:
    """Photos of these events in the packages that are kept, in their order."""
    found: list[KeptMedia] = []
    for batch in batches(event_ids):
        wanted = sa.select(received_media).where(received_media.c.event_id.in_(batch))
        rows = tx.connection.execute(wanted.order_by(received_media.c.event_id, received_media.c.position)).mappings()
        found += [_media(row) for row in rows]
    return tuple(found)


def media_digests(tx: Reader, office: str) -> tuple[str, ...]:
    """Digests of the photos of one office that headquarters holds: receipts name them."""
    wanted = sa.select(received_media.c.sha256).where(received_media.c.office == office).distinct()
    return tuple(tx.connection.execute(wanted.order_by(received_media.c.sha256)).scalars())


def rows_of(tx: Reader, office: str, entity: str) -> tuple[dict[str, Any], ...]:
    """Records of an office as they came, sorted by id."""
    mine = (received_row.c.office == office, received_row.c.entity == entity)
    wanted = sa.select(received_row.c.content).where(*mine).order_by(received_row.c.id)
    return tuple(json.loads(content) for content in tx.connection.execute(wanted).scalars())


def keep_rows(tx: Writer, office: str, received_id: str, coming: Mapping[tuple[str, str], str]) -> None:
    """Make the kept records of an office those that came: `coming` maps entity and id to canonical JSON."""
    columns = sa.select(received_row.c.entity, received_row.c.id, received_row.c.content)
    known = {(row[0], row[1]): row[2] for row in tx.connection.execute(columns.where(received_row.c.office == office))}
    base = {"office": office, "received_id": received_id}
    for entity, id_ in known.keys() - coming.keys() | {
        key for key in coming if known.get(key, coming[key]) != coming[key]
    }:
        mine = (received_row.c.office == office, received_row.c.entity == entity, received_row.c.id == id_)
        tx.connection.execute(received_row.delete().where(*mine))
    new = [key for key in coming if known.get(key) != coming[key]]
    insert_many(
        tx.connection,
        received_row,
        [{**base, "entity": entity, "id": id_, "content": coming[entity, id_]} for entity, id_ in new],
    )


def keep_media(tx: Writer, office: str, coming: Sequence[KeptMedia], held: frozenset[str]) -> None:
    """Make the places of an office's photos those that came; `held` are digests whose files came with this package.

    A photo that came with an earlier package and is only named now keeps its place there.
    """
    mine = received_media.c.office == office
    rows = tx.connection.execute(sa.select(received_media).where(mine)).mappings()
    known = {row["id"]: dict(row) for row in rows}
    places = {row["sha256"]: row["received_id"] for row in known.values()}
    wanted: dict[str, Row] = {}
    for one in coming:
        if one.sha256 in held or one.sha256 in places:
            place = one.received_id if one.sha256 in held else places[one.sha256]
            wanted[one.id] = composed(_media_row(replace(one, received_id=place)))
    gone = [id_ for id_, row in known.items() if wanted.get(id_) != row]
    for batch in batches(gone):
        tx.connection.execute(received_media.delete().where(received_media.c.id.in_(batch)))
    for batch in batches([id_ for id_ in wanted if id_ not in known]):
        # An id is the mission's own word: what bears it already at another office is not taken from there.
        others = sa.select(received_media.c.id).where(received_media.c.id.in_(batch))
        for id_ in tx.connection.execute(others).scalars().all():
            del wanted[id_]
    insert_many(tx.connection, received_media, [row for id_, row in wanted.items() if known.get(id_) != row])


def keep_registers(tx: Writer, office: str, initiatives: Sequence[Row], commendations: Sequence[Row]) -> None:
    """Make an office's initiatives and proposals to commend those that came; headquarters' own words on them stay."""
    for table, coming in ((initiative, initiatives), (commendation, commendations)):
        mine = sa.select(table).where(table.c.office == office)
        known = {row["id"]: dict(row) for row in tx.connection.execute(mine).mappings()}
        foreign = _foreign(tx, table, office, [row["id"] for row in coming])
        for row in coming:
            if row["id"] in foreign:
                raise UserError("store.event_of_other_office", id=row["id"])
            stored = known.pop(row["id"], None)
            born = stored["created_at"] if stored else instant_column(tx.now)
            values = composed({**row, "office": office, "created_at": born, "deleted_at": None})
            if stored is not None:
                values.pop("assigned", None)  # who it is assigned to is headquarters' own word by now
            if stored is None:
                tx.connection.execute(table.insert(), values)
            elif any(stored[name] != value for name, value in values.items()):
                tx.connection.execute(table.update().where(table.c.id == row["id"]).values(values))
        gone = [id_ for id_, row in known.items() if row["deleted_at"] is None]
        for batch in batches(gone):
            put = table.update().where(table.c.id.in_(batch))
            tx.connection.execute(put.values(deleted_at=instant_column(tx.now)))


def keep_answers(tx: Writer, office: str, received_id: str, answers: Sequence[Row]) -> None:
    """What an office says about the tasks of directives."""
    for row in answers:
        upsert(tx.connection, directive_answer, {**row, "office": office, "received_id": received_id})


def keep_remark_answers(tx: Writer, office: str, answers: Iterable[tuple[str, str, bool]]) -> None:
    """An office's answers to headquarters' remarks, by their ids; remarks of other offices are passed over."""
    for remark_id, answer, done in answers:
        mine = (remark.c.id == remark_id, remark.c.office == office)
        row = tx.connection.execute(
            sa.select(remark.c.answer, remark.c.done, remark.c.answered_at).where(*mine)
        ).first()
        if row is None or (row[0], bool(row[1])) == (answer, done):
            continue
        values = composed({"answer": answer, "done": int(done), "answered_at": instant_column(tx.now)})
        tx.connection.execute(remark.update().where(*mine).values(values))


def history_places(tx: Reader, office: str, epoch: int | None = None) -> tuple[HistoryPlace, ...]:
    """Places of an office's history that earlier packages have named: ends of days, and the ends of packages.

    Of one numbering, or (`epoch` None) of all.
    """
    days_of = [history_day.c.office == office]
    ends_of = [received_package.c.office == office, received_package.c.outcome == "imported"]
    if epoch is not None:
        days_of.append(history_day.c.epoch == epoch)
        ends_of.append(received_package.c.epoch == epoch)
    found: dict[int, HistoryPlace] = {}
    days = tx.connection.execute(
        sa.select(history_day.c.day, history_day.c.position, history_day.c.hash)
        .where(*days_of)
        .order_by(history_day.c.day)
    ).all()
    newest = max((row[0] for row in days), default="")
    for day, position, digest in days:
        found[position] = HistoryPlace(day, position, digest, day < newest)
    table = received_package.c
    for count, head in tx.connection.execute(sa.select(table.history_count, table.history_head).where(*ends_of)):
        if count and head and count not in found:
            day = next((one[0] for one in sorted(days, key=lambda row: row[1]) if one[1] >= count), newest)
            found[count] = HistoryPlace(day, count, head)
    return tuple(found[at] for at in sorted(found))


def keep_history(tx: Writer, office: str, epoch: int, places: Iterable[HistoryPlace]) -> None:
    """Remember the last place of each day; days that are no longer told are forgotten."""
    ends: dict[str, HistoryPlace] = {}
    for one in places:
        if one.day not in ends or ends[one.day].position < one.position:
            ends[one.day] = one
    mine = (history_day.c.office == office, history_day.c.epoch == epoch)
    known = {row["day"]: dict(row) for row in tx.connection.execute(sa.select(history_day).where(*mine)).mappings()}
    wanted = {
        day: {"office": office, "epoch": epoch, "day": day, "position": one.position, "hash": one.hash}
        for day, one in ends.items()
    }
    for day in known.keys() - wanted.keys():
        tx.connection.execute(history_day.delete().where(*mine, history_day.c.day == day))
    for day in known.keys() & wanted.keys():
        if known[day] != wanted[day]:
            tx.connection.execute(history_day.update().where(*mine, history_day.c.day == day).values(wanted[day]))
    insert_many(tx.connection, history_day, [wanted[day] for day in sorted(wanted.keys() - known.keys())])


def _foreign(tx: Reader, table: sa.Table, office: str, ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for batch in batches(ids):
        others = sa.select(table.c.id).where(table.c.id.in_(batch), table.c.office != office)
        found.update(tx.connection.execute(others).scalars())
    return found


def events_of(tx: Reader, received_id: str) -> int:
    """How many living events a package has brought as they stand now."""
    mine = (event.c.source_package == received_id, event.c.deleted_at.is_(None))
    return tx.connection.execute(sa.select(sa.func.count()).select_from(event).where(*mine)).scalar_one()


_REPORT: Final = "received_id office report_id period rule kind focus state language amendment reason findings".split()
_WORD: Final = ("decision_text", "decided_by", "dispatch_id")
_MEDIA: Final = (
    "id office event_id received_id sha256 extension kind bytes caption_vi caption_en credit position".split()
)


def _report_row(kept: KeptReport) -> Row:
    return {
        **{name: getattr(kept, name) for name in (*_REPORT, *_WORD)},
        "one_person": int(kept.one_person),
        "nil": int(kept.nil),
        "differences": json.dumps(kept.differences),
        "decision": kept.decision.value,
        "decided_at": instant_column(kept.decided_at),
    }


def _report(row: sa.RowMapping) -> KeptReport:
    return KeptReport(
        **{name: row[name] for name in (*_REPORT, *_WORD)},
        one_person=bool(row["one_person"]),
        nil=bool(row["nil"]),
        differences=tuple(json.loads(row["differences"])),
        decision=Decision(row["decision"]),
        decided_at=instant_from(row["decided_at"]),
    )


def _media_row(kept: KeptMedia) -> Row:
    english = "draft" if kept.caption_en else "missing"
    plain = {name: getattr(kept, name) for name in _MEDIA}
    return {**plain, "caption_english": english, "cover": int(kept.cover)}


def _media(row: sa.RowMapping) -> KeptMedia:
    return KeptMedia(**{name: row[name] for name in _MEDIA}, cover=bool(row["cover"]))
