"""Every kind of document that the program can make of an office's records is PDF/A-3a and PDF/UA-1."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.domain.document import OF_HEADQUARTERS, DocumentKind
from cultdip_desktop.domain.period import Period
from cultdip_desktop.reports.documents.matter import Options
from tests import offices
from tests.reports import conformance

PERIODS = ("2026-Q3", "2026-09", "2026", "2019-Q1")
OTHERS = tuple(kind for kind in DocumentKind if kind is not DocumentKind.PERIOD and kind not in OF_HEADQUARTERS)


@pytest.fixture(scope="module")
def office(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The sample mission, only looked at."""
    home = offices.pair(sample, tmp_path_factory.mktemp("papers")).mission
    with open_office(home, offices.PASSPHRASE, writing=False) as opened:
        yield opened


def wrong(pdf: bytes, folder: Path) -> list[str]:
    """Everything that is wrong with a paper."""
    return [
        *conformance.failures(pdf),
        *conformance.wrong_in_structure(pdf),
        *conformance.wrong_in_file(folder / "paper.pdf", pdf),
    ]


@pytest.mark.parametrize("language", ["vi", "en", "both"])
@pytest.mark.parametrize("period", PERIODS)
def test_report_of_a_period_keeps_every_rule(office: Office, period: str, language: str, tmp_path: Path) -> None:
    pdf = office.reports.draw(Period.parse(period), language)  # type: ignore[arg-type]
    assert wrong(pdf, tmp_path) == []


@pytest.mark.parametrize("language", ["vi", "en", "both"])
@pytest.mark.parametrize("kind", OTHERS)
def test_other_document_keeps_every_rule(office: Office, kind: DocumentKind, language: str, tmp_path: Path) -> None:
    event = office.reports.data(Period.parse("2026-Q3")).events[0]
    pdf = office.documents.draw(Options(kind=kind, event_id=event.id), language)  # type: ignore[arg-type]
    assert wrong(pdf, tmp_path) == []
