"""What an officer does with a period's report: texts, reasons, the way to the signature, an amendment."""

from __future__ import annotations

from cultdip_desktop.domain.text import BiText
from tests.crash.ground import EARLIER, PASSPHRASE, PERIOD, Ground

REASON = "Đã rà soát."
LATE = {
    "title": {"vi": "Ngày hội phố nghề", "en": "Craft street day"},
    "kind": "community",
    "state": "held",
    "start": "2026-05-20T17:00:00+02:00",
    "end": "2026-05-20T21:00:00+02:00",
    "zone": "Europe/Prague",
    "city": "Praha",
    "country": "CZ",
    "goals": [{"code": "M3", "primary": True, "reason": {"vi": "Giới thiệu nghề.", "en": ""}}],
}


def write_section(ground: Ground) -> object:
    return ground.office.reporting.write_section(PERIOD, "III", BiText("Kết quả tốt.", "Good results."))


def waive(ground: Ground) -> object:
    return ground.office.reporting.waive_all(PERIOD, REASON)


def submit(ground: Ground) -> object:
    return ground.office.reporting.submit(PERIOD, REASON)


def send_back(ground: Ground) -> object:
    return ground.office.reporting.send_back(PERIOD, "Nêu rõ kinh phí.")


def approve(ground: Ground) -> object:
    return ground.office.reporting.approve(PERIOD)


def change(ground: Ground) -> object:
    """In a period whose package was signed before the case begins."""
    return ground.office.events.add(LATE)


def amend(ground: Ground) -> object:
    return ground.office.reporting.amend(EARLIER, "Ghi nhầm thành phố.")


def approve_amended(ground: Ground) -> object:
    ground.office.reporting.submit(EARLIER, REASON)
    return ground.office.reporting.approve(EARLIER)


def export_amended(ground: Ground) -> object:
    return ground.office.packages.export(EARLIER, ground.out / "Q2-2.cdrp", PASSPHRASE, reason="Ghi nhầm thành phố.")
