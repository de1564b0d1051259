"""The settings «Thể thức văn bản»: what every official document of the office bears, and the pictures laid over it."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import letterhead as rules
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.letterhead import Letterhead, StampImage
from cultdip_desktop.domain.mission import OfficeIdentity, OfficeRole, Person
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.numbering import NumberRegister
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.store import Reader

SETTING: Final = "letterhead"
SEAL: Final = "seal_image"
"""Name of the agency's seal among the pictures."""

_SIGNATURE: Final = "signature_image:"
SEAL_WIDTHS: Final = (20, 60)
SIGNATURE_WIDTHS: Final = (20, 70)
"""Real widths in mm, smallest and largest."""

_USUAL: Final = {SEAL: 36}
_USUAL_SIGNATURE: Final = 45


def signature_name(person_id: str) -> str:
    """Name of a person's signature among the pictures."""
    return f"{_SIGNATURE}{person_id}"


def read(tx: Reader) -> Letterhead:
    """The letterhead as it is set, in somebody else's look at the store; the seal's width is that of its picture."""
    kept = rules.from_plain(office_rows.get_setting(tx, SETTING))
    seal = read_image(tx, SEAL)
    return kept if seal is None else replace(kept, seal_width=seal.width_mm)


def read_image(tx: Reader, name: str) -> StampImage | None:
    """A picture, or None where there is none."""
    plain = office_rows.get_setting(tx, name)
    if not isinstance(plain, Mapping):
        return None
    try:
        png = base64.b64decode(str(plain.get("png", "")), validate=True)
    except binascii.Error:
        return None
    width = plain.get("width_mm")
    return StampImage(png, width) if png and isinstance(width, int) else None


def issuing(letterhead: Letterhead, office: OfficeIdentity) -> Letterhead:
    """The letterhead of headquarters: its unit issues below the ministry, where the settings name nobody else."""
    if office.role is not OfficeRole.HEADQUARTERS or letterhead.agency or not office.unit:
        return letterhead
    return replace(letterhead, parent=letterhead.parent or office.name, agency=office.unit)


def signer_of(letterhead: Letterhead, people: Sequence[Person]) -> Person | None:
    """Who signs: the person that the letterhead names, else the first approver; only somebody who works here."""
    working = [person for person in people if person.active]
    chosen = next((person for person in working if person.id == letterhead.signer_id), None)
    return chosen or next((person for person in working if person.approver), None)


class LetterheadService:
    """Read and change the form of the office's documents; every change can be undone."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @cached_property
    def numbers(self) -> NumberRegister:
        """The numbers that documents were given."""
        return NumberRegister(self._desk)

    def get(self) -> Letterhead:
        """The letterhead as it is set."""
        with self._desk.store.read() as tx:
            return read(tx)

    def save(self, letterhead: Letterhead, step: str = "") -> ChangeSet:
        """Keep a changed letterhead; changes in a row with the same `step` are undone together.

        Raises:
            UserError: `letterhead.secrecy`, `letterhead.too_long`, `letterhead.symbol`,
                `letterhead.copies`, `letterhead.head_missing`, `person.not_found`.
        """
        tidy = rules.tidy(letterhead)
        rules.check(tidy)
        plain = rules.to_plain(tidy)
        del plain["seal_width"]  # kept with the picture
        params = {"step": step} if step else {}
        with self._desk.store.write("office.letterhead", actor=self._desk.actor, **params) as tx:
            if tidy.signer_id and not any(person.id == tidy.signer_id for person in person_rows.all(tx)):
                raise UserError("person.not_found", id=tidy.signer_id)
            office_rows.set_setting(tx, SETTING, plain)
        return tx.change_set

    def signer(self) -> Person | None:
        """Who signs as things are set."""
        with self._desk.store.read() as tx:
            return signer_of(read(tx), tuple(person_rows.all(tx)))

    def image(self, name: str = SEAL) -> StampImage | None:
        """The seal, or a person's signature (`signature_name`)."""
        _require_name(name)
        with self._desk.store.read() as tx:
            return read_image(tx, name)

    def set_image(self, name: str, path: Path, width_mm: int | None = None) -> ChangeSet:
        """Take a picture in: looked through, made anew, at most 256 KiB.

        Raises:
            UserError: `letterhead.image_not_png`, `letterhead.image_opaque`, `letterhead.image_width`, `media.*`,
                `file.*`; the picture before stays.
        """
        from cultdip_desktop.media.stamps import MAX_SOURCE_BYTES, stamp_png  # loads the picture library

        _require_name(name)
        with durable.translated(path, reading=True), path.open("rb") as handle:
            content = handle.read(MAX_SOURCE_BYTES + 1)
        before = self.image(name)
        width = width_mm or (before.width_mm if before else _USUAL.get(name, _USUAL_SIGNATURE))
        return self._keep(name, StampImage(stamp_png(BytesIO(content), path.name), width))

    def resize_image(self, name: str, width_mm: int) -> ChangeSet:
        """Say how wide the picture really is.

        Raises:
            UserError: `letterhead.image_width`, `letterhead.image_missing`.
        """
        found = self.image(name)
        if found is None:
            raise UserError("letterhead.image_missing")
        return self._keep(name, replace(found, width_mm=width_mm))

    def remove_image(self, name: str) -> ChangeSet:
        """Documents are stamped with words from now on."""
        _require_name(name)
        with self._desk.store.write("office.letterhead", actor=self._desk.actor) as tx:
            office_rows.set_setting(tx, name, None)
        return tx.change_set

    def specimen(self, letterhead: Letterhead, language: Language) -> bytes:
        """A page in the form of `letterhead`, as PDF: made by what makes the documents, nothing of it is kept."""
        from cultdip_desktop.reports.specimen import Specimen, specimen_pdf  # loads ReportLab

        tidy = issuing(rules.tidy(letterhead), self._desk.office)
        with self._desk.store.read() as tx:
            people = tuple(person_rows.all(tx))
            signer = signer_of(tidy, people)
            seal = read_image(tx, SEAL)
            signature = None if signer is None else read_image(tx, signature_name(signer.id))
        drafter = next((person for person in people if person.id == self._desk.actor), None)
        content = Specimen(self._desk.office, tidy, self._desk.clock.now(), signer, drafter, signature, seal)
        return specimen_pdf(content, language)

    def _keep(self, name: str, image: StampImage) -> ChangeSet:
        least, most = SEAL_WIDTHS if name == SEAL else SIGNATURE_WIDTHS
        if not least <= image.width_mm <= most:
            raise UserError("letterhead.image_width", least=least, most=most)
        plain: dict[str, str | int] = {"png": base64.b64encode(image.png).decode("ascii"), "width_mm": image.width_mm}
        with self._desk.store.write("office.letterhead", actor=self._desk.actor) as tx:
            office_rows.set_setting(tx, name, plain)
        return tx.change_set


def _require_name(name: str) -> None:
    if name != SEAL and not name.startswith(_SIGNATURE):
        raise KeyError(name)
