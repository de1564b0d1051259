"""The grammar of headquarters' commands about missions: roster, duties, status, proof, reminders, certificates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cultdip_desktop.domain.duty import MissionState, Region
from cultdip_desktop.i18n.words import Words


@dataclass(frozen=True, slots=True)
class Tools:
    """How `arguments` makes parsers: its own functions, so that nothing here imports them back."""

    group: Callable[[Any, Words, str, str], Any]
    leaf: Callable[[Any, Words, str, str, str], Any]
    day: Callable[[str], date]
    count: Callable[[str], int]


def missions(verbs: Any, words: Words, tools: Tools) -> None:
    """`hq missions|duty|extend|status|proof|urge|certificate`."""
    _roster(verbs, words, tools)
    _duties(verbs, words, tools)
    text = words.t("Who has reported on a period, who is late, who is missing.")
    status = tools.leaf(verbs, words, "status", text, "hq_missions:status")
    _period(status, words)
    proof = tools.leaf(
        verbs, words, "proof", words.t("Prove which packages of a mission are here."), "hq_missions:proof"
    )
    proof.add_argument("office", nargs="?", metavar="OFFICE", help=words.t("Id of a mission; without it all."))
    _paper(verbs, words, tools)


def _roster(verbs: Any, words: Words, tools: Tools) -> None:
    roster = tools.group(verbs, words, "missions", words.t("The roster of missions."))
    listed = tools.leaf(
        roster, words, "list", words.t("Missions with region, state and contacts."), "hq_missions:listed"
    )
    listed.add_argument("--region", choices=[one.value for one in Region], help=words.t("Only of this region."))
    listed.add_argument("--state", choices=[one.value for one in MissionState], help=words.t("Only in this state."))
    edit = tools.leaf(roster, words, "edit", words.t("Change what headquarters says of a mission."), "hq_missions:edit")
    edit.add_argument("office", metavar="OFFICE")
    edit.add_argument("--region", choices=[one.value for one in Region], help=words.t("Its region."))
    edit.add_argument("--state", choices=[one.value for one in MissionState], help=words.t("Whether it works."))
    edit.add_argument("--reports", choices=("yes", "no"), help=words.t("Whether it has to report."))
    edit.add_argument("--note", metavar="T", help=words.t("A note for headquarters itself."))
    edit.add_argument(
        "--contact",
        action="append",
        default=[],
        metavar="NAME|ROLE|PHONE|EMAIL",
        help=words.t("Somebody to call there; parts may be empty, the option may stand several times."),
    )
    edit.add_argument("--drop-contact", action="append", default=[], metavar="ID", help=words.t("Take somebody off."))


def _duties(verbs: Any, words: Words, tools: Tools) -> None:
    duty = tools.group(verbs, words, "duty", words.t("Which reports are asked, and by when."))
    add = tools.leaf(
        duty, words, "add", words.t("Ask every mission for the report of a period."), "hq_missions:duty_add"
    )
    _period(add, words)
    add.add_argument("--due", required=True, type=tools.day, metavar="D", help=words.t("Last day, 2026-10-15."))
    add.add_argument("--note", default="", metavar="T", help=words.t("A word to the missions, sent with the deadline."))
    listed = tools.leaf(
        duty, words, "list", words.t("Periods with their days and extensions."), "hq_missions:duty_list"
    )
    listed.add_argument("--usual-days", type=tools.count, metavar="N", help=words.t("Change the usual number of days."))
    gone = tools.leaf(duty, words, "delete", words.t("Take a set day back."), "hq_missions:duty_delete")
    _period(gone, words)
    extend = tools.leaf(
        verbs, words, "extend", words.t("Give a mission another day, or excuse it."), "hq_missions:extend"
    )
    extend.add_argument("office", metavar="OFFICE")
    _period(extend, words)
    how = extend.add_mutually_exclusive_group(required=True)
    how.add_argument("--due", type=tools.day, metavar="D", help=words.t("Its own last day."))
    how.add_argument("--exempt", action="store_true", help=words.t("It need not report on the period."))
    how.add_argument("--withdraw", action="store_true", help=words.t("Everybody's day holds for it again."))
    extend.add_argument("--reason", required=True, metavar="T", help=words.t("Why, in a few words."))


def _paper(verbs: Any, words: Words, tools: Tools) -> None:
    text = words.t("Write reminder letters to the missions whose report is missing.")
    urge = tools.leaf(verbs, words, "urge", text, "hq_missions:urge")
    _period(urge, words)
    urge.add_argument("--out", required=True, metavar="DIR", help=words.t("Target folder."))
    urge.add_argument("--format", choices=("pdf", "docx", "both"), default="both", help=words.t("Form of the letters."))
    urge.add_argument(
        "--office", action="append", metavar="ID", help=words.t("Only this mission; may stand several times.")
    )
    text = words.t("Write a certificate of reporting with a QR code.")
    certificate = tools.leaf(verbs, words, "certificate", text, "hq_missions:certificate")
    certificate.add_argument("office", metavar="OFFICE")
    certificate.add_argument("--from", dest="first", required=True, metavar="P", help=words.t("First period, 2026-Q1."))
    certificate.add_argument("--to", dest="last", required=True, metavar="P", help=words.t("Last period, 2026-Q3."))
    certificate.add_argument("--out", required=True, metavar="F.pdf", help=words.t("Target file."))


def _period(parser: Any, words: Words) -> None:
    text = words.t("2026-09, 2026-Q3, 2026-H2, 2026 or 2021-01-01..2026-06-30.")
    parser.add_argument("--period", required=True, metavar="P", help=text)
