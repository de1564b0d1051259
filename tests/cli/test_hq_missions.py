"""`hq missions|duty|extend|status|proof|urge|certificate`: the answers that scripts rely on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.offices import ask, digest, run


@pytest.fixture
def centre(headquarters: Path) -> Path:
    """The sample headquarters."""
    return headquarters


def test_the_roster_is_listed_by_region_and_edited(centre: Path) -> None:
    found = ask(centre, "hq", "missions", "list", "--region", "organisations")
    assert (found["total"], {one["region"] for one in found["missions"]}) == (6, {"organisations"})
    made = ask(
        centre, "hq", "missions", "edit", "MX-EMB", "--region", "europe", "--state", "suspended", "--reports", "no",
        "--note", "Tạm đóng để sửa trụ sở", "--contact", "Trần Thị Ưu|Bí thư thứ ba||uu@example.org",
    )["mission"]  # fmt: skip
    assert (made["region"], made["state"], made["reports"]) == ("europe", "suspended", False)
    assert made["note"] == "Tạm đóng để sửa trụ sở"
    assert [(who["name"], who["email"]) for who in made["contacts"]] == [("Trần Thị Ưu", "uu@example.org")]
    gone = ask(centre, "hq", "missions", "edit", "MX-EMB", "--drop-contact", made["contacts"][0]["id"])
    assert gone["mission"]["contacts"] == []


def test_status_counts_and_its_rows_agree(centre: Path) -> None:
    ask(centre, "hq", "extend", "JP-EMB", "--period", "2026-Q3", "--exempt", "--reason", "Miễn kỳ này")
    found = ask(centre, "hq", "status", "--period", "2026-Q3")
    rows = found["rows"]
    assert len(rows) == 109
    assert found["expected"] == sum(row["expected"] for row in rows)
    assert found["expected"] == found["received"] + found["held"] + found["refused"] + found["missing"]
    assert found["received"] == found["on_time"] + found["late"] == 0
    japan = next(row for row in rows if row["office"] == "JP-EMB")
    assert (japan["status"], japan["reason"], japan["words"]) == ("exempt", "Miễn kỳ này", "Được miễn báo cáo")
    praha = next(row for row in rows if row["office"] == "CZ-EMB")
    assert praha["deadline"]["zone"] == "Europe/Prague"
    assert praha["deadline"]["mission"].endswith("T00:00:00+02:00")
    assert praha["deadline"]["hanoi"].endswith("T05:00:00+07:00")


def test_duties_are_set_listed_and_taken_back(centre: Path) -> None:
    made = ask(centre, "hq", "duty", "add", "--period", "2027-Q1", "--due", "2027-04-20", "--note", "Theo chương trình")
    assert made["duty"] == {
        "period": "2027-Q1", "rule": "calendar", "due": "2027-04-20", "set": True, "note": "Theo chương trình"
    }  # fmt: skip
    listed = ask(centre, "hq", "duty", "list", "--usual-days", "10")
    assert listed["usual_days"] == 10
    assert any(one["period"] == "2027-Q1" for one in listed["duties"])
    gone = ask(centre, "hq", "duty", "delete", "--period", "2027-Q1")
    assert gone["duty"]["due"] == "2027-04-10"
    assert not gone["duty"]["set"]
    ran = run("hq", "duty", "delete", "--period", "2027-Q1", "--home", centre, "--json")
    assert (ran.code, ran.error) == (3, "duty.not_found")


def test_a_decision_is_withdrawn_with_its_reason(centre: Path) -> None:
    ask(centre, "hq", "extend", "CZ-EMB", "--period", "2026-Q3", "--due", "2026-12-01", "--reason", "Bàn giao")
    ask(centre, "hq", "extend", "CZ-EMB", "--period", "2026-Q3", "--withdraw", "--reason", "Nhầm")
    row = next(row for row in ask(centre, "hq", "status", "--period", "2026-Q3")["rows"] if row["office"] == "CZ-EMB")
    assert (row["extended"], row["due"]) == (False, "2026-10-15")


def test_proof_status_letters_and_certificate_of_one_package(centre: Path, tmp_path: Path) -> None:
    mission = centre.parent / "mission"
    ask(mission, "export", "--period", "2026-Q3", "--out", tmp_path / "q3.cdrp")
    ask(centre, "hq", "import", tmp_path / "q3.cdrp")
    proof = ask(centre, "hq", "proof", "CZ-EMB")
    chain = proof["missions"][0]["chains"][0]
    assert (chain["from"], chain["to"], chain["packages"], chain["complete"]) == (1, 1, 1, True)
    assert proof["complete"]
    assert ask(centre, "hq", "status", "--period", "2026-Q3")["received"] == 1
    made = ask(
        centre, "hq", "certificate", "CZ-EMB", "--from", "2026-Q2", "--to", "2026-Q3", "--out", tmp_path / "c.pdf"
    )
    assert made["complete"]
    assert Path(made["file"]).read_bytes().startswith(b"%PDF")
    again = run(
        "hq", "certificate", "CZ-EMB", "--from", "2026-Q3", "--to", "2026-Q3", "--out", tmp_path / "c.pdf",
        "--home", centre, "--json",
    )  # fmt: skip
    assert (again.code, again.error) == (3, "file.exists")


def test_letters_for_named_missions_and_a_second_set_elsewhere(centre: Path, tmp_path: Path) -> None:
    urge = ("hq", "urge", "--period", "2026-Q2", "--office", "FR-EMB", "--office", "DE-EMB", "--format", "docx")
    made = ask(centre, *urge, "--out", tmp_path / "một")
    assert [one["office"] for one in made["letters"]] == ["FR-EMB", "DE-EMB"]
    assert all(Path(row["file"]).exists() for row in made["files"])
    assert len(made["files"]) == 3
    before = digest(centre)
    ran = run(*urge, "--out", tmp_path / "một", "--home", centre, "--json")
    assert (ran.code, ran.error) == (3, "file.exists")
    assert digest(centre) == before
    again = ask(centre, *urge, "--out", tmp_path / "hai")
    first, second = made["letters"][0]["number"], again["letters"][0]["number"]
    assert int(second.split("/")[0]) == int(first.split("/")[0]) + 2


@pytest.mark.parametrize(
    ("argv", "code", "error"),
    [
        (("hq", "extend", "CZ-EMB", "--period", "2026-Q3", "--reason", "x"), 2, ""),
        (("hq", "extend", "XX-EMB", "--period", "2026-Q3", "--exempt", "--reason", "x"), 3, "mission.not_found"),
        (("hq", "status", "--period", "2026-Q9"), 3, "period.bad"),
        (("hq", "missions", "edit", "XX-EMB"), 3, "mission.not_found"),
        (("hq", "missions", "edit", "CZ-EMB", "--contact", "a|b|c|d|e"), 3, "contact.parts"),
        (("hq", "missions", "edit", "CZ-EMB", "--region", "mars"), 2, ""),
        (("hq", "urge", "--period", "2030-Q1", "--out", "không-tạo"), 3, "urge.nobody"),
    ],
)
def test_what_cannot_be_asked(centre: Path, argv: tuple[str, ...], code: int, error: str) -> None:
    ran = run(*argv, "--home", centre, "--json")
    assert ran.code == code
    assert not error or ran.error == error


def test_a_mission_has_none_of_it(mission: Path) -> None:
    for argv in (("status", "--period", "2026-Q3"), ("proof",), ("missions", "list"), ("duty", "list")):
        ran = run("hq", *argv, "--home", mission, "--json")
        assert (ran.code, ran.error) == (3, "hq.not_headquarters")


def test_people_read_both_languages(centre: Path) -> None:
    for language, words in (("vi", "chưa gửi"), ("en", "not sent")):
        ran = run("hq", "status", "--period", "2026-Q2", "--home", centre, "--language", language)
        assert words in ran.out.splitlines()[0]
