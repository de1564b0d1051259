"""Rules on what was written by hand: texts whose figures have moved since, numbers that no record bears out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import check_texts
from cultdip_desktop.reports.data import ReportData

_SHOWN: Final = 6
"""Numbers that a finding names."""


def outdated(data: ReportData) -> Iterator[Finding]:
    """A text by hand began with one made from the data; when the data make another one now, its figures may be old."""
    for said in check_texts.of_sections(data):
        section = data.sections[said.title]
        if not section.basis_sha256:
            continue
        from cultdip_desktop.reports import prefill

        if prefill.basis(said.title, data, Words("vi")) != section.basis_sha256:
            yield check_texts.finding("report.outdated", Severity.WARNING, said)


def numbers(data: ReportData) -> Iterator[Finding]:
    """Numbers of a text by hand that equal no figure of its section."""
    written = list(check_texts.of_sections(data))
    if not written:
        return
    from cultdip_desktop.reports import facts

    known = facts.facts(data)
    for said in written:
        of_section = facts.of_section(known, said.title)
        strange: dict[str, None] = {}
        for text, language in ((said.vi, "vi"), (said.en, "en")):
            plain = nfc(text)
            spans = facts.unsupported(plain, of_section, Words(_language(language)))
            strange |= dict.fromkeys(plain[start:end] for start, end in spans)
        if strange:
            shown = "; ".join(list(strange)[:_SHOWN])
            yield check_texts.finding("report.numbers_unsupported", Severity.WARNING, said, numbers=shown)


def _language(code: str) -> Language:
    return "en" if code == "en" else "vi"
