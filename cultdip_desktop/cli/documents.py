"""Arguments of `cultdip report build` for every document and every sort of report."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.report import ReportKind
from cultdip_desktop.i18n.words import Words


def add(parser: argparse.ArgumentParser, words: Words, day: Callable[[str], date]) -> None:
    """Which document, of what time and for whom; `day` reads a day."""
    parser.add_argument(
        "--document", choices=[kind.value for kind in DocumentKind], help=words.t("Another document than the report.")
    )
    parser.add_argument(
        "--kind",
        choices=[kind.value for kind in ReportKind],
        default=ReportKind.PERIODIC.value,
        help=words.t("A report of one period, a mid-term one, or one on a single theme."),
    )
    parser.add_argument("--focus", metavar="CODE", default="", help=words.t("The theme: a code of the catalogue."))
    parser.add_argument("--visit", metavar="T", default="", help=words.t("Briefing: who comes."))
    for name, dest, said in (
        ("--from", "visit_first", words.t("Briefing: first day of the visit.")),
        ("--to", "visit_last", words.t("Briefing: last day of the visit.")),
    ):
        parser.add_argument(name, dest=dest, type=day, metavar="DAY", help=said)
    parser.add_argument("--successor", metavar="T", default="", help=words.t("Hand-over: who takes over."))
