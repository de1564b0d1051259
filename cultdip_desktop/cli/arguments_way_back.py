"""The grammar of what a mission does with files of headquarters: take them in, answer directives."""

from __future__ import annotations

from typing import Any

from cultdip_desktop.cli.arguments_hq import Tools
from cultdip_desktop.domain.issuing import DirectiveTaskState
from cultdip_desktop.i18n.words import Words


def mission(commands: Any, words: Words, tools: Tools) -> None:
    """`receive`, `directive list|answer`."""
    text = words.t("Take in what headquarters sent: receipts, remarks, directives, catalogues, trust lists, rates.")
    receive = tools.leaf(commands, words, "receive", text, "way_back:receive")
    receive.add_argument("files", nargs="+", metavar="F.cdrp")
    receive.add_argument("--dry-run", action="store_true", help=words.t("Only say what would happen."))
    verbs = tools.group(commands, words, "directive", words.t("Directives of headquarters, and the office's answers."))
    tools.leaf(verbs, words, "list", words.t("Directives with their tasks and answers."), "way_back:directives")
    answer = tools.leaf(verbs, words, "answer", words.t("Say how far a task of a directive is."), "way_back:answer")
    answer.add_argument("task", metavar="TASK", help=words.t("Id of the task, as the list shows it."))
    answer.add_argument("--state", choices=[one.value for one in DirectiveTaskState], required=True)
    answer.add_argument("--text", default="", metavar="T", help=words.t("What headquarters shall read; travels."))


def export_options(export: Any, words: Words) -> None:
    """What an export may send beside the usual."""
    text = words.t("Send every photo, also those that headquarters has acknowledged.")
    export.add_argument("--all-media", action="store_true", help=text)
