"""One signature on a PDF: PAdES-B (EN 319 142-1) as an incremental update that leaves every earlier byte as it was."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.signatures import limits, stamp
from cultdip_desktop.signatures.keys import OpenKey
from cultdip_desktop.signatures.places import Place, SignerRole, places
from cultdip_desktop.signatures.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Act:
    """What is signed into the file beside its content."""

    role: SignerRole
    at: datetime
    """Aware, in the office's own zone; the time that the signer claims."""

    name: str = ""
    reason: str = ""
    location: str = ""
    stamp: Stamp = Stamp()  # noqa: RUF009 - frozen


def sign(pdf: bytes, key: OpenKey, act: Act) -> bytes:
    """`pdf` with one more signature in the place of `act.role`; PDF/A, PDF/UA and earlier signatures stay as they are.

    The certificate has been looked at before (`keys.require_good`).

    Raises:
        UserError: `pdf.unreadable`, `pdf.no_place` (`role`), `pdf.already_signed` (`role`), `pdf.order` (the agency
            before the person), `pdf.stamp_unreadable`, and what the key raises while it signs (`token.*`).
    """
    if len(pdf) > limits.MAX_FILE_BYTES:
        raise UserError("pdf.too_large")
    writer = _open(pdf)
    place = _place_for(places(writer.prev), act.role)
    style = _style(act.stamp, place)
    return asyncio.run(_sign(writer, key, act, style))


def _place_for(found: tuple[Place, ...], role: SignerRole) -> Place:
    named = {place.name: place for place in found}
    place = named.get(role.value)
    if place is None:
        raise UserError("pdf.no_place", role=role.value)
    if place.filled:
        raise UserError("pdf.already_signed", role=role.value)
    if role is SignerRole.PERSON and any(other.filled for other in found):
        raise UserError("pdf.order")
    person = named.get(SignerRole.PERSON.value)
    if role is SignerRole.AGENCY and person is not None and not person.filled:
        raise UserError("pdf.order")
    return place


def _open(pdf: bytes) -> Any:
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.pdf_utils.misc import PdfError

    class KeepingWriter(IncrementalPdfFileWriter):
        """Leaves XMP alone: pyHanko would write it anew and lose the declarations of PDF/A and PDF/UA."""

        def _update_meta(self) -> None:
            return

    try:
        return KeepingWriter(io.BytesIO(pdf))
    except (PdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise UserError("pdf.unreadable") from error


async def _sign(writer: Any, key: OpenKey, act: Act, style: Any) -> bytes:
    from pyhanko.sign.fields import SigSeedSubFilter
    from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
    from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

    meta = PdfSignatureMetadata(
        field_name=act.role.value,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=act.name or None,
        reason=act.reason or None,
        location=act.location or None,
    )
    session = PdfSigner(meta, key.engine, stamp_style=style).init_signing_session(writer, existing_fields_only=True)
    session.system_time = act.at.replace(microsecond=0)
    reserved = await session.estimate_signature_container_size(None)
    document = session.prepare_tbs_document(validation_info=None, bytes_reserved=reserved)
    if act.role is SignerRole.PERSON:
        _leave_type_out(writer, act.role.value)
    prepared, output = document.digest_tbs_document()
    attributes = PdfCMSSignedAttributes(signing_time=session.system_time)
    await document.perform_signature(document_digest=prepared.document_digest, pdf_cms_signed_attrs=attributes)
    output.seek(0)
    result: bytes = output.read()
    return result


def _leave_type_out(writer: Any, name: str) -> None:
    """Drop the optional `/Type /Sig` (ISO 32000-1, table 252) of a signature that another one follows.

    A signature covers the file as it was when it was made (PDF/A-3, 6.4.3). Validators that look for objects of this
    type ask it of the whole file at any later time, which only the last of two signatures can do; readers find a
    signature by its field and never by this entry.
    """
    for field in writer.root["/AcroForm"]["/Fields"]:
        found = field.get_object()
        if str(found.raw_get("/T")) == name:
            found["/V"].get_object().pop("/Type", None)


def _style(look: Stamp, place: Place) -> Any:
    """The stamp as pyHanko takes it; the page's own size is that of the place, so nothing is scaled."""
    from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
    from pyhanko.stamp import StaticStampStyle

    if place.width <= 0 or place.height <= 0:
        return None
    page = stamp.draw(look, place.width, place.height)
    layout = SimpleBoxLayoutRule(
        AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins(), inner_content_scaling=InnerScaling.NO_SCALING
    )
    return StaticStampStyle(border_width=0, background=_page_of(page), background_layout=layout, background_opacity=1.0)


def _page_of(page: bytes) -> Any:
    from pyhanko.pdf_utils.content import PdfContent
    from pyhanko.pdf_utils.layout import BoxConstraints
    from pyhanko.pdf_utils.reader import PdfFileReader

    class DrawnPage(PdfContent):
        """A page that we have drawn in memory."""

        def render(self) -> bytes:
            drawn = self._ensure_writer.import_page_as_xobject(PdfFileReader(io.BytesIO(page)))
            self.resources.xobject["/Stamp"] = drawn
            left, bottom, right, top = (float(value) for value in drawn.get_object()["/BBox"])
            self.box = BoxConstraints(width=right - left, height=top - bottom)
            return b"/Stamp Do"

    return DrawnPage()
