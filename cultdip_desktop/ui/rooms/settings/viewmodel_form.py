"""The form of official documents: what is set, how it looks, and the numbers that were given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.domain.letterhead import DocumentType, Letterhead, StampImage
from cultdip_desktop.domain.mission import OfficeIdentity, Person
from cultdip_desktop.domain.report import Report
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports.head_text import type_name
from cultdip_desktop.services.letterhead import SEAL, signature_name
from cultdip_desktop.services.numbering import GivenNumber
from cultdip_desktop.ui.kit.base import Kit

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


Given: TypeAlias = GivenNumber
"""An entry of the register."""


@dataclass(frozen=True, slots=True)
class FormState:
    """What the page shows."""

    letterhead: Letterhead
    people: tuple[Person, ...]
    """Who works here."""

    signer: Person | None
    seal: StampImage | None
    signature: StampImage | None
    """Of the signer."""

    numbers: tuple[Given, ...]
    """Of this year."""

    reports: tuple[Report, ...] = ()
    """Those that wait for a number."""


class FormModel(QObject):
    """Reads and changes the form; every change comes back through the bus. One preview at a time is drawn."""

    known = Signal(object)
    """`FormState`."""

    drawn = Signal(bytes)
    """A page in the form, as PDF."""

    failed = Signal(object)
    """A `UserError`."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit, self._office = kit, office
        self._wanted: Letterhead | None = None
        self._drawing = False
        kit.bus.watch(self, {"setting", "settings", "person", "report"}, lambda _changes: self.load())

    @property
    def identity(self) -> OfficeIdentity:
        """Whose form."""
        return self._office.identity

    @property
    def today(self) -> date:
        """The present day at the office."""
        return self._office.desk.clock.now().astimezone(ZoneInfo(self._office.identity.zone)).date()

    def load(self) -> None:
        """Fetch what is set; `known` follows."""
        year = self.today.year
        self._kit.jobs.read(lambda _progress: _state(self._office, year), self.known.emit, self.failed.emit, owner=self)

    def draw(self, letterhead: Letterhead) -> None:
        """Draw the page as it would be; `drawn` follows for the newest wish only."""
        self._wanted = letterhead
        if not self._drawing:
            self._draw_next()

    def save(self, letterhead: Letterhead) -> None:
        """Keep it."""
        self._write(lambda: self._office.letterhead.save(letterhead))

    def set_image(self, *, seal: bool, path: Path, signer: Person | None) -> None:
        """Take in a picture of the seal or of the signer's signature."""
        name = _name(seal, signer)
        self._write(lambda: self._office.letterhead.set_image(name, path))

    def resize_image(self, *, seal: bool, width_mm: int, signer: Person | None) -> None:
        """Say how wide it really is."""
        name = _name(seal, signer)
        self._write(lambda: self._office.letterhead.resize_image(name, width_mm))

    def remove_image(self, *, seal: bool, signer: Person | None) -> None:
        """Do without it."""
        name = _name(seal, signer)
        self._write(lambda: self._office.letterhead.remove_image(name))

    def give_number(self, type_: DocumentType, title: str, number: int | None) -> None:
        """Enter a document of today in the register."""
        self._write(lambda: self._office.letterhead.numbers.give(type_, self.today, title, number=number)[1])

    def number_report(self, report: Report, number: int | None) -> None:
        """Give a report its number; it is issued today."""
        numbers, day = self._office.letterhead.numbers, self.today
        self._write(lambda: numbers.number_report(report.on, day, number=number)[1])

    def _write(self, act: object) -> None:
        self._kit.jobs.write(
            lambda _progress: act(),  # type: ignore[operator]
            self._kit.bus.publish,
            self._refused,
            owner=self,
        )

    def _refused(self, error: object) -> None:
        self.failed.emit(error)
        self.load()

    def _draw_next(self) -> None:
        letterhead, self._wanted = self._wanted, None
        if letterhead is None:
            return
        self._drawing = True
        language = self._kit.live.language
        self._kit.jobs.read(
            lambda _progress: self._office.letterhead.specimen(letterhead, language),
            self._take,
            self._stop,
            owner=self,
        )

    def _take(self, pdf: bytes) -> None:
        self._drawing = False
        self.drawn.emit(pdf)
        self._draw_next()

    def _stop(self, error: object) -> None:
        self._drawing = False
        self.failed.emit(error)


def type_label(words: Words, *, type_: DocumentType) -> str:
    """A type with its abbreviation: "Báo cáo (BC)"."""
    return f"{type_name(words, type_)} ({type_.value})"


def _name(seal: bool, signer: Person | None) -> str:
    return SEAL if seal or signer is None else signature_name(signer.id)


def _state(office: Office, year: int) -> FormState:
    service = office.letterhead
    letterhead, signer = service.get(), service.signer()
    return FormState(
        letterhead,
        tuple(person for person in office.settings.people() if person.active),
        signer,
        service.image(SEAL),
        service.image(signature_name(signer.id)) if signer is not None else None,
        service.numbers.numbers(year),
        service.numbers.unnumbered(),
    )
