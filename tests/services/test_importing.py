"""A table comes in: every row answered, nothing doubled, everything taken back by one undo."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import CancelToken, ReportingProgress
from cultdip_desktop.domain.event import Event, EventKind, EventState
from cultdip_desktop.domain.importing import ColumnMapping, ImportAnswer, ImportPlan, RowOutcome, Sheet
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.events import EventFilter
from tests.i18n.legacy_writer import tcvn3
from tests.offices import PASSPHRASE
from tests.services import plan_workbook

HEADS = ["Tên hoạt động", "Ngày", "Địa điểm", "Trạng thái"]
ROWS = [
    ["Đêm hội Trung thu", "15/9/2027", "Sapa", "Dự kiến"],
    ["Tuần phim Việt Nam", "5-11/10/2027", "Lucerna", "Dự kiến"],
    ["Triển lãm Đông Hồ", "quý III/2027", "Náprstek", "Dự kiến"],
]


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    with open_office(mission, PASSPHRASE) as opened:
        yield opened


def table(path: Path, rows: list[list[Any]], heads: list[str] | None = None) -> Path:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([heads or HEADS, *rows])
    path.write_bytes(b"\xef\xbb\xbf" + out.getvalue().encode())
    return path


def planned(office: Office, path: Path, **changes: Any) -> ImportPlan:
    sheet = office.importing.read(path)
    return office.importing.plan(sheet, replace(sheet.mapping, **changes))


def taken_in(office: Office, path: Path, **changes: Any) -> ImportAnswer:
    return office.importing.run(planned(office, path, **changes))[0]


def counts(plan: ImportPlan | ImportAnswer) -> dict[str, int]:
    return dict(Counter(answer.outcome.value for answer in plan.answers))


def event_of(office: Office, title: str) -> Event:
    found = [office.events.get(id_) for id_ in office.events.find_ids(EventFilter(query=title))]
    return next(event for event in found if event.title.vi.startswith(title))


def content(office: Office) -> str:
    return office.digest().content_sha256


def repaired(sheet: Sheet) -> ColumnMapping:
    return replace(sheet.mapping, repaired=frozenset(i for i, column in enumerate(sheet.columns) if column.legacy))


# ------------------------------------------------------------------------------------------- the plan of the judging


def test_the_plan_names_each_bad_row_and_undo_restores_the_content_exactly(office: Office, tmp_path: Path) -> None:
    plan = plan_workbook.make(rows=400)
    path = tmp_path / "Kế hoạch.xlsx"
    path.write_bytes(plan.data)
    sheet = office.importing.read(path)
    assert (sheet.head_row, sheet.year) == (3, 2027)
    dry = office.importing.plan(sheet, repaired(sheet))
    assert {answer.row: answer.refusal.code for answer in dry.answers if answer.refusal} == plan.refused
    before, events = content(office), office.events.count(EventFilter())
    answer, changes = office.importing.run(dry)
    assert (answer.created, len(changes.ids) >= plan.good) == (plan.good, True)
    assert office.events.count(EventFilter()) == events + plan.good
    office.undo.undo()
    assert content(office) == before
    office.undo.redo()
    assert counts(office.importing.plan(sheet, repaired(sheet))) == {
        "unchanged": plan.good,
        "skipped": len(plan.refused),
    }


def test_legacy_and_decomposed_text_comes_in_as_composed_vietnamese(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "Kế hoạch.xlsx"
    plan = plan_workbook.make(rows=80)
    path.write_bytes(plan.data)
    sheet = office.importing.read(path)
    answer = office.importing.run(office.importing.plan(sheet, repaired(sheet)))[0]
    made = [office.events.get(row.event_id) for row in answer.answers if row.outcome is RowOutcome.CREATED]
    assert {event.summary.vi for event in made} == {"Giới thiệu văn hóa Việt Nam với công chúng sở tại."}


def test_legacy_text_is_left_alone_and_pointed_at_unless_a_repair_is_chosen(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "Kế hoạch.xlsx"
    path.write_bytes(plan_workbook.make(rows=80).data)
    sheet = office.importing.read(path)
    assert sheet.mapping.repaired == frozenset()
    dry = office.importing.plan(sheet, sheet.mapping)
    notes = Counter(note.code for answer in dry.answers for note in answer.notes)
    assert notes["importing.legacy_kept"] > 30
    assert "importing.repaired" not in notes


# ----------------------------------------------------------------------------------------------- importing again


def test_the_same_file_again_changes_nothing(office: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "plan.csv", ROWS)
    taken_in(office, path)
    dry = planned(office, path)
    assert counts(dry) == {"unchanged": 3}
    with pytest.raises(UserError) as caught:
        office.importing.run(dry)
    assert caught.value.code == "importing.nothing_to_do"


@pytest.mark.parametrize(
    ("column", "value"),
    [(0, "Đêm hội Trung thu Praha 2027"), (1, "16/9/2027"), (2, "Trung tâm Sapa")],
    ids=["title", "day", "place"],
)
def test_a_corrected_row_updates_its_event(office: Office, tmp_path: Path, column: int, value: str) -> None:
    path = table(tmp_path / "plan.csv", ROWS)
    first = taken_in(office, path)
    rows = [list(row) for row in ROWS]
    rows[0][column] = value
    again = taken_in(office, table(path, rows))
    assert counts(again) == {"updated": 1, "unchanged": 2}
    assert again.answers[0].event_id == first.answers[0].event_id


def test_rows_that_changed_places_and_new_ones_between_them_are_told_apart(office: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "plan.csv", ROWS)
    taken_in(office, path)
    rows = [ROWS[2], ["Hòa nhạc dân tộc", "1/5/2027", "Rudolfinum", "Dự kiến"], ROWS[0], ROWS[1]]
    assert counts(taken_in(office, table(path, rows))) == {"unchanged": 3, "created": 1}


def test_what_was_worked_on_here_is_not_overwritten_by_cells_that_did_not_change(
    office: Office, tmp_path: Path
) -> None:
    path = table(tmp_path / "plan.csv", ROWS)
    event_id = taken_in(office, path).answers[0].event_id
    office.events.edit(event_id, {"venue": {"vi": "Nhà hát lớn", "en": ""}, "title": {"vi": "Rằm Trung thu", "en": ""}})
    rows = [list(row) for row in ROWS]
    rows[0][1] = "17/9/2027"
    taken_in(office, table(path, rows))
    event = office.events.get(event_id)
    assert (event.title.vi, event.venue.vi, event.day) == ("Rằm Trung thu", "Nhà hát lớn", date(2027, 9, 17))


def test_an_own_code_finds_the_event_whatever_else_changed(office: Office, tmp_path: Path) -> None:
    heads = ["Mã", *HEADS]
    path = table(tmp_path / "a.csv", [["HD-1", *ROWS[0]]], heads)
    event_id = taken_in(office, path).answers[0].event_id
    other = table(tmp_path / "b.csv", [["hd-1", "Rước đèn ông sao", "1/10/2027", "Brno", "Dự kiến"]], heads)
    again = taken_in(office, other)
    assert (again.answers[0].outcome, again.answers[0].event_id) == (RowOutcome.UPDATED, event_id)


def test_an_event_that_was_made_here_is_found_by_title_and_day(office: Office, tmp_path: Path) -> None:
    made, _ = office.events.save(replace(office.events.blank(), title=BiText("Ngày hội áo dài")))
    office.events.edit(made.id, {"start": "2027-03-08", "all_day": True})
    row = ["NGÀY HỘI ÁO DÀI", "8/3/2027", "Sapa", ""]
    assert taken_in(office, table(tmp_path / "plan.csv", [row])).answers[0].event_id == made.id


def test_the_same_class_on_one_day_in_two_places_stays_two_events(office: Office, tmp_path: Path) -> None:
    rows = [["Lớp học tiếng Việt", "1/9/2027", "Praha", ""], ["Lớp học tiếng Việt", "1/9/2027", "Brno", ""]]
    path = table(tmp_path / "plan.csv", rows)
    assert counts(taken_in(office, path)) == {"created": 2}
    assert counts(planned(office, path)) == {"unchanged": 2}


def test_a_row_twice_in_the_file_is_taken_once(office: Office, tmp_path: Path) -> None:
    dry = planned(office, table(tmp_path / "plan.csv", [ROWS[0], ROWS[1], ROWS[0]]))
    refusal = dry.answers[2].refusal
    assert refusal is not None
    assert (refusal.code, refusal.params["row"]) == ("importing.duplicate", 2)


def test_a_number_of_an_event_in_the_trash_is_refused(office: Office, tmp_path: Path) -> None:
    event = office.events.get(office.events.find_ids(EventFilter())[0])
    office.events.delete(event.id)
    dry = planned(office, table(tmp_path / "plan.csv", [[event.number, *ROWS[0]]], ["Số hiệu", *HEADS]))
    assert dry.answers[0].refusal is not None
    assert dry.answers[0].refusal.code == "importing.in_trash"


def test_after_an_undone_import_the_file_comes_in_as_new(office: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "plan.csv", ROWS)
    taken_in(office, path)
    office.undo.undo()
    assert counts(planned(office, path)) == {"created": 3}


# ----------------------------------------------------------------------------------------------- what rows say


def test_what_is_planned_for_a_quarter_stays_an_idea_without_a_day(office: Office, tmp_path: Path) -> None:
    taken_in(office, table(tmp_path / "plan.csv", ROWS))
    event = event_of(office, "Triển lãm Đông Hồ")
    assert (event.start, event.state) == (None, EventState.IDEA)
    assert "quý III/2027" in event.internal_note


def test_blank_lines_headings_and_totals_are_no_events(office: Office, tmp_path: Path) -> None:
    rows = [["I. Hoạt động quý I", "", "", ""], ROWS[0], ["", "", "", ""], ROWS[1], ["Tổng cộng", "", "", ""]]
    dry = planned(office, table(tmp_path / "plan.csv", rows))
    codes = [answer.refusal.code if answer.refusal else "" for answer in dry.answers]
    assert codes == ["importing.heading_row", "", "importing.blank", "", "importing.total_row"]


def test_a_step_that_is_not_allowed_is_left_out_and_said(office: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "plan.csv", ROWS)
    event_id = taken_in(office, path).answers[0].event_id
    rows = [list(row) for row in ROWS]
    rows[0][3] = "Đã có kết quả"
    answer = planned(office, table(path, rows)).answers[0]
    assert (answer.outcome, answer.event_id) == (RowOutcome.UNCHANGED, event_id)
    assert [note.code for note in answer.notes] == ["importing.state_kept"]


def test_an_empty_cell_leaves_the_field_and_a_dash_empties_it(office: Office, tmp_path: Path) -> None:
    path = table(tmp_path / "plan.csv", ROWS)
    event_id = taken_in(office, path).answers[0].event_id
    taken_in(office, table(path, [["Đêm hội Trung thu", "15/9/2027", "", "Ý tưởng"], *ROWS[1:]]))
    assert office.events.get(event_id).venue.vi == "Sapa"
    taken_in(office, table(path, [["Đêm hội Trung thu", "15/9/2027", "–", "Ý tưởng"], *ROWS[1:]]))
    assert office.events.get(event_id).venue.vi == ""


def test_partners_goals_and_money_come_with_the_row(office: Office, tmp_path: Path) -> None:
    heads = ["Tên", "Ngày", "Loại", "Mục tiêu chính", "Mục tiêu", "Đối tác", "Kinh phí (triệu đồng)", "Kết quả"]
    row = [
        "Ẩm thực Huế",
        "1/9/2027",
        "ẩm thực",
        "M3",
        "G5; M1",
        "Hội Phụ nữ (Tài trợ); Quận Praha 1",
        "15",
        "Đề nghị tổ chức lại",
    ]
    taken_in(office, table(tmp_path / "plan.csv", [row], heads))
    event = event_of(office, "Ẩm thực Huế")
    assert event.kind is EventKind.CUISINE
    assert [(tag.code, tag.primary) for tag in event.goals] == [("M3", True), ("G5", False), ("M1", False)]
    assert [(actor.partner, actor.role.value) for actor in event.actors] == [
        ("Hội Phụ nữ", "sponsor"), ("Quận Praha 1", "co_organiser")
    ]  # fmt: skip
    assert [(line.stage.value, line.money.text(), line.money.currency) for line in event.money] == [
        ("planned", "15000000", "VND")
    ]
    assert event.results.outcomes.vi == "Đề nghị tổ chức lại"


def test_a_formula_in_a_cell_stays_text(office: Office, tmp_path: Path) -> None:
    taken_in(office, table(tmp_path / "plan.csv", [['=HYPERLINK("http://x";"Tết")', "1/2/2027", "", ""]]))
    assert event_of(office, "=HYPERLINK").title.vi.endswith('"Tết")')


# ---------------------------------------------------------------------------------------------- what stops it


def test_a_file_that_changed_since_it_was_looked_at_is_not_taken_in(office: Office, tmp_path: Path) -> None:
    dry = planned(office, table(tmp_path / "plan.csv", ROWS))
    table(tmp_path / "plan.csv", ROWS[:1])
    with pytest.raises(UserError) as caught:
        office.importing.run(dry)
    assert caught.value.code == "importing.file_changed"


def test_a_table_without_a_title_column_is_not_planned(office: Office, tmp_path: Path) -> None:
    sheet = office.importing.read(table(tmp_path / "plan.csv", [["a", "b"]], ["x", "y"]))
    with pytest.raises(UserError) as caught:
        office.importing.plan(sheet, sheet.mapping)
    assert caught.value.code == "importing.no_title_column"


@pytest.mark.parametrize("steps", [1, 4, 9, 14, 18])
def test_an_import_that_is_stopped_leaves_everything_as_it_was(office: Office, tmp_path: Path, steps: int) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan_workbook.make(rows=600).data)
    dry = planned(office, path)
    before, token = content(office), CancelToken()
    seen: list[int] = []

    def listen(done: int, _total: int, _what: str) -> None:
        seen.append(done)
        if len(seen) == steps:
            token.cancel()

    with pytest.raises(Cancelled):
        office.importing.run(dry, progress=ReportingProgress(token, listen))
    assert seen == sorted(seen)
    assert content(office) == before


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"", "importing.empty"),
        ("a.csv", b"   \n", "importing.empty"),
        ("a.pdf", b"%PDF-1.7\n", "importing.not_a_table"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "media.office_legacy"),
        ("a.exe", b"MZ\x90\0" + b"\0" * 600, "media.executable"),
    ],
)
def test_what_is_no_table_is_refused_by_name(office: Office, tmp_path: Path, name: str, data: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UserError) as caught:
        office.importing.read(path)
    assert caught.value.code == code


def test_heads_of_an_old_font_are_recognised_too(office: Office, tmp_path: Path) -> None:
    heads = [tcvn3("Tên hoạt động"), tcvn3("Ngày bắt đầu"), tcvn3("Địa điểm tổ chức")]
    sheet = office.importing.read(table(tmp_path / "plan.csv", [row[:3] for row in ROWS], heads))
    assert [column.suggested for column in sheet.columns] == ["title_vi", "first_day", "venue_vi"]
