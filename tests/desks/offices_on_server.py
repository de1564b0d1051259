"""Sample offices whose headquarters lies on the server: the tests of headquarters run on them as they are."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from cultdip_desktop.app import open_office
from cultdip_desktop.core.paths import OfficePaths
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.store import database
from tests import offices
from tests.desks.cluster import Cluster


@contextlib.contextmanager
def headquarters_on(cluster: Cluster) -> Iterator[None]:
    """Within the block every copy of a headquarters that a test is given lies in a data base of its own."""
    real = offices.original

    def original(source: Path, target: Path, key: OfficeKey | None = None) -> Path:
        key = key or keyfile.unlock(source / "office.key.json", offices.PASSPHRASE)
        if key.role != "headquarters":
            return real(source, target, key)
        where = database.read(OfficePaths(source).database, key.secret_key)
        if where is None:
            real(source, target, key)
            move(target, cluster)
            return target
        shutil.copytree(source, target)
        copied = cluster.database(str(sa.make_url(where.url).database))
        there = replace(where, url=cluster.url(copied))
        database.write(OfficePaths(target).database, key.secret_key, there)
        return target

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(offices, "original", original)
        yield


def move(home: Path, cluster: Cluster) -> None:
    """Move an office's store into a new data base, and forget the file."""
    with open_office(home, offices.PASSPHRASE) as office:
        assert office.moving is not None
        office.moving.to_server(database.at(cluster.url(cluster.database())))
    with open_office(home, offices.PASSPHRASE) as office:
        assert office.moving is not None
        office.moving.remove_old()
