"""Small documents to sign, made with the product's own paper, and everybody's keys."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import page
import pikepdf
from cryptography.hazmat.primitives.serialization import Encoding
from PIL import Image, ImageDraw

from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.packages import pki
from cultdip_desktop.packages.pki import Revocation
from cultdip_desktop.packages.signing import Signer
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.reports import fonts
from cultdip_desktop.reports.properties import Attached, Properties
from cultdip_desktop.signatures import keys, sign
from cultdip_desktop.signatures.places import SignerRole
from cultdip_desktop.signatures.sign import Act
from cultdip_desktop.signatures.stamp import Stamp
from cultdip_desktop.signatures.verdict import PdfVerdict
from cultdip_desktop.signatures.verify import verify_bytes
from tests.packages.world import World

NOW = datetime(2026, 10, 5, 8, 30, tzinfo=UTC)
PRAHA = ZoneInfo("Europe/Prague")


def paper(places: tuple[str, ...] = ("person", "agency"), text: str = "Tết Nguyên đán ở Praha") -> bytes:
    """A report of two pages with its data attached and room for two signatures."""
    fonts.prepare()
    from cultdip_desktop.reports import document
    from cultdip_desktop.reports import paper as sheet

    body = [*sheet.heading("I. Tình hình địa bàn", 1), sheet.paragraph(sheet.BODY, text)]
    boxes = {"person": (150.0, 60.0), "agency": (105.0, 105.0)}
    signed = [sheet.signature_place(name, *boxes[name]) for name in places]
    recipe = document.Recipe(
        [[*body, sheet.page_break(), *sheet.heading("II. Kết quả", 1), *signed]],
        Properties("Báo cáo quý III năm 2026", "Đại sứ quán Việt Nam tại Séc", "Báo cáo", "vi", NOW),
        attachments=(Attached("data.json", "application/json", b'{"events":[]}', "Data", "Dữ liệu của báo cáo"),),
    )
    target = io.BytesIO()
    document.write(recipe, target, {}, NoProgress())
    return target.getvalue()


@dataclass(frozen=True)
class Desk:
    """Who signs, and whom one believes."""

    person: Signer
    agency: Signer
    trust: TrustStore
    world: World

    def sign(self, pdf: bytes, role: str, signer: Signer | None = None, **changes: object) -> bytes:
        """One more signature, with text as its stamp."""
        chosen = signer or (self.person if role == "person" else self.agency)
        plain = Act(SignerRole(role), NOW.astimezone(PRAHA), chosen.facts.person, stamp=Stamp(lines=("Ký số",)))
        return sign.sign(pdf, keys.of_signer(chosen), replace(plain, **changes))  # type: ignore[arg-type]

    def signed(self, pdf: bytes | None = None) -> bytes:
        """By the person, then by the agency."""
        return self.sign(self.sign(pdf or paper(), "person"), "agency")

    def verify(self, pdf: bytes, **changes: object) -> PdfVerdict:
        """As the office sees it."""
        given = {"trusts": (self.trust,), "now": NOW, **changes}
        return verify_bytes(pdf, **given)  # type: ignore[arg-type]

    def revoking(self, signer: Signer) -> TrustStore:
        """Trust in which `signer` was taken back."""
        revoked = [Revocation(int(signer.facts.serial, 16), NOW - timedelta(hours=1))]
        made = pki.create_list(self.world.issuing, revoked, 2, NOW).public_bytes(Encoding.DER)
        return self.trust.with_lists((made,))


def seal(colour: tuple[int, int, int] = (200, 20, 30)) -> bytes:
    """A round seal on a transparent ground."""
    picture = Image.new("RGBA", (400, 400), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((10, 10, 390, 390), outline=(*colour, 255), width=14)
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def failed_rules(pdf: bytes) -> list[str]:
    """What an independent validator finds against PDF/A-3a and PDF/UA-1."""
    found = []
    for profile in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        report = page.validate_pdf_bytes(pdf, profile=profile)
        found += [f"{profile}: {failure}" for failure in report.failures]
    return found


def appended(pdf: bytes, change: Callable[[Any], None]) -> bytes:
    """`pdf` with an incremental update in which `change` (given pyHanko's writer) did something: a shadow attack."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    class Quiet(IncrementalPdfFileWriter):
        def _update_meta(self) -> None:
            return

    writer = Quiet(io.BytesIO(pdf))
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def rewritten(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """`pdf` written anew by a tool that keeps no earlier byte."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        target = io.BytesIO()
        opened.save(target)
    return target.getvalue()
