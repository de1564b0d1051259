"""Long lists: quick whatever their length, honest while they load."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.table import TableView
from tests.ui.kit_typing import press

Settle = Callable[[], None]
NAMES = ("Ấn Độ", "Đức", "CH Séc", "Pháp")


class Loader:
    """Counts what is asked for."""

    def __init__(self) -> None:
        self.calls: list[int] = []

    def __call__(self, ids: Sequence[str]) -> Sequence[str]:
        self.calls.append(len(ids))
        return list(ids)


def columns() -> list[Column[str]]:
    return [
        Column("name", t("Name"), lambda row, _words: Cell(NAMES[int(row) % 4], strong=True), stretch=True),
        Column("size", t("Size"), lambda row, _words: Cell(row), form="number"),
        Column("state", "Kết quả", lambda _row, _words: Cell("Hợp lệ", icon="check", tone="ok"), form="pill"),
    ]


def model_of(kit: Kit, count: int, **options: bool) -> tuple[PagedModel[str], Loader]:
    loader = Loader()
    model = PagedModel(kit, columns(), loader, **options)
    model.set_ids([str(number) for number in range(count)])
    return model, loader


def test_showing_a_hundred_thousand_rows_loads_only_what_is_in_view(kit: Kit, app: QApplication) -> None:
    model, loader = model_of(kit, 100_000, at_once=True)
    view = TableView(kit, model, "Các sự kiện")
    view.resize(900, 600)
    view.show()
    view.grab()
    assert loader.calls == [100]
    view.scrollToBottom()
    view.grab()
    assert loader.calls == [100, 100]


def test_jumping_around_keeps_a_bounded_number_of_pages(kit: Kit) -> None:
    model, loader = model_of(kit, 100_000, at_once=True)
    for row in range(0, 100_000, 100):
        model.row(row)
    assert len(loader.calls) == 1000
    assert len(model._pages) <= 64


def test_rows_arrive_from_a_reading_thread_and_are_asked_for_once(kit: Kit, settle: Settle) -> None:
    model, loader = model_of(kit, 250)
    changed: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: changed.append((first.row(), last.row())))
    assert [model.cell(row, 0) for row in (0, 1, 99)] == [None, None, None]
    settle()
    assert loader.calls == [100]
    assert changed == [(0, 99)]
    assert model.cell(1, 0) == Cell("Đức", strong=True)


def test_rows_that_come_with_the_ids_are_not_asked_for_again(kit: Kit, app: QApplication) -> None:
    model, loader = model_of(kit, 0, at_once=True)
    model.set_ids(["1", "2", "3"], {0: ["1", "2", "3"]})
    view = TableView(kit, model, "Các sự kiện")
    view.show()
    view.grab()
    assert loader.calls == []
    shown = model.cell(2, 0)
    assert shown is not None
    assert shown.text == NAMES[3]
    model.set_ids(["1"])
    assert model.row(0) == "1"
    assert loader.calls == [1]


def test_rows_of_an_older_list_are_dropped_when_they_arrive_late(kit: Kit, settle: Settle) -> None:
    model, _loader = model_of(kit, 10)
    model.row(0)
    model.set_ids(["3"])
    settle()
    assert model._pages == {}
    model.row(0)
    settle()
    assert model.row(0) == "3"


def test_a_message_stands_in_for_rows_and_cannot_be_opened(kit: Kit) -> None:
    model, _loader = model_of(kit, 3, at_once=True)
    view = TableView(kit, model, "Các gói")
    opened: list[str] = []
    view.opened.connect(opened.append)
    model.show_message(t("Saving…"))
    assert model.rowCount() == 1
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.index(0, 0).data() == "Đang lưu…"
    view._open(0)
    assert opened == []


def test_a_click_on_a_head_asks_for_that_order_and_again_for_the_reverse(kit: Kit) -> None:
    model, _loader = model_of(kit, 3, at_once=True)
    view = TableView(kit, model, "Các gói")
    asked: list[tuple[str, bool]] = []
    model.sort_asked.connect(lambda key, descending: asked.append((key, descending)))
    view._head_clicked(1)
    view._head_clicked(1)
    view._head_clicked(0)
    assert asked == [("size", False), ("size", True), ("name", False)]


def test_enter_opens_home_and_end_jump_and_letters_find_without_marks(kit: Kit) -> None:
    model, _loader = model_of(kit, 8, at_once=True)
    view = TableView(kit, model, "Các cơ quan")
    opened: list[str] = []
    view.opened.connect(opened.append)
    press(view, Qt.Key.Key_End)
    assert view.current_id() == "7"
    view.keyboardSearch("du")
    assert view.current_id() == "1"
    press(view, Qt.Key.Key_Return)
    assert opened == ["1"]


def test_space_ticks_and_the_head_ticks_all(kit: Kit) -> None:
    model, _loader = model_of(kit, 3, at_once=True, checkable=True)
    view = TableView(kit, model, "Các gói")
    view.select("1")
    press(view, Qt.Key.Key_Space)
    assert model.checked == {"1"}
    view._head_clicked(0)
    assert model.checked == {"0", "1", "2"}
    model.set_ids(["2", "9"])
    assert model.checked == {"2"}


def test_heads_follow_the_language(kit: Kit) -> None:
    model, _loader = model_of(kit, 3, at_once=True)
    kit.live.switch("en")
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Name"


def test_an_empty_cell_is_spoken_and_shown_as_a_dash(kit: Kit) -> None:
    model = PagedModel(kit, [Column("x", "x", lambda _row, _words: Cell())], list, at_once=True)
    model.set_ids(["1"])
    assert model.index(0, 0).data(int(Qt.ItemDataRole.AccessibleTextRole)) == "–"


def test_a_row_can_be_found_by_its_id(kit: Kit) -> None:
    model, _loader = model_of(kit, 1000, at_once=True)
    assert model.row_of("999") == 999
    assert model.row_of("nobody") == -1
    view = TableView(kit, model, "Các gói")
    assert view.select("500")
    assert not view.select("nobody")
    assert view.current_id() == "500"
