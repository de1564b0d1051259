"""Editions of the catalogue: prepared from a file, issued to all missions, and translated into one another (R30).

Several live side by side: tags keep code and edition, and figures count a tag by what its code is called in the edition
that counts now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from cultdip_desktop.core.canonical import Json
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain import edition_reading, issue_codec
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.edition import CodeMapping, EditionHead
from cultdip_desktop.domain.edition_reading import EditionChanges
from cultdip_desktop.domain.issuing import DispatchKind, IssueState
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.hq.dispatching import Dispatcher, Draft, Maker
from cultdip_desktop.hq.effects import Effects
from cultdip_desktop.hq.outbox import IssuedFile, issue, recipients_of, require_missions, today
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.repo import catalogue as catalogue_rows
from cultdip_desktop.store.repo import catalogue_edition as rows
from cultdip_desktop.store.repo import dispatch as dispatch_rows
from cultdip_desktop.store.store import Reader

_MOST_STEPS: Final = 50
"""Editions between the oldest tag and the one that counts: a guard against a circle."""


@dataclass(frozen=True, slots=True)
class EditionView:
    """An edition, what it changes, and who was given it."""

    head: EditionHead
    changes: EditionChanges | None
    """Against the edition that it supersedes; None for the first."""

    mapping: tuple[CodeMapping, ...]
    """From that edition."""

    files: int


@dataclass(frozen=True, slots=True)
class Translator:
    """Codes of any edition in the words of one: a snapshot to count with."""

    target: str
    _codes: Mapping[str, frozenset[str]]
    _steps: Mapping[str, tuple[str, Mapping[str, tuple[str, ...]]]]
    """Edition to the one that supersedes it, and what becomes of the codes that are mapped."""

    def codes(self, code: str, edition: str) -> tuple[str, ...]:
        """What `code` of `edition` is called in the target; nothing where it was dropped without a successor."""
        found: dict[str, None] = {code: None}
        at = edition
        for _step in range(_MOST_STEPS):
            if at == self.target or at not in self._steps:
                break
            at, mapped = self._steps[at]
            known = self._codes.get(at, frozenset())
            found = {new: None for old in found for new in mapped.get(old, (old,) if old in known else ())}
        if at != self.target and self.target in self._codes:
            found = {one: None for one in found if one in self._codes[self.target]}
        return tuple(found)


class EditionService:
    """The use cases of the catalogue page of the Directives room and of `cultdip hq issue catalogue`."""

    def __init__(self, desk: Desk, dispatcher: Dispatcher, catalogue: CatalogueService) -> None:
        self._desk = desk
        self._dispatcher = dispatcher
        self._catalogue = catalogue

    def heads(self) -> tuple[EditionHead, ...]:
        """Every edition, the current one first."""
        with self._desk.store.read() as tx:
            return rows.heads(tx)

    def view(self, edition: str) -> EditionView:
        """One edition with its differences.

        Raises:
            UserError: `catalogue.edition_unknown`.
        """
        with self._desk.store.read() as tx:
            head = rows.head(tx, edition)
            known = {one.edition for one in rows.heads(tx)}
            changes = None
            if head.supersedes in known:
                changes = edition_reading.compare(
                    catalogue_rows.edition(tx, head.supersedes), catalogue_rows.edition(tx, edition)
                )
            mapping = tuple(one for one in rows.mappings(tx) if one.to_edition == edition)
            return EditionView(head, changes, mapping, len(_files(tx).get(edition, ())))

    def catalogue(self, edition: str) -> Catalogue:
        """One edition whole.

        Raises:
            UserError: `catalogue.edition_unknown`.
        """
        with self._desk.store.read() as tx:
            return catalogue_rows.edition(tx, edition)

    def as_file(self, edition: str) -> dict[str, Any]:
        """An edition as JSON that can be changed, renamed and given to `draft`.

        Raises:
            UserError: `catalogue.edition_unknown`.
        """
        with self._desk.store.read() as tx:
            head, mapping = rows.head(tx, edition), rows.mappings(tx)
            lines = [one for one in mapping if one.to_edition == edition]
            return edition_reading.to_plain(catalogue_rows.edition(tx, edition), head.note, lines)

    def check(self, plain: Mapping[str, Any]) -> tuple[Catalogue, EditionChanges, tuple[CodeMapping, ...]]:
        """What a file would make of the current edition; nothing is written.

        Raises:
            UserError: as `edition_reading.read_edition` and `mapping_between`; `edition.exists`, `edition.other_catalogue`.
        """
        read = edition_reading.read_edition(plain)
        with self._desk.store.read() as tx:
            before = _before(tx, read.catalogue.edition)
            known = {one.edition: one for one in rows.heads(tx)}
        same = known.get(read.catalogue.edition)
        if same is not None and same.state is not IssueState.DRAFT:
            raise UserError("edition.exists", edition=same.edition)
        if read.catalogue.code != before.code:
            raise UserError("edition.other_catalogue", code=read.catalogue.code, expected=before.code)
        mapping = edition_reading.mapping_between(before, read.catalogue, read.mapping)
        return read.catalogue, edition_reading.compare(before, read.catalogue), mapping

    def draft(self, plain: Mapping[str, Any]) -> tuple[EditionHead, ChangeSet]:
        """Keep a new edition beside the others; a draft of the same name is replaced. Nobody uses it before it is issued.

        Raises:
            UserError: as `check`.
        """
        catalogue, _changes, mapping = self.check(plain)
        note = edition_reading.read_edition(plain).note
        with self._desk.store.write("catalogue.draft", actor=self._desk.actor, title=catalogue.edition) as tx:
            before = _before(tx, catalogue.edition)
            head = EditionHead(
                edition=catalogue.edition,
                code=catalogue.code,
                title=catalogue.title,
                state=IssueState.DRAFT,
                supersedes=before.edition,
                note=note,
                nodes=len(catalogue.nodes),
            )
            catalogue_rows.save_edition(tx, catalogue, current=False)
            rows.describe(tx, head)
            rows.save_mapping(tx, catalogue.edition, mapping)
        return head, tx.change_set

    def delete(self, edition: str) -> ChangeSet:
        """Throw a draft away.

        Raises:
            UserError: `catalogue.edition_unknown`, `edition.not_a_draft`.
        """
        with self._desk.store.write("catalogue.discard", actor=self._desk.actor, title=edition[:60]) as tx:
            if rows.head(tx, edition).state is not IssueState.DRAFT:
                raise UserError("edition.not_a_draft", edition=edition)
            rows.delete(tx, edition)
        return tx.change_set

    @in_workshop("editions.issue")
    def issue(
        self,
        edition: str,
        folder: Path,
        pin: str,
        *,
        offices: Collection[str] | None = None,
        progress: Progress | None = None,
    ) -> list[IssuedFile]:
        """Sign an edition for all missions, or once more for some; from then on new tags are chosen from it.

        Raises:
            UserError: `catalogue.edition_unknown`, `edition.outdated` when another one was issued meanwhile, `key.*`,
                `file.*`, `dispatch.busy`, `mission.not_found`.
        """
        with self._desk.store.read() as tx:
            rows.head(tx, edition)
            require_missions(tx, tuple(offices or ()))
        recipients = recipients_of(tuple(offices or ()))
        files = issue(self._dispatcher, recipients, lambda one: self._maker(edition, one), folder, pin, progress)
        self._catalogue.forget()
        return files

    def translator(self, target: str | None = None) -> Translator:
        """For counting: codes of any edition in the words of `target`, else of the current edition.

        Raises:
            UserError: `catalogue.none`.
        """
        with self._desk.store.read() as tx:
            return translator(tx, target)

    def translate(self, code: str, edition: str) -> tuple[str, ...]:
        """One code in the words of the current edition; for many take `translator`."""
        return self.translator().codes(code, edition)

    def _maker(self, edition: str, recipient: str) -> Maker:
        def make(tx: Reader, package_id: str, at: datetime) -> Draft | None:
            del package_id, at
            head = rows.head(tx, edition)
            if recipient in _files(tx).get(edition, ()):
                return None
            current = next(one for one in rows.heads(tx) if one.current)
            if head.state is IssueState.DRAFT and head.supersedes != current.edition:
                raise UserError("edition.outdated", edition=edition, current=current.edition)
            issued_on = head.issued_on or today(self._desk)
            catalogue = catalogue_rows.edition(tx, edition)
            nodes = [issue_codec.node_to_plain(edition, at, node) for at, node in enumerate(catalogue.nodes)]
            lines = [issue_codec.mapping_to_plain(one) for one in _upto(rows.mappings(tx), edition)]
            plain = issue_codec.edition_to_plain(replace(head, issued_on=issued_on))
            essence: Json = [plain, nodes, lines]
            return Draft(
                kind=DispatchKind.CATALOGUE,
                recipient=recipient,
                title=_file_title(head, issued_on),
                rows={"catalogue": [plain], "catalogue_node": nodes, "catalogue_map": lines},
                essence=essence,
                told={"edition": edition},
                effects=Effects(edition=edition, issued_on=issued_on),
            )

        return make


def translator(tx: Reader, target: str | None = None) -> Translator:
    """As `EditionService.translator`, inside a snapshot that is open."""
    heads = rows.heads(tx)
    chosen = target or next((one.edition for one in heads if one.current), None)
    if chosen is None:
        raise UserError("catalogue.none")
    mapped: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for line in rows.mappings(tx):
        targets = mapped.setdefault((line.from_edition, line.to_edition), {})
        targets[line.from_code] = (*targets.get(line.from_code, ()), *((line.to_code,) if line.to_code else ()))
    steps = {
        one.supersedes: (one.edition, mapped.get((one.supersedes, one.edition), {}))
        for one in sorted(heads, key=lambda head: (head.issued_on or date.max, head.edition), reverse=True)
        if one.supersedes and (one.state is not IssueState.DRAFT or one.edition == chosen)
    }
    return Translator(chosen, rows.codes(tx), steps)


def _before(tx: Reader, edition: str) -> Catalogue:
    """The edition that a new one is held against: the current one."""
    current = catalogue_rows.current(tx)
    if current.edition == edition:
        raise UserError("edition.exists", edition=edition)
    return current


def _upto(lines: Iterable[CodeMapping], edition: str) -> list[CodeMapping]:
    """The mapping to this edition and those to the editions before it: a mission may have missed some."""
    wanted, found = {edition}, list[CodeMapping]()
    pending = list(lines)
    for _step in range(_MOST_STEPS):
        step = [one for one in pending if one.to_edition in wanted]
        if not step:
            break
        pending = [one for one in pending if one.to_edition not in wanted]
        found += step
        wanted |= {one.from_edition for one in step}
    return found


def _files(tx: Reader) -> dict[str, set[str]]:
    """By edition, the recipients of its files."""
    found: dict[str, set[str]] = {}
    for row in dispatch_rows.all(tx, (DispatchKind.CATALOGUE,)):
        found.setdefault(str(row.content.get("edition", "")), set()).add(row.recipient)
    return found


def _file_title(head: EditionHead, issued_on: date) -> BiText:
    day = issued_on.strftime("%d/%m/%Y")
    return BiText(
        f"Danh mục Chiến lược, ấn bản {head.edition} ({day})", f"Strategy catalogue, edition {head.edition} ({day})"
    )
