"""The two signatures on a report: here, on a token, outside; kept, carried in the package, never on changed content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from cultdip_desktop.app import Office, open_office, restore_backup
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import PaperState, ReportAct
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.packages.keys import KeyInfo
from cultdip_desktop.packages.verdict import Result
from cultdip_desktop.signatures.places import SignerRole
from tests.offices import PASSPHRASE


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    """The sample embassy, its third quarter approved."""
    with open_office(mission, PASSPHRASE) as opened:
        opened.reporting.approve(_period(opened))
        yield opened


def _period(office: Office) -> Period:
    return Period.parse("2026-Q3", office.reports.rule())


def _key(office: Office) -> KeyInfo:
    return office.keys.usable()


def _sign(office: Office, role: SignerRole) -> bytes:
    signed = office.signing.sign(_period(office), role, _key(office), PASSPHRASE)
    return office.signing.read(signed.paper)


def test_person_then_agency_sign_the_approved_report(office: Office) -> None:
    first = _sign(office, SignerRole.PERSON)
    second = _sign(office, SignerRole.AGENCY)
    assert second.startswith(first)
    [paper] = office.signing.papers(_period(office))
    assert (paper.state, len(paper.signers)) == (PaperState.AGENCY, 2)
    verdict = office.signing.verify_paper(paper)
    assert verdict.result is Result.VALID_WITH_WARNINGS  # one key signed for both
    assert verdict.check("order").code == "pdf.order_same"
    assert office.reporting.get(_period(office)).document_sha256 == paper.sha256
    assert [step.step for step in office.reporting.steps(_period(office))].count(ReportAct.SIGN) == 2


def test_signing_is_no_change_of_what_was_approved(office: Office) -> None:
    _sign(office, SignerRole.PERSON)
    assert office.reporting.changes_since(_period(office)) == ()


def test_the_agency_waits_for_the_person(office: Office) -> None:
    with pytest.raises(UserError, match=r"signing\.person_first"):
        _sign(office, SignerRole.AGENCY)


def test_a_report_that_nobody_approved_is_not_signed(mission: Path) -> None:
    with open_office(mission, PASSPHRASE) as office, pytest.raises(UserError, match=r"report\."):
        _sign(office, SignerRole.PERSON)


def test_a_report_changed_since_its_approval_is_not_signed(office: Office) -> None:
    data = office.reports.data(_period(office))
    event = office.events.get(data.events[0].id)
    office.events.save(replace(event, title=BiText("Một tên hoàn toàn khác", "Another name")))
    with pytest.raises(UserError, match=r"report\.changed_since_approval"):
        _sign(office, SignerRole.PERSON)


def test_a_wrong_pin_signs_nothing_and_is_counted(office: Office) -> None:
    with pytest.raises(UserError, match=r"key\.wrong_pin"):
        office.signing.sign(_period(office), SignerRole.PERSON, _key(office), "sai hoàn toàn")
    assert office.signing.papers(_period(office)) == ()
    assert _key(office).attempts.failed == 1


def test_a_document_goes_out_and_comes_back_signed(office: Office, tmp_path: Path) -> None:
    period, out, back = _period(office), tmp_path / "đi.pdf", tmp_path / "về.pdf"
    office.signing.take_out(period, out)
    back.write_bytes(_outside(office, out.read_bytes()))
    answer = office.signing.bring_back(period, back)
    assert (answer.same_content, answer.code) == (True, "")
    assert answer.paper is not None
    assert answer.paper.state is PaperState.OUTSIDE
    assert office.signing.read(answer.paper) == back.read_bytes()


def test_what_another_tool_wrote_anew_is_still_the_same_content(office: Office, tmp_path: Path) -> None:
    period, out, back = _period(office), tmp_path / "đi.pdf", tmp_path / "về.pdf"
    office.signing.take_out(period, out)
    with pikepdf.open(out) as pdf:
        again = io.BytesIO()
        pdf.save(again, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    back.write_bytes(_outside(office, again.getvalue()))
    assert office.signing.bring_back(period, back).same_content


def test_a_document_with_other_content_is_not_taken_in(office: Office, tmp_path: Path) -> None:
    period, out, back = _period(office), tmp_path / "đi.pdf", tmp_path / "về.pdf"
    office.signing.take_out(period, out)
    with pikepdf.open(out) as pdf:
        content = pdf.pages[0].Contents
        content.write(content.read_bytes() + b"\nq 1 0 0 rg 0 0 100 100 re f Q")
        changed = io.BytesIO()
        pdf.save(changed)
    back.write_bytes(_outside(office, changed.getvalue()))
    answer = office.signing.bring_back(period, back)
    assert (answer.same_content, answer.code, answer.paper) == (False, "signing.other_content", None)
    assert [one.page for one in answer.differences] == [1]


def test_a_prefix_alone_does_not_make_the_content_the_same(office: Office, tmp_path: Path) -> None:
    """An update appended before signing keeps every earlier byte and still shows something else."""
    from tests.signatures.papers import appended

    period, out, back = _period(office), tmp_path / "đi.pdf", tmp_path / "về.pdf"
    office.signing.take_out(period, out)
    original = out.read_bytes()

    def draw_over(writer: object) -> None:
        from pyhanko.pdf_utils import generic

        stream = writer.add_object(generic.StreamObject(stream_data=b"q 0 0 600 800 re f Q"))  # type: ignore[attr-defined]
        writer.add_stream_to_page(0, stream)  # type: ignore[attr-defined]

    changed = appended(original, draw_over)
    assert changed.startswith(original)
    back.write_bytes(_outside(office, changed))
    assert office.signing.bring_back(period, back).code == "signing.other_content"


def test_an_unsigned_document_is_not_taken_in(office: Office, tmp_path: Path) -> None:
    office.signing.take_out(_period(office), tmp_path / "đi.pdf")
    answer = office.signing.bring_back(_period(office), tmp_path / "đi.pdf")
    assert answer.code == "signing.not_signed"


def test_nothing_comes_back_that_never_went_out(office: Office, tmp_path: Path) -> None:
    (tmp_path / "về.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(UserError, match=r"signing\.nothing_out"):
        office.signing.bring_back(_period(office), tmp_path / "về.pdf")


def test_the_package_carries_the_signed_document(office: Office, tmp_path: Path) -> None:
    _sign(office, SignerRole.PERSON)
    signed = _sign(office, SignerRole.AGENCY)
    target = tmp_path / "quý III.cdrp"
    office.packages.export(_period(office), target, PASSPHRASE, reason="Đủ")
    with zipfile.ZipFile(target) as package:
        names = [name for name in package.namelist() if name.startswith("readable/") and name.endswith(".pdf")]
        assert names == ["readable/report-2026-q3.en.pdf", "readable/report-2026-q3.vi.signed.pdf"]
        assert package.read(names[1]) == signed


def test_a_copy_whose_row_never_came_to_be_is_removed_at_the_next_start(office: Office, mission: Path) -> None:
    signed = _sign(office, SignerRole.PERSON)
    orphan = mission / "reports" / f"{'ab' * 32}.sealed"
    orphan.write_bytes(b"...")
    office.close()
    with open_office(mission, PASSPHRASE) as again:
        assert not orphan.exists()
        [paper] = again.signing.papers(_period(again))
        assert again.signing.read(paper) == signed


def test_a_signed_document_lies_sealed_at_rest(office: Office, mission: Path) -> None:
    _sign(office, SignerRole.PERSON)
    [file] = (mission / "reports").glob("*.sealed")
    assert b"%PDF" not in file.read_bytes()


def test_a_signature_cannot_be_undone(office: Office) -> None:
    _sign(office, SignerRole.PERSON)
    step = office.undo.state().undo
    assert step is None or not step.label.startswith("approval")


def _outside(office: Office, pdf: bytes) -> bytes:
    """Sign as the ministry's tool would: the same places, another program."""
    from tests.signatures.outside import sign_like_another_tool

    return sign_like_another_tool(pdf, office)


def test_the_check_misses_a_signed_document_and_finds_a_damaged_one(office: Office, mission: Path) -> None:
    from cultdip_desktop.core.progress import NoProgress

    _sign(office, SignerRole.PERSON)
    assert not [one for one in office.health.check(deep=True, progress=NoProgress()) if "paper" in one.code]
    [file] = (mission / "reports").glob("*.sealed")
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    assert "health.paper_damaged" in {one.code for one in office.health.check(deep=True, progress=NoProgress())}
    file.unlink()
    assert "health.paper_missing" in {one.code for one in office.health.check(deep=False, progress=NoProgress())}


def test_a_backup_brings_the_signed_document_back(office: Office, tmp_path: Path) -> None:
    signed = _sign(office, SignerRole.PERSON)
    office.backups.make(tmp_path / "sao lưu.cdbackup")
    with restore_backup(tmp_path / "sao lưu.cdbackup", tmp_path / "mới", passphrase=PASSPHRASE) as again:
        [paper] = again.signing.papers(_period(again))
        assert again.signing.read(paper) == signed
