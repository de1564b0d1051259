"""Another program's signature: fields and stamps of its own, no PAdES, as many tools write it."""

from __future__ import annotations

import io

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from cultdip_desktop.app import Office
from cultdip_desktop.signatures.keys import of_signer
from tests.offices import PASSPHRASE


def sign_like_another_tool(pdf: bytes, office: Office) -> bytes:
    """One visible signature in a field that the tool adds itself."""
    key = of_signer(office.keys.open(office.keys.usable(), PASSPHRASE, None))
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    fields.append_signature_field(writer, fields.SigFieldSpec("Chu_ky_1", on_page=0, box=(60, 60, 200, 110)))
    meta = signers.PdfSignatureMetadata(field_name="Chu_ky_1", md_algorithm="sha256")
    signed: bytes = signers.sign_pdf(writer, meta, key.engine, existing_fields_only=True).getvalue()
    return signed
