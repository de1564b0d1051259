"""How the two signatures of an office look on paper: its pictures where it has them, else lines of text."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from cultdip_desktop.domain.mission import OfficeIdentity, Person
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.services import letterhead
from cultdip_desktop.signatures.places import SignerRole
from cultdip_desktop.signatures.stamp import Stamp
from cultdip_desktop.store.store import Reader

_FREE: Final = 0.56
"""Share of the seal's place that does not lie over the signature: 36 mm less a third of 48."""


def look_of(
    tx: Reader,
    office: OfficeIdentity,
    role: SignerRole,
    signer: Person | None,
    name: str,
    at: datetime,
    language: Language,
) -> Stamp:
    """The signer's blue signature, or the agency's red seal in its real size; `name` stands in the certificate."""
    person = role is SignerRole.PERSON
    wanted = letterhead.SEAL if not person else letterhead.signature_name(signer.id) if signer else ""
    image = letterhead.read_image(tx, wanted) if wanted else None
    if image is not None:
        return Stamp(image.png, float(image.width_mm))
    words = Words(language)
    when = at.isoformat(timespec="seconds")
    if person:
        return Stamp(lines=(words.t("Digitally signed by:"), name, when), ink="blue")
    short = (office.short_name or office.name).get(language)
    lines = (words.t("Agency's signature"), short, f"{at:%Y-%m-%d}", at.isoformat(timespec="seconds")[11:])
    return Stamp(lines=lines, ink="red", room=_FREE)
