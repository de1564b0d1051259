"""The first start as an officer does it: by keyboard, in Vietnamese."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.rooms import welcome
from cultdip_desktop.ui.rooms.welcome import WelcomePage, viewmodel
from cultdip_desktop.ui.rooms.welcome.viewmodel import free_folder
from tests.ui.kit_typing import press, type_text
from tests.ui.shell.conftest import PASSPHRASE, PIN

Settle = Callable[[], None]


@pytest.fixture
def page(kit: Kit, shown: Any, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WelcomePage:
    monkeypatch.setattr(viewmodel, "_documents", lambda: tmp_path)
    made = welcome.build(kit)
    shown(made)
    settle()
    return made


def fill_office(page: WelcomePage, mission: str, name: str) -> None:
    identity = page._identity
    type_text(identity._picker, mission)
    press(identity._picker, Qt.Key.Key_Return)
    type_text(identity._name, name)


def fill_secret(page: WelcomePage, passphrase: str, pin: str = "") -> None:
    secret = page._secret
    type_text(secret._passphrase.line, passphrase)
    type_text(secret._again.line, passphrase)
    if pin:
        type_text(secret._pin.line, pin)
        type_text(secret._pin_again.line, pin)


def test_an_office_is_made_by_keyboard_and_opens_with_its_passphrase(
    page: WelcomePage, settle: Settle, tmp_path: Path
) -> None:
    offices: list[Office] = []
    page.opened.connect(offices.append)
    fill_office(page, "praha", "Đặng Thị Ngọc Ửng")
    page._next.click()
    fill_secret(page, PASSPHRASE)
    press(page._secret._again.line, Qt.Key.Key_Return)
    settle()
    assert len(page._code.findChildren(QLineEdit)) == 0
    assert not page._next.isEnabled()
    page._code._tick.click()
    page._next.click()
    offices[0].close()
    with open_office(tmp_path / "NgoaiGiaoVanHoa", PASSPHRASE) as office:
        assert office.identity.id == "CZ-EMB"
        assert office.settings.actor().name == "Đặng Thị Ngọc Ửng"


def test_the_code_shown_opens_the_office(page: WelcomePage, settle: Settle, tmp_path: Path) -> None:
    fill_office(page, "pra", "Nguyễn Minh Hà")
    page._next.click()
    fill_secret(page, PASSPHRASE)
    page._next.click()
    settle()
    sheet = page._code._sheet
    page._office.close()
    with open_office(tmp_path / "NgoaiGiaoVanHoa", recovery_code=sheet.code) as office:
        assert office.role is OfficeRole.MISSION


def test_headquarters_asks_for_a_pin_and_has_its_root(page: WelcomePage, settle: Settle, kit: Kit) -> None:
    page._identity._headquarters_card.click()
    assert not page._identity._mission_field.isVisible()
    type_text(page._identity._name, "Trần Thùy Linh")
    page._next.click()
    fill_secret(page, PASSPHRASE)
    page._next.click()
    assert page._secret._pin_field.error
    type_text(page._secret._pin.line, PIN)
    type_text(page._secret._pin_again.line, PIN)
    page._next.click()
    settle()
    assert page._office.role is OfficeRole.HEADQUARTERS
    assert page._office.trust.current().confirmed
    page._office.close()


@pytest.mark.parametrize("typed", ["pra", "praha", "Séc", "CZ-EMB", "CỘNG HÒA SÉC"])
def test_a_mission_is_found_by_city_country_or_code(page: WelcomePage, typed: str) -> None:
    found = page._model.find(typed)
    assert "CZ-EMB" in [mission.id for mission in found][:3]


def test_what_follows_from_the_mission_is_said_in_both_languages(page: WelcomePage, settle: Settle, kit: Kit) -> None:
    fill_office(page, "praha", "")
    settle()
    strip = page._identity._detected
    assert "múi giờ Praha (UTC+1/+2)" in strip.text()
    assert page._identity._currency.value().startswith("CZK")
    kit.live.switch("en")
    assert "time zone of" in strip.text()
    assert page._identity._picker.value().startswith("Embassy of Viet Nam")


def test_gaps_are_marked_and_the_first_one_gets_the_focus(page: WelcomePage) -> None:
    page._next.click()
    identity = page._identity
    assert identity._mission_field.error
    assert identity._name_field.error
    assert page._pages.currentIndex() == 0


def test_weak_and_differing_passphrases_are_refused_before_anything_is_made(page: WelcomePage, tmp_path: Path) -> None:
    fill_office(page, "praha", "Nguyễn Minh Hà")
    page._next.click()
    fill_secret(page, "matkhau1")
    page._next.click()
    assert page._secret._field.error
    type_text(page._secret._passphrase.line, " đèn lồng mùa thu")
    page._next.click()
    assert page._secret._again_field.error == "Hai lần nhập mật khẩu không giống nhau."
    assert list(tmp_path.iterdir()) == []


def test_the_meter_follows_the_typing(page: WelcomePage) -> None:
    type_text(page._secret._passphrase.line, "abc")
    weak = page._secret._meter.word.text()
    type_text(page._secret._passphrase.line, " chè sen đèn lồng mưa phùn")
    assert page._secret._meter.word.text() == "Độ mạnh: Rất tốt."
    assert weak.startswith("Độ mạnh: Không được chấp nhận.")


def test_a_folder_that_cannot_be_written_is_said_and_the_answers_stay(
    page: WelcomePage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise UserError("file.no_space", path="/usb")

    monkeypatch.setattr(viewmodel, "_create", refuse)
    fill_office(page, "praha", "Nguyễn Minh Hà")
    page._next.click()
    fill_secret(page, PASSPHRASE)
    page._next.click()
    settle()
    assert page._banner.isVisible()
    assert page._next.isEnabled()
    assert page._secret.passphrase == PASSPHRASE


def test_a_used_folder_is_never_suggested(tmp_path: Path) -> None:
    wanted = tmp_path / "NgoaiGiaoVanHoa"
    assert free_folder(wanted) == wanted
    wanted.mkdir()
    assert free_folder(wanted) == wanted
    (wanted / "office.key.json").write_text("{}", "utf-8")
    assert free_folder(wanted) == tmp_path / "NgoaiGiaoVanHoa-2"


def test_a_folder_that_cannot_be_looked_at_is_left_to_the_founding(page: WelcomePage) -> None:
    wanted = Path("/", "ă" * 300)
    assert free_folder(wanted) == wanted
    assert page._model.free_space(wanted) is None


def test_the_sheet_is_a_pdf_with_the_code_as_text(
    page: WelcomePage, tmp_path: Path, files: ScriptedFileChooser
) -> None:
    import pikepdf

    for name, prepare in page.tour_states():
        if name == "code":
            prepare()
    target = tmp_path / "mã khôi phục.pdf"
    files.answers.append(target)
    page._code._ask_file()
    with pikepdf.open(target) as pdf:
        assert len(pdf.pages) == 1
    assert page._code._done.isVisible()


def test_sample_data_makes_both_offices_and_lists_headquarters(
    page: WelcomePage, settle: Settle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mission: Office
) -> None:
    asked: list[Path] = []

    def sample(home: Path, headquarters: Path, language: str, progress: Progress) -> viewmodel.Sample:
        progress.step(1, 2, "Đêm hội Trung thu")
        asked.extend((home, headquarters))
        return viewmodel.Sample(mission, headquarters)

    monkeypatch.setattr(viewmodel, "_sample", sample)
    opened: list[Office] = []
    listed: list[Path] = []
    page.opened.connect(opened.append)
    page.sample_headquarters.connect(listed.append)
    page._try.click()
    page._next.click()
    settle()
    assert opened == [mission]
    assert asked[1:] == listed


def test_cancelling_the_sample_brings_the_page_back(
    page: WelcomePage, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cultdip_desktop.core.errors import Cancelled

    def cancelled(*_arguments: object) -> None:
        raise Cancelled

    monkeypatch.setattr(viewmodel, "_sample", cancelled)
    page._try.click()
    page._next.click()
    settle()
    assert page._banner.text() == "Đã hủy; không có gì dở dang."
    assert page._next.isEnabled()


def test_an_existing_office_can_be_opened_instead(
    page: WelcomePage, files: ScriptedFileChooser, tmp_path: Path
) -> None:
    chosen: list[Path] = []
    page.home_chosen.connect(chosen.append)
    files.answers.append(tmp_path / "cơ quan cũ")
    page._existing.click()
    assert chosen == [tmp_path / "cơ quan cũ"]
