"""The grammar of headquarters' commands about trust: certificates, lists, encryption keys, signers of other authorities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cultdip_desktop.cli.arguments_hq import Tools
from cultdip_desktop.i18n.words import Words


@dataclass(frozen=True, slots=True)
class TrustTools:
    """What `arguments` lends beside its ordinary tools."""

    usual: Tools
    instant: Callable[[str], datetime]
    pin_file: Callable[[Any, Words], None]
    new_pin_file: Callable[[Any, Words], None]


def trust(verbs: Any, words: Words, tools: TrustTools) -> None:
    """`hq enrol|revoke|review|trust|certificates|renew|renew-issuing|change-pin|encryption|root|signer`."""
    _certificates(verbs, words, tools)
    _lists(verbs, words, tools)
    _encryption(verbs, words, tools)
    _others(verbs, words, tools)


def _certificates(verbs: Any, words: Words, tools: TrustTools) -> None:
    leaf = tools.usual.leaf
    enrol = leaf(verbs, words, "enrol", words.t("Certify the key of a request."), "hq:enrol")
    enrol.add_argument("request", metavar="REQUEST")
    enrol.add_argument("--out", required=True, metavar="CERT.cdrp", help=words.t("Target file."))
    enrol.add_argument(
        "--words", metavar="WORDS", help=words.t("What the mission read out; anything else is not certified.")
    )
    text = words.t("A certificate of the same office that ends with it; may stand several times.")
    enrol.add_argument("--replaces", action="append", default=[], metavar="SERIAL", help=text)
    tools.pin_file(enrol, words)
    revoke = leaf(verbs, words, "revoke", words.t("Revoke a certificate."), "hq:revoke")
    revoke.add_argument("serial", metavar="SERIAL")
    revoke.add_argument("--reason", required=True, metavar="T", help=words.t("Why, in a few words."))
    text = words.t("Since when somebody else may have had the key, 2026-11-20T08:00:00+07:00.")
    revoke.add_argument("--compromised-from", type=tools.instant, metavar="INSTANT", help=text)
    tools.pin_file(revoke, words)
    text = words.t("Packages signed since a key was compromised, and taken in.")
    review = leaf(verbs, words, "review", text, "hq_trust:review")
    review.add_argument("serial", metavar="SERIAL")
    text = words.t("List the certificates issued, with their state.")
    leaf(verbs, words, "certificates", text, "hq:certificates")
    own = leaf(verbs, words, "renew", words.t("Renew headquarters' own certificate."), "hq:renew")
    tools.pin_file(own, words)
    pin = leaf(verbs, words, "change-pin", words.t("Change the PIN of headquarters' keys."), "hq:change_pin")
    tools.pin_file(pin, words)
    tools.new_pin_file(pin, words)


def _lists(verbs: Any, words: Words, tools: TrustTools) -> None:
    text = words.t("Write root, chain and revocation lists as files, and the signed trust list for all missions.")
    lists = tools.usual.leaf(verbs, words, "trust", text, "hq:trust")
    lists.add_argument("--out", required=True, metavar="DIR", help=words.t("Target folder."))
    lists.add_argument("--renew", action="store_true", help=words.t("Make fresh revocation lists first."))
    lists.add_argument("--files-only", action="store_true", help=words.t("No signed file for the missions."))
    tools.pin_file(lists, words)
    text = words.t("Renew the certificate of the issuing key; the root's key must be in its place.")
    issuing = tools.usual.leaf(verbs, words, "renew-issuing", text, "hq_trust:renew_issuing")
    tools.pin_file(issuing, words)
    text = words.t("Put the issuing key or headquarters' own key on a token (PKCS#11) with the same PIN.")
    token = tools.usual.leaf(verbs, words, "to-token", text, "hq_trust:to_token")
    token.add_argument("key", choices=("issuing", "own"))
    token.add_argument("--module", required=True, metavar="FILE", help=words.t("The token library."))
    token.add_argument("--token", required=True, metavar="LABEL", help=words.t("Label of the token."))
    tools.pin_file(token, words)


def _encryption(verbs: Any, words: Words, tools: TrustTools) -> None:
    group, leaf = tools.usual.group, tools.usual.leaf
    keys = group(verbs, words, "encryption", words.t("Keys for packages that only headquarters may read."))
    leaf(keys, words, "list", words.t("All keys, the one that is given out first."), "hq_trust:encryption_keys")
    text = words.t("Make a new key and give the old ones out no more; they still open what came.")
    leaf(keys, words, "rotate", text, "hq_trust:rotate")
    retire = leaf(keys, words, "retire", words.t("Give a key out no more."), "hq_trust:retire")
    retire.add_argument("id", metavar="ID")


def _others(verbs: Any, words: Words, tools: TrustTools) -> None:
    group, leaf = tools.usual.group, tools.usual.leaf
    roots = group(verbs, words, "root", words.t("Roots of other authorities, such as the Government's."))
    leaf(roots, words, "list", words.t("The roots that were compared here."), "hq_trust:roots")
    add = leaf(roots, words, "add", words.t("Trust a root by its published fingerprint."), "hq_trust:add_root")
    add.add_argument("file", metavar="FILE")
    add.add_argument("--sha256", required=True, metavar="HEX", help=words.t("The fingerprint as it was published."))
    text = words.t("Take in authorities and revocation lists below known roots.")
    update = leaf(roots, words, "update", text, "hq_trust:update_root")
    update.add_argument("file", metavar="FILE")
    remove = leaf(roots, words, "remove", words.t("Trust a root no more."), "hq_trust:remove_root")
    remove.add_argument("sha256", metavar="HEX")
    signers = group(verbs, words, "signer", words.t("Certificates of other authorities that sign for a mission."))
    leaf(signers, words, "list", words.t("The certificates and their offices."), "hq_trust:signers")
    text = words.t("Let a certificate sign for an office.")
    assign = leaf(signers, words, "add", text, "hq_trust:add_signer")
    assign.add_argument("file", metavar="FILE")
    assign.add_argument("--office", required=True, metavar="OFFICE", help=words.t("Id of a mission."))
    text = words.t("The certificate's words as the mission read them out; without them they are only shown.")
    assign.add_argument("--words", metavar="WORDS", help=text)
    gone = leaf(
        signers, words, "remove", words.t("Let a certificate sign for nobody any more."), "hq_trust:drop_signer"
    )
    gone.add_argument("sha256", metavar="HEX")
    gone.add_argument("--reason", required=True, metavar="T", help=words.t("Why, in a few words."))


def encrypt_option(export: Any, words: Words) -> None:
    """`export --encrypt`."""
    text = words.t("Encrypt for headquarters: the file is called F.cdrp.age, and only headquarters can open it.")
    export.add_argument("--encrypt", action="store_true", help=text)
