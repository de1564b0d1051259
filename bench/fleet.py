"""A fleet of missions without their offices: keys that one headquarters trusts, and packages written directly.

What a package holds is what the demo makes (goals, money, actors, press, codes); only ids, office and texts of the
title differ from mission to mission, so ninety-four offices cost seconds and not an hour.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds, uuid7
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.mission import HEADQUARTERS_ID, Mission, Person
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import Report
from cultdip_desktop.domain.text import BiText, EnglishState
from cultdip_desktop.packages import pki
from cultdip_desktop.packages.contents import FileSource, PackageContents
from cultdip_desktop.packages.package import ChainLink, HistoryHead, PackageHeader, PeriodInfo, Producer, Recipient
from cultdip_desktop.packages.pki import CertificateAuthority
from cultdip_desktop.packages.signing import Signer
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.write import Written, write_package
from cultdip_desktop.services import founding, payload
from cultdip_desktop.services.catalogue import shipped_catalogue, shipped_missions
from cultdip_desktop.services.demo import content

if TYPE_CHECKING:
    from cultdip_desktop.app import Office

NOW: Final = datetime(2026, 10, 5, 8, 30, tzinfo=UTC)
PERIODS: Final = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
_MILLISECONDS: Final = 1_790_000_000_000

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Authority:
    """Root and issuing authority with their keys open, and what a headquarters must pin."""

    root: CertificateAuthority
    issuing: CertificateAuthority
    trust: TrustStore

    def signer(self, office: str, person: str, *, headquarters: bool = False) -> Signer:
        """A certified key of an office."""
        key = ec.generate_private_key(ec.SECP256R1())
        made = pki.certify_office(
            self.issuing,
            key.public_key(),
            office=office,
            office_name=office,
            person=person,
            headquarters=headquarters,
            now=NOW,
        )
        return Signer(made.public_bytes(Encoding.DER), (self.issuing.der,), key)


def authority(now: datetime = NOW) -> Authority:
    """A root of its own."""
    root = pki.create_root("Bộ Ngoại giao", now)
    issuing = pki.create_issuing(root, "Bộ Ngoại giao", now)
    lists = tuple(pki.create_list(one, (), 1, now).public_bytes(Encoding.DER) for one in (root, issuing))
    return Authority(root, issuing, TrustStore(root.der, (issuing.der,), lists))


def trusting(office: Office, made: Authority) -> None:
    """Let a headquarters believe in this root and in no other."""
    office.trust.pin(made.trust)


def missions(count: int) -> tuple[Mission, ...]:
    """The first missions of the shipped list, by id."""
    found = sorted(shipped_missions(), key=lambda mission: mission.id)
    return tuple(found[:count])


def sample_rows(events: int, period: str = "2026-Q3", seed: int = 1, *, held: bool = True) -> Rows:
    """Rows by entity as a mission's export has them; every event reportable, days inside three years."""
    clock = FixedClock(NOW)
    ids = SeededIds(seed, clock)
    identity = founding.mission_identity(founding.mission_by_id("CZ-EMB"), "vi", ids)
    edition = shipped_catalogue().edition
    today = date(2026, 10, 5)
    made = content.events(count=events, years=3, seed=seed, today=today, office=identity, edition=edition, ids=ids)
    numbered = tuple(
        replace(
            event,
            number=f"SK-{event.day.year if event.day else 2026}-{at:04}",
            internal_note="",
            state=EventState.HELD if held and not event.reportable else event.state,
        )
        for at, event in enumerate(made, 1)
    )
    when = Period.parse(period)
    report = Report(id=ids.new(), office=identity.id, period=when)
    officer = Person(id=ids.new(), name="Nguyễn Minh Hà", rank=BiText("Tham tán", "Counsellor", EnglishState.REVIEWED))
    approval = {"approved_by": officer.name, "approved_at": "2026-10-03T08:00:00.000Z", "state": "approved"}
    records = payload.Records(
        office=identity,
        people=(officer,),
        partners=(),
        events=numbered,
        withdrawn=(),
        media=(),
        report=payload.report_row(report, identity, when, numbered, approval),
    )
    return payload.rows(records)


@dataclass(slots=True)
class Sender:
    """One mission: its key, its chain, and its copy of the sample rows."""

    mission: Mission
    number: int
    signer: Signer
    rows: Rows
    epoch: int = 1
    seq: int = 0
    last: str | None = None
    history: int = 10
    receipt: str | None = None
    sent: list[Written] = field(default_factory=list)

    @property
    def office(self) -> str:
        """Its id."""
        return self.mission.id

    def contents(self, period: str = "2026-Q3", **changes: Any) -> PackageContents:
        """The next package of the chain; `changes` are fields of the header."""
        when = Period.parse(period)
        header = PackageHeader(
            package_id=uuid7(_MILLISECONDS + self.seq, self.epoch, self.number + 1),
            kind="report",
            office=self.office,
            recipient=Recipient(HEADQUARTERS_ID),
            period=PeriodInfo(when.rule.value, when.window.first, when.window.last),
            chain=ChainLink(self.epoch, self.seq + 1, self.last, self.receipt),
            history=HistoryHead(f"{self.number:064x}", self.history + self.seq),
            producer=Producer("cultdip-desktop 0.6"),
            catalogue=("NGVH2030", "2021"),
            document={"OrganId": self.office, "Subject": f"Báo cáo {period}", "Language": "vi"},
        )
        report = {
            **self.rows["report"][0],
            "period": period,
            "from": str(when.window.first),
            "to": str(when.window.last),
        }
        rows = {**self.rows, "report": [report]}
        page = FileSource.of_bytes("<!doctype html><title>Báo cáo</title>\n".encode())
        return PackageContents(header=replace(header, **changes), rows=rows, readable={"index.html": page})

    def write(self, target: Path, contents: PackageContents | None = None, *, at: datetime = NOW) -> Written:
        """Sign the next package and move the chain on."""
        contents = contents or self.contents()
        written = write_package(target, contents, self.signer, signing_time=at, progress=NoProgress())
        link = contents.header.chain
        self.epoch, self.seq, self.last = link.epoch, link.seq, written.manifest_sha256
        self.sent.append(written)
        return written


def senders(made: Authority, sample: Rows, count: int) -> list[Sender]:
    """Missions with the same content under ids of their own."""
    return [
        Sender(mission, number, made.signer(mission.id, f"Cán bộ {mission.id}"), of_mission(sample, mission, number))
        for number, mission in enumerate(missions(count))
    ]


def of_mission(sample: Mapping[str, Sequence[Mapping[str, Any]]], mission: Mission, number: int) -> Rows:
    """The sample rows as this mission's own: ids, office, and a word in every title."""
    chance = random.Random(number)
    new: dict[str, str] = {}
    for at, row in enumerate(sample["event"]):
        new[str(row["id"])] = uuid7(_MILLISECONDS + number * 1000 + at, at & 0xFFF, chance.getrandbits(62))
    events = [_event(row, new[row["id"]], mission) for row in sample["event"]]
    report_id = uuid7(_MILLISECONDS, 1, chance.getrandbits(62))
    office = {**sample["office"][0], "id": mission.id}
    report = {**sample["report"][0], "id": report_id, "office": mission.id}
    return {
        **{name: [dict(row) for row in rows] for name, rows in sample.items()},
        "office": [office],
        "event": sorted(events, key=lambda row: str(row["id"])),
        "report": [report],
    }


def _event(row: Mapping[str, Any], new_id: str, mission: Mission) -> dict[str, Any]:
    title = {**row["title"], "vi": f"{row['title']['vi']} ({mission.id})"}
    return {**row, "id": new_id, "office": mission.id, "title": title}
