"""The states of the room that the tour paints."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cultdip_desktop.ui.kit.room import Route

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

MISSION_KEYS: Final = ("key", "new", "import", "install", "pin", "hand-over")
OFFICES: Final = ("revoke", "lists", "pin")


def key_states(office: Office) -> Sequence[tuple[str, Route]]:
    """Every task of the pages of keys and certificates."""
    if office.roster is None:
        return [(f"keys-{part}", Route("settings", "keys", part)) for part in MISSION_KEYS]
    states = [(f"offices-{part}", Route("settings", "offices", part)) for part in OFFICES]
    file = _request(office)
    return [*states, ("offices-compare", Route("settings", "offices", "compare", (("file", str(file)),)))]


def _request(office: Office) -> Path:
    """A request to compare, of a key that nobody keeps; staging is emptied at the next start."""
    from cryptography.hazmat.primitives.asymmetric import ec

    from cultdip_desktop.core import durable
    from cultdip_desktop.packages import request

    key = ec.generate_private_key(ec.SECP256R1())
    der = request.sign_request(key, office="CZ-EMB", office_name="Đại sứ quán", person="Trần Thị Mai Anh")
    file = office.paths.staging / "CZ-EMB-3f9a1c72.cdreq"
    durable.make_folder(file.parent)
    durable.write_bytes(file, request.write(der))
    return file
