"""Heads of catalogue editions, and what became of each code from one edition to the next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.edition import CodeMapping, EditionHead
from cultdip_desktop.domain.issuing import IssueState
from cultdip_desktop.store.columns import Row, bitext_of
from cultdip_desktop.store.schema import catalogue, catalogue_map, catalogue_node
from cultdip_desktop.store.store import Reader, Writer


def heads(tx: Reader) -> tuple[EditionHead, ...]:
    """Every edition, the current one first, then by name from the newest."""
    count = (sa.select(sa.func.count()).where(catalogue_node.c.edition == catalogue.c.edition).scalar_subquery()).label(
        "nodes"
    )
    ordered = sa.select(catalogue, count).order_by(catalogue.c.is_current.desc(), catalogue.c.edition.desc())
    return tuple(_head(dict(row)) for row in tx.connection.execute(ordered).mappings())


def head(tx: Reader, edition: str) -> EditionHead:
    """One edition's head.

    Raises:
        UserError: `catalogue.edition_unknown`.
    """
    found = next((one for one in heads(tx) if one.edition == edition), None)
    if found is None:
        raise UserError("catalogue.edition_unknown", edition=edition[:60])
    return found


def describe(tx: Writer, one: EditionHead) -> None:
    """Say of an edition, whose nodes `catalogue.save_edition` has written, where it stands."""
    values = {
        "state": one.state.value,
        "issued_on": None if one.issued_on is None else one.issued_on.isoformat(),
        "note": one.note,
        "supersedes": one.supersedes,
    }
    tx.connection.execute(catalogue.update().where(catalogue.c.edition == one.edition).values(values))


def mark_issued(tx: Writer, edition: str, issued_on: date | None) -> None:
    """A draft is issued: from now on it never changes, and new tags are chosen from it."""
    values = {"state": IssueState.ISSUED.value, "issued_on": None if issued_on is None else issued_on.isoformat()}
    draft = sa.and_(catalogue.c.edition == edition, catalogue.c.state == IssueState.DRAFT.value)
    tx.connection.execute(catalogue.update().where(draft).values(values))
    make_current(tx, edition)


def make_current(tx: Writer, edition: str) -> None:
    """Let new tags be chosen from this edition."""
    others = sa.and_(catalogue.c.edition != edition, catalogue.c.is_current == 1)
    tx.connection.execute(catalogue.update().where(others).values(is_current=0))
    mine = sa.and_(catalogue.c.edition == edition, catalogue.c.is_current == 0)
    tx.connection.execute(catalogue.update().where(mine).values(is_current=1))


def delete(tx: Writer, edition: str) -> None:
    """Remove a draft that nobody has seen, with its mapping."""
    tx.connection.execute(catalogue_map.delete().where(catalogue_map.c.to_edition == edition))
    tx.connection.execute(catalogue_node.delete().where(catalogue_node.c.edition == edition))
    tx.connection.execute(catalogue.delete().where(catalogue.c.edition == edition))


def save_mapping(tx: Writer, to_edition: str, wanted: Iterable[CodeMapping]) -> None:
    """Write the whole mapping to an edition."""
    new = set(wanted)
    old = {one for one in mappings(tx) if one.to_edition == to_edition}
    for gone in old - new:
        tx.connection.execute(catalogue_map.delete().where(*_same(gone)))
    for made in sorted(new - old):
        tx.connection.execute(catalogue_map.insert(), _row(made))


def mappings(tx: Reader) -> tuple[CodeMapping, ...]:
    """Every line of every mapping."""
    rows = tx.connection.execute(sa.select(catalogue_map)).mappings()
    return tuple(sorted(CodeMapping(**{name: row[name] for name in CodeMapping.__dataclass_fields__}) for row in rows))


def codes(tx: Reader) -> dict[str, frozenset[str]]:
    """The codes of every edition."""
    found: dict[str, set[str]] = {}
    for edition, code in tx.connection.execute(sa.select(catalogue_node.c.edition, catalogue_node.c.code)):
        found.setdefault(edition, set()).add(code)
    return {edition: frozenset(each) for edition, each in found.items()}


def _same(one: CodeMapping) -> tuple[sa.ColumnElement[bool], ...]:
    return tuple(catalogue_map.c[name] == value for name, value in _row(one).items())


def _row(one: CodeMapping) -> Row:
    return {name: getattr(one, name) for name in CodeMapping.__dataclass_fields__}


def _head(row: Row) -> EditionHead:
    return EditionHead(
        edition=row["edition"],
        code=row["code"],
        title=bitext_of(row, "title"),
        current=bool(row["is_current"]),
        state=IssueState(row["state"]),
        supersedes=row["supersedes"],
        issued_on=None if row["issued_on"] is None else date.fromisoformat(row["issued_on"]),
        note=row["note"],
        nodes=row["nodes"],
    )
