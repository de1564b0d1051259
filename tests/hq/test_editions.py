"""Editions of the catalogue: taken from a file, issued, and translated into one another."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.issuing import IssueState
from cultdip_desktop.hq.editions import EditionService
from tests import offices
from tests.offices import PASSPHRASE, Pair, ask


@pytest.fixture
def pair(sample: Path, tmp_path: Path) -> Pair:
    return offices.pair(sample, tmp_path / "pair")


@pytest.fixture
def office(pair: Pair) -> Iterator[Office]:
    with open_office(pair.headquarters, PASSPHRASE, writing=True) as opened:
        yield opened


@pytest.fixture
def service(office: Office) -> EditionService:
    assert office.editions is not None
    return office.editions


def changed(plain: dict[str, Any], edition: str, gone: tuple[str, ...], mapping: dict[str, Any]) -> dict[str, Any]:
    """The file with a new name, without some codes, with one more."""
    made = copy.deepcopy(plain)
    made["edition"], made["mapping"] = edition, mapping
    made["items"] = [item for item in made["items"] if item["code"] not in gone]
    made["items"].append({"code": f"U9{edition[-1]}", "parent": "U", "level": 2, "kind": "priority", "title_vi": "Mới"})
    return made


def test_the_shipped_edition_written_as_a_file_can_be_read_back(service: EditionService) -> None:
    plain = service.as_file("2026.1")
    plain["edition"] = "2026.2"
    catalogue, changes, mapping = service.check(plain)
    assert len(catalogue.nodes) == 214
    assert (changes.added, changes.vanished, changes.reworded, changes.moved, mapping) == ((), (), (), (), ())


def test_a_code_that_vanishes_needs_a_successor_or_a_word_that_it_was_dropped(service: EditionService) -> None:
    plain = changed(service.as_file("2026.1"), "2027.1", ("U8", "G6.3"), {"U8": ["U91"]})
    with pytest.raises(UserError) as caught:
        service.draft(plain)
    assert (caught.value.code, caught.value.params["codes"]) == ("edition.mapping_missing", "G6.3")
    head, _ = service.draft({**plain, "mapping": {"U8": ["U91"], "G6.3": []}})
    assert (head.state, head.supersedes, head.nodes) == (IssueState.DRAFT, "2026.1", 213)


def test_an_issued_edition_is_in_force_and_codes_are_counted_by_the_mapping(
    office: Office, service: EditionService, tmp_path: Path
) -> None:
    service.draft(changed(service.as_file("2026.1"), "2027.1", ("U8", "G6.3"), {"U8": ["U91", "U7"], "G6.3": None}))
    assert service.translate("U8", "2026.1") == ("U8",)
    (file,) = service.issue("2027.1", tmp_path, PASSPHRASE)
    assert file.recipient == "ALL-MISSIONS"
    assert office.catalogue.current().edition == "2027.1"
    assert service.translate("U8", "2026.1") == ("U7", "U91")
    assert service.translate("G6.3", "2026.1") == ()
    assert service.translate("M3", "2026.1") == ("M3",)
    assert service.translate("M3", "1999.9") == ("M3",)
    assert service.issue("2027.1", tmp_path, PASSPHRASE) == []
    service.draft(changed(service.as_file("2027.1"), "2028.2", ("U91",), {"U91": ["U92"]}))
    service.issue("2028.2", tmp_path, PASSPHRASE)
    assert service.translate("U8", "2026.1") == ("U7", "U92")
    assert service.translator("2027.1").codes("U8", "2026.1") == ("U7", "U91")


def test_an_edition_that_is_in_force_or_shipped_never_changes(service: EditionService, tmp_path: Path) -> None:
    plain = service.as_file("2026.1")
    with pytest.raises(UserError, match=r"edition\.exists"):
        service.draft(plain)
    with pytest.raises(UserError, match=r"edition\.not_a_draft"):
        service.delete("2026.1")
    service.draft({**plain, "edition": "2027.1"})
    service.draft({**plain, "edition": "2027.2"})
    service.issue("2027.1", tmp_path, PASSPHRASE)
    with pytest.raises(UserError, match=r"edition\.outdated"):
        service.issue("2027.2", tmp_path, PASSPHRASE)
    service.delete("2027.2")
    assert [head.edition for head in service.heads()] == ["2027.1", "2026.1"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"catalogue": "XYZ"}, "edition.other_catalogue"),
        ({"edition": "../../etc"}, "issue.bad_value"),
        ({"edition": ""}, "issue.bad_value"),
        ({"items": []}, "edition.goal_missing"),
        ({"items": None}, "edition.goal_missing"),
        ({"items": [{"code": "m1"}]}, "issue.bad_value"),
        ({"mapping": {"NO": ["M1"]}}, "edition.mapping_unknown"),
        ({"mapping": {"M1": ["NO"]}}, "edition.mapping_unknown"),
        ({"mapping": []}, "issue.bad_value"),
        ({"mapping": {"M1": [1]}}, "issue.bad_value"),
        ({"surprise": 1}, "issue.unknown_field"),
    ],
)
def test_a_file_that_is_no_edition_is_refused_by_name(
    service: EditionService, change: dict[str, Any], code: str
) -> None:
    plain = {**service.as_file("2026.1"), "edition": "2027.1", **change}
    with pytest.raises(UserError) as caught:
        service.draft(plain)
    assert caught.value.code == code
    assert [head.edition for head in service.heads()] == ["2026.1"]


def test_codes_stand_once_and_below_a_parent(service: EditionService) -> None:
    plain = {**service.as_file("2026.1"), "edition": "2027.1"}
    with pytest.raises(UserError, match=r"edition\.code_twice"):
        service.draft({**plain, "items": [*plain["items"], plain["items"][-1]]})
    with pytest.raises(UserError, match=r"edition\.parent_missing"):
        service.draft({**plain, "items": [*plain["items"], {**plain["items"][-1], "code": "ZZ", "parent": "QQ"}]})


def test_the_command_line_compares_and_issues(pair: Pair, tmp_path: Path) -> None:
    hq, file = pair.headquarters, tmp_path / "e.json"
    ask(hq, "hq", "editions", "--write", file)
    plain = changed(json.loads(file.read_text("utf-8")), "2027.1", ("U8",), {"U8": []})
    file.write_text(json.dumps(plain, ensure_ascii=False), encoding="utf-8")
    compared = ask(hq, "hq", "issue", "catalogue", "--file", file, "--out", tmp_path, "--dry-run")
    assert (compared["added"], compared["vanished"]) == (["U91"], ["U8"])
    assert ask(hq, "hq", "issue", "catalogue", "--file", file, "--out", tmp_path)["edition"] == "2027.1"
    shown = ask(hq, "hq", "editions", "--edition", "2027.1")
    assert shown["edition"]["mapping"] == [{"from": "U8", "edition": "2026.1", "to": ""}]
