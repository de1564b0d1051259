"""The frame of a room, and how the program speaks up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.confirm import Confirm
from cultdip_desktop.ui.kit.drop import DropOverlay
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.gallery import GalleryModel, GalleryView, Thumb
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.marks import CountBadge, GoalChip, Pill, initials
from cultdip_desktop.ui.kit.notices import Banner, Offer, ProgressCard, StatusBar, Toast
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.steps import StepsHead
from cultdip_desktop.ui.kit.surfaces import column
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel
from tests.ui.kit_typing import press


@pytest.mark.parametrize(
    "route",
    [
        Route("events"),
        Route("events", "edit", "0192-é/?"),
        Route("plan", params=(("day", "2026-09-25"), ("q", "Tết & Rằm"))),
    ],
)
def test_a_route_survives_being_written_down(route: Route) -> None:
    assert Route.parse(route.text()) == route


def test_a_page_has_one_primary_action(kit: Kit) -> None:
    room = Room(kit, "events", t("Today"))
    room.set_primary(Button(kit, "Sự kiện mới", "primary"))
    with pytest.raises(ValueError, match="one primary"):
        room.set_primary(Button(kit, "Khác", "primary"))


def test_esc_asks_for_the_page_before(kit: Kit) -> None:
    room = Room(kit, "events", "Sự kiện")
    asked: list[bool] = []
    room.back.connect(lambda: asked.append(True))
    press(room, Qt.Key.Key_Escape)
    assert asked == [True]


def test_a_room_is_told_of_its_size_class_once_per_change(kit: Kit, app: QApplication) -> None:
    told: list[bool] = []

    class Listening(Room):
        def resized(self, *, wide: bool) -> None:
            told.append(wide)

    room = Listening(kit, "x", "X")
    room.resize(1366, 700)
    room.show()
    for width in (1300, 1024, 1000, 1200):
        room.resize(width, 700)
        app.processEvents()
    assert told[-3:] == [True, False, True]


def test_an_error_is_said_in_words_without_a_cross_and_follows_the_language(kit: Kit) -> None:
    banner = Banner(kit)
    banner.show_error(UserError("file.no_space", path="E:"))
    vietnamese = banner.text()
    assert "E:" in vietnamese
    assert banner._close.isHidden()
    kit.live.switch("en")
    assert banner.text() != vietnamese
    assert banner.accessibleName() == banner.text()


def test_a_banner_offers_its_one_action_and_goes(kit: Kit) -> None:
    banner, acted = Banner(kit), []
    banner.show_notice("warn", "Còn 19 ngày.", action="Nhập kết quả", on_action=lambda: acted.append(1))
    banner._action.click()
    banner.clear()
    assert (acted, banner.isHidden()) == ([1], True)


def test_a_widget_without_a_parent_never_opens_as_a_window(kit: Kit, app: QApplication) -> None:
    before = {widget for widget in app.topLevelWidgets() if widget.isVisible()}
    banner = Banner(kit)
    banner.show_notice("info", "Số liệu từ 71/94 cơ quan.")
    badge = CountBadge(kit, "5", hot=True)
    after = {widget for widget in app.topLevelWidgets() if widget.isVisible()}
    assert after == before
    host = QWidget()
    host.setLayout(column(banner, badge))
    host.show()
    assert banner.isVisible()
    assert badge.isVisible()


def test_the_toast_undoes_once(kit: Kit) -> None:
    host = QWidget()
    host.resize(900, 500)
    host.show()
    toast, undone = Toast(kit, host), []
    toast.show_done("Đã bỏ 2 ảnh khỏi sự kiện", lambda: undone.append(1))
    assert toast.isVisible()
    toast._undo.click()
    toast._act()
    assert (undone, toast.isVisible()) == ([1], False)


def test_the_toast_offers_one_thing_beside_undoing(kit: Kit) -> None:
    host = QWidget()
    host.resize(900, 500)
    host.show()
    toast, done = Toast(kit, host), []
    changes = ChangeSet("1", "event.move", frozenset({"event"}))
    toast.show_done(
        "Đã dời sự kiện", lambda: done.append("undo"), more=Offer(changes, "Cả chuỗi", lambda: done.append("more"))
    )
    assert toast._more.isVisible()
    toast._more.click()
    toast._do_more()
    toast._act()
    assert (done, toast.isVisible()) == (["more"], False)
    toast.show_done("Đã lưu", None)
    assert not toast._more.isVisible()


def test_the_status_bar_says_what_is_saved(kit: Kit) -> None:
    bar = StatusBar(kit)
    bar.saved("10:42")
    assert bar._left.text() == "Đã lưu tự động lúc 10:42"


def test_progress_can_be_cancelled_and_goes_when_the_work_ends(kit: Kit, settle: Callable[[], None]) -> None:
    import threading

    gate = threading.Event()
    card = ProgressCard(kit, "Đang nhập 40 ảnh")

    def work(progress: object) -> None:
        gate.wait(5)
        progress.step(1, 40, "a.jpg")  # type: ignore[attr-defined]

    ends: list[str] = []
    job = kit.jobs.compute(work, on_cancel=lambda: ends.append("cancelled"))
    card.follow(job)
    card._cancel.click()
    gate.set()
    settle()
    assert ends == ["cancelled"]
    assert card.isHidden()


def test_a_dangerous_act_focuses_the_safe_button_and_runs_only_when_chosen(kit: Kit, app: QApplication) -> None:
    window = QWidget()
    window.show()
    done: list[int] = []
    for click, expected in (("cancel", []), ("action", [1])):
        dialog = Confirm(kit, window, "Xóa vĩnh viễn 3 sự kiện?", "Không thể lấy lại.", "Xóa vĩnh viễn 3 sự kiện")
        dialog.ask(lambda: done.append(1))
        app.processEvents()
        assert dialog.focusWidget() is dialog.cancel
        getattr(dialog, click).click()
        assert done == expected


def test_the_inspector_is_a_drawer_in_narrow_windows(kit: Kit, app: QApplication) -> None:
    pane = SplitPane(kit, QWidget(), QWidget())
    pane.resize(1366, 600)
    pane.show()
    app.processEvents()
    assert pane.inspector_open
    pane.resize(1024, 600)
    app.processEvents()
    assert not pane.inspector_open
    pane.toggle()
    assert pane.inspector_open
    press(pane._frame, Qt.Key.Key_Escape)
    assert not pane.inspector_open


def test_files_can_be_dropped_anywhere_but_links_cannot(kit: Kit, tmp_path: Path) -> None:
    host, dropped = QWidget(), []
    overlay = DropOverlay(kit, host, "Thả để thêm", dropped.extend)
    host.show()
    photo = tmp_path / "Rước đèn.jpg"
    for url, expected in ((QUrl.fromLocalFile(str(photo)), [photo]), (QUrl("https://example.org/a.jpg"), [photo])):
        data = QMimeData()
        data.setUrls([url])
        buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)
        QApplication.sendEvent(host, enter)
        QApplication.sendEvent(host, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))
        assert dropped == expected
    assert overlay.isHidden()


def test_user_text_is_never_taken_for_markup(kit: Kit) -> None:
    for label in (PlainLabel(kit, "<b>x</b>"), ElidedLabel(kit, "<b>x</b>")):
        assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_cut_label_tells_its_whole_text(kit: Kit) -> None:
    label = ElidedLabel(kit, "Tọa đàm «Văn học Việt Nam đương đại bằng tiếng Séc»")
    label.resize(80, 20)
    label.show()
    assert label.toolTip().startswith("Tọa đàm")
    label.resize(800, 20)
    assert label.toolTip() == ""


def test_a_disabled_button_gives_its_reason(kit: Kit) -> None:
    button = Button(kit, "Ký số và xuất gói", "official")
    button.disable("Ký số mở khi đã duyệt.")
    assert (button.isEnabled(), button.toolTip()) == (False, "Ký số mở khi đã duyệt.")
    assert button.accessibleDescription() == "Ký số mở khi đã duyệt."
    button.enable()
    assert (button.isEnabled(), button.toolTip()) == (True, "")


def test_a_chip_is_removed_by_its_key_or_its_cross(kit: Kit) -> None:
    chip = GoalChip(kit, "M3", "Quảng bá, tôn vinh giá trị văn hóa", "Toàn văn", removable=True)
    removed: list[int] = []
    chip.remove_asked.connect(lambda: removed.append(1))
    press(chip, Qt.Key.Key_Delete)
    assert removed == [1]
    assert chip.accessibleName() == "M3 Quảng bá, tôn vinh giá trị văn hóa"
    assert chip.toolTip() == "Toàn văn"


def test_marks_carry_their_words(kit: Kit) -> None:
    assert Pill(kit, "Đang chuẩn bị").accessibleName() == "Đang chuẩn bị"
    assert initials("Nguyễn Minh Hà") == "MH"
    assert initials("Hà") == "H"
    assert initials("") == ""


def test_finished_steps_can_be_opened_again_but_later_ones_cannot(kit: Kit) -> None:
    head = StepsHead(kit, ["Nội dung", "Kiểm tra", "Ký"])
    chosen: list[int] = []
    head.chosen.connect(chosen.append)
    head.go(1)
    press(head, Qt.Key.Key_Right)
    press(head, Qt.Key.Key_Left)
    assert chosen == [0]


def test_pictures_arrive_later_and_a_broken_one_shows_its_icon(kit: Kit, settle: Callable[[], None]) -> None:
    asked: list[str] = []

    def picture(identifier: str) -> bytes | None:
        asked.append(identifier)
        return b"no picture" if identifier == "1" else None

    model = GalleryModel(kit, picture)
    model.set_thumbs([Thumb("1", "Rước đèn"), Thumb("2", "", "Thêm chú thích")])
    view = GalleryView(kit, model, "Tư liệu")
    view.resize(500, 300)
    view.show()
    view.grab()
    settle()
    view.grab()
    assert sorted(asked) == ["1", "2"]
    view.select("2")
    assert view.selected_ids() == ("2",)
    events: list[str] = []
    view.caption_asked.connect(events.append)
    press(view, Qt.Key.Key_F2)
    assert events == ["2"]


def test_a_scripted_chooser_answers_in_order_then_changes_its_mind(files: ScriptedFileChooser) -> None:
    files.answers = [Path("a"), None]
    host = QLabel()
    answers = [files.open_file(host, "Mở"), files.save_file(host, "Lưu", Path("x")), files.folder(host, "Nơi nhận")]
    assert answers == [Path("a"), None, None]
    assert files.titles == ["Mở", "Lưu", "Nơi nhận"]


def test_at_a_larger_text_size_a_window_counts_as_narrow_earlier(kit: Kit, app: QApplication) -> None:
    room = Room(kit, "events", "Sự kiện")
    room.resize(1366, 768)
    room.show()
    app.processEvents()
    assert room.wide
    kit.look.choose(scheme="light", scale=130)
    assert not room.wide
    kit.look.choose(scheme="light", scale=100)
    assert room.wide
