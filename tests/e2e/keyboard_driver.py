"""A stranger's first hour at the keyboard: `python -m tests.e2e.keyboard_driver WORK PICTURES`.

An embassy is founded, headquarters certifies its key, an event is written down, reported, signed and taken in, in
Vietnamese and with keys alone; files are chosen by script. Ends with exit code 1 and a sentence where somebody without
a mouse would be stuck. Offices are founded where the program proposes: give it a HOME of its own, as the test does.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from unittest import mock

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.rooms.settings.view_keys_parts import NumberedWords
from cultdip_desktop.ui.shell import program as program_module
from cultdip_desktop.ui.shell.program import Options, Program
from cultdip_desktop.ui.shell.stopwatch import Stopwatch
from tests.e2e.hands import ALT, CTRL, SHIFT, Hands, Lost, name_of
from tests.offices import quick_keys

Key = Qt.Key
PASSPHRASE = "mưa phùn chè sen đèn lồng"
PIN = "sen hồng trên sông Vltava"
ROOT_PIN = "gốc sen giữa hồ Tây"
TITLE = "Đêm hội Trung thu Praha 2026"
STATES = ("Bắt đầu chuẩn bị", "Trình duyệt", "Duyệt", "Ghi nhận đã tổ chức", "Hoàn tất kết quả")


class Hour:
    """The hour, in the order in which a new office lives it."""

    def __init__(self, work: Path, pictures: Path) -> None:
        self.work = work
        work.mkdir(parents=True, exist_ok=True)
        self.files = ScriptedFileChooser()
        with mock.patch.object(program_module, "SystemFileChooser", return_value=self.files):
            program = Program(Options(size=(1366, 768), language="vi"), Stopwatch())
        program.start()
        program.window.activateWindow()
        self.hands = Hands(program, pictures)
        self.hands.wait(10)

    def live(self) -> None:
        """Everything."""
        self.found_mission()
        self.make_key()
        root = self.found_headquarters()
        self.change_office("Đại sứ quán")
        self.install(root)
        self.plan_event()
        self.add_photo()
        self.report_results()
        self.read_report()
        self.export()
        self.change_office("Bộ Ngoại giao")
        self.take_in()

    def found_mission(self) -> None:
        """First run: welcome, mission, passphrase, recovery code."""
        hands = self.hands
        hands.step("lần đầu")
        hands.type("praha")
        hands.key(Key.Key_Return)
        hands.fill("Họ và tên", "Nguyễn Thị Hòa")
        hands.step("cơ quan đại diện")
        hands.press("Tiếp tục")
        self._protect()
        self._put_code_away()
        hands.step("hôm nay còn trống")

    def make_key(self) -> None:
        """A signing key under a PIN, and the request for headquarters."""
        hands = self.hands
        hands.press("Khóa ký")
        hands.press("Khóa mới…")
        hands.type(PIN)
        hands.fill("Nhập lại mã PIN", PIN)
        hands.step("khóa mới")
        hands.press("Tạo khóa")
        hands.until("the key", lambda: hands.says("Số lần thử mã PIN còn lại"))
        self.files.answers.append(self.work / "yeu-cau.cdreq")
        hands.press("Ghi tệp yêu cầu…")
        hands.until("the request file", (self.work / "yeu-cau.cdreq").exists)
        hands.step("tệp yêu cầu")
        self.fingerprint = self._words_shown()

    def found_headquarters(self) -> str:
        """From the locked window: another office, its root key, the words compared, a certificate. Gives its words."""
        hands = self.hands
        hands.key(Key.Key_L, CTRL)
        hands.until("the lock", lambda: hands.says("Mật khẩu"))
        hands.step("đã khóa")
        self._other("Tạo cơ quan mới")
        hands.to("Bộ Ngoại giao", back=True)
        hands.key(Key.Key_Space)
        hands.fill("Họ và tên", "Trần Văn Thủy")
        hands.step("Bộ Ngoại giao")
        hands.press("Tiếp tục")
        self._protect(ROOT_PIN)
        self._put_code_away()
        hands.step("hộp đến còn trống")
        hands.key(Key.Key_K, CTRL)
        hands.type("chứng thư")
        hands.wait(8)
        hands.step("tìm lệnh")
        hands.key(Key.Key_Return)
        hands.until("the certificates", lambda: hands.says("Chứng thư đã cấp"))
        self.files.answers.append(self.work / "yeu-cau.cdreq")
        hands.press("Chọn tệp yêu cầu…")
        hands.until("the request", lambda: hands.says("Nguyễn Thị Hòa"))
        hands.press("Đối chiếu và chứng thực…")
        hands.type(self.fingerprint)
        hands.key(Key.Key_Return)
        self.files.answers.append(self.work / "chung-thu.cdrp")
        hands.type(ROOT_PIN)
        hands.step("đối chiếu")
        hands.press("Cấp chứng thư")
        hands.until("the answer", (self.work / "chung-thu.cdrp").exists)
        hands.step("đã cấp chứng thư")
        return self._words_shown()

    def change_office(self, name: str) -> None:
        """Lock, choose the other office, open it."""
        hands = self.hands
        hands.key(Key.Key_L, CTRL)
        hands.until("the lock", lambda: hands.says("Thư mục khác hoặc cơ quan mới:"))
        self._other(name)
        hands.type(PASSPHRASE)
        hands.key(Key.Key_Return)
        self._until_desk()

    def install(self, root: str) -> None:
        """The certificate, after the first comparison with the root."""
        hands = self.hands
        hands.key(Key.Key_K, CTRL)
        hands.type("khóa ký")
        hands.wait(8)
        hands.key(Key.Key_Return)
        hands.until("the keys", lambda: hands.says("Khóa của cơ quan"))
        hands.press("Cài chứng thư…")
        self.files.answers.append(self.work / "chung-thu.cdrp")
        hands.key(Key.Key_Space)
        hands.until("the answer", lambda: hands.says("chung-thu.cdrp"))
        hands.type(root)
        hands.step("đối chiếu khóa gốc")
        hands.key(Key.Key_Return)
        hands.until("the certificate", lambda: hands.says("Đã cài chứng thư"))
        hands.step("có chứng thư")

    def plan_event(self) -> None:
        """Title, date, one step back and forth, a goal with its reason."""
        hands = self.hands
        hands.key(Key.Key_3, ALT | SHIFT)
        hands.until("the list", lambda: hands.says("Chưa có sự kiện nào"))
        hands.key(Key.Key_N, CTRL)
        hands.until("the editor", lambda: name_of(hands.focus).startswith("Tên sự kiện"))
        hands.type(TITLE)
        hands.to("Bắt đầu, bắt buộc")
        hands.type("25/9 17:30")
        hands.until("the lunar day", lambda: hands.says("Rằm tháng Tám"))
        hands.step("tên và ngày")
        hands.key(Key.Key_Z, CTRL)
        hands.until("the undoing", lambda: not hands.says("Rằm tháng Tám"))
        hands.step("hoàn tác")
        hands.key(Key.Key_Y, CTRL)
        hands.until("the redoing", lambda: hands.says("Rằm tháng Tám"))
        hands.step("làm lại")
        hands.key(Key.Key_2, CTRL)
        hands.key(Key.Key_3, ALT)
        hands.until("the reason", lambda: name_of(hands.focus).startswith("Lý giải"))
        hands.type("Đưa phong tục Tết Trung thu đến công chúng Séc.")
        hands.step("mục tiêu")

    def add_photo(self) -> None:
        """One picture with its caption."""
        hands, photo = self.hands, self.work / "ruoc-den.jpg"
        Image.linear_gradient("L").convert("RGB").resize((1200, 800)).save(photo)
        hands.key(Key.Key_5, CTRL)
        self.files.answers.append([photo])
        hands.key(Key.Key_Space)
        hands.until("the photo", lambda: hands.says("1 ảnh"))
        hands.key(Key.Key_F2)
        hands.type("Rước đèn trên quảng trường")
        hands.step("ảnh")

    def report_results(self) -> None:
        """Attendance, what came of it, every state up to the last."""
        hands = self.hands
        hands.key(Key.Key_6, CTRL)
        hands.type("1340")
        hands.fill("Kết quả đạt được", "Hơn một nghìn người dự hội.")
        for state in STATES:
            hands.press(state, back=True)
        hands.until("the last state", lambda: hands.says("Đã chuyển trạng thái: Đã có kết quả"))
        hands.step("kết quả")
        hands.key(Key.Key_1, ALT | SHIFT)
        hands.until("Today", lambda: hands.says("Gói gửi gần nhất"))
        hands.step("hôm nay")

    def read_report(self) -> None:
        """The preview of the quarter that is over."""
        hands = self.hands
        hands.key(Key.Key_6, ALT | SHIFT)
        hands.until("the preview", lambda: hands.says("1.340"))
        hands.step("báo cáo")

    def export(self) -> None:
        """Four steps and the PIN."""
        hands = self.hands
        hands.press("Ký số và xuất gói…")
        hands.until("the wizard", lambda: hands.says("Đưa vào gói"))
        hands.step("xuất gói nội dung")
        hands.key(Key.Key_Return, CTRL)
        hands.until("the checks", lambda: name_of(hands.focus).startswith("Lý do vẫn ký"))
        hands.type("Quý này cơ quan chỉ tổ chức một sự kiện.")
        hands.step("xuất gói kiểm tra")
        hands.key(Key.Key_Return, CTRL)
        hands.until("the PIN", lambda: name_of(hands.focus).startswith("Mã PIN"))
        self.files.answers.append(self.work / "goi.cdrp")
        hands.press("Chọn nơi ghi tệp")
        hands.to("Mã PIN", back=True)
        hands.type(PIN)
        hands.step("xuất gói ký")
        hands.key(Key.Key_Return)
        hands.until("the package", lambda: hands.says("Đã ký số và xuất gói"))
        hands.step("xuất gói xong")

    def take_in(self) -> None:
        """Verified, taken in, in the figures."""
        hands = self.hands
        hands.key(Key.Key_1, ALT | SHIFT)
        self.files.answers.append([self.work / "goi.cdrp"])
        hands.press("Nhập gói…")
        hands.until("the verdict", lambda: hands.says("Đã xác minh 1 tệp."))
        hands.step("xem trước khi tiếp nhận")
        hands.press("Tiếp nhận 1 gói")
        hands.until("the taking in", lambda: hands.says("Đã tiếp nhận 1 gói."))
        hands.step("đã tiếp nhận")
        hands.key(Key.Key_3, ALT | SHIFT)
        hands.until("the overview", lambda: hands.says("Số liệu từ 1/109"))
        hands.to("Lượt công chúng: 1.340")
        hands.step("tổng hợp")
        hands.key(Key.Key_Return)
        hands.until("the events behind the number", lambda: hands.says("1 sự kiện"))
        hands.step("sự kiện sau con số")
        hands.key(Key.Key_Return)
        hands.until("the event", lambda: hands.says(TITLE))
        hands.step("sự kiện trong gói")

    def _protect(self, pin: str = "") -> None:
        hands = self.hands
        hands.until("the passphrase", lambda: hands.says("Bước 2 / 3"))
        hands.type(PASSPHRASE)
        hands.fill("Nhập lại mật khẩu", PASSPHRASE)
        if pin:
            hands.fill("Mã PIN của khóa gốc", pin)
            hands.fill("Nhập lại mã PIN", pin)
        hands.step("mật khẩu")
        hands.press("Tạo cơ quan")

    def _put_code_away(self) -> None:
        hands = self.hands
        hands.until("the code", lambda: hands.says("Bước 3 / 3"))
        hands.to("In mã")
        hands.to("Tôi đã cất mã")
        hands.key(Key.Key_Space)
        hands.step("mã khôi phục")
        hands.press("Bắt đầu")
        self._until_desk()

    def _until_desk(self) -> None:
        self.hands.until("the office", lambda: self.hands.program.window.desk is not None)
        self.hands.wait(8)

    def _other(self, entry: str) -> None:
        """An entry of the menu below the passphrase."""
        hands = self.hands
        hands.press("Cơ quan khác")
        menu = QApplication.activePopupWidget()
        for _step in range(8):
            hands.key(Key.Key_Down)
            chosen = menu.activeAction() if menu is not None else None  # type: ignore[attr-defined]
            if chosen is not None and chosen.text().startswith(entry):
                hands.key(Key.Key_Return)
                hands.wait(8)
                return
        raise Lost(f"the menu has no {entry!r}")

    def _words_shown(self) -> str:
        """The twelve words of the fingerprint, read from the screen."""
        shown = [name_of(each) for each in self.hands.program.window.findChildren(NumberedWords) if each.isVisible()]
        return shown[0]


def main() -> int:
    """Live the hour; say how it went in one line."""
    with quick_keys():
        hour = Hour(Path(sys.argv[1]), Path(sys.argv[2]))
        try:
            hour.live()
        except Lost as lost:
            hour.hands.picture("mắc kẹt")
            sys.stdout.write(json.dumps({"lost": str(lost)}, ensure_ascii=False) + "\n")
            return 1
        hour.hands.program.window.close()
    sys.stdout.write(json.dumps({"keys": hour.hands.pressed, "steps": hour.hands.steps}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
