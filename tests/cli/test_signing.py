"""`report sign`, `report outside` and `verify` of a PDF."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from cultdip_desktop.app import open_office
from tests.offices import PASSPHRASE, run
from tests.signatures.papers import failed_rules


@pytest.fixture
def approved(mission: Path) -> Path:
    """The sample embassy, its third quarter approved."""
    assert run("report", "approve", "--home", mission, "--period", "2026-Q3", "--json").code == 0
    return mission


def _sign(home: Path, role: str, *more: str | Path) -> dict[str, object]:
    ran = run("report", "sign", "--home", home, "--period", "2026-Q3", "--as", role, "--json", *more)
    assert ran.code == 0, ran.out
    return ran.json


def test_a_report_is_signed_by_both_and_verified(approved: Path, tmp_path: Path) -> None:
    _sign(approved, "person")
    file = tmp_path / "ký.pdf"
    answer = _sign(approved, "agency", "--out", file)
    assert (answer["state"], len(answer["signers"])) == ("agency", 2)  # type: ignore[arg-type]
    ran = run("verify", file, "--home", approved, "--json")
    assert (ran.code, ran.json["result"], ran.json["order"]) == (0, "valid_with_warnings", ["person", "agency"])
    assert all(one["signature_valid"] and one["trusted"] for one in ran.json["signatures"])
    assert ran.json["signatures"][0]["checks"][0]["detail"]


def test_without_trust_the_answer_is_a_finding(approved: Path, tmp_path: Path) -> None:
    file = tmp_path / "ký.pdf"
    _sign(approved, "person", "--out", file)
    ran = run("verify", file, "--json")
    assert (ran.code, ran.json["result"]) == (1, "unknown")
    assert run("verify", file, "--trust", approved / "trust", "--json").json["result"] == "valid_with_warnings"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_verdict_is_written_as_a_page(approved: Path, tmp_path: Path, language: str) -> None:
    file, page = tmp_path / "ký.pdf", tmp_path / "kết luận.pdf"
    _sign(approved, "person", "--out", file)
    run("verify", file, "--home", approved, "--verdict", page, "--language", language)
    assert failed_rules(page.read_bytes()) == []
    text = subprocess.run(["pdftotext", str(page), "-"], capture_output=True, text=True, check=True).stdout
    assert "Nguyễn Minh Hà" in text
    assert ("Kết luận kiểm tra" in text) is (language == "vi")


def test_a_report_that_nobody_approved_is_not_signed(mission: Path) -> None:
    ran = run("report", "sign", "--home", mission, "--period", "2026-Q3", "--as", "person", "--json")
    assert ran.code == 3
    assert ran.error.startswith("report.")


def test_a_document_goes_out_and_comes_back(approved: Path, tmp_path: Path) -> None:
    from tests.signatures.outside import sign_like_another_tool

    out, back = tmp_path / "đi.pdf", tmp_path / "về.pdf"
    assert run("report", "outside", "--home", approved, "--period", "2026-Q3", "--out", out, "--json").code == 0
    with open_office(approved, PASSPHRASE) as office:
        back.write_bytes(sign_like_another_tool(out.read_bytes(), office))
    ran = run("report", "outside", "--home", approved, "--period", "2026-Q3", "--in", back, "--json")
    assert (ran.code, ran.json["outcome"], ran.json["same_content"]) == (0, "taken_in", True)
    unsigned = run("report", "outside", "--home", approved, "--period", "2026-Q3", "--in", out, "--json")
    assert (unsigned.code, unsigned.json["code"]) == (1, "signing.not_signed")


def test_a_file_that_is_no_pdf_is_verified_as_a_package(tmp_path: Path) -> None:
    file = tmp_path / "gì đó.cdrp"
    file.write_bytes(b"PK")
    ran = run("verify", file, "--json")
    assert ran.code == 1
    assert "signatures" not in ran.json
    assert json.loads(run("verify", file, "--verdict", tmp_path / "v.pdf", "--json").out)["error"]["code"] == (
        "signing.verdict_of_package"
    )


def test_an_unknown_token_is_named(approved: Path) -> None:
    ran = run(
        "report", "sign", "--home", approved, "--period", "2026-Q3", "--as", "person", "--key", "token:x", "--json"
    )
    assert (ran.code, ran.error) == (3, "token.no_module")
