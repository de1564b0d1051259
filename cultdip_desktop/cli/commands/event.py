"""`event add|edit|show|list|delete|restore` and `attach`."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from cultdip_desktop.app import Office
from cultdip_desktop.cli.answer import CANCELLED, DONE, FINDING, Answer
from cultdip_desktop.cli.commands import exchange
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import codec
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.media import Ground, MediaItem, Rights, rights_to_plain
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.store.query.events import EventFilter, EventRow

MAX_EVENT_FILE: Final = 1024 * 1024
"""Bytes of an event's JSON; a real one has a few thousand."""


def add(session: Session) -> Answer:
    """Add the event that the file describes."""
    plain = _read(session.args.file)
    with session.office(writing=True) as office:
        event, _ = office.events.add(plain)
        findings = office.events.check(event)
    return _saved(session, event, findings)


def edit(session: Session) -> Answer:
    """Change the fields that the file names."""
    plain = _read(session.args.file)
    with session.office(writing=True) as office:
        event, _ = office.events.edit(session.args.id, plain)
        findings = office.events.check(event)
    return _saved(session, event, findings)


def show(session: Session) -> Answer:
    """The whole event as JSON that `event add` takes back."""
    with session.office() as office:
        event = office.events.get(session.args.id)
        plain = _whole(office, event)
    return Answer({"event": plain}, json.dumps(plain, ensure_ascii=False, indent=2).splitlines())


def listing(session: Session) -> Answer:
    """One line per event that matches, newest first."""
    args = session.args
    if args.first and args.last and args.first > args.last:
        raise UserError("figures.window_turned", first=str(args.first), last=str(args.last))
    goal = args.goal.strip().upper() if args.goal else None
    wanted = EventFilter(query=nfc(args.query), first=args.first, last=args.last, goals=(goal,) if goal else ())
    with session.office() as office:
        if goal is not None and office.catalogue.current().find(goal) is None:
            raise UserError("event.goal_unknown", goal=args.goal[:40])
        if args.out:
            return exchange.export(session, office, Path(args.out), wanted)
        rows, total = office.events.page(wanted, args.limit)
    words = session.words
    plain = {"events": [_row(row) for row in rows], "total": total}
    lines = [_line(row, words) for row in rows]
    return Answer(plain, [*lines, words.n("{n} event", "{n} events", total)])


def delete(session: Session) -> Answer:
    """Move to the trash."""
    with session.office(writing=True) as office:
        office.events.delete(session.args.id)
    return Answer({"id": session.args.id}, [session.words.t("Moved to the trash.")])


def restore(session: Session) -> Answer:
    """Bring back from the trash."""
    with session.office(writing=True) as office:
        office.events.restore(session.args.id)
    return Answer({"id": session.args.id}, [session.words.t("Brought back from the trash.")])


def attach(session: Session) -> Answer:
    """Add files to an event; refused ones are named with their reason and make exit code 1."""
    args = session.args
    with session.office(writing=True) as office:
        attached = office.media.attach(
            args.event,
            [Path(file) for file in args.files],
            caption=BiText(nfc(args.caption_vi), nfc(args.caption_en)),
            credit=nfc(args.credit),
            rights=Rights(
                author=nfc(args.author),
                rights_holder=nfc(args.holder),
                licence=nfc(args.licence),
                people=nfc(args.people),
                minors=args.minors,
                consent=Ground(args.consent),
                consent_until=args.until,
            ),
            progress=session.progress,
        )
    words = session.words
    refused = [
        {"file": refusal.file, "code": refusal.error.code, "message": describe(words, refusal.error).message}
        for refusal in attached.refused
    ]
    plain = {
        "added": [{"file": item.file_name, "id": item.id, "sha256": item.sha256} for item in attached.added],
        "duplicates": [{"file": name, "sha256": digest} for name, digest in attached.duplicates],
        "refused": refused,
    }
    lines = [words.n("{n} file added", "{n} files added", len(attached.added))]
    lines += [words.t("Already there: {file}", file=name) for name, _ in attached.duplicates]
    lines += [f"{row['file']}: {row['message']} [{row['code']}]" for row in refused]
    return Answer(plain, lines, CANCELLED if attached.cancelled else FINDING if refused else DONE)


def _saved(session: Session, event: Event, findings: tuple[Finding, ...]) -> Answer:
    words = session.words
    found = [finding_plain(words, finding) for finding in findings]
    plain = {"id": event.id, "number": event.number, "findings": found}
    lines = [words.t("Saved: {number} {id}", number=event.number, id=event.id)]
    return Answer(plain, [*lines, *(f"{row['message']} [{row['code']}]" for row in found)])


def finding_plain(words: Words, finding: Finding) -> dict[str, str]:
    """A finding as JSON and in words."""
    text = describe(words, UserError(finding.code, **finding.params))
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "field": finding.field,
        "message": text.message,
    }


def _whole(office: Office, event: Event) -> dict[str, Any]:
    plain = codec.event_to_plain(event)
    plain["media"] = [_media(item) for item in office.media.of_event(event.id)]
    return plain


def _media(item: MediaItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "file": item.file_name,
        "sha256": item.sha256,
        "mime": item.mime,
        "bytes": item.size,
        "caption": codec.bitext_to_plain(item.caption),
        "credit": item.credit,
        **rights_to_plain(item),
    }


def _row(row: EventRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "number": row.number,
        "title": codec.bitext_to_plain(row.title),
        "kind": row.kind.value,
        "state": row.state.value,
        "start": _local(row.start, row.zone),
        "end": _local(row.end, row.zone),
        "all_day": row.all_day,
        "zone": row.zone,
        "city": row.city,
        "goals": [code for code, _primary in row.goals],
        "attendance": row.attendance,
        "media": row.media_count,
    }


def _line(row: EventRow, words: Words) -> str:
    day = (_local(row.start, row.zone) or "–")[:10]
    title = row.title.get(words.language) or words.t("(untitled)")
    return f"{row.number or row.id}  {day}  {label(words, row.state)}  {title}"


def _local(instant: datetime | None, zone: str) -> str | None:
    """The wall time at the place, with its offset: what people there call the day."""
    return None if instant is None else instant.astimezone(ZoneInfo(zone)).isoformat(timespec="seconds")


def _read(file: str) -> dict[str, Any]:
    """The JSON object of a file; fractions stay exact."""
    name = "-" if file == "-" else Path(file).name
    with durable.translated(Path(file), reading=True):
        if file == "-":
            data = sys.stdin.buffer.read(MAX_EVENT_FILE + 1)
        else:
            with Path(file).open("rb") as handle:
                data = handle.read(MAX_EVENT_FILE + 1)
    if len(data) > MAX_EVENT_FILE:
        raise UserError("input.too_large", file=name)
    try:
        plain = json.loads(
            data.decode("utf-8-sig"),
            parse_float=Decimal,
            parse_constant=_no_constant,
            object_pairs_hook=partial(_each_once, name),
        )
    except (ValueError, RecursionError) as error:
        raise UserError("input.not_json", file=name) from error
    if not isinstance(plain, dict):
        raise UserError("input.not_json", file=name)
    event = plain.get("event") if set(plain) == {"event"} else plain
    if not isinstance(event, dict):
        raise UserError("input.not_json", file=name)
    return event


def _each_once(file: str, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Python would keep the last of two fields with one name, and pass over the other without a word."""
    plain: dict[str, Any] = {}
    for key, value in pairs:
        if key in plain:
            raise UserError("input.key_twice", file=file, key=key[:60])
        plain[key] = value
    return plain


def _no_constant(text: str) -> None:
    raise ValueError(text)
