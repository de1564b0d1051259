"""`hq missions|duty|extend|status|proof|urge|certificate`."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from cultdip_desktop.app import Office
from cultdip_desktop.cli.answer import DONE, FINDING, Answer
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.duty import Contact, Duty, Extension, MissionState, Region
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE, Mission
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.proof import ChainProof, MissionProof
from cultdip_desktop.domain.proof_words import chain_words
from cultdip_desktop.domain.standing import RECEIVED, Arrival, MissionStanding, PeriodStanding, Standing, deadline
from cultdip_desktop.domain.standing_words import standing_words
from cultdip_desktop.hq.duties import DutyService
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words

_S = TypeVar("_S")
_PARTS: Final = ("name", "role", "phone", "email")


def listed(session: Session) -> Answer:
    """The roster."""
    args, words = session.args, session.words
    with session.office() as office:
        roster = _at_headquarters(office.missions)
        missions, contacts = roster.all(), roster.contacts()
    shown = [
        one
        for one in missions
        if args.region in (None, one.region) and args.state in (None, one.state.value)
    ]  # fmt: skip
    rows = [_mission(one, [who for who in contacts if who.office == one.id]) for one in shown]
    lines = [f"{one.id:<14} {_region(words, one):<28} {one.name.get(words.language)}" for one in shown]
    return Answer({"missions": rows, "total": len(rows)}, lines)


def edit(session: Session) -> Answer:
    """What headquarters says of a mission, and whom to call there."""
    args = session.args
    new = [_contact(args.office, text) for text in args.contact]
    with session.office(writing=True) as office:
        roster = _at_headquarters(office.missions)
        roster.get(args.office)
        for contact_id in args.drop_contact:
            roster.delete_contact(contact_id)
        for entry in new:
            roster.save_contact(entry)
        roster.edit(
            args.office,
            region=Region(args.region) if args.region else None,
            state=MissionState(args.state) if args.state else None,
            reports={"yes": True, "no": False}.get(args.reports or ""),
            note=args.note,
        )
        mission, contacts = roster.get(args.office), roster.contacts(args.office)
    return Answer({"mission": _mission(mission, contacts)}, [session.words.t("Kept: {office}", office=mission.id)])


def duty_add(session: Session) -> Answer:
    """Set the day of a period's report."""
    args = session.args
    with session.office(writing=True) as office:
        duties = _at_headquarters(office.duties)
        made, _changes = duties.set(_period(office, args.period), args.due, args.note)
    line = session.words.t("{period}: due on {day}", period=made.period, day=dates.day(session.words, made.due))
    return Answer({"duty": _duty(made)}, [line])


def duty_list(session: Session) -> Answer:
    """Periods with their days, and who was given another one."""
    days = session.args.usual_days
    with session.office(writing=days is not None) as office:
        duties = _at_headquarters(office.duties)
        if days is not None:
            duties.set_due_days(days)
        found = duties.told(duties.periods())
        rows = [{**_duty(one), "extensions": _extensions(duties, one.period)} for one in found]
        usual = duties.due_days()
    words = session.words
    lines = [f"{row['period']:<24} {row['due']}  {len(row['extensions'])}" for row in rows]
    return Answer({"duties": rows, "usual_days": usual}, [*lines, words.t("Usual days after the end: {n}", n=usual)])


def duty_delete(session: Session) -> Answer:
    """The usual day holds again."""
    with session.office(writing=True) as office:
        duties = _at_headquarters(office.duties)
        period = _period(office, session.args.period)
        duties.delete(period)
        now = duties.of(period)
    return Answer({"duty": _duty(now)}, [session.words.t("The usual day holds again: {day}", day=now.due)])


def extend(session: Session) -> Answer:
    """Another day for one mission, an exemption, or neither any more."""
    args = session.args
    with session.office(writing=True) as office:
        duties = _at_headquarters(office.duties)
        period = _period(office, args.period)
        if args.withdraw:
            duties.withdraw(args.office, period, args.reason)
            row = None
        else:
            made, _changes = duties.extend(args.office, period, args.due, args.reason)
            row = _extension(made)
    plain = {"office": args.office, "period": str(period), "extension": row}
    return Answer(plain, [session.words.t("Kept: {office}", office=args.office)])


def status(session: Session) -> Answer:
    """Who has sent, is late, is missing."""
    words = session.words
    with session.office() as office:
        found = _at_headquarters(office.status).status(_period(office, session.args.period))
    rows = [_row(words, row) for row in found.rows]
    counts = _counts(found)
    plain = {"period": str(found.duty.period), **_duty(found.duty), **counts, "rows": rows}
    head = words.t(
        "{received} of {expected} received; held or refused {troubled}, not sent {missing}",
        received=counts["received"],
        expected=counts["expected"],
        troubled=counts["held"] + counts["refused"],
        missing=counts["missing"],
    )
    return Answer(plain, [head, *(f"{row['office']:<14} {row['words']}" for row in rows)])


def proof(session: Session) -> Answer:
    """Which packages are here; exit 1 when a chain has gaps, waits or is undecided."""
    words = session.words
    with session.office() as office:
        found = _at_headquarters(office.completeness).proof(session.args.office)
    shown = [one for one in found.missions if one.chains or session.args.office]
    plain = {
        "complete": found.complete,
        "made_at": found.made_at.isoformat(timespec="seconds"),
        "ledger": {
            "position": found.ledger_position,
            "hash": found.ledger_hash,
            "whole": found.ledger_whole,
        },
        "missions": [_proof(one) for one in found.missions],
    }
    lines = [f"{one.mission.id}: {' '.join(chain_words(words, chain))}" for one in shown for chain in one.chains]
    if not lines:
        lines = [words.t("Headquarters holds no package of the mission.")]
    lines.append(words.t("Ledger: {n} entries, {hash}", n=found.ledger_position, hash=found.ledger_hash or "–"))
    if not found.ledger_whole:
        lines.append(words.t("The ledger does not agree with itself or with the inbox."))
    lines.append(
        words.t(
            "Headquarters keeps the ledger and its time stamps itself: they give its entries an order and prove nothing "
            "to others."
        )
    )
    return Answer(plain, lines, DONE if found.complete else FINDING)


def urge(session: Session) -> Answer:
    """One letter for each mission, and the list."""
    args = session.args
    with session.office(writing=True) as office:
        urging = _at_headquarters(office.urging)
        made = urging.urge(
            _period(office, args.period),
            Path(args.out),
            args.format,
            session.progress,
            args.office,
            session.words.language,
        )
    files = [{"file": str(file), "outcome": "written", "code": ""} for one in made.letters for file in one.files]
    files.append({"file": str(made.list_file), "outcome": "written", "code": ""})
    letters = [
        {
            "office": one.office,
            "number": one.number,
            "stage": one.stage.value,
            "sha256": one.sha256,
            "files": [str(file) for file in one.files],
        }
        for one in made.letters
    ]
    plain = {"letters": letters, "list": str(made.list_file), "files": files}
    return Answer(plain, [row["file"] for row in files])


def certificate(session: Session) -> Answer:
    """How a mission stood, on paper."""
    args = session.args
    with session.office(writing=True) as office:
        service = _at_headquarters(office.reporting_certificate)
        made = service.write(
            args.office,
            _period(office, args.first),
            _period(office, args.last),
            Path(args.out),
            session.progress,
            session.words.language,
        )
    plain = {"file": str(made.file), "number": made.number, "pages": made.pages, "complete": made.complete}
    return Answer(plain, [session.words.t("Written: {file}", file=made.file)])


def _at_headquarters(service: _S | None) -> _S:
    if service is None:
        raise UserError("hq.not_headquarters")
    return service


def _period(office: Office, text: str) -> Period:
    return Period.parse(text, office.reports.rule())


def _contact(office: str, text: str) -> Contact:
    parts = [part.strip() for part in text.split("|")]
    if len(parts) > len(_PARTS):
        raise UserError("contact.parts", text=text[:60])
    said = dict(zip(_PARTS, (*parts, *("" for _ in _PARTS)), strict=False))
    return Contact(
        id="", office=office, name=said["name"], role=said["role"], phone=said["phone"], email=said["email"]
    )  # fmt: skip


def _region(words: Words, mission: Mission) -> str:
    return label(words, Region(mission.region)) if mission.region in set(Region) else mission.region or "–"


def _mission(mission: Mission, contacts: Any) -> dict[str, Any]:
    return {
        "id": mission.id,
        "kind": mission.kind,
        "name": {"vi": mission.name.vi, "en": mission.name.en},
        "country": mission.country,
        "zone": mission.zone,
        "region": mission.region,
        "state": mission.state.value,
        "reports": mission.reports,
        "note": mission.note,
        "contacts": [
            {"id": who.id, "name": who.name, "role": who.role, "phone": who.phone, "email": who.email, "note": who.note}
            for who in contacts
        ],
    }


def _duty(duty: Duty) -> dict[str, Any]:
    return {
        "period": str(duty.period),
        "rule": duty.period.rule.value,
        "due": duty.due.isoformat(),
        "set": bool(duty.id),
        "note": duty.note,
    }


def _extensions(duties: DutyService, period: Period) -> list[dict[str, Any]]:
    return [_extension(one) for one in duties.extensions(period).values()]


def _extension(one: Extension) -> dict[str, Any]:
    due = one.due.isoformat() if one.due is not None else None
    return {"office": one.office, "due": due, "exempt": one.exempt, "reason": one.reason}


def _counts(found: PeriodStanding) -> dict[str, int]:
    owed = [row for row in found.rows if row.expected]
    return {
        "expected": found.expected,
        "received": found.received,
        "on_time": len(found.of(Standing.ON_TIME)),
        "late": len(found.of(Standing.LATE)),
        "nil": sum(row.nil for row in owed),
        "amended": sum(row.amended for row in owed),
        "extension": sum(row.extended for row in owed),
        "exempt": len(found.of(Standing.EXEMPT)),
        "not_asked": len(found.of(Standing.NOT_ASKED)),
        "held": len(found.of(Standing.HELD)),
        "refused": len(found.of(Standing.REFUSED)),
        "missing": len(found.missing),
    }


def _row(words: Words, row: MissionStanding) -> dict[str, Any]:
    return {
        "office": row.mission.id,
        "name": {"vi": row.mission.name.vi, "en": row.mission.name.en},
        "region": row.mission.region,
        "status": row.standing.value,
        "words": standing_words(words, row),
        "expected": row.expected,
        "due": row.due.isoformat(),
        "deadline": _clocks(row.due, row.mission.zone),
        "days": row.days,
        "stage": row.stage.value if row.stage is not None else None,
        "nil": row.nil,
        "amended": row.amended,
        "extended": row.extended,
        "reason": row.extension.reason if row.extension is not None else "",
        "received_at": _instant(row.first.received_at) if row.first is not None and row.standing in RECEIVED else None,
        "packages": [_arrival(one) for one in row.arrivals],
    }


def _clocks(due: date, zone: str) -> dict[str, str]:
    """The same instant on both clocks."""
    at = deadline(due, zone)
    return {"mission": at.astimezone(ZoneInfo(zone)).isoformat(), "hanoi": _instant(at), "zone": zone}


def _arrival(one: Arrival) -> dict[str, Any]:
    return {
        "package_id": one.package_id,
        "kind": one.kind,
        "epoch": one.epoch,
        "seq": one.seq,
        "outcome": one.outcome.value,
        "code": one.code,
        "received_at": _instant(one.received_at),
        "file": one.file_name,
        "decision": one.decision,
    }


def _instant(at: datetime) -> str:
    return at.astimezone(ZoneInfo(HEADQUARTERS_ZONE)).isoformat(timespec="seconds")


def _proof(one: MissionProof) -> dict[str, Any]:
    return {
        "office": one.mission.id,
        "complete": one.complete,
        "packages": one.packages,
        "refused": one.refused,
        "ledger_entries": one.ledger_lines,
        "chains": [_chain(chain) for chain in one.chains],
        "periods": [
            {
                "period": str(row.duty.period),
                "status": row.standing.value,
                "days": row.days,
                "late": row.standing is Standing.LATE,
                "nil": row.nil,
                "amended": row.amended,
            }
            for row in one.periods
        ],
    }


def _chain(chain: ChainProof) -> dict[str, Any]:
    return {
        "epoch": chain.epoch,
        "from": chain.first,
        "to": chain.last,
        "highest": chain.highest,
        "packages": chain.packages,
        "complete": chain.complete,
        "gaps": list(chain.gaps),
        "held": [
            {"seq": one.seq, "package_id": one.package_id, "code": one.code, "missing": list(one.missing)}
            for one in chain.held
        ],
        "forks": [
            {
                "seq": one.seq,
                "package_id": one.package_id,
                "code": one.code,
                "settled": one.settled,
                "counts": one.counts,
                "reason": one.reason,
            }
            for one in chain.forks
        ],
        "replays": chain.replays,
        "head": chain.head,
        "digest": chain.digest,
        "history": {"checked_until": chain.history_day, "position": chain.history_position},
    }
