"""The request to send a file again, drafted in both languages for a package that was refused or waits."""

from __future__ import annotations

import json
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.packages import fingerprint

_RULE: Final = "— — —"
_VOLUMES: Final = "inbox.volumes_missing"


def request(row: ReceivedPackage, mission: Mission | None, headquarters: str) -> str:
    """The text to send, Vietnamese first; what the file said of itself stands there as headquarters read it.

    Raises:
        UserError: `inbox.nothing_to_resend` for a package that was taken in.
    """
    if row.outcome is InboxOutcome.IMPORTED:
        raise UserError("inbox.nothing_to_resend", file=row.file_name)
    parts = [_letter(Words(language), row, mission, headquarters) for language in ("vi", "en")]
    return f"\n\n{_RULE}\n\n".join(parts) + "\n"


def _letter(words: Words, row: ReceivedPackage, mission: Mission | None, headquarters: str) -> str:
    office = (
        mission.name.get(words.language) if mission is not None else row.office or words.t("the sender of the file")
    )
    lines = [words.t("To: {office}", office=office), words.t("From: {office}", office=headquarters), ""]
    lines.append(words.t("Subject: please send a package again ({file})", file=row.file_name))
    day = dates.day(words, row.received_at.date()) if row.received_at is not None else ""
    lines += ["", words.t("On {day} we received the file {file}.", day=day, file=row.file_name)]
    if row.package_id:
        lines.append(
            words.t("It calls itself package no. {seq} of series {epoch}, report on {period}.",
                    seq=row.seq, epoch=row.epoch, period=row.period or "–")
        )  # fmt: skip
    error = describe(words, UserError(row.code or "inbox.refused", **_params(row)))
    lines += [words.t("It could not be taken in: {reason}", reason=error.message), "", _wanted(words, row)]
    spoken = " ".join(fingerprint.words(row.container_sha256))
    lines += [
        "",
        words.t("To make sure that we speak of the same file, compare these words by telephone:"),
        f"    {spoken}",
        "",
        words.t("Please send the kept file itself (Packages › Send again); nothing needs to be signed anew."),
    ]
    return "\n".join(lines)


def _wanted(words: Words, row: ReceivedPackage) -> str:
    numbers = ", ".join(str(number) for number in row.missing[:20])
    if row.code == _VOLUMES:
        return words.t("Please send the missing files of this package: no. {numbers}.", numbers=numbers)
    if row.missing:
        return words.t("Please send the packages that came before it: no. {numbers}.", numbers=numbers)
    if row.package_id and row.seq:
        return words.t("Please send package no. {seq} of series {epoch} once more.", seq=row.seq, epoch=row.epoch)
    return words.t("Please send the package once more, on another medium if you can.")


def _params(row: ReceivedPackage) -> dict[str, str | int | None]:
    """What fills the named places of the row's code, as the verdict of that day has it."""
    plain: dict[str, Any] = json.loads(row.verdict or "{}")
    placed = plain.get("placed") or {}
    found = dict(placed.get("params") or {}) if placed.get("code") == row.code else {}
    for check in plain.get("checks", ()):
        if check["code"] == row.code:
            found = {**check["params"], **found}
    numbers = ", ".join(str(number) for number in row.missing)
    return {
        "seq": row.seq,
        "epoch": row.epoch,
        "file": row.file_name,
        "missing": numbers,
        "office": row.office,
        **found,
    }
