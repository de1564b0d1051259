"""Words and marks that several pages of the room use: components, outcomes, periods, sizes, findings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.naming import period_of, period_title, period_words, window_of
from cultdip_desktop.domain.package import SentState
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.measures import file_size
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import Mark
from cultdip_desktop.ui.rooms.packages.values import Place

COMPONENTS: Final[Mapping[str, tuple[str, str, str]]] = {
    "report_pdf": ("file-text", N_("Report"), N_("PDF in the form of Decree 30, Vietnamese and English")),
    "events": ("file-braces", N_("Events"), N_("every reportable event of all years, with goals, results and money")),
    "tables": ("table-2", N_("Table of events"), N_("XLSX and CSV")),
    "photos": ("images", N_("Photos with captions"), N_("full size, place and device data removed")),
    "videos": ("clapperboard", N_("Videos"), N_("place and device data removed")),
    "documents": ("file-check", N_("Documents"), N_("PDF, DOCX and XLSX marked for the report")),
    "partners": ("handshake", N_("Partners named in events"), N_("name and category only")),
    "programme": ("list-checks", N_("Annual programme"), N_("items, progress, what changed since approval; no notes")),
    "sections": ("scroll-text", N_("Texts written by hand"), N_("sections of the report, in both languages")),
    "findings": ("list-checks", N_("What the check let pass"), N_("with a word of reason for each warning")),
    "answers": ("message-square", N_("Answers to headquarters' remarks"), N_("each at its place of the report")),
    "registers": ("award", N_("Initiatives and proposals to commend"), N_("the office's registers")),
    "changes": ("git-compare", N_("What changed since the package before"), N_("field by field, with the reason")),
    "index": ("globe", N_("Page to open in a browser"), N_("bilingual, for people without this program")),
}
"""Icon, name and what to know of every component of a package."""

STAYS: Final[Mapping[str, tuple[str, str, str]]] = {
    "internal_notes": ("notebook-pen", N_("Internal notes"), N_("never leave this machine")),
    "drafts": ("pencil", N_("Ideas and drafts"), N_("not approved yet")),
    "media": ("image", N_("Photos and files not to be published"), N_("no consent, no rights or not marked")),
    "trash": ("trash-2", N_("Events in the trash"), N_("only the fact that they were withdrawn")),
    "partner_names": (
        "eye-off",
        N_("Names of partners who do not wish to be listed"),
        N_("only their category goes"),
    ),
    "remarks": ("message-square", N_("Remarks inside the office"), N_("only answers to headquarters go")),
    "authors": ("user", N_("Who gave reasons and answers"), N_("they go without names")),
    "contacts": ("phone", N_("Telephone numbers and addresses of partners"), N_("never leave this machine")),
}
"""What stays behind."""

RECORDS: Final[Mapping[str, tuple[str, str]]] = {
    "event": ("ticket", N_("Events")),
    "media": ("images", N_("Descriptions of attachments")),
    "partner": ("handshake", N_("Partners")),
    "person": ("users", N_("People of the office")),
    "office": ("landmark", N_("Office")),
    "report": ("file-text", N_("Report")),
    "programme": ("list-checks", N_("Annual programmes")),
    "programme_item": ("list-checks", N_("Items of annual programmes")),
    "report_section": ("scroll-text", N_("Sections written by hand")),
    "report_comment": ("message-square", N_("Answers to headquarters' remarks")),
    "report_finding": ("list-checks", N_("Findings with reasons")),
    "report_change": ("git-compare", N_("Changes of an amendment")),
    "initiative": ("lightbulb", N_("Initiatives")),
    "commendation": ("award", N_("Proposals to commend")),
    "tombstone": ("trash-2", N_("Withdrawn events")),
    "finding": ("list-checks", N_("Findings with reasons")),
    "narrative": ("scroll-text", N_("Narrative")),
    "catalogue_node": ("target", N_("Items of the catalogue")),
    "certificate": ("badge-check", N_("Certificates")),
    "revocation_list": ("shield-x", N_("Revocation lists")),
}
"""The kinds of records that a package may hold."""

KINDS: Final[Mapping[str, str]] = {
    "report": N_("Report package"),
    "nil-report": N_("Nil report"),
    "amendment": N_("Amendment"),
    "event-dossier": N_("Dossier of one event"),
    "handover": N_("Handover"),
    "receipt": N_("Receipt"),
    "comments": N_("Comments"),
    "directive": N_("Directive"),
    "catalogue": N_("Catalogue of the strategy"),
    "trust": N_("Trust list"),
    "rates": N_("Exchange rates"),
}

RESULT_MARKS: Final[Mapping[str, Mark]] = {
    "valid": Mark("badge-check", "ok"),
    "valid_with_warnings": Mark("badge-alert", "warn"),
    "unknown": Mark("circle-question-mark", "info"),
    "not_valid": Mark("shield-x", "danger"),
    "unreadable": Mark("file-x", "neutral"),
}
"""The five states of a package."""

OUTCOME_MARKS: Final[Mapping[str, tuple[str, str, str]]] = {
    "ok": ("circle-check", "accent.text", N_("Passed")),
    "warning": ("triangle-alert", "warn.text", N_("Remark")),
    "unknown": ("circle-question-mark", "info.text", N_("Unknown")),
    "failed": ("circle-x", "danger.text", N_("Failed")),
    "skipped": ("circle-dashed", "text.tertiary", N_("Skipped")),
}
"""Icon, tint and word of a line's outcome."""

SENT_MARKS: Final[Mapping[SentState, Mark]] = {
    SentState.RESERVED: Mark("loader", "neutral"),
    SentState.SEALED: Mark("clock", "warn"),
    SentState.SENT: Mark("send", "info"),
    SentState.RECEIVED: Mark("badge-check", "ok"),
}

SEVERITY_ICONS: Final[Mapping[Severity, tuple[str, str]]] = {
    Severity.ERROR: ("octagon-alert", "danger.text"),
    Severity.WARNING: ("triangle-alert", "warn.text"),
    Severity.HINT: ("info", "info.text"),
}

PHASES: Final[Mapping[str, str]] = {
    "media": N_("Cleaning attachments"),
    "pdf": N_("Building the report"),
    "table": N_("Building the tables"),
    "seal": N_("Signing and writing"),
    "verify": N_("Reading the file back and verifying it"),
}
"""What the export is doing; anything else that it names is a file."""

_TABS: Final = (
    ("goals", "goals"),
    ("results", "results"),
    ("money", "money"),
    ("media", "media"),
    ("captions", "media"),
)


def period_name(period: Period) -> Phrase:
    """The period in a sentence: "quý III năm 2026"."""
    return Phrase(lambda words: period_words(words, period))


def period_choice(period: Period) -> Phrase:
    """The period by itself: "Quý III năm 2026"."""
    return Phrase(lambda words: period_title(words, period))


def period_of_text(words: Words, text: str) -> str:
    """The period that a package names, or its days."""
    period = period_of(text)
    if period is not None:
        return period_title(words, period)
    window = window_of(text)
    return dates.day_range(words, window.first, window.last) if window else "–"


def days(window: Window) -> Phrase:
    """The days of a period."""
    return Phrase(lambda words: dates.day_range(words, window.first, window.last))


def day(value: date) -> Phrase:
    """A day with its year."""
    return Phrase(lambda words: dates.day(words, value))


def moment(instant: datetime, zone: str) -> Phrase:
    """An instant on the office's clock."""
    return Phrase(lambda words: dates.moment(words, instant, zone))


def size(count: int) -> Phrase:
    """A number of bytes."""
    return Phrase(lambda words: file_size(words, count))


def either(text: BiText) -> Phrase:
    """A text in the interface's language, or in the other where that is missing."""
    return Phrase(lambda words: text.get(words.language))


def state_word(state: SentState) -> Phrase:
    """Where an own package stands."""
    return Phrase(lambda words: label(words, state))


def kind_word(kind: str) -> Phrase | str:
    """What a package is."""
    return t(KINDS[kind]) if kind in KINDS else "–"


def seq_text(epoch: int, seq: int) -> str:
    """Number in the chain: "1/3"."""
    return f"{epoch}/{seq}"


def trouble(error: UserError) -> Phrase:
    """What happened and what to do, in one paragraph."""

    def said(words: Words) -> str:
        text = describe(words, error)
        return f"{text.message} {text.advice}".strip()

    return Phrase(said)


def finding_text(finding: Finding) -> Phrase:
    """What a check found."""
    error = UserError(finding.code, **finding.params)
    return Phrase(lambda words: describe(words, error).message)


def finding_advice(finding: Finding) -> Phrase:
    """What to do about it."""
    error = UserError(finding.code, **finding.params)
    return Phrase(lambda words: describe(words, error).advice)


def place_of(finding: Finding) -> Place | None:
    """Where a finding can be put right; None where nothing is to be put right."""
    if finding.event_id:
        tab = next((name for start, name in _TABS if finding.field.startswith(start)), "content")
        return Place(finding.event_id, tab)
    return Place(settings="people") if finding.field == "signer" else None


def short_digest(sha256: str) -> str:
    """A digest to tell two files apart at a glance: "4be1 09cf…"."""
    return f"{sha256[:4]} {sha256[4:8]}…" if sha256 else ""


def grouped_words(words: tuple[str, ...], size: int = 4) -> str:
    """Fingerprint words in lines, with a dot between words that are read out together."""
    return "\n".join(" · ".join(words[at : at + size]) for at in range(0, len(words), size))
