"""Paints every widget of the kit into PNG files, to be looked at: `python tests/ui/kit/kit_gallery.py FOLDER`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QGridLayout, QLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.paths import resources
from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.domain.money import Money
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.bilingual import BilingualField, BilingualHead
from cultdip_desktop.ui.kit.bus import ChangeBus
from cultdip_desktop.ui.kit.buttons import Button, IconButton, MenuButton
from cultdip_desktop.ui.kit.choices import CheckBox, ChoiceCard, ComboBox, RadioButton, Segmented, Switch
from cultdip_desktop.ui.kit.confirm import Confirm
from cultdip_desktop.ui.kit.crash import CrashPage
from cultdip_desktop.ui.kit.drop import DropOverlay
from cultdip_desktop.ui.kit.fields import Field, LineEdit, PasswordField, SearchField
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.gallery import GalleryModel, GalleryView, Thumb
from cultdip_desktop.ui.kit.jobs import Jobs
from cultdip_desktop.ui.kit.language import LiveWords, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS, STATE_MARKS, CountBadge, GoalChip, Initials, Mark, Pill
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.moments import DateTimeField, LunarEcho, Moment, MonthPopup
from cultdip_desktop.ui.kit.notices import Banner, EmptyState, ProgressCard, StatusBar, Toast
from cultdip_desktop.ui.kit.numbers import IntegerField, MoneyField, PercentField
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.steps import StepsHead
from cultdip_desktop.ui.kit.surfaces import Bar, Card, FlowRow, PageHead, ScrollPage, boxed, column, row
from cultdip_desktop.ui.kit.table import TableView
from cultdip_desktop.ui.kit.tabs import TabsBar
from cultdip_desktop.ui.kit.tags import Choice, TagPicker
from cultdip_desktop.ui.kit.text_area import TextArea
from cultdip_desktop.ui.kit.theme import Look

TODAY = date(2026, 9, 16)
HOSTS: list[QWidget] = []
"""Windows behind popups and dialogs, which would die with them."""


def page(layout: QLayout, width: int = 1154, height: int = 700) -> QWidget:
    widget = QWidget()
    widget.setProperty("kind", "window")
    widget.setLayout(layout)
    widget.resize(width, height)
    return widget


def notices(kit: Kit) -> QWidget:
    head = PageHead(kit, "Đêm hội Trung thu Praha 2026", "Chiến lược đến năm 2030")
    head.add_back(lambda: None)
    head.add_mark(Pill(kit, "Đang chuẩn bị", STATE_MARKS[EventState.PREPARING]))
    head.add_action(IconButton(kit, "ellipsis", "Khác", framed=True))
    head.add_action(Button(kit, "Xem mục báo cáo", icon="eye"))
    head.add_action(Button(kit, "Ký số và xuất gói", "official"))
    banners = [Banner(kit) for _ in range(4)]
    banners[0].show_notice("warn", "Còn 19 ngày đến hạn báo cáo quý III.", "3 sự kiện đã qua.", action="Nhập kết quả")
    banners[1].show_error(UserError("file.no_space", path="E:\\GoiGui"), action="Đến chỗ thiếu")
    banners[2].show_notice("info", "Số liệu từ 71/94 cơ quan.", "18 cơ quan chưa gửi, 5 gói đang xử lý. " * 4)
    banners[3].show_notice("ok", "Đã tiếp nhận gói quý II/2026.")
    progress = ProgressCard(kit, "Đang nhập 40 ảnh", icon="folder-input")
    progress.step(27, 40, "IMG_4827.jpg — đang tạo ảnh thu nhỏ")
    progress.show()
    status = StatusBar(kit)
    status.saved("10:42")
    status.hint("Ctrl+Z hoàn tác · Ctrl+1…6 chuyển thẻ")
    empty = EmptyState(
        kit, "calendar-x", "Chưa có sự kiện nào", "Lần gần nhất: «Đêm nhã nhạc cung đình Huế», quý IV/2025."
    )
    empty.add_action(Button(kit, "Sự kiện cho M4", "primary", icon="plus"))
    empty.add_action(Button(kit, "Ghi lý do chưa có"))
    body = column(*banners, progress, empty, gap=12)
    made = page(column(head, boxed(body, (20, 12, 20, 0)), None, status, gap=0), height=760)
    toast = Toast(kit, made)
    made.show()
    toast.show_done("Đã bỏ 2 ảnh khỏi sự kiện", lambda: None, icon="trash-2")
    return made


def marks(kit: Kit) -> QWidget:
    card = Card(kit, "Khoảng trống mục tiêu", rule=True)
    card.add_action(Button(kit, "Xem tất cả 23 việc", "link"))
    chips = [("M4", "Danh hiệu UNESCO"), ("M5", "Tinh hoa nhân loại"), ("G5", "Gắn với kiều bào, địa phương")]
    card.add(FlowRow(*[GoalChip(kit, code, short, "Toàn văn") for code, short in chips]))
    card.add(FlowRow(GoalChip(kit, "x", "Hội người Việt Nam tại CH Séc", icon="handshake", removable=True)))
    bar = Bar(kit, "Kinh phí")
    bar.set((0.45, "accent"), (0.17, "gold.fill"))
    card.add(bar)
    kinds = [Pill(kit, kind.value, Mark(KIND_ICONS[kind], f"kind.{kind}")) for kind in EventKind]
    states = [Pill(kit, state.value, STATE_MARKS[state]) for state in EventState]
    card.add(FlowRow(*kinds))
    card.add(FlowRow(*states, CountBadge(kit, "5", hot=True), CountBadge(kit, "7/12"), Initials(kit, "Nguyễn Minh Hà")))
    off = [Button(kit, "Ký và xuất gói", "official"), Button(kit, "Trình duyệt", "primary", icon="send")]
    off += [Button(kit, "Tắt", icon="eye"), Button(kit, "Tắt", "danger", icon="trash-2"), Button(kit, "Tắt", "link")]
    for button in off:
        button.disable("Ký số mở khi đã duyệt và hết mục cần xem")
    on = [
        Button(kit, "Trình duyệt", "primary", icon="send"),
        Button(kit, "Xóa vĩnh viễn 3 sự kiện", "danger", icon="trash-2"),
    ]
    on += [
        MenuButton(kit, "Quý III/2026"),
        MenuButton(kit, "PDF", icon="download"),
        Button(kit, "Bộ lọc", "ghost", icon="list-filter"),
    ]
    on += [Button(kit, "Nhỏ", compact=True), Button(kit, "Liên kết", "link", icon="copy")]
    card.add(row(*off, None))
    card.add(row(*on, IconButton(kit, "x", "Đóng"), IconButton(kit, "bell", "Nhắc", framed=True), None))
    card.end()
    steps = StepsHead(kit, ["Nội dung", "Kiểm tra", "Xem lại và ký", "Gửi"])
    steps.go(2)
    cards = row(
        ChoiceCard(
            kit,
            "flag",
            "Cơ quan đại diện",
            "Đại sứ quán, Tổng Lãnh sự quán, Phái đoàn: lập kế hoạch và gửi báo cáo.",
            tone="official",
        ),
        ChoiceCard(kit, "landmark", "Bộ Ngoại giao", "Tiếp nhận, xác minh và tổng hợp báo cáo của 94 cơ quan."),
        gap=16,
    )
    first = cards.itemAt(0)
    chosen = first.widget() if first else None
    if isinstance(chosen, ChoiceCard):
        chosen.setChecked(True)
    made = page(boxed_column(card, steps, cards))
    made.show()
    on[0].setFocus()
    return made


def boxed_column(*items: QWidget | QLayout | int | None) -> QLayout:
    layout = column(*items, gap=16)
    layout.setContentsMargins(20, 16, 20, 16)
    return layout


def small_fields(kit: Kit) -> QGridLayout:
    kind = ComboBox(kit)
    for name in ("Cộng đồng, lễ Tết", "Triển lãm"):
        kind.add(name, name)
    start = DateTimeField(kit, lambda: TODAY)
    start.set_moment(Moment(date(2026, 9, 25), time(17, 30)))
    echo = LunarEcho(kit, start, "Âm lịch")
    money = MoneyField(kit, "CZK")
    money.set_money(Money(Decimal("145000.00"), "CZK"))
    people = IntegerField(kit, "lượt người")
    people.set_integer(1200)
    share = PercentField(kit)
    share.set_share(Decimal("0.625"))
    pin = PasswordField(kit)
    pin.line.setText("123456")
    grid = QGridLayout()
    grid.setSpacing(12)
    fields = [("Loại hình", kind), ("Bắt đầu", start), ("Âm lịch", echo), ("Công chúng dự kiến", people)]
    fields += [
        ("Dự toán", money),
        ("Người sở tại", share),
        ("Mã PIN của khóa ký", pin),
        ("Tìm", SearchField(kit, "Tìm mục tiêu, từ khóa…")),
    ]
    for index, (label, editor) in enumerate(fields):
        hint = {4: "≈ 168,2 triệu ₫ · tỷ giá 1.160 (01/9)", 6: "Còn 3 lần nhập. PIN không được lưu lại."}.get(index, "")
        grid.addWidget(Field(kit, label, editor, hint=hint), index // 4, index % 4)
    return grid


def form(kit: Kit) -> QWidget:
    title = BilingualField(kit, "Tên sự kiện", "Event title", required=True)
    title.set_value(BiText("Đêm hội Trung thu Praha 2026", "Prague Mid-Autumn Festival 2026"))
    summary = BilingualField(kit, "Tóm tắt", "Summary", lines=3)
    text = (
        "Rước đèn, múa lân và chương trình rối nước dành cho thiếu nhi Việt – Séc; giới thiệu phong tục Tết Trung thu."
    )
    summary.set_value(BiText(text, "Lantern parade, lion dance and a water puppet programme.", EnglishState.STALE))
    reason = BilingualField(
        kit, "Lý giải", "Rationale", lines=2, required=True, placeholder_vi="Sự kiện đóng góp thế nào?"
    )
    reason.set_error("Cần ít nhất một câu lý giải để đưa vào báo cáo.")
    partners = TagPicker(kit, lambda _text: (), "Thêm đối tác")
    names = ("Hội người Việt Nam tại CH Séc", "Quận Praha-Libuš", "Nhà hát Múa rối Việt Nam")
    partners.set_value([Choice(name, name, icon="handshake") for name in names])
    note = TextArea(kit, "Không đưa vào báo cáo", lines=2)
    scroll = ScrollPage()
    scroll.add(BilingualHead(kit))
    for item in (title, summary, reason):
        scroll.add(item)
    scroll.add(small_fields(kit))
    scroll.add(Field(kit, "Đối tác phối hợp", partners))
    scroll.add(Field(kit, "Ghi chú nội bộ", note, note="— không đưa vào báo cáo"))
    scroll.end()
    tabs = TabsBar(kit)
    for name in ("Nội dung", "Mục tiêu", "Công việc", "Kinh phí", "Tư liệu", "Kết quả"):
        tabs.add(name, name)
    tabs.set_badge("Mục tiêu", "3")
    tabs.set_error("Mục tiêu", error=True)
    tabs.set_badge("Công việc", "7/12")
    both = Switch(kit, "Song ngữ")
    both.setChecked(True)
    tabs.add_control(both)
    made = page(column(tabs, scroll, gap=0), height=860)
    made.show()
    title.vi.setFocus()
    return made


def table_columns() -> list[Column[int]]:
    names = [
        ("CH Séc", "ĐSQ · Praha", Cell("Hợp lệ", icon="badge-check", tone="ok")),
        ("Nhật Bản", "ĐSQ · Tokyo", Cell("Thay thế v1", icon="replace", tone="info")),
        ("Pháp", "ĐSQ · Paris", Cell("Chứng thư sắp hết hạn", icon="clock-alert", tone="warn")),
        ("Algérie", "ĐSQ · Alger", Cell("Chữ ký không hợp lệ", icon="shield-x", tone="danger")),
    ]
    codes = ("M1", "M3", "G5", "G2", "M4")
    return [
        Column("name", "Cơ quan", lambda i, _w: Cell(names[i % 4][0], names[i % 4][1], strong=True), 200, stretch=True),
        Column(
            "file",
            "Tệp",
            lambda _i, _w: Cell("Báo cáo quý III/2026", "PDF/A, Nghị định 30", "file-text"),
            200,
            "two-line",
        ),
        Column("size", "Dung lượng", lambda i, _w: Cell(f"{28 + i},5 MB"), 110, "number"),
        Column("goals", "Mục tiêu", lambda i, _w: Cell(codes=codes[: i % 6]), 120, "codes"),
        Column(
            "plan", "Kế hoạch", lambda i, _w: Cell("15/16", "94%", share=0.94, tone="" if i % 3 else "warn"), 110, "bar"
        ),
        Column("verdict", "Kết quả xác minh", lambda i, _w: names[i % 4][2], 190, "pill"),
        Column("note", "Ghi chú", lambda _i, _w: Cell(), 80),
    ]


def tick_marks(kit: Kit) -> QLayout:
    ticks = [
        CheckBox(kit, "Đưa vào báo cáo quý III"),
        CheckBox(kit, "Biểu diễn", icon="drama", tint="kind.performance"),
    ]
    ticks += [CheckBox(kit, "Một phần"), CheckBox(kit, "Ngày lễ Séc")]
    ticks[0].setChecked(True)
    ticks[1].setChecked(True)
    ticks[2].set_some(some=True)
    radio = RadioButton(kit, "Một")
    radio.setChecked(True)
    return row(*ticks, radio, RadioButton(kit, "Hai"), None, gap=12)


def table(kit: Kit) -> QWidget:
    columns = table_columns()
    model = PagedModel(kit, columns, lambda ids: [int(i) for i in ids], at_once=True, checkable=True)
    model.set_ids([str(i) for i in range(94)])
    view = TableView(kit, model, "Các gói đã nhận")
    card = Card(kit, flush=True)
    card.add(view)
    loading = PagedModel(kit, columns, lambda ids: [int(i) for i in ids], at_once=True)
    loading.show_message("Đang đọc danh sách gói…")
    waiting = Card(kit, flush=True)
    waiting.add(TableView(kit, loading, "Đang tải"))
    waiting.setMaximumHeight(110)
    room = Room(kit, "inbox", "Hộp đến")
    room.head.add_mark(MenuButton(kit, "Quý III/2026"))
    room.head.add_mark(SearchField(kit, "Tìm cơ quan, mã gói…"))
    room.head.add_action(Button(kit, "Nhập gói…", icon="folder-input"))
    room.set_primary(Button(kit, "Gửi biên nhận (66)", "primary", icon="send"))
    parts = Segmented(kit, "Lọc")
    for name in ("Tất cả 76", "Cần xử lý 5", "Hợp lệ 71", "Chưa gửi 18"):
        parts.add(name, name)
    views = Segmented(kit, "Xem")
    for name, icon in (("Lịch", "calendar-days"), ("Danh sách", "list"), ("Bảng", "square-kanban")):
        views.add(name, name, icon)
    inner = boxed_column(row(parts, None, views), tick_marks(kit), card, waiting)
    inspector = boxed_column(*[CheckBox(kit, name) for name in ("Âm lịch", "Ngày lễ Việt Nam")], None)
    side = QWidget()
    side.setLayout(inspector)
    main = QWidget()
    main.setLayout(inner)
    room.add(SplitPane(kit, main, side, width=200), 1)
    room.resize(1366, 768)
    room.show()
    view.select("1")
    model.toggle("0")
    view.show_sort("size", descending=True)
    view.setFocus()
    return room


def days(kit: Kit) -> QWidget:
    holidays = {date(2026, 9, 2): "Quốc khánh", date(2026, 9, 28): "Ngày Nhà nước"}
    HOSTS.append(page(column()))
    popup = MonthPopup(kit, HOSTS[-1], date(2026, 9, 25), TODAY, lambda _year, _month: holidays)
    popup.show()
    popup.grid.setFocus()
    return popup


def pictures(kit: Kit) -> QWidget:
    model = GalleryModel(kit, picture_of)
    view = GalleryView(kit, model, "Tư liệu")
    captions = ("Rước đèn ông sao quanh hồ", "Múa lân khai hội", "", "Nữ sinh áo dài đón khách", "Hợp ca Việt – Séc")
    thumbs = [
        Thumb(str(i), captions[i % 5], "Thêm chú thích", cover=i == 1, length="1:24" if i == 3 else "")
        for i in range(17)
    ]
    thumbs[4] = Thumb("4", "Ảnh có trẻ em", warnings=("baby", "shield-off"))
    thumbs.append(Thumb("none", "Biên bản.pdf", icon="file-text"))
    model.set_thumbs(thumbs)
    made = page(boxed_column(view))
    made.show()
    view.select("2")
    for _turn in range(2000):
        QApplication.processEvents()
        if not kit.jobs.busy:
            break
    return made


def picture_of(identifier: str) -> bytes | None:
    if identifier == "none":
        return None
    image = QImage(320, 240, QImage.Format.Format_RGB32)
    image.fill(0xFF304050 + int(identifier) * 0x0A0512)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def drop(kit: Kit) -> QWidget:
    made = page(column(), height=300)
    overlay = DropOverlay(kit, made, "Thả để thêm vào «Đêm hội Trung thu Praha 2026»", lambda _paths: None)
    made.show()
    overlay.resize(made.size())
    overlay.show()
    return made


def ask(kit: Kit) -> QWidget:
    title = "Xóa vĩnh viễn 3 sự kiện?"
    HOSTS.append(page(column()))
    made = Confirm(
        kit,
        HOSTS[-1],
        title,
        "Ảnh và kết quả của 3 sự kiện này cũng bị xóa và không thể lấy lại.",
        "Xóa vĩnh viễn 3 sự kiện",
    )
    made.ask(lambda: None)
    return made


def crash(kit: Kit) -> QWidget:
    made = CrashPage(kit, Path("/x/crash-reports/crash-20260916-104200.txt"), lambda: None)
    made.resize(900, 560)
    made.show()
    return made


def live(kit: Kit) -> QWidget:
    """Texts of the kit itself, in the language of the shot."""
    field = BilingualField(kit, t("Title"), lines=1)
    field.set_value(BiText("Đêm hội", "Festival", EnglishState.STALE))
    fresh = BilingualField(kit, t("Title"))
    fresh.set_value(BiText("Đêm hội", ""))
    status = StatusBar(kit)
    status.saved("10:42")
    moment = DateTimeField(kit, lambda: TODAY)
    number = LineEdit(kit)
    number.set_several(several=True)
    made = page(boxed_column(field, fresh, Field(kit, t("Start"), moment), number, None, status), height=320)
    made.show()
    return made


PAGES: tuple[Callable[[Kit], QWidget], ...] = (notices, marks, form, table, days, pictures, drop, ask, crash, live)


def main(folder: Path) -> None:
    app = QApplication([])
    look = Look(resources())
    words = LiveWords("vi")
    words.install()
    kit = Kit(look, words, Jobs(lambda _error: None, lambda _error: None), ChangeBus(), ScriptedFileChooser())
    folder.mkdir(parents=True, exist_ok=True)
    for scheme, language, scale in (("light", "vi", 100), ("dark", "vi", 100), ("light", "en", 130)):
        words.switch("en" if language == "en" else "vi")
        look.choose(scheme="dark" if scheme == "dark" else "light", scale=scale)
        for build in PAGES:
            shown = build(kit)
            app.processEvents()
            app.processEvents()
            shown.grab().save(str(folder / f"{build.__name__}-{scheme}-{language}-{scale}.png"))
            shown.close()
            shown.deleteLater()
    kit.jobs.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
