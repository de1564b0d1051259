"""The words of an official document's head and end, box by box (Decree 30/2020, Appendix I, IV), for paper and for Word.

Plain strings; nothing here knows a page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.domain.letterhead import (
    INTERNAL_MARK,
    TO_SUPERIORS,
    URGENCY_MARKS,
    Authority,
    Circulation,
    DocumentType,
    Letterhead,
    Urgency,
    bare_name,
    entries,
    initials,
)
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE, OfficeIdentity, OfficeRole, Person
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports.data import DEFAULT_RECIPIENT, ReportData
from cultdip_desktop.reports.prose import clip, subject

MINISTRY: Final = BiText("Bộ Ngoại giao", "Ministry of Foreign Affairs")
"""The agency above a mission when its settings name none."""

BLANK: Final = "\xa0" * 6
"""Room for a number or a day that is written in later."""

MAX_RECIPIENTS: Final = 30
MAX_COPIES: Final = 12
"""Entries of boxes 9a and 9b; 9b stands beside the signature on one page."""

_MAX_NAME: Final = 300
_MAX_ENTRY: Final = 120
_NUMERALS: Final = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
                    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip

_TYPES: Final[Mapping[DocumentType, Callable[[Words], str]]] = {
    DocumentType.REPORT: lambda words: words.c("type of document", "Report"),
    DocumentType.PLAN: lambda words: words.c("type of document", "Plan"),
    DocumentType.PROGRAMME: lambda words: words.c("type of document", "Programme"),
    DocumentType.SUBMISSION: lambda words: words.c("type of document", "Submission"),
    DocumentType.NOTICE: lambda words: words.c("type of document", "Notice"),
    DocumentType.MINUTES: lambda words: words.c("type of document", "Minutes"),
    DocumentType.GUIDANCE: lambda words: words.c("type of document", "Guidance"),
    DocumentType.OPTION: lambda words: words.c("type of document", "Option paper"),
    DocumentType.SCHEME: lambda words: words.c("type of document", "Scheme"),
    DocumentType.MEMORANDUM: lambda words: words.c("type of document", "Memorandum of understanding"),
    DocumentType.AGREEMENT: lambda words: words.c("type of document", "Agreement"),
    DocumentType.INVITATION: lambda words: words.c("type of document", "Invitation"),
    DocumentType.CERTIFICATE: lambda words: words.c("type of document", "Certificate"),
    DocumentType.LETTER: lambda words: words.c("type of document", "Official letter"),
}

_AUTHORITIES: Final[Mapping[Authority, str]] = {
    Authority.COLLECTIVE: N_("ON BEHALF OF {head}"),
    Authority.ACTING: N_("ACTING {head}"),
    Authority.FOR_HEAD: N_("FOR THE {head}"),
    Authority.BY_ORDER: N_("BY ORDER OF THE {head}"),
    Authority.BY_AUTHORISATION: N_("BY AUTHORISATION OF THE {head}"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the form of one document needs to know."""

    office: OfficeIdentity
    type: DocumentType
    subject: str
    """Box 5a, below the type; already in the document's language."""

    as_of: datetime
    """Aware; its month stands in box 4 while the day is blank."""

    letterhead: Letterhead = field(default_factory=Letterhead)
    recipients: BiText = EMPTY
    """Box 9a; empty: the letterhead's, or the ministry's unit."""

    number: int | None = None
    issued_on: date | None = None
    signer: Person | None = None
    drafter: Person | None = None


def head_of(data: ReportData, words: Words) -> Head:
    """The head of a period's report."""
    return Head(
        office=data.office,
        type=DocumentType.REPORT,
        subject=subject(data, words),
        as_of=data.as_of,
        letterhead=data.letterhead,
        recipients=data.recipient,
        number=data.number,
        issued_on=data.issued_on,
        signer=data.signer,
        drafter=data.drafter,
    )


def type_name(words: Words, type_: DocumentType) -> str:
    """The type of a document: "Báo cáo"; box 5a has it in capitals."""
    return _TYPES[type_](words)


def parent(head: Head, words: Words) -> str:
    """Box 2, first line: the agency above; empty where the ministry itself issues and no one is named."""
    own = head.office.role is OfficeRole.HEADQUARTERS and not head.letterhead.agency
    found = head.letterhead.parent or head.office.parent or (EMPTY if own else MINISTRY)
    return clip(found.get(words.language), _MAX_NAME).upper()


def agency(head: Head, words: Words) -> tuple[str, ...]:
    """Box 2, who issues; the lines into which the office itself parts its name."""
    name = (head.letterhead.agency or head.office.name).get(words.language) or head.office.id
    lines = tuple(clip(line, _MAX_NAME).upper() for line in name.splitlines() if line.strip())
    return lines[:4] or (clip(head.office.id, _MAX_NAME),)


def agency_name(head: Head, words: Words) -> str:
    """Who issues, as it stands in a sentence."""
    name = (head.letterhead.agency or head.office.name).get(words.language) or head.office.id
    return clip(name, _MAX_NAME)


def motto(words: Words) -> tuple[str, str]:
    """Box 1."""
    return words.t("SOCIALIST REPUBLIC OF VIET NAM"), words.t("Independence – Freedom – Happiness")


def symbol(head: Head) -> str:
    """What stands after the number: `BC-ĐSQ`; of a letter agency and unit, `BNG-VH`."""
    agency_symbol = head.letterhead.symbol or head.office.symbol or head.office.id
    if head.type is DocumentType.LETTER:
        return "-".join(clip(part, 20) for part in (agency_symbol, head.letterhead.unit_symbol) if part)
    return f"{head.type.value}-{clip(agency_symbol, 20)}"


def number(head: Head, words: Words) -> str:
    """Box 3: "Số: 05/BC-ĐSQ"; room for the number until the document is issued."""
    written = BLANK if head.number is None else f"{head.number:02d}"
    return words.t("No. {number}/{symbol}", number=written, symbol=symbol(head))


def number_written(head: Head) -> str:
    """Number and symbol as another document quotes them: `05/BNG-VH`; the symbol alone before issue."""
    return symbol(head) if head.number is None else f"{head.number:02d}/{symbol(head)}"


def about(head: Head, words: Words) -> str:
    """Box 5b, below the number of a letter: "V/v đôn đốc gửi báo cáo…"; empty for documents that bear their type."""
    if head.type is not DocumentType.LETTER:
        return ""
    return words.t("Re: {subject}", subject=clip(head.subject, _MAX_NAME))


def place_and_date(head: Head, words: Words) -> str:
    """Box 4: "Praha, ngày 05 tháng 3 năm 2026"; before issue the day stays blank in the month of the cut.

    Empty for minutes, whose text says when and where (Appendix III, form 1.9).
    """
    if head.type is DocumentType.MINUTES:
        return ""
    place = clip((head.letterhead.place or head.office.city).get(words.language), 40)
    if head.issued_on is not None:
        return dates.document_place_and_date(words, place, head.issued_on)
    day = head.as_of.astimezone(ZoneInfo(head.office.zone)).date()
    return words.t("{place}, {day} {month}", place=place, day=BLANK, month=dates.month(words, day.year, day.month))


def recipients(head: Head, words: Words) -> tuple[str, ...]:
    """Box 9a without bullets and closing marks; only documents to superiors have it."""
    if head.type not in TO_SUPERIORS:
        return ()
    named = head.recipients or head.letterhead.recipients or DEFAULT_RECIPIENT
    return tuple(clip(name, _MAX_NAME) for name in entries(named.get(words.language))[:MAX_RECIPIENTS])


def copies(head: Head, words: Words) -> tuple[str, ...]:
    """Box 9b, line by line; the last one says where the copy is kept."""
    lines = [words.t("- As above;")] if head.type in TO_SUPERIORS else []
    named = entries(head.letterhead.copies.get(words.language))
    lines += [f"- {clip(name, _MAX_ENTRY)};" for name in named[:MAX_COPIES]]
    unit = clip(head.letterhead.unit_symbol, 20)
    kept = f" ({head.letterhead.kept_copies:02d})" if head.letterhead.kept_copies else ""
    files = ", ".join(part for part in ("VT", unit) if part)
    return (*lines, words.t("- File: {files}.", files=f"{files}{kept}"))


def drafter_mark(head: Head) -> str:
    """Box 12: "NMH.(30)"; empty where nobody is named."""
    mark = head.letterhead.drafter_mark or initials(head.drafter.name if head.drafter else "")
    if not mark:
        return ""
    return f"{mark.upper()}.({head.letterhead.issued_copies})" if head.letterhead.issued_copies else f"{mark.upper()}."


def positions(head: Head, words: Words) -> tuple[str, ...]:
    """Box 7a: the right in which is signed, and the signer's position, in capitals."""
    letterhead = head.letterhead
    own = letterhead.position or (head.signer.rank if head.signer else EMPTY)
    position = clip(own.get(words.language), 200).upper()
    if letterhead.authority is Authority.OWN or not letterhead.head:
        return (position,) if position else ()
    principal = clip(letterhead.head.get(words.language), 200).upper()
    first = words.t(_AUTHORITIES[letterhead.authority], head=principal)
    return (first,) if letterhead.authority is Authority.ACTING or not position else (first, position)


def other_position(head: Head, words: Words) -> str:
    """Box 7b above the name: what else the signer is."""
    return clip(head.letterhead.other_position.get(words.language), 200)


def name(head: Head) -> str:
    """Box 7b: the signer's name without academic titles; empty while nobody signs."""
    return clip(bare_name(head.signer.name), 120) if head.signer else ""


def urgency(head: Head) -> tuple[str, int] | None:
    """Box 10b: words and width in mm of the stamp."""
    return URGENCY_MARKS.get(head.letterhead.urgency)


def circulation(head: Head) -> str:
    """Box 11; empty for documents that anybody may read."""
    return INTERNAL_MARK if head.letterhead.circulation is Circulation.INTERNAL else ""


def contact(head: Head, words: Words) -> tuple[str, ...]:
    """Box 13, at most three lines."""
    text = head.letterhead.contact.get(words.language)
    return tuple(clip(line, 140) for line in text.splitlines() if line.strip())[:3]


def metadata(head: Head, words: Words) -> dict[str, str | int]:
    """The document by the names of Appendix VI; number, day and signer only when there are any."""
    known: dict[str, str | int] = {
        "OrganId": head.office.id,
        "CodeNotation": symbol(head),
        "OrganName": agency_name(head, words),
        "Subject": clip(head.subject, 500),
        "To": "; ".join(recipients(head, words)),
        "Priority": list(Urgency).index(head.letterhead.urgency),
    }
    if head.number is not None:
        known["CodeNumber"] = f"{head.number:02d}"
    if head.issued_on is not None:
        known["IssuedDate"] = head.issued_on.isoformat()
    if head.signer is not None:
        known["SignerInfo"] = ", ".join((*positions(head, words), name(head)))
    return known


def appendix_number(words: Words, index: int, total: int) -> str:
    """The number of an appendix, from 1: "Phụ lục II"; a single one has none (Appendix I, III.1.a)."""
    return words.t("Appendix {number}", number=roman(index)) if total > 1 else words.t("Appendix")


def roman(value: int) -> str:
    """A whole number from 1 in Roman numerals.

    Raises:
        ValueError: less than 1.
    """
    if value < 1:
        raise ValueError(value)
    text = ""
    for worth, letters in _NUMERALS:
        while value >= worth:
            text, value = text + letters, value - worth
    return text


def guiding_line(head: Head, words: Words) -> str:
    """Below an appendix's title; number and day stay blank in an electronic document (Appendix I, III.1.c)."""
    return words.t(
        "(Attached to {kind} No. …../{symbol} of ….. of {office})",
        kind=type_name(words, head.type),
        symbol=symbol(head),
        office=agency_name(head, words),
    )


def attachment_mark(head: Head, words: Words, signed_at: datetime | None) -> tuple[str, ...]:
    """Top right on a file that goes along separately: number and symbol, and when it was signed in Viet Nam's time."""
    line = number(head, words)
    if signed_at is None:
        return (line,)
    return line, signed_at.astimezone(ZoneInfo(HEADQUARTERS_ZONE)).isoformat(timespec="seconds")
