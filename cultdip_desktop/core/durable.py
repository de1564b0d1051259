"""Files that survive a power cut: the only room that may open a file for writing or rename one.

Recipe: temporary file in the same folder, write, fsync, (read back), rename over the final name, fsync of
the folder. On Windows a virus scanner may hold a file for a moment: sharing errors are retried.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from cultdip_desktop.core.errors import UserError

PART_SUFFIX: Final = ".part"
"""Ending of a file that is still being written; whatever bears it may be deleted at the next start."""

_RETRIES: Final = 6
_SHARING_ERRORS: Final = (5, 32, 33)  # Windows: access denied, sharing violation, lock violation


@contextlib.contextmanager
def new_file(path: Path, *, replace: bool = True, readback: Callable[[Path], None] | None = None) -> Iterator[BinaryIO]:
    """Write `path` as a whole or not at all: the file appears under its name when the block ends well.

    `readback` is called with the finished temporary file before it gets its name; whatever it raises
    leaves no file behind. With `replace=False` an existing `path` is never touched.

    Raises:
        UserError: `file.exists` (with replace=False), `file.no_space`, `file.not_writable`.
    """
    handle, part, claim = _begin(path)
    try:
        with translated(path), handle:
            try:
                yield handle
                handle.flush()
                os.fsync(handle.fileno())
            except BaseException:
                _drop(handle)
                raise
        if readback is not None:
            readback(part)
        with translated(path):
            _give_name(part, path, replace=replace)
            _settle_name(path, part, replace=replace)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    finally:
        _release(claim)


def write_bytes(path: Path, data: bytes, *, replace: bool = True) -> None:
    """Write `data` durably, then read it back and compare.

    Raises:
        UserError: as `new_file`, and `file.readback_differs` when the medium lies.
    """

    def same(part: Path) -> None:
        if hashlib.sha256(part.read_bytes()).digest() != hashlib.sha256(data).digest():
            raise UserError("file.readback_differs", path=str(path))

    with new_file(path, replace=replace, readback=same) as handle:
        handle.write(data)


def write_text(path: Path, text: str, *, replace: bool = True) -> None:
    """Write `text` as UTF-8 with line feeds, durably."""
    write_bytes(path, text.encode("utf-8"), replace=replace)


def move(source: Path, target: Path) -> None:
    """Give a finished, fsynced file its final name in the same volume, replacing, durably."""
    with translated(target):
        _give_name(source, target, replace=True)
        sync_folder(target.parent)


def make_folder(path: Path) -> None:
    """Make a folder with its parents, readable by the owner only, each durable under its name."""
    with translated(path):
        made = [path, *(parent for parent in path.parents if not parent.exists())]
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        for folder in reversed(made):
            sync_folder(folder.parent)


def remove_leftovers(folder: Path) -> int:
    """Delete unfinished files (`*.part`) left by a killed process; gives their number.

    What another process is writing right now stays.
    """
    return sum(remove_abandoned(part) for part in folder.glob(f"*{PART_SUFFIX}"))


def remove_abandoned(path: Path) -> bool:
    """Delete a temporary file or folder that no living process has claimed; whether it is gone.

    On Windows a file that is open is claimed by that, and folders are left alone.
    """
    with contextlib.suppress(OSError):
        claim = None if os.name == "nt" else os.open(path, os.O_RDONLY)
        try:
            if claim is not None and not _lock(claim):
                return False
            if claim is not None and path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
            return True
        finally:
            _release(claim)
    return False


@contextlib.contextmanager
def claimed(path: Path) -> Iterator[None]:
    """Keep `remove_abandoned` of other processes away from a temporary file or folder while the block runs."""
    claim = None
    if os.name != "nt":
        with translated(path):
            claim = os.open(path, os.O_RDONLY)
            _lock(claim)
    try:
        yield
    finally:
        _release(claim)


def sync_folder(folder: Path) -> None:
    """Make renames inside `folder` durable; Windows does this with the rename itself."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def translated(path: Path, *, reading: bool = False) -> Iterator[None]:
    """Turn the operating system's refusals into errors that a person can act on.

    With `reading` what is not allowed is to read `path`, else to write there.
    """
    try:
        yield
    except OSError as error:
        raise _as_user_error(error, path, reading=reading) from error


@contextlib.contextmanager
def refusing_paths() -> Iterator[None]:
    """For outermost doors: a path that cannot even be looked at is no bug of ours.

    Too long a name, a folder of somebody else. Whatever is written is `translated` where it is written.
    """
    try:
        yield
    except OSError as error:
        if isinstance(error.filename, str):
            raise _as_user_error(error, Path(error.filename), reading=True) from error
        raise


def is_there(path: Path) -> bool:
    """Whether a place that a person named is taken.

    Raises:
        UserError: `file.unreachable`, `file.not_readable` when it cannot be looked at: `Path.exists` lets these out.
    """
    with translated(path, reading=True):
        return path.exists()


def _as_user_error(error: OSError, path: Path, *, reading: bool) -> Exception:
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return UserError("file.no_space", path=str(path))
    if error.errno in (errno.EEXIST, errno.ENOTEMPTY):
        return UserError("file.exists", path=str(path))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return UserError("file.not_readable" if reading else "file.not_writable", path=str(path))
    if reading or error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENODEV, errno.EIO, errno.ENAMETOOLONG):
        return UserError("file.unreachable", path=str(path))
    return error


def _begin(path: Path) -> tuple[BinaryIO, Path, int | None]:
    """A new temporary file beside `path`, and a claim to it that outlives the closing of the file."""
    while True:
        # 40 characters are at most 160 bytes, so that a name at the limit of 255 can be written, too
        part = path.with_name(f"{path.name[:40]}.{secrets.token_hex(4)}{PART_SUFFIX}")
        with translated(path):
            handle = part.open("xb")
            if os.name == "nt":
                return handle, part, None
            claim = os.dup(handle.fileno())
            _lock(claim)
            if os.fstat(claim).st_nlink:
                return handle, part, claim
        # Somebody cleared leftovers between the making and the claim.
        handle.close()
        _release(claim)


def _drop(handle: BinaryIO) -> None:
    """Close a file that is given up; what its buffer still holds may fail once more on a full disk."""
    with contextlib.suppress(OSError):
        handle.close()


def _lock(descriptor: int) -> bool:
    """Claim a file for as long as the descriptor is open; True, too, where the volume knows no locks."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def _release(claim: int | None) -> None:
    if claim is not None:
        os.close(claim)


def _give_name(part: Path, path: Path, *, replace: bool) -> None:
    for attempt in range(_RETRIES):
        try:
            if replace:
                os.replace(part, path)
            elif os.name == "nt":
                part.rename(path)
            else:
                _link_then_unlink(part, path)
            return
        except OSError as error:
            if getattr(error, "winerror", None) not in _SHARING_ERRORS or attempt == _RETRIES - 1:
                raise
            time.sleep(0.05 * 2**attempt)


def _settle_name(path: Path, part: Path, *, replace: bool) -> None:
    """Make the name durable; a new name that the disk does not keep is taken back, so that one may try again."""
    try:
        sync_folder(path.parent)
    except OSError:
        if not replace:
            path.unlink()
        raise
    if not replace:  # the second try, should the first have been refused
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _link_then_unlink(part: Path, path: Path) -> None:
    """Take the name only if nobody has it; a hard link is the one call that checks and names at once.

    USB sticks with FAT know no hard links: there the name is claimed by creating it exclusively first.
    """
    try:
        os.link(part, path)
    except OSError as error:
        if error.errno == errno.EEXIST:
            raise
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        os.replace(part, path)
    else:
        with contextlib.suppress(OSError):
            part.unlink()
