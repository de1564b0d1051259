"""The grammar of what headquarters sends to missions: receipts, remarks, decisions, directives, lists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cultdip_desktop.cli.arguments_hq import Tools
from cultdip_desktop.i18n.words import Words


@dataclass(frozen=True, slots=True)
class IssueTools:
    """How parsers are made, and how the PIN is asked for."""

    usual: Tools
    pin_file: Callable[[Any, Words], None]


def way_back(verbs: Any, words: Words, tools: IssueTools) -> None:
    """`hq receipts|comment|remarks|accept|return|directive|issue|editions`."""
    _receipts(verbs, words, tools)
    _remarks(verbs, words, tools)
    _directives(verbs, words, tools)
    _lists(verbs, words, tools)


def _receipts(verbs: Any, words: Words, tools: IssueTools) -> None:
    text = words.t("Write signed receipts for all missions that have something to hear.")
    receipts = tools.usual.leaf(verbs, words, "receipts", text, "hq_way_back:receipts")
    _target(receipts, words, tools)
    receipts.add_argument(
        "--again", action="store_true", help=words.t("Each mission's last receipt once more, as it was.")
    )
    receipts.add_argument("--dry-run", action="store_true", help=words.t("Only say who has something to hear."))


def _remarks(verbs: Any, words: Words, tools: IssueTools) -> None:
    package = words.t("Id of the package, as the inbox shows it.")
    comment = tools.usual.leaf(
        verbs, words, "comment", words.t("Make a remark at a field of a received report."), "hq_way_back:comment"
    )
    comment.add_argument("package", metavar="PACKAGE", help=package)
    comment.add_argument(
        "--place", default="", metavar="P", help=words.t("section:II.3, event:<id>:results.attendance; else the whole.")
    )
    comment.add_argument("--text", required=True, metavar="T", help=words.t("What the mission shall read."))
    remarks = tools.usual.leaf(
        verbs,
        words,
        "remarks",
        words.t("Remarks with the answers of missions; change unsent ones."),
        "hq_way_back:remarks",
    )
    remarks.add_argument("--office", metavar="ID", help=words.t("Only of this mission."))
    change = remarks.add_mutually_exclusive_group()
    change.add_argument("--edit", metavar="REMARK", help=words.t("Say this one otherwise, with --text."))
    change.add_argument("--delete", metavar="REMARK", help=words.t("Take this one back."))
    remarks.add_argument("--text", default="", metavar="T", help=words.t("The new text."))
    accept = tools.usual.leaf(
        verbs, words, "accept", words.t("Accept a received report; the next receipt says so."), "hq_way_back:accept"
    )
    accept.add_argument("package", metavar="PACKAGE", help=package)
    accept.add_argument("--comment", default="", metavar="T", help=words.t("A word for the mission."))
    back = tools.usual.leaf(
        verbs, words, "return", words.t("Return a received report with a reason."), "hq_way_back:send_back"
    )
    back.add_argument("package", metavar="PACKAGE", help=package)
    back.add_argument("--comment", required=True, metavar="T", help=words.t("What the mission should change."))


def _directives(verbs: Any, words: Words, tools: IssueTools) -> None:
    leaf = tools.usual.leaf
    group = tools.usual.group(verbs, words, "directive", words.t("Directives to missions."))
    add = leaf(group, words, "add", words.t("Draft a directive."), "hq_directive:add")
    _directive_file(add, words)
    edit = leaf(group, words, "edit", words.t("Change the fields of a draft that the file names."), "hq_directive:edit")
    edit.add_argument("id", metavar="ID")
    _directive_file(edit, words)
    leaf(group, words, "list", words.t("Directives with recipients, answers and files."), "hq_directive:listing")
    show = leaf(group, words, "show", words.t("A directive with every mission's answers."), "hq_directive:show")
    show.add_argument("id", metavar="ID")
    delete = leaf(group, words, "delete", words.t("Delete a draft."), "hq_directive:delete")
    delete.add_argument("id", metavar="ID")
    withdraw = leaf(
        group, words, "withdraw", words.t("Draft the directive that withdraws an issued one."), "hq_directive:withdraw"
    )
    withdraw.add_argument("id", metavar="ID")
    withdraw.add_argument("--reason", required=True, metavar="T", help=words.t("Why, as missions will read it."))
    send = leaf(
        group, words, "issue", words.t("Sign a directive for the missions that it is for."), "hq_directive:issue"
    )
    send.add_argument("id", metavar="ID")
    _target(send, words, tools)
    send.add_argument("--one-file", action="store_true", help=words.t("One file for all instead of one for each."))


def _directive_file(parser: Any, words: Words) -> None:
    text = words.t(
        "JSON object: title and text ({vi, en} or text), notation, due (day), offices (ids; none: all missions), "
        "tasks (list of {title, due, code}), withdraws (id of a directive)."
    )
    parser.add_argument("--file", required=True, metavar="F.json", help=text)


def _lists(verbs: Any, words: Words, tools: IssueTools) -> None:
    leaf = tools.usual.leaf
    group = tools.usual.group(verbs, words, "issue", words.t("Sign lists for missions."))
    catalogue = leaf(group, words, "catalogue", words.t("An edition of the catalogue."), "hq_issue:catalogue")
    text = words.t(
        "JSON as the shipped catalogue: catalogue, edition, title_vi, title_en, note, items (list of {code, parent, "
        "level, kind, title_vi, title_en, text_vi, text_en, taggable}), mapping ({old code: [new codes]}, [] where dropped)."
    )
    how = catalogue.add_mutually_exclusive_group(required=True)
    how.add_argument("--file", metavar="F.json", help=text)
    how.add_argument("--edition", metavar="NAME", help=words.t("An edition that is here already."))
    catalogue.add_argument("--dry-run", action="store_true", help=words.t("Only say what would happen."))
    _target(catalogue, words, tools)
    directive = leaf(group, words, "directive", words.t("Draft and sign a directive in one act."), "hq_issue:directive")
    _directive_file(directive, words)
    _target(directive, words, tools)
    directive.add_argument("--one-file", action="store_true", help=words.t("One file for all instead of one for each."))
    rates = leaf(group, words, "rates", words.t("The table of exchange rates."), "hq_issue:rates")
    text = words.t(
        "JSON object: rates (list of {currency, quote, kind, day, value, source}); kind is june_estimate, transfer_day, "
        "monthly or yearly_average. Taken into the table first."
    )
    rates.add_argument("--file", metavar="F.json", help=text)
    _target(rates, words, tools)
    programme = leaf(group, words, "programme", words.t("The action programme of a year."), "hq_issue:programme")
    text = words.t(
        "JSON object: year, items (list of {title, code, quarter 0-4, target, unit, note, id}): the whole programme. "
        "Taken in first."
    )
    how = programme.add_mutually_exclusive_group(required=True)
    how.add_argument("--file", metavar="F.json", help=text)
    how.add_argument("--year", type=tools.usual.count, metavar="Y", help=words.t("A programme that is here already."))
    _target(programme, words, tools)
    central = leaf(
        group, words, "central", words.t("Messages, stories, products and templates of events."), "hq_issue:central"
    )
    text = words.t(
        "JSON object: items (list of {kind, title, text, content, offices, year, until, id}); kind is message, story, "
        "product or template; content of a template has the fields of a template of events. Taken in first."
    )
    central.add_argument("--file", metavar="F.json", help=text)
    _target(central, words, tools)
    duties = leaf(group, words, "duties", words.t("The days by which reports are due."), "hq_issue:duties")
    _target(duties, words, tools)
    editions = leaf(verbs, words, "editions", words.t("Editions of the catalogue side by side."), "hq_issue:editions")
    editions.add_argument("--edition", metavar="NAME", help=words.t("With what changed against the one before."))
    editions.add_argument("--write", metavar="F.json", help=words.t("Write the edition as a file that can be changed."))


def _target(parser: Any, words: Words, tools: IssueTools) -> None:
    parser.add_argument("--out", required=True, metavar="DIR", help=words.t("Target folder."))
    parser.add_argument(
        "--office", action="append", metavar="ID", help=words.t("Only for this mission; may stand several times.")
    )
    tools.pin_file(parser, words)
