"""The check before signing, rule by rule."""

from __future__ import annotations

import re
import string
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from cultdip_desktop.domain.coverage import GapReason
from cultdip_desktop.domain.event import Event, EventState, Evidence, Results
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.letterhead import Letterhead
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.report import ReportComment, ReportSection, ReportState
from cultdip_desktop.domain.secrecy import mark_in
from cultdip_desktop.domain.task import Task
from cultdip_desktop.domain.text import EMPTY, BiText, EnglishState
from cultdip_desktop.i18n.messages import all_messages, spoken
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import prefill, table_sheets
from cultdip_desktop.reports.check_names import new_spelling, old_spellings, other_rank
from cultdip_desktop.reports.data import ReportData, totals
from cultdip_desktop.reports.findings import check_report, checked
from cultdip_desktop.reports.table_writing import sums
from tests.reports.factory import ambassador, came, event, issued, item, money, office, quarter, tag
from tests.reports.random_offices import office_of


def one(code: str, data: ReportData) -> Finding:
    """The only finding with this code."""
    found = [finding for finding in check_report(data) if finding.code == code]
    assert len(found) == 1, [finding.code for finding in check_report(data)]
    return found[0]


def codes(data: ReportData) -> set[str]:
    """Codes of everything found."""
    return {finding.code for finding in check_report(data)}


def whole(serial: int, title: str, **more: object) -> Event:
    """An event in which nothing is missing."""
    given: dict[str, object] = {
        "goals": (tag("M3", "Giới thiệu văn hóa Việt Nam.", primary=True),),
        "results": came(100, outcomes="Trường đề nghị tổ chức hằng năm."),
        **more,
    }
    return replace(event(serial, title, "An event"), **given)  # type: ignore[arg-type]


def only(*events: Event, **more: object) -> ReportData:
    """A report of these events, without pictures."""
    return quarter(events=events, planned=(), media={}, previous=(), **more)


def test_the_quarter_passes_the_checks_that_the_mock_up_shows() -> None:
    passed = {group.code for group in checked(quarter()) if group.passed}
    assert {"check.form", "check.money", "check.names", "check.window", "check.secrecy", "check.totals"} <= passed
    assert {group.code for group in checked(quarter())} - passed == {
        "check.goals", "check.results", "check.tags", "check.captions", "check.plan",
    }  # fmt: skip


def test_passed_checks_say_their_words_in_vietnamese() -> None:
    words = Words("vi")
    said = {
        group.code: words.t(all_messages()[group.code].text, **spoken(words, group.params))
        for group in checked(quarter())
    }
    assert said["check.form"] == "Thể thức Nghị định 30/2020/NĐ-CP"
    assert said["check.money"] == "Tổng kinh phí khớp bảng sự kiện"
    assert said["check.names"] == "Tên riêng, chức danh thống nhất"
    assert said["check.window"] == "Số liệu chốt đến 30/9/2026"


def test_hints_do_not_fail_a_check() -> None:
    english = next(group for group in checked(quarter()) if group.code == "check.english")
    assert english.findings
    assert english.passed


def test_every_check_and_every_finding_has_its_words() -> None:
    messages = all_messages()
    found = [*check_report(_wrong()), *check_report(quarter()), *check_report(issued())]
    assert len({finding.code for finding in found}) > 25
    for finding in found:
        message = messages[finding.code]
        for text in (message.text, message.advice):
            places = {name for _, name, _, _ in string.Formatter().parse(text) if name}
            assert places <= set(finding.params), finding.code
    assert {group.code for group in checked(quarter())} <= set(messages)


def test_findings_of_the_whole_come_first_then_event_by_event() -> None:
    data = _wrong()
    order = [finding.event_id for finding in check_report(data)]
    known = [key for key in dict.fromkeys(order) if key]
    assert order[0] == ""
    assert order == sorted(order, key=lambda key: (key != "", known.index(key) if key else 0))


def test_a_goal_without_activity_needs_no_word_where_the_reason_is_recorded() -> None:
    why = GapReason(code="M4", year=2026, quarter=3, reason=BiText("Chưa có danh hiệu UNESCO liên quan tới địa bàn."))
    assert "report.goal_without_activity" not in codes(quarter(gaps=(why,)))
    assert "report.goal_without_activity" in codes(quarter(gaps=(replace(why, quarter=2),)))


def test_texts_written_by_hand_are_read_too() -> None:
    section = ReportSection(
        id="s", report_id="r", section="III", text=BiText("Tham tán Lê Hoàng Phúc dự hoà nhạc. Dấu TỐI MẬT.")
    )
    found = {finding.code: finding for finding in check_report(quarter(sections={"III": section}))}
    for code in ("report.secrecy_mark_in_section", "report.rank_differs_in_section", "report.spelling_old_in_section"):
        assert (found[code].field, found[code].params["title"]) == ("section:III", "III")
    left_out = replace(section, included=False)
    assert "report.secrecy_mark_in_section" not in codes(quarter(sections={"III": left_out}))


def _written(key: str, text: str, **more: object) -> ReportSection:
    return replace(ReportSection(id="s", report_id="r", section=key, text=BiText(text)), **more)  # type: ignore[arg-type]


def test_numbers_by_hand_that_no_record_bears_out_are_named() -> None:
    data = quarter(sections={"III": _written("III", "Kỳ này có 12 sự kiện và 99 đoàn khách.")})
    found = one("report.numbers_unsupported_in_section", data)
    assert (found.params, found.field) == ({"numbers": "99", "title": "III"}, "section:III")


def test_a_text_whose_figures_have_moved_since_is_told_until_it_is_confirmed() -> None:
    basis = prefill.basis("I", quarter(), Words("vi"))
    kept = {"I": _written("I", "Tình hình ổn định.", basis_sha256=basis)}
    assert "report.outdated_in_section" not in codes(quarter(sections=kept))
    fewer = quarter(sections=kept, events=quarter().events[1:])
    assert one("report.outdated_in_section", fewer).subject == "section:I"


def test_english_of_sections_and_captions_is_a_hint() -> None:
    stale = BiText("Tình hình mới.", "Old situation.", EnglishState.STALE)
    data = quarter(sections={"I": replace(_written("I", "x"), text=stale), "III": _written("III", "Đánh giá chung.")})
    assert one("report.english_stale_in_section", data).severity is Severity.HINT
    assert one("report.english_missing_in_section", data).field == "section:III"
    shown = whole(1, "A")
    bare = replace(only(shown), media={shown.id: (item(shown, 0, "Khai mạc", credit="Hà"),)})
    assert (one("report.english_missing", bare).field, one("report.english_missing", bare).params["fields"]) == (
        "results.outcomes",
        2,
    )


def test_the_opening_has_no_number_to_name_it_by() -> None:
    data = quarter(sections={"opening": _written("opening", "Buổi hoà nhạc 77 người.")})
    assert {"report.spelling_old_in_opening", "report.numbers_unsupported_in_opening"} <= codes(data)


# ------------------------------------------------------------------------------------------------ form


def test_a_report_without_symbol_recipient_or_signer_is_stopped() -> None:
    data = quarter(office=replace(office(), symbol=" "), recipient=BiText(" ; "), signer=None)
    stopped = {finding.code for finding in check_report(data) if finding.severity is Severity.ERROR}
    assert stopped == {"report.symbol_missing", "report.recipient_missing", "report.signer_missing"}


def test_a_signer_without_position_needs_a_reason() -> None:
    data = quarter(signer=replace(ambassador(), rank=EMPTY))
    assert one("report.rank_missing", data).severity is Severity.WARNING


def test_number_and_day_before_the_approval_are_told_and_are_right_after_it() -> None:
    assert one("report.number_early", issued()).params == {"number": 5}
    assert "report.issued_early" in codes(quarter(issued_on=date(2026, 10, 7)))
    assert not {"report.number_early", "report.issued_early"} & codes(issued(state=ReportState.APPROVED))


def test_a_day_of_issue_before_the_period_is_an_error() -> None:
    data = quarter(issued_on=date(2026, 6, 30), number=5, state=ReportState.APPROVED)
    assert one("report.day_early", data).severity is Severity.ERROR


@pytest.mark.parametrize(
    "text", ["Văn bản đóng dấu MẬT của đoàn", "TÀI LIỆU MẬT", "Độ mật: có", "công văn tối mật", "TUYỆT  MẬT"]
)
def test_marks_are_found_in_long_texts_in_both_forms_of_unicode(text: str) -> None:
    long = "Chương trình biểu diễn nghệ thuật truyền thống. " * 5 + "\n" + text
    for form in ("NFC", "NFD"):
        note = unicodedata.normalize(form, long)
        assert one("report.secrecy_mark", only(whole(1, "A", occasion_note=note))).params["mark"] == mark_in(text)


def test_words_that_look_like_a_mark_pass() -> None:
    data = only(
        whole(
            1, "GẶP MẶT THÂN MẬT", summary=BiText("Mật độ khách cao, BÍ MẬT RỪNG XANH, HỘI CHỢ MẬT ONG, TUẦN TRĂNG MẬT")
        )
    )
    assert "report.secrecy_mark" not in codes(data)


@pytest.mark.parametrize(
    "more",
    [
        {"title": BiText("Kế hoạch (MẬT)")},
        {"summary": BiText("", "See the paper TỐI MẬT")},
        {"results": replace(came(5), follow_up=BiText("Xem công văn tuyệt mật"))},
        {"occasion_note": "Chuyến thăm MẬT"},
        {"city": "MẬT"},
    ],
)
def test_a_secrecy_mark_in_any_text_stops_the_report(more: dict[str, object]) -> None:
    found = one("report.secrecy_mark", only(replace(whole(1, "Chiếu phim"), **more)))  # type: ignore[arg-type]
    assert found.severity is Severity.ERROR
    assert found.event_id


def test_a_secrecy_mark_in_a_caption_or_in_the_head_stops_the_report() -> None:
    shown = whole(1, "Chiếu phim")
    data = replace(only(shown), media={shown.id: (item(shown, 0, "Ảnh đóng dấu MẬT", credit="Hà"),)})
    assert one("report.secrecy_mark", data).field == "media"
    assert (
        one("report.secrecy_mark_in_form", quarter(letterhead=Letterhead(copies=BiText("TUYỆT MẬT")))).field
        == "letterhead.copies"
    )


# ------------------------------------------------------------------------------------------------ names


def test_a_letterhead_with_another_name_of_the_office_is_told_line_breaks_and_capitals_aside() -> None:
    same = Letterhead(agency=BiText("ĐẠI SỨ QUÁN VIỆT NAM\nTẠI CỘNG HÒA SÉC"))
    assert "report.agency_differs" not in codes(quarter(letterhead=same))
    other = Letterhead(agency=BiText("Đại sứ quán Việt Nam tại Séc"))
    assert one("report.agency_differs", quarter(letterhead=other)).field == "letterhead.agency"


def test_the_same_partner_in_two_spellings_is_named_with_both() -> None:
    first = Actor("Hội Hữu nghị Séc – Việt", "AC.HOST", ActorRole.LEAD)
    other = Actor("Hội hữu nghị Sec – Viet", "AC.HOST", ActorRole.LEAD)
    data = only(whole(1, "A", actors=(first,)), whole(2, "B", actors=(first,)), whole(3, "C", actors=(other,)))
    found = one("report.name_spelled_twice", data)
    assert (found.params["found"], found.params["usual"]) == (other.partner, first.partner)


def test_old_and_new_place_of_the_tone_are_one_partner_in_two_spellings() -> None:
    old, new = (Actor(name, "AC.OVN", ActorRole.LEAD) for name in ("Hội Hoà Bình", "Hội Hòa Bình"))
    assert "report.name_spelled_twice" in codes(only(whole(1, "A", actors=(old,)), whole(2, "B", actors=(new,))))


def test_a_misspelled_name_in_a_text_is_found_by_its_marks() -> None:
    data = only(whole(1, "A", summary=BiText("Đại sứ Lê Hoàng Phục khai mạc.")))
    found = one("report.name_misspelled", data)
    assert (found.field, found.params["found"], found.params["usual"]) == ("summary", "Lê Hoàng Phục", "Lê Hoàng Phúc")


def test_a_right_name_in_capitals_is_right() -> None:
    data = only(whole(1, "A", summary=BiText("ĐẠI SỨ LÊ HOÀNG PHÚC khai mạc.")))
    assert "report.name_misspelled" not in codes(data)


def test_an_officer_with_another_rank_than_in_the_signature_is_told() -> None:
    assert other_rank("Tham tán Lê Hoàng Phúc phát biểu", ambassador()) == "Tham tán"
    assert other_rank("Đại sứ Lê Hoàng Phúc phát biểu", ambassador()) == ""
    assert other_rank("ông Lê Hoàng Phúc phát biểu", ambassador()) == ""
    data = only(whole(1, "A", summary=BiText("Công sứ Lê Hoàng Phúc khai mạc.")))
    assert one("report.rank_differs", data).params["found"] == "Công sứ"


@pytest.mark.parametrize(
    ("old", "new"),
    [("hoà", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("xoã", "xõa"), ("uỷ", "ủy"), ("loè", "lòe"), ("huý", "húy")],
)
def test_tones_in_the_old_place_are_found_and_moved(old: str, new: str) -> None:
    assert list(old_spellings(f"một {old} hai")) == [old]
    assert new_spelling(old) == new
    assert list(old_spellings(new)) == []


@pytest.mark.parametrize("right", ["quý", "quỹ", "ngoài", "toàn", "hoạt", "thuyền", "khoảng", "hòa", "thủy", "Quốc"])
def test_words_with_one_place_for_the_tone_are_left_alone(right: str) -> None:
    assert list(old_spellings(right)) == []


def test_the_old_spelling_is_told_once_a_field_and_names_of_people_keep_theirs() -> None:
    data = only(
        whole(1, "A", summary=BiText("Buổi hoà nhạc và hoà tấu"), actors=(Actor("bà hoà", "AC.OVN", ActorRole.LEAD),))
    )
    assert "report.spelling_old" not in codes(data)
    assert one("report.spelling_old", only(whole(1, "A", summary=BiText("Buổi hoà nhạc và hoà tấu")))).params == {
        "found": "hoà", "usual": "hòa", "title": "A",
    }  # fmt: skip


# ------------------------------------------------------------------------------------------------ figures, media, work


def test_an_event_in_the_list_twice_disagrees_with_the_distinct_total() -> None:
    data = only(whole(1, "A"), whole(1, "A"))
    errors = {finding.code for finding in check_report(data) if finding.severity is Severity.ERROR}
    assert errors == {"report.event_twice", "report.totals_differ"}


def test_more_spent_than_planned_needs_a_reason_and_gifts_in_kind_do_not_count() -> None:
    lines = (money("RS.BUD", "100.00", stage=MoneyStage.PLANNED), money("RS.BUD", "100.00"))
    over = (*lines, money("RS.BUD", "0.01"))
    gift = (*lines, replace(money("RS.BUD", "900.00"), in_kind=True), money("RS.SOC", "500.00", "EUR"))
    assert one("report.spent_above_plan", only(whole(1, "A", money=over))).params["currency"] == "CZK"
    assert "report.spent_above_plan" not in codes(only(whole(1, "A", money=gift)))


def test_totals_of_a_report_with_money_in_kind_agree() -> None:
    gift = (replace(money("RS.SOC", "900.00"), in_kind=True), money("RS.BUD", "5.00"), money("RS.BUD", "2.00", "EUR"))
    assert "report.totals_differ" not in codes(only(whole(1, "A", money=gift)))


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_no_random_office_has_totals_that_disagree(first: int) -> None:
    for seed in range(first, first + 50):
        assert not {"report.totals_differ", "report.event_twice"} & codes(office_of(seed)), seed


@pytest.mark.parametrize("seed", range(40))
def test_the_workbook_of_a_random_office_adds_up_to_the_report(seed: int) -> None:
    data = office_of(seed)
    total = totals(data)
    sheets = {sheet.columns[0].code[:2]: sheet for sheet in table_sheets.sheets(data, Words("vi"))}
    for prefix in ("EV", "MO"):
        sheet = sheets[prefix]
        added = sums(sheet, sheet.totals[0])
        found = {column.code: added[at] for at, column in enumerate(sheet.columns) if at in added}
        assert found[f"{prefix}.ATTENDANCE"] == total.attendance
        for currency, amount in total.spent.items():
            assert found[f"{prefix}.SPENT.{currency}"] == amount
    for prefix, key in (("SO", "SO.SPENT"), ("MN", "MN.AMOUNT")):
        sheet = sheets[prefix]
        names = [column.code for column in sheet.columns]
        of_currency = {
            one.cells[names.index(f"{prefix}.CURRENCY")]: sums(sheet, one)[names.index(key)] for one in sheet.totals
        }
        assert {code: amount for code, amount in of_currency.items() if amount} == {
            code: amount for code, amount in total.spent.items() if amount
        }


def test_pictures_without_credit_or_publishable_only_here_are_told() -> None:
    shown = whole(1, "A")
    kept = item(shown, 1, "Không công bố", publishable=False)
    data = replace(only(shown), media={shown.id: (item(shown, 0, "Khai mạc"),)}, kept_back=(kept,))
    assert one("report.credits_missing", data).params["count"] == 1
    assert one("report.media_not_publishable", data).event_id == shown.id


def test_evidence_that_stays_here_is_a_hint() -> None:
    proved = whole(1, "A", evidence=(Evidence("results.attendance", "0190d3a0-0000-7000-8000-999999999999"),))
    assert one("report.evidence_stays", only(proved)).severity is Severity.HINT


def test_late_tasks_and_open_remarks_lead_to_their_places() -> None:
    shown = whole(1, "A")
    late = Task(id="t1", title="Gửi thư cảm ơn", event_id=shown.id, due=date(2026, 9, 30))
    remark = ReportComment(
        id="c1",
        report_id="r",
        place=f"event:{shown.id}:results.attendance",
        text="Kiểm tra lại số",
        author="Lê Hoàng Phúc",
    )
    answered = replace(remark, id="c2", done_at=datetime(2026, 10, 1, tzinfo=UTC))
    section = replace(remark, id="c3", place="section:II.3", author="")
    data = only(shown, late=(late,), comments=(remark, answered, section))
    assert one("report.task_late", data).subject == shown.id
    assert one("report.comment_open", data).field == "results.attendance"
    assert one("report.comment_open_unsigned", data).subject == "section:II.3"


def test_hostile_texts_are_checked_and_told_as_they_are() -> None:
    evil = whole(1, "{0}%s <b>=HYPERLINK</b>", summary=BiText("{title} hoà " * 2000))
    words = Words("vi")
    found = one("report.spelling_old", only(evil))
    told = words.t(all_messages()[found.code].text, **spoken(words, found.params))
    assert "{0}%s <b>=HYPERLINK</b>" in told


def test_four_hundred_events_are_checked() -> None:
    long = "Chương trình giới thiệu nghệ thuật truyền thống Việt Nam với công chúng sở tại. " * 12
    events = tuple(whole(number, f"Sự kiện {number}", summary=BiText(long)) for number in range(1, 401))
    assert codes(only(*events)) >= {"report.goal_without_activity"}


def _wrong() -> ReportData:
    """Nearly everything that can be wrong."""
    hoa = Actor("Hội Văn hoá Séc", "AC.HOST", ActorRole.LEAD)
    hoi = Actor("Hội Văn hóa Séc", "AC.HOST", ActorRole.LEAD)
    first = whole(
        1, "", actors=(hoa,), money=(money("RS.BUD", "1.00", stage=MoneyStage.PLANNED), money("RS.BUD", "2.00")),
        summary=BiText("Tham tán Lê Hoàng Phúc dự hoà nhạc (MẬT) 東京"),
    )  # fmt: skip
    second = whole(2, "B", actors=(hoi,), results=replace(came(3), lessons=BiText("Ông Lê Hoàng Phục")))
    third = event(3, "C", state=EventState.POSTPONED)
    fourth = event(4, "D", state=EventState.APPROVED)
    fifth = event(
        5, "E", goals=(tag("M1"),), money=(money("RS.BUD", "2.00", stage=MoneyStage.RECEIVED), money("RS.BUD", "3.00"))
    )
    sixth = event(6, "F", results=Results(outcomes=BiText("Tốt")), evidence=(Evidence("results.attendance", "x"),))
    return quarter(
        events=(first, first, second, third, fourth, fifth, sixth),
        media={first.id: (item(first, 0),)},
        office=replace(office(), symbol="", city=EMPTY),
        signer=replace(ambassador(), rank=BiText("Đại sứ")),
        recipient=BiText(" ;"), basis=BiText("Nghị quyết hoà bình"), number=4, as_of=datetime(2026, 9, 20, tzinfo=UTC),
        kept_back=(item(second, 1, publishable=False),),
        late=(Task(id="t", title="Gửi thư", event_id=second.id, due=date(2026, 9, 11)),),
        comments=(ReportComment(id="c", report_id="r", place="", text="Xem lại", author="Hà"),),
    )  # fmt: skip


def test_no_words_of_a_finding_name_a_field_of_the_store() -> None:
    words = Words("vi")
    for finding in check_report(_wrong()):
        told = words.t(all_messages()[finding.code].text, **spoken(words, finding.params))
        assert not re.search(r"\b(office|signer|results)\.", told), told
