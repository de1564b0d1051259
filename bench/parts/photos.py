"""Forty photos dropped on an event: recognised, thumbnails made, sealed, written; against decoding them plainly."""

from __future__ import annotations

from bench import offices
from bench.measure import Figure, Run, child, in_turn, paired

PHOTOS = 40

_MAKE = """
import sys
from PIL import Image
small = Image.effect_noise((500, 375), 60).resize((4000, 3000), Image.Resampling.BICUBIC)
for at in range(int(sys.argv[2])):
    Image.merge("RGB", (small, small, small.point(lambda v, at=at: (v + at) % 256))).save(f"{sys.argv[1]}/{at}.jpg", quality=85)
"""

_ATTACH = """
import sys
from pathlib import Path
from cultdip_desktop import app
from cultdip_desktop.store.query.events import EventFilter
with app.open_office(Path(sys.argv[1]), sys.argv[3]) as office:
    event = office.events.find_ids(EventFilter())[0]
    done = office.media.attach(event, sorted(Path(sys.argv[2]).glob("*.jpg")))
    assert len(done.added) == int(sys.argv[4]), done
    for item in done.added:
        office.media.remove(item.id)
"""

_PLAIN = """
import hashlib, io, sys
from pathlib import Path
from PIL import Image
for path in sorted(Path(sys.argv[1]).glob("*.jpg")):
    data = path.read_bytes()
    hashlib.sha256(data).digest()
    with Image.open(io.BytesIO(data)) as picture:
        picture.thumbnail((320, 320))
        picture.convert("RGB").save(io.BytesIO(), "JPEG", quality=85)
"""


def measure(run: Run) -> list[Figure]:
    """As whole processes, the passphrase's key derivation and all imports included."""
    home, folder = offices.demo(run.folder), run.folder / "forty"
    count = 8 if run.quick else PHOTOS
    if not folder.exists():
        folder.mkdir()
        child("-c", _MAKE, str(folder), str(count))
    attached, plain = in_turn(
        1 if run.quick else 3,
        lambda: child("-c", _ATTACH, str(home), str(folder), offices.PASSPHRASE, str(count)),
        lambda: child("-c", _PLAIN, str(folder)),
    )
    against = "hashing and shrinking the same files, sealing nothing"
    return [paired(f"{count} photos of 12 megapixels taken in", None, against, attached, plain)]
