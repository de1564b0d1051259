"""`export --volume-size`, and `verify` of what it made."""

from __future__ import annotations

from pathlib import Path

from tests.offices import Pair, ask, attach_documents, run


def test_a_package_is_split_and_verified_from_any_of_its_files(pair: Pair, tmp_path: Path) -> None:
    attach_documents(pair.mission, tmp_path)
    size = 4 * 1024 * 1024
    out = tmp_path / "quý 3.cdrp"
    made = ask(pair.mission, "export", "--period", "2026-Q3", "--out", out, "--volume-size", str(size))
    assert made["file"] == made["files"][0] == str(out)
    assert [Path(file).name for file in made["files"]] == ["quý 3.cdrp", "quý 3.2.cdrp", "quý 3.3.cdrp"]
    last = made["files"][-1]
    verdict = ask(pair.headquarters, "verify", last)
    assert (verdict["result"], verdict["volume"]) == ("valid", {"i": 3, "n": 3})
    out.unlink()
    verdict = ask(pair.headquarters, "verify", last)
    (line,) = [line for line in verdict["checks"] if line["name"] == "content"]
    assert (verdict["result"], line["code"]) == ("valid_with_warnings", "volumes.missing")
    said = run("verify", last, "--home", pair.headquarters, "--language", "vi").out
    assert "chưa có tệp số 1" in said


def test_what_fits_stays_one_file(pair: Pair, tmp_path: Path) -> None:
    made = ask(pair.mission, "export", "--period", "2026-Q3", "--out", tmp_path / "q3.cdrp")
    assert made["files"] == [made["file"]]
