"""The whole round by files only: plan, report, receipt with remarks, answer and amendment, acceptance; and what goes wrong."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from tests.offices import Pair, ask

OFFICE = "CZ-EMB"
DIRECTIVE = {
    "notation": "12/CĐ-NGVH",
    "title": {"vi": "Hướng dẫn kỷ niệm 80 năm", "en": "Guidance for the 80th anniversary"},
    "text": {"vi": "Các cơ quan chuẩn bị.", "en": "Missions prepare."},
    "due": "2026-12-25",
    "tasks": [{"title": {"vi": "Gửi kế hoạch", "en": "Send a plan"}, "due": "2026-12-20"}],
}


def export(pair: Pair, folder: Path, name: str, reason: str) -> Path:
    out = folder / name
    ask(pair.mission, "export", "--period", "2026-Q3", "--out", out, "--reason", reason)
    return out


def receipt(pair: Pair, folder: Path, number: int) -> Path:
    """The receipt that headquarters writes for the mission now."""
    out = folder / f"biên nhận {number}"
    out.mkdir()
    ask(pair.headquarters, "hq", "receipts", "--out", out)
    (file,) = [one for one in out.iterdir() if one.name.startswith(OFFICE)]
    return file


def take_in(pair: Pair, file: Path) -> str:
    """Headquarters takes a package in; gives the id of the package."""
    (answer,) = ask(pair.headquarters, "hq", "import", file)["files"]
    assert answer["outcome"] == "imported", answer
    return str(ask(pair.headquarters, "verify", file)["package_id"])


def received(pair: Pair, file: Path, code: int = 0) -> dict[str, Any]:
    (answer,) = ask(pair.mission, "receive", file, code=code)["files"]
    assert isinstance(answer, dict)
    return answer


def codes(answer: dict[str, Any]) -> set[str]:
    return {one["code"] for one in answer["changes"]}


def state(pair: Pair) -> str:
    from cultdip_desktop.app import open_office
    from cultdip_desktop.domain.period import Period
    from tests.offices import PASSPHRASE

    with open_office(pair.mission, PASSPHRASE) as office:
        return office.reporting.get(Period.parse("2026-Q3")).state.value


def test_a_report_goes_comes_back_is_amended_and_accepted_by_files_only(pair: Pair, tmp_path: Path) -> None:
    package = take_in(pair, export(pair, tmp_path, "q3.cdrp", "Thiếu số liệu hai sự kiện"))
    ask(pair.headquarters, "hq", "comment", package, "--place", "section:II.1", "--text", "Nêu rõ kết quả.")
    ask(pair.headquarters, "hq", "return", package, "--comment", "Bổ sung mục II.1.")
    first = receipt(pair, tmp_path, 1)

    dry = ask(pair.mission, "receive", first, "--dry-run")["files"][0]
    answer = received(pair, first)
    assert codes(dry) == codes(answer)
    assert {"receive.package_here", "receive.report_returned", "receive.remark"} <= codes(answer)
    assert received(pair, first)["outcome"] == "already_imported"
    assert state(pair) == "returned"

    remark = answer_remark(pair, "Đã bổ sung.")
    amended = export(pair, tmp_path, "q3 bổ sung.cdrp", "Bổ sung theo nhận xét của Bộ")
    verdict = ask(pair.headquarters, "verify", amended)
    assert verdict["kind"] == "amendment"
    package = take_in(pair, amended)
    (told,) = ask(pair.headquarters, "hq", "remarks", "--office", OFFICE)["remarks"]
    assert (told["id"], told["answer"]) == (remark, "Đã bổ sung.")

    ask(pair.headquarters, "hq", "accept", package, "--comment", "Đạt yêu cầu.")
    assert "receive.report_accepted" in codes(received(pair, receipt(pair, tmp_path, 2)))
    assert state(pair) == "accepted"


def answer_remark(pair: Pair, text: str) -> str:
    from cultdip_desktop.app import open_office
    from cultdip_desktop.domain.period import Period
    from tests.offices import PASSPHRASE

    with open_office(pair.mission, PASSPHRASE) as office:
        (remark,) = office.reporting.comments(Period.parse("2026-Q3"))
        office.reporting.answer(remark.id, text)
        office.reporting.settle(remark.id)
    return remark.id


def test_a_directive_is_answered_with_the_next_package(pair: Pair, tmp_path: Path) -> None:
    file = tmp_path / "chỉ đạo.json"
    file.write_text(json.dumps(DIRECTIVE, ensure_ascii=False), "utf-8")
    out = tmp_path / "phát hành"
    out.mkdir()
    ask(pair.headquarters, "hq", "issue", "directive", "--file", file, "--out", out, "--one-file")
    (sent,) = out.iterdir()
    assert "receive.directive" in codes(received(pair, sent))
    (directive,) = ask(pair.mission, "directive", "list")["directives"]
    (task,) = directive["tasks"]
    ask(pair.mission, "directive", "answer", task["id"], "--state", "done", "--text", "Đã gửi.")
    take_in(pair, export(pair, tmp_path, "q3.cdrp", "Kèm trả lời"))
    shown = ask(pair.headquarters, "hq", "directive", "show", directive["id"])
    assert "Đã gửi." in json.dumps(shown, ensure_ascii=False)


def test_a_mission_that_was_set_back_is_told_by_the_receipt(pair: Pair, tmp_path: Path) -> None:
    shutil.copytree(pair.mission, tmp_path / "cũ")
    take_in(pair, export(pair, tmp_path, "q3.cdrp", "Lần đầu"))
    file = receipt(pair, tmp_path, 1)
    back = Pair(tmp_path / "cũ", pair.headquarters, pair.counts)
    received(back, file)
    from cultdip_desktop.app import open_office
    from tests.offices import PASSPHRASE

    with open_office(back.mission, PASSPHRASE) as office:
        misfits = office.acknowledgements.view().standing.misfits
        assert [one.code for one in misfits] == ["receive.own_store_set_back"]
        notice = office.today.view(office.desk.clock.now()).notice
        assert notice is not None
        assert notice.code == "receive.own_store_set_back"


def test_headquarters_that_was_set_back_is_noticed_and_what_it_lost_is_named(pair: Pair, tmp_path: Path) -> None:
    take_in(pair, export(pair, tmp_path, "q3.cdrp", "Lần một"))
    shutil.copytree(pair.headquarters, tmp_path / "Bộ cũ")
    second = export(pair, tmp_path, "q3-2.cdrp", "Lần hai")
    take_in(pair, second)
    received(pair, receipt(pair, tmp_path, 1))
    old = Pair(pair.mission, tmp_path / "Bộ cũ", pair.counts)
    answer = received(old, receipt(old, tmp_path, 2), code=0)
    assert answer["outcome"] == "imported", answer
    from cultdip_desktop.app import open_office
    from tests.offices import PASSPHRASE

    with open_office(pair.mission, PASSPHRASE) as office:
        standing = office.acknowledgements.view().standing
        assert {"receive.ledger_set_back", "receive.mark_set_back"} <= {one.code for one in standing.misfits}
        assert [one.seq for one in standing.missing] == [2]
