"""One act that writes several signed files: to all missions at once, or to each of some."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.dispatch import Dispatch
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE
from cultdip_desktop.hq.dispatching import Dispatcher, Maker
from cultdip_desktop.hq.incoming import OneOf
from cultdip_desktop.packages.package import ALL_MISSIONS
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.store.store import Reader


@dataclass(frozen=True, slots=True)
class IssuedFile:
    """One file that was written."""

    recipient: str
    """Office id, or `ALL_MISSIONS`."""

    file: Path
    dispatch: Dispatch


def issue(
    dispatcher: Dispatcher,
    recipients: Sequence[str],
    maker_of: Callable[[str], Maker],
    folder: Path,
    pin: str,
    progress: Progress | None = None,
) -> list[IssuedFile]:
    """Write a file for each recipient that has something to hear. Cancelling keeps what is written and ends early.

    Raises:
        UserError: `key.*` before anything is written; then as `SigningDesk.send`.
    """
    signing = dispatcher.open(pin)
    files: list[IssuedFile] = []
    for index, recipient in enumerate(recipients):
        watch = OneOf(progress or NoProgress(), index, len(recipients), recipient)
        try:
            sent = signing.send(maker_of(recipient), folder, watch)
        except Cancelled:
            if not files:
                raise
            break
        if sent is not None:
            files.append(IssuedFile(recipient, sent.file, sent.dispatch))
    return files


def recipients_of(offices: Sequence[str], *, one_file: bool = False) -> tuple[str, ...]:
    """Whom files go to: everybody in one, or a file for each of `offices`."""
    return (ALL_MISSIONS,) if one_file or not offices else tuple(dict.fromkeys(offices))


def require_missions(tx: Reader, offices: Sequence[str]) -> None:
    """Refuse offices that are not on the list.

    Raises:
        UserError: `mission.not_found`.
    """
    known = {mission.id for mission in mission_rows.all(tx)}
    unknown = next((office for office in offices if office not in known), None)
    if unknown is not None:
        raise UserError("mission.not_found", id=unknown)


def today(desk: Desk) -> date:
    """The present day in Hà Nội."""
    return desk.clock.now().astimezone(ZoneInfo(HEADQUARTERS_ZONE)).date()
