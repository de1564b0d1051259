"""What an attacker or an accident may do to files on their way: each has a code and words of its own."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bench.fleet import NOW, Sender
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.domain.dispatch import Dispatch
from cultdip_desktop.domain.issuing import DispatchKind, DispatchState
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.hq.answers import TakenIn
from cultdip_desktop.i18n.messages import all_messages, describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.packages.package import ChainLink
from cultdip_desktop.store.repo import dispatch as dispatch_rows
from tests.hq import fleet
from tests.hq.fleet import Fleet
from tests.offices import ask

IDS = SeededIds(3, FixedClock(NOW))


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Fleet:
    return fleet.make(tmp_path_factory.mktemp("fleet"))


@pytest.fixture
def ours(made: Fleet, tmp_path: Path) -> Fleet:
    return fleet.copied(made, tmp_path)


def take(ours: Fleet, *files: Path) -> list[TakenIn]:
    with ours.office() as office:
        assert office.inbox is not None
        answers = office.inbox.take_in(files)
        assert office.check(deep=True) == []
        return answers


def told(answers: list[TakenIn]) -> list[tuple[str, str]]:
    return [(one.outcome.value, one.code) for one in answers]


def has_words(code: str, **params: str | int) -> None:
    assert code in all_messages()
    for language in ("vi", "en"):
        text = describe(Words(language), UserError(code, **params))
        assert text.message
        assert "{" not in text.message


def forge(sender: Sender, signer: Sender, target: Path) -> None:
    """A package under another mission's key: our own writer would refuse it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cultdip_desktop.packages.description.check_sender", lambda *_told: None)
        replace(sender, signer=signer.signer).write(target)


def test_replayed_files_change_nothing_whatever_they_are_called(ours: Fleet, tmp_path: Path) -> None:
    sender = ours.senders(1)[0]
    files = [tmp_path / f"{number}.cdrp" for number in (1, 2)]
    for file in files:
        sender.write(file)
    shutil.copy(files[0], tmp_path / "mới nhất.cdrp")
    answers = take(ours, *files, tmp_path / "mới nhất.cdrp") + take(ours, files[1])
    assert told(answers) == [("imported", "")] * 2 + [("already_imported", "")] * 2
    with ours.office() as office:
        assert office.ledger is not None
        assert len(office.ledger.lines()) == 2


def test_an_old_number_with_other_content_raises_the_alarm(ours: Fleet, tmp_path: Path) -> None:
    sender = ours.senders(1)[0]
    first = sender.write(tmp_path / "1.cdrp")
    sender.write(tmp_path / "2.cdrp")
    rolled = sender.contents("2026-Q2", chain=ChainLink(1, 2, first.manifest_sha256), package_id=IDS.new())
    sender.write(tmp_path / "lui.cdrp", rolled)
    assert told(take(ours, *(tmp_path / f"{name}.cdrp" for name in ("1", "2", "lui")))) == [
        ("imported", ""), ("imported", ""), ("fork", "chain.fork"),
    ]  # fmt: skip
    has_words("chain.fork", seq=2, epoch=1)


def test_a_number_from_the_future_waits_and_names_what_is_missing(ours: Fleet, tmp_path: Path) -> None:
    sender = ours.senders(1)[0]
    sender.write(tmp_path / "1.cdrp")
    ahead = sender.contents(chain=ChainLink(1, 1_000_000, "ab" * 32))
    sender.write(tmp_path / "nhảy.cdrp", ahead)
    answers = take(ours, tmp_path / "1.cdrp", tmp_path / "nhảy.cdrp")
    assert told(answers) == [("imported", ""), ("held", "chain.gap")]
    assert answers[1].missing[:2] == (2, 3)
    assert len(answers[1].missing) == 1000


def test_a_number_that_names_another_predecessor_raises_the_alarm(ours: Fleet, tmp_path: Path) -> None:
    sender = ours.senders(1)[0]
    sender.write(tmp_path / "1.cdrp")
    sender.write(tmp_path / "khác.cdrp", sender.contents(chain=ChainLink(1, 2, "cd" * 32)))
    assert told(take(ours, tmp_path / "1.cdrp", tmp_path / "khác.cdrp"))[1] == ("fork", "chain.previous")
    has_words("chain.previous", seq=2)


def test_a_restored_laptop_waits_and_its_old_numbering_is_told_apart(ours: Fleet, tmp_path: Path) -> None:
    sender = ours.senders(1)[0]
    first = sender.write(tmp_path / "1.cdrp")
    restored = replace(sender, sent=[])
    sender.write(tmp_path / "cũ2.cdrp")
    restored.write(
        tmp_path / "mới.cdrp", restored.contents(chain=ChainLink(2, 1, first.manifest_sha256), package_id=IDS.new())
    )
    assert told(take(ours, tmp_path / "1.cdrp", tmp_path / "mới.cdrp"))[1] == ("held", "chain.new_epoch")
    ask(ours.home, "hq", "confirm", sender.office, "--reason", "Đã hỏi")
    assert told(take(ours, tmp_path / "cũ2.cdrp")) == [("fork", "chain.old_epoch")]


def test_one_missions_key_on_anothers_report_is_refused(ours: Fleet, tmp_path: Path) -> None:
    one, other = ours.senders(2)
    forge(one, other, tmp_path / "giả.cdrp")
    (answer,) = take(ours, tmp_path / "giả.cdrp")
    assert (answer.outcome, answer.code) == (InboxOutcome.REFUSED, "sender.other")
    has_words("sender.other", office=one.office, signer=other.office)


def test_records_of_another_mission_do_not_enter_under_a_right_signature(ours: Fleet, tmp_path: Path) -> None:
    one, other = ours.senders(2)
    smuggled = replace(one, rows={**one.rows, "event": [{**row, "office": one.office} for row in other.rows["event"]]})
    other.write(tmp_path / "1.cdrp")
    smuggled.write(tmp_path / "2.cdrp")
    assert told(take(ours, tmp_path / "1.cdrp", tmp_path / "2.cdrp")) == [
        ("imported", ""), ("refused", "store.event_of_other_office"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("year", "code"), [(2019, "certificate."), (2040, "signature.time_ahead")], ids=["clock at 2019", "clock at 2040"]
)
def test_a_clock_that_is_wrong_is_named(ours: Fleet, tmp_path: Path, year: int, code: str) -> None:
    sender = ours.senders(1)[0]
    sender.write(tmp_path / "1.cdrp", at=datetime(year, 5, 1, tzinfo=UTC))
    (answer,) = take(ours, tmp_path / "1.cdrp")
    assert answer.verdict is not None
    lines = [check.code for check in answer.verdict.checks if check.outcome.value in ("warning", "failed", "unknown")]
    assert any(line.startswith(code) for line in lines), lines


def given(ours: Fleet, office_id: str, seq: int, at: datetime) -> str:
    """A receipt that headquarters wrote for an office."""
    made = Dispatch(
        id=IDS.new(), kind=DispatchKind.RECEIPT, stream=office_id, epoch=1, seq=seq, state=DispatchState.RESERVED,
        manifest_sha256=f"{seq:064x}", prev_manifest_sha256=f"{seq - 1:064x}" if seq > 1 else None,
        file_name=f"{office_id}-{seq}.cdrp", container_sha256=f"{seq:064x}", made_at=at, sealed_at=at,
    )  # fmt: skip
    with ours.office() as office, office.desk.store.write("hq.receipt") as tx:
        dispatch_rows.reserve(tx, made)
        dispatch_rows.confirm(tx, made.id, {})
    return made.id


def notices(answer: TakenIn) -> list[str]:
    return [notice.code for notice in answer.notices]


def cited(sender: Sender, receipt: str | None) -> Any:
    return sender.contents(chain=ChainLink(sender.epoch, sender.seq + 1, sender.last, receipt))


def test_receipts_lost_unknown_mixed_up_and_set_back_are_each_named(ours: Fleet, tmp_path: Path) -> None:
    one, other = ours.senders(2)
    one.write(tmp_path / "1.cdrp")
    take(ours, tmp_path / "1.cdrp")
    first = given(ours, one.office, 1, NOW - timedelta(days=9))
    foreign = given(ours, other.office, 1, NOW - timedelta(days=9))
    told_codes: dict[str, list[str]] = {}
    second = ""
    for name, receipt in (
        ("none", None), ("good", first), ("unknown", IDS.new()), ("foreign", foreign), ("second", "?"), ("back", first),
    ):  # fmt: skip
        if name == "second":
            second = given(ours, one.office, 2, NOW - timedelta(days=5))
            one.write(tmp_path / "behind.cdrp", cited(one, first))
            (answer,) = take(ours, tmp_path / "behind.cdrp")
            told_codes["behind"] = notices(answer)
        one.write(tmp_path / f"{name}.cdrp", cited(one, second if name == "second" else receipt))
        (answer,) = take(ours, tmp_path / f"{name}.cdrp")
        assert answer.outcome is InboxOutcome.IMPORTED
        told_codes[name] = notices(answer)
        for notice in answer.notices:
            has_words(notice.code, **{key: value or "" for key, value in notice.params.items()})
    assert told_codes == {
        "none": ["receipt.none"],
        "good": [],
        "unknown": ["receipt.unknown"],
        "foreign": ["receipt.other_office"],
        "behind": ["receipt.not_last"],
        "second": [],
        "back": ["receipt.older"],
    }


def test_a_folder_without_packages_is_a_finding(ours: Fleet, tmp_path: Path) -> None:
    folder = tmp_path / "trống"
    folder.mkdir()
    (folder / "ghi chú.txt").write_text("không có gói", encoding="utf-8")
    answer = ask(ours.home, "hq", "import", folder, code=1)
    assert (answer["files"], answer["finding"]["code"]) == ([], "inbox.no_packages")


def test_a_request_to_resend_is_drafted_in_both_languages(ours: Fleet, tmp_path: Path) -> None:
    one, other = ours.senders(2)
    forge(one, other, tmp_path / "giả.cdrp")
    one.write(tmp_path / "2.cdrp", one.contents(chain=ChainLink(1, 3, "ab" * 32)))
    answers = take(ours, tmp_path / "giả.cdrp", tmp_path / "2.cdrp")
    text = ask(ours.home, "hq", "resend", answers[0].received.id if answers[0].received else "")["text"]
    assert "Kính gửi" in text
    assert "Please send" in text
    assert "giả.cdrp" in text
    waiting = ask(ours.home, "hq", "resend", answers[1].received.id if answers[1].received else "")["text"]
    assert "số 1, 2" in waiting
    one.seq, one.last = 0, None
    one.write(tmp_path / "1.cdrp")
    (taken,) = take(ours, tmp_path / "1.cdrp")
    refused = ask(ours.home, "hq", "resend", taken.received.id if taken.received else "", code=3)
    assert refused["error"]["code"] == "inbox.nothing_to_resend"
