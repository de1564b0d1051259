"""The change log's triggers on PostgreSQL, made from the metadata like those of SQLite (`store.triggers`).

They fire once a statement and write the images of all its rows at once, so that a COPY of ten thousand rows costs one
more insert and not ten thousand calls. The text of an image is the same as SQLite's.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Final

import sqlalchemy as sa

from cultdip_desktop.store import triggers
from cultdip_desktop.store.chain import IMAGE_COLUMNS, Images
from cultdip_desktop.store.schema import LOGGED, logged_columns

_ROW, _BEFORE, _INSERT, _DELETE, _UPDATE, _TRUNCATE = 1, 2, 4, 8, 16, 32
"""Bits of `pg_trigger.tgtype`."""

_EVENTS: Final = {"INSERT": _INSERT, "UPDATE": _UPDATE, "DELETE": _DELETE, "TRUNCATE": _TRUNCATE}
_SEALED: Final = ("change_row", "INSERT")
"""The refusal that looks at the new rows; asked once a statement."""


def expected() -> dict[str, str]:
    """Every function by its text, every trigger by table, function, kind and whether it fires."""
    return dict(_expected())


def installed(connection: sa.Connection) -> dict[str, str]:
    """The same of the open store."""
    found: dict[str, str] = {}
    functions = connection.exec_driver_sql(
        "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
    )
    for name, text in functions:
        found[f"function {name}"] = text
    fired = connection.exec_driver_sql(
        "SELECT t.tgname, c.relname, p.proname, t.tgtype, t.tgenabled::text FROM pg_trigger t"
        " JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid"
        " WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal"
    )
    for name, table, function, kind, enabled in fired:
        found[f"trigger {name}"] = f"{table} {function} {kind} {enabled}"
    return found


def install(connection: sa.Connection) -> None:
    """Make them all in a schema that has none."""
    for name, body in _functions().items():
        connection.exec_driver_sql(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $cultdip${body}$cultdip$".replace("%", "%%")
        )
    for name, (table, function, kind) in _triggers().items():
        connection.exec_driver_sql(
            f"CREATE TRIGGER {name} {_when(kind)} ON {table}{_seen(kind)} {_each(kind)} EXECUTE FUNCTION {function}()"
        )


def read_back(connection: sa.Connection, action_id: str, images: Images, kinds: set[str], ids: set[str]) -> None:
    """Add what an action has logged to its digest; kinds and ids of what it touched to the sets.

    The server joins the values of many rows as `Images` would, each with its length: a tenth of the time of row by row.
    """
    first, last = connection.exec_driver_sql(_SPAN, {"action": action_id}).one()
    if first is None:
        return
    for start in range(first, last + 1, _PORTION):  # one desk writes at a time: the rows of an action lie together
        span = {"action": action_id, "start": start, "end": start + _PORTION}
        text, count = connection.exec_driver_sql(_ENCODED, span).one()
        if count:
            images.add_encoded(text.encode(), count)
    for kind, entity_id, owner_id in connection.exec_driver_sql(_TOUCHED, {"action": action_id}):
        kinds.add(kind)
        ids.update(one for one in (entity_id, owner_id) if one is not None)


_PORTION: Final = 4_000
"""Rows whose images come as one text."""

_VALUES: Final = " || ".join(
    f"coalesce(octet_length({column.name}) || ':' || {column.name}, '-')" for column in IMAGE_COLUMNS
)
_SPAN: Final = "SELECT min(seq), max(seq) FROM change_row WHERE action_id = %(action)s"
_ENCODED: Final = (
    f"SELECT string_agg({_VALUES}, '' ORDER BY seq), count(*) FROM change_row"  # noqa: S608 - our own names
    " WHERE action_id = %(action)s AND seq >= %(start)s AND seq < %(end)s"
)
_TOUCHED: Final = "SELECT DISTINCT kind, entity_id, owner_id FROM change_row WHERE action_id = %(action)s"


@functools.cache
def _expected() -> dict[str, str]:
    found = {f"function {name}": body for name, body in _functions().items()}
    for name, (table, function, kind) in _triggers().items():
        found[f"trigger {name}"] = f"{table} {function} {kind} O"
    return found


def _functions() -> dict[str, str]:
    found = {f"log_{table.name}": _log(table) for table in LOGGED.values()}
    for table_name, event, condition, why in triggers.REFUSALS:
        found[_keeper(table_name, event)] = _refusal((table_name, event), condition, why)
    return found


def _triggers() -> dict[str, tuple[str, str, int]]:
    """Name to table, function and kind."""
    found: dict[str, tuple[str, str, int]] = {}
    for table in LOGGED.values():
        for event in ("INSERT", "UPDATE", "DELETE"):
            found[f"log_{table.name}_{event.lower()}"] = (table.name, f"log_{table.name}", _EVENTS[event])
    for table_name, event, condition, _why in triggers.REFUSALS:
        kind = _EVENTS[event]
        if (table_name, event) != _SEALED:
            kind |= _BEFORE | (_ROW if condition else 0)
        found[_keeper(table_name, event)] = (table_name, _keeper(table_name, event), kind)
        if event == "DELETE" and not condition:
            found[f"{_keeper(table_name, event)}_all"] = (table_name, _keeper(table_name, event), _BEFORE | _TRUNCATE)
    return found


def _keeper(table_name: str, event: str) -> str:
    return f"keep_{table_name}_{event.lower()}"


def _when(kind: int) -> str:
    event = next(name for name, bit in _EVENTS.items() if kind & bit)
    return f"{'BEFORE' if kind & _BEFORE else 'AFTER'} {event}"


def _seen(kind: int) -> str:
    """What a trigger after a statement is given: its rows as they were and as they are."""
    if kind & _BEFORE:
        return ""
    old, new = "OLD TABLE AS stale", "NEW TABLE AS fresh"
    return f" REFERENCING {' '.join({_INSERT: (new,), _UPDATE: (old, new), _DELETE: (old,)}[kind])}"


def _each(kind: int) -> str:
    return "FOR EACH ROW" if kind & _ROW else "FOR EACH STATEMENT"


def _refusal(where: tuple[str, str], condition: str, why: str) -> str:
    refuse = f"RAISE EXCEPTION USING MESSAGE = '{why}', ERRCODE = 'restrict_violation';"
    if where == _SEALED:
        sealed = "SELECT FROM action WHERE id IN (SELECT DISTINCT action_id FROM fresh)"
        return f"\nBEGIN\n  IF EXISTS ({sealed}) THEN\n    {refuse}\n  END IF;\n  RETURN NULL;\nEND\n"
    if not condition:
        return f"\nBEGIN\n  {refuse}\nEND\n"
    kept = "OLD" if where[1] == "DELETE" else "NEW"
    return f"\nBEGIN\n  IF {condition.removeprefix('WHEN ')} THEN\n    {refuse}\n  END IF;\n  RETURN {kept};\nEND\n"


def _log(table: sa.Table) -> str:
    """Images of what an insert, update or delete has touched; the rows of an update are paired by their order."""
    names = [str(column.name) for column in logged_columns(table)]
    differs = f"ROW({_of('o', names)}) IS DISTINCT FROM ROW({_of('n', names)})"
    numbered = "(SELECT *, row_number() OVER () AS nth FROM {}) AS {}"
    both = f"{numbered.format('fresh', 'n')} JOIN {numbered.format('stale', 'o')} USING (nth)"
    return (
        "\nBEGIN\n"
        f"  IF TG_OP = 'INSERT' THEN\n    {_written(table, 'n', None, 'n')} FROM fresh AS n;\n"
        f"  ELSIF TG_OP = 'UPDATE' THEN\n    {_written(table, 'n', 'o', 'n')} FROM {both}\n"
        f"    WHERE {differs} ORDER BY nth;\n"
        f"  ELSE\n    {_written(table, 'o', 'o', None)} FROM stale AS o;\n"
        "  END IF;\n  RETURN NULL;\nEND\n"
    )


def _written(table: sa.Table, row: str, before: str | None, after: str | None) -> str:
    owner = table.info["owner"]
    values = (
        "(SELECT id FROM open_action)",
        f"'{table.name}'",
        triggers.row_id(table, row),
        f"'{table.info['kind']}'",
        f"{row}.{table.info['main']}",
        f"{row}.{owner}" if owner else "NULL",
        image(table, before) if before else "NULL",
        image(table, after) if after else "NULL",
    )
    columns = "action_id, table_name, row_id, kind, entity_id, owner_id, before, after"
    return f"INSERT INTO change_row ({columns})\n    SELECT {', '.join(values)}"


def image(table: sa.Table, row: str) -> str:
    """SQL of the JSON text that stands for a row."""
    names = [str(column.name) for column in logged_columns(table)]
    return f"(SELECT row_to_json(image)::text FROM (SELECT {_of(row, names)}) AS image)"  # noqa: S608 - our own names


def _of(row: str, names: Iterable[str]) -> str:
    return ", ".join(f'{row}."{name}"' for name in names)
