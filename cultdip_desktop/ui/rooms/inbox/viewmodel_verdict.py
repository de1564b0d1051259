"""Verdicts as the inspector shows them: from a fresh verification, and from what was stored at receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.verdict import Verdict
from cultdip_desktop.ui.rooms.inbox.values import CheckLine, Dossier

_UNNAMED: Final = "unexpected"
"""Code of a line that bears none: it is said in the general words for codes that nobody knows."""

_CHAIN_STATES: Final = {
    InboxOutcome.IMPORTED: "ok",
    InboxOutcome.ALREADY_IMPORTED: "ok",
    InboxOutcome.HELD: "warning",
    InboxOutcome.FORK: "failed",
}
"""How the line of the chain reads; a refused package was not compared."""


def fresh(verdict: Verdict) -> Dossier:
    """What has just been established."""
    return Dossier(
        result=verdict.result.value,
        checks=tuple(
            CheckLine(line.name, line.outcome.value, UserError(line.code, **line.params)) for line in verdict.checks
        ),
        **_signer(verdict.signer),
        signed_at=verdict.signed_at,
        trusted=verdict.trusted,
        manifest_sha256=verdict.manifest_sha256,
    )


def stored(plain: Mapping[str, Any], result: str, signer: str) -> Dossier:
    """What was established at receipt; `result` and `signer` are the row's own, should the JSON be empty."""
    found = plain.get("signer")
    facts: Mapping[str, Any] = found if isinstance(found, Mapping) else {}
    spoken = facts.get("words")
    name, _dot, words = signer.partition(" · ")
    return Dossier(
        result=str(plain.get("result") or result),
        checks=tuple(_line(line) for line in plain.get("checks", ()) if isinstance(line, Mapping)),
        signer=str(facts.get("person") or name),
        signer_office=str(facts.get("office") or ""),
        app_level=bool(facts.get("app_level")),
        signed_at=_instant(plain.get("signed_at")),
        not_after=_instant(facts.get("not_after")),
        words=tuple(str(word) for word in spoken) if isinstance(spoken, list) else tuple(words.split()),
        trusted=bool(plain.get("trusted")),
        manifest_sha256=str(plain.get("manifest_sha256") or ""),
        cause=_words(plain.get("placed")),
        notices=tuple(found for one in plain.get("notices", ()) if (found := _words(one)) is not None),
    )


def placed(dossier: Dossier, outcome: InboxOutcome, code: str, epoch: int, seq: int, missing: Sequence[int]) -> Dossier:
    """With the place in the chain that headquarters found; verifying alone does not compare it."""
    state = _CHAIN_STATES.get(outcome)
    if state is None:
        return dossier
    known = code or ("chain.already" if outcome is InboxOutcome.ALREADY_IMPORTED else _next(epoch, seq))
    told = dossier.cause if dossier.cause is not None and dossier.cause.code == known else None
    line = CheckLine("chain", state, told or chain_words(known, epoch, seq, missing))
    return replace(dossier, checks=tuple(line if one.name == "chain" else one for one in dossier.checks))


def spoken(sha256: str) -> str:
    """The words that the sender's program shows after signing for the file with this digest; none without one."""
    return " ".join(fingerprint.words(sha256)) if sha256 else ""


def chain_words(code: str, epoch: int, seq: int, missing: Sequence[int]) -> UserError:
    """A code of the chain with its values; other codes carry none of these."""
    if not code.startswith("chain."):
        return UserError(code)
    return UserError(code, seq=seq, epoch=epoch, missing=", ".join(str(number) for number in missing))


def _next(epoch: int, seq: int) -> str:
    return "chain.first" if (epoch, seq) == (1, 1) else "chain.ok"


def _signer(signer: CertificateFacts | None) -> dict[str, Any]:
    if signer is None:
        return {}
    return {
        "signer": signer.person,
        "signer_office": signer.office or "",
        "app_level": signer.app_level,
        "not_after": signer.not_after,
        "words": fingerprint.words(signer.public_sha256),
    }


def _line(plain: Mapping[str, Any]) -> CheckLine:
    words = _words(plain) or UserError(_UNNAMED)
    return CheckLine(str(plain.get("name") or ""), str(plain.get("outcome") or ""), words)


def _words(plain: object) -> UserError | None:
    """A code with its values, or None for what is none."""
    if not isinstance(plain, Mapping) or not plain.get("code"):
        return None
    params = plain.get("params")
    values = {str(name): value for name, value in params.items()} if isinstance(params, Mapping) else {}
    return UserError(str(plain["code"]), **values)


def _instant(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
