"""`init`, `demo`, `digest`, `history`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cultdip_desktop.app import create_mission
from cultdip_desktop.app_demo import create_demo
from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import codec
from cultdip_desktop.domain.labels import action_label
from cultdip_desktop.services.catalogue import find_missions, shipped_missions


def init(session: Session) -> Answer:
    """Make a new office of a mission and print its recovery code once."""
    words = session.words
    mission = _mission(session.args.mission)
    created = create_mission(
        session.home,
        mission_id=mission,
        passphrase=session.passphrase(twice=True),
        language=words.language,
        person_name=session.args.person,
    )
    with created.office as office:
        identity = office.identity
        plain = {
            "office": identity.id,
            "mission": {"vi": identity.name.vi, "en": identity.name.en},
            "home": str(session.home),
            "recovery_code": created.recovery_code,
        }
        lines = [
            words.t("Made: {office}", office=identity.name.get(words.language)),
            words.t("Recovery code, to be kept on paper: {code}", code=created.recovery_code),
        ]
    return Answer(plain, lines)


def demo(session: Session) -> Answer:
    """Make an office with sample data; the passphrase serves as PIN too."""
    args = session.args
    made = create_demo(
        session.home,
        headquarters=Path(args.with_headquarters) if args.with_headquarters else None,
        passphrase=session.passphrase(),
        language=session.words.language,
        events=args.events,
        photos=args.photos,
        years=args.years,
        seed=args.seed,
        progress=session.progress,
    )
    plain = {"office": made.office, "home": str(session.home), "counts": made.counts, "key": made.fingerprint}
    if args.with_headquarters:
        plain["headquarters"] = args.with_headquarters
    lines = [
        session.words.t("Made a sample office: {office}", office=made.office),
        session.words.n("{n} event", "{n} events", int(made.counts["events"])),
    ]
    return Answer(plain, lines)


def digest(session: Session) -> Answer:
    """Digests over content and history."""
    with session.office() as office:
        found = office.digest()
    plain = {
        "content_sha256": found.content_sha256,
        "history_sha256": found.history_sha256,
        "counts": dict(found.counts),
    }
    return Answer(plain, [found.content_sha256, found.history_sha256])


def history(session: Session) -> Answer:
    """The change log, newest first."""
    with session.office() as office:
        entries = office.events.history(session.args.id, limit=session.args.limit)
        if session.args.id and not entries:
            raise UserError("history.unknown", id=session.args.id[:60])
        people = {person.id: person.name for person in office.settings.people()}
    words = session.words
    rows: list[dict[str, Any]] = [
        {
            "at": codec.instant_text(entry.at),
            "action": entry.action,
            "label": entry.label,
            "actor": people.get(entry.actor or "", entry.actor),
            "entity": entry.entity,
            "id": entry.entity_id,
            "field": entry.field,
            "old": entry.old,
            "new": entry.new,
        }
        for entry in entries
    ]
    lines = [f"{row['at']}  {row['actor'] or '–'}  {action_label(words, row['label'])}  {row['field']}" for row in rows]
    return Answer({"entries": rows}, lines)


def _mission(query: str) -> str:
    missions = shipped_missions()
    if any(mission.id == query for mission in missions):
        return query
    found = find_missions(query, missions)
    if len(found) != 1:
        raise UserError("office.mission_unknown", mission=query[:40])
    return found[0].id
