"""`cultdip event` and `cultdip history`: written, changed, found, thrown away and brought back."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.offices import EXAMPLE, ask, digest, event_file, run


def _add(mission: Path, folder: Path, **fields: Any) -> str:
    return str(ask(mission, "event", "add", "--file", event_file(folder, {**EXAMPLE, **fields}))["id"])


def test_what_show_prints_can_be_added_again(mission: Path, tmp_path: Path) -> None:
    first = ask(mission, "event", "show", _add(mission, tmp_path))
    again = ask(mission, "event", "add", "--file", event_file(tmp_path, first))
    second = ask(mission, "event", "show", again["id"])["event"]
    own = ("id", "number", "created_at", "updated_at")
    assert {k: v for k, v in second.items() if k not in own} == {
        k: v for k, v in first["event"].items() if k not in own
    }
    plain = run("event", "show", again["id"], "--home", mission)
    assert json.loads(plain.out) == second


def test_instants_carry_their_offset_and_zone(mission: Path, tmp_path: Path) -> None:
    late = _add(mission, tmp_path, title={"vi": "Nửa đêm", "en": ""}, start="2026-09-25T00:30:00+02:00", end=None)
    shown = ask(mission, "event", "show", late)["event"]
    assert (shown["start"], shown["zone"]) == ("2026-09-25T00:30:00+02:00", "Europe/Prague")
    row = next(row for row in ask(mission, "event", "list")["events"] if row["id"] == late)
    assert (row["start"], row["zone"]) == ("2026-09-25T00:30:00+02:00", "Europe/Prague")
    assert "2026-09-25" in next(
        line for line in run("event", "list", "--home", mission).out.splitlines() if "Nửa đêm" in line
    )


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"title": {"vi": " ", "en": "Only English"}}, "event.title_missing", None),
        ({"start": None}, "event.start_missing", None),
        ({"end": "2026-09-25T17:00:00+02:00"}, "event.end_before_start", None),
        ({"goals": [{"code": "M99", "primary": True, "reason": {"vi": "x"}}]}, "event.goal_unknown", None),
        ({"themes": ["TH.NOPE"]}, "event.code_unknown", "themes"),
        ({"titel": "x"}, "event.unknown_field", "titel"),
        ({"results": {"visitors": 3}}, "event.unknown_field", "results.visitors"),
        ({"start": "gestern"}, "event.bad_value", "start"),
        ({"zone": "Europe/Nirgends"}, "event.bad_value", "zone"),
        ({"all_day": "yes"}, "event.bad_value", "all_day"),
        ({"kind": "party"}, "event.bad_value", "kind"),
        ({"money": [{**EXAMPLE["money"][0], "amount": "1.234"}]}, "event.bad_value", "money.amount"),  # type: ignore[index]
        ({"money": [{**EXAMPLE["money"][0], "amount": 5}]}, "event.bad_value", "money.amount"),  # type: ignore[index]
        ({"results": {"attendance": {"value": -1}}}, "event.bad_value", "results.attendance.value"),
        ({"summary": {"vi": "x" * 20_001}}, "event.bad_value", "summary.vi"),
        ({"country": "Czechia"}, "event.bad_value", "country"),
    ],
)
def test_bad_input_is_refused_by_name_and_changes_nothing(
    mission: Path, tmp_path: Path, fields: dict[str, Any], code: str, field: str | None
) -> None:
    before = digest(mission)
    error = ask(mission, "event", "add", "--file", event_file(tmp_path, {**EXAMPLE, **fields}), code=3)["error"]
    assert error["code"] == code
    assert error["message"]
    if field is not None:
        assert error["field"] == field
    assert digest(mission) == before


@pytest.mark.parametrize("content", ["", "[]", "{", '"x"', '{"a": NaN}', "\x00", '{"event": 1}', "[" * 100_000])
def test_what_is_no_json_object_is_refused(mission: Path, tmp_path: Path, content: str) -> None:
    (tmp_path / "e.json").write_text(content, encoding="utf-8")
    assert ask(mission, "event", "add", "--file", tmp_path / "e.json", code=3)["error"]["code"] == "input.not_json"


@pytest.mark.parametrize(
    ("content", "key"), [('{"city": "Brno", "city": "Praha"}', "city"), ('{"title": {"vi": "A", "vi": "B"}}', "vi")]
)
def test_a_field_that_is_named_twice_is_refused(mission: Path, tmp_path: Path, content: str, key: str) -> None:
    event = _add(mission, tmp_path)
    before = digest(mission)
    (tmp_path / "e.json").write_text(content, encoding="utf-8")
    for verb in (("add",), ("edit", event)):
        error = ask(mission, "event", *verb, "--file", tmp_path / "e.json", code=3)["error"]
        assert (error["code"], error["key"], error["file"]) == ("input.key_twice", key, "e.json")
        assert f"«{key}»" in error["message"]
    assert digest(mission) == before


def test_an_amount_below_zero_is_refused(mission: Path, tmp_path: Path) -> None:
    line = {"source": "RS.BUD", "stage": "spent", "amount": "-5.00", "currency": "CZK"}
    error = ask(mission, "event", "add", "--file", event_file(tmp_path, {**EXAMPLE, "money": [line]}), code=3)["error"]
    assert (error["code"], error["field"], error["value"]) == ("event.bad_value", "money.amount", "-5.00")
    assert error["message"] == "Trường money.amount không nhận giá trị «-5.00»."


def test_a_missing_and_an_enormous_file_are_refused(mission: Path, tmp_path: Path) -> None:
    (tmp_path / "e.json").write_bytes(b" " * 1_100_000)
    assert ask(mission, "event", "add", "--file", tmp_path / "e.json", code=3)["error"]["code"] == "input.too_large"
    assert ask(mission, "event", "add", "--file", tmp_path / "x", code=3)["error"]["code"] == "file.unreachable"


def test_edit_changes_only_what_is_given(mission: Path, tmp_path: Path) -> None:
    event = _add(mission, tmp_path)
    before = ask(mission, "event", "show", event)["event"]
    ask(mission, "event", "edit", event, "--file", event_file(tmp_path, {"city": "Brno"}))
    after = ask(mission, "event", "show", event)["event"]
    assert {name for name in after if after[name] != before[name]} == {"city", "updated_at"}


def test_a_refused_edit_changes_nothing(mission: Path, tmp_path: Path) -> None:
    event = _add(mission, tmp_path)
    before = digest(mission)
    for fields, code in (
        ({"end": "2020-01-01"}, "event.end_before_start"),
        ({"state": "preparing"}, "event.state_forbidden"),
        ({"nope": 1}, "event.unknown_field"),
    ):
        ran = ask(mission, "event", "edit", event, "--file", event_file(tmp_path, fields), code=3)
        assert ran["error"]["code"] == code
    assert digest(mission) == before


def test_delete_and_restore(mission: Path, tmp_path: Path) -> None:
    event = _add(mission, tmp_path)
    ask(mission, "event", "delete", event)
    assert ask(mission, "event", "list")["total"] == 24
    for verb in ("show", "delete"):
        assert ask(mission, "event", verb, event, code=3)["error"]["code"] == "event.not_found"
    ask(mission, "event", "restore", event)
    assert ask(mission, "event", "list")["total"] == 25
    assert ask(mission, "event", "show", event)["event"]["city"] == "Praha"
    assert digest(mission)["counts"]["events"] == 25


@pytest.mark.parametrize("verb", ["show", "delete", "restore"])
def test_an_unknown_event_is_named(mission: Path, verb: str) -> None:
    before = digest(mission)
    assert ask(mission, "event", verb, "không-có", code=3)["error"]["code"] == "event.not_found"
    assert digest(mission) == before


@pytest.mark.parametrize(
    "query", ["dien anh", "Điện ảnh", "ĐIỆN ẢNH", unicodedata.normalize("NFD", "điện ảnh"), "hoa", "hoà", "hòa"]
)
def test_words_are_found_with_and_without_marks(mission: Path, tmp_path: Path, query: str) -> None:
    event = _add(mission, tmp_path, title={"vi": "Tuần điện ảnh và hòa nhạc", "en": ""})
    found = ask(mission, "event", "list", "--query", query)
    assert event in [row["id"] for row in found["events"]]


def test_filters_limit_and_total(mission: Path, tmp_path: Path) -> None:
    _add(mission, tmp_path, title={"vi": "Hội thảo rối nước", "en": ""}, start="2031-01-01T10:00:00", end=None)
    window = ("--from", "2031-01-01", "--to", "2031-01-01")
    assert ask(mission, "event", "list", *window)["total"] == 1
    assert ask(mission, "event", "list", *window, "--goal", "m3")["total"] == 1
    assert ask(mission, "event", "list", *window, "--goal", "M2")["total"] == 0
    assert ask(mission, "event", "list", "--from", "2031-01-02")["total"] == 0
    limited = ask(mission, "event", "list", "--limit", "2")
    assert (len(limited["events"]), limited["total"]) == (2, 25)
    assert ask(mission, "event", "list", "--query", "khongthaydau")["total"] == 0
    assert ask(mission, "event", "list", "--query", '" OR * NEAR( --')["total"] == 0
    turned = ask(mission, "event", "list", "--from", "2031-01-02", "--to", "2031-01-01", code=3)
    assert turned["error"]["code"] == "figures.window_turned"
    assert ask(mission, "event", "list", "--goal", "M99", code=3)["error"]["code"] == "event.goal_unknown"


def test_history_tells_who_changed_what(mission: Path, tmp_path: Path) -> None:
    event = _add(mission, tmp_path)
    ask(mission, "event", "edit", event, "--file", event_file(tmp_path, {"city": "Brno"}))
    first = ask(mission, "history", event)["entries"][0]
    assert (first["field"], first["old"], first["new"], first["actor"]) == ("city", "Praha", "Brno", "Nguyễn Minh Hà")
    assert ask(mission, "history", "không-có", code=3)["error"]["code"] == "history.unknown"
    assert len(ask(mission, "history", "--limit", "3")["entries"]) == 3


HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(1)",
    "<script>alert(1)</script> & <b>đậm</b> &lt;",
    "\u202eđảo chiều\u202c \u200fphải sang trái",
    "'; DROP TABLE event; --",
    "%s %(x)s {0} {n} \\N{BULLET}",
    "🎎 👩‍👩‍👧 \U0001f1fb\U0001f1f3",
    "Z\u0363a\u0364l\u0365g\u0366o" * 20,
]


@pytest.mark.slow
def test_hostile_texts_reach_report_package_and_headquarters_unharmed(
    mission: Path, headquarters: Path, tmp_path: Path
) -> None:
    wanted = {}
    for index, text in enumerate([*HOSTILE, "dài " * 4999]):
        clean = unicodedata.normalize("NFC", text)
        added = _add(mission, tmp_path, title={"vi": text[:2000], "en": text[:2000]}, summary={"vi": text, "en": ""})
        wanted[added] = clean
        assert ask(mission, "event", "show", added)["event"]["summary"]["vi"] == clean, index
    for name in ("r.pdf", "r.xlsx", "r.csv"):
        ask(mission, "report", "build", "--period", "2026-Q3", "--out", tmp_path / name)
    lines = (tmp_path / "r.csv").read_text(encoding="utf-8-sig")
    assert not any(
        cell.startswith(("=cmd", '"=cmd', "+1+1", "@SUM")) for line in lines.splitlines() for cell in line.split(",")
    )
    ask(mission, "export", "--period", "2026-Q3", "--out", tmp_path / "q3.cdrp")
    ask(headquarters, "hq", "import", tmp_path / "q3.cdrp")
    for event, text in wanted.items():
        assert ask(headquarters, "event", "show", event)["event"]["summary"]["vi"] == text
    assert ask(headquarters, "check", "--deep")["findings"] == []
