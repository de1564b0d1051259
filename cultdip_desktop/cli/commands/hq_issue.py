"""`hq issue catalogue|directive|rates|programme|central|duties` and `hq editions`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cultdip_desktop.app import Office
from cultdip_desktop.cli.answer import CANCELLED, DONE, Answer
from cultdip_desktop.cli.commands import hq_directive
from cultdip_desktop.cli.commands.hq_way_back import file_rows
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.edition import CodeMapping, EditionHead
from cultdip_desktop.domain.edition_reading import EditionChanges
from cultdip_desktop.hq import prepared_file
from cultdip_desktop.hq.central import CENTRAL, DUTIES, PROGRAMME, RATES, CentralService
from cultdip_desktop.hq.editions import EditionService
from cultdip_desktop.hq.outbox import IssuedFile


def catalogue(session: Session) -> Answer:
    """An edition from a file, or one that is here; `--dry-run` only compares."""
    args = session.args
    plain = prepared_file.read(Path(args.file)) if args.file else None
    with session.office(writing=not args.dry_run) as office:
        service = _editions(office)
        if args.dry_run:
            return _compared(session, service, plain)
        edition = args.edition if plain is None else service.draft(plain)[0].edition
        files = service.issue(edition, Path(args.out), session.pin(), offices=args.office, progress=session.progress)
    return _files(session, files, edition=edition)


def directive(session: Session) -> Answer:
    """Draft and sign in one act; what cannot be issued stays a draft."""
    plain = prepared_file.read(Path(session.args.file))
    with session.office(writing=True) as office:
        service = hq_directive.service_of(office)
        made, _ = service.add(plain)
        return hq_directive.issued(session, service, made.id)


def rates(session: Session) -> Answer:
    """The table of rates, with those of the file."""
    plain = prepared_file.read(Path(session.args.file)) if session.args.file else None
    with session.office(writing=True) as office:
        service = _central(office)
        changed = 0 if plain is None else service.take_rates(plain)[0]
        return _files(session, _issue(session, service, RATES), changed=changed)


def programme(session: Session) -> Answer:
    """The programme of a year."""
    args = session.args
    plain = prepared_file.read(Path(args.file)) if args.file else None
    with session.office(writing=True) as office:
        service = _central(office)
        year = args.year if plain is None else service.take_programme(plain)[0]
        return _files(session, _issue(session, service, f"{PROGRAMME} {year}"), year=year)


def central(session: Session) -> Answer:
    """Messages, stories, products, templates."""
    plain = prepared_file.read(Path(session.args.file)) if session.args.file else None
    with session.office(writing=True) as office:
        service = _central(office)
        items = () if plain is None else service.take_offers(plain)[0]
        return _files(session, _issue(session, service, CENTRAL), ids=[item.id for item in items])


def duties(session: Session) -> Answer:
    """Deadlines."""
    with session.office(writing=True) as office:
        return _files(session, _issue(session, _central(office), DUTIES))


def editions(session: Session) -> Answer:
    """Editions side by side; one with its changes, or as a file."""
    args, words = session.args, session.words
    with session.office() as office:
        service = _editions(office)
        heads = service.heads()
        name = args.edition or next(head.edition for head in heads if head.current)
        plain: dict[str, Any] = {"editions": [_head(head) for head in heads]}
        if args.write:
            text = json.dumps(service.as_file(name), ensure_ascii=False, indent=1)
            durable.write_text(Path(args.write), f"{text}\n", replace=False)
            plain["file"] = args.write
        if args.edition:
            view = service.view(name)
            plain["edition"] = {**_head(view.head), **_changes(view.changes), "mapping": _mapping(view.mapping)}
    lines = [
        f"{head.edition:<12} {words.t('Current') if head.current else '':<10} {head.title.get(words.language)}"
        for head in heads
    ]
    return Answer(plain, lines)


def _compared(session: Session, service: EditionService, plain: dict[str, Any] | None) -> Answer:
    if plain is None:
        view = service.view(session.args.edition)
        changes, mapping = view.changes, view.mapping
    else:
        _catalogue, changes, mapping = service.check(plain)
    said = _changes(changes)
    words = session.words
    lines = [
        words.t("New codes: {codes}", codes=", ".join(said["added"]) or "–"),
        words.t("Codes that are gone: {codes}", codes=", ".join(said["vanished"]) or "–"),
        words.t("Reworded: {codes}", codes=", ".join(said["reworded"]) or "–"),
    ]
    return Answer({**said, "mapping": _mapping(mapping), "files": []}, lines)


def _issue(session: Session, service: CentralService, name: str) -> list[IssuedFile]:
    args = session.args
    return service.issue(name, Path(args.out), session.pin(), offices=args.office, progress=session.progress)


def _files(session: Session, files: list[IssuedFile], **more: Any) -> Answer:
    rows = file_rows(files)
    lines = [row["file"] for row in rows] or [session.words.t("Missions know it as it is; nothing was written.")]
    return Answer({**more, "files": rows}, lines, CANCELLED if session.progress.cancelled else DONE)


def _head(head: EditionHead) -> dict[str, Any]:
    return {
        "edition": head.edition,
        "catalogue": head.code,
        "title": {"vi": head.title.vi, "en": head.title.en},
        "current": head.current,
        "state": head.state.value,
        "supersedes": head.supersedes,
        "issued_on": None if head.issued_on is None else head.issued_on.isoformat(),
        "nodes": head.nodes,
    }


def _changes(changes: EditionChanges | None) -> dict[str, list[str]]:
    names = ("added", "vanished", "reworded", "moved")
    return {name: list(getattr(changes, name)) if changes is not None else [] for name in names}


def _mapping(lines: tuple[CodeMapping, ...]) -> list[dict[str, str]]:
    return [{"from": one.from_code, "edition": one.from_edition, "to": one.to_code} for one in lines]


def _editions(office: Office) -> EditionService:
    if office.editions is None:
        raise UserError("hq.not_headquarters")
    return office.editions


def _central(office: Office) -> CentralService:
    if office.central is None:
        raise UserError("hq.not_headquarters")
    return office.central
