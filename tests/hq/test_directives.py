"""Directives are drafted, numbered, issued once to each recipient, taken back by another one, and followed up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.issuing import DirectiveState, DirectiveTaskState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.hq.directives import DirectiveService
from cultdip_desktop.store.repo import received as received_rows
from tests import offices
from tests.offices import PASSPHRASE, Pair, ask, run

DRAFT = {
    "title": {"vi": "Chuẩn bị Ngày Văn hóa Việt Nam", "en": "Prepare the day"},
    "text": "Mỗi cơ quan tổ chức ít nhất một hoạt động.",
    "due": "2026-12-15",
    "tasks": [{"title": "Gửi kế hoạch", "due": "2026-12-01", "code": "M3"}, {"title": "Báo cáo kết quả"}],
}


@pytest.fixture
def pair(sample: Path, tmp_path: Path) -> Pair:
    return offices.pair(sample, tmp_path / "pair")


@pytest.fixture
def office(pair: Pair) -> Iterator[Office]:
    with open_office(pair.headquarters, PASSPHRASE, writing=True) as opened:
        yield opened


@pytest.fixture
def service(office: Office) -> DirectiveService:
    assert office.directives is not None
    return office.directives


def test_a_directive_for_all_goes_in_one_file_under_the_next_number(service: DirectiveService, tmp_path: Path) -> None:
    made, _ = service.add(DRAFT)
    (file,) = service.issue(made.id, tmp_path, PASSPHRASE)
    issued = service.get(made.id)
    assert (file.recipient, file.file.name) == ("ALL-MISSIONS", "ALL-MISSIONS_directive_0001.cdrp")
    assert (issued.state, issued.notation) == (DirectiveState.ISSUED, "1/CĐ-BNG")
    assert issued.issued_on is not None
    assert service.issue(made.id, tmp_path, PASSPHRASE) == []
    assert service.suggested_notation() == "2/CĐ-BNG"


def test_chosen_missions_get_a_file_each_or_one_together(service: DirectiveService, tmp_path: Path) -> None:
    made, _ = service.add({**DRAFT, "offices": ["CZ-EMB", "FR-EMB"]})
    assert [one.recipient for one in service.issue(made.id, tmp_path, PASSPHRASE, offices=["FR-EMB"])] == ["FR-EMB"]
    assert [one.recipient for one in service.issue(made.id, tmp_path, PASSPHRASE)] == ["CZ-EMB"]
    other, _ = service.add({**DRAFT, "offices": ["CZ-EMB", "FR-EMB"]})
    assert [one.recipient for one in service.issue(other.id, tmp_path, PASSPHRASE, one_file=True)] == ["ALL-MISSIONS"]
    assert {one.mission.id for one in service.follow(made.id)} == {"CZ-EMB", "FR-EMB"}


def test_what_is_issued_stays_as_it_is(service: DirectiveService, tmp_path: Path) -> None:
    made, _ = service.add(DRAFT)
    service.issue(made.id, tmp_path, PASSPHRASE)
    for act in (lambda: service.edit(made.id, {"title": "Khác"}), lambda: service.delete(made.id)):
        with pytest.raises(UserError, match=r"directive\.issued"):
            act()


def test_issuing_is_not_undone_and_a_draft_is(office: Office, service: DirectiveService, tmp_path: Path) -> None:
    made, _ = service.add(DRAFT)
    service.edit(made.id, {"title": "Tên khác"})
    office.undo.undo()
    assert service.get(made.id).title.vi == "Chuẩn bị Ngày Văn hóa Việt Nam"
    service.issue(made.id, tmp_path, PASSPHRASE)
    while office.undo.state().undo is not None:
        office.undo.undo()
    assert service.get(made.id).state is DirectiveState.ISSUED


def test_a_withdrawal_is_a_directive_of_its_own_and_counts_once_it_is_issued(
    service: DirectiveService, tmp_path: Path
) -> None:
    made, _ = service.add(DRAFT)
    with pytest.raises(UserError, match=r"directive\.not_issued"):
        service.withdraw(made.id, BiText("Nhầm"))
    service.issue(made.id, tmp_path, PASSPHRASE)
    back, _ = service.withdraw(made.id, BiText("Thay bằng văn bản khác."))
    assert service.get(made.id).state is DirectiveState.ISSUED
    with pytest.raises(UserError, match=r"directive\.withdrawal_waits"):
        service.withdraw(made.id, BiText("Nhầm"))
    service.issue(back.id, tmp_path, PASSPHRASE)
    assert service.get(made.id).state is DirectiveState.WITHDRAWN
    with pytest.raises(UserError, match=r"directive\.taken_back"):
        service.issue(made.id, tmp_path, PASSPHRASE, offices=["CZ-EMB"])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"title": ""}, "directive.incomplete"),
        ({"text": " "}, "directive.incomplete"),
        ({"tasks": [{"title": "Việc", "code": "M9"}]}, "directive.code_unknown"),
        ({"offices": ["XX-EMB"]}, "mission.not_found"),
        ({"offices": "CZ-EMB"}, "issue.bad_value"),
        ({"due": "2026-02-31"}, "issue.bad_value"),
        ({"tasks": [{}]}, "issue.bad_value"),
        ({"tilte": "x"}, "issue.unknown_field"),
        ({"text": "ơ" * 1_000_000}, "issue.too_long"),
        ({"text": "a\x00b"}, "issue.bad_value"),
        ({"title": "TỐI MẬT"}, "letterhead.secrecy"),
        ({"withdraws": "01990000-0000-7000-8000-000000000001"}, "directive.not_found"),
        ({"tasks": [{"title": "v"}] * 101}, "issue.too_many"),
    ],
)
def test_what_cannot_be_issued_is_refused_by_name(
    service: DirectiveService, tmp_path: Path, change: dict[str, object], code: str
) -> None:
    with pytest.raises(UserError) as caught:
        made, _ = service.add({**DRAFT, **change})
        service.issue(made.id, tmp_path, PASSPHRASE)
    assert caught.value.code == code
    assert not list(tmp_path.glob("*.cdrp"))


def test_a_number_is_given_once(service: DirectiveService, tmp_path: Path) -> None:
    first, _ = service.add({**DRAFT, "notation": "7/CĐ-NGVH"})
    second, _ = service.add({**DRAFT, "notation": "7/CĐ-NGVH"})
    service.issue(first.id, tmp_path, PASSPHRASE)
    with pytest.raises(UserError, match=r"directive\.notation_taken"):
        service.issue(second.id, tmp_path, PASSPHRASE)


def test_answers_of_missions_are_counted_by_task(office: Office, service: DirectiveService, tmp_path: Path) -> None:
    made, _ = service.add(DRAFT)
    service.issue(made.id, tmp_path, PASSPHRASE)
    task = service.get(made.id).tasks[0]
    answer = {
        "directive_task_id": task.id,
        "state": "done",
        "answer": "Đã gửi.",
        "answered_at": "2026-11-20T09:00:00.000Z",
    }
    with office.desk.store.write("hq.import", actor=None) as tx:
        received_rows.keep_answers(tx, "CZ-EMB", "r1", [answer])
    (row,) = [one for one in service.follow(made.id) if one.mission.id == "CZ-EMB"]
    assert [(one.state, one.answer) for one in row.answers.values()] == [(DirectiveTaskState.DONE, "Đã gửi.")]
    (entry,) = [one for one in service.entries() if one.directive.id == made.id]
    assert (entry.answered, entry.settled) == (1, 0)


def test_the_command_line_drafts_issues_and_shows(pair: Pair, tmp_path: Path) -> None:
    file = tmp_path / "d.json"
    file.write_text(json.dumps(DRAFT, ensure_ascii=False), encoding="utf-8")
    hq = pair.headquarters
    made = ask(hq, "hq", "directive", "add", "--file", file)["id"]
    issued = ask(hq, "hq", "directive", "issue", made, "--out", tmp_path)["files"]
    assert [row["recipient"] for row in issued] == ["ALL-MISSIONS"]
    shown = ask(hq, "hq", "directive", "show", made)
    assert (shown["directive"]["notation"], len(shown["files"])) == ("1/CĐ-BNG", 1)
    assert made in [row["id"] for row in ask(hq, "hq", "directive", "list")["directives"]]
    at_once = ask(hq, "hq", "issue", "directive", "--file", file, "--out", tmp_path)
    assert [row["seq"] for row in at_once["files"]] == [issued[0]["seq"] + 1]


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"a": 1, "a": 2}', '{"title": NaN}', "\ufffe", '{"a":' + "[" * 100_000]
)
def test_a_file_that_is_no_json_object_is_refused(pair: Pair, tmp_path: Path, text: str) -> None:
    file = tmp_path / "d.json"
    file.write_text(text, encoding="utf-8")
    ran = run("hq", "directive", "add", "--file", file, "--home", pair.headquarters, "--json")
    assert (ran.code, ran.error) == (3, "issue.file_bad")
