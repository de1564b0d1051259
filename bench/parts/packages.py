"""Packages: sealing and verifying a mass of media, and checking a mass of records.

    .venv/bin/python -m bench.parts.packages [--megabytes 1024] [--records 20000] [--runs 3]

Sealing (read-back included) stands against copying the same bytes into one file, syncing and two SHA-256 passes;
verifying against one SHA-256 pass; building and checking records against `json` writing and reading them unchecked.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from bench.parts.timing import paired, peak_mib
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.packages import payload
from cultdip_desktop.packages.contents import FileSource, PackageContents, prepare
from cultdip_desktop.packages.package import ChainLink, HistoryHead, PackageHeader, Producer, Recipient
from cultdip_desktop.packages.signing import Signer
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verify import verify
from cultdip_desktop.packages.write import seal

NOW: Final = datetime(2026, 11, 22, 9, tzinfo=UTC)
CHUNK: Final = 1024 * 1024
PIECE: Final = 8
"""MiB of one attachment."""


def measure(folder: Path, *, megabytes: int = 256, records: int = 20_000, runs: int = 3) -> dict[str, object]:
    """Ratios of wall and of CPU time, medians of paired runs."""
    return {**media(folder, megabytes, runs), **lines(records, runs), "peak MiB of this process": peak_mib()}


def media(folder: Path, megabytes: int, runs: int) -> dict[str, object]:
    """One package full of attachments."""
    files = [_attachment(folder / f"{at}.bin", at) for at in range(max(megabytes // PIECE, 1))]
    signer, trust = keys()
    target, copy = folder / "bench.cdrp", folder / "copy.bin"

    def build() -> None:
        target.unlink(missing_ok=True)
        readable = {file.name: FileSource.of_path(file) for file in files}
        prepared = prepare(PackageContents(header=header(), rows={}, readable=readable))
        seal(target, prepared, signer, signing_time=NOW, progress=NoProgress())

    def copy_and_hash_twice() -> None:
        with copy.open("wb") as out:
            for file in files:
                for chunk in _chunks(file):
                    out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        _hash(copy)
        _hash(copy)

    def check() -> None:
        assert verify(target, trust, us=None, known=None, now=NOW, progress=NoProgress()).intact  # noqa: S101

    return {
        f"seal {megabytes} MiB ÷ copy, sync, two SHA-256": paired(build, copy_and_hash_twice, runs),
        f"verify {megabytes} MiB ÷ one SHA-256": paired(check, lambda: _hash(target), runs),
    }


def lines(count: int, runs: int) -> dict[str, object]:
    """The records of a big office."""
    ids = SeededIds(3, FixedClock(NOW))
    rows = [{**_EVENT, "id": ids.new(), "number": f"SK-2026-{at:05}"} for at in range(count)]
    data = payload.build({"event": rows})[0][0].data

    def trusting_writer() -> None:
        text = "".join(
            json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n" for row in rows
        )
        hashlib.sha256(text.encode()).hexdigest()

    def read() -> None:
        for _ in payload.read(
            "event", (data[at : at + 262_144] for at in range(0, len(data), 262_144)), allow_unknown=False
        ):
            pass

    def trusting_reader() -> None:
        hashlib.sha256(data).hexdigest()
        for line in data.splitlines():
            json.loads(line)

    return {
        f"build {count} records ÷ json.dumps and SHA-256": paired(
            lambda: payload.build({"event": rows}), trusting_writer, runs
        ),
        f"read {count} records ÷ json.loads and SHA-256": paired(read, trusting_reader, runs),
    }


def keys() -> tuple[Signer, TrustStore]:
    """A certified key of CZ-EMB, and the root it leads to."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding

    from cultdip_desktop.packages import pki

    root = pki.create_root("Bộ Ngoại giao", NOW)
    issuing = pki.create_issuing(root, "Bộ Ngoại giao", NOW)
    revoked = tuple(pki.create_list(one, (), 1, NOW).public_bytes(Encoding.DER) for one in (root, issuing))
    key = ec.generate_private_key(ec.SECP256R1())
    office: dict[str, Any] = {"office": "CZ-EMB", "office_name": "Đại sứ quán Việt Nam tại Cộng hòa Séc"}
    made = pki.certify_office(issuing, key.public_key(), **office, person="Nguyễn Thị Hòa", headquarters=False, now=NOW)
    signer = Signer(made.public_bytes(Encoding.DER), (issuing.der,), key)
    return signer, TrustStore(root.der, (issuing.der,), revoked)


def header() -> PackageHeader:
    """A package that needs no records."""
    return PackageHeader(
        package_id=SeededIds(1, FixedClock(NOW)).new(), kind="event-dossier", office="CZ-EMB",
        recipient=Recipient("VN-MFA"), period=None, chain=ChainLink(1, 1), history=HistoryHead(None),
        producer=Producer("bench"),
    )  # fmt: skip


_EVENT: Final[dict[str, Any]] = {
    "office": "CZ-EMB", "title": {"vi": "Đêm hội Trung thu Praha", "en": "Prague Mid-Autumn Festival"},
    "summary": {"vi": "Rước đèn, múa lân và rối nước với bạn bè thành phố, đông khách và nhiều báo đưa tin.", "en": ""},
    "kind": "community", "format": "in_person", "state": "held", "state_reason": "", "all_day": False,
    "start": "2026-09-25T17:30:00+02:00", "end": "2026-09-25T21:00:00+02:00", "zone": "Europe/Prague",
    "venue": {"vi": "Trung tâm thương mại Sapa", "en": ""}, "city": "Praha", "country": "CZ",
    "goals": [{"code": "M3", "edition": "2026.1", "primary": True, "reason": {"vi": "Giới thiệu phong tục.", "en": ""}}],
    "products": ["PR.STO"], "themes": ["TH.TRA"], "scale": "SC.PEO",
    "actors": [{"partner": "Hội người Việt Nam tại CH Séc", "category": "AC.OVN", "role": "co_organiser"}],
    "results": {"attendance": {"value": 1340, "kind": "on_site", "method": "counted"}, "host_country_share": "0.62"},
    "money": [{"source": "RS.BUD", "stage": "spent", "amount": "59450.00", "currency": "CZK"}],
    "created_at": "2026-08-01T08:00:00.000Z", "updated_at": "2026-09-26T08:00:00.000Z",
}  # fmt: skip


def _attachment(path: Path, seed: int) -> Path:
    block = hashlib.sha256(str(seed).encode()).digest() * (CHUNK // 32)
    with path.open("wb") as handle:
        for _ in range(PIECE):
            handle.write(block)
    return path


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            yield chunk


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    for chunk in _chunks(path):
        digest.update(chunk)
    return digest.hexdigest()


def main() -> None:
    """Print what was found as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=256)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        found = measure(Path(name), megabytes=args.megabytes, records=args.records, runs=args.runs)
    sys.stdout.write(json.dumps(found, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
