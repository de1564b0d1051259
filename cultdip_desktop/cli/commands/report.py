"""`report build`: the report of a period, and every other document of an office."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.cli.commands.event import finding_plain
from cultdip_desktop.cli.session import Session
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.report import ReportKind, ReportLanguage, report_on
from cultdip_desktop.reports.documents.matter import Options, Visit
from cultdip_desktop.services.reports import Built

if TYPE_CHECKING:
    from cultdip_desktop.app import Office


def build(session: Session) -> Answer:
    """Build a document as the target's ending says; `both` writes one file for each language."""
    args = session.args
    with session.office() as office:
        language = args.language or office.settings.get("language")
        period = _period(args, office.reports.rule())
        make = _document(office, args, period) if args.document else _report(office, args, period)
        languages: tuple[ReportLanguage, ...] = (
            ("vi", "en") if language == "both" else (cast("ReportLanguage", language),)
        )
        if args.side_by_side:
            languages = ("both",)
        built: list[Built] = []
        for each in languages:
            target = _target(Path(args.out), each, len(languages))
            if args.apart and period is not None and each != "both":
                which = report_on(period, ReportKind(args.kind), args.focus)
                built += office.reports.build_apart(which, each, target, session.progress, args.signed_at)
            else:
                built.append(make(each, target, session.progress))
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


_Make: TypeAlias = Callable[[ReportLanguage, Path, Progress], Built]


def _report(office: Office, args: Namespace, period: Period | None) -> _Make:
    """The report of a period, of several years, or on one theme."""
    assert period is not None  # noqa: S101 - the grammar asks for it
    which = report_on(period, ReportKind(args.kind), args.focus)

    def make(language: ReportLanguage, target: Path, progress: Progress) -> Built:
        return office.reports.build(which, language, target, progress)

    return make


def _document(office: Office, args: Namespace, period: Period | None) -> _Make:
    """Any other document."""
    visit = Visit(args.visit, args.visit_first, args.visit_last)
    kind = DocumentKind(args.document)
    options = Options(kind=kind, period=period, event_id=args.event, visit=visit, successor=args.successor)

    def make(language: ReportLanguage, target: Path, progress: Progress) -> Built:
        return office.documents.build(options, language, target, progress)

    return make


def _period(args: Namespace, rule: PeriodRule) -> Period | None:
    if args.year is not None:
        return Period.parse(f"{args.year:04d}", rule)
    return None if args.period is None else Period.parse(args.period, rule)


def _target(path: Path, language: str, count: int) -> Path:
    return path if count == 1 else path.with_name(f"{path.stem}.{language}{path.suffix}")
