"""Certificates of reporting: a page in the official form that says how a mission stood, with the proof in a QR code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.letterhead import DocumentType
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.standing import day_in_hanoi
from cultdip_desktop.hq.completeness import CompletenessService
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import head_text
from cultdip_desktop.reports.documents import official, reporting_certificate
from cultdip_desktop.reports.documents.reporting_certificate import CertificateMatter
from cultdip_desktop.services import numbering
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.letterhead import issuing, signer_of
from cultdip_desktop.services.letterhead import read as read_letterhead
from cultdip_desktop.services.numbering import GivenNumber, NumberRegister
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.repo import person as person_rows

MOST_PERIODS: Final = 40
"""Periods on one certificate."""


@dataclass(frozen=True, slots=True)
class Certified:
    """A certificate that was written."""

    file: Path
    number: str
    pages: int
    complete: bool
    """The mission's chains are whole."""

    change_set: ChangeSet


class ReportingCertificateService:
    """The use case of «Giấy xác nhận» in the Missions room and of `cultdip hq certificate`."""

    def __init__(self, desk: Desk, completeness: CompletenessService) -> None:
        self._desk = desk
        self._completeness = completeness
        self._numbers = NumberRegister(desk)

    @in_workshop("reporting_certificate.write")
    def write(
        self,
        office: str,
        first: Period,
        last: Period,
        target: Path,
        progress: Progress,
        language: Language = "vi",
    ) -> Certified:
        """Write the certificate of the periods from `first` to `last`, under the next number of the register.

        Raises:
            UserError: `mission.not_found`, `certificate.periods`, `certificate.too_many`, `report.ending_unknown`,
                `file.exists`, `file.no_space`, `file.not_writable`, `letterhead.number_taken`.
            Cancelled: nothing is left behind.
        """
        if target.suffix.lower() != ".pdf":
            raise UserError("report.ending_unknown", ending=target.suffix[:10] or "–")
        if durable.is_there(target):
            raise UserError("file.exists", path=str(target))
        words = Words(language)
        matter = self._matter(office, first, last)
        made = BytesIO()
        pages = _draw(matter, words, made, progress)
        durable.write_bytes(target, made.getvalue(), replace=False)
        try:
            changes = self._note(matter)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        head = reporting_certificate.paper(matter, words).head
        return Certified(target, head_text.number_written(head), pages, matter.proof.complete, changes)

    @in_workshop("reporting_certificate.draw")
    def draw(
        self, office: str, first: Period, last: Period, language: Language = "vi", progress: Progress | None = None
    ) -> bytes:
        """The certificate as PDF in memory, for looking at it; no number is given.

        Raises:
            UserError: as `write`.
        """
        made = BytesIO()
        _draw(self._matter(office, first, last), Words(language), made, progress or NoProgress())
        return made.getvalue()

    def _matter(self, office: str, first: Period, last: Period) -> CertificateMatter:
        periods = _between(first, last)
        proof = self._completeness.proof(office, periods)
        now = proof.made_at
        day = day_in_hanoi(now)
        with self._desk.store.read() as tx:
            people = tuple(person_rows.all(tx))
            letterhead = issuing(read_letterhead(tx), self._desk.office)
        return CertificateMatter(
            office=self._desk.office,
            letterhead=letterhead,
            signer=signer_of(letterhead, people),
            drafter=next((person for person in people if person.id == self._desk.actor), None),
            as_of=now,
            number=self._numbers.next_number(DocumentType.CERTIFICATE, day.year),
            issued_on=day,
            proof=proof.missions[0],
            periods=proof.missions[0].periods,
            ledger_position=proof.ledger_position,
            ledger_hash=proof.ledger_hash,
        )

    def _note(self, matter: CertificateMatter) -> ChangeSet:
        title = f"{reporting_certificate.paper(matter, Words('vi')).head.subject} – {matter.proof.mission.name.vi}"
        entry = GivenNumber(
            DocumentType.CERTIFICATE, matter.issued_on.year, matter.number or 1, title[:300], matter.issued_on
        )
        params = {"office": matter.proof.mission.id, "from": str(matter.first), "to": str(matter.last)}
        with self._desk.store.write("hq.certificate", actor=self._desk.actor, **params) as tx:
            numbering.enter(tx, [entry])
        return tx.change_set


def _draw(matter: CertificateMatter, words: Words, target: BytesIO, progress: Progress) -> int:
    paper = reporting_certificate.paper(matter, words)
    return official.write_pdf(
        paper,
        words,
        target,
        progress,
        figure=lambda: reporting_certificate.figure(matter, paper.head, words),
    )


def _between(first: Period, last: Period) -> Sequence[Period]:
    """From the first to the last, the earliest first; both of one length.

    Raises:
        UserError: `certificate.periods`, `certificate.too_many`.
    """
    if first.rule is not last.rule or _length(first) != _length(last) or first.window.first > last.window.first:
        raise UserError("certificate.periods", first=str(first), last=str(last))
    found = [last]
    while found[-1] != first:
        if len(found) == MOST_PERIODS or found[-1].window.first < first.window.first:
            raise UserError("certificate.too_many", most=MOST_PERIODS)
        found.append(found[-1].previous)
    return tuple(reversed(found))


def _length(period: Period) -> str:
    """Quarters, halves, months, years and any days apart."""
    return "month" if period.part.isdigit() else period.part[:1]
