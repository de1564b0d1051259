"""The one-page briefing on a partner: what it says, and saving it as PDF."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.partner_briefing import Briefing
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import briefing_text
from cultdip_desktop.reports.briefing_text import Limits, Page
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job


class BriefingModel(QObject):
    """Reads and writes off the UI thread."""

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office

    def today(self) -> date:
        """The present day at the office."""
        return self._office.partners.today()

    def load(
        self, partner_id: str, then: Callable[[Briefing], object], on_error: Callable[[UserError], object]
    ) -> None:
        """What the briefing says now."""
        self._kit.jobs.read(lambda _progress: self._office.partners.briefing(partner_id), then, on_error, owner=self)

    def save(
        self,
        partner_id: str,
        language: Language,
        target: Path,
        then: Callable[[Path], object],
        on_error: Callable[[UserError], object],
    ) -> Job[Path]:
        """Write the PDF."""
        partners = self._office.partners
        return self._kit.jobs.read(
            lambda progress: partners.write_briefing(partner_id, language, target, progress), then, on_error, owner=self
        )

    def open_file(self, file: Path) -> None:
        """Open a document with the system's own program."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))


def page_of(briefing: Briefing, words: Words) -> Page:
    """What the page on the screen says: the same as the PDF, with more room."""
    return briefing_text.page(briefing, words, Limits(roles=12, events=20, ahead=8, gains=12, promises=20, contacts=12))
