"""`hq init|enrol|revoke|trust|certificates|renew|change-pin|import`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cultdip_desktop.app import Office, create_headquarters
from cultdip_desktop.cli.answer import CANCELLED, DONE, FINDING, Answer
from cultdip_desktop.cli.commands.hq_report import report_lines, report_plain
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.hq.answers import Preview, TakenIn
from cultdip_desktop.hq.inbox import InboxService
from cultdip_desktop.hq.roster import RosterService
from cultdip_desktop.hq.roster_facts import CertificateEntry
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.messages.message import N_

_STATES = {
    "valid": N_("Certificate valid"),
    "ends_soon": N_("Ends soon"),
    "expired": N_("Certificate expired"),
    "revoked": N_("Revoked"),
}
_GOOD = (InboxOutcome.IMPORTED, InboxOutcome.ALREADY_IMPORTED)


def init(session: Session) -> Answer:
    """Make headquarters with its own root, its store in the folder or on a server."""
    where = None
    if session.args.database is not None:
        from cultdip_desktop.store import database  # the usual store is a file

        where = database.at(session.args.database, session.database_password())
    created = create_headquarters(
        session.home,
        passphrase=session.passphrase(twice=True),
        pin=session.pin(),
        language=session.words.language,
        person_name=session.args.person,
        database=where,
    )
    with created.office as office:
        trust = office.trust.current()
    root = trust.words if trust else ()
    plain = {
        "office": office.identity.id,
        "home": str(session.home),
        "recovery_code": created.recovery_code,
        "root_fingerprint": trust.root_sha256 if trust else "",
        "root_words": list(root),
    }
    words = session.words
    lines = [
        words.t("Made: {office}", office=office.identity.name.get(words.language)),
        words.t("Recovery code, to be kept on paper: {code}", code=created.recovery_code),
        words.t("Words of the root, to read out by telephone: {words}", words=" ".join(root)),
    ]
    return Answer(plain, lines)


def enrol(session: Session) -> Answer:
    """Certify the key of a request."""
    args = session.args
    with session.office(writing=True) as office:
        enrolled = _roster(office).enrol(
            Path(args.request), Path(args.out), session.pin(), heard=args.words, replaces=args.replaces
        )
        root = office.trust.current()
    plain = {
        "office": enrolled.office,
        "person": enrolled.person,
        "fingerprint": enrolled.fingerprint,
        "words": list(enrolled.words),
        "root_words": list(root.words) if root else [],
        "not_after": enrolled.not_after.date().isoformat(),
        "file": str(enrolled.file),
    }
    words = session.words
    spoken = " ".join(enrolled.words)
    lines = [
        words.t("Certified for {office}: {person}", office=enrolled.office, person=enrolled.person),
        words.t("Words to compare by telephone: {words}", words=spoken),
        words.t("Written: {file}", file=enrolled.file),
    ]
    return Answer(plain, lines)


def revoke(session: Session) -> Answer:
    """Take a certificate back."""
    with session.office(writing=True) as office:
        roster = _roster(office)
        since = session.args.compromised_from
        revoked = roster.revoke(session.args.serial, session.args.reason, session.pin(), compromised_from=since)
        suspect = roster.to_review(revoked.serial)
    plain = {
        "serial": revoked.serial,
        "office": revoked.office,
        "status": revoked.status,
        "compromised_from": revoked.compromised_from.isoformat() if revoked.compromised_from else None,
        "to_review": [row.package_id for row in suspect],
    }
    words, count = session.words, len(suspect)
    lines = [words.t("Revoked: {serial}", serial=revoked.serial)]
    if count:
        lines.append(words.n("{n} package to look at again.", "{n} packages to look at again.", count, n=count))
    return Answer(plain, lines)


def trust(session: Session) -> Answer:
    """Write root, chain and lists as PEM files, and the signed trust list; with `--renew` make fresh lists first."""
    args = session.args
    signed = not args.files_only
    with session.office(writing=args.renew or signed) as office:
        roster, out = _roster(office), Path(args.out)
        if args.renew:
            roster.renew_lists(session.pin())
        files = list(roster.write_trust(out))
        if signed:
            files.append(roster.write_trust_list(out, session.pin()))
        found = office.trust.current()
    until = found.fresh_until.date().isoformat() if found and found.fresh_until else None
    rows = [{"file": str(file), "outcome": "written", "code": ""} for file in files]
    lines = [str(file) for file in files]
    lines.append(session.words.t("Revocation lists are valid until {day}.", day=until or "–"))
    return Answer({"files": rows, "fresh_until": until}, lines)


def certificates(session: Session) -> Answer:
    """Every certificate issued, with its state."""
    with session.office() as office:
        roster = _roster(office)
        entries = roster.certificates()
        warning = roster.warning()
    rows = [_certificate(entry) for entry in entries]
    words = session.words
    lines = [
        f"{row['office']:<10} {row['person']}  {words.t(_STATES[row['state']])}  {row['not_after']}  {row['serial']}"
        for row in rows
    ]
    if warning is not None:
        lines.append(describe(words, warning.as_error()).message)
    notice = None if warning is None else {"code": warning.code, "days_left": warning.days_left}
    return Answer({"certificates": rows, "warning": notice}, lines)


def renew(session: Session) -> Answer:
    """Give headquarters' own key a certificate for two more years."""
    with session.office(writing=True) as office:
        until = _roster(office).renew_own(session.pin()).date().isoformat()
    return Answer({"not_after": until}, [session.words.t("Headquarters' certificate is valid until {day}.", day=until)])


def change_pin(session: Session) -> Answer:
    """One PIN for root, issuing and own key."""
    with session.office(writing=True) as office:
        _roster(office).change_pin(session.pin(), session.new_pin())
    return Answer({"changed": True}, [session.words.t("The PIN was changed.")])


def take_in(session: Session) -> Answer:
    """Verify packages and take each in once, or only say what would happen."""
    paths = [Path(path) for path in session.args.paths]
    with session.office(writing=not session.args.dry_run) as office:
        inbox = _inbox(office)
        if session.args.dry_run:
            rows = [_previewed(session, one) for one in inbox.preview(paths, session.progress)]
        else:
            rows = [taken_plain(session, one) for one in inbox.take_in(paths, session.progress)]
    good = all(row["outcome"] in _GOOD for row in rows)
    if not rows and not session.progress.cancelled:
        error = UserError("inbox.no_packages", path=", ".join(str(path) for path in paths)[:300])
        text = describe(session.words, error)
        found = {"code": error.code, "message": text.message, "advice": text.advice}
        return Answer({"files": [], "finding": found}, [text.message, text.advice], FINDING)
    lines = [
        line
        for row in rows
        for line in (
            f"{row['file']}: {row['message']}",
            *(f"  {notice['message']}" for notice in row["notices"]),
            *report_lines(session.words, row),
        )
    ]
    ending = CANCELLED if session.progress.cancelled else DONE if good else FINDING
    return Answer({"files": rows}, lines, ending)


def confirm(session: Session) -> Answer:
    """Accept the new numbering of an office and take in what waited for it."""
    with session.office(writing=True) as office:
        if office.decisions is None:
            raise UserError("hq.not_headquarters")
        taken = office.decisions.confirm(session.args.office, session.args.reason, session.progress)
    rows = [taken_plain(session, one) for one in taken]
    good = all(row["outcome"] in _GOOD for row in rows)
    lines = [f"{row['file']}: {row['message']}" for row in rows]
    return Answer({"office": session.args.office, "files": rows}, lines, DONE if good else FINDING)


def settle(session: Session) -> Answer:
    """Decide a fork; the package is named by its own id or by the id of its row."""
    wanted = session.args.package
    with session.office(writing=True) as office:
        if office.decisions is None:
            raise UserError("hq.not_headquarters")
        row = next((row for row in office.decisions.forks() if wanted in (row.id, row.package_id)), None)
        if row is None:
            raise UserError("inbox.no_fork", id=wanted[:60])
        arrived = session.args.counts == "arrived"
        office.decisions.settle(row.id, session.args.reason, arrived=arrived, progress=session.progress)
    plain = {"package": row.package_id, "office": row.office, "seq": row.seq, "counts": session.args.counts}
    return Answer(plain, [session.words.t("Settled: {file}", file=row.file_name)])


def _certificate(entry: CertificateEntry) -> dict[str, Any]:
    issued = entry.issued
    return {
        "serial": issued.serial,
        "office": issued.office,
        "person": issued.person,
        "fingerprint": issued.fingerprint,
        "not_before": issued.not_before.date().isoformat(),
        "not_after": issued.not_after.date().isoformat(),
        "days_left": entry.days_left,
        "state": entry.state.value,
        "own": entry.own,
        "revoked_at": issued.revoked_at.isoformat() if issued.revoked_at else None,
        "reason": issued.reason,
    }


def taken_plain(session: Session, one: TakenIn) -> dict[str, Any]:
    """One answer as JSON shows it."""
    return {
        "file": str(one.file),
        **_volumes(one),
        "outcome": one.outcome.value,
        "code": one.code,
        "message": _sentence(session, one),
        "counts": {**_merge_counts(one.merge), "events": one.events, "media": one.media},
        "report": report_plain(session.words, one.report),
        "missing": list(one.missing),
        "params": dict(one.params),
        "notices": _notices(session, one),
        **_place(one),
    }


def _previewed(session: Session, one: Preview) -> dict[str, Any]:
    return {
        "file": str(one.file),
        **_volumes(one),
        "outcome": one.outcome.value,
        "code": one.code,
        "message": _sentence(session, one),
        "counts": _merge_counts(one.merge),
        "report": report_plain(session.words, one.report),
        "missing": list(one.missing),
        "params": dict(one.params),
        "notices": _notices(session, one),
        **_place(one),
    }


def _notices(session: Session, one: TakenIn | Preview) -> list[dict[str, Any]]:
    """What is worth a word about a package and stops nothing."""
    return [
        {
            "code": notice.code,
            "message": describe(session.words, UserError(notice.code, **notice.params)).message,
            "params": dict(notice.params),
        }
        for notice in one.notices
    ]


def _volumes(one: TakenIn | Preview) -> dict[str, Any]:
    """The files of a package that came in several, by number."""
    return {"volumes": {str(number): str(file) for number, file in one.volumes}} if one.volumes else {}


def _sentence(session: Session, one: TakenIn | Preview) -> str:
    said = label(session.words, one.outcome)
    if not one.code:
        return f"{said}."
    return f"{said}. {describe(session.words, UserError(one.code, **one.params)).message} [{one.code}]"


def _merge_counts(merge: Any) -> dict[str, int]:
    names = ("new", "changed", "unchanged", "withdrawn")
    return {name: len(getattr(merge, name)) if merge is not None else 0 for name in names}


def _place(one: TakenIn | Preview) -> dict[str, Any]:
    verdict = one.verdict
    if verdict is None:
        return {}
    return {
        "result": verdict.result.value,
        "office": verdict.office,
        "seq": verdict.seq,
        "package_id": verdict.package_id,
        "manifest_sha256": verdict.manifest_sha256,
    }


def _roster(office: Office) -> RosterService:
    if office.roster is None:
        raise UserError("hq.not_headquarters")
    return office.roster


def _inbox(office: Office) -> InboxService:
    if office.inbox is None:
        raise UserError("hq.not_headquarters")
    return office.inbox
