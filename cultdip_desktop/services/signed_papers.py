"""Where an office's signed documents lie, sealed, and which one belongs to a report as it is now."""

from __future__ import annotations

from collections.abc import Iterable

from cultdip_desktop.domain.report import PaperFile, PaperState
from cultdip_desktop.services.archive import PackageArchive
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.repo import paper_file as paper_rows


def archive_of(desk: Desk) -> PackageArchive:
    """Documents by the SHA-256 of the whole file, in `home/reports`."""
    return desk.archive.beside(desk.paths.reports)


def forget_copies(desk: Desk) -> None:
    """Remove sealed documents whose row never came to be; only by the program that holds a mission's lock."""
    if not desk.paths.reports.is_dir():
        return
    with desk.store.read() as tx:
        wanted = paper_rows.digests(tx)
    archive_of(desk).forget_all_but(wanted)


def signed(papers: Iterable[PaperFile], content_sha256: str) -> PaperFile | None:
    """The newest signed document (`papers` are, newest first) that says exactly this content; None without one."""
    fitting = (one for one in papers if one.state is not PaperState.BUILT and one.content_sha256 == content_sha256)
    return next(fitting, None) if content_sha256 else None


def travelling(desk: Desk, report_id: str, content_sha256: str) -> tuple[PaperFile, bytes] | None:
    """The signed document that a package of this content carries.

    Raises:
        UserError: `package.copy_missing`, `media.blob_damaged`.
    """
    if not report_id:
        return None
    with desk.store.read() as tx:
        found = signed(paper_rows.of_report(tx, report_id), content_sha256)
    return None if found is None else (found, archive_of(desk).read(found.sha256))
