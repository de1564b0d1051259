"""The descriptions of records, and our small validator against the library that everybody knows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cultdip_desktop.core.paths import resources
from cultdip_desktop.domain.codec import event_from_package
from cultdip_desktop.packages import enrolment, schema
from cultdip_desktop.packages.contents import FileSource
from cultdip_desktop.packages.entities import ENTITIES
from cultdip_desktop.packages.package import SCHEMA_VERSION
from cultdip_desktop.packages.schema import Schema, SchemaError
from tests.packages.world import World, bi, event_row, jpeg, media_row, office_row, report_row

ROWS: dict[str, dict[str, Any]] = {
    "office": office_row(),
    "event": event_row(),
    "media": media_row(FileSource.of_bytes(jpeg())),
    "report": report_row(),
    "person": {"id": "p1", "name": "Nguyễn Thị Hòa", "rank": bi("Bí thư thứ nhất", "First Secretary")},
    "partner": {"id": "a1", "name": "Hội người Việt Nam tại CH Séc", "category": "AC.OVN"},
    "narrative": {"id": "n1", "report_id": "r1", "section": "assessment", "text": bi("Tốt")},
    "finding": {
        "id": "f1",
        "event_id": None,
        "code": "event.goals_missing",
        "severity": "warning",
        "field": "goals",
        "reason": "Sự kiện lễ tân",
    },
    "programme": {
        "id": "CZ-EMB/2026",
        "office": "CZ-EMB",
        "year": 2026,
        "title": bi("Chương trình hành động năm 2026"),
        "approved_at": "2026-01-15T09:00:00.000Z",
        "approved_by": "Nguyễn Minh Hà",
        "approval": "Đại sứ duyệt",
    },
    "programme_item": {
        "id": "01990000-0000-7000-8000-000000000001",
        "programme_id": "CZ-EMB/2026",
        "title": bi("Tuần phim Việt Nam", "Film week"),
        "code": "M3",
        "edition": "2026.1",
        "quarter": 2,
        "person": "Nguyễn Minh Hà",
        "target": 2,
        "unit": "",
        "source": "headquarters",
        "source_ref": "II.3",
        "done": 1,
        "standing": "late",
        "events": ["01990000-0000-7000-8000-000000000002"],
        "since_approval": "changed",
        "changed": [{"field": "quarter", "before": "1", "now": "2"}],
    },
    "report_section": {
        "id": "01990000-0000-7000-8000-000000000003",
        "report_id": "r1",
        "section": "II.3",
        "text": bi("Nổi bật là đêm hội Trung thu."),
        "included": True,
    },
    "report_comment": {
        "id": "01990000-0000-7000-8000-000000000004",
        "report_id": "r1",
        "place": "section:II.3",
        "text": "Nêu rõ số khách.",
        "answer": "Đã bổ sung.",
        "done": True,
    },
    "report_finding": {
        "id": "f1",
        "report_id": "r1",
        "code": "report.goals_missing",
        "severity": "warning",
        "event_id": None,
        "field": "goals",
        "reason": "Sự kiện lễ tân",
    },
    "report_change": {
        "id": "000001",
        "report_id": "r1",
        "entity": "event",
        "record": "01990000-0000-7000-8000-000000000002",
        "title": bi("Tuần phim Việt Nam"),
        "path": "city",
        "label": bi("Thành phố", "City"),
        "old": "Praha",
        "new": "Brno",
    },
    "initiative": {
        "id": "01990000-0000-7000-8000-000000000005",
        "title": bi("Tủ sách tiếng Việt"),
        "text": bi(""),
        "class": "local",
        "stage": "under_way",
        "person": "Nguyễn Minh Hà",
        "proposed_on": "2026-03-01",
        "due": None,
        "result": bi(""),
        "event_id": None,
    },
    "commendation": {
        "id": "01990000-0000-7000-8000-000000000006",
        "name": "Hội Hữu nghị Séc – Việt",
        "kind": "group",
        "award": "Bằng khen của Bộ trưởng",
        "reason": bi("Nhiều năm gắn bó."),
        "proposed_on": "2026-06-30",
        "events": ["01990000-0000-7000-8000-000000000002"],
    },
    "catalogue_node": {"id": "2026.1/M3", "code": "M3", "edition": "2026.1", "title": bi("Mục tiêu 3")},
    "receipt": {
        "id": "01990000-0000-7000-8000-000000000010",
        "office": "CZ-EMB",
        "at": "2026-10-05T08:00:00.000Z",
        "epoch": 1,
        "seq": 3,
        "manifest_sha256": "a" * 64,
        "missing": [2],
        "history_head": "",
        "history_count": 412,
        "ledger_position": 17,
        "ledger_head": "b" * 64,
        "catalogue_code": "CDS2030",
        "catalogue_edition": "2026.1",
        "held_media": 1,
    },
    "receipt_package": {
        "id": "01990000-0000-7000-8000-000000000011",
        "package_id": None,
        "kind": "report",
        "period": "2026-Q3",
        "epoch": 1,
        "seq": 3,
        "manifest_sha256": "a" * 64,
        "container_sha256": "c" * 64,
        "file_name": "báo cáo.cdrp",
        "outcome": "held",
        "code": "chain.gap",
        "missing": [2],
        "result": "valid",
        "received_at": "2026-10-05T07:59:00.000Z",
        "events": 12,
        "media": 4,
        "report_id": "r1",
        "decision": "",
        "decision_text": "",
        "decided_at": None,
        "ledger_position": 17,
        "time_stamp": "",
    },
    "held_media": {"id": "d" * 64},
    "remark": {
        "id": "01990000-0000-7000-8000-000000000012",
        "report_id": "r1",
        "office": "CZ-EMB",
        "package_id": None,
        "place": "event:01990000-0000-7000-8000-000000000002:results.attendance",
        "text": "Nêu rõ cách đếm.",
        "author": "Nguyễn Văn An",
        "made_at": "2026-10-05T08:00:00.000Z",
    },
    "directive": {
        "id": "01990000-0000-7000-8000-000000000013",
        "notation": "12/CĐ-NGVH",
        "title": bi("Chuẩn bị Ngày Văn hóa Việt Nam", "Prepare the Day of Vietnamese Culture"),
        "text": bi("Mỗi cơ quan tổ chức ít nhất một hoạt động."),
        "issued_on": "2026-10-06",
        "due": None,
        "offices": ["CZ-EMB"],
        "withdraws": None,
        "person": "Nguyễn Văn An",
    },
    "directive_task": {
        "id": "01990000-0000-7000-8000-000000000014",
        "directive_id": "01990000-0000-7000-8000-000000000013",
        "position": 0,
        "title": bi("Gửi kế hoạch"),
        "due": "2026-10-31",
        "code": "M3",
    },
    "directive_answer": {
        "id": "01990000-0000-7000-8000-000000000014",
        "directive_id": "01990000-0000-7000-8000-000000000013",
        "state": "done",
        "answer": "Đã gửi.",
        "answered_at": "2026-10-20T08:00:00.000Z",
    },
    "issued_item": {
        "id": "01990000-0000-7000-8000-000000000015",
        "year": 2027,
        "position": 0,
        "title": bi("Tuần phim Việt Nam"),
        "code": "M3",
        "edition": "2026.1",
        "quarter": 2,
        "target": None,
        "unit": "",
        "note": "",
        "withdrawn": False,
    },
    "catalogue": {
        "id": "2027.1",
        "code": "CDS2030",
        "title": bi("Chiến lược Ngoại giao văn hóa đến năm 2030"),
        "supersedes": "2026.1",
        "issued_on": "2027-01-04",
        "note": "",
        "nodes": 214,
    },
    "catalogue_map": {
        "id": "e" * 32,
        "from_edition": "2026.1",
        "from_code": "G6.3",
        "to_edition": "2027.1",
        "to_code": "",
    },
    "central_item": {
        "id": "01990000-0000-7000-8000-000000000016",
        "kind": "message",
        "title": bi("Thông điệp năm 2027"),
        "text": bi("Việt Nam – bản sắc và hội nhập."),
        "content": "{}",
        "offices": [],
        "year": 2027,
        "until": None,
        "withdrawn": False,
    },
    "rate": {
        "id": "CZK/VND/june_estimate/2026-06-01",
        "currency": "CZK",
        "quote": "VND",
        "kind": "june_estimate",
        "day": "2026-06-01",
        "value": "1181.5",
        "source": "Kho bạc Nhà nước",
    },
    "duty": {
        "id": "01990000-0000-7000-8000-000000000017",
        "period": "2026-Q3",
        "rule": "calendar",
        "due": None,
        "note": "",
        "extended": True,
        "reason": "Chuyển trụ sở",
    },
    "encryption_key": {
        "id": "KM-2026-11",
        "recipient": "age1" + "q" * 58,
        "made_at": "2026-11-22T08:00:00.000Z",
        "retired_at": None,
    },
    "history_day": {"id": "2026-10-04", "day": "2026-10-04", "position": 412, "hash": "f" * 64},
    "tombstone": {"id": "x", "entity": "event", "deleted_at": "2026-09-30T08:00:00.000Z"},
}
STRANGE = [None, True, 0, -1, 10**17, "", "x" * 30_000, [], {}, ["a", "a"], {"vi": 1}, [None], "2026-13-99\n"]


def document(entity: str) -> dict[str, Any]:
    return json.loads(schema.text(SCHEMA_VERSION, entity))  # type: ignore[no-any-return]


def agree(entity: str, value: Any) -> None:
    library = jsonschema.Draft202012Validator(document(entity)).is_valid(value)
    try:
        schema.load(SCHEMA_VERSION, entity).check(value)
        ours = True
    except SchemaError:
        ours = False
    assert ours == library, (entity, value)


def test_every_entity_has_a_description_and_none_is_left_over() -> None:
    folder = resources() / "schema" / str(SCHEMA_VERSION)
    assert {path.name.removesuffix(".schema.json") for path in folder.iterdir()} == ENTITIES.keys()


OLDER = [path for version in ("1", "2") for path in sorted((resources() / "schema" / version).iterdir())]


@pytest.mark.parametrize("path", OLDER, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_what_older_versions_wrote_is_read_by_this_one(path: Path) -> None:
    """Every field that there was is still there and asked no more of; nothing new is required."""
    old = json.loads(path.read_text("utf-8"))
    new = document(path.name.removesuffix(".schema.json"))
    assert set(new["required"]) <= set(old["required"])
    for name, rule in old["properties"].items():
        now = new["properties"][name]
        if "pattern" in rule and rule["pattern"] != now["pattern"]:
            assert name == "period"
            now = {**now, "pattern": rule["pattern"]}
        assert {**now, "description": ""} == {**rule, "description": ""}
    assert old.get("$defs") == new.get("$defs")


@pytest.mark.parametrize("entity", sorted(ENTITIES))
def test_a_description_is_proper_json_schema(entity: str) -> None:
    jsonschema.Draft202012Validator.check_schema(document(entity))


@pytest.mark.parametrize("entity", sorted(ROWS))
def test_an_ordinary_record_passes(entity: str) -> None:
    assert schema.load(SCHEMA_VERSION, entity).check(ROWS[entity]) is False


def test_certificates_and_lists_pass(world: World) -> None:
    for entity, rows in enrolment.answer_rows(world.trust, world.praha.certificate).items():
        for row in rows:
            schema.load(SCHEMA_VERSION, entity).check(row)
            agree(entity, row)


@pytest.mark.parametrize("entity", sorted(ROWS))
def test_our_answer_is_the_librarys_for_every_field_and_strange_value(entity: str) -> None:
    row = ROWS[entity]
    agree(entity, row)
    for name in row:
        agree(entity, {key: value for key, value in row.items() if key != name})
        for value in STRANGE:
            if not (isinstance(value, str) and value.endswith("\n")):
                agree(entity, {**row, name: value})


def test_our_answer_is_the_librarys_inside_of_lists_and_objects() -> None:
    goal = event_row()["goals"][0]
    for name in goal:
        for value in STRANGE[:-1]:
            agree("event", event_row(goals=[{**goal, name: value}]))
    for value in STRANGE[:-1]:
        agree("event", event_row(results={"attendance": {"value": value, "kind": "total", "method": "tickets"}}))
        agree("event", event_row(products=["PR.A", value]))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(), lambda x: st.lists(x) | st.dictionaries(st.text(), x)
    )
)
def test_our_answer_is_the_librarys_for_anything(value: Any) -> None:
    agree("tombstone", value)
    agree("event", {**event_row(), "results": value})


def test_a_line_feed_at_the_end_does_not_slip_through_a_pattern() -> None:
    with pytest.raises(SchemaError) as caught:
        schema.load(SCHEMA_VERSION, "event").check(event_row(office="CZ-EMB\n"))
    assert caught.value.path == "office"


def test_fields_of_a_newer_version_pass_only_when_allowed() -> None:
    row = event_row(mood="vui")
    assert schema.load(SCHEMA_VERSION, "event").check(row, allow_unknown=True) is True
    with pytest.raises(SchemaError) as caught:
        schema.load(SCHEMA_VERSION, "event").check(row)
    assert caught.value.path == "mood"


@pytest.mark.parametrize("rule", [{"anyOf": []}, {"properties": {"a": {"format": "date"}}}, {"pattern": "a"}])
def test_a_description_that_we_would_misread_is_refused(rule: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"uses|anchored"):
        Schema(rule)


def test_what_the_description_accepts_the_domain_reads() -> None:
    event = event_from_package(event_row())
    assert event.title.vi == "Đêm hội Trung thu Praha 2026"
    assert str(event.results.host_country_share) == "0.62"
