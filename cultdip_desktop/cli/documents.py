"""Arguments of `cultdip report build` for every document and every sort of report."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from cultdip_desktop.domain.document import OF_HEADQUARTERS, DocumentKind
from cultdip_desktop.domain.media import Ground
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.report import ReportKind, report_on
from cultdip_desktop.i18n.words import Words


def add_which(parser: argparse.ArgumentParser, words: Words, *, needed: bool = True) -> None:
    """Which report: its days, and what it looks at; `report_of` reads them."""
    if needed:
        text = words.t("2026-09, 2026-Q3, 2026-H2, 2026 or 2021-01-01..2026-06-30.")
        parser.add_argument("--period", required=True, metavar="P", help=text)
    _kind(parser, words)


def report_of(args: argparse.Namespace, rule: PeriodRule) -> Period:
    """The report that `add_which` asked for.

    Raises:
        UserError: `period.*`, `report.focus_missing`, `report.focus_unwanted`.
    """
    return report_on(Period.parse(args.period, rule), ReportKind(args.kind), args.focus)


def _kind(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--kind",
        choices=[kind.value for kind in ReportKind],
        default=ReportKind.PERIODIC.value,
        help=words.t("A report of one period, a mid-term one, or one on a single theme."),
    )
    parser.add_argument("--focus", metavar="CODE", default="", help=words.t("The theme: a code of the catalogue."))


def add_rights(parser: argparse.ArgumentParser, words: Words, day: Callable[[str], date]) -> None:
    """What is said of attachments, their rights and people; `day` reads a day."""
    for name, said in (
        ("--caption-vi", words.t("Caption in Vietnamese.")),
        ("--caption-en", words.t("Caption in English.")),
        ("--credit", words.t("Author of the pictures.")),
        ("--author", words.t("Photographer or author")),
        ("--holder", words.t("Rights holder")),
        ("--licence", words.t("Licence")),
        ("--people", words.t("People shown")),
    ):
        parser.add_argument(name, default="", metavar="T", help=said)
    parser.add_argument("--minors", action="store_true", help=words.t("Children are shown"))
    grounds = [one.value for one in Ground if one]
    parser.add_argument("--consent", choices=grounds, default="", help=words.t("Ground for showing people"))
    parser.add_argument("--until", type=day, metavar="DAY", help=words.t("May be shown until"))


def add(parser: argparse.ArgumentParser, words: Words, day: Callable[[str], date]) -> None:
    """Which document, of what time and for whom; `day` reads a day."""
    parser.add_argument(
        "--document",
        choices=[kind.value for kind in DocumentKind if kind not in OF_HEADQUARTERS],
        help=words.t("Another document than the report."),
    )
    _kind(parser, words)
    parser.add_argument("--visit", metavar="T", default="", help=words.t("Briefing: who comes."))
    for name, dest, said in (
        ("--from", "visit_first", words.t("Briefing: first day of the visit.")),
        ("--to", "visit_last", words.t("Briefing: last day of the visit.")),
    ):
        parser.add_argument(name, dest=dest, type=day, metavar="DAY", help=said)
    parser.add_argument("--successor", metavar="T", default="", help=words.t("Hand-over: who takes over."))
