"""The documents that the page «Tài liệu khác» offers: each with what it is for and what must be chosen for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.report import ReportKind
from cultdip_desktop.ui.kit.language import Phrase, t

YEAR, PART, EVENT, GOAL, DAYS, VISIT, SUCCESSOR = "year", "part", "event", "goal", "days", "visit", "successor"
"""What can be chosen for a document."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One document of the page."""

    key: str
    """The document's kind, or that of a report over several years or on one theme; the id of its route."""

    title: Phrase
    sentence: Phrase
    """What it is for, in one line."""

    icon: str
    asks: tuple[str, ...]
    endings: tuple[str, ...] = (".pdf", ".docx", ".xlsx")
    register: bool = False
    """It is made of a register that is kept on this page."""

    @property
    def report(self) -> ReportKind | None:
        """The kind of report, where it is one."""
        return ReportKind(self.key) if self.key in (ReportKind.MIDTERM, ReportKind.THEMATIC) else None


OFFERS: Final[tuple[Offer, ...]] = (
    Offer(
        DocumentKind.PROGRAMME, t("Action programme"), t("The year's items, plan against done"), "list-checks", (YEAR,)
    ),
    Offer(DocumentKind.DOSSIER, t("Event dossier"), t("One event whole, with pictures"), "folder-open", (EVENT,)),
    Offer(DocumentKind.COVERAGE, t("Goal coverage"), t("Goals by quarters, gaps, targets"), "layout-grid", (YEAR,)),
    Offer(DocumentKind.BUDGET, t("Budget"), t("Money by source, socialised share"), "coins", (YEAR, PART)),
    Offer(DocumentKind.MEDIA, t("Media coverage"), t("Press items, reach, languages"), "newspaper", (YEAR, PART)),
    Offer(
        DocumentKind.INITIATIVES,
        t("Initiatives and proposals"),
        t("The register and its report"),
        "lightbulb",
        (YEAR,),
        register=True,
    ),
    Offer(
        DocumentKind.COMMENDATIONS,
        t("Commendations"),
        t("Whom to commend, with evidence"),
        "award",
        (YEAR,),
        register=True,
    ),
    Offer(
        DocumentKind.BRIEFING,
        t("Leader's briefing"),
        t("Two pages for a visit, for use inside"),
        "briefcase",
        (VISIT,),
        (".pdf",),
    ),
    Offer(
        DocumentKind.HANDOVER,
        t("Hand-over dossier"),
        t("Tasks, promises, contacts; stays here"),
        "handshake",
        (SUCCESSOR,),
        (".pdf", ".xlsx"),
    ),
    Offer(
        ReportKind.MIDTERM,
        t("Mid-term report"),
        t("Several years in one report"),
        "calendar-range",
        (DAYS,),
    ),
    Offer(
        ReportKind.THEMATIC,
        t("Thematic report"),
        t("What serves one goal"),
        "target",
        (GOAL, YEAR),
    ),
)

BY_KEY: Final = {offer.key: offer for offer in OFFERS}


def offer_of(key: str) -> Offer:
    """The document of a route's id; the first one where there is no such document."""
    return BY_KEY.get(key, OFFERS[0])
