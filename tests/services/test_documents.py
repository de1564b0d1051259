"""Documents beside the report: their figures are those of the services, and nothing that must stay leaves."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.document import OF_HEADQUARTERS, DocumentKind
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.partner import Actor, ActorRole, Consent, Interaction, PromisedBy
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.documents import contents
from cultdip_desktop.reports.documents.grid import Amount
from cultdip_desktop.reports.documents.matter import BudgetMatter, MediaMatter, Options, Visit
from cultdip_desktop.reports.documents.media import coverage
from tests import offices
from tests.services.planning import event, praha

OTHERS = tuple(kind for kind in DocumentKind if kind is not DocumentKind.PERIOD and kind not in OF_HEADQUARTERS)
HOSTILE = "<img src=/etc/passwd> {0}%s =HYPERLINK(1) ‮đảo"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """A new mission in Praha."""
    with praha(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def sampled(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample mission, only looked at."""
    home = offices.pair(sample, tmp_path_factory.mktemp("documents")).mission
    with open_office(home, offices.PASSPHRASE, writing=False) as opened:
        yield opened


def text_of(pdf: bytes) -> str:
    """What a reader finds in the file."""
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())


def options(kind: DocumentKind, **more: object) -> Options:
    return Options(kind=kind, **more)  # type: ignore[arg-type]


def said(office: Office, kind: DocumentKind, language: str = "vi", **more: object) -> str:
    """Everything that a document of this kind says."""
    return text_of(office.documents.draw(options(kind, **more), language))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", [kind for kind in OTHERS if kind is not DocumentKind.DOSSIER])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_office_without_anything_has_every_document(office: Office, kind: DocumentKind, language: str) -> None:
    assert said(office, kind, language)


def test_sums_of_the_budget_are_those_of_the_period_s_report(sampled: Office) -> None:
    period = Period.parse("2026")
    matter = sampled.documents.matter(options(DocumentKind.BUDGET, period=period))
    assert isinstance(matter, BudgetMatter)
    spent = {
        one.currency: one.by_stage[MoneyStage.SPENT] for one in matter.held.totals if one.by_stage[MoneyStage.SPENT]
    }
    assert spent == dict(report_data.totals(sampled.reports.data(period)).spent)
    assert matter.everything == sampled.money.of_window(period.window)
    grid = contents.content(matter, Words("vi")).grids[0]
    totals = {line.cells[1]: line.cells[-1] for line in grid.lines if line.kind == "sum"}
    assert {code: cell.value for code, cell in totals.items() if isinstance(cell, Amount)} == spent


def test_budget_names_its_rates_and_what_has_none(office: Office) -> None:
    line = MoneyLine("RS.BUD", MoneyStage.SPENT, Money.parse("1234.50", "CZK"))
    event(office, "Ngày Việt Nam", "2026-05-08", "M3", money=(line,))
    assert "Thiếu tỷ giá, chưa cộng: CZK" in said(office, DocumentKind.BUDGET)
    rate = replace(
        office.money.blank_rate("CZK", RateKind.YEARLY_AVERAGE, date(2026, 12, 31)),
        value=Decimal("1120.5"),
        source="Kho bạc Nhà nước",
    )
    office.money.save_rate(rate)
    found = said(office, DocumentKind.BUDGET)
    assert "1.383.257" in found  # 1,234.50 × 1,120.5 = 1,383,257.25
    assert "Kho bạc Nhà nước" in found


def test_press_items_are_those_of_the_events_held(sampled: Office) -> None:
    matter = sampled.documents.matter(options(DocumentKind.MEDIA, period=Period.parse("2026")))
    assert isinstance(matter, MediaMatter)
    held = report_data.held(matter.data)
    assert len(coverage(matter)) == sum(len(one.results.press) for one in held) > 0
    kinds = contents.content(matter, Words("en")).grids[1]
    assert kinds.lines[-1].cells[1] == sum(line.cells[1] for line in kinds.lines[:-1]) == len(coverage(matter))  # type: ignore[misc]


def test_a_dossier_leaves_internal_notes_and_refusals_here(office: Office) -> None:
    office.partners.save(
        replace(office.partners.blank(), name="Phạm Thu Hà", consent=Consent.REFUSED, consent_day=date(2026, 9, 1))
    )
    made = event(
        office, "Múa rối nước", "2026-05-08", "M3", internal_note="Chuyện nội bộ", risk_note="Có thể biểu tình",
        actors=(Actor("Phạm Thu Hà", "AC.CRE", ActorRole.LEAD),),
    )  # fmt: skip
    found = said(office, DocumentKind.DOSSIER, event_id=made.id)
    assert "Múa rối nước" in found
    assert "Đối tác không nêu tên" in found
    assert not any(text in found for text in ("Chuyện nội bộ", "biểu tình", "Phạm Thu Hà"))


def test_a_dossier_needs_its_event(office: Office) -> None:
    with pytest.raises(UserError) as refused:
        office.documents.draw(options(DocumentKind.DOSSIER), "vi")
    assert refused.value.code == "document.event_missing"


def test_the_briefing_has_two_pages_and_names_only_who_agreed(office: Office, tmp_path: Path) -> None:
    for number in range(40):
        consent = Consent.GIVEN if number % 2 else Consent.UNKNOWN
        day = date(2026, 9, 1) if number % 2 else None
        partner, _changes = office.partners.save(
            replace(office.partners.blank(), name=f"Hội văn hóa số {number:02d}", consent=consent, consent_day=day)
        )
        office.partners.log(_promise(office, partner.id, number))
        event(office, f"Đêm nhạc {number} «{'ồ' * 150}»", f"2026-10-{number % 28 + 1:02d}", state=EventState.APPROVED)
    target = tmp_path / "briefing.pdf"
    visit = Visit("Đoàn Quốc hội", date(2026, 10, 12), date(2026, 10, 14))
    for language in ("vi", "en", "both"):
        built = office.documents.build(
            options(DocumentKind.BRIEFING, visit=visit),
            language,
            target,
            NoProgress(),
        )
        assert built.pages <= 2
    found = text_of(target.read_bytes())
    assert "Đoàn Quốc hội" in found
    assert "Hội văn hóa số 00" not in found
    assert "LƯU HÀNH NỘI BỘ" in found


def _promise(office: Office, partner_id: str, number: int) -> Interaction:
    return Interaction(
        id=office.desk.ids.new(),
        partner_id=partner_id,
        day=date(2026, 9, 1),
        promise=f"Gửi danh mục hiện vật {number}",
        promise_by=PromisedBy.US,
        promise_due=date(2026, 10, 1),
    )


def test_the_handover_says_that_it_stays(sampled: Office) -> None:
    found = said(sampled, DocumentKind.HANDOVER, successor="Trần Thị Mai")
    assert "không gửi đi trong bất kỳ gói nào" in found
    assert "LƯU HÀNH NỘI BỘ" in found
    assert "Trần Thị Mai" in found
    with pytest.raises(UserError) as refused:
        sampled.documents.build(options(DocumentKind.HANDOVER), "vi", Path("x.docx"), NoProgress())
    assert refused.value.code == "report.ending_unknown"


@pytest.mark.parametrize("kind", OTHERS)
def test_hostile_and_long_texts_stay_texts(office: Office, kind: DocumentKind, tmp_path: Path) -> None:
    long = (HOSTILE + " dài" * 100)[:300]
    made = event(office, long, "2026-05-08", "M3", summary=BiText(HOSTILE), city=HOSTILE[:60])
    programme, _changes = office.programme.add(2026, code="M3", quarter=2)
    office.programme.save(replace(programme, title=BiText(long), note=HOSTILE))
    registers = office.registers
    registers.save_initiative(
        replace(registers.blank_initiative(), title=BiText(long), text=BiText(HOSTILE), event_id=made.id)
    )
    registers.save_commendation(replace(registers.blank_commendation(), name=long, award=HOSTILE, events=(made.id,)))
    for language in ("vi", "both"):
        assert office.documents.draw(options(kind, event_id=made.id), language)
    for ending in office.documents.endings(kind)[1:]:
        target = tmp_path / f"tài liệu{ending}"
        office.documents.build(options(kind, event_id=made.id), "vi", target, NoProgress())
        if ending == ".xlsx":
            assert CalamineWorkbook.from_filelike(io.BytesIO(target.read_bytes())).sheet_names
            listed = subprocess.run(["unzip", "-p", target, "xl/worksheets/*.xml"], capture_output=True, check=True)
            assert b"HYPERLINK" not in listed.stdout


def test_the_same_office_gives_the_same_bytes(office: Office) -> None:
    event(office, "Ngày Việt Nam", "2026-05-08", "M3")
    wanted = options(DocumentKind.COVERAGE)
    assert office.documents.draw(wanted, "vi") == office.documents.draw(wanted, "vi")


def test_commendations_print_their_evidence(sampled: Office) -> None:
    found = said(sampled, DocumentKind.COMMENDATIONS)
    entries = sampled.registers.commendations(sampled.documents.this_year().window)
    assert entries
    for entry in entries:
        assert " ".join(entry.name.split()) in found
    numbers = {row.number for entry in entries for row in sampled.registers.events(entry.events)}
    assert numbers
    assert all(number in found for number in numbers)


def test_a_text_that_names_who_refused_is_pointed_out(office: Office, tmp_path: Path) -> None:
    office.partners.save(
        replace(office.partners.blank(), name="Phạm Thu Hà", consent=Consent.REFUSED, consent_day=date(2026, 9, 1))
    )
    made = replace(office.registers.blank_initiative(), title=BiText("Triển lãm của nghệ sĩ Phạm Thu Hà"))
    office.registers.save_initiative(made)
    built = office.documents.build(options(DocumentKind.INITIATIVES), "vi", tmp_path / "s.xlsx", NoProgress())
    assert [(one.code, one.params["name"]) for one in built.findings] == [("document.partner_named", "Phạm Thu Hà")]
    assert office.documents.build(options(DocumentKind.MEDIA), "vi", tmp_path / "m.xlsx", NoProgress()).findings == ()
