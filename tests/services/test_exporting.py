"""Events go out as tables and calendars, and come back as the same events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.importing import RowOutcome
from cultdip_desktop.store.query.events import EventFilter
from tests.offices import PASSPHRASE


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    with open_office(mission, PASSPHRASE) as opened:
        yield opened


@pytest.mark.parametrize("name", ["ra.xlsx", "ra.csv", "ra.ics"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_goes_out_comes_back_unchanged(office: Office, tmp_path: Path, name: str, language) -> None:
    made = office.exporting.events(tmp_path / name, EventFilter(), language)
    sheet = office.importing.read(tmp_path / name)
    plan = office.importing.plan(sheet, sheet.mapping)
    assert {answer.outcome for answer in plan.answers} == {RowOutcome.UNCHANGED}
    assert len(plan.answers) == made.events
    assert all(column.suggested for column in sheet.columns)


def test_a_change_in_the_exported_table_changes_that_event_alone(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "ra.csv"
    office.exporting.events(out, EventFilter(), "vi")
    event = office.events.get(office.events.find_ids(EventFilter(query="trung thu"))[0])
    text = out.read_text("utf-8-sig").replace(event.title.vi, f"{event.title.vi} – mở rộng", 1)
    out.write_text(text, "utf-8")
    sheet = office.importing.read(out)
    answer, _ = office.importing.run(office.importing.plan(sheet, sheet.mapping))
    assert (answer.updated, answer.created) == (1, 0)
    assert office.events.get(event.id).title.vi.endswith("mở rộng")


def test_a_moved_event_of_our_calendar_moves_here_and_keeps_its_texts(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "lich.ics"
    office.exporting.events(out, EventFilter(), "en")
    event = next(
        found
        for id_ in office.events.find_ids(EventFilter())
        if (found := office.events.get(id_)).start and not found.all_day
    )
    assert event.local_start is not None
    assert event.local_end is not None
    day = f"{event.local_start:%Y%m%d}T"
    lines = out.read_bytes().decode().split("\r\n")
    at = lines.index(f"UID:{event.id}@cultdip")
    for index in range(at, at + 8):
        if lines[index].startswith(("DTSTART", "DTEND")):
            lines[index] = lines[index].replace(day, "20270130T").replace(f"{event.local_end:%Y%m%d}T", "20270130T")
    out.write_bytes("\r\n".join(lines).encode())
    sheet = office.importing.read(out)
    office.importing.run(office.importing.plan(sheet, sheet.mapping))
    moved = office.events.get(event.id)
    assert (moved.day, moved.title, moved.summary) == (date(2027, 1, 30), event.title, event.summary)


def test_notes_that_never_leave_the_machine_are_in_no_file(office: Office, tmp_path: Path) -> None:
    event_id = office.events.find_ids(EventFilter())[0]
    office.events.edit(event_id, {"internal_note": "Chỉ nội bộ biết", "risk_note": "Nhạy cảm vô cùng"})
    for name in ("ra.csv", "ra.ics"):
        office.exporting.events(tmp_path / name, EventFilter(), "vi")
        text = (tmp_path / name).read_text("utf-8").replace("\n ", "")
        assert "nội bộ biết" not in text
        assert "Nhạy cảm" not in text


def test_a_title_that_looks_like_a_formula_is_disarmed_and_comes_back(office: Office, tmp_path: Path) -> None:
    event_id = office.events.find_ids(EventFilter())[0]
    office.events.edit(event_id, {"title": {"vi": "=1+1 sự kiện", "en": "@SUM(A1)"}})
    out = tmp_path / "ra.csv"
    office.exporting.events(out, EventFilter(), "vi")
    assert "'=1+1 sự kiện" in out.read_text("utf-8")
    sheet = office.importing.read(out)
    assert office.importing.plan(sheet, sheet.mapping).count(RowOutcome.UNCHANGED) == office.events.count(EventFilter())
    book = tmp_path / "ra.xlsx"
    office.exporting.events(book, EventFilter(), "vi")
    rows = CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()
    assert any("=1+1 sự kiện" in row for row in rows)


def test_the_template_is_empty_and_its_examples_come_in_without_a_remark(office: Office, tmp_path: Path) -> None:
    out = tmp_path / "mau.xlsx"
    office.exporting.template(out)
    names = CalamineWorkbook.from_path(out).sheet_names
    assert len(names) == 4
    sheet = office.importing.read(out, sheet=names[1])
    assert all(column.suggested for column in sheet.columns)
    plan = office.importing.plan(sheet, sheet.mapping)
    assert [answer.outcome for answer in plan.answers] == [RowOutcome.CREATED] * 3
    assert len(CalamineWorkbook.from_path(out).get_sheet_by_index(0).to_python()) == 1


def test_the_same_events_give_the_same_bytes(office: Office, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx", "a.ics", "b.ics"):
        office.exporting.events(tmp_path / name, EventFilter(), "vi")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()


def test_an_unknown_ending_is_refused(office: Office, tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        office.exporting.events(tmp_path / "ra.docx", EventFilter(), "vi")
    assert caught.value.code == "exporting.format_unknown"
