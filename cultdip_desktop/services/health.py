"""Is everything still there and whole: store, history, sealed media, trust and keys."""

from __future__ import annotations

from dataclasses import dataclass

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store import check as store_check
from cultdip_desktop.store.query import digest as digest_query
from cultdip_desktop.store.query.digest import Digest
from cultdip_desktop.store.repo import media as media_rows
from cultdip_desktop.store.store import Reader


@dataclass(frozen=True, slots=True)
class HealthFinding:
    """Something damaged or missing."""

    code: str
    detail: str
    """What it concerns: a table, a file name, an event's number."""


class HealthService:
    """The use cases of `cultdip check` and `cultdip digest`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def digest(self) -> Digest:
        """Digests over the content and over the history, independent of how the file is laid out."""
        with self._desk.store.read() as tx:
            return digest_query.digest(tx)

    def check(self, *, deep: bool, progress: Progress) -> list[HealthFinding]:
        """Every damage found; `deep` also opens each sealed original and compares its digest.

        Raises:
            Cancelled: from `progress`.
        """
        found = [HealthFinding(one.code, one.detail) for one in store_check.check(self._desk.store, deep=deep)]
        with self._desk.store.read() as tx:
            files = {sha256: _name(tx, sha256) for sha256 in media_rows.digests(tx)}
        for index, (sha256, name) in enumerate(sorted(files.items())):
            progress.step(index, len(files), name)
            if not self._desk.vault.exists(sha256):
                found.append(HealthFinding("media.blob_missing", name))
            elif deep:
                found.extend(self._opened(sha256, name))
        progress.step(len(files), len(files))
        return found

    def _opened(self, sha256: str, name: str) -> list[HealthFinding]:
        try:
            self._desk.vault.verify(sha256)
        except UserError as error:
            return [HealthFinding(error.code, name)]
        return []


def _name(tx: Reader, sha256: str) -> str:
    return next((item.file_name for item in media_rows.by_sha(tx, sha256)), sha256[:12])
