"""`backup`, `restore`, `check`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cultdip_desktop.app import Office, restore_backup
from cultdip_desktop.cli.answer import DONE, FINDING, Answer
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import codec
from cultdip_desktop.domain.backup import BackupInfo, Healed


def backup(session: Session) -> Answer:
    """One file with everything; or what the folder of snapshots is asked."""
    args = session.args
    with session.office(writing=args.move_to is not None) as office:
        if args.out is not None:
            return _made(session, office.backups.make(Path(args.out), session.progress))
        if args.automatic:
            info = office.backups.automatic(session.progress)
            if info is None:
                return Answer({"file": None, "digest": "", "counts": {}}, [session.words.t("No snapshot is due.")])
            return _made(session, info)
        if args.drill:
            return _drilled(session, office)
        if args.move_to is not None:
            moved = office.backups.move_to(Path(args.move_to), session.progress)
            text = session.words.n("{n} snapshot moved.", "{n} snapshots moved.", moved)
            return Answer({"folder": str(office.backups.folder), "moved": moved}, [text])
        return _listed(session, office)


def restore(session: Session) -> Answer:
    """Restore into a new folder."""
    args, words = session.args, session.words
    code = session.recovery_code()
    office = restore_backup(
        Path(args.file),
        session.home,
        passphrase="" if code is not None else session.passphrase(),
        recovery_code=code,
        progress=session.progress,
    )
    with office:
        identity, found = office.identity, office.digest()
    plain = {
        "office": identity.id,
        "home": str(session.home),
        "epoch": identity.epoch,
        "writer_id": identity.writer_id,
        "content_sha256": found.content_sha256,
        "counts": dict(found.counts),
    }
    lines = [
        words.t("Restored: {office}, in {home}", office=identity.name.get(words.language), home=session.home),
        words.t(
            "Packages of this office are numbered anew from now on (numbering {epoch}); headquarters confirms it once.",
            epoch=identity.epoch,
        ),
    ]
    return Answer(plain, lines)


def check(session: Session) -> Answer:
    """Check the office; findings make exit code 1. With `--heal` bring back what a backup still has first."""
    args, words = session.args, session.words
    healed = Healed()
    with session.office(writing=args.heal) as office:
        if args.heal:
            healed = office.health.heal(session.progress)
        findings = office.check(deep=args.deep, progress=session.progress)
        told = [(finding, finding.told(session.words)) for finding in findings]
    words = session.words
    plain: dict[str, Any] = {
        "findings": [
            {"code": finding.code, "detail": finding.detail, "message": text.message, "advice": text.advice}
            for finding, text in told
        ]
    }
    lines = [f"{text.message} {text.advice} [{finding.code}]" for finding, text in told]
    if args.heal:
        for name, rows in (("healed", healed.healed), ("lost", healed.lost)):
            plain[name] = [{"file": file, "event": {"vi": title.vi, "en": title.en}} for file, title in rows]
        lines = _healed_lines(session, healed) + lines
    return Answer(plain, lines or [words.t("Everything is in order.")], FINDING if findings else DONE)


def _healed_lines(session: Session, healed: Healed) -> list[str]:
    words, language = session.words, session.words.language
    good = [words.t("Healed: {file} ({event})", file=file, event=title.get(language)) for file, title in healed.healed]
    return good + [
        words.t("Not in any backup: {file} ({event})", file=file, event=title.get(language))
        for file, title in healed.lost
    ]


def _made(session: Session, info: BackupInfo) -> Answer:
    return Answer(_plain(info), [session.words.t("Backed up and verified: {file}", file=info.path)])


def _listed(session: Session, office: Office) -> Answer:
    rows = office.backups.list()
    words = session.words
    lines = [
        str(info.path) if info.verified else words.t("{path} (damaged or not genuine)", path=info.path) for info in rows
    ]
    plain = {"folder": str(office.backups.folder), "backups": [_plain(info) for info in rows]}
    return Answer(plain, lines or [words.t("There is no backup yet.")])


def _drilled(session: Session, office: Office) -> Answer:
    info = office.backups.last()
    if info is None:
        folder = office.backups.folder
        raise UserError("backup.none", path=str(folder))
    drill = office.backups.drill(info, session.progress)
    words = session.words
    plain = {
        **_plain(info),
        "matches": drill.matches,
        "restored_sha256": drill.content_sha256,
        "milliseconds": round(drill.seconds * 1000),
    }
    if drill.matches:
        seconds = f"{drill.seconds:.1f}"
        text = words.t(
            "The drill went well: {file} restores to the same content ({seconds} s).", file=info.path, seconds=seconds
        )
    else:
        text = words.t("The drill failed: {file} does not restore to the same content.", file=info.path)
    return Answer(plain, [text], DONE if drill.matches else FINDING)


def _plain(info: BackupInfo) -> dict[str, Any]:
    return {
        "file": str(info.path),
        "digest": info.content_sha256,
        "backup_sha256": info.digest,
        "counts": dict(info.counts),
        "kind": info.kind.value,
        "at": codec.instant_text(info.at),
        "bytes": info.bytes,
        "verified": info.verified,
    }
