"""Verdicts as the inspector shows them: from a fresh verification, and from what was stored at receipt."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.verdict import Verdict
from cultdip_desktop.ui.rooms.inbox.values import CheckLine, Dossier


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
    )


def _signer(signer: CertificateFacts | None) -> dict[str, Any]:
    if signer is None:
        return {}
    return {
        "signer": signer.person,
        "signer_office": signer.office or "",
        "app_level": signer.app_level,
        "not_after": signer.not_after,
        "words": fingerprint.words(signer.sha256),
    }


def _line(plain: Mapping[str, Any]) -> CheckLine:
    params = plain.get("params")
    values = {str(name): value for name, value in params.items()} if isinstance(params, Mapping) else {}
    code = str(plain.get("code") or "unexpected")
    return CheckLine(str(plain.get("name") or ""), str(plain.get("outcome") or ""), UserError(code, **values))


def _instant(value: object) -> datetime | None:
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
