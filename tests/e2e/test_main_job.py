"""From an event to a figure at headquarters, on the command line."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.offices import EXAMPLE, Pair, ask, digest, event_file, process, run


@pytest.fixture
def package(pair: Pair, tmp_path: Path) -> Path:
    """The third quarter, signed."""
    file = tmp_path / "q3.cdrp"
    ask(pair.mission, "export", "--period", "2026-Q3", "--out", file)
    return file


@pytest.mark.slow
def test_the_main_job_runs_in_processes_of_their_own(tmp_path: Path) -> None:
    mission, headquarters, file = tmp_path / "đại sứ quán", tmp_path / "bộ", tmp_path / "q3.cdrp"
    small = ("--events", "12", "--photos", "2", "--with-headquarters", headquarters)
    made = process("demo", "--home", mission, *small, "--json", passphrase="test")
    assert (made.code, made.err, made.json["office"]) == (0, "", "CZ-EMB")
    exported = process("export", "--home", mission, "--period", "2026-Q3", "--out", file, "--json", passphrase="test")
    assert exported.code == 0
    assert exported.json.keys() >= {"file", "package_id", "seq", "manifest_sha256", "entries", "bytes"}
    verified = process("verify", file, "--home", headquarters, "--json", passphrase="test")
    assert (verified.code, verified.json["result"]) == (0, "valid")
    for outcome in ("imported", "already_imported"):
        taken = process("hq", "import", file, "--home", headquarters, "--json", passphrase="test")
        assert (taken.code, taken.json["files"][0]["outcome"]) == (0, outcome)
    figures = process("hq", "figures", "--home", headquarters, "--json", passphrase="test")
    assert figures.json["total"]["events"] == made.json["counts"]["held"]
    assert figures.json["total"]["packages"] == [exported.json["package_id"]]


@pytest.mark.parametrize(("by", "counted"), [("goal", "goals"), ("month", "months"), ("kind", "kinds")])
def test_figures_of_headquarters_equal_what_the_mission_counted(
    pair: Pair, package: Path, by: str, counted: str
) -> None:
    ask(pair.headquarters, "hq", "import", package)
    found = ask(pair.headquarters, "hq", "figures", "--by", by)
    assert {row["key"]: _numbers(row) for row in found["rows"]} == pair.counts[counted]
    assert _numbers(found["total"]) == {
        "events": pair.counts["held"],
        "weighted": str(pair.counts["held"]),
        "attendance": pair.counts["attendance"],
        "spent": pair.counts["spent"],
    }


def test_figures_by_mission_and_of_a_window(pair: Pair, package: Path) -> None:
    ask(pair.headquarters, "hq", "import", package)
    by_mission = ask(pair.headquarters, "hq", "figures", "--by", "mission")
    assert [(row["key"], row["events"]) for row in by_mission["rows"]] == [("CZ-EMB", pair.counts["held"])]
    quarter = ask(pair.headquarters, "hq", "figures", "--from", "2026-07-01", "--to", "2026-09-30")
    assert _numbers(quarter["total"]) == pair.counts["quarters"]["2026-Q3"]
    assert quarter["window"] == {"from": "2026-07-01", "to": "2026-09-30"}
    turned = run("hq", "figures", "--home", pair.headquarters, "--from", "2026-09-30", "--to", "2026-07-01", "--json")
    assert (turned.code, turned.error) == (3, "figures.window_turned")


def test_a_new_event_travels_and_is_counted_and_its_note_stays(pair: Pair, tmp_path: Path) -> None:
    ask(pair.mission, "event", "add", "--file", event_file(tmp_path, EXAMPLE))
    file = tmp_path / "q3.cdrp"
    ask(pair.mission, "export", "--period", "2026-Q3", "--out", file)
    assert "phát biểu khai mạc".encode() not in file.read_bytes()
    ask(pair.headquarters, "hq", "import", file)
    total = ask(pair.headquarters, "hq", "figures")["total"]
    assert total["events"] == pair.counts["held"] + 1
    assert total["attendance"] == pair.counts["attendance"] + 1340
    assert Decimal(total["spent"]["CZK"]) == Decimal(pair.counts["spent"]["CZK"]) + Decimal("59450.00")


def test_an_event_deleted_after_its_package_is_withdrawn_by_the_next(pair: Pair, tmp_path: Path) -> None:
    added = ask(pair.mission, "event", "add", "--file", event_file(tmp_path, EXAMPLE))["id"]
    for name in ("one", "two"):
        ask(pair.mission, "export", "--period", "2026-Q3", "--out", tmp_path / f"{name}.cdrp")
        if name == "one":
            ask(pair.mission, "event", "delete", added)
    ask(pair.headquarters, "hq", "import", tmp_path / "one.cdrp")
    second = ask(pair.headquarters, "hq", "import", tmp_path / "two.cdrp")["files"][0]
    assert (second["outcome"], second["counts"]["withdrawn"]) == ("imported", 1)
    assert ask(pair.headquarters, "hq", "figures")["total"]["events"] == pair.counts["held"]


def test_export_never_overwrites_and_changes_nothing_then(pair: Pair, package: Path) -> None:
    before, content = digest(pair.mission), package.read_bytes()
    again = run("export", "--home", pair.mission, "--period", "2026-Q3", "--out", package, "--json")
    assert (again.code, again.error) == (3, "file.exists")
    assert (digest(pair.mission), package.read_bytes()) == (before, content)


@pytest.mark.parametrize(
    ("out", "code"),
    [("q3.zip", "package.bad_ending"), ("chưa-có/q3.cdrp", "file.unreachable")],
)
def test_a_bad_target_is_refused_before_anything_is_built(pair: Pair, tmp_path: Path, out: str, code: str) -> None:
    before = digest(pair.mission)
    refused = run("export", "--home", pair.mission, "--period", "2026-Q3", "--out", tmp_path / out, "--json")
    assert (refused.code, refused.error) == (3, code)
    assert digest(pair.mission) == before


def test_a_wrong_pin_signs_nothing(pair: Pair, tmp_path: Path) -> None:
    before = digest(pair.mission)
    (tmp_path / "pin").write_text("không phải\n", encoding="utf-8")
    target = tmp_path / "q3.cdrp"
    argv = ("export", "--period", "2026-Q3", "--out", target, "--pin-file", tmp_path / "pin")
    assert ask(pair.mission, *argv, code=3)["error"]["code"] == "key.wrong_pin"
    assert (digest(pair.mission), target.exists()) == (before, False)


def test_packages_follow_one_another(pair: Pair, package: Path, tmp_path: Path) -> None:
    second = ask(pair.mission, "export", "--period", "2026", "--out", tmp_path / "year.cdrp")
    assert second["seq"] == 2
    assert ask(pair.mission, "check", "--deep")["findings"] == []


def test_verify_says_valid_with_trust_and_unknown_without(pair: Pair, package: Path, tmp_path: Path) -> None:
    ask(pair.headquarters, "hq", "trust", "--out", tmp_path / "trust")
    with_trust = run("verify", package, "--trust", tmp_path / "trust", "--json", passphrase=None)
    assert (with_trust.code, with_trust.json["result"]) == (0, "valid")
    assert with_trust.json["checks"][0].keys() >= {"name", "outcome", "detail"}
    assert with_trust.json["office"] == "CZ-EMB"
    without = run("verify", package, "--json", passphrase=None)
    assert (without.code, without.json["result"]) == (1, "unknown")
    for home in (pair.mission, pair.headquarters):
        assert ask(home, "verify", package)["result"] == "valid"


def test_a_changed_byte_is_not_valid(pair: Pair, package: Path) -> None:
    data = bytearray(package.read_bytes())
    data[len(data) // 2] ^= 1
    package.write_bytes(data)
    verdict = ask(pair.mission, "verify", package, code=1)
    assert verdict["result"] in ("not_valid", "unreadable")


def test_the_copy_of_an_office_numbers_anew_and_waits_for_headquarters(pair: Pair, tmp_path: Path) -> None:
    ask(pair.mission, "export", "--period", "2026-Q3", "--out", tmp_path / "one.cdrp")
    copy = Path(shutil.copytree(pair.mission, tmp_path / "copy"))
    ask(copy, "export", "--period", "2026-Q3", "--out", tmp_path / "other.cdrp")
    ask(pair.headquarters, "hq", "import", tmp_path / "one.cdrp")
    before = ask(pair.headquarters, "hq", "figures")
    held = ask(pair.headquarters, "hq", "import", tmp_path / "other.cdrp", code=1)["files"][0]
    assert (held["outcome"], held["code"]) == ("held", "chain.new_epoch")
    assert ask(pair.headquarters, "hq", "figures") == before
    ask(pair.headquarters, "hq", "confirm", "CZ-EMB", "--reason", "Đã hỏi qua điện thoại: kho dữ liệu được khôi phục")
    again = ask(pair.headquarters, "hq", "import", tmp_path / "other.cdrp")["files"][0]
    assert again["outcome"] == "already_imported"


def _numbers(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("events", "weighted", "attendance", "spent")}
