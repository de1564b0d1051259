"""Editions of the strategy's catalogue; several live side by side, one is current."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.strategy import Catalogue, Node
from cultdip_desktop.store.columns import Row, bitext_columns, bitext_of, composed, upsert
from cultdip_desktop.store.schema import catalogue, catalogue_node
from cultdip_desktop.store.store import Reader, Writer


def save_edition(tx: Writer, edition: Catalogue, current: bool = True) -> None:
    """Write an edition whole, replacing one of the same name; `current` makes it the one for new tags."""
    if current:
        others = sa.and_(catalogue.c.edition != edition.edition, catalogue.c.is_current == 1)
        tx.connection.execute(catalogue.update().where(others).values(is_current=0))
    upsert(
        tx.connection,
        catalogue,
        {
            "edition": edition.edition,
            "code": edition.code,
            **bitext_columns("title", edition.title),
            "is_current": int(current),
        },
    )
    _write_nodes(tx, edition.edition, [_node_row(edition.edition, at, node) for at, node in enumerate(edition.nodes)])


def current(tx: Reader) -> Catalogue:
    """The edition that new tags are chosen from.

    Raises:
        UserError: `catalogue.none`.
    """
    name = tx.connection.execute(sa.select(catalogue.c.edition).where(catalogue.c.is_current == 1)).scalar()
    if name is None:
        raise UserError("catalogue.none")
    return edition(tx, name)


def edition(tx: Reader, name: str) -> Catalogue:
    """One edition with all its nodes.

    Raises:
        UserError: `catalogue.edition_unknown`.
    """
    row = tx.connection.execute(sa.select(catalogue).where(catalogue.c.edition == name)).mappings().first()
    if row is None:
        raise UserError("catalogue.edition_unknown", edition=name)
    nodes = sa.select(catalogue_node).where(catalogue_node.c.edition == name).order_by(catalogue_node.c.position)
    found = tuple(_node(dict(node)) for node in tx.connection.execute(nodes).mappings())
    return Catalogue(row["code"], row["edition"], bitext_of(dict(row), "title"), found)


def some_nodes(tx: Reader, codes: Sequence[str]) -> dict[str, Node]:
    """Of the current edition only these nodes, by code. One statement."""
    mine = sa.and_(catalogue.c.edition == catalogue_node.c.edition, catalogue.c.is_current == 1)
    wanted = sa.select(catalogue_node).join(catalogue, mine).where(catalogue_node.c.code.in_(codes))
    return {row["code"]: _node(dict(row)) for row in tx.connection.execute(wanted).mappings()}


def editions(tx: Reader) -> tuple[str, ...]:
    """Names of all editions, in order of name."""
    return tuple(tx.connection.execute(sa.select(catalogue.c.edition).order_by(catalogue.c.edition)).scalars())


def _write_nodes(tx: Writer, name: str, rows: Sequence[Row]) -> None:
    mine = catalogue_node.c.edition == name
    old = {row["code"]: dict(row) for row in tx.connection.execute(sa.select(catalogue_node).where(mine)).mappings()}
    new = {row["code"]: row for row in rows}
    for code in old.keys() - new.keys():
        tx.connection.execute(catalogue_node.delete().where(mine, catalogue_node.c.code == code))
    for code in old.keys() & new.keys():
        if old[code] != new[code]:
            tx.connection.execute(catalogue_node.update().where(mine, catalogue_node.c.code == code).values(new[code]))
    fresh = [row for code, row in new.items() if code not in old]
    if fresh:
        tx.connection.execute(catalogue_node.insert(), fresh)


def _node_row(name: str, position: int, node: Node) -> Row:
    return composed(
        {
            "edition": name,
            "code": node.code,
            "position": position,
            "parent": node.parent,
            "level": node.level,
            "kind": node.kind,
            **bitext_columns("title", node.title),
            **bitext_columns("text", node.text),
            "taggable": int(node.taggable),
            "wording": node.wording,
            "letter": node.letter,
        }
    )


def _node(row: Row) -> Node:
    return Node(
        code=row["code"],
        parent=row["parent"],
        level=row["level"],
        kind=row["kind"],
        title=bitext_of(row, "title"),
        text=bitext_of(row, "text"),
        taggable=bool(row["taggable"]),
        wording=row["wording"],
        letter=row["letter"],
    )
