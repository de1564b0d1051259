"""One page that shows how the office's documents look, with the pictures of signature and seal laid over it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.letterhead import DocumentType, Letterhead, StampImage
from cultdip_desktop.domain.mission import OfficeIdentity, Person
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import fonts, head_text

if TYPE_CHECKING:
    from cultdip_desktop.reports.head_text import Head
    from cultdip_desktop.reports.paper import Flow


@dataclass(frozen=True, slots=True)
class Specimen:
    """What the page is made of."""

    office: OfficeIdentity
    letterhead: Letterhead
    moment: datetime
    """Aware."""

    signer: Person | None
    drafter: Person | None
    signature: StampImage | None
    seal: StampImage | None


def specimen_pdf(specimen: Specimen, language: Language) -> bytes:
    """The page; head and end are drawn by what draws them in every document."""
    fonts.prepare()
    from cultdip_desktop.reports import document
    from cultdip_desktop.reports.properties import Properties

    words = Words(language)
    title = words.t("Form of documents")
    properties = Properties(
        title, specimen.office.name.get(language) or specimen.office.id, title, language, specimen.moment
    )
    target = io.BytesIO()
    recipe = document.Recipe([_page(specimen, words)], properties, ("", ""), ())
    document.write(recipe, target, {}, NoProgress())
    return _stamped(target, specimen)


def _head(specimen: Specimen, words: Words) -> Head:
    return head_text.Head(
        office=specimen.office,
        type=DocumentType.REPORT,
        subject=words.t("Results of cultural diplomacy work (specimen)"),
        as_of=specimen.moment,
        letterhead=specimen.letterhead,
        number=5,
        issued_on=specimen.moment.astimezone(ZoneInfo(specimen.office.zone)).date(),
        signer=specimen.signer,
        drafter=specimen.drafter,
    )


def _page(specimen: Specimen, words: Words) -> list[Flow]:
    from cultdip_desktop.reports import ending, letterhead, paper

    of = _head(specimen, words)
    text = words.t(
        "The text of a document stands here: 13 points, justified, the first line of each paragraph indented, six "
        "points between paragraphs."
    )
    last = paper.paragraph(paper.BODY, words.t("This is the last paragraph; it stays on one page with the signature."))
    return [*letterhead.head(of, words), paper.paragraph(paper.BODY, text), ending.ending(of, words, [last])]


def _stamped(made: io.BytesIO, specimen: Specimen) -> bytes:
    """With the pictures in their real size in the middle of their places, as signing lays them."""
    shown = {"person": specimen.signature, "agency": specimen.seal}
    pictures = {name: image for name, image in shown.items() if image is not None}
    if not pictures:
        return made.getvalue()
    import pikepdf

    from cultdip_desktop.reports import document

    places = document.signature_places(made.getvalue())
    target = io.BytesIO()
    made.seek(0)
    with pikepdf.open(made) as pdf:
        for name, image in pictures.items():
            place = places[name]
            with pikepdf.open(_sheet(image, place.box)) as sheet:
                pdf.pages[place.page - 1].add_overlay(sheet.pages[0], None)
        pdf.save(target)
    return target.getvalue()


def _sheet(image: StampImage, box: tuple[float, float, float, float]) -> io.BytesIO:
    """A page that is empty but for the picture."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    left, bottom, right, top = box
    picture = ImageReader(io.BytesIO(image.png))
    wide, high = picture.getSize()
    across = min(image.width_mm * mm, right - left, (top - bottom) * wide / high)
    up = across * high / wide
    made = io.BytesIO()
    canvas: Any = Canvas(made, pagesize=A4)
    canvas.drawImage(picture, (left + right - across) / 2, (bottom + top - up) / 2, across, up, mask="auto")
    canvas.save()
    made.seek(0)
    return made
