"""Receipts: what became of every package, said to the mission that sent it, signed, once.

What has been told is read from the receipts themselves: a line goes again only where something about it has changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from cultdip_desktop.core import canonical
from cultdip_desktop.core.canonical import Json
from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain import receipt_codec
from cultdip_desktop.domain.dispatch import Dispatch
from cultdip_desktop.domain.issuing import Decision, DispatchKind, DispatchState
from cultdip_desktop.domain.mission import HEADQUARTERS_ID, Mission
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.domain.receipt import PackageAnswer, Receipt, Remark
from cultdip_desktop.domain.remark import OwnRemark
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.hq import duty_notices
from cultdip_desktop.hq.dispatching import Dispatcher, Draft, Maker, Sent
from cultdip_desktop.hq.effects import Effects
from cultdip_desktop.hq.incoming import OneOf
from cultdip_desktop.hq.placing import current_epoch
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.query import dispatch_facts
from cultdip_desktop.store.query.dispatch_facts import LedgerLine
from cultdip_desktop.store.repo import dispatch as dispatch_rows
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.store.repo import remark as remark_rows
from cultdip_desktop.store.repo import report_word as report_words
from cultdip_desktop.store.repo.report_word import ReportWord
from cultdip_desktop.store.store import Reader

_MOST_MISSING: Final = 1000
_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """What one mission has not been told yet."""

    office: str
    mission: Mission | None
    """None for an office that is not on the list."""

    packages: int
    """Files of theirs about which there is something new to say."""

    decisions: int
    """Reports accepted or returned, among those."""

    remarks: int
    duties: int
    """Deadlines of this office alone that it does not know."""

    since: datetime | None
    """When the oldest unanswered file came."""


@dataclass(frozen=True, slots=True)
class ReceiptFile:
    """One file that was written, or why one was not."""

    office: str
    file: Path | None
    dispatch: Dispatch | None = None
    error: UserError | None = None


class ReceiptService:
    """The use cases of "Send receipts" and of `cultdip hq receipts`."""

    def __init__(self, desk: Desk, dispatcher: Dispatcher) -> None:
        self._desk = desk
        self._dispatcher = dispatcher

    def pending(self) -> tuple[Pending, ...]:
        """The missions that have something to hear, those that wait longest first."""
        with self._desk.store.read() as tx:
            seen = _Seen(tx)
            missions = {mission.id: mission for mission in mission_rows.all(tx)}
        found = [_pending(seen, office, missions.get(office)) for office in seen.offices()]
        waiting = [one for one in found if one is not None]
        return tuple(sorted(waiting, key=lambda one: (one.since is None, str(one.since), one.office)))

    @in_workshop("receipts.write")
    def write(
        self,
        folder: Path,
        pin: str,
        *,
        offices: Collection[str] | None = None,
        progress: Progress | None = None,
    ) -> list[ReceiptFile]:
        """One signed receipt for each mission that has something to hear, or for those of `offices` that do.

        One mission's trouble stops no other's receipt; a full disk or a folder that is gone stops them all. Cancelling
        keeps what is written and says so by ending early.

        Raises:
            UserError: `key.*` before anything is written, `file.unreachable`, `file.no_space`, `file.not_writable`.
        """
        wanted = [one.office for one in self.pending() if offices is None or one.office in offices]
        unknown = sorted(set(offices or ()) - self._known_offices())
        if unknown:
            raise UserError("mission.not_found", id=unknown[0])
        signing = self._dispatcher.open(pin)
        files: list[ReceiptFile] = []
        for index, office in enumerate(wanted):
            watch = OneOf(progress or NoProgress(), index, len(wanted), office)
            try:
                sent = signing.send(_maker(office), folder, watch)
            except Cancelled:
                break
            except UserError as error:
                if error.code.startswith("file."):
                    raise
                files.append(ReceiptFile(office, None, error=error))
            else:
                files += [_file(office, sent)]
        return [one for one in files if one.file is not None or one.error is not None]

    def again(
        self, folder: Path, *, offices: Collection[str] | None = None, progress: Progress | None = None
    ) -> list[ReceiptFile]:
        """Each mission's last receipt once more, as it was: a file was lost on its way.

        Raises:
            UserError: `receipt.never_sent` when an office of `offices` never had one, `package.copy_missing`, `file.*`.
        """
        last = {row.recipient: row for row in reversed(self.written())}
        missing = sorted(set(offices or ()) - last.keys())
        if missing:
            raise UserError("receipt.never_sent", office=missing[0])
        chosen = [row for office, row in sorted(last.items()) if offices is None or office in offices]
        return [
            ReceiptFile(row.recipient, self._dispatcher.copy_again(row.id, folder, progress), row) for row in chosen
        ]

    def written(self) -> tuple[Dispatch, ...]:
        """Every receipt, the newest first."""
        with self._desk.store.read() as tx:
            rows = dispatch_rows.all(tx, (DispatchKind.RECEIPT,))
        return tuple(row for row in rows if row.state is DispatchState.SEALED)

    def _known_offices(self) -> set[str]:
        with self._desk.store.read() as tx:
            return {mission.id for mission in mission_rows.all(tx)} | {row.office for row in inbox_rows.all(tx)}


def _file(office: str, sent: Sent | None) -> ReceiptFile:
    return ReceiptFile(office, None) if sent is None else ReceiptFile(office, sent.file, sent.dispatch)


class _Seen:
    """What all missions are answered from, read once."""

    def __init__(self, tx: Reader, office: str | None = None) -> None:
        rows = inbox_rows.all(tx) if office is None else inbox_rows.of_office(tx, office)
        self.rows: dict[str, list[ReceivedPackage]] = {}
        for row in rows:
            if row.office and row.office != HEADQUARTERS_ID:
                self.rows.setdefault(row.office, []).append(row)
        self.words = report_words.words(tx, office)
        self.remarks: dict[str, list[OwnRemark]] = {}
        for remark in remark_rows.unsent(tx):
            if office in (None, remark.office):
                self.remarks.setdefault(remark.office, []).append(remark)
        self.told: dict[str, dict[str, str]] = {}
        self.duties_told: dict[str, str] = {}
        self._read_told(tx, office)
        self.duties = duty_notices.of_their_own(tx)

    def offices(self) -> list[str]:
        """Everybody to whom there may be something to say."""
        return sorted({*self.rows, *self.remarks, *self.duties, *self.duties_told})

    def _read_told(self, tx: Reader, office: str | None) -> None:
        rows = dispatch_rows.all(tx, (DispatchKind.RECEIPT,)) if office is None else dispatch_rows.of_stream(tx, office)
        oldest_first = reversed(rows) if office is None else rows
        for row in oldest_first:
            if row.kind is DispatchKind.RECEIPT:
                self.told.setdefault(row.recipient, {}).update(row.content.get("told", {}))
                self.duties_told[row.recipient] = str(row.content.get("duties", ""))


def _pending(seen: _Seen, office: str, mission: Mission | None) -> Pending | None:
    lines = _news(seen, office)
    remarks = seen.remarks.get(office, [])
    duties = seen.duties.get(office, ())
    duty_news = len(duties) or 1 if _duties_differ(seen, office) else 0
    if not (lines or remarks or duty_news):
        return None
    decided = [row for row in lines if _word(seen, row) is not None]
    arrived = [row.received_at for row in lines if row.received_at is not None]
    return Pending(
        office=office,
        mission=mission,
        packages=len(lines),
        decisions=sum(_is_new_word(seen, row) for row in decided),
        remarks=len(remarks),
        duties=duty_news,
        since=min(arrived, default=None),
    )


def _maker(office: str) -> Maker:
    """Makes one office's receipt from the store as it is."""

    def make(tx: Reader, package_id: str, at: datetime) -> Draft | None:
        seen = _Seen(tx, office)
        lines = _news(seen, office)
        remarks = seen.remarks.get(office, [])
        if not (lines or remarks or _duties_differ(seen, office)):
            return None
        ledger = dispatch_facts.ledger_lines(tx, office)
        media = dispatch_facts.held_media(tx, office)
        answers = [_answer(seen, row, ledger.get(row.id)) for row in lines]
        notices = duty_notices.for_office(tx, office)
        packages = {row.id: row.package_id for row in seen.rows.get(office, ())}
        told: dict[str, Json] = {row.id: _digest(seen, row) for row in lines}
        marked = _duties_key(seen, office)
        rows: dict[str, list[Mapping[str, Json]]] = {
            "receipt": [receipt_codec.receipt_to_plain(_receipt(tx, seen, office, package_id, at, len(media)))],
            "receipt_package": [receipt_codec.answer_to_plain(one) for one in answers],
            "held_media": [{"id": digest} for digest in media],
            "remark": [receipt_codec.remark_to_plain(_travelling(one, packages)) for one in remarks],
            "duty": [receipt_codec.duty_to_plain(one) for one in notices],
        }
        decided = [row.id for row in lines if _word(seen, row) is not None]
        return Draft(
            kind=DispatchKind.RECEIPT,
            recipient=office,
            title=_title(tx, office),
            rows=rows,
            essence={"told": told, "remarks": [one.id + _text_digest(one) for one in remarks], "duties": marked},
            told={"told": told, "duties": marked, "remarks": len(remarks)},
            effects=Effects(remarks=[one.id for one in remarks], reports=decided),
        )

    return make


def _news(seen: _Seen, office: str) -> list[ReceivedPackage]:
    """The files about which the mission does not know what headquarters knows, oldest first."""
    told = seen.told.get(office, {})
    rows = [row for row in seen.rows.get(office, ()) if told.get(row.id) != _digest(seen, row)]
    return sorted(rows, key=lambda row: (str(row.received_at), row.id))


def _digest(seen: _Seen, row: ReceivedPackage) -> str:
    """Sixteen digits that change when the line would say something else."""
    word = _word(seen, row)
    said: list[Json] = [row.outcome.value, row.code, list(row.missing), row.result]
    if word is not None:
        said += [word.decision.value, word.text]
    return hashlib.sha256(canonical.encode(said)).hexdigest()[:16]


def _word(seen: _Seen, row: ReceivedPackage) -> ReportWord | None:
    found = seen.words.get(row.id)
    return found if found is not None and found.decision is not Decision.NONE else None


def _is_new_word(seen: _Seen, row: ReceivedPackage) -> bool:
    word = _word(seen, row)
    return word is not None and word.dispatch_id is None


def _text_digest(one: OwnRemark) -> str:
    return hashlib.sha256(f"{one.place}\0{one.text}".encode()).hexdigest()[:8]


def _duties_key(seen: _Seen, office: str) -> str:
    notices = [receipt_codec.duty_to_plain(one) for one in seen.duties.get(office, ())]
    return hashlib.sha256(canonical.encode(notices)).hexdigest()[:16] if notices else ""


def _duties_differ(seen: _Seen, office: str) -> bool:
    return seen.duties_told.get(office, "") != _duties_key(seen, office)


def _answer(seen: _Seen, row: ReceivedPackage, line: LedgerLine | None) -> PackageAnswer:
    word, known = _word(seen, row), seen.words.get(row.id)
    made = PackageAnswer(
        id=row.id,
        package_id=row.package_id,
        kind=row.kind,
        period=row.period,
        epoch=row.epoch,
        seq=row.seq,
        manifest_sha256=row.manifest_sha256,
        container_sha256=row.container_sha256,
        file_name=row.file_name,
        outcome=row.outcome,
        code=row.code,
        missing=row.missing[:_MOST_MISSING],
        result=row.result,
        received_at=row.received_at or _LONG_AGO,
        events=row.events,
        media=row.media,
        report_id="" if known is None else known.report_id,
        ledger_position=0 if line is None else line.position,
        time_stamp="" if line is None else line.time_stamp,
    )
    if word is None:
        return made
    return replace(made, decision=word.decision, decision_text=word.text, decided_at=word.decided_at)


def _receipt(tx: Reader, seen: _Seen, office: str, package_id: str, at: datetime, media: int) -> Receipt:
    epoch = current_epoch(tx, office)
    mark = inbox_rows.mark(tx, office, epoch) if epoch else None
    position, head = dispatch_facts.ledger_head(tx)
    history, count = dispatch_facts.history_of(tx, office)
    code, edition = dispatch_facts.current_edition(tx) or ("", "")
    return Receipt(
        id=package_id,
        office=office,
        at=at,
        epoch=epoch if mark else 0,
        seq=mark[0] if mark else 0,
        manifest_sha256=mark[1] if mark else "",
        missing=_missing(seen.rows.get(office, ()), epoch),
        history_head=history,
        history_count=count,
        ledger_position=position,
        ledger_head=head,
        catalogue_code=code,
        catalogue_edition=edition,
        held_media=media,
    )


def _missing(rows: Sequence[ReceivedPackage], epoch: int) -> tuple[int, ...]:
    """Numbers that later packages of this numbering wait for."""
    waiting = (row for row in rows if row.outcome is InboxOutcome.HELD and row.epoch == epoch)
    numbers = {number for row in waiting if row.code == "chain.gap" for number in row.missing}
    here = {row.seq for row in rows if row.epoch == epoch and row.outcome is not InboxOutcome.REFUSED}
    return tuple(sorted(numbers - here))[:_MOST_MISSING]


def _travelling(one: OwnRemark, packages: Mapping[str, str]) -> Remark:
    return Remark(
        id=one.id,
        report_id=one.report_id,
        office=one.office,
        package_id=packages.get(one.received_id, ""),
        place=one.place,
        text=one.text,
        author=one.author,
        made_at=one.made_at or _LONG_AGO,
    )


def _title(tx: Reader, office: str) -> BiText:
    name = next((one.name for one in mission_rows.all(tx) if one.id == office), BiText(office, office))
    return BiText(f"Biên nhận gửi {name.vi}", f"Receipt for {name.get('en')}")
