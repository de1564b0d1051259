"""Events leave as a table to work on, as a calendar, and as a workbook to fill in; all of them can come back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TypeAlias

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.event import Event
from cultdip_desktop.exchange.calendar_writing import ics_bytes
from cultdip_desktop.exchange.table_writing import EventTable, csv_bytes, xlsx_bytes
from cultdip_desktop.exchange.template_writing import template_bytes
from cultdip_desktop.exchange.vocabulary import Vocabulary
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.phases import Phases
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.query import events as event_query
from cultdip_desktop.store.query import partners as partner_query
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.store.repo import event as event_rows

_Writing: TypeAlias = "Callable[[list[Event], Language, Progress], tuple[bytes, int]]"
_EPOCH: Final = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook's own date has no zone


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """What was written."""

    file: str
    events: int


class ExportService:
    """The use cases of the export page, of `calendar export` and of `event list --out`."""

    def __init__(self, desk: Desk, catalogue: CatalogueService) -> None:
        self._desk = desk
        self._catalogue = catalogue
        self._writings: Final[Mapping[str, _Writing]] = {".xlsx": self._xlsx, ".csv": self._csv, ".ics": self._ics}

    @in_workshop("exporting.events")
    def events(
        self,
        out: Path,
        wanted: EventFilter,
        language: Language,
        *,
        ids: Sequence[str] | None = None,
        progress: Progress | None = None,
    ) -> ExportedTable:
        """Write the events that match (or `ids`, in their order) in the format of the name's ending: .xlsx, .csv, .ics.

        A file of that name is replaced. Internal notes never leave the machine, not even so, nor do the names of partners
        who do not wish to be listed.

        Raises:
            UserError: `exporting.format_unknown`, `file.no_space`, `file.not_writable`.
            Cancelled: nothing was written.
        """
        writing = self._writings.get(out.suffix.lower())
        if writing is None:
            raise UserError("exporting.format_unknown", file=out.name)
        phases = Phases(progress or NoProgress())
        with self._desk.store.read() as tx:
            chosen = list(ids) if ids is not None else event_query.find_ids(tx, wanted)
            phases.phase(300, out.name).step(0, 1)
            events = partner_query.withheld(tx).events(event_rows.get_many(tx, chosen))
        data, count = writing(events, language, phases.phase(600, out.name))
        durable.write_bytes(out, data)
        phases.finish()
        return ExportedTable(str(out), count)

    def template(self, out: Path) -> None:
        """Write the workbook to fill in.

        Raises:
            UserError: `file.no_space`, `file.not_writable`.
        """
        durable.write_bytes(out, template_bytes(self._catalogue.current(), _EPOCH))

    def _xlsx(self, events: list[Event], language: Language, progress: Progress) -> tuple[bytes, int]:
        name = Words(language).c("report sheet", "Events")
        return xlsx_bytes(self._table(events, language), name, _EPOCH, progress), len(events)

    def _csv(self, events: list[Event], language: Language, progress: Progress) -> tuple[bytes, int]:
        progress.step(0, 1)
        return csv_bytes(self._table(events, language)), len(events)

    def _ics(self, events: list[Event], language: Language, progress: Progress) -> tuple[bytes, int]:
        return ics_bytes(events, language, self._desk.office.name.get(language), progress)

    def _table(self, events: list[Event], language: Language) -> EventTable:
        return EventTable(events, language, Vocabulary(self._catalogue.current()))
