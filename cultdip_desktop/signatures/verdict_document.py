"""A verdict as a page to be printed and put on file, in either language, with its JSON attached."""

from __future__ import annotations

import io
import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.packages.verdict import Check, Outcome
from cultdip_desktop.reports import verdict_page
from cultdip_desktop.reports.verdict_page import VerdictLine, VerdictPage, VerdictSection
from cultdip_desktop.signatures.verdict import PdfVerdict, SignatureVerdict
from cultdip_desktop.signatures.verdict_json import pdf_verdict_to_plain
from cultdip_desktop.signatures.verdict_words import check_advice, check_text, outcome_text, result_text, role_text


def verdict_pdf(verdict: PdfVerdict, file: Path, language: Language, *, office: str = "", zone: str = "UTC") -> bytes:
    """The page on `file`, named but not shown again; `office` is who verified, `zone` its time."""
    words = Words(language)
    result, meaning = result_text(words, verdict.result)
    page = VerdictPage(
        result=result,
        meaning=meaning,
        file=_file(verdict, file, words, office, zone),
        sections=(
            VerdictSection(words.t("The file as a whole"), (), _lines(verdict.checks, words)),
            *(_section(one, words, zone) for one in verdict.signatures),
        ),
        notes=notes(verdict, words),
        moment=verdict.moment,
        office=office,
        data=json.dumps(pdf_verdict_to_plain(verdict), ensure_ascii=False, indent=1).encode(),
    )
    target = io.BytesIO()
    verdict_page.draw(page, language, target)
    return target.getvalue()


def notes(verdict: PdfVerdict, words: Words) -> tuple[str, ...]:
    """What the verdict does not say, so that nobody reads more into it."""
    said = [
        words.t("Times of signing are stated by the signers; no time stamp authority has confirmed them."),
        words.t("Entitlement was asked for the moment of this verdict, with the trust files that lie on this machine."),
    ]
    if any(one.signer is not None and one.signer.app_level for one in verdict.signatures):
        said.append(
            words.t(
                "An app-level key was made by this program; it is no certificate of the Government Cipher Committee."
            )
        )
    said.append(words.t("The verdict is about signatures, not about whether what the document says is true."))
    return tuple(said)


def signature_facts(one: SignatureVerdict, words: Words, zone: str) -> tuple[tuple[str, str], ...]:
    """Who, when, with which certificate."""
    signer = one.signer
    if signer is None:
        return ()
    found = [
        (words.t("Signer"), signer.person),
        (words.t("Time stated"), _moment(one.signed_at, words, zone) if one.signed_at else "–"),
        (words.t("Certificate number"), signer.serial),
        (
            words.t("Valid"),
            words.t(
                "{first} to {last}",
                first=dates.day(words, signer.not_before.astimezone(ZoneInfo(zone)).date()),
                last=dates.day(words, signer.not_after.astimezone(ZoneInfo(zone)).date()),
            ),
        ),
        (words.t("Words of the fingerprint"), " ".join(fingerprint.words(signer.public_sha256))),
    ]
    if one.reason:
        found.append((words.t("Reason stated"), one.reason))
    if one.location:
        found.append((words.t("Place stated"), one.location))
    if one.page:
        found.append((words.t("Shown on page"), str(one.page)))
    return tuple(found)


def _file(verdict: PdfVerdict, file: Path, words: Words, office: str, zone: str) -> tuple[tuple[str, str], ...]:
    found = [
        (words.t("File"), file.name),
        ("SHA-256", verdict.sha256 or "–"),
        (words.t("Size"), words.t("{bytes} bytes, {pages} pages", bytes=verdict.bytes, pages=verdict.pages)),
        (words.t("Verified"), _moment(verdict.moment, words, zone)),
    ]
    if office:
        found.append((words.t("Verified by"), office))
    return tuple(found)


def _section(one: SignatureVerdict, words: Words, zone: str) -> VerdictSection:
    result, _meaning = result_text(words, one.result)
    title = words.t("{signature}: {result}", signature=role_text(words, one), result=result)
    return VerdictSection(title, signature_facts(one, words, zone), _lines(one.checks, words))


def _lines(checks: tuple[Check, ...], words: Words) -> tuple[VerdictLine, ...]:
    lines = []
    for check in checks:
        title, sentence = check_text(words, check)
        advice = check_advice(words, check)
        said = f"{sentence} {advice}" if advice else sentence
        failed = check.outcome is Outcome.FAILED
        lines.append(VerdictLine(title, outcome_text(words, check.outcome), said, grave=failed))
    return tuple(lines)


def _moment(moment: datetime, words: Words, zone: str) -> str:
    local = moment.astimezone(ZoneInfo(zone))
    return f"{dates.day(words, local.date())}, {local:%H:%M:%S} (UTC{local:%z})"
