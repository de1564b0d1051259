"""The grammar of `hq figures`: consolidated numbers by any dimension, compared, converted, down to events."""

from __future__ import annotations

from typing import Any, Final

from cultdip_desktop.cli.arguments_hq import Tools
from cultdip_desktop.domain.duty import Region
from cultdip_desktop.domain.figures import Dimension
from cultdip_desktop.domain.overview import SUMMED_RATES
from cultdip_desktop.domain.rate import BOOKS
from cultdip_desktop.i18n.words import Words

_BY: Final = (
    Dimension.GOAL,
    Dimension.MISSION,
    Dimension.REGION,
    Dimension.KIND,
    Dimension.MONTH,
    Dimension.PRODUCT,
    Dimension.ACTOR,
    Dimension.ROLE,
    Dimension.SOLUTION,
    Dimension.SOURCE,
)


def figures(verbs: Any, words: Words, tools: Tools) -> None:
    """`hq figures`."""
    parser = tools.leaf(
        verbs, words, "figures", words.t("Consolidated numbers with their packages."), "hq_figures:figures"
    )
    parser.add_argument("--from", dest="first", type=tools.day, metavar="D", help=words.t("First day, 2026-07-01."))
    parser.add_argument("--to", dest="last", type=tools.day, metavar="D", help=words.t("Last day, inside."))
    parser.add_argument(
        "--by", choices=[one.value for one in _BY], default=Dimension.GOAL.value, help=words.t("Rows stand for.")
    )
    parser.add_argument("--region", choices=[one.value for one in Region], help=words.t("Only of this region."))
    parser.add_argument("--key", metavar="K", help=words.t("Only this row, with the events behind it."))
    parser.add_argument(
        "--compare",
        nargs="?",
        type=tools.count,
        const=0,
        metavar="YEAR",
        help=words.t("Beside the same days of another year; of the year before where none is named."),
    )
    parser.add_argument("--convert", choices=(BOOKS,), help=words.t("Add what was spent in one currency."))
    parser.add_argument(
        "--rate-kind",
        choices=[one.value for one in SUMMED_RATES],
        default=SUMMED_RATES[0].value,
        help=words.t("By which kind of rate."),
    )
