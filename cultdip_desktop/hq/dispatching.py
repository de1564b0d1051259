"""Signed files of headquarters: each in the chain of its recipient, exactly once, whatever happens between.

As `services.sealing` with two differences. Several desks may write at once: whoever reserves a number second finds
the chain moved on, throws the file away that nobody has seen, and makes a new one from what is then still to be told.
And a start after a crash leaves alone what another living desk is about to name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Final

from cultdip_desktop import __version__
from cultdip_desktop.core import durable
from cultdip_desktop.core.canonical import Json
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.dispatch import Dispatch
from cultdip_desktop.domain.issuing import DispatchKind, DispatchState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.hq import effects as acts
from cultdip_desktop.hq.effects import Effects
from cultdip_desktop.packages import enrolment, fingerprint
from cultdip_desktop.packages.contents import PackageContents, Prepared, prepare
from cultdip_desktop.packages.package import ChainLink, HistoryHead, PackageHeader, Producer, Recipient, stream_of
from cultdip_desktop.packages.signing import Signer
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.write import seal
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.keys import KeyService
from cultdip_desktop.services.phases import PointOfNoReturn
from cultdip_desktop.services.trust import TrustService
from cultdip_desktop.store.query import dispatch_facts
from cultdip_desktop.store.query import history as history_query
from cultdip_desktop.store.repo import dispatch as dispatch_rows
from cultdip_desktop.store.store import Reader

Plain = Mapping[str, Json]
SUFFIX: Final = ".cdrp"
_TRIES: Final = 8
"""Times that a file is made anew because another desk was faster."""

_AGAIN: Final = frozenset({"dispatch.overtaken", "file.exists"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one file is to say, before it has a number."""

    kind: DispatchKind
    recipient: str
    """Office id, or `ALL_MISSIONS`."""

    title: BiText
    rows: Mapping[str, Iterable[Plain]]
    essence: Json
    """What must not have changed between the making and the reservation; anything else may be a moment old."""

    told: Mapping[str, Json] = field(default_factory=lambda: MappingProxyType({}))
    """Remembered with the package."""

    effects: Effects = field(default_factory=Effects)


Maker = Callable[[Reader, str, datetime], Draft | None]
"""From the store, the package's id and its instant; None when there is nothing to tell (any more)."""

Namer = Callable[[Path, Draft, int, int], Path]


@dataclass(frozen=True, slots=True)
class Sent:
    """A signed file that was read back."""

    file: Path
    dispatch: Dispatch


class Dispatcher:
    """What all services of headquarters write their files through."""

    def __init__(self, desk: Desk, trust: TrustService) -> None:
        self._desk = desk
        self._trust = trust
        self._keys = KeyService(desk)

    def write(
        self,
        kind: DispatchKind,
        recipient: str,
        rows: Mapping[str, list[Plain]],
        title: BiText,
        out: Path,
        pin: str,
        progress: Progress | None = None,
    ) -> Dispatch:
        """One file with just these rows, at `out`, which must not exist.

        Raises:
            UserError: `file.exists`, and as `open` and `SigningDesk.send`.
        """
        if durable.is_there(out):
            raise UserError("file.exists", path=str(out))
        draft = Draft(kind=kind, recipient=recipient, title=title, rows=rows, essence=None)
        sent = self.open(pin).send(
            lambda _tx, _id, _at: draft, out.parent, progress or NoProgress(), name=lambda *_given: out
        )
        if sent is None:
            raise RuntimeError("a draft that is always there was not")
        return sent.dispatch

    def open(self, pin: str) -> SigningDesk:
        """Prove the PIN once, for as many files as are due.

        Raises:
            UserError: `key.none`, `key.wrong_pin` (`attempts_left`), `key.locked`, `key.expired`, …
        """
        self.finish_reserved()
        trust = self._trust.store()
        signer = self._keys.open(self._keys.usable(), pin, None)
        return SigningDesk(self._desk, signer, trust)

    def written(self) -> tuple[Dispatch, ...]:
        """Everything that was written, the newest first."""
        with self._desk.store.read() as tx:
            return dispatch_rows.all(tx)

    def copy_again(self, dispatch_id: str, folder: Path, progress: Progress | None = None) -> Path:
        """Write the very same file once more.

        Raises:
            UserError: `dispatch.not_found`, `dispatch.not_sealed`, `package.copy_missing`, `file.no_space`, …
        """
        with self._desk.store.read() as tx:
            row = dispatch_rows.get(tx, dispatch_id)
        if row.state is not DispatchState.SEALED:
            raise UserError("dispatch.not_sealed", file=row.file_name)
        require_folder(folder)
        target = free_name(folder, Path(row.file_name).stem)
        self._desk.archive.copy_out(row.container_sha256, target, progress or NoProgress())
        return target

    def finish_reserved(self) -> None:
        """Complete or undo what a crash interrupted; at start and before every act."""
        with self._desk.store.read() as tx:
            rows = dispatch_rows.reserved(tx)
        for row in rows:
            self._finish(row)

    def _finish(self, row: Dispatch) -> None:
        target, part = Path(str(row.content.get("target", ""))), Path(str(row.content.get("part", "")))
        if _is(target, row.container_sha256):
            confirm(self._desk, row)
        elif _lies(part):
            if durable.remove_abandoned(part):
                self._release(row)
            # else: another desk holds it and is about to give it its name
        elif self._desk.archive.has(row.container_sha256):
            # It had its name, and somebody has taken it away already: the number is used.
            confirm(self._desk, row)
        else:
            self._release(row)

    def _release(self, row: Dispatch) -> None:
        release(self._desk, row)


class SigningDesk:
    """Headquarters with its key opened."""

    def __init__(self, desk: Desk, signer: Signer, trust: TrustStore | None) -> None:
        self._desk = desk
        self._signer = signer
        self._trust = trust

    def send(self, make: Maker, folder: Path, progress: Progress, *, name: Namer | None = None) -> Sent | None:
        """Make, sign, write, read back, reserve, name, confirm; None when there is nothing to tell.

        Raises:
            UserError: `dispatch.busy` when other desks were faster every time; `file.unreachable`, `file.no_space`,
                `file.not_writable`, `package.*`; whatever `make` raises. Nothing is then written or counted.
            Cancelled: before the number is reserved; likewise.
        """
        require_folder(folder)
        for _attempt in range(_TRIES):
            try:
                return self._send(make, folder, progress, name or name_of)
            except UserError as error:
                if error.code not in _AGAIN or (error.code == "file.exists" and name is not None):
                    raise
        raise UserError("dispatch.busy")

    def _send(self, make: Maker, folder: Path, progress: Progress, name: Namer) -> Sent | None:
        desk, now = self._desk, self._desk.clock.now()
        package_id = desk.ids.new()
        with desk.store.read() as tx:
            draft = make(tx, package_id, now)
            if draft is None:
                return None
            stream = stream_of(draft.kind.value, draft.recipient)
            seq, previous = dispatch_rows.next_place(tx, stream, desk.office.epoch)
            contents = self._contents(tx, draft, package_id, ChainLink(desk.office.epoch, seq, previous))
        prepared = prepare(contents)
        target = name(folder, draft, desk.office.epoch, seq)
        row = self._row(prepared, draft, stream, target, now)
        return Sent(target, self._seal(row, draft, make, prepared, target, PointOfNoReturn(progress)))

    def _seal(
        self, row: Dispatch, draft: Draft, make: Maker, prepared: Prepared, target: Path, point: PointOfNoReturn
    ) -> Dispatch:
        kept: list[Dispatch] = []

        def keep(part: Path, sha256: str) -> None:
            self._desk.archive.keep(part, sha256)
            promised = _promised(row, sha256, part)
            kept.append(promised)
            self._reserve(promised, draft, make)
            point.reached = True

        try:
            seal(
                target,
                prepared,
                self._signer,
                signing_time=row.made_at or self._desk.clock.now(),
                progress=point,
                keep=keep,
                trust=self._trust,
            )
        except BaseException:
            if kept and not (point.reached and _is(target, kept[0].container_sha256)):
                if point.reached:
                    release(self._desk, kept[0])
                else:
                    forget(self._desk, kept[0].container_sha256)
            raise
        with suppress(UserError):  # the file has its name and exists, whatever the store has room for now
            confirm(self._desk, kept[0])
        return replace(kept[0], state=DispatchState.SEALED)

    def _reserve(self, row: Dispatch, draft: Draft, make: Maker) -> None:
        """The number, unless the chain or what is to be told has changed since."""
        at = row.made_at or self._desk.clock.now()
        with self._desk.store.write("dispatch.reserve", actor=self._desk.actor, **_named(row)) as tx:
            now = make(tx, row.id, at)
            if now is None or now.essence != draft.essence:
                raise UserError("dispatch.overtaken", stream=row.stream)
            dispatch_rows.reserve(tx, row)

    def _contents(self, tx: Reader, draft: Draft, package_id: str, link: ChainLink) -> PackageContents:
        head, desk = history_query.head(tx), self._desk
        rows: dict[str, Iterable[Plain]] = {**standing_rows(tx, self._trust), **draft.rows}
        header = PackageHeader(
            package_id=package_id,
            kind=draft.kind.value,
            office=desk.office.id,
            recipient=Recipient(draft.recipient),
            period=None,
            chain=link,
            history=HistoryHead(head.head, head.count),
            producer=Producer(f"cultdip-desktop {__version__}"),
            catalogue=dispatch_facts.current_edition(tx),
            document={"Subject": draft.title.vi[:500], "OrganName": desk.office.name.vi, "Language": "vi, en"},
        )
        return PackageContents(header=header, rows=rows)

    def _row(self, prepared: Prepared, draft: Draft, stream: str, target: Path, now: datetime) -> Dispatch:
        words = " ".join(fingerprint.words(self._signer.facts.sha256))
        link = prepared.info.chain
        counts = {entity: state.rows for entity, state in prepared.info.state.entities.items() if state.rows}
        content = {"counts": counts, "effects": draft.effects.to_plain(), **draft.told, "target": str(target)}
        return Dispatch(
            id=prepared.package_id,
            kind=draft.kind,
            stream=stream,
            epoch=link.epoch,
            seq=link.seq,
            state=DispatchState.RESERVED,
            manifest_sha256=prepared.manifest_sha256,
            prev_manifest_sha256=link.prev_manifest_sha256,
            file_name=target.name,
            title=draft.title,
            content=content,
            made_at=now,
            signer=f"{self._signer.facts.person} · {words}",
        )


def confirm(desk: Desk, row: Dispatch) -> None:
    """The file exists: so do its effects."""
    with desk.store.write("dispatch.seal", actor=desk.actor, **_named(row)) as tx:
        content = {name: value for name, value in row.content.items() if name != "part"}
        if dispatch_rows.confirm(tx, row.id, content):
            acts.apply(tx, row.id, Effects.of(row.content.get("effects", {})))


def release(desk: Desk, row: Dispatch) -> None:
    """Give number and copy back; the copy first, for a reservation without its copy is given up by the next start."""
    forget(desk, row.container_sha256)
    with suppress(UserError), desk.store.write("dispatch.release", actor=desk.actor, **_named(row)) as tx:
        dispatch_rows.release(tx, row.id)


def forget(desk: Desk, sha256: str) -> None:
    """Remove the copy of a file that never came to be."""
    with suppress(UserError):
        desk.archive.forget(sha256)


def standing_rows(tx: Reader, trust: TrustStore | None) -> dict[str, Iterable[Plain]]:
    """What every file brings along: the trust list with the newest revocation lists, and the encryption keys."""
    rows: dict[str, Iterable[Plain]] = {}
    if trust is not None:
        rows |= enrolment.answer_rows(trust)
    keys = dispatch_facts.encryption_keys(tx)
    return {**rows, "encryption_key": keys} if keys else rows


def name_of(folder: Path, draft: Draft, epoch: int, seq: int) -> Path:
    """`CZ-EMB_receipt_0003.cdrp`; a later numbering names its epoch."""
    number = f"{seq:04d}" if epoch == 1 else f"{epoch}-{seq:04d}"
    return free_name(folder, f"{draft.recipient}_{draft.kind.value}_{number}")


def free_name(folder: Path, stem: str) -> Path:
    """A name in the folder that nobody has; another office's file may lie there."""
    for number in range(1, 100):
        found = folder / f"{stem}{'' if number == 1 else f'_{number}'}{SUFFIX}"
        if not durable.is_there(found):
            return found
    raise UserError("file.exists", path=str(folder / f"{stem}{SUFFIX}"))


def require_folder(folder: Path) -> None:
    """The place for files; made when its parent is there.

    Raises:
        UserError: `file.unreachable`, `file.not_writable`.
    """
    with durable.translated(folder):
        folder.mkdir(exist_ok=True)
        if not folder.is_dir():
            raise UserError("file.unreachable", path=str(folder))


def _promised(row: Dispatch, sha256: str, part: Path) -> Dispatch:
    size = part.stat().st_size
    return replace(row, container_sha256=sha256, bytes=size, content={**row.content, "part": str(part)})


def _named(row: Dispatch) -> dict[str, str | int]:
    return {"stream": row.stream, "seq": row.seq, "title": row.title.vi[:80]}


def _is(path: Path, sha256: str) -> bool:
    """Whether this very file lies there."""
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest() == sha256
    except OSError:
        return False


def _lies(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False
