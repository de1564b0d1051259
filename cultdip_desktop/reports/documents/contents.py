"""From the matter of a document to what it says: its form, its story, its tables; one place that knows every kind."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from cultdip_desktop.core import canonical
from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.letterhead import TYPE_OF, Circulation
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import head_text, prose
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.documents import (
    blocks,
    budget,
    consolidated,
    coverage,
    dossier,
    handover,
    media,
    programme,
    proposals,
    visit,
)
from cultdip_desktop.reports.documents.grid import Amount, Cell, Grid, Share
from cultdip_desktop.reports.documents.matter import (
    BriefingMatter,
    BudgetMatter,
    CommendationsMatter,
    ConsolidatedMatter,
    CoverageMatter,
    DossierMatter,
    HandoverMatter,
    InitiativesMatter,
    Matter,
    MediaMatter,
    ProgrammeMatter,
)
from cultdip_desktop.reports.documents.visit import Limits
from cultdip_desktop.reports.head_text import Head
from cultdip_desktop.reports.story import Appendix, Heading, Para, Photos, Section, Story, Table, lines, plain

INTERNAL: Final = frozenset({DocumentKind.BRIEFING, DocumentKind.HANDOVER})
"""Kinds that never leave the office."""

TABLES: Final = frozenset(set(DocumentKind) - {DocumentKind.BRIEFING})
"""Kinds that have a workbook."""

MAX_PAGES: Final = {DocumentKind.BRIEFING: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """One document in one language, before any page or sheet."""

    kind: DocumentKind
    title: str
    """Of the file."""

    subject: str
    head: Head | None
    """Form of an official document; None for a paper for use inside."""

    heading: tuple[str, ...]
    """Title of a paper without letterhead."""

    notice: str
    """Printed before everything else; empty for nothing."""

    story: Story
    grids: tuple[Grid, ...]
    lying: bool
    """The appendices lie on their side."""

    data: ReportData
    document: str
    """Id in the footer."""

    photos: tuple[MediaItem, ...] = ()


def content(matter: Matter, words: Words, limits: Limits | None = None) -> Content:
    """What a document says in one language; `limits` keep a briefing short."""
    if isinstance(matter, BriefingMatter):
        return _briefing(matter, words, limits)
    return _official(_KINDS[type(matter)](matter, words), words)


def findings(matter: Matter) -> tuple[Finding, ...]:
    """What is wrong with a document that leaves the office: a text names somebody who does not wish to be listed."""
    if isinstance(matter, BriefingMatter | HandoverMatter) or not matter.data.withheld.names:
        return ()
    made = content(matter, Words("vi")), content(matter, Words("en"))
    said = "\n".join(text for one in made for text in _texts(one))
    name = matter.data.withheld.found_in(said)
    return (Finding("document.partner_named", Severity.WARNING, params={"name": name}),) if name else ()


def _texts(made: Content) -> Iterator[str]:
    """Everything that the document prints, but for its form."""
    blocks = [block for section in made.story.sections for block in section.blocks]
    blocks += [block for appendix in made.story.appendices for block in appendix.blocks]
    yield from (made.subject, *lines(tuple(blocks)))
    for block in blocks:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Table):
            yield from (plain(cell) for row in block.rows for cell in row.cells)
        elif isinstance(block, Photos):
            yield from (f"{plain(photo.caption)} {photo.credit}" for photo in block.photos)


def data_bytes(made: Content) -> bytes:
    """The document's tables and what they rest on as canonical JSON: attached to the PDF, its digest in the footer."""
    said: dict[str, canonical.Json] = {
        "document": made.kind.value,
        "office": made.data.office.id,
        "language": made.story.language,
        "period": str(made.data.period),
        "rule": made.data.period.rule.value,
        "window": f"{made.data.window.first}/{made.data.window.last}",
        "as_of": made.data.as_of.isoformat(timespec="seconds"),
        "catalogue": f"{made.data.catalogue.code}/{made.data.catalogue.edition}",
        "tables": [_grid_plain(grid) for grid in made.grids],
    }
    return canonical.encode(said)


def data_sha256(made: Content) -> str:
    """Digest of `data_bytes`, 64 hex digits."""
    return hashlib.sha256(data_bytes(made)).hexdigest()


def _grid_plain(grid: Grid) -> dict[str, canonical.Json]:
    return {
        "key": grid.key,
        "columns": [field.code for field in grid.fields],
        "rows": [[_cell_plain(cell) for cell in line.cells] for line in grid.lines],
    }


def _cell_plain(cell: Cell) -> canonical.Json:
    if isinstance(cell, Amount):
        return f"{cell.value:f} {cell.currency}"
    if isinstance(cell, Share):
        return f"{cell.value:f}"
    if isinstance(cell, BiText):
        return {"vi": _sound(cell.vi), "en": _sound(cell.en)}
    if isinstance(cell, Mapping):
        return {currency: f"{amount:f}" for currency, amount in cell.items()}
    if isinstance(cell, Decimal | date):
        return f"{cell:f}" if isinstance(cell, Decimal) else cell.isoformat()
    return _sound(cell) if isinstance(cell, str) else cell


def _sound(text: str) -> str:
    """NFC, without lone surrogates, which canonical JSON refuses."""
    return nfc(text).encode("utf-8", "replace").decode("utf-8")


@dataclass(frozen=True, slots=True)
class _Parts:
    kind: DocumentKind
    data: ReportData
    subject: str
    opening: str
    sections: tuple[Section, ...]
    closing: str
    grids: tuple[Grid, ...]
    appendices: tuple[Appendix, ...] = ()
    id: str = ""
    lying: bool = False
    notice: str = ""
    photos: tuple[MediaItem, ...] = ()


def _official(parts: _Parts, words: Words) -> Content:
    data = parts.data
    type_ = TYPE_OF[parts.kind]
    letterhead = data.letterhead
    if parts.kind in INTERNAL:
        letterhead = replace(letterhead, circulation=Circulation.INTERNAL)
    head = Head(
        office=data.office,
        type=type_,
        subject=parts.subject,
        as_of=data.as_of,
        letterhead=letterhead,
        recipients=data.recipient,
        signer=data.signer,
        drafter=data.drafter,
    )
    ending = [Para((words.t("Attached: {title}.", title=one.title.lower()),)) for one in parts.appendices]
    story = Story(
        language=words.language,
        sections=(Section("opening", (Para((parts.opening,)),)), *parts.sections),
        ending=(*ending, Para((parts.closing,))),
        appendices=parts.appendices,
    )
    name = words.t("{type}: {subject}", type=head_text.type_name(words, type_), subject=parts.subject)
    return Content(
        kind=parts.kind,
        title=f"{prose.clip(name, 300)} – {data.office.name.get(words.language)}",
        subject=parts.subject,
        head=head,
        heading=(),
        notice=parts.notice,
        story=story,
        grids=parts.grids,
        lying=parts.lying,
        data=data,
        document=f"{data.office.id}-{parts.kind.value}-{parts.id or data.period}",
        photos=parts.photos,
    )


def _briefing(matter: BriefingMatter, words: Words, limits: Limits | None) -> Content:
    title, under = visit.title(matter, words), visit.subtitle(matter, words)
    story = Story(words.language, visit.sections(matter, words, limits), (), ())
    return Content(
        kind=DocumentKind.BRIEFING,
        title=title,
        subject=under or title,
        head=None,
        heading=(title, under) if under else (title,),
        notice="",
        story=story,
        grids=(),
        lying=False,
        data=matter.data,
        document=f"{matter.data.office.id}-{DocumentKind.BRIEFING.value}-{matter.today}",
    )


def _programme(matter: ProgrammeMatter, words: Words) -> _Parts:
    year = matter.view.year
    office = blocks.office(matter.data, words)
    closing = words.t(
        "The above is the cultural diplomacy action programme of {office} for {year}.", office=office, year=year
    )
    return _Parts(
        DocumentKind.PROGRAMME,
        matter.data,
        programme.subject(matter, words),
        programme.opening(matter, words),
        programme.sections(matter, words),
        closing,
        programme.grids(matter, words),
    )


def _dossier(matter: DossierMatter, words: Words) -> _Parts:
    return _Parts(
        DocumentKind.DOSSIER,
        matter.data,
        dossier.subject(matter, words),
        dossier.opening(matter, words),
        dossier.sections(matter, words),
        _reported(matter.data, words),
        dossier.grids(matter, words),
        dossier.appendices(matter, words),
        id=matter.event.number or matter.event.id,
        photos=matter.photos,
    )


def _coverage(matter: CoverageMatter, words: Words) -> _Parts:
    return _Parts(
        DocumentKind.COVERAGE,
        matter.data,
        coverage.subject(matter, words),
        coverage.opening(matter, words),
        coverage.sections(matter, words),
        _reported(matter.data, words),
        coverage.grids(matter, words),
        coverage.appendices(matter, words),
        lying=True,
    )


def _budget(matter: BudgetMatter, words: Words) -> _Parts:
    return _Parts(
        DocumentKind.BUDGET,
        matter.data,
        budget.subject(matter, words),
        budget.opening(matter, words),
        budget.sections(matter, words),
        _reported(matter.data, words),
        budget.grids(matter, words),
    )


def _media(matter: MediaMatter, words: Words) -> _Parts:
    return _Parts(
        DocumentKind.MEDIA,
        matter.data,
        media.subject(matter, words),
        media.opening(matter, words),
        media.sections(matter, words),
        _reported(matter.data, words),
        media.grids(matter, words),
        media.appendices(matter, words),
        lying=True,
    )


def _initiatives(matter: InitiativesMatter, words: Words) -> _Parts:
    return _Parts(
        DocumentKind.INITIATIVES,
        matter.data,
        proposals.initiatives_subject(matter, words),
        proposals.initiatives_opening(matter, words),
        proposals.initiatives_sections(matter, words),
        _reported(matter.data, words),
        proposals.initiatives_grids(matter, words),
    )


def _commendations(matter: CommendationsMatter, words: Words) -> _Parts:
    office = _capital(blocks.office(matter.data, words))
    return _Parts(
        DocumentKind.COMMENDATIONS,
        matter.data,
        proposals.commendations_subject(matter, words),
        proposals.commendations_opening(matter, words),
        proposals.commendations_sections(matter, words),
        words.t("{office} respectfully submits this for consideration and decision.", office=office),
        proposals.commendations_grids(matter, words),
    )


def _handover(matter: HandoverMatter, words: Words) -> _Parts:
    return _Parts(
        DocumentKind.HANDOVER,
        matter.data,
        handover.subject(matter, words),
        handover.opening(matter, words),
        handover.sections(matter, words),
        words.t("These minutes are made in two copies of equal value; each side keeps one."),
        handover.grids(matter, words),
        id=str(matter.today),
        notice=handover.warning(words),
    )


def _consolidated(matter: ConsolidatedMatter, words: Words) -> _Parts:
    office = blocks.office(matter.data, words)
    return _Parts(
        DocumentKind.STEERING if matter.topic else DocumentKind.CONSOLIDATED,
        matter.data,
        consolidated.subject(matter, words),
        consolidated.opening(matter, words),
        consolidated.sections(matter, words),
        words.t("The above is the report; {office} respectfully submits it.", office=office),
        consolidated.grids(matter, words),
        consolidated.appendices(matter, words),
        id=f"{matter.topic}-{matter.data.period}" if matter.topic else "",
        lying=True,
    )


_KINDS: Final[dict[type, Callable[..., _Parts]]] = {
    ProgrammeMatter: _programme,
    DossierMatter: _dossier,
    CoverageMatter: _coverage,
    BudgetMatter: _budget,
    MediaMatter: _media,
    InitiativesMatter: _initiatives,
    CommendationsMatter: _commendations,
    HandoverMatter: _handover,
    ConsolidatedMatter: _consolidated,
}


def _reported(data: ReportData, words: Words) -> str:
    return words.t("The above is the report; {office} respectfully submits it.", office=blocks.office(data, words))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
