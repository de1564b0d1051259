"""The period's report as a PDF in the form of Decree 30/2020, in Vietnamese, in English or in two columns."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.domain.report import ReportLanguage
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports import fonts, prose, sections, two_columns
from cultdip_desktop.reports.data import ReportData, content_bytes, content_sha256
from cultdip_desktop.reports.findings import check_letters
from cultdip_desktop.reports.properties import Attached, Properties

if TYPE_CHECKING:
    from cultdip_desktop.reports.pictures import Picture


@dataclass(frozen=True, slots=True)
class BuiltReport:
    """What came of a build."""

    pages: int
    findings: tuple[Finding, ...]
    """Pictures left out and letters that could not be printed; nothing here stops the report."""


def build_pdf(
    data: ReportData,
    language: ReportLanguage,
    target: BinaryIO,
    picture: Callable[[MediaItem], bytes | None],
    progress: Progress,
) -> BuiltReport:
    """Write the report to `target`, which stays open; the same data give the same bytes.

    `picture` gives the JPEG or PNG bytes of an item without location and serial numbers, or None when they cannot
    be had. `progress` counts the pictures, then once for the pages.

    Raises:
        Cancelled: `target` may then hold nothing or a part.
    """
    fonts.prepare()
    from cultdip_desktop.reports import body, document

    words = Words("vi" if language == "both" else language)
    taken = Pictures(data, picture, progress)
    story = sections.story(data, words, taken.show)
    if language == "both":
        english = sections.story(data, Words("en"), lambda item: item.id in taken.shown)
        parts = body.two_columns(two_columns.beside(story, english), data, taken.shown)
    else:
        parts = body.parts(story, data, words, taken.shown)
    taken.shown.clear()  # the pictures themselves are put in last and freed one by one
    attached = attachment(data, words)
    recipe = document.Recipe(parts, properties(data, words), footer(data, words), (attached,))
    pages = document.write(recipe, target, taken.pictures, progress, done=taken.total)
    return BuiltReport(pages, (*taken.findings, *_letters(data, language)))


def _letters(data: ReportData, language: ReportLanguage) -> tuple[Finding, ...]:
    """Letters that could not be printed in the language or languages of the document."""
    if language != "both":
        return check_letters(data, language)
    found = check_letters(data, "vi")
    known = {finding.event_id for finding in found}
    return (*found, *(finding for finding in check_letters(data, "en") if finding.event_id not in known))


def footer(data: ReportData, words: Words) -> tuple[str, str]:
    """Document id, window and cut; digest of the data."""
    first = words.t(
        "{document} · data {window} · as of {moment}",
        document=prose.clip(data.document, 60),
        window=dates.day_range(words, data.window.first, data.window.last),
        moment=prose.cut(data, words),
    )
    return first, words.t("SHA-256 of the data: {digest}", digest=content_sha256(data))


def properties(data: ReportData, words: Words) -> Properties:
    """Title, author, subject; the dates of the file are those of the data."""
    return Properties(
        title=prose.document_title(data, words),
        author=data.office.name.get(words.language) or data.office.id,
        subject=prose.subject(data, words),
        language=words.language,
        moment=data.as_of,
    )


def attachment(data: ReportData, words: Words) -> Attached:
    """What the report says as data; its SHA-256 is the digest in the footer."""
    description = words.t("The data of this document (canonical JSON); their SHA-256 is printed in the footer")
    content = content_bytes(data)
    data.known.note_digest(hashlib.sha256(content).hexdigest())
    return Attached("data.json", "application/json", content, "Data", description)


class Pictures:
    """Reads the pictures one after the other and keeps count of those left out."""

    def __init__(self, data: ReportData, picture: Callable[[MediaItem], bytes | None], progress: Progress) -> None:
        self._picture = picture
        self.progress = progress
        self._done = 0
        self.total = sum(len(report_data.photos(data, event)) for event in report_data.listed(data))
        self.pictures: dict[int, Picture] = {}
        self.shown: dict[str, tuple[int, Picture]] = {}
        self.findings: list[Finding] = []

    def show(self, item: MediaItem) -> bool:
        """Whether an item's picture can be printed; if not, there is a finding."""
        from cultdip_desktop.reports.pictures import read

        self.progress.step(self._done, self.total + 1, item.file_name)
        self._done += 1
        found = read(self._picture(item))
        if found is None:
            params: dict[str, str | int | None] = {"file": item.file_name}
            self.findings.append(Finding("report.picture_left_out", Severity.WARNING, "media", item.event_id, params))
            return False
        self.pictures[self._done] = found
        self.shown[item.id] = (self._done, found)
        return True
