"""`report build`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.cli.commands.event import finding_plain
from cultdip_desktop.cli.session import Session
from cultdip_desktop.domain.period import Period
from cultdip_desktop.i18n.words import Language


def build(session: Session) -> Answer:
    """Build a period's report as PDF, XLSX or CSV; `both` writes one file per language."""
    args = session.args
    with session.office() as office:
        language = args.language or office.settings.get("language")
        languages: tuple[Language, ...] = ("vi", "en") if language == "both" else (cast("Language", language),)
        period = Period.parse(args.period, office.reports.rule())
        built = [
            office.reports.build(period, each, _target(Path(args.out), each, len(languages)), session.progress)
            for each in languages
        ]
    words = session.words
    findings = [finding_plain(words, finding) for finding in built[0].findings]
    plain: dict[str, Any] = {
        "file": str(built[0].file),
        "pages": built[0].pages,
        "findings": findings,
        "files": [{"file": str(one.file), "pages": one.pages, "outcome": "built", "code": ""} for one in built],
    }
    lines = [words.t("Built: {file}", file=one.file) for one in built]
    return Answer(plain, [*lines, *(f"{row['message']} [{row['code']}]" for row in findings)])


def _target(path: Path, language: str, count: int) -> Path:
    return path if count == 1 else path.with_name(f"{path.stem}.{language}{path.suffix}")
