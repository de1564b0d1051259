"""An approval binds every field that travels: whatever is changed behind it, by whatever road, export refuses and names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.paths import resources
from cultdip_desktop.domain.content_words import has_words
from cultdip_desktop.domain.report import SnapshotPurpose
from cultdip_desktop.packages.package import SCHEMA_VERSION
from cultdip_desktop.services.report_content import NOT_BOUND
from cultdip_desktop.store.schema import LOGGED
from tests.offices import PASSPHRASE, ask, event_file, run
from tests.services.approving import PERIOD, approved, enrich, raw

STAYS: dict[str, str] = {
    "event": "internal_note risk_note template series_id planned_attendance updated_at source_package local_day "
    "title_sort",
    "event_goal": "position",
    "event_code": "position",
    "event_actor": "position partner_id",
    "event_money": "position",
    "event_press": "position media_id",
    "event_gain": "position",
    "office": "language writer_id epoch",
    "person": "approver name_sort",
    "media_item": "file_name taken_at has_location added_at consent_media_id",
    "partner": "kind name_en honorific_vi honorific_en honorific_english country city phone email address website note "
    "consent_day deleted_at name_folded name_sort",
    "programme": "note created_at",
    "programme_item": "position note",
    "programme_baseline": "content",
    "goal_gap": "person_id noted_at",
    "report": "period rule kind focus office state amendment reason number issued_on drafted_by submitted_by submitted_at approved_by "
    "approved_at one_person content_sha256 document_sha256 created_at",
    "report_section": "report_id ticked basis_sha256 written_by written_at",
    "report_comment": "report_id person_id author made_at",
    "report_waiver": "report_id person_id given_at",
    "initiative": "created_at office assigned note",
    "commendation": "partner_id created_at office",
    "catalogue": "title_vi title_en title_english state issued_on note supersedes",
    "catalogue_node": "position parent level kind title_english text_vi text_en text_english taggable wording letter",
}
"""Columns that no package carries and no approval binds: notes, bookkeeping, order, who said something, the acts.

A report under another period is no report of this one: nobody has approved it there.
"""

READ_AT_OPENING = ("office", "catalogue", "catalogue_node")
"""Tables that an open program has read: it signs what it has, and sees the change when it is opened again."""

ELSEWHERE = frozenset(
    "setting mission event_evidence event_origin sent_package received_package inbox_mark certificate partner_alias "
    "partner_role interaction series anniversary task goal_target rate saved_view report_step report_snapshot "
    "paper_file programme_link contact duty extension reminder ledger history_day joint joint_member received_report exemplar "
    "initiative_step encryption_key trusted_signer dispatch remark directive directive_task directive_answer catalogue_map "
    "central_item issued_item receipt receipt_line media_at_hq".split()
)
"""Tables of which nothing travels, or whose columns have no meaning one by one; settings are tried by their fields."""


@pytest.fixture
def signed_off(mission: Path, tmp_path: Path) -> Iterator[tuple[Office, str]]:
    with open_office(mission, PASSPHRASE) as office:
        event_id = enrich(office, tmp_path)
        approved(office)
        yield office, event_id


@pytest.fixture
def bound(mission: Path, signed_off: tuple[Office, str]) -> Iterator[tuple[Office, Any, str]]:
    office, event_id = signed_off
    with raw(mission) as connection:
        yield office, connection, event_id


def columns() -> list[tuple[str, str]]:
    return [
        (name, column.name)
        for name, table in LOGGED.items()
        if name not in ELSEWHERE
        for column in table.columns
        if name not in READ_AT_OPENING
        if not column.primary_key or name in ("event_goal", "event_code")
        if column.name not in ("event_id", "id") or name == "media_item"
        if column.name not in STAYS.get(name, "").split()
    ]


def row_of(table: str, event_id: str) -> str:
    """Which row is tried: one that travels, with something in every column."""
    return {
        "event": f"id = '{event_id}'",
        "person": "name = 'Lê Hoàng Phúc'",
        "partner": "name = 'Hội người Việt Nam tại CH Séc'",
        "media_item": f"event_id = '{event_id}'",
        "event_code": f"event_id = '{event_id}' AND facet = 'locality' AND position = 1",
        "programme": "year IN (SELECT year FROM programme_baseline)",
        "programme_item": "year IN (SELECT year FROM programme_baseline) AND deleted_at IS NULL",
        "initiative": f"event_id = '{event_id}'",
        "commendation": "name = 'Hội Hữu nghị'",
        "goal_gap": "code = 'M4' AND quarter = 3 AND year = 2026",
        "catalogue": "is_current = 1",
        "catalogue_node": "code = 'M3'",
        "report_comment": "source = 'headquarters'",
    }.get(table, f"event_id = '{event_id}'" if table.startswith("event_") else "1")


SPECIAL = {
    "zone": "Asia/Tokyo",
    "country": "SK",
    "edition": "2027.1",
    "sha256": "d" * 64,
    "deleted_at": "2026-11-01T00:00:00.000Z",
    "events": "[]",
    "rule": "decree",
    "year": 2019,
    "role": "headquarters",
    "person_id": None,
    "consent": "refused",
    "is_current": 0,
    "quarter": 2,
}


def changed(table: str, column: str, value: Any) -> Any:
    """Another value that the column may hold."""
    words = _allowed(table, column)
    if column in SPECIAL and not (words and SPECIAL[column] not in words) and value != SPECIAL[column]:
        return SPECIAL[column]
    if words:
        return next(word for word in words if word not in (value, "missing", "draft"))
    if _is_flag(table, column):
        return 1 - value
    if value is None and column.endswith("_at"):
        return "2026-11-01T00:00:00.000Z"
    if isinstance(value, int) or value is None:
        return (value or 0) + 1
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return f"{value[:8]}{'11' if value[8:] != '11' else '12'}"
    if re.fullmatch(r"\d{4}-\d\d-\d\dT.*Z", value):
        return f"{value[:11]}01:02:03.000Z"
    if column == "currency":
        return "EUR"
    return f"{value} (sửa)" if value else "sửa"


def _allowed(table: str, column: str) -> list[str]:
    for check in LOGGED[table].constraints:
        if isinstance(check, sa.CheckConstraint):
            found = re.match(rf"{column} IN \(('[^)]*)\)", str(check.sqltext))
            if found:
                return re.findall(r"'([^']*)'", found.group(1))
    return []


def _is_flag(table: str, column: str) -> bool:
    checks = (str(one.sqltext) for one in LOGGED[table].constraints if isinstance(one, sa.CheckConstraint))
    return any(text == f"{column} IN (0, 1)" for text in checks)


def refusal(office: Office, folder: Path) -> UserError:
    with pytest.raises(UserError) as caught:
        office.packages.export(PERIOD, folder / "q3.cdrp", PASSPHRASE)
    assert not list(folder.glob("*.cdrp*"))
    return caught.value


@pytest.mark.slow
def test_every_column_that_travels_is_bound_one_by_one(bound: tuple[Office, Any, str], tmp_path: Path) -> None:
    """By raw SQL with the key; a column is bound, or a reader of this file sees that it stays."""
    office, connection, event_id = bound
    tried = 0
    for table, column in columns():
        row = Row(connection, table, column, row_of(table, event_id))
        tampered = row.change()
        error = refusal(office, tmp_path)
        assert error.code == "report.changed_since_approval", (table, column, row.value, tampered, error.code)
        assert "«" in str(error.params["fields"])
        assert "Trường khác" not in str(error.params["fields"]), (table, column)
        row.change_back()
        tried += 1
    assert _changes(office) == ()
    assert tried > 150


@pytest.mark.slow
def test_every_column_that_a_program_reads_when_it_is_opened_is_bound(mission: Path, tmp_path: Path) -> None:
    with open_office(mission, PASSPHRASE) as office:
        event_id = enrich(office, tmp_path)
        approved(office)
    with raw(mission) as connection:
        for table, column in ((name, column.name) for name in READ_AT_OPENING for column in LOGGED[name].columns):
            if column in (*STAYS[table].split(), "id", "edition", "is_current", "role"):
                continue
            row = Row(connection, table, column, row_of(table, event_id))
            tampered = row.change()
            with open_office(mission, PASSPHRASE, writing=False) as office:
                assert _changes(office), (table, column, row.value, tampered)
            row.change_back()


class Row:
    """One column of one row, changed behind everybody's back."""

    def __init__(self, connection: Any, table: str, column: str, where: str) -> None:
        self._connection, self._table, self._column = connection, table, column
        found = connection.execute(f"SELECT rowid, {column} FROM {table} WHERE {where} LIMIT 1").fetchone()  # noqa: S608
        assert found is not None, f"no row of {table} to try"
        self._row_id, self.value = found

    def change(self) -> Any:
        tampered = "product" if self._column == "facet" else changed(self._table, self._column, self.value)
        self._write(tampered)
        return tampered

    def change_back(self) -> None:
        self._write(self.value)

    def _write(self, value: Any) -> None:
        statement = f"UPDATE {self._table} SET {self._column} = ? WHERE rowid = ?"  # noqa: S608
        self._connection.execute(statement, (value, self._row_id))


def test_a_report_that_was_moved_behind_the_program_is_not_approved_there(
    bound: tuple[Office, Any, str], tmp_path: Path
) -> None:
    office, connection, _event = bound
    connection.execute("UPDATE report SET period = '2019-Q1' WHERE period = '2026-Q3'")
    assert refusal(office, tmp_path).code == "report.not_approved"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE report SET content_sha256 = replace(content_sha256, '0', '1')",
        "UPDATE report SET approved_by = drafted_by",
        "UPDATE report_snapshot SET content = '' WHERE purpose = 'approved'",
        "UPDATE report_snapshot SET content_sha256 = replace(content_sha256, 'a', 'b') WHERE purpose = 'approved'",
        "DELETE FROM report_snapshot WHERE purpose = 'approved'",
        "DELETE FROM report_step WHERE step = 'approve'",
    ],
)
def test_an_approval_that_was_forged_with_the_key_does_not_count(
    bound: tuple[Office, Any, str], tmp_path: Path, statement: str
) -> None:
    office, connection, _event = bound
    connection.execute(statement)
    assert refusal(office, tmp_path).code == "report.snapshot_damaged"


def test_every_field_of_the_letterhead_is_bound(bound: tuple[Office, Any, str], tmp_path: Path) -> None:
    office, connection, _event = bound
    (text,) = connection.execute("SELECT value FROM setting WHERE name = 'letterhead'").fetchone()
    plain = json.loads(text)
    values = {"authority": "KT.", "urgency": "urgent", "circulation": "internal", "indent": 100}
    for name, value in plain.items():
        told = value
        if isinstance(value, dict):
            told = {**value, "vi": f"{value.get('vi', '')}x"}
        elif isinstance(value, int):
            told = value + 1
        elif isinstance(value, str):
            told = f"{value}x"
        told = values.get(name, told)
        tampered = json.dumps({**plain, name: told})
        connection.execute("UPDATE setting SET value = ? WHERE name = 'letterhead'", (tampered,))
        assert refusal(office, tmp_path).code == "report.changed_since_approval", name
        assert {one.path.partition(".")[0] for one in _changes(office)} >= {name}
    connection.execute("UPDATE setting SET value = ? WHERE name = 'letterhead'", (text,))
    for name in ("seal_image", f"signature_image:{_signer(office)}"):
        connection.execute("INSERT INTO setting (name, value) VALUES (?, ?)", (name, '{"png": "AAAA", "width_mm": 36}'))
        assert refusal(office, tmp_path).code == "report.changed_since_approval"
        connection.execute("DELETE FROM setting WHERE name = ?", (name,))
    assert _changes(office) == ()


def test_every_field_that_a_package_describes_is_bound_or_known_not_to_be(bound: tuple[Office, Any, str]) -> None:
    """What the records' descriptions name stands in the content that an approval keeps: nothing is forgotten there."""
    office, _connection, _event = bound
    gathered = office.reporting.gathered(PERIOD)
    for path in sorted((resources() / "schema" / str(SCHEMA_VERSION)).iterdir()):
        entity = path.name.removesuffix(".schema.json")
        if entity in NEVER_BOUND:
            continue
        rows = gathered.content.get(entity, ())
        assert rows, f"nothing of {entity} in the office that the test makes"
        there = {name for row in rows for name in row}
        for name in json.loads(path.read_text("utf-8"))["properties"]:
            assert name in there or name in NOT_BOUND.get(entity, ()), (entity, name)


NEVER_BOUND = frozenset(
    "catalogue catalogue_map catalogue_node central_item certificate directive directive_task duty "
    "encryption_key finding held_media history_day issued_item narrative rate receipt receipt_package remark "
    "report_change report_finding revocation_list".split()
)
"""Never sent by a mission, worked out at the export from what is bound, or moved by every action."""


def test_every_field_that_a_package_describes_has_words() -> None:
    for path in sorted((resources() / "schema" / str(SCHEMA_VERSION)).iterdir()):
        entity = path.name.removesuffix(".schema.json")
        if entity in NEVER_BOUND:
            continue
        document = json.loads(path.read_text("utf-8"))
        for pattern in _leaves(document, document, ""):
            name = pattern.partition(".")[0]
            if name != "id" and name not in NOT_BOUND.get(entity, ()):
                assert has_words(entity, pattern), (entity, pattern)


def _leaves(document: dict[str, Any], rule: dict[str, Any], path: str) -> Iterator[str]:
    if "$ref" in rule:
        rule = document["$defs"][rule["$ref"].rpartition("/")[2]]
    inner = rule.get("items", {})
    if "$ref" in inner:
        inner = document["$defs"][inner["$ref"].rpartition("/")[2]]
    if "properties" in rule:
        for name, below in rule["properties"].items():
            yield from _leaves(document, below, f"{path}.{name}" if path else name)
    elif "properties" in inner:
        yield path
        yield from _leaves(document, inner, f"{path}.*")
    else:
        yield path


def test_a_change_through_the_services_is_named_and_undoing_it_makes_the_approval_count_again(
    signed_off: tuple[Office, str], tmp_path: Path
) -> None:
    office, event_id = signed_off
    office.events.edit(event_id, {"results": {"attendance": {"value": 900, "kind": "on_site", "method": "counted"}}})
    error = refusal(office, tmp_path)
    assert error.code == "report.changed_since_approval"
    assert "«Tuần lễ áo dài Praha»" in str(error.params["fields"])
    by_path = {one.path: one for one in _changes(office)}
    change = by_path["results.attendance.value"]
    assert (change.entity, change.id, change.old, change.new) == ("event", event_id, "860", "900")
    assert (change.label.vi, change.title.en) == ("Công chúng", "Áo dài week in Prague")
    office.undo.undo()
    assert _changes(office) == ()


def test_a_change_by_the_command_line_is_named(mission: Path, tmp_path: Path) -> None:
    with open_office(mission, PASSPHRASE) as office:
        event_id = enrich(office, tmp_path)
        approved(office)
    file = event_file(tmp_path, {"city": "Brno"})
    ask(mission, "event", "edit", event_id, "--file", file)
    ran = run("export", "--home", mission, "--period", "2026-Q3", "--out", tmp_path / "q3.cdrp", "--json")
    assert (ran.code, ran.error) == (3, "report.changed_since_approval")
    assert "Thành phố" in ran.json["error"]["message"]
    said = ask(mission, "report", "status", "--period", "2026-Q3", code=1)
    assert [(one["path"], one["old"], one["new"]) for one in said["changes"]] == [("city", "Praha", "Brno")]


def _changes(office: Office) -> Any:
    return office.reporting.changes_since(PERIOD, SnapshotPurpose.APPROVED)


def _signer(office: Office) -> str:
    signer = office.reports.data(PERIOD).signer
    assert signer is not None
    return signer.id
