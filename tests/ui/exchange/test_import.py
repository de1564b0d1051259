"""The import page: four steps with mouse and keys, nothing written before the last one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from cultdip_desktop.app import Office
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.importing import RowOutcome
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.exchange.view import ExchangeRoom
from cultdip_desktop.ui.rooms.exchange.view_import import COLUMNS, DONE, FILE, ROWS
from tests.i18n.legacy_writer import tcvn3

HEADS = ["Tên hoạt động", "Thời gian", "Nơi tổ chức"]
GOOD = ["Hội xuân quê hương", "5/2/2027", "Sapa"]
BAD = ["Tết Đinh Mùi", "31/2/2027", "Praha"]

Settle = Callable[[], None]
Table = Callable[..., Path]


def click(widget: Any) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def dropped(room: ExchangeRoom, path: Path, settle: Settle) -> None:
    room.enter(Route("exchange", "import", "", (("file", str(path)),)))
    settle()


def at_rows(room: ExchangeRoom, path: Path, settle: Settle) -> None:
    dropped(room, path, settle)
    for _step in range(2):
        click(room.take_in.next)
        settle()
    assert room.take_in.at == ROWS


def test_a_table_is_taken_in_with_five_clicks(
    room: ExchangeRoom, office: Office, files: ScriptedFileChooser, table: Table, settle: Settle, said: list[Any]
) -> None:
    page, before = room.take_in, office.events.count(EventFilter())
    files.answers.append(table(HEADS, GOOD, BAD))
    click(page.file.choose)
    settle()
    for expected in (COLUMNS, ROWS, DONE):
        click(page.next)
        settle()
        assert page.at == expected
    assert office.events.count(EventFilter()) == before + 1
    speech, changes = said[-1]
    assert "1" in speech
    assert isinstance(changes, ChangeSet)


def test_the_keyboard_alone_takes_a_table_in(room: ExchangeRoom, office: Office, table: Table, settle: Settle) -> None:
    dropped(room, table(HEADS, GOOD), settle)
    for _step in range(3):
        QTest.keyClick(room.window(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        settle()
    assert room.take_in.at == DONE
    assert office.events.find_ids(EventFilter(query="hội xuân quê hương"))


def test_nothing_is_written_before_the_last_button(
    room: ExchangeRoom, office: Office, table: Table, settle: Settle
) -> None:
    before = office.digest().content_sha256
    at_rows(room, table(HEADS, GOOD, BAD), settle)
    assert office.digest().content_sha256 == before


def test_skipped_rows_come_first_with_their_reason_and_what_to_do(
    room: ExchangeRoom, kit: Kit, table: Table, settle: Settle
) -> None:
    at_rows(room, table(HEADS, GOOD, BAD), settle)
    rows = room.take_in.rows
    assert rows.filter.value() is RowOutcome.SKIPPED
    assert list(rows.rows.ids) == ["3"]
    cell = rows.rows.cell(0, 3)
    assert cell is not None
    assert "31/2/2027" in cell.text
    rows.show_only(None)
    assert list(rows.rows.ids) == ["2", "3"]
    QTest.keyClick(rows.table, Qt.Key.Key_F8)
    assert rows.table.current_id() == "3"


def test_the_last_button_says_how_many_events(room: ExchangeRoom, table: Table, settle: Settle) -> None:
    at_rows(room, table(HEADS, GOOD, BAD), settle)
    assert room.take_in.next.text() == "Nhập 1 sự kiện"


def test_a_table_that_changes_nothing_cannot_be_taken_in(room: ExchangeRoom, table: Table, settle: Settle) -> None:
    at_rows(room, table(HEADS, BAD), settle)
    assert not room.take_in.next.isEnabled()


def test_a_table_without_a_title_goes_on_once_somebody_says_which_column_it_is(
    room: ExchangeRoom, table: Table, settle: Settle
) -> None:
    page = room.take_in
    dropped(room, table(["Cột một", "Cột hai"], ["Rước đèn", "15/9/2027"]), settle)
    click(page.next)
    assert not page.next.isEnabled()
    line = page.columns._lines[0]
    line.field.set_value("title_vi")
    line.field.chosen.emit("title_vi")
    assert page.next.isEnabled()


def test_a_field_is_matched_to_one_column_only(room: ExchangeRoom, table: Table, settle: Settle) -> None:
    page = room.take_in
    dropped(room, table(HEADS, GOOD), settle)
    click(page.next)
    second = page.columns._lines[1]
    second.field.set_value("title_vi")
    second.field.chosen.emit("title_vi")
    assert [line.field.value() for line in page.columns._lines] == ["", "title_vi", "venue_vi"]


def test_old_font_text_is_shown_before_it_is_converted_and_never_ticked_by_itself(
    room: ExchangeRoom, office: Office, table: Table, settle: Settle
) -> None:
    page = room.take_in
    dropped(room, table(HEADS, [tcvn3("Triển lãm gốm Bát Tràng"), "1/3/2027", "Praha"]), settle)
    click(page.next)
    line = page.columns._lines[0]
    assert line.repair.isVisible()
    assert not line.repair.isChecked()
    line.repair.click()
    click(page.next)
    settle()
    click(page.next)
    settle()
    assert office.events.find_ids(EventFilter(query="triển lãm gốm bát tràng"))


def test_going_back_keeps_what_was_chosen(room: ExchangeRoom, table: Table, settle: Settle) -> None:
    page = room.take_in
    at_rows(room, table(HEADS, GOOD), settle)
    room.escape()
    page.columns._lines[2].field.set_value("city")
    page.columns._lines[2].field.chosen.emit("city")
    room.escape()
    assert page.at == FILE
    click(page.next)
    assert page.columns._lines[2].field.value() == "city"


def test_a_file_that_is_no_table_is_refused_in_words(room: ExchangeRoom, tmp_path: Path, settle: Settle) -> None:
    path = tmp_path / "ảnh.csv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    dropped(room, path, settle)
    assert room.banner.isVisible()
    assert room.take_in.at == FILE


def test_a_file_that_changed_meanwhile_is_asked_for_again(room: ExchangeRoom, table: Table, settle: Settle) -> None:
    path = table(HEADS, GOOD)
    at_rows(room, path, settle)
    table(HEADS, GOOD, BAD)
    click(room.take_in.next)
    settle()
    assert room.take_in.at == FILE
    assert "Kế hoạch.csv" in room.banner.text()


def test_the_result_leads_to_the_events_and_to_the_skipped_rows(
    room: ExchangeRoom, table: Table, settle: Settle, gone: list[Route]
) -> None:
    page = room.take_in
    at_rows(room, table(HEADS, GOOD, BAD), settle)
    click(page.next)
    settle()
    click(page.end.skipped)
    assert (page.at, list(page.rows.rows.ids)) == (ROWS, ["3"])
    page.end.events.click()
    assert gone == [Route("events")]


def test_the_template_is_saved_where_it_is_asked_for(
    room: ExchangeRoom, files: ScriptedFileChooser, tmp_path: Path, settle: Settle
) -> None:
    files.answers.append(tmp_path / "mẫu.xlsx")
    room.enter(Route("exchange", "template"))
    settle()
    assert (tmp_path / "mẫu.xlsx").stat().st_size > 5000


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".ics"])
def test_events_are_saved_in_the_format_chosen(
    room: ExchangeRoom, files: ScriptedFileChooser, tmp_path: Path, settle: Settle, said: list[Any], ending: str
) -> None:
    room.enter(Route("exchange", "export"))
    room.give_out._choices[ending].click()
    files.answers.append(tmp_path / "sự kiện")
    click(room.give_out.save)
    settle()
    assert (tmp_path / f"sự kiện{ending}").stat().st_size > 500
    assert said[-1][1] is None


def test_the_language_changes_every_word(room: ExchangeRoom, kit: Kit, table: Table, settle: Settle) -> None:
    at_rows(room, table(HEADS, GOOD, BAD), settle)
    kit.live.switch("en")
    assert room.take_in.next.text() == "Take in 1 event"
    cell = room.take_in.rows.rows.cell(0, 3)
    assert cell is not None
    assert "is no day" in cell.text


@pytest.mark.parametrize("language", ["vi", "en"])
def test_in_a_narrow_window_the_title_is_whole(room: ExchangeRoom, language: Language, settle: Settle) -> None:
    room.kit.live.switch(language)
    room.window().resize(1024, 600)
    room.enter(Route("exchange", "import"))
    settle()
    assert not room.head.title.toolTip()
    assert room.window().width() == 1024
