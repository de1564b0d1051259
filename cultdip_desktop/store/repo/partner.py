"""The register of partners, found by name without regard to marks and case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from cultdip_desktop.domain.partner import Partner
from cultdip_desktop.i18n.fold import fold, nfc
from cultdip_desktop.i18n.sort import sort_key
from cultdip_desktop.store.columns import Row, batches
from cultdip_desktop.store.schema import partner
from cultdip_desktop.store.store import Reader, Writer

_SHOWN = (partner.c.id, partner.c.name, partner.c.category)


def all(tx: Reader) -> tuple[Partner, ...]:
    """Every partner, in dictionary order."""
    found = tx.connection.execute(sa.select(*_SHOWN).order_by(partner.c.name_sort, partner.c.id)).mappings()
    return tuple(Partner(**row) for row in found)


def find(tx: Reader, name: str) -> Partner | None:
    """The partner of this name, marks and case disregarded."""
    found = tx.connection.execute(sa.select(*_SHOWN).where(partner.c.name_folded == fold(name))).mappings().first()
    return None if found is None else Partner(**found)


def ensure(tx: Writer, name: str, category: str) -> Partner:
    """The partner of this name, made with `category` if there is none."""
    return ensure_all(tx, [(name, category)])[name]


def ensure_all(tx: Writer, wanted: Sequence[tuple[str, str]]) -> dict[str, Partner]:
    """Partners by the names asked for; missing ones are made. Two statements whatever the number."""
    folded = {name: fold(name) for name, _ in wanted}
    known = _by_folded(tx, folded.values())
    rows: list[Row] = []
    for name, category in wanted:
        if folded[name] not in known:
            made = Partner(id=tx.ids.new(), name=nfc(name.strip()), category=category)
            known[folded[name]] = made
            rows.append(
                {
                    "id": made.id,
                    "name": made.name,
                    "category": nfc(category),
                    "name_folded": folded[name],
                    "name_sort": sort_key(made.name),
                }
            )
    if rows:
        tx.connection.execute(partner.insert(), rows)
    return {name: known[key] for name, key in folded.items()}


def _by_folded(tx: Reader, folded: Iterable[str]) -> dict[str, Partner]:
    known: dict[str, Partner] = {}
    columns = sa.select(*_SHOWN, partner.c.name_folded)
    for batch in batches(dict.fromkeys(folded)):
        for row in tx.connection.execute(columns.where(partner.c.name_folded.in_(batch))):
            known[row.name_folded] = Partner(id=row.id, name=row.name, category=row.category)
    return known
