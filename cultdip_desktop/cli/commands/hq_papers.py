"""`hq report|pack|initiative`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, TypeVar

from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.codec import bitext_to_plain
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.register import Initiative, InitiativeClass, InitiativeStage
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.services.reports import Built

_S = TypeVar("_S")


def report(session: Session) -> Answer:
    """The consolidated report, or one topic of it, and of how many missions it speaks."""
    args, words = session.args, session.words
    with session.office() as office:
        papers = _at_headquarters(office.consolidated)
        period = Period.parse(args.period, office.reports.rule())
        made = papers.build(period, _language(session), Path(args.out), session.progress, topic=args.topic)
        standing = _at_headquarters(office.status).status(period)
    complete = standing.received >= standing.expected
    plain = {**_file(made), "received": standing.received, "expected": standing.expected, "topic": args.topic}
    said = words.t(
        "{file}: figures of {received} of {expected} missions",
        file=made.file.name,
        received=standing.received,
        expected=standing.expected,
    )
    return Answer({**plain, "complete": complete}, [said])


def pack(session: Session) -> Answer:
    """A page for each goal and solution group."""
    args = session.args
    with session.office() as office:
        papers = _at_headquarters(office.consolidated)
        period = Period.parse(args.period, office.reports.rule())
        made = papers.pack(period, _language(session), Path(args.out), session.progress, ending=f".{args.format}")
    return Answer({"files": [_file(one) for one in made]}, [one.file.name for one in made])


def listed(session: Session) -> Answer:
    """Initiatives of all missions and of headquarters."""
    args, words = session.args, session.words
    stage = InitiativeStage(args.stage) if args.stage else None
    with session.office() as office:
        found = _at_headquarters(office.initiatives).all(office=args.office, stage=stage, overdue=args.overdue)
    lines = [
        f"{one.id}  {one.office or 'VN-MFA':<14} {label(words, one.stage):<16} {one.title.get(words.language)}"
        for one in found
    ]
    return Answer({"initiatives": [_plain(one) for one in found], "total": len(found)}, lines)


def add(session: Session) -> Answer:
    """One of headquarters' own."""
    args = session.args
    with session.office(writing=True) as office:
        made = _at_headquarters(office.initiatives).propose(
            BiText(args.title_vi, args.title_en), BiText(args.text), InitiativeClass(args.cls), args.due
        )
    return Answer({"initiative": _plain(made)}, [made.id])


def assign(session: Session) -> Answer:
    """Who sees to it."""
    args = session.args
    with session.office(writing=True) as office:
        register = _at_headquarters(office.initiatives)
        register.assign(args.id, args.to, args.note)
        found = next(one for one in register.all() if one.id == args.id)
    return Answer({"initiative": _plain(found)}, [session.words.t("Kept: {office}", office=found.assigned or "–")])


def move(session: Session) -> Answer:
    """Another stage of an own one."""
    args = session.args
    with session.office(writing=True) as office:
        register = _at_headquarters(office.initiatives)
        result = BiText(args.result) if args.result else None
        register.move(args.id, InitiativeStage(args.stage), args.reason, result)
        steps = register.steps(args.id)
    rows = [
        {"from": one.before.value, "to": one.stage.value, "at": one.at.isoformat(), "note": one.note} for one in steps
    ]
    return Answer({"steps": rows}, [label(session.words, steps[-1].stage)])


def _plain(one: Initiative) -> dict[str, Any]:
    return {
        "id": one.id,
        "office": one.office,
        "title": bitext_to_plain(one.title),
        "class": one.cls.value,
        "stage": one.stage.value,
        "proposed_on": one.proposed_on.isoformat(),
        "due": None if one.due is None else one.due.isoformat(),
        "assigned": one.assigned,
        "note": one.note,
        "result": bitext_to_plain(one.result),
    }


def _file(made: Built) -> dict[str, Any]:
    return {"file": str(made.file), "pages": made.pages}


def _language(session: Session) -> Literal["vi", "en"]:
    return "en" if session.words.language == "en" else "vi"


def _at_headquarters(service: _S | None) -> _S:
    if service is None:
        raise UserError("hq.not_headquarters")
    return service
