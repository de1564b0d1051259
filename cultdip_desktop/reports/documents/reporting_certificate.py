"""The certificate of reporting: how a mission stood with its reports, and by which digests that can be checked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from cultdip_desktop.core import canonical
from cultdip_desktop.domain.letterhead import DocumentType, Letterhead
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE, OfficeIdentity, Person
from cultdip_desktop.domain.naming import period_title, period_words
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.proof import ChainProof, MissionProof
from cultdip_desktop.domain.proof_words import chain_words
from cultdip_desktop.domain.standing import MissionStanding
from cultdip_desktop.domain.standing_words import standing_words
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import head_text
from cultdip_desktop.reports.data import sound
from cultdip_desktop.reports.documents import blocks
from cultdip_desktop.reports.documents.grid import Cell, Field, Grid, lines
from cultdip_desktop.reports.documents.official import Paper, begun, issuer
from cultdip_desktop.reports.head_text import Head
from cultdip_desktop.reports.story import Block, Para, Section, Story

if TYPE_CHECKING:
    from cultdip_desktop.reports.paper import Flow

_HANOI: Final = ZoneInfo(HEADQUARTERS_ZONE)
_MOST_CODED: Final = 3
"""Numberings whose digests the code holds, the latest ones; the page names them all."""

_SIDE: Final = 32
"""Millimetres of the QR code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateMatter:
    """Everything that one certificate says."""

    office: OfficeIdentity
    """Headquarters."""

    letterhead: Letterhead
    signer: Person | None
    drafter: Person | None
    as_of: datetime
    number: int | None
    issued_on: date
    proof: MissionProof
    periods: Sequence[MissionStanding]
    """The earliest first."""

    ledger_position: int
    ledger_hash: str

    @property
    def first(self) -> Period:
        """The earliest period."""
        return self.periods[0].duty.period

    @property
    def last(self) -> Period:
        """The latest period."""
        return self.periods[-1].duty.period


def paper(matter: CertificateMatter, words: Words) -> Paper:
    """The certificate in one language."""
    name = matter.proof.mission.name.get(words.language)
    copies = BiText(
        "\n".join((matter.proof.mission.name.vi, matter.letterhead.copies.vi)),
        "\n".join((matter.proof.mission.name.en or matter.proof.mission.name.vi, matter.letterhead.copies.en)),
    )
    head = Head(
        office=matter.office,
        type=DocumentType.CERTIFICATE,
        subject=words.t("Reports on cultural diplomacy work, {periods}", periods=_periods(matter, words)),
        as_of=matter.as_of,
        letterhead=replace(matter.letterhead, copies=copies),
        number=matter.number,
        issued_on=matter.issued_on,
        signer=matter.signer,
        drafter=matter.drafter,
    )
    opening = words.t(
        "{agency} certifies how {mission} ({id}) stood with its reports on cultural diplomacy work, {periods}, by the "
        "signed packages that headquarters holds on {day}:",
        agency=begun(issuer(head, words)),
        mission=words.t("the {office}", office=name),
        id=matter.proof.mission.id,
        periods=_periods(matter, words),
        day=dates.day(words, matter.issued_on),
    )
    sections = (
        Section("opening", (blocks.para(opening),)),
        blocks.part(1, words.t("Reports by period"), blocks.grid(_table(matter, words), words), _note(words)),
        blocks.part(2, words.t("The chain of packages"), *_chains(matter, words)),
        blocks.part(3, words.t("What this can be checked by"), blocks.grid(_marks(matter, words), words)),
    )
    closing = words.t("This certificate is made by headquarters' records on the day of issue.")
    story = Story(words.language, sections, (Para((closing,)),), ())
    document = f"{matter.office.id}-certificate-{matter.proof.mission.id}-{matter.issued_on}"
    return Paper(head=head, story=story, document=document, moment=matter.as_of, data=_data(matter, head))


def qr_text(matter: CertificateMatter, head: Head) -> str:
    """What a camera reads: document, mission, periods, digests of the chains, place in the ledger, day of issue."""
    told = matter.proof.chains[-_MOST_CODED:]
    chains = ",".join(f"{chain.epoch}:{chain.first}-{chain.last}:{chain.digest}" for chain in told)
    return "|".join(
        (
            "CULTDIP-CERT/1",
            head_text.number_written(head),
            matter.proof.mission.id,
            f"{matter.first}..{matter.last}",
            chains or "-",
            f"{matter.ledger_position}:{matter.ledger_hash or '-'}",
            matter.issued_on.isoformat(),
        )
    )


def figure(matter: CertificateMatter, head: Head, words: Words) -> list[Flow]:
    """The code with what it holds beside it. Import of ReportLab; only after `fonts.prepare()`."""
    from reportlab.lib.units import mm

    from cultdip_desktop.reports import paper as sheet
    from cultdip_desktop.reports import qr

    alt = words.t("QR code with the same number, periods, digests and place in the ledger as printed above")
    said = (
        words.t(
            "The code holds number, mission, periods, the digests of the numberings, the place in the ledger and the "
            "day; whoever keeps the mission's packages can work out the same digests."
        ),
        words.t(
            "Headquarters keeps the ledger and its time stamps itself: they give its entries an order and prove nothing "
            "to others."
        ),
    )
    side = _SIDE * mm
    text = [sheet.paragraph(sheet.NOTE, line) for line in said]
    columns = (side + 4 * mm, sheet.TEXT_WIDTH - side - 4 * mm)
    return [
        sheet.space(4),
        sheet.side_by_side([qr.code(qr_text(matter, head), side, alt)], [sheet.space(6), *text], columns),
        sheet.space(2),
    ]


def _periods(matter: CertificateMatter, words: Words) -> str:
    first, last = period_words(words, matter.first), period_words(words, matter.last)
    return first if matter.first == matter.last else words.t("{first} to {last}", first=first, last=last)


def _table(matter: CertificateMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = []
    for number, row in enumerate(matter.periods, 1):
        here = row.first
        rows.append(
            [
                number,
                period_title(words, row.duty.period),
                row.due if row.expected or row.received else "–",
                _moment(here.received_at) if here is not None else "–",
                f"{here.epoch}/{here.seq}" if here is not None else "–",
                standing_words(words, row),
            ]
        )
    fields = (
        Field("number", words.c("report table", "No."), 10, "centre"),
        Field("period", words.c("report table", "Period"), 38, words=True),
        Field("due", words.c("report table", "Deadline"), 23, "centre"),
        Field("received", words.c("report table", "Received"), 28, "centre"),
        Field("package", words.c("report table", "Package"), 20, "centre"),
        Field("standing", words.c("report table", "How it stands"), 46, words=True),
    )
    return Grid("periods", words.c("report sheet", "Periods"), fields, lines(rows), row_head=1)


def _note(words: Words) -> Block:
    return blocks.note(
        words.t(
            "Moments of receipt by the clock of Hà Nội; a deadline ends at midnight by the mission's clock. "
            "Package: numbering and number."
        )
    )


def _chains(matter: CertificateMatter, words: Words) -> list[Block]:
    if not matter.proof.chains:
        return [blocks.para(words.t("Headquarters holds no package of the mission."))]
    return [blocks.para(" ".join(chain_words(words, chain))) for chain in matter.proof.chains]


def _marks(matter: CertificateMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = []
    for chain in matter.proof.chains:
        numbered = words.t("Numbering {epoch}: digest over all packages", epoch=chain.epoch)
        rows.append([numbered, chain.digest])
        if chain.head:
            last = words.t("Manifest of package no. {number}", number=chain.last)
            rows.append([last, chain.head])
    if matter.ledger_hash:
        place = words.t("Ledger of headquarters, entry no. {number}", number=matter.ledger_position)
        rows.append([place, matter.ledger_hash])
    if not rows:
        rows.append(["–", "–"])
    fields = (
        Field("what", words.c("report table", "What"), 43, words=True),
        Field("digest", words.c("report table", "SHA-256"), 122),
    )
    return Grid("digests", words.c("report sheet", "Digests"), fields, lines(rows), row_head=0)


def _moment(at: datetime) -> str:
    local = at.astimezone(_HANOI)
    return f"{local.day}/{local.month}/{local.year} {local:%H:%M}"


def _data(matter: CertificateMatter, head: Head) -> bytes:
    plain: dict[str, canonical.Json] = {
        "document": "reporting_certificate",
        "number": head_text.number_written(head),
        "office": matter.office.id,
        "mission": matter.proof.mission.id,
        "issued_on": matter.issued_on.isoformat(),
        "as_of": matter.as_of.isoformat(timespec="seconds"),
        "ledger": {"position": matter.ledger_position, "hash": matter.ledger_hash},
        "periods": [_period_plain(row) for row in matter.periods],
        "chains": [_chain_plain(chain) for chain in matter.proof.chains],
    }
    return canonical.encode(sound(plain))


def _period_plain(row: MissionStanding) -> dict[str, canonical.Json]:
    first = row.first
    return {
        "period": str(row.duty.period),
        "rule": row.duty.period.rule.value,
        "due": row.due.isoformat(),
        "standing": row.standing.value,
        "days": row.days,
        "extended": row.extended,
        "nil": row.nil,
        "amended": row.amended,
        "received_at": first.received_at.isoformat(timespec="seconds") if first is not None else None,
        "package_id": first.package_id if first is not None else None,
    }


def _chain_plain(chain: ChainProof) -> dict[str, canonical.Json]:
    return {
        "epoch": chain.epoch,
        "from": chain.first,
        "to": chain.last,
        "packages": chain.packages,
        "gaps": list(chain.gaps),
        "held": [one.seq for one in chain.held],
        "forks": [[one.seq, one.package_id, one.settled] for one in chain.forks],
        "digest": chain.digest,
        "head": chain.head,
        "history_day": chain.history_day,
    }
