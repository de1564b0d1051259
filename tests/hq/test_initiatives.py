"""The register of initiatives at headquarters: missions' own words stay theirs, headquarters adds who sees to them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import offices
from tests.offices import ask


@pytest.fixture
def headquarters(sample: Path, tmp_path: Path) -> Path:
    """Headquarters that took in the sample mission's package with its initiatives."""
    made = offices.pair(sample, tmp_path)
    ask(made.mission, "export", "--period", "2026-Q2", "--out", tmp_path / "q2.cdrp")
    ask(made.headquarters, "hq", "import", tmp_path / "q2.cdrp")
    return made.headquarters


def listed(home: Path, *more: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = ask(home, "hq", "initiative", "list", *more)["initiatives"]
    return found


def test_missions_initiatives_come_with_their_package_and_headquarters_word_outlives_the_next(
    headquarters: Path, tmp_path: Path
) -> None:
    first = listed(headquarters, "--office", "CZ-EMB")[0]
    ask(headquarters, "hq", "initiative", "assign", str(first["id"]), "--to", "Vụ Hợp tác quốc tế", "--note", "Hỏi lại")
    ask(tmp_path / "mission", "export", "--period", "2026-Q3", "--out", tmp_path / "q3.cdrp")
    ask(headquarters, "hq", "import", tmp_path / "q3.cdrp")
    again = next(one for one in listed(headquarters) if one["id"] == first["id"])
    assert again["assigned"] == "Vụ Hợp tác quốc tế"
    assert again["stage"] == first["stage"]


def test_a_missions_initiative_is_moved_by_the_mission_alone(headquarters: Path) -> None:
    first = listed(headquarters, "--office", "CZ-EMB")[0]
    refused = ask(headquarters, "hq", "initiative", "move", str(first["id"]), "--stage", "done", code=3)
    assert refused["error"]["code"] == "register.of_a_mission"


def test_an_own_initiative_goes_from_stage_to_stage_with_every_step_kept(headquarters: Path) -> None:
    made = ask(headquarters, "hq", "initiative", "add", "--title-vi", "Tuần phim Việt Nam", "--class", "resources")
    id_ = made["initiative"]["id"]
    for stage, why in (("accepted", "Lãnh đạo đồng ý"), ("under_way", "Đã có kinh phí"), ("done", "")):
        steps = ask(headquarters, "hq", "initiative", "move", id_, "--stage", stage, "--reason", why)["steps"]
    assert [(one["from"], one["to"], one["note"]) for one in steps] == [
        ("proposed", "accepted", "Lãnh đạo đồng ý"),
        ("accepted", "under_way", "Đã có kinh phí"),
        ("under_way", "done", ""),
    ]
    assert [one["id"] for one in listed(headquarters, "--stage", "done", "--office", "")] == [id_]


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (("add", "--title-vi", "  "), "register.title_missing"),
        (("add", "--title-vi", "x" * 301), "register.text_too_long"),
        (("add", "--title-vi", "Phim", "--due", "2020-01-01"), "register.due_before"),
        (("assign", "01a20000-0000-7000-8000-000000000000", "--to", "Vụ"), "register.not_found"),
    ],
)
def test_what_cannot_be_is_refused_with_its_reason(headquarters: Path, argv: tuple[str, ...], code: str) -> None:
    assert ask(headquarters, "hq", "initiative", *argv, code=3)["error"]["code"] == code
