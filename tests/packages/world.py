"""A small world to send packages in: root, issuing authority, an embassy in Praha, headquarters."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from PIL import Image

from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.packages import pki
from cultdip_desktop.packages.chain import ChainState
from cultdip_desktop.packages.contents import FileSource, MediaSource, PackageContents
from cultdip_desktop.packages.package import ChainLink, HistoryHead, PackageHeader, PeriodInfo, Producer, Recipient
from cultdip_desktop.packages.pin_attempts import Attempts
from cultdip_desktop.packages.pki import CertificateAuthority, Revocation
from cultdip_desktop.packages.signing import Signer
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verdict import Verdict
from cultdip_desktop.packages.verify import verify
from cultdip_desktop.packages.write import Written, write_package

NOW = datetime(2026, 10, 5, 8, 30, tzinfo=UTC)
P12_PASSWORD = "mật khẩu tệp"
EVENT_ID = "01990000-0000-7000-8000-000000000001"
MEDIA_ID = "01990000-0000-7000-8000-00000000000a"
REPORT_ID = "01990000-0000-7000-8000-00000000000b"


class CountedPins:
    """Wrong PINs, remembered for one test."""

    def __init__(self) -> None:
        self.known: dict[str, Attempts] = {}

    def read(self, name: str) -> Attempts:
        return self.known.get(name, Attempts())

    def write(self, name: str, attempts: Attempts) -> None:
        self.known[name] = attempts


@dataclass(frozen=True)
class World:
    """Everybody's keys, and shortcuts to write and verify."""

    root: CertificateAuthority
    issuing: CertificateAuthority
    praha: Signer
    headquarters: Signer
    trust: TrustStore
    now: datetime = NOW

    def signer(self, **wanted: Any) -> Signer:
        """A further certified key."""
        return make_signer(self.issuing, self.now, **wanted)

    def with_revoked(self, *signers: Signer, compromised_from: datetime | None = None) -> TrustStore:
        """The trust after these certificates were taken back today."""
        at = self.now - timedelta(hours=1)
        revoked = [Revocation(int(signer.facts.serial, 16), at, compromised_from) for signer in signers]
        made = pki.create_list(self.issuing, revoked, 2, self.now).public_bytes(Encoding.DER)
        return replace(self.trust, revocation_lists=(made, self.trust.revocation_lists[0]))

    def header(self, **changes: Any) -> PackageHeader:
        """The description of the third quarter's report."""
        header = PackageHeader(
            package_id="01990000-0000-7000-8000-0000000000ff",
            kind="report",
            office="CZ-EMB",
            recipient=Recipient("VN-MFA"),
            period=PeriodInfo("calendar", date(2026, 7, 1), date(2026, 9, 30)),
            chain=ChainLink(1, 1),
            history=HistoryHead("ab" * 32, 12),
            producer=Producer("CultDip Desktop 0.1"),
            catalogue=("NGVH2030", "2026.1"),
            document={"OrganId": "CZ-EMB", "Subject": "Báo cáo quý III năm 2026", "PageAmount": 4},
        )
        return replace(header, **changes)

    def contents(self, **changes: Any) -> PackageContents:
        """A report with one event and its photo."""
        photo = FileSource.of_bytes(jpeg())
        contents = PackageContents(
            header=self.header(),
            rows={
                "office": [office_row()],
                "event": [event_row()],
                "media": [media_row(photo)],
                "report": [report_row()],
            },
            media=(MediaSource("jpg", photo),),
            readable={"index.html": FileSource.of_bytes("<!doctype html><title>Báo cáo</title>\n".encode())},
        )
        return replace(contents, **changes)

    def tiny(self) -> PackageContents:
        """Below 16 KB, with a record."""
        tombstone = {"id": EVENT_ID, "entity": "event", "deleted_at": None}
        return PackageContents(header=self.header(kind="event-dossier", period=None), rows={"tombstone": [tombstone]})

    def write(
        self,
        target: Path,
        contents: PackageContents | None = None,
        signer: Signer | None = None,
        *,
        at: datetime | None = None,
        progress: Progress | None = None,
    ) -> Written:
        """Write a package as Praha does."""
        return write_package(
            target,
            contents or self.contents(),
            signer or self.praha,
            signing_time=at or self.now,
            progress=progress or NoProgress(),
        )

    def verify(
        self,
        path: Path,
        *,
        trust: TrustStore | None = None,
        us: str | None = "VN-MFA",
        known: ChainState | None = None,
        now: datetime | None = None,
    ) -> Verdict:
        """Verify a package as headquarters does."""
        return verify(path, trust or self.trust, us=us, known=known, now=now or self.now, progress=NoProgress())


def make_world(now: datetime = NOW) -> World:
    """Make all keys; `now` matters only to tools that use the machine's own time."""
    root = pki.create_root("Bộ Ngoại giao", now)
    issuing = pki.create_issuing(root, "Bộ Ngoại giao", now)
    lists = tuple(pki.create_list(one, (), 1, now).public_bytes(Encoding.DER) for one in (root, issuing))
    return World(
        root=root,
        issuing=issuing,
        praha=make_signer(issuing, now),
        headquarters=make_signer(
            issuing, now, office="VN-MFA", office_name="Bộ Ngoại giao", person="Lê Văn Bộ", headquarters=True
        ),
        trust=TrustStore(root.der, (issuing.der,), lists),
        now=now,
    )


def make_signer(
    issuing: CertificateAuthority,
    now: datetime,
    *,
    office: str = "CZ-EMB",
    office_name: str = "Đại sứ quán Việt Nam tại Cộng hòa Séc",
    person: str = "Nguyễn Thị Hòa",
    headquarters: bool = False,
) -> Signer:
    """A certified key."""
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = pki.certify_office(
        issuing,
        key.public_key(),
        office=office,
        office_name=office_name,
        person=person,
        headquarters=headquarters,
        now=now,
    )
    return Signer(certificate.public_bytes(Encoding.DER), (issuing.der,), key)


def bi(vi: str, en: str = "") -> dict[str, str]:
    """A bilingual text as rows have it."""
    return {"vi": vi, "en": en}


def office_row(**changes: Any) -> dict[str, Any]:
    """The embassy in Praha."""
    return {
        "id": "CZ-EMB",
        "role": "mission",
        "name": bi("Đại sứ quán Việt Nam tại Cộng hòa Séc", "Embassy of Viet Nam in the Czech Republic"),
        "short_name": bi("ĐSQ Séc"),
        "unit": bi("Bộ phận văn hóa"),
        "city": bi("Praha"),
        "country": "CZ",
        "zone": "Europe/Prague",
        "currency": "CZK",
        **changes,
    }


def event_row(**changes: Any) -> dict[str, Any]:
    """An event that was held."""
    return {
        "id": EVENT_ID,
        "office": "CZ-EMB",
        "number": "SK-2026-031",
        "title": bi("Đêm hội Trung thu Praha 2026", "Prague Mid-Autumn Festival 2026"),
        "summary": bi("Rước đèn, múa lân và rối nước."),
        "kind": "community",
        "format": "in_person",
        "state": "held",
        "state_reason": "",
        "start": "2026-09-25T17:30:00+02:00",
        "end": "2026-09-25T21:00:00+02:00",
        "all_day": False,
        "zone": "Europe/Prague",
        "venue": bi("Trung tâm thương mại Sapa"),
        "city": "Praha",
        "country": "CZ",
        "goals": [
            {"code": "M3", "edition": "2026.1", "primary": True, "reason": bi("Giới thiệu phong tục Tết Trung thu.")}
        ],
        "products": ["PR.STO"],
        "themes": ["TH.TRA"],
        "scale": "SC.PEO",
        "actors": [{"partner": "Hội người Việt Nam tại CH Séc", "category": "AC.OVN", "role": "co_organiser"}],
        "results": {
            "attendance": {"value": 1340, "kind": "on_site", "method": "counted"},
            "host_country_share": "0.62",
        },
        "money": [{"source": "RS.BUD", "stage": "spent", "amount": "59450.00", "currency": "CZK"}],
        "created_at": "2026-08-01T08:00:00.000Z",
        "updated_at": "2026-09-26T08:00:00.000Z",
        **changes,
    }


def media_row(source: FileSource, **changes: Any) -> dict[str, Any]:
    """A photo of the event."""
    return {
        "id": MEDIA_ID,
        "event_id": EVENT_ID,
        "sha256": source.sha256,
        "extension": "jpg",
        "mime": "image/jpeg",
        "kind": "image",
        "bytes": source.size,
        "width": 16,
        "height": 12,
        "caption": bi("Rước đèn ở Sapa"),
        "credit": "Ảnh: ĐSQ",
        "cover": True,
        "position": 0,
        "cleaned": True,
        **changes,
    }


def report_row(**changes: Any) -> dict[str, Any]:
    """The quarter's report."""
    return {
        "id": REPORT_ID,
        "office": "CZ-EMB",
        "period": "2026-Q3",
        "rule": "calendar",
        "from": "2026-07-01",
        "to": "2026-09-30",
        "totals": {"events": 1, "attendance": 1340, "spent": {"CZK": "59450.00"}},
        **changes,
    }


def jpeg(colour: tuple[int, int, int] = (200, 30, 30)) -> bytes:
    """A small real photo."""
    target = io.BytesIO()
    Image.new("RGB", (16, 12), colour).save(target, "JPEG")
    return target.getvalue()


def sha256(data: bytes) -> str:
    """Hex."""
    return hashlib.sha256(data).hexdigest()


def foreign_p12() -> bytes:
    """A key of somebody else's authority, as it comes in a file under `P12_PASSWORD`."""
    key = ec.generate_private_key(ec.SECP256R1())
    root = pki.create_root("Ban Cơ yếu", NOW)
    made = pki.certify_office(
        pki.create_issuing(root, "Ban Cơ yếu", NOW),
        key.public_key(),
        office="CZ-EMB",
        office_name="ĐSQ",
        person="Đỗ Thẻ Cứng",
        headquarters=False,
        now=NOW,
    )
    return pkcs12.serialize_key_and_certificates(b"k", key, made, None, BestAvailableEncryption(P12_PASSWORD.encode()))
