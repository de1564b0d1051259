"""Reminder letters and certificates: official form, numbers, files that are never overwritten, nothing of contacts."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from cultdip_desktop.app import Office
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.duty import Contact, ReminderStage
from cultdip_desktop.domain.letterhead import DocumentType
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.hq.reporting_certificate import ReportingCertificateService
from cultdip_desktop.hq.urging import UrgingService
from cultdip_desktop.store.repo import mission as mission_rows
from tests.centre import arrived
from tests.reports.conformance import failures, wrong_in_structure

Q3 = Period(2026, "Q3")
LATE = datetime(2026, 10, 20, 2, 0, tzinfo=UTC)


def urging(office: Office) -> UrgingService:
    """The service."""
    assert office.urging is not None
    return office.urging


def certificates(office: Office) -> ReportingCertificateService:
    """The service."""
    assert office.reporting_certificate is not None
    return office.reporting_certificate


def text_of(pdf: Path | bytes) -> str:
    """What the pages say, on one line."""
    content = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def only(office: Office, *keep: str) -> None:
    """Let no other missions owe reports."""
    with office.desk.store.write("mission.edit", actor=None) as tx:
        kept = [one for one in mission_rows.all(tx) if one.id in keep]
        mission_rows.replace_all(tx, kept)


def test_a_letter_for_each_missing_mission_with_numbers_in_a_row(
    headquarters: Office, now: FixedClock, tmp_path: Path
) -> None:
    only(headquarters, "CZ-EMB", "JP-EMB", "FR-EMB")
    arrived(headquarters, "JP-EMB", "2026-Q3", datetime(2026, 10, 5, tzinfo=UTC))
    now.set(LATE)
    made = urging(headquarters).urge(Q3, tmp_path / "thư", "both", NoProgress())
    assert [(one.office, one.number, one.stage) for one in made.letters] == [
        ("FR-EMB", "01/BNG-VH", ReminderStage.OVERDUE),
        ("CZ-EMB", "02/BNG-VH", ReminderStage.OVERDUE),
    ]
    assert sorted(path.suffix for path in (tmp_path / "thư").iterdir()) == [".docx", ".docx", ".pdf", ".pdf", ".xlsx"]
    numbers = headquarters.letterhead.numbers.numbers(2026)
    assert [(one.type, one.number) for one in numbers] == [(DocumentType.LETTER, 1), (DocumentType.LETTER, 2)]
    assert [one.number for one in urging(headquarters).history("CZ-EMB")] == ["02/BNG-VH"]


def test_the_letter_is_conformant_and_says_what_is_late_and_what_was_written_before(
    headquarters: Office, now: FixedClock, tmp_path: Path
) -> None:
    now.set(LATE)
    urging(headquarters).urge(Q3, tmp_path / "một", "pdf", NoProgress(), ["CZ-EMB"])
    now.set(datetime(2026, 10, 27, 2, 0, tzinfo=UTC))
    made = urging(headquarters).urge(Q3, tmp_path / "hai", "pdf", NoProgress(), ["CZ-EMB"])
    pdf = made.letters[0].files[0].read_bytes()
    assert failures(pdf) == []
    assert wrong_in_structure(pdf) == []
    said = text_of(pdf)
    for words in (
        "Số: 02/BNG-VH",
        "V/v đôn đốc gửi báo cáo công tác",
        "Kính gửi: Đại sứ quán Việt Nam tại Cộng hòa Séc",
        "quá hạn 12 ngày",
        "công văn số 01/BNG-VH ngày 20/10/2026",
        "hết ngày 3/11/2026",
        "CỤC NGOẠI VỤ VÀ",
        "- Lưu: VT, VH.",
    ):
        assert words in said


def test_before_the_day_the_letter_names_it_on_both_clocks(headquarters: Office) -> None:
    said = text_of(urging(headquarters).draw(Q3, "JP-EMB"))
    assert "V/v thời hạn gửi báo cáo" in said
    assert "= 22:00 15/10 tại Hà Nội" in said
    english = text_of(urging(headquarters).draw(Q3, "JP-EMB", "en"))
    assert "Re: deadline of the report" in english
    assert urging(headquarters).history() == ()


def test_an_extended_mission_is_reminded_of_its_own_day(headquarters: Office, now: FixedClock) -> None:
    assert headquarters.duties is not None
    headquarters.duties.extend("CZ-EMB", Q3, date(2026, 10, 30), "Lý do riêng, không ghi vào công văn")
    now.set(LATE)
    said = text_of(urging(headquarters).draw(Q3, "CZ-EMB"))
    assert "đã được lùi đến hết ngày 30/10/2026" in said
    assert "quá hạn" not in said
    assert "Lý do riêng" not in said


def test_nothing_is_overwritten_and_nothing_is_noted_then(
    headquarters: Office, now: FixedClock, tmp_path: Path
) -> None:
    now.set(LATE)
    folder = tmp_path / "thư"
    folder.mkdir()
    there = folder / "cong-van-don-doc-2026-Q3-JP-EMB.docx"
    there.write_text("cũ", encoding="utf-8")
    before = headquarters.digest()
    with pytest.raises(UserError) as caught:
        urging(headquarters).urge(Q3, folder, "both", NoProgress(), ["CZ-EMB", "JP-EMB"])
    assert caught.value.code == "file.exists"
    assert [path.name for path in folder.iterdir()] == [there.name]
    assert there.read_text(encoding="utf-8") == "cũ"
    assert headquarters.digest() == before


def test_a_cancelled_set_leaves_nothing_behind(headquarters: Office, now: FixedClock, tmp_path: Path) -> None:
    class Impatient(NoProgress):
        def step(self, done: int, total: int, what: str = "") -> None:
            del total, what
            if done == 2:
                raise Cancelled

    now.set(LATE)
    before = headquarters.digest()
    with pytest.raises(Cancelled):
        urging(headquarters).urge(Q3, tmp_path / "thư", "pdf", Impatient(), ["CZ-EMB", "JP-EMB", "FR-EMB"])
    assert list((tmp_path / "thư").iterdir()) == []
    assert headquarters.digest() == before


@pytest.mark.parametrize(
    ("period", "offices", "code"),
    [
        (Period(2027, "Q1"), ["CZ-EMB"], "urge.too_early"),
        (Period(2027, "Q1"), None, "urge.nobody"),
        (Q3, ["JP-EMB"], "urge.not_missing"),
        (Q3, ["XX-EMB"], "mission.not_found"),
    ],
)
def test_who_cannot_be_urged(
    headquarters: Office, tmp_path: Path, period: Period, offices: list[str] | None, code: str
) -> None:
    arrived(headquarters, "JP-EMB", "2026-Q3", datetime(2026, 10, 5, tzinfo=UTC))
    with pytest.raises(UserError) as caught:
        urging(headquarters).urge(period, tmp_path / "thư", "pdf", NoProgress(), offices)
    assert caught.value.code == code


def test_letters_once_written_are_not_undone(headquarters: Office, now: FixedClock, tmp_path: Path) -> None:
    now.set(LATE)
    urging(headquarters).urge(Q3, tmp_path, "pdf", NoProgress(), ["CZ-EMB"])
    with pytest.raises(UserError) as caught:
        headquarters.undo.undo()
    assert caught.value.code == "undo.nothing"


HOSTILE = BiText("Đại sứ quán <b>Việt Nam</b> & «Ủy ban» " + "rất dài " * 33, "Embassy <i>of</i> & " + "long " * 50)


@pytest.fixture
def hostile(headquarters: Office) -> Mission:
    """A mission whose name is markup and more than 300 characters."""
    with headquarters.desk.store.write("mission.edit", actor=None) as tx:
        entry = mission_rows.get(tx, "CZ-EMB")
        made = replace(entry, name=HOSTILE)
        mission_rows.save(tx, made)
    return made


def test_hostile_and_endless_names_stay_text_on_every_paper(
    headquarters: Office, hostile: Mission, now: FixedClock, tmp_path: Path
) -> None:
    now.set(LATE)
    made = urging(headquarters).urge(Q3, tmp_path / "thư", "both", NoProgress(), [hostile.id])
    pdf = made.letters[0].files[0].read_bytes()
    assert "<b>Việt Nam</b> & «Ủy ban»" in text_of(pdf)
    assert failures(pdf) == []
    for language in ("vi", "en"):
        assert failures(certificates(headquarters).draw(hostile.id, Q3, Q3, language)) == []


def test_the_list_names_every_letter_and_no_contact(headquarters: Office, now: FixedClock, tmp_path: Path) -> None:
    assert headquarters.missions is not None
    headquarters.missions.save_contact(
        Contact(id="", office="CZ-EMB", name="Vũ Trọng Ẩn", phone="+420 555 0199", email="an@example.org")
    )
    now.set(LATE)
    made = urging(headquarters).urge(Q3, tmp_path, "both", NoProgress(), ["CZ-EMB", "JP-EMB"])
    rows = CalamineWorkbook.from_path(str(made.list_file)).get_sheet_by_index(0).to_python()
    assert {row[1] for row in rows[2:]} == {"CZ-EMB", "JP-EMB"}
    said = "".join(str(cell) for row in rows for cell in row) + text_of(made.letters[0].files[0])
    assert "Trọng Ẩn" not in said
    assert "555" not in said


def test_a_certificate_has_number_digests_and_a_code_that_says_the_same(
    headquarters: Office, now: FixedClock, tmp_path: Path
) -> None:
    arrived(headquarters, "CZ-EMB", "2026-Q2", datetime(2026, 7, 10, tzinfo=UTC), seq=1)
    arrived(headquarters, "CZ-EMB", "2026-Q3", datetime(2026, 10, 18, tzinfo=UTC), seq=2)
    now.set(LATE)
    target = tmp_path / "xác nhận.pdf"
    made = certificates(headquarters).write("CZ-EMB", Period(2026, "Q1"), Q3, target, NoProgress())
    assert (made.number, made.complete) == ("01/GXN-BNG", True)
    pdf = target.read_bytes()
    assert failures(pdf) == []
    assert wrong_in_structure(pdf) == []
    said = text_of(pdf)
    assert headquarters.completeness is not None
    chain = headquarters.completeness.proof("CZ-EMB").missions[0].chains[0]
    for words in ("GIẤY XÁC NHẬN", "Chậm 3 ngày", "Đúng hạn", "Chưa gửi, quá hạn", chain.digest, chain.head):
        assert words in said
    assert "không có giá trị chứng minh với bên ngoài" in said
    again = certificates(headquarters).write("CZ-EMB", Q3, Q3, tmp_path / "lại.pdf", NoProgress(), "en")
    assert again.number == "02/GXN-BNG"


def test_a_look_at_a_certificate_gives_no_number(headquarters: Office) -> None:
    before = headquarters.digest()
    certificates(headquarters).draw("CZ-EMB", Q3, Q3)
    assert headquarters.digest() == before


@pytest.mark.parametrize(
    ("first", "last", "name", "code"),
    [
        (Q3, Period(2026, "Q1"), "a.pdf", "certificate.periods"),
        (Period(2026, "09"), Q3, "a.pdf", "certificate.periods"),
        (Period(2010, "Q1"), Q3, "a.pdf", "certificate.too_many"),
        (Q3, Q3, "a.docx", "report.ending_unknown"),
    ],
)
def test_what_no_certificate_is_made_of(
    headquarters: Office, tmp_path: Path, first: Period, last: Period, name: str, code: str
) -> None:
    with pytest.raises(UserError) as caught:
        certificates(headquarters).write("CZ-EMB", first, last, tmp_path / name, NoProgress())
    assert caught.value.code == code
    assert list(tmp_path.glob("*.pdf")) == []


def test_months_of_one_year_are_a_row_of_periods(headquarters: Office, tmp_path: Path) -> None:
    target = tmp_path / "tháng.pdf"
    made = certificates(headquarters).write("CZ-EMB", Period(2026, "09"), Period(2026, "10"), target, NoProgress())
    assert made.pages >= 1


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "contact.nameless"),
        ({"email": "không phải thư"}, "contact.email"),
        ({"name": "Đ" * 201}, "mission.too_long"),
        ({"office": "XX-EMB"}, "mission.not_found"),
    ],
)
def test_contacts_are_checked(headquarters: Office, changes: dict[str, str], code: str) -> None:
    assert headquarters.missions is not None
    plain = {"id": "", "office": "CZ-EMB", "name": "Lê Hà", **changes}
    with pytest.raises(UserError) as caught:
        headquarters.missions.save_contact(Contact(**plain))  # type: ignore[arg-type]
    assert caught.value.code == code
    assert headquarters.missions.contacts() == ()


def test_a_contact_taken_off_comes_back_by_undo(headquarters: Office) -> None:
    assert headquarters.missions is not None
    kept, _changes = headquarters.missions.save_contact(Contact(id="", office="CZ-EMB", name="Lê  Hà", role="Tham tán"))
    assert kept.name == "Lê Hà"
    headquarters.missions.delete_contact(kept.id)
    assert headquarters.missions.contacts("CZ-EMB") == ()
    headquarters.undo.undo()
    assert [one.name for one in headquarters.missions.contacts("CZ-EMB")] == ["Lê Hà"]
