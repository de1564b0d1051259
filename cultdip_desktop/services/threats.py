"""What will stop work on a known day, said ahead: a key that ends, trust that goes stale, no backup.

Asked beside `today`, not within it: reading certificates takes a tenth of a second the first time.
"""

from __future__ import annotations

import contextlib
from datetime import datetime
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.today import Alarm, Notice, Threats
from cultdip_desktop.services.backup import BackupService
from cultdip_desktop.services.keys import KeyService
from cultdip_desktop.services.trust import TrustService

_REVOKED: Final = "key.revoked_notice"


class ThreatService:
    """Keys, trust and backups as the Today page sees them."""

    def __init__(self, keys: KeyService, trust: TrustService, backups: BackupService) -> None:
        self._keys = keys
        self._trust = trust
        self._backups = backups

    def look(self, now: datetime) -> Threats:
        """How things stand at the instant `now`."""
        backup = self._backups.last()
        return Threats(
            key=self._key_alarm(now),
            has_key=any(key.certificate is not None for key in self._keys.list()),
            backup_at=None if backup is None else backup.at,
        )

    def key_ends(self, now: datetime) -> bool:
        """Whether the certificate of the signing key has ended or does soon."""
        return self._keys.warning(now) is not None

    def _key_alarm(self, now: datetime) -> Notice | None:
        """What ends or has ended of the key that signs here, else of what says whom to believe."""
        found = self._keys.warning(now)
        if found is not None:
            ended = found.days_left < 0 or found.code == _REVOKED
            alarm = Alarm.KEY_ENDED if ended else Alarm.KEY_ENDING
            return Notice(alarm=alarm, days=abs(found.days_left), code=found.code, params=found.params)
        with contextlib.suppress(UserError):  # damaged trust is said where it is needed
            found = self._trust.warning(now)
        if found is None:
            return None
        return Notice(alarm=Alarm.TRUST_ENDING, days=abs(found.days_left), code=found.code, params=found.params)
