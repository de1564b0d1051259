"""Rules on the official form (Decree 30/2020, Appendix I), and on marks of state secrecy."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.letterhead import entries
from cultdip_desktop.domain.report import LOCKED, ReportState
from cultdip_desktop.domain.secrecy import mark_in
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.reports import check_texts
from cultdip_desktop.reports.data import DEFAULT_RECIPIENT, ReportData

_AFTER_APPROVAL: Final = LOCKED | {ReportState.APPROVED}


def form(data: ReportData) -> Iterator[Finding]:
    """What the boxes of page 1 and of the signature need."""
    letterhead, office = data.letterhead, data.office
    recipients = (data.recipient or letterhead.recipients or DEFAULT_RECIPIENT).get("vi")
    for code, field, text in (
        ("report.office_missing", "letterhead.agency", (letterhead.agency or office.name).get("vi")),
        ("report.symbol_missing", "letterhead.symbol", letterhead.symbol or office.symbol),
        ("report.recipient_missing", "letterhead.recipients", "".join(entries(recipients))),
    ):
        if not text.strip():
            yield Finding(code, Severity.ERROR, field)
    for code, field, text in (
        ("report.place_missing", "letterhead.place", (letterhead.place or office.city).get("vi")),
        ("report.basis_missing", "letterhead.basis", (letterhead.basis or data.basis).get("vi")),
    ):
        if not text.strip():
            yield Finding(code, Severity.WARNING, field)
    if data.number is not None and data.issued_on is None:
        yield Finding("report.day_missing", Severity.WARNING, "issued_on")
    if data.issued_on is not None and data.issued_on < data.window.first:
        yield Finding("report.day_early", Severity.ERROR, "issued_on", params={"day": data.issued_on.isoformat()})


def agency(data: ReportData) -> Iterator[Finding]:
    """The name in the head of the document is the one that the report's sentences use."""
    printed, known = data.letterhead.agency.vi, data.office.name.vi
    if printed.strip() and _plain(printed) != _plain(known):
        params: dict[str, str | int | None] = {"found": " ".join(printed.split()), "usual": known}
        yield Finding("report.agency_differs", Severity.WARNING, "letterhead.agency", params=params)


def signer(data: ReportData) -> Iterator[Finding]:
    """Boxes 7a and 7b."""
    if data.signer is None:
        yield Finding("report.signer_missing", Severity.ERROR, "signer")
    elif not data.signer.name.strip():
        yield Finding("report.signer_unnamed", Severity.ERROR, "signer")
    elif not (data.letterhead.position or data.signer.rank).get("vi").strip():
        yield Finding("report.rank_missing", Severity.WARNING, "signer.rank", params={"name": data.signer.name})


def numbered(data: ReportData) -> Iterator[Finding]:
    """The registry gives number and day when the document is issued, so after its approval."""
    if data.state in _AFTER_APPROVAL:
        return
    if data.number is not None:
        yield Finding("report.number_early", Severity.WARNING, "number", params={"number": data.number})
    elif data.issued_on is not None:
        yield Finding("report.issued_early", Severity.WARNING, "issued_on", params={"day": data.issued_on.isoformat()})


def secrecy(data: ReportData) -> Iterator[Finding]:
    """The product takes no state secrets: a mark of them in any text stops the report (DOMAIN, section 10)."""
    found: set[tuple[str, str]] = set()
    for said in check_texts.of_all(data):
        for text in said.both:
            mark = mark_in(text) if _may_be_marked(text) else None
            if mark and (said.event_id, said.field) not in found:
                found.add((said.event_id, said.field))
                yield check_texts.finding("report.secrecy_mark", Severity.ERROR, said, mark=mark)


def _may_be_marked(text: str) -> bool:
    """Long texts without the letters that every mark has need not be read line by line."""
    return len(text) <= _SHORT or _LETTERS.search(unicodedata.normalize("NFKC", text)) is not None


def _plain(text: str) -> str:
    return " ".join(nfc(text).split()).casefold()


_LETTERS: Final = re.compile(r"m\W*ậ\W*t", re.IGNORECASE)
_SHORT: Final = 40
"""Characters of a text that may be a mark as a whole, in other spellings too."""
