"""From dropping files to the list of results; nothing enters before it was seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.inbox.view import InboxRoom
from tests.ui.inbox import stand_in
from tests.ui.inbox.test_list import cells, table, texts

Put = Callable[..., Path]
GOOD, HELD, REFUSED = InboxOutcome.IMPORTED, InboxOutcome.HELD, InboxOutcome.REFUSED


def drop(target: QWidget, *paths: Path) -> None:
    """A real drag of local files onto a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPointF(90, 90), copy, data, left, none)
    QApplication.sendEvent(target, entered)
    QApplication.sendEvent(target, QDropEvent(QPointF(90, 90), copy, data, left, none))


def route_of(paths: Sequence[Path]) -> Route:
    return Route("inbox", "take", "", tuple(("file", str(path)) for path in paths))


def enter_button(room: InboxRoom) -> str:
    return room._enter.accessibleName() if room._enter.isVisible() else ""


def test_dropping_a_folder_verifies_every_package_in_it_and_nothing_enters(
    opened: InboxRoom, put: Put, inbox: stand_in.StandInInbox, tmp_path: Path, settle: Callable[[], None]
) -> None:
    put("a.cdrp", GOOD, stand_in.verdict(seq=3))
    put("b.cdrp", REFUSED, stand_in.verdict(failed=("signature", "signature.not_valid")), "signature.not_valid")
    (tmp_path / "thư.txt").write_text("không phải gói")
    drop(opened, tmp_path)
    settle()
    assert inbox.asked == ["a.cdrp", "b.cdrp"]
    assert inbox.taken == []
    assert "Đã xác minh 2 tệp. Chưa dữ liệu nào được nhập." in opened._page.summary.text()
    assert "1 sẽ tiếp nhận" in opened._page.summary.text()
    assert "1 từ chối, cách ly" in opened._page.summary.text()


def test_the_preview_says_what_a_package_would_change(opened: InboxRoom, put: Put, settle: Callable[[], None]) -> None:
    opened.enter(route_of([put("a.cdrp", GOOD, stand_in.verdict(seq=3))]))
    settle()
    cell = table(opened).paged.cell(0, 3)
    assert cell is not None
    assert (cell.text, cell.sub) == ("Sẽ tiếp nhận", "12 mới · 3 thay đổi · 98 giữ nguyên · 1 rút lại")
    assert enter_button(opened) == "Tiếp nhận 1 gói"


def test_the_words_to_compare_are_shown_before_anything_enters(
    opened: InboxRoom, put: Put, inbox: stand_in.StandInInbox, settle: Callable[[], None]
) -> None:
    opened.enter(route_of([put("a.cdrp", GOOD, stand_in.verdict(seq=3))]))
    settle()
    shown = texts(opened._page._inspector)
    assert " ".join(fingerprint.words("c" * 64)) in shown
    assert " ".join(fingerprint.words(stand_in.signer("CZ-EMB").public_sha256)) in shown
    assert inbox.taken == []


def test_ctrl_enter_takes_in_and_shows_the_result(
    kit: Kit, opened: InboxRoom, put: Put, inbox: stand_in.StandInInbox, settle: Callable[[], None]
) -> None:
    heard: list[ChangeSet] = []
    kit.bus.published.connect(heard.append)
    opened.enter(route_of([put("a.cdrp", GOOD, stand_in.verdict(seq=3))]))
    settle()
    opened.activateWindow()
    opened._page.focus_list()
    QTest.keyClick(opened, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert inbox.taken == ["a.cdrp"]
    assert opened.head.title.text() == "Kết quả tiếp nhận"
    assert cells(opened, 0)[3] == "Đã tiếp nhận"
    assert len(heard) == 1


def test_packages_of_one_chain_are_taken_in_by_their_numbers(
    opened: InboxRoom, put: Put, inbox: stand_in.StandInInbox, settle: Callable[[], None]
) -> None:
    second = put("a-second.cdrp", HELD, stand_in.verdict(seq=4, warned=("chain", "chain.gap")), "chain.gap", (3,))
    first = put("b-first.cdrp", GOOD, stand_in.verdict(seq=3))
    opened.enter(route_of([second, first]))
    settle()
    assert cells(opened, 0)[3] == "Tiếp nhận sau gói số 3"
    assert enter_button(opened) == "Tiếp nhận 2 gói"
    opened._take_in()
    settle()
    assert inbox.taken == ["b-first.cdrp", "a-second.cdrp"]


def test_a_file_that_cannot_be_dealt_with_does_not_stop_the_rest(
    opened: InboxRoom, put: Put, inbox: stand_in.StandInInbox, settle: Callable[[], None]
) -> None:
    paths = [put(name, GOOD, stand_in.verdict(seq=seq)) for seq, name in enumerate(("a.cdrp", "b.cdrp", "c.cdrp"), 3)]
    opened.enter(route_of(paths))
    settle()
    inbox.broken = frozenset({"b.cdrp"})
    opened._take_in()
    settle()
    assert inbox.taken == ["a.cdrp", "c.cdrp"]
    assert len(table(opened).paged.ids) == 3


def test_a_file_that_cannot_be_verified_is_refused_and_its_worth_is_unknown(
    opened: InboxRoom, put: Put, inbox: stand_in.StandInInbox, settle: Callable[[], None]
) -> None:
    inbox.broken = frozenset({"a.cdrp"})
    opened.enter(route_of([put("a.cdrp", GOOD, stand_in.verdict())]))
    settle()
    assert cells(opened, 0)[2:4] == ["Không xác định", "Sẽ từ chối, cách ly"]


def test_a_cancelled_verification_shows_what_was_verified_and_says_so(
    opened: InboxRoom, put: Put, inbox: stand_in.StandInInbox, settle: Callable[[], None]
) -> None:
    inbox.stop_after = 2
    opened.enter(route_of([put(f"{name}.cdrp", GOOD, stand_in.verdict(seq=3)) for name in "abcd"]))
    settle()
    assert "Đã dừng: xác minh được 2/4 tệp." in opened._page.summary.text()
    assert len(table(opened).paged.ids) == 2


def test_a_cancelled_import_keeps_what_is_complete_and_says_so(
    opened: InboxRoom, put: Put, inbox: stand_in.StandInInbox, settle: Callable[[], None]
) -> None:
    opened.enter(route_of([put(f"{seq}.cdrp", GOOD, stand_in.verdict(seq=seq)) for seq in range(3, 7)]))
    settle()
    inbox.stop_after = 3
    opened._take_in()
    settle()
    assert "Phần đã xong được giữ nguyên: 3/4 tệp." in opened._page.summary.text()


def test_nothing_is_offered_when_all_is_in_already(opened: InboxRoom, put: Put, settle: Callable[[], None]) -> None:
    opened.enter(route_of([put("a.cdrp", InboxOutcome.ALREADY_IMPORTED, stand_in.verdict())]))
    settle()
    assert enter_button(opened) == ""
    assert cells(opened, 0)[3] == "Đã có, không thay đổi"


def test_refused_packages_alone_are_kept_aside_and_never_called_taken_in(
    opened: InboxRoom, put: Put, settle: Callable[[], None]
) -> None:
    found = stand_in.verdict(unknown=("revocation", "revocation.stale"))
    opened.enter(route_of([put("a.cdrp", REFUSED, found, "revocation.stale")]))
    settle()
    assert enter_button(opened) == "Lưu giữ 1 gói, không nhập dữ liệu"
    assert "Hợp lệ" not in texts(opened._page)


def test_escape_leads_back_to_the_list_and_nothing_enters(
    opened: InboxRoom, put: Put, inbox: stand_in.StandInInbox, settle: Callable[[], None]
) -> None:
    opened.enter(route_of([put("a.cdrp", GOOD, stand_in.verdict())]))
    settle()
    opened._page.focus_list()
    QTest.keyClick(opened, Qt.Key.Key_Escape)
    settle()
    assert opened.head.title.text() == "Hộp đến"
    assert inbox.taken == []


def test_a_folder_without_packages_is_said_so(opened: InboxRoom, tmp_path: Path, settle: Callable[[], None]) -> None:
    opened.enter(route_of([tmp_path]))
    settle()
    assert "Ở đây không có tệp .cdrp nào." in texts(opened)


def test_a_path_that_is_gone_is_an_error_in_words(
    opened: InboxRoom, tmp_path: Path, settle: Callable[[], None]
) -> None:
    opened.enter(route_of([tmp_path / "không-có.cdrp"]))
    settle()
    assert opened._page.summary.isVisible()
    assert "Không xử lý được đợt này." in texts(opened)


def test_files_can_be_chosen_instead_of_dropped(
    opened: InboxRoom, put: Put, files: ScriptedFileChooser, inbox: stand_in.StandInInbox, settle: Callable[[], None]
) -> None:
    files.answers.append([put("a.cdrp", GOOD, stand_in.verdict())])
    QTest.mouseClick(opened._files, Qt.MouseButton.LeftButton)
    settle()
    assert inbox.asked == ["a.cdrp"]


def test_a_package_that_had_waited_is_reported_with_the_batch_that_released_it(
    opened: InboxRoom, put: Put, inbox: stand_in.StandInInbox, settle: Callable[[], None]
) -> None:
    path = put("a.cdrp", GOOD, stand_in.verdict("FR-EMB", 2))
    inbox.releases = {"a.cdrp": stand_in.received("r3", "FR-EMB", 3, GOOD)}
    opened.enter(route_of([path]))
    settle()
    opened._take_in()
    settle()
    assert "1 gói chờ từ trước được nhập theo" in opened._page.summary.text()
    assert len(table(opened).paged.ids) == 2


def test_the_result_follows_the_language(kit: Kit, opened: InboxRoom, put: Put, settle: Callable[[], None]) -> None:
    opened.enter(route_of([put("a.cdrp", GOOD, stand_in.verdict(seq=3))]))
    settle()
    kit.live.switch("en")
    assert enter_button(opened) == "Take in 1 package"
    assert cells(opened, 0)[3] == "Will be taken in"
