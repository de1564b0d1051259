"""`cultdip report submit|return|approve|withdraw|amend|status` and `export --reason`."""

from __future__ import annotations

from pathlib import Path

from cultdip_desktop.app import open_office
from tests.offices import PASSPHRASE, ask, event_file, run
from tests.services.approving import HEAD, add_head

Q3 = ("--period", "2026-Q3")


def refused(home: Path, *argv: str | Path) -> str:
    ran = run(*argv, "--home", home, "--json")
    assert ran.code == 3, (ran.code, ran.out, ran.err)
    return ran.error


def test_who_works_alone_submits_approves_and_exports(mission: Path, tmp_path: Path) -> None:
    assert ask(mission, "report", "submit", *Q3)["state"] == "submitted"
    assert ask(mission, "report", "approve", *Q3)["state"] == "approved"
    made = ask(mission, "export", *Q3, "--out", tmp_path / "q3.cdrp")
    assert (made["kind"], made["state"], made["one_person"]) == ("report", "sealed", True)
    assert ask(mission, "report", "status", *Q3)["state"] == "sealed"


def test_export_alone_approves_in_the_same_act(mission: Path, tmp_path: Path) -> None:
    made = ask(mission, "export", *Q3, "--out", tmp_path / "q3.cdrp")
    assert (made["state"], made["one_person"], made["amendment"]) == ("sealed", True, 0)


def test_two_people_share_the_acts_by_name(mission: Path, tmp_path: Path) -> None:
    with open_office(mission, PASSPHRASE) as office:
        add_head(office)
    assert refused(mission, "export", *Q3, "--out", tmp_path / "q3.cdrp") == "report.not_approved"
    mine = ("--as", "Nguyễn Minh Hà")
    assert refused(mission, "report", "submit", *Q3, *mine) == "report.reason_needed"
    assert ask(mission, "report", "submit", *Q3, *mine, "--comment", "Đã rà soát.")["state"] == "submitted"
    assert refused(mission, "report", "approve", *Q3, *mine) == "report.own_work"
    assert refused(mission, "report", "return", *Q3, "--as", HEAD) == "report.comment_needed"
    assert ask(mission, "report", "return", *Q3, "--as", HEAD, "--comment", "Bổ sung.")["state"] == "returned"
    assert refused(mission, "report", "approve", *Q3, "--as", HEAD) == "report.cannot_approve"
    ask(mission, "report", "submit", *Q3, *mine, "--comment", "Đã bổ sung.")
    assert ask(mission, "report", "withdraw", *Q3, *mine)["state"] == "draft"
    ask(mission, "report", "submit", *Q3, *mine)
    approved = ask(mission, "report", "approve", *Q3, "--as", HEAD)
    assert (approved["state"], approved["one_person"]) == ("approved", False)
    assert ask(mission, "export", *Q3, "--out", tmp_path / "q3.cdrp")["state"] == "sealed"


def test_a_signed_report_is_opened_with_a_reason_that_travels(mission: Path, tmp_path: Path) -> None:
    assert refused(mission, "report", "amend", *Q3, "--reason", "x") == "report.not_begun"
    ask(mission, "export", *Q3, "--out", tmp_path / "1.cdrp")
    opened = ask(mission, "report", "amend", *Q3, "--reason", "Ghi nhầm thành phố.")
    assert (opened["state"], opened["amendment"], opened["reason"]) == ("draft", 1, "Ghi nhầm thành phố.")
    event = ask(mission, "event", "list", "--from", "2026-07-01", "--to", "2026-09-30")["events"][0]
    ask(mission, "event", "edit", event["id"], "--file", event_file(tmp_path, {"city": "Ostrava"}))
    made = ask(mission, "export", *Q3, "--out", tmp_path / "2.cdrp")
    assert (made["kind"], made["amendment"]) == ("amendment", 1)


def test_a_reason_may_be_given_with_the_export(mission: Path, tmp_path: Path) -> None:
    ask(mission, "export", *Q3, "--out", tmp_path / "1.cdrp")
    event = ask(mission, "event", "list", "--from", "2026-07-01", "--to", "2026-09-30")["events"][0]
    ask(mission, "event", "edit", event["id"], "--file", event_file(tmp_path, {"city": "Ostrava"}))
    made = ask(mission, "export", *Q3, "--out", tmp_path / "2.cdrp", "--reason", "Ghi nhầm.")
    assert (made["kind"], made["amendment"]) == ("amendment", 1)
    assert ask(mission, "report", "status", *Q3)["reason"] == "Ghi nhầm."


def test_the_status_of_a_year_lists_its_periods(mission: Path) -> None:
    ask(mission, "report", "submit", *Q3)
    rows = {row["period"]: row["state"] for row in ask(mission, "report", "status", "--year", "2026")["rows"]}
    assert rows["2026-Q3"] == "submitted"
    assert rows["2026-12"] is None


def test_an_act_leaves_no_step_to_undo(mission: Path) -> None:
    ask(mission, "report", "submit", *Q3)
    ask(mission, "report", "approve", *Q3)
    assert run("undo", "--home", mission, "--json").code == 3
    assert ask(mission, "report", "status", *Q3)["state"] == "approved"


def test_a_mid_term_report_goes_the_same_way(mission: Path, tmp_path: Path) -> None:
    which = ("--period", "2021-01-01..2026-12-31", "--kind", "midterm")
    assert ask(mission, "report", "submit", *which, "--comment", "Đã rà soát.")["kind"] == "midterm"
    assert ask(mission, "report", "number", *which, "--day", "2026-11-20")["number"] == 1
    assert ask(mission, "report", "approve", *which)["state"] == "approved"
    signed = ask(mission, "report", "sign", *which, "--as", "person", "--out", tmp_path / "sơ kết.pdf")
    assert signed["state"] == "person"
    made = ask(mission, "export", *which, "--out", tmp_path / "a.cdrp")
    assert (made["kind"], made["state"]) == ("report", "sealed")
    row = next(row for row in ask(mission, "report", "status", "--year", "2026")["rows"] if row["kind"] == "midterm")
    assert (row["state"], row["focus"]) == ("sealed", "")


def test_a_thematic_report_needs_a_theme(mission: Path, tmp_path: Path) -> None:
    year = ("--period", "2026", "--kind", "thematic")
    assert refused(mission, "report", "submit", *year) == "report.focus_missing"
    assert refused(mission, "export", "--period", "2026", "--focus", "M3", "--out", tmp_path / "a.cdrp") == (
        "report.focus_unwanted"
    )
    assert ask(mission, "report", "submit", *year, "--focus", "M3", "--comment", "Đã rà soát.")["focus"] == "M3"
