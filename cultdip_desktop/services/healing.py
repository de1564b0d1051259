"""Brings damaged and missing originals back from the newest backup that has them whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.crypto.blobs import Blobs
from cultdip_desktop.domain.backup import Healed
from cultdip_desktop.domain.text import EMPTY, BiText
from cultdip_desktop.services.backup_file import BackupFile
from cultdip_desktop.services.backup_pool import require_whole
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.phases import Phases
from cultdip_desktop.store.query import health as health_query
from cultdip_desktop.store.query.health import Original


@dataclass(frozen=True, slots=True)
class Broken:
    """An original that does not open."""

    original: Original
    code: str
    """`media.blob_missing` or `media.blob_damaged`."""

    @property
    def named(self) -> tuple[str, BiText]:
        """File name and title of its event, for people."""
        return self.original.file_name, self.original.event_title or EMPTY


def broken(desk: Desk, progress: Progress, *, deep: bool) -> list[Broken]:
    """Every original that is not there; `deep` also opens each and compares its digest.

    Raises:
        Cancelled: from `progress`.
    """
    with desk.store.read() as tx:
        originals = health_query.originals(tx)
    found: list[Broken] = []
    for index, one in enumerate(originals):
        progress.step(index, len(originals), one.file_name)
        if not desk.vault.exists(one.sha256):
            found.append(Broken(one, "media.blob_missing"))
        elif deep:
            try:
                desk.vault.verify(one.sha256)
            except UserError as error:
                found.append(Broken(one, error.code))
    progress.step(len(originals), len(originals))
    return found


def heal(desk: Desk, blobs: Blobs, backups: Iterable[BackupFile], progress: Progress) -> Healed:
    """Look at every original and replace the broken ones, each verified before and after.

    Raises:
        UserError: `file.no_space`, `file.not_writable`.
        Cancelled: from `progress`; what is healed stays healed.
    """
    phases = Phases(progress)
    lost = {one.original.sha256: one for one in broken(desk, phases.phase(600, "media"), deep=True)}
    names, healed = {f"media/{sha256[:2]}/{sha256}.sealed": sha256 for sha256 in lost}, []
    mending = phases.phase(400, "media")
    for found in backups if lost else ():
        for member in found.members:
            sha256 = names.get(member.name)
            if sha256 in lost and _fetch(found, member.name, desk.vault.path_of(sha256), blobs, sha256):
                healed.append(lost.pop(sha256).named)
            mending.step(len(healed), len(names), member.name)
        if not lost:
            break
    phases.finish()
    return Healed(tuple(healed), tuple(one.named for one in lost.values()))


def is_whole(path: Path, blobs: Blobs, plain_sha256: str) -> bool:
    """Whether a sealed file opens to what its name says."""
    try:
        require_whole(path, blobs, plain_sha256)
    except UserError:
        return False
    return True


def _fetch(found: BackupFile, name: str, target: Path, blobs: Blobs, sha256: str) -> bool:
    """Copy one sealed original; False where this backup's is damaged as well."""
    member = found.member(name)
    if member is None:
        return False
    durable.make_folder(target.parent)
    try:
        with durable.new_file(target, readback=lambda part: require_whole(part, blobs, sha256)) as handle:
            for data in found.chunks(member):
                handle.write(data)
    except UserError as error:
        if error.code.startswith(("backup.", "media.")):
            return False
        raise
    return True
