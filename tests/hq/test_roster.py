"""Two offices from nothing: key, request, certificate, trust, and packages that count only then."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.offices import EXAMPLE, Pair, ask, digest, event_file, quick_keys, run


@pytest.fixture
def offices(tmp_path: Path) -> tuple[Path, Path]:
    """A mission and a headquarters that have never met."""
    mission, headquarters = tmp_path / "mission", tmp_path / "headquarters"
    with quick_keys():
        ask(mission, "init", "--mission", "praha", "--person", "Nguyễn Thị Lan")
        ask(headquarters, "hq", "init", "--person", "Trần Văn Bình")
        ask(mission, "key", "create")
    return mission, headquarters


@pytest.fixture
def certificate(offices: tuple[Path, Path], tmp_path: Path) -> dict[str, Any]:
    """Headquarters' answer to the mission's request."""
    mission, headquarters = offices
    asked = ask(mission, "key", "request", "--out", tmp_path / "request.json")
    enrolled = ask(headquarters, "hq", "enrol", tmp_path / "request.json", "--out", tmp_path / "cert.cdrp")
    assert asked["words"] == enrolled["words"]
    assert enrolled["office"] == "CZ-EMB"
    return enrolled


def test_from_nothing_to_an_imported_package(
    offices: tuple[Path, Path], certificate: dict[str, Any], tmp_path: Path
) -> None:
    mission, headquarters = offices
    spoken = unicodedata.normalize("NFD", ", ".join(certificate["root_words"]).upper())
    installed = ask(mission, "key", "install", tmp_path / "cert.cdrp", "--root-words", spoken)
    assert installed["root_confirmed"] is True
    ask(mission, "event", "add", "--file", event_file(tmp_path, EXAMPLE))
    ask(mission, "export", "--period", "2026-Q3", "--out", tmp_path / "q3.cdrp")
    assert ask(mission, "verify", tmp_path / "q3.cdrp")["result"] == "valid"
    assert ask(headquarters, "hq", "import", tmp_path / "q3.cdrp")["files"][0]["outcome"] == "imported"
    assert ask(headquarters, "hq", "figures")["total"]["events"] == 1


def test_without_the_words_trust_is_unconfirmed_and_never_valid(
    offices: tuple[Path, Path], certificate: dict[str, Any], tmp_path: Path
) -> None:
    mission, headquarters = offices
    installed = ask(mission, "key", "install", tmp_path / "cert.cdrp")
    assert installed["root_confirmed"] is False
    exported = ask(mission, "export", "--period", "2026-Q3", "--out", tmp_path / "nil.cdrp")
    assert exported["result"] == "unknown"
    assert ask(mission, "verify", tmp_path / "nil.cdrp", code=1)["result"] == "unknown"
    assert ask(headquarters, "hq", "import", tmp_path / "nil.cdrp")["files"][0]["outcome"] == "imported"
    words = " ".join(certificate["root_words"])
    assert ask(mission, "key", "install", tmp_path / "cert.cdrp", "--root-words", words)["root_confirmed"] is True
    assert ask(mission, "verify", tmp_path / "nil.cdrp")["result"] == "valid"


def test_wrong_words_install_nothing(offices: tuple[Path, Path], certificate: dict[str, Any], tmp_path: Path) -> None:
    mission, _ = offices
    before = digest(mission)
    refused = ask(mission, "key", "install", tmp_path / "cert.cdrp", "--root-words", "sai hết rồi", code=3)
    assert refused["error"]["code"] == "trust.words_differ"
    assert digest(mission) == before
    assert ask(mission, "key", "list")["keys"][0]["certificate"] is None


def test_without_a_certificate_nothing_is_signed(offices: tuple[Path, Path], tmp_path: Path) -> None:
    mission, _ = offices
    before = digest(mission)
    refused = ask(mission, "export", "--period", "2026-Q3", "--out", tmp_path / "q3.cdrp", code=3)
    assert refused["error"]["code"] == "key.no_certificate"
    assert digest(mission) == before


def test_a_second_key_at_headquarters_does_not_stop_enrolling(offices: tuple[Path, Path], tmp_path: Path) -> None:
    mission, headquarters = offices
    with quick_keys():
        ask(headquarters, "key", "create", "--person", "Lê Văn Hai")
    ask(mission, "key", "request", "--out", tmp_path / "request.json")
    ask(headquarters, "hq", "enrol", tmp_path / "request.json", "--out", tmp_path / "cert.cdrp")


def test_a_spoilt_request_is_refused(offices: tuple[Path, Path], tmp_path: Path) -> None:
    _, headquarters = offices
    before = digest(headquarters)
    (tmp_path / "request.json").write_text("{}", encoding="utf-8")
    refused = ask(headquarters, "hq", "enrol", tmp_path / "request.json", "--out", tmp_path / "c.cdrp", code=3)
    assert refused["error"]["code"].startswith("enrol.")
    assert (digest(headquarters), (tmp_path / "c.cdrp").exists()) == (before, False)


@pytest.mark.parametrize(
    "argv",
    [
        ("hq", "figures"),
        ("hq", "import", "x.cdrp"),
        ("hq", "import", "x.cdrp", "--dry-run"),
        ("hq", "trust", "--out", "trust"),
        ("hq", "enrol", "request.json", "--out", "c.cdrp"),
        ("hq", "revoke", "1", "--reason", "thử"),
    ],
)
def test_headquarters_commands_are_refused_at_a_mission(mission: Path, argv: tuple[str, ...]) -> None:
    ran = run(*argv, "--home", mission, "--json")
    assert (ran.code, ran.error) == (3, "hq.not_headquarters")


def test_commands_that_write_events_are_refused_at_headquarters(pair: Pair, tmp_path: Path) -> None:
    before = digest(pair.headquarters)
    file = event_file(tmp_path, EXAMPLE)
    for argv in (
        ("event", "add", "--file", file),
        ("event", "edit", "1", "--file", file),
        ("event", "delete", "1"),
        ("event", "restore", "1"),
        ("attach", "1", file),
        ("export", "--period", "2026-Q3", "--out", tmp_path / "x.cdrp"),
        ("report", "build", "--period", "2026-Q3", "--out", tmp_path / "x.pdf"),
    ):
        assert ask(pair.headquarters, *argv, code=3)["error"]["code"] == "office.not_a_mission"
    assert digest(pair.headquarters) == before
    assert ask(pair.headquarters, "event", "list")["total"] == 0
