"""The grammar of headquarters' commands about what came in: histories, requests to resend, ledger, joint events."""

from __future__ import annotations

from typing import Any

from cultdip_desktop.cli.arguments_hq import Tools
from cultdip_desktop.i18n.words import Words


def inbox(verbs: Any, words: Words, tools: Tools) -> None:
    """`hq confirm-history|resend|ledger|joint`."""
    text = words.t("Let a package enter although its mission's history was cut or rewritten.")
    confirm = tools.leaf(verbs, words, "confirm-history", text, "hq_inbox:confirm_history")
    confirm.add_argument("package", metavar="PACKAGE", help=words.t("Id of the package or of its row."))
    _reason(confirm, words)
    text = words.t("Draft the request to send a refused or waiting file again.")
    resend = tools.leaf(verbs, words, "resend", text, "hq_inbox:resend")
    resend.add_argument("package", metavar="PACKAGE", help=words.t("Id of the package or of its row."))
    text = words.t("What was done with every file, in order, each line bound to the one before.")
    ledger = tools.leaf(verbs, words, "ledger", text, "hq_inbox:ledger")
    ledger.add_argument(
        "--verify", action="store_true", help=words.t("Recompute every line; exit code 1 if one is wrong.")
    )
    ledger.add_argument("--office", default="", metavar="OFFICE", help=words.t("Only of this mission."))
    ledger.add_argument("--limit", type=tools.count, metavar="N", help=words.t("Only the last N."))
    _joint(verbs, words, tools)


def _joint(verbs: Any, words: Words, tools: Tools) -> None:
    group = tools.group(verbs, words, "joint", words.t("Events that several missions held together."))
    listed = tools.leaf(group, words, "list", words.t("Proposed, linked and rejected ones."), "hq_inbox:joint_list")
    listed.add_argument("--from", dest="first", type=tools.day, metavar="D", help=words.t("First day."))
    listed.add_argument("--to", dest="last", type=tools.day, metavar="D", help=words.t("Last day."))
    link = tools.leaf(group, words, "link", words.t("Count these events once."), "hq_inbox:joint_link")
    link.add_argument("events", nargs="+", metavar="EVENT")
    link.add_argument("--lead", default="", metavar="EVENT", help=words.t("The event under which they count."))
    _reason(link, words)
    reject = tools.leaf(group, words, "reject", words.t("These are different events."), "hq_inbox:joint_reject")
    reject.add_argument("events", nargs="+", metavar="EVENT")
    _reason(reject, words)
    unlink = tools.leaf(
        group, words, "unlink", words.t("Take a decision about joint events back."), "hq_inbox:joint_unlink"
    )
    unlink.add_argument("joint", metavar="ID")
    _reason(unlink, words)


def _reason(parser: Any, words: Words) -> None:
    parser.add_argument("--reason", required=True, metavar="T", help=words.t("Why, in a few words."))
