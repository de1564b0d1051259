"""The outline: sections, their numbers, the office's own text in place of the text made from the data."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cultdip_desktop.domain.coverage import GapReason
from cultdip_desktop.domain.event import Event, EventState, Gain, GainKind, PressItem, PressKind, Results
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.programme import ItemView, ProgrammeItem, Standing
from cultdip_desktop.domain.register import Commendation, Initiative, InitiativeClass, InitiativeStage
from cultdip_desktop.domain.report import ReportKind, ReportSection
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import outline, prefill, prose, sections
from cultdip_desktop.reports.data import ReportData, serves
from cultdip_desktop.reports.story import ChartBlock, Heading, Section, Story, Table, lines
from cultdip_desktop.reports.two_columns import Pair, beside
from tests.reports import seen
from tests.reports.factory import at, built, came, event, item, money, previous_events, quarter, quarter_events, tag

VI, EN = Words("vi"), Words("en")


def told(data: ReportData, language: Language = "vi") -> Story:
    return sections.story(data, Words(language))


def section(story: Story, key: str) -> Section:
    return next(one for one in story.sections if one.key == key)


def headings(story: Story) -> list[str]:
    return [block.line for one in story.sections for block in one.blocks if isinstance(block, Heading)]


def said(story: Story, key: str) -> str:
    return "\n".join(lines(section(story, key).blocks))


def by_hand(key: str, vi: str = "", en: str = "", *, included: bool = True) -> dict[str, ReportSection]:
    return {key: ReportSection(id="s", report_id="r", section=key, text=BiText(vi, en), included=included)}


def test_the_outline_has_the_parts_of_the_ministrys_form() -> None:
    assert headings(told(quarter())) == [
        "I. TÌNH HÌNH ĐỊA BÀN, CÔNG TÁC CHỈ ĐẠO",
        "II. KẾT QUẢ THỰC HIỆN",
        "1. Kết quả theo mục tiêu của Chiến lược",
        "2. Kết quả theo nhóm giải pháp đột phá",
        "3. Hoạt động nổi bật",
        "4. Nguồn lực thực hiện",
        "5. Hoạt động hoãn, hủy",
        "III. ĐÁNH GIÁ",
        "IV. PHƯƠNG HƯỚNG KỲ TỚI",
        "V. ĐỀ XUẤT, KIẾN NGHỊ",
    ]


def test_sections_left_out_leave_no_gap_in_the_numbers() -> None:
    data = quarter(sections={**by_hand("II.2", included=False), **by_hand("III", included=False)})
    found = headings(told(data))
    assert "2. Hoạt động nổi bật" in found
    assert "III. PHƯƠNG HƯỚNG KỲ TỚI" in found
    assert not any("giải pháp" in one for one in found)


def test_keys_never_follow_the_numbers() -> None:
    assert outline.KEYS[:4] == ("opening", "I", "II.1", "II.2")
    assert outline.numbers(["I", "II.3", "IV", "A.photos"]) == {
        "I": "I",
        "II": "II",
        "II.3": "1",
        "IV": "III",
        "A.photos": "I",
    }


def test_what_the_office_wrote_stands_in_place_of_the_text_but_not_of_the_figures() -> None:
    data = quarter(sections=by_hand("II.1", "Quý này M3 là trọng tâm.\n- Một điểm\n- Hai điểm"))
    found = section(told(data), "II.1")
    assert list(lines(found.blocks))[-3:] == ["Quý này M3 là trọng tâm.", "- Một điểm", "- Hai điểm"]
    assert found.written
    assert any(isinstance(block, Table) for block in found.blocks)
    assert any(isinstance(block, ChartBlock) for block in found.blocks)
    assert "Nhiều sự kiện nhất" not in said(told(data), "II.1")


def test_own_text_without_english_is_printed_in_vietnamese_and_marked() -> None:
    data = quarter(sections=by_hand("III", "Đánh giá chung: tốt."))
    assert said(told(data, "en"), "III") == "Đánh giá chung: tốt.\n(in Vietnamese)"
    assert said(told(data, "vi"), "III") == "Đánh giá chung: tốt."


def test_own_text_only_in_english_is_marked_in_the_vietnamese_report() -> None:
    assert said(told(quarter(sections=by_hand("III", en="All good."))), "III") == "All good.\n(tiếng Anh)"


def test_a_section_the_data_say_nothing_of_is_printed_once_somebody_writes_it() -> None:
    assert "VI. ĐỀ NGHỊ KHEN THƯỞNG" not in headings(told(quarter()))
    assert "VI. ĐỀ NGHỊ KHEN THƯỞNG" in headings(told(quarter(sections=by_hand("VI", "Đề nghị khen ông A."))))


def test_a_nil_report_says_so_in_every_part() -> None:
    story = told(quarter(events=(), planned=(), previous=(), media={}))
    assert "không tổ chức sự kiện ngoại giao văn hóa nào" in said(story, "I")
    assert "không có kết quả" in said(story, "II").lower() or said(story, "II")
    assert "Chưa có sự kiện nào được phê duyệt" in said(story, "IV")
    assert not story.appendices
    assert headings(story)[1] == "II. KẾT QUẢ THỰC HIỆN"


def test_media_coverage_is_told_from_the_press_items() -> None:
    press = (
        PressItem("ČT24", PressKind.TELEVISION, reach=120_000),
        PressItem("VTV4", PressKind.TELEVISION),
        PressItem("ČT24", PressKind.ONLINE, reach=5_000),
    )
    data = quarter(events=(event(1, "Rối nước", results=replace(came(10), press=press)),), media={})
    text = said(told(data), "II.5")
    assert "3 tin, bài về 1 sự kiện trong kỳ, trên 2 cơ quan báo chí" in text
    assert "125.000" in text
    table = next(block for block in section(told(data), "II.5").blocks if isinstance(block, Table))
    assert [len(row.cells) for row in table.rows] == [5, 5, 5]


def test_assessment_gathers_gains_gaps_with_reasons_and_lessons() -> None:
    results = Results(
        lessons=BiText("Cần đặt chỗ sớm."),
        gains=(Gain(GainKind.AGREEMENT, BiText("Ký thỏa thuận với Olomouc", "")),),
    )
    data = quarter(
        events=(event(1, "Rối nước", goals=(tag("M3", primary=True),), results=results),),
        media={},
        gaps=(GapReason(code="M4", year=2026, quarter=3, reason=BiText("Chưa có hồ sơ UNESCO.")),),
    )
    text = said(told(data), "III")
    assert "Ký thỏa thuận với Olomouc." in text
    assert "M4. Chưa có hồ sơ UNESCO." in text
    assert "Rối nước: Cần đặt chỗ sớm." in text


def test_the_coming_period_names_approved_events_and_programme_items_never_tasks() -> None:
    item_of = ProgrammeItem(id="p", year=2026, title=BiText("Tuần phim Việt Nam"), code="M3", quarter=4, target=2)
    view = ItemView(item=item_of, events=(), done=0, target=2, standing=Standing.AHEAD)
    text = said(told(quarter(programme=(view,))), "IV")
    assert "1 sự kiện đã được duyệt" in text
    assert "Tuần phim Việt Nam (M3; đạt 0/2)" in text


def test_proposals_and_commendations_come_from_the_registers() -> None:
    proposed = Initiative(
        id="i", title=BiText("Cấp sách tiếng Việt"), cls=InitiativeClass.RESOURCES, proposed_on=date(2026, 8, 1)
    )
    old = replace(proposed, id="o", title=BiText("Đã xong"), proposed_on=date(2026, 1, 1), stage=InitiativeStage.DONE)
    commended = Commendation(
        id="c",
        name="Hội người Việt Nam",
        award="Bằng khen",
        reason=BiText("Tổ chức Trung thu"),
        proposed_on=date(2026, 9, 1),
        events=(quarter_events()[0].id,),
    )
    story = told(quarter(initiatives=(proposed, old), commendations=(commended,)))
    assert "Cấp sách tiếng Việt" in said(story, "V")
    assert "Đã xong" not in said(story, "V")
    assert said(story, "VI") == (
        "- Hội người Việt Nam – Bằng khen. Tổ chức Trung thu. Minh chứng: Đêm hội Trung thu Praha 2026."
    )


def test_the_period_is_held_against_the_one_before_and_the_same_last_year() -> None:
    last = tuple(event(300 + n, "Năm trước", start=at(3 + n, 8, year=2025), results=came(500)) for n in range(4))
    text = said(told(quarter(last_year=last)), "I")
    assert "So với quý II năm 2026: số sự kiện tăng từ 10 lên 12 (+20%)" in text
    assert "So với quý III năm 2025: số sự kiện tăng từ 4 lên 12 (+200%)" in text
    table = next(block for block in section(told(quarter(last_year=last)), "I").blocks if isinstance(block, Table))
    assert len(table.columns) == 6
    assert round(sum(column.width for column in table.columns)) == 165


def test_a_year_is_compared_once() -> None:
    before = tuple(event(300 + n, "Năm trước", start=at(3 + n, 8, year=2025), results=came(500)) for n in range(4))
    data = quarter(period=Period.parse("2026"), previous=before, last_year=before)
    assert said(told(data), "I").count("So với") == 1


def test_a_window_longer_than_a_year_is_not_held_against_days_of_its_own() -> None:
    events = tuple(event(300 + n, "Ngày Việt Nam", start=at(3 + n, 8, year=2025), results=came(500)) for n in range(4))
    period = Period.parse("2025-01-01..2026-09-30")
    data = quarter(period=period, events=events, previous=(), last_year=events, media={})
    assert "So với" not in said(told(data), "I")


def test_a_result_that_several_events_brought_is_told_once() -> None:
    results = Results(gains=(Gain(GainKind.LEAD, BiText("Hai công ty lữ hành đề nghị giới thiệu tua")),))
    events = tuple(event(n, f"Hội chợ {n}", results=results) for n in (1, 2, 3))
    text = said(told(quarter(events=events, media={})), "III")
    assert "đầu mối (3)" in text
    assert text.count("Hai công ty lữ hành") == 1


def test_gifts_in_kind_are_never_part_of_a_total() -> None:
    gift = replace(money("RS.INK", "9999.00"), in_kind=True)
    data = quarter(events=(event(1, "Hội chợ", results=came(5), money=(money("RS.BUD", "100.00"), gift)),), media={})
    table = next(block for block in section(told(data), "II.4").blocks if isinstance(block, Table))
    found = {row.cells[0][0] if isinstance(row.cells[0][0], str) else row.cells[0][0].text: row for row in table.rows}
    assert "100,00" in str(found["Tổng CZK" if "Tổng CZK" in found else "Cộng CZK"].cells[-1])
    assert "9.999,00" in str(found["Hiện vật, không tính vào tổng"].cells[-1])


def test_a_thematic_report_names_its_theme_under_every_table() -> None:
    chosen = tuple(one for one in quarter_events() if serves(one, "M3"))
    data = quarter(events=chosen, planned=chosen, kind=ReportKind.THEMATIC, focus="M3", media={})
    story = told(data)
    assert prose.subject(data, VI).startswith("Chuyên đề «M3 – ")
    for key in ("II.1", "II.2", "II.3", "II.4"):
        assert "Chỉ tính các sự kiện phục vụ M3 – " in said(story, key)
    assert data.document == "CZ-EMB-2026-Q3-M3"


def test_a_midterm_review_is_told_by_years() -> None:
    events = tuple(
        event(500 + year, "Ngày Việt Nam", start=at(5, 5, year=year), results=came(100)) for year in range(2021, 2027)
    )
    period = Period.parse("2021-01-01..2026-06-30")
    data = quarter(period=period, kind=ReportKind.MIDTERM, events=events, planned=(), previous=(), media={})
    table = next(block for block in section(told(data), "II.3").blocks if isinstance(block, Table))
    assert [row.cells[0][0] for row in table.rows[:-1]] == [
        "Năm 2021", "Năm 2022", "Năm 2023", "Năm 2024", "Năm 2025", "1/1–30/6/2026",
    ]  # fmt: skip
    assert "Sơ kết" in prose.subject(data, VI)


def test_every_chart_has_its_table_in_the_same_section_and_says_what_it_shows() -> None:
    charts = 0
    for one in told(quarter()).sections:
        tables = {block.key for block in one.blocks if isinstance(block, Table)}
        for block in one.blocks:
            if isinstance(block, ChartBlock):
                charts += 1
                assert block.table in tables
                assert all(bar.text in block.alt and bar.label in block.alt for bar in block.chart.bars)
    assert charts == 3


def test_two_columns_say_the_same_in_both_languages() -> None:
    both = beside(told(quarter(), "vi"), told(quarter(), "en"))
    pairs = [piece for piece in both.pieces if isinstance(piece, Pair)]
    assert all(pair.vi is not None and pair.en is not None for pair in pairs)
    tables = [piece for piece in both.pieces if isinstance(piece, Table)]
    assert [table.key for table in tables] == ["comparison", "goals", "groups", "months", "money", "outlook"]
    assert tables[1].columns[1].head == "Mục tiêu\nGoal"


def test_the_text_prefilled_is_the_one_printed() -> None:
    story = told(quarter())
    for key in ("I", "II.3", "III", "IV", "V"):
        for line in prefill.text(key, quarter(), VI).splitlines():
            assert line in said(story, key)
    assert prefill.basis("I", quarter(), VI) != prefill.basis("I", quarter(previous=()), VI)


@pytest.mark.parametrize("language", ["vi", "en", "both"])
@pytest.mark.parametrize("number", [0, 1, 14, 400])
def test_reports_of_any_size_are_built_with_titles_of_three_hundred_characters(
    number: int, language: Language, tmp_path: Path
) -> None:
    title = "Triển lãm ảnh nghệ thuật về di sản văn hóa phi vật thể " * 5 + "và " + "ươ" * 11
    events = tuple(
        event(n, title[:300], title[:300], start=at(1 + n % 28, 7 + n % 3), results=came(100 + n),
              goals=(tag("M3", "Góp phần.", "Helps.", primary=True),), money=(money("RS.BUD", "10.10"),))
        for n in range(number)
    )  # fmt: skip
    pdf, report = built(quarter(events=events, planned=(), media={}), language)
    text = seen.text(seen.written(tmp_path, pdf))
    total = sum(100 + n for n in range(number))
    assert f"{total:,}" in text.replace(".", ",")
    assert report.pages <= number // 2 + 9


def test_pictures_of_both_languages_stand_once(tmp_path: Path) -> None:
    held: Event = event(1, "Trung thu", "Mid-Autumn", state=EventState.HELD, start=datetime(2026, 9, 1, 18, tzinfo=UTC))
    media = {held.id: (item(held, 0, "Múa lân", "Lion dance", "Nguyễn Minh Hà"),)}
    pdf, _ = built(quarter(events=(held,), previous=previous_events(), media=media), "both")  # type: ignore[arg-type]
    text = " ".join(seen.text(seen.written(tmp_path, pdf)).split())
    assert text.count("Múa lân") == 1
    assert text.count("Lion dance") == 1
