"""What all tables share: names of constraints, kinds of column, and what the change log must know of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, Final

import sqlalchemy as sa

HEAD: Final = "0008"
"""Revision that this program writes; a test holds it equal to the newest migration."""

metadata: Final = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

LOGGED: Final[dict[str, sa.Table]] = {}
"""Tables whose every change goes to the change log and whose rows make the content digest, by name."""

BIG: Final = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits on every engine; SQLite's own INTEGER has them."""


def table(name: str, *items: Any) -> sa.Table:
    """A table whose changes are not logged."""
    return sa.Table(name, metadata, *items, sqlite_strict=True)


def logged(name: str, kind: str, *items: Any, main: str = "id", owner: str | None = None) -> sa.Table:
    """A table under the change log.

    `kind` is the noun that views listen to, `main` the column with the id of the main row (an event's tags
    belong to the event), `owner` a column with the id of another row that shows it (the event of a photo).
    """
    made = sa.Table(name, metadata, *items, sqlite_strict=True, info={"kind": kind, "main": main, "owner": owner})
    LOGGED[name] = made
    return made


def key(name: str = "id") -> sa.Column[str]:
    """A text primary key column."""
    return sa.Column(name, sa.Text, primary_key=True, nullable=False)


def text(name: str, *more: Any, nullable: bool = False, default: str | None = "") -> sa.Column[str]:
    """Text, empty when nothing is known; pass `default=None` where a value must be given."""
    fallback = None if nullable or default is None else sa.text(f"'{default}'")
    return sa.Column(name, sa.Text, *more, nullable=nullable, server_default=fallback)


def number(name: str, *more: Any, nullable: bool = False, default: int | None = None) -> sa.Column[int]:
    """A whole number; rows that were logged before the column existed get `default`."""
    fallback = None if default is None else sa.text(str(default))
    return sa.Column(name, BIG, *more, nullable=nullable, server_default=fallback)


def derived(column: sa.Column[Any]) -> sa.Column[Any]:
    """Computed from other columns by the repository: neither logged nor digested."""
    column.info["derived"] = True
    return column


def of_this_copy(column: sa.Column[Any]) -> sa.Column[Any]:
    """Says which copy of the content this is: logged, but a restored copy has the same content digest without it."""
    column.info["copy"] = True
    return column


def bitext(name: str) -> tuple[sa.Column[str], sa.Column[str], sa.Column[str]]:
    """Three columns of a text in two languages: `_vi`, `_en` and how far the English is."""
    return text(f"{name}_vi"), text(f"{name}_en"), text(f"{name}_english", default="missing")


def bitext_checks(*names: str) -> list[sa.CheckConstraint]:
    """English state is one of the four, and missing exactly where there is no English."""
    return [
        sa.CheckConstraint(
            f"{name}_english IN ('missing', 'draft', 'reviewed', 'stale')"
            f" AND ({name}_english = 'missing') = ({name}_en = '')",
            name=f"{name}_english",
        )
        for name in names
    ]


def one_of(column: str, values: type[StrEnum] | Iterable[str]) -> sa.CheckConstraint:
    """The column holds one of these words; a missing value passes where the column allows it."""
    words = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({words})", name=column)


def flags(*columns: str) -> list[sa.CheckConstraint]:
    """The columns hold 0 or 1."""
    return [sa.CheckConstraint(f"{column} IN (0, 1)", name=column) for column in columns]


def instants(*columns: str) -> list[sa.CheckConstraint]:
    """The columns hold RFC 3339 text in UTC with milliseconds, or nothing."""
    return [sa.CheckConstraint(f"{column} LIKE '____-__-__T__:__:__.___Z'", name=column) for column in columns]


def days(*columns: str) -> list[sa.CheckConstraint]:
    """The columns hold ISO dates, or nothing."""
    return [sa.CheckConstraint(f"{column} LIKE '____-__-__'", name=column) for column in columns]


def digests(*columns: str) -> list[sa.CheckConstraint]:
    """The columns hold 64 hex digits, or nothing."""
    return [sa.CheckConstraint(f"length({column}) = 64", name=column) for column in columns]


def partial(name: str, *columns: str, where: str) -> sa.Index:
    """An index over the rows of which `where` is true, on either engine."""
    # `postgres_schema` carries the condition over: naming it here would load that dialect at every start, in 20 ms.
    return sa.Index(name, *columns, sqlite_where=sa.text(where))


def logged_columns(of: sa.Table) -> Sequence[sa.Column[Any]]:
    """Columns that the change log sees, in their order."""
    return [column for column in of.columns if not column.info.get("derived")]


def content_columns(of: sa.Table) -> Sequence[sa.Column[Any]]:
    """Columns that the content digest sees: the logged ones but those that differ from copy to copy."""
    return [column for column in logged_columns(of) if not column.info.get("copy")]
