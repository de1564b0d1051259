"""Signing a PDF: order, places, conformance, what other tools say."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages import certificates
from cultdip_desktop.signatures import keys
from cultdip_desktop.signatures.stamp import Stamp, draw
from tests.packages.world import make_world
from tests.signatures.papers import NOW, Desk, failed_rules, paper, seal


def _needs(*tools: str) -> None:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed: {missing}")


def test_every_earlier_byte_stays(desk: Desk, blank: bytes) -> None:
    once = desk.sign(blank, "person")
    twice = desk.sign(once, "agency")
    assert once.startswith(blank)
    assert twice.startswith(once)


def test_a_signed_file_stays_what_it_declares(desk: Desk, blank: bytes) -> None:
    once = desk.sign(blank, "person", stamp=Stamp(seal((20, 40, 160)), 45.0))
    assert failed_rules(blank) == []
    assert failed_rules(once) == []
    twice = desk.sign(once, "agency", stamp=Stamp(seal(), 36.0))
    # The validator asks every signature to cover the whole file; of two only the last one can (ISO 32000-1, 12.8.1).
    assert failed_rules(twice) == []


def test_xmp_survives_signing(desk: Desk, blank: bytes, original: bytes) -> None:
    def xmp(data: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return bytes(pdf.Root.Metadata.read_bytes())

    assert xmp(original) == xmp(blank)
    assert b"pdfaid:part" in xmp(original)


def test_fields_print_and_are_named_for_those_who_do_not_see(original: bytes) -> None:
    with pikepdf.open(io.BytesIO(original)) as pdf:
        fields = list(pdf.Root.AcroForm.Fields)
        assert [int(field.F) for field in fields] == [132, 132]
        assert all(str(field.TU) for field in fields)
        assert all("/N" in field.AP for field in fields)


def test_it_is_pades(original: bytes) -> None:
    assert len(re.findall(rb"/SubFilter\s*/ETSI\.CAdES\.detached", original)) == 2


@pytest.mark.parametrize(("roles", "code"), [(("agency",), r"pdf\.order"), (("person", "person"), r"pdf\.already")])
def test_the_order_is_kept(desk: Desk, blank: bytes, roles: tuple[str, ...], code: str) -> None:
    def act() -> None:
        pdf = blank
        for role in roles:
            pdf = desk.sign(pdf, role)

    with pytest.raises(UserError, match=code):
        act()


def test_a_document_without_places_is_not_signed(desk: Desk) -> None:
    with pytest.raises(UserError, match=r"pdf\.no_place"):
        desk.sign(paper(()), "person")


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"x" * 500, b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<</Root 1 0 R>>"]
)
def test_what_is_no_pdf_is_not_signed(desk: Desk, data: bytes) -> None:
    with pytest.raises(UserError, match=r"pdf\."):
        desk.sign(data, "person")


def test_a_picture_that_is_none_is_refused(desk: Desk, blank: bytes) -> None:
    with pytest.raises(UserError, match=r"pdf\.stamp_unreadable"):
        desk.sign(blank, "person", stamp=Stamp(b"GIF89a"))


def test_a_seal_keeps_its_real_size() -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(draw(Stamp(seal(), 36.0), 120, 120))) as pdf:
        [image] = pdf.pages[0].images
    assert abs((image["x1"] - image["x0"]) - 36 * 72 / 25.4) < 0.1


def test_text_stays_inside_a_narrow_place() -> None:
    import pdfplumber

    lines = (
        "Người ký: Nguyễn Thị Hồng Hạnh Phúc",
        "Đại sứ quán Việt Nam tại Cộng hòa Séc",
        "2026-10-05T10:30:00+02:00",
    )
    with pdfplumber.open(io.BytesIO(draw(Stamp(lines=lines, room=0.6), 100, 60))) as pdf:
        assert max(letter["x1"] for letter in pdf.pages[0].chars) <= 61


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (NOW + timedelta(days=4000), r"key\.certificate_expired"),
        (NOW - timedelta(days=4000), r"key\.certificate_not_yet"),
    ],
)
def test_a_certificate_is_looked_at_before_it_signs(desk: Desk, moment: datetime, code: str) -> None:
    with pytest.raises(UserError, match=code):
        keys.require_good(desk.person.facts, moment, (desk.trust,))


def test_a_revoked_certificate_does_not_sign(desk: Desk) -> None:
    with pytest.raises(UserError, match=r"key\.certificate_revoked"):
        keys.require_good(desk.person.facts, NOW, (desk.revoking(desk.person),))


def test_a_certificate_of_a_strangers_root_does_not_sign(desk: Desk) -> None:
    with pytest.raises(UserError, match=r"key\.not_chained"):
        keys.require_good(make_world().praha.facts, NOW, (desk.trust,))


def test_poppler_finds_both_signatures_valid_and_in_order(tmp_path: Path) -> None:
    """A second opinion, with trust from an NSS data base: `pdfsig` knows nothing of ours."""
    _needs("pdfsig", "certutil")
    now = datetime.now(UTC)
    world = make_world(now)
    desk = Desk(world.praha, world.signer(person="Đại sứ quán Việt Nam tại Séc"), world.trust, world)
    signed = tmp_path / "báo cáo.pdf"
    signed.write_bytes(desk.sign(desk.sign(paper(), "person", at=now), "agency", at=now))
    base = tmp_path / "nss"
    base.mkdir()
    subprocess.run(["certutil", "-N", "-d", f"sql:{base}", "--empty-password"], check=True, capture_output=True)
    for name, der, trust in (("root", world.trust.root, "CT,C,C"), ("issuing", world.trust.issuing[0], ",,")):
        (tmp_path / name).write_text(certificates.to_pem(der))
        add = ["certutil", "-A", "-d", f"sql:{base}", "-n", name, "-t", trust, "-a", "-i", str(tmp_path / name)]
        subprocess.run(add, check=True, capture_output=True)
    said = subprocess.run(
        ["pdfsig", "-nssdir", str(base), str(signed)], check=True, capture_output=True, text=True
    ).stdout
    assert said.count("Signature is Valid.") == 2
    assert said.count("Certificate is Trusted.") == 2, said
    assert said.index("Field Name: person") < said.index("Field Name: agency")
    assert said.index("Not total document signed") < said.index("- Total document signed")


def test_qpdf_finds_nothing_wrong(original: bytes, tmp_path: Path) -> None:
    _needs("qpdf")
    file = tmp_path / "đã ký.pdf"
    file.write_bytes(original)
    assert subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False).returncode == 0


def test_every_font_is_embedded(original: bytes, tmp_path: Path) -> None:
    _needs("pdffonts")
    file = tmp_path / "đã ký.pdf"
    file.write_bytes(original)
    rows = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert rows
    assert all(row.split()[-5] == "yes" for row in rows)
