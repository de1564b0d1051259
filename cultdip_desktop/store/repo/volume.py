"""Volumes of packages that travel in several files: those of one's own packages, and those that came in.

They lie among the settings, one list for a package: few packages have volumes, and none has more than 99.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

import sqlalchemy as sa

from cultdip_desktop.core.canonical import Json
from cultdip_desktop.domain.volume import KeptVolume
from cultdip_desktop.store.repo.office import get_setting, set_setting
from cultdip_desktop.store.schema import setting
from cultdip_desktop.store.store import Reader, Writer

_SENT: Final = "package.volumes:"
_RECEIVED: Final = "inbox.volumes:"


def of_sent(tx: Reader, package_id: str) -> tuple[KeptVolume, ...]:
    """All volumes of an own package, by number; empty for a package of one file."""
    return _read(get_setting(tx, _SENT + package_id))


def keep_sent(tx: Writer, package_id: str, volumes: Iterable[KeptVolume]) -> None:
    """Remember the files of an own package."""
    set_setting(tx, _SENT + package_id, _plain(volumes))


def of_received(tx: Reader, office: str, package_id: str) -> Mapping[int, KeptVolume]:
    """The volumes of a mission's package that have come, by number; empty when none has."""
    return {volume.number: volume for volume in _read(get_setting(tx, _received(office, package_id)))}


def keep_received(tx: Writer, office: str, package_id: str, volumes: Iterable[KeptVolume]) -> None:
    """Remember which volumes have come."""
    set_setting(tx, _received(office, package_id), _plain(volumes))


def all(tx: Reader) -> tuple[KeptVolume, ...]:
    """Every volume of which the archive must hold a copy."""
    name, value = setting.c.name, setting.c.value
    mine = sa.or_(name.startswith(_SENT, autoescape=True), name.startswith(_RECEIVED, autoescape=True))
    lists = tx.connection.execute(sa.select(value).where(mine).order_by(name)).scalars()
    return tuple(volume for text in lists for volume in _read(json.loads(text)))


def first_of(tx: Reader, container_sha256: str) -> str:
    """Digest of the first volume's file of the received package that this file is a part of; empty when of none."""
    mine = setting.c.name.startswith(_RECEIVED, autoescape=True)
    for text in tx.connection.execute(sa.select(setting.c.value).where(mine)).scalars():
        volumes = _read(json.loads(text))
        if any(volume.container_sha256 == container_sha256 for volume in volumes):
            return next((volume.container_sha256 for volume in volumes if volume.number == 1), "")
    return ""


def _received(office: str, package_id: str) -> str:
    return f"{_RECEIVED}{office}:{package_id}"


def _plain(volumes: Iterable[KeptVolume]) -> Json:
    return [
        {
            "number": one.number,
            "n": one.n,
            "manifest_sha256": one.manifest_sha256,
            "container_sha256": one.container_sha256,
            "bytes": one.bytes,
            "file_name": one.file_name,
            "media": dict(one.media),
            "package_sha256": one.package_sha256,
        }
        for one in sorted(volumes, key=lambda one: one.number)
    ]


def _read(plain: Any) -> tuple[KeptVolume, ...]:
    return tuple(KeptVolume(**one) for one in plain or ())
