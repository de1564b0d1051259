"""The grammar of headquarters' commands about its own documents and the register of initiatives."""

from __future__ import annotations

from typing import Any

from cultdip_desktop.cli.arguments_hq import Tools
from cultdip_desktop.domain.register import InitiativeClass, InitiativeStage
from cultdip_desktop.i18n.words import Words


def papers(verbs: Any, words: Words, tools: Tools) -> None:
    """`hq report|pack|initiative`."""
    report = tools.leaf(
        verbs, words, "report", words.t("Write the consolidated report of a period."), "hq_papers:report"
    )
    _period(report, words)
    report.add_argument("--out", required=True, metavar="F.pdf|.docx|.xlsx", help=words.t("Target file."))
    report.add_argument("--topic", default="", metavar="CODE", help=words.t("Only this goal or solution group."))
    text = words.t("Write the Steering Committee's pages, a file for each goal and solution group.")
    pack = tools.leaf(verbs, words, "pack", text, "hq_papers:pack")
    _period(pack, words)
    pack.add_argument("--out", required=True, metavar="DIR", help=words.t("Target folder."))
    pack.add_argument("--format", choices=("pdf", "docx", "xlsx"), default="pdf", help=words.t("Form of the files."))
    _initiatives(verbs, words, tools)


def _initiatives(verbs: Any, words: Words, tools: Tools) -> None:
    register = tools.group(verbs, words, "initiative", words.t("The register of initiatives of all missions."))
    stages = [one.value for one in InitiativeStage]
    listed = tools.leaf(
        register, words, "list", words.t("Initiatives, the one proposed last first."), "hq_papers:listed"
    )
    listed.add_argument("--office", metavar="ID", help=words.t("Only of this mission."))
    listed.add_argument("--stage", choices=stages, help=words.t("Only in this stage."))
    listed.add_argument("--overdue", action="store_true", help=words.t("Only open ones whose day is past."))
    add = tools.leaf(register, words, "add", words.t("An initiative of headquarters itself."), "hq_papers:add")
    add.add_argument("--title-vi", required=True, metavar="T", help=words.t("Title in Vietnamese."))
    add.add_argument("--title-en", default="", metavar="T", help=words.t("Title in English."))
    add.add_argument("--text", default="", metavar="T", help=words.t("What is proposed, in Vietnamese."))
    classes = [one.value for one in InitiativeClass]
    add.add_argument("--class", dest="cls", choices=classes, default="other", help=words.t("One of the five classes."))
    add.add_argument("--due", type=tools.day, metavar="D", help=words.t("Last day, 2026-10-15."))
    assign = tools.leaf(register, words, "assign", words.t("Say who sees to an initiative."), "hq_papers:assign")
    assign.add_argument("id", metavar="ID")
    assign.add_argument("--to", required=True, metavar="NAME", help=words.t("A unit or a person; empty takes it back."))
    assign.add_argument("--note", default="", metavar="T", help=words.t("A note for headquarters itself."))
    move = tools.leaf(register, words, "move", words.t("Bring an own initiative to another stage."), "hq_papers:move")
    move.add_argument("id", metavar="ID")
    move.add_argument("--stage", required=True, choices=stages, help=words.t("The new stage."))
    move.add_argument("--reason", default="", metavar="T", help=words.t("Why, in a few words."))
    move.add_argument("--result", default="", metavar="T", help=words.t("What came of it, in Vietnamese."))


def _period(parser: Any, words: Words) -> None:
    text = words.t("2026-09, 2026-Q3, 2026-H2, 2026 or 2021-01-01..2026-06-30.")
    parser.add_argument("--period", required=True, metavar="P", help=text)
