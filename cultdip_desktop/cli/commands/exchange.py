"""`import`, `event template`, and events that leave as tables and calendars (`event list --out`, `calendar export`)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from cultdip_desktop.app import Office
from cultdip_desktop.cli.answer import DONE, FINDING, Answer
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.importing import ColumnMapping, ImportAnswer, Remark, RowAnswer, RowOutcome, Sheet, error_of
from cultdip_desktop.exchange.columns import BY_KEY
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.store.query.events import EventFilter

MAX_MAPPING: Final = 64 * 1024
"""Characters of a mapping."""

_HARMLESS: Final = frozenset({"importing.blank", "importing.total_row", "importing.heading_row"})
"""Skipped rows that never were events."""

_KEYS: Final = frozenset({"columns", "repair", "year", "sheet", "head_row", "encoding"})


def take_in(session: Session) -> Answer:
    """Rows to events with an answer for each; `--dry-run` only says what would happen."""
    args = session.args
    wishes = _wishes(args.mapping)
    with session.office(writing=not args.dry_run) as office:
        sheet = office.importing.read(
            Path(args.file),
            sheet=args.sheet or wishes.get("sheet"),
            encoding=wishes.get("encoding"),
            head_row=wishes.get("head_row"),
            progress=session.progress,
        )
        mapping = _mapping(sheet, wishes, repair=args.repair)
        plan = office.importing.plan(sheet, mapping, progress=session.progress)
        counts = [plan.count(outcome) for outcome in (RowOutcome.CREATED, RowOutcome.UPDATED, RowOutcome.UNCHANGED)]
        answer = ImportAnswer(counts[0], counts[1], counts[2], plan.answers)
        if plan.writes and not args.dry_run:
            answer, _ = office.importing.run(plan, progress=session.progress)
    return _said(session, sheet, mapping, answer)


def calendar_export(session: Session) -> Answer:
    """All events that have a day, as one calendar."""
    out = Path(session.args.out)
    if out.suffix.lower() != ".ics":
        raise UserError("exporting.format_unknown", file=out.name)
    with session.office() as office:
        return export(session, office, out, EventFilter())


def template(session: Session) -> Answer:
    """The workbook to fill in."""
    out = Path(session.args.out)
    with session.office() as office:
        office.exporting.template(out)
    return Answer({"file": str(out)}, [session.words.t("Written: {file}", file=str(out))])


def export(session: Session, office: Office, out: Path, wanted: EventFilter) -> Answer:
    """Write the events that match to a file."""
    done = office.exporting.events(out, wanted, session.words.language, progress=session.progress)
    words = session.words
    lines = [words.t("Written: {file}", file=done.file), words.n("{n} event", "{n} events", done.events)]
    return Answer({"file": done.file, "events": done.events}, lines)


def _wishes(text: str | None) -> Mapping[str, Any]:
    """The JSON of `--mapping`: an object in place, or the file that holds it."""
    if text is None:
        return {}
    try:
        source = text if text.lstrip().startswith("{") else Path(text).read_text("utf-8")
        plain = json.loads(source[:MAX_MAPPING])
    except OSError as error:
        raise UserError("file.unreachable", path=text) from error
    except ValueError as error:
        raise UserError("importing.mapping_bad", reason="JSON") from error
    if not isinstance(plain, dict):
        raise UserError("importing.mapping_bad", reason="JSON")
    _require(plain)
    return plain


def _require(plain: Mapping[str, Any]) -> None:
    for name in plain:
        if name not in _KEYS:
            raise UserError("importing.mapping_bad", reason=str(name)[:40])
    kinds = {"columns": dict, "year": int, "sheet": str, "head_row": int, "encoding": str}
    for name, kind in kinds.items():
        if name in plain and not isinstance(plain[name], kind):
            raise UserError("importing.mapping_bad", reason=name)
    for key in plain.get("columns", {}).values():
        if key is not None and key not in BY_KEY:
            raise UserError("importing.column_unknown", name=str(key)[:40])


def _mapping(sheet: Sheet, wishes: Mapping[str, Any], *, repair: bool) -> ColumnMapping:
    """What the heads suggest, with the wishes laid over it: by head, or by number from 1."""
    columns = list(sheet.mapping.columns)
    heads = {fold(column.head): index for index, column in reversed(list(enumerate(sheet.columns)))}
    for head, key in wishes.get("columns", {}).items():
        index = heads.get(fold(head), int(head) - 1 if head.isdigit() else -1)
        if not 0 <= index < len(columns):
            raise UserError("importing.mapping_bad", reason=head[:40])
        columns = [None if other == key else other for other in columns]
        columns[index] = key
    wanted = wishes.get("repair", repair)
    legacy = {index for index, column in enumerate(sheet.columns) if column.legacy is not None}
    if isinstance(wanted, list):
        legacy &= {heads.get(fold(str(head)), -1) for head in wanted}
    elif not wanted:
        legacy = set()
    return replace(
        sheet.mapping, columns=tuple(columns), repaired=frozenset(legacy), year=wishes.get("year", sheet.year)
    )


def _said(session: Session, sheet: Sheet, mapping: ColumnMapping, answer: ImportAnswer) -> Answer:
    words = session.words
    skipped = [_skipped(words, row) for row in answer.skipped]
    legacy = [
        {"column": column.head, "cells": column.legacy.cells, "repaired": index in mapping.repaired}
        for index, column in enumerate(sheet.columns)
        if column.legacy is not None
    ]
    plain: dict[str, Any] = {
        "created": answer.created,
        "updated": answer.updated,
        "unchanged": answer.unchanged,
        "skipped": skipped,
        "dry_run": session.args.dry_run,
        "legacy": legacy,
        "rows": [_row(row) for row in answer.answers if row.outcome is not RowOutcome.SKIPPED],
    }
    lines = [
        words.n("{n} event created", "{n} events created", answer.created),
        words.n("{n} event updated", "{n} events updated", answer.updated),
        words.n("{n} row unchanged", "{n} rows unchanged", answer.unchanged),
        words.n("{n} row skipped", "{n} rows skipped", len(skipped)),
        *(words.t("Row {row}: {message}", row=row["row"], message=row["message"]) for row in skipped),
    ]
    if any(not each["repaired"] for each in legacy):
        lines.append(words.t("Text of an old font (TCVN3, VNI) was found and left as it is; --repair converts it."))
    if session.args.dry_run:
        lines.append(words.t("Nothing was written: this was a dry run."))
    bad = any(row["code"] not in _HARMLESS for row in skipped)
    return Answer(plain, lines, FINDING if bad else DONE)


def _row(answer: RowAnswer) -> dict[str, Any]:
    return {
        "row": answer.row,
        "outcome": answer.outcome.value,
        "id": answer.event_id,
        "title": answer.title,
        "notes": [{"code": note.code, "column": note.column} for note in answer.notes],
        "changes": [{"column": each.column, "old": each.old, "new": each.new} for each in answer.changes],
    }


def _skipped(words: Words, answer: RowAnswer) -> dict[str, Any]:
    remark = answer.refusal or Remark("importing.blank")
    column = BY_KEY[remark.column].name(words.language) if remark.column in BY_KEY else ""
    message = describe(words, error_of(remark, column)).message
    return {"row": answer.row, "code": remark.code, "column": remark.column, "message": message, "title": answer.title}
