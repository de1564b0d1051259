"""A signed paper is PDF/A-3a and PDF/UA-1 still, after the person and after the agency, with text, pictures or nothing as stamp."""

from __future__ import annotations

from pathlib import Path

import pytest

from cultdip_desktop.i18n.words import Language
from cultdip_desktop.reports import fonts
from cultdip_desktop.signatures.stamp import Stamp
from cultdip_desktop.signatures.verdict_document import verdict_pdf
from tests.reports import conformance
from tests.reports.factory import built, issued, quarter
from tests.reports.specimen import specimen
from tests.signatures.papers import Desk, paper

PAPERS = {
    "specimen": specimen,
    "report": lambda: built(issued())[0],
    "report in English": lambda: built(quarter(), "en")[0],
}
STAMPS = {"text": Stamp(lines=("Ký số", "Đại sứ Lê Hoàng Phúc")), "nothing": Stamp()}


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize("name", PAPERS)
def test_paper_keeps_every_rule_after_each_signature(name: str, stamp: str, desk: Desk, tmp_path: Path) -> None:
    fonts.prepare()
    from cultdip_desktop.reports.document import signature_places

    pdf = PAPERS[name]()
    for role in ("person", "agency"):
        before, pdf = pdf, desk.sign(pdf, role, stamp=STAMPS[stamp])
        assert pdf.startswith(before)
        assert signature_places(pdf)[role].signed
        assert conformance.failures(pdf) == []
        assert conformance.wrong_in_structure(pdf) == []
        assert conformance.wrong_in_file(tmp_path / "signed.pdf", pdf) == []


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("signed", [True, False])
def test_verdict_page_keeps_every_rule(signed: bool, language: Language, desk: Desk, tmp_path: Path) -> None:
    verdict = desk.verify(desk.signed() if signed else paper())
    pdf = verdict_pdf(verdict, Path("báo cáo quý III.pdf"), language, office="ĐSQ tại CH Séc", zone="Europe/Prague")
    assert conformance.failures(pdf) == []
    assert conformance.wrong_in_structure(pdf) == []
    assert conformance.wrong_in_file(tmp_path / "verdict.pdf", pdf) == []
