"""Taking packages in: each exactly once, in order, one bad file never stopping the others."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cultdip_desktop.app import open_office
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.store.query.events import EventFilter
from tests import offices
from tests.offices import EXAMPLE, PASSPHRASE, Pair, ask, command, digest, event_file


@pytest.fixture(scope="session")
def sealed(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two offices and three packages in a row; an event was added before the third."""
    folder = tmp_path_factory.mktemp("sealed")
    made = offices.pair(sample, folder)
    for number in (1, 2, 3):
        if number == 3:
            ask(made.mission, "event", "add", "--file", event_file(folder, EXAMPLE))
        ask(made.mission, "export", "--period", "2026-Q3", "--out", folder / f"{number}.cdrp")
    return folder


@pytest.fixture
def pair(sealed: Path, sample: Path, tmp_path: Path) -> Pair:
    """Copies of both, after three exports."""
    for name in ("mission", "headquarters"):
        offices.original(sealed / name, tmp_path / name)
    return Pair(tmp_path / "mission", tmp_path / "headquarters", offices.counts(sample))


@pytest.fixture
def packages(sealed: Path, tmp_path: Path) -> list[Path]:
    """Copies of the three."""
    return [Path(shutil.copy(sealed / f"{number}.cdrp", tmp_path)) for number in (1, 2, 3)]


def test_a_dry_run_says_what_would_happen_and_changes_nothing(pair: Pair, packages: list[Path]) -> None:
    before = digest(pair.headquarters)
    row = ask(pair.headquarters, "hq", "import", packages[0], "--dry-run")["files"][0]
    assert (row["outcome"], row["counts"]["new"]) == ("imported", pair.counts["reportable"])
    assert digest(pair.headquarters) == before


def test_importing_twice_changes_nothing_the_second_time(pair: Pair, packages: list[Path]) -> None:
    ask(pair.headquarters, "hq", "import", packages[0])
    before = digest(pair.headquarters)
    again = ask(pair.headquarters, "hq", "import", packages[0])
    assert again["files"][0]["outcome"] == "already_imported"
    assert digest(pair.headquarters) == before


def test_a_package_waits_for_the_one_before_it(pair: Pair, packages: list[Path]) -> None:
    for number in (3, 2):
        held = ask(pair.headquarters, "hq", "import", packages[number - 1], code=1)["files"]
        assert [(row["outcome"], row["code"]) for row in held] == [("held", "chain.gap")]
        assert held[0]["missing"] == list(range(1, number))
    assert ask(pair.headquarters, "hq", "figures")["total"]["events"] == 0
    released = ask(pair.headquarters, "hq", "import", packages[0])["files"]
    assert [(row["outcome"], row["seq"]) for row in released] == [("imported", 1), ("imported", 2), ("imported", 3)]
    assert ask(pair.headquarters, "hq", "figures")["total"]["events"] == pair.counts["held"] + 1


def test_what_is_held_and_released_in_one_drop_counts_as_imported(pair: Pair, packages: list[Path]) -> None:
    answer = ask(pair.headquarters, "hq", "import", *reversed(packages))
    assert [(row["file"], row["outcome"]) for row in answer["files"]] == [
        (str(file), "imported") for file in reversed(packages)
    ]


def test_a_folder_gives_all_its_packages_whatever_the_case_of_their_names(pair: Pair, packages: list[Path]) -> None:
    folder = packages[0].parent / "túi thư"
    (folder / "trong").mkdir(parents=True)
    shutil.copy(packages[0], folder / "A.CDRP")
    shutil.copy(packages[1], folder / "trong" / "b.cdrp")
    (folder / "ghi chú.txt").write_text("không phải gói", encoding="utf-8")
    assert len(ask(pair.headquarters, "hq", "import", folder)["files"]) == 2


def test_a_broken_file_among_good_ones_is_refused_alone(pair: Pair, packages: list[Path]) -> None:
    broken = packages[0].with_name("hỏng.cdrp")
    broken.write_bytes(packages[0].read_bytes()[:-100])
    rows = ask(pair.headquarters, "hq", "import", broken, packages[0], packages[1], code=1)["files"]
    assert [row["outcome"] for row in rows] == ["refused", "imported", "imported"]
    assert rows[0]["code"]
    assert rows[0]["message"]


def test_a_package_with_an_amount_below_zero_is_refused_in_words(
    pair: Pair, packages: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our own program stops such a report; one of another make may not."""
    with open_office(pair.mission, PASSPHRASE) as office:
        event = office.events.get(office.events.find_ids(EventFilter(states=(EventState.HELD,)))[0])
        line = MoneyLine("RS.BUD", MoneyStage.SPENT, Money.parse("-5", "CZK"))
        office.events.save(replace(event, money=(line,)))
    target = tmp_path / "âm.cdrp"
    stopped = ask(pair.mission, "export", "--period", "2026-Q3", "--out", target, code=3)["error"]
    assert (stopped["code"], stopped["first"]) == ("package.findings_stop", "event.money_negative")
    monkeypatch.setattr("cultdip_desktop.services.packages.check_event", lambda *_told: ())
    ask(pair.mission, "export", "--period", "2026-Q3", "--out", target)
    ask(pair.headquarters, "hq", "import", *packages)
    before = ask(pair.headquarters, "hq", "figures")
    row = ask(pair.headquarters, "hq", "import", target, code=1)["files"][0]
    assert (row["outcome"], row["code"]) == ("refused", "event.bad_value")
    assert "«-5.00»" in row["message"]
    assert ask(pair.headquarters, "hq", "figures") == before


def test_a_missing_path_is_an_error_and_nothing_enters(pair: Pair, packages: list[Path]) -> None:
    before = digest(pair.headquarters)
    refused = ask(pair.headquarters, "hq", "import", packages[0], packages[0].with_name("thiếu.cdrp"), code=3)
    assert refused["error"]["code"] == "file.unreachable"
    assert digest(pair.headquarters) == before


def test_a_tampered_copy_never_stands_in_for_the_good_file(pair: Pair, packages: list[Path]) -> None:
    bad = packages[0].with_name("sửa.cdrp")
    data = bytearray(packages[0].read_bytes())
    data[data.index(b"Trung thu") if b"Trung thu" in data else len(data) // 3] ^= 1
    bad.write_bytes(data)
    assert ask(pair.headquarters, "hq", "import", bad, code=1)["files"][0]["outcome"] == "refused"
    assert ask(pair.headquarters, "hq", "import", packages[0])["files"][0]["outcome"] == "imported"
    counts = ask(pair.headquarters, "digest")["counts"]
    assert counts["received_package"] == 2
    assert ask(pair.headquarters, "hq", "import", bad, code=1)["files"][0]["outcome"] == "refused"
    assert ask(pair.headquarters, "digest")["counts"] == counts


def test_a_damaged_copy_does_not_hide_the_held_file_that_waits(pair: Pair, packages: list[Path]) -> None:
    ask(pair.headquarters, "hq", "import", packages[1], code=1)
    damaged = bytearray(packages[1].read_bytes())
    damaged[len(damaged) // 2] ^= 1
    copy = packages[1].with_name("copy.cdrp")
    copy.write_bytes(damaged)
    ask(pair.headquarters, "hq", "import", copy, code=1)
    rows = ask(pair.headquarters, "hq", "import", packages[0])["files"]
    assert [row["outcome"] for row in rows] == ["imported", "imported"]


def test_a_package_of_a_foreign_root_is_refused(pair: Pair, tmp_path: Path) -> None:
    stranger = tmp_path / "lạ"
    with offices.quick_keys():
        ask(stranger, "demo", "--events", "6", "--photos", "0")
    ask(stranger, "export", "--period", "2026-Q3", "--out", tmp_path / "lạ.cdrp")
    row = ask(pair.headquarters, "hq", "import", tmp_path / "lạ.cdrp", code=1)["files"][0]
    assert (row["outcome"], row["result"]) == ("refused", "not_valid")


def test_after_a_revocation_later_packages_are_refused_and_earlier_ones_stay(pair: Pair, packages: list[Path]) -> None:
    ask(pair.headquarters, "hq", "import", packages[0])
    serial = ask(pair.mission, "key", "list")["keys"][0]["serial"]
    revoked = ask(pair.headquarters, "hq", "revoke", serial.upper(), "--reason", "Mất máy tính")
    assert (revoked["office"], revoked["status"]) == ("CZ-EMB", "revoked")
    rows = ask(pair.headquarters, "hq", "import", packages[0], packages[1], code=1)["files"]
    assert [row["outcome"] for row in rows] == ["already_imported", "refused"]
    assert rows[1]["code"].startswith("revocation.")
    assert ask(pair.headquarters, "hq", "figures")["total"]["events"] == pair.counts["held"]


def test_an_unknown_serial_cannot_be_revoked(pair: Pair) -> None:
    before = digest(pair.headquarters)
    refused = ask(pair.headquarters, "hq", "revoke", "abc", "--reason", "thử", code=3)
    assert refused["error"]["code"] == "enrolment.not_found"
    assert digest(pair.headquarters) == before


@pytest.mark.slow
def test_two_processes_take_the_same_file_in_exactly_once(pair: Pair, packages: list[Path]) -> None:
    argv = command("hq", "import", packages[0], "--home", pair.headquarters, "--json")
    environment = {"CULTDIP_PASSPHRASE": PASSPHRASE, "PATH": "/usr/bin", "PYTHONPATH": ":".join(sys.path)}
    both = [subprocess.Popen(argv, stdout=subprocess.PIPE, env=environment, text=True) for _ in range(2)]
    answers = [one.communicate(timeout=60)[0] for one in both]
    assert [one.returncode for one in both] == [0, 0]
    outcomes = [json.loads(text)["files"][0]["outcome"] for text in answers]
    assert sorted(outcomes) == ["already_imported", "imported"]
    assert ask(pair.headquarters, "digest")["counts"]["received_package"] == 1


def test_headquarters_reads_while_another_desk_holds_its_office(pair: Pair, packages: list[Path]) -> None:
    from cultdip_desktop.app import open_office

    with open_office(pair.headquarters, PASSPHRASE) as desk, desk.desk.store.write("hq.import"):
        assert ask(pair.headquarters, "hq", "figures")["total"]["events"] == 0
    assert ask(pair.headquarters, "hq", "import", packages[0])["files"][0]["outcome"] == "imported"
