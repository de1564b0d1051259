"""Headquarters' own documents: the consolidated report (R29) and the Steering Committee's pages by topic (R28).

A document is made of one look at the store and dated by its last action, not by the clock: the same state gives the
same bytes again, and every figure names the signed packages that it rests on.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, Literal, cast

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain import overview as overview_rules
from cultdip_desktop.domain.duty import Region
from cultdip_desktop.domain.event import EventKind
from cultdip_desktop.domain.figures import Counted, Dimension, FigureRow, Tally, count_all
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.overview import MAIN, Cell, Gap, RegionRow
from cultdip_desktop.domain.package import ReceivedPackage
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.standing import PeriodStanding, day_in_hanoi
from cultdip_desktop.domain.strategy import Catalogue, group_of
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.hq.figures import Look, left_out
from cultdip_desktop.hq.status import standing_of
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports.data import DEFAULT_BASIS, ReportData
from cultdip_desktop.reports.documents import contents
from cultdip_desktop.reports.documents.matter import (
    ConsolidatedMatter,
    FigureLine,
    GoodPractice,
    MissionProposal,
    SourcePackage,
)
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.full_disk import Patient
from cultdip_desktop.services.letterhead import read as read_letterhead
from cultdip_desktop.services.letterhead import signer_of
from cultdip_desktop.services.reports import Built
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.query import figure_sheets as sheet_query
from cultdip_desktop.store.query import history as history_query
from cultdip_desktop.store.query import overview_events
from cultdip_desktop.store.repo import exemplar as exemplar_rows
from cultdip_desktop.store.repo import inbox as inbox_rows
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.repo import register as register_rows
from cultdip_desktop.store.store import Reader

Language = Literal["vi", "en"]

RECIPIENT: Final = BiText("Lãnh đạo Bộ Ngoại giao", "The leadership of the Ministry of Foreign Affairs")
"""To whom headquarters reports, until its settings name somebody else."""

COMMITTEE: Final = BiText(
    "Các đơn vị thành viên Ban Chỉ đạo công tác Ngoại giao văn hóa",
    "Member units of the Steering Committee for Cultural Diplomacy",
)

ENDINGS: Final = (".pdf", ".docx", ".xlsx")
TABLES: Final = (
    Dimension.GROUP,
    Dimension.GOAL,
    Dimension.REGION,
    Dimension.KIND,
    Dimension.MONTH,
    Dimension.SOURCE,
    Dimension.PRODUCT,
    Dimension.MISSION,
)
_MOST_LESSONS: Final = 500

_MAIN_ORDER: Final = {code: at for at, code in enumerate(MAIN)}

NO_REGION: Final = BiText("Chưa xếp khu vực", "No region")


class ConsolidatedService:
    """The use cases of headquarters' Reports room and of `cultdip hq report|pack`."""

    def __init__(self, desk: Desk, catalogue: CatalogueService) -> None:
        self._desk = desk
        self._catalogue = catalogue

    def topics(self) -> tuple[str, ...]:
        """The goals and solution groups that a page of the Steering Committee can be about."""
        known = self._catalogue.current()
        return tuple(code for code in MAIN if known.find(code) is not None)

    def matter(self, period: Period, topic: str = "") -> ConsolidatedMatter:
        """Everything that a document says, of one moment.

        Raises:
            UserError: `report.focus_unknown` when `topic` is none of `topics`.
        """
        catalogue = self._catalogue.current()
        if topic and topic not in self.topics():
            raise UserError("report.focus_unknown", code=topic[:40])
        with self._desk.store.read() as tx:
            moment = history_query.last_at(tx) or self._desk.clock.now()
            missions = {one.id: one for one in mission_rows.all(tx)}
            standing = standing_of(tx, period, day_in_hanoi(moment))
            count = _Count(tx, missions, topic)
            window, before = period.window, overview_rules.year_before(period.window)
            found = {dimension: (count.rows(window, dimension), count.rows(before, dimension)) for dimension in TABLES}
            total, total_before = count.total(window), count.total(before)
            packages = _packages(tx, missions, (total, total_before))
            numbers = {row.id: number for number, row in packages}
            gaps = _gaps(count, standing, window, missions, topic)
            practices = _practices(tx, window, missions, numbers, count.chosen(window))
            initiatives = [one for one in register_rows.initiatives(tx) if one.office]
            commended = sum(bool(one.office) and one.proposed_on in window for one in register_rows.commendations(tx))
            data = self._data(tx, period, catalogue, moment, topic)
        name = _names(catalogue, missions)
        return ConsolidatedMatter(
            data=data,
            standing=standing,
            total=total,
            before=total_before,
            tables={of: _lines(*rows, functools.partial(name, of), numbers) for of, rows in found.items()},
            gaps=gaps,
            practices=practices,
            proposals=tuple(
                MissionProposal(missions[one.office].name if one.office in missions else BiText(one.office), one)
                for one in initiatives
            ),
            commended=commended,
            sources=tuple(_source(number, row, missions, moment) for number, row in packages),
            topic=topic,
        )

    @in_workshop("consolidated.build")
    def build(self, period: Period, language: Language, target: Path, progress: Progress, *, topic: str = "") -> Built:
        """Write a document as the target's ending says (`ENDINGS`); the file appears whole or not at all.

        Raises:
            UserError: `report.ending_unknown`, `report.focus_unknown`, `file.exists`, `file.no_space`.
            Cancelled: nothing is left behind.
        """
        ending = target.suffix.lower()
        if ending not in ENDINGS:
            raise UserError("report.ending_unknown", ending=ending[:10] or "–")
        matter = self.matter(period, topic)
        with durable.new_file(target) as handle:
            sink = Patient(handle)
            pages = _write(matter, ending, language, cast("BinaryIO", sink), progress)
            sink.finish()
        return Built(target, pages, ())

    @in_workshop("consolidated.draw")
    def draw(self, period: Period, language: Language, progress: Progress | None = None, *, topic: str = "") -> bytes:
        """The document as PDF in memory, for looking at it.

        Raises:
            UserError: `report.focus_unknown`.
            Cancelled: from `progress`.
        """
        target = BytesIO()
        _write(self.matter(period, topic), ".pdf", language, target, progress or NoProgress())
        return target.getvalue()

    @in_workshop("consolidated.pack")
    def pack(
        self, period: Period, language: Language, folder: Path, progress: Progress, *, ending: str = ".pdf"
    ) -> tuple[Built, ...]:
        """The Steering Committee's pages, a file for each topic, in `folder`; nothing there is overwritten.

        Raises:
            UserError: `report.ending_unknown`, `file.exists` before anything is written, `file.no_space`.
            Cancelled: files that are complete stay.
        """
        durable.make_folder(folder)
        files = {topic: folder / f"{topic}_{period}_{language}{ending}" for topic in self.topics()}
        for file in files.values():
            if durable.is_there(file):
                raise UserError("file.exists", path=str(file))
        made: list[Built] = []
        for at, (topic, file) in enumerate(files.items()):
            progress.step(at, len(files), topic)
            made.append(self.build(period, language, file, NoProgress(), topic=topic))
        progress.step(len(files), len(files))
        return tuple(made)

    def _data(self, tx: Reader, period: Period, catalogue: Catalogue, moment: datetime, topic: str) -> ReportData:
        people = tuple(person for person in person_rows.all(tx) if person.active)
        letterhead = read_letterhead(tx)
        return ReportData(
            office=self._desk.office,
            period=period,
            events=(),
            catalogue=catalogue,
            as_of=moment,
            signer=signer_of(letterhead, people),
            letterhead=letterhead,
            recipient=letterhead.recipients or (COMMITTEE if topic else RECIPIENT),
            basis=letterhead.basis or DEFAULT_BASIS,
        )


def _write(matter: ConsolidatedMatter, ending: str, language: Language, target: BinaryIO, progress: Progress) -> int:
    words = Words(language)
    if ending == ".xlsx":
        from cultdip_desktop.reports.documents import sheets

        target.write(sheets.xlsx(contents.content(matter, words), words))
        return 0
    if ending == ".docx":
        from cultdip_desktop.reports.documents.docx import build_docx

        build_docx(matter, language, target, lambda _item: None, progress)
        return 0
    from cultdip_desktop.reports.documents.pdf import build_pdf  # ReportLab takes 0.2 s to load

    return build_pdf(matter, language, target, lambda _item: None, progress)


class _Count:
    """Rows of figures: off the sheets, or event by event where a topic chooses among them."""

    def __init__(self, tx: Reader, missions: Mapping[str, Mission], topic: str) -> None:
        self._tx: Final = tx
        self._missions: Final = missions
        self._topic: Final = topic
        self._out: Final = left_out(tx)
        self._look: Final = Look(tx, self._out, packages=True)
        self._chosen: Final[dict[Window, list[Counted]]] = {}

    def rows(self, window: Window, dimension: Dimension) -> dict[str, FigureRow]:
        """Rows of a dimension by key."""
        if not self._topic:
            found = self._look.rows(window, dimension, self.region_of)
            return {key: tally.row(key) for key, tally in sorted(found.items())}
        counted = count_all(self._of_topic(window), window, dimension, self.region_of)
        return {row.key: row for row in counted.rows}

    def total(self, window: Window) -> FigureRow:
        """The row over all events."""
        return self.rows(window, Dimension.TOTAL).get(Dimension.TOTAL.value, Tally().row(Dimension.TOTAL.value))

    def served(self, window: Window) -> dict[tuple[str, str], int]:
        """Events by goal or solution group and office."""
        if not self._topic:
            found = self._look.tallies(window, Dimension.GROUP, lambda _half, office, code: (code, office))
            return {place: tally.events for place, tally in found.items()}
        by_office = Counter(event.office for event in self._of_topic(window))
        return {(self._topic, office): number for office, number in by_office.items()}

    def chosen(self, window: Window) -> frozenset[str] | None:
        """Ids of the events that the topic chooses; None without a topic."""
        return frozenset(event.id for event in self._of_topic(window)) if self._topic else None

    def region_of(self, office: str) -> str:
        """The region of an office; empty for one that is not on the list."""
        return self._missions[office].region if office in self._missions else ""

    def _of_topic(self, window: Window) -> list[Counted]:
        if window not in self._chosen:
            self._chosen[window] = [
                one
                for one in sheet_query.counted(self._tx, window)
                if one.id not in self._out and any(group_of(code) == self._topic for code, _primary in one.tags)
            ]
        return self._chosen[window]


def _names(catalogue: Catalogue, missions: Mapping[str, Mission]) -> Callable[[Dimension, str], BiText]:
    """How a row of a dimension is called, in both languages."""

    def name(dimension: Dimension, key: str) -> BiText:
        if dimension is Dimension.MISSION:
            return missions[key].name if key in missions else BiText(key)
        if dimension is Dimension.REGION:
            return _said(lambda words: label(words, Region(key))) if key else NO_REGION
        if dimension is Dimension.KIND:
            return _said(lambda words: label(words, EventKind(key)))
        if dimension is Dimension.MONTH:
            return _said(lambda words: _capital(dates.month(words, int(key[:4]), int(key[5:7]))))
        node = catalogue.find(key)
        return node.title if node is not None else BiText(key)

    return name


def _said(say: Callable[[Words], str]) -> BiText:
    return BiText(say(Words("vi")), say(Words("en")))


def _lines(
    rows: Mapping[str, FigureRow],
    before: Mapping[str, FigureRow],
    name: Callable[[str], BiText],
    numbers: Mapping[str, int],
) -> tuple[FigureLine, ...]:
    return tuple(
        FigureLine(
            key, name(key), row, before.get(key), tuple(sorted(numbers[id_] for id_ in row.packages if id_ in numbers))
        )
        for key, row in sorted(rows.items(), key=lambda one: (_MAIN_ORDER.get(one[0], len(MAIN)), one[0]))
    )


def _packages(
    tx: Reader, missions: Mapping[str, Mission], rows: Iterable[FigureRow]
) -> list[tuple[int, ReceivedPackage]]:
    """The packages behind the figures, numbered in the order of the list of missions."""
    wanted = {id_ for row in rows for id_ in row.packages}
    order = {id_: at for at, id_ in enumerate(missions)}
    found = [row for row in inbox_rows.all(tx) if row.id in wanted]
    found.sort(key=lambda row: (order.get(row.office, len(order)), row.office, row.epoch, row.seq, row.id))
    return list(enumerate(found, 1))


def _source(number: int, row: ReceivedPackage, missions: Mapping[str, Mission], moment: datetime) -> SourcePackage:
    name = missions[row.office].name if row.office in missions else BiText(row.office)
    return SourcePackage(
        number,
        name,
        row.period,
        row.epoch,
        row.seq,
        row.kind,
        row.manifest_sha256,
        row.received_at or moment,
        row.signer,
        row.events,
    )


def _gaps(
    count: _Count, standing: PeriodStanding, window: Window, missions: Mapping[str, Mission], topic: str
) -> tuple[Gap, ...]:
    """Where little serves a goal, among the missions that owe reports; only what was reported is judged."""
    served = count.served(window)
    owing = [row.mission.id for row in standing.rows if row.expected]
    here = [row.mission.id for row in standing.rows if row.received]
    codes = (topic,) if topic else MAIN
    rows = []
    for region in Region:
        offices = tuple(id_ for id_ in owing if missions[id_].region == region.value)
        reported = sum(id_ in offices for id_ in here)
        if not reported:
            continue
        cells = tuple(
            Cell(code, region.value, sum(served.get((code, id_), 0) for id_ in offices), len(offices)) for code in codes
        )
        rows.append(RegionRow(region.value, offices, cells, reported, len(offices)))
    unserved = {code: tuple(id_ for id_ in here if not served.get((code, id_))) for code in codes}
    return overview_rules.gaps(rows, unserved)


def _practices(
    tx: Reader,
    window: Window,
    missions: Mapping[str, Mission],
    numbers: Mapping[str, int],
    among: frozenset[str] | None,
) -> tuple[GoodPractice, ...]:
    """Exemplary events first, with headquarters' note; then what missions learned. `among`: only these events."""
    noted = {one.event_id: one.note for one in exemplar_rows.all(tx)}
    marked = overview_events.some(tx, noted)
    taught = {one.id: one for one in overview_events.lessons(tx, window, None, 0, _MOST_LESSONS)}
    first = [one for one in marked.values() if one.day in window]
    chosen = [*first, *(one for id_, one in taught.items() if id_ not in marked)]
    if among is not None:
        chosen = [one for one in chosen if one.id in among]
    return tuple(
        GoodPractice(
            missions[one.office].name if one.office in missions else BiText(one.office),
            one.title,
            one.day,
            one.attendance or 0,
            BiText(noted[one.id]) if noted.get(one.id) else taught[one.id].lessons if one.id in taught else BiText(),
            one.id in marked,
            numbers.get(one.package, 0),
        )
        for one in chosen
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
