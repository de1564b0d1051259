"""Other authorities than headquarters' own, whose certificates may sign packages: the Government's, on tokens.

Such a root says who somebody is, not for which mission he signs: that is headquarters' word (`trusted_signer`). A mission
believes it of its own certificates only.
"""

from __future__ import annotations

from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.packages import certificates, keys
from cultdip_desktop.packages.trust import TrustDomain
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.pins import StoredPins
from cultdip_desktop.services.roots import RootService
from cultdip_desktop.store.repo import trusted_signer as signer_rows


def domains(desk: Desk) -> tuple[TrustDomain, ...]:
    """Every other root that a person has compared here, with the certificates that count below it."""
    roots = RootService(desk).stores()
    if not roots:
        return ()
    signers = _signers(desk)
    return tuple(
        TrustDomain(certificates.facts(one.root).person or one.root_sha256[:16], one, signers) for one in roots
    )


def _signers(desk: Desk) -> tuple[tuple[str, str], ...]:
    if desk.office.role is OfficeRole.HEADQUARTERS:
        with desk.store.read() as tx:
            return tuple((one.fingerprint, one.office) for one in signer_rows.all(tx) if one.removed_at is None)
    own = keys.list_keys(desk.paths.signing_keys, StoredPins(desk.store))
    return tuple((one.certificate.sha256, desk.office.id) for one in own if one.certificate is not None)
