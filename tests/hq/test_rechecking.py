"""Headquarters reads reasons and amendments, runs the same check on what came, and names where the two differ."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cultdip_desktop.app import open_office
from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.domain.period import Period
from cultdip_desktop.services import clearing
from tests.offices import PASSPHRASE, Pair, ask, event_file

Q3 = ("--period", "2026-Q3")


def test_the_same_engine_finds_the_same_and_reads_the_reasons(pair: Pair, tmp_path: Path) -> None:
    ask(pair.mission, "report", "submit", *Q3, "--comment", "Sẽ bổ sung trong quý IV.")
    ask(pair.mission, "export", *Q3, "--out", tmp_path / "q3.cdrp")
    (row,) = ask(pair.headquarters, "hq", "import", tmp_path / "q3.cdrp")["files"]
    report = row["report"]
    warnings = [one for one in report["findings"] if one["severity"] == "warning"]
    assert warnings
    assert {one["reason"] for one in warnings} == {"Sẽ bổ sung trong quý IV."}
    assert (report["only_here"], report["only_there"], report["totals_differ"]) == ([], [], False)
    assert (report["without_reason"], report["one_person"], report["issue"]) == (0, True, 1)


def test_reasons_that_nobody_gave_are_counted(pair: Pair, tmp_path: Path) -> None:
    ask(pair.mission, "export", *Q3, "--out", tmp_path / "q3.cdrp")
    (row,) = ask(pair.headquarters, "hq", "import", tmp_path / "q3.cdrp", "--dry-run")["files"]
    assert row["report"]["without_reason"] > 0


def test_an_amendment_tells_what_it_changed_and_why(pair: Pair, tmp_path: Path) -> None:
    ask(pair.mission, "export", *Q3, "--out", tmp_path / "1.cdrp")
    event = ask(pair.mission, "event", "list", "--from", "2026-07-01", "--to", "2026-09-30")["events"][0]
    ask(pair.mission, "event", "edit", event["id"], "--file", event_file(tmp_path, {"city": "Ostrava"}))
    ask(pair.mission, "export", *Q3, "--out", tmp_path / "2.cdrp", "--reason", "Ghi nhầm thành phố.")
    rows = ask(pair.headquarters, "hq", "import", tmp_path / "1.cdrp", tmp_path / "2.cdrp")["files"]
    report = rows[1]["report"]
    assert (report["amendment"], report["reason"]) == (1, "Ghi nhầm thành phố.")
    assert [(one["label"], one["new"]) for one in report["changes"]] == [("Thành phố", "Ostrava")]
    with open_office(pair.headquarters, PASSPHRASE) as office:
        assert office.inbox is not None
        newest = next(row for row in office.inbox.rows() if row.seq == 2)
        again = office.inbox.report(newest.id)
    assert again is not None
    assert again.changes[0].new == "Ostrava"


def test_a_finding_that_the_mission_did_not_name_is_named_here(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(self: clearing.Cleared, findings: tuple[Finding, ...]) -> list[dict[str, object]]:
        return [{**row, "code": "report.name_misspelled"} for row in real(self, findings)[:1]]

    real = clearing.Cleared.finding_rows
    monkeypatch.setattr(clearing.Cleared, "finding_rows", silent)
    with open_office(pair.mission, PASSPHRASE) as office:
        office.packages.export(Period.parse("2026-Q3"), tmp_path / "q3.cdrp", PASSPHRASE)
    (row,) = ask(pair.headquarters, "hq", "import", tmp_path / "q3.cdrp")["files"]
    assert [one["code"] for one in row["report"]["only_there"]] == ["report.name_misspelled"]
    assert row["report"]["only_here"]
    assert all(one["message"] for one in row["report"]["only_here"])


def test_totals_that_are_not_those_of_the_events_are_named(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = clearing.Cleared.report_row

    def padded(self: clearing.Cleared) -> dict[str, object]:
        row = real(self)
        return {**row, "totals": {**row["totals"], "attendance": row["totals"]["attendance"] + 1000}}

    monkeypatch.setattr(clearing.Cleared, "report_row", padded)
    with open_office(pair.mission, PASSPHRASE) as office:
        office.packages.export(Period.parse("2026-Q3"), tmp_path / "q3.cdrp", PASSPHRASE)
    (row,) = ask(pair.headquarters, "hq", "import", tmp_path / "q3.cdrp")["files"]
    assert row["report"]["totals_differ"]


def test_a_package_of_an_older_version_is_taken_in_and_accused_of_nothing(
    pair: Pair, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Version 0.3 wrote no findings and none of the report's newer fields."""
    from cultdip_desktop.packages import package as description
    from cultdip_desktop.services import outgoing, payload

    real = payload.rows
    newer = ("report_section", "report_comment", "report_finding", "report_change", "initiative", "commendation")
    old = ("id", "office", "period", "rule", "from", "to", "totals", "approved_by", "approved_at", "one_person")

    def as_before(records: payload.Records) -> dict[str, list[dict[str, object]]]:
        made = {name: rows for name, rows in real(records).items() if name not in newer}
        made["report"] = [{name: row[name] for name in old if name in row} for row in made["report"]]
        return made

    producer = description.Producer("cultdip-desktop 0.3.0", 1, 1)
    with open_office(pair.mission, PASSPHRASE) as office:
        monkeypatch.setattr(outgoing, "Producer", lambda _app: replace(producer))
        monkeypatch.setattr(outgoing.payload, "rows", as_before)
        office.packages.export(Period.parse("2026-Q3"), tmp_path / "old.cdrp", PASSPHRASE)
    (row,) = ask(pair.headquarters, "hq", "import", tmp_path / "old.cdrp")["files"]
    assert row["outcome"] == "imported"
    assert (row["report"]["only_here"], row["report"]["findings"], row["report"]["issue"]) == ([], [], 0)
