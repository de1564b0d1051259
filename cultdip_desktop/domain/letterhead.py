"""What every official document of an office bears at its head and its end (Decree 30/2020, Appendices I and III).

An empty text means: as the office's identity has it. Plain values; nothing here knows a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.secrecy import require_open
from cultdip_desktop.domain.text import EMPTY, BiText, EnglishState


class DocumentType(StrEnum):
    """Types of documents by the abbreviation that stands in their symbol (Appendix III, I)."""

    REPORT = "BC"
    PLAN = "KH"
    PROGRAMME = "CTr"
    SUBMISSION = "TTr"
    NOTICE = "TB"
    MINUTES = "BB"
    GUIDANCE = "HD"
    OPTION = "PA"
    SCHEME = "ĐA"
    MEMORANDUM = "BGN"
    AGREEMENT = "BTT"
    INVITATION = "GM"
    CERTIFICATE = "GXN"
    """Giấy xác nhận: not in the decree's list, registered by the abbreviation that agencies use."""

    LETTER = "CV"
    """Công văn: the register's word alone; the document bears no type, and its symbol names agency and unit."""


TYPE_OF: Final[Mapping[DocumentKind, DocumentType]] = {
    DocumentKind.PERIOD: DocumentType.REPORT,
    DocumentKind.PROGRAMME: DocumentType.PROGRAMME,
    DocumentKind.DOSSIER: DocumentType.REPORT,
    DocumentKind.COVERAGE: DocumentType.REPORT,
    DocumentKind.BUDGET: DocumentType.REPORT,
    DocumentKind.MEDIA: DocumentType.REPORT,
    DocumentKind.INITIATIVES: DocumentType.REPORT,
    DocumentKind.COMMENDATIONS: DocumentType.SUBMISSION,
    DocumentKind.BRIEFING: DocumentType.REPORT,
    DocumentKind.HANDOVER: DocumentType.MINUTES,
    DocumentKind.CONSOLIDATED: DocumentType.REPORT,
    DocumentKind.STEERING: DocumentType.REPORT,
}
"""Under which type each document of the product is registered."""

TO_SUPERIORS: Final = frozenset({DocumentType.REPORT, DocumentType.SUBMISSION, DocumentType.LETTER})
"""Types that name whom they go to in box 9a and begin box 9b with "Như trên" (Appendix I, II.9.b); letters go anywhere."""


class Authority(StrEnum):
    """In whose right the signer signs (Appendix I, II.7.b)."""

    OWN = ""
    COLLECTIVE = "TM."
    """On behalf of a collective or of the agency."""

    ACTING = "Q."
    """Given the powers of the head."""

    FOR_HEAD = "KT."
    """A deputy in place of the head."""

    BY_ORDER = "TL."
    BY_AUTHORISATION = "TUQ."


class Urgency(StrEnum):
    """How fast a document must travel (box 10b)."""

    NONE = ""
    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    EXPRESS = "express"


URGENCY_MARKS: Final[Mapping[Urgency, tuple[str, int]]] = {
    Urgency.URGENT: ("KHẨN", 20),
    Urgency.VERY_URGENT: ("THƯỢNG KHẨN", 40),
    Urgency.EXPRESS: ("HỎA TỐC", 30),
}
"""Words and width in mm of the stamps, each 8 mm high (Appendix I, III.2.b)."""


class Circulation(StrEnum):
    """Who may read a document (box 11); degrees of secrecy are not offered."""

    OPEN = ""
    INTERNAL = "internal"


INTERNAL_MARK: Final = "LƯU HÀNH NỘI BỘ"

LIMITS: Final[Mapping[str, int]] = {
    "parent": 300,
    "agency": 300,
    "symbol": 20,
    "place": 60,
    "recipients": 2000,
    "copies": 1200,
    "unit_symbol": 20,
    "head": 200,
    "position": 200,
    "other_position": 200,
    "drafter_mark": 8,
    "contact": 400,
    "basis": 600,
}
"""Most characters of each text."""

_SYMBOL: Final = re.compile(r"[^\W\d_][\w]*(-[^\W_][\w]*)*", re.UNICODE)
_MOST_COPIES: Final = 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """The settings «Thể thức văn bản»; box numbers are those of Appendix I, IV."""

    parent: BiText = EMPTY
    """Box 2, the agency above."""

    agency: BiText = EMPTY
    """Box 2, who issues; a line break is a line break."""

    symbol: str = ""
    """Box 3, the agency's abbreviation after the type's: `ĐSQ`."""

    place: BiText = EMPTY
    """Box 4."""

    recipients: BiText = EMPTY
    """Box 9a, one a line."""

    copies: BiText = EMPTY
    """Box 9b between "Như trên" and "Lưu", one a line."""

    unit_symbol: str = "VH"
    """Box 9b, who drafts: "Lưu: VT, VH"."""

    kept_copies: int = 0
    """Box 9b, how many copies are kept; 0 names no number."""

    authority: Authority = Authority.OWN
    head: BiText = EMPTY
    """Box 7a, the position or collective in whose right is signed: "Đại sứ"."""

    position: BiText = EMPTY
    """Box 7a, the signer's own position; empty: the rank of the person."""

    other_position: BiText = EMPTY
    """Box 7b, another position, above the name."""

    signer_id: str = ""
    """Who signs; empty: the first approver."""

    urgency: Urgency = Urgency.NONE
    circulation: Circulation = Circulation.OPEN
    drafter_mark: str = ""
    """Box 12; empty: the drafter's initials."""

    issued_copies: int = 0
    """Box 12, how many copies go out; 0 names no number."""

    contact: BiText = EMPTY
    """Box 13, address, telephone, e-mail, site; one or two lines."""

    basis: BiText = EMPTY
    """The decision that the first paragraph refers to."""

    seal_width: int = 36
    """Real width of the seal in mm; kept with its picture."""


@dataclass(frozen=True, slots=True)
class StampImage:
    """A picture that is laid over a signed document."""

    png: bytes
    """With transparency, without metadata."""

    width_mm: int
    """Real width of the seal, or of the signature."""


def check(letterhead: Letterhead) -> None:
    """Refuse what cannot stand in an official document.

    Raises:
        UserError: `letterhead.secrecy`, `letterhead.too_long`, `letterhead.symbol`, `letterhead.copies`, `letterhead.head_missing`.
    """
    for name, most in LIMITS.items():
        value = getattr(letterhead, name)
        texts = (value.vi, value.en) if isinstance(value, BiText) else (value,)
        require_open(*texts)
        if any(len(text) > most for text in texts):
            raise UserError("letterhead.too_long", field=name, most=most)
    for name in ("symbol", "unit_symbol"):
        value = getattr(letterhead, name)
        if value and not _SYMBOL.fullmatch(value):
            raise UserError("letterhead.symbol", text=value)
    if not all(0 <= count <= _MOST_COPIES for count in (letterhead.kept_copies, letterhead.issued_copies)):
        raise UserError("letterhead.copies")
    if letterhead.authority is not Authority.OWN and not letterhead.head:
        raise UserError("letterhead.head_missing", authority=letterhead.authority.value)


def tidy(letterhead: Letterhead) -> Letterhead:
    """With texts stripped of blank lines and blanks around them; languages keep their state."""
    changed: dict[str, Any] = {}
    for one in fields(letterhead):
        value = getattr(letterhead, one.name)
        if isinstance(value, BiText):
            changed[one.name] = BiText(_tidy(value.vi), _tidy(value.en), value.english)
        elif type(value) is str:
            changed[one.name] = _tidy(value)
    return replace(letterhead, **changed)


def to_plain(letterhead: Letterhead) -> dict[str, Any]:
    """As JSON; equal letterheads give equal values, whatever was typed first."""
    plain: dict[str, Any] = {}
    for one in fields(letterhead):
        value = getattr(letterhead, one.name)
        if isinstance(value, BiText):
            plain[one.name] = {"vi": value.vi, "en": value.en}
            if value.english in (EnglishState.REVIEWED, EnglishState.STALE):
                plain[one.name]["english"] = value.english.value
        else:
            plain[one.name] = value.value if isinstance(value, StrEnum) else value
    return plain


def from_plain(plain: object) -> Letterhead:
    """Back from `to_plain`; what is missing or unknown is as in a new office, so that other versions are read."""
    if not isinstance(plain, Mapping):
        return Letterhead()
    read: dict[str, Any] = {}
    empty = Letterhead()
    for one in fields(Letterhead):
        value, kind = plain.get(one.name), type(getattr(empty, one.name))
        if kind is BiText and isinstance(value, Mapping):
            state = value.get("english")
            known = EnglishState(state) if state in ("reviewed", "stale") else EnglishState.MISSING
            read[one.name] = BiText(str(value.get("vi", "")), str(value.get("en", "")), known)
        elif issubclass(kind, StrEnum) and value in set(kind):
            read[one.name] = kind(value)
        elif kind in (str, int) and type(value) is kind:
            read[one.name] = value
    return replace(empty, **read)


def entries(text: str) -> tuple[str, ...]:
    """The lines of a list without their bullets and closing marks, empty ones left out."""
    lines = (re.sub(r"^\s*[-–•+]\s*", "", line).strip().rstrip(";.").strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


_TITLE: Final = re.compile(
    r"^((PGS|GS|TS|ThS|BS|KS|CN|NGND|NGƯT|NSND|NSƯT|Dr|Prof|Mr|Mrs|Ms)\.?\s*[.,]?\s*)+(?=\S+\s+\S)", re.IGNORECASE
)


def bare_name(name: str) -> str:
    """A signer's name without academic and honorary titles (Appendix I, II.7.c): "TS. Lê Hoàng Phúc" gives the name."""
    name = " ".join(name.split())
    found = _TITLE.match(name)
    if found is None or not re.search(r"[.,]", found.group()):
        return name
    return name[found.end() :]


def initials(name: str) -> str:
    """The drafter's sign (box 12): "Nguyễn Minh Hà" gives "NMH"."""
    return "".join(word[0] for word in name.split() if word[0].isalpha())[:8].upper()


def _tidy(text: str) -> str:
    return "\n".join(line for line in (" ".join(line.split()) for line in text.splitlines()) if line)
