"""Documents built for signing and their signed forms; their bytes lie sealed beside the store."""

from __future__ import annotations

import json

import sqlalchemy as sa

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.codec import instant_of
from cultdip_desktop.domain.document import DocumentKind
from cultdip_desktop.domain.report import PaperFile, PaperState
from cultdip_desktop.store.columns import instant_column, instant_from, upsert
from cultdip_desktop.store.schema import paper_file
from cultdip_desktop.store.store import Reader, Writer


def of_report(tx: Reader, report_id: str) -> tuple[PaperFile, ...]:
    """Living documents of a report, the newest first."""
    wanted = (
        sa.select(paper_file)
        .where(paper_file.c.report_id == report_id, paper_file.c.deleted_at.is_(None))
        .order_by(paper_file.c.made_at.desc(), paper_file.c.id.desc())
    )
    return tuple(_paper(row) for row in tx.connection.execute(wanted).mappings())


def get(tx: Reader, paper_id: str) -> PaperFile:
    """One document.

    Raises:
        UserError: `report.paper_not_found`.
    """
    row = tx.connection.execute(sa.select(paper_file).where(paper_file.c.id == paper_id)).mappings().first()
    if row is None:
        raise UserError("report.paper_not_found")
    return _paper(row)


def digests(tx: Reader) -> frozenset[str]:
    """SHA-256 of every document that the archive must keep, also of those put away."""
    return frozenset(tx.connection.execute(sa.select(paper_file.c.sha256)).scalars())


def files(tx: Reader) -> dict[str, str]:
    """File name by SHA-256 of everything that the archive must keep."""
    wanted = sa.select(paper_file.c.sha256, paper_file.c.file_name)
    return {row.sha256: row.file_name for row in tx.connection.execute(wanted)}


def save(tx: Writer, changed: PaperFile) -> None:
    """Add or change a document's row."""
    row = {
        "id": changed.id,
        "report_id": changed.report_id,
        "kind": changed.kind.value,
        "language": changed.language,
        "title": changed.title,
        "file_name": changed.file_name,
        "sha256": changed.sha256,
        "bytes": changed.bytes,
        "pages": changed.pages,
        "made_at": instant_column(changed.made_at),
        "content_sha256": changed.content_sha256,
        "base_sha256": changed.base_sha256,
        "state": changed.state.value,
        "signers": json.dumps(list(changed.signers), ensure_ascii=False),
        "deleted_at": instant_column(changed.deleted_at),
    }
    upsert(tx.connection, paper_file, row)


def _paper(row: sa.RowMapping) -> PaperFile:
    return PaperFile(
        id=row["id"],
        report_id=row["report_id"],
        kind=DocumentKind(row["kind"]),
        language=row["language"],
        title=row["title"],
        file_name=row["file_name"],
        sha256=row["sha256"],
        bytes=row["bytes"],
        pages=row["pages"],
        made_at=instant_of(row["made_at"]),
        content_sha256=row["content_sha256"],
        base_sha256=row["base_sha256"],
        state=PaperState(row["state"]),
        signers=tuple(json.loads(row["signers"])),
        deleted_at=instant_from(row["deleted_at"]),
    )
