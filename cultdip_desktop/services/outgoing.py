"""Gathering one report package: records, cleaned media, documents for people; nothing is signed or written here."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO, Final
from zoneinfo import ZoneInfo

from cultdip_desktop import __version__
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.domain.mission import HEADQUARTERS_ID, Person
from cultdip_desktop.domain.partner import Partner
from cultdip_desktop.domain.programme import ProgrammeView
from cultdip_desktop.domain.report import PaperFile
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.filetypes import kinds
from cultdip_desktop.filetypes.kinds import FileType
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.packages import names, sealed_for
from cultdip_desktop.packages.contents import FileSource, MediaSource, PackageContents
from cultdip_desktop.packages.package import (
    ChainLink,
    HistoryHead,
    PackageHeader,
    PeriodInfo,
    Producer,
    Recipient,
)
from cultdip_desktop.reports import head_text, table
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.index_html import IndexFile, index_html
from cultdip_desktop.services import payload, programme, signed_papers
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.payload import NOTHING_REPLIED, ExportedMedia, Records, Replies
from cultdip_desktop.services.phases import Phases
from cultdip_desktop.services.pipe import pieces_of
from cultdip_desktop.services.reports import ReportService
from cultdip_desktop.store.query import events as event_query
from cultdip_desktop.store.query import history as history_query
from cultdip_desktop.store.query import partners as partner_query
from cultdip_desktop.store.query import way_back as way_back_query
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.store.query.history import HistoryDay
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import media as media_rows
from cultdip_desktop.store.repo import partner as partner_rows
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.repo import programme as programme_rows
from cultdip_desktop.store.repo import receipt as receipt_rows

if TYPE_CHECKING:
    from cultdip_desktop.services.report_content import Gathered

_CHUNK: Final = 512 * 1024


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the store says at the moment of the export."""

    events: tuple[Event, ...]
    """All living events of the office, without the names of partners who do not wish to be listed."""

    trashed: tuple[Event, ...]
    media: Mapping[str, tuple[MediaItem, ...]]
    people: tuple[Person, ...]
    partners: tuple[Partner, ...]
    history: HistoryHead
    programmes: tuple[ProgrammeView, ...] = ()
    replies: Replies = NOTHING_REPLIED
    """Answers to tasks of directives, and to remarks on all reports."""

    history_days: tuple[HistoryDay, ...] = ()
    at_headquarters: frozenset[str] = frozenset()
    """Digests of the cleaned copies that headquarters has acknowledged."""

    @property
    def travelling(self) -> tuple[Event, ...]:
        """Events that go."""
        return payload.travelling(self.events)

    @property
    def travelling_media(self) -> tuple[MediaItem, ...]:
        """Attachments that go."""
        return tuple(item for event in self.travelling for item in self.media.get(event.id, ()) if item.travels)

    def replies_beside(self, report_id: str) -> Replies:
        """What is answered beside this report: its own remarks travel with it."""
        others = tuple(one for one in self.replies.remarks if one.report_id != report_id)
        return Replies(self.replies.directives, others)

    @property
    def kept_media(self) -> int:
        """Attachments that stay: not marked for the report, or not publishable."""
        return sum(not item.travels for event in self.travelling for item in self.media.get(event.id, ()))


@dataclass(frozen=True, slots=True)
class OwnRows:
    """Records that are made only when a package is: what the approval, the check and an amendment say."""

    report: Mapping[str, Any]
    findings: Sequence[Mapping[str, Any]] = ()
    changes: Sequence[Mapping[str, Any]] = ()


def take_snapshot(desk: Desk) -> Snapshot:
    """Read everything that a package may need, in one consistent look."""
    today = desk.clock.now().astimezone(ZoneInfo(desk.office.zone)).date()
    with desk.store.read() as tx:
        events = event_rows.get_many(tx, event_query.find_ids(tx, EventFilter(office=desk.office.id)))
        trashed = event_rows.get_many(tx, event_query.find_ids(tx, EventFilter(office=desk.office.id, deleted=True)))
        media = media_rows.of_events(tx, [event.id for event in events])
        head = history_query.head(tx)
        return Snapshot(
            tuple(partner_query.withheld(tx).events(events)),
            tuple(trashed),
            {event_id: tuple(items) for event_id, items in media.items()},
            tuple(person_rows.all(tx)),
            tuple(partner_rows.all(tx)),
            HistoryHead(head.head, head.count),
            tuple(programme.look(tx, year, today) for year in programme_rows.years(tx)),
            Replies(way_back_query.directive_answers(tx), way_back_query.answered_remarks(tx)),
            history_query.days(tx),
            receipt_rows.held_media(tx),
        )


def measure_media(desk: Desk, items: Sequence[MediaItem], progress: Progress) -> tuple[ExportedMedia, ...]:
    """The cleaned copies' digests and sizes; the manifest needs them before a byte is written.

    Raises:
        UserError: `media.blob_damaged`, `media.cannot_clean` with the file's name.
    """
    measured = []
    for index, item in enumerate(items):
        progress.step(index, len(items), item.file_name)
        copy = desk.vault.measure_export(item.sha256, _filetype(item), item.size, item.file_name)
        measured.append(
            ExportedMedia(
                item, copy.sha256, copy.size, copy.filetype.mime, copy.filetype.extension, cleaned=copy.cleaned
            )
        )
    progress.step(len(items), len(items))
    return tuple(measured)


def gather(
    desk: Desk,
    reports: ReportService,
    gathered: Gathered,
    header: PackageHeader,
    own: OwnRows,
    phases: Phases,
    *,
    every_photo: bool = False,
) -> PackageContents:
    """Build documents and records of the package that `header` announces.

    Attachments that headquarters has acknowledged are named and not sent again, unless `every_photo`.
    """
    data, snapshot = gathered.data, gathered.snapshot
    media = measure_media(desk, snapshot.travelling_media, phases.phase(250, "media"))
    records = Records(
        office=desk.office,
        people=tuple(person for person in snapshot.people if person.active),
        partners=payload.named_partners(snapshot.partners, snapshot.travelling),
        events=snapshot.travelling,
        withdrawn=payload.withdrawn(snapshot.trashed),
        media=media,
        report=own.report,
        programmes=snapshot.programmes,
        parts=gathered.parts,
        findings=own.findings,
        changes=own.changes,
        withheld=data.withheld,
        replies=snapshot.replies_beside(gathered.report.id),
        history_days=snapshot.history_days,
    )
    signed = signed_papers.travelling(desk, gathered.report.id, gathered.sha256)
    readable = _documents(reports, data, signed, phases)
    held = frozenset[str]() if every_photo else snapshot.at_headquarters
    going = [one for one in media if one.sha256 not in held]
    links = [*_document_links(readable), *_media_links(going, snapshot.events)]
    readable["index.html"] = index_html(data, links)
    return PackageContents(
        header=header,
        rows=payload.rows(records),
        media=tuple(_source(desk, one) for one in going),
        media_assumed=len({(one.sha256, one.extension) for one in media if one.sha256 in held}),
        readable={name: FileSource.of_bytes(content) for name, content in readable.items()},
    )


def header_of(
    desk: Desk, data: ReportData, package_id: str, kind: str, link: ChainLink, history: HistoryHead, recipient: str = ""
) -> PackageHeader:
    """Who sends what, in which place of the chain, and with which key of headquarters it is encrypted."""
    window = data.period.window
    vi = Words("vi")
    return PackageHeader(
        package_id=package_id,
        kind=kind,
        office=desk.office.id,
        recipient=Recipient(HEADQUARTERS_ID, sealed_for.recipient_sha256(recipient) if recipient else None),
        period=PeriodInfo(data.period.rule.value, window.first, window.last),
        chain=link,
        history=history,
        producer=Producer(f"cultdip-desktop {__version__}"),
        catalogue=(data.catalogue.code, data.catalogue.edition),
        document={**head_text.metadata(head_text.head_of(data, vi), vi), "Language": "vi, en"},
    )


def _documents(
    reports: ReportService, data: ReportData, signed: tuple[PaperFile, bytes] | None, phases: Phases
) -> dict[str, bytes]:
    """The report in both languages, the signed one byte for byte as it was signed, and its tables."""
    stem = data.stem
    files: dict[str, bytes] = {}
    for language in ("vi", "en"):
        if signed is not None and signed[0].language == language:
            phases.phase(150, "pdf")
            files[f"report-{stem}.{language}.signed.pdf"] = signed[1]
            continue
        target = io.BytesIO()
        reports.write_pdf(data, language, target, phases.phase(150, "pdf"))
        files[f"report-{stem}.{language}.pdf"] = target.getvalue()
    tables = phases.phase(20, "table")
    files[f"events-{stem}.xlsx"] = table.events_xlsx(data, "vi")
    files[f"events-{stem}.csv"] = table.events_csv(data, "vi")
    tables.step(1, 1)
    return files


_LABELS: Final = {
    ".vi.signed.pdf": BiText("Báo cáo đã ký số, tiếng Việt (PDF)", "Signed report in Vietnamese (PDF)"),
    ".en.signed.pdf": BiText("Báo cáo đã ký số, tiếng Anh (PDF)", "Signed report in English (PDF)"),
    ".vi.pdf": BiText("Báo cáo, tiếng Việt (PDF)", "Report in Vietnamese (PDF)"),
    ".en.pdf": BiText("Báo cáo, tiếng Anh (PDF)", "Report in English (PDF)"),
    ".xlsx": BiText("Bảng sự kiện (Excel)", "Table of events (Excel)"),
    ".csv": BiText("Bảng sự kiện (CSV)", "Table of events (CSV)"),
}


def _document_links(readable: Mapping[str, bytes]) -> list[IndexFile]:
    return [
        IndexFile(name, next(label for ending, label in _LABELS.items() if name.endswith(ending)), len(content))
        for name, content in readable.items()
    ]


def _media_links(media: Iterable[ExportedMedia], events: Iterable[Event]) -> list[IndexFile]:
    titles = {event.id: event.title for event in events}
    links = []
    for one in media:
        label = one.item.caption or titles.get(one.item.event_id, BiText())
        links.append(IndexFile(f"../{names.media(one.sha256, one.extension)}", label, one.size))
    return links


def _source(desk: Desk, one: ExportedMedia) -> MediaSource:
    return MediaSource(one.extension, FileSource(one.sha256, one.size, lambda: _copied(desk, one)))


def _copied(desk: Desk, one: ExportedMedia) -> Iterator[bytes]:
    """The cleaned copy anew: films stream, pictures are cleaned in memory."""
    item = one.item
    filetype = _filetype(item)

    def write(target: BinaryIO) -> None:
        desk.vault.export(item.sha256, filetype, item.size, target, item.file_name)

    if item.kind != "image":
        return pieces_of(write)
    memory = io.BytesIO()
    write(memory)
    memory.seek(0)
    return iter(lambda: memory.read(_CHUNK), b"")


def _filetype(item: MediaItem) -> FileType:
    found = kinds.by_mime(item.mime)
    if found is None:
        raise UserError("media.unknown_type", file=item.file_name)
    return found
