"""Headquarters' remarks at the very field of a received report, and its word on the report as a whole.

Both travel in the next receipt. Until then a remark can be changed or taken back; afterwards a further one corrects it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.issuing import Decision
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.domain.record_reader import clean
from cultdip_desktop.domain.remark import OwnRemark
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.repo import remark as remark_rows
from cultdip_desktop.store.repo import report_word as report_words
from cultdip_desktop.store.repo.report_word import ReportWord
from cultdip_desktop.store.store import Reader

_PLACE: Final = re.compile(
    r"(?:section:[A-Za-z][A-Za-z0-9._]{0,39}|(?:event|media|programme_item):[0-9A-Za-z-]{1,100}(?::[a-z_]+(?:\.[a-z0-9_]+)*)?)?"
)
"""Where a remark may stand: a section, a record, a field of a record; empty is the whole report."""

_LONGEST_PLACE: Final = 400
_LONGEST_REASON: Final = 2000


@dataclass(frozen=True, slots=True)
class ReportSaid:
    """What headquarters said to one package."""

    received: ReceivedPackage
    word: ReportWord
    remarks: tuple[OwnRemark, ...]


class RemarkService:
    """The use cases of the Inbox's remark panel and of `cultdip hq comment|accept|return|remarks`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_package(self, received_id: str) -> ReportSaid:
        """Decision and remarks on one package; `received_id` is the inbox's row or the package's own id.

        Raises:
            UserError: `inbox.not_found`, `remark.no_report` when it carried no report or was not taken in.
        """
        with self._desk.store.read() as tx:
            row, word = _report(tx, received_id)
            return ReportSaid(row, word, remark_rows.of_received(tx, row.id))

    def all(self, office: str | None = None) -> tuple[OwnRemark, ...]:
        """Every remark, or those on one office's reports, oldest first."""
        with self._desk.store.read() as tx:
            return remark_rows.all(tx) if office is None else remark_rows.of_office(tx, office)

    def add(self, received_id: str, place: str, text: str) -> tuple[OwnRemark, ChangeSet]:
        """Make a remark at a place: `section:II.3`, `event:<id>:results.attendance`, or empty for the whole.

        Raises:
            UserError: `inbox.not_found`, `remark.no_report`, `remark.empty`, `remark.place_bad`, `issue.too_long`.
        """
        place, text = _place(place), _text(text)
        desk = self._desk
        with desk.store.read() as tx:
            row, word = _report(tx, received_id)
            people = {person.id: person.name for person in person_rows.all(tx)}
        made = OwnRemark(
            id=desk.ids.new(),
            received_id=row.id,
            office=row.office,
            report_id=word.report_id,
            place=place,
            text=text,
            author=people.get(desk.actor or "", desk.office.unit.vi or desk.office.name.vi)[:200],
            person=desk.actor,
            made_at=desk.clock.now(),
        )
        with desk.store.write("remark.add", actor=desk.actor, office=row.office) as tx:
            remark_rows.save(tx, made)
        return made, tx.change_set

    def edit(self, remark_id: str, text: str) -> ChangeSet:
        """Say it otherwise.

        Raises:
            UserError: `remark.not_found`, `remark.sent`, `remark.empty`, `issue.too_long`.
        """
        text = _text(text)
        with self._desk.store.write("remark.edit", actor=self._desk.actor) as tx:
            remark_rows.save(tx, replace(_unsent(tx, remark_id), text=text))
        return tx.change_set

    def delete(self, remark_id: str) -> ChangeSet:
        """Take a remark back that nobody has seen.

        Raises:
            UserError: `remark.not_found`, `remark.sent`.
        """
        with self._desk.store.write("remark.delete", actor=self._desk.actor) as tx:
            remark_rows.put_away(tx, _unsent(tx, remark_id).id)
        return tx.change_set

    def accept(self, received_id: str, text: str = "") -> ChangeSet:
        """Accept the report that a package brought.

        Raises:
            UserError: `inbox.not_found`, `remark.no_report`, `decision.superseded`, `decision.same`, `issue.too_long`.
        """
        return self._decide(received_id, Decision.ACCEPTED, text)

    def send_back(self, received_id: str, text: str) -> ChangeSet:
        """Return the report with a reason; what the mission sends next is an amendment.

        Raises:
            UserError: as `accept`, and `decision.reason_missing`.
        """
        if not text.strip():
            raise UserError("decision.reason_missing")
        return self._decide(received_id, Decision.RETURNED, text)

    def _decide(self, received_id: str, decision: Decision, text: str) -> ChangeSet:
        text = clean("text", text, _LONGEST_REASON).strip()
        desk = self._desk
        label = "decision.accept" if decision is Decision.ACCEPTED else "decision.return"
        with desk.store.read() as tx:
            row, _word = _report(tx, received_id)
        params = {"office": row.office, "period": row.period, "reason": text[:200]}
        with desk.store.write(label, actor=desk.actor, **params) as tx:
            row, word = _report(tx, received_id)
            _require_newest(tx, row, word)
            if (word.decision, word.text) == (decision, text):
                raise UserError("decision.same")
            report_words.decide(tx, row.id, decision, text, desk.actor)
        return tx.change_set


def _report(tx: Reader, received_id: str) -> tuple[ReceivedPackage, ReportWord]:
    """The row and headquarters' word on its report."""
    row = _row(tx, received_id)
    word = report_words.words(tx, row.office).get(row.id)
    if word is None or row.outcome is not InboxOutcome.IMPORTED:
        raise UserError("remark.no_report", file=row.file_name)
    return row, word


def _row(tx: Reader, wanted: str) -> ReceivedPackage:
    try:
        return inbox_rows.get(tx, wanted)
    except UserError:
        imported = (row for row in inbox_rows.all(tx) if row.outcome is InboxOutcome.IMPORTED)
        found = next((row for row in imported if wanted and row.package_id == wanted), None)
        if found is None:
            raise
        return found


def _require_newest(tx: Reader, row: ReceivedPackage, word: ReportWord) -> None:
    """A word on a report that an amendment has replaced would be about something nobody looks at any more."""
    words = report_words.words(tx, row.office)
    later = [
        other
        for other in inbox_rows.of_office(tx, row.office)
        if other.outcome is InboxOutcome.IMPORTED
        and other.id in words
        and words[other.id].report_id == word.report_id
        and (other.epoch, other.seq) > (row.epoch, row.seq)
    ]
    if later:
        newest = max(later, key=lambda one: (one.epoch, one.seq))
        raise UserError("decision.superseded", seq=newest.seq, file=newest.file_name)


def _unsent(tx: Reader, remark_id: str) -> OwnRemark:
    found = remark_rows.get(tx, remark_id)
    if found.sent:
        raise UserError("remark.sent")
    return found


def _text(text: str) -> str:
    tidy = clean("text", text).strip()
    if not tidy:
        raise UserError("remark.empty")
    return tidy


def _place(place: str) -> str:
    if len(place) > _LONGEST_PLACE or not _PLACE.fullmatch(place):
        raise UserError("remark.place_bad", place=place[:80])
    return place
