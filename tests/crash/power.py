"""What a power cut may leave of a folder, put together from a trace.

Data counts as on the disk after an fsync of its file, a name after an fsync of its folder; both may be there earlier,
in any mixture: writes lost, torn at a sector or a page, arrived in another order; names of each folder lost from some
point on. That is more than a journalling file system does to us, and what POSIX allows.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.crash.shim import Call

WAYS: Final = ("least", "names only", "data only", "mixed", "torn", "last torn", "all")
"""Of what was not synced, the disk has: nothing; names without data; data without names; some of each …"""

SECTORS: Final = (512, 4096)


@dataclass
class File:
    """One inode."""

    durable: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    """Offset and bytes; None is a new size."""

    def sync(self) -> None:
        for offset, data in self.pending:
            _apply(self.durable, offset, data)
        self.pending.clear()


@dataclass
class Folder:
    """Names; a name that stands for nothing was removed."""

    durable: dict[str, File | Folder] = field(default_factory=dict)
    now: dict[str, File | Folder] = field(default_factory=dict)
    pending: list[dict[str, File | Folder | None]] = field(default_factory=list)

    def change(self, names: dict[str, File | Folder | None]) -> None:
        self.pending.append(names)
        _rename(self.now, names)

    def sync(self) -> None:
        for names in self.pending:
            _rename(self.durable, names)
        self.pending.clear()


def leave(ground: Path, target: Path, root: Path, calls: Sequence[Call], seed: int) -> str:
    """Make in `target` what is left when the power fails after `calls` in `root`; says how the dice fell."""
    chance = random.Random(seed)
    way = WAYS[seed % len(WAYS)]
    disk = _read(ground)
    for call in calls:
        _replay(disk, root, call)
    _write(disk, target, way, chance)
    return way


def _replay(disk: Folder, root: Path, call: Call) -> None:
    where = _Place(disk, root, call.path)
    if call.kind in ("create", "mkdir"):
        where.folder.change({where.name: File() if call.kind == "create" else Folder()})
    elif call.kind in ("unlink", "rmdir"):
        where.folder.change({where.name: None})
    elif call.kind in ("rename", "link"):
        _give(where, _Place(disk, root, call.other), keep=call.kind == "link")
    elif call.kind == "sync":
        where.node.sync()
    elif call.kind in ("write", "truncate") and not call.path.endswith(("-shm", " (deleted)")):
        node = where.node
        assert isinstance(node, File)
        node.pending.append((call.offset, call.data if call.kind == "write" else None))


class _Place:
    """Where a path leads to in the folders as the program sees them."""

    def __init__(self, disk: Folder, root: Path, path: str) -> None:
        self.folder, self.name = disk, ""
        if not path or path == str(root):
            return
        *parents, self.name = Path(path).relative_to(root).parts
        for parent in parents:
            found = self.folder.now[parent]
            assert isinstance(found, Folder)
            self.folder = found

    @property
    def node(self) -> File | Folder:
        """What bears the name; a file that was removed while it was open is nobody's any more."""
        return self.folder if not self.name else self.folder.now.get(self.name, File())


def _give(old: _Place, new: _Place, *, keep: bool) -> None:
    node = old.node
    if keep:
        new.folder.change({new.name: node})
    elif old.folder is new.folder:
        new.folder.change({old.name: None, new.name: node})
    else:
        new.folder.change({new.name: node})
        old.folder.change({old.name: None})


def _read(path: Path) -> Folder:
    folder = Folder()
    for entry in path.iterdir():
        folder.durable[entry.name] = _read(entry) if entry.is_dir() else File(bytearray(entry.read_bytes()))
    folder.now = dict(folder.durable)
    return folder


def _write(folder: Folder, target: Path, way: str, chance: random.Random) -> None:
    names = dict(folder.durable)
    for change in folder.pending[: _names_kept(len(folder.pending), way, chance)]:
        _rename(names, change)
    target.mkdir()
    for name, node in names.items():
        if isinstance(node, Folder):
            _write(node, target / name, way, chance)
        else:
            (target / name).write_bytes(b"\xa5" * 32768 if name.endswith("-shm") else _content(node, way, chance))


def _names_kept(count: int, way: str, chance: random.Random) -> int:
    if way in ("least", "data only"):
        return 0
    return chance.randint(0, count) if way in ("mixed", "torn") else count


def _content(file: File, way: str, chance: random.Random) -> bytes:
    data, last = bytearray(file.durable), len(file.pending) - 1
    for number, (offset, piece) in enumerate(file.pending):
        if way in ("least", "names only") or (way in ("mixed", "torn") and chance.random() < 0.5):
            continue
        if piece and (way == "torn" or (way == "last torn" and number == last)):
            sector = chance.choice(SECTORS)
            for start in range(0, len(piece), sector):
                if chance.random() < 0.5:
                    _apply(data, offset + start, piece[start : start + sector])
        else:
            _apply(data, offset, piece)
    return bytes(data)


def _apply(data: bytearray, offset: int, piece: bytes | None) -> None:
    if piece is None:
        del data[offset:]
        data.extend(bytes(offset - len(data)))
    else:
        data.extend(bytes(max(0, offset - len(data))))
        data[offset : offset + len(piece)] = piece


def _rename(names: dict[str, File | Folder], change: dict[str, File | Folder | None]) -> None:
    for name, node in change.items():
        if node is None:
            names.pop(name, None)
        else:
            names[name] = node
