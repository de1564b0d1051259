"""The grammar of `cultdip`: every command with its arguments. Commands load their services only when run."""

from __future__ import annotations

import argparse
import importlib
import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cultdip_desktop import __version__
from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.i18n.words import Words

if TYPE_CHECKING:
    from cultdip_desktop.cli.session import Session

_COMMANDS: Final = "cultdip_desktop.cli.commands"


def parse(argv: list[str]) -> argparse.Namespace:
    """Parse, or end the program with exit code 2 and the usage."""
    words = Words("en" if "--language=en" in argv or _after(argv, "--language") == "en" else "vi")
    return build(words).parse_args(argv)


def build(words: Words) -> argparse.ArgumentParser:
    """The whole parser, its help in the language of `words`."""
    parser = argparse.ArgumentParser(
        prog="cultdip", description=words.t("Cultural diplomacy: events, reports and signed packages.")
    )
    parser.add_argument("--version", action="version", version=f"cultdip {__version__}")
    _common(parser, words, top=True)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_office, _events, _reports, _packages, _keys, _headquarters):
        add(commands, words)
    return parser


def _office(commands: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    init = _leaf(commands, words, "init", words.t("Make a new office of a mission."), "office:init")
    init.add_argument("--mission", required=True, metavar="ID", help=words.t("Id, country or city: CZ-EMB, praha."))
    init.add_argument("--person", default="", metavar="NAME", help=words.t("Name of the officer."))
    demo = _leaf(commands, words, "demo", words.t("Make an office with sample data."), "office:demo")
    demo.add_argument("--events", type=_count, default=120, metavar="N", help=words.t("Number of events."))
    demo.add_argument("--photos", type=_count, default=60, metavar="N", help=words.t("Number of photos."))
    demo.add_argument("--years", type=_count, default=3, metavar="N", help=words.t("Years around today."))
    demo.add_argument("--seed", type=int, default=1, metavar="N", help=words.t("Same seed, same content."))
    demo.add_argument("--with-headquarters", metavar="DIR", help=words.t("Also make a headquarters that trusts it."))
    check = _leaf(commands, words, "check", words.t("Check store, media, chain and keys."), "office:check")
    check.add_argument("--deep", action="store_true", help=words.t("Read every file as well."))
    _leaf(commands, words, "digest", words.t("Digests over content and history."), "office:digest")
    history = _leaf(commands, words, "history", words.t("Who changed what and when."), "office:history")
    history.add_argument("id", nargs="?", metavar="ID")
    history.add_argument("--limit", type=_count, default=200, metavar="N", help=words.t("Number of entries."))


def _events(commands: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    event = commands.add_parser("event", help=words.t("Events."))
    verbs = event.add_subparsers(dest="verb", required=True, metavar="VERB")
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
    listing.add_argument("--from", dest="first", type=_day, metavar="D", help=words.t("First day, 2026-07-01."))
    listing.add_argument("--to", dest="last", type=_day, metavar="D", help=words.t("Last day, inside."))
    listing.add_argument("--goal", metavar="CODE", help=words.t("Only events tagged to this goal."))
    listing.add_argument("--limit", type=_count, default=None, metavar="N", help=words.t("At most so many."))
    attach = _leaf(commands, words, "attach", words.t("Add photos, films and documents to an event."), "event:attach")
    attach.add_argument("event", metavar="EVENT")
    attach.add_argument("files", nargs="+", metavar="FILE")
    attach.add_argument("--caption-vi", default="", metavar="T", help=words.t("Caption in Vietnamese."))
    attach.add_argument("--caption-en", default="", metavar="T", help=words.t("Caption in English."))
    attach.add_argument("--credit", default="", metavar="T", help=words.t("Author of the pictures."))


def _reports(commands: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    report = commands.add_parser("report", help=words.t("Reports of a period."))
    verbs = report.add_subparsers(dest="verb", required=True, metavar="VERB")
    build_report = _leaf(verbs, words, "build", words.t("Build the report of a period."), "report:build")
    _period(build_report, words)
    _language(build_report, words, ("vi", "en", "both"))
    build_report.add_argument("--out", required=True, metavar="F", help=words.t("Target: .pdf, .xlsx or .csv."))


def _packages(commands: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    export = _leaf(commands, words, "export", words.t("Check, build, sign and read back a package."), "package:export")
    _period(export, words)
    export.add_argument("--out", required=True, metavar="F.cdrp", help=words.t("Target file."))
    _pin_file(export, words)
    verify = _leaf(commands, words, "verify", words.t("Verify a package."), "package:verify")
    verify.add_argument("file", metavar="F.cdrp")
    verify.add_argument("--trust", metavar="DIR", help=words.t("Folder of root and revocation lists."))


def _keys(commands: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    key = commands.add_parser("key", help=words.t("Signing keys."))
    verbs = key.add_subparsers(dest="verb", required=True, metavar="VERB")
    create = _leaf(verbs, words, "create", words.t("Make a signing key with its own PIN."), "key:create")
    create.add_argument("--person", default="", metavar="NAME", help=words.t("Whose key it is."))
    _pin_file(create, words)
    request = _leaf(verbs, words, "request", words.t("Write the request file for headquarters."), "key:request")
    request.add_argument("--key", metavar="ID", help=words.t("Which key, if there are several."))
    request.add_argument("--out", required=True, metavar="F", help=words.t("Target file."))
    _pin_file(request, words)
    install = _leaf(verbs, words, "install", words.t("Install the certificate from headquarters."), "key:install")
    install.add_argument("certificate", metavar="CERT.cdrp")
    install.add_argument(
        "--root-words", metavar="WORDS", help=words.t("Fingerprint words of headquarters' root, as told by telephone.")
    )
    _leaf(verbs, words, "list", words.t("List the signing keys."), "key:listing")


def _headquarters(commands: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    hq = commands.add_parser("hq", help=words.t("Headquarters."))
    verbs = hq.add_subparsers(dest="verb", required=True, metavar="VERB")
    init = _leaf(verbs, words, "init", words.t("Make a headquarters office with its own keys."), "hq:init")
    init.add_argument("--person", default="", metavar="NAME", help=words.t("Name of the officer."))
    _pin_file(init, words)
    enrol = _leaf(verbs, words, "enrol", words.t("Certify the key of a request."), "hq:enrol")
    enrol.add_argument("request", metavar="REQUEST")
    enrol.add_argument("--out", required=True, metavar="CERT.cdrp", help=words.t("Target file."))
    _pin_file(enrol, words)
    revoke = _leaf(verbs, words, "revoke", words.t("Revoke a certificate."), "hq:revoke")
    revoke.add_argument("serial", metavar="SERIAL")
    revoke.add_argument("--reason", required=True, metavar="T", help=words.t("Why, in a few words."))
    _pin_file(revoke, words)
    trust = _leaf(verbs, words, "trust", words.t("Write root, chain and revocation lists as files."), "hq:trust")
    trust.add_argument("--out", required=True, metavar="DIR", help=words.t("Target folder."))
    take_in = _leaf(verbs, words, "import", words.t("Verify packages and take them in, each once."), "hq:take_in")
    take_in.add_argument("paths", nargs="+", metavar="F|DIR")
    take_in.add_argument("--dry-run", action="store_true", help=words.t("Only say what would happen."))
    figures = _leaf(verbs, words, "figures", words.t("Consolidated numbers with their packages."), "hq:figures")
    figures.add_argument("--from", dest="first", type=_day, metavar="D", help=words.t("First day, 2026-07-01."))
    figures.add_argument("--to", dest="last", type=_day, metavar="D", help=words.t("Last day, inside."))
    figures.add_argument(
        "--by", choices=("goal", "mission", "region", "kind", "month"), default="goal", help=words.t("Rows stand for.")
    )


def _leaf(
    parsers: argparse._SubParsersAction[argparse.ArgumentParser], words: Words, name: str, text: str, target: str
) -> argparse.ArgumentParser:
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


def _common(parser: argparse.ArgumentParser, words: Words, *, top: bool) -> None:
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


def _period(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("--period", required=True, metavar="P", help=words.t("2026-09, 2026-Q3, 2026-H2 or 2026."))


def _language(
    parser: argparse.ArgumentParser, words: Words, choices: tuple[str, ...], default: str | None = argparse.SUPPRESS
) -> None:
    parser.add_argument("--language", choices=choices, default=default, help=words.t("Language of the answers."))


def _pin_file(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument(
        "--pin-file", metavar="FILE", help=words.t("File with the signing key's PIN in its first line.")
    )


def _count(text: str) -> int:
    value = int(text)
    if not 0 <= value <= 1_000_000:
        raise ValueError(text)
    return value


def _day(text: str) -> object:
    from datetime import date

    return date.fromisoformat(text)


def _after(argv: list[str], option: str) -> str | None:
    return next((after for before, after in itertools.pairwise(argv) if before == option), None)
