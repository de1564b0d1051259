"""The grammar of a headquarters that several desks share: `hq init --database`, `hq move`."""

from __future__ import annotations

from typing import Any

from cultdip_desktop.cli.arguments_hq import Tools
from cultdip_desktop.i18n.words import Words


def database(parser: Any, words: Words) -> None:
    """The server of a new headquarters."""
    parser.add_argument(
        "--database", metavar="URL", help=words.t("Keep the store on a server: postgresql+psycopg://user@server/name.")
    )
    _password(parser, words)


def move(verbs: Any, words: Words, tools: Tools) -> None:
    """`hq move`."""
    parser = tools.leaf(
        verbs, words, "move", words.t("Move the store to a server that several desks share, or back."), "hq_desks:move"
    )
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument(
        "--to", metavar="URL|sqlite", help=words.t("Where to: an address, or sqlite for the office folder.")
    )
    where.add_argument(
        "--remove-old", action="store_true", help=words.t("Remove the store that the last move left behind.")
    )
    _password(parser, words)


def _password(parser: Any, words: Words) -> None:
    parser.add_argument(
        "--database-password-file",
        metavar="FILE",
        help=words.t("File with the password of the data base in its first line (or CULTDIP_DATABASE_PASSWORD)."),
    )
