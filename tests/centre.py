"""A headquarters for tests of what it asks of missions: made once, copied, its clock told; packages noted as they came."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from cultdip_desktop import app as composition
from cultdip_desktop.app import Office, create_headquarters
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.store.repo import inbox as inbox_rows
from tests.offices import original, quick_keys

PASSPHRASE = "Hồ Gươm lặng sóng chiều 2026"
NOW = datetime(2026, 10, 10, 2, 0, tzinfo=UTC)
"""09:00 in Hà Nội, five days before the usual day of the third quarter."""

Template = tuple[Path, OfficeKey]


def founded(home: Path) -> Template:
    """A headquarters with nothing in it, and its key."""
    clock = FixedClock(NOW)
    with quick_keys():
        made = create_headquarters(
            home, passphrase=PASSPHRASE, pin=PASSPHRASE, language="vi", person_name="Trần Thu Trang",
            clock=clock, ids=SeededIds(3, clock),
        )  # fmt: skip
    made.office.close()
    return home, keyfile.unlock(OfficePaths(home).key_file, PASSPHRASE)


def opened(template: Template, home: Path, clock: FixedClock) -> Office:
    """A copy of it, open for writing."""
    original(template[0], home, template[1])
    return composition._open_store(
        OfficePaths(home), template[1], None, shared=True, read_only=False, clock=clock, ids=SeededIds(8, clock)
    )


def arrived(
    office: Office,
    mission: str,
    period: str,
    at: datetime,
    *,
    seq: int = 1,
    epoch: int = 1,
    outcome: InboxOutcome = InboxOutcome.IMPORTED,
    kind: str = "report",
    code: str = "",
    missing: tuple[int, ...] = (),
) -> ReceivedPackage:
    """Note a package as the inbox does; nothing of it exists as a file."""
    digest = hashlib.sha256(f"{mission} {epoch} {seq} {outcome} {at}".encode()).hexdigest()
    row = ReceivedPackage(
        id=office.desk.ids.new(),
        package_id=f"{mission}-{epoch}-{seq}-{outcome}",
        office=mission,
        kind=kind,
        period=period,
        epoch=epoch,
        seq=seq,
        manifest_sha256=digest,
        container_sha256=digest,
        outcome=outcome,
        code=code,
        missing=missing,
        result="valid",
        file_name=f"{mission}_{period}.cdrp",
        received_at=at,
    )
    with office.desk.store.write("hq.import", actor=None) as tx:
        return inbox_rows.add(tx, row)
