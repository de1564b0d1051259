"""What was taken away, kept for 90 days, and the end of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import TRASH_KEPT
from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.store.repo import media as media_rows
from cultdip_desktop.store.repo import partner as partner_rows
from cultdip_desktop.store.repo import partner_trash, register_trash
from cultdip_desktop.store.repo import trash as trash_rows
from cultdip_desktop.store.repo.trash import TrashRow


class TrashService:
    """The use cases of the trash."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rows(self) -> tuple[TrashRow, ...]:
        """Everything in the trash, what was put there last first."""
        with self._desk.store.read() as tx:
            found = (*trash_rows.all(tx), *partner_trash.all(tx), *register_trash.all(tx))
        return tuple(sorted(found, key=lambda row: (row.deleted_at, row.id), reverse=True))

    def restore(self, rows: Sequence[TrashRow]) -> ChangeSet:
        """Bring these back, in one action."""
        require_mission(self._desk)
        with self._desk.store.write("event.restore_many", actor=self._desk.actor, n=len(rows)) as tx:
            trash_rows.untrash(tx, _ids(rows, "event"), _ids(rows, "media"))
            partner_rows.set_deleted(tx, _ids(rows, "partner"), deleted=False)
            for kind in register_trash.KINDS:
                register_trash.untrash(tx, kind, _ids(rows, kind))
        return tx.change_set

    def purge(self, rows: Sequence[TrashRow]) -> ChangeSet:
        """Delete these for good; nothing brings them back but a backup.

        Raises:
            UserError: `partner.named_in_events` when one of them is a partner that an event names, which may itself
                lie in the trash; nothing is then deleted.
        """
        require_mission(self._desk)
        with self._desk.store.read() as tx:
            named = partner_rows.named_in_events(tx, _ids(rows, "partner"))
        for row in rows:
            if row.id in named:
                raise UserError("partner.named_in_events", name=row.title.vi)
        entries = {kind: _ids(rows, kind) for kind in register_trash.KINDS}
        return self._purge(_ids(rows, "event"), _ids(rows, "media"), _ids(rows, "partner"), entries)

    def purge_expired(self) -> ChangeSet:
        """Delete for good what has been in the trash for 90 days; asked at every opening of a mission for writing.

        At headquarters an event that is gone was withdrawn by its mission: a fact, not trash.
        """
        if self._desk.office.role is not OfficeRole.MISSION:
            return ChangeSet("", "trash.purge")
        with self._desk.store.read() as tx:
            events, items = trash_rows.expired(tx, self._desk.clock.now())
            partners = partner_trash.expired(tx, self._desk.clock.now())
            entries = register_trash.expired(tx, self._desk.clock.now())
        if not events and not items and not partners and not any(entries.values()):
            return ChangeSet("", "trash.purge")
        return self._purge(events, items, partners, entries)

    def _purge(
        self,
        events: Sequence[str],
        items: Sequence[str],
        partners: Sequence[str],
        entries: Mapping[str, Sequence[str]],
    ) -> ChangeSet:
        n = len(events) + len(items) + len(partners) + sum(map(len, entries.values()))
        with self._desk.store.write("trash.purge", actor=self._desk.actor, n=n) as tx:
            freed = trash_rows.purge(tx, events, items)
            partner_trash.purge(tx, partners)
            for kind, ids in entries.items():
                register_trash.purge(tx, kind, ids)
        for sha256 in sorted(freed):
            self._remove(sha256)
        self._sweep()
        return tx.change_set

    def _sweep(self) -> None:
        """Delete originals that no row has needed for 90 days: an undone attachment can be redone until then."""
        with self._desk.store.read() as tx:
            needed = media_rows.digests(tx)
        limit = (self._desk.clock.now() - TRASH_KEPT).timestamp()
        for sha256 in self._desk.vault.digests():
            if sha256 not in needed and self._desk.vault.written_at(sha256) < limit:
                self._remove(sha256)

    def _remove(self, sha256: str) -> None:
        """The rows are gone already: an original that cannot be deleted now is swept away later."""
        with suppress(UserError):
            self._desk.vault.remove(sha256)


def _ids(rows: Iterable[TrashRow], kind: str) -> list[str]:
    return [row.id for row in rows if row.kind == kind]
