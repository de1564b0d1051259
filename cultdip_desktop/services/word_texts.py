"""Takes sections' texts back from a Word file that an officer has edited: shown first, then written like any other text."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import ReportSection
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import word_changes, word_reading
from cultdip_desktop.reports.data import content_sha256
from cultdip_desktop.reports.word_changes import TextChange
from cultdip_desktop.reports.word_properties import CONTENT, DOCUMENT, OFFICE
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.reporting import ReportingService
from cultdip_desktop.services.reports import ReportService


@dataclass(frozen=True, slots=True, kw_only=True)
class WordLook:
    """What a Word file would change; nothing is written yet."""

    file: str
    """Its name."""

    changes: tuple[TextChange, ...]
    """In the order of the outline."""

    moved: bool
    """The report's content is not the one that the file was made from."""


class WordTextService:
    """The way back of a report that was edited in Word."""

    def __init__(self, desk: Desk, reports: ReportService, reporting: ReportingService) -> None:
        self._desk = desk
        self._reports = reports
        self._reporting = reporting

    def look(self, period: Period, file: Path) -> WordLook:
        """Read a file and hold its texts against the report's.

        Raises:
            UserError: `file.unreachable`, `word.other_office`, `word.other_report`; as `word_reading.read`.
        """
        require_mission(self._desk)
        name = nfc(file.name)
        raw = _bytes(file, name)
        found = word_reading.read(io.BytesIO(raw), len(raw), name)
        data = self._reports.data(period)
        if found.properties.get(OFFICE) != self._desk.office.id:
            raise UserError("word.other_office", file=name, office=found.properties.get(OFFICE, "")[:40])
        if found.properties.get(DOCUMENT) != data.document:
            raise UserError("word.other_report", file=name, document=found.properties.get(DOCUMENT, "")[:60])
        moved = found.properties.get(CONTENT) != content_sha256(data)
        return WordLook(file=name, changes=word_changes.changes(found, data), moved=moved)

    def take(self, period: Period, changes: Sequence[TextChange], step: str = "") -> tuple[ChangeSet, ...]:
        """Write these changes; gives what changed, once for each section. All are one undo with the same `step`.

        Raises:
            UserError: `word.text_moved_on` when a section is not what it was when the file was looked at;
                `report.locked`.
        """
        data = self._reports.data(period)
        for change in changes:
            if word_changes.printed(change.key, data, Words(change.language)) != change.before:
                raise UserError("word.text_moved_on", section=change.key)
        step = step or self._desk.ids.new()
        ordered = sorted(changes, key=lambda change: (change.key, change.language != "vi"))
        made: list[ChangeSet] = []
        for key, group in groupby(ordered, key=lambda change: change.key):
            for change in group:
                text = word_changes.applied(change, data)
                known = data.sections.get(key) or ReportSection(id="", report_id="", section=key)
                data = replace(data, sections={**data.sections, key: replace(known, text=text)})
            made.append(self._reporting.write_section(period, key, data.sections[key].text, step))
        return tuple(made)


def _bytes(file: Path, name: str) -> bytes:
    try:
        with file.open("rb") as handle:
            data = handle.read(word_reading.MAX_FILE + 1)
    except OSError as error:
        raise UserError("file.unreachable", path=str(file)) from error
    if len(data) > word_reading.MAX_FILE:
        raise UserError("word.too_large", file=name, most=word_reading.MAX_FILE // 2**20)
    return data
