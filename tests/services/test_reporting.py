"""A report's way: who may do what, what stops, what is kept, what Ctrl+Z takes back and what it never does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import ReportAct, ReportState, SnapshotPurpose
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.packages.opened import open_verified
from tests.offices import PASSPHRASE
from tests.services.approving import HEAD, PERIOD, REASON, add_head, approved

S = ReportState


@pytest.fixture
def office(mission: Path) -> Iterator[Office]:
    with open_office(mission, PASSPHRASE) as opened:
        yield opened


def refused(act: object) -> UserError:
    with pytest.raises(UserError) as caught:
        act()  # type: ignore[operator]
    return caught.value


def state(office: Office) -> ReportState:
    return office.reporting.get(PERIOD).state


def rows(office: Office, file: Path) -> dict[str, list[dict[str, Any]]]:
    with open_verified(file, office.packages.verify(file)) as package:
        return {entity: list(package.rows(entity)) for entity in package.entities}


def test_from_draft_to_the_signature_each_act_is_kept_with_its_person(office: Office, tmp_path: Path) -> None:
    head = add_head(office)
    reporting = office.reporting
    reporting.submit(PERIOD, REASON)
    reporting.send_back(PERIOD, "Nêu rõ kinh phí xã hội hóa.", head.id)
    assert state(office) is S.RETURNED
    reporting.submit(PERIOD, REASON)
    reporting.withdraw(PERIOD)
    assert state(office) is S.DRAFT
    reporting.submit(PERIOD, REASON)
    reporting.approve(PERIOD, HEAD)
    made = office.packages.export(PERIOD, tmp_path / "q3.cdrp", PASSPHRASE)
    office.packages.mark_sent(made.package_id)
    reporting.received(PERIOD)
    reporting.accepted(PERIOD)
    assert [(one.step, one.state) for one in reporting.steps(PERIOD)] == [
        (ReportAct.SUBMIT, S.SUBMITTED),
        (ReportAct.RETURN, S.RETURNED),
        (ReportAct.SUBMIT, S.SUBMITTED),
        (ReportAct.WITHDRAW, S.DRAFT),
        (ReportAct.SUBMIT, S.SUBMITTED),
        (ReportAct.APPROVE, S.APPROVED),
        (ReportAct.SEAL, S.SEALED),
        (ReportAct.SEND, S.SENT),
        (ReportAct.RECEIVE, S.RECEIVED),
        (ReportAct.ACCEPT, S.ACCEPTED),
    ]
    assert reporting.steps(PERIOD)[5].person_id == head.id
    (row,) = rows(office, tmp_path / "q3.cdrp")["report"]
    assert (row["approved_by"], row["one_person"], row["issue"], row["state"]) == (HEAD, False, 1, "sealed")


def test_whoever_wrote_or_submitted_it_neither_approves_nor_returns_it(office: Office) -> None:
    add_head(office)
    office.reporting.submit(PERIOD, REASON)
    error = refused(lambda: office.reporting.approve(PERIOD))
    assert (error.code, error.params["name"]) == ("report.own_work", "Nguyễn Minh Hà")
    assert refused(lambda: office.reporting.send_back(PERIOD, "x")).code == "report.own_work"
    assert state(office) is S.SUBMITTED


def test_only_an_approver_approves_and_somebody_must_be_one(office: Office) -> None:
    add_head(office)
    office.settings.add_person("Vũ Hoàng Giang", BiText("Tùy viên", "Attaché"))
    office.reporting.submit(PERIOD, REASON)
    assert refused(lambda: office.reporting.approve(PERIOD, "Vũ Hoàng Giang")).code == "report.not_an_approver"
    assert refused(lambda: office.reporting.approve(PERIOD, "Người lạ")).code == "person.not_found"


def test_an_office_set_to_one_person_lets_the_author_approve_and_says_so(office: Office, tmp_path: Path) -> None:
    add_head(office)
    office.settings.set("one_person", "yes")
    assert office.reports.data(PERIOD).one_person
    office.reporting.submit(PERIOD, REASON)
    office.reporting.approve(PERIOD)
    assert office.reporting.get(PERIOD).one_person
    office.packages.export(PERIOD, tmp_path / "q3.cdrp", PASSPHRASE)
    assert rows(office, tmp_path / "q3.cdrp")["report"][0]["one_person"] is True


def test_an_office_of_one_may_be_set_to_two(office: Office, tmp_path: Path) -> None:
    office.settings.set("one_person", "no")
    assert not office.reports.data(PERIOD).one_person
    error = refused(lambda: office.packages.export(PERIOD, tmp_path / "q3.cdrp", PASSPHRASE))
    assert error.code == "report.not_approved"


def test_each_warning_needs_a_word_and_the_words_travel(office: Office, tmp_path: Path) -> None:
    head = add_head(office)
    reporting = office.reporting
    error = refused(lambda: reporting.submit(PERIOD))
    assert error.code == "report.reason_needed"
    warnings = [one for one in office.reports.findings(PERIOD) if one.severity == "warning"]
    assert error.params["n"] == len(warnings) > 1
    first = warnings[0]
    reporting.waive(PERIOD, first.code, first.subject, "Sẽ tổ chức trong quý IV.")
    assert refused(lambda: reporting.submit(PERIOD)).params["n"] == len(warnings) - 1
    reporting.waive_all(PERIOD, "Đã rà soát.")
    reporting.submit(PERIOD)
    reporting.approve(PERIOD, head.id)
    office.packages.export(PERIOD, tmp_path / "q3.cdrp", PASSPHRASE)
    found = {(row["code"], row["field"]): row for row in rows(office, tmp_path / "q3.cdrp")["report_finding"]}
    assert found[first.code, first.field]["reason"] == "Sẽ tổ chức trong quý IV."
    assert all(row["reason"] for row in found.values() if row["severity"] == "warning")


def test_an_error_stops_the_report_before_anybody_signs_it(office: Office, tmp_path: Path) -> None:
    head = add_head(office)
    office.reporting.submit(PERIOD, REASON)
    event = next(event for event in office.reports.data(PERIOD).events if event.counted)
    with office.desk.store.write("event.edit") as tx:
        tx.connection.exec_driver_sql("UPDATE event SET title_vi = '' WHERE id = ?", (event.id,))
    assert refused(lambda: office.reporting.approve(PERIOD, head.id)).code == "report.errors_stop"
    office.reporting.withdraw(PERIOD)
    assert refused(lambda: office.reporting.submit(PERIOD, REASON)).code == "report.errors_stop"


def test_a_report_is_returned_with_a_word_at_its_place(office: Office) -> None:
    head = add_head(office)
    reporting = office.reporting
    reporting.submit(PERIOD, REASON)
    assert refused(lambda: reporting.send_back(PERIOD, "", head.id)).code == "report.comment_needed"
    reporting.comment(PERIOD, "section:II.4", "Thiếu kinh phí xã hội hóa.")
    reporting.send_back(PERIOD, "", head.id)
    (remark,) = reporting.comments(PERIOD)
    assert (remark.place, remark.author) == ("section:II.4", "Nguyễn Minh Hà")
    reporting.answer(remark.id, "Đã bổ sung.")
    reporting.settle(remark.id)
    (remark,) = reporting.comments(PERIOD)
    assert remark.answer == "Đã bổ sung."
    assert remark.done_at is not None


@pytest.mark.parametrize("act", ["submit", "withdraw", "send_back", "approve"])
def test_a_signed_report_is_moved_by_an_amendment_only(office: Office, tmp_path: Path, act: str) -> None:
    approved(office)
    office.packages.export(PERIOD, tmp_path / "q3.cdrp", PASSPHRASE)
    given = {"submit": (REASON,), "send_back": ("x", HEAD), "approve": (HEAD,)}.get(act, ())
    error = refused(lambda: getattr(office.reporting, act)(PERIOD, *given))
    assert error.code.startswith("report.cannot_")
    assert refused(lambda: office.reporting.write_section(PERIOD, "III", BiText("Tốt"))).code == "report.locked"
    assert refused(lambda: office.reporting.amend(PERIOD, " ")).code == "report.reason_missing"


def test_an_amendment_carries_its_reason_and_what_changed_field_by_field(office: Office, tmp_path: Path) -> None:
    head = approved(office)
    office.packages.export(PERIOD, tmp_path / "1.cdrp", PASSPHRASE)
    event = next(event for event in office.reports.data(PERIOD).events if event.counted)
    office.events.edit(event.id, {"city": "Ostrava"})
    error = refused(lambda: office.packages.export(PERIOD, tmp_path / "2.cdrp", PASSPHRASE))
    assert error.code == "report.changed_since_sealing"
    assert "Thành phố" in str(error.params["fields"])
    office.reporting.amend(PERIOD, "Ghi nhầm thành phố.")
    assert (
        refused(lambda: office.packages.export(PERIOD, tmp_path / "2.cdrp", PASSPHRASE)).code == "report.not_approved"
    )
    office.reporting.submit(PERIOD, REASON)
    office.reporting.approve(PERIOD, head.id)
    made = office.packages.export(PERIOD, tmp_path / "2.cdrp", PASSPHRASE)
    assert made.verdict.kind == "amendment"
    found = rows(office, tmp_path / "2.cdrp")
    (report,) = found["report"]
    assert (report["amendment"], report["issue"], report["reason"]) == (1, 2, "Ghi nhầm thành phố.")
    (change,) = [row for row in found["report_change"] if row["entity"] == "event"]
    assert (change["path"], change["old"], change["new"]) == ("city", event.city, "Ostrava")
    assert change["label"] == {"vi": "Thành phố", "en": "City"}


def test_what_is_signed_again_unchanged_is_numbered_too(office: Office, tmp_path: Path) -> None:
    approved(office)
    kinds = [
        office.packages.export(PERIOD, tmp_path / f"{number}.cdrp", PASSPHRASE).verdict.kind for number in range(2)
    ]
    assert kinds == ["report", "report"]
    (report,) = rows(office, tmp_path / "1.cdrp")["report"]
    assert (report["issue"], report["amendment"]) == (2, 0)


def test_life_in_other_periods_makes_no_amendment_of_this_one(office: Office, tmp_path: Path) -> None:
    office.packages.export(PERIOD, tmp_path / "1.cdrp", PASSPHRASE)
    later = _outside(office)
    office.events.edit(later, {"city": "Brno"})
    assert office.packages.export(PERIOD, tmp_path / "2.cdrp", PASSPHRASE).verdict.kind == "report"


def test_a_change_of_a_signed_period_is_named_when_another_one_is_signed(office: Office, tmp_path: Path) -> None:
    office.packages.export(PERIOD, tmp_path / "1.cdrp", PASSPHRASE)
    later = Period.parse("2026-Q4")
    assert "report.locked_period_changed" not in {one.code for one in office.packages.plan(later).findings}
    event = next(event for event in office.reports.data(PERIOD).events if event.counted)
    office.events.edit(event.id, {"city": "Ostrava"})
    named = [one for one in office.packages.plan(later).findings if one.code == "report.locked_period_changed"]
    assert [(one.params["period"], one.params["n"]) for one in named] == [("2026-Q3", 1)]
    office.packages.export(later, tmp_path / "2.cdrp", PASSPHRASE, reason="Sửa tên thành phố, sẽ gửi bản bổ sung.")
    told = {row["code"]: row["reason"] for row in rows(office, tmp_path / "2.cdrp")["report_finding"]}
    assert told["report.locked_period_changed"] == "Sửa tên thành phố, sẽ gửi bản bổ sung."
    office.packages.export(PERIOD, tmp_path / "3.cdrp", PASSPHRASE, reason="Sửa tên thành phố.")
    assert "report.locked_period_changed" not in {one.code for one in office.packages.plan(later).findings}


def _outside(office: Office) -> str:
    events = office.reporting.gathered(PERIOD).snapshot.travelling
    return next(event.id for event in events if event.day not in PERIOD.window)


def test_who_works_alone_amends_in_the_act_of_signing(office: Office, tmp_path: Path) -> None:
    office.packages.export(PERIOD, tmp_path / "1.cdrp", PASSPHRASE)
    event = next(event for event in office.reports.data(PERIOD).events if event.counted)
    office.events.edit(event.id, {"city": "Ostrava"})
    made = office.packages.export(PERIOD, tmp_path / "2.cdrp", PASSPHRASE)
    assert made.verdict.kind == "amendment"
    (report,) = rows(office, tmp_path / "2.cdrp")["report"]
    assert (report["amendment"], report["reason"], report["one_person"]) == (1, "", True)
    assert ReportAct.AMEND in [one.step for one in office.reporting.steps(PERIOD)]


def test_a_nil_report_is_approved_and_numbered_like_any_other(office: Office, tmp_path: Path) -> None:
    empty = Period.parse("2019-Q1")
    add_head(office)
    office.reporting.submit(empty, "Cơ quan chưa thành lập.")
    office.reporting.approve(empty, HEAD)
    assert office.packages.export(empty, tmp_path / "nil.cdrp", PASSPHRASE).verdict.kind == "nil-report"
    assert rows(office, tmp_path / "nil.cdrp")["report"][0]["issue"] == 1


def test_what_headquarters_returned_goes_again_as_an_amendment(office: Office, tmp_path: Path) -> None:
    head = approved(office)
    office.packages.export(PERIOD, tmp_path / "1.cdrp", PASSPHRASE)
    office.reporting.rejected(PERIOD, "Đề nghị bổ sung số khách.")
    assert state(office) is S.RETURNED
    event = next(event for event in office.reports.data(PERIOD).events if event.counted)
    office.events.edit(event.id, {"city": "Ostrava"})
    office.reporting.submit(PERIOD, REASON)
    office.reporting.approve(PERIOD, head.id)
    made = office.packages.export(PERIOD, tmp_path / "2.cdrp", PASSPHRASE, reason="Theo yêu cầu của Bộ.")
    assert made.verdict.kind == "amendment"
    (report,) = rows(office, tmp_path / "2.cdrp")["report"]
    assert (report["amendment"], report["reason"]) == (1, "Theo yêu cầu của Bộ.")


def test_texts_and_reasons_are_taken_back_and_approvals_are_not(office: Office) -> None:
    head = add_head(office)
    reporting = office.reporting
    reporting.write_section(PERIOD, "III", BiText("Kết quả tốt.", "Good results."))
    office.undo.undo()
    assert not reporting.sections(PERIOD).get("III")
    office.undo.redo()
    assert reporting.sections(PERIOD)["III"].text.vi == "Kết quả tốt."
    reporting.set_section(PERIOD, "II.5", included=False)
    office.undo.undo()
    assert "II.5" not in reporting.sections(PERIOD)
    reporting.submit(PERIOD, REASON)
    reporting.approve(PERIOD, head.id)
    step = office.undo.state().undo
    assert step is None or step.label == "report.text"
    while office.undo.state().undo is not None:
        office.undo.undo()
    assert state(office) is S.APPROVED
    assert reporting.changes_since(PERIOD, SnapshotPurpose.APPROVED)


def test_typing_in_a_section_is_one_step(office: Office) -> None:
    for text in ("K", "Kết", "Kết quả"):
        office.reporting.write_section(PERIOD, "III", BiText(text), step="III-1")
    office.undo.undo()
    assert "III" not in office.reporting.sections(PERIOD)


def test_a_text_by_hand_stays_and_is_said_to_be_older_than_its_figures(office: Office) -> None:
    reporting = office.reporting
    reporting.accept_figures(PERIOD)
    assert reporting.figures_changed(PERIOD) == ()
    reporting.write_section(PERIOD, "II.3", BiText("Nổi bật là đêm hội Trung thu."))
    assert reporting.text_outdated(PERIOD) == ()
    event = next(event for event in office.reports.data(PERIOD).events if event.counted)
    attendance = {"value": 12345, "kind": "on_site", "method": "counted"}
    office.events.edit(event.id, {"results": {"attendance": attendance}})
    changes = {one.key: one for one in reporting.figures_changed(PERIOD)}
    assert event.id in changes["attendance"].event_ids
    assert changes["attendance"].old != changes["attendance"].new
    reporting.accept_figures(PERIOD)
    assert reporting.figures_changed(PERIOD) == ()
    assert reporting.sections(PERIOD)["II.3"].text.vi == "Nổi bật là đêm hội Trung thu."


def test_what_may_be_done_follows_the_state(office: Office) -> None:
    reporting = office.reporting
    alone = reporting.may(PERIOD)
    assert alone.one_person
    assert alone.export
    assert alone.approve
    head = add_head(office)
    first = reporting.may(PERIOD)
    assert first.submit
    assert first.export.code == "report.not_approved"
    reporting.submit(PERIOD, REASON)
    assert reporting.may(PERIOD).approve.code == "report.own_work"
    office.settings.choose_actor(head.id)
    assert reporting.may(PERIOD).approve
    assert reporting.may(PERIOD).return_
    reporting.approve(PERIOD)
    assert reporting.may(PERIOD).export
    event = next(event for event in office.reports.data(PERIOD).events if event.counted)
    office.events.edit(event.id, {"city": "Ostrava"})
    after = reporting.may(PERIOD)
    assert (after.export.code, after.changed) == ("report.changed_since_approval", 1)
    reporting.approve(PERIOD)
    assert reporting.may(PERIOD).export


def test_the_year_shows_where_every_period_stands(office: Office) -> None:
    approved(office)
    standing = {str(one.period): one.state for one in office.reporting.year(2026)}
    assert len(standing) == 19
    assert standing["2026-Q3"] is S.APPROVED
    assert standing["2026-Q2"] is None


def test_what_stays_and_what_goes_are_listed_before_signing(office: Office) -> None:
    office.reporting.write_section(PERIOD, "III", BiText("Kết quả tốt."))
    office.reporting.comment(PERIOD, "section:III", "Viết thêm.")
    office.reporting.waive_all(PERIOD, "Đã rà soát.")
    plan = office.packages.plan(PERIOD)
    goes, stays = {one.component for one in plan.lines}, {one.code: one.count for one in plan.left_out}
    assert {"sections", "findings", "registers"} <= goes
    assert stays["remarks"] == 1
    assert stays["authors"]


def test_remarks_inside_the_office_and_names_of_authors_stay(office: Office, tmp_path: Path) -> None:
    office.reporting.write_section(PERIOD, "III", BiText("Kết quả tốt."))
    office.reporting.comment(PERIOD, "section:III", "Ý kiến nội bộ.")
    office.reporting.waive_all(PERIOD, "Đã rà soát.")
    office.packages.export(PERIOD, tmp_path / "q3.cdrp", PASSPHRASE)
    found = rows(office, tmp_path / "q3.cdrp")
    assert found["report_comment"] == []
    assert [row["section"] for row in found["report_section"]] == ["III"]
    assert not {"person_id", "author", "written_by"} & {
        name for entity in ("report_section", "report_finding") for row in found[entity] for name in row
    }
