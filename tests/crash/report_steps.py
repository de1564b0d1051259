"""What an officer does with a period's report: texts, reasons, the way to the signature, an amendment."""

from __future__ import annotations

import io
import zipfile

from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.services import signing as _loaded_once_for_all_cases  # noqa: F401
from cultdip_desktop.signatures.places import SignerRole
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


WORD, SIGNED = "Báo cáo.docx", "Đã ký.pdf"
"""Files that come back: edited in Word, signed with another tool."""


def sign_person(ground: Ground) -> object:
    return ground.office.signing.sign(PERIOD, SignerRole.PERSON, ground.office.keys.usable(), PASSPHRASE)


def sign_agency(ground: Ground) -> object:
    return ground.office.signing.sign(PERIOD, SignerRole.AGENCY, ground.office.keys.usable(), PASSPHRASE)


def take_out(ground: Ground) -> object:
    return ground.office.signing.take_out(PERIOD, ground.out / "ra.pdf")


def bring_back(ground: Ground) -> object:
    answer = ground.office.signing.bring_back(PERIOD, ground.given / SIGNED)
    assert answer.paper is not None, answer.code
    return answer


def take_texts(ground: Ground) -> object:
    texts = ground.office.word_texts
    look = texts.look(PERIOD, ground.given / WORD)
    assert look.changes
    return texts.take(PERIOD, look.changes)


def approve_ground(ground: Ground) -> None:
    """A report that may be signed."""
    ground.open("mission")
    ground.ids.begin("prepared")
    ground.office.reporting.approve(PERIOD)
    ground.close()


def take_out_ground(ground: Ground) -> None:
    """The report went out and was signed with another tool."""
    from tests.signatures.outside import sign_like_another_tool

    ground.open("mission")
    ground.ids.begin("prepared")
    ground.office.reporting.approve(PERIOD)
    file = ground.given / "ra.pdf"
    ground.office.signing.take_out(PERIOD, file)
    (ground.given / SIGNED).write_bytes(sign_like_another_tool(file.read_bytes(), ground.office))
    ground.close()


def word_ground(ground: Ground) -> None:
    """The report went out as a Word file and was edited there."""
    ground.open("mission")
    ground.ids.begin("prepared")
    file = ground.given / WORD
    ground.office.reports.build(PERIOD, "vi", file, NoProgress())
    made = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace("Thực hiện Quyết định".encode(), "Căn cứ Quyết định".encode())
            new.writestr(name, content)
    file.write_bytes(made.getvalue())
    ground.close()
