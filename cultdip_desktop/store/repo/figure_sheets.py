"""Sheets of figures in their table: made again office by office from the events, never logged."""

from __future__ import annotations

import sqlalchemy as sa

from cultdip_desktop.domain.figure_sheet import Sheets, written
from cultdip_desktop.store.bulk import insert_many
from cultdip_desktop.store.columns import instant_column
from cultdip_desktop.store.query.figure_sheets import Codes, counted
from cultdip_desktop.store.schema import figure_mark, figure_sheet
from cultdip_desktop.store.store import Writer


def make(tx: Writer, office: str, codes: Codes | None = None) -> None:
    """Count the office's events anew."""
    sheets = Sheets()
    for one in counted(tx, offices=[office], codes=codes):
        sheets.add(one)
    tx.connection.execute(figure_sheet.delete().where(figure_sheet.c.office == office))
    rows = [
        {"dimension": dimension.value, "half": half, "office": office, "content": written(tallies)}
        for (dimension, half), tallies in sorted(sheets.tallies.items())
        if tallies
    ]
    insert_many(tx.connection, figure_sheet, rows)


def drop_others(tx: Writer, offices: list[str]) -> None:
    """Remove sheets of offices that have no events any more."""
    tx.connection.execute(figure_sheet.delete().where(figure_sheet.c.office.not_in(offices)))


def mark(tx: Writer, position: int) -> None:
    """The sheets stand for the events as they were after the action at `position`, or later."""
    tx.connection.execute(sa.delete(figure_mark))
    tx.connection.execute(figure_mark.insert(), {"one": 1, "position": position, "made_at": instant_column(tx.now)})
