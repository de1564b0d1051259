"""The grammar of `cultdip`: every command with its arguments. Commands load their services only when run."""

from __future__ import annotations

import argparse
import importlib
import itertools
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeAlias

from cultdip_desktop import __version__
from cultdip_desktop.cli import (
    arguments_desks,
    arguments_hq,
    arguments_inbox,
    arguments_issue,
    arguments_overview,
    arguments_papers,
    arguments_trust,
    arguments_way_back,
    documents,
)
from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.packages import limits

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from cultdip_desktop.cli.session import Session

_COMMANDS: Final = "cultdip_desktop.cli.commands"


class WrongUsageError(Exception):
    """The arguments do not fit the grammar."""

    def __init__(self, usage: str, problem: str) -> None:
        super().__init__(problem)
        self.usage: Final = usage
        self.problem: Final = problem


class _Parser(argparse.ArgumentParser):
    """Says what is wrong instead of ending the program; options are written out in full."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("allow_abbrev", False)
        super().__init__(*args, **options)

    def error(self, message: str) -> NoReturn:
        raise WrongUsageError(self.format_usage(), message)


_Commands: TypeAlias = "_SubParsersAction[_Parser]"


def words_of(argv: Sequence[str]) -> Words:
    """The language that the arguments ask for, before they are parsed."""
    english = "--language=en" in argv or ("--language", "en") in itertools.pairwise(argv)
    return Words("en" if english else "vi")


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments; `--help` and `--version` end the program.

    Raises:
        WrongUsageError: with the usage of the command.
    """
    words = words_of(argv)
    parser = build(words)
    given = parser.parse_args(list(argv))
    if vars(given).get("wants_period") and not (given.document or given.period is not None or given.year is not None):
        parser.error(words.t("The report of a period needs --period or --year."))
    return given


def build(words: Words) -> _Parser:
    """The whole parser, its help in the language of `words`."""
    parser = _Parser(prog="cultdip", description=words.t("Cultural diplomacy: events, reports and signed packages."))
    parser.add_argument("--version", action="version", version=f"cultdip {__version__}")
    _common(parser, words, top=True)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (
        _office,
        _backups,
        _security,
        _events,
        _partners,
        _import,
        _goals,
        _calendar,
        _reports,
        _packages,
        _keys,
        _headquarters,
    ):
        add(commands, words)
    return parser


def _office(commands: _Commands, words: Words) -> None:
    init = _leaf(commands, words, "init", words.t("Make a new office of a mission."), "office:init")
    init.add_argument("--mission", required=True, metavar="ID", help=words.t("Id, country or city: CZ-EMB, praha."))
    init.add_argument("--person", default="", metavar="NAME", help=words.t("Name of the officer."))
    demo = _leaf(commands, words, "demo", words.t("Make an office with sample data."), "office:demo")
    demo.add_argument("--events", type=_count(words), default=120, metavar="N", help=words.t("Number of events."))
    demo.add_argument("--photos", type=_count(words), default=60, metavar="N", help=words.t("Number of photos."))
    demo.add_argument("--years", type=_count(words), default=3, metavar="N", help=words.t("Years around today."))
    demo.add_argument("--seed", type=_count(words), default=1, metavar="N", help=words.t("Same seed, same content."))
    demo.add_argument("--with-headquarters", metavar="DIR", help=words.t("Also make a headquarters that trusts it."))
    _leaf(commands, words, "digest", words.t("Digests over content and history."), "office:digest")
    history = _leaf(commands, words, "history", words.t("Who changed what and when."), "office:history")
    _leaf(commands, words, "undo", words.t("Undo the last action."), "undo:undo")
    _leaf(commands, words, "redo", words.t("Do again what was undone last."), "undo:redo")
    history.add_argument("id", nargs="?", metavar="ID")
    history.add_argument("--limit", type=_count(words), default=200, metavar="N", help=words.t("Number of entries."))


def _backups(commands: _Commands, words: Words) -> None:
    backup = _leaf(commands, words, "backup", words.t("Make one file with everything, verified."), "backup:backup")
    what = backup.add_mutually_exclusive_group(required=True)
    what.add_argument("--out", metavar="F", help=words.t("Target file, ending in .cdbackup."))
    for name, text in (
        ("--automatic", words.t("Take a snapshot into the backup folder if one is due.")),
        ("--list", words.t("List the snapshots in the backup folder.")),
        ("--drill", words.t("Restore the newest snapshot into a temporary folder, compare, remove.")),
    ):
        what.add_argument(name, action="store_true", help=text)
    what.add_argument("--move-to", metavar="DIR", help=words.t("Keep snapshots in this folder from now on."))
    text = words.t("Restore a backup into a new folder, given with --home.")
    restore = _leaf(commands, words, "restore", text, "backup:restore")
    restore.add_argument("file", metavar="F")
    restore.add_argument(
        "--recovery-code-file",
        metavar="FILE",
        help=words.t("File with the recovery code in its first line, instead of the passphrase."),
    )
    check = _leaf(commands, words, "check", words.t("Check store, media, chain and keys."), "backup:check")
    check.add_argument("--deep", action="store_true", help=words.t("Read every file as well."))
    check.add_argument(
        "--heal",
        action="store_true",
        help=words.t("Bring damaged and missing files back from the newest backup that has them."),
    )


def _security(commands: _Commands, words: Words) -> None:
    passphrase = _group(commands, words, "passphrase", words.t("The passphrase that opens the office."))
    change = _leaf(passphrase, words, "change", words.t("Change the passphrase."), "security:change_passphrase")
    change.add_argument(
        "--new-passphrase-file",
        metavar="FILE",
        help=words.t("File with the new passphrase (or CULTDIP_NEW_PASSPHRASE)."),
    )
    recovery = _group(commands, words, "recovery", words.t("The printed recovery code."))
    _leaf(recovery, words, "renew", words.t("Make a new recovery code and print it once."), "security:renew_recovery")


def _events(commands: _Commands, words: Words) -> None:
    verbs = _group(commands, words, "event", words.t("Events."))
    add = _leaf(verbs, words, "add", words.t("Add an event from a JSON file."), "event:add")
    add.add_argument("--file", required=True, metavar="F", help=words.t("JSON file, or - for standard input."))
    edit = _leaf(verbs, words, "edit", words.t("Change the fields that the file names."), "event:edit")
    edit.add_argument("id", metavar="ID")
    edit.add_argument("--file", required=True, metavar="F", help=words.t("JSON file, or - for standard input."))
    for name, text in (
        ("show", words.t("Print one event.")),
        ("delete", words.t("Move an event to the trash.")),
        ("restore", words.t("Bring an event back from the trash.")),
    ):
        _leaf(verbs, words, name, text, f"event:{name}").add_argument("id", metavar="ID")
    listing = _leaf(verbs, words, "list", words.t("List and search events."), "event:listing")
    listing.add_argument("--query", default="", metavar="Q", help=words.t("Words, with or without marks."))
    listing.add_argument("--from", dest="first", type=_day(words), metavar="D", help=words.t("First day, 2026-07-01."))
    listing.add_argument("--to", dest="last", type=_day(words), metavar="D", help=words.t("Last day, inside."))
    listing.add_argument("--goal", metavar="CODE", help=words.t("Only events tagged to this goal."))
    listing.add_argument("--limit", type=_count(words), default=None, metavar="N", help=words.t("At most so many."))
    listing.add_argument("--out", metavar="F", help=words.t("Write them to a file: .xlsx, .csv or .ics."))
    blank = _leaf(verbs, words, "template", words.t("Write the workbook to fill in."), "exchange:template")
    blank.add_argument("--out", required=True, metavar="F.xlsx", help=words.t("Target file."))
    attach = _leaf(commands, words, "attach", words.t("Add photos, films and documents to an event."), "event:attach")
    attach.add_argument("event", metavar="EVENT")
    attach.add_argument("files", nargs="+", metavar="FILE")
    documents.add_rights(attach, words, _day(words))


def _partners(commands: _Commands, words: Words) -> None:
    verbs = _group(commands, words, "partner", words.t("The register of partners."))
    listing = _leaf(verbs, words, "list", words.t("List and search partners."), "partner:listing")
    listing.add_argument("--query", default="", metavar="Q", help=words.t("Words, with or without marks."))
    listing.add_argument("--category", metavar="AC.X", help=words.t("Only partners of this category."))
    listing.add_argument("--promises", action="store_true", help=words.t("Only those with open promises."))
    listing.add_argument("--limit", type=_count(words), default=None, metavar="N", help=words.t("At most so many."))
    show = _leaf(verbs, words, "show", words.t("Print one partner with roles, contacts and events."), "partner:show")
    show.add_argument("id", metavar="ID")


def _goals(commands: _Commands, words: Words) -> None:
    verbs = _group(commands, words, "goals", words.t("Goals of the strategy."))
    text = words.t("Goals by quarters: held, planned, gaps.")
    coverage = _leaf(verbs, words, "coverage", text, "goals:coverage")
    coverage.add_argument("--from", dest="first", type=_day(words), metavar="D", help=words.t("First day, 2026-07-01."))
    coverage.add_argument("--to", dest="last", type=_day(words), metavar="D", help=words.t("Last day, inside."))


def _calendar(commands: _Commands, words: Words) -> None:
    verbs = _group(commands, words, "calendar", words.t("The calendar."))
    text = words.t("The Vietnamese lunar date of every day.")
    days = _leaf(verbs, words, "lunar", text, "calendar:lunar_days")
    days.add_argument(
        "--from", dest="first", required=True, type=_day(words), metavar="D", help=words.t("First day, 2026-07-01.")
    )
    days.add_argument(
        "--to", dest="last", required=True, type=_day(words), metavar="D", help=words.t("Last day, inside.")
    )
    text = words.t("Write all events to a calendar file.")
    export = _leaf(verbs, words, "export", text, "exchange:calendar_export")
    export.add_argument("--out", required=True, metavar="F.ics", help=words.t("Target file."))


def _import(commands: _Commands, words: Words) -> None:
    text = words.t("Take in the rows of a table or calendar: .xlsx, .csv, .ics.")
    take_in = _leaf(commands, words, "import", text, "exchange:take_in")
    take_in.add_argument("file", metavar="F")
    take_in.add_argument("--dry-run", action="store_true", help=words.t("Only say what would happen."))
    take_in.add_argument("--sheet", metavar="NAME", help=words.t("Sheet of the workbook; the first with content."))
    take_in.add_argument(
        "--mapping",
        metavar="JSON",
        help=words.t("Columns by their heads, as JSON or a file of it, where the suggestion is wrong."),
    )
    take_in.add_argument("--repair", action="store_true", help=words.t("Convert text of old fonts (TCVN3, VNI)."))


def _reports(commands: _Commands, words: Words) -> None:
    verbs = _group(commands, words, "report", words.t("Reports of a period."))
    build_report = _leaf(verbs, words, "build", words.t("Build the report of a period."), "report:build")
    what = build_report.add_mutually_exclusive_group()
    what.add_argument(
        "--period", metavar="P", help=words.t("2026-09, 2026-Q3, 2026-H2, 2026 or 2021-01-01..2026-06-30.")
    )
    what.add_argument("--year", type=int, metavar="Y", help=words.t("The whole year."))
    what.add_argument("--event", metavar="ID", default="", help=words.t("The event of a dossier."))
    build_report.set_defaults(wants_period=True)
    documents.add(build_report, words, _day(words))
    _language(build_report, words, ("vi", "en", "both"))
    build_report.add_argument(
        "--side-by-side", action="store_true", help=words.t("One file with both languages in two columns.")
    )
    build_report.add_argument("--apart", action="store_true", help=words.t("Each appendix as a PDF of its own."))
    build_report.add_argument(
        "--signed-at", type=_instant(words), metavar="T", help=words.t("Apart: when the agency signs, with its offset.")
    )
    build_report.add_argument("--out", required=True, metavar="F", help=words.t("Target: .pdf, .docx, .xlsx or .csv."))
    text = words.t("Read an edited Word file back: shows what it changes in the texts.")
    read = _leaf(verbs, words, "read", text, "report_word:read")
    documents.add_which(read, words)
    read.add_argument("--in", dest="source", required=True, metavar="F", help=words.t("The edited Word file."))
    read.add_argument("--take", action="store_true", help=words.t("Take the changed texts into the report."))
    _signing(verbs, words)
    _approval(verbs, words)


def _approval(verbs: _Commands, words: Words) -> None:
    for name, function, said in (
        ("submit", "submit", words.t("Submit a period's report for approval.")),
        ("return", "send_back", words.t("Return a report to its author.")),
        ("approve", "approve", words.t("Approve exactly what would travel now.")),
        ("withdraw", "withdraw", words.t("Take a submitted or approved report back.")),
        ("amend", "amend", words.t("Open a signed report again.")),
    ):
        act = _leaf(verbs, words, name, said, f"approval:{function}")
        documents.add_which(act, words)
        act.add_argument("--as", dest="person", metavar="PERSON", help=words.t("Who acts: id or full name."))
        if name == "amend":
            act.add_argument("--reason", required=True, metavar="T", help=words.t("Why, in a few words."))
        else:
            act.add_argument("--comment", metavar="T", default="", help=words.t("A word; for all open warnings, too."))
    number = _leaf(verbs, words, "number", words.t("Give a report its number and day of issue."), "numbering:number")
    documents.add_which(number, words)
    number.add_argument("--number", type=int, metavar="N", help=words.t("A free number; without it the next one."))
    number.add_argument("--day", type=_day(words), metavar="DAY", help=words.t("Day of issue; without it today."))
    status = _leaf(verbs, words, "status", words.t("Where reports stand, and what changed since."), "approval:status")
    which = status.add_mutually_exclusive_group(required=True)
    which.add_argument("--period", metavar="P", help=words.t("2026-09, 2026-Q3, 2026-H2 or 2026."))
    which.add_argument("--year", type=int, metavar="Y", help=words.t("All periods of a year."))
    documents.add_which(status, words, needed=False)


def _signing(verbs: _Commands, words: Words) -> None:
    sign = _leaf(verbs, words, "sign", words.t("Sign the approved report's PDF."), "signing:sign")
    documents.add_which(sign, words)
    _language(sign, words, ("vi", "en"))
    sign.add_argument(
        "--as",
        dest="role",
        required=True,
        choices=("person", "agency"),
        help=words.t("First the person, then the agency."),
    )
    sign.add_argument("--key", metavar="ID", help=words.t("A key's id, or token:LABEL[:CERTIFICATE] for a token."))
    sign.add_argument("--module", metavar="LIB", help=words.t("The token's PKCS#11 library; remembered."))
    sign.add_argument(
        "--last-try", action="store_true", help=words.t("Try the PIN although a wrong one locks the token.")
    )
    sign.add_argument("--out", metavar="F.pdf", help=words.t("Write the signed PDF there, too."))
    _pin_file(sign, words)
    outside = _leaf(verbs, words, "outside", words.t("Sign the report with another tool."), "signing:outside")
    documents.add_which(outside, words)
    _language(outside, words, ("vi", "en"))
    road = outside.add_mutually_exclusive_group(required=True)
    road.add_argument("--out", metavar="F.pdf", help=words.t("Write the PDF that is to be signed elsewhere."))
    road.add_argument("--in", dest="taken_in", metavar="F.pdf", help=words.t("Take in the signed PDF."))


def _packages(commands: _Commands, words: Words) -> None:
    export = _leaf(commands, words, "export", words.t("Check, build, sign and read back a package."), "package:export")
    documents.add_which(export, words)
    export.add_argument("--out", required=True, metavar="F.cdrp", help=words.t("Target file."))
    export.add_argument(
        "--volume-size",
        type=int,
        default=limits.MAX_VOLUME_BYTES,
        metavar="BYTES",
        help=words.t("Split into files of at most this size (from 1 MiB to 2 GiB)."),
    )
    export.add_argument("--reason", default="", metavar="T", help=words.t("Why it changes or warnings stay; travels."))
    _pin_file(export, words)
    arguments_way_back.export_options(export, words)
    arguments_trust.encrypt_option(export, words)
    arguments_way_back.mission(commands, words, arguments_hq.Tools(_group, _leaf, _day(words), _count(words)))
    verify = _leaf(commands, words, "verify", words.t("Verify a package or a signed PDF."), "package:verify")
    verify.add_argument("file", metavar="F.cdrp|F.pdf")
    verify.add_argument("--verdict", metavar="OUT.pdf", help=words.t("Write the verdict on a PDF as a page, too."))
    verify.add_argument("--trust", metavar="DIR", help=words.t("Folder of root and revocation lists."))


def _keys(commands: _Commands, words: Words) -> None:
    verbs = _group(commands, words, "key", words.t("Signing keys."))
    create = _leaf(verbs, words, "create", words.t("Make a signing key with its own PIN."), "key:create")
    create.add_argument("--person", default="", metavar="NAME", help=words.t("Whose key it is."))
    _pin_file(create, words)
    request = _leaf(verbs, words, "request", words.t("Write the request file for headquarters."), "key:request")
    request.add_argument("--key", metavar="ID", help=words.t("Which key, if there are several."))
    request.add_argument("--out", required=True, metavar="F", help=words.t("Target file."))
    _pin_file(request, words)
    install = _leaf(verbs, words, "install", words.t("Install the certificate from headquarters."), "key:install")
    install.add_argument(
        "certificate", metavar="CERT.cdrp|DIR", help=words.t("The answer, or a folder of newer revocation lists.")
    )
    install.add_argument(
        "--root-words", metavar="WORDS", help=words.t("Fingerprint words of headquarters' root, as told by telephone.")
    )
    _leaf(verbs, words, "list", words.t("List the signing keys."), "key:listing")
    change = _leaf(verbs, words, "change-pin", words.t("Give a key another PIN."), "key:change_pin")
    change.add_argument("--key", metavar="ID", help=words.t("Which key, if there are several."))
    _pin_file(change, words)
    _new_pin_file(change, words)
    bring = _leaf(verbs, words, "import", words.t("Take in a key from a PKCS#12 file."), "key:bring")
    bring.add_argument("file", metavar="F.p12")
    bring.add_argument("--person", default="", metavar="NAME", help=words.t("Whose key it is."))
    bring.add_argument(
        "--password-file", metavar="FILE", help=words.t("File with the password of the PKCS#12 file in its first line.")
    )
    _pin_file(bring, words)
    retire = _leaf(verbs, words, "retire", words.t("Let a key sign no more, or hand it over."), "key:retire")
    retire.add_argument("id", metavar="ID")
    retire.add_argument("--reason", default="", metavar="T", help=words.t("Why, in a few words."))
    retire.add_argument("--successor", default="", metavar="NAME", help=words.t("Make a key for this person instead."))
    retire.add_argument(
        "--later", action="store_true", help=words.t("The old key signs until the successor's certificate is there.")
    )
    _pin_file(retire, words)


def _headquarters(commands: _Commands, words: Words) -> None:
    verbs = _group(commands, words, "hq", words.t("Headquarters."))
    init = _leaf(verbs, words, "init", words.t("Make a headquarters office with its own keys."), "hq:init")
    init.add_argument("--person", default="", metavar="NAME", help=words.t("Name of the officer."))
    _pin_file(init, words)
    arguments_desks.database(init, words)
    usual = arguments_hq.Tools(_group, _leaf, _day(words), _count(words))
    trust_tools = arguments_trust.TrustTools(usual, _instant(words), _pin_file, _new_pin_file)
    arguments_trust.trust(verbs, words, trust_tools)
    take_in = _leaf(verbs, words, "import", words.t("Verify packages and take them in, each once."), "hq:take_in")
    take_in.add_argument("paths", nargs="+", metavar="F|DIR")
    take_in.add_argument("--dry-run", action="store_true", help=words.t("Only say what would happen."))
    confirm = _leaf(verbs, words, "confirm", words.t("Accept the new numbering of a restored office."), "hq:confirm")
    confirm.add_argument("office", metavar="OFFICE")
    confirm.add_argument("--reason", required=True, metavar="T", help=words.t("Why, in a few words."))
    settle = _leaf(verbs, words, "settle", words.t("Decide which of two packages of one number counts."), "hq:settle")
    settle.add_argument("package", metavar="PACKAGE", help=words.t("Id of the package that raised the alarm."))
    settle.add_argument(
        "--counts", choices=("before", "arrived"), required=True, help=words.t("The one there before, or this one.")
    )
    settle.add_argument("--reason", required=True, metavar="T", help=words.t("Why, in a few words."))
    arguments_overview.figures(verbs, words, usual)
    arguments_inbox.inbox(verbs, words, usual)
    arguments_hq.missions(verbs, words, usual)
    arguments_issue.way_back(verbs, words, arguments_issue.IssueTools(usual, _pin_file))
    arguments_papers.papers(verbs, words, usual)
    arguments_desks.move(verbs, words, usual)


def _group(commands: _Commands, words: Words, name: str, text: str) -> _Commands:
    group = commands.add_parser(name, help=text, description=text)
    _common(group, words, top=False)
    return group.add_subparsers(dest="verb", required=True, metavar="VERB")


def _leaf(parsers: _Commands, words: Words, name: str, text: str, target: str) -> _Parser:
    parser = parsers.add_parser(name, help=text, description=text, conflict_handler="resolve")
    parser.set_defaults(run=_lazily(target))
    _common(parser, words, top=False)
    return parser


def _lazily(target: str) -> Callable[[Session], Answer]:
    module, _, function = target.partition(":")

    def run(session: Session) -> Answer:
        command: Callable[[Session], Answer] = getattr(importlib.import_module(f"{_COMMANDS}.{module}"), function)
        return command(session)

    return run


def _common(parser: _Parser, words: Words, *, top: bool) -> None:
    """Options that stand before or after the command; the later one wins."""
    absent = None if top else argparse.SUPPRESS
    parser.add_argument("--home", default=absent, metavar="DIR", help=words.t("Office folder (or CULTDIP_HOME)."))
    parser.add_argument(
        "--passphrase-file", default=absent, metavar="FILE", help=words.t("File with the passphrase in its first line.")
    )
    _language(parser, words, ("vi", "en"), default=absent)
    json_absent = False if top else argparse.SUPPRESS
    parser.add_argument(
        "--json", action="store_true", default=json_absent, help=words.t("Answer with one JSON object.")
    )


def _language(parser: _Parser, words: Words, choices: tuple[str, ...], default: str | None = argparse.SUPPRESS) -> None:
    parser.add_argument("--language", choices=choices, default=default, help=words.t("Language of the answers."))


def _pin_file(parser: _Parser, words: Words) -> None:
    parser.add_argument(
        "--pin-file", metavar="FILE", help=words.t("File with the signing key's PIN in its first line.")
    )


def _new_pin_file(parser: _Parser, words: Words) -> None:
    parser.add_argument(
        "--new-pin-file", metavar="FILE", help=words.t("File with the new PIN in its first line (or CULTDIP_NEW_PIN).")
    )


def _count(words: Words) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit()) or len(text) > 9:
            raise argparse.ArgumentTypeError(words.t("“{text}” is not a number from 0 on.", text=text[:40]))
        return int(text)

    return read


def _instant(words: Words) -> Callable[[str], datetime]:
    def read(text: str) -> datetime:
        problem = words.t("“{text}” is not a moment such as 2026-10-07T16:30:05+07:00.", text=text[:40])
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(problem) from error
        if moment.tzinfo is None:
            raise argparse.ArgumentTypeError(problem)
        return moment

    return read


def _day(words: Words) -> Callable[[str], date]:
    def read(text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            problem = words.t("“{text}” is not a day such as 2026-07-01.", text=text[:40])
            raise argparse.ArgumentTypeError(problem) from error

    return read
