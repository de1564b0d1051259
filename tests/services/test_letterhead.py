"""The settings of the official form: kept, undone, their pictures and the numbers of documents."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.letterhead import Authority, DocumentType, Letterhead, Urgency
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import Report
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.services.letterhead import SEAL, signature_name
from cultdip_desktop.store.repo import report as report_rows
from tests.offices import PASSPHRASE

DAY = date(2026, 10, 7)


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    with open_office(mission, PASSPHRASE) as opened:
        yield opened


def code_of(act: object) -> str:
    with pytest.raises(UserError) as caught:
        act()  # type: ignore[operator]
    return caught.value.code


def seal(path: Path, side: int = 400, ground: tuple[int, int, int, int] = (0, 0, 0, 0), mode: str = "RGBA") -> Path:
    """A red ring, as a seal is."""
    image = Image.new("RGBA", (side, side), ground)
    ImageDraw.Draw(image).ellipse((5, 5, side - 5, side - 5), outline=(200, 20, 20, 255), width=side // 20)
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "máy quét của Đại sứ quán")
    image.convert(mode).save(path, "PNG", pnginfo=info)
    return path


def test_a_saved_form_reaches_the_report_and_is_taken_back_by_undo(office: Office) -> None:
    before = office.letterhead.get()
    changed = replace(before, recipients=BiText("- Bộ Ngoại giao;\n- Ban Chỉ đạo."), urgency=Urgency.URGENT)
    office.letterhead.save(changed)
    data = office.reports.data(Period.parse("2026-Q3"))
    assert data.letterhead.urgency is Urgency.URGENT
    assert "Ban Chỉ đạo" in data.recipient.vi
    office.undo.undo()
    assert office.letterhead.get() == before


def test_changes_of_one_step_are_undone_together(office: Office) -> None:
    office.letterhead.save(Letterhead(symbol="ĐSQ"), step="a")
    office.letterhead.save(Letterhead(symbol="ĐSQ-CZ"), step="a")
    office.undo.undo()
    assert office.letterhead.get().symbol == ""


def test_nothing_is_kept_of_a_form_that_is_refused(office: Office) -> None:
    assert code_of(lambda: office.letterhead.save(Letterhead(agency=BiText("TUYỆT MẬT")))) == "letterhead.secrecy"
    assert code_of(lambda: office.letterhead.save(Letterhead(signer_id="nobody"))) == "person.not_found"
    assert office.letterhead.get() == Letterhead()


def test_the_person_named_in_the_form_signs(office: Office) -> None:
    office.settings.add_person("Vũ Hoàng Giang", BiText("Công sứ"))
    giang = next(person for person in office.settings.people() if person.name == "Vũ Hoàng Giang")
    form = Letterhead(signer_id=giang.id, authority=Authority.FOR_HEAD, head=BiText("Đại sứ"))
    office.letterhead.save(form)
    assert office.letterhead.signer() == giang
    assert office.reports.data(Period.parse("2026-Q3")).signer == giang
    office.settings.save_person(replace(giang, active=False))
    assert office.letterhead.signer() != giang


def test_a_seal_is_made_anew_without_metadata_and_its_real_width_is_kept(office: Office, tmp_path: Path) -> None:
    office.letterhead.set_image(SEAL, seal(tmp_path / "dấu.png"))
    office.letterhead.resize_image(SEAL, 38)
    found = office.letterhead.image(SEAL)
    assert found is not None
    assert found.width_mm == office.letterhead.get().seal_width == 38
    image = Image.open(io.BytesIO(found.png))
    assert image.mode == "RGBA"
    assert image.getpixel((image.width // 2, image.height // 2)) == (0, 0, 0, 0)
    assert b"Author" not in found.png
    office.undo.undo()
    office.undo.undo()
    assert office.letterhead.image(SEAL) is None


def test_a_large_scan_is_made_small_enough(office: Office, tmp_path: Path) -> None:
    noise = Image.effect_noise((1500, 1500), 90).convert("RGBA")
    noise.putalpha(Image.effect_noise((1500, 1500), 200).point(lambda value: 255 if value > 128 else 0))
    noise.save(tmp_path / "chữ ký.png")
    name = signature_name("0190d3a0-0000-7000-8000-000000000002")
    office.letterhead.set_image(name, tmp_path / "chữ ký.png")
    found = office.letterhead.image(name)
    assert found is not None
    assert len(found.png) <= 256 * 1024


def hostile(tmp_path: Path) -> dict[str, Path]:
    """Files that must not become a seal."""
    good = seal(tmp_path / "good.png").read_bytes()
    white = seal(tmp_path / "white.png", ground=(255, 255, 255, 255))
    (tmp_path / "cut.png").write_bytes(good[: len(good) // 2])
    (tmp_path / "script.png").write_bytes(b"<svg onload=alert(1)>" * 40)
    (tmp_path / "big.png").write_bytes(good + b"\0" * 9_000_000)
    bomb = bytearray(good)
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    (tmp_path / "bomb.png").write_bytes(bytes(bomb))
    Image.new("RGB", (300, 300), "red").save(tmp_path / "photo.jpg")
    (tmp_path / "photo.png").write_bytes((tmp_path / "photo.jpg").read_bytes())
    Image.new("RGBA", (300, 300), (0, 0, 0, 0)).save(tmp_path / "empty.png")
    return {
        "white": white, "rgb": seal(tmp_path / "rgb.png", mode="RGB"), "tiny": seal(tmp_path / "tiny.png", 30),
        **{name: tmp_path / f"{name}.png" for name in ("cut", "script", "big", "bomb", "photo", "empty")},
        "gone": tmp_path / "gone.png",
    }  # fmt: skip


def test_hostile_and_useless_pictures_are_refused_and_the_one_before_stays(office: Office, tmp_path: Path) -> None:
    office.letterhead.set_image(SEAL, seal(tmp_path / "dấu.png"))
    before = office.letterhead.image(SEAL)
    codes = {
        name: code_of(lambda path=path: office.letterhead.set_image(SEAL, path))
        for name, path in hostile(tmp_path).items()
    }
    assert codes["white"] == codes["rgb"] == "letterhead.image_opaque"
    assert codes["tiny"] == "letterhead.image_small"
    assert codes["empty"] == "letterhead.image_empty"
    assert codes["big"] == "letterhead.image_too_big"
    assert codes["gone"].startswith("file.")
    assert all(code.startswith(("letterhead.", "media.", "file.")) for code in codes.values())
    assert office.letterhead.image(SEAL) == before


@pytest.mark.parametrize("width", [0, 19, 61, 4000])
def test_a_width_that_no_seal_has_is_refused(office: Office, tmp_path: Path, width: int) -> None:
    office.letterhead.set_image(SEAL, seal(tmp_path / "dấu.png"))
    assert code_of(lambda: office.letterhead.resize_image(SEAL, width)) == "letterhead.image_width"


def test_the_specimen_is_a_page_in_the_form_with_the_seal_in_place(office: Office, tmp_path: Path) -> None:
    bare = office.letterhead.specimen(Letterhead(), "vi")
    office.letterhead.set_image(SEAL, seal(tmp_path / "dấu.png"))
    stamped = office.letterhead.specimen(Letterhead(), "vi")
    assert bare.startswith(b"%PDF")
    assert len(stamped) > len(bare)


def test_numbers_run_on_per_year_and_type_and_are_never_given_twice(office: Office) -> None:
    numbers = office.letterhead.numbers
    assert [numbers.give(DocumentType.REPORT, DAY, f"Báo cáo {at}")[0].number for at in (1, 2)] == [1, 2]
    assert numbers.give(DocumentType.PLAN, DAY, "Kế hoạch năm 2027")[0].number == 1
    assert numbers.give(DocumentType.REPORT, DAY, "Báo cáo chuyên đề", number=12)[0].number == 12
    assert numbers.next_number(DocumentType.REPORT, 2026) == 13
    assert numbers.next_number(DocumentType.REPORT, 2027) == 1
    give = numbers.give
    assert code_of(lambda: give(DocumentType.REPORT, DAY, "Trùng số", number=2)) == "letterhead.number_taken"
    assert code_of(lambda: give(DocumentType.REPORT, DAY, "Âm", number=0)) == "letterhead.number_range"
    assert code_of(lambda: give(DocumentType.REPORT, DAY, " ")) == "letterhead.number_title"
    assert code_of(lambda: give(DocumentType.REPORT, DAY, "TỐI MẬT")) == "letterhead.secrecy"


def test_undo_does_not_take_a_number_back(office: Office) -> None:
    office.letterhead.save(Letterhead(symbol="ĐSQ"))
    office.letterhead.numbers.give(DocumentType.REPORT, DAY, "Báo cáo quý III")
    office.undo.undo()
    assert office.letterhead.get().symbol == ""
    assert [one.number for one in office.letterhead.numbers.numbers(2026)] == [1]


def test_a_report_bears_its_number_and_day_and_takes_no_second_one(office: Office) -> None:
    period = Period.parse("2026-Q3")
    desk = office.desk
    with desk.store.write("report.begin") as tx:
        found = report_rows.of_period(tx, period)
        report = found or Report(id=desk.ids.new(), office=desk.office.id, period=period)
        report_rows.save(tx, report)
    give = office.letterhead.numbers.give
    give(DocumentType.REPORT, DAY, "Báo cáo quý III năm 2026", number=5, report_id=report.id)
    data = office.reports.data(period)
    assert (data.number, data.issued_on) == (5, DAY)
    again = code_of(lambda: give(DocumentType.REPORT, DAY, "Lần nữa", report_id=report.id))
    assert again == "letterhead.has_number"
